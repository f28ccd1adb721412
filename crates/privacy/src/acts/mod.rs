//! The verbs: each opens a transaction, decides, records one act, and returns.

mod address;
mod earlier;
mod holiday;
mod join;
mod law;
mod publish;
mod remind;
mod request;
mod retention;
mod setup;
mod tell;
mod unlinked;

use access::{Actor, App};
use kernel::Date;
use ledger::Source;
use registry::acts::Desk;

pub use self::{
    address::{Addresses, Confirmed},
    earlier::Earlier,
    holiday::set_holiday,
    join::Requests,
    law::{set_basis, set_term},
    publish::{publish, set_public},
    remind::{KIND as REMIND, remind, work},
    request::{Answer, NewRequest, correct_asker, name_asker, receive, step},
    retention::{KIND as RETENTION, border, look, remove, set_retention, work_retention},
    setup::ensure_setup,
    unlinked::Unlinked,
};

/// Who acts, in which running application.
#[derive(Clone, Copy, Debug)]
pub struct Clerk<'a> {
    /// The record, the time, the address people use.
    pub app: &'a App,
    /// Who.
    pub actor: &'a Actor,
}

impl<'a> Clerk<'a> {
    fn desk(&self) -> Desk<'a> {
        let source = if self.actor.id().is_some() { Source::Form } else { Source::Command };
        Desk { db: &self.app.db, clock: &self.app.clock, by: self.actor, source }
    }

    fn today(&self) -> Date {
        self.app.clock.today()
    }
}
