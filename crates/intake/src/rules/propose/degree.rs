//! The degree a row states of somebody of whom one is on record.

use kernel::{Date, folding};
use registry::model::{Qualification, QualificationKind};

use crate::{
    model::Difference,
    reading::{Meaning, OfficerRow},
    rules::{
        describe::{Said, until_later},
        roll::{Entry, QualificationEntry},
        stated::Detail,
    },
};

/// Takes a degree, a field of study, or both: from the day of the list until a later one states it.
pub(super) fn said(
    entry: &mut Entry,
    record: &OfficerRow,
    (on, repeat): (Date, bool),
    said: &mut Said,
) {
    let (degree, major) = (record.degree.as_deref(), record.major.as_deref());
    let stood = |q: &QualificationEntry, part: &Part| {
        q.told.stretches().any(|(_, fact)| (part.of)(fact).is_some())
    };
    let degrees = || entry.qualifications.iter().filter(|q| is_degree(q));
    for part in PARTS.iter().filter(|part| said.stated.has(part.detail)) {
        if !entry.stated.any(part.detail) && degrees().any(|q| stood(q, part)) {
            said.stood.add(part.detail);
        }
    }
    // Somebody of two records may have two degrees.
    if degrees().any(|q| says(q.told.on(on).unwrap_or(&q.fact), degree, major)) {
        return;
    }
    let Entry { qualifications, stated, .. } = entry;
    let Some(it) = qualifications.iter_mut().find(|q| is_degree(q)) else { return };
    if repeat || it.told.is_fresh() {
        // Another row of these files says it otherwise.
        for part in &PARTS {
            said.stated.remove(part.detail);
        }
        return;
    }
    let before = it.told.on(on).unwrap_or(&it.fact).clone();
    for (part, new) in PARTS.iter().zip([degree, major]) {
        let Some(new) = new else { continue };
        let mut turns = it.told.turns(part.of);
        turns.extend(said.stood.has(part.detail).then_some(None));
        let over = stated.span(part.detail, &turns, on);
        it.told.change(over, |fact| (part.to)(fact, new));
        let then = over.to.and_then(|day| it.told.on(day));
        if then.is_some_and(|then| !same((part.of)(then), Some(new))) {
            said.doubts.push(until_later(stated, part.detail, &part.column, on, over));
        }
    }
    let after = it.told.on(on).unwrap_or(&it.fact);
    said.differences.push(Difference {
        what: "degree",
        old: told(&before.name, before.major.as_deref()),
        new: told(&after.name, after.major.as_deref()),
    });
    let last = it.told.stretches().find(|(over, _)| over.to.is_none()).map(|(_, fact)| fact);
    if let Some(last) = last.cloned() {
        it.fact = last;
    }
}

/// The degree or the field of study.
struct Part {
    detail: Detail,
    column: Meaning,
    of: fn(&Qualification) -> Option<&str>,
    to: fn(&mut Qualification, &str),
}

const PARTS: [Part; 2] = [
    Part {
        detail: Detail::Degree,
        column: Meaning::Degree,
        of: |fact| Some(&fact.name[..]).filter(|name| !name.is_empty()),
        to: |fact, new| new.clone_into(&mut fact.name),
    },
    Part {
        detail: Detail::Major,
        column: Meaning::Major,
        of: |fact| fact.major.as_deref(),
        to: |fact, new| fact.major = Some(new.to_owned()),
    },
];

fn is_degree(entry: &QualificationEntry) -> bool {
    entry.fact.kind == QualificationKind::Degree
}

fn same(known: Option<&str>, said: Option<&str>) -> bool {
    known.map(folding::fold) == said.map(folding::fold)
}

/// Whether a degree is what a row says; a blank says nothing else.
fn says(fact: &Qualification, degree: Option<&str>, major: Option<&str>) -> bool {
    (degree.is_none() || same(Some(&fact.name), degree))
        && (major.is_none() || same(fact.major.as_deref(), major))
}

/// Both in one.
pub(super) fn told(name: &str, major: Option<&str>) -> String {
    match major {
        Some(major) if name.is_empty() => major.to_owned(),
        Some(major) => format!("{name}, {major}"),
        None => name.to_owned(),
    }
}
