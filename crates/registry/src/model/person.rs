//! People, what they are assigned to, what they are qualified for.

use kernel::{Birth, folding, names};
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use serde::Serialize;
use store::{
    ColumnType::{Int, Text, Uuid},
    Value,
};

use super::{OrgId, words};

kernel::typed_id! {
    /// A person: made once, never again by a transfer.
    PersonId,
    /// An assignment: one person's duty in one office; it keeps its id when offices merge.
    AssignmentId,
    /// A degree or a certificate one person holds.
    QualificationId,
}

words! {
    /// Sex as the sheets say it.
    Sex {
        /// Nam.
        Male = "M",
        /// Nữ.
        Female = "F",
    }
}

words! {
    /// How a duty is held. The two are never added up silently.
    Mode {
        /// Chuyên trách: full time.
        Dedicated = "dedicated",
        /// Kiêm nhiệm: beside another job.
        Concurrent = "concurrent",
    }
}

words! {
    /// Kinds of qualification.
    QualificationKind {
        /// Trình độ chuyên môn.
        Degree = "degree",
        /// Chứng chỉ.
        Certificate = "certificate",
    }
}

/// Who somebody is. A value is `None` where it is not known, or was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Full name as written, family name first.
    pub full_name: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth, to the day or the year.
    pub birth: Option<Birth>,
    /// Personal number: 12 digits.
    pub personal_number: Option<String>,
    /// Phone: digits, with the leading zero.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// The table of people.
pub static PERSON: FactTable = FactTable {
    name: "person",
    columns: &[
        Column::open("person_id", Uuid),
        Column::personal("full_name", Text),
        Column::personal("name_key", Text),
        Column::personal("plain_key", Text),
        Column::personal("sort_key", Text),
        Column::personal("sex", Text),
        Column::personal("birth", Text),
        Column::personal("personal_number", Text),
        Column::personal("phone", Text),
        Column::personal("email", Text),
    ],
    subject: Some("person_id"),
};

/// The same, of which each row is its own subject.
pub(crate) static PERSON_ROWS: FactTable =
    FactTable { name: PERSON.name, columns: PERSON.columns, subject: Some("fact_id") };

impl Fact for Person {
    const TABLE: &'static FactTable = &PERSON;

    fn values(&self) -> Vec<Value> {
        let name = self.full_name.as_deref();
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Text(self.full_name.clone()),
            Value::Text(name.map(folding::fold)),
            Value::Text(name.map(folding::plain)),
            Value::Text(name.map(names::sort_key)),
            Value::Text(self.sex.map(|s| s.as_str().to_owned())),
            Value::Text(self.birth.map(|b| b.to_string())),
            Value::Text(self.personal_number.clone()),
            Value::Text(self.phone.clone()),
            Value::Text(self.email.clone()),
        ]
    }
}

/// Why a fact that came from a list names nobody any longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was kept for its time, and its personal values were removed after it.
    Removed,
    /// Somebody's data were erased.
    Erased,
}

/// The row of a spreadsheet a fact came from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SheetRow {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Row as the spreadsheet shows it, from 1.
    pub row: i64,
}

impl SheetRow {
    /// Its three columns: file, sheet, row.
    pub fn values(source: Option<&Self>) -> [Value; 3] {
        [
            Value::Text(source.map(|s| s.file.clone())),
            Value::Text(source.map(|s| s.sheet.clone())),
            Value::Int(source.map(|s| s.row)),
        ]
    }

    /// The reverse of [`SheetRow::values`].
    pub fn read(c: &mut Columns) -> Option<Self> {
        let (file, sheet, row) = (c.text(), c.text(), c.int());
        Some(Self { file: file?, sheet: sheet?, row: row? })
    }
}

/// A duty one person holds in one office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The assignment.
    pub id: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// Where.
    pub org: OrgId,
    /// Title or position as written.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Codes of the fields of work, in the order of the list of fields.
    pub fields: Vec<String>,
    /// Share of working time in per cent, where known.
    pub share: Option<i64>,
    /// Why it ended, where it did.
    pub ended_because: Option<String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// The table of assignments.
pub static ASSIGNMENT: FactTable = FactTable {
    name: "assignment",
    columns: &[
        Column::open("assignment_id", Uuid),
        Column::open("person_id", Uuid),
        Column::open("org_id", Uuid),
        Column::open("title", Text),
        Column::open("mode", Text),
        Column::open("fields", Text),
        Column::open("share", Int),
        Column::open("ended_because", Text),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: None,
};

/// `["dx","infosec"]` as it is kept: `dx|infosec`.
pub fn join_fields(fields: &[String]) -> String {
    fields.join("|")
}

/// The reverse of [`join_fields`].
pub fn split_fields(text: &str) -> Vec<String> {
    text.split('|').filter(|f| !f.is_empty()).map(str::to_owned).collect()
}

impl Fact for Assignment {
    const TABLE: &'static FactTable = &ASSIGNMENT;

    fn values(&self) -> Vec<Value> {
        let source = self.source.as_ref();
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.person.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Text(self.title.clone()),
            Value::text(self.mode.as_str()),
            Value::text(join_fields(&self.fields)),
            Value::Int(self.share),
            Value::Text(self.ended_because.clone()),
            Value::Text(source.map(|s| s.file.clone())),
            Value::Text(source.map(|s| s.sheet.clone())),
            Value::Int(source.map(|s| s.row)),
        ]
    }
}

/// A degree or a certificate; it holds from its issue to its expiry where these are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// The qualification.
    pub id: QualificationId,
    /// Who holds it.
    pub person: PersonId,
    /// Degree or certificate.
    pub kind: QualificationKind,
    /// What it is called: `Thạc sĩ`, `CCNA`.
    pub name: String,
    /// Field of study of a degree.
    pub major: Option<String>,
}

/// The table of qualifications.
pub static QUALIFICATION: FactTable = FactTable {
    name: "qualification",
    columns: &[
        Column::open("qualification_id", Uuid),
        Column::open("person_id", Uuid),
        Column::open("kind", Text),
        Column::open("name", Text),
        Column::open("major", Text),
    ],
    subject: None,
};

impl Fact for Qualification {
    const TABLE: &'static FactTable = &QUALIFICATION;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.person.0)),
            Value::text(self.kind.as_str()),
            Value::text(&self.name),
            Value::Text(self.major.clone()),
        ]
    }
}

impl ReadFact for Person {
    fn read(c: &mut Columns) -> Option<Self> {
        let id = PersonId(c.uuid()?);
        let full_name = c.text();
        // The three keys follow from the name.
        let (_, _, _) = (c.text(), c.text(), c.text());
        Some(Self {
            id,
            full_name,
            sex: c.text().as_deref().and_then(Sex::parse),
            birth: c.birth(),
            personal_number: c.text(),
            phone: c.text(),
            email: c.text(),
        })
    }
}

impl ReadFact for Assignment {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: AssignmentId(c.uuid()?),
            person: PersonId(c.uuid()?),
            org: OrgId(c.uuid()?),
            title: c.text(),
            mode: Mode::parse(&c.text()?)?,
            fields: split_fields(&c.text()?),
            share: c.int(),
            ended_because: c.text(),
            source: read_source(c),
        })
    }
}

fn read_source(c: &mut Columns) -> Option<SheetRow> {
    let (file, sheet, row) = (c.text(), c.text(), c.int());
    Some(SheetRow { file: file?, sheet: sheet?, row: row? })
}

impl ReadFact for Qualification {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: QualificationId(c.uuid()?),
            person: PersonId(c.uuid()?),
            kind: QualificationKind::parse(&c.text()?)?,
            name: c.text()?,
            major: c.text(),
        })
    }
}
