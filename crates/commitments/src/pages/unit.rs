//! The commitments of a unit and what is under it, for the pages about it.

use registry::pages::{
    Filling, Ours, Section,
    kit::{Moment, Place},
};
use ui::{Cell, Column, Component as _, Empty, Html, Table, Ui};

use super::{
    COMMITMENTS, NEW, evidence, page_of,
    words::{self, Norms},
};
use crate::{
    figures::{self, Line},
    rules::Standing,
};

/// What was promised for a unit and what is under it: what is open, and what was broken.
pub fn of_unit<'t>(moment: &'t mut Moment<'_>, ours: &'t Ours) -> Filling<'t> {
    Box::pin(async move {
        let mut lines = figures::lines_of(&mut moment.tx, moment.as_of, &ours.all).await?;
        lines = evidence::judged(moment, lines).await?;
        let closed = lines.iter().filter(|line| !presses(line)).count();
        lines.retain(presses);
        let norms = Norms::read(moment).await?;
        let offices = moment.offices().await?;
        let (ui, day, map) = (moment.ui, moment.as_of.valid_on, moment.map);
        let columns = [
            Column::new("what", ui.t("commitments-col-what")).head(),
            Column::new("office", ui.t("commitments-col-office")),
            Column::new("gap", ui.t("commitments-col-gap")),
            Column::new("due", ui.t("commitments-col-due")),
            Column::new("state", ui.t("commitments-col-state")),
        ];
        let mut table =
            Table::new("cam-ket-don-vi", ui.t("commitments-title"), columns).caption_hidden();
        for line in &lines {
            let it = &line.commitment;
            let office = Place::of(&offices.orgs, it.org, day, map).map(|place| place.name);
            table.push_toned(
                words::tone_of(line),
                [
                    Cell::text(words::what(ui, it)).link(page_of(it.id)),
                    Cell::text(office.unwrap_or_default()),
                    Cell::text(norms.gap(ui, &it.gap)),
                    Cell::date(it.due_on),
                    words::tag(ui, day, line),
                ],
            );
        }
        let empty = Empty::new(ui.t("commitments-unit-none"));
        let empty = if ours.promises {
            let form = ui::Query::default().with("don-vi", Some(&ours.code)).behind(NEW);
            empty.next(ui.t("commitments-new"), form)
        } else {
            empty
        };
        let mut body = table.empty(empty).html(ui);
        if closed > 0 {
            body.push(&others(ui, ours, closed));
        }
        Ok(Section::new("cam-ket", ui.t("commitments-title")).more(ui.t("commitments-title"), body))
    })
}

/// What is open, and what is said to be done while its gap is still there.
const fn presses(line: &Line) -> bool {
    matches!(line.standing, Standing::Broken | Standing::Due) || line.is_contradicted()
}

/// The way to those that are closed.
fn others(ui: &Ui, ours: &Ours, closed: usize) -> Html {
    let n = i64::try_from(closed).unwrap_or(i64::MAX);
    let said = ui.f("commitments-closed", &[("n", n.into())]);
    let to = ui::Query::default().with("don-vi", Some(&ours.code)).behind(COMMITMENTS);
    let link = registry::pages::kit::links::html(ui, &said, &to);
    Html::trusted(format!("<p class=\"small\">{}</p>", link.as_str()))
}
