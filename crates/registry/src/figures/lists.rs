//! The short lists: fields of work, norms.

use kernel::AsOf;
use ledger::{ReadFact, held};
use store::{Tx, boxed};

use crate::{
    Error,
    model::{Field, Norm},
};

async fn holding<F: ReadFact>(tx: &mut Tx, as_of: AsOf) -> Result<Vec<F>, Error> {
    let all = held::<F>(tx, as_of.known_at, "", &[]).await?;
    Ok(all.into_iter().filter(|h| h.valid.contains(as_of.valid_on)).map(|h| h.fact).collect())
}

/// Fields of work, in their order.
#[boxed]
pub async fn fields(tx: &mut Tx, as_of: AsOf) -> Result<Vec<Field>, Error> {
    let mut fields = holding::<Field>(tx, as_of).await?;
    fields.sort_by(|a, b| (a.place, &a.code).cmp(&(b.place, &b.code)));
    Ok(fields)
}

/// Norms in force.
#[boxed]
pub async fn norms(tx: &mut Tx, as_of: AsOf) -> Result<Vec<Norm>, Error> {
    let mut norms = holding::<Norm>(tx, as_of).await?;
    norms.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(norms)
}
