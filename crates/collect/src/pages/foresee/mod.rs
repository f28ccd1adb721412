//! `/thu-thap/{campaign}/{office}/anh-huong`: which figures would change if what was sent were
//! accepted, and by how much: the published ones first. What is late or corrected is accepted from
//! here alone, with the endings that were chosen taken into account.

mod figures;
mod foreseen;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::Response,
};
use intake::{acts::Confirmed, model::Batch, pages::changes_page};
use kernel::AsOf;
use registry::model::Field;
use ui::{Button, Buttons, Component as _, Form, Html, Lang, Notice, Page, Problem, Tone, Ui};

use self::foreseen::{Foreseen, of_files};
use super::{Room, campaign_page, clerk, fail::fail, heading, office::There, paragraph};
use crate::{Error, model::State as Stands};

/// The mark of what was shown, in the form that agrees to it.
const SEEN: &str = "da-xem";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::SeeCampaigns, there.office.id.0)?;
    let sent = there.case.submission.as_ref().is_some_and(|s| s.state == Stands::Sent);
    let batch = there.batch.as_ref().filter(|_| sent).ok_or_else(Problem::not_found)?;
    let foreseen = work_out(&app, &signed, &ui, (&there, &of_files(batch))).await?;
    let accepts = signed.actor.may_at(Right::RunCampaigns, there.office.id.0);
    let accept = || Button::link(ui.t("collect-accept"), changes_page(batch.id)).primary();
    let back = Button::link(ui.t("collect-back"), there.page());
    let mut ways = Html::default();
    if accepts && foreseen.missing > 0 {
        let n = i64::try_from(foreseen.missing).unwrap_or(i64::MAX);
        ways.push(&paragraph(&ui.f("collect-foresee-missing", &[("n", n.into())])));
    }
    ways.push(&Buttons::new(accepts.then(accept).into_iter().chain([back])).html(&ui));
    show(&app, &ui, (&there, &foreseen), ways, None).await
}

async fn work_out(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    (there, agreed): (&There, &Confirmed),
) -> Result<Foreseen, Error> {
    let published_by = app.room::<Room>().publishes();
    Foreseen::work_out(&clerk(app, signed), there, agreed, (published_by, ui)).await
}

/// What still stands between somebody and the accepting of a sheet.
pub(super) enum Gate {
    /// Nothing: what would change was shown, and is still what would change.
    Open,
    /// A page that shows it, with the form that agrees.
    Shown(Box<Response>),
    /// What the files come to is not what was agreed to.
    OtherNow,
}

/// Shows what would change before a late or corrected sheet is accepted.
pub(super) async fn gate(
    (app, signed, ui): (&App, &Signed, &Ui),
    (there, batch): (&There, &Batch),
    agreed: &Confirmed,
    sent: &[(String, String)],
) -> Result<Gate, Problem> {
    let foreseen = work_out(app, signed, ui, (there, agreed)).await?;
    if foreseen.fingerprint != agreed.fingerprint {
        return Ok(Gate::OtherNow);
    }
    let mark = foreseen.mark(agreed);
    let seen = sent.iter().find(|(name, _)| name == SEEN).map(|(_, value)| value.as_str());
    if seen == Some(mark.as_str()) {
        return Ok(Gate::Open);
    }
    let form = agreeing(ui, (there, batch), sent, mark);
    let moved = seen.map(|_| Notice::new(Tone::Doubt, ui.t("collect-other-now")));
    let page = show(app, ui, (there, &foreseen), form.html(ui), moved).await?;
    Ok(Gate::Shown(Box::new(page)))
}

/// The form of the page of changes once more, with the mark of what is shown here.
fn agreeing(
    ui: &Ui,
    (there, batch): (&There, &Batch),
    sent: &[(String, String)],
    mark: String,
) -> Form {
    let own = |name: &str| matches!(name, "phien" | "dau" | "ly_do") || name.starts_with("het-");
    let form = Form::post(format!("{}/nhan", there.page())).hidden(SEEN, mark);
    sent.iter()
        .filter(|(name, _)| own(name))
        .fold(form, |form, (name, value)| form.hidden(name.clone(), value.clone()))
        .part(paragraph(&ui.t("collect-foresee-agree")))
        .button(Button::submit(ui.t("collect-accept-seen")).primary())
        .button(Button::link(ui.t("collect-back"), changes_page(batch.id)))
}

async fn show(
    app: &App,
    ui: &Ui,
    (there, foreseen): (&There, &Foreseen),
    ways: Html,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let day = there.case.campaign.as_of;
    let names = {
        let mut tx = app.db.read().await.map_err(fail)?;
        let known_at = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let at = AsOf { valid_on: day, known_at };
        registry::figures::fields(&mut tx, at).await.map_err(fail)?
    };
    let name = |code: &str| {
        let field = names.iter().find(|f| f.code == code);
        let own = |f: &Field| if ui.lang == Lang::Vi { &f.name_vi } else { &f.name_en }.clone();
        field.map_or_else(|| code.to_owned(), own)
    };
    let mut body = heading("h-da-cong-bo", &ui.t("collect-published-title"));
    body.push(&paragraph(&ui.t("collect-published-lead")));
    body.push(&figures::published(ui, &foreseen.published).html(ui));
    let on = ui.f("collect-foresee-day", &[("day", ui.date(day).into())]);
    body.push(&heading("h-ngay-dot", &on));
    body.push(&figures::whole(ui, foreseen, &name).html(ui));
    body.push(&figures::offices(ui, foreseen).html(ui));
    body.push(&ways);
    let mut page = Page::new(ui.t("collect-foresee"))
        .lead(ui.t("collect-foresee-lead"))
        .crumb(there.case.campaign.name.clone(), campaign_page(there.case.campaign.id))
        .crumb(there.office.name.clone(), there.page());
    if let Some(notice) = notice {
        page = page.notice(notice);
    }
    Ok(page.respond(ui, &body))
}
