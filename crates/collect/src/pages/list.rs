//! `/thu-thap`: every campaign.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Page, Problem, Table, TableQuery, Ui,
};

use super::{CAMPAIGNS, Room, campaign_page, fail::fail, moment::Moment, words};
use crate::{figures, model::CampaignState, rules::Standing};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::SeeCampaigns)?;
    let mut moment = Moment::open(&app, &ui).await?;
    let asked = TableQuery::read(&ui, &[]);
    let all = figures::campaigns(&mut moment.tx, moment.at).await.map_err(fail)?;
    let opens = signed.actor.may(Right::RunCampaigns);
    let mut none = Empty::new(ui.t("collect-campaigns-none"));
    if opens {
        none = none.next(ui.t("collect-open"), format!("{CAMPAIGNS}/moi"));
    }
    let mut table = Table::new("dot", ui.t("collect-campaigns"), columns(&ui))
        .caption_hidden()
        .asked(&asked)
        .exported()
        .empty(none);
    let known = moment.at.known_at;
    let kinds = figures::kind_names(&mut moment.tx, known).await.map_err(fail)?;
    for campaign in all {
        let board = app.room::<Room>().board(&mut moment.tx, moment.at, campaign.clone()).await;
        let board = board.map_err(fail)?.seen_by(&signed.actor);
        let counts = board.counts();
        let count = |s: Standing| Cell::count(counts.get(&s).copied().unwrap_or(0));
        // What was withdrawn asks nobody: no number stands for what offices owe.
        let asks = campaign.state != CampaignState::Withdrawn;
        let count = |s| if asks { count(s) } else { Cell::blank() };
        let whole = i64::try_from(board.lines.len()).unwrap_or(i64::MAX);
        table.push([
            Cell::text(campaign.name.clone()).link(campaign_page(campaign.id)),
            Cell::text(words::kind(&ui, &campaign.kind, &kinds)),
            Cell::date(campaign.as_of),
            Cell::date(campaign.due_on),
            Cell::count(whole),
            count(Standing::Late),
            count(Standing::ToFix),
            count(Standing::Sent),
            Cell::tag(words::campaign(&ui, &campaign)),
        ]);
    }
    if let Some(file) = ui::export::answer(&ui, &asked, "dot-thu-thap", &table) {
        return Ok(file);
    }
    let mut page = Page::new(ui.t("collect-campaigns")).lead(ui.t("collect-campaigns-lead"));
    if opens {
        let open = Button::link(ui.t("collect-open"), format!("{CAMPAIGNS}/moi")).primary();
        page = page.actions(Buttons::new([open]).html(&ui));
    }
    Ok(moment.dated(page).respond(&ui, &table.html(&ui)))
}

fn columns(ui: &Ui) -> [Column; 9] {
    [
        Column::new("name", ui.t("collect-col-campaign")).head(),
        Column::new("kind", ui.t("collect-col-kind")),
        Column::new("as_of", ui.t("collect-col-as-of")),
        Column::new("due", ui.t("collect-col-due")),
        Column::new("offices", ui.t("collect-col-offices")).number(),
        Column::new("late", ui.t("collect-standing-late")).number(),
        Column::new("to_fix", ui.t("collect-standing-to-fix")).number(),
        Column::new("sent", ui.t("collect-standing-sent")).number(),
        Column::new("state", ui.t("collect-col-state")),
    ]
}
