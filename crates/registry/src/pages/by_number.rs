//! Somebody is looked for by a whole personal number: whoever may open numbers is led to who bears
//! it, and the look-up is noted. Nothing of it stays in an address, and a part of a number finds
//! nobody.

use access::{Actor, App, Read, Right, log_read};
use axum::response::{IntoResponse as _, Response};
use kernel::Seq;
use ledger::{Held, held};
use store::{Tx, Value};
use ui::{Problem, Query, Redirect, Tone};

use super::{fail::fail, given::Given, links, purpose};
use crate::{
    Error, figures,
    model::{Person, PersonId},
    rules::identity,
};

/// Where the look-up is noted to have been made: without the number.
const SEARCH: &str = super::SEARCH;

/// What was typed into a search box, which comes in the body: a personal number must not stand in
/// an address, not even on its way. Anything else leads on to an address that can be kept.
pub(super) async fn sent(
    app: &App,
    by: &Actor,
    page: &str,
    given: &Given,
) -> Result<Response, Problem> {
    if let Some(answer) = answer(app, by, &given.line("q")).await? {
        return Ok(answer);
    }
    let said = given.0.iter().filter(|(name, value)| name != TOKEN && !value.trim().is_empty());
    let query = said.fold(Query::default(), |query, (name, value)| query.with(name, Some(value)));
    Ok(Redirect::to(query.behind(page)).into_response())
}

/// The field that proves a form is ours.
const TOKEN: &str = "csrf";

/// The answer to words that are a personal number; `None` where they are something else.
pub(super) async fn answer(
    app: &App,
    by: &Actor,
    asked: &str,
) -> Result<Option<Response>, Problem> {
    let Some(number) = identity::number_looked_for(asked) else { return Ok(None) };
    if !by.may(Right::OpenPersonal) {
        let refused = Redirect::to(SEARCH).telling(Tone::Bad, "registry-number-not-yours");
        return Ok(Some(refused.into_response()));
    }
    let to = match look_up(app, by, &number).await? {
        Some(person) => Redirect::to(links::person(person)).saying("registry-number-found"),
        None => Redirect::to(SEARCH).telling(Tone::Info, "registry-number-nobody"),
    };
    Ok(Some(to.into_response()))
}

/// Who bears a number, of those whose numbers one may open; that it was asked is noted.
pub(super) async fn look_up(
    app: &App,
    by: &Actor,
    number: &str,
) -> Result<Option<PersonId>, Problem> {
    by.require_some(Right::OpenPersonal)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let found = bearer(&mut tx, by, number).await?;
    drop(tx);
    note(app, by, found).await?;
    Ok(found)
}

/// Who bears a number, of those whose numbers one may open. That somebody else bears it is not
/// told: the answer is the same as where nobody does.
async fn bearer(tx: &mut Tx, by: &Actor, number: &str) -> Result<Option<PersonId>, Problem> {
    let condition = "f.personal_number = $2 AND f.erased_by IS NULL";
    let found = held::<Person>(tx, Seq::MAX, condition, &[Value::text(number)]).await;
    let Some(Held { fact, .. }) = found.map_err(fail)?.into_iter().next() else { return Ok(None) };
    match figures::require_person(tx, by, Right::OpenPersonal, fact.id).await {
        Ok(()) => Ok(Some(fact.id)),
        Err(Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(fail(error)),
    }
}

/// Every look-up is noted, also one that finds nobody: who tries numbers is seen.
async fn note(app: &App, by: &Actor, found: Option<PersonId>) -> Result<(), Problem> {
    let read = match found {
        Some(person) => Read::of(purpose::NUMBER, person.0, SEARCH),
        None => Read::list(purpose::NUMBER, 0, SEARCH),
    };
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, by, &read).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}
