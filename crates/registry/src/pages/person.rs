//! One person: duties over time with both datings, qualifications; numbers open for a purpose.

use std::collections::{BTreeMap, BTreeSet};

use access::{App, Read, Right, Signed, log_read};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use ledger::{Act, Traced, traced};
use serde::Deserialize;
use store::{Tx, Value};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Errors, Event, Html, Notice, Page,
    Problem, Redirect, Summary, Table, Tag, Text, Timeline, Tone, Ui, format,
};

use super::{
    by_hand,
    fail::fail,
    history::recorded,
    links,
    moment::Moment,
    purpose,
    staff_table::Shown,
    words::{self, FieldNames},
};
use crate::{
    Error, figures,
    model::{Assignment, Person, PersonId, PersonJoin, Qualification},
    rules::lineage::OrgMap,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let (tx, at) = (&mut moment.tx, moment.as_of.known_at);
    figures::require_person(tx, &signed.actor, Right::SeePeople, id).await?;
    let kept = figures::kept_record(tx, at, id).await?;
    if kept != id {
        let to = ui.link(&links::person(kept)).into_owned();
        return Ok(Redirect::to(to).saying("registry-joined-into").into_response());
    }
    let known = load(&mut moment, Right::SeePeople, id).await?;
    show(&mut moment, &known, Shown::Masked, Errors::default()).await
}

#[derive(Debug, Deserialize)]
pub(super) struct Opening {
    #[serde(default)]
    muc_dich: String,
}

/// Shows number, phone and address, once a purpose is given and noted.
pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    Form(form): Form<Opening>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let known = load(&mut moment, Right::OpenPersonal, parse(&id)?).await?;
    let purpose = match purpose::read(&ui, &form.muc_dich) {
        Ok(purpose) => purpose,
        Err(errors) => return show(&mut moment, &known, Shown::Masked, errors).await,
    };
    let page = links::person(known.id);
    let read = Read::of(purpose::CONTACT, known.id.0, &page).because(&purpose);
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(&app, &mut tx, &signed.actor, &read).await.map_err(fail)?;
    tx.commit().await.map_err(fail)?;
    show(&mut moment, &known, Shown::Opened, Errors::default()).await
}

fn parse(id: &str) -> Result<PersonId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

/// Refuses a record that was joined to another, and leads on to that one.
pub(super) async fn refuse_joined(tx: &mut Tx, known: Seq, id: PersonId) -> Result<(), Problem> {
    let kept = figures::kept_record(tx, known, id).await?;
    if kept == id {
        return Ok(());
    }
    let refused = Problem::from(Error::Refused { what: "person_joined", value: id.to_string() });
    Err(refused.next("registry-joined-open", links::person(kept)))
}

/// Everything ever said of a person, up to the act asked for.
struct Known {
    id: PersonId,
    person: Vec<Traced<Person>>,
    duties: Vec<Traced<Assignment>>,
    qualifications: Vec<Traced<Qualification>>,
    acts: BTreeMap<Seq, Act>,
    joins: Vec<Traced<PersonJoin>>,
}

impl Known {
    /// Who they are on the day, else as last said.
    fn current(&self, day: kernel::Date) -> Option<&Traced<Person>> {
        let standing = || self.person.iter().filter(|t| t.recorded_to.is_none());
        standing()
            .find(|t| t.held.valid.contains(day))
            .or_else(|| standing().max_by_key(|t| t.held.valid.from))
            .or_else(|| self.person.last())
    }

    fn erased_by(&self) -> Option<Seq> {
        self.person.iter().filter_map(|t| t.erased_by).max()
    }
}

async fn load(moment: &mut Moment<'_>, right: Right, id: PersonId) -> Result<Known, Problem> {
    let (tx, known) = (&mut moment.tx, moment.as_of.known_at);
    figures::require_person(tx, moment.by, right, id).await?;
    refuse_joined(tx, known, id).await?;
    let who = [Value::Uuid(Some(id.0))];
    let of = "f.person_id = $2";
    let person = traced::<Person>(tx, known, of, &who).await.map_err(fail)?;
    if person.is_empty() {
        return Err(Problem::not_found());
    }
    let duties = traced::<Assignment>(tx, known, of, &who).await.map_err(fail)?;
    let qualifications = traced::<Qualification>(tx, known, of, &who).await.map_err(fail)?;
    let mut numbers = BTreeSet::new();
    for duty in &duties {
        numbers.insert(duty.recorded_from);
        numbers.extend(duty.recorded_to);
    }
    let mut acts = BTreeMap::new();
    for seq in numbers {
        if let Some(act) = ledger::act(tx, seq).await.map_err(fail)? {
            acts.insert(seq, act);
        }
    }
    let joins = figures::joins_into(tx, known, id).await?;
    Ok(Known { id, person, duties, qualifications, acts, joins })
}

#[derive(Template)]
#[template(path = "person.html")]
struct View<'a> {
    ui: &'a Ui,
    summary: Summary,
    opening: Option<ui::Form>,
    wrong: bool,
    timeline: Option<Timeline>,
    none: Empty,
    replaced: Option<Timeline>,
    qualifications: Option<Table>,
    qualify: Option<Buttons>,
    sections: Vec<(&'static str, Text, Html)>,
    erase: Option<Buttons>,
}

async fn show(
    moment: &mut Moment<'_>,
    known: &Known,
    shown: Shown,
    errors: Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let current = known.current(moment.as_of.valid_on).ok_or_else(Problem::not_found)?;
    let person = &current.held.fact;
    // Verbs build on what stands now: a look at an earlier record offers none.
    let now = moment.is_now()
        && moment.by.may(Right::EditPeople)
        && known.person.iter().any(|t| t.recorded_to.is_none());
    let named = now && person.full_name.is_some();
    let told = Duties {
        ui,
        orgs: &offices.orgs,
        names: &names,
        acts: &known.acts,
        day: moment.as_of.valid_on,
        of: None,
    };
    let (standing, replaced): (Vec<_>, Vec<_>) =
        known.duties.iter().partition(|d| d.recorded_to.is_none());
    let hidden = person.personal_number.is_some()
        || person.phone.is_some()
        || person.email.is_some()
        || person.birth.is_some();
    let sections = sections(moment, known.id).await?;
    let view = View {
        ui,
        sections,
        summary: summary(ui, known, person, shown),
        opening: (hidden && shown == Shown::Masked && moment.by.may(Right::OpenPersonal))
            .then(|| opening(ui, known.id, &errors)),
        wrong: !errors.is_empty(),
        timeline: (!standing.is_empty())
            .then(|| Duties { of: now.then_some(known.id), ..told }.timeline(&standing)),
        none: Empty::new(ui.t("registry-person-no-duty"))
            .next(ui.t("registry-gap-close"), "/tiep-nhan"),
        replaced: (!replaced.is_empty()).then(|| told.timeline(&replaced)),
        qualifications: qualifications(ui, known, moment.as_of.valid_on, now),
        qualify: named.then(|| by_hand::qualify_button(ui, known.id)),
        erase: (named && moment.by.may(Right::AnswerRequests))
            .then(|| by_hand::erase_button(ui, known.id)),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let mut page = Page::new(title(ui, known, person))
        .crumb(ui.t("registry-people-title"), "/nhan-luc")
        .errors(&errors);
    if named {
        let join = moment.by.may_all(Right::EditPeople);
        page = page.actions(by_hand::buttons(ui, known.id, join).html(ui));
    }
    for join in &known.joins {
        let said = Notice::new(Tone::Info, ui.t("registry-joined-from"));
        page = page.notice(said.more(links::act_html(ui, join.recorded_from)));
    }
    if let Some(act) = known.erased_by() {
        let said = ui.f("registry-person-erased", &[("n", act.into())]);
        page = page.notice(Notice::new(Tone::Info, said).more(links::act_html(ui, act)));
    }
    if shown == Shown::Opened {
        page = page.notice(Notice::new(Tone::Info, ui.t("registry-person-opened")));
    }
    Ok(moment.dated(page).await?.respond(ui, &Html::trusted(body)))
}

/// What other rooms tell of the person.
async fn sections(
    moment: &mut Moment<'_>,
    id: PersonId,
) -> Result<Vec<(&'static str, Text, Html)>, Problem> {
    let mut all = Vec::new();
    for fill in &moment.room().of_person {
        let made = fill(moment, id).await?;
        all.extend(made.more.map(|(title, body)| (made.id, title, body)));
    }
    Ok(all)
}

fn title(ui: &Ui, known: &Known, person: &Person) -> Text {
    match (&person.full_name, known.erased_by()) {
        (Some(name), _) => name.clone().into(),
        (None, Some(act)) => ui.f("registry-erased-by", &[("n", act.into())]),
        (None, None) => ui.t("registry-unnamed"),
    }
}

fn summary(ui: &Ui, known: &Known, person: &Person, shown: Shown) -> Summary {
    let open = shown == Shown::Opened;
    let birth = person.birth.map(|b| b.to_string());
    let birth = match (open, &birth) {
        (true, Some(birth)) => words::birth(birth).into(),
        _ => words::birth_year(birth.as_deref()),
    };
    let secret = |value: &Option<String>, mask: fn(&str) -> String| match value {
        Some(value) if open => value.clone(),
        Some(value) => mask(value),
        None => String::new(),
    };
    let sex = person.sex.map(|sex| words::sex(ui, sex));
    let said = known.current(kernel::Date::MAX);
    let mut summary = Summary::new()
        .line(ui.t("registry-sex"), sex.unwrap_or_default())
        .line(ui.t(if open { "registry-birth-date" } else { "registry-col-birth" }), birth)
        .line(
            ui.t("registry-col-number"),
            secret(&person.personal_number, format::mask_personal_number),
        )
        .line(ui.t("registry-col-phone"), secret(&person.phone, format::mask_phone))
        .line(ui.t("registry-email"), secret(&person.email, mask_email));
    if let Some(said) = said {
        summary =
            summary.line_html(ui.t("registry-recorded"), recorded(ui, said.recorded_from, None));
    }
    summary
}

/// The first letter and the house: `n•••@vinhphuc.gov.vn`.
pub(super) fn mask_email(email: &str) -> String {
    let (name, house) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    if house.is_empty() { format!("{first}•••") } else { format!("{first}•••@{house}") }
}

fn opening(ui: &Ui, id: PersonId, errors: &Errors) -> ui::Form {
    let action = ui.link(&format!("{}/mo", links::person(id))).into_owned();
    ui::Form::post(action)
        .field(purpose::field(ui, errors))
        .button(Button::submit(ui.t("registry-open-number")))
}

/// How duties are told.
#[derive(Clone, Copy)]
struct Duties<'a> {
    ui: &'a Ui,
    orgs: &'a OrgMap,
    names: &'a FieldNames,
    acts: &'a BTreeMap<Seq, Act>,
    day: kernel::Date,
    /// Whose they are, where something can be done with them.
    of: Option<PersonId>,
}

impl Duties<'_> {
    /// The latest first.
    fn timeline(&self, duties: &[&Traced<Assignment>]) -> Timeline {
        let mut sorted: Vec<&&Traced<Assignment>> = duties.iter().collect();
        sorted.sort_by_key(|d| {
            std::cmp::Reverse((d.held.valid.to.is_none(), d.held.valid.from, d.recorded_from))
        });
        Timeline::new(sorted.into_iter().map(|d| self.event(d)))
    }

    fn event(&self, duty: &Traced<Assignment>) -> Event {
        let (ui, fact) = (self.ui, &duty.held.fact);
        let office = self.orgs.latest(fact.org);
        let name = office.map(|o| o.name.clone()).unwrap_or_default();
        let event = Event::new(words::span(ui, duty.held.valid), name).more(self.details(duty));
        match office {
            Some(office) => event.link(links::office(&office.code)),
            None => event,
        }
    }

    fn details(&self, duty: &Traced<Assignment>) -> Html {
        let (ui, fact) = (self.ui, &duty.held.fact);
        let mut words: Vec<String> = fact.title.iter().cloned().collect();
        words.push(words::mode(ui, fact.mode).into_owned());
        if !fact.fields.is_empty() {
            words.push(self.names.join(&fact.fields));
        }
        if let Some(share) = fact.share {
            words.push(ui.f("registry-share", &[("share", share.into())]).into_owned());
        }
        if let Some(why) = &fact.ended_because {
            words.push(ui.f("registry-ended", &[("why", why.as_str().into())]).into_owned());
        }
        let mut html = links::paragraph(&words.join(" · "));
        if !self.is_placed(duty) {
            html.push(&Tag::new(Tone::Doubt, ui.t("registry-duty-not-placed")).html(ui));
        }
        html.push(&Html::trusted("<p class=\"small\">"));
        html.push(&recorded(ui, duty.recorded_from, duty.recorded_to));
        html.push(&self.act_words(duty.recorded_from));
        if let Some(source) = &fact.source {
            let said = links::source_name(ui, source);
            html.push(&Html::trusted(" · "));
            html.push(&links::html(ui, &said, &links::source(source)));
        }
        html.push(&Html::trusted("</p>"));
        if let Some(person) = self.of {
            let there = self.orgs.on(fact.org, self.day).is_some();
            html.push(&by_hand::duty_links(ui, person, &duty.held, there));
        }
        html
    }

    /// Whether the office of a duty that holds on the day is still there, or what it became.
    fn is_placed(&self, duty: &Traced<Assignment>) -> bool {
        let stands = duty.recorded_to.is_none() && duty.held.valid.contains(self.day);
        !stands || self.orgs.on(duty.held.fact.org, self.day).is_some()
    }

    /// What kind of act, and when it was entered.
    fn act_words(&self, seq: Seq) -> Html {
        let Some(act) = self.acts.get(&seq) else { return Html::default() };
        let said =
            format!(" ({}, {})", words::act_kind(self.ui, &act.kind), format::time(act.entered_at));
        Html::text(&said)
    }
}

fn qualifications(ui: &Ui, known: &Known, day: kernel::Date, now: bool) -> Option<Table> {
    let mut columns = vec![
        Column::new("kind", ui.t("registry-col-qualification")),
        Column::new("name", ui.t("registry-col-qname")).head(),
        Column::new("major", ui.t("registry-col-major")),
        Column::new("valid", ui.t("registry-col-valid")),
        Column::new("act", ui.t("registry-recorded")),
    ];
    if now {
        columns.push(Column::new("end", ui.t("registry-col-end")));
    }
    let mut table =
        Table::new("bang-cap", ui.t("registry-qualifications"), columns).caption_hidden();
    for held in known.qualifications.iter().filter(|q| q.recorded_to.is_none()) {
        let fact = &held.held.fact;
        let over = held.held.valid.to.is_some_and(|to| to <= day);
        let span = Cell::text(words::span(ui, held.held.valid));
        let mut cells = vec![
            Cell::text(ui.t(by_hand::kind_id(fact.kind))),
            Cell::text(fact.name.clone()),
            Cell::text(fact.major.clone().unwrap_or_default()),
            if over { span.note(ui.t("registry-expired")) } else { span },
            Cell::html(links::act_html(ui, held.recorded_from), held.recorded_from.to_string()),
        ];
        if now {
            cells.push(by_hand::end_cell(ui, known.id, fact, over));
        }
        table.push(cells);
    }
    (!table.is_empty()).then_some(table)
}
