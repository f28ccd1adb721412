//! What one office sends: a file with sheets, each with its offices and their people.

use crate::knobs::Knobs;

/// What is wrong with a row, so that it must wait for its sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Both modes.
    ModeConflict,
    /// No mode.
    ModeMissing,
    /// A day that is not in the calendar.
    DateInvalid,
    /// A personal number that is not twelve digits.
    IdLength,
    /// An office that is in no register.
    UnitUnknown,
}

impl Fault {
    /// The code the reader gives it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::ModeConflict => "mode_conflict",
            Self::ModeMissing => "mode_missing",
            Self::DateInvalid => "date_invalid",
            Self::IdLength => "personal_id_length",
            Self::UnitUnknown => "unit_unknown",
        }
    }
}

/// One row to be.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Place among the posts.
    pub(crate) post: usize,
    pub(crate) fault: Option<Fault>,
    /// Another sheet before it lists the same person.
    pub(crate) again: bool,
}

/// The people of one office.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Place in the register.
    pub(crate) office: usize,
    pub(crate) entries: Vec<Entry>,
    /// The sheet writes its name so that nobody knows it.
    pub(crate) slip: bool,
}

/// One sheet.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// As the tab shows it; text files have none.
    pub(crate) name: String,
    pub(crate) sections: Vec<Section>,
}

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) file: String,
    /// Place in the register of the office that sends it.
    pub(crate) sender: usize,
    pub(crate) knobs: Knobs,
    pub(crate) sheets: Vec<Sheet>,
    /// The day it states, as `15/10/2024`.
    pub(crate) stated: &'static str,
    /// What drew its headings; a corrected file keeps those of the first.
    pub(crate) layout_label: String,
}

impl Book {
    /// All rows.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sheets.iter().flat_map(|s| &s.sections).flat_map(|s| &s.entries)
    }
}
