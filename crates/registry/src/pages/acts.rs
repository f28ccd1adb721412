//! The acts: every decision entered, the newest first.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use ledger::Act;
use ui::{
    Cell, Column, Component as _, Empty, Filter, Page, Problem, Table, TableQuery, Ui, export,
    format,
};

use super::{fail::fail, links, words};
use crate::figures;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeActs)?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let query = TableQuery::read(&ui, &[]);
    let kind = ui.query().get("loai");
    let offset = i64::try_from(if query.format.is_some() { 0 } else { query.offset() });
    let limit = query.limit().map_or(i64::MAX, |n| i64::try_from(n).unwrap_or(i64::MAX));
    let page =
        ledger::acts(&mut tx, kind, offset.unwrap_or(i64::MAX), limit).await.map_err(fail)?;
    let kinds = figures::act_kinds(&mut tx).await?;
    let by_kind = kinds.into_iter().fold(
        Filter::new(ui.t("registry-col-act-kind"), "loai"),
        |filter, (kind, n)| {
            let label = words::act_kind(&ui, &kind);
            filter.choice(kind, label, Some(n))
        },
    );
    let mut table = Table::new("lan-ghi", ui.t("registry-acts-title"), columns(&ui))
        .asked(&query)
        .of_total(u64::try_from(page.total).unwrap_or(0))
        .exported()
        .caption_hidden()
        .filter(by_kind)
        .empty(
            Empty::new(ui.t("registry-acts-none")).next(ui.t("registry-gap-close"), "/tiep-nhan"),
        );
    for act in &page.acts {
        table.push(row(&ui, act));
    }
    if let Some(file) = export::answer(&ui, &query, &ui.t("registry-acts-title"), &table) {
        return Ok(file);
    }
    let page = Page::new(ui.t("registry-acts-title")).lead(ui.t("registry-acts-lead"));
    Ok(page.respond(&ui, &table.html(&ui)))
}

fn columns(ui: &Ui) -> [Column; 7] {
    [
        Column::new("seq", ui.t("registry-col-act")).number().head(),
        Column::new("kind", ui.t("registry-col-act-kind")),
        Column::new("effective", ui.t("registry-col-effective")),
        Column::new("basis", ui.t("registry-col-basis")),
        Column::new("reason", ui.t("registry-col-reason")),
        Column::new("by", ui.t("registry-col-by")),
        Column::new("at", ui.t("registry-col-at")),
    ]
}

fn row(ui: &Ui, act: &Act) -> [Cell; 7] {
    let undoes = act.undoes.map(|n| ui.f("registry-undoes", &[("n", n.into())]));
    [
        Cell::count(act.seq).link(links::act(act.seq)),
        Cell::text(words::act_kind(ui, &act.kind)).note(undoes.unwrap_or_default()),
        Cell::date_or_blank(act.effective_on),
        Cell::text(basis(act)),
        Cell::text(act.reason.clone()),
        Cell::text(act.entered_by.clone()),
        Cell::text(format::time(act.entered_at)),
    ]
}

/// Number, day and issuer of the legal basis, as far as they were given.
pub(super) fn basis(act: &Act) -> String {
    let date = act.basis.date.map(format::date);
    let parts = [act.basis.number.clone(), date, act.basis.issuer.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
