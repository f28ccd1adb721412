//! What the law says of personal data, as it is known.

use kernel::{Date, Seq};
use ledger::{Held, held};
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{AnswerTerm, ProcessingBasis},
    rules::Terms,
};

/// Within how many working days requests are answered, as known after an act.
#[boxed]
pub async fn terms(tx: &mut Tx, known: Seq) -> Result<Terms, Error> {
    let all: Vec<Held<AnswerTerm>> = held(tx, known, "", &[]).await?;
    Ok(Terms::new(all.into_iter().map(|h| (h.valid, h.fact))))
}

/// What the processing of a kind of data rests on, by what holds on a day.
#[boxed]
pub async fn basis_of(
    tx: &mut Tx,
    kind: &str,
    day: Date,
) -> Result<Option<ProcessingBasis>, Error> {
    let kind = [Value::text(kind)];
    let all = held::<ProcessingBasis>(tx, Seq::MAX, "f.kind = $2", &kind).await?;
    Ok(all.into_iter().find(|h| h.valid.contains(day)).map(|h| h.fact))
}
