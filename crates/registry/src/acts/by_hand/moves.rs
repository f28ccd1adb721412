//! A duty ends, with or without another that begins elsewhere.

use kernel::{Date, Interval};
use ledger::{Held, Receipt};
use store::boxed;

use super::{DutyTerms, Hand, Note, refused};
use crate::{
    Error,
    acts::Desk,
    model::{Assignment, AssignmentId},
};

/// The end of a duty.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Which.
    pub duty: AssignmentId,
    /// The first day on which it is no longer held.
    pub on: Date,
    /// Why it ended. It stands on the person's page.
    pub because: String,
}

/// A duty that ends where another begins.
#[derive(Clone, Debug)]
pub struct Move {
    /// What ends.
    pub from: Ending,
    /// What begins on the same day.
    pub to: DutyTerms,
}

/// Ends a duty, also what was said of it for later days.
#[boxed]
pub async fn end_duty(desk: &Desk<'_>, ending: &Ending, note: &Note) -> Result<Receipt, Error> {
    let mut hand = Hand::begin(desk, "duty_end", Some(ending.on), note).await?;
    let standing = hand.duty(ending.duty).await?;
    hand.end(&standing, ending)?;
    hand.seal().await
}

/// Ends a duty and begins another on the same day, as one act. It also places somebody whose
/// office was dissolved.
#[boxed]
pub async fn transfer(desk: &Desk<'_>, it: Move, note: &Note) -> Result<Receipt, Error> {
    let Move { from, to } = it;
    let mut hand = Hand::begin(desk, "transfer", Some(from.on), note).await?;
    let standing = hand.duty(from.duty).await?;
    let last = hand.end(&standing, &from)?;
    if last.org == to.org {
        return refused("same_office", "");
    }
    hand.stands(to.org, from.on).await?;
    let over = Interval::since(from.on);
    hand.free(last.person, to.org, over, Some(from.duty)).await?;
    hand.assert_duty(last.person, over, to);
    hand.seal().await
}

impl Hand {
    /// Closes what holds from the day on; what held last before it says why it ended. Gives what
    /// is ended.
    fn end(&mut self, standing: &[Held<Assignment>], ending: &Ending) -> Result<Assignment, Error> {
        let (since, before) =
            (Interval::since(ending.on), Interval { from: None, to: Some(ending.on) });
        let later = |h: &&Held<Assignment>| h.valid.intersect(&since).is_some();
        let Some(open) = standing.iter().filter(later).min_by_key(|h| h.valid.from) else {
            return refused("duty_not_then", "");
        };
        let ended = open.fact.clone();
        let earlier = standing.iter().filter(|h| h.valid.intersect(&before).is_some());
        let Some(last) = earlier.max_by_key(|h| h.valid.from) else {
            return refused("duty_begins_then", "");
        };
        for held in standing.iter().filter(later) {
            self.draft.close::<Assignment>(held.id);
        }
        if !later(&last) {
            self.draft.close::<Assignment>(last.id);
        }
        let until = Interval {
            from: last.valid.from,
            to: last.valid.intersect(&before).and_then(|i| i.to),
        };
        let because = Some(ending.because.clone()).filter(|b| !b.is_empty());
        self.draft.assert(until, &Assignment { ended_because: because, ..last.fact.clone() });
        Ok(ended)
    }
}
