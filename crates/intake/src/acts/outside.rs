//! What an office hands in speaks of that office and of those under it; a row that names another
//! waits, and says so.

use std::collections::{BTreeSet, HashMap};

use kernel::Date;
use registry::{model::OrgId, rules::lineage::OrgMap};

use crate::{
    reading::{Column, Meaning, Problem, UnitSource},
    rules::propose::{ReadFile, ReadSheet},
};

/// Code of the problem, and its message behind `intake-problem-`.
const OUTSIDE: &str = "unit_outside";
/// More steps up the tree than any office is deep: a tree that was entered as a circle ends.
const DEEPEST: usize = 64;

/// Holds every row that names an office outside the one that hands it in: today, or on the day a
/// sheet of a day to come speaks of.
pub(super) fn hold(files: &mut [ReadFile], orgs: &OrgMap, office: OrgId, today: Date) {
    let ids: HashMap<&str, OrgId> = orgs.codes().map(|(id, code)| (code, id)).collect();
    let own = orgs.latest(office).map_or("", |o| &o.code[..]);
    for sheet in files.iter_mut().filter_map(|f| f.sheets.as_mut().ok()).flatten() {
        let on = sheet.on;
        let under = orgs.under(office, today.max(on));
        let outside =
            |code: &str| ids.get(code).is_none_or(|id| !is_within(orgs, (*id, on), office, &under));
        hold_officers(sheet, &outside);
        hold_listed(sheet, own, &outside);
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

/// Rows of every other kind, built in or described: by the cell that names an office. Rows of
/// described kinds are of an office by the letterhead where no cell says so; a sheet without one
/// speaks for whoever hands it in.
fn hold_listed(sheet: &mut ReadSheet, own: &str, outside: &impl Fn(&str) -> bool) {
    let Some(listing) = &mut sheet.listing else { return };
    let letter = listing.office.get_or_insert_with(|| own.to_owned()).clone();
    let foreign = listing.described && outside(&letter);
    let first = listing.column("");
    for row in &mut listing.rows {
        let named = row.offices().find(|(_, code)| outside(code));
        let named = named.map(|(column, code)| (column, code.to_owned()));
        let of_sheet =
            || (foreign && row.offices().next().is_none()).then(|| (first, letter.clone()));
        if let Some((column, code)) = named.or_else(of_sheet) {
            row.problems.push(problem(row.row, column, code));
        }
    }
}

fn problem(row: u32, column: u16, value: String) -> Problem {
    Problem { row, column, code: OUTSIDE, value, hold: true, suggestions: Vec::new() }
}

/// Whether an office is, or was, the one or under it: also what became part of it since, and whose
/// lists of the time before it sends.
fn is_within(
    orgs: &OrgMap,
    (id, on): (OrgId, Date),
    office: OrgId,
    under: &BTreeSet<OrgId>,
) -> bool {
    if under.contains(&id) {
        return true;
    }
    let begun = orgs.life(office).and_then(|life| life.from).map_or(on, |from| from.max(on));
    if orgs.heirs(id, begun).contains(&office) {
        return true;
    }
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
