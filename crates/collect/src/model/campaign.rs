//! Campaigns, and who owes a sheet.

use kernel::Date;
use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::OrgId;
use serde::{Deserialize, Serialize};
use store::{
    ColumnType::{Text, Uuid},
    Value,
};

kernel::typed_id! {
    /// A campaign.
    CampaignId,
    /// That an office owes a sheet.
    ObligationId,
}

/// Which offices are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offices {
    /// Those of some kinds (none named: of any) under an office (none named: under all).
    Rule {
        /// Kinds of office.
        kinds: Vec<String>,
        /// The office they stand under; it is asked too where its kind fits.
        under: Option<OrgId>,
    },
    /// These.
    List(Vec<OrgId>),
}

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// Sheets are taken.
    Open,
    /// Its figures are published: what still comes needs a reason.
    Locked,
    /// It was opened by mistake: nobody owes anything.
    Withdrawn,
}

impl CampaignState {
    /// As it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Locked => "locked",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The reverse of [`CampaignState::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Locked, Self::Withdrawn].into_iter().find(|s| s.as_str() == text)
    }
}

/// What is collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Campaign {
    /// The campaign.
    pub id: CampaignId,
    /// What it is called.
    pub name: String,
    /// The kind of sheet: `officers`, or the code of another kind.
    pub kind: String,
    /// Which offices are asked.
    pub offices: Offices,
    /// The day the sheets speak of.
    pub as_of: Date,
    /// Until when: the last day that is in time.
    pub due_on: Date,
    /// When offices that have not sent are reminded: days from the due day, negative before it.
    pub reminders: Vec<i64>,
    /// Where it stands.
    pub state: CampaignState,
}

/// The table of campaigns.
pub static CAMPAIGN: FactTable = FactTable {
    name: "campaign",
    columns: &[
        Column::open("campaign_id", Uuid),
        Column::open("name", Text),
        Column::open("kind", Text),
        Column::open("offices", Text),
        Column::open("as_of", Text),
        Column::open("due_on", Text),
        Column::open("reminders", Text),
        Column::open("state", Text),
    ],
    subject: None,
};

impl Fact for Campaign {
    const TABLE: &'static FactTable = &CAMPAIGN;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::text(&self.name),
            Value::text(&self.kind),
            Value::text(serde_json::to_string(&self.offices).unwrap_or_default()),
            Value::text(self.as_of.to_string()),
            Value::text(self.due_on.to_string()),
            Value::text(serde_json::to_string(&self.reminders).unwrap_or_default()),
            Value::text(self.state.as_str()),
        ]
    }
}

impl ReadFact for Campaign {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: CampaignId(c.uuid()?),
            name: c.text()?,
            kind: c.text()?,
            offices: serde_json::from_str(&c.text()?).ok()?,
            as_of: c.date()?,
            due_on: c.date()?,
            reminders: serde_json::from_str(&c.text()?).ok()?,
            state: CampaignState::parse(&c.text()?)?,
        })
    }
}

/// That an office owes the sheet of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// The obligation.
    pub id: ObligationId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// Which office.
    pub org: OrgId,
    /// A due day of its own.
    pub due_on: Option<Date>,
}

/// The table of obligations.
pub static OBLIGATION: FactTable = FactTable {
    name: "obligation",
    columns: &[
        Column::open("obligation_id", Uuid),
        Column::open("campaign_id", Uuid),
        Column::open("org_id", Uuid),
        Column::open("due_on", Text),
    ],
    subject: None,
};

impl Fact for Obligation {
    const TABLE: &'static FactTable = &OBLIGATION;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.campaign.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Text(self.due_on.map(|d| d.to_string())),
        ]
    }
}

impl ReadFact for Obligation {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: ObligationId(c.uuid()?),
            campaign: CampaignId(c.uuid()?),
            org: OrgId(c.uuid()?),
            due_on: c.date(),
        })
    }
}
