//! `/cong-bo/quan-ly`: the page is switched on or off; what would be published is seen, and
//! published.

use access::{App, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use registry::pages::kit::{Given, Pairs};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Html, Page, Problem, Redirect, Summary,
    Ui, format,
};

use super::{
    super::{
        PUBLIC,
        fail::{fail, refused},
        heading, paragraph,
    },
    MANAGE, show,
};
use crate::{
    Error,
    acts::{self, Clerk, set_public},
    figures::{public_page, publications, to_publish},
    rules::{THRESHOLD, last_quarter},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeRequests)?;
    page(&app, &ui, &signed, &Errors::default()).await
}

pub(super) async fn set(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let threshold = given.line("nguong").parse::<i64>().unwrap_or(0);
    let reason = given.line("ly_do");
    if reason.is_empty() {
        errors.add("ly_do", ui.t("privacy-field-missing"));
        return page(&app, &ui, &signed, &errors).await;
    }
    let clerk = Clerk { app: &app, actor: &signed.actor };
    match set_public(&clerk, given.has("bat"), threshold, &reason).await {
        Ok(done) => {
            let (saved, nothing) = ("privacy-public-set", "privacy-nothing-changed");
            let back = Redirect::to(MANAGE).entered(done.is_some(), saved, nothing);
            Ok(back.into_response())
        }
        Err(error) => {
            refused(&ui, error, &mut errors)?;
            page(&app, &ui, &signed, &errors).await
        }
    }
}

pub(super) async fn publish(
    State(app): State<App>,
    signed: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let reason = Given(pairs).line("vi_sao");
    let clerk = Clerk { app: &app, actor: &signed.actor };
    acts::publish(&clerk, &reason).await?;
    Ok(Redirect::to(MANAGE).saying("privacy-public-done").into_response())
}

async fn page(app: &App, ui: &Ui, signed: &Signed, errors: &Errors) -> Result<Response, Problem> {
    let decides = signed.actor.may_all(Right::AnswerRequests);
    let today = app.clock.today();
    let mut tx = app.db.read().await.map_err(fail)?;
    let setting = public_page(&mut tx, today).await?;
    let before = publications(&mut tx, Seq::MAX).await?;
    let day = last_quarter(today).ok_or(Error::Step)?;
    let threshold = setting.as_ref().map_or(THRESHOLD, |it| it.threshold);
    let last = before.last();
    let next = to_publish(&mut tx, day, threshold, last.map(|it| &it.figures)).await?;
    drop(tx);
    let on = setting.as_ref().is_some_and(|it| it.on);
    let mut body =
        if decides { switch(ui, on, threshold, errors) } else { standing(ui, on, threshold) };
    let shown = format::date(day);
    let title = ui.f("privacy-public-next", &[("day", shown.into())]);
    body.push(&heading("h-cong-bo", &title));
    if last.is_some_and(|it| it.of_day >= day) {
        body.push(&paragraph(&ui.t("privacy-public-already")));
    } else if setting.is_none() {
        body.push(&paragraph(&ui.t("privacy-public-first-set")));
    } else {
        body.push(&paragraph(&ui.t("privacy-public-once")));
        if decides {
            let form = Form::post(MANAGE)
                .field(Field::text("vi_sao", ui.t("privacy-reason")).longest(300))
                .button(Button::submit(ui.t("privacy-public-publish")).primary());
            body.push(&form.html(ui));
        }
    }
    body.push(&heading("h-xem-truoc", &ui.t("privacy-public-preview")));
    body.push(&show::body(ui, &next, &show::groups(ui, &next)));
    let mut page = Page::new(ui.t("privacy-public-manage"))
        .lead(ui.t("privacy-public-manage-lead"))
        .errors(errors);
    if on && last.is_some() {
        page = page.crumb(ui.t("privacy-public"), PUBLIC);
    }
    Ok(page.respond(ui, &body))
}

/// How the page stands, for who decides nothing about it.
fn standing(ui: &Ui, on: bool, threshold: i64) -> Html {
    let state = if on { "privacy-public-is-on" } else { "privacy-public-is-off" };
    Summary::new()
        .line(ui.t("privacy-public-switch"), ui.t(state))
        .line(ui.t("privacy-public-threshold"), ui.n(threshold))
        .html(ui)
}

fn switch(ui: &Ui, on: bool, threshold: i64, errors: &Errors) -> Html {
    let chosen = Choice::new("1", ui.t("privacy-public-on")).chosen(on);
    Form::post("/cong-bo/quan-ly/dat")
        .field(Field::checks("bat", ui.t("privacy-public-switch"), [chosen]))
        .field(
            Field::number("nguong", ui.t("privacy-public-threshold"))
                .hint(ui.t("privacy-public-threshold-hint"))
                .value(threshold.to_string())
                .required()
                .from(errors),
        )
        .field(Field::text("ly_do", ui.t("privacy-reason")).longest(300).required().from(errors))
        .button(Button::submit(ui.t("privacy-save")))
        .html(ui)
}
