//! Two records turn out to be of one person: one is kept, and what stood under the other becomes
//! its own from the same days.

use std::fmt;

use access::Right;
use kernel::Interval;
use ledger::{Draft, Fact, Receipt, held, says_something};
use store::{Tx, Value, boxed};

use super::{Hand, Note, refused};
use crate::{
    Error,
    acts::{Accounts, Desk, Task},
    figures,
    figures::PersonHistory,
    model::{Assignment, Person, PersonId, PersonJoin, Qualification},
    rules::joining::{self, Choices, Joining, Stretch, TwoNumbers},
};

/// What another room says of people by their id, and must say of the kept record once two are
/// joined. It is said again in the act, so that undoing the act takes it back and an earlier record
/// answers as before.
pub trait Joins: fmt::Debug + Send + Sync {
    /// Says of the kept record what was said of the other: how much it was, under the message that
    /// tells it with their number `$n`.
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>>;
}

impl Joins for Box<dyn Joins> {
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>> {
        (**self).join(tx, draft, join)
    }
}

/// What a joining would change.
#[derive(Debug)]
pub struct Joined {
    /// The record that is kept, as it stands.
    pub keep: PersonHistory,
    /// The record that is given up, as it stands.
    pub other: PersonHistory,
    /// What both come to.
    pub joining: Joining,
    /// What other rooms say of the other record: the message, and how much it is.
    pub elsewhere: Vec<(&'static str, usize)>,
}

/// Says what a joining would change. Nothing is entered.
#[boxed]
pub async fn preview_join(
    desk: &Desk<'_>,
    rooms: &[Box<dyn Joins>],
    join: PersonJoin,
    choices: &Choices,
) -> Result<Joined, Error> {
    let mut hand = begin(desk, &Note::default()).await?;
    hand.join(rooms, join, choices).await
}

/// Joins two records of one person as one act. The record that is given up stays as known before
/// it; undoing the act parts them again.
#[boxed]
pub async fn join_people(
    desk: &Desk<'_>,
    rooms: &[Box<dyn Joins>],
    join: PersonJoin,
    choices: &Choices,
    note: &Note,
) -> Result<Receipt, Error> {
    if !says_something(&note.reason) {
        return refused("reason_missing", "");
    }
    let mut hand = begin(desk, note).await?;
    hand.join(rooms, join, choices).await?;
    hand.seal().await
}

/// What is said of people in all rooms moves: it takes a right over everybody.
async fn begin(desk: &Desk<'_>, note: &Note) -> Result<Hand, Error> {
    desk.by.require(Right::EditPeople)?;
    Hand::begin(desk, "person_join", None, note).await
}

impl Hand {
    async fn join(
        &mut self,
        rooms: &[Box<dyn Joins>],
        join: PersonJoin,
        choices: &Choices,
    ) -> Result<Joined, Error> {
        if join.person == join.into {
            return refused("same_record", "");
        }
        let keep = self.record(join.into).await?;
        let other = self.record(join.person).await?;
        let joining = match joining::join((&keep).into(), (&other).into(), choices) {
            Ok(joining) => joining,
            Err(TwoNumbers) => return refused("two_numbers", ""),
        };
        self.enter(join, &other, &joining);
        let mut elsewhere = Accounts.join(&mut self.tx, &mut self.draft, join).await?;
        for room in rooms {
            elsewhere.extend(room.join(&mut self.tx, &mut self.draft, join).await?);
        }
        elsewhere.retain(|(_, n)| *n > 0);
        Ok(Joined { keep, other, joining, elsewhere })
    }

    async fn record(&mut self, id: PersonId) -> Result<PersonHistory, Error> {
        let known = self.known();
        if figures::kept_record(&mut self.tx, known, id).await? != id {
            return refused("person_joined", &id);
        }
        let person = self.person(id).await?;
        let who = [Value::Uuid(Some(id.0))];
        let of = "f.person_id = $2";
        let assignments = held::<Assignment>(&mut self.tx, known, of, &who).await?;
        let qualifications = held::<Qualification>(&mut self.tx, known, of, &who).await?;
        Ok(PersonHistory { person, assignments, qualifications })
    }

    fn enter(&mut self, join: PersonJoin, other: &PersonHistory, joining: &Joining) {
        let draft = &mut self.draft;
        for version in &joining.versions {
            draft.close::<Person>(version.before.id);
            draft.assert(version.before.valid, &version.after);
        }
        for held in &other.person {
            draft.close::<Person>(held.id);
        }
        for duty in &joining.duties {
            move_on(draft, duty, duty_of(join.into));
        }
        for duty in &joining.cut {
            move_on(draft, duty, duty_of(join.into));
        }
        for held in &joining.qualifications {
            move_on(draft, held, |fact, _| Qualification { person: join.into, ..fact });
        }
        draft.assert(Interval::ALWAYS, &join);
    }
}

/// Says what stands of a stretch, and no more of the rest. Why a duty ended is said of its end.
fn move_on<F: Fact + Clone>(draft: &mut Draft, stretch: &Stretch<F>, said: impl Fn(F, bool) -> F) {
    draft.close::<F>(stretch.held.id);
    for days in &stretch.stands {
        let is_end = days.to == stretch.held.valid.to;
        draft.assert(*days, &said(stretch.held.fact.clone(), is_end));
    }
}

/// A duty of somebody over days that are its last ones or not.
fn duty_of(person: PersonId) -> impl Fn(Assignment, bool) -> Assignment {
    move |fact, is_end| Assignment {
        person,
        ended_because: fact.ended_because.filter(|_| is_end),
        ..fact
    }
}
