//! SQL of the board, of who owes in whose place, of histories, and of which reminders went out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ::store::{Tx, Value, execute, on_db, sqlx};
use intake::model::BatchId;
use kernel::{AsOf, Date, Seq, Timestamp, Uuid, parse_iso};
use ledger::{as_of, held};
use registry::model::OrgId;

use crate::{
    Error,
    model::{CampaignId, Handover, State, SubmissionId},
};

/// An office that owes, with what it sent.
#[derive(Clone, Debug)]
pub(crate) struct Owed {
    pub(crate) campaign: CampaignId,
    pub(crate) org: OrgId,
    pub(crate) due_on: Option<Date>,
    pub(crate) sent: Option<SentRow>,
}

/// What it sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentRow {
    pub(crate) submission: SubmissionId,
    pub(crate) state: State,
    pub(crate) round: i64,
    pub(crate) batch: Option<BatchId>,
    pub(crate) sent_on: Option<Date>,
    /// Whether a draft of it is owed: no correction of what was entered.
    pub(crate) owed: bool,
}

impl SentRow {
    /// What its standing is told by.
    pub(crate) const fn told(self) -> (State, bool) {
        (self.state, self.owed)
    }
}

::store::row! {
    struct Row {
        campaign_id: Uuid,
        org_id: Uuid,
        submission_id: Uuid,
        state: String,
        round: i64,
        batch_id: Option<Uuid>,
        sent_on: Option<String>,
    }
}

/// A campaign and an office.
type Case = (CampaignId, OrgId);

impl Row {
    fn sent(self) -> Option<(Case, SentRow)> {
        let sent = SentRow {
            submission: SubmissionId(self.submission_id),
            state: State::parse(&self.state)?,
            round: self.round,
            batch: self.batch_id.map(BatchId),
            sent_on: self.sent_on.as_deref().and_then(parse_iso),
            owed: self.round == 1,
        };
        Some(((CampaignId(self.campaign_id), OrgId(self.org_id)), sent))
    }
}

/// Who owes what in a campaign, or in all of them, with what was sent. What was sent is asked for
/// apart: most offices sent nothing for most of a campaign, and a blank column costs as much as
/// another.
pub(crate) async fn owed(
    tx: &mut Tx,
    at: AsOf,
    campaign: Option<CampaignId>,
) -> Result<Vec<Owed>, Error> {
    const ONE: &str = concat!(
        "SELECT o.org_id, o.due_on FROM obligation o WHERE o.campaign_id = $3 AND ",
        as_of!("o", "$1", "$2")
    );
    const ALL: &str = concat!(
        "SELECT o.campaign_id, o.org_id, o.due_on FROM obligation o WHERE ",
        as_of!("o", "$1", "$2")
    );
    let on = at.valid_on.to_string();
    let mut sent = sent(tx, at, campaign).await?;
    let mut one = |id: CampaignId, org: Uuid, due: Option<String>| Owed {
        campaign: id,
        org: OrgId(org),
        due_on: due.as_deref().and_then(parse_iso),
        sent: sent.remove(&(id, OrgId(org))),
    };
    Ok(if let Some(id) = campaign {
        let rows: Vec<(Uuid, Option<String>)> = on_db!(tx, c => sqlx::query_as(ONE)
            .bind(on).bind(at.known_at).bind(id.0).fetch_all(c).await)?;
        rows.into_iter().map(|(org, due)| one(id, org, due)).collect()
    } else {
        let rows: Vec<(Uuid, Uuid, Option<String>)> = on_db!(tx, c => sqlx::query_as(ALL)
            .bind(on).bind(at.known_at).fetch_all(c).await)?;
        rows.into_iter().map(|(id, org, due)| one(CampaignId(id), org, due)).collect()
    })
}

/// What was sent in a campaign, or in all of them: one statement, and one more where a sheet that
/// was entered is open again.
async fn sent(
    tx: &mut Tx,
    at: AsOf,
    campaign: Option<CampaignId>,
) -> Result<HashMap<Case, SentRow>, Error> {
    const ALL: &str = concat!(
        "SELECT s.campaign_id, s.org_id, s.submission_id, s.state, s.round, s.batch_id, s.sent_on \
         FROM submission s WHERE ",
        as_of!("s", "$1", "$2")
    );
    const ONE: &str = concat!(
        "SELECT s.campaign_id, s.org_id, s.submission_id, s.state, s.round, s.batch_id, s.sent_on \
         FROM submission s WHERE s.campaign_id = $3 AND ",
        as_of!("s", "$1", "$2")
    );
    let on = at.valid_on.to_string();
    let rows: Vec<Row> = match campaign {
        Some(id) => on_db!(tx, c => sqlx::query_as(ONE)
            .bind(on).bind(at.known_at).bind(id.0).fetch_all(c).await)?,
        None => on_db!(tx, c => sqlx::query_as(ALL)
            .bind(on).bind(at.known_at).fetch_all(c).await)?,
    };
    let mut all: HashMap<Case, SentRow> = rows.into_iter().filter_map(Row::sent).collect();
    if all.values().any(|s| s.state == State::Draft && !s.owed) {
        let taken = taken_over(tx, at.known_at).await?;
        for (case, sent) in &mut all {
            sent.owed |= taken.contains(case);
        }
    }
    Ok(all)
}

/// Offices that took over what another owed after their own sheet was entered last: what is open
/// again there is no correction, it is owed.
pub(crate) async fn taken_over(tx: &mut Tx, known: Seq) -> Result<BTreeSet<Case>, Error> {
    // A handover that was written down anew, beside another heir, is as old as it was.
    let rows: Vec<(Uuid, Uuid)> = on_db!(tx, c => sqlx::query_as(
        "SELECT DISTINCT h.campaign_id, h.heir_id FROM handover h \
         WHERE h.heir_id IS NOT NULL AND h.recorded_from <= $1 AND NOT EXISTS \
         (SELECT 1 FROM handover e WHERE e.campaign_id = h.campaign_id AND e.org_id = h.org_id \
          AND e.heir_id = h.heir_id AND e.recorded_from < h.recorded_from) \
         AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.campaign_id = h.campaign_id \
          AND s.org_id = h.heir_id AND s.state IN ('accepted', 'locked') \
          AND s.recorded_from > h.recorded_from AND s.recorded_from <= $1)")
        .bind(known).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, org)| (CampaignId(id), OrgId(org))).collect())
}

/// In whose place others owe: the campaign, the office that is no more, and who took over.
pub(crate) type Passed = BTreeMap<Case, BTreeSet<OrgId>>;

/// Which offices passed on what they owed, in a campaign or in all of them.
pub(crate) async fn passed(
    tx: &mut Tx,
    at: AsOf,
    campaign: Option<CampaignId>,
) -> Result<Passed, Error> {
    let key = campaign.map(|id| Value::Uuid(Some(id.0)));
    let condition = if campaign.is_some() { "f.campaign_id = $2" } else { "" };
    let all = held::<Handover>(tx, at.known_at, condition, key.as_slice()).await?;
    let mut passed = Passed::new();
    for on in all.into_iter().filter(|h| h.valid.contains(at.valid_on)) {
        let heirs = passed.entry((on.fact.campaign, on.fact.org)).or_default();
        heirs.extend(on.fact.heir);
    }
    Ok(passed)
}

/// A step a submission took: the act, and where it led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StepRow {
    pub(crate) act: Seq,
    pub(crate) state: State,
    pub(crate) round: i64,
    pub(crate) batch: Option<BatchId>,
}

/// Every step of a submission known after an act, the first first.
pub(crate) async fn steps(
    tx: &mut Tx,
    known: Seq,
    id: SubmissionId,
) -> Result<Vec<StepRow>, Error> {
    // One act may write several rows: what it cut, and what it says from its day on.
    let rows: Vec<(i64, String, i64, Option<Uuid>)> = on_db!(tx, c => sqlx::query_as(
        "SELECT recorded_from, state, round, batch_id FROM submission \
         WHERE submission_id = $1 AND recorded_from <= $2 AND valid_to IS NULL \
         ORDER BY recorded_from, fact_id").bind(id.0).bind(known).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .filter_map(|(act, state, round, batch)| {
            let (state, batch) = (State::parse(&state)?, batch.map(BatchId));
            Some(StepRow { act, state, round, batch })
        })
        .collect())
}

/// Notes that a campaign's reminders of a day go out; `false` where they did.
pub(crate) async fn note_reminded(
    tx: &mut Tx,
    campaign: CampaignId,
    day: Date,
    (told, now): (i64, Timestamp),
) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "INSERT INTO reminded (campaign_id, day, told, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (campaign_id, day) DO NOTHING",
        )
        .bind(campaign.0)
        .bind(day.to_string())
        .bind(told)
        .bind(now.as_microsecond())
    )?;
    Ok(touched == 1)
}

/// The day reminders of a campaign last went out, and how many.
pub(crate) async fn last_reminded(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Option<(Timestamp, i64)>, Error> {
    let row: Option<(i64, i64)> = on_db!(tx, c => sqlx::query_as(
        "SELECT at, told FROM reminded WHERE campaign_id = $1 ORDER BY at DESC LIMIT 1")
        .bind(campaign.0).fetch_optional(c).await)?;
    Ok(row.map(|(at, told)| (Timestamp::from_microsecond(at).unwrap_or_default(), told)))
}

/// Notes how many rows of the asked kind an office handed in by an act.
pub(crate) async fn note_rows(
    tx: &mut Tx,
    act: Seq,
    (campaign, batch): (CampaignId, BatchId),
    rows: usize,
) -> Result<(), Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO sent_rows (act, campaign_id, batch_id, row_count) VALUES ($1, $2, $3, $4)",
        )
        .bind(act)
        .bind(campaign.0)
        .bind(batch.0)
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
    )?;
    Ok(())
}

/// How many rows of the asked kind there were when a batch was last sent, as known after an act.
pub(crate) async fn sent_rows(
    tx: &mut Tx,
    known: Seq,
    batch: BatchId,
) -> Result<Option<i64>, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT row_count FROM sent_rows WHERE batch_id = $1 AND act <= $2 \
         ORDER BY act DESC LIMIT 1").bind(batch.0).bind(known).fetch_optional(c).await)?)
}

/// Batches of a campaign that had no row when they were last sent, as known after an act.
pub(crate) async fn sent_bare(
    tx: &mut Tx,
    known: Seq,
    campaign: CampaignId,
) -> Result<BTreeSet<BatchId>, Error> {
    let ids: Vec<Uuid> = on_db!(tx, c => sqlx::query_scalar(
        "SELECT s.batch_id FROM sent_rows s WHERE s.campaign_id = $1 AND s.row_count = 0 \
         AND s.act <= $2 AND NOT EXISTS (SELECT 1 FROM sent_rows l \
         WHERE l.batch_id = s.batch_id AND l.act > s.act AND l.act <= $2)")
        .bind(campaign.0).bind(known).fetch_all(c).await)?;
    Ok(ids.into_iter().map(BatchId).collect())
}
