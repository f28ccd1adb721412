//! What the address asks of a list, and the filters over it.

use std::collections::BTreeSet;

use ui::{Filter, TableQuery, Ui};

use super::words;
use crate::{
    figures::{Listing, SessionLine},
    model::Way,
};

/// The ways a session is held, as addresses say them.
pub(super) const WAYS: [(&str, Way); 2] = [("lop", Way::Class), ("truc-tuyen", Way::Online)];

/// What the address asks for.
pub(super) fn listing(ui: &Ui, query: &TableQuery) -> Listing {
    let get = |name: &str| ui.query().get(name);
    let sort = query.sort.as_ref();
    Listing {
        search: query.q.clone().filter(|q| !q.trim().is_empty()),
        year: get("nam").and_then(|y| y.parse().ok()),
        course: get("khoa").filter(|c| !c.is_empty()).map(str::to_owned),
        way: way(ui),
        matched: match get("khop") {
            Some("co") => Some(true),
            Some("chua") => Some(false),
            _ => None,
        },
        by_name: sort.is_some_and(|s| s.key == "name"),
        descending: sort.is_some_and(|s| s.descending),
        offset: query.offset(),
        limit: query.limit(),
        ..Listing::default()
    }
}

pub(super) fn way(ui: &Ui) -> Option<Way> {
    let asked = ui.query().get("cach")?;
    WAYS.into_iter().find(|(word, _)| *word == asked).map(|(_, way)| way)
}

/// Whether a session is asked for.
pub(super) fn fits(asked: &Listing, line: &SessionLine) -> bool {
    let folded = |text: &str| kernel::folding::fold(text);
    asked.year.is_none_or(|year| i64::from(line.period.year()) == year)
        && asked.way.is_none_or(|way| line.way == way)
        && asked.course.as_deref().is_none_or(|c| folded(c) == folded(&line.course))
}

/// Filters by year, way and course.
pub(super) fn filters(ui: &Ui, all: &[SessionLine]) -> [Filter; 3] {
    let years: BTreeSet<i16> = all.iter().map(|line| line.period.year()).collect();
    let courses: BTreeSet<&str> = all.iter().map(|line| &line.course[..]).collect();
    let by_year = Filter::new(ui.t("training-col-year"), "nam");
    let by_year = years
        .into_iter()
        .rev()
        .fold(by_year, |filter, year| filter.choice(year.to_string(), year.to_string(), None));
    let by_way = Filter::new(ui.t("training-col-way"), "cach");
    let by_way = WAYS
        .into_iter()
        .fold(by_way, |filter, (word, way)| filter.choice(word, words::way(ui, way), None));
    let by_course = Filter::new(ui.t("training-col-course"), "khoa");
    let by_course = courses
        .into_iter()
        .fold(by_course, |filter, name| filter.choice(name.to_owned(), name.to_owned(), None));
    [by_year, by_way, by_course]
}

/// The filter by whether somebody is found on the register.
pub(super) fn by_match(ui: &Ui) -> Filter {
    Filter::new(ui.t("training-col-matched"), "khop")
        .choice("co", ui.t("training-matched"), None)
        .choice("chua", ui.t("training-unmatched"), None)
}
