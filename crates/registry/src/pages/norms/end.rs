//! `/dinh-muc/{code}/het-hieu-luc`: a norm is repealed from a day on.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ledger::{Held, Source};
use ui::{
    Button, Component as _, Errors, Field, Form, Page, Problem, Redirect, Summary, Ui, format,
};

use super::{
    super::{
        basis,
        given::{Given, Pairs},
        moment::Moment,
        words::{self, FieldNames},
    },
    HERE, asks, binds, find, page_of,
};
use crate::{
    Error,
    acts::{self, Desk, Note},
    figures,
    model::Norm,
};

const DAY: &str = "tu-ngay";

pub(in super::super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::newest(&app, &signed.actor, &ui).await?;
    let norm = find(&mut moment, &code).await?;
    page(&mut moment, &norm, &Given::default(), &Errors::default()).await
}

pub(in super::super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::newest(&app, &signed.actor, &ui).await?;
    let norm = find(&mut moment, &code).await?;
    let given = Given(pairs);
    let mut errors = Errors::default();
    let on = format::parse_date(&given.line(DAY));
    if on.is_none() {
        errors.add(DAY, ui.t("registry-date-wrong"));
    }
    let note = Note { basis: basis::read(&ui, &given, &mut errors), reason: given.line("ly_do") };
    if let Some(on) = on.filter(|_| errors.is_empty()) {
        let by = &signed.actor;
        let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
        match acts::end_norm(&desk, norm.fact.id, on, &note).await {
            Ok(_) => {
                let done = Redirect::to(page_of(&code)).saying("registry-norm-ended");
                return Ok(done.into_response());
            }
            Err(Error::Refused { what: "norm_not_then", .. }) => {
                errors.add(DAY, ui.t("registry-refused-norm-not-then"));
            }
            Err(Error::Refused { what: "norm_begins_then", .. }) => {
                errors.add(DAY, ui.t("registry-refused-norm-begins-then"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&mut moment, &norm, &given, &errors).await
}

async fn page(
    moment: &mut Moment<'_>,
    norm: &Held<Norm>,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let said = Summary::new()
        .line(ui.t("registry-col-asks"), asks(ui, &norm.fact, &names))
        .line(ui.t("registry-col-binds"), binds(ui, &norm.fact))
        .line(ui.t("registry-col-valid"), words::span(ui, norm.valid))
        .line(ui.t("registry-col-basis"), words::basis(&norm.fact));
    let back = page_of(&norm.fact.code);
    let form = Form::post(format!("{back}/het-hieu-luc")).part(said.html(ui)).field(
        Field::date(ui, DAY, ui.t("registry-norm-end-on"))
            .hint(ui.t("registry-norm-end-hint"))
            .value(given.line(DAY))
            .required()
            .from(errors),
    );
    let form = basis::ask(form, ui, given, errors)
        .button(Button::submit(ui.t("registry-norm-end-now")))
        .button(Button::link(ui.t("registry-cancel"), back.clone()));
    let name = words::norm_name(ui, &norm.fact);
    let page = Page::new(ui.f("registry-norm-end-title", &[("norm", name.as_ref().into())]))
        .lead(ui.t("registry-norm-end-lead"))
        .crumb(ui.t("registry-norms-page"), HERE)
        .crumb(name, back)
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}
