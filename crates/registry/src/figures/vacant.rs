//! Since when nobody has been in an office.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AsOf, Date, parse_iso};
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{
    Error,
    model::OrgId,
    rules::{coverage::Line, lineage::LineKey},
};

const CHUNK: usize = 400;

/// The day on which the last duty of each line without anyone ended; a line without such a day is
/// not in it: nobody was ever recorded there.
#[boxed]
pub async fn vacant_since(
    tx: &mut Tx,
    at: AsOf,
    lines: &[Line],
) -> Result<BTreeMap<LineKey, Date>, Error> {
    let empty = || lines.iter().filter(|l| l.people.is_empty());
    let offices: BTreeSet<OrgId> = empty().flat_map(|l| l.offices.iter().copied()).collect();
    let mut ends: BTreeMap<OrgId, Date> = BTreeMap::new();
    for part in offices.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
        last_ends(tx, at, part, &mut ends).await?;
    }
    let since = |line: &Line| line.offices.iter().filter_map(|o| ends.get(o)).max().copied();
    Ok(empty().filter_map(|line| Some((line.key, since(line)?))).collect())
}

async fn last_ends(
    tx: &mut Tx,
    at: AsOf,
    offices: &[OrgId],
    ends: &mut BTreeMap<OrgId, Date>,
) -> Result<(), Error> {
    let marks: Vec<String> = (3..3 + offices.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT a.org_id, max(a.valid_to) FROM assignment a \
         WHERE {} AND a.valid_to <= $2 AND a.org_id IN ({}) GROUP BY a.org_id",
        ledger::known!("a", "$1"),
        marks.join(", ")
    );
    let mut binds = vec![Value::Int(Some(at.known_at)), Value::text(at.valid_on.to_string())];
    binds.extend(offices.iter().map(|o| Value::Uuid(Some(o.0))));
    each_row(tx, sql, &binds, &[ColumnType::Uuid, ColumnType::Text], |values| {
        if let [Value::Uuid(Some(org)), Value::Text(Some(day))] = &values[..]
            && let Some(day) = parse_iso(day)
        {
            ends.insert(OrgId(*org), day);
        }
    })
    .await?;
    Ok(())
}
