//! The day figures are compared with (`so-voi`): a year before, unless the address says another.

use std::sync::Arc;

use jiff::Span;
use kernel::{AsOf, Date};
use ui::{Better, Chooser, Component as _, Errors, Field, Figure, Html, Problem, format};

use super::{links, moment::Moment, room::Covered};

/// Where the changes of a figure are listed row by row.
pub(super) const CHANGES: &str = "/so-sanh";
/// The parameter of the day.
pub(super) const SINCE: &str = "so-voi";
/// The parameter of the figure.
pub(super) const WHAT: &str = "so-lieu";

/// Which rows a number of a figure counts, and the number by a day's coverage.
pub(super) type Compared<'a> = (&'a str, &'a dyn Fn(&Covered) -> i64);

/// The day before, and what held then by the same knowledge.
pub(super) struct Comparison {
    /// The day.
    pub(super) then: Date,
    /// Coverage then; `None` where the record has nobody on that day, which is not zero.
    pub(super) covered: Option<Arc<Covered>>,
    /// Whether the address names the day.
    chosen: bool,
    /// What of it could not be read.
    pub(super) errors: Errors,
}

impl Comparison {
    /// Reads the address.
    pub(super) async fn read(moment: &mut Moment<'_>) -> Result<Self, Problem> {
        let (ui, on) = (moment.ui, moment.as_of.valid_on);
        let typed = ui.query().get(SINCE).filter(|text| !text.trim().is_empty());
        let day = typed.and_then(format::parse_date);
        let mut errors = Errors::default();
        if typed.is_some() && day.is_none_or(|day| day >= on) {
            errors.add(SINCE, ui.f("registry-compare-wrong", &[("on", format::date(on).into())]));
        }
        let chosen = day.filter(|day| *day < on);
        let then = chosen.unwrap_or_else(|| year_before(on));
        let as_of = AsOf { valid_on: then, known_at: moment.as_of.known_at };
        // Each day on its own map, unless both are read on another.
        let map = if moment.is_restated() { moment.map } else { then };
        let covered = if errors.is_empty() {
            let covered = moment.room().coverage(&mut moment.tx, as_of, map).await?;
            Some(covered).filter(|c| c.coverage.totals.people > 0)
        } else {
            None
        };
        Ok(Self { then, covered, chosen: chosen.is_some(), errors })
    }

    /// A figure with its change, and the way to the rows that make it up.
    pub(super) fn on<const N: usize>(
        &self,
        figure: Figure,
        now: &Covered,
        better: Better,
        parts: [Compared<'_>; N],
    ) -> Figure {
        let Some(then) = &self.covered else { return figure };
        let changes = parts.each_ref().map(|(_, n)| n(now) - n(then));
        let pages = parts.map(|(what, _)| self.page_of(what));
        figure.since(self.then, better, &changes).changed_rows(pages)
    }

    fn page_of(&self, what: &str) -> String {
        format!("{CHANGES}?{WHAT}={}&{SINCE}={}", ui::segment(what), self.then)
    }

    /// Where the day is chosen.
    pub(super) fn chooser(&self, moment: &Moment<'_>) -> Html {
        let ui = moment.ui;
        let typed = ui.query().get(SINCE).filter(|_| !self.errors.is_empty());
        let value = typed.map_or_else(|| format::date(self.then), str::to_owned);
        let day =
            Field::date(ui, SINCE, ui.t("registry-compare-day")).value(value).from(&self.errors);
        let mut html =
            Chooser::new(ui.path(), ui.t("registry-compare")).keep(&[WHAT]).field(day).html(ui);
        if self.chosen && self.covered.is_none() {
            let args = [("date", format::date(self.then).into())];
            html.push(&links::paragraph(&ui.f("registry-compare-nothing", &args)));
        }
        html
    }
}

fn year_before(on: Date) -> Date {
    on.checked_sub(Span::new().years(1)).unwrap_or(on)
}
