//! Columns of modes and fields, and what groups over them say.

use crate::reading::{
    Meaning, Row,
    values::{FieldKeys, key},
};

use super::{
    Confidence,
    columns::Draft,
    vocabulary::{SURE, meaning},
};

/// `CĐS / Chuyên trách`, `Chuyên trách / CĐS`: a mode in a field.
pub(super) fn of(above: &[String], leaf: &str, list: &FieldKeys) -> Option<Meaning> {
    let sure = |text: &str| meaning(text, list).filter(|(_, s)| *s >= SURE).map(|(m, _)| m);
    let own = sure(leaf)?;
    above.iter().rev().find_map(|group| match (sure(group)?, own.clone()) {
        (Meaning::Field(code), Meaning::Dedicated) | (Meaning::Dedicated, Meaning::Field(code)) => {
            Some(Meaning::DedicatedTo(code))
        }
        (Meaning::Field(code), Meaning::Concurrent)
        | (Meaning::Concurrent, Meaning::Field(code)) => Some(Meaning::ConcurrentTo(code)),
        _ => None,
    })
}

/// Whether rows of one text part the list into those of either mode.
pub(super) fn by_sections(rows: &[Row], list: &FieldKeys) -> bool {
    let says = |row: &Row| {
        let (_, cell) = row.cells.last()?;
        let (m, score) = meaning(cell.text()?, list)?;
        (row.cells.len() <= 2 && score >= 96).then_some(m)
    };
    rows.iter().filter_map(says).any(|m| matches!(m, Meaning::Dedicated | Meaning::Concurrent))
}

/// A group named after a field, with columns of modes and columns of fields in it: there a mode
/// is of all of them, not of the one the group is named after.
pub(super) fn group_of_all(drafts: &mut [Draft]) {
    let group = |d: &Draft| d.path.first().cloned().filter(|_| d.path.len() > 1);
    let is_field = |d: &&Draft| matches!(d.guess, Some((Meaning::Field(_) | Meaning::Fields, _)));
    let groups: Vec<String> = drafts.iter().filter(is_field).filter_map(group).collect();
    for draft in drafts {
        if !group(draft).is_some_and(|g| groups.contains(&g)) {
            continue;
        }
        let plain = match draft.guess {
            Some((Meaning::DedicatedTo(_), _)) => Meaning::Dedicated,
            Some((Meaning::ConcurrentTo(_), _)) => Meaning::Concurrent,
            _ => continue,
        };
        draft.becomes(plain, Confidence::Heading);
    }
}

/// A heading of fields without what tells the first column of them from the second.
fn without_rank(path: &[String]) -> String {
    let plain = key(&path.join(" "));
    let plain = plain.replace("phu trach", "trach").replace("kiem nhiem", "");
    let rank = |w: &&str| {
        !matches!(*w, "chinh" | "phu" | "khac" | "thu" | "nhat" | "hai" | "ba" | "1" | "2" | "3")
    };
    plain.split_whitespace().filter(rank).collect::<Vec<_>>().join(" ")
}

/// Whether another column of fields differs from this one by its rank at most.
pub(super) fn shares(drafts: &[Draft], at: usize) -> bool {
    let own = &drafts[at].path;
    drafts.iter().enumerate().any(|(other, d)| {
        other != at && d.is(&Meaning::Fields) && without_rank(&d.path) == without_rank(own)
    })
}

/// Columns of ticks under a heading that groups fields, or beside fields, whose own heading says
/// nothing known: what is ticked there may be a duty. And columns of words that may name further
/// fields.
pub(super) fn unknown_ticks(drafts: &[Draft], list: &FieldKeys) -> Vec<(u16, &'static str)> {
    let is_field = |d: &Draft| {
        matches!(
            d.guess,
            Some((Meaning::Field(_) | Meaning::DedicatedTo(_) | Meaning::ConcurrentTo(_), _))
        )
    };
    let groups: Vec<&[String]> = drafts
        .iter()
        .filter(|d| is_field(d) && d.path.len() > 1)
        .map(|d| &d.path[..d.path.len() - 1])
        .collect();
    let near = |at: usize| {
        at.checked_sub(1).and_then(|n| drafts.get(n)).into_iter().chain(drafts.get(at + 1))
    };
    let grouped = |d: &Draft| {
        let above = d.path.split_last().map_or(&[][..], |(_, above)| above);
        let named =
            above.iter().any(|g| meaning(g, list).is_some_and(|(m, _)| m == Meaning::Fields));
        named || !above.is_empty() && groups.contains(&above)
    };
    let doubtful = |(at, d): &(usize, &Draft)| {
        let ticked = d.profile.mostly(d.profile.ticks, 60);
        let left = d.hidden && d.of_another;
        d.guess.is_none() && !left && ticked && (grouped(d) || near(*at).any(is_field))
    };
    let told = |(at, d): (usize, &Draft)| match &d.second {
        Some(Meaning::Dedicated | Meaning::Concurrent | Meaning::Mode) => {
            Some((d.index, "mode_unclear"))
        }
        Some(m) if m.is_tick() => Some((d.index, "field_unclear")),
        Some(Meaning::Fields) => Some((d.index, "field_beside")),
        _ => doubtful(&(at, d)).then_some((d.index, "field_unclear")),
    };
    drafts.iter().enumerate().filter_map(told).collect()
}
