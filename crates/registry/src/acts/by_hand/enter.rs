//! Somebody new with a first duty; a further duty for somebody on record.

use kernel::{Date, Interval};
use ledger::Receipt;
use store::boxed;

use super::{DutyTerms, Hand, Note, refused};
use crate::{
    Error,
    acts::{Desk, NewPerson, enter_person},
    figures::{self, Likely},
    model::{AssignmentId, PersonId},
};

/// Somebody to be entered with a first duty.
#[derive(Clone, Debug)]
pub struct NewHand {
    /// Who they are.
    pub person: NewPerson,
    /// Their first duty.
    pub duty: DutyTerms,
    /// When it holds.
    pub over: Interval,
    /// Namesakes who were looked at and are somebody else.
    pub not_these: Vec<PersonId>,
}

/// What became of somebody to be entered.
#[derive(Debug)]
pub enum Added {
    /// They are on record now.
    Entered {
        /// Who.
        person: PersonId,
        /// The act.
        act: Receipt,
    },
    /// They may be on record already: nothing was entered.
    Asks(Vec<Likely>),
}

/// Enters somebody with a first duty as one act. Where somebody on record may be the same, nothing
/// is entered and they are named: people are entered once. Who bears the same personal number is
/// the same, whatever is said.
#[boxed]
pub async fn add_person(desk: &Desk<'_>, new: NewHand, note: &Note) -> Result<Added, Error> {
    let mut hand = Hand::begin(desk, "person", new.over.from, note).await?;
    let known = hand.known();
    let (name, number) = (&new.person.full_name, new.person.personal_number.as_deref());
    let mut likely = figures::likely(&mut hand.tx, known, name, new.person.birth, number).await?;
    likely.retain(|l| l.same_number || !new.not_these.contains(&l.person.id));
    if !likely.is_empty() {
        return Ok(Added::Asks(likely));
    }
    hand.stands(new.duty.org, first_day(desk, new.over)).await?;
    let person = enter_person(&mut hand.draft, new.person).id;
    hand.assert_duty(person, new.over, new.duty);
    Ok(Added::Entered { person, act: hand.seal().await? })
}

/// Gives somebody on record a further duty.
#[boxed]
pub async fn give_duty(
    desk: &Desk<'_>,
    person: PersonId,
    duty: DutyTerms,
    over: Interval,
    note: &Note,
) -> Result<Receipt, Error> {
    let mut hand = Hand::begin(desk, "duty", over.from, note).await?;
    hand.colleague(person).await?;
    hand.stands(duty.org, first_day(desk, over)).await?;
    hand.free(person, duty.org, over, None).await?;
    hand.assert_duty(person, over, duty);
    hand.seal().await
}

/// The day on which the office must be there.
fn first_day(desk: &Desk<'_>, over: Interval) -> Date {
    over.from.unwrap_or_else(|| desk.clock.today())
}

impl Hand {
    pub(super) fn assert_duty(&mut self, person: PersonId, over: Interval, duty: DutyTerms) {
        let id = AssignmentId(self.draft.new_id());
        self.draft.assert(over, &duty.of(id, person));
    }
}

/// An interval that has a day in it.
pub(super) fn not_empty(over: Interval) -> Result<Interval, Error> {
    if over.is_empty() { refused("ends_before_it_begins", "") } else { Ok(over) }
}
