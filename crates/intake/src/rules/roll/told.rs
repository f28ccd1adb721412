//! What is said of a thing over time: as it stands on record, and as these files tell it.

use kernel::{Date, Interval};
use ledger::Held;

use crate::model::Retold;

/// A fact over time.
#[derive(Default)]
pub(crate) struct Told<F> {
    standing: Vec<Held<F>>,
    /// Every stretch, once these files say something of it; a row that stands is in one piece or
    /// several.
    pieces: Vec<(Interval, F)>,
}

impl<F: Clone + PartialEq> Told<F> {
    pub(crate) const fn new() -> Self {
        Self { standing: Vec::new(), pieces: Vec::new() }
    }

    /// Something these files say first, of all time.
    pub(crate) fn fresh(fact: F) -> Self {
        Self { standing: Vec::new(), pieces: vec![(Interval::ALWAYS, fact)] }
    }

    /// Another stretch on record.
    pub(crate) fn stands(&mut self, held: Held<F>) {
        self.standing.push(held);
    }

    /// Whether nothing of it is on record.
    pub(crate) const fn is_fresh(&self) -> bool {
        self.standing.is_empty()
    }

    /// Whether these files say something of it.
    pub(crate) const fn is_said(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// What holds when.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (Interval, &F)> {
        let standing = self.standing.iter().filter(|_| !self.is_said());
        let pieces = self.pieces.iter().map(|(over, fact)| (*over, fact));
        standing.map(|held| (held.valid, &held.fact)).chain(pieces)
    }

    /// What holds on a day.
    pub(crate) fn on(&self, day: Date) -> Option<&F> {
        self.stretches().find(|(over, _)| over.contains(day)).map(|(_, fact)| fact)
    }

    /// Says something else over an interval of what holds then.
    pub(crate) fn change(&mut self, over: Interval, change: impl Fn(&mut F)) {
        let before: Vec<(Interval, F)> =
            self.stretches().map(|(over, fact)| (over, fact.clone())).collect();
        self.pieces.clear();
        for (valid, fact) in before {
            let mut after = fact.clone();
            change(&mut after);
            let Some(inside) = valid.intersect(&over).filter(|_| after != fact) else {
                self.pieces.push((valid, fact));
                continue;
            };
            for rest in valid.minus(&over).into_iter().flatten() {
                self.pieces.push((rest, fact.clone()));
            }
            self.pieces.push((inside, after));
        }
    }

    /// The days from which on a part of it is another than before.
    pub(crate) fn turns<'a, T: PartialEq>(&'a self, part: fn(&'a F) -> T) -> Vec<Option<Date>> {
        let begins = |(over, fact): (Interval, &'a F)| {
            let from = over.from?;
            let before = self.stretches().find(|(other, _)| other.to == Some(from))?.1;
            (part(before) != part(fact)).then_some(Some(from))
        };
        self.stretches().filter_map(begins).collect()
    }

    /// What these files change of it.
    pub(crate) fn finish(self, out: &mut Vec<Retold<F>>) {
        let Self { standing, pieces } = self;
        if standing.is_empty() && !pieces.is_empty() {
            out.push(Retold { row: None, pieces });
            return;
        }
        for held in standing {
            let of_row = pieces.iter().filter(|(over, _)| over.intersect(&held.valid).is_some());
            let pieces: Vec<(Interval, F)> = of_row.cloned().collect();
            if pieces.iter().any(|(_, fact)| *fact != held.fact) {
                out.push(Retold { row: Some(held.id), pieces });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ledger::FactId;

    use super::*;

    const JUNE: Date = Date::constant(2024, 6, 15);
    const OCTOBER: Date = Date::constant(2024, 10, 15);

    #[test]
    fn a_stretch_is_told_anew_in_pieces_and_others_stay() {
        let held = |n, valid, fact| Held { id: FactId(kernel::Uuid::from_u128(n)), valid, fact };
        let until = Interval { from: None, to: Some(OCTOBER) };
        let mut told = Told::new();
        told.stands(held(1, Interval::since(OCTOBER), "b"));
        told.stands(held(2, until, "a"));
        assert_eq!(told.turns(|fact| *fact), [Some(OCTOBER)]);
        told.change(Interval { from: Some(JUNE), to: Some(OCTOBER) }, |fact| *fact = "c");
        assert_eq!((told.on(JUNE), told.on(OCTOBER)), (Some(&"c"), Some(&"b")));
        let mut out = Vec::new();
        told.finish(&mut out);
        let [retold] = &out[..] else { panic!("one row: {out:?}") };
        assert_eq!(retold.row, Some(FactId(kernel::Uuid::from_u128(2))));
        let before = (Interval { from: None, to: Some(JUNE) }, "a");
        let then = (Interval { from: Some(JUNE), to: Some(OCTOBER) }, "c");
        assert_eq!(retold.pieces, [before, then]);
    }
}
