//! Words of the record as the reader's language has them.

use kernel::Date;
use registry::{
    model::OrgId,
    pages::kit::{Place, birth_year, links},
    rules::lineage::OrgMap,
};
use ui::{Cell, Tag, Text, Tone, Ui, format};

use crate::model::{Attendee, Period, Way};

pub(super) fn way(ui: &Ui, way: Way) -> Text {
    ui.t(match way {
        Way::Class => "training-way-class",
        Way::Online => "training-way-online",
    })
}

/// `16/02/2023 – 17/02/2023`, `quý I năm 2023`.
pub(super) fn period(ui: &Ui, period: Period, ends_on: Option<Date>) -> Text {
    match (period, ends_on) {
        (Period::Day(day), Some(last)) if last > day => {
            format!("{} – {}", format::date(day), format::date(last)).into()
        }
        (Period::Day(day), _) => format::date(day).into(),
        (Period::Quarter(year, quarter), _) => {
            let quarter = match quarter {
                1 => "I",
                2 => "II",
                3 => "III",
                _ => "IV",
            };
            // A year is no number to be grouped.
            let year = year.to_string();
            ui.f("training-quarter", &[("quarter", quarter.into()), ("year", year.as_str().into())])
        }
    }
}

/// Whether somebody is found on the register.
pub(super) fn matched(ui: &Ui, attendee: Attendee) -> Tag {
    if attendee.is_matched() {
        Tag::new(Tone::Good, ui.t("training-matched"))
    } else {
        Tag::new(Tone::Doubt, ui.t("training-unmatched"))
    }
}

/// The name; of who is on the register, with the way to their page.
pub(super) fn name(ui: &Ui, attendee: Attendee, name: Option<&String>) -> Cell {
    let cell = Cell::text(name.map_or_else(|| ui.t("training-erased"), |n| n.clone().into()));
    match attendee {
        Attendee::Person(person) => cell.link(links::person(person)),
        Attendee::Unmatched(_) => cell,
    }
}

/// Year of birth alone.
pub(super) fn birth(birth: Option<&String>) -> Cell {
    Cell::text(birth_year(birth.map(String::as_str)))
}

/// The office where it is known, else what the list says.
pub(super) fn office(
    orgs: &OrgMap,
    (day, map): (Date, Date),
    org: Option<OrgId>,
    unit: Option<&String>,
) -> Cell {
    match org.and_then(|org| Place::of(orgs, org, day, map)) {
        Some(place) => Cell::text(place.name).link(place.href),
        None => Cell::text(unit.cloned().unwrap_or_default()),
    }
}
