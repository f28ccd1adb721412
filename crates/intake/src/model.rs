//! The nouns of intake: held rows, and what files would change.

mod answer;
mod batch;
mod described;
mod listed;

pub use answer::{AnswerId, ROW_ANSWER, RowAnswer, Verdict};
pub use batch::{Batch, BatchCounts, BatchState, KeptFile, MadeEdit, SheetWish, Submitted};
pub use described::{KIND_ROW, KindId, KindRow, KindRowId, SHEET_KIND, SheetKind};
pub(crate) use listed::ListedChanges;
pub use listed::{KindCounts, Unlisted};

use std::sync::Arc;

use ::store::{
    ColumnType::{Int, Text, Uuid},
    Value,
};
use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, Held, ReadFact};
use registry::model::{Assignment, AssignmentId, OrgId, Person, PersonId, Qualification};
use serde::{Deserialize, Serialize, Serializer};

kernel::typed_id! {
    /// A row that waits for its sender.
    HeldId,
    /// Files sent together.
    BatchId,
    /// A file as it was sent.
    UploadId,
}

/// Why a row waits: a cell and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldProblem {
    /// Letter of the column.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What the cell shows.
    pub value: String,
    /// What may have been meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
}

/// A row that waits: never counted, never lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRow {
    /// The held row.
    pub id: HeldId,
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row as the spreadsheet shows it, from 1.
    pub row: i64,
    /// The office, where it is known.
    pub org: Option<OrgId>,
    /// Codes of its problems.
    pub codes: Vec<String>,
    /// Folded name.
    pub name_key: Option<String>,
    /// Its problems.
    pub problems: Vec<HeldProblem>,
    /// What its cells show: heading or letter, and text.
    pub cells: Vec<(String, String)>,
}

/// Why a row waits that may be of somebody who was erased.
pub(crate) const MAYBE_ERASED: &str = "maybe_erased";
/// A sheet names so few of those on record in an office that nobody is asked about the others.
pub(crate) const PART_OF_OFFICE: &str = "part_of_office";
/// Its number is that of somebody with another name.
pub(crate) const NUMBER_OF_OTHER: &str = "personal_id_of_other";
/// Its number is that of somebody whom whoever enters or looks does not see: whether the name is
/// theirs as well is not told.
pub(crate) const NUMBER_ELSEWHERE: &str = "personal_id_elsewhere";
/// All but its number is that of somebody known.
pub(crate) const NUMBER_DIFFERS: &str = "personal_id_differs";
/// Several people may be meant.
pub(crate) const PERSON_AMBIGUOUS: &str = "person_ambiguous";

impl HeldRow {
    /// Whether it may be of somebody who was erased.
    pub fn maybe_erased(&self) -> bool {
        self.codes.iter().any(|code| code == MAYBE_ERASED)
    }

    /// Whether it could be read, and only whose it is is in doubt: it is entered once somebody says
    /// so.
    pub fn asks_who(&self) -> bool {
        let who =
            [MAYBE_ERASED, NUMBER_OF_OTHER, NUMBER_ELSEWHERE, NUMBER_DIFFERS, PERSON_AMBIGUOUS];
        self.codes.iter().all(|code| who.contains(&&code[..]))
    }

    /// Whether it may be of somebody who is not on the register: its number is nobody else's.
    pub fn may_be_new(&self) -> bool {
        let borne = [NUMBER_OF_OTHER, NUMBER_ELSEWHERE];
        self.asks_who() && !self.codes.iter().any(|code| borne.contains(&&code[..]))
    }

    /// Whether it says the same as another, whatever their ids.
    pub fn same_as(&self, other: &Self) -> bool {
        Self { id: other.id, ..self.clone() } == *other
    }
}

/// The table of held rows.
pub static HELD_ROW: FactTable = FactTable {
    name: "held_row",
    columns: &[
        Column::open("held_id", Uuid),
        Column::open("file", Text),
        Column::open("sheet", Text),
        Column::open("sheet_row", Int),
        Column::open("org_id", Uuid),
        Column::open("codes", Text),
        Column::personal("name_key", Text),
        Column::personal("problems", Text),
        Column::personal("cells", Text),
    ],
    subject: Some("held_id"),
};

impl Fact for HeldRow {
    const TABLE: &'static FactTable = &HELD_ROW;

    fn values(&self) -> Vec<Value> {
        let json = |text: serde_json::Result<String>| Value::Text(text.ok());
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.file),
            Value::text(&self.sheet),
            Value::Int(Some(self.row)),
            Value::Uuid(self.org.map(|o| o.0)),
            Value::text(self.codes.join("|")),
            Value::Text(self.name_key.clone()),
            json(serde_json::to_string(&self.problems)),
            json(serde_json::to_string(&self.cells)),
        ]
    }
}

impl ReadFact for HeldRow {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: HeldId(c.uuid()?),
            file: c.text()?,
            sheet: c.text()?,
            row: c.int()?,
            org: c.uuid().map(OrgId),
            codes: c.text()?.split('|').map(str::to_owned).collect(),
            name_key: c.text(),
            // Blank where the row was erased.
            problems: c.text().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default(),
            cells: c.text().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default(),
        })
    }
}

/// What a row of a sheet comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A person not on record.
    NewPerson,
    /// A person on record with a duty not on record.
    NewAssignment,
    /// Of a further kind of sheet: something not on record.
    New,
    /// Something on record that reads differently now.
    Changed,
    /// Nothing new.
    Same,
    /// It waits.
    Held,
    /// Somebody decided before that it is not to be entered.
    Settled,
    /// Of a further kind of sheet: on record, without the personal values that were removed after
    /// their time. They are not entered again.
    Removed,
}

/// Old and new of one thing that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What: `mode`, `fields`, `title`, `phone`, …
    pub what: &'static str,
    /// As on record.
    pub old: String,
    /// As the sheet says.
    pub new: String,
}

/// A row of a sheet with what it comes to.
#[derive(Clone, Debug, Serialize)]
pub struct RowOutcome {
    /// File name.
    #[serde(serialize_with = "text")]
    pub file: Arc<str>,
    /// Sheet name.
    #[serde(serialize_with = "text")]
    pub sheet: Arc<str>,
    /// Row, from 1.
    pub row: u32,
    /// What it comes to.
    pub change: Change,
    /// Name as read.
    pub name: String,
    /// The office.
    pub unit: Option<String>,
    /// What changes.
    pub differences: Vec<Difference>,
    /// Another row of these files already names the same person in the same office.
    pub repeats: bool,
    /// The kind of its sheet; `None` = officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whose it is, where that could be told.
    #[serde(skip)]
    pub whose: Option<RowOf>,
}

/// Whose a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// Somebody on record.
    Known(PersonId),
    /// Somebody these files enter; until they are entered, nobody is called so.
    Fresh(PersonId),
}

impl RowOf {
    /// Who it is once these files are entered.
    pub const fn person(self) -> PersonId {
        match self {
            Self::Known(id) | Self::Fresh(id) => id,
        }
    }
}

/// A text that many rows share.
fn text<S: Serializer>(text: &Arc<str>, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(text)
}

/// A problem at a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AtCell {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Letter of the column.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What the cell shows.
    pub value: String,
    /// What may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// What else holds the same row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<AtCell>,
}

/// Something about a sheet as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueOfSheet {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Stable code.
    pub code: String,
    /// Where, from 1.
    pub row: Option<u32>,
    /// What stands there.
    pub value: String,
    /// Of totals: what the sheet says.
    pub stated: Option<u64>,
    /// Of totals: what its rows come to.
    pub counted: Option<u64>,
    /// Merely told.
    pub note: bool,
}

/// A sheet that names something on record just as it stands, for a later day than it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The day the sheet speaks of.
    pub on: Date,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: i64,
}

/// A day as messages name it.
pub(crate) fn day(on: Date) -> String {
    format!("{:02}/{:02}/{:04}", on.day(), on.month(), on.year())
}

/// What a sheet confirms: a thing of a table of facts.
#[derive(Clone, Debug)]
pub(crate) struct Confirmed {
    pub(crate) of: &'static str,
    pub(crate) thing: kernel::Uuid,
    pub(crate) by: Confirmation,
}

/// A duty on record that the new sheet of its office no longer names. Asked about, not ended.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Code of the office.
    pub unit: String,
    /// The sheet row it came from.
    pub source: Option<registry::model::SheetRow>,
    /// The sheet that no longer names them: file and sheet.
    pub missing_from: (String, String),
    /// The day that sheet speaks of.
    pub on: Date,
    /// The first sheet of a later day that names them all the same: the duty can end only until
    /// then.
    pub confirmed: Option<Confirmation>,
    /// The later day from which on it goes on by another act, changed in a form or moved with its
    /// office: it can end only until then.
    pub changed_on: Option<Date>,
    /// The duty itself, where the list is one of a later day, entered before, and these files bring
    /// it in: it is called anew with each look, so the row it comes from stands for it.
    #[serde(skip)]
    pub brought: Option<AssignmentId>,
}

/// What stands for a thing that files bring in: the row it comes from.
pub(crate) fn standing_for(what: &str, source: Option<&registry::model::SheetRow>) -> kernel::Uuid {
    let told = format!("{what} {source:?}");
    let digits = crate::store::hash(told.as_bytes());
    kernel::Uuid::from_u128(u128::from_str_radix(&digits[..32], 16).unwrap_or_default())
}

/// A file among those read.
#[derive(Clone, Debug, Serialize)]
pub struct FileOutcome {
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Why it was not read at all: a stable code and a bound.
    pub refusal: Option<(String, Option<u64>)>,
    /// Its sheets: name, day it speaks of, record rows.
    pub sheets: Vec<(String, Date, usize)>,
}

/// What applying files would do, down to the facts.
#[derive(Debug, Default)]
pub struct Proposal {
    /// The files.
    pub files: Vec<FileOutcome>,
    /// Record rows, in order.
    pub rows: Vec<RowOutcome>,
    /// Problems that hold their row.
    pub held: Vec<AtCell>,
    /// Problems that do not.
    pub warnings: Vec<AtCell>,
    /// What is said of sheets.
    pub sheet_issues: Vec<IssueOfSheet>,
    /// Who is no longer named.
    pub missing: Vec<Missing>,
    /// Held rows that are no longer held.
    pub released: usize,
    /// Rows of further kinds, by kind.
    pub kinds: std::collections::BTreeMap<String, KindCounts>,
    /// What new lists of further kinds no longer name.
    pub unlisted: Vec<Unlisted>,
    /// What rows name just as it stands, for a later day than it began.
    pub(crate) confirms: Vec<Confirmed>,
    pub(crate) listed: ListedChanges,
    /// Which details of people rows state, and for which day.
    pub(crate) stated: Vec<(PersonId, crate::rules::stated::Statement)>,
    pub(crate) people: Vec<Retold<Person>>,
    pub(crate) assignments: Vec<Saying<Assignment>>,
    pub(crate) qualifications: Vec<Retold<Qualification>>,
    pub(crate) new_held: Vec<HeldRow>,
    pub(crate) closed_held: Vec<Held<HeldRow>>,
    /// Who somebody became of whom it was said that nobody on the register is them.
    pub(crate) answers: Vec<Saying<RowAnswer>>,
}

/// A fact to be said over an interval, with what stands of the same thing.
#[derive(Debug)]
pub(crate) struct Saying<F> {
    pub(crate) standing: Vec<Held<F>>,
    pub(crate) over: kernel::Interval,
    pub(crate) fact: F,
}

/// What a row on record, or something new, says from now on: piece by piece.
#[derive(Debug)]
pub(crate) struct Retold<F> {
    pub(crate) row: Option<ledger::FactId>,
    pub(crate) pieces: Vec<(kernel::Interval, F)>,
}

/// What a proposal comes to, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files.
    pub files: usize,
    /// Rows of officers.
    pub rows: usize,
    /// People entered.
    pub people_new: usize,
    /// Rows that name a person on record (or named by an earlier row).
    pub people_matched: usize,
    /// Duties entered.
    pub assignments_new: usize,
    /// Duties that change.
    pub assignments_changed: usize,
    /// Rows that change nothing.
    pub unchanged: usize,
}

impl Proposal {
    /// What it comes to, in numbers.
    pub fn counts(&self) -> Counts {
        let officers = || self.rows.iter().filter(|r| r.kind.is_none());
        let of = |change: Change| officers().filter(|r| r.change == change).count();
        let rows = officers().count();
        let accepted = rows - of(Change::Held) - of(Change::Settled);
        Counts {
            files: self.files.len(),
            rows,
            people_new: of(Change::NewPerson),
            people_matched: accepted - of(Change::NewPerson),
            assignments_new: of(Change::NewPerson) + of(Change::NewAssignment),
            assignments_changed: of(Change::Changed),
            unchanged: of(Change::Same) + of(Change::Settled),
        }
    }

    /// What it says, as a hash: whether what a person agreed to is still what would be done.
    pub fn fingerprint(&self) -> String {
        let said = (&self.rows, &self.held, &self.missing, &self.unlisted);
        let facts = (
            self.people.len(),
            self.assignments.len(),
            self.qualifications.len(),
            self.new_held.len(),
            self.closed_held.len(),
            self.listed.sizes(),
        );
        let text = serde_json::to_string(&(said, facts)).unwrap_or_default();
        crate::store::hash(text.as_bytes())
    }

    /// Whether applying it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.assignments.is_empty()
            && self.qualifications.is_empty()
            && self.new_held.is_empty()
            && self.closed_held.is_empty()
            && self.listed.is_empty()
    }
}
