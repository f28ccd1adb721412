//! The as-of bar: when in the world, as known when, on which map. It stays in the address.

use askama::Template;
use axum::http::StatusCode;
use jiff::{Timestamp, civil::Date};

use crate::{Component, Errors, Problem, Query, Text, Ui, format, request::AS_OF};

/// What the address says of the dates and the map. `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct AsOfQuery {
    /// Date in the world (`on`).
    pub on: Option<Date>,
    /// Time of knowledge (`known_at`).
    pub known_at: Option<Timestamp>,
    /// Date whose map is used (`map`).
    pub map: Option<Date>,
    /// What could not be read; the page shows it.
    pub errors: Errors,
    wrong: Option<&'static str>,
}

impl AsOfQuery {
    /// Reads the address of the page.
    pub fn read(ui: &Ui) -> Self {
        let mut errors = Errors::default();
        let mut wrong = None;
        for (name, message) in WRONG {
            if ui.unread(name).is_some() {
                errors.add(format!("asof-{name}"), ui.t(message));
                wrong = wrong.or(Some(message));
            }
        }
        let day = |name| ui.query().get(name).and_then(format::parse_date);
        let known_at = ui.query().get("known_at").filter(|text| !is_now(text));
        Self {
            on: day("on"),
            known_at: known_at.and_then(format::parse_time),
            map: day("map"),
            errors,
            wrong,
        }
    }

    /// Refuses a date that can't be read where nobody would see that it was not: a file or an
    /// answer for programs must not be of another day than was asked for.
    pub fn or_refuse(self, unseen: bool) -> Result<Self, Problem> {
        match self.wrong {
            Some(message) if unseen => {
                Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "wrong-date", message))
            }
            _ => Ok(self),
        }
    }
}

/// What is said of each where it can't be read.
const WRONG: [(&str, &str); 3] =
    [("on", "ui-asof-on-wrong"), ("map", "ui-asof-map-wrong"), ("known_at", "ui-asof-known-wrong")];

/// Whether a value of the address can be read, as far as it is a date of the bar.
pub(crate) fn is_readable(name: &str, text: &str) -> bool {
    let text = text.trim();
    match name {
        _ if text.is_empty() => true,
        "known_at" => is_now(text) || format::parse_time(text).is_some(),
        "on" | "map" => format::parse_date(text).is_some(),
        _ => true,
    }
}

/// The words that leave the time of knowledge open, in both languages.
fn is_now(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "nay" | "now")
}

/// The bar under the header of every page with a figure.
#[derive(Clone, Debug)]
pub struct AsOfBar {
    on: Date,
    now: Timestamp,
    known_at: Option<Timestamp>,
    map: Option<Date>,
    maps: Vec<(Date, Text)>,
    chosen: bool,
}

impl AsOfBar {
    /// The date the page's figures are of, and the present moment.
    pub fn new(on: Date, now: Timestamp) -> Self {
        Self { on, now, known_at: None, map: None, maps: Vec::new(), chosen: false }
    }

    /// From the address; `today` where it gives no date.
    pub fn of(query: &AsOfQuery, today: Date, now: Timestamp) -> Self {
        Self {
            known_at: query.known_at,
            map: query.map,
            chosen: query.on.is_some_and(|on| on != today)
                || query.known_at.is_some()
                || query.map.is_some(),
            ..Self::new(query.on.unwrap_or(today), now)
        }
    }

    /// A map that can be chosen, by a date on which it was in force: `(30/06/2025, "trước 01/07/2025")`.
    #[must_use]
    pub fn map_choice(mut self, date: Date, label: impl Into<Text>) -> Self {
        self.maps.push((date, label.into()));
        self
    }

    /// The bar as a sentence, for print and for documents.
    pub fn sentence(&self, ui: &Ui) -> Text {
        let known = format::time(self.known_at.unwrap_or(self.now));
        let map = self.map_label(ui);
        ui.f(
            "ui-asof-sentence",
            &[
                ("on", format::date(self.on).into()),
                ("known", known.into()),
                ("map", map.as_ref().into()),
            ],
        )
    }

    /// The day the figures are of.
    pub(crate) const fn day(&self) -> Date {
        self.on
    }

    /// The same as labels and values.
    pub(crate) fn lines(&self, ui: &Ui) -> [(Text, String); 3] {
        [
            (ui.t("ui-asof-on"), format::date(self.on)),
            (ui.t("ui-about-known"), format::time(self.known_at.unwrap_or(self.now))),
            (ui.t("ui-about-map"), self.map_label(ui).into_owned()),
        ]
    }

    /// The query of the page with its dates in it.
    pub(crate) fn fixed(&self, ui: &Ui) -> Query {
        ui.query()
            .clone()
            .with("on", Some(&self.on.to_string()))
            .with("known_at", Some(&self.known_at.unwrap_or(self.now).to_string()))
    }

    fn map_label(&self, ui: &Ui) -> Text {
        let date = self.map.unwrap_or(self.on);
        let choice = self.maps.iter().find(|(d, _)| self.map == Some(*d));
        choice.map_or_else(
            || ui.f("ui-asof-map-of", &[("date", format::date(date).into())]),
            |(_, label)| label.clone(),
        )
    }
}

#[derive(Template)]
#[template(path = "as_of.html")]
struct View<'a> {
    ui: &'a Ui,
    bar: &'a AsOfBar,
    on: String,
    known: String,
    options: Vec<(String, Text, bool)>,
    others: Vec<(&'a str, &'a str)>,
    fixed: String,
    reset: String,
}

impl Component for AsOfBar {
    fn write(&self, ui: &Ui, out: &mut String) {
        let mut options = vec![(String::new(), ui.t("ui-asof-map-same"), self.map.is_none())];
        for (date, label) in &self.maps {
            options.push((date.to_string(), label.clone(), self.map == Some(*date)));
        }
        if let Some(map) = self.map.filter(|m| self.maps.iter().all(|(d, _)| d != m)) {
            options.push((map.to_string(), self.map_label(ui), true));
        }
        let skip = |name: &str| AS_OF.contains(&name) || name == "page";
        let view = View {
            ui,
            bar: self,
            on: ui.unread("on").map_or_else(|| format::date(self.on), str::to_owned),
            known: match (ui.unread("known_at"), self.known_at) {
                (Some(typed), _) => typed.to_owned(),
                (None, Some(time)) => format::time(time),
                (None, None) => ui.t("ui-asof-now").into_owned(),
            },
            options,
            others: ui.query().pairs().filter(|(name, _)| !skip(name)).collect(),
            fixed: self.fixed(ui).behind(ui.path()),
            reset: ui.query().clone().without(&AS_OF).behind(ui.path()),
        };
        crate::html::put(&view, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn the_address_is_read_and_faults_are_told() {
        let at = |address: &str| AsOfQuery::read(&Ui::sample(&[], Lang::Vi, address).unwrap());
        let good = at("/x?on=15/10/2024&known_at=24/11/2026&map=2025-06-30");
        assert_eq!(good.on, Some(Date::constant(2024, 10, 15)));
        assert_eq!(good.map, Some(Date::constant(2025, 6, 30)));
        assert!(good.known_at.is_some() && good.errors.is_empty());
        let open = at("/x?known_at=nay");
        assert!(open.known_at.is_none() && open.errors.is_empty());
        let bad = at("/x?on=31/02/2024&known_at=hôm+qua");
        assert_eq!(bad.errors.fields().collect::<Vec<_>>(), ["asof-on", "asof-known_at"]);
        assert!(bad.clone().or_refuse(false).is_ok());
        assert_eq!(bad.or_refuse(true).unwrap_err().message, "ui-asof-on-wrong");
    }

    #[test]
    fn what_can_not_be_read_goes_nowhere() {
        let address = "/x?on=31/02/2024&known_at=hôm+qua&map=2025-06-30&sort=name&on=1/1/2024";
        let ui = Ui::sample(&[], Lang::Vi, address).unwrap();
        assert_eq!(ui.link("/y"), "/y?map=2025-06-30");
        assert_eq!(ui.here(), "/x?map=2025-06-30&sort=name");
        assert!(!ui.kept(&[]).as_str().contains("31/02"));
        assert_eq!(AsOfQuery::read(&ui).errors.fields().count(), 2);
    }

    #[test]
    fn printed_as_a_sentence() {
        let address = "/x?on=2024-10-15&known_at=2026-11-24T07:05:00Z&map=2025-06-30";
        let ui = Ui::sample(&[], Lang::Vi, address).unwrap();
        let day = Date::constant(2026, 11, 25);
        let now = format::parse_time("25/11/2026 08:00").unwrap();
        let bar = AsOfBar::of(&AsOfQuery::read(&ui), day, now)
            .map_choice(Date::constant(2025, 6, 30), "trước 01/07/2025");
        assert_eq!(
            bar.sentence(&ui),
            "Tính đến 15/10/2024 · theo dữ liệu đã biết đến 24/11/2026 14:05 · địa giới trước 01/07/2025"
        );
    }
}
