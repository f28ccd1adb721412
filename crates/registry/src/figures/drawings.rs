//! How areas are drawn. Drawings are no facts: they have no dates and may be replaced.

use std::collections::HashMap;

use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{Error, model::AreaId};

/// A closed line of longitudes and latitudes; holes are lines like any other.
pub type Ring = Vec<[f64; 2]>;

const CHUNK: usize = 400;

/// The drawings of some areas; those without one are not in it.
#[boxed]
pub async fn drawings(tx: &mut Tx, areas: &[AreaId]) -> Result<HashMap<AreaId, Vec<Ring>>, Error> {
    let mut found = HashMap::new();
    for part in areas.chunks(CHUNK) {
        let marks: Vec<String> = (1..=part.len()).map(|n| format!("${n}")).collect();
        let sql =
            format!("SELECT area_id, rings FROM boundary WHERE area_id IN ({})", marks.join(", "));
        let binds: Vec<Value> = part.iter().map(|a| Value::Uuid(Some(a.0))).collect();
        each_row(tx, sql, &binds, &[ColumnType::Uuid, ColumnType::Text], |values| {
            if let [Value::Uuid(Some(area)), Value::Text(Some(rings))] = &values[..]
                && let Ok(rings) = serde_json::from_str(rings)
            {
                found.insert(AreaId(*area), rings);
            }
        })
        .await?;
    }
    Ok(found)
}
