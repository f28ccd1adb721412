//! The verbs: each opens a transaction, decides, records one act, and returns.

mod campaign;
mod case;
mod emptied;
mod erase;
mod follow;
mod remind;
mod review;
mod submit;
mod tell;

use access::{Actor, App};
use kernel::Date;
use ledger::Source;
use registry::acts::Desk;

pub use self::{
    campaign::{
        AskedOffice, LONGEST_NAME, NewCampaign, extend, lock_campaign, open_campaign,
        preview_campaign, withdraw_campaign,
    },
    emptied::{Emptied, KIND as EMPTIED, work_emptied},
    erase::REMARKS,
    follow::{Followed, follow_offices},
    remind::{KIND as REMIND, Reminded, remind, work},
    review::{NewRemark, accept, add_remark, give_back, lock, lock_accepted, remove_remark},
    submit::{correct, put, send, take_back},
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
    pub(crate) fn desk(&self) -> Desk<'a> {
        let source = match self.actor.id() {
            Some(_) => Source::Form,
            None => Source::Command,
        };
        Desk { db: &self.app.db, clock: &self.app.clock, by: self.actor, source }
    }

    fn today(&self) -> Date {
        self.app.clock.today()
    }
}
