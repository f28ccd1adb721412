//! `/cong-bo/quan-ly`: the page is switched on or off; what would be published is seen, and
//! published. What was published already is shown as it is out, beside what it would be today.

use std::sync::Arc;

use access::{App, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::{Date, Seq};
use registry::pages::kit::{Given, Pairs};
use store::Tx;
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Html, Notice, Page, Problem, Redirect,
    Summary, Tone, Ui, format,
};

use super::{
    super::{
        PUBLIC, Room,
        fail::{fail, refused},
        heading, paragraph,
    },
    MANAGE, later, show,
};
use crate::{
    Error,
    acts::{self, Clerk, set_public},
    figures::{public_page, publications, to_publish},
    model::{PublicFigures, Publication},
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
        return page(&app, &ui.moved_to(MANAGE), &signed, &errors).await;
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
            page(&app, &ui.moved_to(MANAGE), &signed, &errors).await
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
    let all = publications(&mut tx, Seq::MAX).await?;
    let day = last_quarter(today).ok_or(Error::Step)?;
    let threshold = setting.as_ref().map_or(THRESHOLD, |it| it.threshold);
    let last = LastPublished::load(app, &mut tx, &all).await?;
    let is_out = last.as_ref().is_some_and(|it| it.publication.of_day >= day);
    let before = last.as_ref().map(|it| &it.publication.figures);
    let next = if is_out { None } else { Some(to_publish(&mut tx, day, threshold, before).await?) };
    drop(tx);
    let on = setting.as_ref().is_some_and(|it| it.on);
    let mut body =
        if decides { switch(ui, on, threshold, errors) } else { standing(ui, on, threshold) };
    if let Some(next) = &next {
        body.push(&to_come(ui, day, next, (decides, setting.is_some())));
    }
    if let Some(last) = &last {
        body.push(&last.html(ui, is_out));
    }
    let mut page = Page::new(ui.t("privacy-public-manage"))
        .lead(ui.t("privacy-public-manage-lead"))
        .errors(errors);
    if on && last.is_some() {
        page = page.crumb(ui.t("privacy-public"), PUBLIC);
    }
    Ok(page.respond(ui, &body))
}

/// What is published next, and what it would tell.
fn to_come(ui: &Ui, day: Date, next: &PublicFigures, (decides, is_set): (bool, bool)) -> Html {
    let title = ui.f("privacy-public-next", &[("day", format::date(day).into())]);
    let mut out = heading("h-cong-bo", &title);
    let said = if is_set { "privacy-public-once" } else { "privacy-public-first-set" };
    out.push(&paragraph(&ui.t(said)));
    if decides && is_set {
        let form = Form::post(MANAGE)
            .field(Field::text("vi_sao", ui.t("privacy-reason")).longest(300))
            .button(Button::submit(ui.t("privacy-public-publish")).primary());
        out.push(&form.html(ui));
    }
    out.push(&heading("h-xem-truoc", &ui.t("privacy-public-preview")));
    out.push(&show::body(ui, next, &show::groups(ui, next)));
    out
}

/// What was published last, and what would be told of its day today.
struct LastPublished<'a> {
    publication: &'a Publication,
    today: Arc<PublicFigures>,
}

impl<'a> LastPublished<'a> {
    async fn load(app: &App, tx: &mut Tx, all: &'a [Publication]) -> Result<Option<Self>, Problem> {
        let [earlier @ .., publication] = all else { return Ok(None) };
        let today = app.room::<Room>().told_again(tx, (publication, earlier.last())).await?;
        Ok(Some(Self { publication, today }))
    }

    /// Where nothing is to be published: what is out. Where it was corrected since: beside what it
    /// would be today, which is never published of this day.
    fn html(&self, ui: &Ui, is_out: bool) -> Html {
        let figures = &self.publication.figures;
        let day = [("day", format::date(self.publication.of_day).into())];
        let mut out = Html::default();
        if is_out {
            out.push(&heading("h-da-cong-bo", &ui.f("privacy-public-out", &day)));
            out.push(&paragraph(&ui.t("privacy-public-already")));
        }
        if *self.today != *figures {
            out.push(
                &Notice::new(Tone::Doubt, ui.f("privacy-public-only-compared", &day)).html(ui),
            );
            out.push(&later::compared(ui, self.publication, &self.today));
        }
        if is_out {
            out.push(&heading("h-dang-cong-bo", &ui.t("privacy-public-as-it-is")));
            out.push(&show::body(ui, figures, &show::groups(ui, figures)));
        }
        out
    }
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
        .field(
            Field::text("ly_do", ui.t("privacy-reason"))
                .hint(ui.t("registry-reason-hint"))
                .longest(300)
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("privacy-save")))
        .html(ui)
}
