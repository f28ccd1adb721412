//! `/nhan-luc/co-the-trung`: records that may be of one person, to be looked at and joined.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use ui::{
    Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Text, Ui, export, format,
};

use super::{by_hand, links, moment::Moment, words};
use crate::{
    figures::{self, Duplicate, StaffRow},
    model::Person,
    rules::{duplicates::Likeness, lineage::OrgMap},
};

/// The page's address.
pub(super) const PAGE: &str = "/nhan-luc/co-the-trung";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeePeople)?;
    let mut moment = Moment::newest(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, &[]);
    let all = figures::duplicates(&mut moment.tx, moment.by, moment.head).await?;
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let skip = if query.format.is_some() { 0 } else { query.offset() };
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let most = query.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let shown: Vec<&Duplicate> = all.iter().skip(skip).take(most).collect();
    let people: BTreeSet<_> = shown.iter().flat_map(|d| [d.first.id, d.second.id]).collect();
    let (tx, by, at) = (&mut moment.tx, moment.by, moment.as_of);
    let duties = figures::staff_of_people(tx, by, at, &people).await?;
    let offices = moment.offices().await?;
    let joins = moment.by.may_all(Right::EditPeople);
    let mut table =
        Table::new("co-the-trung", ui.t("registry-duplicates-title"), columns(&ui, joins))
            .asked(&query)
            .of_total(total)
            .exported()
            .caption_hidden()
            .empty(Empty::new(ui.t("registry-duplicates-none")));
    for pair in shown {
        table.push(row(&ui, pair, &duties, &offices.orgs, joins));
    }
    if let Some(file) = export::answer(&ui, &query, &ui.t("registry-duplicates-title"), &table) {
        return Ok(file);
    }
    let page = Page::new(ui.t("registry-duplicates-title"))
        .crumb(ui.t("registry-people-title"), "/nhan-luc")
        .lead(ui.t("registry-duplicates-lead"));
    Ok(page.respond(&ui, &table.html(&ui)))
}

/// `joins`: whether who reads may join them.
fn columns(ui: &Ui, joins: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::new("first", ui.t("registry-duplicates-first")).head(),
        Column::new("first-office", ui.t("registry-duplicates-first-office")),
        Column::new("second", ui.t("registry-duplicates-second")),
        Column::new("second-office", ui.t("registry-duplicates-second-office")),
        Column::new("why", ui.t("registry-duplicates-why")),
    ];
    if joins {
        columns.push(Column::new("do", ui.t("registry-duplicates-do")));
    }
    columns
}

fn row(ui: &Ui, pair: &Duplicate, duties: &[StaffRow], orgs: &OrgMap, joins: bool) -> Vec<Cell> {
    let (a, b) = (&pair.first, &pair.second);
    let mut cells = vec![
        named(a),
        Cell::text(offices(a, duties, orgs)),
        named(b),
        Cell::text(offices(b, duties, orgs)),
        Cell::text(why(ui, pair.likeness)),
    ];
    if joins {
        let compare = by_hand::join_page(a.id, b.id);
        cells.push(Cell::text(ui.t("registry-join-compare")).link(compare));
    }
    cells
}

/// Who it is, with as much of birth, number and phone as lists show.
fn named(person: &Person) -> Cell {
    let name = person.full_name.clone().unwrap_or_default();
    Cell::text(name).link(links::person(person.id)).note(masked(person))
}

/// Year of birth, number and phone as lists show them.
fn masked(person: &Person) -> String {
    let birth = person.birth.map(|b| words::birth_year(Some(&b.to_string())).into_owned());
    let number = person.personal_number.as_deref().map(format::mask_personal_number);
    let phone = person.phone.as_deref().map(format::mask_phone);
    [birth, number, phone].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Where somebody holds a duty on the day.
fn offices(person: &Person, duties: &[StaffRow], orgs: &OrgMap) -> String {
    let own = duties.iter().filter(|row| row.person == person.id);
    let named = own.filter_map(|row| orgs.latest(row.duty.as_ref()?.org));
    named.map(|office| office.name.clone()).collect::<Vec<_>>().join("; ")
}

fn why(ui: &Ui, likeness: Likeness) -> Text {
    ui.t(match likeness {
        Likeness::Birth => "registry-duplicates-birth",
        Likeness::Phone => "registry-duplicates-phone",
        Likeness::Both => "registry-duplicates-both",
    })
}
