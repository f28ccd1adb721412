//! The figures of a campaign's day, before and after, and the published ones that would change.

use std::collections::BTreeSet;

use intake::acts::Picture;
use registry::{figures::Totals, pages::ChangedFigure, rules::coverage::Line};
use ui::{Cell, Column, Empty, Table, Text, Ui, format};

use super::foreseen::Foreseen;

/// Published figures that would read otherwise: what was published, what would be told of the day
/// now, and what after the sheet is accepted.
pub(super) fn published(ui: &Ui, all: &[ChangedFigure]) -> Table {
    let columns = [
        Column::new("day", ui.t("collect-col-published-day")).head(),
        Column::new("figure", ui.t("collect-figure")),
        Column::new("published", ui.t("collect-col-published")).number(),
        Column::new("before", ui.t("collect-col-before")).number(),
        Column::new("after", ui.t("collect-col-after")).number(),
        Column::new("change", ui.t("collect-col-change")).number(),
    ];
    let mut table = Table::new("da-cong-bo", ui.t("collect-published-title"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("collect-published-none")));
    for it in all {
        table.push([
            Cell::date(it.of_day).link(it.page.clone()),
            Cell::text(it.figure.clone()),
            told(ui, it.published),
            told(ui, it.before),
            told(ui, it.after).note(turned(ui, it)),
            difference(ui, it),
        ]);
    }
    table
}

fn told(ui: &Ui, number: Option<i64>) -> Cell {
    number.map_or_else(|| Cell::unknown(ui.t("collect-kept-back")), Cell::count)
}

/// Whether a number that was kept back would be shown, or the reverse.
fn turned(ui: &Ui, it: &ChangedFigure) -> Text {
    match (it.before, it.after) {
        (None, Some(_)) => ui.t("collect-would-be-shown"),
        (Some(_), None) => ui.t("collect-would-be-kept-back"),
        _ => Text::default(),
    }
}

fn difference(ui: &Ui, it: &ChangedFigure) -> Cell {
    match it.before.zip(it.after) {
        Some((before, after)) => Cell::text(format::signed(ui.lang, after - before)),
        None => Cell::unknown(ui.t("collect-kept-back")),
    }
}

fn columns(ui: &Ui, first: &str) -> [Column; 4] {
    [
        Column::new("what", ui.t(first)).head(),
        Column::new("before", ui.t("collect-col-before")).number(),
        Column::new("after", ui.t("collect-col-after")).number(),
        Column::new("change", ui.t("collect-col-change")).number(),
    ]
}

fn line(ui: &Ui, what: impl Into<Text>, before: i64, after: i64) -> [Cell; 4] {
    let change = Cell::text(format::signed(ui.lang, after - before));
    [Cell::text(what), Cell::count(before), Cell::count(after), change]
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A figure: the message with its name, and where it stands.
type Told<T> = (&'static str, fn(&T) -> i64);

/// The figures of the whole that differ.
pub(super) fn whole(ui: &Ui, foreseen: &Foreseen, field: &impl Fn(&str) -> String) -> Table {
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
            table.push(line(ui, ui.t(name), of(before), of(after)));
        }
    }
    for (code, now) in &after.fields {
        let was = before.fields.get(code).copied().unwrap_or_default();
        for (mode, was, now) in [
            ("collect-figure-dedicated", was.dedicated, now.dedicated),
            ("collect-figure-concurrent", was.concurrent, now.concurrent),
        ] {
            if was != now {
                table.push(line(ui, format!("{} · {}", field(code), ui.t(mode)), was, now));
            }
        }
    }
    let without = |t: &Totals| count(t.units_without_anyone.len());
    if without(before) != without(after) {
        table.push(line(ui, ui.t("collect-figure-uncovered"), without(before), without(after)));
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
            table.push(line(ui, ui.t(name), of(before), of(after)));
        }
    }
    let years: BTreeSet<i64> =
        before.graduates.keys().chain(after.graduates.keys()).copied().collect();
    for year in years {
        let [was, now] = [before, after].map(|p| p.graduates.get(&year).copied().unwrap_or(0));
        if was != now {
            let name = ui.f("collect-figure-graduates", &[("year", year.to_string().into())]);
            table.push(line(ui, name, was, now));
        }
    }
}

/// The offices whose figures differ.
pub(super) fn offices(ui: &Ui, foreseen: &Foreseen) -> Table {
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
                table.push(line(ui, format!("{} · {}", now.name, ui.t(mode)), before, after));
            }
        }
    }
    table
}
