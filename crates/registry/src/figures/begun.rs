//! What of duties began by which kind of act.

use std::collections::HashSet;

use ledger::FactId;
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::Error;

/// What stands of duties and began by another act than one of this kind. Whatever acts cut it since,
/// it began with the first that said it of its day and from its row.
#[boxed]
pub async fn begun_otherwise(tx: &mut Tx, kind: &str) -> Result<HashSet<FactId>, Error> {
    let sql = "SELECT f.fact_id FROM assignment f \
        WHERE f.recorded_to IS NULL AND f.valid_from IS NOT NULL AND f.assignment_id IN ( \
        SELECT t.assignment_id FROM assignment t JOIN act a ON a.seq = t.recorded_from \
        WHERE a.kind <> $1) AND $1 <> ( \
        SELECT a.kind FROM assignment e JOIN act a ON a.seq = e.recorded_from \
        WHERE e.assignment_id = f.assignment_id AND e.valid_from = f.valid_from \
        AND e.source_file IS NOT DISTINCT FROM f.source_file \
        AND e.source_sheet IS NOT DISTINCT FROM f.source_sheet \
        AND e.source_row IS NOT DISTINCT FROM f.source_row \
        ORDER BY e.recorded_from LIMIT 1)";
    let mut found = HashSet::new();
    each_row(tx, sql.to_owned(), &[Value::text(kind)], &[ColumnType::Uuid], |values| {
        if let [Value::Uuid(Some(id))] = values[..] {
            found.insert(FactId(id));
        }
    })
    .await?;
    Ok(found)
}
