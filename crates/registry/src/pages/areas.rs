//! Areas: found by name, on the map chosen or ever.

use access::{App, Signed};
use axum::{extract::State, response::Response};
use ui::{
    Cell, Column, Component as _, Empty, Filter, Page, Pagination, Problem, Table, TableQuery, Ui,
    export,
};

use super::{lines, links, moment::Moment, words};
use crate::{
    figures::{AreaEntry, AreaIndex},
    model::AreaLevel,
};

/// The levels an office answers for.
pub(super) const LEVELS: [AreaLevel; 3] =
    [AreaLevel::Province, AreaLevel::District, AreaLevel::Commune];

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, &[]);
    let known = moment.as_of.known_at;
    let areas = moment.room().areas(&mut moment.tx, known).await?;
    let asked_level = ui.query().get("cap").and_then(AreaLevel::parse);
    let words = query.q.as_deref().unwrap_or_default();
    // With nothing asked, the list opens with the provinces.
    let level = asked_level.or_else(|| words.is_empty().then_some(AreaLevel::Province));
    let ever = ui.query().get("luc") == Some("moi-luc");
    let day = (!ever).then_some(moment.map);
    let found = areas.find(words, level, day);
    let table = table(&ui, &areas, &found, &query, moment.map);
    let by_level =
        LEVELS.iter().fold(Filter::new(ui.t("registry-col-level"), "cap"), |filter, level| {
            filter.choice(level.as_str(), words::level(&ui, *level), None)
        });
    let by_time = Filter::new(ui.t("registry-filter-time"), "luc").choice(
        "moi-luc",
        ui.t("registry-time-ever"),
        None,
    );
    let table = table.filter(by_level).filter(by_time).search(ui.t("registry-areas-search"));
    if let Some(file) = export::answer(&ui, &query, &ui.t("registry-areas-title"), &table) {
        return Ok(file);
    }
    let page = Page::new(ui.t("registry-areas-title")).lead(ui.t("registry-areas-lead"));
    Ok(moment.dated(page).await?.respond(&ui, &table.html(&ui)))
}

fn table(
    ui: &Ui,
    areas: &AreaIndex,
    found: &[&AreaEntry],
    query: &TableQuery,
    map: kernel::Date,
) -> Table {
    let columns = [
        Column::new("name", ui.t("registry-column-name")).head(),
        Column::new("code", ui.t("registry-col-code")),
        Column::new("level", ui.t("registry-col-level")),
        Column::new("within", ui.t("registry-col-within")),
        Column::new("exists", ui.t("registry-exists")),
        Column::new("became", ui.t("registry-col-became")),
    ];
    let total = u64::try_from(found.len()).unwrap_or(0);
    let leaf = Pagination { page: query.page, per_page: query.per_page, total };
    let skip = query.limit().map_or(0, |_| leaf.offset());
    let take = query.limit().unwrap_or(u64::MAX);
    let empty = if areas.is_empty() {
        Empty::new(ui.t("registry-areas-none")).next(ui.t("registry-see-acts"), "/quyet-dinh")
    } else {
        Empty::new(ui.t("registry-areas-no-match"))
            .next(ui.t("registry-areas-ever"), ui.here_with("luc", Some("moi-luc")))
            .next(ui.t("registry-areas-all"), "/dia-gioi")
    };
    let mut table = Table::new("dia-ban", ui.t("registry-areas-title"), columns)
        .asked(query)
        .of_total(total)
        .exported()
        .caption_hidden()
        .empty(empty);
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    for entry in found.iter().skip(size(skip)).take(size(take)) {
        table.push(row(ui, areas, entry, map));
    }
    table
}

fn row(ui: &Ui, areas: &AreaIndex, entry: &AreaEntry, map: kernel::Date) -> [Cell; 6] {
    let area = &entry.area;
    let above = areas.above(area.id, map);
    let above: Vec<&str> = above.iter().rev().map(|e| e.area.name.as_str()).collect();
    let became = areas.successors(area.id);
    let names: Vec<&str> = became
        .iter()
        .filter_map(|s| areas.near(s.other, map))
        .map(|e| e.area.name.as_str())
        .collect();
    let became_cell = match became {
        [] => Cell::blank(),
        [one] => Cell::text(names.join(", ")).link(links::area(one.other)),
        more => {
            Cell::text(ui.f("registry-became-several", &[("n", lines::count(more.len()).into())]))
                .note(names.join(", "))
        }
    };
    [
        Cell::text(area.name.clone()).link(links::area(area.id)),
        Cell::text(area.code.clone()),
        Cell::text(words::level(ui, area.level)),
        Cell::text(above.join(", ")),
        Cell::text(words::span(ui, entry.valid)),
        became_cell,
    ]
}
