//! A sheet of a kind as it was read, to be asked by the keys of its columns.

use std::sync::Arc;

use kernel::{Birth, Date, folding};

use super::{DayOf, Kind, KindColumn, Said, ValueKind, title::Meant};
use crate::reading::Problem;

/// A sheet as it was read.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Code of its kind.
    pub kind: String,
    /// The office described it.
    pub described: bool,
    /// The course its title names.
    pub title: Meant,
    /// The office it is of, by its title, its file or who said so.
    pub office: Option<String>,
    /// Of a class, the days its columns are.
    pub days: Vec<DayOf>,
    /// Its rows, in order.
    pub rows: Vec<ListingRow>,
    /// Keys of the kind's columns.
    pub(super) keys: Vec<String>,
    /// Keys of the columns that tell what a row speaks of: those that are said to, else names.
    pub(super) identity: Vec<String>,
    /// Place among these, and column of the grid.
    pub(super) columns: Vec<(usize, u16)>,
}

/// A row as it was read.
#[derive(Clone, Debug, Default)]
pub struct ListingRow {
    /// 1-based row.
    pub row: u32,
    /// Its values: place of the column among the kind's, column of the grid, value.
    pub(super) values: Vec<(usize, u16, Said)>,
    /// What could not be read, or is worth a look.
    pub problems: Vec<Problem>,
    /// The course a line above it names, where the sheet has several.
    pub(super) meant: Option<Arc<Meant>>,
}

impl ListingRow {
    /// The offices its cells name, each with its column of the grid.
    pub fn offices(&self) -> impl Iterator<Item = (u16, &str)> {
        self.values.iter().filter_map(|(_, column, said)| match said {
            Said::Unit(Some(code), _) => Some((*column, &code[..])),
            _ => None,
        })
    }

    /// Whether it waits for its sender.
    pub fn held(&self) -> bool {
        self.problems.iter().any(|p| p.hold)
    }
}

/// A row of a listing, to be asked by the keys of its columns.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    listing: &'a Listing,
    row: &'a ListingRow,
}

impl<'a> Line<'a> {
    /// What a column says.
    pub fn said(self, key: &str) -> Option<&'a Said> {
        let place = self.listing.keys.iter().position(|k| k == key)?;
        self.row.values.iter().find(|(p, ..)| *p == place).map(|(.., said)| said)
    }

    /// The course it is of, as a line above it says, else the title.
    pub fn meant(self) -> &'a Meant {
        self.row.meant.as_deref().unwrap_or(&self.listing.title)
    }

    /// Words.
    pub fn text(self, key: &str) -> Option<&'a str> {
        match self.said(key)? {
            Said::Text(text) | Said::Unit(_, text) => Some(text),
            _ => None,
        }
    }

    /// What it speaks of, so that the same row is known when its sheet comes again; `None` where
    /// it does not say.
    pub fn identity(self) -> Option<String> {
        let said = |key: &String| folding::fold(self.text(key).unwrap_or_default());
        let all: Vec<String> = self.listing.identity.iter().map(said).collect();
        let told = all.iter().any(|text| !text.is_empty());
        told.then(|| format!("{}\u{1f}{}", self.listing.kind, all.join("\u{1f}")))
    }

    /// The first words there are.
    pub fn first_text(self) -> Option<&'a str> {
        self.row.values.iter().find_map(|(.., said)| match said {
            Said::Text(text) => Some(&text[..]),
            _ => None,
        })
    }

    /// A birth.
    pub fn birth(self, key: &str) -> Option<Birth> {
        match self.said(key)? {
            Said::Birth(birth) => Some(*birth),
            _ => None,
        }
    }

    /// A day.
    pub fn date(self, key: &str) -> Option<Date> {
        match self.said(key)? {
            Said::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// A number.
    pub fn number(self, key: &str) -> Option<i64> {
        match self.said(key)? {
            Said::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A tick.
    pub fn tick(self, key: &str) -> Option<bool> {
        match self.said(key)? {
            Said::Tick(yes) => Some(*yes),
            Said::Excused => Some(false),
            _ => None,
        }
    }

    /// The code of an office.
    pub fn unit(self, key: &str) -> Option<&'a str> {
        match self.said(key)? {
            Said::Unit(code, _) => code.as_deref(),
            _ => None,
        }
    }

    /// What the cell under a column of the grid says.
    pub fn under(self, column: u16) -> Option<&'a Said> {
        self.row.values.iter().find(|(_, c, _)| *c == column).map(|(.., said)| said)
    }

    /// How many cells of a repeated column are ticked.
    pub fn ticks(self, key: &str) -> i64 {
        let place = self.listing.keys.iter().position(|k| k == key);
        let ticked = |(p, _, said): &&(usize, u16, Said)| {
            Some(*p) == place && matches!(said, Said::Tick(true))
        };
        i64::try_from(self.row.values.iter().filter(ticked).count()).unwrap_or(i64::MAX)
    }
}

impl Listing {
    /// How often a column is there.
    pub fn times(&self, key: &str) -> i64 {
        let place = self.keys.iter().position(|k| k == key);
        let times = self.columns.iter().filter(|(p, _)| Some(*p) == place).count();
        i64::try_from(times).unwrap_or(i64::MAX)
    }

    /// Whether a column is there.
    pub fn has(&self, key: &str) -> bool {
        self.times(key) > 0
    }

    /// The column of the grid; the first of all where it is not there.
    pub fn column(&self, key: &str) -> u16 {
        let place = self.keys.iter().position(|k| k == key);
        let found = self.columns.iter().find(|(p, _)| Some(*p) == place);
        found.or(self.columns.first()).map_or(0, |(_, column)| *column)
    }

    /// A row, to be asked.
    pub const fn line<'a>(&'a self, row: &'a ListingRow) -> Line<'a> {
        Line { listing: self, row }
    }
}

/// Keys of the columns that tell what a row speaks of.
pub(super) fn identity(kind: &Kind) -> Vec<String> {
    let of = |tells: &dyn Fn(&KindColumn) -> bool| -> Vec<String> {
        kind.columns.iter().filter(|c| tells(c)).map(|c| c.key.clone()).collect()
    };
    let apart = of(&|c| c.tells_apart);
    if apart.is_empty() { of(&|c| c.value == ValueKind::Name) } else { apart }
}
