//! `/dinh-muc`: all norms and fields of work.

use access::{App, Right, Signed};
use askama::Template;
use axum::{extract::State, response::Response};
use ledger::Held;
use ui::{Button, Buttons, Cell, Column, Component as _, Html, Page, Problem, Table, Ui};

use super::{
    super::{
        moment::Moment,
        words::{self, FieldNames},
    },
    HERE, asks, binds, mark, standing, version,
};
use crate::{
    figures,
    model::{Field, Norm},
};

#[derive(Template)]
#[template(path = "norms.html")]
struct View<'a> {
    ui: &'a Ui,
    norms: Table,
    fields: Table,
    more: Buttons,
}

pub(in super::super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(&ui, &fields);
    let norms = standing(&mut moment).await?;
    let sets = signed.actor.may_all(Right::SetNorms);
    let new = [
        Button::link(ui.t("registry-norm-new"), "/dinh-muc/moi"),
        Button::link(ui.t("registry-field-new"), "/dinh-muc/linh-vuc/moi"),
    ];
    let view = View {
        ui: &ui,
        norms: norm_table(&ui, &norms, &names),
        fields: field_table(&ui, &fields, sets),
        more: Buttons::new(new.into_iter().filter(|_| sets)),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = Page::new(ui.t("registry-norms-page")).lead(ui.t("registry-norms-lead"));
    Ok(moment.dated(page).await?.respond(&ui, &Html::trusted(body)))
}

fn norm_table(ui: &Ui, norms: &[Held<Norm>], names: &FieldNames) -> Table {
    let columns = [
        Column::new("norm", ui.t("registry-col-norm")).head(),
        Column::new("asks", ui.t("registry-col-asks")),
        Column::new("kinds", ui.t("registry-col-binds")),
        Column::new("valid", ui.t("registry-col-valid")),
        Column::new("basis", ui.t("registry-col-basis")),
        Column::new("mark", ui.t("registry-col-mark")),
    ];
    let mut table =
        Table::new("cac-dinh-muc", ui.t("registry-norms-title"), columns).caption_hidden();
    for Held { fact: norm, valid, .. } in norms {
        table.push([
            Cell::text(words::norm_name(ui, norm))
                .link(version(norm, *valid))
                .note(norm.code.clone()),
            Cell::text(asks(ui, norm, names)),
            Cell::text(binds(ui, norm)),
            Cell::text(words::span(ui, *valid)),
            Cell::text(words::basis(norm)),
            Cell::tag(mark(ui, norm)),
        ]);
    }
    table
}

fn field_table(ui: &Ui, fields: &[Field], sets: bool) -> Table {
    let columns = [
        Column::new("vi", ui.t("registry-column-name-vi")).head(),
        Column::new("en", ui.t("registry-column-name-en")),
        Column::new("code", ui.t("registry-col-code")),
        Column::new("synonyms", ui.t("registry-column-synonyms")),
    ];
    let mut table =
        Table::new("cac-linh-vuc", ui.t("registry-fields-page"), columns).caption_hidden();
    for field in fields {
        let name = Cell::text(field.name_vi.clone());
        let href = || format!("{HERE}/linh-vuc/{}", ui::segment(&field.code));
        table.push([
            if sets { name.link(href()) } else { name },
            Cell::text(field.name_en.clone()),
            Cell::text(field.code.clone()),
            Cell::text(field.synonyms.join("; ")),
        ]);
    }
    table
}
