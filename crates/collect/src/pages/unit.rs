//! What a unit and what is under it owe, for the page of whoever stands for it.

use access::Right;
use registry::pages::{Filling, Ours, Section, kit::Moment};
use ui::{Cell, Column, Component as _, Empty, Html, Table, Ui};

use super::{OWED, link, submission_page, words};
use crate::figures::{self, OwedLine};

/// What is owed and not sent yet, or to be mended; nothing for who does not report.
pub fn of_unit<'t>(moment: &'t mut Moment<'_>, ours: &'t Ours) -> Filling<'t> {
    Box::pin(async move {
        let ui = moment.ui;
        let section = Section::new("bieu-phai-nop", ui.t("collect-owed"));
        if !moment.by.may(Right::Report) {
            return Ok(section);
        }
        let offices = moment.offices().await?;
        let (by, at) = (moment.by, moment.as_of);
        let all = figures::owed(&mut moment.tx, by, at, &offices.orgs).await?;
        let all: Vec<OwedLine> = all.into_iter().filter(|l| ours.all.contains(&l.org)).collect();
        Ok(section.more(ui.t("collect-owed"), body(ui, &all)))
    })
}

fn body(ui: &Ui, all: &[OwedLine]) -> Html {
    let columns = [
        Column::new("campaign", ui.t("collect-col-campaign")).head(),
        Column::new("office", ui.t("collect-col-office")),
        Column::new("due", ui.t("collect-col-due")),
        Column::new("standing", ui.t("collect-col-standing")),
    ];
    let mut table = Table::new("phai-nop", ui.t("collect-owed"), columns).caption_hidden();
    for line in all.iter().filter(|line| line.standing.is_owed()) {
        table.push_toned(
            words::tone(line.standing),
            [
                Cell::text(line.campaign.name.clone())
                    .link(submission_page(line.campaign.id, &line.code)),
                Cell::text(line.name.clone()),
                Cell::date(line.due_on),
                words::owed(ui, line),
            ],
        );
    }
    let mut html = table.empty(Empty::new(ui.t("collect-owed-nothing"))).html(ui);
    let sent = all.iter().filter(|line| !line.standing.is_owed()).count();
    if sent > 0 {
        let n = i64::try_from(sent).unwrap_or(i64::MAX);
        let said = ui.f("collect-owed-sent", &[("n", n.into())]);
        let more = link(ui, &said, OWED);
        html.push(&Html::trusted(format!("<p class=\"small\">{}</p>", more.as_str())));
    }
    html
}
