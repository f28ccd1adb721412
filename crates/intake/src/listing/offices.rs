//! Offices as sheets name them: what was resolved once is known for every sheet.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::reading::{Grid, Resolution, TitleBlock, UnitIndex, spoken_for};

/// What texts resolved to, by the office they were written under.
type Known = HashMap<Option<String>, HashMap<String, Resolution>>;

/// The register of offices, with what was asked of it so far.
#[derive(Debug, Default)]
pub struct Offices {
    index: Arc<UnitIndex>,
    known: Mutex<Known>,
}

impl Offices {
    /// Of a register.
    pub fn new(index: Arc<UnitIndex>) -> Self {
        Self { index, known: Mutex::default() }
    }

    /// The office a text names; see [`UnitIndex::resolve`].
    pub fn resolve(&self, text: &str, scope: Option<&str>) -> Resolution {
        let scope = scope.map(str::to_owned);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&scope).and_then(|texts| texts.get(text)) {
            return found.clone();
        }
        // Nobody waits while this is found out; two may find it out at once.
        let found = self.index.resolve(text, scope.as_deref());
        known().entry(scope).or_default().insert(text.to_owned(), found.clone());
        found
    }

    /// The office whose room a text names; see [`UnitIndex::office_of_room`].
    pub(super) fn office_of_room(&self, text: &str, scope: Option<&str>) -> Option<String> {
        self.index.office_of_room(text, scope)
    }

    /// The code of the office a sheet speaks for: by its letterhead, its name, its file's name.
    pub(super) fn of_letter(&self, grid: &Grid, title: &TitleBlock, file: &str) -> Option<String> {
        spoken_for(grid, title, file, &self.index, None)
    }

    /// The name of an office that answers for a commune; `None` of any other.
    pub(super) fn commune(&self, code: &str) -> Option<&str> {
        self.index.office(code).filter(|o| o.kind == "commune").map(|o| &o.name[..])
    }

    /// The code of the office a text is the name of, letter by letter.
    pub fn named(&self, text: &str) -> Option<String> {
        self.index.resolve_exactly(text, None).code().map(str::to_owned)
    }
}
