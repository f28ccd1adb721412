//! A hidden column beside a visible one of the same meaning: what everybody sees is what is meant.

use crate::reading::Meaning;

use super::columns::{Draft, may_come_again};

/// Takes their meaning from hidden columns that double visible ones; returns which.
pub(super) fn lose_to_visible(drafts: &mut [Draft]) -> Vec<u16> {
    let is_tick = |d: &Draft| d.guess.as_ref().is_some_and(|(meaning, _)| meaning.is_tick());
    // Where nobody has a tick in one of the columns shown, that says so of everybody.
    let ticked = drafts.iter().any(|d| !d.hidden && is_tick(d) && d.profile.filled > 0);
    let seen: Vec<(Meaning, Vec<String>)> = drafts
        .iter()
        .filter(|d| !d.hidden && (d.profile.filled > 0 || ticked && is_tick(d)))
        .filter_map(|d| d.guess.as_ref().map(|(meaning, _)| (meaning.clone(), d.path.clone())))
        .collect();
    let mut doubled = Vec::new();
    for draft in drafts.iter_mut().filter(|d| d.hidden) {
        let Some((meaning, _)) = &draft.guess else { continue };
        if doubles(meaning, &draft.path, &seen) {
            doubled.push(draft.index);
            draft.leave();
        }
    }
    doubled
}

/// Whether visible columns say the same: a whole name is said by its parts too, and each part by
/// the whole.
fn doubles(meaning: &Meaning, path: &[String], seen: &[(Meaning, Vec<String>)]) -> bool {
    let has = |m: &Meaning| seen.iter().any(|(other, _)| other == m);
    let again = |m: &Meaning| seen.iter().any(|(other, p)| other == m && p == path);
    match meaning {
        Meaning::FullName => has(meaning) || has(&Meaning::FamilyMiddle) && has(&Meaning::Given),
        Meaning::FamilyMiddle | Meaning::Given => has(&Meaning::FullName) || has(meaning),
        // `Lĩnh vực chính` and `Lĩnh vực phụ` say two things; the same heading says one.
        other if may_come_again(other) => again(other),
        other => has(other),
    }
}
