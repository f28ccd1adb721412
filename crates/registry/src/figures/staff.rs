//! People as a page lists them: found, filtered, sorted and counted by the database, one page of
//! rows at a time.

use std::{collections::BTreeSet, fmt::Write as _};

use access::{Actor, Right, Scope};
use kernel::{AsOf, Date, Uuid, folding};
use ledger::as_of;
use store::{ColumnType, Tx, Value, boxed, each_row};

use super::seen::known_by;
use crate::{
    Error,
    model::{AssignmentId, Mode, OrgId, PersonId, SheetRow, split_fields},
};

/// One person with one duty; of who has none, a person alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// Who.
    pub person: PersonId,
    /// Full name; `None` where it was erased.
    pub full_name: Option<String>,
    /// The act that erased it.
    pub erased_by: Option<i64>,
    /// Date of birth as it is kept, to the day or the year.
    pub birth: Option<String>,
    /// Personal number, unmasked.
    pub personal_number: Option<String>,
    /// Phone, unmasked.
    pub phone: Option<String>,
    /// What they do, where they do something.
    pub duty: Option<Duty>,
}

/// A duty as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The assignment.
    pub assignment: AssignmentId,
    /// Office.
    pub org: OrgId,
    /// Title as written.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Fields of work.
    pub fields: Vec<String>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// Whose rows are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Who holds a duty on the day.
    #[default]
    OnDuty,
    /// Who holds a duty in an office that no longer exists.
    NotPlaced,
    /// Everyone on record, with or without a duty.
    Anyone,
}

/// By what a list of people is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaffOrder {
    /// By given name, then family and middle name.
    #[default]
    Name,
    /// By title, then name.
    Title,
    /// Dedicated before concurrent, then name.
    Mode,
}

/// Which people, in which order, which page of them.
#[derive(Clone, Debug, Default)]
pub struct StaffQuery {
    /// Words of a name, diacritics forgiven; every word must be in it.
    pub search: Option<String>,
    /// Only these offices; empty = all.
    pub orgs: Vec<OrgId>,
    /// Only these people; empty = all.
    pub people: Vec<PersonId>,
    /// Only this mode.
    pub mode: Option<Mode>,
    /// Only this field.
    pub field: Option<String>,
    /// Whose rows.
    pub standing: Standing,
    /// Sorted by.
    pub order: StaffOrder,
    /// The other way round.
    pub descending: bool,
    /// Rows to skip.
    pub offset: u64,
    /// Rows to return; `None` = all.
    pub limit: Option<u64>,
    /// Leaves the counts out, for who knows them or asks for none.
    pub uncounted: bool,
}

/// A page of people.
#[derive(Clone, Debug, Default)]
pub struct StaffPage {
    /// The rows.
    pub rows: Vec<StaffRow>,
    /// How many rows there are in all.
    pub total: i64,
    /// How many people they are.
    pub people: i64,
    /// Rows of dedicated duty among them.
    pub dedicated: i64,
    /// Rows of concurrent duty among them.
    pub concurrent: i64,
}

/// More words than a name has are not searched for.
const MOST_WORDS: usize = 8;

/// What rows and their counts are read from, what they must meet, and what is bound.
struct Statement {
    rows: &'static str,
    counts: &'static str,
    conditions: String,
    binds: Vec<Value>,
}

impl Statement {
    fn new(at: AsOf, query: &StaffQuery) -> Self {
        let binds = vec![Value::text(at.valid_on.to_string()), Value::Int(Some(at.known_at))];
        let (rows, counts) = (rows_from(query), counts_from(query));
        let mut it = Self { rows, counts, conditions: String::new(), binds };
        for word in words(query.search.as_deref()) {
            it.and("p.plain_key LIKE ", Value::text(word));
        }
        if let Some(mode) = query.mode {
            it.and("a.mode = ", Value::text(mode.as_str()));
        }
        if let Some(field) = &query.field {
            let field = field.replace(['%', '_'], "");
            it.and("('|' || a.fields || '|') LIKE ", Value::text(format!("%|{field}|%")));
        }
        it.and_in("a.org_id", query.orgs.iter().map(|o| o.0));
        it.and_in("a.person_id", query.people.iter().map(|p| p.0));
        it
    }

    /// Of units alone: rows of their offices, of people who are known there by now, whichever day
    /// is asked for.
    fn within(mut self, scope: &Scope, today: Option<Date>) -> Self {
        let Scope::Units(units) = scope else { return self };
        let marks = self.marks(units.iter().copied());
        if marks.is_empty() {
            return self;
        }
        let day = self.mark(Value::text(today.unwrap_or(Date::MIN).to_string()));
        let known = known_by("a.person_id", &day, &marks);
        let _ = write!(self.conditions, " AND a.org_id IN ({marks}) AND {known}");
        self
    }

    fn and(&mut self, condition: &str, value: Value) {
        let mark = self.mark(value);
        // Writing into memory does not fail.
        let _ = write!(self.conditions, " AND {condition}{mark}");
    }

    fn and_in(&mut self, column: &str, ids: impl Iterator<Item = Uuid>) {
        let marks = self.marks(ids);
        if !marks.is_empty() {
            let _ = write!(self.conditions, " AND {column} IN ({marks})");
        }
    }

    fn mark(&mut self, value: Value) -> String {
        self.binds.push(value);
        format!("${}", self.binds.len())
    }

    fn marks(&mut self, ids: impl Iterator<Item = Uuid>) -> String {
        ids.map(|id| self.mark(Value::Uuid(Some(id)))).collect::<Vec<_>>().join(", ")
    }
}

fn words(search: Option<&str>) -> Vec<String> {
    let plain = search.map(folding::plain).unwrap_or_default();
    plain
        .split(' ')
        .map(|w| w.replace(['%', '_'], ""))
        .filter(|w| !w.is_empty())
        .take(MOST_WORDS)
        .map(|w| format!("%{w}%"))
        .collect()
}

/// By name through all people, the first page is found along the index of names, whatever the
/// database guesses; by office or person, the few rows are found first.
fn rows_from(query: &StaffQuery) -> &'static str {
    let narrow = !query.orgs.is_empty() || !query.people.is_empty();
    match query.standing {
        Standing::OnDuty if !narrow && query.order == StaffOrder::Name => concat!(
            " FROM person p CROSS JOIN assignment a WHERE a.person_id = p.person_id AND ",
            as_of!("p", "$1", "$2"),
            " AND ",
            as_of!("a", "$1", "$2"),
        ),
        Standing::OnDuty => concat!(
            " FROM assignment a JOIN person p ON p.person_id = a.person_id AND ",
            as_of!("p", "$1", "$2"),
            " WHERE ",
            as_of!("a", "$1", "$2"),
        ),
        Standing::NotPlaced => concat!(
            " FROM assignment a JOIN person p ON p.person_id = a.person_id AND ",
            as_of!("p", "$1", "$2"),
            " WHERE ",
            as_of!("a", "$1", "$2"),
            " AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.org_id = a.org_id AND ",
            as_of!("o", "$1", "$2"),
            ")",
        ),
        Standing::Anyone => concat!(
            " FROM person p LEFT JOIN assignment a ON a.person_id = p.person_id AND ",
            as_of!("a", "$1", "$2"),
            " WHERE ",
            as_of!("p", "$1", "$2"),
        ),
    }
}

/// Every duty has its person: where no name is asked for, people need not be read to be counted.
fn counts_from(query: &StaffQuery) -> &'static str {
    if query.standing == Standing::OnDuty && words(query.search.as_deref()).is_empty() {
        concat!(" FROM assignment a WHERE ", as_of!("a", "$1", "$2"))
    } else {
        rows_from(query)
    }
}

/// Who was erased comes last, whichever way names run: there is no name to sort by.
fn order_by(query: &StaffQuery) -> String {
    let way = if query.descending { " DESC" } else { "" };
    let first = match query.order {
        StaffOrder::Name => String::new(),
        StaffOrder::Title => format!("a.title IS NULL, a.title{way}, "),
        StaffOrder::Mode => {
            format!("a.mode IS NULL, a.mode{}, ", if query.descending { "" } else { " DESC" })
        }
    };
    let names = if query.order == StaffOrder::Name { way } else { "" };
    // One term behind the name, and no more: with two, SQLite leaves the index of names.
    format!(" ORDER BY {first}p.sort_key{names} NULLS LAST, COALESCE(a.assignment_id, p.person_id)")
}

/// A page of people, of those whom one may see.
#[boxed]
pub async fn staff(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    query: &StaffQuery,
) -> Result<StaffPage, Error> {
    staff_by(tx, by, Right::SeePeople, at, query).await
}

/// The same for who may do something else with people: who keeps training knows those of their
/// offices by name, year of birth and office, whether or not they see lists of people.
#[boxed]
pub async fn staff_by(
    tx: &mut Tx,
    by: &Actor,
    right: Right,
    at: AsOf,
    query: &StaffQuery,
) -> Result<StaffPage, Error> {
    by.require_some(right)?;
    let statement = Statement::new(at, query).within(by.scope(right), by.day());
    let Statement { rows, counts, conditions, binds } = statement;
    let mut page = StaffPage::default();
    if !query.uncounted {
        let of = if query.standing == Standing::Anyone { "p" } else { "a" };
        page = count(tx, of, &format!("{counts}{conditions}"), &binds).await?;
    }
    let limit =
        query.limit.map_or_else(String::new, |n| format!(" LIMIT {n} OFFSET {}", query.offset));
    let select = format!("SELECT {COLUMNS}{rows}{conditions}{}{limit}", order_by(query));
    let types = column_types();
    each_row(tx, select, &binds, &types, |values| page.rows.extend(read(values))).await?;
    Ok(page)
}

async fn count(tx: &mut Tx, of: &str, from: &str, binds: &[Value]) -> Result<StaffPage, Error> {
    let select = format!(
        "SELECT count(*), count(DISTINCT {of}.person_id), \
         count(CASE WHEN a.mode = 'dedicated' THEN 1 END), \
         count(CASE WHEN a.mode = 'concurrent' THEN 1 END){from}"
    );
    let mut page = StaffPage::default();
    each_row(tx, select, binds, &[ColumnType::Int; 4], |values| {
        if let [Value::Int(total), Value::Int(people), Value::Int(full), Value::Int(part)] =
            values[..]
        {
            page.total = total.unwrap_or(0);
            page.people = people.unwrap_or(0);
            page.dedicated = full.unwrap_or(0);
            page.concurrent = part.unwrap_or(0);
        }
    })
    .await?;
    Ok(page)
}

/// The people of rows that were named by person, and nothing of others: which people hold a row
/// of a restated line can't be asked of one table.
#[boxed]
pub async fn staff_of_people(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    people: &BTreeSet<PersonId>,
) -> Result<Vec<StaffRow>, Error> {
    let all: Vec<PersonId> = people.iter().copied().collect();
    let mut rows = Vec::new();
    for part in all.chunks(CHUNK) {
        let query = StaffQuery { people: part.to_vec(), uncounted: true, ..StaffQuery::default() };
        rows.append(&mut staff(tx, by, at, &query).await?.rows);
    }
    Ok(rows)
}

const CHUNK: usize = 400;

const COLUMNS: &str = "p.person_id, p.full_name, p.erased_by, p.birth, p.personal_number, \
     p.phone, a.assignment_id, a.org_id, \
     CASE WHEN p.erased_by IS NULL THEN a.title END, a.mode, a.fields, a.source_file, \
     a.source_sheet, a.source_row";

fn column_types() -> [ColumnType; 14] {
    use ColumnType::{Int, Text, Uuid};
    [Uuid, Text, Int, Text, Text, Text, Uuid, Uuid, Text, Text, Text, Text, Text, Int]
}

fn read(values: Vec<Value>) -> Option<StaffRow> {
    let mut values = values.into_iter();
    let mut row = StaffRow {
        person: PersonId(uuid(values.next().as_ref())?),
        full_name: text(values.next()),
        erased_by: int(values.next().as_ref()),
        birth: text(values.next()),
        personal_number: text(values.next()),
        phone: text(values.next()),
        duty: None,
    };
    row.duty = duty(values);
    Some(row)
}

fn duty(mut values: impl Iterator<Item = Value>) -> Option<Duty> {
    Some(Duty {
        assignment: AssignmentId(uuid(values.next().as_ref())?),
        org: OrgId(uuid(values.next().as_ref())?),
        title: text(values.next()),
        mode: Mode::parse(&text(values.next())?)?,
        fields: split_fields(&text(values.next()).unwrap_or_default()),
        source: source(values),
    })
}

fn source(mut values: impl Iterator<Item = Value>) -> Option<SheetRow> {
    let (file, sheet, row) =
        (text(values.next()), text(values.next()), int(values.next().as_ref()));
    Some(SheetRow { file: file?, sheet: sheet?, row: row? })
}

fn text(value: Option<Value>) -> Option<String> {
    match value {
        Some(Value::Text(text)) => text,
        _ => None,
    }
}

fn int(value: Option<&Value>) -> Option<i64> {
    if let Some(Value::Int(n)) = value { *n } else { None }
}

fn uuid(value: Option<&Value>) -> Option<Uuid> {
    if let Some(Value::Uuid(id)) = value { *id } else { None }
}
