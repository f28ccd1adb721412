//! `/cong-bo`: for anybody, without signing in; what is not public is not in it. The last that was
//! published, or with `?ngay=` that of another day.

use access::{App, Right};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use registry::pages::kit::links;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Figure, Figures, Html, Notice, Page, Problem,
    Table, TableQuery, Text, Tone, Ui, format,
};

use super::{
    super::{Room, fail::fail, heading, paragraph, words},
    MANAGE, later,
};
use crate::{
    figures::{public_page, publications},
    model::{Line, PublicFigures, Publication, Told},
};

/// So long a browser, or a proxy before this server, need not ask again.
const FRESH: &str = "public, max-age=300";

pub(in super::super) async fn get(
    State(app): State<App>,
    ui: Ui,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let may = ui.viewer().rights.contains(&Right::SeeRequests.whole());
    let mut tx = app.db.read().await.map_err(fail)?;
    let setting = public_page(&mut tx, app.clock.today()).await?;
    // Whoever answers for it sees what was published while the page is off, too.
    let on = setting.is_some_and(|page| page.on);
    let looks_back = may && ui.query().get("ngay").is_some();
    if !on && !looks_back {
        let problem = Problem::not_found();
        return Err(if may { problem.next("privacy-public-manage", MANAGE) } else { problem });
    }
    let all = publications(&mut tx, Seq::MAX).await?;
    let at = asked_for(&ui, &all).ok_or_else(Problem::not_found)?;
    let (last, before) = (&all[at], at.checked_sub(1).map(|n| &all[n]));
    let now = app.room::<Room>().told_again(&mut tx, (last, before)).await?;
    drop(tx);
    let corrected = *now != last.figures;
    let tag = format!("\"{}-{}-{}-{corrected}\"", last.id, ui.lang.tag(), ui.size.step());
    let visitor = ui.viewer().account.is_none();
    if visitor && headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes())
    {
        return Ok(kept(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    let asked = TableQuery::read(&ui, &[]);
    let table = groups(&ui, &last.figures).asked(&asked).exported();
    if let Some(file) = ui::export::answer(&ui, &asked, "so-lieu-cong-bo", &table) {
        return Ok(file);
    }
    let mut page = Page::new(ui.t("privacy-public")).lead(lead(&ui, last)).for_anybody();
    if corrected {
        page = page.notice(Notice::new(Tone::Info, ui.t("privacy-public-corrected")));
    }
    if may {
        let manage = Button::link(ui.t("privacy-public-manage"), MANAGE);
        page = page.actions(Buttons::new([manage]).html(&ui));
    }
    let mut body = body(&ui, &last.figures, &table);
    if may && corrected {
        body.push(&later::compared(&ui, last, &now));
    }
    body.push(&others(&ui, &all, at));
    let answer = page.respond(&ui, &body);
    Ok(if visitor { kept(answer, &tag) } else { answer })
}

/// The publication of the day that is asked for; the last where none is.
fn asked_for(ui: &Ui, all: &[Publication]) -> Option<usize> {
    match ui.query().get("ngay") {
        Some(day) => {
            let day = kernel::parse_iso(day)?;
            all.iter().position(|it| it.of_day == day)
        }
        None => all.len().checked_sub(1),
    }
}

/// The way to what was published of other days, the latest first.
fn others(ui: &Ui, all: &[Publication], at: usize) -> Html {
    if all.len() < 2 {
        return Html::default();
    }
    let mut out = heading("h-ky-khac", &ui.t("privacy-public-others"));
    let mut list = String::from("<ul>");
    for (n, it) in all.iter().enumerate().rev() {
        list.push_str("<li>");
        let day = format::date(it.of_day);
        if n == at {
            list.push_str(&day);
        } else {
            list.push_str(links::html(ui, &day, &later::page_of(it)).as_str());
        }
        list.push_str("</li>");
    }
    list.push_str("</ul>");
    out.push(&Html::trusted(list));
    out
}

/// A visitor's copy may be kept: it holds nothing of whoever reads.
fn kept(mut answer: Response, tag: &str) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FRESH));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    answer
}

fn lead(ui: &Ui, it: &Publication) -> Text {
    ui.f("privacy-public-lead", &[("day", format::date(it.of_day).into())])
}

/// Figures, tables, and what is kept back.
pub(super) fn body(ui: &Ui, it: &PublicFigures, groups: &Table) -> Html {
    let mut out = Html::default();
    if let Some(people) = it.people {
        let figure = Figure::new(ui.t("privacy-public-people"), people)
            .definition(paragraph(&ui.t("privacy-public-people-def")));
        out.push(&Figures::new([figure]).html(ui));
    }
    out.push(&paragraph(&ui.f("privacy-public-kept-back", &[("n", it.threshold.into())])));
    out.push(&heading("h-nhom", &ui.t("privacy-public-groups")));
    out.push(&groups.html(ui));
    if !it.fields.is_empty() {
        out.push(&heading("h-linh-vuc", &ui.t("privacy-public-fields")));
        out.push(&paragraph(&ui.t("privacy-public-fields-lead")));
        out.push(&fields(ui, it).html(ui));
    }
    out.push(&heading("h-don-vi", &ui.t("privacy-public-offices")));
    out.push(&offices(ui, it).html(ui));
    out
}

pub(super) fn told(ui: &Ui, number: Told) -> Cell {
    number.map_or_else(|| Cell::unknown(ui.t("privacy-public-hidden")), Cell::count)
}

fn modes(ui: &Ui, first: &str) -> [Column; 4] {
    [
        Column::new("code", ui.t(first)).head(),
        Column::new("dedicated", ui.t("privacy-public-dedicated")).number(),
        Column::new("concurrent", ui.t("privacy-public-concurrent")).number(),
        Column::new("all", ui.t("privacy-public-all")).number(),
    ]
}

fn numbers(ui: &Ui, name: Text, line: &Line) -> [Cell; 4] {
    [Cell::text(name), told(ui, line.dedicated), told(ui, line.concurrent), told(ui, line.all)]
}

/// Duties by group of offices, with their sums.
pub(super) fn groups(ui: &Ui, it: &PublicFigures) -> Table {
    let columns = modes(ui, "privacy-public-group");
    let mut table = Table::new("nhom", ui.t("privacy-public-groups"), columns).caption_hidden();
    for line in &it.groups {
        table.push(numbers(ui, group(ui, &line.code), line));
    }
    match &it.total {
        Some(line) => table.total(numbers(ui, ui.t("privacy-public-all"), line)),
        None => table,
    }
}

pub(super) fn group(ui: &Ui, code: &str) -> Text {
    let id = format!("registry-kind-{code}");
    if ui.has_text(&id) { ui.t(&id) } else { words::known(ui, "privacy-public-group-", code) }
}

fn fields(ui: &Ui, it: &PublicFigures) -> Table {
    let columns = modes(ui, "privacy-word-fields");
    let mut table = Table::new("linh-vuc", ui.t("privacy-public-fields"), columns).caption_hidden();
    for line in &it.fields {
        table.push(numbers(ui, words::known(ui, "privacy-public-field-", &line.code), line));
    }
    table
}

fn offices(ui: &Ui, it: &PublicFigures) -> Table {
    let columns = [
        Column::new("group", ui.t("privacy-public-group")).head(),
        Column::new("all", ui.t("privacy-public-offices-all")).number(),
        Column::new("covered", ui.t("privacy-public-covered")).number(),
        Column::new("empty", ui.t("privacy-public-empty")).number(),
    ];
    let mut table = Table::new("don-vi", ui.t("privacy-public-offices"), columns).caption_hidden();
    for line in &it.offices {
        table.push([
            Cell::text(group(ui, &line.code)),
            Cell::count(line.all),
            Cell::count(line.covered),
            Cell::count(line.all - line.covered),
        ]);
    }
    table
}
