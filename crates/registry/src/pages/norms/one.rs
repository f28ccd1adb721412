//! `/dinh-muc/{code}`: one norm, what was ever said of it and by which act; the form for whoever
//! keeps norms.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use ledger::{Held, Traced, traced};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Errors, Notice, Page, Problem, Table, Tone, Ui,
    format,
};

use super::{
    super::{
        fail::fail,
        given::Given,
        links,
        moment::Moment,
        place::section,
        words::{self, FieldNames},
    },
    HERE, asks, binds, edit, end_of, find, mark, page_of, standing,
};
use crate::{figures, model::Norm};

pub(in super::super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let found = find(&mut moment, &code).await?;
    let given = Given(edit::prefilled(&found.fact, found.valid.from));
    page(&mut moment, &found, &given, &Errors::default()).await
}

/// The page; with the form where the reader keeps norms.
pub(super) async fn page(
    moment: &mut Moment<'_>,
    found: &Held<Norm>,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let (code, mut all) = (&found.fact.code, standing(moment).await?);
    all.retain(|h| h.fact.code == *code);
    let ended = end_of(&all);
    let versions = versions(moment, found).await?;
    let mut body = section("cac-ban", &ui.t("registry-norm-versions"), &versions.html(ui));
    if moment.by.may_all(Right::SetNorms) {
        let form = edit::form(moment, given, Some(found), errors).await?;
        let title = ui.t("registry-norm-edit");
        // On paper the norm is what its versions say; the form is for changing it.
        body.push(&section("sua", &title, &form.html(ui)).on_screen());
    }
    let mut page = Page::new(words::norm_name(ui, &found.fact))
        .lead(ui.t("registry-norm-edit-lead"))
        .crumb(ui.t("registry-norms-page"), HERE)
        .errors(errors);
    if let Some(end) = ended {
        let said = ui.f("registry-norm-ended-on", &[("date", format::date(end).into())]);
        page = page.notice(Notice::new(Tone::Doubt, said));
    } else if moment.by.may_all(Right::SetNorms) {
        let repeal = format!("{}/het-hieu-luc", page_of(code));
        let repeal = Button::link(ui.t("registry-norm-end"), repeal);
        page = page.actions(Buttons::new([repeal]).html(ui));
    }
    Ok(page.respond(ui, &body))
}

/// Everything that was ever said of it: what holds when, by which text, entered by which act.
async fn versions(moment: &mut Moment<'_>, found: &Held<Norm>) -> Result<Table, Problem> {
    let ui = moment.ui;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let id = [store::Value::Uuid(Some(found.fact.id.0))];
    let known = moment.as_of.known_at;
    let mut all =
        traced::<Norm>(&mut moment.tx, known, "f.norm_id = $2", &id).await.map_err(fail)?;
    all.sort_by_key(|v| (v.recorded_to.is_some(), v.held.valid.from, v.recorded_from));
    let columns = [
        Column::new("valid", ui.t("registry-col-valid")).head(),
        Column::new("asks", ui.t("registry-col-asks")),
        Column::new("kinds", ui.t("registry-col-binds")),
        Column::new("basis", ui.t("registry-col-basis")),
        Column::new("mark", ui.t("registry-col-mark")),
        Column::new("act", ui.t("registry-recorded-by")),
        Column::new("until", ui.t("registry-col-replaced-by")),
    ];
    let title = ui.t("registry-norm-versions");
    let mut table = Table::new("ban", title, columns).caption_hidden();
    for version in &all {
        let tone = if version.recorded_to.is_some() { Tone::Doubt } else { Tone::Plain };
        table.push_toned(tone, row(ui, version, &names));
    }
    Ok(table)
}

fn row(ui: &Ui, version: &Traced<Norm>, names: &FieldNames) -> [Cell; 7] {
    let norm = &version.held.fact;
    let act = |seq| Cell::text(links::act_name(ui, seq)).link(links::act(seq));
    [
        Cell::text(words::span(ui, version.held.valid)),
        Cell::text(asks(ui, norm, names)),
        Cell::text(binds(ui, norm)),
        Cell::text(words::basis(norm)),
        Cell::tag(mark(ui, norm)),
        act(version.recorded_from),
        version.recorded_to.map_or_else(Cell::blank, act),
    ]
}
