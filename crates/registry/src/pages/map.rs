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

/// The steps of people in a commune, each up to and with so many.
const STEPS: [usize; 4] = [2, 5, 10, 20];

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

fn outlines(rings: &HashMap<AreaId, Vec<figures::Ring>>) -> Outlines {
    let points: Vec<(String, Vec<Vec<(f64, f64)>>)> = rings
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
    let of = ui.t("registry-level-commune");
    let what = ui.t("registry-fig-people");
    let mut map = AreaMap::new("ban-do-xa", title, of, what, outlines)
        .legend(Shade::Bad, ui.t("registry-state-empty"));
    for step in 0..=STEPS.len() {
        map = map.legend(shade(step), step_label(ui, step));
    }
    for (area, line) in lines {
        let people = line.people.len();
        let shade = if people == 0 { Shade::Bad } else { shade(step_of(people)) };
        let value = ui.n(lines::count(people));
        map.push(MapArea::new(
            area.to_string(),
            line.name.clone(),
            value,
            shade,
            lines::href(line),
        ));
    }
    map
}

fn step_of(people: usize) -> usize {
    STEPS.iter().take_while(|most| people > **most).count()
}

fn shade(step: usize) -> Shade {
    Shade::Step(u8::try_from(step + 1).unwrap_or(5))
}

/// `1–2`, `3–5`, …, `21+`.
fn step_label(ui: &Ui, step: usize) -> String {
    let least = if step == 0 { 1 } else { STEPS[step - 1] + 1 };
    match STEPS.get(step) {
        Some(most) => format!("{}–{}", ui.n(lines::count(least)), ui.n(lines::count(*most))),
        None => format!("{}+", ui.n(lines::count(least))),
    }
}
