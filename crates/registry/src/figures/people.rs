//! People and what they are assigned to.

use std::collections::HashMap;

use access::{Actor, Right};
use kernel::{AsOf, Birth, Seq, Uuid};
use ledger::{Held, as_of, held};
use store::{Tx, Value, boxed, on_db, sqlx};

use crate::{
    Error,
    model::{
        Assignment, AssignmentId, Mode, OrgId, Person, PersonId, Qualification, QualificationKind,
        Sex, SheetRow, split_fields,
    },
    rules::joining::Record,
};

/// One assignment with who holds it: a row behind a figure.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// Full name; `None` where it was erased.
    pub full_name: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth: Option<Birth>,
    /// Personal number.
    pub personal_number: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Office.
    pub org: OrgId,
    /// Title.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Fields of work.
    pub fields: Vec<String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
    /// Degree and its field of study.
    pub degree: Option<(String, Option<String>)>,
    /// Certificates.
    pub certificates: Vec<String>,
}

store::row! {
    struct Found {
        assignment_id: Uuid,
        person_id: Uuid,
        full_name: Option<String>,
        sex: Option<String>,
        birth: Option<String>,
        personal_number: Option<String>,
        phone: Option<String>,
        org_id: Uuid,
        title: Option<String>,
        mode: String,
        fields: String,
        source_file: Option<String>,
        source_sheet: Option<String>,
        source_row: Option<i64>,
    }
}

fn from_row(row: Found) -> Option<Officer> {
    let source = match (row.source_file, row.source_sheet, row.source_row) {
        (Some(file), Some(sheet), Some(row)) => Some(SheetRow { file, sheet, row }),
        _ => None,
    };
    Some(Officer {
        assignment: AssignmentId(row.assignment_id),
        person: PersonId(row.person_id),
        full_name: row.full_name,
        sex: row.sex.as_deref().and_then(Sex::parse),
        birth: row.birth.as_deref().and_then(|b| b.parse().ok()),
        personal_number: row.personal_number,
        phone: row.phone,
        org: OrgId(row.org_id),
        title: row.title,
        mode: Mode::parse(&row.mode)?,
        fields: split_fields(&row.fields),
        source,
        degree: None,
        certificates: Vec::new(),
    })
}

const SELECT: &str = concat!(
    "SELECT a.assignment_id, a.person_id, p.full_name, p.sex, p.birth, p.personal_number, \
     p.phone, a.org_id, CASE WHEN p.erased_by IS NULL THEN a.title END AS title, a.mode, a.fields, a.source_file, a.source_sheet, a.source_row \
     FROM assignment a JOIN person p ON p.person_id = a.person_id AND ",
    as_of!("p", "$1", "$2"),
    " WHERE ",
    as_of!("a", "$1", "$2"),
    " ORDER BY p.sort_key, a.assignment_id"
);

/// All officers on a day, with everything that is kept of them, by name as Vietnamese lists are
/// sorted.
#[boxed]
pub async fn officers(tx: &mut Tx, by: &Actor, at: AsOf) -> Result<Vec<Officer>, Error> {
    by.require(Right::OpenPersonal)?;
    let on = at.valid_on.to_string();
    let rows: Vec<Found> = on_db!(&mut *tx, c =>
        sqlx::query_as(SELECT).bind(&on).bind(at.known_at).fetch_all(c).await)?;
    let mut rows: Vec<Officer> = rows.into_iter().filter_map(from_row).collect();
    add_qualifications(tx, at, &mut rows).await?;
    Ok(rows)
}

/// Above this many people, reading all qualifications is cheaper than naming the people.
const NAMED: usize = 500;

async fn add_qualifications(tx: &mut Tx, at: AsOf, rows: &mut [Officer]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let found = if rows.len() > NAMED {
        held::<Qualification>(tx, at.known_at, "", &[]).await?
    } else {
        let marks: Vec<String> = (2..2 + rows.len()).map(|n| format!("${n}")).collect();
        let people: Vec<Value> = rows.iter().map(|r| Value::Uuid(Some(r.person.0))).collect();
        let condition = format!("f.person_id IN ({})", marks.join(", "));
        held(tx, at.known_at, &condition, &people).await?
    };
    let mut by_person: HashMap<PersonId, Vec<Qualification>> = HashMap::new();
    for held in found.into_iter().filter(|h| h.valid.contains(at.valid_on)) {
        by_person.entry(held.fact.person).or_default().push(held.fact);
    }
    // What somebody learned is theirs: it is not said of who was erased.
    for row in rows.iter_mut().filter(|row| row.full_name.is_some()) {
        for fact in by_person.get(&row.person).into_iter().flatten() {
            match fact.kind {
                QualificationKind::Degree => {
                    row.degree = Some((fact.name.clone(), fact.major.clone()));
                }
                QualificationKind::Certificate => row.certificates.push(fact.name.clone()),
            }
        }
    }
    Ok(())
}

/// Everything known of one person, in all time.
#[derive(Debug)]
pub struct PersonHistory {
    /// Versions of who they are.
    pub person: Vec<Held<Person>>,
    /// Assignments, each over its intervals.
    pub assignments: Vec<Held<Assignment>>,
    /// Qualifications.
    pub qualifications: Vec<Held<Qualification>>,
}

impl<'a> From<&'a PersonHistory> for Record<'a> {
    fn from(all: &'a PersonHistory) -> Self {
        Self { person: &all.person, duties: &all.assignments, qualifications: &all.qualifications }
    }
}

/// The timeline of a person as known after an act; `None` when there is no such person.
#[boxed]
pub async fn history(
    tx: &mut Tx,
    by: &Actor,
    known: Seq,
    person: PersonId,
) -> Result<Option<PersonHistory>, Error> {
    super::require_person(tx, by, Right::SeePeople, person).await?;
    let who = [Value::Uuid(Some(person.0))];
    let versions = held::<Person>(tx, known, "f.person_id = $2", &who).await?;
    if versions.is_empty() {
        return Ok(None);
    }
    let mut assignments = held::<Assignment>(tx, known, "f.person_id = $2", &who).await?;
    assignments.sort_by_key(|h| h.valid.from);
    let qualifications = held::<Qualification>(tx, known, "f.person_id = $2", &who).await?;
    Ok(Some(PersonHistory { person: versions, assignments, qualifications }))
}
