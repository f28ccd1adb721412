//! `/luu-giu/{kind}/xoa`: what is past its time is removed, once its count was seen and typed.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use ledger::Receipt;
use registry::{
    acts::Steps,
    figures::{Ages, Disposal},
    pages::kit::{Ended, Followed, Given, Pairs, follow},
};
use ui::{Button, Component as _, Errors, Field, Form, Notice, Page, Problem, Tone, Ui, format};

use super::{
    super::{
        Room,
        fail::{fail, refused},
        words,
    },
    RETENTION,
    list::REMOVALS,
};
use crate::{
    Error,
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
        let agreed = (kept.past, given.line("ly_do"));
        match begin(&app, &signed, word, agreed).await? {
            Followed::Later(page) => return Ok(page),
            Followed::Now(Ok(_)) => return Ok(done().answer()),
            Followed::Now(Err(error)) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, &kept, &given, &errors))
}

/// Removes; where it takes long, the page says that it is at work.
async fn begin(
    app: &App,
    signed: &Signed,
    word: String,
    (agreed, reason): (i64, String),
) -> Result<Followed<Result<Receipt, Error>>, Problem> {
    let form = format!("{RETENTION}/{word}/xoa");
    let (own, who, again) = (app.clone(), signed.clone(), form.clone());
    let work = |_: Steps| async move {
        let clerk = Clerk { app: &own, actor: &who.actor };
        let all = own.room::<Room>().ages();
        let found = all.iter().find(|ages| ages.kind() == word).ok_or(Error::Unknown)?;
        remove(&clerk, &**found, agreed, &reason).await
    };
    let tell = move |ended: Result<Receipt, Error>| match ended {
        Ok(_) => done(),
        Err(Error::Field { field: "so", .. }) => {
            let said = "privacy-count-changed";
            Ended::refused(again, &Problem::new(StatusCode::CONFLICT, "changed", said))
        }
        Err(error) => Ended::refused(again, &fail(error)),
    };
    follow((app, signed), ("privacy-remove-doing", &form), work, tell).await
}

fn done() -> Ended {
    // What is said once has no numbers in it: it leads to where they stand.
    Ended::done(format!("{RETENTION}#{REMOVALS}"), "privacy-removed")
}

fn page(ui: &Ui, it: &Kept, given: &Given, errors: &Errors) -> Response {
    let before = it.before.map(format::date).unwrap_or_default();
    let said = [("n", it.past.into()), ("before", before.into())];
    let mut body = Notice::new(Tone::Bad, ui.t("privacy-remove-final")).html(ui);
    let what = match it.rows {
        Some(rows) => {
            let [n, before] = said;
            let args = [n, before, ("rows", rows.into()), ("kind", it.kind.into())];
            ui.f("privacy-remove-rows", &args)
        }
        None => ui.f("privacy-remove-what", &said),
    };
    body.push(&super::super::paragraph(&what));
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
                .hint(ui.t("registry-reason-hint"))
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
