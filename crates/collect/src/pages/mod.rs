//! The pages of this room: campaigns, the board, what an office owes, its submission.

mod board;
mod fail;
mod foresee;
mod given;
mod list;
mod moment;
mod office;
mod open;
mod owed;
mod remark;
mod room;
mod steps;
mod unit;
mod words;

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use intake::{
    model::BatchId,
    pages::{MOST_BODY, Remark},
};
use kernel::{AsOf, Uuid};
use registry::{
    model::OrgId,
    pages::{Touched, Waiting},
};
use store::Tx;
use ui::{Door, Html, NavItem, Ui, escape, segment};

pub use self::{remark::remark_form, room::Room, unit::of_unit};
use crate::{
    acts::Clerk,
    figures,
    model::{Campaign, CampaignId, CampaignState, Obligation},
};

/// All campaigns.
pub(crate) const CAMPAIGNS: &str = "/thu-thap";
/// What one's own offices owe.
pub(crate) const OWED: &str = "/thu-thap/cua-toi";

/// The entries of this room in the navigation.
pub const NAV: &[NavItem] =
    &[NavItem::new("collect-nav-campaigns", CAMPAIGNS), NavItem::new("collect-nav-owed", OWED)];

/// Pages of this room that not everybody may open.
pub const DOORS: &[Door] = &[
    Door::new(CAMPAIGNS, &[Right::SeeCampaigns.code()]),
    Door::new("/thu-thap/moi", &[Right::RunCampaigns.code()]),
    Door::new(OWED, &[Right::Report.code()]),
    Door::new("/thu-thap/{campaign}", &[Right::SeeCampaigns.code()]),
];

/// The page of a campaign.
pub(crate) fn campaign_page(id: CampaignId) -> String {
    format!("{CAMPAIGNS}/{id}")
}

/// The page of what an office sends to a campaign.
pub(crate) fn submission_page(id: CampaignId, code: &str) -> String {
    format!("{CAMPAIGNS}/{id}/{}", segment(code))
}

/// How many campaigns that are open ask offices that are to end.
pub fn touched<'t>(tx: &'t mut Tx, at: AsOf, offices: &'t BTreeSet<OrgId>) -> Touched<'t> {
    Box::pin(async move {
        let campaigns = ledger::held::<Campaign>(tx, at.known_at, "", &[]).await?;
        let now = campaigns.iter().filter(|h| h.valid.contains(at.valid_on)).map(|h| &h.fact);
        let open: BTreeSet<CampaignId> =
            now.filter(|c| c.state == CampaignState::Open).map(|c| c.id).collect();
        let owed = ledger::held::<Obligation>(tx, at.known_at, "", &[]).await?;
        let theirs = owed.iter().map(|h| &h.fact).filter(|o| offices.contains(&o.org));
        let asked: BTreeSet<_> =
            theirs.filter(|o| open.contains(&o.campaign)).map(|o| (o.campaign.0, o.org)).collect();
        Ok(("collect-touched", i64::try_from(asked.len()).unwrap_or(i64::MAX)))
    })
}

/// What is said of the cells of a batch, for its sheet and for the marked workbook.
pub fn remarks(tx: &mut Tx, batch: Uuid) -> Waiting<'_, Vec<Remark>> {
    Box::pin(async move {
        let all = figures::remarks_of_batch(tx, BatchId(batch)).await;
        let all = all.map_err(|error| match error {
            crate::Error::Registry(registry::Error::Ledger(ledger::Error::Store(error))) => error,
            other => store::Error::Address(other.to_string()),
        })?;
        Ok(all
            .into_iter()
            .filter_map(|r| {
                Some(Remark {
                    file: r.file,
                    sheet: r.sheet,
                    row: u32::try_from(r.row).ok()?,
                    column: u16::try_from(r.column).ok()?,
                    text: r.body?,
                })
            })
            .collect())
    })
}

/// Addresses of this room. The application must hold a [`Room`].
pub fn router() -> Router<App> {
    Router::new()
        .route(CAMPAIGNS, get(list::get))
        .route("/thu-thap/moi", get(open::get).post(open::post))
        .route(OWED, get(owed::get))
        .route("/thu-thap/{campaign}", get(board::get))
        .route("/thu-thap/{campaign}/khoa", post(steps::lock_campaign))
        .route("/thu-thap/{campaign}/rut", post(steps::withdraw))
        .route("/thu-thap/{campaign}/khoa-da-nhan", post(steps::lock_accepted))
        .route("/thu-thap/{campaign}/nhac", post(steps::remind))
        .route("/thu-thap/{campaign}/chuyen-giao", post(steps::follow))
        .route(
            "/thu-thap/{campaign}/{office}",
            get(office::get).post(steps::put).layer(DefaultBodyLimit::max(MOST_BODY)),
        )
        .route("/thu-thap/{campaign}/{office}/gui", post(steps::send))
        .route("/thu-thap/{campaign}/{office}/rut", post(steps::take_back))
        .route("/thu-thap/{campaign}/{office}/tra", post(steps::give_back))
        .route("/thu-thap/{campaign}/{office}/nhan", post(steps::accept))
        .route("/thu-thap/{campaign}/{office}/khoa", post(steps::lock))
        .route("/thu-thap/{campaign}/{office}/sua-lai", post(steps::correct))
        .route("/thu-thap/{campaign}/{office}/han", post(steps::extend))
        .route("/thu-thap/{campaign}/{office}/y-kien", get(remark::get).post(remark::add))
        .route("/thu-thap/{campaign}/{office}/y-kien/{remark}/bo", post(remark::remove))
        .route("/thu-thap/{campaign}/{office}/anh-huong", get(foresee::get))
}

fn clerk<'a>(app: &'a App, signed: &'a Signed) -> Clerk<'a> {
    Clerk { app, actor: &signed.actor }
}

/// A link within text.
fn link(ui: &Ui, label: &str, href: &str) -> Html {
    let mut out = String::from("<a href=\"");
    escape(&ui.link(href), &mut out);
    out.push_str("\">");
    escape(label, &mut out);
    out.push_str("</a>");
    Html::trusted(out)
}

fn heading(id: &str, text: &str) -> Html {
    Html::trusted(format!("<h2 id=\"{id}\">{}</h2>", Html::text(text)))
}

fn paragraph(text: &str) -> Html {
    Html::trusted(format!("<p>{}</p>", Html::text(text)))
}
