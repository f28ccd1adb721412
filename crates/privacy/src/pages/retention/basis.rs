//! `/ho-so-xu-ly/{kind}`: which act the processing of a kind of personal data rests on.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Redirect, Ui, format,
};

use super::{
    super::{
        Room,
        fail::{fail, refused},
        given::{Given, Pairs},
        words,
    },
    PROCESSING,
};
use crate::{
    acts::{Clerk, set_basis},
    figures::{basis_of, processed},
    model::{BasisId, ProcessingBasis},
};

/// The kind an address means, for whoever may say what it rests on.
fn kind(app: &App, signed: &Signed, word: &str) -> Result<&'static str, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let all = processed(app.room::<Room>().fact_tables());
    all.into_iter().find(|kind| *kind == word).ok_or_else(Problem::not_found)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
) -> Result<Response, Problem> {
    let kind = kind(&app, &signed, &word)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let basis = basis_of(&mut tx, kind, app.clock.today()).await?;
    drop(tx);
    let mut given: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| given.push((name.to_owned(), value));
    if let Some(basis) = basis {
        put("can_cu", basis.basis_act);
        put("dieu_khoan", basis.basis_clause);
        if basis.confirmed {
            put("xac_nhan", "1".to_owned());
        }
    }
    put("tu_ngay", format::date(app.clock.today()));
    Ok(page(&ui, kind, &Given(given), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(word): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let kind = kind(&app, &signed, &word)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let since = format::parse_date(given.raw("tu_ngay").trim());
    if since.is_none() {
        errors.add("tu_ngay", ui.t("privacy-date-wrong"));
    }
    for name in ["can_cu", "ly_do"] {
        if given.line(name).is_empty() {
            errors.add(name, ui.t("privacy-field-missing"));
        }
    }
    if let Some(since) = since.filter(|_| errors.is_empty()) {
        let basis = ProcessingBasis {
            id: BasisId(app.ids.next()),
            kind: kind.to_owned(),
            basis_act: given.line("can_cu"),
            basis_clause: given.line("dieu_khoan"),
            confirmed: given.has("xac_nhan"),
        };
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match set_basis(&clerk, since, &basis, &given.line("ly_do")).await {
            Ok(done) => {
                let said = done.map_or("privacy-nothing-changed", |_| "privacy-rule-saved");
                return Ok(Redirect::to(PROCESSING).saying(said).into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&ui, kind, &given, &errors))
}

fn page(ui: &Ui, kind: &str, given: &Given, errors: &Errors) -> Response {
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(300).from(errors)
    };
    let confirmed = Choice::new("1", ui.t("privacy-yes")).chosen(given.has("xac_nhan"));
    let form = Form::post(format!("{PROCESSING}/{kind}"))
        .field(text("can_cu", "privacy-col-legal").required())
        .field(text("dieu_khoan", "privacy-holiday-clause"))
        .field(Field::checks("xac_nhan", ui.t("privacy-confirmed"), [confirmed]))
        .field(
            Field::date(ui, "tu_ngay", ui.t("privacy-holiday-from"))
                .value(given.line("tu_ngay"))
                .required()
                .from(errors),
        )
        .field(text("ly_do", "privacy-reason").required())
        .button(Button::submit(ui.t("privacy-save")))
        .button(Button::link(ui.t("privacy-cancel"), PROCESSING));
    Page::new(words::table(ui, kind))
        .lead(ui.t("privacy-basis-lead"))
        .crumb(ui.t("privacy-processing"), PROCESSING)
        .errors(errors)
        .respond(ui, &form.html(ui))
}
