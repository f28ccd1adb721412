//! Rows against the record: what they would change.

mod confirm;
mod degree;
mod duty;
mod hold;
mod missing;
mod who;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use kernel::{Date, IdSource, Uuid, folding};
use ledger::{FactId, Held};
use registry::model::{Mode, OrgId, Person, PersonId};

use duty::{Clash, Duty};
use hold::{Named, column_of, column_of_fields};
use who::unclear;

use super::{
    answers::Answers,
    describe::{Said, Word, describe, repeated},
    headings::Headings,
    held::{self, Cells, SheetsRead},
    listed::Listed,
    lists::Lists,
    roll::{Entry, Name, Place, Roll, Who},
    stops::Stops,
};
use crate::{
    model::{
        Change, Confirmation, Difference, FileOutcome, HeldRow, IssueOfSheet, MAYBE_ERASED,
        NUMBER_DIFFERS, PERSON_AMBIGUOUS, Proposal, RowAnswer, RowOf, RowOutcome, Verdict,
    },
    reading::{self, Meaning, OfficerRow, Problem, RowKind, RowReading, SheetReading},
};

/// A sheet that was read, with what it showed.
pub(crate) struct ReadSheet {
    pub(crate) name: String,
    pub(crate) on: Date,
    pub(crate) reading: SheetReading,
    /// Its rows, where it is no list of officers but of a further kind.
    pub(crate) listing: Option<crate::listing::Listing>,
    /// The day it speaks of, where somebody or the sheet itself said so.
    pub(crate) told: Option<Date>,
    /// Its sender hid it; somebody asked for it to be read.
    pub(crate) hidden: bool,
    /// The sheet itself.
    pub(crate) grid: reading::Grid,
    /// What its columns are called; asked for where rows wait.
    pub(crate) headings: OnceLock<Headings>,
}

impl ReadSheet {
    /// How many rows it has that say something.
    pub(crate) fn rows(&self) -> usize {
        match &self.listing {
            Some(listing) => listing.rows.len(),
            None => self.reading.records().count(),
        }
    }

    /// What the cells of a row show.
    pub(crate) fn shown(&self, row: u32) -> Option<Cells> {
        let row = self.grid.row(row)?;
        let headings = self.headings.get_or_init(|| Headings::of(&self.reading));
        Some(headings.show(&self.reading, row))
    }

    /// The same of every row that says something.
    fn all_shown(&self) -> impl Iterator<Item = (u32, Cells)> {
        let said =
            |r: &&RowReading| matches!(r.kind, RowKind::Record | RowKind::Vacant) || r.held();
        let rows = self.reading.rows.iter().filter(said);
        rows.filter_map(|r| Some((r.row, self.shown(r.row)?)))
    }

    /// Whose sheet it is: the code of the office it speaks for, empty where it speaks for none.
    /// What is remembered of its columns is remembered of this sender.
    pub(crate) fn sender(&self) -> &str {
        self.reading.unit.as_ref().map_or("", |unit| &unit.code)
    }
}

/// A file that was read, or refused.
pub(crate) struct ReadFile {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) sheets: Result<Vec<ReadSheet>, reading::Refusal>,
    /// Sheets its sender hid, that are not read.
    pub(crate) hidden: Vec<String>,
}

impl ReadFile {
    /// How many filled cells it has.
    pub(crate) fn cells(&self) -> usize {
        let rows = self.sheets.iter().flatten().flat_map(|sheet| &sheet.grid.rows);
        rows.map(|row| row.cells.len()).sum()
    }
}

/// What is on record.
pub(crate) struct OnRecord {
    pub(crate) roll: Roll,
    pub(crate) orgs: HashMap<String, OrgId>,
    pub(crate) codes: HashMap<OrgId, String>,
    /// The office above each.
    pub(crate) above: HashMap<OrgId, OrgId>,
    pub(crate) held: Vec<Held<HeldRow>>,
    /// What was decided about rows before.
    pub(crate) answers: Answers,
    /// Who was erased, as far as that can be told.
    pub(crate) stops: Stops,
    /// Which sheets named a duty just as it stands, the earliest day first.
    pub(crate) confirmed: HashMap<Uuid, Vec<Confirmation>>,
    /// What of a duty began by another act than one of lists.
    pub(crate) by_hand: HashSet<FactId>,
    /// Whom whoever looks or enters sees; `None` where they see everybody. Whether a row meets
    /// somebody else is told by nothing but a personal number, and whose that is not at all: else a
    /// sheet of guesses would find out who is on record, and when they were born.
    pub(crate) in_sight: Option<HashSet<PersonId>>,
}

/// Works out what files would change.
pub(crate) struct Proposing {
    record: OnRecord,
    ids: IdSource,
    out: Proposal,
    held_now: Vec<HeldRow>,
    accepted: HashSet<(String, OrgId)>,
    /// Rows accepted or held, by office, of each sheet.
    named: HashMap<OrgId, Named>,
    sheets: SheetsRead,
    /// Lists of later days, as the record has them before these files; looked up once.
    lists: Option<Lists<OrgId>>,
}

impl Proposing {
    pub(crate) fn new(record: OnRecord, ids: IdSource) -> Self {
        Self {
            record,
            ids,
            out: Proposal::default(),
            held_now: Vec::new(),
            accepted: HashSet::new(),
            named: HashMap::new(),
            sheets: SheetsRead::new(),
            lists: None,
        }
    }

    /// Takes one file in.
    pub(crate) fn file(&mut self, at: usize, file: &ReadFile) {
        let mut outcome = FileOutcome {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            refusal: None,
            sheets: Vec::new(),
        };
        match &file.sheets {
            Err(refusal) => outcome.refusal = Some((refusal.code().to_owned(), refusal.limit())),
            Ok(sheets) => {
                // Beside a list, a sheet of instructions is worth no more than a note.
                let lists = sheets.iter().any(|s| s.rows() > 0);
                self.hidden(&file.name, &file.hidden);
                if let Some(first) = sheets.first().filter(|_| empty(sheets)) {
                    self.note(&file.name, &first.name, "no_table", false);
                }
                for (n, sheet) in sheets.iter().enumerate() {
                    let rows = sheet.rows();
                    outcome.sheets.push((sheet.name.clone(), sheet.on, rows));
                    self.record.roll.expect(rows.saturating_sub(self.record.roll.entries.len()));
                    self.sheet((at, n), &file.name, sheet, lists);
                }
            }
        }
        self.out.files.push(outcome);
    }

    /// Everybody, as these files make them.
    pub(crate) const fn roll(&self) -> &Roll {
        &self.record.roll
    }

    /// Ids of offices by their codes.
    pub(crate) const fn codes(&self) -> &HashMap<String, OrgId> {
        &self.record.orgs
    }

    /// Who was erased, as far as that can be told.
    pub(crate) const fn stops(&self) -> &Stops {
        &self.record.stops
    }

    /// What was decided about rows before.
    pub(crate) const fn answers(&self) -> &Answers {
        &self.record.answers
    }

    /// Adds what the sheets of further kinds come to.
    pub(crate) fn add(&mut self, mut listed: Listed) {
        self.settle(&mut listed);
        self.out.rows.extend(listed.rows);
        self.out.held.extend(listed.held);
        self.out.warnings.extend(listed.warnings);
        self.out.kinds = listed.kinds;
        self.out.unlisted = listed.unlisted;
        self.out.listed = listed.changes;
        self.held_now.extend(listed.held_now);
        self.out.confirms.extend(listed.confirms);
        for (place, names) in listed.names {
            let known = self.sheets.entry(place).or_default();
            known.orgs.extend(names.orgs);
            known.people.extend(names.people);
        }
    }

    /// Rows of further kinds that were set aside before wait no longer.
    fn settle(&self, listed: &mut Listed) {
        let answers = &self.record.answers;
        let dropped = |row: &HeldRow| {
            let answer = answers.of(&row.file, &row.sheet, &row.cells);
            answer.is_some_and(|a| a.fact.verdict == Verdict::Dropped)
        };
        let (gone, waiting) = std::mem::take(&mut listed.held_now).into_iter().partition(dropped);
        listed.held_now = waiting;
        let gone: Vec<HeldRow> = gone;
        for row in gone {
            let here = |file: &str, sheet: &str, number: u32| {
                file == row.file && sheet == row.sheet && i64::from(number) == row.row
            };
            listed.held.retain(|cell| !here(&cell.file, &cell.sheet, cell.row));
            let outcome = listed.rows.iter_mut().find(|r| here(&r.file, &r.sheet, r.row));
            if let Some(outcome) = outcome {
                outcome.change = Change::Settled;
                let kind = outcome.kind.as_deref().unwrap_or_default();
                if let Some(counts) = listed.kinds.get_mut(kind) {
                    counts.settle();
                }
            }
        }
    }

    /// Sheets that are not read because their sender hid them.
    fn hidden(&mut self, file: &str, sheets: &[String]) {
        for sheet in sheets {
            self.note(file, sheet, "hidden_sheet", true);
        }
    }

    /// Something about a sheet as a whole.
    fn note(&mut self, file: &str, sheet: &str, code: &str, note: bool) {
        self.out.sheet_issues.push(IssueOfSheet {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            code: code.to_owned(),
            row: None,
            value: String::new(),
            stated: None,
            counted: None,
            note,
        });
    }

    fn sheet(&mut self, at: (usize, usize), file: &str, sheet: &ReadSheet, lists: bool) {
        let sender = self.record.orgs.get(sheet.sender()).copied();
        let names = self.sheets.entry((file.to_owned(), sheet.name.clone())).or_default();
        let units = sheet.reading.records().filter_map(|(_, record)| record.unit.as_ref());
        names.orgs.extend(units.filter_map(|unit| self.record.orgs.get(&unit.code)));
        names.orgs.extend(sender);
        names.sender = sender;
        names.on = Some(sheet.on);
        let waits = |h: &Held<HeldRow>| h.fact.file == file && h.fact.sheet == sheet.name;
        if self.record.held.iter().any(waits) {
            let people = sheet.reading.records().filter_map(|(_, r)| r.full_name.as_deref());
            names.people.extend(people.map(folding::fold));
            names.rows.extend(sheet.all_shown());
        }
        for issue in &sheet.reading.issues {
            self.out.sheet_issues.push(IssueOfSheet {
                file: file.to_owned(),
                sheet: sheet.name.clone(),
                code: issue.code.to_owned(),
                row: issue.row,
                value: issue.value.clone(),
                stated: issue.stated,
                counted: issue.counted,
                note: issue.note || (lists && issue.code == "no_table"),
            });
        }
        let from = (Arc::from(file), Arc::from(&sheet.name[..]));
        for row in &sheet.reading.rows {
            if row.kind != RowKind::Record {
                continue;
            }
            let Some(record) = row.record.as_deref() else { continue };
            self.row(at, &from, sheet, row, record);
        }
    }

    fn row(
        &mut self,
        at: (usize, usize),
        from: &(Arc<str>, Arc<str>),
        sheet: &ReadSheet,
        row: &RowReading,
        record: &OfficerRow,
    ) {
        let file = &from.0[..];
        let org = record.unit.as_ref().and_then(|u| self.record.orgs.get(&u.code)).copied();
        let mut problems = row.problems.clone();
        let answer = self.answer(file, sheet, row.row);
        let settled = answer.as_ref().is_some_and(|a| match a.fact.verdict {
            Verdict::Dropped => true,
            // Whose it is was said; what it says can't be read, and stands on record otherwise.
            Verdict::Person(_) => row.held(),
            Verdict::Other(_) => false,
        });
        let accepted = match (row.held(), org, record.mode) {
            _ if settled => Some(Outcome::plain(Change::Settled)),
            (false, Some(org), Some(mode)) => {
                let place = (at.0, at.1, row.row);
                let answer = answer.as_ref();
                self.accept(place, from, sheet, record, (org, mode), answer, &mut problems)
            }
            _ => None,
        };
        let outcome = accepted.unwrap_or_else(|| {
            self.hold(at, file, sheet, row, record, org, &problems);
            Outcome::plain(Change::Held)
        });
        if !settled {
            self.tell(file, sheet, &problems);
        }
        self.out.rows.push(RowOutcome {
            file: Arc::clone(&from.0),
            sheet: Arc::clone(&from.1),
            row: row.row,
            change: outcome.change,
            name: record.full_name.clone().unwrap_or_default(),
            unit: record.unit.as_ref().map(|u| u.code.clone()),
            differences: outcome.differences,
            repeats: outcome.repeats,
            kind: None,
            whose: outcome.whose,
        });
    }

    /// Takes a readable row; `None` when who it speaks of is in doubt.
    #[expect(clippy::too_many_arguments, reason = "a row and where it stands")]
    fn accept(
        &mut self,
        place: Place,
        texts: &(Arc<str>, Arc<str>),
        sheet: &ReadSheet,
        record: &OfficerRow,
        (org, mode): (OrgId, Mode),
        answer: Option<&Held<RowAnswer>>,
        problems: &mut Vec<Problem>,
    ) -> Option<Outcome> {
        let number = place.2;
        let doubt = |code, meaning: &[Meaning], value: String, hold| Problem {
            row: number,
            column: column_of(&sheet.reading, number, meaning),
            code,
            value,
            hold,
            suggestions: Vec::new(),
        };
        let name = self.record.roll.name(record.full_name.as_deref().unwrap_or_default());
        let stated = || record.full_name.clone().unwrap_or_default();
        let from = (&texts.0[..], &texts.1[..]);
        let who = self.whose((record, &name), org, from, answer);
        let (index, new) = match who {
            Who::Known(index) => (index, false),
            Who::New { like } => {
                if like.is_some() {
                    problems.push(doubt("maybe_same_person", NAME, stated(), false));
                }
                let erased =
                    || self.record.roll.was_erased(from, number) || self.record.stops.has(record);
                if answer.is_none() && erased() {
                    problems.push(doubt(MAYBE_ERASED, NAME, stated(), true));
                    return None;
                }
                (self.enter(record), true)
            }
            who => {
                let (code, meaning, said) = unclear(&who, record);
                problems.push(doubt(code, meaning, said, true));
                return None;
            }
        };
        if !new && self.record.roll.entries[index].says_already(from, number) {
            return Some(self.said_already(index, place, org, sheet.on, name));
        }
        let on = record.start.unwrap_or(sheet.on);
        let duty = Duty { org, mode, record, on, told: sheet.on, from, row: number };
        let mut said = Said::of(record);
        let said_to_be = answer.is_some_and(|a| matches!(a.fact.verdict, Verdict::Person(_)));
        if !new {
            let entry = &mut self.record.roll.entries[index];
            if answer.is_none() && entry.maybe_another(record, org, place) {
                problems.push(doubt(PERSON_AMBIGUOUS, NAME, stated(), true));
                return None;
            }
            problems.extend(
                repeated(entry, record, org)
                    .into_iter()
                    .map(|(code, column, value)| doubt(code, &[column], value, false)),
            );
            // It may add a title, it may not contradict; and a row that waits says nothing of
            // anybody.
            if let Some(clash) = self.clash(index, &duty) {
                let (column, said) = match clash {
                    Clash::Mode => (column_of(&sheet.reading, number, MODE), mode.as_str().into()),
                    Clash::Fields => (column_of_fields(&sheet.reading), record.fields.join(", ")),
                };
                problems.push(Problem { column, ..doubt("repeat_conflict", &[], said, true) });
                return None;
            }
            let entry = &mut self.record.roll.entries[index];
            // Whose it is was said, not that their name or number is another.
            let word = match entry.word_of(org, from) {
                Word::Corrects if said_to_be => Word::Adds,
                word => word,
            };
            let rest = entry.beyond(record);
            said = describe(entry, &rest, sheet.on, word);
            let told = said.doubts.drain(..);
            problems.extend(told.map(|(code, column, value)| doubt(code, &[column], value, false)));
            let numbers = entry.person.personal_number.as_ref().zip(record.personal_id.as_ref());
            if let Some((_, said)) = numbers.filter(|(known, said)| known != said) {
                let number = &[Meaning::PersonalId];
                problems.push(doubt(NUMBER_DIFFERS, number, said.clone(), false));
            }
        } else if let Some(answer) = answer {
            self.became(answer, index);
        }
        let (change, repeats, until) = self.assign(index, new, place, &duty, &mut said.differences);
        let told = until.iter();
        problems.extend(told.map(|(code, at)| doubt(code, NAME, at.to_string(), false)));
        self.qualify(index, record, (sheet.on, repeats), &mut said);
        let told = said.doubts.drain(..);
        problems.extend(told.map(|(code, column, value)| doubt(code, &[column], value, false)));
        self.note_stated(index, &said, (texts, number), sheet.on);
        self.record.roll.learn(index, Some(&name));
        self.note_named(index, place, org, sheet.on, name);
        let change = match change {
            Change::Same if !said.differences.is_empty() => Change::Changed,
            other => other,
        };
        let whose = Some(self.record.roll.entries[index].row_of());
        Some(Outcome { change, differences: said.differences, repeats, whose })
    }

    /// A row of a duty that another row says as well: the two were found to be of one person.
    fn said_already(
        &mut self,
        index: usize,
        place: Place,
        org: OrgId,
        on: Date,
        name: Name<'_>,
    ) -> Outcome {
        self.note_named(index, place, org, on, name);
        let whose = Some(self.record.roll.entries[index].row_of());
        Outcome { repeats: true, whose, ..Outcome::plain(Change::Same) }
    }

    /// Notes that a list of an office names somebody.
    fn note_named(&mut self, index: usize, place: Place, org: OrgId, on: Date, name: Name<'_>) {
        let named = self.named.entry(org).or_default();
        named.note((place.0, place.1), on);
        named.people.insert(index);
        // Only a row that waits asks who was accepted.
        if !self.record.held.is_empty() {
            self.accepted.insert((name.marked, org));
        }
    }

    fn enter(&mut self, record: &OfficerRow) -> usize {
        let person = Person {
            id: PersonId(self.ids.next()),
            full_name: record.full_name.clone(),
            sex: record.sex,
            birth: record.birth,
            personal_number: record.personal_id.clone(),
            phone: record.phone.clone(),
            email: record.email.clone(),
        };
        self.record.roll.add(Entry::of(person))
    }

    /// What all of it comes to.
    pub(crate) fn finish(mut self) -> Proposal {
        let again = self.named_again();
        let missing = self.missing(&again);
        self.note_parts(&again, &missing);
        self.out.missing.extend(missing);
        let changes = held::compare(
            std::mem::take(&mut self.record.held),
            &self.sheets,
            &self.accepted,
            self.held_now,
        );
        self.out.released = changes.closed.len();
        self.out.new_held = changes.new;
        self.out.closed_held = changes.closed;
        // Nobody is told of whom no row speaks: room is made once.
        let most = self.record.roll.entries.len().min(self.out.rows.len());
        self.out.people.reserve(most);
        self.out.assignments.reserve(most);
        for entry in self.record.roll.entries {
            entry.tell(&mut self.out);
        }
        self.out
    }

    fn place_name(&self, (file, sheet): (usize, usize)) -> (String, String) {
        let name = self.out.files.get(file).map(|f| {
            let sheet = f.sheets.get(sheet).map(|s| s.0.clone()).unwrap_or_default();
            (f.name.clone(), sheet)
        });
        name.unwrap_or_default()
    }
}

/// Whether no sheet of a file has a cell.
fn empty(sheets: &[ReadSheet]) -> bool {
    sheets.iter().all(|s| s.grid.rows.is_empty() && s.reading.rows.is_empty())
}

struct Outcome {
    change: Change,
    differences: Vec<Difference>,
    repeats: bool,
    whose: Option<RowOf>,
}

impl Outcome {
    const fn plain(change: Change) -> Self {
        Self { change, differences: Vec::new(), repeats: false, whose: None }
    }
}

const NAME: &[Meaning] = &[Meaning::FullName, Meaning::Given];
const MODE: &[Meaning] = &[Meaning::Mode, Meaning::Dedicated];
