//! What a row of a table is, before its cells are read.

use std::collections::HashSet;

use super::{Found, Kind, Said, ValueKind, header};
use crate::reading::{
    Cell, Grid, Row, is_area_office, is_numbering, role, signing,
    values::{filled, key, looks_like_name, marks_example, names_nobody, text},
};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Title,
    Header,
    Numbering,
    Blank,
    Record,
    Total,
    /// One text alone.
    Lone,
    Signature,
    /// The form's own example.
    Example,
}

/// What is known of a table before its rows are told.
pub(super) struct Frame {
    /// Keys of its headings.
    heads: HashSet<String>,
    /// The last row that is surely one of it.
    last: u32,
    /// Whether its rows bear running numbers.
    numbered: bool,
}

impl Frame {
    pub(super) fn new(grid: &Grid, found: &Found<'_>) -> Self {
        let header = grid.rows_between(found.header.0, found.header.1).iter();
        let texts = header.flat_map(|r| r.cells.iter().filter_map(|(_, c)| c.text()));
        let heads = texts.map(key).filter(|k| !k.is_empty()).collect();
        let counted = |r: &Row| {
            let shown = r.cells.first().map(|(_, c)| c.shown()).unwrap_or_default();
            (1..=6).contains(&shown.len()) && shown.bytes().all(|b| b.is_ascii_digit())
        };
        let full = |r: &&Row| {
            let said = r.cells.iter().filter(|(_, c)| filled(Some(c))).count();
            said >= 4 || counted(r) && said >= 2
        };
        let rows = || grid.rows_between(found.header.1 + 1, u32::MAX).iter().filter(full);
        let (all, numbered) = (rows().count(), rows().filter(|r| counted(r)).count());
        let last = rows().next_back().map_or(u32::MAX, |r| r.number);
        Self { heads, last, numbered: all > 1 && numbered * 10 >= all * 9 }
    }

    /// Whether a row says the headings again, as at the top of a page.
    pub(super) fn repeats(&self, row: &Row) -> bool {
        let texts: Vec<String> = row.cells.iter().filter_map(|(_, c)| c.text()).map(key).collect();
        let again = texts.iter().filter(|t| self.heads.contains(*t)).count();
        again >= 2 && again * 10 >= row.cells.len() * 8
    }
}

/// Tells a row below the header.
pub(super) fn sort(found: &Found<'_>, frame: &Frame, row: &Row) -> Sort {
    let said: Vec<&(u16, Cell)> = row.cells.iter().filter(|(_, c)| filled(Some(c))).collect();
    let ordinal =
        found.columns.iter().find(|(p, ..)| found.kind.columns[*p].value == ValueKind::Ordinal);
    let ordinal = ordinal.map(|(_, column, _)| *column);
    let counted = |(c, cell): &&&(u16, Cell)| Some(*c) == ordinal && cell.shown().len() <= 6;
    let rest: Vec<&&(u16, Cell)> = said.iter().filter(|c| !counted(c)).collect();
    if rest.is_empty() {
        return Sort::Blank;
    }
    if is_example(found, row, ordinal) {
        return Sort::Example;
    }
    if is_numbering(row) {
        return Sort::Numbering;
    }
    if frame.repeats(row) {
        return Sort::Header;
    }
    let first = said.iter().find_map(|(_, c)| c.text()).map(key).unwrap_or_default();
    let counts = || said.iter().filter(|(_, c)| number(c).is_some()).count();
    if is_total(&first) && (said.len() <= 4 || counts() + 1 >= said.len()) {
        return Sort::Total;
    }
    if is_signature(&first) && said.len() <= 3 {
        return Sort::Signature;
    }
    let below = row.number > frame.last && said.len() <= 3;
    let texts = || said.iter().filter_map(|(_, c)| c.text());
    if below && texts().any(|t| signing(t) || role(t)) {
        return Sort::Signature;
    }
    // What only a row of the table has: not filled down, never blank.
    let own = |column: u16| {
        found.columns.iter().any(|(p, c, _)| {
            let declared = &found.kind.columns[*p];
            *c == column && declared.never_blank && !declared.filled_down
        })
    };
    if below && said.len() > 1 && (frame.numbered || !said.iter().any(|(c, _)| own(*c))) {
        return Sort::Lone;
    }
    let lone = said.len() == 1 && said[0].1.text().is_some();
    let enumerated = said.len() == 2 && rest.len() == 1 && said.len() > rest.len() && {
        let number = said[0].1.shown();
        is_roman(number.trim().trim_end_matches('.')) || heads_a_part(found.kind, &rest[0].1)
    };
    let summed = heads_with_sums(&said);
    if lone && found.columns.len() > 2 || enumerated || summed { Sort::Lone } else { Sort::Record }
}

/// `I | Xã Đông La | 350 | 1200`: a part of the list, with what it comes to.
fn heads_with_sums(said: &[&(u16, Cell)]) -> bool {
    let [(_, number), (_, name), rest @ ..] = said else { return false };
    let roman = number.text().is_some_and(|t| is_roman(t.trim().trim_end_matches('.')));
    let place = name.text().is_some_and(|t| is_area_office(t) || is_area(t));
    roman && place && !rest.is_empty() && rest.iter().all(|(_, c)| matches!(c, Cell::Number(_)))
}

/// `Xã Đông La`: an area by its kind and name.
fn is_area(text: &str) -> bool {
    let key = key(text);
    ["xa ", "phuong ", "thi tran ", "huyen ", "quan ", "thi xa ", "thanh pho "]
        .iter()
        .any(|kind| key.starts_with(kind))
}

/// Whether a text beside a running number names a place whose rows follow: `1 | Thôn Đông`.
fn heads_a_part(kind: &Kind, cell: &Cell) -> bool {
    let Some(text) = cell.text().filter(|t| !looks_like_name(t)) else { return false };
    let name = key(text);
    let words = kind.columns.iter().flat_map(|c| &c.sections);
    let mut led = words.filter(|w| header::leads(&name, w));
    led.next().is_some() || is_area_office(text)
}

/// Whether a row says that it is an example and names nobody.
fn is_example(found: &Found<'_>, row: &Row, ordinal: Option<u16>) -> bool {
    let names = found.columns.iter().filter(|(p, ..)| {
        let value = found.kind.columns[*p].value;
        matches!(value, ValueKind::Name)
    });
    let somebody = |column: u16| text(row.cell(column)).is_some_and(|n| !names_nobody(&n));
    let marked = ordinal.is_some_and(|column| marks_example(row.cell(column)));
    marked && !names.map(|(_, column, _)| *column).any(somebody)
}

/// The text of a row that has one text beside its number.
pub(super) fn lone_text(row: &Row) -> Option<String> {
    row.cells.iter().rev().find_map(|(_, c)| c.text()).map(kernel::folding::squeeze)
}

/// `I. Khối cơ quan`, `1) …`: a part of the list.
pub(super) fn is_enumerated(text: &str) -> bool {
    let Some((head, rest)) = text.split_once(['.', ')', ':', '-']) else { return false };
    let number = head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit()) && !head.is_empty();
    (number || is_roman(head.trim())) && !rest.trim().is_empty()
}

pub(super) fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b"IVXLCivx".contains(&b))
}

fn is_total(key: &str) -> bool {
    let starts = |word: &str| {
        key.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    ["tong cong", "tong so", "tong", "cong", "cong tong"].contains(&key)
        || ["tong cong", "tong so", "cong tong"].iter().any(|w| starts(w))
        || key.strip_prefix("cong ").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
        || ["danh sach nay co", "danh sach gom", "danh sach co", "lop gom", "lop co"]
            .iter()
            .any(|w| starts(w) && key.split(' ').any(|t| t.bytes().all(|b| b.is_ascii_digit())))
        || starts("an dinh danh sach")
}

/// Whether a total is of the whole list, not of a part of it.
pub(super) fn is_grand(row: &Row) -> bool {
    let first = row.cells.iter().find_map(|(_, c)| c.text()).map(key).unwrap_or_default();
    first != "cong" && !first.starts_with("cong ")
}

fn is_signature(key: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "nguoi lap",
        "nguoi tong hop",
        "nguoi bao cao",
        "thu truong",
        "ky ten",
        "xac nhan",
        "noi nhan",
        "nhu tren",
        "luu vt",
        "kt chu tich",
        "tm ubnd",
        "tm uy ban",
        "giang vien",
        "chu tich",
    ];
    SIGNS.iter().any(|s| key.strip_prefix(s).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
}

/// Rows, and the sums of what they count, since the last total.
#[derive(Default)]
pub(super) struct Sums {
    rows: u64,
    by_column: Vec<(u16, u64)>,
    /// Ticks, of the columns that are ticked.
    ticks: Vec<(u16, u64)>,
}

impl Sums {
    pub(super) fn add(&mut self, kind: &Kind, values: &[(usize, u16, Said)]) {
        self.rows += 1;
        for (place, column, said) in values {
            if let Said::Tick(yes) = said {
                add_to(&mut self.ticks, *column, u64::from(*yes));
            }
            let Said::Number(number) = said else { continue };
            if kind.columns[*place].value != ValueKind::Count {
                continue;
            }
            let number = u64::try_from(*number).unwrap_or(0);
            add_to(&mut self.by_column, *column, number);
        }
    }

    /// What a total row states, and what its rows come to: of each column that counts; else of the
    /// rows themselves, or, where several numbers stand, of the ticks above each.
    pub(super) fn compare(&self, found: &Found<'_>, row: &Row) -> Vec<(u64, u64, u16)> {
        let stated = row.cells.iter().filter_map(|(column, cell)| Some((number(cell)?, *column)));
        if !found.kind.columns.iter().any(|c| c.value == ValueKind::Count) {
            let several: Vec<(u64, u16)> = stated.clone().collect();
            if several.len() > 1 {
                let ticks = |column| self.ticks.iter().find(|(c, _)| *c == column);
                let of =
                    |(stated, column): &(u64, u16)| Some((*stated, ticks(*column)?.1, *column));
                return several.iter().filter_map(of).collect();
            }
            return stated.map(|(stated, column)| (stated, self.rows, column)).take(1).collect();
        }
        let sum = |column| self.by_column.iter().find(|(c, _)| *c == column).map(|(_, sum)| *sum);
        stated.filter_map(|(stated, column)| Some((stated, sum(column)?, column))).collect()
    }
}

fn add_to(sums: &mut Vec<(u16, u64)>, column: u16, number: u64) {
    match sums.iter_mut().find(|(c, _)| *c == column) {
        Some((_, sum)) => *sum += number,
        None => sums.push((column, number)),
    }
}

/// The number of a cell, also where it stands in a sentence.
fn number(cell: &Cell) -> Option<u64> {
    match cell {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below the bound")]
        #[expect(clippy::cast_sign_loss, reason = "not negative")]
        Cell::Number(n) if n.fract() == 0.0 && (0.0..1e9).contains(n) => Some(*n as u64),
        Cell::Text(t) => number_in(t),
        _ => None,
    }
}

/// The number a sentence states of people, `3 tổ, 14 thành viên`, else the first it has.
fn number_in(text: &str) -> Option<u64> {
    const PEOPLE: [&str; 7] =
        ["thanh vien", "nguoi", "hoc vien", "dong chi", "can bo", "dai bieu", "luot nguoi"];
    let is_digit = |c: char| c.is_ascii_digit();
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        let from = &rest[at..];
        let end = from.find(|c: char| !is_digit(c) && c != '.').unwrap_or(from.len());
        let digits: String = from[..end].chars().filter(|c| is_digit(*c)).collect();
        rest = &from[end..];
        let of = key(rest.split([',', ';', '.', '(']).next().unwrap_or_default());
        numbers.push((PEOPLE.iter().any(|word| of.starts_with(word)), digits.parse().ok()));
    }
    let people = numbers.iter().find(|(people, _)| *people);
    people.or_else(|| numbers.first()).and_then(|(_, number)| *number)
}
