//! Who may know of whom.

use access::{Actor, Right, Scope};
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{Error, model::PersonId};

/// Refuses who may not do something about a person: who may do it nowhere the person ever held a
/// duty. Everybody sees what is held on themselves.
#[boxed]
pub async fn require_person(
    tx: &mut Tx,
    by: &Actor,
    right: Right,
    person: PersonId,
) -> Result<(), Error> {
    let scope = by.scope(right);
    let own = right == Right::SeePeople && by.person() == Some(person.0);
    if own || *scope == Scope::Whole {
        return Ok(());
    }
    by.require_some(right)?;
    let mut here = false;
    let sql = "SELECT DISTINCT org_id FROM assignment WHERE person_id = $1".to_owned();
    each_row(tx, sql, &[Value::Uuid(Some(person.0))], &[ColumnType::Uuid], |values| {
        if let [Value::Uuid(Some(org))] = values[..] {
            here |= scope.has(org);
        }
    })
    .await?;
    if here { Ok(()) } else { Err(access::Refused(right).into()) }
}
