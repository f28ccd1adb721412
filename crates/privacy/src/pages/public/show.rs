//! `/cong-bo`: for anybody, without signing in; what is not public is not in it.

use access::{App, Right};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Figure, Figures, Html, Page, Problem, Table,
    TableQuery, Text, Ui, format,
};

use super::{
    super::{fail::fail, heading, paragraph, words},
    MANAGE,
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
    if !setting.is_some_and(|page| page.on) {
        let problem = Problem::not_found();
        return Err(if may { problem.next("privacy-public-manage", MANAGE) } else { problem });
    }
    let last = publications(&mut tx, Seq::MAX).await?.pop();
    drop(tx);
    let last = last.ok_or_else(Problem::not_found)?;
    let tag = format!("\"{}-{}-{}\"", last.id, ui.lang.tag(), ui.size.step());
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
    let mut page = Page::new(ui.t("privacy-public")).lead(lead(&ui, &last)).for_anybody();
    if may {
        let manage = Button::link(ui.t("privacy-public-manage"), MANAGE);
        page = page.actions(Buttons::new([manage]).html(&ui));
    }
    let answer = page.respond(&ui, &body(&ui, &last.figures, &table));
    Ok(if visitor { kept(answer, &tag) } else { answer })
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

fn told(ui: &Ui, number: Told) -> Cell {
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

fn group(ui: &Ui, code: &str) -> Text {
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
