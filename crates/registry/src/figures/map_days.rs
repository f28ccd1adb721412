//! The days on which the map changed.

use kernel::{Date, Seq, parse_iso};
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::Error;

/// Days on which areas or offices became others, as known after an act, the latest first.
#[boxed]
pub async fn map_days(tx: &mut Tx, known: Seq) -> Result<Vec<Date>, Error> {
    let mut days = Vec::new();
    for table in ["area_link", "organisation_link"] {
        let sql = format!(
            "SELECT DISTINCT l.valid_from FROM {table} l WHERE {} AND l.valid_from IS NOT NULL",
            ledger::known!("l", "$1")
        );
        each_row(tx, sql, &[Value::Int(Some(known))], &[ColumnType::Text], |values| {
            if let [Value::Text(Some(day))] = &values[..]
                && let Some(day) = parse_iso(day)
            {
                days.push(day);
            }
        })
        .await?;
    }
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    Ok(days)
}

/// The last act up to `known` that said something of offices, areas or what became of them: the
/// map of offices known after `known` is the one known after this act.
#[boxed]
pub async fn last_map_act(tx: &mut Tx, known: Seq) -> Result<Seq, Error> {
    let mut last = 0;
    for table in ["organisation", "organisation_link", "area", "area_link"] {
        for column in ["recorded_from", "recorded_to"] {
            let sql =
                format!("SELECT COALESCE(max({column}), 0) FROM {table} WHERE {column} <= $1");
            each_row(tx, sql, &[Value::Int(Some(known))], &[ColumnType::Int], |values| {
                if let [Value::Int(Some(seq))] = values[..] {
                    last = last.max(seq);
                }
            })
            .await?;
        }
    }
    Ok(last)
}
