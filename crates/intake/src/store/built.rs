//! SQL of lists that build on an act though they changed nothing of what it said.

use std::collections::BTreeSet;

use ::store::{Tx, on_db, sqlx};
use community::model::{Member, Team};
use kernel::Seq;
use ledger::{Fact, FactTable};
use registry::model::{Area, Assignment, Person, Qualification};

use crate::{Error, model::KindRow};

const CONFIRMED: [&FactTable; 5] =
    [Assignment::TABLE, Team::TABLE, Member::TABLE, KindRow::TABLE, Area::TABLE];
const STATED: [&str; 2] = [Person::TABLE.name, Qualification::TABLE.name];

/// Acts of lists that named what an act said just as it stood, and of late ones that said something
/// up to the day for which the act's own lists named it so.
pub(crate) async fn upon(tx: &mut Tx, act: Seq) -> Result<Vec<Seq>, Error> {
    let mut found = BTreeSet::new();
    for table in CONFIRMED {
        let (name, thing) = (table.name, table.columns[0].name);
        let of = format!("AND s.of_table = '{name}'");
        found.extend(said_again(tx, act, ("confirmed", "thing_id"), (name, thing), &of).await?);
    }
    for table in STATED {
        found.extend(said_again(tx, act, ("stated", "person_id"), (table, "person_id"), "").await?);
    }
    Ok(found.into_iter().collect())
}

async fn said_again(
    tx: &mut Tx,
    act: Seq,
    (kept, of): (&str, &str),
    (table, thing): (&str, &str),
    more: &str,
) -> Result<Vec<Seq>, Error> {
    let sql = format!(
        "SELECT DISTINCT s.act FROM {table} f JOIN {kept} s ON s.{of} = f.{thing} \
         WHERE f.recorded_from = $1 AND s.act > $1 AND s.on_date <> '' {more} \
         AND (f.valid_from IS NULL OR f.valid_from <= s.on_date) \
         AND (f.valid_to IS NULL OR s.on_date < f.valid_to) \
         AND NOT EXISTS (SELECT 1 FROM act u WHERE u.undoes = s.act \
         AND NOT EXISTS (SELECT 1 FROM act v WHERE v.undoes = u.seq)) \
         UNION SELECT f.recorded_from FROM {kept} s JOIN {table} f ON f.{thing} = s.{of} \
         WHERE s.act = $1 AND f.recorded_from > $1 AND f.recorded_to IS NULL \
         AND f.valid_to = s.on_date {more}"
    );
    let acts: Vec<(Seq,)> = on_db!(tx, c =>
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(act).fetch_all(c).await)?;
    Ok(acts.into_iter().map(|(act,)| act).collect())
}
