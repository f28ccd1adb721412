//! One office: coverage, norms, people, history, what it was made of and what it became.

use access::{App, Right, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ledger::{Traced, traced};
use serde_json::json;
use store::Value;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Figure, Figures, Html, Node, Notice,
    Page, Problem, Summary, Table, TableQuery, Timeline, Tone, Tree, Ui, export,
};

use super::{
    by_hand, history, json, lineage, lines, links,
    moment::Moment,
    norms,
    part::{Missing, Ours, Remedy},
    room::Covered,
    staff_table::{self, Shown, StaffTable},
    words::{self, FieldNames},
};
use crate::{
    figures::{self, StaffPage, StaffQuery},
    model::{OrgId, Organisation},
    rules::{coverage::Line, lineage::OrgMap},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let query = TableQuery::read(&ui, staff_table::SORTABLE);
    if json::is_asked(&ui) || query.format.is_some() {
        let office = find(&mut moment, &code).await?;
        return if query.format.is_some() {
            file(&mut moment, &office, &query).await
        } else {
            program(&mut moment, &office, &query).await
        };
    }
    let (room, key) = (moment.room(), moment.key());
    let moment = &mut moment;
    let made = room.body(moment.ui, moment.head, key, || build(moment, &code, &query)).await?;
    let page = moment.dated(made.0.clone()).await?;
    Ok(page.respond(&ui, &made.1))
}

/// The office of a code: the one of the day, else the last that had it.
async fn find(moment: &mut Moment<'_>, code: &str) -> Result<Organisation, Problem> {
    let known = moment.as_of.known_at;
    let all = figures::org_by_code(&mut moment.tx, known, code).await?;
    let day = moment.as_of.valid_on;
    let now = all.iter().find(|h| h.valid.contains(day));
    let best = now.or_else(|| all.iter().max_by_key(|h| h.valid.from));
    best.map(|h| h.fact.clone()).ok_or_else(Problem::not_found)
}

/// The line that holds an office's figures.
fn line_of(covered: &Covered, office: OrgId) -> Option<&Line> {
    use crate::rules::lineage::LineKey::{Lost, Office};
    let lines = &covered.coverage.lines;
    let own = lines.iter().find(|l| matches!(l.key, Office(id) | Lost(id) if id == office));
    own.or_else(|| lines.iter().find(|l| l.offices.contains(&office)))
}

/// A page of the people behind a line. On the map of the day they stand in the office itself; on
/// another, the rows follow the line.
async fn people(
    moment: &mut Moment<'_>,
    office: &Organisation,
    query: &TableQuery,
) -> Result<StaffPage, Problem> {
    let covered = moment.coverage().await?;
    let offices = moment.offices().await?;
    let line = line_of(&covered, office.id).filter(|_| moment.is_restated());
    if let Some(line) = line {
        let rows = figures::rows_of_line(
            &mut moment.tx,
            moment.by,
            &offices.orgs,
            &covered.coverage,
            line,
        )
        .await?;
        let total = lines::count(rows.len());
        let skip = query.limit().map_or(0, |_| usize::try_from(query.offset()).unwrap_or(0));
        let take = query.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
        let rows = rows.into_iter().skip(skip).take(take).collect();
        return Ok(StaffPage {
            rows,
            total,
            people: lines::count(line.people.len()),
            ..StaffPage::default()
        });
    }
    let (order, descending) = staff_table::order(query);
    let wanted = StaffQuery {
        orgs: vec![office.id],
        order,
        descending,
        offset: query.offset(),
        limit: query.limit(),
        ..StaffQuery::default()
    };
    Ok(figures::staff(&mut moment.tx, moment.by, moment.as_of, &wanted).await?)
}

async fn staff_table(
    moment: &mut Moment<'_>,
    office: &Organisation,
    query: &TableQuery,
) -> Result<Table, Problem> {
    let seen = moment.by.may_at(Right::SeePeople, office.id.0);
    let page = if seen { people(moment, office, query).await? } else { StaffPage::default() };
    let offices = moment.offices().await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let fields = FieldNames::new(moment.ui, &fields);
    let (ui, day) = (moment.ui, moment.as_of.valid_on);
    let with_office = moment.is_restated();
    let shown = Shown::Masked;
    let table = StaffTable { ui, orgs: &offices.orgs, day, fields: &fields, with_office, shown };
    let table = table.table(ui.t("registry-staff-caption"), query, &page.rows);
    if !seen {
        return Ok(table.empty(Empty::new(ui.t("registry-office-not-yours"))));
    }
    let empty =
        Empty::new(ui.t("registry-office-nobody")).next(ui.t("registry-gap-close"), "/tiep-nhan");
    let empty = if offers_entry(moment, office) {
        empty.next(ui.t("registry-person-new"), by_hand::new_in(&office.code))
    } else {
        empty
    };
    Ok(table.of_total(u64::try_from(page.total).unwrap_or(0)).empty(empty))
}

async fn file(
    moment: &mut Moment<'_>,
    office: &Organisation,
    query: &TableQuery,
) -> Result<Response, Problem> {
    moment.by.require_at(Right::SeePeople, office.id.0)?;
    let table = staff_table(moment, office, query).await?;
    export::answer(moment.ui, query, &office.name, &table).ok_or_else(Problem::not_found)
}

async fn program(
    moment: &mut Moment<'_>,
    office: &Organisation,
    query: &TableQuery,
) -> Result<Response, Problem> {
    moment.by.require_at(Right::SeePeople, office.id.0)?;
    let page = people(moment, office, query).await?;
    let covered = moment.coverage().await?;
    let line = line_of(&covered, office.id);
    let coverage = line.map(|l| {
        json!({
            "people": l.people.len(),
            "dedicated": l.modes.dedicated,
            "concurrent": l.modes.concurrent,
            "by_field_and_mode": l.fields,
            "not_placed": l.not_placed.len(),
            "norms": l.norms,
        })
    });
    Ok(json::answer(&json!({
        "office": office,
        "on": moment.as_of.valid_on,
        "known_at": moment.known_time().to_string(),
        "known_act": moment.as_of.known_at,
        "map": moment.map,
        "line": line.map(|l| &l.code),
        "coverage": coverage,
        "staff": json::staff(&page),
    })))
}

#[derive(Template)]
#[template(path = "office.html")]
struct View<'a> {
    ui: &'a Ui,
    summary: Summary,
    figures: Option<Figures>,
    norms: Option<Table>,
    fields: Option<ui::charts::Stacked>,
    staff: Table,
    below: Option<Tree>,
    lineage: Html,
    history: Timeline,
    replaced: Option<Timeline>,
    sources: Option<Table>,
    sections: Vec<(&'static str, ui::Text, Html)>,
}

async fn build(
    moment: &mut Moment<'_>,
    code: &str,
    query: &TableQuery,
) -> Result<(Page, Html), Problem> {
    let ui = moment.ui;
    let office = find(moment, code).await?;
    let offices = moment.offices().await?;
    let orgs = &offices.orgs;
    let covered = moment.coverage().await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let line = line_of(&covered, office.id);
    let id = [Value::Uuid(Some(office.id.0))];
    let known = moment.as_of.known_at;
    let versions = traced::<Organisation>(&mut moment.tx, known, "f.org_id = $2", &id)
        .await
        .map_err(super::fail::fail)?;
    let (standing, replaced): (Vec<_>, Vec<_>) =
        versions.into_iter().partition(|v: &Traced<_>| v.recorded_to.is_none());
    let view = View {
        ui,
        summary: summary(moment, &office, orgs),
        figures: line.map(|l| headline(moment, &covered, l)),
        norms: line
            .filter(|l| !l.norms.is_empty())
            .map(|l| norms_of(moment, &covered, l, remedy(moment, &office))),
        fields: line.filter(|l| !l.fields.is_empty()).map(|l| by_field(ui, l, &names)),
        staff: staff_table(moment, &office, query).await?,
        below: below(moment, orgs, office.id),
        lineage: lineage::of_office(moment, orgs, &office).await?,
        history: history::of_office(ui, orgs, &standing),
        replaced: (!replaced.is_empty()).then(|| history::of_office(ui, orgs, &replaced)),
        sources: sources(moment, office.id).await?,
        sections: sections(moment, &office).await?,
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    Ok((page(moment, &office, orgs, &covered), Html::trusted(body)))
}

/// What other rooms tell of the office.
async fn sections(
    moment: &mut Moment<'_>,
    office: &Organisation,
) -> Result<Vec<(&'static str, ui::Text, Html)>, Problem> {
    let ours = Ours {
        org: office.id,
        code: office.code.clone(),
        name: office.name.clone(),
        all: [office.id].into(),
        promises: remedy(moment, office).is_some(),
    };
    let mut all = Vec::new();
    for fill in &moment.room().of_office {
        let made = fill(moment, &ours).await?;
        all.extend(made.more.map(|(title, body)| (made.id, title, body)));
    }
    Ok(all)
}

/// Where something can be promised about a gap of the office, on the newest record.
fn remedy(moment: &Moment<'_>, office: &Organisation) -> Option<Remedy> {
    let offers = moment.is_now() && moment.by.may_at(Right::Promise, office.id.0);
    moment.room().remedy.filter(|_| offers)
}

/// Whether somebody can be entered here, on the newest record.
fn offers_entry(moment: &Moment<'_>, office: &Organisation) -> bool {
    moment.is_now() && moment.by.may_at(Right::EditPeople, office.id.0)
}

fn page(moment: &Moment<'_>, office: &Organisation, orgs: &OrgMap, covered: &Covered) -> Page {
    let ui = moment.ui;
    let day = moment.as_of.valid_on;
    let mut page = Page::new(office.name.clone()).lead(words::kind(ui, &office.kind));
    for above in way(orgs, office, day) {
        page = page.crumb(above.name.clone(), links::office(&above.code));
    }
    if orgs.on(office.id, day).is_none() {
        let life = orgs.life(office.id).unwrap_or_default();
        let said = ui.f(
            "registry-office-not-there",
            &[
                ("date", ui::format::date(day).into()),
                ("span", words::span(ui, life).as_ref().into()),
            ],
        );
        page = page.notice(Notice::new(Tone::Doubt, said).more(then_link(ui, office, life)));
    }
    let mut buttons = Vec::new();
    if offers_entry(moment, office) && orgs.on(office.id, day).is_some() {
        buttons.push(Button::link(ui.t("registry-person-new"), by_hand::new_in(&office.code)));
    }
    let empty = line_of(covered, office.id).is_some_and(|line| lines::State::Empty.holds(line));
    if let Some(promise) = remedy(moment, office).filter(|_| empty) {
        buttons.push(Button::link(ui.t("registry-remedy"), promise(&office.code, Missing::Nobody)));
    }
    if !buttons.is_empty() {
        page = page.actions(Buttons::new(buttons).html(ui));
    }
    let elsewhere = line_of(covered, office.id).filter(|l| l.code != office.code);
    if let Some(line) = elsewhere {
        let said = ui.f("registry-office-restated", &[("name", line.name.as_str().into())]);
        let link = links::html(ui, &line.name, &lines::href(line));
        page = page.notice(Notice::new(Tone::Info, said).more(link));
    }
    page
}

/// To the last day on which the office was there, or the first.
fn then_link(ui: &Ui, office: &Organisation, life: kernel::Interval) -> Html {
    let last = life.to.and_then(|to| to.yesterday().ok());
    let Some(day) = last.or(life.from) else { return Html::default() };
    let said = ui.f("registry-see-on", &[("date", ui::format::date(day).into())]);
    let href = format!("{}?on={day}", links::office(&office.code));
    Html::trusted(format!("<p>{}</p>", links::html(ui, &said, &href)))
}

/// The offices above, the top first.
fn way<'o>(orgs: &'o OrgMap, office: &Organisation, day: kernel::Date) -> Vec<&'o Organisation> {
    let mut way = Vec::new();
    let mut at = office.parent;
    while let Some(above) = at.and_then(|id| orgs.on(id, day).or_else(|| orgs.latest(id))) {
        if way.len() > 12 {
            break;
        }
        at = above.parent;
        way.push(above);
    }
    way.reverse();
    way
}

fn summary(moment: &Moment<'_>, office: &Organisation, orgs: &OrgMap) -> Summary {
    let ui = moment.ui;
    let mut summary = Summary::new()
        .line(ui.t("registry-col-code"), office.code.clone())
        .line(ui.t("registry-col-kind"), words::kind(ui, &office.kind));
    if let Some(area) = orgs
        .area_of(office.id)
        .and_then(|id| orgs.areas.on(id, moment.as_of.valid_on).or_else(|| orgs.areas.latest(id)))
    {
        let link = links::html(ui, &area.name, &links::area(area.id));
        summary = summary.line_html(ui.t("registry-col-area"), link);
    }
    if !office.aliases.is_empty() {
        summary = summary.line(ui.t("registry-aliases"), office.aliases.join("; "));
    }
    let life = orgs.life(office.id).unwrap_or_default();
    summary.line(ui.t("registry-exists"), words::span(ui, life))
}

fn headline(moment: &Moment<'_>, covered: &Covered, line: &Line) -> Figures {
    let ui = moment.ui;
    let defined = |id| {
        let mut html = links::paragraph(&ui.t(id));
        html.push(&moment.inputs());
        html
    };
    let (tone, word) = lines::state_word(ui, line);
    let mut people = Figure::new(ui.t("registry-fig-people"), lines::count(line.people.len()))
        .unit(ui.t("registry-unit-people"))
        .definition(defined("registry-fig-people-def"))
        .rows("#nguoi")
        .tone(tone);
    if tone != Tone::Good {
        people = people.incomplete(word);
    }
    if let Some(day) = covered.vacant.get(&line.key) {
        people = people.incomplete(words::since(ui, *day, moment.as_of.valid_on));
    }
    let mut all = vec![
        people,
        Figure::duty(ui, ui.t("registry-fig-duty"), line.modes.dedicated, line.modes.concurrent)
            .unit(ui.t("registry-unit-posts"))
            .definition(defined("registry-fig-duty-def"))
            .rows(ui.here_with("sort", Some("mode")) + "#nguoi"),
    ];
    if !line.not_placed.is_empty() {
        let n = lines::count(line.not_placed.len());
        all.push(
            Figure::new(ui.t("registry-fig-not-placed"), n)
                .unit(ui.t("registry-unit-people"))
                .tone(Tone::Doubt)
                .definition(defined("registry-fig-not-placed-def")),
        );
    }
    Figures::new(all)
}

/// The norms of a line; with the way to a promise where one can be made.
pub(super) fn norms_of(
    moment: &Moment<'_>,
    covered: &Covered,
    line: &Line,
    remedy: Option<Remedy>,
) -> Table {
    let ui = moment.ui;
    let mut columns = vec![
        Column::new("norm", ui.t("registry-col-norm")).head(),
        Column::new("state", ui.t("registry-col-state")),
        Column::new("actual", ui.t("registry-col-actual")).number(),
        Column::new("required", ui.t("registry-col-required")).number(),
        Column::new("since", ui.t("registry-col-since")),
        Column::new("basis", ui.t("registry-col-basis")),
    ];
    if remedy.is_some() {
        columns.push(Column::new("remedy", ui.t("registry-remedy")));
    }
    let mut table =
        Table::new("dinh-muc", ui.t("registry-norms-caption"), columns).caption_hidden();
    for result in &line.norms {
        let (tone, word) =
            if result.met { (Tone::Good, "registry-met") } else { (Tone::Bad, "registry-unmet") };
        let since = result.unmet_since;
        let since = since.map(|d| words::since(ui, d, covered.coverage.as_of.valid_on));
        let never = if result.met { ui::Text::default() } else { ui.t("registry-gap-never") };
        let norm = covered.coverage.norms.iter().find(|n| n.code == result.code);
        let mark = if result.confirmed { "registry-confirmed" } else { "ui-to-confirm" };
        let mut cells = vec![
            Cell::text(words::norm_named(ui, &covered.coverage, &result.code))
                .link(norms::page_of(&result.code)),
            Cell::tag(ui::Tag::new(tone, ui.t(word))),
            Cell::count(result.actual),
            Cell::count(result.required),
            Cell::text(since.unwrap_or(never)),
            Cell::text(norm.map(words::basis).unwrap_or_default()).note(ui.t(mark)),
        ];
        if let Some(page) = remedy {
            let promise = || {
                let there = page(&line.code, Missing::Norm(&result.code));
                Cell::text(ui.t("registry-remedy")).link(there)
            };
            cells.push(if result.met { Cell::blank() } else { promise() });
        }
        table.push(cells);
    }
    table
}

fn by_field(ui: &Ui, line: &Line, names: &FieldNames) -> ui::charts::Stacked {
    let title = ui.t("registry-fields-caption");
    let mut chart = ui::charts::Stacked::duty(ui, "linh-vuc", title, ui.t("registry-col-field"));
    for code in names.ordered(line.fields.keys().map(String::as_str)) {
        if let Some(modes) = line.fields.get(code) {
            chart.push(names.name(code), [modes.dedicated, modes.concurrent], None);
        }
    }
    chart
}

/// The offices directly under this one.
fn below(moment: &Moment<'_>, orgs: &OrgMap, office: OrgId) -> Option<Tree> {
    let all = orgs.all_on(moment.as_of.valid_on);
    let nodes: Vec<Node> = all
        .into_iter()
        .filter(|o| o.parent == Some(office))
        .map(|o| Node::new(o.name.clone()).link(links::office(&o.code)))
        .collect();
    (!nodes.is_empty()).then(|| Tree::new(nodes))
}

/// The sheets the people of the office came from.
async fn sources(moment: &mut Moment<'_>, office: OrgId) -> Result<Option<Table>, Problem> {
    let ui = moment.ui;
    let found = figures::sheet_sources(&mut moment.tx, moment.as_of, office).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let columns = [
        Column::new("file", ui.t("registry-col-file")).head(),
        Column::new("sheet", ui.t("registry-col-sheet")),
        Column::new("rows", ui.t("registry-col-rows")).number(),
    ];
    let mut table = Table::new("nguon", ui.t("registry-sources-caption"), columns).caption_hidden();
    for source in found {
        table.push([
            Cell::text(source.first.file.clone()).link(links::source(&source.first)),
            Cell::text(source.first.sheet.clone()),
            Cell::count(source.rows),
        ]);
    }
    Ok(Some(table))
}
