//! What a person enters by hand about one person: plain forms, each of which becomes one act.

mod correct_duty;
mod correct_person;
mod duty_fields;
mod end;
mod enter;
mod erase;
mod foreseen;
mod give;
mod join;
mod likely;
mod note;
mod person_fields;
mod qualify;
mod subject;
mod transfer;

use access::App;
use axum::{Router, routing::get};
pub use erase::{emptied, worded};
pub(super) use foreseen::Foreseeing;
use ledger::Held;
pub(super) use qualify::kind_id;
use ui::{Button, Buttons, Cell, Html, Ui};

use super::links;
use crate::model::{Assignment, PersonId, Qualification};

/// Where somebody is entered.
pub(super) const NEW: &str = "/nhan-luc/moi";

/// What stands in an address for the day on which a stretch of a duty begins, where that is not
/// known.
const UNKNOWN: &str = "khong-ro";

/// Addresses of these pages.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(NEW, get(enter::get).post(enter::post))
        .route("/nhan-luc/{id}/sua", get(correct_person::get).post(correct_person::post))
        .route("/nhan-luc/{id}/nhiem-vu", get(give::get).post(give::post))
        .route(
            "/nhan-luc/{id}/nhiem-vu/{duty}/sua",
            get(correct_duty::get).post(correct_duty::post),
        )
        .route("/nhan-luc/{id}/nhiem-vu/{duty}/thoi", get(end::get).post(end::post))
        .route(
            "/nhan-luc/{id}/nhiem-vu/{duty}/dieu-chuyen",
            get(transfer::get).post(transfer::post),
        )
        .route("/nhan-luc/{id}/gop", get(join::find).post(join::found))
        .route("/nhan-luc/{id}/gop/{other}", get(join::get).post(join::post))
        .route("/nhan-luc/{id}/xoa", get(erase::get).post(erase::post))
        .route("/nhan-luc/{id}/trinh-do", get(qualify::get).post(qualify::post))
        .route("/nhan-luc/{id}/trinh-do/{held}/thoi", get(qualify::ask_end).post(qualify::end))
}

/// Where somebody is entered into an office.
pub(super) fn new_in(code: &str) -> String {
    ui::Query::default().with("don-vi", Some(code)).behind(NEW)
}

/// Where a further duty is given.
fn give(id: PersonId) -> String {
    format!("{}/nhiem-vu", links::person(id))
}

/// What can be done with somebody; `join` where their record may be joined to another.
pub(super) fn buttons(ui: &Ui, id: PersonId, join: bool) -> Buttons {
    let correct = format!("{}/sua", links::person(id));
    let mut all = vec![
        Button::link(ui.t("registry-correct"), correct),
        Button::link(ui.t("registry-give"), give(id)),
    ];
    if join {
        all.push(Button::link(ui.t("registry-join"), join::page(id)));
    }
    Buttons::new(all)
}

/// Where two records are compared before they are joined, the first of which is kept.
pub(super) fn join_page(keep: PersonId, other: PersonId) -> String {
    format!("{}/{other}", join::page(keep))
}

/// Where a qualification is added.
pub(super) fn qualify_button(ui: &Ui, id: PersonId) -> Buttons {
    let to = format!("{}/trinh-do", links::person(id));
    Buttons::new([Button::link(ui.t("registry-qualify"), to)])
}

/// Where their personal data is erased.
pub(super) fn erase_button(ui: &Ui, id: PersonId) -> Buttons {
    let to = format!("{}/xoa", links::person(id));
    Buttons::new([Button::link(ui.t("registry-erase"), to).danger()])
}

/// What can be done with a stretch of a duty. In an office that is no longer there, its holder
/// waits to be placed.
pub(super) fn duty_links(ui: &Ui, id: PersonId, held: &Held<Assignment>, there: bool) -> Html {
    let base = format!("{}/{}", give(id), held.fact.id);
    let from = held.valid.from.map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string());
    let mut verbs = vec![("sua", "registry-correct-duty")];
    if held.valid.to.is_none() {
        let transfer = if there { "registry-transfer" } else { "registry-place" };
        verbs.splice(0..0, [("dieu-chuyen", transfer)]);
        verbs.push(("thoi", "registry-end"));
    }
    let mut html = Html::trusted("<p class=\"small verbs\">");
    let about = super::words::span(ui, held.valid);
    for (verb, label) in verbs {
        let href = format!("{base}/{verb}?tu={from}");
        html.push(&links::html_about(ui, &ui.t(label), &about, &href));
    }
    html.push(&Html::trusted("</p>"));
    html
}

/// Where a qualification is ended, while it holds.
pub(super) fn end_cell(ui: &Ui, id: PersonId, held: &Qualification, over: bool) -> Cell {
    if over {
        return Cell::blank();
    }
    let to = format!("{}/trinh-do/{}/thoi", links::person(id), held.id);
    Cell::text(ui.t("registry-unqualify")).link(to)
}
