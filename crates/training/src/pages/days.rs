//! Days of a class on its page: who was there on which, and how many.

use std::collections::BTreeMap;

use registry::pages::kit::Given;
use ui::{Cell, Choice, Column, Errors, Field, Form, Table, Text, Ui, format};

use crate::{
    acts::ByDay,
    figures::{DayLine, Presences},
    model::{AttendanceId, ClassDayId, Presence},
};

/// The days of a class, and who of those who are shown was there.
pub(super) struct Days {
    pub(super) lines: Vec<DayLine>,
    pub(super) presences: Presences,
}

/// By which a table is sorted by a day: its place among the days, from 1.
pub(super) fn sort_key(place: usize) -> String {
    format!("ngay-{}", place + 1)
}

/// Everything the table of a class may be sorted by.
pub(super) fn sortable(lines: &[DayLine]) -> Vec<String> {
    let days = (0..lines.len()).map(sort_key);
    std::iter::once("name".to_owned()).chain(days).collect()
}

/// The day a table is sorted by.
pub(super) fn sorted_by(lines: &[DayLine], key: &str) -> Option<ClassDayId> {
    let place = (0..lines.len()).find(|place| sort_key(*place) == key)?;
    Some(lines[place].id)
}

/// `16/02/2023`; of several of one date what the list calls it beside it; without a date what the
/// list calls it, else its number.
pub(super) fn name(ui: &Ui, line: &DayLine, all: &[DayLine]) -> Text {
    let heading = line.heading.as_deref().filter(|text| !text.is_empty());
    let numbered = || ui.f("training-day-number", &[("n", line.number.into())]);
    let Some(day) = line.held_on else {
        return heading.map_or_else(numbered, |text| text.to_owned().into());
    };
    let alone = all.iter().filter(|other| other.held_on == line.held_on).count() == 1;
    match heading.filter(|_| !alone) {
        Some(heading) => format!("{} · {heading}", format::date(day)).into(),
        None if alone => format::date(day).into(),
        None => format!("{} · {}", format::date(day), line.number).into(),
    }
}

/// Whether somebody was there, in the reader's words.
pub(super) fn word(ui: &Ui, presence: Presence) -> Text {
    ui.t(match presence {
        Presence::Present => "training-presence-present",
        Presence::Absent => "training-presence-absent",
        Presence::Excused => "training-presence-excused",
        Presence::Unknown => "training-presence-unknown",
    })
}

impl Days {
    /// A column for each day.
    pub(super) fn columns(&self, ui: &Ui) -> impl Iterator<Item = Column> {
        self.lines.iter().enumerate().map(move |(place, line)| {
            Column::new(sort_key(place), name(ui, line, &self.lines)).sortable()
        })
    }

    /// A cell for each day of one attendance.
    pub(super) fn cells(&self, ui: &Ui, id: AttendanceId) -> impl Iterator<Item = Cell> {
        let of = self.presences.get(&id);
        self.lines.iter().map(move |line| match of.and_then(|of| of.get(&line.id)) {
            None | Some(Presence::Unknown) => Cell::unknown(ui.t("training-presence-blank")),
            Some(presence) => Cell::text(format!("{} {}", presence.sign(), word(ui, *presence))),
        })
    }
}

/// How many were there on each day.
pub(super) fn counts(ui: &Ui, lines: &[DayLine]) -> Table {
    let column = |key: &'static str, label: &str| Column::new(key, ui.t(label)).number();
    let columns = vec![
        Column::new("day", ui.t("training-col-day")).head(),
        column("present", "training-col-present"),
        column("absent", "training-col-absent"),
        column("excused", "training-col-excused"),
        column("unknown", "training-col-unknown"),
    ];
    let mut table = Table::new("theo-ngay", ui.t("training-by-day-caption"), columns);
    for line in lines {
        table.push([
            Cell::text(name(ui, line, lines)),
            Cell::count(line.present),
            Cell::count(line.absent),
            Cell::count(line.excused),
            Cell::count(line.unknown),
        ]);
    }
    table
}

/// What the forms call a day.
fn field(line: &DayLine) -> String {
    format!("ngay-{}", line.id.0)
}

/// A choice for each day.
pub(super) fn ask(form: Form, ui: &Ui, lines: &[DayLine], given: &Given, errors: &Errors) -> Form {
    lines.iter().fold(form, |form, line| {
        let choices = Presence::ALL.map(|p| Choice::new(p.as_str(), word(ui, p)));
        let value = given.some(&field(line));
        let value = value.unwrap_or_else(|| Presence::Unknown.as_str().to_owned());
        let label = ui.f("training-day-of", &[("day", name(ui, line, lines).as_ref().into())]);
        form.field(Field::select(field(line), label, choices).value(value).required().from(errors))
    })
}

/// What the form says of each day.
pub(super) fn read(lines: &[DayLine], given: &Given) -> ByDay {
    let said = |line: &DayLine| {
        let presence = given.some(&field(line)).as_deref().and_then(Presence::parse);
        presence.map(|presence| (line.id, presence))
    };
    lines.iter().filter_map(said).collect()
}

/// What a form shows of what is on record.
pub(super) fn given(
    lines: &[DayLine],
    of: Option<&BTreeMap<ClassDayId, Presence>>,
) -> Vec<(String, String)> {
    let known = |line: &DayLine| of.and_then(|of| of.get(&line.id)).copied().unwrap_or_default();
    lines.iter().map(|line| (field(line), known(line).as_str().to_owned())).collect()
}
