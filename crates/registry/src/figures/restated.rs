//! The rows behind a line of coverage, on the map it was drawn for.

use std::collections::HashMap;

use access::Actor;
use kernel::{AsOf, Uuid};
use store::{ColumnType, Tx, Value, boxed, each_row};

use super::{Coverage, StaffRow, staff_of_people};
use crate::{
    Error,
    model::{AssignmentId, OrgId},
    rules::{coverage::Line, lineage::OrgMap},
};

/// The duties a line counts, by name. Who sees everybody sees as many as its dedicated and
/// concurrent posts.
#[boxed]
pub async fn rows_of_line(
    tx: &mut Tx,
    by: &Actor,
    orgs: &OrgMap,
    coverage: &Coverage,
    line: &Line,
) -> Result<Vec<StaffRow>, Error> {
    let (at, map) = (coverage.as_of, coverage.map);
    let rows = staff_of_people(tx, by, at, &line.people).await?;
    let earlier = if map < at.valid_on {
        placed_then(tx, AsOf { valid_on: map, ..at }, &rows).await?
    } else {
        HashMap::new()
    };
    let stands_here = |row: &StaffRow| {
        let Some(duty) = &row.duty else { return false };
        let org = match earlier.get(&duty.assignment) {
            Some(then) if orgs.sources(duty.org).contains(then) => *then,
            _ => duty.org,
        };
        orgs.line_of_day(org, at.valid_on, map) == line.key
    };
    let mut rows: Vec<StaffRow> = rows.into_iter().filter(stands_here).collect();
    rows.sort_by_cached_key(|r| {
        let key = r.full_name.as_deref().map(kernel::names::sort_key);
        (key.is_none(), key, r.person, r.duty.as_ref().map(|d| d.assignment))
    });
    Ok(rows)
}

const CHUNK: usize = 400;

/// Where the same assignments stood on an earlier day.
async fn placed_then(
    tx: &mut Tx,
    then: AsOf,
    rows: &[StaffRow],
) -> Result<HashMap<AssignmentId, OrgId>, Error> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|r| Some(r.duty.as_ref()?.assignment.0)).collect();
    let mut placed = HashMap::new();
    for part in ids.chunks(CHUNK) {
        let marks: Vec<String> = (3..3 + part.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT a.assignment_id, a.org_id FROM assignment a WHERE {} AND a.assignment_id IN ({})",
            ledger::as_of!("a", "$1", "$2"),
            marks.join(", ")
        );
        let mut binds =
            vec![Value::text(then.valid_on.to_string()), Value::Int(Some(then.known_at))];
        binds.extend(part.iter().map(|id| Value::Uuid(Some(*id))));
        each_row(tx, sql, &binds, &[ColumnType::Uuid; 2], |values| {
            if let [Value::Uuid(Some(assignment)), Value::Uuid(Some(org))] = values[..] {
                placed.insert(AssignmentId(assignment), OrgId(org));
            }
        })
        .await?;
    }
    Ok(placed)
}
