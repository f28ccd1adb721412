//! `/yeu-cau/{id}/nguoi`: who asked turns out to be somebody of the register.

use access::{App, Register as _, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use registry::pages::kit::{Given, Pairs};
use registry::{
    figures::{Likely, likely as on_record},
    model::PersonId,
};
use store::Tx;
use ui::{
    Button, Buttons, Choice, Component as _, Errors, Field, Form, Html, Problem, Redirect, Ui,
};

use super::{
    super::{
        fail::{fail, refused},
        heading, paragraph, request_page,
    },
    one::{There, show},
};
use crate::{
    acts::{Clerk, correct_asker, name_asker},
    model::Request,
};

/// Who bears the name of who asks, where it was not said who they are or can be corrected.
pub(super) async fn likely(tx: &mut Tx, it: &Request) -> Result<Vec<Likely>, Problem> {
    match &it.who {
        Some(who) if it.person.is_none() || it.can_correct_person() => {
            on_record(tx, Seq::MAX, who, None, None).await.map_err(fail)
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn form(
    ui: &Ui,
    it: &Request,
    likely: &[Likely],
    given: &Given,
    errors: &Errors,
) -> Html {
    let said = it.person;
    let (title, lead) = match said {
        Some(_) => ("privacy-asker-wrong", "privacy-asker-wrong-lead"),
        None => ("privacy-asker-who", "privacy-not-on-register"),
    };
    let mut out = heading("h-nguoi", &ui.t(title));
    out.push(&paragraph(&ui.t(lead)));
    let likely: Vec<&Likely> = likely.iter().filter(|l| Some(l.person.id) != said).collect();
    let mut form = Form::post(format!("{}/nguoi", request_page(it.id)));
    if !likely.is_empty() {
        let page = |it: &Likely| Button::link(told(it), format!("/nhan-luc/{}", it.person.id));
        out.push(&paragraph(&ui.t("privacy-asker-look")));
        out.push(&Buttons::new(likely.iter().copied().map(page)).html(ui));
        let choices = likely.iter().copied().map(choice);
        let field = Field::radios("nguoi", ui.t("privacy-asker-likely"), choices);
        let field = field.hint(ui.t("privacy-asker-likely-hint"));
        form = form.field(field.value(given.line("nguoi")).from(errors));
    }
    let number = Field::text("so", ui.t("privacy-word-personal-number"))
        .hint(ui.t("privacy-asker-number-hint"))
        .value(given.line("so"))
        .from(errors);
    form = form.field(number);
    if said.is_some() {
        let reason = Field::text("ly_do", ui.t("privacy-reason"));
        let reason = reason.hint(ui.t("registry-reason-hint")).longest(300).required();
        form = form.field(reason.value(given.line("ly_do")).from(errors));
    }
    let name = if said.is_some() { "privacy-asker-other" } else { "privacy-asker-name" };
    let button = Button::submit(ui.t(name)).quiet();
    let form = form.button(button).html(ui);
    let open = !errors.is_empty();
    out.push(&if said.is_some() {
        folded(&ui.t("privacy-asker-other"), open, &form)
    } else {
        form
    });
    out
}

/// What is rarely needed is folded.
fn folded(label: &str, open: bool, inner: &Html) -> Html {
    let (label, open) = (Html::text(label), if open { " open" } else { "" });
    Html::trusted(format!("<details{open}><summary>{label}</summary>{inner}</details>"))
}

fn choice(it: &Likely) -> Choice {
    Choice::new(it.person.id.to_string(), told(it))
}

/// Name and year: enough to choose by, and no more.
fn told(it: &Likely) -> String {
    let year = it.person.birth.map(|b| b.to_string().chars().take(4).collect::<String>());
    let name = it.person.full_name.clone().unwrap_or_default();
    match year {
        Some(year) => format!("{name}, {year}"),
        None => name,
    }
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let there = There::find(&app, &signed, &id).await?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    if let Some(person) = chosen(&app, &ui, &given, &mut errors).await? {
        let clerk = Clerk { app: &app, actor: &signed.actor };
        let id = there.request().id;
        let done = match there.request().person {
            Some(_) => correct_asker(&clerk, id, person, &given.line("ly_do")).await,
            None => name_asker(&clerk, id, person).await,
        };
        match done {
            Ok(_) => {
                app.acted();
                let to = Redirect::to(request_page(id)).saying("privacy-asker-named");
                return Ok(to.into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    }
    Ok(show(&ui, &there, false, (&given, &errors)))
}

/// Whom the form names: by personal number, else one of those it offered.
async fn chosen(
    app: &App,
    ui: &Ui,
    given: &Given,
    errors: &mut Errors,
) -> Result<Option<PersonId>, Problem> {
    let digits: String = given.line("so").chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        let person = given.raw("nguoi").parse::<PersonId>().ok();
        if person.is_none() {
            errors.add("so", ui.t("privacy-asker-missing"));
        }
        return Ok(person);
    }
    let mut tx = app.db.read().await.map_err(fail)?;
    let person = registry::pages::Register.bearer(&mut tx, &digits).await.map_err(fail)?;
    if person.is_none() {
        errors.add("so", ui.t("privacy-number-unknown"));
    }
    Ok(person.map(PersonId))
}
