//! The steps of a request, and how much time is left.

use kernel::{Date, Interval};

use super::Calendar;
use crate::model::{AnswerTerm, Request, State};

/// Within how many working days requests are answered, over time.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<(Interval, AnswerTerm)>);

impl Terms {
    /// Rules, each with the days it holds on.
    pub fn new(rules: impl IntoIterator<Item = (Interval, AnswerTerm)>) -> Self {
        let mut all: Vec<(Interval, AnswerTerm)> = rules.into_iter().collect();
        all.sort_by_key(|(valid, _)| valid.from);
        Self(all)
    }

    /// The rule for what comes in on a day: what holds then. What came in before any held has none:
    /// a later one is no law for it.
    pub fn on(&self, day: Date) -> Option<&AnswerTerm> {
        self.0.iter().rev().find(|(valid, _)| valid.contains(day)).map(|(_, rule)| rule)
    }

    /// Every rule, the first first.
    pub fn all(&self) -> &[(Interval, AnswerTerm)] {
        &self.0
    }
}

/// What is done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody is at it.
    Take,
    /// It is done as asked.
    Answer,
    /// It is refused.
    Refuse,
}

impl Step {
    /// The kind of its act.
    pub const fn act(self) -> &'static str {
        match self {
            Self::Take => "data_request_take",
            Self::Answer => "data_request_answer",
            Self::Refuse => "data_request_refuse",
        }
    }
}

/// Where a step leads; `None` where it can't be taken.
pub const fn take(from: State, step: Step) -> Option<State> {
    match (from, step) {
        (State::Received, Step::Take) => Some(State::InWork),
        (State::Received | State::InWork, Step::Answer) => Some(State::Answered),
        (State::Received | State::InWork, Step::Refuse) => Some(State::Refused),
        _ => None,
    }
}

/// How a request stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The last day that is in time; `None` where no rule is on record for the day it came in.
    pub due_on: Option<Date>,
    /// Working days left, of an open one; below zero past its day.
    pub left: Option<i64>,
    /// Whether it is past its day, or was answered past it.
    pub late: bool,
}

/// How a request stands in time on a day. Where no rule said within how many days it is answered, no
/// time ran out.
pub fn clock(calendar: &Calendar, terms: &Terms, request: &Request, today: Date) -> Clock {
    let Some(rule) = terms.on(request.received_on) else {
        return Clock { due_on: None, left: None, late: false };
    };
    let days = usize::try_from(rule.working_days).unwrap_or(0);
    let due_on = calendar.after(request.received_on, days);
    let open = request.state.is_open();
    let left = open.then(|| calendar.between(today, due_on));
    let ended = if open { today } else { request.closed_on.unwrap_or(today) };
    Clock { due_on: Some(due_on), left, late: ended > due_on }
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Ask, RequestId, TermId, Way};

    fn term(from: Option<Date>, to: Option<Date>, working_days: i64) -> (Interval, AnswerTerm) {
        let rule = AnswerTerm {
            id: TermId(Uuid::nil()),
            working_days,
            basis_act: String::new(),
            basis_clause: String::new(),
            confirmed: false,
        };
        (Interval { from, to }, rule)
    }

    fn two_days() -> Terms {
        Terms::new([term(Some(november(1)), None, 2)])
    }

    fn request(received_on: Date, state: State, closed_on: Option<Date>) -> Request {
        Request {
            id: RequestId(Uuid::nil()),
            year: 2026,
            serial: 1,
            ask: Ask::See,
            way: Way::Letter,
            person: None,
            who: None,
            contact: None,
            what: None,
            received_on,
            state,
            closed_on,
            outcome: None,
            basis: None,
        }
    }

    fn november(day: i8) -> Date {
        Date::new(2026, 11, day).unwrap()
    }

    #[test]
    fn time_runs_while_it_is_open_and_stands_when_it_is_closed() {
        let calendar = Calendar::default();
        let open = request(november(24), State::Received, None);
        let at = |day| clock(&calendar, &two_days(), &open, november(day));
        assert_eq!(at(24), Clock { due_on: Some(november(26)), left: Some(2), late: false });
        assert_eq!((at(26).left, at(26).late), (Some(0), false));
        // Past its day by a weekend alone: late, and no working day was lost.
        let friday = request(november(25), State::InWork, None);
        let saturday = clock(&calendar, &two_days(), &friday, november(28));
        assert_eq!((saturday.left, saturday.late), (Some(0), true));
        assert_eq!((at(30).left, at(30).late), (Some(-2), true));
        let closed = request(november(24), State::Answered, Some(november(26)));
        let later = clock(&calendar, &two_days(), &closed, november(30));
        assert_eq!((later.left, later.late), (None, false));
    }

    #[test]
    fn what_held_when_it_came_in_counts() {
        let terms = Terms::new([
            term(Some(november(25)), None, 5),
            term(Some(november(2)), Some(november(25)), 2),
        ]);
        let due = |terms: &Terms, day| {
            let it = request(november(day), State::Received, None);
            clock(&Calendar::default(), terms, &it, november(day)).due_on
        };
        assert_eq!(due(&terms, 24), Some(november(26)));
        assert_eq!(due(&terms, 25), Date::new(2026, 12, 2).ok());
        // A rule is no law for what came in before it held, however long ago that is.
        let before = clock(
            &Calendar::default(),
            &terms,
            &request(november(1), State::Received, None),
            november(30),
        );
        assert_eq!(before, Clock { due_on: None, left: None, late: false });
        assert_eq!(due(&Terms::default(), 24), None);
    }

    #[test]
    fn nothing_follows_an_answer() {
        for from in [State::Answered, State::Refused] {
            for step in [Step::Take, Step::Answer, Step::Refuse] {
                assert_eq!(take(from, step), None);
            }
        }
        assert_eq!(take(State::InWork, Step::Take), None);
    }

    proptest! {
        /// It is late from the day after its due day on, and on no day before.
        #[test]
        fn late_is_past_its_day(received in 1i8..=28, today in 1i8..=30) {
            let it = request(november(received), State::Received, None);
            let told = clock(&Calendar::default(), &two_days(), &it, november(today));
            prop_assert_eq!(told.late, told.due_on.is_some_and(|due| november(today) > due));
            prop_assert_eq!(told.left.unwrap() < 0, told.late && told.left != Some(0));
        }
    }
}
