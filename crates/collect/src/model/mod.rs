//! The nouns: campaigns, who owes, what was sent, what was said of it.

mod campaign;
mod handover;
mod remark;
mod submission;

pub use campaign::{
    CAMPAIGN, Campaign, CampaignId, CampaignState, OBLIGATION, Obligation, ObligationId, Offices,
};
pub use handover::{HANDOVER, Handover, HandoverId};
pub use remark::{REMARK, Remark, RemarkId};
pub use submission::{SUBMISSION, State, Submission, SubmissionId};
