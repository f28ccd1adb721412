//! The province at a glance: headline figures, gaps first.

use std::collections::BTreeMap;

use access::{App, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use ui::{
    Amount, Better, Cell, Column, Component as _, Empty, Figure, Figures, Gap, Gaps, Html, Page,
    Problem, Table, Tone, Ui, charts::Stacked,
};

use super::{
    changes,
    compare::{Compared, Comparison},
    json,
    lines::{self, State as LineState},
    links, map,
    moment::Moment,
    norms,
    part::Section,
    room::{Covered, Map},
    words::{self, FieldNames},
};
use crate::{
    figures,
    model::{Mode, OrgId},
    rules::{
        coverage::{Line, NormResult},
        lineage::{LineKey, OrgMap},
    },
};

/// Gaps shown before the link to the rest.
const GAPS_SHOWN: usize = 8;
/// The field of information security, where the list of fields has it under this code.
const INFOSEC: &str = "infosec";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let held = held(&mut moment).await?;
    if json::is_asked(&ui) {
        let covered = moment.coverage().await?;
        return Ok(json::coverage(&moment, &covered.coverage, held.map_or(0, |(n, _)| n)));
    }
    let key = format!("{}|{}", moment.key(), held.map_or(-1, |(n, _)| n));
    let room = moment.room();
    let moment = &mut moment;
    let made = room.body(moment.ui, moment.head, key, || build(moment, held)).await?;
    let page = moment.dated(made.0.clone()).await?;
    Ok(page.respond(&ui, &made.1))
}

/// Rows that wait by what is known.
async fn held(moment: &mut Moment<'_>) -> Result<Option<(i64, &'static str)>, Problem> {
    let (room, known) = (moment.room(), moment.as_of.known_at);
    Ok(room.rows_held(&mut moment.tx, known).await?)
}

#[derive(Template)]
#[template(path = "province.html")]
struct View<'a> {
    ui: &'a Ui,
    empty: Option<Empty>,
    restated: Html,
    compare: Html,
    figures: Figures,
    gaps: Gaps,
    norms: Table,
    fields: Stacked,
    map: Html,
    kinds: Table,
    sections: Vec<Section>,
}

async fn build(
    moment: &mut Moment<'_>,
    held: Option<(i64, &'static str)>,
) -> Result<(Page, Html), Problem> {
    let ui = moment.ui;
    let covered = moment.coverage().await?;
    let offices = moment.offices().await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let compared = Comparison::read(moment).await?;
    let top = head_of_tree(&offices.orgs, moment);
    let title = top.unwrap_or_else(|| ui.t("registry-province-title").into_owned());
    let view = View {
        ui,
        empty: covered.coverage.lines.is_empty().then(|| lines::nothing(ui, &covered)),
        restated: restated(moment, &covered),
        compare: compared.chooser(moment),
        figures: headline(moment, &covered, &compared, held, &names),
        gaps: gaps(moment, &covered, &offices),
        norms: judged(ui, &covered),
        fields: by_field(ui, &covered, &names),
        map: map::of(moment, &covered).await?,
        kinds: by_kind(ui, &covered),
        sections: sections(moment).await?,
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    Ok((Page::new(title).lead(ui.t("registry-province-lead")), Html::trusted(body)))
}

/// What other rooms tell.
async fn sections(moment: &mut Moment<'_>) -> Result<Vec<Section>, Problem> {
    let mut sections = Vec::new();
    for fill in &moment.room().sections {
        sections.push(fill(moment).await?);
    }
    Ok(sections)
}

/// The office that heads the tree on the day.
fn head_of_tree(orgs: &OrgMap, moment: &Moment<'_>) -> Option<String> {
    let all = orgs.all_on(moment.as_of.valid_on);
    all.into_iter().find(|o| !o.is_counted()).map(|o| o.name.clone())
}

fn restated(moment: &Moment<'_>, covered: &Covered) -> Html {
    if !moment.is_restated() {
        return Html::default();
    }
    let lost = covered.coverage.lines.iter().filter(|l| lines::is_lost(l)).count();
    let said = moment.ui.f(
        "registry-restated",
        &[
            ("map", ui::format::date(moment.map).into()),
            ("lines", lines::count(covered.coverage.lines.len()).into()),
            ("lost", lines::count(lost).into()),
        ],
    );
    ui::Notice::new(Tone::Info, said).html(moment.ui)
}

fn headline(
    moment: &Moment<'_>,
    covered: &Covered,
    compared: &Comparison,
    held: Option<(i64, &'static str)>,
    names: &FieldNames,
) -> Figures {
    let ui = moment.ui;
    let totals = &covered.coverage.totals;
    let defined = |id| {
        let mut html = links::paragraph(&ui.t(id));
        html.push(&moment.inputs());
        html
    };
    let empty = lines::count(totals.units_without_anyone.len());
    let mut all = vec![people(moment, covered, compared)];
    let label = ui.t("registry-fig-duty");
    let duties = posts(ui, covered, compared, label, None);
    all.push(duties.definition(defined("registry-fig-duty-def")).rows("/nhan-luc?sort=mode"));
    if totals.fields.contains_key(INFOSEC) {
        let duties = posts(ui, covered, compared, names.name(INFOSEC), Some(INFOSEC));
        let defined = defined("registry-fig-field-def");
        all.push(duties.definition(defined).rows("/nhan-luc?linh-vuc=infosec"));
    }
    let figure = Figure::new(ui.t("registry-fig-covered"), totals.units - empty)
        .unit(ui.f("registry-unit-of-offices", &[("n", totals.units.into())]))
        .definition(defined("registry-fig-covered-def"))
        .rows("/don-vi?tinh-trang=co-nguoi");
    let units = |c: &Covered| c.coverage.totals.units - unmanned(c);
    all.push(compared.on(figure, covered, Better::More, [(changes::COVERED, &units)]));
    let figure = Figure::new(ui.t("registry-fig-empty"), empty)
        .unit(ui.t("registry-unit-offices"))
        .tone(if empty > 0 { Tone::Bad } else { Tone::Good })
        .definition(defined("registry-fig-empty-def"))
        .rows("/don-vi?tinh-trang=trong");
    all.push(compared.on(figure, covered, Better::Less, [(changes::EMPTY, &unmanned)]));
    if totals.not_placed > 0 {
        let figure = Figure::new(ui.t("registry-fig-not-placed"), totals.not_placed)
            .unit(ui.t("registry-unit-people"))
            .tone(Tone::Doubt)
            .definition(defined("registry-fig-not-placed-def"))
            .rows("/nhan-luc?dien=chua-bo-tri");
        let n = |c: &Covered| c.coverage.totals.not_placed;
        all.push(compared.on(figure, covered, Better::Less, [(changes::NOT_PLACED, &n)]));
    }
    all.extend(held_figure(moment, held));
    Figures::new(all)
}

/// Offices where nobody is.
fn unmanned(covered: &Covered) -> i64 {
    lines::count(covered.coverage.totals.units_without_anyone.len())
}

fn people(moment: &Moment<'_>, covered: &Covered, compared: &Comparison) -> Figure {
    let ui = moment.ui;
    let mut defined = links::paragraph(&ui.t("registry-fig-people-def"));
    defined.push(&moment.inputs());
    let n = |c: &Covered| c.coverage.totals.people;
    let figure = Figure::new(ui.t("registry-fig-people"), n(covered))
        .unit(ui.t("registry-unit-people"))
        .definition(defined)
        .rows("/nhan-luc");
    compared.on(figure, covered, Better::More, [(changes::PEOPLE, &n)])
}

/// Posts of all fields or of one, dedicated and concurrent.
fn posts(
    ui: &Ui,
    covered: &Covered,
    compared: &Comparison,
    label: ui::Text,
    field: Option<&str>,
) -> Figure {
    let modes = |c: &Covered| {
        let totals = &c.coverage.totals;
        field.map_or(totals.modes, |f| totals.fields.get(f).copied().unwrap_or_default())
    };
    let (dedicated, concurrent) =
        (|c: &Covered| modes(c).dedicated, |c: &Covered| modes(c).concurrent);
    let figure = Figure::duty(ui, label, dedicated(covered), concurrent(covered))
        .unit(ui.t("registry-unit-posts"));
    let word = |mode| changes::duty(mode, field);
    let words = [word(Mode::Dedicated), word(Mode::Concurrent)];
    let parts: [Compared<'_>; 2] = [(&words[0], &dedicated), (&words[1], &concurrent)];
    compared.on(figure, covered, Better::More, parts)
}

fn held_figure(moment: &Moment<'_>, held: Option<(i64, &'static str)>) -> Option<Figure> {
    let ui = moment.ui;
    let label = ui.t("registry-fig-held");
    let figure = match held {
        Some((n, page)) => Figure::new(label, n)
            .unit(ui.t("registry-unit-rows"))
            .tone(if n > 0 { Tone::Doubt } else { Tone::Plain })
            .rows(page),
        None if moment.knows_all() => return None,
        None => Figure::new(label, Amount::unknown(ui.t("registry-fig-held-past"))),
    };
    let mut defined = links::paragraph(&ui.t("registry-fig-held-def"));
    defined.push(&moment.inputs_of(&ui.t("registry-inputs-held")));
    Some(figure.definition(defined))
}

/// Offices where nobody is, those for longest first.
fn gaps(moment: &Moment<'_>, covered: &Covered, offices: &Map) -> Gaps {
    let ui = moment.ui;
    let all = &covered.coverage.lines;
    let mut empty: Vec<&Line> = all.iter().filter(|l| LineState::Empty.holds(l)).collect();
    // Who was never there has been missing for longest.
    empty.sort_by_key(|l| covered.vacant.get(&l.key));
    let gap = |line: &&Line| {
        let since = match covered.vacant.get(&line.key) {
            Some(day) => words::since(ui, *day, moment.as_of.valid_on),
            None => ui.t("registry-gap-never"),
        };
        Gap::missing(line.name.clone())
            .link(lines::href(line))
            .since(since)
            .who(who_closes(moment, &offices.orgs, line))
            .close(ui.t("registry-gap-close"), "/tiep-nhan")
    };
    let unsettled = unsettled(moment, covered, offices);
    let mut gaps = Gaps::new(unsettled.into_iter().chain(empty.iter().take(GAPS_SHOWN).map(gap)));
    if empty.len() > GAPS_SHOWN {
        let n = lines::count(empty.len());
        let more = ui.f("registry-gap-more", &[("n", n.into())]);
        gaps = gaps.more(more, "/don-vi?tinh-trang=trong");
    }
    let fine = all.iter().filter(|l| l.counted && !l.people.is_empty()).count();
    let said = ui.f("registry-gap-fine", &[("n", lines::count(fine).into())]);
    let open = links::html(ui, &ui.t("registry-gap-fine-list"), "/don-vi?tinh-trang=co-nguoi");
    gaps.fine(said, Html::trusted(format!("<p>{open}</p>")))
}

/// Offices that stand while their area has become another: somebody must say what they become.
fn unsettled(moment: &Moment<'_>, covered: &Covered, offices: &Map) -> Option<Gap> {
    let (ui, day) = (moment.ui, moment.map);
    let n = outlived(&offices.orgs, &covered.coverage.lines, day);
    let said = ui.f("registry-gap-unsettled", &[("n", lines::count(n).into())]);
    let after = offices.days.iter().find(|changed| **changed <= day);
    (n > 0).then(|| {
        let gap = Gap::doubtful(said)
            .who(ui.t("registry-gap-unsettled-who"))
            .close(ui.t("registry-nav-reorganise"), "/sap-xep");
        match after {
            Some(changed) => {
                let date = ui::format::date(*changed);
                gap.since(ui.f("registry-map-since", &[("date", date.into())]))
            }
            None => gap,
        }
    })
}

/// How many offices stand on a map while their area does not. One that stands for what others
/// were is there, whatever became of theirs.
fn outlived(orgs: &OrgMap, lines: &[Line], day: kernel::Date) -> usize {
    let gone =
        |id: &OrgId| orgs.area_of(*id).is_some_and(|area| orgs.areas.on(area, day).is_none());
    lines.iter().filter(|l| matches!(&l.key, LineKey::Office(id) if gone(id))).count()
}

/// The head of the office itself, and the office above.
fn who_closes(moment: &Moment<'_>, orgs: &OrgMap, line: &Line) -> ui::Text {
    let day = moment.as_of.valid_on;
    let above = line.offices.iter().find_map(|id| orgs.on(*id, day)?.parent);
    let above = above.and_then(|id| orgs.on(id, day)).map(|o| o.name.clone());
    match above {
        Some(name) => moment.ui.f("registry-gap-who", &[("above", name.into())]),
        None => moment.ui.t("registry-gap-who-own"),
    }
}

/// Each norm with its act: where it is met, where not, for how long.
fn judged(ui: &Ui, covered: &Covered) -> Table {
    let columns = [
        Column::new("norm", ui.t("registry-col-norm")).head(),
        Column::new("unmet", ui.t("registry-col-unmet")).number(),
        Column::new("met", ui.t("registry-col-met")).number(),
        Column::new("since", ui.t("registry-col-longest")),
        Column::new("basis", ui.t("registry-col-basis")),
    ];
    let mut table =
        Table::new("dinh-muc", ui.t("registry-norms-caption"), columns).caption_hidden();
    for norm in &covered.coverage.norms {
        let judged = covered.coverage.lines.iter().flat_map(|l| &l.norms);
        let judged: Vec<_> = judged.filter(|n| n.code == norm.code).collect();
        let unmet = judged.iter().filter(|n| !n.met).count();
        let mark = if norm.confirmed { "registry-confirmed" } else { "ui-to-confirm" };
        let rows = format!("/don-vi?dinh-muc={}", ui::segment(&norm.code));
        table.push_toned(
            if unmet > 0 { Tone::Bad } else { Tone::Plain },
            [
                Cell::text(words::norm_name(ui, norm)).link(norms::page_of(&norm.code)),
                Cell::count(lines::count(unmet)).link(rows.clone()),
                Cell::count(lines::count(judged.len() - unmet))
                    .link(format!("{rows}&tinh-trang=dat")),
                longest(ui, &judged, covered.coverage.as_of.valid_on),
                Cell::text(words::basis(norm)).note(ui.t(mark)),
            ],
        );
    }
    table.empty(Empty::new(ui.t("registry-no-norms")).next(ui.t("registry-nav-norms"), "/dinh-muc"))
}

/// For how long the norm has not been met where it is so for longest; unknown where no day is on
/// record on which it was met.
fn longest(ui: &Ui, judged: &[&NormResult], day: kernel::Date) -> Cell {
    let never = judged.iter().filter(|n| !n.met && n.unmet_since.is_none()).count();
    let known = judged.iter().filter_map(|n| n.unmet_since).min();
    match (known, never) {
        (None, 0) => Cell::blank(),
        (None, _) => Cell::unknown(ui.t("registry-never-met")),
        (Some(since), 0) => Cell::text(words::since(ui, since, day)),
        (Some(since), n) => Cell::text(words::since(ui, since, day))
            .note(ui.f("registry-never-met-count", &[("n", lines::count(n).into())])),
    }
}

/// Posts by field, dedicated and concurrent apart.
fn by_field(ui: &Ui, covered: &Covered, names: &FieldNames) -> Stacked {
    let held = &covered.coverage.totals.fields;
    let title = match names
        .ordered(held.keys().map(String::as_str))
        .into_iter()
        .max_by_key(|c| held.get(*c).map_or(0, |m| m.dedicated + m.concurrent))
    {
        Some(code) if held.contains_key(code) => {
            let most = held.get(code).copied().unwrap_or_default();
            let args = [
                ("field", names.name(code).as_ref().to_owned().into()),
                ("dedicated", most.dedicated.into()),
                ("concurrent", most.concurrent.into()),
            ];
            ui.f("registry-fields-finding", &args)
        }
        _ => ui.t("registry-fields-nobody"),
    };
    let mut chart = Stacked::duty(ui, "linh-vuc", title, ui.t("registry-col-field"));
    for code in names.ordered(held.keys().map(String::as_str)) {
        let modes = held.get(code).copied().unwrap_or_default();
        let href = format!("/nhan-luc?linh-vuc={}", ui::segment(code));
        chart.push(names.name(code), [modes.dedicated, modes.concurrent], Some(href));
    }
    chart
}

/// Lines by kind of office, those without a successor as a group of their own.
fn by_kind(ui: &Ui, covered: &Covered) -> Table {
    let columns = [
        Column::new("kind", ui.t("registry-col-kind")).head(),
        Column::new("lines", ui.t("registry-col-lines")).number(),
        Column::new("empty", ui.t("registry-state-empty")).number(),
        Column::new("dedicated", ui.t("ui-dedicated")).number(),
        Column::new("concurrent", ui.t("ui-concurrent")).number(),
    ];
    let mut groups: BTreeMap<(bool, &str), Vec<&Line>> = BTreeMap::new();
    for line in &covered.coverage.lines {
        let kind = line.kinds.first().map_or("", String::as_str);
        let kind = if lines::is_lost(line) { "" } else { kind };
        groups.entry((lines::is_lost(line), kind)).or_default().push(line);
    }
    let mut table = Table::new("loai", ui.t("registry-kinds-caption"), columns).caption_hidden();
    let row = |name: Cell, lines: &[&Line]| {
        let sum = |f: fn(&Line) -> i64| Cell::count(lines.iter().map(|l| f(l)).sum::<i64>());
        [
            name,
            Cell::count(lines::count(lines.len())),
            sum(|l| i64::from(LineState::Empty.holds(l))),
            sum(|l| l.modes.dedicated),
            sum(|l| l.modes.concurrent),
        ]
    };
    for ((lost, kind), group) in &groups {
        let name = if *lost {
            Cell::text(ui.t("registry-lost-section")).link("/don-vi?tinh-trang=khong-ke-thua")
        } else {
            let href = format!("/don-vi?loai={}", ui::segment(kind));
            Cell::text(words::kind(ui, kind)).link(href)
        };
        table.push(row(name, group));
    }
    let all: Vec<&Line> = covered.coverage.lines.iter().collect();
    if all.is_empty() { table } else { table.total(row(Cell::text(ui.t("registry-total")), &all)) }
}
