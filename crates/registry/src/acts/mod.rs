//! The verbs: each opens a transaction, decides, records one act, and returns.

mod accounts;
mod areas;
mod boundaries;
mod by_hand;
mod enter;
mod erase;
mod identity;
mod lines;
mod named;
mod purposes;
mod reorganise;
mod setup;
mod steps;
mod undo;
mod units;
mod villages;
mod within;
mod words;

pub use accounts::Accounts;
pub use areas::{AreasLoaded, load_areas};
pub use boundaries::load_boundaries;
pub use by_hand::{
    Added, Corrected, DutyData, DutyTerms, Ending, Joined, Joins, Move, NewHand, NewQualification,
    Note, PersonData, Said, Version, add_person, add_qualification, change_duty, correct_duty,
    correct_person, end_duty, end_qualification, give_duty, join_people, preview_join, transfer,
};
pub use enter::{NewAssignment, NewPerson, enter_assignment, enter_person};
pub use erase::{
    Elsewhere, Erasure, Foreseen, Found, Kept, Reach, Task, erase_person, erase_person_telling,
    erase_traces, preview_erasure, preview_erasure_telling, preview_traces,
};
pub use identity::{Identity, identity};
pub use named::{Doubtful, Named, Whose};
pub use purposes::Purposes;
pub use reorganise::{
    Following, NewOffice, Plan, Preview, Step, Target, enter_plan, follow_areas, preview_plan,
};
pub use setup::{end_norm, ensure_setup, first_fields, set_field, set_norm};
pub use steps::Steps;
pub(crate) use undo::is_final;
pub use undo::{Follows, Undoing, undo};
pub use units::{UnitsLoaded, load_units, preview_units};
pub use villages::{VillagesLoaded, load_villages};
pub use within::{Keeps, Within};
pub use words::{Which, Words, forget, said};

use access::Actor;
use kernel::{Clock, Date};
use ledger::{Basis, Header, Source};
use store::Db;

/// Who acts, when, on what.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    /// The record.
    pub db: &'a Db,
    /// The time.
    pub clock: &'a Clock,
    /// Who.
    pub by: &'a Actor,
    /// What it is entered from.
    pub source: Source,
}

impl Desk<'_> {
    /// The header of an act of some kind.
    pub fn header(&self, kind: &'static str, effective_on: Option<Date>, reason: &str) -> Header {
        Header {
            kind,
            effective_on,
            basis: Basis::default(),
            entered_by: self.by.name().to_owned(),
            source: self.source.clone(),
            reason: reason.to_owned(),
        }
    }
}
