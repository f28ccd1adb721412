//! What roles rest on: units and what is under them, people by their number.

use std::collections::BTreeSet;

use access::{App, Unit, Waiting};
use kernel::{Seq, Uuid};
use ledger::held;
use store::{Tx, Value};

use super::{links, room::Room};
use crate::{
    Error,
    model::{OrgId, Person, PersonId},
};

/// This room, as the one that keeps roles asks it.
#[derive(Clone, Copy, Debug)]
pub struct Register;

/// Everything this asks can only fail as the database does.
fn of_store(error: Error) -> store::Error {
    match error {
        Error::Ledger(ledger::Error::Store(error)) => error,
        other => {
            tracing::error!(error = %other, "the register could not be asked");
            store::Error::Sql(store::sqlx::Error::Protocol(other.to_string()))
        }
    }
}

impl access::Register for Register {
    fn under<'t>(&self, app: &'t App, tx: &'t mut Tx, unit: Uuid) -> Waiting<'t, BTreeSet<Uuid>> {
        Box::pin(async move {
            let last = ledger::last_seq(tx).await.map_err(|e| of_store(e.into()))?;
            let map = app.room::<Room>().map(tx, last).await.map_err(of_store)?;
            let under = map.orgs.under(OrgId(unit), app.clock.today());
            Ok(under.into_iter().map(|org| org.0).collect())
        })
    }

    fn units<'t>(&self, app: &'t App, tx: &'t mut Tx) -> Waiting<'t, Vec<Unit>> {
        Box::pin(async move {
            let last = ledger::last_seq(tx).await.map_err(|e| of_store(e.into()))?;
            let map = app.room::<Room>().map(tx, last).await.map_err(of_store)?;
            let today = app.clock.today();
            let unit = |id: OrgId| {
                let latest = map.orgs.latest(id)?;
                let stands = map.orgs.on(id, today).is_some();
                let (code, name) = (latest.code.clone(), latest.name.clone());
                Some(Unit { id: id.0, code, name, stands })
            };
            let ids: BTreeSet<OrgId> = map.orgs.codes().map(|(id, _)| id).collect();
            let mut units: Vec<Unit> = ids.into_iter().filter_map(unit).collect();
            units.sort_by_cached_key(|unit| kernel::folding::plain(&unit.name));
            Ok(units)
        })
    }

    fn bearer<'t>(&self, tx: &'t mut Tx, number: &'t str) -> Waiting<'t, Option<Uuid>> {
        Box::pin(async move {
            let condition = "f.personal_number = $2 AND f.erased_by IS NULL";
            let found = held::<Person>(tx, Seq::MAX, condition, &[Value::text(number)]).await;
            let found = found.map_err(|e| of_store(e.into()))?;
            Ok(found.first().map(|held| held.fact.id.0))
        })
    }

    fn person_page(&self, person: Uuid) -> String {
        links::person(PersonId(person))
    }

    fn unit_page(&self, code: &str) -> String {
        links::office(code)
    }
}
