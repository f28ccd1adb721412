//! The campaign and the commitments of the demonstration, through the same verbs as anybody's.

use access::Settings;
use anyhow::Context as _;
use collect::{
    acts::{self, Clerk, NewCampaign, NewRemark},
    model::{CampaignId, Offices},
};
use commitments::{
    acts::{Promise, keep, promise},
    model::Gap,
};
use demo::{Made, Sheet};
use intake::acts::{Dropped, agree};
use kernel::{Clock, Date};
use registry::{acts::Desk, model::OrgId};

use super::demo::morning;
use crate::application;

/// What the campaign is called.
const NAME: &str = "Nhân lực số cấp xã, 15/10/2025";
const OPENED: Date = Date::constant(2025, 10, 6);
const AS_OF: Date = Date::constant(2025, 10, 15);
const DUE: Date = Date::constant(2025, 10, 31);

/// Where something of a commune stands.
type At = (CampaignId, OrgId);

/// Opens a campaign for all communes, and plays what they send: entered, given back with a remark,
/// waiting. The others have not sent, and it is past due.
pub(super) async fn campaign(desk: &Desk<'_>, clock: &Clock, made: &Made) -> anyhow::Result<()> {
    clock.set(morning(OPENED)?);
    let app = application::app(desk.db.clone(), clock.clone(), Settings::default());
    let clerk = Clerk { app: &app, actor: desk.by };
    let new = NewCampaign {
        name: NAME.to_owned(),
        kind: collect::figures::OFFICERS.to_owned(),
        offices: Offices::Rule { kinds: vec!["commune".to_owned()], under: None },
        as_of: AS_OF,
        due_on: DUE,
        reminders: vec![-7, -1, 3],
    };
    let (id, ..) = acts::open_campaign(&clerk, &new).await?;

    clock.set(morning(Date::constant(2025, 10, 20))?);
    let told = &made.truth.campaign;
    if let Some(sheet) = &told.accepted {
        let at = send(&clerk, desk, id, (sheet, &made.officers_2025)).await?;
        let batch = batch_of(desk, desk.by, at).await?;
        let confirmed = agree(desk, batch, "Báo cáo sau sắp xếp").await?;
        acts::accept(&clerk, at, &confirmed).await?;
    }
    if let Some(sheet) = &told.to_fix {
        let at = send(&clerk, desk, id, (sheet, &made.campaign_2025)).await?;
        acts::add_remark(&clerk, at, &remark(sheet)).await?;
        acts::give_back(&clerk, at, "Xem lại chức vụ của người ở dòng đầu").await?;
    }
    for sheet in &told.sent {
        send(&clerk, desk, id, (sheet, &made.campaign_2025)).await?;
    }
    Ok(())
}

/// A commune sends its sheet.
async fn send(
    clerk: &Clerk<'_>,
    desk: &Desk<'_>,
    id: CampaignId,
    (sheet, folder): (&Sheet, &std::path::Path),
) -> anyhow::Result<At> {
    let at = (id, commune(desk, &sheet.area).await?);
    let path = folder.join(&sheet.file);
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let file = Dropped { name: sheet.file.clone(), bytes: Ok(bytes) };
    acts::put(clerk, at, vec![file]).await?;
    acts::send(clerk, at, "").await?;
    Ok(at)
}

/// The first cell of the first person: the sheets of the demonstration begin alike.
fn remark(sheet: &Sheet) -> NewRemark {
    NewRemark {
        file: sheet.file.clone(),
        sheet: "Danh sách".to_owned(),
        row: FIRST_ROW,
        column: 1,
        body: "Kiểm tra lại chức vụ: ghi theo quyết định bổ nhiệm".to_owned(),
    }
}

const FIRST_ROW: i64 = 8;

async fn batch_of(
    desk: &Desk<'_>,
    by: &access::Actor,
    at: At,
) -> anyhow::Result<intake::model::BatchId> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let case = collect::figures::of_office(&mut tx, by, (known, desk.clock.today()), at).await?;
    let sent = case.and_then(|case| case.submission).and_then(|sent| sent.batch);
    sent.context("nothing was sent")
}

async fn office(desk: &Desk<'_>, code: &str) -> anyhow::Result<OrgId> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let found = registry::figures::org_by_code(&mut tx, known, code).await?;
    Ok(found.first().with_context(|| code.to_owned())?.fact.id)
}

/// The office of a commune as it stands.
async fn commune(desk: &Desk<'_>, area: &str) -> anyhow::Result<OrgId> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let orgs = registry::figures::org_map(&mut tx, known).await?;
    let there = orgs.all_on(desk.clock.today());
    let answers = |code: &Option<String>| code.as_deref() == Some(area);
    let found = there.into_iter().find(|o| o.kind == "commune" && answers(&o.area_code));
    Ok(found.with_context(|| area.to_owned())?.id)
}

/// Three departments promise: one keeps it, one does not, one still has time.
pub(super) async fn promises(desk: &Desk<'_>, clock: &Clock, made: &Made) -> anyhow::Result<()> {
    let told = &made.truth.commitments;
    let made_on = Date::constant(2025, 11, 3);
    let plans = [
        (&told.kept, "Tuyển một người chuyên trách", Date::constant(2026, 3, 31)),
        (&told.broken, "Bố trí một người chuyên trách", Date::constant(2026, 1, 31)),
        (&told.due, "Cử một người học chuyên sâu, rồi giao chuyên trách", FAR),
    ];
    let mut kept = None;
    for (code, what, due_on) in plans {
        clock.set(morning(made_on)?);
        let Some(code) = code else { continue };
        let (org, gap) = (office(desk, code).await?, Gap::Other(LACKING.to_owned()));
        let (id, _) =
            promise(desk, &[], &Promise { org, gap, what: what.to_owned(), due_on }).await?;
        kept = kept.or(Some(id));
    }
    if let Some(id) = kept.filter(|_| told.kept.is_some()) {
        clock.set(morning(Date::constant(2026, 3, 16))?);
        keep(desk, id, "Quyết định tiếp nhận của Sở Nội vụ").await?;
    }
    Ok(())
}

/// What the departments lack.
const LACKING: &str = "Cần thêm người chuyên trách";
/// A day that is far off, however late the demonstration is looked at.
const FAR: Date = Date::constant(2030, 6, 30);
