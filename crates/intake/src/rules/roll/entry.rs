//! A person with everything said of them.

use std::borrow::Cow;

use kernel::{Birth, Date, Interval, folding};
use ledger::Held;
use registry::model::{Assignment, OrgId, Person, Qualification, SheetRow};

use super::{Place, Told};
use crate::{
    model::{Proposal, Retold, RowOf, Saying},
    reading::OfficerRow,
    rules::{describe::Word, stated::Statements},
};

/// A person with everything said of them, and what these files add.
pub(crate) struct Entry {
    /// As they will be.
    pub(crate) person: Person,
    /// The same over time; of who is new, only where it differs from day to day.
    pub(crate) told: Told<Person>,
    /// Which of it lists stated.
    pub(crate) stated: Statements,
    pub(crate) posts: Vec<PostEntry>,
    pub(crate) qualifications: Vec<QualificationEntry>,
    /// What is known of records that were joined to theirs; nearly nobody has any.
    pub(super) joined: Option<Box<Joined>>,
}

/// What records that are of one person said before they were joined.
#[derive(Default)]
pub(super) struct Joined {
    /// Who the person is, with the number that is known of them now.
    pub(super) said: Vec<Person>,
    /// Rows of duties that stand no longer, since another row says them.
    pub(super) rows: Vec<SheetRow>,
}

/// A duty.
pub(crate) struct PostEntry {
    /// As it will be.
    pub(crate) fact: Assignment,
    pub(crate) standing: Vec<Held<Assignment>>,
    pub(crate) over: Option<Interval>,
    /// The row of these files that named it first.
    pub(crate) named_by: Option<Place>,
}

impl PostEntry {
    /// What it is and was in an office: when offices merge, a duty goes on in another one.
    fn in_office(&self, org: OrgId) -> impl Iterator<Item = &Assignment> {
        let standing = self.standing.iter().map(|held| &held.fact);
        standing.chain([&self.fact]).filter(move |fact| fact.org == org)
    }

    /// Whether it is or was in an office.
    pub(crate) fn was_in(&self, org: OrgId) -> bool {
        self.in_office(org).next().is_some()
    }

    /// The offices it is and was in, some more than once.
    pub(crate) fn offices(&self) -> impl Iterator<Item = OrgId> {
        self.standing.iter().map(|held| held.fact.org).chain([self.fact.org])
    }

    /// The rows it was read from in an office.
    pub(crate) fn sources_in(&self, org: OrgId) -> impl Iterator<Item = &SheetRow> {
        self.in_office(org).filter_map(|fact| fact.source.as_ref())
    }

    /// Whether all of it is of a later day.
    pub(crate) fn begins_after(&self, on: Date) -> bool {
        self.standing.iter().all(|held| held.valid.from.is_some_and(|from| from > on))
    }

    /// What a row of an office and a day is held against: what stands then, else what begins in
    /// that office later, else what stands last.
    pub(crate) fn before(&self, org: OrgId, on: Date) -> &Assignment {
        let covering = self.standing.iter().find(|held| held.valid.contains(on));
        let later = |held: &&Held<Assignment>| {
            held.fact.org == org && held.valid.from.is_some_and(|from| from > on)
        };
        let next = || self.standing.iter().filter(later).min_by_key(|held| held.valid.from);
        covering.or_else(next).map_or(&self.fact, |held| &held.fact)
    }
}

/// A degree or a certificate.
pub(crate) struct QualificationEntry {
    /// As it is, or will be.
    pub(crate) fact: Qualification,
    pub(crate) told: Told<Qualification>,
}

impl Entry {
    /// Of a person nothing else is known of.
    pub(crate) fn of(person: Person) -> Self {
        Self {
            person,
            told: Told::new(),
            stated: Statements::new(),
            posts: Vec::new(),
            qualifications: Vec::new(),
            joined: None,
        }
    }

    /// Who they are, and who they were said to be where they had another record.
    pub(super) fn faces(&self) -> impl Iterator<Item = &Person> {
        std::iter::once(&self.person).chain(self.joined.iter().flat_map(|joined| &joined.said))
    }

    /// Whether they were said to be born then.
    pub(super) fn is_born(&self, birth: Option<Birth>) -> bool {
        self.faces().any(|face| face.birth == birth)
    }

    /// Whether the duty of a row is one that another row says: two records of one person had it.
    pub(crate) fn says_already(&self, (file, sheet): (&str, &str), row: u32) -> bool {
        self.joined.as_ref().is_some_and(|joined| {
            let same = |r: &SheetRow| r.file == file && r.sheet == sheet && r.row == i64::from(row);
            joined.rows.iter().any(same)
        })
    }

    /// A row without what a record said that was joined to theirs: which of the two stands was
    /// decided then.
    pub(crate) fn beyond<'r>(&self, row: &'r OfficerRow) -> Cow<'r, OfficerRow> {
        let Some(joined) = &self.joined else { return Cow::Borrowed(row) };
        let mut rest = row.clone();
        for said in &joined.said {
            let fold = |text: &Option<String>| text.as_deref().map(folding::fold);
            rest.full_name.take_if(|name| fold(&said.full_name) == Some(folding::fold(name)));
            rest.sex.take_if(|sex| said.sex == Some(*sex));
            rest.birth.take_if(|birth| said.birth == Some(*birth));
            rest.phone.take_if(|phone| said.phone.as_ref() == Some(phone));
            rest.email.take_if(|email| fold(&said.email) == Some(folding::fold(email)));
        }
        Cow::Owned(rest)
    }

    /// Whose rows of these files are that speak of them.
    pub(crate) const fn row_of(&self) -> RowOf {
        if self.told.is_fresh() {
            RowOf::Fresh(self.person.id)
        } else {
            RowOf::Known(self.person.id)
        }
    }

    pub(super) fn add_post(&mut self, held: Held<Assignment>) {
        match self.posts.iter_mut().find(|p| p.fact.id == held.fact.id) {
            Some(post) => {
                if held.valid.to.is_none() {
                    post.fact = held.fact.clone();
                }
                post.standing.push(held);
            }
            None => self.posts.push(PostEntry {
                fact: held.fact.clone(),
                standing: vec![held],
                over: None,
                named_by: None,
            }),
        }
    }

    pub(super) fn add_qualification(&mut self, held: Held<Qualification>) {
        let known = self.qualifications.iter().position(|q| q.fact.id == held.fact.id);
        let at = known.unwrap_or_else(|| {
            let fact = held.fact.clone();
            self.qualifications.push(QualificationEntry { fact, told: Told::new() });
            self.qualifications.len() - 1
        });
        self.qualifications[at].told.stands(held);
    }

    /// Whether a duty in an office was on record for a day.
    pub(crate) fn stood_in(&self, org: OrgId, on: Date) -> bool {
        let mut standing = self.posts.iter().flat_map(|p| &p.standing);
        standing.any(|h| h.fact.org == org && h.valid.contains(on))
    }

    /// How much a row of a file and sheet may say of them in an office.
    pub(crate) fn word_of(&self, org: OrgId, (file, sheet): (&str, &str)) -> Word {
        let mut there = self.posts.iter().filter(|p| p.was_in(org));
        let from = |source: &SheetRow| source.file == file && source.sheet == sheet;
        if there.clone().any(|p| p.named_by.is_some()) {
            Word::Repeats
        } else if there.any(|p| p.sources_in(org).any(from)) {
            Word::Corrects
        } else {
            Word::Adds
        }
    }

    /// Whether a row may speak of somebody else than a row above it in the same list. Two rows of
    /// one list are two people, unless a personal number says otherwise, or everything they say.
    pub(crate) fn maybe_another(&self, row: &OfficerRow, org: OrgId, at: Place) -> bool {
        let above = |p: &Place| (p.0, p.1) == (at.0, at.1) && p.2 != at.2;
        let Some(post) =
            self.posts.iter().find(|p| p.was_in(org) && p.named_by.as_ref().is_some_and(above))
        else {
            return false;
        };
        let person = &self.person;
        if person.personal_number.is_some() && person.personal_number == row.personal_id {
            return false;
        }
        let born = matches!(row.birth, Some(Birth::Day(_))) && person.birth == row.birth;
        let agree = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => folding::fold(a) == folding::fold(b),
            _ => true,
        };
        let same = born
            && person.sex.is_none_or(|sex| row.sex.is_none_or(|said| said == sex))
            && agree(&person.phone, &row.phone)
            && agree(&person.email, &row.email)
            && agree(&post.fact.title, &row.title);
        !same
    }

    /// The duty in an office on a day, or the next one that starts there.
    pub(crate) fn post_in(&mut self, org: OrgId, on: Date) -> Option<&mut PostEntry> {
        let fits = |p: &PostEntry| {
            p.named_by.is_some() && p.fact.org == org
                || p.standing
                    .iter()
                    .any(|h| h.fact.org == org && h.valid.to.is_none_or(|to| to > on))
        };
        // Two duties may follow each other in one office: that of the day is meant.
        let then =
            |p: &PostEntry| p.standing.iter().any(|h| h.fact.org == org && h.valid.contains(on));
        let named = |p: &PostEntry| p.named_by.is_some() && p.fact.org == org;
        let exact = self.posts.iter().position(|p| named(p) || then(p));
        let index = exact.or_else(|| self.posts.iter().position(fits))?;
        self.posts.get_mut(index)
    }

    /// Says what is to be said of this person: who they are, what they do, what they are qualified
    /// for.
    pub(crate) fn tell(self, out: &mut Proposal) {
        let id = self.person.id;
        if self.told.is_fresh() && !self.told.is_said() {
            out.people.push(Retold { row: None, pieces: vec![(Interval::ALWAYS, self.person)] });
        } else {
            self.told.finish(&mut out.people);
        }
        out.stated.extend(self.stated.fresh().map(|said| (id, said)));
        let posts = self
            .posts
            .into_iter()
            .filter_map(|p| Some(Saying { over: p.over?, standing: p.standing, fact: p.fact }));
        out.assignments.extend(posts);
        for qualification in self.qualifications {
            qualification.told.finish(&mut out.qualifications);
        }
    }
}

/// From a day until what is already known of a later time. A sheet of June says nothing about
/// what a sheet of October said since.
pub(crate) fn until_next<F>(standing: &[Held<F>], on: Date) -> Interval {
    let covering = standing.iter().find(|h| h.valid.contains(on));
    let to = match covering {
        Some(held) => held.valid.to,
        None => standing.iter().filter_map(|h| h.valid.from).filter(|f| *f > on).min(),
    };
    Interval { from: Some(on), to }
}
