//! Files whose act was undone can be entered again.

use ::store::Tx;
use kernel::Seq;
use registry::acts::{Follows, Task};

use crate::{Error, store::batch as sql};

/// Batches: one is open again when the act it became is undone, and applied again when that
/// undoing is undone. Without this an office would have to send its files once more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batches;

impl Follows for Batches {
    fn follow<'t>(&'t self, tx: &'t mut Tx, act: Seq, holds: bool) -> Task<'t, ()> {
        Box::pin(async move {
            let followed = sql::follow(tx, act, holds).await;
            followed.map_err(|Error::Registry(error)| error)
        })
    }
}
