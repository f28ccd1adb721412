//! `/nhan-luc/{id}/gop`: somebody has another record. It is found, compared, and joined to this one
//! once what changes was seen.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form, Html, Problem, Query,
    Redirect, Table, Text, Ui, format,
};

use super::{
    super::{
        by_number,
        given::{Given, Pairs},
        links,
        moment::Moment,
        person::mask_email,
        room::Room,
        words,
    },
    kind_id, note,
    subject::{Subject, desk},
};
use crate::{
    Error,
    acts::{self, Joined},
    figures::{self, StaffQuery, Standing},
    model::{Assignment, Detail, Person, PersonId, PersonJoin, Qualification},
    rules::{
        identity,
        joining::{Choices, Compared, Stretch},
    },
};

/// Where another record of somebody is looked for.
pub(super) fn page(id: PersonId) -> String {
    format!("{}/gop", links::person(id))
}

/// So many records found by name are shown.
const MOST: u64 = 50;

/// Looks for the other record.
pub(super) async fn find(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::EditPeople)?;
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    let asked = ui.query().get("q").unwrap_or_default().to_owned();
    searched(&app, &signed, &ui, &it, (&asked, &Errors::default()), &[]).await
}

/// What was typed to find it: it comes in the body, since it may be a personal number.
pub(super) async fn found(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::EditPeople)?;
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    let asked = Given(pairs).line("q");
    let mut errors = Errors::default();
    let other = match identity::number_looked_for(&asked) {
        Some(number) => by_number::look_up(&app, &signed.actor, &number).await?,
        None => linked(&asked),
    };
    if let Some(other) = other.filter(|other| *other != it.id) {
        return Ok(Redirect::to(super::join_page(it.id, other)).into_response());
    }
    let is_name = asked.chars().any(char::is_alphabetic) && other.is_none();
    if is_name {
        let found = Query::default().with("q", Some(&asked)).behind(&page(it.id));
        return Ok(Redirect::to(found).into_response());
    }
    let wrong = if asked.is_empty() { "registry-field-missing" } else { "registry-join-none" };
    errors.add("q", ui.t(wrong));
    searched(&app, &signed, &ui, &it, ("", &errors), &[]).await
}

/// The person whose page an address is of.
fn linked(text: &str) -> Option<PersonId> {
    let path = text.split(['?', '#']).next()?;
    path.split('/').find_map(|part| part.trim().parse().ok())
}

async fn searched(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    it: &Subject,
    (asked, errors): (&str, &Errors),
    compared: &[&Subject],
) -> Result<Response, Problem> {
    let search = Field::text("q", ui.t("registry-join-find"))
        .value(asked.to_owned())
        .longest(300)
        .required();
    let form = Form::post(page(it.id))
        .field(search.from(errors))
        .button(Button::submit(ui.t("registry-join-find-now")))
        .button(Button::link(ui.t("registry-cancel"), links::person(it.id)));
    let mut body = form.html(ui);
    if !compared.is_empty() {
        body.push(&Html::trusted(format!(
            "<h2>{}</h2>",
            Html::text(&ui.t("registry-join-compared"))
        )));
        body.push(&links::list(compared.iter().map(|it| it.named_by_number(ui))));
    }
    if !asked.is_empty() {
        body.push(&namesakes(app, signed, ui, it, asked).await?.html(ui));
    }
    let title = ui.f("registry-join-title", &[("name", it.name(ui).as_ref().into())]);
    let page = it.page(ui, title).lead(ui.t("registry-join-lead")).errors(errors);
    Ok(page.respond(ui, &body))
}

async fn namesakes(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    it: &Subject,
    asked: &str,
) -> Result<Table, Problem> {
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let query = StaffQuery {
        search: Some(asked.to_owned()),
        standing: Standing::Anyone,
        limit: Some(MOST),
        uncounted: true,
        ..StaffQuery::default()
    };
    let rows = figures::staff(&mut moment.tx, moment.by, moment.as_of, &query).await?.rows;
    let columns = [
        Column::new("name", ui.t("registry-col-name")).head(),
        Column::new("birth", ui.t("registry-col-birth")),
        Column::new("number", ui.t("registry-col-number")),
        Column::new("office", ui.t("registry-col-office")),
        Column::new("do", ui.t("registry-duplicates-do")),
    ];
    let mut table = Table::new("tim-thay", ui.t("registry-join-found"), columns)
        .empty(Empty::new(ui.t("registry-join-none")));
    let mut told = BTreeSet::from([it.id]);
    for row in &rows {
        if row.full_name.is_none() || !told.insert(row.person) {
            continue;
        }
        let own = rows.iter().filter(|r| r.person == row.person);
        let offices = own.filter_map(|r| it.register.map.orgs.latest(r.duty.as_ref()?.org));
        let offices: Vec<_> = offices.map(|office| office.name.clone()).collect();
        let number = row.personal_number.as_deref().map(format::mask_personal_number);
        table.push([
            Cell::text(row.full_name.clone().unwrap_or_default()).link(links::person(row.person)),
            Cell::text(words::birth_year(row.birth.as_deref())),
            Cell::text(number.unwrap_or_default()),
            Cell::text(offices.join("; ")),
            Cell::text(ui.t("registry-join-compare")).link(super::join_page(it.id, row.person)),
        ]);
    }
    Ok(table)
}

/// Shows what joining would change.
pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, other)): Path<(String, String)>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::EditPeople)?;
    let both = Both::open(&app, &signed, &ui, (&id, &other)).await?;
    both.preview(&app, &signed, &ui, &Given::default(), &Errors::default()).await
}

/// Joins them.
pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((id, other)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::EditPeople)?;
    let both = Both::open(&app, &signed, &ui, (&id, &other)).await?;
    let (given, mut errors) = (Given(pairs), Errors::default());
    let note = note::read(&ui, &given, &mut errors);
    if errors.is_empty() {
        let rooms = &app.room::<Room>().joins;
        let desk = desk(&app, &signed);
        match acts::join_people(&desk, rooms, both.join(), &choices(&given), &note).await {
            Ok(_) => {
                let back = Redirect::to(links::person(both.keep.id)).saying("registry-join-done");
                return Ok(back.into_response());
            }
            Err(error) => note::tell(&ui, error, &mut errors)?,
        }
    }
    both.preview(&app, &signed, &ui, &given, &errors).await
}

fn choices(given: &Given) -> Choices {
    Choices {
        details: given.all(DETAILS).iter().filter_map(|word| Detail::parse(word)).collect(),
        duties: given.all(DUTIES).iter().filter_map(|id| id.parse().ok()).collect(),
    }
}

/// The field of details that are taken from the other record.
const DETAILS: &str = "lay";
/// The same of duties.
const DUTIES: &str = "lay-nhiem-vu";

impl Subject {
    /// The way to a record, told from one of the same name by its number.
    fn named_by_number(&self, ui: &Ui) -> Html {
        let mut html = links::html(ui, &self.name(ui), &links::person(self.id));
        if let Some(number) = &self.who().personal_number {
            html.push(&Html::trusted(" "));
            html.push(&Html::text(&format::mask_personal_number(number)));
        }
        html
    }
}

/// The record that is kept, and the other.
struct Both {
    keep: Subject,
    other: Subject,
}

impl Both {
    async fn open(
        app: &App,
        signed: &Signed,
        ui: &Ui,
        (keep, other): (&str, &str),
    ) -> Result<Self, Problem> {
        let keep = Subject::named(app, &signed.actor, ui, keep).await?;
        let other = Subject::named(app, &signed.actor, ui, other).await?;
        Ok(Self { keep, other })
    }

    const fn join(&self) -> PersonJoin {
        PersonJoin { person: self.other.id, into: self.keep.id }
    }

    async fn preview(
        &self,
        app: &App,
        signed: &Signed,
        ui: &Ui,
        given: &Given,
        errors: &Errors,
    ) -> Result<Response, Problem> {
        let (rooms, chosen) = (&app.room::<Room>().joins, choices(given));
        let desk = desk(app, signed);
        let joined = match acts::preview_join(&desk, rooms, self.join(), &chosen).await {
            Ok(joined) => joined,
            Err(error) => return self.refuse(app, signed, ui, error).await,
        };
        let mut body = self.details(ui, &joined).html(ui);
        body.push(&self.duties(ui, &joined.joining.duties).html(ui));
        body.push(&qualifications(ui, &joined.joining.qualifications).html(ui));
        body.push(&elsewhere(ui, &joined));
        body.push(&self.form(ui, &joined, given, errors).html(ui));
        let title = ui.f("registry-join-preview-title", &[("name", self.name(ui).into())]);
        let page = self.keep.page(ui, title).crumb(ui.t("registry-join"), page(self.keep.id));
        Ok(page.lead(ui.t("registry-join-preview-lead")).errors(errors).respond(ui, &body))
    }

    /// They can't be joined: why is said where another record is looked for, beside both of them.
    async fn refuse(
        &self,
        app: &App,
        signed: &Signed,
        ui: &Ui,
        error: Error,
    ) -> Result<Response, Problem> {
        let mut errors = Errors::default();
        note::tell(ui, error, &mut errors)?;
        let mut both = vec![&self.keep, &self.other];
        both.dedup_by_key(|it| it.id);
        searched(app, signed, ui, &self.keep, ("", &errors), &both).await
    }

    fn name(&self, ui: &Ui) -> String {
        self.keep.name(ui).into_owned()
    }

    fn details(&self, ui: &Ui, joined: &Joined) -> Table {
        let columns = [
            Column::new("detail", ui.t("registry-join-detail")).head(),
            Column::new("keep", ui.t("registry-join-keep")),
            Column::new("other", ui.t("registry-join-other")),
            Column::new("outcome", ui.t("registry-join-outcome")),
        ];
        let mut table = table(ui, "thong-tin", "registry-join-details", columns);
        for (detail, compared) in &joined.joining.details {
            let outcome = ui.t(match compared {
                Compared::Same => "registry-join-same",
                Compared::Fills => "registry-join-fills",
                Compared::Differs => "registry-join-differs",
            });
            table.push([
                Cell::text(ui.t(label(*detail))),
                Cell::text(said(ui, self.keep.who(), *detail)),
                Cell::text(said(ui, self.other.who(), *detail)),
                Cell::text(outcome),
            ]);
        }
        table
    }

    fn duties(&self, ui: &Ui, duties: &[Stretch<Assignment>]) -> Table {
        let columns = [
            Column::new("office", ui.t("registry-col-office")).head(),
            Column::new("mode", ui.t("registry-col-mode")),
            Column::new("valid", ui.t("registry-col-valid")),
            Column::new("outcome", ui.t("registry-join-outcome")),
        ];
        let mut table = table(ui, "nhiem-vu", "registry-join-duties", columns);
        for duty in duties {
            let fact = &duty.held.fact;
            table.push([
                Cell::text(self.office(fact)).note(fact.title.clone().unwrap_or_default()),
                Cell::text(words::mode(ui, fact.mode)),
                Cell::text(words::span(ui, duty.held.valid)),
                Cell::text(outcome(ui, duty)),
            ]);
        }
        table
    }

    fn office(&self, duty: &Assignment) -> String {
        self.keep.register.office_name(duty.org, self.keep.register.day)
    }

    fn form(&self, ui: &Ui, joined: &Joined, given: &Given, errors: &Errors) -> Form {
        let mut form = Form::post(super::join_page(self.keep.id, self.other.id));
        let chosen = choices(given);
        let differ = joined.joining.details.iter().filter(|(_, c)| *c == Compared::Differs);
        let details: Vec<Choice> = differ
            .map(|(detail, _)| {
                let text =
                    format!("{}: {}", ui.t(label(*detail)), said(ui, self.other.who(), *detail));
                Choice::new(detail.as_str(), text).chosen(chosen.details.contains(detail))
            })
            .collect();
        let twice = joined.joining.duties.iter().filter(|duty| duty.twice);
        let duties: Vec<Choice> = twice
            .map(|duty| {
                let days = words::span(ui, duty.held.valid).into_owned();
                let args = [("office", self.office(&duty.held.fact).into()), ("days", days.into())];
                let id = duty.held.fact.id;
                Choice::new(id.to_string(), ui.f("registry-join-take-duty", &args))
                    .chosen(chosen.duties.contains(&id))
            })
            .collect();
        for (name, choices) in [(DETAILS, details), (DUTIES, duties)] {
            if !choices.is_empty() {
                let field = Field::checks(name, ui.t("registry-join-take"), choices);
                form = form.field(field.hint(ui.t("registry-join-take-hint")));
            }
        }
        let swap = super::join_page(self.other.id, self.keep.id);
        form.field(
            Field::text("so", ui.t("registry-hand-basis"))
                .hint(ui.t("registry-hand-basis-hint"))
                .value(given.line("so"))
                .longest(300)
                .from(errors),
        )
        .field(note::reason(ui, "registry-join-reason", "registry-reason-hint", given, errors))
        .button(Button::submit(ui.t("registry-join-now")))
        .button(Button::link(ui.t("registry-join-swap"), swap))
        .button(Button::link(ui.t("registry-cancel"), links::person(self.keep.id)))
    }
}

fn table<const N: usize>(ui: &Ui, key: &'static str, caption: &str, columns: [Column; N]) -> Table {
    Table::new(key, ui.t(caption), columns).empty(Empty::new(ui.t("registry-join-stands-none")))
}

const fn label(detail: Detail) -> &'static str {
    match detail {
        Detail::FullName => "registry-col-name",
        Detail::Sex => "registry-sex",
        Detail::Birth => "registry-col-birth",
        Detail::PersonalNumber => "registry-col-number",
        Detail::Phone => "registry-col-phone",
        Detail::Email => "registry-email",
    }
}

/// What a record says, masked as on its page.
fn said(ui: &Ui, person: &Person, detail: Detail) -> Text {
    let masked = |value: &Option<String>, mask: fn(&str) -> String| -> Text {
        value.as_deref().map(mask).unwrap_or_default().into()
    };
    match detail {
        Detail::FullName => person.full_name.clone().unwrap_or_default().into(),
        Detail::Sex => person.sex.map(|sex| words::sex(ui, sex)).unwrap_or_default(),
        Detail::Birth => {
            let birth = person.birth.map(|b| b.to_string());
            words::birth_year(birth.as_deref())
        }
        Detail::PersonalNumber => masked(&person.personal_number, format::mask_personal_number),
        Detail::Phone => masked(&person.phone, format::mask_phone),
        Detail::Email => masked(&person.email, mask_email),
    }
}

fn qualifications(ui: &Ui, all: &[Stretch<Qualification>]) -> Table {
    let columns = [
        Column::new("kind", ui.t("registry-col-qualification")),
        Column::new("name", ui.t("registry-col-qname")).head(),
        Column::new("valid", ui.t("registry-col-valid")),
        Column::new("outcome", ui.t("registry-join-outcome")),
    ];
    let mut table = table(ui, "trinh-do", "registry-join-qualifications", columns);
    for it in all {
        let fact = &it.held.fact;
        table.push([
            Cell::text(ui.t(kind_id(fact.kind))),
            Cell::text(fact.name.clone()).note(fact.major.clone().unwrap_or_default()),
            Cell::text(words::span(ui, it.held.valid)),
            Cell::text(outcome(ui, it)),
        ]);
    }
    table
}

fn outcome<F>(ui: &Ui, stretch: &Stretch<F>) -> Text {
    if !stretch.twice || stretch.stands == [stretch.held.valid] {
        return ui.t("registry-join-moves");
    }
    if stretch.stands.is_empty() {
        return ui.t("registry-join-twice");
    }
    let days = stretch.stands.iter().map(|days| words::span(ui, *days));
    let days = days.collect::<Vec<_>>().join("; ");
    ui.f("registry-join-twice-rest", &[("days", days.into())])
}

/// What other rooms say of the other record.
fn elsewhere(ui: &Ui, joined: &Joined) -> Html {
    if joined.elsewhere.is_empty() {
        return Html::default();
    }
    let told = joined.elsewhere.iter().map(|(message, n)| {
        let n = i64::try_from(*n).unwrap_or(i64::MAX);
        Html::text(&ui.f(message, &[("n", n.into())]))
    });
    let mut html =
        Html::trusted(format!("<h2>{}</h2>", Html::text(&ui.t("registry-join-elsewhere"))));
    html.push(&links::list(told));
    html
}
