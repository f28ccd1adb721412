//! What an office hands in speaks of that office and of those under it; a row that names another
//! waits, and says so.

use std::collections::HashMap;

use kernel::Date;
use registry::{model::OrgId, rules::lineage::OrgMap};

use crate::{
    listing::{ValueKind, built_in},
    reading::{Column, Meaning, Problem, UnitSource},
    rules::propose::{ReadFile, ReadSheet},
};

/// Code of the problem, and its message behind `intake-problem-`.
const OUTSIDE: &str = "unit_outside";
/// More steps up the tree than any office is deep: a tree that was entered as a circle ends.
const DEEPEST: usize = 64;

/// Holds every row that names an office outside the one that hands it in.
pub(super) fn hold(files: &mut [ReadFile], orgs: &OrgMap, office: OrgId) {
    let ids: HashMap<&str, OrgId> = orgs.codes().map(|(id, code)| (code, id)).collect();
    for sheet in files.iter_mut().filter_map(|f| f.sheets.as_mut().ok()).flatten() {
        let on = sheet.on;
        let outside = |code: &str| ids.get(code).is_none_or(|id| !is_within(orgs, *id, office, on));
        hold_officers(sheet, &outside);
        hold_listed(sheet, &outside);
    }
}

fn hold_officers(sheet: &mut ReadSheet, outside: &impl Fn(&str) -> bool) {
    let reading = &sheet.reading;
    let found: Vec<(usize, Problem)> = (0..)
        .zip(&reading.rows)
        .filter_map(|(at, row)| {
            let unit = row.record.as_ref()?.unit.as_ref()?;
            let named = || column_of(reading.columns_at(row.row), unit.source);
            outside(&unit.code).then(|| (at, problem(row.row, named(), unit.code.clone())))
        })
        .collect();
    for (at, problem) in found {
        sheet.reading.rows[at].problems.push(problem);
    }
}

/// Where the office of a row is told: a row without a cell for it is marked at its first.
fn column_of(columns: &[Column], source: UnitSource) -> u16 {
    let told = columns.iter().find(|c| c.meaning == Meaning::Unit).map(|c| c.index);
    told.filter(|_| source == UnitSource::Column).unwrap_or(0)
}

fn hold_listed(sheet: &mut ReadSheet, outside: &impl Fn(&str) -> bool) {
    let Some(listing) = &mut sheet.listing else { return };
    let keys = keys_of_offices(&listing.kind);
    let named = |row| {
        let line = listing.line(row);
        keys.iter().find_map(|key| Some((key, line.unit(key).filter(|code| outside(code))?)))
    };
    let found: Vec<(usize, Problem)> = (0..)
        .zip(&listing.rows)
        .filter_map(|(at, row)| {
            let (key, code) = named(row)?;
            Some((at, problem(row.row, listing.column(key), code.to_owned())))
        })
        .collect();
    for (at, problem) in found {
        listing.rows[at].problems.push(problem);
    }
}

/// Columns of a kind of sheet in which offices are named.
fn keys_of_offices(kind: &str) -> Vec<&'static str> {
    let declared = built_in().iter().find(|k| k.code == kind);
    let columns = declared.map_or(&[][..], |k| &k.columns);
    let office = |v: ValueKind| matches!(v, ValueKind::Unit | ValueKind::Area);
    columns.iter().filter(|c| office(c.value)).map(|c| &c.key[..]).collect()
}

fn problem(row: u32, column: u16, value: String) -> Problem {
    Problem { row, column, code: OUTSIDE, value, hold: true, suggestions: Vec::new() }
}

fn is_within(orgs: &OrgMap, id: OrgId, office: OrgId, on: Date) -> bool {
    let mut at = Some(id);
    for _ in 0..DEEPEST {
        match at {
            Some(here) if here == office => return true,
            Some(here) => at = orgs.on(here, on).and_then(|o| o.parent),
            None => return false,
        }
    }
    false
}
