//! What was wrong about a duty, or changes in it, as a new dated record.

use kernel::{Date, Interval};
use ledger::{Held, Receipt};
use store::boxed;

use super::{Hand, Note, enter::not_empty, refused};
use crate::{
    Error,
    acts::Desk,
    model::{Assignment, AssignmentId, Mode},
};

/// One stretch of a duty, as a page showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The duty.
    pub duty: AssignmentId,
    /// Where the stretch begins.
    pub from: Option<Date>,
}

/// What a duty says beside who and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyData {
    /// Title as written.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Codes of the fields of work.
    pub fields: Vec<String>,
    /// Share of working time in per cent.
    pub share: Option<i64>,
}

impl DutyData {
    fn on(self, duty: &Assignment) -> Assignment {
        Assignment {
            title: self.title,
            mode: self.mode,
            fields: self.fields,
            share: self.share,
            ..duty.clone()
        }
    }
}

/// A stretch of a duty as it should have been recorded.
#[derive(Clone, Debug)]
pub struct Corrected {
    /// What it says.
    pub data: DutyData,
    /// When it held. Where it borders on another stretch, the border stays.
    pub over: Interval,
    /// Why it ended, where it did.
    pub ended_because: Option<String>,
}

/// Says how a stretch of a duty really was. `None`: it was said so already.
#[boxed]
pub async fn correct_duty(
    desk: &Desk<'_>,
    version: Version,
    right: Corrected,
    note: &Note,
) -> Result<Option<Receipt>, Error> {
    let over = not_empty(right.over)?;
    let mut hand = Hand::begin(desk, "duty_correction", over.from, note).await?;
    let standing = hand.duty(version.duty).await?;
    let old = find(&standing, version)?.clone();
    let borders = |earlier: bool| {
        let mut others = standing.iter().filter(|h| h.id != old.id);
        others.any(|h| (h.valid.from < old.valid.from) == earlier)
    };
    if (over.from != old.valid.from && borders(true)) || (over.to != old.valid.to && borders(false))
    {
        return refused("duty_border", "");
    }
    if let Some(from) = over.from.filter(|_| over.from != old.valid.from) {
        hand.stands(old.fact.org, from).await?;
    }
    let mut fact = right.data.on(&old.fact);
    fact.ended_because = over.to.and(right.ended_because);
    // Offices that merged may have left two duties of one person side by side.
    if over.minus(&old.valid).iter().flatten().next().is_some() {
        hand.free(fact.person, fact.org, over, Some(fact.id)).await?;
    }
    let changed = fact != old.fact || over != old.valid;
    if changed {
        hand.draft.close::<Assignment>(old.id);
        hand.draft.assert(over, &fact);
    }
    hand.seal_if(changed).await
}

/// Says what is otherwise about a duty from a day on; before it, it stays as it was. `None`: it
/// was said so already.
#[boxed]
pub async fn change_duty(
    desk: &Desk<'_>,
    version: Version,
    on: Date,
    data: DutyData,
    note: &Note,
) -> Result<Option<Receipt>, Error> {
    let mut hand = Hand::begin(desk, "duty_change", Some(on), note).await?;
    let standing = hand.duty(version.duty).await?;
    let old = find(&standing, version)?;
    if !old.valid.contains(on) {
        return refused("duty_not_then", "");
    }
    let over = Interval { from: Some(on), to: old.valid.to };
    let changed = hand.draft.overlay(std::slice::from_ref(old), over, &data.on(&old.fact));
    hand.seal_if(changed).await
}

fn find(standing: &[Held<Assignment>], version: Version) -> Result<&Held<Assignment>, Error> {
    match standing.iter().find(|h| h.valid.from == version.from) {
        Some(found) => Ok(found),
        None => refused("duty_changed_meanwhile", ""),
    }
}
