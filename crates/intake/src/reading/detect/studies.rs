//! Columns of several degrees: `Trình độ 1 | Trình độ 2`, `Đại học | Sau đại học`.

use crate::reading::Meaning;

use super::{Confidence, columns::Draft, vocabulary::degree_tick};

/// Further columns of degrees beside the one that is read, each with the column of its field of
/// study, where that stands behind it.
pub(super) fn further(drafts: &[Draft]) -> Vec<(u16, Option<u16>)> {
    let left = |d: &Draft, m: &Meaning| {
        d.guess.is_none() && !d.of_another && !d.hidden && d.second.as_ref() == Some(m)
    };
    let degrees = drafts.iter().enumerate().filter(|(_, d)| left(d, &Meaning::Degree));
    let major = |at: usize| {
        let next = drafts.get(at + 1).filter(|d| left(d, &Meaning::Major))?;
        Some(next.index)
    };
    degrees.map(|(at, d)| (d.index, major(at))).collect()
}

/// `Đại học | Sau đại học` without a heading above them: what stands below is of that degree.
pub(super) fn by_heading(drafts: &mut [Draft]) {
    if drafts.iter().any(|d| d.is(&Meaning::Degree)) {
        return;
    }
    let named = |d: &Draft| {
        let [only] = &d.path[..] else { return None };
        degree_tick(only).filter(|_| d.guess.is_none() && !d.of_another)
    };
    if drafts.iter().filter(|d| named(d).is_some()).count() < 2 {
        return;
    }
    for draft in drafts {
        if let Some(degree) = named(draft) {
            draft.becomes(Meaning::DegreeTick(degree), Confidence::Heading);
        }
    }
}
