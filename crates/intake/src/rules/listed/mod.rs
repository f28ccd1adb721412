//! Rows of further kinds of sheet against the record: what they would change.
//!
//! Each kind has a file that says what a row of it comes to; what is the same for all of them
//! stands here.

mod described;
mod graduates;
mod late;
mod teams;
mod training;
mod villages;

use std::collections::{BTreeMap, HashMap, HashSet};

use ::training::{model::Attendance, rules::Training};
use community::rules::Teams;
use kernel::{Date, IdSource, Uuid, folding};
use ledger::{Held, Said};
use pipeline::rules::Counts;
use registry::{
    model::{Area, OrgId, PersonId, SheetRow},
    rules::lineage::OrgMap,
};

use super::{
    answers::Answers,
    held::Names,
    propose::{ReadFile, ReadSheet},
    roll::Roll,
    stops::Stops,
};
use crate::{
    listing::{Line, Listing, ListingRow},
    model::{
        AtCell, Change, Confirmation, Confirmed, Difference, HeldId, HeldProblem, HeldRow,
        KindCounts, ListedChanges, MAYBE_ERASED, RowOutcome, Unlisted, Verdict, standing_for,
    },
    reading::{Problem, column_letter},
};

pub(crate) use described::Rows;
pub(crate) use late::Late;
pub(crate) use villages::Villages;

/// The order kinds are taken in: what others refer to comes first, and courses are spelled as
/// platforms spell them.
const ORDER: [&str; 5] =
    ["villages", "team_members", "online_completions", "class_attendance", "graduates"];

/// What is on record of the kinds that came.
#[derive(Default)]
pub(crate) struct Books {
    pub(crate) teams: Option<(Teams, Late)>,
    /// All of training where lists of it came; else those not found on the register so far.
    pub(crate) training: Option<Training>,
    pub(crate) graduates: Option<Counts>,
    pub(crate) villages: Option<Villages>,
    pub(crate) described: Vec<Rows>,
}

/// What rows are held against.
pub(crate) struct Register<'a> {
    pub(crate) roll: &'a Roll,
    pub(crate) orgs: &'a OrgMap,
    pub(crate) codes: &'a HashMap<String, OrgId>,
    pub(crate) ids: &'a IdSource,
    /// Who was erased, as far as that can be told.
    pub(crate) stops: &'a Stops,
    /// What was decided about rows before.
    pub(crate) answers: &'a Answers,
}

/// What the sheets come to.
#[derive(Default)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<RowOutcome>,
    pub(crate) held: Vec<AtCell>,
    pub(crate) warnings: Vec<AtCell>,
    pub(crate) held_now: Vec<HeldRow>,
    pub(crate) kinds: BTreeMap<String, KindCounts>,
    pub(crate) unlisted: Vec<Unlisted>,
    pub(crate) names: Vec<((String, String), Names)>,
    pub(crate) confirms: Vec<Confirmed>,
    pub(crate) changes: ListedChanges,
}

/// Kinds among files.
pub(crate) fn kinds(files: &[ReadFile]) -> Vec<&str> {
    let sheets = files.iter().flat_map(|f| f.sheets.iter().flatten());
    let mut kinds: Vec<&str> = sheets.filter_map(|s| Some(&s.listing.as_ref()?.kind[..])).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Works out what the sheets of further kinds would change. Officers are taken before: people of
/// the same files are known by now.
pub(crate) fn propose(files: &[ReadFile], books: Books, register: &Register<'_>) -> Listed {
    let mut taking = Taking { out: Listed::default(), register, waiting: HashSet::new() };
    let Books { mut teams, mut training, mut graduates, mut villages, mut described } = books;
    if let Some(training) = &mut training {
        training.match_again(|attendance| taking.person(attendance));
    }
    let mut attendees =
        ::training::rules::Attendees::new(training.iter().flat_map(Training::attended));
    for kind in ORDER {
        for (file, sheet, listing) in sheets_of(files, kind) {
            let at = At { file, sheet, listing };
            match kind {
                "villages" => {
                    let Some(book) = &mut villages else { continue };
                    taking.sheet(&at, |line, source| {
                        villages::take(book, register, &at, line, source)
                    });
                }
                "team_members" => {
                    let Some((book, late)) = &mut teams else { continue };
                    book.next_list();
                    taking.sheet(&at, |line, source| {
                        teams::take((book, late), register, &at, line, source)
                    });
                }
                "graduates" => {
                    let Some(book) = &mut graduates else { continue };
                    taking.sheet(&at, |line, source| graduates::take(book, register, line, source));
                }
                _ => {
                    let Some(book) = &mut training else { continue };
                    let mut sheet = training::Sheet::new(book, &mut attendees, register, &at);
                    taking.sheet(&at, |line, source| sheet.take(line, source));
                }
            }
        }
    }
    for rows in &mut described {
        let code = rows.kind.code.clone();
        for (file, sheet, listing) in sheets_of(files, &code) {
            let at = At { file, sheet, listing };
            taking.sheet(&at, |line, source| described::take(rows, register, &at, line, source));
        }
    }
    let teams = teams.map(|(teams, _)| teams);
    if let Some(training) = &mut training {
        training.waits(std::mem::take(&mut taking.waiting));
    }
    taking.unlisted(teams.as_ref(), training.as_ref(), graduates.as_ref());
    taking.unlisted_rows(&described);
    let mut out = taking.out;
    out.changes = ListedChanges {
        community: teams.map(Teams::finish).unwrap_or_default(),
        training: training.map(Training::finish).unwrap_or_default(),
        pipeline: graduates.map(Counts::finish).unwrap_or_default(),
        villages: villages.map(Villages::finish).unwrap_or_default(),
        rows: described.into_iter().flat_map(Rows::finish).collect(),
    };
    out
}

fn sheets_of<'a>(
    files: &'a [ReadFile],
    kind: &str,
) -> impl Iterator<Item = (&'a str, &'a ReadSheet, &'a Listing)> {
    let sheets = files.iter().flat_map(|f| f.sheets.iter().flatten().map(|s| (&f.name[..], s)));
    let of = sheets.filter_map(|(file, sheet)| Some((file, sheet, sheet.listing.as_ref()?)));
    of.filter(move |(.., listing)| listing.kind == kind)
}

/// A sheet among files.
pub(super) struct At<'a> {
    file: &'a str,
    sheet: &'a ReadSheet,
    listing: &'a Listing,
}

impl At<'_> {
    /// The office a row is of: as it names one, else whose sheet it is. Of a built-in kind whose
    /// row names a commune that nobody knows, nothing is known.
    fn office<'a>(&'a self, line: Line<'a>, row: &'a ListingRow) -> Option<&'a str> {
        let of_sheet = self.listing.office.as_deref();
        if self.listing.described {
            return row.offices().map(|(_, code)| code).next().or(of_sheet);
        }
        let unnamed = || of_sheet.filter(|_| line.said("commune").is_none());
        line.unit("commune").or_else(unnamed)
    }

    /// What somebody decided about a row that waited.
    fn answer(&self, register: &Register<'_>, source: &SheetRow) -> Option<Verdict> {
        register.answers.of_sheet(self.file, &self.sheet.name)?;
        let cells = self.sheet.shown(u32::try_from(source.row).ok()?)?;
        Some(register.answers.of(self.file, &self.sheet.name, &cells)?.fact.verdict)
    }
}

/// What a readable row comes to.
pub(super) struct Taken {
    said: Said,
    /// It is on record, without its personal values: they had their time.
    removed: bool,
    doubts: Vec<Doubt>,
    unit: Option<String>,
    /// What it names just as it has stood since before: tables and things.
    confirms: Vec<(&'static str, Uuid)>,
}

/// What is doubtful about a row: a code, the key of the column, and whether it holds the row.
pub(super) struct Doubt {
    code: &'static str,
    key: String,
    value: String,
    hold: bool,
}

impl Taken {
    pub(super) const fn new(said: Said) -> Self {
        Self { said, removed: false, doubts: Vec::new(), unit: None, confirms: Vec::new() }
    }

    /// A row of which the record holds all but what was removed after its time.
    pub(super) fn removed() -> Self {
        Self { removed: true, ..Self::new(Said::Same) }
    }

    /// A row that may be of somebody who was erased: a person decides.
    pub(super) fn maybe_erased(name: &str) -> Self {
        Self::held(MAYBE_ERASED, "full_name", name)
    }

    pub(super) fn held(code: &'static str, key: &str, value: &str) -> Self {
        let doubt = Doubt { code, key: key.to_owned(), value: value.to_owned(), hold: true };
        Self { doubts: vec![doubt], ..Self::new(Said::Same) }
    }

    pub(super) fn warn(mut self, code: &'static str, key: &str, value: &str) -> Self {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.doubts.push(Doubt { code, key, value, hold: false });
        self
    }

    /// It holds until a list of a later day that says otherwise.
    pub(super) fn until(self, code: &'static str, key: &str, list: Option<&Confirmation>) -> Self {
        match list {
            Some(list) => self.warn(code, key, &list.to_string()),
            None => self,
        }
    }

    pub(super) fn confirming(mut self, table: &'static str, thing: Option<Uuid>) -> Self {
        self.confirms.extend(thing.map(|thing| (table, thing)));
        self
    }

    pub(super) fn of(mut self, unit: Option<&str>) -> Self {
        self.unit = unit.map(str::to_owned);
        self
    }
}

struct Taking<'a> {
    out: Listed,
    register: &'a Register<'a>,
    /// Folded names in rows that wait.
    waiting: HashSet<String>,
}

impl Taking<'_> {
    /// Who an attendee on record is, as far as the register tells by now.
    fn person(&self, attendance: &Attendance) -> Option<PersonId> {
        let name = attendance.full_name.as_deref()?;
        self.register.roll.attends(name, attendance.birth, attendance.org?).ok().flatten()
    }

    fn sheet(&mut self, at: &At<'_>, mut take: impl FnMut(Line<'_>, SheetRow) -> Taken) {
        let mut names = Names::default();
        for row in &at.listing.rows {
            let line = at.listing.line(row);
            let code = at.office(line, row);
            let org = code.and_then(|code| self.register.codes.get(code)).copied();
            names.orgs.extend(org);
            names.people.extend(line.identity());
            let mut problems = row.problems.clone();
            let source = SheetRow {
                file: at.file.to_owned(),
                sheet: at.sheet.name.clone(),
                row: i64::from(row.row),
            };
            let taken = if row.held() { None } else { Some(take(line, source)) };
            for doubt in taken.iter().flat_map(|t| &t.doubts) {
                problems.push(Problem {
                    row: row.row,
                    column: at.listing.column(&doubt.key),
                    code: doubt.code,
                    value: doubt.value.clone(),
                    hold: doubt.hold,
                    suggestions: Vec::new(),
                });
            }
            let taken = taken.filter(|_| problems.iter().all(|p| !p.hold));
            self.tell(at, &problems);
            if taken.is_none() {
                self.waiting.extend(line.text("full_name").map(folding::fold));
                self.hold(at, (row.row, line.identity()), org, &problems);
            }
            self.confirm(at, row.row, taken.as_ref());
            self.outcome(at, line, (row.row, code), taken);
        }
        self.out.names.push(((at.file.to_owned(), at.sheet.name.clone()), names));
    }

    fn tell(&mut self, at: &At<'_>, problems: &[Problem]) {
        let told = |problem: &Problem| AtCell {
            file: at.file.to_owned(),
            sheet: at.sheet.name.clone(),
            row: problem.row,
            column: column_letter(problem.column),
            code: problem.code.to_owned(),
            value: problem.value.clone(),
            suggestions: problem.suggestions.clone(),
            also: Vec::new(),
        };
        let mut holding = problems.iter().filter(|p| p.hold);
        if let Some(first) = holding.next() {
            let mut first = told(first);
            first.also = holding.map(told).collect();
            self.out.held.push(first);
        }
        self.out.warnings.extend(problems.iter().filter(|p| !p.hold).map(told));
    }

    /// Keeps what a row names just as it stands.
    fn confirm(&mut self, at: &At<'_>, row: u32, taken: Option<&Taken>) {
        let by = || Confirmation {
            on: at.sheet.on,
            file: at.file.to_owned(),
            sheet: at.sheet.name.clone(),
            row: row.into(),
        };
        let all = taken.into_iter().flat_map(|t| &t.confirms);
        self.out.confirms.extend(all.map(|&(of, thing)| Confirmed { of, thing, by: by() }));
    }

    /// A row that waits is known by its sheet: another list that names the same person says
    /// nothing about it.
    fn hold(
        &mut self,
        at: &At<'_>,
        (row, identity): (u32, Option<String>),
        org: Option<OrgId>,
        problems: &[Problem],
    ) {
        let holding: Vec<&Problem> = problems.iter().filter(|p| p.hold).collect();
        let problem = |p: &&Problem| HeldProblem {
            column: column_letter(p.column),
            code: p.code.to_owned(),
            value: p.value.clone(),
            suggestions: p.suggestions.clone(),
        };
        self.out.held_now.push(HeldRow {
            id: HeldId(self.register.ids.next()),
            file: at.file.to_owned(),
            sheet: at.sheet.name.clone(),
            row: i64::from(row),
            org,
            codes: holding.iter().map(|p| p.code.to_owned()).collect(),
            name_key: identity,
            problems: holding.iter().map(problem).collect(),
            cells: at.sheet.shown(row).unwrap_or_default(),
        });
    }

    /// A row that waits is of the office it names, or its sheet.
    fn outcome(
        &mut self,
        at: &At<'_>,
        line: Line<'_>,
        (row, named): (u32, Option<&str>),
        taken: Option<Taken>,
    ) {
        let counts = self.out.kinds.entry(at.listing.kind.clone()).or_default();
        counts.rows += 1;
        let unit = taken.as_ref().and_then(|t| t.unit.clone()).or_else(|| named.map(str::to_owned));
        let removed = taken.as_ref().is_some_and(|t| t.removed);
        let (change, told, repeats) = match taken.map(|t| t.said) {
            _ if removed => (Change::Removed, Vec::new(), false),
            None => (Change::Held, Vec::new(), false),
            Some(Said::New) => (Change::New, Vec::new(), false),
            Some(Said::Changed(differences)) => (Change::Changed, differences, false),
            Some(Said::Same) => (Change::Same, Vec::new(), false),
            Some(Said::Repeats(_)) => (Change::Same, Vec::new(), true),
        };
        counts.note(change, repeats);
        let name = ["full_name", "village", "institution"].into_iter().find_map(|k| line.text(k));
        let name = name.or_else(|| line.first_text());
        self.out.rows.push(RowOutcome {
            file: at.file.into(),
            sheet: at.sheet.name[..].into(),
            row,
            change,
            name: name.unwrap_or_default().to_owned(),
            unit,
            differences: told
                .into_iter()
                .map(|(what, old, new)| Difference { what, old, new })
                .collect(),
            repeats,
            kind: Some(at.listing.kind.clone()),
            whose: None,
        });
    }

    /// What new lists no longer name: asked about, not ended.
    fn unlisted(
        &mut self,
        teams: Option<&Teams>,
        training: Option<&Training>,
        graduates: Option<&Counts>,
    ) {
        let teams = teams.map(Teams::unnamed).unwrap_or_default().into_iter();
        self.out.unlisted.extend(teams.map(|it| {
            let kind = if it.team { "teams" } else { "team_members" };
            let thing = if it.brought { standing_for(kind, it.source.as_ref()) } else { it.thing };
            Unlisted {
                kind: kind.to_owned(),
                name: it.name,
                source: it.source,
                ends: it.on.map(|on| (thing, on)),
                brought: it.brought.then_some(it.thing),
            }
        }));
        let mut say = |kind: &str, name: Option<&str>, source: Option<&SheetRow>| {
            self.out.unlisted.push(Unlisted {
                kind: kind.to_owned(),
                name: name.unwrap_or_default().to_owned(),
                source: source.cloned(),
                ends: None,
                brought: None,
            });
        };
        for attendance in training.iter().flat_map(|t| t.unnamed()) {
            say("attendance", attendance.full_name.as_deref(), attendance.source.as_ref());
        }
        for counted in graduates.iter().flat_map(|g| g.unnamed()) {
            say("graduates", Some(&counted.institution), counted.source.as_ref());
        }
    }
}

impl Taking<'_> {
    /// Rows of described kinds that new lists no longer name.
    fn unlisted_rows(&mut self, described: &[Rows]) {
        for rows in described {
            let gone = rows.unnamed().into_iter().map(|row| Unlisted {
                kind: rows.kind.code.clone(),
                name: rows.name(row).unwrap_or_default().to_owned(),
                source: row.source.clone(),
                ends: None,
                brought: None,
            });
            self.out.unlisted.extend(gone);
        }
    }
}

/// Villages and communes on record, for [`Villages::new`].
pub(crate) type Areas = Vec<Held<Area>>;

/// The code of an office's area on a day, or as it was last.
fn area_of(register: &Register<'_>, org: OrgId, on: Date) -> Option<String> {
    let office = register.orgs.on(org, on).or_else(|| register.orgs.latest(org))?;
    office.area_code.clone()
}
