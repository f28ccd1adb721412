//! Degrees and certificates, with the time they hold for.

use kernel::{Date, Interval, folding};
use ledger::{Receipt, held};
use store::{Value, boxed};

use super::{Hand, Note, enter::not_empty, refused};
use crate::{
    Error,
    acts::Desk,
    model::{PersonId, Qualification, QualificationId, QualificationKind},
};

/// A qualification to be entered.
#[derive(Clone, Debug)]
pub struct NewQualification {
    /// Who holds it.
    pub person: PersonId,
    /// Degree or certificate.
    pub kind: QualificationKind,
    /// What it is called.
    pub name: String,
    /// Field of study of a degree.
    pub major: Option<String>,
    /// From its issue to its expiry, where these are known.
    pub over: Interval,
}

/// Adds a degree or a certificate.
#[boxed]
pub async fn add_qualification(
    desk: &Desk<'_>,
    new: NewQualification,
    note: &Note,
) -> Result<Receipt, Error> {
    let over = not_empty(new.over)?;
    let mut hand = Hand::begin(desk, "qualification", over.from, note).await?;
    hand.person(new.person).await?;
    let (known, who) = (hand.known(), [Value::Uuid(Some(new.person.0))]);
    let all = held::<Qualification>(&mut hand.tx, known, "f.person_id = $2", &who).await?;
    let same = |q: &Qualification| {
        q.kind == new.kind
            && folding::fold(&q.name) == folding::fold(&new.name)
            && q.major.as_deref().map(folding::fold) == new.major.as_deref().map(folding::fold)
    };
    if all.iter().any(|h| same(&h.fact) && h.valid.intersect(&over).is_some()) {
        return refused("qualification_already_there", &new.name);
    }
    let id = QualificationId(hand.draft.new_id());
    let NewQualification { person, kind, name, major, .. } = new;
    hand.draft.assert(over, &Qualification { id, person, kind, name, major });
    hand.seal().await
}

/// Says that a qualification does not hold from a day on: it expired, or was withdrawn.
#[boxed]
pub async fn end_qualification(
    desk: &Desk<'_>,
    id: QualificationId,
    on: Date,
    note: &Note,
) -> Result<Receipt, Error> {
    let mut hand = Hand::begin(desk, "qualification_end", Some(on), note).await?;
    let (known, which) = (hand.known(), [Value::Uuid(Some(id.0))]);
    let standing =
        held::<Qualification>(&mut hand.tx, known, "f.qualification_id = $2", &which).await?;
    if let Some(held) = standing.first() {
        hand.person(held.fact.person).await?;
    }
    if standing.iter().any(|h| h.valid.from.is_some_and(|from| from >= on)) {
        return refused("qualification_begins_later", "");
    }
    if !hand.draft.end(&standing, on) {
        return refused("qualification_not_then", "");
    }
    hand.seal().await
}
