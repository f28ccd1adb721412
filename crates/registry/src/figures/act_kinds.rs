//! The kinds of acts there are.

use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::Error;

/// Each kind with how many acts are of it.
#[boxed]
pub async fn act_kinds(tx: &mut Tx) -> Result<Vec<(String, i64)>, Error> {
    let sql = "SELECT kind, count(*) FROM act GROUP BY kind ORDER BY kind";
    let mut found = Vec::new();
    each_row(tx, sql.to_owned(), &[], &[ColumnType::Text, ColumnType::Int], |values| {
        if let [Value::Text(Some(kind)), Value::Int(Some(n))] = &values[..] {
            found.push((kind.clone(), *n));
        }
    })
    .await?;
    Ok(found)
}

/// The act that undid an act, and was not itself undone.
#[boxed]
pub async fn undone_by(tx: &mut Tx, seq: kernel::Seq) -> Result<Option<kernel::Seq>, Error> {
    let sql = "SELECT max(a.seq) FROM act a WHERE a.undoes = $1 \
               AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = a.seq)";
    let mut found = None;
    each_row(tx, sql.to_owned(), &[Value::Int(Some(seq))], &[ColumnType::Int], |values| {
        if let [Value::Int(n)] = values[..] {
            found = n;
        }
    })
    .await?;
    Ok(found)
}
