//! Files whose act was undone can be entered again; which lists build on one that is to be undone.

use ::store::Tx;
use kernel::Seq;
use registry::acts::{Follows, Task};

use crate::{
    Error,
    store::{batch as sql, built},
};

/// Batches: one is open again when the act it became is undone, and applied again when that
/// undoing is undone. Without this an office would have to send its files once more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batches;

impl Follows for Batches {
    fn built_upon<'t>(&'t self, tx: &'t mut Tx, act: Seq) -> Task<'t, Vec<Seq>> {
        Box::pin(async move {
            let built = built::upon(tx, act).await;
            built.map_err(|Error::Registry(error)| error)
        })
    }

    fn follow<'t>(&'t self, tx: &'t mut Tx, act: Seq, holds: bool) -> Task<'t, ()> {
        Box::pin(async move {
            let followed = sql::follow(tx, act, holds).await;
            followed.map_err(|Error::Registry(error)| error)
        })
    }
}
