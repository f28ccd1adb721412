//! What an office sends.

use intake::model::BatchId;
use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::OrgId;
use serde::{Deserialize, Serialize};
use store::{
    ColumnType::{Int, Text, Uuid},
    Value,
};

use super::CampaignId;

kernel::typed_id! {
    /// What an office sends to a campaign, through all its rounds.
    SubmissionId,
}

/// Where a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The office is at it.
    Draft,
    /// It waits to be looked through.
    Sent,
    /// It came back, with remarks.
    ToFix,
    /// It was entered into the record.
    Accepted,
    /// Figures that rest on it are published.
    Locked,
}

impl State {
    /// Each of them, in the order they are passed through.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Sent, Self::ToFix, Self::Accepted, Self::Locked];

    /// As it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::ToFix => "to_fix",
            Self::Accepted => "accepted",
            Self::Locked => "locked",
        }
    }

    /// The reverse of [`State::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// What an office sent to a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The submission.
    pub id: SubmissionId,
    /// To which campaign.
    pub campaign: CampaignId,
    /// Of which office.
    pub org: OrgId,
    /// The how manyth time: 1, and one more each time it is opened again after it was accepted.
    pub round: i64,
    /// Where it stands.
    pub state: State,
    /// The files it consists of; `None` where they are still to come.
    pub batch: Option<BatchId>,
    /// The day it was sent; of what came back to be mended, the day it had been sent before.
    pub sent_on: Option<Date>,
}

/// The table of submissions.
pub static SUBMISSION: FactTable = FactTable {
    name: "submission",
    columns: &[
        Column::open("submission_id", Uuid),
        Column::open("campaign_id", Uuid),
        Column::open("org_id", Uuid),
        Column::open("round", Int),
        Column::open("state", Text),
        Column::open("batch_id", Uuid),
        Column::open("sent_on", Text),
    ],
    subject: None,
};

impl Fact for Submission {
    const TABLE: &'static FactTable = &SUBMISSION;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.campaign.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Int(Some(self.round)),
            Value::text(self.state.as_str()),
            Value::Uuid(self.batch.map(|b| b.0)),
            Value::Text(self.sent_on.map(|d| d.to_string())),
        ]
    }
}

impl ReadFact for Submission {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: SubmissionId(c.uuid()?),
            campaign: CampaignId(c.uuid()?),
            org: OrgId(c.uuid()?),
            round: c.int()?,
            state: State::parse(&c.text()?)?,
            batch: c.uuid().map(BatchId),
            sent_on: c.date(),
        })
    }
}
