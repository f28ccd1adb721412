//! Whose letter it is: the block above the table, read as a letterhead.

use crate::reading::{
    Resolution, TitleBlock, UnitIndex,
    detect::has,
    units::{is_area_office, is_bare_kind, looks_like_office, title_parts},
    values::{FieldKeys, fields, key},
};

use super::{
    Context, Mode, evidence,
    label::{self, labelled, signing, superior},
};

/// What the title block says of its office.
#[derive(Debug, Default)]
pub(super) struct Speaker {
    /// The office, or the one above it where `doubt` or `below` says so.
    pub(super) office: Option<String>,
    /// The last line names an office that is not settled: a code and proposals.
    pub(super) doubt: Option<(&'static str, Vec<String>)>,
    /// The last line names somebody below `office` whom the register does not know.
    pub(super) below: Option<String>,
    /// A label says that the office reports: no other line speaks against it.
    labelled: bool,
    /// The line that names an area nobody here knows: what is named below it is that area's, and
    /// here only what bears the same name.
    pub(super) elsewhere: Option<String>,
}

/// The superior stands first, who sends below it: the last line that names an office speaks.
pub(super) fn speaker(title: &TitleBlock, ctx: &Context<'_>, scope: Option<&str>) -> Speaker {
    let mut title = without_receivers(rejoined(title));
    let above = without_superior(&mut title, ctx.units, scope);
    let (title, scope) = (&title, above.as_deref().or(scope));
    let mut out = Speaker::default();
    for (_, line) in &title.lines {
        for part in letterhead(line) {
            if labelled(line).is_some() {
                out.reports(part, ctx.units, scope);
            } else {
                out.hear(part, ctx.units, scope);
            }
        }
    }
    let units = ctx.units;
    let settled = |code: &str| units.office(code).is_some_and(|o| o.kind != "province");
    if out.doubt.is_some() {
        return out;
    }
    if out.office.as_deref().is_some_and(settled) {
        out.narrow(title, units);
        return out;
    }
    // No line of its own: the title may name it, `DANH SÁCH CÁN BỘ CỦA SỞ NỘI VỤ`. A line above it
    // names somebody as a whole: the market of a commune is not the commune.
    let heading = title.lines.iter().position(|(_, line)| speaks_of_people(line));
    for (at, (_, line)) in title.lines.iter().enumerate() {
        let above = heading.is_some_and(|heading| at < heading) && !line.contains(':');
        for part in title_parts(line).get(1..).unwrap_or_default() {
            let Some(code) = units.resolve(part, scope).code().map(str::to_owned) else { continue };
            match &out.office {
                _ if above && units.resolve(line, scope).code() != Some(&code) => {
                    out.doubt = Some(("unit_unknown", vec![code]));
                }
                Some(office) if units.is_within(&code, office) => out.office = Some(code),
                Some(office) if !units.is_within(office, &code) => {
                    out.doubt = Some(("unit_ambiguous", vec![office.clone(), code]));
                }
                Some(_) => {}
                None => out.office = Some(code),
            }
        }
    }
    if !out.speaks() {
        out.unknown(title, units, scope);
    }
    // Who stands above is whose the list may be, and no more.
    if let Some(above) = above.filter(|_| !out.speaks()) {
        out.doubt = Some(("unit_unknown", vec![above]));
    }
    out
}

/// Takes the lines of who stands above whoever sends out of a title; returns whom they name.
fn without_superior(
    title: &mut TitleBlock,
    units: &UnitIndex,
    scope: Option<&str>,
) -> Option<String> {
    let named = |line: &str| units.resolve(superior(line)?, scope).code().map(str::to_owned);
    let found = title.lines.iter().find_map(|(_, line)| named(line));
    title.lines.retain(|(_, line)| superior(line).is_none());
    found
}

/// The title with names that were broken behind the kind of their area in one line again: `ỦY BAN
/// NHÂN DÂN HUYỆN`, and below it `LẬP THẠCH`.
fn rejoined(title: &TitleBlock) -> TitleBlock {
    let mut out = TitleBlock { lines: Vec::new(), ..title.clone() };
    for (row, line) in &title.lines {
        match out.lines.last_mut() {
            Some((_, before)) if is_bare_kind(before) && !is_area_office(line) => {
                *before = format!("{} {}", before.trim(), line.trim());
            }
            _ => out.lines.push((*row, line.clone())),
        }
    }
    out
}

/// The title without the lines of who receives or asks: they speak of nobody who is listed.
fn without_receivers(mut title: TitleBlock) -> TitleBlock {
    let mut receivers = Receivers::default();
    title.lines.retain(|(_, line)| !receivers.has(line));
    title
}

/// Who a sheet is sent to: what stands behind `Kính gửi:`, in its line, or alone in the next cells
/// or lines.
#[derive(Debug, Default)]
struct Receivers(bool);

impl Receivers {
    /// Whether a line names who receives. To be asked of each line in turn.
    fn has(&mut self, line: &str) -> bool {
        let line = line.trim().trim_start_matches(['-', '–', '+', ' ']);
        let (label, named) = line.split_once(':').unwrap_or((line, ""));
        let alone = matches!(key(line).as_str(), "kinh gui" | "noi nhan" | "gui");
        if alone || line.contains(':') && receives(label) {
            self.0 = key(named).is_empty();
            return true;
        }
        self.0 &= looks_like_office(line);
        self.0
    }
}

/// Whether a label is of who receives, gathers or asks: `Nơi nhận`, `Đơn vị nhận (báo cáo)`.
fn receives(label: &str) -> bool {
    const WHO: [&str; 4] = ["don vi", "co quan", "noi", "dau moi"];
    const DOES: [&str; 6] = ["nhan", "tiep nhan", "tong hop", "chu tri", "yeu cau", "ban hanh"];
    let key = key(label);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let begins = |text: &str, words: &str| text.strip_prefix(words).is_some_and(ends);
    let does = |rest: &str| DOES.iter().any(|d| begins(rest.trim_start(), d));
    ["kinh gui", "gui"].iter().any(|w| begins(&key, w))
        || WHO.iter().any(|w| key.strip_prefix(w).is_some_and(does))
}

/// Words of titles of lists.
const LISTS: [&str; 9] = [
    "danh sach",
    "bieu",
    "thong ke",
    "bao cao",
    "tong hop",
    "phu luc",
    "mau",
    "nhan luc",
    "doi ngu",
];

/// Whether a line begins the title of a list: `BIỂU 02: …`, `DANH SÁCH …`, `(Kèm theo …)`.
pub(super) fn heads_a_list(line: &str) -> bool {
    const HEADS: [&str; 11] = [
        "danh sach",
        "trich ngang",
        "bang ke",
        "bang tong hop",
        "bieu",
        "phu luc",
        "thong ke",
        "kem theo",
        "ban hanh kem",
        "thoi diem",
        "so lieu tinh den",
    ];
    let key = key(line);
    HEADS.iter().any(|h| key.starts_with(h))
}

/// The parts of a line that stand for an office: the line itself, or what stands behind
/// `Đơn vị:`.
fn letterhead(line: &str) -> Vec<&str> {
    let whole = title_parts(line).first().copied();
    let Some(whole) = whole.filter(|w| !signing(w)) else { return Vec::new() };
    // `UBND TỈNH VĨNH PHÚC - SỞ NỘI VỤ`: who stands above, and who sends, in one line.
    if let Some((above, own)) = whole.split_once(" - ").or_else(|| whole.split_once(" – "))
        && is_area_office(above)
        && looks_like_office(own)
    {
        return vec![above.trim(), own.trim()];
    }
    let name = labelled(whole).unwrap_or(whole);
    // The number of the form may stand in the same line.
    let form = ["Mẫu số", "MẪU SỐ", "Biểu số", "BIỂU SỐ", "Biểu mẫu", "Phụ lục"];
    let cut = form.iter().filter_map(|f| name.find(f)).min().unwrap_or(name.len());
    vec![name[..cut].trim()]
}

impl Speaker {
    /// Whether an office is named at all.
    pub(super) const fn speaks(&self) -> bool {
        self.office.is_some() || self.doubt.is_some()
    }

    /// A line that says who reports: its office is meant, whoever's letterhead stands above.
    fn reports(&mut self, text: &str, units: &UnitIndex, scope: Option<&str>) {
        if self.elsewhere.is_some() {
            return self.hear(text, units, scope);
        }
        let under = self.office.as_deref().or(scope);
        match units.resolve(text, under) {
            Resolution::One(code) | Resolution::Unmarked(code) => {
                let above = self.office.as_deref().is_some_and(|o| units.is_within(o, &code));
                if !above {
                    *self = Self { office: Some(code), ..Self::default() };
                }
                self.labelled = true;
            }
            _ => self.hear(text, units, scope),
        }
    }

    /// What the title of the list adds to a letterhead: an office below it is meant, and one that
    /// has nothing to do with it leaves the sheet open.
    fn narrow(&mut self, title: &TitleBlock, units: &UnitIndex) {
        for line in title.lines.iter().map(|(_, l)| l.trim()).filter(|l| names_its_list(l)) {
            for part in title_parts(line).iter().skip(1) {
                let Some(office) = self.office.clone() else { return };
                let before = key(&line[..line.len() - part.len()]);
                if ASKS.iter().any(|w| has(&before, w)) {
                    break;
                }
                let part = without_period(part);
                if evidence::is_inner(&part) || units.office_of_room(&part, Some(&office)).is_some()
                {
                    continue;
                }
                match beginning(&part, &office, units) {
                    Resolution::One(code) if units.is_within(&code, &office) => {
                        let labelled = self.labelled;
                        *self = Self { office: Some(code), labelled, ..Self::default() };
                    }
                    Resolution::One(code) if !units.is_within(&office, &code) => {
                        if !self.labelled {
                            self.doubt = Some(("unit_ambiguous", vec![office, code]));
                        }
                        return;
                    }
                    Resolution::Unknown(near) if names_one_office(&before, &part) => {
                        let mut proposals = near;
                        proposals.push(office);
                        self.doubt = Some(("unit_unknown", proposals));
                        return;
                    }
                    _ => {}
                }
            }
        }
    }

    /// `DANH SÁCH CÁN BỘ CỦA CHI CỤC THÚ Y` without a letterhead: nobody the register knows.
    fn unknown(&mut self, title: &TitleBlock, units: &UnitIndex, scope: Option<&str>) {
        for line in title.lines.iter().map(|(_, l)| l.trim()).filter(|l| names_its_list(l)) {
            let parts = title_parts(line);
            let Some(part) = parts.iter().skip(1).find(|p| {
                let before = key(&line[..line.len() - p.len()]);
                ends(&before, "cua") && names_one_office(&before, &without_period(p))
            }) else {
                continue;
            };
            if let Resolution::Unknown(near) = units.resolve(&without_period(part), scope) {
                self.doubt = Some(("unit_unknown", near));
                return;
            }
        }
    }

    fn hear(&mut self, text: &str, units: &UnitIndex, scope: Option<&str>) {
        let under = self.office.as_deref().or(scope);
        let inside = |code: &str| self.office.as_deref().is_none_or(|o| units.is_within(code, o));
        match units.resolve(text, under) {
            Resolution::One(code) | Resolution::Unmarked(code) if self.elsewhere.is_some() => {
                self.doubt = Some(("unit_unknown", vec![code]));
            }
            Resolution::Ambiguous(codes) if self.elsewhere.is_some() => {
                self.doubt = Some(("unit_unknown", codes));
            }
            Resolution::One(code) | Resolution::Unmarked(code) if inside(&code) => {
                *self = Self { office: Some(code), ..Self::default() };
            }
            Resolution::Ambiguous(codes) => {
                let fits: Vec<&String> = codes.iter().filter(|c| inside(c)).collect();
                match fits.as_slice() {
                    [one] => *self = Self { office: Some((*one).clone()), ..Self::default() },
                    _ if looks_like_office(text) => self.doubt = Some(("unit_ambiguous", codes)),
                    _ => {}
                }
            }
            Resolution::Unknown(near) if names_itself(text) => {
                if !is_part(text) {
                    if units.is_elsewhere(text, &near) {
                        self.elsewhere.get_or_insert_with(|| text.to_owned());
                    }
                    let mut proposals = near;
                    if !is_area_office(text) {
                        proposals.extend(self.office.clone());
                    }
                    self.doubt = Some(("unit_unknown", proposals));
                } else if self.office.is_some() {
                    self.below = Some(text.to_owned());
                }
            }
            // Two that have nothing to do with each other: nobody knows whose letter it is.
            Resolution::One(code) if !self.labelled && looks_like_office(text) => {
                if let Some(office) = &self.office
                    && !units.is_within(office, &code)
                {
                    self.doubt = Some(("unit_ambiguous", vec![office.clone(), code]));
                }
            }
            Resolution::One(_) | Resolution::Unmarked(_) | Resolution::Unknown(_) => {}
        }
    }
}

/// What a part of a title names, else what the longest beginning of it does: words that follow a
/// name in a title belong to the title.
fn beginning(part: &str, office: &str, units: &UnitIndex) -> Resolution {
    let whole = units.resolve(part, Some(office));
    let words: Vec<&str> = part.split_whitespace().collect();
    let shorter = || {
        (2..words.len()).rev().find_map(|n| {
            let found = units.resolve_exactly(&words[..n].join(" "), Some(office));
            matches!(found, Resolution::One(_)).then_some(found)
        })
    };
    match whole {
        Resolution::Unknown(_) => shorter().unwrap_or(whole),
        known => known,
    }
}

/// The mode a title says of all it lists: `DANH SÁCH CÁN BỘ CHUYÊN TRÁCH AN TOÀN THÔNG TIN`.
pub(super) fn mode_of_all(title: &TitleBlock) -> Option<Mode> {
    let all: Vec<&str> = title.lines.iter().map(|(_, l)| l.trim()).collect();
    let modes: Vec<Mode> =
        all.iter().filter(|l| names_its_list(l)).filter_map(|l| one_mode(l)).collect();
    let both = |word| all.iter().any(|l| has(&key(l), word));
    match modes.as_slice() {
        [] => None,
        _ if both("chuyen trach") && both("kiem nhiem") => None,
        [first, ..] => Some(*first),
    }
}

/// The one mode that a line names.
pub(super) fn one_mode(line: &str) -> Option<Mode> {
    // Other things are `chuyên trách` too, and a title may speak of several kinds of people.
    const OTHERS: [&str; 7] = [
        "don vi chuyen trach",
        "bo phan chuyen trach",
        "co quan chuyen trach",
        "khong chuyen trach",
        "ban chuyen trach",
        "khong kiem nhiem",
        "phu trach",
    ];
    let key = key(line);
    if OTHERS.iter().any(|o| has(&key, o)) {
        return None;
    }
    match (has(&key, "chuyen trach"), has(&key, "kiem nhiem")) {
        (true, false) => Some(Mode::Dedicated),
        (false, true) => Some(Mode::Concurrent),
        _ => None,
    }
}

/// The one field a title says that all it lists serve: `… CHUYÊN TRÁCH AN TOÀN THÔNG TIN`. A title
/// that names several, or computers at large, says it of nobody.
pub(super) fn field_of_all(title: &TitleBlock, list: &FieldKeys) -> Option<String> {
    const WORK: [&str; 5] = ["chuyen trach", "kiem nhiem", "phu trach", "cong tac", "dau moi"];
    // The number of a form, `02/CĐS`, says nothing of people; a line that goes on may.
    let lines = || {
        let lines = title.lines.iter().map(|(_, l)| label::enumerated(l).1);
        lines.filter(|l| !l.contains('/'))
    };
    let found = fields(&lines().collect::<Vec<_>>().join(" "), list);
    let [code] = found.codes.as_slice() else { return None };
    let plain = key(&lines().filter(|l| names_its_list(l)).collect::<Vec<_>>().join(" "));
    if found.denied || ["cntt", "cong nghe thong tin", "tin hoc"].iter().any(|w| has(&plain, w)) {
        return None;
    }
    let behind = |work: &&str| {
        let Some(rest) = plain.split(&format!(" {work} ")).nth(1) else { return false };
        let words: Vec<&str> = rest.split(' ').take(6).collect();
        (1..=words.len()).any(|n| {
            let found = fields(&words[..n].join(" "), list);
            found.unread.is_empty() && found.codes == [code.clone()]
        })
    };
    WORK.iter().any(behind).then(|| code.clone())
}

/// The two fields a title names, where it names no more: what `cả hai` means.
pub(super) fn both_fields(title: &TitleBlock, list: &FieldKeys) -> Vec<String> {
    let lines = title.lines.iter().map(|(_, line)| &line[..]);
    two_fields(&lines.collect::<Vec<_>>().join("; "), list)
}

/// The two fields a text names, where it names no more.
pub(super) fn two_fields(text: &str, list: &FieldKeys) -> Vec<String> {
    let found = fields(text, list);
    if found.codes.len() == 2 && !found.denied { found.codes } else { Vec::new() }
}

/// What a title or a section says of people who do not serve now: planned, wished for, or gone.
pub(super) fn not_serving(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "thoi nhiem vu",
        "thoi phu trach",
        "chuyen di",
        "nghi viec",
        "tinh gian bien che",
        "cu di dao tao",
        "du kien",
        "de nghi bo sung",
        "de xuat bo sung",
        "quy hoach can bo",
        "can bo quy hoach",
        "nguon quy hoach",
        "trong quy hoach",
        "nhu cau bo sung",
        "nhu cau tuyen dung",
        "nhu cau nhan luc",
        "nhu cau nhan su",
        "nghi huu",
        "da nghi viec",
        "chuyen cong tac",
        "da chuyen di",
        "da chuyen don vi",
        "thoi viec",
        "quy hoach giai doan",
    ];
    let key = key(text);
    // `Quy hoạch - Kiến trúc` is a part of an office.
    let begins = ["nhu cau", "quy hoach nam"].iter().any(|w| key.starts_with(w));
    begins || key == "quy hoach" || WORDS.iter().any(|w| has(&key, w))
}

/// The line of a title that says of all it lists that they do not serve now.
pub(super) fn none_serve(title: &TitleBlock) -> Option<String> {
    let mut lines = title.lines.iter().map(|(_, l)| l.trim());
    lines.find(|l| names_its_list(l) && not_serving(l)).map(str::to_owned)
}

/// Words before an office that asked for the list, or has it sent.
const ASKS: [&str; 6] = ["theo", "yeu cau", "cong van", "ke hoach so", "gui", "ban hanh"];

/// Whether a line is the title of a list, or goes on with `CỦA UBND XÃ …`.
pub(super) fn names_its_list(line: &str) -> bool {
    const TITLES: [&str; 6] = ["danh sach", "bieu", "thong ke", "tong hop", "phu luc", "cua"];
    // Titles too, where nothing is counted and no letter is cited.
    const PEOPLE: [&str; 12] = [
        "trich ngang",
        "bang",
        "bao cao",
        "thong tin",
        "can bo",
        "cong chuc",
        "vien chuc",
        "nhan luc",
        "nhan su",
        "doi ngu",
        "luc luong",
        "nguoi lam",
    ];
    let key = key(line);
    let begins = |list: &[&str]| list.iter().any(|t| key.starts_with(t));
    let counted =
        line.contains(':') || has(&key, "nguoi") && key.contains(|c: char| c.is_ascii_digit());
    begins(&TITLES) || begins(&PEOPLE) && !counted && !has(&key, "bao cao so")
}

/// Whether a line of a title speaks of lists or of people: it names no office as a whole.
pub(super) fn speaks_of_people(line: &str) -> bool {
    const PEOPLE: [&str; 6] =
        ["can bo", "cong chuc", "vien chuc", "nhan luc", "nhan su", "doi ngu"];
    let words = key(line);
    names_its_list(line) || LISTS.iter().chain(&PEOPLE).any(|w| has(&words, w))
}

/// Whether a key begins with these words.
fn starts(key: &str, words: &str) -> bool {
    key.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether words end with this one.
fn ends(before: &str, word: &str) -> bool {
    before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Kinds of offices that a title names wherever it has a name behind them.
const KINDS: [&str; 12] = [
    "chi cuc",
    "trung tam",
    "truong",
    "benh vien",
    "ban quan ly",
    "ubnd",
    "xa",
    "phuong",
    "thi tran",
    "huyen",
    "thi xa",
    "so",
];

/// What begins like them and names none.
const OTHERWISE: [&str; 14] = [
    "xa hoi",
    "xa phuong",
    "phuong xa",
    "huyen xa",
    "so huu",
    "so nganh",
    "so ban",
    "truong hop",
    "truong hoc",
    "thi tran xa",
    "huyen thi",
    "huyen thanh",
    "trung tam du lieu",
    "trung tam dieu hanh",
];

/// Whether what a title names behind these words is one office: not `UBND các xã`, `cấp xã`,
/// `xã hội số`. Behind `của` any is; elsewhere only what hardly means anything else.
fn names_one_office(before: &str, part: &str) -> bool {
    let name = key(part);
    let several = ["cac", "ban nganh", "truc thuoc", "cap", "toan", "va"];
    let several = several.iter().any(|w| has(&name, w)) || part.contains(',');
    let begins = |list: &[&str]| list.iter().find(|k| starts(&name, k)).map(|k| k.len());
    // Without marks `so` is a number as well.
    if part.is_ascii() && !ends(before, "cua") || part.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let of_level = ["cap", "cac", "khoi", "kinh te", "moi"].iter().any(|w| ends(before, w));
    if several || of_level || begins(&OTHERWISE).is_some() || name.split(' ').count() > 9 {
        return false;
    }
    if let Some(kind) = begins(&KINDS) {
        return name.len() > kind;
    }
    let other = begins(&["tinh", "hoi nghi", "hoi dong"]).is_some();
    ends(before, "cua") && !other && name.split(' ').count() > 2
}

/// The name of an office without what a title says of the time: `SỞ NỘI VỤ NĂM 2024 (lần 2)`.
fn without_period(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    let ends = |at: &usize| {
        let (word, next) = (key(words[*at]), words.get(at + 1).map_or("", |w| w));
        let number = next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V'));
        words[*at].starts_with('(')
            || matches!(word.as_str(), "nam" | "quy" | "thang" | "ngay") && number
            || word == "tinh" && key(next) == "den"
    };
    let until = (1..words.len()).find(ends).unwrap_or(words.len());
    words[..until].join(" ")
}

/// Whether a line begins like the name of a part of an office.
fn is_part(text: &str) -> bool {
    let key = key(text);
    ["phong", "ban", "khoa", "doi"].contains(&key.split(' ').next().unwrap_or(""))
        && !looks_like_office(text)
}

/// Whether a line can be the name of an office and nothing else.
fn names_itself(text: &str) -> bool {
    let key = key(text);
    let list = LISTS.iter().any(|l| key.contains(l));
    // A name may be no more than the kind: `THANH TRA`.
    let office = looks_like_office(&format!("{text} x"));
    (office || is_part(text)) && !list && key.split(' ').count() <= 14
}
