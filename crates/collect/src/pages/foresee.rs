//! `/thu-thap/{campaign}/{office}/anh-huong`: which figures that are published already would
//! change if what was sent were accepted, and by how much.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use intake::{
    acts::{Foreseen, Picture, foresee},
    pages::changes_page,
};
use kernel::AsOf;
use ledger::Source;
use registry::{acts::Desk, figures::Totals, model::Field, rules::coverage::Line};
use ui::{Button, Buttons, Cell, Column, Component as _, Empty, Lang, Page, Problem, Table, Ui};

use super::{campaign_page, fail::fail, office::There};
use crate::model::State as Stands;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::SeeCampaigns, there.office.id.0)?;
    let sent = there.case.submission.as_ref().is_some_and(|s| s.state == Stands::Sent);
    let batch = there.batch.as_ref().filter(|_| sent).ok_or_else(Problem::not_found)?;
    let desk = Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form };
    let day = there.case.campaign.as_of;
    let foreseen = foresee(&desk, batch.id, batch.version, day).await;
    let foreseen = foreseen.map_err(crate::Error::from)?;
    let fields = {
        let mut tx = app.db.read().await.map_err(fail)?;
        let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let at = AsOf { valid_on: day, known_at };
        registry::figures::fields(&mut tx, at).await.map_err(fail)?
    };
    let name = |code: &str| {
        let field = fields.iter().find(|f| f.code == code);
        let own = |f: &Field| if ui.lang == Lang::Vi { &f.name_vi } else { &f.name_en }.clone();
        field.map_or_else(|| code.to_owned(), own)
    };
    let mut body = whole(&ui, &foreseen, &name).html(&ui);
    body.push(&offices(&ui, &foreseen).html(&ui));
    let accepts = signed.actor.may_at(Right::RunCampaigns, there.office.id.0);
    let accept = || Button::link(ui.t("collect-accept"), changes_page(batch.id)).primary();
    let back = Button::link(ui.t("collect-back"), there.page());
    body.push(&Buttons::new(accepts.then(accept).into_iter().chain([back])).html(&ui));
    let lead = ui.f("collect-foresee-lead", &[("day", ui.date(day).into())]);
    let page = Page::new(ui.t("collect-foresee"))
        .lead(lead)
        .crumb(there.case.campaign.name.clone(), campaign_page(there.case.campaign.id))
        .crumb(there.office.name.clone(), there.page());
    Ok(page.respond(&ui, &body))
}

fn columns(ui: &Ui, first: &str) -> [Column; 4] {
    [
        Column::new("what", ui.t(first)).head(),
        Column::new("before", ui.t("collect-col-before")).number(),
        Column::new("after", ui.t("collect-col-after")).number(),
        Column::new("change", ui.t("collect-col-change")).number(),
    ]
}

fn line(what: impl Into<ui::Text>, before: i64, after: i64) -> [Cell; 4] {
    [Cell::text(what), Cell::count(before), Cell::count(after), Cell::count(after - before)]
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A figure: the message with its name, and where it stands.
type Told<T> = (&'static str, fn(&T) -> i64);

/// The figures of the whole that differ.
fn whole(ui: &Ui, foreseen: &Foreseen, field: &impl Fn(&str) -> String) -> Table {
    let (before, after) = (&foreseen.before.coverage.totals, &foreseen.after.coverage.totals);
    let told: [Told<Totals>; 5] = [
        ("collect-figure-people", |t| t.people),
        ("collect-figure-dedicated", |t| t.modes.dedicated),
        ("collect-figure-concurrent", |t| t.modes.concurrent),
        ("collect-figure-not-placed", |t| t.not_placed),
        ("collect-figure-units", |t| t.units),
    ];
    let mut table = Table::new("toan-tinh", ui.t("collect-figures"), columns(ui, "collect-figure"))
        .empty(Empty::new(ui.t("collect-figures-same")));
    for (name, of) in told {
        if of(before) != of(after) {
            table.push(line(ui.t(name), of(before), of(after)));
        }
    }
    for (code, now) in &after.fields {
        let was = before.fields.get(code).copied().unwrap_or_default();
        for (mode, was, now) in [
            ("collect-figure-dedicated", was.dedicated, now.dedicated),
            ("collect-figure-concurrent", was.concurrent, now.concurrent),
        ] {
            if was != now {
                table.push(line(format!("{} · {}", field(code), ui.t(mode)), was, now));
            }
        }
    }
    let without = |t: &Totals| count(t.units_without_anyone.len());
    if without(before) != without(after) {
        table.push(line(ui.t("collect-figure-uncovered"), without(before), without(after)));
    }
    beyond(ui, foreseen, &mut table);
    table
}

/// The figures that come from sheets of further kinds.
fn beyond(ui: &Ui, Foreseen { before, after, .. }: &Foreseen, table: &mut Table) {
    let told: [Told<Picture>; 8] = [
        ("collect-figure-teams", |p| count(p.teams.teams)),
        ("collect-figure-members", |p| p.teams.members),
        ("collect-figure-trained", |p| p.teams.trained),
        ("collect-figure-villages", |p| count(p.teams.villages)),
        ("collect-figure-without-team", |p| count(p.teams.villages_without_team)),
        ("collect-figure-attendances", |p| p.training.attendances),
        ("collect-figure-attendees", |p| p.training.people),
        ("collect-figure-unmatched", |p| p.training.people_unmatched),
    ];
    for (name, of) in told {
        if of(before) != of(after) {
            table.push(line(ui.t(name), of(before), of(after)));
        }
    }
    let years: BTreeSet<i64> =
        before.graduates.keys().chain(after.graduates.keys()).copied().collect();
    for year in years {
        let [was, now] = [before, after].map(|p| p.graduates.get(&year).copied().unwrap_or(0));
        if was != now {
            let name = ui.f("collect-figure-graduates", &[("year", year.to_string().into())]);
            table.push(line(name, was, now));
        }
    }
}

/// The offices whose figures differ.
fn offices(ui: &Ui, foreseen: &Foreseen) -> Table {
    let mut table =
        Table::new("don-vi", ui.t("collect-figures-offices"), columns(ui, "collect-col-office"))
            .empty(Empty::new(ui.t("collect-figures-same")));
    let modes: [Told<Line>; 2] = [
        ("collect-figure-dedicated", |l| l.modes.dedicated),
        ("collect-figure-concurrent", |l| l.modes.concurrent),
    ];
    for now in &foreseen.after.coverage.lines {
        let was = foreseen.before.coverage.lines.iter().find(|l| l.key == now.key);
        for (mode, of) in modes {
            let (before, after) = (was.map_or(0, of), of(now));
            if before != after {
                table.push(line(format!("{} · {}", now.name, ui.t(mode)), before, after));
            }
        }
    }
    table
}
