//! `/cam-ket`: every commitment, broken ones first.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::{Date, folding};
use registry::pages::kit::{Map, Moment, Place, name_key};
use ui::{
    Button, Buttons, Cell, Choice, Chooser, Column, Component as _, Empty, Field, Filter, Page,
    Problem, Table, TableQuery, Ui, export,
};

use super::{
    COMMITMENTS, NEW, evidence, glance, page_of,
    words::{self, Norms},
};
use crate::{
    figures::{self, Line, Overview},
    rules::Standing,
};

const SORTABLE: &[&str] = &["office", "due", "promised"];

/// A commitment with its office on the map.
struct Row {
    line: Line,
    place: Option<Place>,
    gap: ui::Text,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let lines = figures::lines(&mut moment.tx, moment.as_of).await?;
    let lines = evidence::judged(&mut moment, lines).await?;
    let norms = Norms::read(&mut moment).await?;
    let offices = moment.offices().await?;
    let told = Overview::of(&lines);
    let all = rows(&moment, &offices, &norms, lines);
    let (filter, places, any) = (standings(&ui, &all), places(&all), !all.is_empty());
    let chosen = chosen(&ui, &query, all);
    let offers = moment.is_now() && moment.by.may(Right::Promise);
    let table =
        table((&ui, moment.as_of.valid_on), &query, &chosen).empty(nothing(&ui, any, offers));
    let chooser = chooser(&ui, places);
    let table = table.filter(filter).search(ui.t("commitments-search")).chosen_in(&chooser);
    if let Some(file) = export::answer(&ui, &query, &ui.t("commitments-title"), &table) {
        return Ok(file);
    }
    let mut body = glance::figures(&moment, &told).html(&ui);
    body.push(&chooser.html(&ui));
    body.push(&table.html(&ui));
    let mut page = Page::new(ui.t("commitments-title")).lead(ui.t("commitments-lead"));
    if offers {
        let new = Button::link(ui.t("commitments-new"), NEW).primary();
        page = page.actions(Buttons::new([new]).html(&ui));
    }
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

fn rows(moment: &Moment<'_>, offices: &Map, norms: &Norms, lines: Vec<Line>) -> Vec<Row> {
    let (day, map) = (moment.as_of.valid_on, moment.map);
    let row = |line: Line| Row {
        place: Place::of(&offices.orgs, line.commitment.org, day, map),
        gap: norms.gap(moment.ui, &line.commitment.gap),
        line,
    };
    lines.into_iter().map(row).collect()
}

fn places(all: &[Row]) -> Vec<Place> {
    let mut places: Vec<Place> = all.iter().filter_map(|row| row.place.clone()).collect();
    places.sort_by_cached_key(|place| (name_key(&place.name), place.key.clone()));
    places.dedup();
    places
}

fn chosen(ui: &Ui, query: &TableQuery, all: Vec<Row>) -> Vec<Row> {
    let office = ui.query().get("don-vi").filter(|code| !code.is_empty());
    let state = ui.query().get("tinh-trang").filter(|word| !word.is_empty());
    let plain = query.q.as_deref().map(folding::plain).unwrap_or_default();
    let found = |row: &Row| {
        let place = row.place.as_ref().map_or("", |p| &p.name);
        let text = folding::plain(&format!("{place} {} {}", row.gap, row.line.commitment.what));
        plain.split(' ').all(|word| text.contains(word))
    };
    let fits = |row: &Row| {
        office.is_none_or(|code| row.place.as_ref().is_some_and(|p| p.key == code))
            && state.is_none_or(|word| words::word_of(&row.line) == word)
            && (plain.is_empty() || found(row))
    };
    let mut rows: Vec<Row> = all.into_iter().filter(fits).collect();
    let Some(by) = &query.sort else { return rows };
    match by.key.as_str() {
        "office" => rows.sort_by_cached_key(|r| r.place.as_ref().map(|p| name_key(&p.name))),
        "promised" => rows.sort_by_key(|row| row.line.commitment.promised_on),
        _ => rows.sort_by_key(|row| row.line.commitment.due_on),
    }
    if by.descending {
        rows.reverse();
    }
    rows
}

fn table((ui, on): (&Ui, Date), query: &TableQuery, chosen: &[Row]) -> Table {
    let columns = [
        Column::new("what", ui.t("commitments-col-what")).head(),
        Column::new("office", ui.t("commitments-col-office")).sortable(),
        Column::new("gap", ui.t("commitments-col-gap")),
        Column::new("due", ui.t("commitments-col-due")).sortable(),
        Column::new("state", ui.t("commitments-col-state")),
        Column::new("promised", ui.t("commitments-col-promised")).sortable(),
    ];
    let mut table = Table::new("cam-ket", ui.t("commitments-title"), columns)
        .caption_hidden()
        .asked(query)
        .of_total(chosen.len() as u64)
        .exported();
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let (skip, take) =
        query.limit().map_or((0, usize::MAX), |limit| (size(query.offset()), size(limit)));
    for row in chosen.iter().skip(skip).take(take) {
        let it = &row.line.commitment;
        let office = row.place.as_ref().map_or_else(Cell::blank, |place| {
            Cell::text(place.name.clone()).link(place.href.clone())
        });
        let state = words::tag(ui, on, &row.line);
        table.push_toned(
            words::tone_of(&row.line),
            [
                Cell::text(words::what(ui, it)).link(page_of(it.id)),
                office,
                Cell::text(row.gap.clone()),
                Cell::date(it.due_on),
                state,
                Cell::date(it.promised_on),
            ],
        );
    }
    table
}

fn standings(ui: &Ui, all: &[Row]) -> Filter {
    let count = |word: &str| {
        let n = all.iter().filter(|row| words::word_of(&row.line) == word).count();
        i64::try_from(n).unwrap_or(i64::MAX)
    };
    let filter = Filter::new(ui.t("commitments-col-state"), "tinh-trang");
    let filter = match count(words::CONTRADICTED) {
        0 => filter,
        n => filter.choice(words::CONTRADICTED, ui.t("commitments-kept-unmet"), Some(n)),
    };
    Standing::ALL.into_iter().fold(filter, |filter, standing| {
        let n = count(words::word(standing));
        if n == 0 {
            return filter;
        }
        filter.choice(words::word(standing), words::standing(ui, standing), Some(n))
    })
}

fn chooser(ui: &Ui, places: Vec<Place>) -> Chooser {
    let all = Choice::new("", ui.t("commitments-all-offices"));
    let places = places.into_iter().map(|place| Choice::new(place.key, place.name));
    let choices: Vec<Choice> = std::iter::once(all).chain(places).collect();
    let chosen = ui.query().get("don-vi").unwrap_or_default().to_owned();
    let field = Field::select("don-vi", ui.t("commitments-col-office"), choices);
    Chooser::new(COMMITMENTS, ui.t("commitments-show"))
        .keep(&["tinh-trang", "q", "sort"])
        .field(field.value(chosen).required())
}

fn nothing(ui: &Ui, any: bool, offers: bool) -> Empty {
    if any {
        return Empty::new(ui.t("commitments-no-match")).next(ui.t("commitments-all"), COMMITMENTS);
    }
    let empty = Empty::new(ui.t("commitments-none"))
        .next(ui.t("commitments-see-gaps"), "/don-vi?tinh-trang=chua-dat");
    if offers { empty.next(ui.t("commitments-new"), NEW) } else { empty }
}
