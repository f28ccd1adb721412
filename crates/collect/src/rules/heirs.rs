//! What becomes of what an office owes when it is merged, split or dissolved.

use std::collections::BTreeSet;

use kernel::Date;
use registry::{model::OrgId, rules::lineage::OrgMap};

use super::Standing;
use crate::model::State;

/// Who owes on a day in the place of an office: `None` while it stands, nobody where it ended and
/// left nothing.
pub fn heirs(orgs: &OrgMap, org: OrgId, on: Date) -> Option<BTreeSet<OrgId>> {
    let ended = orgs.life(org).and_then(|life| life.to).is_some_and(|to| to <= on);
    ended.then(|| orgs.heirs(org, on))
}

/// Whether what an office owes passes on with its end. What it has sent stays its own: that is
/// looked through and entered as the sheet of the office it was.
pub const fn passes_on(standing: Standing) -> bool {
    standing.is_owed()
}

/// What happens to the sheet of an office that takes over from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widened {
    /// It is still to come, and covers both.
    Covers,
    /// It was sent, and goes back: what it took over is not in it.
    GoesBack,
    /// It was entered: another round begins.
    Anew,
}

/// What happens to the sheet of an office that takes over from another.
pub const fn widened(state: Option<State>) -> Widened {
    match state {
        None | Some(State::Draft | State::ToFix) => Widened::Covers,
        Some(State::Sent) => Widened::GoesBack,
        Some(State::Accepted | State::Locked) => Widened::Anew,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{ALL_STANDINGS, Step, take};

    #[test]
    fn what_was_sent_stays_and_what_is_owed_passes_on() {
        let on: Vec<_> = ALL_STANDINGS.into_iter().filter(|s| passes_on(*s)).collect();
        use Standing::{Draft, Late, Nothing, ToFix};
        assert_eq!(on, [Late, ToFix, Nothing, Draft]);
    }

    #[test]
    fn whoever_takes_over_has_something_to_send() {
        for state in std::iter::once(None).chain(State::ALL.into_iter().map(Some)) {
            let after = match widened(state) {
                Widened::Covers => state,
                Widened::GoesBack => take(state, Step::Return).map(|t| t.state),
                Widened::Anew => take(state, Step::Correct).map(|t| t.state),
            };
            assert!(matches!(after, None | Some(State::Draft | State::ToFix)), "{state:?}");
        }
    }
}
