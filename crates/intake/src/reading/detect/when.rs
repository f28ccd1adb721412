//! Columns of what was, of what is wished for, and of one year beside another: only what is now is
//! read, the others are kept as they are.

use kernel::folding::fold;
use unicode_normalization::char::is_combining_mark;

use crate::reading::{
    Meaning,
    values::{FieldKeys, key},
};

use super::{
    Confidence,
    columns::Draft,
    vocabulary::{Guess, has, meaning},
};

/// Words of headings over what was. The last is told by its mark.
const PAST: [&str; 7] =
    ["truoc", "nam ngoai", "da qua", "da dam nhiem", "da kinh qua", "da tung", "ngay xua"];

/// Words of headings over what is not, or not yet.
const WISHED: [&str; 7] =
    ["nhu cau", "de xuat", "de nghi", "du kien", "quy hoach", "phu cap", "can bo tri"];

/// Words that say when and not what.
const TIMES: [&str; 5] = ["hien nay", "hien tai", "nam nay", "nam truoc", "truoc day"];

/// Whether a heading speaks of what was: `Đơn vị cũ`, `Chức vụ trước khi luân chuyển`.
fn is_past(heading: &str) -> bool {
    let plain = key(heading);
    let folded = fold(heading);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|w| !w.is_empty())
        .collect();
    let old = fold("cũ");
    let last = words.last().is_some_and(|w| *w == "cu" && heading.is_ascii());
    words.contains(&old.as_str()) || last || PAST.iter().any(|w| has(&plain, w))
}

/// The year a heading names.
fn year(heading: &str) -> Option<u16> {
    let plain = key(heading);
    let mut years = plain.split(' ').filter(|w| w.len() == 4).filter_map(|w| w.parse().ok());
    years.find(|y| (1990..2100).contains(y))
}

/// What a heading means without the words that say when: `Hình thức hiện nay`.
pub(super) fn timeless(heading: &str, list: &FieldKeys) -> Option<Guess> {
    let plain = key(heading);
    let words: Vec<&str> = plain.split(' ').collect();
    let mut rest = format!(" {plain} ");
    if let Some(at) = words.iter().position(|w| w.len() == 4 && year(w).is_some()) {
        let year = words[at];
        rest = rest.replace(&format!(" nam {year} "), " ").replace(&format!(" {year} "), " ");
    }
    for word in TIMES {
        rest = rest.replace(&format!(" {word} "), " ");
    }
    let rest = rest.trim();
    (!rest.is_empty() && rest != plain).then(|| meaning(rest, list)).flatten()
}

/// Whether a meaning changes with time: a degree once taken stays.
const fn changes(m: &Meaning) -> bool {
    matches!(
        m,
        Meaning::Unit
            | Meaning::Division
            | Meaning::Title
            | Meaning::Mode
            | Meaning::Dedicated
            | Meaning::Concurrent
            | Meaning::Field(_)
            | Meaning::Fields
            | Meaning::DedicatedTo(_)
            | Meaning::ConcurrentTo(_)
            | Meaning::Phone
            | Meaning::Email
            | Meaning::Share
    )
}

/// Whether a meaning may be wished for.
const fn is_gained(m: &Meaning) -> bool {
    changes(m)
        || matches!(m, Meaning::Certificate | Meaning::Courses | Meaning::Degree | Meaning::Major)
}

/// Leaves out columns of what was or is wished for, of earlier years, and of years after the one
/// the sheet speaks of.
pub(super) fn only_present(drafts: &mut [Draft], stated: Option<u16>) {
    // What stands over the names as well heads the whole table.
    let named = |d: &&Draft| d.is(&Meaning::FullName) || d.is(&Meaning::FamilyMiddle);
    let whole: Vec<String> = drafts.iter().filter(named).flat_map(|d| d.path.clone()).collect();
    let heading = |d: &Draft| {
        let own = d.path.iter().filter(|p| !whole.contains(p));
        own.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let headings: Vec<String> = drafts.iter().map(heading).collect();
    let told: Vec<Option<(Meaning, Option<u16>)>> =
        drafts.iter().zip(&headings).map(|(d, h)| Some((d.guess.clone()?.0, year(h)))).collect();
    for (at, draft) in drafts.iter_mut().enumerate() {
        let Some((m, year)) = told[at].clone().filter(|(m, _)| is_gained(m)) else { continue };
        let plain = key(&headings[at]);
        let beside = |nearer: &dyn Fn(Option<u16>) -> bool| {
            told.iter().enumerate().any(|(other, t)| {
                let same = |(om, oy): &(Meaning, Option<u16>)| {
                    *om == m && (oy.is_none() || nearer(*oy)) && !is_past(&headings[other])
                };
                other != at && t.as_ref().is_some_and(same)
            })
        };
        let later = |y: Option<u16>| stated.is_some() && y > stated;
        let earlier = year.is_some() && beside(&|other| other > year && !later(other));
        let ahead = later(year) && beside(&|other| !later(other));
        let over = changes(&m) && (earlier || ahead || is_past(&headings[at]));
        if over || WISHED.iter().any(|w| has(&plain, w)) {
            draft.becomes(Meaning::Other, Confidence::Heading);
        }
    }
}
