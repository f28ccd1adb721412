//! When offices are reminded.

use kernel::Date;

use crate::model::{Campaign, CampaignState};

/// Whether an office that owes until a day is reminded on another.
pub fn is_reminded_on(campaign: &Campaign, due: Date, today: Date) -> bool {
    let days = due.until(today).map_or(i64::MAX, |span| i64::from(span.get_days()));
    campaign.state == CampaignState::Open && campaign.reminders.contains(&days)
}

#[cfg(test)]
mod tests {
    use crate::model::{CampaignId, Offices};

    use super::*;

    #[test]
    fn days_before_and_after() {
        let due = Date::constant(2026, 3, 1);
        let mut campaign = Campaign {
            id: CampaignId(kernel::Uuid::nil()),
            name: String::new(),
            kind: "officers".to_owned(),
            offices: Offices::List(Vec::new()),
            as_of: due,
            due_on: due,
            reminders: vec![-2, 0, 31],
            state: CampaignState::Open,
        };
        let on = |campaign: &Campaign, month, day| {
            is_reminded_on(campaign, due, Date::constant(2026, month, day))
        };
        assert!(on(&campaign, 2, 27));
        assert!(!on(&campaign, 2, 28));
        assert!(on(&campaign, 3, 1));
        assert!(on(&campaign, 4, 1), "31 days, over the end of a month");
        campaign.state = CampaignState::Locked;
        assert!(!on(&campaign, 3, 1), "what is locked reminds nobody");
    }
}
