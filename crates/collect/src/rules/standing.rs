//! How an office stands in a campaign on a day.

use kernel::Date;
use serde::Serialize;

use crate::model::{CampaignState, State, Submission};

/// How an office stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is past due and nothing was sent.
    Late,
    /// It has to mend what it sent.
    ToFix,
    /// What it sent waits to be looked through.
    Sent,
    /// There is time, and nothing yet.
    Nothing,
    /// There is time, and it is at it.
    Draft,
    /// It is entered.
    Accepted,
    /// It is entered and published.
    Locked,
    /// The office is no more; others owe in its place.
    Passed,
}

/// Each of them: what is missing first.
pub const ALL_STANDINGS: [Standing; 8] = [
    Standing::Late,
    Standing::ToFix,
    Standing::Sent,
    Standing::Nothing,
    Standing::Draft,
    Standing::Accepted,
    Standing::Locked,
    Standing::Passed,
];

impl Standing {
    /// The word in addresses and for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::ToFix => "to_fix",
            Self::Sent => "sent",
            Self::Nothing => "nothing",
            Self::Draft => "draft",
            Self::Accepted => "accepted",
            Self::Locked => "locked",
            Self::Passed => "passed",
        }
    }

    /// The reverse of [`Standing::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        ALL_STANDINGS.into_iter().find(|s| s.as_str() == text)
    }

    /// Whether the office still has to do something.
    pub const fn is_owed(self) -> bool {
        matches!(self, Self::Late | Self::ToFix | Self::Nothing | Self::Draft)
    }
}

/// How an office stands that owes until a day. The due day itself is in time. Of what was sent, the
/// state, and whether it is owed: a correction under way after the sheet was entered is not; a
/// round that was opened because the office took over from another is.
pub fn standing(sent: Option<(State, bool)>, due: Date, today: Date) -> Standing {
    let in_time = today <= due;
    match sent {
        None if in_time => Standing::Nothing,
        Some((State::Draft, owed)) if in_time || !owed => Standing::Draft,
        None | Some((State::Draft, _)) => Standing::Late,
        Some((State::Sent, _)) => Standing::Sent,
        Some((State::ToFix, _)) => Standing::ToFix,
        Some((State::Accepted, _)) => Standing::Accepted,
        Some((State::Locked, _)) => Standing::Locked,
    }
}

/// Whether a sheet of a campaign that was locked stands open: it was accepted since, or it was
/// opened again to be corrected.
pub const fn is_unlocked(campaign: CampaignState, standing: Standing, round: i64) -> bool {
    let open = match standing {
        Standing::Accepted => true,
        Standing::ToFix | Standing::Sent | Standing::Draft => round > 1,
        Standing::Late | Standing::Nothing | Standing::Locked | Standing::Passed => false,
    };
    matches!(campaign, CampaignState::Locked) && open
}

/// Whether an office owes what its campaign, which was locked meanwhile, asked for: what it sends now
/// needs a reason.
pub const fn is_owed_after_lock(campaign: CampaignState, standing: Standing) -> bool {
    matches!(campaign, CampaignState::Locked) && standing.is_owed()
}

/// Whether it was sent after its day.
pub fn was_late(submission: &Submission, due: Date) -> bool {
    submission.round == 1 && submission.sent_on.is_some_and(|sent| sent > due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_due_day_is_in_time() {
        let due = Date::constant(2024, 10, 20);
        let day = |n| Date::constant(2024, 10, n);
        let of = |sent: Option<State>, today| standing(sent.map(|s| (s, true)), due, day(today));
        assert_eq!(of(None, 20), Standing::Nothing);
        assert_eq!(of(None, 21), Standing::Late);
        assert_eq!(of(Some(State::Draft), 20), Standing::Draft);
        assert_eq!(of(Some(State::Draft), 21), Standing::Late);
        for (state, expected) in [
            (State::Sent, Standing::Sent),
            (State::ToFix, Standing::ToFix),
            (State::Accepted, Standing::Accepted),
            (State::Locked, Standing::Locked),
        ] {
            assert_eq!(of(Some(state), 1), expected);
            assert_eq!(of(Some(state), 30), expected);
        }
        assert_eq!(
            standing(Some((State::Draft, false)), due, day(30)),
            Standing::Draft,
            "corrects"
        );
    }

    #[test]
    fn what_is_corrected_in_a_locked_campaign_stands_open_until_it_is_locked_again() {
        let open = |standing, round| is_unlocked(CampaignState::Locked, standing, round);
        assert!(open(Standing::Accepted, 1), "it came late");
        for standing in [Standing::Draft, Standing::Sent, Standing::ToFix, Standing::Accepted] {
            assert!(open(standing, 2), "{standing:?}");
            assert!(!is_unlocked(CampaignState::Open, standing, 2), "{standing:?}");
        }
        for (standing, round) in [(Standing::Locked, 2), (Standing::Sent, 1), (Standing::Late, 1)] {
            assert!(!open(standing, round), "{standing:?}");
        }
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        assert!(ALL_STANDINGS.into_iter().all(|s| Standing::parse(s.as_str()) == Some(s)));
    }
}
