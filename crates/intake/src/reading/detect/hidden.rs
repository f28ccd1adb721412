//! A hidden column beside a visible one of the same meaning: what everybody sees is what is meant.

use crate::reading::Meaning;

use super::columns::{Draft, may_come_again};

/// Takes their meaning from hidden columns that double visible ones; returns which.
pub(super) fn lose_to_visible(drafts: &mut [Draft]) -> Vec<u16> {
    let seen: Vec<Meaning> = drafts
        .iter()
        .filter(|d| !d.hidden && d.profile.filled > 0)
        .filter_map(|d| d.guess.as_ref().map(|(meaning, _)| meaning.clone()))
        .collect();
    let mut doubled = Vec::new();
    for draft in drafts.iter_mut().filter(|d| d.hidden) {
        let Some((meaning, _)) = &draft.guess else { continue };
        if doubles(meaning, &seen) {
            doubled.push(draft.index);
            draft.leave();
        }
    }
    doubled
}

/// Whether visible columns say the same: a whole name is said by its parts too, and each part by
/// the whole.
fn doubles(meaning: &Meaning, seen: &[Meaning]) -> bool {
    let has = |m: &Meaning| seen.contains(m);
    match meaning {
        Meaning::FullName => has(meaning) || has(&Meaning::FamilyMiddle) && has(&Meaning::Given),
        Meaning::FamilyMiddle | Meaning::Given => has(&Meaning::FullName) || has(meaning),
        other => has(other) && !may_come_again(other),
    }
}
