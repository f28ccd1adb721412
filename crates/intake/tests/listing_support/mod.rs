//! What the tests of sheets of other kinds share.
#![expect(clippy::panic, reason = "helpers of tests: they fail and say so")]
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use std::sync::Arc;

use intake::{
    listing::{Listing, Offices, Recognised, Said, Surroundings, built_in, read, recognise},
    reading::{Cell, Grid, Merge, Office, Row, SheetReading, UnitIndex},
};
use kernel::Date;

const TODAY: Date = Date::constant(2026, 11, 24);

/// A grid of texts; `""` is blank, digits alone are a number.
pub(crate) fn grid(rows: &[&[&str]]) -> Grid {
    let cell = |text: &&str| match text.parse::<u32>() {
        Ok(n) if !text.starts_with('0') => Cell::Number(n.into()),
        _ => Cell::Text((*text).into()),
    };
    let rows = (1..).zip(rows).map(|(number, cells)| Row {
        number,
        cells: (0..)
            .zip(*cells)
            .filter(|(_, t)| !t.is_empty())
            .map(|(c, t)| (c, cell(t)))
            .collect(),
    });
    Grid { rows: rows.filter(|r| !r.cells.is_empty()).collect(), ..Grid::default() }
}

/// The same, with cells that stand over several.
pub(crate) trait Merged {
    fn with(self, merges: Vec<Merge>) -> Self;
}

impl Merged for Grid {
    fn with(self, merges: Vec<Merge>) -> Self {
        Self { merges, ..self }
    }
}

pub(crate) fn units() -> Offices {
    let office = |code: &str, name: &str, kind: &str, parent: Option<&str>| Office {
        code: code.into(),
        name: name.into(),
        kind: kind.into(),
        parent: parent.map(str::to_owned),
        area: None,
        aliases: Vec::new(),
    };
    Offices::new(Arc::new(UnitIndex::new(vec![
        office("P", "Ủy ban nhân dân tỉnh Bình Minh", "province", None),
        office("P.STC", "Sở Tài chính", "department", Some("P")),
        office("P.D1", "Ủy ban nhân dân huyện Sông Lô", "district", Some("P")),
        office("P.D2", "Ủy ban nhân dân huyện Yên Lạc", "district", Some("P")),
        office("P.C1", "Ủy ban nhân dân xã Lãng Công", "commune", Some("P.D1")),
        office("P.C2", "Ủy ban nhân dân xã Tân Lập", "commune", Some("P.D1")),
        office("P.C3", "Ủy ban nhân dân xã Tân Lập", "commune", Some("P.D2")),
    ])))
}

pub(crate) fn kind_of(grid: &Grid) -> String {
    match recognise(grid, built_in()) {
        Recognised::None => "-".into(),
        Recognised::One(found) => found.kind.code.clone(),
        Recognised::Unclear(codes, row) => format!("{codes:?} at {row}"),
    }
}

pub(crate) fn reading(grid: &Grid, file_name: &str) -> (Listing, SheetReading) {
    let Recognised::One(found) = recognise(grid, built_in()) else { panic!("{}", kind_of(grid)) };
    let units = units();
    let around = Surroundings { file_name, today: TODAY, units: &units, sender: None };
    read(grid, &found, &around)
}

/// Row, the values under some keys, and the codes of its problems (`!` holds).
pub(crate) fn lines(listing: &Listing, keys: &[&str]) -> Vec<String> {
    let shown = |said: Option<&Said>| match said {
        None => "-".to_owned(),
        Some(Said::Text(text)) => text.clone(),
        Some(Said::Birth(birth)) => birth.to_string(),
        Some(Said::Date(day)) => day.to_string(),
        Some(Said::Number(number)) => number.to_string(),
        Some(Said::Tick(yes)) => yes.to_string(),
        Some(Said::Excused) => "excused".to_owned(),
        Some(Said::Unit(code, text)) => code.clone().unwrap_or_else(|| format!("?{text}")),
    };
    let line = |row: &intake::listing::ListingRow| {
        let line = listing.line(row);
        let values: Vec<String> = keys.iter().map(|k| shown(line.said(k))).collect();
        let codes: Vec<String> = row
            .problems
            .iter()
            .map(|p| format!("{}{}", if p.hold { "!" } else { "" }, p.code))
            .collect();
        format!("{} {} [{}]", row.row, values.join(" | "), codes.join(" "))
    };
    listing.rows.iter().map(line).collect()
}
