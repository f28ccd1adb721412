//! People: found without diacritics, in the order of their given names.

use std::collections::BTreeSet;

use access::{App, Read, Right, Signed};
use askama::Template;
use axum::{Form, extract::State, response::Response};
use serde::Deserialize;
use ui::{
    Button, Buttons, Choice, Chooser, Component as _, Empty, Errors, Field, Filter, Html, Page,
    Problem, Query, Table, TableQuery, Ui, export, format,
};

use super::{
    by_hand, by_number, duplicates,
    fail::fail,
    given::{Given, Pairs},
    json,
    moment::Moment,
    purpose,
    staff_table::{self, Shown, StaffTable},
    words::{self, FieldNames},
};
use crate::{
    Error,
    figures::{self, StaffPage, StaffQuery, StaffRow, Standing},
    model::{Mode, PersonId},
};

/// What the address asks of the list beside what every table may be asked.
#[derive(Clone, Debug, Default, Deserialize)]
struct Wanted {
    #[serde(rename = "don-vi", default)]
    office: String,
    #[serde(rename = "hinh-thuc", default)]
    mode: String,
    #[serde(rename = "linh-vuc", default)]
    field: String,
    #[serde(rename = "dien", default)]
    standing: String,
}

impl Wanted {
    fn read(ui: &Ui) -> Self {
        let get = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
        Self {
            office: get("don-vi"),
            mode: get("hinh-thuc"),
            field: get("linh-vuc"),
            standing: get("dien"),
        }
    }

    /// Whether nothing but duty is asked for.
    fn is_everyone(&self) -> bool {
        [&self.office, &self.mode, &self.field, &self.standing].iter().all(|w| w.is_empty())
    }

    fn standing(&self) -> Standing {
        match self.standing.as_str() {
            "chua-bo-tri" => Standing::NotPlaced,
            "moi-nguoi" => Standing::Anyone,
            _ => Standing::OnDuty,
        }
    }
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeePeople)?;
    let query = TableQuery::read(&ui, staff_table::SORTABLE);
    if !json::is_asked(&ui)
        && !ui.asks_for_rows()
        && let Some(asked) = &query.q
        && let Some(answer) = by_number::answer(&app, &signed.actor, asked).await?
    {
        return Ok(answer);
    }
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    if json::is_asked(&ui) {
        let page = rows(&mut moment, &Wanted::read(&ui), &query).await?;
        return Ok(json::answer(&json::staff(&page)));
    }
    if query.format.is_some() {
        let page = rows(&mut moment, &Wanted::read(&ui), &query).await?;
        let table = table(&mut moment, &query, &page, Shown::Masked).await?;
        return export::answer(&ui, &query, &ui.t("registry-people-title"), &table)
            .ok_or_else(Problem::not_found);
    }
    // The page holds a form, and a form the token of a session.
    let (room, key) = (moment.room(), format!("{}|{}", moment.key(), ui.viewer().csrf));
    let (moment, none) = (&mut moment, Errors::default());
    let made = room.body(moment.ui, moment.head, key, || build(moment, &query, &none)).await?;
    let page = moment.dated(made.0.clone()).await?;
    Ok(page.respond(&ui, &made.1))
}

/// What was typed above the list.
pub(super) async fn find(
    State(app): State<App>,
    signed: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeePeople)?;
    by_number::sent(&app, &signed.actor, "/nhan-luc", &Given(pairs)).await
}

/// The page with its rows masked.
async fn build(
    moment: &mut Moment<'_>,
    query: &TableQuery,
    errors: &Errors,
) -> Result<(Page, Html), Problem> {
    let wanted = Wanted::read(moment.ui);
    let page = rows(moment, &wanted, query).await?;
    let table = table(moment, query, &page, Shown::Masked).await?;
    let view = view(moment, &wanted, &page, table, errors).await?;
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let ui = moment.ui;
    let mut page = Page::new(ui.t("registry-people-title")).lead(ui.t("registry-people-lead"));
    let mut buttons = Vec::new();
    if moment.is_now() && moment.by.may(Right::EditPeople) {
        buttons.push(Button::link(ui.t("registry-person-new"), by_hand::NEW));
    }
    if moment.is_now() && moment.by.may_all(Right::SeePeople) {
        let (room, by, head) = (moment.room(), moment.by, moment.head);
        let n = room.duplicates(&mut moment.tx, by, head).await?;
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let label = ui.f("registry-duplicates-link", &[("n", n.into())]);
        buttons.extend((n > 0).then(|| Button::link(label, duplicates::PAGE)));
    }
    if !buttons.is_empty() {
        page = page.actions(Buttons::new(buttons).html(ui));
    }
    Ok((page.errors(errors), Html::trusted(body)))
}

/// The rows as a file with numbers and phones in it: for a purpose, and noted.
#[derive(Debug, Deserialize)]
pub(super) struct Export {
    #[serde(default)]
    muc_dich: String,
    #[serde(default)]
    format: String,
}

pub(super) async fn export(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Form(form): Form<Export>,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::OpenPersonal)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let mut query = TableQuery::read(&ui, staff_table::SORTABLE);
    let wanted = Wanted::read(&ui);
    let purpose = match purpose::read(&ui, &form.muc_dich) {
        Ok(purpose) => purpose,
        Err(errors) => {
            let (page, body) = build(&mut moment, &query, &errors).await?;
            return Ok(moment.dated(page).await?.respond(&ui, &body));
        }
    };
    query.format = export::Format::from_name(&form.format).or(Some(export::Format::Xlsx));
    let mut page = rows(&mut moment, &wanted, &query).await?;
    let seen = close_others(&mut moment, &mut page.rows).await?;
    let people = u64::try_from(seen.len()).unwrap_or(0);
    let here = ui.here();
    let read = Read::list(purpose::EXPORT, people, &here).because(&purpose);
    let mut tx = app.db.write().await.map_err(fail)?;
    // Each of them is told that their numbers were taken out.
    let seen = seen.into_iter().map(|person| person.0).collect();
    let of = access::Shown { people: seen, rows: Vec::new() };
    access::log_read_of(&app, &mut tx, &signed.actor, &read, &of).await.map_err(fail)?;
    tx.commit().await.map_err(fail)?;
    let table = table(&mut moment, &query, &page, Shown::Opened).await?;
    export::answer(&ui, &query, &ui.t("registry-people-title"), &table)
        .ok_or_else(Problem::not_found)
}

/// Masks what may not be opened, as of people who stand elsewhere by now, and tells of whom the
/// rest is.
async fn close_others(
    moment: &mut Moment<'_>,
    rows: &mut [StaffRow],
) -> Result<BTreeSet<PersonId>, Error> {
    let people = rows.iter().map(|row| row.person).collect();
    let (tx, by) = (&mut moment.tx, moment.by);
    let open = figures::allowed_people(tx, by, Right::OpenPersonal, people).await?;
    for row in rows.iter_mut().filter(|row| !open.contains(&row.person)) {
        row.personal_number = row.personal_number.as_deref().map(format::mask_personal_number);
        row.phone = row.phone.as_deref().map(format::mask_phone);
    }
    Ok(open)
}

async fn rows(
    moment: &mut Moment<'_>,
    wanted: &Wanted,
    query: &TableQuery,
) -> Result<StaffPage, Problem> {
    let (order, descending) = staff_table::order(query);
    let mut asked = StaffQuery {
        search: query.q.clone(),
        mode: Mode::parse(&wanted.mode),
        field: (!wanted.field.is_empty()).then(|| wanted.field.clone()),
        standing: wanted.standing(),
        order,
        descending,
        offset: query.offset(),
        limit: query.limit(),
        ..StaffQuery::default()
    };
    if !wanted.office.is_empty() {
        let known = moment.as_of.known_at;
        let found = figures::org_by_code(&mut moment.tx, known, &wanted.office).await?;
        // An office that is not there has nobody; it must not mean everybody.
        let Some(office) = found.first() else { return Ok(StaffPage::default()) };
        asked.orgs = vec![office.fact.id];
    }
    // Of everyone on duty, coverage knows how many there are; not of those one may see.
    let whole = moment.by.may_all(Right::SeePeople);
    asked.uncounted = whole && wanted.is_everyone() && asked.search.is_none();
    let mut page = figures::staff(&mut moment.tx, moment.by, moment.as_of, &asked).await?;
    if asked.uncounted {
        let covered = moment.coverage().await?;
        let totals = &covered.coverage.totals;
        page.people = totals.people;
        (page.dedicated, page.concurrent) = (totals.modes.dedicated, totals.modes.concurrent);
        page.total = page.dedicated + page.concurrent;
    }
    Ok(page)
}

async fn table(
    moment: &mut Moment<'_>,
    query: &TableQuery,
    page: &StaffPage,
    shown: Shown,
) -> Result<Table, Problem> {
    let (ui, day) = (moment.ui, moment.as_of.valid_on);
    let offices = moment.offices().await?;
    let all = figures::fields(&mut moment.tx, moment.as_of).await?;
    let fields = FieldNames::new(ui, &all);
    let table =
        StaffTable { ui, orgs: &offices.orgs, day, fields: &fields, with_office: true, shown };
    let caption = ui.f(
        "registry-people-caption",
        &[
            ("rows", page.total.into()),
            ("people", page.people.into()),
            ("dedicated", page.dedicated.into()),
            ("concurrent", page.concurrent.into()),
        ],
    );
    let empty = Empty::new(ui.t("registry-people-none"))
        .next(ui.t("registry-people-all"), "/nhan-luc?dien=moi-nguoi")
        .next(ui.t("registry-gap-close"), "/tiep-nhan");
    let table = table.table(caption, query, &page.rows);
    let chooser = chooser(moment, &Wanted::read(ui)).await?;
    let table =
        filters(ui, &all, &fields).into_iter().fold(table, Table::filter).chosen_in(&chooser);
    Ok(table.of_total(u64::try_from(page.total).unwrap_or(0)).empty(empty))
}

/// The filters over the table.
fn filters(ui: &Ui, fields: &[crate::model::Field], names: &FieldNames) -> [Filter; 3] {
    let by_mode = [Mode::Dedicated, Mode::Concurrent]
        .into_iter()
        .fold(Filter::new(ui.t("registry-col-mode"), "hinh-thuc"), |filter, mode| {
            filter.choice(mode.as_str(), words::mode(ui, mode), None)
        });
    let by_field =
        fields.iter().fold(Filter::new(ui.t("registry-col-field"), "linh-vuc"), |filter, field| {
            filter.choice(field.code.clone(), names.name(&field.code), None)
        });
    let by_standing = Filter::new(ui.t("registry-filter-standing"), "dien")
        .choice("chua-bo-tri", ui.t("registry-not-placed"), None)
        .choice("moi-nguoi", ui.t("registry-standing-anyone"), None);
    [by_mode, by_field, by_standing]
}

#[derive(Template)]
#[template(path = "people.html")]
struct View<'a> {
    ui: &'a Ui,
    chooser: Chooser,
    table: Table,
    export: Option<ui::Form>,
    opened: bool,
}

async fn view<'a>(
    moment: &mut Moment<'a>,
    wanted: &Wanted,
    page: &StaffPage,
    table: Table,
    errors: &Errors,
) -> Result<View<'a>, Problem> {
    let ui = moment.ui;
    let chooser = chooser(moment, wanted).await?;
    let export = (page.total > 0).then(|| export_form(ui, errors));
    Ok(View { ui, chooser, table, export, opened: !errors.is_empty() })
}

/// Search and office in one form; the other filters stay as they are.
async fn chooser(moment: &mut Moment<'_>, wanted: &Wanted) -> Result<Chooser, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let all = offices.orgs.all_on(moment.as_of.valid_on);
    let any = Choice::new("", ui.t("registry-any-office"));
    let choices = all.into_iter().map(|o| Choice::new(o.code.clone(), o.name.clone()));
    let office =
        Field::select("don-vi", ui.t("registry-col-office"), std::iter::once(any).chain(choices))
            .value(wanted.office.clone());
    let search = Field::text("q", ui.t("registry-people-search"))
        .value(ui.query().get("q").unwrap_or_default().to_owned());
    Ok(Chooser::new("/nhan-luc", ui.t("registry-find"))
        .posted()
        .keep(&["hinh-thuc", "linh-vuc", "dien", "sort"])
        .field(search)
        .field(office))
}

fn export_form(ui: &Ui, errors: &Errors) -> ui::Form {
    let here = Query::behind(&ui.query().clone().without(&["page", "format"]), "/nhan-luc/xuat");
    let formats = [Choice::new("xlsx", "Excel (.xlsx)").chosen(true), Choice::new("csv", "CSV")];
    ui::Form::post(here)
        .field(purpose::field(ui, errors))
        .field(Field::radios("format", ui.t("registry-export-format"), formats).value("xlsx"))
        .button(Button::submit(ui.t("registry-export-opened")))
}
