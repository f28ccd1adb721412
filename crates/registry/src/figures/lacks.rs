//! What offices lack that another room knows of.

use std::{collections::BTreeMap, fmt};

use kernel::AsOf;
use store::Tx;

use crate::{acts::Task, model::OrgId, rules::lineage::OrgMap};

/// So much is lacking at each office. An office that lacks nothing is not in it.
pub type Lacking = BTreeMap<OrgId, i64>;

/// Something that offices lack, which a later room can count.
pub trait Lacks: fmt::Debug + Send + Sync {
    /// What it is, a word in code.
    fn code(&self) -> &'static str;

    /// What it is, as people read it: the id of a text.
    fn said(&self) -> &'static str;

    /// The same with how much: the id of a text, which takes `n`.
    fn counted(&self) -> &'static str;

    /// How much each office lacks on a day; `None` where that is not known.
    fn lacking<'t>(
        &'t self,
        tx: &'t mut Tx,
        orgs: &'t OrgMap,
        at: AsOf,
    ) -> Task<'t, Option<Lacking>>;
}
