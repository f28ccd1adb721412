//! The way of a submission: who may take which step from where.

use access::Right;

use crate::model::{CampaignState, State};

/// Something that is done with a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The office puts its files there.
    Put,
    /// The office hands it in.
    Send,
    /// The office takes it back before it was looked through.
    TakeBack,
    /// It goes back with remarks.
    Return,
    /// It is entered into the record.
    Accept,
    /// Figures that rest on it are published.
    Lock,
    /// What was accepted is to be corrected: another round begins.
    Correct,
}

/// Each of them.
pub const ALL_STEPS: [Step; 7] =
    [Step::Put, Step::Send, Step::TakeBack, Step::Return, Step::Accept, Step::Lock, Step::Correct];

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The state after it.
    pub state: State,
    /// Whether another round begins.
    pub anew: bool,
}

/// Where a step leads from a state (`None` = nothing is there yet); `None` where it can't be
/// taken.
pub const fn take(from: Option<State>, step: Step) -> Option<Taken> {
    use State::{Accepted, Draft, Locked, Sent, ToFix};
    let state = match (from, step) {
        (None | Some(Draft), Step::Put) | (Some(Sent), Step::TakeBack) => Draft,
        (Some(Draft | ToFix), Step::Send) => Sent,
        // What came back stays so until it is sent again.
        (Some(ToFix), Step::Put) | (Some(Sent), Step::Return) => ToFix,
        (Some(Sent), Step::Accept) => Accepted,
        (Some(Accepted), Step::Lock) => Locked,
        (Some(Accepted | Locked), Step::Correct) => {
            return Some(Taken { state: Draft, anew: true });
        }
        _ => return None,
    };
    Some(Taken { state, anew: false })
}

/// What one has to be allowed, at the office, to take a step.
pub const fn right(step: Step) -> Right {
    match step {
        Step::Put | Step::Send | Step::TakeBack | Step::Correct => Right::Report,
        Step::Return | Step::Accept | Step::Lock => Right::RunCampaigns,
    }
}

/// Whether a step has to be given a reason: what changes figures that are published already, and
/// what undoes a decision.
pub const fn needs_reason(step: Step, campaign: CampaignState, round: i64) -> bool {
    match step {
        Step::Correct => true,
        Step::Send | Step::Accept => matches!(campaign, CampaignState::Locked) || round > 1,
        Step::Lock => matches!(campaign, CampaignState::Locked),
        Step::Put | Step::TakeBack | Step::Return => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table as it is written down in `docs/adr`: from, step, to.
    const TABLE: &[(Option<State>, Step, State)] = &[
        (None, Step::Put, State::Draft),
        (Some(State::Draft), Step::Put, State::Draft),
        (Some(State::Draft), Step::Send, State::Sent),
        (Some(State::Sent), Step::TakeBack, State::Draft),
        (Some(State::Sent), Step::Return, State::ToFix),
        (Some(State::Sent), Step::Accept, State::Accepted),
        (Some(State::ToFix), Step::Put, State::ToFix),
        (Some(State::ToFix), Step::Send, State::Sent),
        (Some(State::Accepted), Step::Lock, State::Locked),
        (Some(State::Accepted), Step::Correct, State::Draft),
        (Some(State::Locked), Step::Correct, State::Draft),
    ];

    fn froms() -> impl Iterator<Item = Option<State>> {
        std::iter::once(None).chain(State::ALL.into_iter().map(Some))
    }

    #[test]
    fn every_state_and_every_step() {
        for from in froms() {
            for step in ALL_STEPS {
                let row = TABLE.iter().find(|(f, s, _)| (*f, *s) == (from, step));
                let expected = row.map(|(_, _, to)| *to);
                assert_eq!(take(from, step).map(|t| t.state), expected, "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn an_office_never_enters_and_a_coordinator_never_sends() {
        for step in ALL_STEPS {
            let by_office = right(step) == Right::Report;
            let enters = matches!(step, Step::Accept | Step::Lock | Step::Return);
            assert_eq!(by_office, !enters, "{step:?}");
        }
    }

    #[test]
    fn what_changes_published_figures_is_given_a_reason() {
        use CampaignState::{Locked, Open};
        assert!(!needs_reason(Step::Send, Open, 1));
        assert!(needs_reason(Step::Send, Locked, 1), "late");
        assert!(needs_reason(Step::Accept, Open, 2), "corrected");
        assert!(needs_reason(Step::Correct, Open, 1));
        assert!(!needs_reason(Step::Return, Locked, 3));
        assert!(!needs_reason(Step::Lock, Open, 1));
        assert!(needs_reason(Step::Lock, Locked, 2), "locked again");
    }

    fn any_step() -> impl Strategy<Value = Step> {
        proptest::sample::select(ALL_STEPS.to_vec())
    }

    proptest! {
        #[test]
        fn whatever_is_tried_in_whatever_order(steps in prop::collection::vec(any_step(), 0..60)) {
            let (mut state, mut round, mut accepted) = (None, 1_i64, 0_i64);
            for step in steps {
                let Some(taken) = take(state, step) else { continue };
                // Nothing is entered that was not sent, nothing locked that was not entered.
                if taken.state == State::Accepted {
                    prop_assert_eq!(state, Some(State::Sent));
                    accepted += 1;
                }
                if taken.state == State::Locked {
                    prop_assert_eq!(state, Some(State::Accepted));
                }
                if taken.anew {
                    prop_assert!(matches!(state, Some(State::Accepted | State::Locked)));
                    round += 1;
                }
                // What is entered is only left by a new round.
                if matches!(state, Some(State::Accepted | State::Locked)) && !taken.anew {
                    prop_assert_eq!(taken.state, State::Locked);
                }
                state = Some(taken.state);
                // Each round is entered at most once.
                prop_assert!(accepted <= round);
            }
        }
    }
}
