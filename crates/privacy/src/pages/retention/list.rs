//! What is past its time first.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use registry::figures::Disposal;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Tag,
    Tone, Ui,
};

use super::{
    super::{Room, fail::fail, heading, words},
    PROCESSING, RETENTION,
};
use crate::{
    figures::{Kept, removals, retention},
    model::{Removal, cited},
};

/// Where it stands what was removed, and how much.
pub(super) const REMOVALS: &str = "h-da-xoa";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeRequests)?;
    let decides = signed.actor.may_all(Right::AnswerRequests);
    let kinds = app.room::<Room>().aging_kinds();
    let mut tx = app.db.read().await.map_err(fail)?;
    let mut all = retention(&mut tx, &signed.actor, kinds, app.clock.today()).await?;
    let removed = removals(&mut tx, &signed.actor, kinds.1).await?;
    drop(tx);
    all.sort_by_key(|it| it.past == 0);
    let asked = TableQuery::read(&ui, &[]);
    let table = table(&ui, &all, decides).asked(&asked).exported();
    if let Some(file) = ui::export::answer(&ui, &asked, "thoi-han-luu-giu", &table) {
        return Ok(file);
    }
    let mut body = table.html(&ui);
    body.push(&super::super::paragraph(&ui.t("privacy-retention-by-itself")));
    body.push(&heading(REMOVALS, &ui.t("privacy-removals")));
    body.push(&removed_table(&ui, &removed).html(&ui));
    let record = Button::link(ui.t("privacy-processing"), PROCESSING);
    let page = Page::new(ui.t("privacy-retention"))
        .lead(ui.t("privacy-retention-lead"))
        .actions(Buttons::new([record]).html(&ui));
    Ok(page.respond(&ui, &body))
}

fn table(ui: &Ui, all: &[Kept], decides: bool) -> Table {
    let columns = [
        Column::new("kind", ui.t("privacy-col-kind")).head(),
        Column::new("months", ui.t("privacy-col-months")).number(),
        Column::new("moment", ui.t("privacy-col-moment")),
        Column::new("basis", ui.t("privacy-col-basis")),
        Column::new("mark", ui.t("privacy-col-mark")),
        Column::new("past", ui.t("privacy-col-past")).number(),
        Column::new("verb", ui.t("privacy-verbs")),
    ];
    let shown = if decides { 7 } else { 6 };
    let columns = columns.into_iter().take(shown);
    let mut table = Table::new("thoi-han", ui.t("privacy-retention"), columns).caption_hidden();
    for it in all {
        let tone = if it.past > 0 { Tone::Doubt } else { Tone::Plain };
        table.push_toned(tone, row(ui, it).into_iter().take(shown));
    }
    table
}

fn row(ui: &Ui, it: &Kept) -> [Cell; 7] {
    let rule = it.rule.as_ref();
    let months = match rule {
        Some(rule) => Cell::count(rule.months),
        None => Cell::unknown(ui.t("privacy-no-rule")),
    };
    let basis = rule.map(|r| cited(&r.basis_act, &r.basis_clause));
    let confirmed = rule.is_some_and(|r| r.confirmed);
    let mark = if confirmed {
        Tag::new(Tone::Good, ui.t("privacy-confirmed"))
    } else {
        Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
    };
    // Nothing is to be confirmed where nothing was said.
    let mark = if rule.is_some() { Cell::tag(mark) } else { Cell::blank() };
    let moment = words::said(ui, "privacy-moment-", it.kind);
    let verb = match it.disposal {
        None => words::said(ui, "privacy-otherwise-", it.kind),
        Some(_) if it.past == 0 => Cell::blank(),
        Some(Disposal::Together) => {
            Cell::text(ui.t("privacy-remove")).link(format!("{RETENTION}/{}/xoa", it.kind))
        }
        Some(Disposal::OneByOne(page)) => Cell::text(ui.t("privacy-look-through")).link(page),
    };
    [
        Cell::text(words::aged(ui, it.kind)).link(format!("{RETENTION}/{}", it.kind)),
        months,
        moment,
        Cell::text(basis.unwrap_or_default()),
        mark,
        if it.disposal.is_some() {
            in_rows(ui, Cell::count(it.past), it.rows)
        } else {
            Cell::blank()
        },
        verb,
    ]
}

/// How many people or things, with the rows that are of them.
fn in_rows(ui: &Ui, many: Cell, rows: Option<i64>) -> Cell {
    match rows {
        Some(rows) => many.note(ui.f("privacy-in-rows", &[("rows", rows.into())])),
        None => many,
    }
}

fn removed_table(ui: &Ui, all: &[(Removal, Option<i64>)]) -> Table {
    let columns = [
        Column::new("kind", ui.t("privacy-col-kind")).head(),
        Column::new("before", ui.t("privacy-col-before")),
        Column::new("removed", ui.t("privacy-col-removed")).number(),
    ];
    let mut table = Table::new("da-xoa", ui.t("privacy-removals"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("privacy-removals-none")));
    for (it, rows) in all {
        table.push([
            Cell::text(words::aged(ui, &it.kind)),
            Cell::date(it.before),
            in_rows(ui, Cell::count(it.removed), *rows),
        ]);
    }
    table
}
