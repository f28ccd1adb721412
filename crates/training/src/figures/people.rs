//! People who attended, each once, as a page lists them.

use std::collections::HashMap;

use access::Actor;
use kernel::{AsOf, Uuid};
use registry::{
    Error,
    model::{OrgId, PersonId},
};
use store::{ColumnType, Tx, Value, boxed, each_row};

use super::{
    attendances::Cells,
    rows::{Listing, Statement, is_found, leaf, limit},
};
use crate::model::Attendee;

/// Somebody who attended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendeeLine {
    /// Who.
    pub attendee: Attendee,
    /// Full name as a list states it; `None` where it was erased.
    pub full_name: Option<String>,
    /// Date of birth as a list states it.
    pub birth: Option<String>,
    /// The office, where it is known.
    pub org: Option<OrgId>,
    /// The office as written.
    pub unit: Option<String>,
    /// How often they attended.
    pub attendances: i64,
}

/// A page of people.
#[derive(Clone, Debug, Default)]
pub struct Attendees {
    /// The rows.
    pub rows: Vec<AttendeeLine>,
    /// How many people there are in all.
    pub total: i64,
}

/// A page of people who attended, of those whom one may see.
#[boxed]
pub async fn attendees(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    asked: &Listing,
) -> Result<Attendees, Error> {
    let Statement { from, binds } = Statement::new(by, at, asked)?;
    let way = if asked.descending { " DESC" } else { "" };
    let order = if asked.by_name {
        format!("min(a.sort_key){way} NULLS LAST")
    } else {
        format!(
            "count(*){} , min(a.sort_key) NULLS LAST",
            if asked.descending { "" } else { " DESC" }
        )
    };
    let select = format!(
        "SELECT a.attendee_id, a.matched, count(*), max(a.full_name){from} \
         GROUP BY a.attendee_id, a.matched ORDER BY {order}, a.attendee_id{}",
        limit(asked)
    );
    let types = [ColumnType::Uuid, ColumnType::Bool, ColumnType::Int, ColumnType::Text];
    let mut rows = Vec::new();
    each_row(tx, select, &binds, &types, |values| rows.extend(read(values))).await?;
    let total = if let Some(search) = &asked.search {
        rows.retain(|row: &AttendeeLine| is_found(search, row.full_name.as_deref()));
        let total = rows.len();
        rows = leaf(rows, asked);
        i64::try_from(total).unwrap_or(i64::MAX)
    } else {
        count(tx, &from, &binds).await?
    };
    describe(tx, by, at, asked, &mut rows).await?;
    Ok(Attendees { rows, total })
}

fn read(values: Vec<Value>) -> Option<AttendeeLine> {
    let mut values = Cells(values.into_iter());
    let (id, matched) = (values.uuid()?, values.yes());
    Some(AttendeeLine {
        attendee: if matched { Attendee::Person(PersonId(id)) } else { Attendee::Unmatched(id) },
        attendances: values.int()?,
        full_name: values.text(),
        birth: None,
        org: None,
        unit: None,
    })
}

async fn count(tx: &mut Tx, from: &str, binds: &[Value]) -> Result<i64, Error> {
    // The same id may be matched here and not there: while a list is being matched.
    let select = format!(
        "SELECT count(*) FROM (SELECT a.attendee_id{from} GROUP BY a.attendee_id, a.matched) n"
    );
    let mut total = 0;
    each_row(tx, select, binds, &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            total = n;
        }
    })
    .await?;
    Ok(total)
}

/// So many people are described by one statement.
const CHUNK: usize = 400;

/// What the latest list says of each of them.
async fn describe(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    asked: &Listing,
    rows: &mut [AttendeeLine],
) -> Result<(), Error> {
    let places: HashMap<Uuid, usize> =
        rows.iter().enumerate().map(|(place, row)| (row.attendee.id(), place)).collect();
    let ids: Vec<Uuid> = places.keys().copied().collect();
    let types =
        [ColumnType::Uuid, ColumnType::Text, ColumnType::Text, ColumnType::Uuid, ColumnType::Text];
    for part in ids.chunks(CHUNK) {
        let mut statement = Statement::new(by, at, asked)?;
        statement.and_in("a.attendee_id", part.iter().copied());
        let select = format!(
            "SELECT a.attendee_id, a.full_name, a.birth, a.org_id, a.unit{} \
             ORDER BY s.starts_on, a.attendance_id",
            statement.from
        );
        each_row(tx, select, &statement.binds, &types, |values| {
            let mut values = Cells(values.into_iter());
            let Some(place) = values.uuid().and_then(|id| places.get(&id)) else { return };
            let row = &mut rows[*place];
            row.full_name = values.text().or_else(|| row.full_name.take());
            row.birth = values.text().or_else(|| row.birth.take());
            row.org = values.uuid().map(OrgId).or(row.org);
            row.unit = values.text().or_else(|| row.unit.take());
        })
        .await?;
    }
    Ok(())
}
