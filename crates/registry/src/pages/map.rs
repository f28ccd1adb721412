//! The map of communes, coloured by who covers them.

use std::{collections::HashMap, sync::Arc};

use ui::{
    Problem, Ui,
    charts::{AreaMap, MapArea, Outlines, Shade},
};

use super::{
    lines::{self, State},
    moment::Moment,
    room::Covered,
};
use crate::{
    figures,
    model::{AreaId, AreaLevel},
    rules::{
        coverage::Line,
        lineage::{LineKey, OrgMap},
    },
};

/// The map, where any commune of the chosen map is drawn.
pub(super) async fn drawn(
    moment: &mut Moment<'_>,
    covered: &Covered,
) -> Result<Option<AreaMap>, Problem> {
    let offices = moment.offices().await?;
    let lines = communes(&offices.orgs, moment, &covered.coverage.lines);
    let areas: Vec<AreaId> = lines.iter().map(|(area, _)| *area).collect();
    let rings = figures::drawings(&mut moment.tx, &areas).await?;
    if rings.is_empty() {
        return Ok(None);
    }
    let outlines = outlines(&rings);
    if outlines.is_empty() {
        return Ok(None);
    }
    Ok(Some(paint(moment.ui, Arc::new(outlines), &lines)))
}

/// Lines that stand for a commune, with its area.
fn communes<'l>(orgs: &OrgMap, moment: &Moment<'_>, lines: &'l [Line]) -> Vec<(AreaId, &'l Line)> {
    let is_commune = |id: &AreaId| {
        let area = orgs.areas.on(*id, moment.map);
        area.is_some_and(|a| a.level == AreaLevel::Commune)
    };
    let area = |line: &Line| match line.key {
        LineKey::Office(id) => orgs.area_of(id),
        LineKey::Area(id) => Some(id),
        LineKey::Lost(_) => None,
    };
    lines.iter().filter_map(|l| Some((area(l).filter(is_commune)?, l))).collect()
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

fn paint(ui: &Ui, outlines: Arc<Outlines>, lines: &[(AreaId, &Line)]) -> AreaMap {
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
        let href = lines::href(line);
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
