//! How a commitment stands on a day, and whether there is what it is about. Pure.

use kernel::Date;
use registry::rules::coverage::Line;

use crate::model::{Commitment, Gap, State};

/// How a commitment stands on a day; what presses most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The day is past and nobody said that it was done.
    Broken,
    /// To be done by a day that has not passed.
    Due,
    /// Done in time.
    Kept,
    /// Done, after the day.
    KeptLate,
    /// Taken back.
    Withdrawn,
}

impl Standing {
    /// All of them, in that order.
    pub const ALL: [Self; 5] =
        [Self::Broken, Self::Due, Self::Kept, Self::KeptLate, Self::Withdrawn];
}

/// How a commitment stands on a day, by the calendar.
pub fn standing(commitment: &Commitment, on: Date) -> Standing {
    match commitment.state {
        State::Withdrawn => Standing::Withdrawn,
        State::Kept if commitment.closed_on.is_some_and(|day| day > commitment.due_on) => {
            Standing::KeptLate
        }
        State::Kept => Standing::Kept,
        State::Open if commitment.due_on < on => Standing::Broken,
        State::Open => Standing::Due,
    }
}

/// What the record says on a day of a gap about which somebody said that it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The gap is there no longer.
    Closed,
    /// It still is.
    Open {
        /// How many are asked for.
        required: i64,
        /// How many there are.
        actual: i64,
    },
    /// So much is still lacking.
    Lacking(i64),
    /// Nothing on record can tell: the gap was said in words, the office is no more, or no such
    /// norm asks anything of it on the day.
    Silent,
}

impl Evidence {
    /// Whether the gap is still there.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Lacking(_))
    }
}

/// What the record of an office says on a day: its line of coverage (`None` where it has none), and
/// how much it lacks of what the gap is about, where another room knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'l> {
    /// Its line of coverage.
    pub line: Option<&'l Line>,
    /// How much it lacks.
    pub lacking: Option<i64>,
}

/// What the record of a day says of a gap. `there` tells whether the office is.
pub fn evidence(gap: &Gap, there: bool, said: Said<'_>) -> Evidence {
    let line = said.line;
    if !there {
        return Evidence::Silent;
    }
    match gap {
        Gap::Other(_) => Evidence::Silent,
        Gap::Lack(_) => match said.lacking {
            None => Evidence::Silent,
            Some(0) => Evidence::Closed,
            Some(n) => Evidence::Lacking(n),
        },
        Gap::Nobody if line.is_some_and(|line| !line.people.is_empty()) => Evidence::Closed,
        Gap::Nobody => Evidence::Open { required: 1, actual: 0 },
        Gap::Norm(code) => {
            let judged = line.and_then(|line| line.norms.iter().find(|norm| norm.code == *code));
            match judged {
                None => Evidence::Silent,
                Some(norm) if norm.met => Evidence::Closed,
                Some(norm) => Evidence::Open { required: norm.required, actual: norm.actual },
            }
        }
    }
}

/// Why there is no such gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGap {
    /// Somebody is in charge: so many people.
    Somebody(i64),
    /// The norm is met.
    Met {
        /// How many it asks for.
        required: i64,
        /// How many there are.
        actual: i64,
    },
    /// No such norm asks anything of the office on that day.
    NotAsked,
    /// Nothing of it is lacking, or nobody can tell.
    Nothing,
}

/// Whether an office has a gap, by what the record says of that day: where it has no line of
/// coverage, nobody is there and no norm asks anything of it. What is said in words is taken as
/// said.
pub fn check_gap(gap: &Gap, said: Said<'_>) -> Result<(), NoGap> {
    let line = said.line;
    match gap {
        Gap::Other(_) => Ok(()),
        Gap::Lack(_) if said.lacking.is_some_and(|n| n > 0) => Ok(()),
        Gap::Lack(_) => Err(NoGap::Nothing),
        Gap::Nobody => match line.map_or(0, |line| line.people.len()) {
            0 => Ok(()),
            n => Err(NoGap::Somebody(i64::try_from(n).unwrap_or(i64::MAX))),
        },
        Gap::Norm(code) => {
            let judged = line.and_then(|line| line.norms.iter().find(|norm| norm.code == *code));
            match judged {
                None => Err(NoGap::NotAsked),
                Some(norm) if norm.met => {
                    Err(NoGap::Met { required: norm.required, actual: norm.actual })
                }
                Some(_) => Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;
    use proptest::prelude::*;
    use registry::model::OrgId;

    use super::*;
    use crate::model::{CommitmentId, Gap};

    const DUE: Date = Date::constant(2026, 12, 15);

    fn commitment(state: State, closed: Option<i64>) -> Commitment {
        Commitment {
            id: CommitmentId(Uuid::nil()),
            org: OrgId(Uuid::nil()),
            gap: Gap::Nobody,
            what: "Cử một người".into(),
            promised_on: Date::constant(2026, 11, 1),
            promised_by: "lan".into(),
            due_on: DUE,
            state,
            closed_on: closed.map(near),
            note: String::new(),
        }
    }

    fn near(days: i64) -> Date {
        DUE.checked_add(jiff::Span::new().days(days)).unwrap_or(DUE)
    }

    proptest! {
        /// What is open is broken from the day after it was due, and not before; what is closed
        /// stands the same on every day.
        #[test]
        fn only_what_is_open_depends_on_the_day(days in -400i64..400, closed in -30i64..30) {
            let on = near(days);
            let open = standing(&commitment(State::Open, None), on);
            prop_assert_eq!(open == Standing::Broken, days > 0);
            let kept = standing(&commitment(State::Kept, Some(closed)), on);
            prop_assert_eq!(kept == Standing::KeptLate, closed > 0);
            let gone = standing(&commitment(State::Withdrawn, Some(closed)), on);
            prop_assert_eq!(gone, Standing::Withdrawn);
        }
    }
}
