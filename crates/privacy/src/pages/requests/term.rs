//! `/yeu-cau/thoi-han`: within how many working days requests are answered, and by which act.

use access::{App, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use registry::pages::kit::{
    Given, Pairs,
    rests::{self, Start},
};
use ui::{
    Button, Cell, Column, Component as _, Errors, Field, Form, Html, Page, Problem, Redirect,
    Table, Tag, Text, Tone, Ui,
};

use super::super::{
    REQUESTS,
    fail::{fail, refused},
    heading, words,
};
use crate::{
    acts::{Clerk, set_term},
    figures::terms,
    model::{AnswerTerm, TermId, cited},
    rules::Terms,
};

pub(super) const TERM: &str = "/yeu-cau/thoi-han";
/// More working days are no answer.
const MOST_DAYS: i64 = 60;

/// The rule of today.
pub(super) fn now(ui: &Ui, term: Option<&AnswerTerm>) -> Text {
    if term.is_some() { told(ui, term) } else { ui.t("privacy-no-term-now") }
}

/// "2 working days · Decree … · To be confirmed".
pub(super) fn told(ui: &Ui, term: Option<&AnswerTerm>) -> Text {
    let Some(term) = term else { return ui.t("privacy-no-term") };
    let mark = if term.confirmed { "privacy-confirmed" } else { "ui-to-confirm" };
    let said = [
        ("n", term.working_days.into()),
        ("act", cited(&term.basis_act, &term.basis_clause).into()),
        ("mark", ui.t(mark).into_owned().into()),
    ];
    ui.f("privacy-term-told", &said)
}

async fn known(app: &App) -> Result<Terms, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    Ok(terms(&mut tx, known).await?)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let terms = known(&app).await?;
    let today = app.clock.today();
    let term = terms.on(today);
    let act = term.map(|t| (&*t.basis_act, &*t.basis_clause, t.confirmed));
    let mut given = rests::standing(act, Some(today));
    given.extend(term.map(|t| ("ngay_lam_viec".to_owned(), t.working_days.to_string())));
    Ok(page(&ui, &terms, &Given(given), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let days = given.line("ngay_lam_viec").parse::<i64>().ok();
    let days = days.filter(|n| (1..=MOST_DAYS).contains(n));
    if days.is_none() {
        errors.add("ngay_lam_viec", ui.t("privacy-number-wrong"));
    }
    let since = rests::since(&ui, Start::Known, &given, &mut errors);
    if let Some((working_days, since)) = days.zip(since).filter(|_| errors.is_empty()) {
        let term = AnswerTerm {
            id: TermId(app.ids.next()),
            working_days,
            basis_act: given.line("can_cu"),
            basis_clause: given.line("dieu_khoan"),
            confirmed: given.has("xac_nhan"),
        };
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match set_term(&clerk, since, &term, &given.line("ly_do")).await {
            Ok(done) => {
                let (saved, nothing) = ("privacy-term-saved", "privacy-nothing-changed");
                let back = Redirect::to(TERM).entered(done.is_some(), saved, nothing);
                return Ok(back.into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    let terms = known(&app).await?;
    Ok(page(&ui, &terms, &given, &errors))
}

fn page(ui: &Ui, terms: &Terms, given: &Given, errors: &Errors) -> Response {
    let mut body = form(ui, given, errors).html(ui);
    body.push(&heading("h-thoi-han", &ui.t("privacy-term-all")));
    body.push(&table(ui, terms));
    Page::new(ui.t("privacy-term"))
        .lead(ui.t("privacy-term-lead"))
        .crumb(ui.t("privacy-requests"), REQUESTS)
        .errors(errors)
        .respond(ui, &body)
}

fn form(ui: &Ui, given: &Given, errors: &Errors) -> Form {
    let form = Form::post(TERM).field(
        Field::number("ngay_lam_viec", ui.t("privacy-term-days"))
            .value(given.line("ngay_lam_viec"))
            .required()
            .from(errors),
    );
    rests::ask(form, ui, ("privacy-col-basis", Start::Known), given, errors)
        .button(Button::submit(ui.t("privacy-save")))
        .button(Button::link(ui.t("privacy-cancel"), REQUESTS))
}

/// What held when.
fn table(ui: &Ui, terms: &Terms) -> Html {
    let columns = [
        Column::new("valid", ui.t("privacy-col-valid")).head(),
        Column::new("days", ui.t("privacy-term-days")).number(),
        Column::new("basis", ui.t("privacy-col-basis")),
        Column::new("mark", ui.t("privacy-col-mark")),
    ];
    let mut table = Table::new("thoi-han", ui.t("privacy-term-all"), columns).caption_hidden();
    for (valid, term) in terms.all() {
        let mark = if term.confirmed {
            Tag::new(Tone::Good, ui.t("privacy-confirmed"))
        } else {
            Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
        };
        table.push([
            Cell::text(words::span(ui, *valid)),
            Cell::count(term.working_days),
            Cell::text(cited(&term.basis_act, &term.basis_clause)),
            Cell::tag(mark),
        ]);
    }
    table.html(ui)
}
