//! What a row is, by what stands where.

use std::borrow::Cow;

use kernel::folding::squeeze;

use crate::reading::{
    Cell, Meaning, Row, UnitIndex,
    units::looks_like_office,
    values::{
        self, IdFound, ModeWord, Tick, looks_like_name, mode, personal_id, phone, sex, tick, tidy,
    },
};

use super::{
    label::{self, Level, TotalLabel, signing, total},
    layout::Layout,
};

/// What a row shows before its values are read.
pub(super) struct Look<'r> {
    /// The text in the columns of the name.
    pub(super) name: Option<Cow<'r, str>>,
    /// A running number.
    pub(super) number: bool,
    /// Its row and column, and what it is.
    pub(super) numbered: Option<(u32, u16, u64)>,
    /// A letter or Roman numeral in the column of running numbers.
    pub(super) level: Option<Level>,
    /// Cells that only a person's row has.
    strong: u32,
    /// Cells that a person's row has too.
    weak: u32,
    /// Texts beside the running number.
    pub(super) texts: Vec<(u16, &'r str)>,
    /// Whole numbers outside the columns of ticks, with their columns.
    pub(super) counts: Vec<(u16, u64)>,
    /// Whole numbers in the columns of ticks.
    pub(super) tick_counts: Vec<(u16, u64)>,
    /// Whether anything but a running number stands there.
    pub(super) says: bool,
}

const DATES: [Meaning; 4] =
    [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale, Meaning::BirthYear];
const WORDS: [Meaning; 6] = [
    Meaning::Title,
    Meaning::Degree,
    Meaning::Major,
    Meaning::Fields,
    Meaning::Certificate,
    Meaning::Unit,
];

impl<'r> Look<'r> {
    pub(super) fn at(row: &'r Row, layout: &Layout<'_>) -> Self {
        let parts: Vec<&str> = layout.names.iter().filter_map(|c| row.cell(*c)?.text()).collect();
        let name = match parts.as_slice() {
            [] => None,
            [one] => Some(tidy(one)),
            several => Some(squeeze(&several.join(" ")).into()),
        };
        let name = name.filter(|n| !n.is_empty());
        let ordinal_at = layout.at(&Meaning::Ordinal).or_else(|| leading(row, layout));
        let ordinal = ordinal_at.and_then(|c| row.cell(c)).map(Cell::shown);
        let level = ordinal.as_deref().and_then(label::level);
        let number = level == Some(Level::Number);
        let value = ordinal.as_deref().and_then(|o| o.trim().trim_end_matches('.').parse().ok());
        let numbered = ordinal_at.zip(value).map(|(column, value)| (row.number, column, value));
        let mut look = Self {
            name,
            number,
            numbered,
            level: level.filter(|l| *l != Level::Number),
            strong: 0,
            weak: 0,
            texts: Vec::new(),
            counts: Vec::new(),
            tick_counts: Vec::new(),
            says: false,
        };
        look.weigh(row, layout);
        for (column, cell) in &row.cells {
            let is_ordinal = Some(*column) == ordinal_at;
            match cell {
                Cell::Text(t) if !is_ordinal || level.is_none() => look.texts.push((*column, t)),
                _ => {}
            }
            look.says |= !is_ordinal && values::filled(Some(cell));
            if is_ordinal {
                continue;
            }
            match whole(cell) {
                Some(n) if layout.ticks.contains(column) => look.tick_counts.push((*column, n)),
                Some(n) => look.counts.push((*column, n)),
                None => {}
            }
        }
        look
    }

    fn weigh(&mut self, row: &Row, layout: &Layout<'_>) {
        let cell = |m: &Meaning| layout.cell(row, m);
        let mut strong = 0;
        let mut count = |yes: bool| strong += u32::from(yes);
        count(match personal_id(cell(&Meaning::PersonalId)) {
            IdFound::Blank => false,
            IdFound::Whole(_) | IdFound::Restored(_) => true,
            IdFound::Invalid => digits(cell(&Meaning::PersonalId)) >= 8,
        });
        count(DATES.iter().any(|m| cell(m).is_some_and(dated)));
        count(phone(cell(&Meaning::Phone)).value.is_some());
        count(matches!(sex(cell(&Meaning::Sex)), Ok(Some(_))));
        count(matches!(mode(cell(&Meaning::Mode)), ModeWord::Is(_) | ModeWord::Both));
        let ticked = layout.ticks.iter().filter(|c| {
            let cell = row.cell(**c);
            !matches!(cell, Some(Cell::Number(_))) && tick(cell) == Tick::Yes
        });
        let ticked = ticked.count();
        count(ticked > 0);
        count(ticked > 1);
        self.strong = strong;
        let filled = |m: &&Meaning| {
            cell(m).is_some_and(|c| c.text().is_some_and(|t| values::text_of(t).is_some()))
        };
        self.weak = u32::try_from(WORDS.iter().filter(filled).count()).unwrap_or(0);
    }

    /// Whether the row is of a person beyond doubt.
    pub(super) fn is_record(&self, units: &UnitIndex) -> bool {
        let Some(name) = &self.name else {
            // A post with its duty and its office is somebody's, though nobody is named.
            let duty = self.strong >= 1 && self.weak >= 2;
            return self.number && self.strong + self.weak >= 2 || self.strong >= 3 || duty;
        };
        if self.number && self.strong >= 2 {
            return true;
        }
        if total(name).is_some() || signing(name) {
            return self.strong >= 3;
        }
        let person = looks_like_name(name);
        let office = !person && (looks_like_office(name) || units.names_office(name));
        // What has a post and a duty of its own heads no part of the list: it is a person's row,
        // with an office where the name should stand.
        let office = office && !(self.strong > 0 && self.weak > 1);
        if self.strong < 2 && (office || self.level.is_some() && !person) {
            return false;
        }
        self.number && (person || self.strong + self.weak >= 1) || self.strong >= 1
    }

    /// Whether the row may be of a person: a name, and nothing that speaks against it.
    pub(super) fn may_be_record(&self) -> bool {
        self.name.as_deref().is_some_and(|n| looks_like_name(n) && !label::role(n))
            && self.level.is_none()
    }

    /// The words of a total, when the row is one.
    pub(super) fn total(&self, layout: &Layout<'_>) -> Option<(u16, TotalLabel)> {
        let last = layout.names.last().copied().unwrap_or(u16::MAX);
        let worded = self.texts.iter().filter(|(_, t)| t.chars().any(char::is_alphabetic));
        let mut head = worded.take(2).filter(|(c, _)| self.name.is_none() || *c <= last);
        head.find_map(|(column, text)| Some((*column, total(label::enumerated(text).1)?)))
    }

    /// The one text of a row that can be the name of a section.
    pub(super) fn section(&self) -> Option<(u16, &'r str)> {
        let mut texts = self.texts.iter().filter(|(_, t)| t.chars().any(char::is_alphanumeric));
        let first = texts.next()?;
        let alone = texts.all(|(_, t)| squeeze(t) == squeeze(first.1));
        (alone && self.strong == 0 && self.counts.len() <= 1).then_some(*first)
    }
}

/// A first column that nobody named, where it enumerates this row.
fn leading(row: &Row, layout: &Layout<'_>) -> Option<u16> {
    let (column, cell) = row.cells.first()?;
    let before = *column < layout.first_name_column();
    let named =
        layout.table.columns.iter().any(|c| c.index == *column && c.meaning != Meaning::Other);
    (before && !named && row.cells.len() > 1 && label::level(&cell.shown()).is_some())
        .then_some(*column)
}

/// A whole number in a cell, as long as a count can be.
fn whole(cell: &Cell) -> Option<u64> {
    match cell {
        Cell::Text(t) if t.len() <= 7 => t.trim().parse().ok(),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
        Cell::Number(n) if n.fract() == 0.0 && (0.0..1e7).contains(n) => Some(*n as u64),
        _ => None,
    }
}

/// Whether a cell is a date, or was meant as one.
fn dated(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Number(n) => (1900.0..=2100.0).contains(n) || *n > 3_000.0,
        Cell::Text(t) => t.chars().filter(char::is_ascii_digit).count() >= 4,
        _ => false,
    }
}

fn digits(cell: Option<&Cell>) -> usize {
    cell.map_or(0, |c| c.shown().chars().filter(char::is_ascii_digit).count())
}
