//! Lists of graduates against the record. Pure.

use kernel::{IdSource, Interval};
use ledger::{Book, Held, Listed as _, Said, Saying};

use crate::model::{Graduates, GraduatesId};

/// Graduates on record, and what lists add.
#[derive(Debug)]
pub struct Counts(Book<Graduates>);

/// What lists come to.
#[derive(Debug, Default)]
pub struct Changes {
    /// Counts of graduates.
    pub graduates: Vec<Saying<Graduates>>,
}

impl Changes {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.graduates.is_empty()
    }
}

impl Counts {
    /// From what is on record.
    pub fn new(standing: Vec<Held<Graduates>>) -> Self {
        Self(Book::new(standing))
    }

    /// Takes a row; its id is given where the count is new. What happened in a year is true for
    /// all time: only the record of it changes.
    pub fn take(&mut self, ids: &IdSource, row: &Graduates) -> Said {
        self.0.say((row.key(), 0), Interval::ALWAYS, |before| match before {
            Some(before) => {
                Graduates { number: row.number, source: row.source.clone(), ..before.clone() }
            }
            None => Graduates { id: GraduatesId(ids.next()), ..row.clone() },
        })
    }

    /// Counts on record that a new list of their institution no longer names.
    pub fn unnamed(&self) -> Vec<&Graduates> {
        self.0.unnamed(|g| g.key().0)
    }

    /// What all of it comes to.
    pub fn finish(self) -> Changes {
        Changes { graduates: self.0.finish() }
    }
}
