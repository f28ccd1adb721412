//! The map of communes, coloured by who covers them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use kernel::Date;
use ui::{
    Component as _, Empty, Html, Problem, Ui,
    charts::{AreaMap, MapArea, Outlines, Shade},
};

use super::{
    lines::{self, State},
    links,
    moment::Moment,
    room::{Covered, Map},
};
use crate::{
    figures,
    model::{AreaId, AreaLevel},
    rules::{
        coverage::Line,
        lineage::{LineKey, OrgMap},
    },
};

/// The map of communes as markup; nothing where no commune was ever drawn.
///
/// Offices may still stand while their communes have become others: then they are drawn where
/// their communes went.
pub(super) async fn of(moment: &mut Moment<'_>, covered: &Covered) -> Result<Html, Problem> {
    let (ui, offices) = (moment.ui, moment.offices().await?);
    if let Some(day) = carried_to(moment, &offices, covered) {
        let as_of = moment.as_of;
        let carried = moment.room().coverage(&mut moment.tx, as_of, day).await?;
        if let Some(map) = drawn(moment, &offices, &carried, day).await? {
            let said = ui.f("registry-map-carried", &[("date", ui::format::date(day).into())]);
            let mut html = links::paragraph(&said);
            html.push(&map.html(ui));
            return Ok(html);
        }
    }
    match drawn(moment, &offices, covered, moment.map).await? {
        Some(map) => Ok(map.html(ui)),
        None => elsewhere(moment, &offices, covered).await,
    }
}

/// The day of the map that offices are drawn on whose own communes are no more.
fn carried_to(moment: &Moment<'_>, offices: &Map, covered: &Covered) -> Option<Date> {
    let (day, areas) = (moment.map, &offices.orgs.areas);
    let gone = |id: AreaId| {
        let was = areas.latest(id).is_some_and(|area| area.level == AreaLevel::Commune);
        was && areas.on(id, day).is_none()
    };
    let mut lines = covered.coverage.lines.iter();
    let outlived = lines.any(|line| area_of(&offices.orgs, line).is_some_and(gone));
    let changed = offices.days.iter().find(|changed| **changed <= day);
    changed.copied().filter(|changed| outlived && *changed != day)
}

/// Where this map has no boundaries and the newest has some: a way to the same figures there.
async fn elsewhere(
    moment: &mut Moment<'_>,
    offices: &Map,
    covered: &Covered,
) -> Result<Html, Problem> {
    let (ui, orgs) = (moment.ui, &offices.orgs);
    let Some(newest) = offices.days.first().copied().filter(|day| *day != moment.map) else {
        return Ok(Html::default());
    };
    let areas = covered.coverage.lines.iter().filter_map(|line| area_of(orgs, line));
    let there: BTreeSet<AreaId> =
        areas.filter_map(|area| orgs.areas.on_map(area, newest)).collect();
    let there: Vec<AreaId> = there.into_iter().collect();
    if figures::drawings(&mut moment.tx, &there).await?.is_empty() {
        return Ok(Html::default());
    }
    let since = ui.f("registry-map-since", &[("date", ui::format::date(newest).into())]);
    let next = ui.f("registry-map-there", &[("map", since.as_ref().into())]);
    let empty = Empty::new(ui.t("registry-map-no-boundaries"));
    Ok(empty.next(next, format!("/?map={newest}#ban-do")).html(ui))
}

/// The map of a day, where any of its communes is drawn.
async fn drawn(
    moment: &mut Moment<'_>,
    offices: &Map,
    covered: &Covered,
    day: Date,
) -> Result<Option<AreaMap>, Problem> {
    let lines = communes(&offices.orgs, day, &covered.coverage.lines);
    let areas: Vec<AreaId> = lines.iter().map(|(area, _)| *area).collect();
    let rings = figures::drawings(&mut moment.tx, &areas).await?;
    if rings.is_empty() {
        return Ok(None);
    }
    let outlines = outlines(&rings);
    if outlines.is_empty() {
        return Ok(None);
    }
    let map = (day != moment.map).then_some(day);
    Ok(Some(paint(moment.ui, Arc::new(outlines), &lines, map)))
}

/// Lines that stand for a commune of the day, with its area.
fn communes<'l>(orgs: &OrgMap, day: Date, lines: &'l [Line]) -> Vec<(AreaId, &'l Line)> {
    let is_commune = |id: &AreaId| {
        let area = orgs.areas.on(*id, day);
        area.is_some_and(|a| a.level == AreaLevel::Commune)
    };
    let commune = |line: &Line| area_of(orgs, line).filter(is_commune);
    lines.iter().filter_map(|l| Some((commune(l)?, l))).collect()
}

fn area_of(orgs: &OrgMap, line: &Line) -> Option<AreaId> {
    match line.key {
        LineKey::Office(id) => orgs.area_of(id),
        LineKey::Area(id) => Some(id),
        LineKey::Lost(_) => None,
    }
}

/// The rings of one area, as they are projected.
type Points = Vec<Vec<(f64, f64)>>;

/// Outlines of areas, each under its id.
pub(super) fn outlines(rings: &HashMap<AreaId, Vec<figures::Ring>>) -> Outlines {
    let points: Vec<(String, Points)> = rings
        .iter()
        .map(|(id, rings)| {
            let rings = rings.iter().map(|r| r.iter().map(|[x, y]| (*x, *y)).collect());
            (id.to_string(), rings.collect())
        })
        .collect();
    Outlines::project(
        points.iter().map(|(key, rings)| (key.clone(), rings.iter().map(Vec::as_slice))),
    )
}

/// `carried` is the day of the map, where it is another than the page's.
fn paint(
    ui: &Ui,
    outlines: Arc<Outlines>,
    lines: &[(AreaId, &Line)],
    carried: Option<Date>,
) -> AreaMap {
    let empty = lines.iter().filter(|(_, l)| State::Empty.holds(l)).count();
    let title = ui.f(
        "registry-map-finding",
        &[("empty", lines::count(empty).into()), ("all", lines::count(lines.len()).into())],
    );
    let steps = Steps::of(lines.iter().map(|(_, l)| l.people.len()));
    let of = ui.t("registry-level-commune");
    let what = ui.t("registry-fig-people");
    let mut map = AreaMap::new("ban-do-xa", title, of, what, outlines)
        .legend(Shade::Bad, ui.t("registry-state-empty"));
    for (shade, label) in steps.legend(ui) {
        map = map.legend(shade, label);
    }
    for (area, line) in lines {
        let people = line.people.len();
        let shade = if people == 0 { Shade::Bad } else { steps.shade(people) };
        let value = ui.n(lines::count(people));
        let href = match carried {
            Some(day) => format!("{}?map={day}", lines::href(line)),
            None => lines::href(line),
        };
        map.push(MapArea::new(area.to_string(), line.name.clone(), value, shade, href));
    }
    map
}

/// Steps of shade, each with about as many communes.
struct Steps {
    /// Least and most people of each step.
    bounds: Vec<(usize, usize)>,
}

const MOST_STEPS: usize = 5;

impl Steps {
    fn of(people: impl Iterator<Item = usize>) -> Self {
        let mut sorted: Vec<usize> = people.filter(|n| *n > 0).collect();
        sorted.sort_unstable();
        let mut bounds: Vec<(usize, usize)> = Vec::new();
        let share = sorted.len().div_ceil(MOST_STEPS).max(1);
        for part in sorted.chunks(share) {
            let (Some(least), Some(most)) = (part.first(), part.last()) else { continue };
            match bounds.last_mut() {
                // One number is never in two steps.
                Some((_, end)) if *end >= *least => *end = *most,
                _ => bounds.push((*least, *most)),
            }
        }
        Self { bounds }
    }

    fn shade(&self, people: usize) -> Shade {
        let step = self.bounds.iter().position(|(_, most)| people <= *most);
        let step = step.unwrap_or(self.bounds.len().saturating_sub(1));
        Shade::Step(u8::try_from(step + 1).unwrap_or(5))
    }

    /// `3–5`, or `4` where least and most are one.
    fn legend(&self, ui: &Ui) -> Vec<(Shade, String)> {
        let n = |n: usize| ui.n(lines::count(n));
        let label = |(least, most): &(usize, usize)| {
            if least == most { n(*least) } else { format!("{}–{}", n(*least), n(*most)) }
        };
        self.bounds.iter().map(|b| (self.shade(b.1), label(b))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_hold_about_as_many_and_never_share_a_number() {
        let of = |people: &[usize]| Steps::of(people.iter().copied()).bounds;
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[0, 0, 7]), [(7, 7)]);
        assert_eq!(of(&[1, 2, 3, 4, 5]), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]);
        assert_eq!(of(&[3, 3, 3, 3, 3, 3, 9, 9, 9, 20]), [(3, 3), (9, 20)]);
        let steps = Steps::of([1, 1, 4, 4, 8, 9].into_iter());
        assert_eq!(steps.shade(4), Shade::Step(2));
        assert_eq!(steps.shade(99), Shade::Step(u8::try_from(steps.bounds.len()).unwrap()));
    }
}
