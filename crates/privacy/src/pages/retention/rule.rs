//! `/luu-giu/{kind}`: how long a kind of thing is kept.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::pages::kit::{
    Given, Pairs,
    rests::{self, Start},
};
use ui::{
    Button, Component as _, Errors, Field, Form, Notice, Page, Problem, Redirect, Tone, Ui, format,
};

use super::{
    super::{
        Room,
        fail::{fail, refused},
        paragraph, words,
    },
    RETENTION,
};
use crate::{
    acts::{Clerk, border, set_retention},
    figures::{processed, rule_of},
    model::{RetentionId, RetentionRule},
};

/// The kind an address means.
fn kind(app: &App, word: &str) -> Result<&'static str, Problem> {
    let (ages, facts) = app.room::<Room>().aging_kinds();
    let aged = ages.iter().map(|a| a.kind());
    let mut all = aged.chain(processed(facts).into_iter().filter(|k| *k != "person"));
    all.find(|k| *k == word).ok_or_else(Problem::not_found)
}

/// What becomes of a kind on which no rule acts: it is said before one is written for the record
/// of processing.
fn unacted(app: &App, ui: &Ui, kind: &str) -> Option<Notice> {
    let acted = app.room::<Room>().ages().iter().any(|a| a.kind() == kind);
    let said = || {
        Notice::new(Tone::Info, words::known(ui, "privacy-otherwise-", kind))
            .more(paragraph(&ui.t("privacy-rule-told-only")))
    };
    (!acted).then(said)
}

/// What a rule of so many months would touch now. Nothing is changed.
async fn foreseen(app: &App, ui: &Ui, kind: &str, months: i64) -> Result<Option<Notice>, Problem> {
    let ages = app.room::<Room>().ages().iter().find(|a| a.kind() == kind);
    let Some(ages) = ages else { return Ok(unacted(app, ui, kind)) };
    let before = border(app.clock.today(), months);
    let mut tx = app.db.read().await.map_err(fail)?;
    let past = ages.past(&mut tx, before).await.map_err(fail)?;
    let said = [("n", past.into()), ("before", format::date(before).into())];
    let tone = if past > 0 { Tone::Doubt } else { Tone::Info };
    Ok(Some(Notice::new(tone, ui.f("privacy-rule-foreseen", &said))))
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let kind = kind(&app, &word)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let rule = rule_of(&mut tx, kind, app.clock.today()).await?;
    drop(tx);
    let act = rule.as_ref().map(|r| (&*r.basis_act, &*r.basis_clause, r.confirmed));
    let mut given = rests::standing(act, Some(app.clock.today()));
    given.extend(rule.map(|r| ("thang".to_owned(), r.months.to_string())));
    Ok(page(&ui, kind, &Given(given), &Errors::default(), unacted(&app, &ui, kind)))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let kind = kind(&app, &word)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let months = given.line("thang").parse::<i64>().ok().filter(|n| (1..=1_200).contains(n));
    if months.is_none() {
        errors.add("thang", ui.t("privacy-number-wrong"));
    }
    if let Some(months) = months.filter(|_| given.raw("viec") == "xem") {
        let notice = foreseen(&app, &ui, kind, months).await?;
        return Ok(page(&ui, kind, &given, &errors, notice));
    }
    let since = rests::since(&ui, Start::Known, &given, &mut errors);
    if let Some((months, since)) = months.zip(since).filter(|_| errors.is_empty()) {
        let rule = RetentionRule {
            id: RetentionId(app.ids.next()),
            kind: kind.to_owned(),
            months,
            basis_act: given.line("can_cu"),
            basis_clause: given.line("dieu_khoan"),
            confirmed: given.has("xac_nhan"),
        };
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match set_retention(&clerk, since, &rule, &given.line("ly_do")).await {
            Ok(done) => {
                let (saved, nothing) = ("privacy-rule-saved", "privacy-nothing-changed");
                let back = Redirect::to(RETENTION).entered(done.is_some(), saved, nothing);
                return Ok(back.into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, kind, &given, &errors, unacted(&app, &ui, kind)))
}

fn page(ui: &Ui, kind: &str, given: &Given, errors: &Errors, foreseen: Option<Notice>) -> Response {
    let form = Form::post(format!("{RETENTION}/{kind}")).field(
        Field::number("thang", ui.t("privacy-col-months"))
            .value(given.line("thang"))
            .required()
            .from(errors),
    );
    let form = rests::ask(form, ui, ("privacy-col-basis", Start::Known), given, errors)
        .button(Button::submit(ui.t("privacy-save")))
        .button(Button::submit(ui.t("privacy-rule-foresee")).says("viec", "xem").quiet())
        .button(Button::link(ui.t("privacy-cancel"), RETENTION));
    let mut body = foreseen.map(|notice| notice.html(ui)).unwrap_or_default();
    body.push(&paragraph(&ui.t("privacy-rule-law")));
    body.push(&form.html(ui));
    Page::new(words::aged(ui, kind))
        .lead(ui.t("privacy-rule-lead"))
        .crumb(ui.t("privacy-retention"), RETENTION)
        .errors(errors)
        .respond(ui, &body)
}
