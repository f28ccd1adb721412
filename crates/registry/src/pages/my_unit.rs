//! `/don-vi-cua-toi`: what the head of a unit needs to know, on one page that can be signed.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use ui::{
    Cell, Choice, Chooser, Column, Component as _, Empty, Field, Figure, Figures, Gap, Gaps, Html,
    Page, Problem, Signature, Table, Tone, Ui,
};

use super::{
    lines::{self, State as LineState},
    links,
    moment::Moment,
    office,
    part::{Missing, Ours, Section},
    place::section,
    room::Covered,
    words,
};
use crate::{model::OrgId, rules::coverage::Line};

/// Where it is.
pub(super) const MY_UNIT: &str = "/don-vi-cua-toi";
/// Gaps shown before the link to the rest: the page is to be signed as one sheet.
const GAPS_SHOWN: usize = 10;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let units = signed.actor.powers().units();
    let asked = ui.query().get("don-vi");
    let Some(unit) = units.iter().find(|unit| asked.is_none_or(|code| unit.code == code)) else {
        return if units.is_empty() { Ok(none(&ui)) } else { Err(Problem::not_found()) };
    };
    let offices = moment.offices().await?;
    let org = OrgId(unit.id);
    let latest = offices.orgs.on(org, moment.as_of.valid_on).or_else(|| offices.orgs.latest(org));
    let latest = latest.ok_or_else(Problem::not_found)?;
    let ours = Ours {
        org,
        code: latest.code.clone(),
        name: latest.name.clone(),
        all: offices.orgs.under(org, app.clock.today()),
        promises: moment.is_now() && signed.actor.may_at(Right::Promise, unit.id),
    };
    let body = build(&mut moment, &ours, &choice(&ui, &units, &ours)).await?;
    let page = Page::new(ours.name.clone()).lead(ui.t("registry-my-unit-lead"));
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

/// Who stands for no unit is told where to go.
fn none(ui: &Ui) -> Response {
    let empty = Empty::new(ui.t("registry-my-unit-none"))
        .next(ui.t("registry-nav-province"), "/")
        .next(ui.t("registry-all-offices"), "/don-vi");
    Page::new(ui.t("registry-nav-my-unit")).respond(ui, &empty.html(ui))
}

fn choice(ui: &Ui, units: &[&access::Unit], ours: &Ours) -> Html {
    if units.len() < 2 {
        return Html::default();
    }
    let choices = units.iter().map(|unit| Choice::new(unit.code.clone(), unit.name.clone()));
    let choices: Vec<Choice> = choices.collect();
    let field = Field::select("don-vi", ui.t("registry-my-unit-which"), choices);
    Chooser::new(MY_UNIT, ui.t("registry-my-unit-show"))
        .field(field.value(ours.code.clone()).required())
        .html(ui)
}

async fn build(moment: &mut Moment<'_>, ours: &Ours, choice: &Html) -> Result<Html, Problem> {
    let ui = moment.ui;
    let covered = moment.coverage().await?;
    let mine: Vec<&Line> = covered.coverage.lines.iter().filter(|l| is_ours(ours, l)).collect();
    let own = mine.iter().copied().find(|l| l.offices.contains(&ours.org));
    let mut told = Vec::new();
    for fill in &moment.room().of_unit {
        told.push(fill(moment, ours).await?);
    }
    let lacks_more = told.iter().any(|part| part.gaps.is_some());
    let mut body = choice.clone();
    body.push(&section(
        "so-lieu",
        &ui.t("registry-figures-title"),
        &headline(moment, &mine).html(ui),
    ));
    body.push(&section(
        "thieu",
        &ui.t("registry-gaps-title"),
        &gaps(moment, &covered, ours, (&mine, lacks_more)).html(ui),
    ));
    for part in &told {
        if let Some((title, gaps)) = &part.gaps {
            body.push(&section(part.id, title, &gaps.html(ui)));
        }
    }
    if let Some(line) = own.filter(|l| !l.norms.is_empty()) {
        let norms = office::norms_of(moment, &covered, line, None);
        body.push(&section("muc", &ui.t("registry-norms-title"), &norms.html(ui)));
    }
    for Section { id, more, .. } in told {
        if let Some((title, html)) = more {
            body.push(&section(id, &title, &html));
        }
    }
    let below: Vec<&Line> =
        mine.iter().copied().filter(|l| !l.offices.contains(&ours.org)).collect();
    if !below.is_empty() {
        body.push(&section(
            "truc-thuoc",
            &ui.t("registry-below-title"),
            &under(ui, &below).html(ui),
        ));
    }
    let place = ui.t("registry-my-unit-place");
    body.push(&Signature::new(place, ui.t("registry-my-unit-signs"), "").html(ui));
    Ok(body)
}

fn is_ours(ours: &Ours, line: &Line) -> bool {
    line.offices.iter().any(|office| ours.all.contains(office))
}

fn headline(moment: &Moment<'_>, mine: &[&Line]) -> Figures {
    let ui = moment.ui;
    let defined = |id| {
        let mut html = links::paragraph(&ui.t(id));
        html.push(&moment.inputs());
        html
    };
    let people: BTreeSet<_> = mine.iter().flat_map(|l| l.people.iter().copied()).collect();
    let sum = |f: fn(&Line) -> i64| mine.iter().map(|l| f(l)).sum::<i64>();
    let empty = mine.iter().filter(|l| LineState::Empty.holds(l)).count();
    let counted = mine.iter().filter(|l| l.counted).count();
    let (dedicated, concurrent) = (sum(|l| l.modes.dedicated), sum(|l| l.modes.concurrent));
    Figures::new([
        Figure::new(ui.t("registry-fig-people"), lines::count(people.len()))
            .unit(ui.t("registry-unit-people"))
            .definition(defined("registry-fig-people-def")),
        Figure::duty(ui, ui.t("registry-fig-duty"), dedicated, concurrent)
            .unit(ui.t("registry-unit-posts"))
            .definition(defined("registry-fig-duty-def")),
        Figure::new(ui.t("registry-fig-empty"), lines::count(empty))
            .unit(ui.f("registry-unit-of-offices", &[("n", lines::count(counted).into())]))
            .tone(if empty > 0 { Tone::Bad } else { Tone::Good })
            .definition(defined("registry-fig-empty-def")),
    ])
}

/// Where nobody is, and which norms are not met, each with the way to a commitment. Other rooms may
/// tell of more that is missing.
fn gaps(
    moment: &Moment<'_>,
    covered: &Covered,
    ours: &Ours,
    (mine, lacks_more): (&[&Line], bool),
) -> Gaps {
    let mut all = Vec::new();
    for line in mine.iter().filter(|l| LineState::Empty.holds(l)) {
        all.push(nobody(moment, covered, ours, line));
    }
    for line in mine {
        let unmet = line.norms.iter().filter(|n| !n.met);
        all.extend(
            unmet.map(|norm| not_met(moment, covered, ours, (line, &norm.code, norm.unmet_since))),
        );
    }
    let (ui, n) = (moment.ui, all.len());
    let gaps = Gaps::new(all.into_iter().take(GAPS_SHOWN));
    if n > GAPS_SHOWN {
        let more = ui.f("registry-my-unit-more", &[("n", lines::count(n).into())]);
        return gaps.more(more, "/don-vi?tinh-trang=chua-dat");
    }
    if n == 0 {
        let id = if lacks_more { "registry-my-unit-fine-here" } else { "registry-my-unit-fine" };
        return gaps.fine(ui.t(id), Html::default());
    }
    gaps
}

fn nobody(moment: &Moment<'_>, covered: &Covered, ours: &Ours, line: &Line) -> Gap {
    let ui = moment.ui;
    let since = match covered.vacant.get(&line.key) {
        Some(day) => words::since(ui, *day, moment.as_of.valid_on),
        None => ui.t("registry-gap-never"),
    };
    let said = ui.f("registry-my-unit-nobody", &[("name", line.name.as_str().into())]);
    let gap = Gap::missing(said).link(lines::href(line)).since(since);
    remedied(moment, ours, gap, line, Missing::Nobody)
}

fn not_met(
    moment: &Moment<'_>,
    covered: &Covered,
    ours: &Ours,
    (line, code, since): (&Line, &str, Option<kernel::Date>),
) -> Gap {
    let ui = moment.ui;
    let norm = covered.coverage.norms.iter().find(|n| n.code == code);
    let norm = norm.map_or_else(|| code.to_owned().into(), |n| words::norm_marked(ui, n));
    let args = [("name", line.name.as_str().into()), ("norm", norm.as_ref().into())];
    let since = match since {
        Some(day) => words::since(ui, day, moment.as_of.valid_on),
        None => ui.t("registry-gap-never"),
    };
    let gap = Gap::missing(ui.f("registry-my-unit-unmet", &args));
    remedied(moment, ours, gap.link(lines::href(line)).since(since), line, Missing::Norm(code))
}

fn remedied(moment: &Moment<'_>, ours: &Ours, gap: Gap, line: &Line, lack: Missing<'_>) -> Gap {
    match moment.room().remedy {
        Some(page) if ours.promises => {
            gap.close(moment.ui.t("registry-remedy"), page(&line.code, lack))
        }
        _ => gap,
    }
}

/// What is under the unit.
fn under(ui: &Ui, below: &[&Line]) -> Table {
    let columns = [
        Column::new("name", ui.t("registry-col-office")).head(),
        Column::new("state", ui.t("registry-col-state")),
        Column::new("people", ui.t("registry-col-people")).number(),
        Column::new("dedicated", ui.t("ui-dedicated")).number(),
        Column::new("concurrent", ui.t("ui-concurrent")).number(),
    ];
    let mut table =
        Table::new("don-vi-duoi", ui.t("registry-below-title"), columns).caption_hidden();
    for line in below {
        let (tone, word) = lines::state_word(ui, line);
        table.push_toned(
            tone,
            [
                Cell::text(line.name.clone()).link(lines::href(line)),
                Cell::tag(ui::Tag::new(tone, word)),
                Cell::count(lines::count(line.people.len())),
                Cell::count(line.modes.dedicated),
                Cell::count(line.modes.concurrent),
            ],
        );
    }
    table
}
