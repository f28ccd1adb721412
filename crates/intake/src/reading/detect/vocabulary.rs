//! What headings mean: words as offices write them, read from `headings.txt`.

use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::char::is_combining_mark;

use crate::reading::{
    Meaning,
    values::{FieldKeys, degree_name, fields, key, words},
};

/// How a heading may speak of one meaning.
#[derive(Default)]
struct Entry {
    meaning: Option<Meaning>,
    /// The whole heading.
    exact: Vec<Words>,
    /// Part of a longer heading.
    within: Vec<&'static str>,
    /// Where these stand too, it means something else.
    not: Vec<Words>,
}

/// Words that are compared without marks, or by them where they are written with them.
struct Words {
    plain: String,
    /// With its marks, where it is told apart by them.
    marked: Option<String>,
}

impl Words {
    fn new(word: &str) -> Self {
        let marked = (!word.is_ascii()).then(|| kernel::folding::fold(word));
        Self { plain: key(word), marked }
    }

    /// Whether the marks of a whole heading are not against it.
    fn fits(&self, heading: &str) -> bool {
        let whole =
            |word: &String| kernel::folding::fold(heading.trim()).starts_with(word.as_str());
        heading.is_ascii() || self.marked.as_ref().is_none_or(whole)
    }

    fn stands_in(&self, heading: &str, bare: &str) -> bool {
        match &self.marked {
            Some(word) if !heading.is_ascii() => {
                let folded = kernel::folding::fold(heading);
                let mark = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
                has(&folded.split(mark).collect::<Vec<_>>().join(" "), word)
            }
            _ => has(bare, &self.plain),
        }
    }
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| entries(include_str!("headings.txt")));

/// Whole headings by their key.
static EXACT: LazyLock<HashMap<&'static str, (&'static Meaning, &'static Words)>> =
    LazyLock::new(|| {
        let of = |e: &'static Entry| {
            e.meaning.iter().flat_map(|m| e.exact.iter().map(move |w| (&w.plain[..], (m, w))))
        };
        ENTRIES.iter().flat_map(of).collect()
    });

fn entries(text: &'static str) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let Some((sign, list)) =
            line.trim_start().split_once(' ').filter(|_| line.starts_with(' '))
        else {
            out.push(Entry { meaning: line.trim().parse().ok(), ..Entry::default() });
            continue;
        };
        let Some(entry) = out.last_mut() else { continue };
        let phrases = list.split(';').map(str::trim);
        match sign {
            "=" => entry.exact.extend(phrases.map(Words::new)),
            "~" => entry.within.extend(phrases),
            _ => entry.not.extend(phrases.map(Words::new)),
        }
    }
    out
}

/// At least this sure, a heading counts.
pub(super) const SURE: u8 = 60;

/// A meaning and how sure the heading is of it, of 100.
pub(super) type Guess = (Meaning, u8);

/// What a heading by itself means. Parts of a birth are never told by a heading alone.
pub(super) fn meaning(heading: &str, list: &FieldKeys) -> Option<Guess> {
    let whole = key(unnumbered(heading));
    let bare = key(&without_brackets(unnumbered(heading)));
    if bare.is_empty() && whole.is_empty() || whole.len() > 90 {
        return None;
    }
    if let Some(born) = born_of_sex(heading) {
        return Some((born, 100));
    }
    let field = field_heading(&bare, list);
    if let Some(field) = field_with_modes(&bare, list) {
        return Some((field, 95));
    }
    let exact = |k: &str, sure: u8| {
        EXACT.get(k).filter(|(_, w)| w.fits(heading)).map(|(m, _)| ((*m).clone(), sure))
    };
    let best = exact(&whole, 100).or_else(|| exact(&bare, 96)).or_else(|| {
        ENTRIES
            .iter()
            .filter_map(|e| Some((e.meaning.clone()?, score(e, heading, &bare)?)))
            .max_by_key(|(_, score)| *score)
    });
    // `Trình độ/Degree`: of two languages the first is known.
    let half = || {
        let (first, _) = heading.split_once('/')?;
        exact(&key(first), 90)
    };
    // `Thông tin liên hệ (SĐT)`: what stands in brackets says it.
    let bracket = || {
        let (_, after) = heading.split_once('(')?;
        let reach = [Meaning::Phone, Meaning::Email, Meaning::PersonalId];
        exact(&key(after.split_once(')')?.0), 90).filter(|(m, _)| reach.contains(m))
    };
    let best = best.or_else(half).or_else(bracket);
    if let Some(Meaning::Field(code)) = &field {
        match (has(&bare, "chuyen trach"), has(&bare, "kiem nhiem")) {
            (true, false) => return Some((Meaning::DedicatedTo(code.clone()), 95)),
            (false, true) => return Some((Meaning::ConcurrentTo(code.clone()), 95)),
            _ => {}
        }
    }
    match (field, best) {
        (Some(f), Some((_, score))) if score < 90 => Some((f, 92)),
        (Some(f), None) => Some((f, 92)),
        (_, best) => best,
    }
}

/// `Ngày sinh (Nam)`, `Năm sinh - Nữ`, `Nam: năm sinh`: a birth, filled for one sex. Marks count:
/// `Nam` is a man, `Năm` a year.
fn born_of_sex(heading: &str) -> Option<Meaning> {
    let fold = kernel::folding::fold;
    let folded = fold(heading);
    let parts = folded.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    let words: Vec<&str> = parts.filter(|w| !w.is_empty()).collect();
    let says = |word: &str| words.contains(&fold(word).as_str());
    let born = says("sinh") && (says("ngày") || says("năm") || heading.is_ascii());
    if !born || !(3..=8).contains(&words.len()) {
        return None;
    }
    let sex = |word: &str| match word {
        "nam" => Some(Meaning::BirthMale),
        w if w == fold("nữ") || heading.is_ascii() && w == "nu" => Some(Meaning::BirthFemale),
        _ => None,
    };
    match (sex(words[0]), sex(words[words.len() - 1])) {
        // Without marks a leading `nam` may as well be the year.
        (Some(first), None) if !heading.is_ascii() => Some(first),
        (None | Some(_), Some(last)) if !words[..words.len() - 1].contains(&"nam") => Some(last),
        (None, Some(last)) if heading.is_ascii() => Some(last),
        _ => None,
    }
}

/// A heading without the number some forms put before it: `7. Trình độ`, `(7) Trình độ`.
fn unnumbered(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '(');
    let cut = rest.trim_start_matches(['.', ')', ' ', '-']);
    if rest.len() < heading.len() && cut.len() < rest.len() { cut } else { heading }
}

/// A heading that names exactly one field of duty and nothing else.
fn field_heading(bare: &str, list: &FieldKeys) -> Option<Meaning> {
    let found = fields(bare, list);
    match found.codes.as_slice() {
        [one] if found.unread.is_empty() => Some(Meaning::Field(one.clone())),
        _ => None,
    }
}

/// `Chuyên trách hoặc kiêm nhiệm CĐS`: the cells tell the mode in a field.
fn field_with_modes(bare: &str, list: &FieldKeys) -> Option<Meaning> {
    const MODES: [&str; 5] = ["chuyen trach", "kiem nhiem", "hoac", "hay", "ct kn"];
    if !has(bare, "chuyen trach") || !has(bare, "kiem nhiem") {
        return None;
    }
    let rest = MODES
        .iter()
        .fold(format!(" {bare} "), |text, mode| text.replace(&format!(" {mode} "), "  "));
    field_heading(&words(&rest), list)
}

fn score(entry: &Entry, heading: &str, bare: &str) -> Option<u8> {
    if entry.not.iter().any(|n| n.stands_in(heading, bare)) {
        return None;
    }
    let within = entry.within.iter().filter(|w| has(bare, w)).map(|w| w.len()).max();
    if let Some(len) = within {
        let share = 30 * len / bare.len().max(1);
        return Some(60 + u8::try_from(share).unwrap_or(30));
    }
    let near = |e: &&str| {
        e.len() >= 6
            && e.len().abs_diff(bare.len()) * 7 <= bare.len()
            && e.as_bytes()[0] == bare.as_bytes()[0]
    };
    let alike = bare.len() >= 6
        && entry
            .exact
            .iter()
            .map(|w| &w.plain[..])
            .filter(near)
            .any(|e| strsim::normalized_damerau_levenshtein(e, bare) >= 0.86);
    alike.then_some(62)
}

/// Whether a phrase stands in a key, word by word.
pub(crate) fn has(key: &str, phrase: &str) -> bool {
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
            if matches!(l.as_str(), "chuyen mon" | "bac" | "cap" | "he" | "muc" | "loai") {
                return Some((Meaning::Degree, 90));
            }
            if meaning(leaf, list).is_none() {
                return meaning(&format!("{group} {leaf}"), list)
                    .filter(|(m, _)| *m != Meaning::Degree);
            }
        }
        Some(ref list_of @ (Meaning::Certificate | Meaning::Courses)) if !says_of_papers(leaf) => {
            // `Chứng chỉ / ATTT` is a certificate, not a duty.
            let own = meaning(leaf, list).filter(|(_, s)| *s >= SURE).map(|(m, _)| m);
            if matches!(own, None | Some(Meaning::Field(_) | Meaning::Fields | Meaning::Major)) {
                return Some((list_of.clone(), 90));
            }
        }
        Some(strict @ (Meaning::Phone | Meaning::PersonalId | Meaning::Email)) => {
            // `Số CCCD / Ngày cấp` is no number.
            if has(&l, "ngay cap") || has(&l, "noi cap") {
                return None;
            }
            let joined = words(&format!("{g} {l}"));
            let reach = [Meaning::Phone, Meaning::Email, Meaning::PersonalId];
            let own = meaning(leaf, list).filter(|(m, s)| *s >= 96 && reach.contains(m));
            return meaning(&joined, list).filter(|(m, _)| *m == strict).or(own);
        }
        _ => {}
    }
    if has(&g, "dao tao") && matches!(l.as_str(), "bac" | "cap" | "trinh do") {
        return Some((Meaning::Degree, 90));
    }
    if of_group == Some(Meaning::Fields)
        && meaning(leaf, list).is_some_and(|(m, _)| m == Meaning::Other)
        && let Some(field) = field_heading(&l, list)
    {
        return Some((field, 92));
    }
    let generic = matches!(l.as_str(), "ten" | "so" | "ma" | "loai" | "noi dung" | "ten goi");
    if generic && group_guess.as_ref().is_some_and(|(_, s)| *s >= SURE) {
        return group_guess;
    }
    // Something unknown under `Chuyên trách` is not the mode by itself.
    let of_mode = matches!(of_group, Some(Meaning::Dedicated | Meaning::Concurrent));
    let ticked = has(&l, "x") || has(&l, "danh dau");
    let unknown = of_mode && l.contains(' ') && !ticked;
    let joined = || meaning(&format!("{group} {leaf}"), list);
    meaning(leaf, list).or_else(|| joined().filter(|(_, s)| *s >= 75 && !unknown))
}

/// Whether a heading of certificates or courses asks for something about them.
pub(super) fn says_of_papers(leaf: &str) -> bool {
    let about = ["ngay", "noi", "so", "han", "nam", "thoi gian", "co quan", "don vi", "thang"];
    let leaf = key(&without_brackets(leaf)).replace("chuyen doi so", "").replace("ky nang so", "");
    about.iter().any(|w| has(&leaf, w))
}

/// The degree a heading names, for a tick below it.
pub(super) fn degree_tick(leaf: &str) -> Option<String> {
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
    fn the_list_is_whole() {
        assert!(ENTRIES.iter().all(|e| e.meaning.is_some() && !e.exact.is_empty()));
        for phrase in ENTRIES.iter().flat_map(|e| &e.within) {
            assert_eq!(*phrase, key(phrase), "a key is written as headings are compared");
        }
        let all: usize = ENTRIES.iter().map(|e| e.exact.len()).sum();
        assert_eq!(all, EXACT.len(), "no heading stands under two meanings");
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn headings() {
        for (m, headings) in [
            (Meaning::Ordinal, vec!["STT", "TT", "Số TT", "Số\nTT"]),
            (
                Meaning::FullName,
                vec![
                    "Họ và tên",
                    "HỌ TÊN",
                    "Họ tên cán bộ phụ trách",
                    "Họ và tên (viết in hoa)",
                    "Người phụ trách",
                    "Cán bộ phụ trách",
                    "Tên công chức, viên chức phụ trách",
                    "Người được giao nhiệm vụ",
                ],
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
                    "Nam sinh",
                    "Ngày, tháng, năm sinh (nam, nữ)",
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
            (
                Meaning::Title,
                vec![
                    "Chức vụ",
                    "Chức danh",
                    "Chức vụ/chức danh",
                    "Vị trí việc làm",
                    "Chức vụ đang đảm nhiệm",
                ],
            ),
            (
                Meaning::Degree,
                vec![
                    "Trình độ",
                    "Trình độ chuyên môn",
                    "Bằng cấp",
                    "7. Trình độ",
                    "Trình độ/Degree",
                ],
            ),
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
            (
                Meaning::Field("dx".into()),
                vec![
                    "CĐS",
                    "Chuyển đổi số",
                    "Phụ trách CĐS",
                    "CĐS (x)",
                    "Làm CĐS",
                    "CĐ số",
                    "Chuyên trách hoặc kiêm nhiệm CĐS",
                ],
            ),
            (
                Meaning::Field("infosec".into()),
                vec!["ATTT", "An toàn thông tin", "Công tác ATTT", "An toàn TT", "ATTT mạng"],
            ),
            (
                Meaning::BirthMale,
                vec!["Ngày sinh (Nam)", "Ngày sinh nam", "Năm sinh - Nam", "Nam (năm sinh)"],
            ),
            (Meaning::BirthFemale, vec!["Ngày sinh (Nữ)", "Năm sinh - Nữ", "Ngay sinh nu"]),
            (
                Meaning::Phone,
                vec![
                    "Điện thoại",
                    "Số ĐT",
                    "SĐT",
                    "Số điện thoại liên hệ",
                    "Thông tin liên hệ (SĐT)",
                ],
            ),
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
            "ĐT cơ quan",
            "Hộ",
            "Thâm niên (năm)",
            "Chức vụ Đảng",
        ] {
            assert!(matches!(of(h), None | Some(Meaning::Other)), "{h}");
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
            ("Trình độ", "Tin học", Some(Meaning::Other)),
            ("Trình độ", "Bậc đào tạo", Some(Meaning::Degree)),
            ("Hình thức", "Chuyên trách", Some(Meaning::Dedicated)),
            ("Lĩnh vực", "ATTT", Some(Meaning::Field("infosec".into()))),
            ("Lĩnh vực phụ trách", "Khác", None),
            ("Họ và tên", "Tên", Some(Meaning::Given)),
            ("CCCD", "Số", Some(Meaning::PersonalId)),
            ("CCCD", "Ngày cấp", None),
            ("Điện thoại", "Cơ quan", None),
            ("Điện thoại", "Di động", Some(Meaning::Phone)),
            ("Liên hệ", "Email", Some(Meaning::Email)),
            ("Đơn vị", "Tên", Some(Meaning::Unit)),
            ("Thông tin cá nhân", "Họ và tên", Some(Meaning::FullName)),
        ] {
            assert_eq!(of(g, l), want, "{g} / {l}");
        }
    }
}
