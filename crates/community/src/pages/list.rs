//! `/to-cong-nghe`: villages with their teams, those without one first.

use access::{App, Signed};
use axum::{extract::State, response::Response};
use registry::pages::kit::Moment;
use ui::{
    Cell, Choice, Chooser, Column, Component as _, Empty, Field, Filter, Html, Page, Problem,
    Table, TableQuery, Tag, Tone, Ui, export,
};

use super::{
    TEAMS, count, glance,
    rows::{self, Row, SORTABLE, State as Standing},
    team_page,
};
use crate::figures;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, SORTABLE);
    let lines = figures::lines(&mut moment.tx, moment.as_of).await?;
    let offices = moment.offices().await?;
    let all = rows::placed(&moment, &offices, lines);
    let communes = rows::communes(&all);
    let filter = states(&ui, &all);
    let any = !all.is_empty();
    let chosen = rows::chosen(&ui, &query, all);
    let table = table(&ui, &query, &chosen).filter(filter).empty(nothing(&ui, any));
    let chooser = chooser(&ui, communes);
    let table = table.search(ui.t("community-search")).chosen_in(&chooser);
    if let Some(file) = export::answer(&ui, &query, &ui.t("community-teams"), &table) {
        return Ok(file);
    }
    let told = figures::overview(&mut moment.tx, moment.as_of).await?;
    let mut body = glance::figures(&moment, &told).html(&ui);
    body.push(&chooser.html(&ui));
    body.push(&table.html(&ui));
    body.push(
        &glance::organisations(&mut moment).await?.map_or_else(Html::default, |c| c.html(&ui)),
    );
    let page = Page::new(ui.t("community-teams")).lead(ui.t("community-teams-lead"));
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

fn table(ui: &Ui, query: &TableQuery, chosen: &[Row]) -> Table {
    let columns = [
        Column::new("village", ui.t("community-col-village")).head().sortable(),
        Column::new("commune", ui.t("community-col-commune")).sortable(),
        Column::new("state", ui.t("community-col-state")),
        Column::new("members", ui.t("community-col-members")).number().sortable(),
        Column::new("trained", ui.t("community-col-trained")).number().sortable(),
        Column::new("decision", ui.t("community-col-decision")),
    ];
    let total = chosen.len();
    let mut table = Table::new("to", ui.t("community-teams-caption"), columns)
        .asked(query)
        .of_total(total as u64)
        .exported();
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let (skip, take) =
        query.limit().map_or((0, usize::MAX), |limit| (size(query.offset()), size(limit)));
    for row in chosen.iter().skip(skip).take(take) {
        let tone = if row.line.team.is_none() { Tone::Bad } else { Tone::Plain };
        table.push_toned(tone, cells(ui, row));
    }
    if total == 0 { table } else { table.total(totals(ui, chosen)) }
}

fn cells(ui: &Ui, row: &Row) -> [Cell; 6] {
    let Row { line, place } = row;
    let village = Cell::text(line.village.clone());
    let village =
        if line.on_record { village } else { village.note(ui.t("community-state-unlisted")) };
    let commune = place
        .as_ref()
        .map_or_else(Cell::blank, |place| Cell::text(place.name.clone()).link(place.href.clone()));
    let Some(team) = &line.team else {
        let tag = Tag::new(Tone::Bad, ui.t("community-state-without"));
        return [village, commune, Cell::tag(tag), Cell::blank(), Cell::blank(), Cell::blank()];
    };
    let decision = Cell::text(team.decision_no.clone().unwrap_or_default());
    let decision = match team.decision_on {
        Some(day) => decision.note(ui::format::date(day)),
        None => decision,
    };
    [
        village.link(team_page(team.id)),
        commune,
        Cell::tag(Tag::new(Tone::Good, ui.t("community-state-with"))),
        Cell::count(team.members),
        Cell::count(team.trained),
        decision,
    ]
}

fn totals(ui: &Ui, chosen: &[Row]) -> [Cell; 6] {
    let teams = || chosen.iter().filter_map(|row| row.line.team.as_ref());
    let n = ui.f("community-total", &[("n", count(chosen.len()).into())]);
    let of = ui.f("community-total-teams", &[("n", count(teams().count()).into())]);
    [
        Cell::text(n),
        Cell::blank(),
        Cell::text(of),
        Cell::count(teams().map(|t| t.members).sum::<i64>()),
        Cell::count(teams().map(|t| t.trained).sum::<i64>()),
        Cell::blank(),
    ]
}

fn states(ui: &Ui, all: &[Row]) -> Filter {
    let filter = Filter::new(ui.t("community-col-state"), "tinh-trang");
    Standing::ALL.into_iter().fold(filter, |filter, (word, label, state)| {
        let n = count(all.iter().filter(|row| state.holds(&row.line)).count());
        if n > 0 { filter.choice(word, ui.t(label), Some(n)) } else { filter }
    })
}

fn chooser(ui: &Ui, communes: Vec<registry::pages::kit::Place>) -> Chooser {
    let all = Choice::new("", ui.t("community-all-communes"));
    let communes = communes.into_iter().map(|place| Choice::new(place.key, place.name));
    let choices: Vec<Choice> = std::iter::once(all).chain(communes).collect();
    let chosen = ui.query().get("xa").unwrap_or_default().to_owned();
    Chooser::new(TEAMS, ui.t("community-show"))
        .keep(&["tinh-trang", "q", "sort"])
        .field(Field::select("xa", ui.t("community-col-commune"), choices).value(chosen).required())
}

fn nothing(ui: &Ui, any: bool) -> Empty {
    if any {
        Empty::new(ui.t("community-no-match")).next(ui.t("community-all"), TEAMS)
    } else {
        Empty::new(ui.t("community-none"))
            .next(ui.t("community-send"), "/tiep-nhan")
            .next(ui.t("community-form"), "/tiep-nhan/bieu/team_members")
    }
}
