//! Sheets of people without headings: the second page of a list, torn off its first.

use crate::reading::{
    FieldWords, Grid, Meaning, Row,
    values::{FieldKeys, looks_like_name},
};

use super::{Detected, Table, columns::profiles, profile::Profile};

/// How many rows of a sheet without headings are of people, as far as a name and something more of
/// a person in each can tell.
pub(super) fn people(grid: &Grid, list: &FieldKeys) -> u64 {
    let profiles = profiles(grid.rows.iter(), width(grid), list);
    let named = profiles.iter().position(|p| p.filled > 1 && p.mostly(p.names, 60));
    let more = |p: &Profile| {
        let of_people = [p.ids, p.phones, p.modes, p.sexes, p.births, p.degrees];
        p.filled > 1 && of_people.iter().any(|n| p.mostly(*n, 60))
    };
    let Some(name) = named.filter(|_| profiles.iter().any(more)) else { return 0 };
    let person = |row: &&Row| {
        let cell = u16::try_from(name).ok().and_then(|c| row.cell(c));
        cell.and_then(|c| c.text()).is_some_and(looks_like_name)
    };
    grid.rows.iter().filter(person).count() as u64
}

fn width(grid: &Grid) -> u16 {
    grid.rows.iter().filter_map(|r| r.cells.last()).map(|(c, _)| c + 1).max().unwrap_or(0)
}

/// A sheet without headings by the columns of the list before it, where what stands in them is
/// what they ask for. Its title stands there, too.
pub fn continued(grid: &Grid, before: &Detected, fields: &[FieldWords]) -> Option<Detected> {
    let table = before.tables.last().filter(|t| t.beside.is_none() && t.second.is_empty())?;
    let last = grid.rows.last()?.number;
    let profiles = profiles(grid.rows.iter(), width(grid), &FieldKeys::new(fields));
    let of = |index: u16| profiles.get(usize::from(index)).copied().unwrap_or_default();
    let columns = || table.columns.iter().map(|c| (&c.meaning, of(c.index)));
    let known = |at: usize| table.columns.iter().any(|c| usize::from(c.index) == at);
    let outside = profiles.iter().enumerate().any(|(at, p)| p.filled > 1 && !known(at));
    let said: Vec<bool> = columns().filter_map(|(m, p)| fits(m, &p)).collect();
    let name = |m: &Meaning| matches!(m, Meaning::FullName | Meaning::Given);
    let named = columns().any(|(m, p)| name(m) && fits(m, &p) == Some(true));
    if outside || !named || said.len() < 3 || said.contains(&false) {
        return None;
    }
    let table = Table { header: (0, 0), numbering: None, last, pointed: false, ..table.clone() };
    Some(Detected { tables: vec![table], title: before.title.clone(), ..Detected::default() })
}

/// Whether what stands in a column is what it asks for; `None` where anything may stand there, or
/// nothing does.
fn fits(m: &Meaning, p: &Profile) -> Option<bool> {
    let count = match m {
        Meaning::FullName => p.names,
        Meaning::Given => p.single_words,
        Meaning::PersonalId => p.ids,
        Meaning::Phone => p.phones,
        Meaning::Birth | Meaning::BirthMale | Meaning::BirthFemale | Meaning::BirthYear => p.births,
        Meaning::Sex => p.sexes,
        Meaning::Mode => p.modes,
        Meaning::Degree => p.degrees,
        Meaning::Email => p.emails,
        Meaning::Fields => p.fields,
        m if m.is_tick() => p.ticks,
        _ => return None,
    };
    (p.filled > 0).then(|| p.mostly(count, 60))
}
