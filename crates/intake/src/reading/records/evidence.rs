//! Which office a row is of, by the evidence in order: its own cell, the section above, the title
//! block, the sheet's name, the file's name, who sent it.

use std::collections::HashMap;

use crate::reading::{
    Grid, Resolution, TitleBlock, UnitIndex, detect::has, units::looks_like_office, values::key,
};

use super::{Context, UnitFound, UnitSource, title};

/// The office of a row, or why it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Office {
    /// This one.
    Found(UnitFound),
    /// Written without diacritics.
    Unmarked(UnitFound),
    /// Not settled: a code of the problem and proposals.
    Doubtful(&'static str, Vec<String>),
    /// Nothing speaks of one.
    Silent,
}

/// What the sheet as a whole says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetOffice {
    /// The office its rows are of, where nothing nearer speaks.
    pub(super) office: Office,
    /// Under which names of communes are understood.
    pub(super) scope: Option<String>,
    /// A line of the title that names somebody below that office whom the register does not know.
    pub(super) of_superior: Option<String>,
    /// A line of the title that names an area the register does not know.
    pub(super) elsewhere: Option<String>,
}

/// Resolves texts, each once.
pub(super) struct Resolver<'a> {
    ctx: &'a Context<'a>,
    /// By scope, then by text.
    seen: HashMap<String, HashMap<String, Resolution>>,
    unknown: usize,
}

/// Texts that name no office for which names alike are looked up; a sheet with more has another
/// trouble.
const PROPOSALS: usize = 1_000;

impl<'a> Resolver<'a> {
    pub(super) fn new(ctx: &'a Context<'a>) -> Self {
        Self { ctx, seen: HashMap::new(), unknown: 0 }
    }

    pub(super) fn resolve(&mut self, text: &str, scope: Option<&str>) -> Resolution {
        let under = scope.unwrap_or("");
        if let Some(found) = self.seen.get(under).and_then(|s| s.get(text)) {
            return found.clone();
        }
        let found = if self.unknown < PROPOSALS {
            self.ctx.units.resolve(text, scope)
        } else {
            self.ctx.units.resolve_exactly(text, scope)
        };
        self.unknown += usize::from(matches!(found, Resolution::Unknown(_)));
        let seen = self.seen.entry(under.to_owned()).or_default();
        seen.insert(text.to_owned(), found.clone());
        found
    }
}

/// The office of a resolution.
pub(super) fn office(resolution: Resolution, source: UnitSource) -> Office {
    match resolution {
        Resolution::One(code) => Office::Found(UnitFound { code, source }),
        Resolution::Unmarked(code) => Office::Unmarked(UnitFound { code, source }),
        Resolution::Ambiguous(codes) => Office::Doubtful("unit_ambiguous", codes),
        Resolution::Unknown(codes) => Office::Doubtful("unit_unknown", codes),
    }
}

/// Beginnings of the names of parts of an office.
const INNER: [&str; 38] = [
    "phong",
    "bo phan",
    "to ",
    "khoi",
    "lanh dao",
    "can bo",
    "cong chuc",
    "vien chuc",
    "chuyen vien",
    "nhan vien",
    "chuyen trach",
    "kiem nhiem",
    "nhom",
    "doi tuong",
    "linh vuc",
    "cap tinh",
    "cap huyen",
    "cap xa",
    "cac so",
    "cac co quan",
    "cac don vi",
    "cac xa",
    "ban giam doc",
    "ban lanh dao",
    "ban chi dao",
    "danh sach",
    "don vi su nghiep",
    "bien che ",
    "hop dong",
    "nguoi dung dau",
    "cac phong",
    "don vi truc thuoc",
    "thanh tra so",
    "bo sung",
    "nhan luc",
    "nhan su",
    "doi ngu",
    "chinh quyen ",
];

/// Beginnings of the names of kinds of people: of whichever office they stand under.
const PEOPLE: [&str; 12] = [
    "lanh dao",
    "can bo",
    "cong chuc",
    "vien chuc",
    "chuyen vien",
    "nhan vien",
    "nguoi hoat dong",
    "to cntt",
    "to cong nghe thong tin",
    "to giup viec",
    "bo phan mot cua",
    "hop dong",
];

/// Whether a text names people of an office and nobody else's: `Công chức`, `Tổ CNTT`, but not
/// `Cán bộ các phòng`.
pub(super) fn is_people(text: &str) -> bool {
    let key = key(text);
    let elsewhere = ["huyen", "tinh", "phong", "so", "xa", "phuong", "thi tran", "cac", "cap"];
    let begins =
        |p: &str| key.strip_prefix(p).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    PEOPLE.iter().any(|p| begins(p)) && !elsewhere.iter().any(|w| has(&key, w))
}

/// Whether a text names a part of an office or a kind of people, not an office.
pub(super) fn is_inner(text: &str) -> bool {
    let key = key(text) + " ";
    matches!(key.as_str(), "van phong " | "van phong so ")
        || INNER.iter().any(|i| key.starts_with(i))
}

/// Reads title block, sheet name, file name and sender together. The nearest speaks first; one
/// that names an office below it is nearer still; two that have nothing to do with each other
/// leave it open.
pub(super) fn of_sheet(grid: &Grid, title: &TitleBlock, ctx: &Context<'_>) -> SheetOffice {
    let units = ctx.units;
    let stem = ctx.file_name.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let by_file = units.by_stem(stem);
    let by_sheet = units.by_stem(&grid.name);
    let scope = by_file.as_deref().or(ctx.sender);
    let said = title::speaker(title, ctx, scope);
    let above = said.office.as_deref().or(scope);
    let by_sheet = by_sheet.or_else(|| units.below_by_bare(&grid.name, above?));
    let others = [
        (by_sheet, UnitSource::SheetName),
        (by_file, UnitSource::FileName),
        (ctx.sender.map(str::to_owned), UnitSource::Sender),
    ];
    let named =
        |(code, source): (Option<String>, UnitSource)| Some(UnitFound { code: code?, source });
    let others: Vec<UnitFound> = others.into_iter().filter_map(named).collect();
    if let Some((code, proposals)) = &said.doubt {
        // What the title writes wrongly, another witness may write right.
        let here = said.elsewhere.is_none();
        let meant = others.iter().find(|o| here && proposals.contains(&o.code));
        let office = match meant {
            Some(other) => Office::Found(other.clone()),
            None => Office::Doubtful(code, proposals.clone()),
        };
        let elsewhere = said.elsewhere;
        return SheetOffice { office, scope: said.office, of_superior: None, elsewhere };
    }
    let title = said.office.map(|code| UnitFound { code, source: UnitSource::Title });
    let of_superior = said.below.filter(|_| others.is_empty() && title.is_some());
    let witnesses: Vec<UnitFound> = title.into_iter().chain(others).collect();
    SheetOffice { of_superior, ..of_witnesses(&witnesses, units) }
}

/// The code of the office a sheet speaks for as a whole, where that is settled.
pub(crate) fn spoken_for(
    grid: &Grid,
    title: &TitleBlock,
    file_name: &str,
    units: &UnitIndex,
    sender: Option<&str>,
) -> Option<String> {
    let today = kernel::Date::default();
    let ctx = Context { file_name, today, units, fields: &[], sender };
    match of_sheet(grid, title, &ctx).office {
        Office::Found(unit) => Some(unit.code),
        _ => None,
    }
}

fn of_witnesses(witnesses: &[UnitFound], units: &UnitIndex) -> SheetOffice {
    let open = |office, scope| SheetOffice { office, scope, of_superior: None, elsewhere: None };
    let Some(first) = witnesses.first() else { return open(Office::Silent, None) };
    let mut best = first.clone();
    let mut against = Vec::new();
    for other in &witnesses[1..] {
        if units.is_within(&other.code, &best.code) {
            if other.code != best.code {
                best = other.clone();
            }
        } else if !units.is_within(&best.code, &other.code) && other.source != UnitSource::Sender {
            against.push(other.code.clone());
        }
    }
    if !against.is_empty() {
        against.insert(0, best.code);
        return open(Office::Doubtful("unit_ambiguous", against), None);
    }
    let scope = Some(best.code.clone());
    let province = units.office(&best.code).is_some_and(|o| o.kind == "province");
    if province {
        // The province heads every letter: it is where to look, not who is listed.
        return open(Office::Doubtful("unit_unknown", vec![best.code]), scope);
    }
    open(Office::Found(best), scope)
}

/// What the text of a section row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SectionOffice {
    /// An office, settled or not.
    Office(Office),
    /// A part of an office, or a kind of people.
    Inner,
}

/// Whether a section is of several offices below this one, none of which it names.
fn of_others(text: &str) -> bool {
    let key = key(text);
    ["cac xa", "cac phuong", "cap xa", "cac huyen", "cac so "].iter().any(|o| key.starts_with(o))
}

/// Whether a heading is of people of several offices below one of a kind: `Đơn vị trực thuộc`, `Công
/// chức các xã`.
pub(super) fn of_several_below(text: &str, kind: &str) -> bool {
    // `Các trưởng phòng` are its own.
    const ANY: [&str; 6] = [
        "truc thuoc",
        "don vi su nghiep",
        "su nghiep cong lap",
        "truong hoc",
        "cac truong thpt",
        "don vi khac",
    ];
    const COMMUNES: [&str; 7] =
        ["cap xa", "cac xa", "cac phuong", "cac thi tran", "khoi xa", "khoi phuong", "xa phuong"];
    const DISTRICTS: [&str; 4] = ["cap huyen", "cac huyen", "khoi huyen", "khoi cac huyen"];
    let key = key(text);
    let says = |words: &[&str]| words.iter().any(|w| has(&key, w));
    // The people of a commune are its own.
    says(&ANY)
        || kind != "commune" && says(&COMMUNES)
        || !matches!(kind, "commune" | "district") && says(&DISTRICTS)
}

/// Reads the name of a section.
pub(super) fn of_section(
    text: &str,
    scope: Option<&str>,
    resolver: &mut Resolver<'_>,
) -> SectionOffice {
    let resolution = resolver.resolve(text, scope);
    let known = !matches!(resolution, Resolution::Unknown(_));
    if !known && let Some(code) = resolver.ctx.units.office_of_room(text, scope) {
        let unit = UnitFound { code, source: UnitSource::Section };
        return SectionOffice::Office(Office::Found(unit));
    }
    if !known && of_others(text) {
        return SectionOffice::Office(Office::Doubtful("unit_unknown", Vec::new()));
    }
    let own = |code: &str| resolver.ctx.units.office(code).is_some_and(|o| o.kind == "department");
    let secretariat = key(text) == "van phong so" && scope.is_some_and(own);
    if !known && (secretariat || is_inner(text) && !looks_like_office(text)) {
        return SectionOffice::Inner;
    }
    SectionOffice::Office(office(resolution, UnitSource::Section))
}
