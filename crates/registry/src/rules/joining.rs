//! What two records of one person come to, once it is known that they are of one: who the person
//! is, which duties and qualifications stand.

use std::collections::BTreeSet;

use kernel::{Birth, Interval, folding};
use ledger::Held;

use crate::model::{Assignment, AssignmentId, Detail, Person, Qualification};

/// Everything that stands under one record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Who it says the person is, over time.
    pub person: &'a [Held<Person>],
    /// Duties.
    pub duties: &'a [Held<Assignment>],
    /// Qualifications.
    pub qualifications: &'a [Held<Qualification>],
}

/// What is taken from the record that is given up although the kept one says something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Details.
    pub details: BTreeSet<Detail>,
    /// Duties that both records have, of the record that is given up.
    pub duties: BTreeSet<AssignmentId>,
}

/// Two personal numbers are two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoNumbers;

/// How a detail of both records compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Both say the same, or the one that is given up says nothing or less.
    Same,
    /// The kept record says nothing, or less: it is filled.
    Fills,
    /// They say different things: the kept one's stays unless the other's is chosen.
    Differs,
}

/// A version of who the kept person is that has more to say: its row is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// What stood.
    pub before: Held<Person>,
    /// What stands then.
    pub after: Person,
}

/// A stretch of a duty or a qualification of either record, and the days of it that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<F> {
    /// As it stood.
    pub held: Held<F>,
    /// The days that go on under the kept record.
    pub stands: Vec<Interval>,
    /// Whether the kept record said the same of some of these days.
    pub twice: bool,
}

/// What two records come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// How details compare.
    pub details: Vec<(Detail, Compared)>,
    /// Versions of the kept person that change.
    pub versions: Vec<Version>,
    /// Duties of the record that is given up.
    pub duties: Vec<Stretch<Assignment>>,
    /// Duties of the kept record that give way.
    pub cut: Vec<Stretch<Assignment>>,
    /// Qualifications of the record that is given up.
    pub qualifications: Vec<Stretch<Qualification>>,
}

/// What both come to, with what was chosen.
pub fn join(keep: Record<'_>, other: Record<'_>, choices: &Choices) -> Result<Joining, TwoNumbers> {
    let mut joined = Joining::default();
    if let (Some(kept), Some(given_up)) = (last(keep.person), last(other.person)) {
        joined.details = compare(&kept.fact, &given_up.fact);
        if joined.details.contains(&(Detail::PersonalNumber, Compared::Differs)) {
            return Err(TwoNumbers);
        }
        joined.versions = versions(keep.person, &given_up.fact, &joined.details, choices);
    }
    (joined.duties, joined.cut) = duties(keep.duties, other.duties, choices);
    joined.qualifications = qualifications(keep.qualifications, other.qualifications);
    Ok(joined)
}

/// The version that was said of the latest time.
fn last(versions: &[Held<Person>]) -> Option<&Held<Person>> {
    versions.iter().max_by_key(|held| held.valid.from)
}

/// How each detail compares that one of the two says something of.
pub fn compare(keep: &Person, other: &Person) -> Vec<(Detail, Compared)> {
    let texts = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (_, None) => Compared::Same,
        (None, Some(_)) => Compared::Fills,
        (Some(a), Some(b)) if folding::fold(a) == folding::fold(b) => Compared::Same,
        _ => Compared::Differs,
    };
    let births = match (keep.birth, other.birth) {
        (_, None) => Compared::Same,
        (None, Some(_)) => Compared::Fills,
        // A day says more than the year it lies in.
        (Some(a @ Birth::Year(_)), Some(b @ Birth::Day(_))) if a.agrees_with(b) => Compared::Fills,
        (Some(a), Some(b)) if a.agrees_with(b) => Compared::Same,
        _ => Compared::Differs,
    };
    let sexes = match (keep.sex, other.sex) {
        (_, None) => Compared::Same,
        (None, Some(_)) => Compared::Fills,
        (a, b) if a == b => Compared::Same,
        _ => Compared::Differs,
    };
    vec![
        (Detail::FullName, texts(&keep.full_name, &other.full_name)),
        (Detail::Sex, sexes),
        (Detail::Birth, births),
        (Detail::PersonalNumber, texts(&keep.personal_number, &other.personal_number)),
        (Detail::Phone, texts(&keep.phone, &other.phone)),
        (Detail::Email, texts(&keep.email, &other.email)),
    ]
}

/// Sex, birth and number are of a person for all time; a name and ways to reach them are said of
/// the latest.
const fn is_for_ever(detail: Detail) -> bool {
    matches!(detail, Detail::Sex | Detail::Birth | Detail::PersonalNumber)
}

fn versions(
    standing: &[Held<Person>],
    other: &Person,
    details: &[(Detail, Compared)],
    choices: &Choices,
) -> Vec<Version> {
    let taken = |(detail, compared): &&(Detail, Compared)| match compared {
        Compared::Same => false,
        Compared::Fills => true,
        Compared::Differs => choices.details.contains(detail),
    };
    let latest = last(standing).map(|held| held.id);
    let said = |held: &Held<Person>| {
        let mut after = held.fact.clone();
        for (detail, _) in details.iter().filter(taken) {
            if is_for_ever(*detail) || Some(held.id) == latest {
                take(&mut after, other, *detail);
            }
        }
        (after != held.fact).then(|| Version { before: held.clone(), after })
    };
    standing.iter().filter_map(said).collect()
}

fn take(person: &mut Person, other: &Person, detail: Detail) {
    match detail {
        Detail::FullName => person.full_name.clone_from(&other.full_name),
        Detail::Sex => person.sex = other.sex,
        Detail::Birth => person.birth = other.birth,
        Detail::PersonalNumber => person.personal_number.clone_from(&other.personal_number),
        Detail::Phone => person.phone.clone_from(&other.phone),
        Detail::Email => person.email.clone_from(&other.email),
    }
}

/// In an office a person holds one duty at a time. Where both records say one of the same days,
/// the kept one's stands unless the other's is chosen.
fn duties(
    keep: &[Held<Assignment>],
    other: &[Held<Assignment>],
    choices: &Choices,
) -> (Vec<Stretch<Assignment>>, Vec<Stretch<Assignment>>) {
    let whole = |held: &Held<Assignment>| Stretch {
        held: held.clone(),
        stands: vec![held.valid],
        twice: false,
    };
    let mut kept: Vec<_> = keep.iter().map(whole).collect();
    let mut moved: Vec<_> = other.iter().map(whole).collect();
    for duty in &mut moved {
        for mine in &mut kept {
            let (a, b) = (&duty.held, &mine.held);
            if a.fact.org != b.fact.org || a.valid.intersect(&b.valid).is_none() {
                continue;
            }
            duty.twice = true;
            if choices.duties.contains(&a.fact.id) {
                mine.stands = without(&mine.stands, a.valid);
            } else {
                duty.stands = without(&duty.stands, b.valid);
            }
        }
    }
    kept.retain(|duty| duty.stands != [duty.held.valid]);
    (moved, kept)
}

fn qualifications(
    keep: &[Held<Qualification>],
    other: &[Held<Qualification>],
) -> Vec<Stretch<Qualification>> {
    let moved = other.iter().map(|held| {
        let mut it = Stretch { held: held.clone(), stands: vec![held.valid], twice: false };
        let same = keep.iter().filter(|mine| is_same(&mine.fact, &held.fact));
        for mine in same.filter(|mine| mine.valid.intersect(&held.valid).is_some()) {
            it.twice = true;
            it.stands = without(&it.stands, mine.valid);
        }
        it
    });
    moved.collect()
}

fn is_same(a: &Qualification, b: &Qualification) -> bool {
    let major = |q: &Qualification| q.major.as_deref().map(folding::fold);
    a.kind == b.kind && folding::fold(&a.name) == folding::fold(&b.name) && major(a) == major(b)
}

fn without(days: &[Interval], cut: Interval) -> Vec<Interval> {
    days.iter().flat_map(|days| days.minus(&cut)).flatten().collect()
}

#[cfg(test)]
mod tests;
