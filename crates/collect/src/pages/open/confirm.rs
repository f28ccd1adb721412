//! Which offices a campaign would ask, before it is opened: how many, and each by name.

use std::collections::BTreeMap;

use axum::response::Response;
use sha2::{Digest as _, Sha256};
use ui::{
    Button, Cell, Column, Component as _, Form, Html, Notice, Page, Summary, Table, Text, Tone, Ui,
};

use super::super::{CAMPAIGNS, given::Given, paragraph, words};
use crate::acts::{AskedOffice, NewCampaign};

/// The mark of the offices that were shown, in the form that opens it.
pub(super) const SEEN: &str = "da-xem";
/// Whether something is to be changed first.
pub(super) const BACK: &str = "sua-lai";
/// So many offices are named; the rest is counted.
const NAMED: usize = 1_000;

/// A mark of these offices: others have another.
pub(super) fn mark(asked: &[AskedOffice]) -> String {
    let mut ids: Vec<_> = asked.iter().map(|one| one.office.id.0).collect();
    ids.sort_unstable();
    let mut all = Sha256::new();
    for id in ids {
        all.update(id.as_bytes());
    }
    hex::encode(all.finalize())
}

/// The page, with the form as it was filled in and the mark of what is shown.
pub(super) fn show(
    ui: &Ui,
    given: &Given,
    (new, kind): (&NewCampaign, Text),
    (asked, mark): (&[AskedOffice], &str),
) -> Response {
    let n = count(asked.len());
    let mut body = summary(ui, new, kind).html(ui);
    let silent = asked.iter().filter(|one| !one.told).count();
    if silent > 0 {
        let said = ui.f("collect-open-nobody", &[("n", count(silent).into())]);
        body.push(&Notice::new(Tone::Doubt, said).html(ui));
    }
    body.push(&kinds(ui, asked).html(ui));
    body.push(&offices(ui, asked));
    let sent = given.0.iter().filter(|(name, _)| !matches!(name.as_str(), SEEN | BACK | "csrf"));
    let form = Form::post(format!("{CAMPAIGNS}/moi")).hidden(SEEN, mark.to_owned());
    let form = sent
        .fold(form, |form, (name, value)| form.hidden(name.clone(), value.clone()))
        .button(Button::submit(ui.f("collect-open-now", &[("n", n.into())])).primary())
        .button(Button::submit(ui.t("collect-open-back")).says(BACK, "1").quiet());
    body.push(&form.html(ui));
    Page::new(ui.f("collect-open-confirm", &[("n", n.into())]))
        .lead(ui.t("collect-open-confirm-lead"))
        .crumb(ui.t("collect-campaigns"), CAMPAIGNS)
        .crumb(ui.t("collect-open"), format!("{CAMPAIGNS}/moi"))
        .respond(ui, &body)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn summary(ui: &Ui, new: &NewCampaign, kind: Text) -> Summary {
    let days: Vec<String> = new.reminders.iter().map(i64::to_string).collect();
    let reminders: Text =
        if days.is_empty() { ui.t("collect-open-none") } else { days.join(", ").into() };
    Summary::new()
        .line(ui.t("collect-col-campaign"), new.name.clone())
        .line(ui.t("collect-col-kind"), kind)
        .line(ui.t("collect-col-as-of"), ui.date(new.as_of))
        .line(ui.t("collect-col-due"), ui.date(new.due_on))
        .line(ui.t("collect-reminders"), reminders)
}

/// How many of each kind.
fn kinds(ui: &Ui, asked: &[AskedOffice]) -> Table {
    let mut of: BTreeMap<&str, i64> = BTreeMap::new();
    for one in asked {
        *of.entry(&one.office.kind).or_default() += 1;
    }
    let columns = [
        Column::new("kind", ui.t("collect-by-kind")).head(),
        Column::new("n", ui.t("collect-col-offices")).number(),
    ];
    let mut table = Table::new("theo-loai", ui.t("collect-by-group"), columns);
    for (kind, n) in of {
        table.push([Cell::text(words::kind_of_office(ui, kind)), Cell::count(n)]);
    }
    table.total([Cell::text(ui.t("collect-col-all")), Cell::count(count(asked.len()))])
}

fn offices(ui: &Ui, asked: &[AskedOffice]) -> Html {
    let columns = [
        Column::new("code", ui.t("collect-col-code")),
        Column::new("name", ui.t("collect-col-office")).head(),
        Column::new("told", ui.t("collect-open-told")),
    ];
    let mut table = Table::new("don-vi", ui.t("collect-board-offices"), columns);
    for AskedOffice { office, told } in asked.iter().take(NAMED) {
        let whom = if *told { "collect-open-told-yes" } else { "collect-open-told-no" };
        table.push([
            Cell::text(office.code.clone()),
            Cell::text(office.name.clone()),
            Cell::text(ui.t(whom)),
        ]);
    }
    let mut html = table.html(ui);
    if asked.len() > NAMED {
        let more = ui.f("collect-open-more", &[("n", count(asked.len() - NAMED).into())]);
        html.push(&paragraph(&more));
    }
    html
}
