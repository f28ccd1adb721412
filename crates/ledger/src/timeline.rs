//! Changing what holds over time: cut out of what was said, keep the rest, say the new.

use kernel::{Date, Interval};

use crate::{Draft, Fact, FactId};

/// A fact as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<F> {
    /// Its row.
    pub id: FactId,
    /// When it holds.
    pub valid: Interval,
    /// What it says.
    pub fact: F,
}

impl Draft {
    /// Says that `fact` holds over an interval, whatever `standing` (all facts of one thing that
    /// are held true now) said of it; outside the interval they stay. Returns whether anything
    /// had to change.
    ///
    /// `standing` is what stood before the draft, so one thing is overlaid, cut or ended once in a
    /// draft; a second time [`Draft::seal`] refuses with [`Error::Moved`](crate::Error::Moved).
    pub fn overlay<F: Fact + PartialEq>(
        &mut self,
        standing: &[Held<F>],
        over: Interval,
        fact: &F,
    ) -> bool {
        if is_said(standing, over, fact) {
            return false;
        }
        self.cut(standing, over);
        self.assert(over, fact);
        true
    }

    /// Says that nothing of `standing` holds over an interval. Returns whether anything did.
    pub fn cut<F: Fact>(&mut self, standing: &[Held<F>], over: Interval) -> bool {
        let mut touched = false;
        for held in standing.iter().filter(|h| h.valid.intersect(&over).is_some()) {
            touched = true;
            self.close::<F>(held.id);
            for rest in held.valid.minus(&over).into_iter().flatten() {
                self.assert(rest, &held.fact);
            }
        }
        touched
    }

    /// Says that nothing of `standing` holds from a day on.
    pub fn end<F: Fact>(&mut self, standing: &[Held<F>], on: Date) -> bool {
        self.cut(standing, Interval::since(on))
    }
}

/// Whether `fact`, and nothing else, is said to hold over the whole interval.
fn is_said<F: PartialEq>(standing: &[Held<F>], over: Interval, fact: &F) -> bool {
    let mut open = vec![over];
    for held in standing.iter().filter(|h| h.valid.intersect(&over).is_some()) {
        if held.fact != *fact {
            return false;
        }
        open = open.iter().flat_map(|i| i.minus(&held.valid)).flatten().collect();
    }
    open.is_empty()
}
