//! `/yeu-cau/moi`: a request of somebody who came, wrote or called is entered.

use access::{App, Register as _, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use registry::model::PersonId;
use registry::pages::kit::{Given, Pairs};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Redirect, Ui, format,
};

use super::{
    super::{
        REQUESTS,
        fail::{fail, refused},
        request_page,
    },
    words,
};
use crate::{
    acts::{Clerk, NewRequest, receive},
    model::{Ask, Way},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    Ok(page(&app, &ui, &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(new) = read(&app, &ui, &given, &mut errors).await? {
        let clerk = Clerk { app: &app, actor: &signed.actor };
        match receive(&clerk, new).await {
            Ok((request, _)) => {
                app.acted();
                let to = Redirect::to(request_page(request.id)).saying("privacy-request-entered");
                return Ok(to.into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(page(&app, &ui, &given, &errors))
}

async fn read(
    app: &App,
    ui: &Ui,
    given: &Given,
    errors: &mut Errors,
) -> Result<Option<NewRequest>, Problem> {
    let ask = Ask::parse(given.raw("loai"));
    if ask.is_none() {
        errors.add("loai", ui.t("privacy-ask-missing"));
    }
    let received_on = format::parse_date(given.raw("ngay").trim());
    if received_on.is_none() {
        errors.add("ngay", ui.t("privacy-date-wrong"));
    }
    let number = given.line("so");
    let mut person = None;
    if !number.is_empty() {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let mut tx = app.db.read().await.map_err(fail)?;
        person = registry::pages::Register.bearer(&mut tx, &digits).await.map_err(fail)?;
        if person.is_none() {
            errors.add("so", ui.t("privacy-number-unknown"));
        }
    }
    let Some((ask, received_on)) = ask.zip(received_on).filter(|_| errors.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(NewRequest {
        ask,
        way: Way::parse(given.raw("cach")).filter(|w| *w != Way::Own).unwrap_or(Way::InPerson),
        person: person.map(PersonId),
        who: given.line("ten"),
        contact: given.line("lien_he"),
        what: given.line("noi_dung"),
        received_on,
    }))
}

fn page(app: &App, ui: &Ui, given: &Given, errors: &Errors) -> Response {
    let asks = Ask::ALL.iter().map(|ask| Choice::new(ask.as_str(), words::ask(ui, *ask)));
    let ways = Way::ALL.iter().filter(|way| **way != Way::Own);
    let ways = ways.map(|way| Choice::new(way.as_str(), words::way(ui, *way)));
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(300).from(errors)
    };
    let today = || format::date(app.clock.today());
    let day = if given.has("ngay") { given.line("ngay") } else { today() };
    let form = Form::post(format!("{REQUESTS}/moi"))
        .field(
            Field::radios("loai", ui.t("privacy-col-ask"), asks)
                .value(given.line("loai"))
                .required()
                .from(errors),
        )
        .field(
            Field::select("cach", ui.t("privacy-col-way"), ways)
                .value(given.line("cach"))
                .required(),
        )
        .field(text("ten", "privacy-col-asker").required())
        .field(text("so", "privacy-word-personal-number").hint(ui.t("privacy-number-hint")))
        .field(text("lien_he", "privacy-word-contact").hint(ui.t("privacy-contact-hint")))
        .field(
            Field::long("noi_dung", ui.t("privacy-word-what"))
                .value(given.raw("noi_dung").to_owned())
                .from(errors),
        )
        .field(
            Field::date(ui, "ngay", ui.t("privacy-col-received"))
                .value(day)
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("privacy-request-enter")).primary())
        .button(Button::link(ui.t("privacy-cancel"), REQUESTS));
    Page::new(ui.t("privacy-request-new"))
        .lead(ui.t("privacy-request-new-lead"))
        .crumb(ui.t("privacy-requests"), REQUESTS)
        .errors(errors)
        .respond(ui, &form.html(ui))
}
