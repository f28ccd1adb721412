//! Who owes in the place of an office that is no more.

use ledger::{Column, Columns, Fact, FactTable, ReadFact};
use registry::model::OrgId;
use store::{ColumnType::Uuid, Value};

use super::CampaignId;

kernel::typed_id! {
    /// That what an office owed passed on.
    HandoverId,
}

/// That what an office owed passed on: it was merged, split or dissolved before it had sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The handover.
    pub id: HandoverId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// The office that owed.
    pub org: OrgId,
    /// Who owes in its place: one row each; `None` where nobody took it over.
    pub heir: Option<OrgId>,
}

/// The table of handovers.
pub static HANDOVER: FactTable = FactTable {
    name: "handover",
    columns: &[
        Column::open("handover_id", Uuid),
        Column::open("campaign_id", Uuid),
        Column::open("org_id", Uuid),
        Column::open("heir_id", Uuid),
    ],
    subject: None,
};

impl Fact for Handover {
    const TABLE: &'static FactTable = &HANDOVER;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.campaign.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Uuid(self.heir.map(|heir| heir.0)),
        ]
    }
}

impl ReadFact for Handover {
    fn read(c: &mut Columns) -> Option<Self> {
        Some(Self {
            id: HandoverId(c.uuid()?),
            campaign: CampaignId(c.uuid()?),
            org: OrgId(c.uuid()?),
            heir: c.uuid().map(OrgId),
        })
    }
}
