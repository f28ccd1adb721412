//! `/luu-giu/{kind}/xoa`: what is past its time is removed, once its count was seen and typed.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::figures::{Ages, Disposal};
use registry::pages::kit::{Given, Pairs};
use ui::{
    Button, Component as _, Errors, Field, Form, Notice, Page, Problem, Redirect, Tone, Ui, format,
};

use super::{
    super::{
        Room,
        fail::{fail, refused},
        words,
    },
    RETENTION,
};
use crate::{
    acts::{Clerk, remove},
    figures::{Kept, retention},
};

fn ages<'a>(app: &'a App, word: &str) -> Result<&'a dyn Ages, Problem> {
    let all = app.room::<Room>().ages();
    let found = all.iter().find(|a| a.kind() == word && a.disposal() == Disposal::Together);
    found.map(|ages| &**ages).ok_or_else(Problem::not_found)
}

async fn kept(app: &App, signed: &Signed, word: &str) -> Result<Kept, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    ages(app, word)?;
    let all = app.room::<Room>().aging_kinds();
    let mut tx = app.db.read().await.map_err(fail)?;
    let all = retention(&mut tx, &signed.actor, all, app.clock.today()).await?;
    all.into_iter().find(|it| it.kind == word).ok_or_else(Problem::not_found)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
) -> Result<Response, Problem> {
    let kept = kept(&app, &signed, &word).await?;
    Ok(page(&ui, &kept, &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let kept = kept(&app, &signed, &word).await?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let typed = given.line("so").replace(['.', ','], "").parse::<i64>().ok();
    if typed != Some(kept.past) {
        errors.add("so", ui.t("privacy-count-wrong"));
    }
    if given.line("ly_do").is_empty() {
        errors.add("ly_do", ui.t("privacy-field-missing"));
    }
    if errors.is_empty() {
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match remove(&clerk, ages(&app, &word)?, kept.past, &given.line("ly_do")).await {
            Ok(_) => return Ok(Redirect::to(RETENTION).saying("privacy-removed").into_response()),
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, &kept, &given, &errors))
}

fn page(ui: &Ui, it: &Kept, given: &Given, errors: &Errors) -> Response {
    let before = it.before.map(format::date).unwrap_or_default();
    let said = [("n", it.past.into()), ("before", before.into())];
    let mut body = Notice::new(Tone::Bad, ui.t("privacy-remove-final")).html(ui);
    body.push(&super::super::paragraph(&ui.f("privacy-remove-what", &said)));
    let form = Form::post(format!("{RETENTION}/{}/xoa", it.kind))
        .field(
            Field::number("so", ui.t("privacy-count-type"))
                .hint(ui.t("privacy-count-hint"))
                .value(given.line("so"))
                .required()
                .from(errors),
        )
        .field(
            Field::text("ly_do", ui.t("privacy-reason"))
                .value(given.line("ly_do"))
                .longest(300)
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("privacy-remove")).danger())
        .button(Button::link(ui.t("privacy-cancel"), RETENTION));
    if it.past > 0 {
        body.push(&form.html(ui));
    }
    let kind = words::aged(ui, it.kind).into_owned();
    Page::new(ui.f("privacy-remove-title", &[("kind", kind.into())]))
        .crumb(ui.t("privacy-retention"), RETENTION)
        .errors(errors)
        .respond(ui, &body)
}
