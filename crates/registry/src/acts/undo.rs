//! Undoing an act, with what other rooms keep beside its facts.

use std::fmt;

use access::Right;
use kernel::Seq;
use ledger::{FactTable, REMOVAL, Receipt};
use store::Tx;

use super::{Desk, Task, setup::SETUP};
use crate::Error;

/// What another room keeps beside the facts of an act, and must follow when the act is undone.
pub trait Follows: fmt::Debug + Send + Sync {
    /// Later acts that build on one by what is kept: they are undone first.
    fn built_upon<'t>(&'t self, _tx: &'t mut Tx, _act: Seq) -> Task<'t, Vec<Seq>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// An act holds no longer, or holds again: its undoing was undone.
    fn follow<'t>(&'t self, tx: &'t mut Tx, act: Seq, holds: bool) -> Task<'t, ()>;
}

impl Follows for Box<dyn Follows> {
    fn built_upon<'t>(&'t self, tx: &'t mut Tx, act: Seq) -> Task<'t, Vec<Seq>> {
        (**self).built_upon(tx, act)
    }

    fn follow<'t>(&'t self, tx: &'t mut Tx, act: Seq, holds: bool) -> Task<'t, ()> {
        (**self).follow(tx, act, holds)
    }
}

/// How far an undoing reaches.
#[derive(Clone, Copy, Debug)]
pub struct Undoing<'a> {
    /// The fact tables of every room.
    pub tables: &'a [&'static FactTable],
    /// What other rooms keep beside them.
    pub follows: &'a [Box<dyn Follows>],
    /// Whether it is meant: else it is only tried.
    pub enter: bool,
}

/// Whether no undoing takes an act of this kind back: what was erased is gone, roles are taken by
/// who gives them, and what the house began with is changed, not taken away.
pub(crate) fn is_final(kind: &str) -> bool {
    let first = kind == SETUP || kind.ends_with("_setup");
    first || kind == "erase" || kind == REMOVAL || access::ACT_KINDS.contains(&kind)
}

/// Undoes an act as another act; `None` where it was only tried, or changes nothing.
pub async fn undo(
    desk: &Desk<'_>,
    undoing: Undoing<'_>,
    seq: Seq,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    desk.by.require(Right::Undo)?;
    let mut tx = desk.db.write().await?;
    if let Some(act) = ledger::act(&mut tx, seq).await?.filter(|act| is_final(&act.kind)) {
        return Err(ledger::Error::Final(act.kind).into());
    }
    let header = desk.header("undo", None, reason);
    let draft = ledger::undo(&mut tx, desk.clock, undoing.tables, seq, header).await?;
    let mut later = Vec::new();
    for room in undoing.follows {
        later.extend(room.built_upon(&mut tx, seq).await?);
    }
    if !later.is_empty() {
        return Err(ledger::Error::BuiltUpon(later).into());
    }
    if !undoing.enter || draft.is_empty() {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    let (act, holds) = meant(&mut tx, seq).await?;
    for room in undoing.follows {
        room.follow(&mut tx, act, holds).await?;
    }
    tx.commit().await?;
    Ok(Some(receipt))
}

/// The act an undoing comes down to, and whether it holds after it: an undoing of an undoing
/// brings back what was undone first.
async fn meant(tx: &mut Tx, seq: Seq) -> Result<(Seq, bool), Error> {
    let (mut act, mut holds) = (seq, false);
    while let Some(undone) = ledger::act(tx, act).await?.and_then(|a| a.undoes) {
        (act, holds) = (undone, !holds);
    }
    Ok((act, holds))
}
