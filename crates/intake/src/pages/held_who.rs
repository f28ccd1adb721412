//! `/tiep-nhan/cho/{id}/la-ai`: who a row that waits is.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::{
    figures::{StaffQuery, StaffRow, Standing, likely, staff_by},
    model::PersonId,
    pages::kit::{Moment, birth_year, section},
};
use ui::{
    Button, Choice, Chooser, Component as _, Empty, Errors, Field, Form, Html, Notice, Page,
    Problem, Redirect, Summary, Tone, Ui,
};

use super::{
    WAITING_PAGE,
    batch_room::desk,
    fail::{fail, refused},
    given::{Given, Pairs},
    held_row::{Found, problems},
    links, mask,
};
use crate::{
    acts::{self, BatchError},
    model::{BatchId, HeldRow},
    rules::whose::whose,
};

/// People shown at once.
const MOST: u64 = 20;
const WHO: &str = "nguoi";
/// Nobody of the register.
const OTHER: &str = "khac";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let found = Found::load(&app, &id).await?;
    show(&app, &signed, &ui, &found, &Errors::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let found = Found::load(&app, &id).await?;
    let row = &found.row;
    let who = Given(pairs).line(WHO);
    let desk = desk(&app, &signed.actor);
    let done = match who.parse::<PersonId>() {
        Ok(person) => acts::row_is(&desk, row.id, person).await,
        Err(_) if who == OTHER => acts::row_is_other(&desk, row.id).await,
        Err(_) => {
            let mut errors = Errors::default();
            errors.add(WHO, ui.t("intake-who-choose"));
            return show(&app, &signed, &ui, &found, &errors).await;
        }
    };
    let problem = |error| refused(BatchId(row.id.0), error);
    done.map_err(problem)?;
    app.acted();
    if !row.asks_who() {
        return Ok(Redirect::to(WAITING_PAGE).saying("intake-who-settled").into_response());
    }
    // Only whose it is was in doubt: its sheet is read again and shows what becomes of it.
    match acts::batch_of_held(&desk, row.id, &[]).await {
        Ok(batch) => {
            let sheet = found.sheet().map_or(0, |(at, _)| at);
            let to = links::cell(batch, (1, sheet), found.number(), 0);
            Ok(Redirect::to(to).saying("intake-who-said").into_response())
        }
        Err(BatchError::NotKept) => {
            Ok(Redirect::to(links::held(row.id)).saying("intake-who-later").into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

async fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    found: &Found,
    errors: &Errors,
) -> Result<Response, Problem> {
    let row = &found.row;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let people = candidates(&mut moment, row).await?;
    let choices = choices(ui, &mut moment, row, &people).await?;
    let mut body = Html::default();
    if row.maybe_erased() {
        body.push(&Notice::new(Tone::Doubt, ui.t("intake-who-maybe-erased")).html(ui));
    }
    body.push(&told(ui, row).html(ui));
    body.push(&search(ui, found).html(ui));
    let list = if choices.is_empty() {
        Empty::new(ui.t("intake-who-nobody")).html(ui)
    } else {
        form(ui, row, choices, errors).html(ui)
    };
    body.push(&section("la-ai", &ui.t("intake-who"), &list));
    let lead = if row.asks_who() { "intake-who-lead" } else { "intake-who-lead-unread" };
    let page = Page::new(ui.f("intake-who-title", &[("name", found.name(ui).into())]))
        .lead(ui.t(lead))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-waiting-title"), WAITING_PAGE)
        .crumb(found.name(ui), links::held(row.id));
    Ok(page.respond(ui, &body))
}

/// Why it waits, and what its cells say; what identifies a person is masked.
fn told(ui: &Ui, row: &HeldRow) -> Summary {
    let why = problems(ui, row, false).join("; ");
    let about = Summary::new().line(ui.t("intake-col-why"), why);
    row.cells
        .iter()
        .fold(about, |all, (heading, text)| all.line(heading.clone(), mask::under(heading, text)))
}

fn search(ui: &Ui, found: &Found) -> Chooser {
    let asked = ui.query().get("q").map_or_else(|| found.sought(), str::to_owned);
    Chooser::new(links::held_who(found.row.id), ui.t("intake-who-find"))
        .field(Field::text("q", ui.t("intake-who-name")).value(asked).required())
}

/// People of the register whose name was searched for; else those who may be the one.
async fn candidates(moment: &mut Moment<'_>, row: &HeldRow) -> Result<Vec<StaffRow>, Problem> {
    let mut asked = StaffQuery {
        standing: Standing::Anyone,
        limit: Some(MOST),
        uncounted: true,
        ..StaffQuery::default()
    };
    let searched = moment.ui.query().get("q").filter(|q| !q.trim().is_empty());
    if let Some(words) = searched {
        asked.search = Some(words.to_owned());
    } else {
        let (it, known) = (whose(row), moment.as_of.known_at);
        let number = it.numbers.first().map(String::as_str);
        for name in &it.names {
            let found = likely(&mut moment.tx, known, name, None, number).await;
            asked.people.extend(found.map_err(fail)?.into_iter().map(|l| l.person.id));
        }
        if asked.people.is_empty() {
            return Ok(Vec::new());
        }
    }
    let (by, at) = (moment.by, moment.as_of);
    let found = staff_by(&mut moment.tx, by, Right::SeePeople, at, &asked).await;
    Ok(found.map_err(fail)?.rows)
}

/// People with year of birth and offices; and nobody of them, where the row may be of somebody new.
async fn choices(
    ui: &Ui,
    moment: &mut Moment<'_>,
    row: &HeldRow,
    people: &[StaffRow],
) -> Result<Vec<Choice>, Problem> {
    let offices = moment.offices().await?;
    let mut told: BTreeMap<PersonId, (String, Vec<String>)> = BTreeMap::new();
    let mut order = Vec::new();
    for person in people {
        let Some(name) = &person.full_name else { continue };
        let (_, said) = told.entry(person.person).or_insert_with(|| {
            order.push(person.person);
            let birth = birth_year(person.birth.as_deref()).into_owned();
            (name.clone(), Some(birth).filter(|b| !b.is_empty()).into_iter().collect())
        });
        let office = person.duty.as_ref().and_then(|duty| {
            let orgs = &offices.orgs;
            orgs.on(duty.org, moment.as_of.valid_on).or_else(|| orgs.latest(duty.org))
        });
        said.extend(office.map(|o| o.name.clone()));
    }
    let mut out: Vec<Choice> = order
        .into_iter()
        .filter_map(|id| {
            let (name, said) = told.remove(&id)?;
            Some(Choice::new(id.to_string(), name).hint(said.join(" · ")))
        })
        .collect();
    if row.may_be_new() {
        let other = Choice::new(OTHER, ui.t("intake-who-other"));
        out.push(other.hint(ui.t("intake-who-other-hint")));
    }
    Ok(out)
}

fn form(ui: &Ui, row: &HeldRow, choices: Vec<Choice>, errors: &Errors) -> Form {
    // What was searched for goes along: a fault must not lose the people found.
    Form::post(ui.here())
        .field(Field::radios(WHO, ui.t("intake-who"), choices).required().from(errors))
        .button(Button::submit(ui.t("intake-who-enter")))
        .button(Button::link(ui.t("intake-back"), links::held(row.id)))
}
