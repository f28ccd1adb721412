//! One area: what lies in it, who answers for it, what it was made of and what it became.

use std::{collections::BTreeSet, sync::Arc};

use access::{App, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ui::{
    Cell, Column, Component as _, Html, Notice, Page, Problem, Summary, Table, TableQuery, Text,
    Tone, Ui,
    charts::{AreaMap, MapArea, Shade},
    export,
};

use super::{lineage, lines, links, map, moment::Moment, words};
use crate::{
    figures::{self, AreaEntry, AreaIndex},
    model::{Area, AreaId, AreaLevel, Share},
};

/// A drawing of more bands than this is folded: the table says it sooner.
const BANDS_OPEN: usize = 30;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(key): Path<String>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let known = moment.as_of.known_at;
    let areas = moment.room().areas(&mut moment.tx, known).await?;
    let same = same_code(&areas, &key, moment.map);
    let id = *same.first().ok_or_else(Problem::not_found)?;
    let entry = areas.near(id, moment.map).ok_or_else(Problem::not_found)?.clone();
    let changes = Changes::of(&areas, id);
    let query = TableQuery::read_for(&ui, "thay-doi-", &[]);
    let table = changes.table(&ui, &areas, &query, moment.map);
    if let Some(table) = &table
        && let Some(file) = export::answer(&ui, &query, &entry.area.name, table)
    {
        return Ok(file);
    }
    let villages = villages(&mut moment, &entry).await?;
    let finding = changes.finding(&ui);
    let view = View {
        ui: &ui,
        summary: summary(&ui, &entry),
        offices: answering(&mut moment, id).await?,
        lineage: lineage::of_area(&moment, &areas, id),
        communes: lineage::of_communes(&moment, &areas, &changes.bands, finding.as_ref()),
        finding,
        fold: changes.bands.len() > BANDS_OPEN,
        changes: table,
        map: drawn(&mut moment, &areas, id).await?,
        within: within(&ui, &areas, id, moment.map),
        villages,
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = frame(&ui, &moment, &areas, &entry, &same);
    Ok(moment.dated(page).await?.respond(&ui, &Html::trusted(body)))
}

/// The areas a part of the address means: one by its id, or all that ever had a code.
fn same_code(areas: &AreaIndex, key: &str, day: kernel::Date) -> Vec<AreaId> {
    match key.parse::<AreaId>() {
        Ok(id) if areas.near(id, day).is_some() => vec![id],
        Ok(_) => Vec::new(),
        Err(_) => areas.coded(key, day),
    }
}

#[derive(Template)]
#[template(path = "area.html")]
struct View<'a> {
    ui: &'a Ui,
    summary: Summary,
    offices: Html,
    finding: Option<Text>,
    lineage: Html,
    communes: Html,
    fold: bool,
    changes: Option<Table>,
    map: Option<AreaMap>,
    within: Option<Table>,
    villages: Option<Table>,
}

fn frame(
    ui: &Ui,
    moment: &Moment<'_>,
    areas: &AreaIndex,
    entry: &AreaEntry,
    same: &[AreaId],
) -> Page {
    let area = &entry.area;
    let mut page = Page::new(area.name.clone())
        .lead(words::level(ui, area.level))
        .crumb(ui.t("registry-areas-title"), "/dia-gioi");
    for above in areas.above(area.id, moment.map) {
        page = page.crumb(above.area.name.clone(), links::area(above.area.id));
    }
    if !entry.valid.contains(moment.map) {
        let said = ui.f(
            "registry-area-not-there",
            &[
                ("date", ui::format::date(moment.map).into()),
                ("span", words::span(ui, entry.valid).as_ref().into()),
            ],
        );
        page = page.notice(Notice::new(Tone::Doubt, said));
    }
    if same.len() > 1 {
        let others = same.iter().skip(1).filter_map(|id| areas.near(*id, moment.map));
        let list = links::list(others.map(|e| {
            let said = format!("{} ({})", e.area.name, words::span(ui, e.valid));
            links::html(ui, &said, &links::area(e.area.id))
        }));
        page = page.notice(Notice::new(Tone::Info, ui.t("registry-area-same-code")).more(list));
    }
    page
}

fn summary(ui: &Ui, entry: &AreaEntry) -> Summary {
    let area = &entry.area;
    let mut summary = Summary::new()
        .line(ui.t("registry-col-code"), area.code.clone())
        .line(ui.t("registry-col-level"), words::level(ui, area.level))
        .line(ui.t("registry-exists"), words::span(ui, entry.valid));
    if let Some(n) = area.households {
        summary = summary.line(ui.t("registry-column-households"), ui.n(n));
    }
    if let Some(n) = area.residents {
        summary = summary.line(ui.t("registry-column-residents"), ui.n(n));
    }
    summary
}

/// The offices that answer for the area on the day, with those whose own areas went into it.
async fn answering(moment: &mut Moment<'_>, id: AreaId) -> Result<Html, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let all = offices.orgs.all_on(moment.as_of.valid_on);
    let stands_for = |own| own == id || offices.orgs.areas.on_map(own, moment.map) == Some(id);
    let mine: Vec<Html> = all
        .into_iter()
        .filter(|o| offices.orgs.area_of(o.id).is_some_and(&stands_for))
        .map(|o| links::html(ui, &o.name, &links::office(&o.code)))
        .collect();
    Ok(if mine.is_empty() { Html::default() } else { links::list(mine) })
}

/// What became of an area's communes, or of the area itself.
struct Changes {
    /// From, to, and how much.
    bands: Vec<(AreaId, AreaId, Share)>,
    before: usize,
    after: usize,
    /// Whether the communes are those before the change; else those after it.
    forward: bool,
}

impl Changes {
    fn of(areas: &AreaIndex, id: AreaId) -> Self {
        let communes = areas.communes_ever(id);
        let mut bands: Vec<_> = communes
            .iter()
            .flat_map(|c| areas.successors(*c).iter().map(|s| (*c, s.other, s.share)))
            .collect();
        let forward = !bands.is_empty();
        if !forward {
            bands = communes
                .iter()
                .flat_map(|c| areas.predecessors(*c).iter().map(|s| (s.other, *c, s.share)))
                .collect();
        }
        let distinct = |ids: Vec<AreaId>| ids.into_iter().collect::<BTreeSet<_>>().len();
        let touched = bands.iter().map(|b| if forward { b.0 } else { b.1 }).collect();
        let far = distinct(bands.iter().map(|b| if forward { b.1 } else { b.0 }).collect());
        let near = distinct(touched);
        let (before, after) = if forward { (near, far) } else { (far, near) };
        Self { bands, before, after, forward }
    }

    /// `121 communes became 36`.
    fn finding(&self, ui: &Ui) -> Option<Text> {
        if self.bands.is_empty() {
            return None;
        }
        let id =
            if self.forward { "registry-communes-became" } else { "registry-communes-made-of" };
        let args = [
            ("before", lines::count(self.before).into()),
            ("after", lines::count(self.after).into()),
        ];
        Some(ui.f(id, &args))
    }

    /// Every step, by the name of what was.
    fn table(
        &self,
        ui: &Ui,
        areas: &AreaIndex,
        query: &TableQuery,
        map: kernel::Date,
    ) -> Option<Table> {
        if self.bands.is_empty() {
            return None;
        }
        let columns = [
            Column::new("before", ui.t("registry-lineage-before")).head(),
            Column::new("before-code", ui.t("registry-col-code-before")),
            Column::new("share", ui.t("registry-column-share")),
            Column::new("after", ui.t("registry-lineage-after")),
            Column::new("after-code", ui.t("registry-col-code-after")),
        ];
        let total = u64::try_from(self.bands.len()).unwrap_or(0);
        let mut table = Table::new("thay-doi", ui.t("registry-communes-changes"), columns)
            .asked(query)
            .of_total(total)
            .exported();
        let near = |id: AreaId| areas.near(id, map).map(|e| &e.area);
        let mut sorted: Vec<_> = self.bands.iter().collect();
        sorted.sort_by_cached_key(|(from, to, _)| {
            let code = |id| near(id).map(|a| a.code.clone());
            (code(*to), code(*from))
        });
        let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let skip = query.limit().map_or(0, |_| query.offset());
        let take = query.limit().unwrap_or(u64::MAX);
        for (from, to, share) in sorted.into_iter().skip(size(skip)).take(size(take)) {
            let [from, to] = [near(*from), near(*to)];
            table.push([
                named(from),
                Cell::text(from.map(|a| a.code.clone()).unwrap_or_default()),
                Cell::text(words::share(ui, *share)),
                named(to),
                Cell::text(to.map(|a| a.code.clone()).unwrap_or_default()),
            ]);
        }
        Some(table)
    }
}

fn named(area: Option<&Area>) -> Cell {
    area.map_or_else(Cell::blank, |a| Cell::text(a.name.clone()).link(links::area(a.id)))
}

/// What lies directly in the area on the map.
fn within(ui: &Ui, areas: &AreaIndex, id: AreaId, day: kernel::Date) -> Option<Table> {
    let inside = areas.within(id, day);
    let level = inside.first()?.area.level;
    let columns = [
        Column::new("name", ui.t("registry-column-name")).head(),
        Column::new("code", ui.t("registry-col-code")),
    ];
    let said = ui.f(
        "registry-area-within",
        &[
            ("n", lines::count(inside.len()).into()),
            ("level", words::level(ui, level).to_lowercase().into()),
        ],
    );
    let mut table = Table::new("ben-trong", said, columns);
    for entry in inside {
        table.push([
            Cell::text(entry.area.name.clone()).link(links::area(entry.area.id)),
            Cell::text(entry.area.code.clone()),
        ]);
    }
    Some(table)
}

async fn villages(moment: &mut Moment<'_>, entry: &AreaEntry) -> Result<Option<Table>, Problem> {
    if entry.area.level != AreaLevel::Commune {
        return Ok(None);
    }
    let ui = moment.ui;
    let known = moment.as_of.known_at;
    let found = figures::villages(&mut moment.tx, known, moment.map, entry.area.id).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let columns = [
        Column::new("name", ui.t("registry-level-village")).head(),
        Column::new("households", ui.t("registry-column-households")).number(),
        Column::new("residents", ui.t("registry-column-residents")).number(),
    ];
    let n = lines::count(found.len());
    let mut table = Table::new("thon", ui.f("registry-villages", &[("n", n.into())]), columns);
    let count =
        |n: Option<i64>| n.map_or_else(|| Cell::unknown(ui.t("registry-not-known")), Cell::count);
    for village in found {
        table.push([Cell::text(village.name), count(village.households), count(village.residents)]);
    }
    Ok(Some(table))
}

/// The communes in the area, where they are drawn; of a commune, itself.
async fn drawn(
    moment: &mut Moment<'_>,
    areas: &AreaIndex,
    id: AreaId,
) -> Result<Option<AreaMap>, Problem> {
    let ui = moment.ui;
    let mut shown: Vec<&AreaEntry> = areas
        .communes_ever(id)
        .into_iter()
        .filter_map(|c| areas.versions(c).find(|e| e.valid.contains(moment.map)))
        .collect();
    if shown.is_empty() {
        shown.extend(areas.near(id, moment.map));
    }
    let ids: Vec<AreaId> = shown.iter().map(|e| e.area.id).collect();
    let rings = figures::drawings(&mut moment.tx, &ids).await?;
    let outlines = map::outlines(&rings);
    if rings.is_empty() || outlines.is_empty() {
        return Ok(None);
    }
    let title = ui.f("registry-area-map", &[("n", lines::count(rings.len()).into())]);
    let mut chart = AreaMap::new(
        "ban-do-dia-ban",
        title,
        ui.t("registry-column-name"),
        ui.t("registry-col-code"),
        Arc::new(outlines),
    )
    .legend(Shade::Step(1), ui.t("registry-level-commune"));
    for entry in shown {
        let area = &entry.area;
        let href = links::area(area.id);
        chart.push(MapArea::new(
            area.id.to_string(),
            area.name.clone(),
            area.code.clone(),
            Shade::Step(1),
            href,
        ));
    }
    Ok(Some(chart))
}
