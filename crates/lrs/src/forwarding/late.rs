//! Statements that came to be chosen after they were passed by: they refer to one that was stored
//! behind them, and a filter that finds that one finds them as well (Communication 2.1.3).

use kernel::Uuid;

use super::wanted;
use crate::{
    json::Doc,
    model::{Forward, Keyed, StatementQuery, Version},
    rules::read_statement,
    store::{link, query},
};

/// When those were stored that refer to statements which are chosen now, and stand before them
/// where nobody looks any more.
pub(super) async fn referring(
    tx: &mut store::Tx,
    one: &Forward,
    chosen: &[query::Row],
) -> Result<Vec<i64>, store::Error> {
    if one.verb.is_empty() && one.activity.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = chosen.iter().filter_map(id).collect();
    let above = link::above(tx, one.tenant, &ids).await?;
    // Nor what was stored before it was asked for any.
    Ok(above.into_iter().filter(|seq| (one.started_at + 1..=one.position).contains(seq)).collect())
}

/// One of them, where it was not chosen by itself before.
pub(super) async fn read(
    tx: &mut store::Tx,
    one: &Forward,
    seq: i64,
) -> Result<Option<query::Row>, store::Error> {
    let alone = StatementQuery { since: Some(seq - 1), until: Some(seq), ..wanted(one) };
    let row = query::page(tx, one.tenant, &alone).await?.rows.pop();
    Ok(row.filter(|row| !is_chosen_by_itself(one, row)))
}

fn id(row: &query::Row) -> Option<Uuid> {
    let doc = Doc::of_statements(&row.body).ok()?;
    doc.root().get("id")?.text()?.parse().ok()
}

/// Whether a statement was chosen when it was passed by: for what it says itself.
fn is_chosen_by_itself(one: &Forward, row: &query::Row) -> bool {
    let Ok(doc) = Doc::of_statements(&row.body) else { return false };
    let Ok(said) = read_statement(Version::V2, doc.root()) else { return false };
    let keyed = Keyed::of(one.tenant, &said);
    let has = |key| keyed.all().any(|own| own == key);
    let query = wanted(one);
    query.verb.is_none_or(has)
        && query.activity.is_none_or(|of| has(of.narrow) || of.related.is_some_and(has))
}
