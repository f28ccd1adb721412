//! What the law says of personal data is entered and changed, each from a day on.

use access::Right;
use kernel::{Date, Interval};
use ledger::{Draft, Fact, Held, Receipt, held};
use store::{Tx, Value, boxed};

use super::Clerk;
use crate::{
    Error,
    model::{AnswerTerm, ProcessingBasis},
};

/// Says within how many working days requests are answered that come in from a day on.
#[boxed]
pub async fn set_term(
    clerk: &Clerk<'_>,
    since: Date,
    term: &AnswerTerm,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    clerk.actor.require(Right::SetNorms)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("answer_term", Some(since), reason);
    let draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let standing = held::<AnswerTerm>(&mut tx, draft.seq() - 1, "", &[]).await?;
    let id = standing.first().map_or(term.id, |held| held.fact.id);
    let said = AnswerTerm { id, ..term.clone() };
    seal_from(clerk, tx, draft, (&standing, since, &said)).await
}

/// Says what the processing of a kind of data rests on from a day on.
#[boxed]
pub async fn set_basis(
    clerk: &Clerk<'_>,
    since: Date,
    basis: &ProcessingBasis,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("processing_basis", Some(since), reason);
    let draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let kind = [Value::text(&basis.kind)];
    let standing = held::<ProcessingBasis>(&mut tx, draft.seq() - 1, "f.kind = $2", &kind).await?;
    let id = standing.first().map_or(basis.id, |held| held.fact.id);
    let said = ProcessingBasis { id, ..basis.clone() };
    seal_from(clerk, tx, draft, (&standing, since, &said)).await
}

/// What is said holds from its day on, up to what is said of a later day already; nothing new is no
/// act.
pub(super) async fn seal_from<F: Fact + PartialEq>(
    clerk: &Clerk<'_>,
    mut tx: Tx,
    mut draft: Draft,
    (standing, since, said): (&[Held<F>], Date, &F),
) -> Result<Option<Receipt>, Error> {
    let later = standing.iter().filter_map(|held| held.valid.from).filter(|from| *from > since);
    let over = Interval { from: Some(since), to: later.min() };
    if !draft.overlay(standing, over, said) {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(Some(receipt))
}
