//! The map of communes, coloured by who covers them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use kernel::Date;
use ui::{
    Component as _, Empty, Html, Problem, Ui,
    charts::{AreaMap, MapArea, Outlines, Shade},
};

use super::{
    lines, links,
    moment::Moment,
    room::{Covered, Map},
};
use crate::{
    figures,
    model::{Area, AreaId, AreaLevel, PersonId},
    rules::{
        coverage::Line,
        lineage::{LineKey, OrgMap},
    },
};

/// The map of communes as markup; nothing where no commune was ever drawn.
pub(super) async fn of(moment: &mut Moment<'_>, covered: &Covered) -> Result<Html, Problem> {
    let (ui, offices) = (moment.ui, moment.offices().await?);
    let spots = spots(&offices.orgs, moment.map, &covered.coverage.lines);
    let areas: Vec<AreaId> = spots.iter().map(|spot| spot.area).collect();
    let outlines = outlines(&figures::drawings(&mut moment.tx, &areas).await?);
    if outlines.is_empty() {
        return elsewhere(moment, &offices, covered).await;
    }
    let mut html = Html::default();
    let since = offices.days.iter().find(|changed| **changed <= moment.map);
    if let Some(since) = since.filter(|_| spots.iter().any(|spot| spot.carried)) {
        let said = ui.f("registry-map-carried", &[("date", ui::format::date(*since).into())]);
        html.push(&links::paragraph(&said));
    }
    html.push(&paint(ui, Arc::new(outlines), &spots).html(ui));
    Ok(html)
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
    let there: BTreeSet<AreaId> = covered
        .coverage
        .lines
        .iter()
        .filter_map(|line| orgs.areas.on_map(orgs.ground_of(line.key, moment.map)?, newest))
        .collect();
    let there: Vec<AreaId> = there.into_iter().collect();
    if figures::drawings(&mut moment.tx, &there).await?.is_empty() {
        return Ok(Html::default());
    }
    let since = ui.f("registry-map-since", &[("date", ui::format::date(newest).into())]);
    let next = ui.f("registry-map-there", &[("map", since.as_ref().into())]);
    let empty = Empty::new(ui.t("registry-map-no-boundaries"));
    Ok(empty.next(next, format!("/?map={newest}#ban-do")).html(ui))
}

/// What one commune of the map shows.
#[derive(Debug)]
struct Spot {
    area: AreaId,
    name: String,
    people: BTreeSet<PersonId>,
    href: String,
    /// Whether it holds offices whose own communes are no more, which are drawn where these went.
    carried: bool,
}

/// Lines by the commune they stand in. Those that outlived their communes join the line that stands
/// where these went; else they share a spot.
fn spots(orgs: &OrgMap, map: Date, lines: &[Line]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut outlived: BTreeMap<AreaId, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        let commune = orgs.ground_of(line.key, map).and_then(|id| orgs.areas.on(id, map));
        let Some(Area { id: area, .. }) = commune.filter(|a| a.level == AreaLevel::Commune) else {
            continue;
        };
        match line.key {
            LineKey::Office(id) if orgs.area_of(id) != Some(*area) => {
                outlived.entry(*area).or_default().push(line);
            }
            _ => spots.push(Spot {
                area: *area,
                name: line.name.clone(),
                people: line.people.clone(),
                href: lines::href(line),
                carried: false,
            }),
        }
    }
    for (area, lines) in outlived {
        let people = lines.iter().flat_map(|line| &line.people).copied();
        if let Some(there) = spots.iter_mut().find(|spot| spot.area == area) {
            there.people.extend(people);
            there.carried = true;
            continue;
        }
        let name = orgs.areas.on(area, map).map(|a| a.name.clone()).unwrap_or_default();
        let (people, href) = (people.collect(), links::area(area));
        spots.push(Spot { area, name, people, href, carried: true });
    }
    spots
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

fn paint(ui: &Ui, outlines: Arc<Outlines>, spots: &[Spot]) -> AreaMap {
    let empty = spots.iter().filter(|spot| spot.people.is_empty()).count();
    let title = ui.f(
        "registry-map-finding",
        &[("empty", lines::count(empty).into()), ("all", lines::count(spots.len()).into())],
    );
    let steps = Steps::of(spots.iter().map(|spot| spot.people.len()));
    let of = ui.t("registry-level-commune");
    let what = ui.t("registry-fig-people");
    let mut map = AreaMap::new("ban-do-xa", title, of, what, outlines)
        .legend(Shade::Bad, ui.t("registry-state-empty"));
    for (shade, label) in steps.legend(ui) {
        map = map.legend(shade, label);
    }
    for spot in spots {
        let people = spot.people.len();
        let shade = if people == 0 { Shade::Bad } else { steps.shade(people) };
        let (key, value) = (spot.area.to_string(), ui.n(lines::count(people)));
        map.push(MapArea::new(key, spot.name.clone(), value, shade, spot.href.clone()));
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
