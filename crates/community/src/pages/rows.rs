//! Which villages and teams the address asks for, and in which order.

use std::collections::BTreeSet;

use kernel::folding;
use registry::pages::kit::{Map, Moment, Place, name_key};
use ui::{TableQuery, Ui};

use crate::figures::Line;

/// By what the list may be sorted.
pub(super) const SORTABLE: &[&str] = &["village", "commune", "members", "trained"];

/// How a village may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Without,
    With,
    Untrained,
    Unlisted,
}

impl State {
    pub(super) const ALL: [(&'static str, &'static str, Self); 4] = [
        ("chua-co-to", "community-state-without", Self::Without),
        ("co-to", "community-state-with", Self::With),
        ("chua-tap-huan-het", "community-state-untrained", Self::Untrained),
        ("ngoai-danh-sach", "community-state-unlisted", Self::Unlisted),
    ];

    pub(super) fn holds(self, line: &Line) -> bool {
        match self {
            Self::Without => line.team.is_none(),
            Self::With => line.team.is_some(),
            Self::Untrained => line.team.as_ref().is_some_and(|t| t.trained < t.members),
            Self::Unlisted => !line.on_record,
        }
    }
}

/// A line and where it stands on the map.
pub(super) struct Row {
    pub(super) line: Line,
    pub(super) place: Option<Place>,
}

impl Row {
    fn place_name(&self) -> &str {
        self.place.as_ref().map_or("", |p| &p.name)
    }

    fn members(&self) -> i64 {
        self.line.team.as_ref().map_or(0, |t| t.members)
    }

    fn trained(&self) -> i64 {
        self.line.team.as_ref().map_or(0, |t| t.trained)
    }
}

/// Lines with their places.
pub(super) fn placed(moment: &Moment<'_>, offices: &Map, lines: Vec<Line>) -> Vec<Row> {
    let (orgs, day, map) = (&offices.orgs, moment.as_of.valid_on, moment.map);
    let place = |line: &Line| match &line.team {
        Some(team) => Place::of(orgs, team.org, day, map),
        None => Place::of_commune(orgs, (&line.commune, line.area), day, map),
    };
    lines.into_iter().map(|line| Row { place: place(&line), line }).collect()
}

/// The communes there are, by name.
pub(super) fn communes(rows: &[Row]) -> Vec<Place> {
    let all: BTreeSet<&Place> = rows.iter().filter_map(|r| r.place.as_ref()).collect();
    let mut all: Vec<Place> = all.into_iter().cloned().collect();
    all.sort_by_cached_key(|place| name_key(&place.name));
    all
}

/// Those that are asked for; without an order, villages without a team first.
pub(super) fn chosen(ui: &Ui, query: &TableQuery, rows: Vec<Row>) -> Vec<Row> {
    let commune = ui.query().get("xa").filter(|c| !c.is_empty());
    let state = ui.query().get("tinh-trang");
    let state = state.and_then(|s| State::ALL.into_iter().find(|(w, ..)| *w == s));
    let plain = query.q.as_deref().map(folding::plain).unwrap_or_default();
    let found = |row: &Row| {
        let text = folding::plain(&format!("{} {}", row.line.village, row.place_name()));
        plain.split(' ').all(|word| text.contains(word))
    };
    let fits = |row: &Row| {
        commune.is_none_or(|c| row.place.as_ref().is_some_and(|p| p.key == c))
            && state.is_none_or(|(.., s)| s.holds(&row.line))
            && (plain.is_empty() || found(row))
    };
    let mut rows: Vec<Row> = rows.into_iter().filter(fits).collect();
    sort(&mut rows, query);
    rows
}

fn sort(rows: &mut [Row], query: &TableQuery) {
    rows.sort_by_cached_key(|row| (name_key(row.place_name()), name_key(&row.line.village)));
    let Some(by) = &query.sort else {
        rows.sort_by_key(|row| row.line.team.is_some());
        return;
    };
    match by.key.as_str() {
        "village" => rows.sort_by_cached_key(|row| name_key(&row.line.village)),
        "members" => rows.sort_by_key(Row::members),
        "trained" => rows.sort_by_key(Row::trained),
        _ => {}
    }
    if by.descending {
        rows.reverse();
    }
}
