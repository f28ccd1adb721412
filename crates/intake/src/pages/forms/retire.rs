//! A described kind is taken out of use, and into use again.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{Errors, Problem, Redirect, Ui};

use super::{
    address,
    kind::{REASON, show},
    known::Known,
};
use crate::{
    acts,
    pages::{
        batch_room::desk,
        fail::fail,
        given::{Given, Pairs},
    },
    rules::describing::Described,
};

pub(super) async fn retire(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::DescribeKinds)?;
    let known = Known::load(&app).await?;
    let kind = known.described(&code).ok_or_else(Problem::not_found)?;
    let reason = Given(pairs).line(REASON);
    if reason.is_empty() {
        let form = known.form(&code).ok_or_else(Problem::not_found)?;
        return Ok(show(&ui, &signed, &known, &form, &missing(&ui)));
    }
    acts::retire_kind(&desk(&app, &signed.actor), kind.id, &reason).await.map_err(fail)?;
    Ok(Redirect::to(address(&code)).saying("intake-kind-was-retired").into_response())
}

pub(super) async fn restore(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::DescribeKinds)?;
    let known = Known::load(&app).await?;
    let (kind, _) = known.retired(&code).ok_or_else(Problem::not_found)?;
    let reason = Given(pairs).line(REASON);
    let mut errors = if reason.is_empty() { missing(&ui) } else { Errors::default() };
    // Meanwhile another kind may have been described that its sheets would be taken for.
    let beside = (&known.kinds[..], &known.names_beside(None)[..]);
    let own = (kind.id, kind.code.clone());
    if Described::of(kind).judged(own, beside, app.clock.today()).is_err() {
        errors.add(REASON, ui.t("intake-kind-restore-clash"));
    }
    if !errors.is_empty() {
        let form = known.retired_form(&code).ok_or_else(Problem::not_found)?;
        return Ok(show(&ui, &signed, &known, &form, &errors));
    }
    acts::restore_kind(&desk(&app, &signed.actor), kind.id, &reason).await.map_err(fail)?;
    Ok(Redirect::to(address(&code)).saying("intake-kind-was-restored").into_response())
}

fn missing(ui: &Ui) -> Errors {
    let mut errors = Errors::default();
    errors.add(REASON, ui.t("intake-kind-retire-reason"));
    errors
}
