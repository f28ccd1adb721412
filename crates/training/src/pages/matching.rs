//! `/tap-huan/nguoi/{id}/khop`: saying by hand who an attendee is.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Uuid;
use ledger::Source;
use registry::{
    Error,
    acts::Desk,
    figures::StaffRow,
    model::PersonId,
    pages::kit::{Given, Map, Moment, Pairs, birth_year, section},
};
use ui::{
    Button, Choice, Chooser, Component as _, Empty, Errors, Field, Form, Html, Page, Problem,
    Redirect, Summary, Text, Ui,
};

use super::{PEOPLE, SESSIONS, UNMATCHED, match_page, words};
use crate::{
    acts,
    figures::{self, AttendanceLine, Listing},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &signed, &ui, &id, &Errors::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let attendee: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let mut errors = Errors::default();
    let Ok(person) = Given(pairs).line("nguoi").parse::<PersonId>() else {
        errors.add("nguoi", ui.t("training-choose"));
        return show(&app, &signed, &ui, &id, &errors).await;
    };
    let desk = Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form };
    match acts::match_attendee(&desk, attendee, person).await {
        Ok(_) => {
            app.acted();
            Ok(Redirect::to(UNMATCHED).saying("training-was-matched").into_response())
        }
        Err(Error::Refused { what: "attends_already", .. }) => {
            errors.add("nguoi", ui.t("training-attends-already"));
            show(&app, &signed, &ui, &id, &errors).await
        }
        Err(Error::Refused { what: "no_such_attendee", .. }) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}

async fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    id: &str,
    errors: &Errors,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::KeepTraining)?;
    let attendee: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let asked = Listing {
        attendee: Some(attendee),
        matched: Some(false),
        absent: true,
        ..Listing::default()
    };
    let found = figures::attended(&mut moment.tx, moment.by, moment.as_of, &asked).await?.rows;
    let named = found.iter().find(|line| line.full_name.is_some());
    let line = named.ok_or_else(Problem::not_found)?;
    let name = line.full_name.clone().unwrap_or_default();
    let people = candidates(&mut moment, line, &name).await?;
    let offices = moment.offices().await?;
    let mut body = told(ui, &found).html(ui);
    body.push(&search(ui, attendee, &name).html(ui));
    let list = if people.is_empty() {
        let empty = Empty::new(ui.t("training-no-candidate"));
        let enters = moment.by.may(Right::EditPeople);
        if enters { empty.next(ui.t("training-enter"), "/nhan-luc/moi") } else { empty }.html(ui)
    } else {
        form(ui, (&moment, &offices), &people, errors)
    };
    body.push(&section("la-ai", &ui.t("training-who"), &list));
    let page = Page::new(ui.f("training-match-them", &[("name", name.as_str().into())]))
        .lead(ui.t("training-match-lead"))
        .crumb(ui.t("training-title"), SESSIONS)
        .crumb(ui.t("training-people"), PEOPLE)
        .errors(errors);
    Ok(page.respond(ui, &body))
}

/// What lists say of them.
fn told(ui: &Ui, found: &[AttendanceLine]) -> Summary {
    let mut units: Vec<&str> = found.iter().filter_map(|line| line.unit.as_deref()).collect();
    units.sort_unstable();
    units.dedup();
    let births = found.iter().find_map(|line| line.birth.as_deref());
    let sessions = found
        .iter()
        .map(|line| format!("{} ({})", line.course, words::period(ui, line.period, None)));
    let sessions: Vec<String> = sessions.collect();
    Summary::new()
        .line(ui.t("training-col-birth"), birth_year(births))
        .line(ui.t("training-col-office"), units.join("; "))
        .line(ui.t("training-sessions"), sessions.join("; "))
}

/// People of the register who may be the one.
async fn candidates(
    moment: &mut Moment<'_>,
    line: &AttendanceLine,
    name: &str,
) -> Result<Vec<StaffRow>, Problem> {
    let searched = moment.ui.query().get("q").filter(|q| !q.trim().is_empty());
    let birth = line.birth.as_deref().and_then(|b| b.parse().ok());
    let (by, at) = (moment.by, moment.as_of);
    Ok(figures::candidates(&mut moment.tx, by, at, (name, birth), searched).await?)
}

fn search(ui: &Ui, attendee: Uuid, name: &str) -> Chooser {
    let asked = ui.query().get("q").unwrap_or(name).to_owned();
    Chooser::new(match_page(attendee), ui.t("training-find"))
        .field(Field::text("q", ui.t("training-find-name")).value(asked).required())
}

fn form(
    ui: &Ui,
    (moment, offices): (&Moment<'_>, &Map),
    people: &[StaffRow],
    errors: &Errors,
) -> Html {
    let mut told: BTreeMap<PersonId, (Text, Vec<String>)> = BTreeMap::new();
    let mut order = Vec::new();
    for row in people {
        let Some(name) = &row.full_name else { continue };
        let (_, said) = told.entry(row.person).or_insert_with(|| {
            order.push(row.person);
            let birth = birth_year(row.birth.as_deref()).into_owned();
            (name.clone().into(), Some(birth).filter(|b| !b.is_empty()).into_iter().collect())
        });
        let office = row.duty.as_ref().and_then(|duty| {
            let orgs = &offices.orgs;
            orgs.on(duty.org, moment.as_of.valid_on).or_else(|| orgs.latest(duty.org))
        });
        said.extend(office.map(|o| o.name.clone()));
    }
    let choices = order.into_iter().filter_map(|id| {
        let (name, said) = told.remove(&id)?;
        Some(Choice::new(id.to_string(), name).hint(said.join(" · ")))
    });
    let choices: Vec<Choice> = choices.collect();
    // What was searched for goes along: a fault must not lose the people found.
    Form::post(ui.here())
        .field(Field::radios("nguoi", ui.t("training-who"), choices).required().from(errors))
        .button(Button::submit(ui.t("training-match-enter")))
        .button(Button::link(ui.t("training-cancel"), UNMATCHED))
        .html(ui)
}
