//! What headings mean: words as offices write them, without diacritics and punctuation.

use crate::reading::{
    Meaning,
    values::{FieldKeys, degree_name, fields, key, words},
};

/// How a heading may speak of one meaning.
struct Entry {
    meaning: Meaning,
    /// The whole heading.
    exact: &'static [&'static str],
    /// Part of a longer heading.
    within: &'static [&'static str],
    /// Where these stand too, it means something else.
    not: &'static [&'static str],
}

const fn entry(
    meaning: Meaning,
    exact: &'static [&'static str],
    within: &'static [&'static str],
    not: &'static [&'static str],
) -> Entry {
    Entry { meaning, exact, within, not }
}

const ENTRIES: [Entry; 26] = [
    entry(
        Meaning::Ordinal,
        &["stt", "tt", "so tt", "so thu tu", "thu tu", "no", "s t t", "t t"],
        &[],
        &[],
    ),
    entry(
        Meaning::FullName,
        &[
            "ho va ten",
            "ho ten",
            "ten can bo",
            "can bo",
            "full name",
            "fullname",
            "full_name",
            "name",
            "ho ten can bo",
            "ten cong chuc",
            "ten nguoi phu trach",
            "ho va ten can bo",
            "hoten",
            "ten day du",
            "ho va chu dem ten",
        ],
        &["ho va ten", "ho ten", "ten day du", "full name", "ten can bo"],
        &["cha", "me", "vo", "chong", "lanh dao", "nguoi lien he", "thu truong", "nguoi duyet"],
    ),
    entry(
        Meaning::FamilyMiddle,
        &[
            "ho dem",
            "ho va dem",
            "ho va chu dem",
            "ho chu dem",
            "ho lot",
            "ho va ten dem",
            "ho va ten lot",
            "ho chu lot",
            "ho va chu lot",
            "ho",
            "ho va",
            "ho ten dem",
            "ten dem",
            "last name",
            "family name",
        ],
        &["ho dem", "ho lot", "chu dem", "ten dem"],
        &["va ten can bo"],
    ),
    entry(Meaning::Given, &["ten", "ten goi", "first name", "given name"], &[], &[]),
    entry(
        Meaning::Sex,
        &["gioi tinh", "gt", "nam nu", "phai", "gioi", "sex", "gender", "g tinh"],
        &["gioi tinh", "nam nu"],
        &["ngay", "sinh"],
    ),
    entry(Meaning::SexMale, &["nam"], &[], &[]),
    entry(Meaning::SexFemale, &["nu"], &[], &[]),
    entry(
        Meaning::Birth,
        &[
            "ngay sinh",
            "ngay thang nam sinh",
            "nam sinh",
            "sinh ngay",
            "ns",
            "ntns",
            "ngay thang sinh",
            "sinh nam",
            "ngay sinh nam sinh",
            "ngay thang nam",
            "birth",
            "dob",
            "date of birth",
            "birthday",
            "n sinh",
            "tuoi sinh",
        ],
        &["ngay sinh", "nam sinh", "thang nam sinh", "sinh ngay", "date of birth"],
        &["noi sinh", "con", "vo chong"],
    ),
    entry(
        Meaning::PersonalId,
        &[
            "cccd",
            "so cccd",
            "so can cuoc",
            "can cuoc",
            "so dinh danh",
            "so dinh danh ca nhan",
            "ma dinh danh",
            "ma dinh danh ca nhan",
            "cmnd",
            "so cmnd",
            "cmt",
            "so cmt",
            "can cuoc cong dan",
            "so can cuoc cong dan",
            "cmnd cccd",
            "cccd cmnd",
            "so cmnd cccd",
            "so cccd cmnd",
            "so cc",
            "cc",
            "sdd",
            "dinh danh",
            "personal id",
            "id number",
            "ma so dinh danh",
            "personal_id",
            "national id",
            "so gttt",
            "so the can cuoc",
            "the can cuoc",
            "ddcn",
            "so ddcn",
        ],
        &["cccd", "can cuoc", "dinh danh", "cmnd", "cmtnd", "chung minh"],
        &["ngay cap", "noi cap", "ngay", "noi", "don vi", "anh", "muc", "vneid"],
    ),
    entry(
        Meaning::StaffCode,
        &[
            "ma",
            "ma cb",
            "ma can bo",
            "ma nv",
            "ma nhan vien",
            "ma so",
            "ma cbccvc",
            "so hieu",
            "ma cc",
            "ma cong chuc",
            "code",
            "so hieu cbcc",
            "so hieu cong chuc",
            "ma ho so",
            "ma so can bo",
            "staff code",
            "ma vien chuc",
        ],
        &["ma can bo", "ma nhan vien", "so hieu can bo", "so hieu cong chuc"],
        &["don vi", "co quan", "bhxh", "thue", "ngach"],
    ),
    entry(
        Meaning::Division,
        &[
            "phong ban",
            "phong",
            "bo phan",
            "phong ban bo phan",
            "phong chuyen mon",
            "to bo phan",
            "khoa phong",
            "phong don vi",
            "phong ban don vi truc thuoc",
            "division",
        ],
        &["phong ban", "bo phan"],
        &["truong", "chuc"],
    ),
    entry(
        Meaning::Unit,
        &[
            "don vi",
            "don vi cong tac",
            "co quan",
            "co quan don vi",
            "co quan cong tac",
            "noi cong tac",
            "noi lam viec",
            "to chuc",
            "ten don vi",
            "ten co quan",
            "xa phuong",
            "xa phuong thi tran",
            "ten xa",
            "don vi dia phuong",
            "dia phuong",
            "unit",
            "xa",
            "don vi hanh chinh",
            "co quan don vi cong tac",
            "cq don vi",
            "dv cong tac",
            "dvct",
            "office",
            "organisation",
            "organization",
            "thuoc don vi",
            "don vi quan ly",
            "don vi su dung",
            "ten co quan don vi",
            "co quan don vi dia phuong",
        ],
        &[
            "don vi cong tac",
            "co quan cong tac",
            "noi cong tac",
            "co quan don vi",
            "ten don vi",
            "xa phuong",
            "noi lam viec",
            "don vi",
            "co quan",
        ],
        &[
            "tinh",
            "cap",
            "ngay",
            "thang",
            "thoi gian",
            "chuc vu",
            "dien thoai",
            "sdt",
            "ma",
            "khac",
        ],
    ),
    entry(
        Meaning::Title,
        &[
            "chuc vu",
            "chuc danh",
            "chuc vu chuc danh",
            "chuc danh chuc vu",
            "vi tri viec lam",
            "vi tri",
            "vtvl",
            "chuc danh nghe nghiep",
            "chuc vu hien tai",
            "vi tri cong tac",
            "ngach",
            "chuc vu chuc danh hien nay",
            "position",
            "title",
            "job title",
            "cv",
            "chuc vu dang",
            "chuc vu cong tac",
            "chuc danh cong tac",
            "chuc vu don vi cong tac",
        ],
        &["chuc vu", "chuc danh", "vi tri viec lam", "vi tri cong tac"],
        &["ma ngach", "trong to", "thoi gian", "phu cap"],
    ),
    entry(
        Meaning::Degree,
        &[
            "trinh do",
            "trinh do chuyen mon",
            "bang cap",
            "hoc vi",
            "trinh do dao tao",
            "trinh do cm",
            "bang cap cao nhat",
            "trinh do hoc van",
            "trinh do bang cap",
            "tdcm",
            "degree",
            "trinh do cao nhat",
            "bang cap chuyen mon",
            "hoc ham hoc vi",
            "trinh do chuyen mon nghiep vu",
            "van bang",
            "trinh do chuyen mon cao nhat",
        ],
        &[
            "trinh do chuyen mon",
            "trinh do dao tao",
            "bang cap",
            "hoc vi",
            "trinh do hoc van",
            "trinh do",
        ],
        &[
            "tin hoc",
            "ngoai ngu",
            "ly luan",
            "chinh tri",
            "quan ly nha nuoc",
            "qlnn",
            "cntt",
            "tieng",
            "ky nang",
            "van hoa",
            "pho thong",
            "so",
        ],
    ),
    entry(
        Meaning::Major,
        &[
            "chuyen nganh",
            "nganh",
            "nganh dao tao",
            "chuyen nganh dao tao",
            "nganh hoc",
            "nganh chuyen nganh",
            "chuyen mon",
            "chuyen nganh hoc",
            "nganh nghe dao tao",
            "major",
            "nganh tot nghiep",
            "chuyen mon dao tao",
            "nganh chuyen mon",
            "cn dao tao",
        ],
        &["chuyen nganh", "nganh dao tao", "nganh hoc", "nganh tot nghiep"],
        &["ma nganh", "cap"],
    ),
    entry(
        Meaning::Mode,
        &[
            "hinh thuc",
            "hinh thuc lam viec",
            "che do",
            "chuyen trach kiem nhiem",
            "loai hinh",
            "tinh chat",
            "ct kn",
            "che do lam viec",
            "hinh thuc phu trach",
            "chuyen trach hay kiem nhiem",
            "kiem nhiem chuyen trach",
            "loai",
            "loai can bo",
            "mode",
            "loai hinh can bo",
            "hinh thuc dam nhiem",
            "chuyen trach hoac kiem nhiem",
            "hinh thuc cong tac",
            "hinh thuc thuc hien",
            "tinh chat cong viec",
            "che do phu trach",
            "hinh thuc bo tri",
            "dien",
        ],
        &[
            "chuyen trach kiem nhiem",
            "kiem nhiem chuyen trach",
            "chuyen trach hay kiem nhiem",
            "chuyen trach hoac kiem nhiem",
            "hinh thuc lam viec",
            "che do lam viec",
            "hinh thuc phu trach",
            "hinh thuc dam nhiem",
        ],
        &["dao tao"],
    ),
    entry(
        Meaning::Dedicated,
        &[
            "chuyen trach",
            "ct",
            "can bo chuyen trach",
            "chuyen trach cntt",
            "chuyen trach cds",
            "lam chuyen trach",
            "toan thoi gian",
            "dedicated",
            "c trach",
            "la chuyen trach",
            "nhan luc chuyen trach",
        ],
        &["chuyen trach"],
        &["kiem nhiem", "ban", "khong", "phu cap"],
    ),
    entry(
        Meaning::Concurrent,
        &[
            "kiem nhiem",
            "kn",
            "can bo kiem nhiem",
            "lam kiem nhiem",
            "kiem",
            "concurrent",
            "k nhiem",
            "la kiem nhiem",
            "ban thoi gian",
            "khong chuyen trach",
            "nhan luc kiem nhiem",
        ],
        &["kiem nhiem"],
        &["chuyen trach", "phu cap", "chuc vu", "chuc danh"],
    ),
    entry(
        Meaning::Fields,
        &[
            "linh vuc",
            "linh vuc phu trach",
            "nhiem vu",
            "phu trach",
            "nhiem vu duoc giao",
            "linh vuc dam nhiem",
            "nhiem vu phu trach",
            "mang phu trach",
            "noi dung phu trach",
            "cong viec phu trach",
            "linh vuc cong tac",
            "nhiem vu dam nhiem",
            "cong viec",
            "cong viec duoc giao",
            "linh vuc duoc giao",
            "linh vuc duoc phan cong",
            "nhiem vu duoc phan cong",
            "fields",
            "mang cong viec",
            "noi dung cong viec",
            "linh vuc cds attt",
            "mang cong tac",
            "nhiem vu cu the",
            "linh vuc theo doi",
        ],
        &["linh vuc", "nhiem vu", "phu trach", "noi dung cong viec"],
        &["nguoi", "thoi gian", "hinh thuc", "ty le", "tu", "ngay", "quyet dinh", "ho"],
    ),
    entry(
        Meaning::Certificate,
        &[
            "chung chi",
            "chung chi cntt",
            "chung chi tin hoc",
            "chung chi quoc te",
            "van bang chung chi",
            "chung chi chuyen mon",
            "cc cntt",
            "chung chi cntt attt",
            "certificate",
            "chung chi da co",
            "chung chi nghe nghiep",
            "chung chi khac",
            "cert",
            "ten chung chi",
        ],
        &["chung chi"],
        &["ngay cap", "ngay", "noi cap", "han", "so"],
    ),
    entry(
        Meaning::Courses,
        &[
            "khoa hoc",
            "khoa da hoc",
            "boi duong",
            "tap huan",
            "khoa dao tao",
            "lop boi duong",
            "cac lop da tham gia",
            "dao tao boi duong",
            "khoa hoc da tham gia",
            "cac khoa hoc",
            "da tap huan",
            "courses",
            "khoa boi duong",
            "lop tap huan",
            "cac khoa da hoc",
            "da boi duong",
        ],
        &["khoa hoc", "boi duong", "tap huan", "khoa da", "lop da"],
        &["nhu cau", "dang ky", "de xuat", "so"],
    ),
    entry(
        Meaning::Phone,
        &[
            "dien thoai",
            "so dien thoai",
            "sdt",
            "so dt",
            "dt",
            "dien thoai di dong",
            "di dong",
            "dtdd",
            "so may",
            "mobile",
            "phone",
            "tel",
            "so di dong",
            "dien thoai lien he",
            "sdt lien he",
            "so dien thoai lien he",
            "dt lien he",
            "dt di dong",
            "so lien lac",
            "lien lac",
            "hotline",
            "so dien thoai di dong",
            "lien he",
            "zalo",
            "so zalo",
        ],
        &["dien thoai", "sdt", "di dong", "so dt", "dtdd", "phone"],
        &["co quan", "ban", "co dinh", "noi bo", "lanh dao"],
    ),
    entry(
        Meaning::Email,
        &[
            "email",
            "e mail",
            "thu dien tu",
            "dia chi email",
            "hop thu",
            "hop thu cong vu",
            "dia chi thu dien tu",
            "thu cong vu",
            "mail",
            "email cong vu",
            "hop thu dien tu",
        ],
        &["email", "thu dien tu", "e mail", "hop thu"],
        &[],
    ),
    entry(
        Meaning::Notes,
        &["ghi chu", "gc", "note", "notes", "chu thich", "ghi chu khac"],
        &["ghi chu"],
        &[],
    ),
    entry(
        Meaning::Share,
        &[
            "ty le thoi gian",
            "thoi gian danh cho",
            "phan tram thoi gian",
            "ty le",
            "thoi luong",
            "share",
            "ty le thoi gian lam viec",
            "ti le thoi gian",
            "ty trong thoi gian",
            "thoi gian",
        ],
        &["ty le thoi gian", "ti le thoi gian", "phan tram thoi gian", "ty trong thoi gian"],
        &[],
    ),
    entry(
        Meaning::Start,
        &[
            "tu ngay",
            "ngay bat dau",
            "thoi diem bat dau",
            "ngay nhan nhiem vu",
            "tu thang nam",
            "ngay phan cong",
            "bat dau tu",
            "thoi gian bat dau",
            "ngay dam nhiem",
            "thoi gian dam nhiem",
            "ngay giao nhiem vu",
            "start",
            "tu nam",
            "thoi diem nhan nhiem vu",
            "thoi gian phan cong",
        ],
        &[
            "ngay bat dau",
            "ngay nhan nhiem vu",
            "bat dau tu",
            "ngay phan cong",
            "dam nhiem tu",
            "thoi diem bat dau",
        ],
        &[],
    ),
];

/// At least this sure, a heading counts.
pub(super) const SURE: u8 = 60;

/// A meaning and how sure the heading is of it, of 100.
pub(super) type Guess = (Meaning, u8);

/// What a heading by itself means. Parts of a birth are never told by a heading alone.
pub(super) fn meaning(heading: &str, list: &FieldKeys) -> Option<Guess> {
    let whole = key(heading);
    let bare = key(&without_brackets(heading));
    if bare.is_empty() && whole.is_empty() || whole.len() > 90 {
        return None;
    }
    let field = field_heading(&bare, list);
    let best = ENTRIES
        .iter()
        .filter_map(|e| Some((e.meaning.clone(), score(e, &whole, &bare)?)))
        .max_by_key(|(_, score)| *score);
    match (field, best) {
        (Some(f), Some((_, score))) if score < 90 => Some((f, 92)),
        (Some(f), None) => Some((f, 92)),
        (_, best) => best,
    }
}

/// A heading that names exactly one field of duty and nothing else.
fn field_heading(bare: &str, list: &FieldKeys) -> Option<Meaning> {
    let found = fields(bare, list);
    match found.codes.as_slice() {
        [one] if found.unread.is_empty() => Some(Meaning::Field(one.clone())),
        _ => None,
    }
}

fn score(entry: &Entry, whole: &str, bare: &str) -> Option<u8> {
    if entry.exact.contains(&whole) {
        return Some(100);
    }
    if entry.exact.contains(&bare) {
        return Some(96);
    }
    if entry.not.iter().any(|n| has(bare, n)) {
        return None;
    }
    let within = entry.within.iter().filter(|w| has(bare, w)).map(|w| w.len()).max();
    if let Some(len) = within {
        let share = 30 * len / bare.len().max(1);
        return Some(60 + u8::try_from(share).unwrap_or(30));
    }
    let near = |e: &&&str| {
        e.len() >= 6
            && e.len().abs_diff(bare.len()) * 7 <= bare.len()
            && e.as_bytes()[0] == bare.as_bytes()[0]
    };
    let alike = bare.len() >= 6
        && entry
            .exact
            .iter()
            .filter(near)
            .any(|e| strsim::normalized_damerau_levenshtein(e, bare) >= 0.86);
    alike.then_some(62)
}

/// Whether a phrase stands in a key, word by word.
pub(in crate::reading) fn has(key: &str, phrase: &str) -> bool {
    key.match_indices(phrase).any(|(at, _)| {
        let before = at == 0 || key.as_bytes()[at - 1] == b' ';
        let end = at + phrase.len();
        before && (end == key.len() || key.as_bytes()[end] == b' ')
    })
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let kept = text.chars().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// What a heading under another one means.
pub(super) fn under(group: &str, leaf: &str, list: &FieldKeys) -> Option<Guess> {
    let (g, l) = (key(&without_brackets(group)), key(&without_brackets(leaf)));
    let group_guess = meaning(group, list);
    let of_group = group_guess.as_ref().filter(|(_, s)| *s >= SURE).map(|(m, _)| m.clone());
    let year = kernel::folding::fold(leaf).starts_with(&kernel::folding::fold("năm"));
    let birth = of_group == Some(Meaning::Birth) || has(&g, "sinh");
    if birth {
        match l.as_str() {
            "nam" if year => return Some((Meaning::BirthYear, 95)),
            "nam" => return Some((Meaning::BirthMale, 95)),
            "nu" => return Some((Meaning::BirthFemale, 95)),
            "ngay" => return Some((Meaning::BirthDay, 95)),
            "thang" => return Some((Meaning::BirthMonth, 95)),
            _ => {}
        }
    }
    match of_group {
        Some(Meaning::FullName) => match l.as_str() {
            "ten" => return Some((Meaning::Given, 95)),
            "ho" | "ho dem" | "ho va dem" => return Some((Meaning::FamilyMiddle, 95)),
            _ => {}
        },
        Some(Meaning::Degree) => {
            if let Some(name) = degree_tick(leaf) {
                return Some((Meaning::DegreeTick(name), 90));
            }
            if l == "chuyen mon" {
                return Some((Meaning::Degree, 90));
            }
            if meaning(leaf, list).is_none() {
                return meaning(&format!("{group} {leaf}"), list)
                    .filter(|(m, _)| *m != Meaning::Degree);
            }
        }
        Some(strict @ (Meaning::Phone | Meaning::PersonalId | Meaning::Email)) => {
            let joined = words(&format!("{g} {l}"));
            return meaning(&joined, list).filter(|(m, _)| *m == strict);
        }
        _ => {}
    }
    let generic = matches!(l.as_str(), "ten" | "so" | "ma" | "loai" | "noi dung" | "ten goi");
    if generic && group_guess.as_ref().is_some_and(|(_, s)| *s >= SURE) {
        return group_guess;
    }
    meaning(leaf, list)
        .or_else(|| meaning(&format!("{group} {leaf}"), list).filter(|(_, s)| *s >= 75))
}

/// The degree a heading names, for a tick below it.
fn degree_tick(leaf: &str) -> Option<String> {
    let whole = match key(leaf).as_str() {
        "sau dai hoc" | "tren dai hoc" => Some(kernel::folding::squeeze(leaf)),
        _ => None,
    };
    degree_name(leaf).map(str::to_owned).or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::default_fields;

    fn of(heading: &str) -> Option<Meaning> {
        meaning(heading, &FieldKeys::new(&default_fields()))
            .filter(|(_, s)| *s >= SURE)
            .map(|(m, _)| m)
    }

    #[test]
    fn headings() {
        for (m, headings) in [
            (Meaning::Ordinal, vec!["STT", "TT", "Số TT", "Số\nTT"]),
            (
                Meaning::FullName,
                vec!["Họ và tên", "HỌ TÊN", "Họ tên cán bộ phụ trách", "Họ và tên (viết in hoa)"],
            ),
            (Meaning::FamilyMiddle, vec!["Họ đệm", "Họ và tên đệm", "Họ lót"]),
            (
                Meaning::Birth,
                vec![
                    "Ngày sinh",
                    "Năm sinh",
                    "Ngày, tháng, năm sinh",
                    "Ngày sinh (dd/mm/yyyy)",
                    "NTNS",
                ],
            ),
            (
                Meaning::PersonalId,
                vec![
                    "Số CCCD",
                    "Số định danh",
                    "CCCD/CMND",
                    "Số CCCD (12 số)",
                    "Căn cước công dân",
                ],
            ),
            (
                Meaning::Unit,
                vec![
                    "Đơn vị",
                    "Đơn vị công tác",
                    "Cơ quan, đơn vị",
                    "Xã/phường",
                    "Tên cơ quan, đơn vị",
                ],
            ),
            (Meaning::Title, vec!["Chức vụ", "Chức danh", "Chức vụ/chức danh", "Vị trí việc làm"]),
            (Meaning::Degree, vec!["Trình độ", "Trình độ chuyên môn", "Bằng cấp"]),
            (
                Meaning::Major,
                vec!["Chuyên ngành", "Ngành", "Ngành đào tạo", "Chuyên ngành đào tạo"],
            ),
            (
                Meaning::Mode,
                vec!["Chuyên trách/Kiêm nhiệm", "Loại hình", "Hình thức", "Chế độ làm việc"],
            ),
            (
                Meaning::Dedicated,
                vec!["Chuyên trách", "Chuyên trách (x)", "Cán bộ chuyên trách CNTT"],
            ),
            (Meaning::Concurrent, vec!["Kiêm nhiệm", "Kiêm nhiệm (đánh dấu x)"]),
            (
                Meaning::Fields,
                vec!["Lĩnh vực", "Phụ trách", "Nhiệm vụ", "Lĩnh vực được giao phụ trách"],
            ),
            (Meaning::Field("dx".into()), vec!["CĐS", "Chuyển đổi số", "Phụ trách CĐS", "CĐS (x)"]),
            (Meaning::Field("infosec".into()), vec!["ATTT", "An toàn thông tin", "Công tác ATTT"]),
            (Meaning::Phone, vec!["Điện thoại", "Số ĐT", "SĐT", "Số điện thoại liên hệ"]),
            (Meaning::StaffCode, vec!["Mã", "Mã cán bộ"]),
            (Meaning::Certificate, vec!["Chứng chỉ", "Chứng chỉ CNTT (nếu có)"]),
            (Meaning::Notes, vec!["Ghi chú"]),
        ] {
            for h in headings {
                assert_eq!(of(h), Some(m.clone()), "{h}");
            }
        }
        for h in [
            "Trình độ tin học",
            "Ngày cấp CCCD",
            "Dân tộc",
            "Đảng viên",
            "Quê quán",
            "Nơi sinh",
            "Ngoại ngữ",
            "Mã ngạch",
        ] {
            assert_eq!(of(h), None, "{h}");
        }
    }

    #[test]
    fn headings_under_others() {
        let of = |g: &str, l: &str| {
            under(g, l, &FieldKeys::new(&default_fields()))
                .filter(|(_, s)| *s >= SURE)
                .map(|(m, _)| m)
        };
        for (g, l, want) in [
            ("Ngày tháng năm sinh", "Nam", Some(Meaning::BirthMale)),
            ("Ngày tháng năm sinh", "Nữ", Some(Meaning::BirthFemale)),
            ("Ngày sinh", "Năm", Some(Meaning::BirthYear)),
            ("Ngày sinh", "Tháng", Some(Meaning::BirthMonth)),
            ("Giới tính", "Nữ", Some(Meaning::SexFemale)),
            ("Trình độ", "Chuyên môn", Some(Meaning::Degree)),
            ("Trình độ", "Chuyên ngành", Some(Meaning::Major)),
            ("Trình độ", "Thạc sĩ", Some(Meaning::DegreeTick("Thạc sĩ".into()))),
            ("Trình độ", "Tin học", None),
            ("Hình thức", "Chuyên trách", Some(Meaning::Dedicated)),
            ("Lĩnh vực", "ATTT", Some(Meaning::Field("infosec".into()))),
            ("Lĩnh vực phụ trách", "Khác", None),
            ("Họ và tên", "Tên", Some(Meaning::Given)),
            ("CCCD", "Số", Some(Meaning::PersonalId)),
            ("CCCD", "Ngày cấp", None),
            ("Điện thoại", "Cơ quan", None),
            ("Điện thoại", "Di động", Some(Meaning::Phone)),
            ("Đơn vị", "Tên", Some(Meaning::Unit)),
            ("Thông tin cá nhân", "Họ và tên", Some(Meaning::FullName)),
        ] {
            assert_eq!(of(g, l), want, "{g} / {l}");
        }
    }
}
