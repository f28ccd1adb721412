//! What a person enters by hand about one person: each verb is one act.
//!
//! People are entered once. A duty that ends and another that begins is a transfer; what was
//! wrong is corrected by a new dated record, and the earlier one stays readable as known then.

mod correct_duty;
mod correct_person;
mod enter;
mod join;
mod moves;
mod qualify;

use access::{Actor, Right};
pub use correct_duty::{Corrected, DutyData, Version, change_duty, correct_duty};
pub use correct_person::{PersonData, Said, correct_person};
pub use enter::{Added, NewHand, add_person, give_duty};
pub use join::{Joined, Joins, join_people, preview_join};
use kernel::{Date, Interval, Seq};
use ledger::{Basis, Draft, Held, Receipt, held};
pub use moves::{Ending, Move, end_duty, transfer};
pub use qualify::{NewQualification, add_qualification, end_qualification};
use store::{Tx, Value};

use super::Desk;
use crate::{
    Error, figures,
    model::{Assignment, AssignmentId, Mode, OrgId, Organisation, Person, PersonId},
};

/// On what, and why.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Legal basis, where there is one.
    pub basis: Basis,
    /// Why. It is kept for ever: it names no person.
    pub reason: String,
}

/// What a duty is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyTerms {
    /// Where.
    pub org: OrgId,
    /// Title as written.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Codes of the fields of work.
    pub fields: Vec<String>,
    /// Share of working time in per cent, where known.
    pub share: Option<i64>,
}

impl DutyTerms {
    fn of(self, id: AssignmentId, person: PersonId) -> Assignment {
        Assignment {
            id,
            person,
            org: self.org,
            title: self.title,
            mode: self.mode,
            fields: self.fields,
            share: self.share,
            ended_because: None,
            source: None,
        }
    }
}

fn refused<T>(what: &'static str, value: &(impl ToString + ?Sized)) -> Result<T, Error> {
    Err(Error::Refused { what, value: value.to_string() })
}

/// An act about one person, while it is being written. Everything it decides upon is read after
/// the number was taken.
struct Hand {
    by: Actor,
    tx: Tx,
    draft: Draft,
}

impl Hand {
    async fn begin(
        desk: &Desk<'_>,
        kind: &'static str,
        on: Option<Date>,
        note: &Note,
    ) -> Result<Self, Error> {
        desk.by.require_some(Right::EditPeople)?;
        let mut tx = desk.db.write().await?;
        let mut header = desk.header(kind, on, &note.reason);
        header.basis = note.basis.clone();
        let draft = Draft::begin(&mut tx, desk.clock, header).await?;
        Ok(Self { by: desk.by.clone(), tx, draft })
    }

    fn known(&self) -> Seq {
        self.draft.seq() - 1
    }

    /// Everything said of who somebody is. Nobody, who was erased, and who does not stand where one
    /// enters, is refused.
    async fn person(&mut self, id: PersonId) -> Result<Vec<Held<Person>>, Error> {
        figures::require_person(&mut self.tx, &self.by, Right::EditPeople, id).await?;
        self.named(id).await
    }

    /// The same of somebody who stands, or stood, where one sees people: they may come back.
    async fn colleague(&mut self, id: PersonId) -> Result<Vec<Held<Person>>, Error> {
        figures::require_person(&mut self.tx, &self.by, Right::SeePeople, id).await?;
        self.named(id).await
    }

    async fn named(&mut self, id: PersonId) -> Result<Vec<Held<Person>>, Error> {
        let (known, who) = (self.known(), [Value::Uuid(Some(id.0))]);
        let all = held::<Person>(&mut self.tx, known, "f.person_id = $2", &who).await?;
        if all.is_empty() {
            return refused("no_such_person", &id);
        }
        let open = "f.person_id = $2 AND f.erased_by IS NULL";
        let named = held::<Person>(&mut self.tx, known, open, &who).await?;
        if named.is_empty() { refused("person_erased", &id) } else { Ok(named) }
    }

    /// Everything said of one duty.
    async fn duty(&mut self, id: AssignmentId) -> Result<Vec<Held<Assignment>>, Error> {
        let (known, which) = (self.known(), [Value::Uuid(Some(id.0))]);
        let found = held::<Assignment>(&mut self.tx, known, "f.assignment_id = $2", &which).await?;
        if found.is_empty() {
            return refused("no_such_duty", &id);
        }
        for held in &found {
            self.by.require_at(Right::EditPeople, held.fact.org.0)?;
        }
        Ok(found)
    }

    /// The office must be there on the day, and be one where one enters.
    async fn stands(&mut self, org: OrgId, on: Date) -> Result<(), Error> {
        self.by.require_at(Right::EditPeople, org.0)?;
        let (known, which) = (self.known(), [Value::Uuid(Some(org.0))]);
        let versions = held::<Organisation>(&mut self.tx, known, "f.org_id = $2", &which).await?;
        if versions.iter().any(|h| h.valid.contains(on)) {
            return Ok(());
        }
        let name = versions.last().map_or_else(|| org.to_string(), |h| h.fact.name.clone());
        refused("office_not_there_on_that_day", &name)
    }

    /// A person holds one duty at most in an office at a time, beside `but`.
    async fn free(
        &mut self,
        person: PersonId,
        org: OrgId,
        over: Interval,
        but: Option<AssignmentId>,
    ) -> Result<(), Error> {
        let known = self.known();
        let binds = [Value::Uuid(Some(person.0)), Value::Uuid(Some(org.0))];
        let there = "f.person_id = $2 AND f.org_id = $3";
        let duties = held::<Assignment>(&mut self.tx, known, there, &binds).await?;
        let other =
            |h: &&Held<Assignment>| but != Some(h.fact.id) && h.valid.intersect(&over).is_some();
        match duties.iter().find(other) {
            Some(duty) => refused("duty_already_there", &duty.fact.id),
            None => Ok(()),
        }
    }

    async fn seal(mut self) -> Result<Receipt, Error> {
        let receipt = self.draft.seal(&mut self.tx).await?;
        self.tx.commit().await?;
        Ok(receipt)
    }

    /// An act that would change nothing is not entered.
    async fn seal_if(self, changed: bool) -> Result<Option<Receipt>, Error> {
        if changed { self.seal().await.map(Some) } else { Ok(None) }
    }
}
