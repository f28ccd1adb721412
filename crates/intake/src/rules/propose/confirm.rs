//! Sheets that name a duty just as it stands: they change nothing, and a sheet of an earlier day that
//! comes after them must not end or change what they confirm.

use std::{collections::HashSet, fmt, sync::Arc};

use kernel::{Date, Interval};
use ledger::{Fact, FactId, Held};
use registry::model::Assignment;

use super::{Proposing, duty::Duty};
use crate::{
    model::{Confirmation, Confirmed, day},
    rules::{describe::Said, roll::PostEntry, stated::Statement},
};

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.file, day(self.on))
    }
}

/// What a row says of a duty that it names just as it stands; nothing where the duty begins on that
/// very day, as the record has it, or where that is known.
pub(super) fn said(post: &PostEntry, known: &[Confirmation], duty: &Duty<'_>) -> Option<Confirmed> {
    let on = duty.told;
    if known.iter().any(|it| it.on == on) {
        return None;
    }
    let covering = post.standing.iter().find(|h| h.valid.contains(on))?;
    let later = covering.valid.from.is_none_or(|from| from < on);
    let same = covering.fact.org == duty.org
        && covering.fact.mode == duty.mode
        && (duty.record.fields.is_empty() || covering.fact.fields == duty.record.fields);
    let source = duty.source();
    let by = Confirmation { on, file: source.file, sheet: source.sheet, row: source.row };
    let (of, thing) = (Assignment::TABLE.name, covering.fact.id.0);
    (later && same).then_some(Confirmed { of, thing, by })
}

/// The first that speaks of a later day within a time.
pub(super) fn first_within(
    known: &[Confirmation],
    within: Interval,
    after: Date,
) -> Option<&Confirmation> {
    known.iter().find(|it| it.on > after && within.contains(it.on))
}

/// The first sheet of a later day that names a duty all the same: just as it stands, or otherwise.
pub(super) fn after(
    post: &PostEntry,
    known: &[Confirmation],
    by_hand: &HashSet<FactId>,
    day: Date,
) -> Option<Confirmation> {
    let covering = post.standing.iter().find(|h| h.valid.contains(day))?;
    let same = first_within(known, covering.valid, day).cloned();
    same.or_else(|| {
        let (on, next) = next(post, covering).filter(|(_, next)| !by_hand.contains(&next.id))?;
        let source = next.fact.source.clone()?;
        Some(Confirmation { on, file: source.file, sheet: source.sheet, row: source.row })
    })
}

/// The later day from which on a duty goes on by another act than one of lists, where it does.
pub(super) fn changed_after(
    post: &PostEntry,
    by_hand: &HashSet<FactId>,
    day: Date,
) -> Option<Date> {
    let covering = post.standing.iter().find(|h| h.valid.contains(day))?;
    let (on, next) = next(post, covering)?;
    by_hand.contains(&next.id).then_some(on)
}

/// How a duty goes on, and from when.
fn next<'a>(
    post: &'a PostEntry,
    covering: &Held<Assignment>,
) -> Option<(Date, &'a Held<Assignment>)> {
    let on = covering.valid.to?;
    Some((on, post.standing.iter().find(|h| h.valid.from == Some(on))?))
}

impl Proposing {
    /// Notes which details of somebody a row states, and which stood before that.
    pub(super) fn note_stated(
        &mut self,
        index: usize,
        said: &Said,
        ((file, sheet), row): (&(Arc<str>, Arc<str>), u32),
        on: Date,
    ) {
        for (on, details) in [(None, said.stood), (Some(on), said.stated)] {
            let (file, sheet) = (Arc::clone(file), Arc::clone(sheet));
            let said = Statement { on, details, file, sheet, row, new: true };
            self.record.roll.entries[index].stated.note(said);
        }
    }
}
