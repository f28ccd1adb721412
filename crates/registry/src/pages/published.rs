//! What a later room published, asked by a room whose decision may change it.

use std::fmt;

use kernel::{Date, Seq};
use store::Tx;
use ui::Ui;

use crate::acts::Task;

/// A room that publishes figures.
pub trait Publishes: fmt::Debug + Send + Sync {
    /// Which published figures would read otherwise, were they worked out after the second of two
    /// acts instead of the first. The second may be one that will never be committed.
    fn changed<'t>(
        &'t self,
        tx: &'t mut Tx,
        between: (Seq, Seq),
        ui: &'t Ui,
    ) -> Task<'t, Vec<ChangedFigure>>;
}

/// A published figure that would read otherwise. `None` is a number that is kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFigure {
    /// Where it was published.
    pub page: String,
    /// The day it speaks of.
    pub of_day: Date,
    /// What is counted, in the reader's language.
    pub figure: String,
    /// As it was published; that stays.
    pub published: Option<i64>,
    /// As it would be told after the first act.
    pub before: Option<i64>,
    /// As it would be told after the second.
    pub after: Option<i64>,
}
