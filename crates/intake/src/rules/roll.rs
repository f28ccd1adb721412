//! The people on record, ready to be recognised in a row.

mod entry;
mod glance;
mod names;
mod told;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use kernel::folding;
use ledger::Held;
use registry::{
    figures::BeforeJoins,
    model::{Assignment, OrgId, Person, PersonId, Qualification, SheetRow},
    rules::identity::is_landline,
};

pub(crate) use entry::{Entry, PostEntry, QualificationEntry, until_next};
pub(crate) use names::Name;
pub(crate) use told::Told;

use glance::Glance;
use names::ByName;

use super::{describe::Word, stated::Statement};
use crate::reading::OfficerRow;

/// Where a row stands: file, sheet, row.
pub(crate) type Place = (usize, usize, u32);

/// Everybody.
#[derive(Default)]
pub(crate) struct Roll {
    pub(crate) entries: Vec<Entry>,
    /// Of each entry.
    glances: Vec<Glance>,
    by_number: foldhash::HashMap<String, usize>,
    by_name: ByName,
    /// Whoever a mobile phone reaches: the last who was learned of.
    by_phone: foldhash::HashMap<u64, usize>,
    /// File, sheet and row of everybody who was erased.
    erased: HashSet<SheetRow>,
}

/// Who a row speaks of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Somebody on record (or named by an earlier row).
    Known(usize),
    /// Somebody new.
    New {
        /// The same name and day of birth is on record in another office.
        like: Option<usize>,
    },
    /// The personal number is that of a person with another name.
    NumberOfOther(usize),
    /// It is that of somebody who is not to be told of.
    Elsewhere,
    /// Name, office and day of birth are those of a person with another number.
    OtherNumber(usize),
    /// Several people fit, or one may be meant and too little is said to tell.
    Unclear,
}

/// Several people of the register fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany;

/// Whether a row of the same name and office speaks of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Yes,
    /// All but the personal number.
    OtherNumber,
    /// Too little is said.
    Unclear,
    No,
}

impl Roll {
    /// From what is on record.
    pub(crate) fn new(
        people: Vec<Held<Person>>,
        assignments: Vec<Held<Assignment>>,
        qualifications: Vec<Held<Qualification>>,
    ) -> Self {
        let mut roll = Self::default();
        let mut at: HashMap<PersonId, usize> = HashMap::new();
        for held in people {
            let index = *at.entry(held.fact.id).or_insert_with(|| {
                roll.entries.push(Entry::of(held.fact.clone()));
                roll.entries.len() - 1
            });
            let entry = &mut roll.entries[index];
            if held.valid.to.is_none() {
                entry.person = held.fact.clone();
            }
            entry.told.stands(held);
        }
        for held in assignments {
            match at.get(&held.fact.person) {
                Some(index) => roll.entries[*index].add_post(held),
                None => roll.erased.extend(held.fact.source),
            }
        }
        for held in qualifications {
            if let Some(index) = at.get(&held.fact.person) {
                roll.entries[*index].add_qualification(held);
            }
        }
        roll.glances = roll.entries.iter().map(Glance::at).collect();
        for index in 0..roll.entries.len() {
            roll.learn(index, None);
        }
        roll
    }

    /// With what is known of records that were joined.
    pub(crate) fn knowing(mut self, before: BeforeJoins) -> Self {
        if before.people.is_empty() && before.rows.is_empty() {
            return self;
        }
        let at: HashMap<PersonId, usize> =
            self.entries.iter().enumerate().map(|(i, e)| (e.person.id, i)).collect();
        for face in before.people {
            let Some(index) = at.get(&face.id).copied() else { continue };
            let entry = &mut self.entries[index];
            let personal_number = entry.person.personal_number.clone();
            let face = Person { personal_number, ..face };
            if face == entry.person {
                continue;
            }
            if let Some(stated) = &face.full_name {
                let offices = entry.posts.iter().flat_map(PostEntry::offices);
                let name = self.by_name.name(stated);
                self.by_name.add(index, &name, offices);
            }
            entry.joined.get_or_insert_default().said.push(face);
            self.glances[index] = Glance::default();
        }
        for (person, row) in before.rows {
            let Some(index) = at.get(&person).copied() else { continue };
            let entry = &mut self.entries[index];
            let stands = |p: &PostEntry| {
                p.standing.iter().any(|held| held.fact.source.as_ref() == Some(&row))
            };
            if !entry.posts.iter().any(stands) {
                entry.joined.get_or_insert_default().rows.push(row);
            }
        }
        self
    }

    /// With what lists stated of whom.
    pub(crate) fn stated(mut self, all: HashMap<PersonId, Vec<Statement>>) -> Self {
        let mut all = all;
        for entry in &mut self.entries {
            for said in all.remove(&entry.person.id).into_iter().flatten() {
                entry.stated.knows(said);
            }
        }
        self
    }

    /// Whether a row said somebody who was erased since: their duty stands without a name.
    pub(crate) fn was_erased(&self, (file, sheet): (&str, &str), row: u32) -> bool {
        // Nearly always nobody was: a large sheet asks for each of its rows.
        if self.erased.is_empty() {
            return false;
        }
        let (file, sheet) = (file.to_owned(), sheet.to_owned());
        self.erased.contains(&SheetRow { file, sheet, row: row.into() })
    }

    /// A name, ready to be looked up.
    pub(crate) fn name<'n>(&self, stated: &'n str) -> Name<'n> {
        self.by_name.name(stated)
    }

    /// Where somebody on record stands; nowhere once they were erased.
    pub(crate) fn of_person(&self, id: PersonId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.person.id == id)
    }

    /// Who bears the number of a row.
    pub(crate) fn bearer(&self, row: &OfficerRow) -> Option<usize> {
        self.by_number.get(row.personal_id.as_ref()?).copied()
    }

    /// Makes room for as many people more: to grow by doubling moves everybody again and again.
    pub(crate) fn expect(&mut self, more: usize) {
        self.entries.reserve(more);
        self.glances.reserve(more);
        self.by_number.reserve(more);
        self.by_phone.reserve(more);
        self.by_name.expect(more);
    }

    /// Adds somebody new, who is recognised once what is said of them was learned.
    pub(crate) fn add(&mut self, entry: Entry) -> usize {
        self.glances.push(Glance::at(&entry));
        self.entries.push(entry);
        self.entries.len() - 1
    }

    /// Notes what is known of somebody, so that later rows recognise them by it. `said` is how a
    /// row calls them.
    pub(crate) fn learn(&mut self, index: usize, said: Option<&Name<'_>>) {
        let entry = &self.entries[index];
        self.glances[index] = Glance::at(entry);
        if let Some(number) = &entry.person.personal_number {
            self.by_number.insert(number.clone(), index);
        }
        if let Some(phone) = mobile(entry.person.phone.as_deref()) {
            self.by_phone.insert(phone, index);
        }
        let Some(stated) = entry.person.full_name.as_deref() else { return };
        let own;
        let name = match said {
            Some(said) if said.stated == stated => said,
            _ => {
                own = self.by_name.name(stated);
                &own
            }
        };
        self.by_name.add(index, name, entry.posts.iter().flat_map(PostEntry::offices));
    }

    /// Who a row of an office speaks of: by personal number; else by name, birth and office. `from`
    /// is the file and the sheet it stands in: who was known from there is known again by less.
    pub(crate) fn who(
        &self,
        (row, name): (&OfficerRow, &Name<'_>),
        org: OrgId,
        from: (&str, &str),
    ) -> Who {
        if let Some(index) = self.bearer(row) {
            return match self.bears(index, name) {
                false => Who::NumberOfOther(index),
                true if self.is_doubled(index, (row, name), org, from) => Who::Unclear,
                true => Who::Known(index),
            };
        }
        let phone = mobile(row.phone.as_deref());
        let there = self.namesakes_in(name, row.birth, org);
        let there = there.iter().copied().filter(|i| !self.glances[*i].is_another(row, phone));
        let fits: Vec<_> = there.map(|i| (i, self.fit(i, row, org, from))).collect();
        let of = |fit: Fit| fits.iter().filter(move |(_, f)| *f == fit).map(|(i, _)| *i);
        match of(Fit::Yes).collect::<Vec<_>>()[..] {
            [one] => return Who::Known(one),
            [] => {}
            ref several => return self.the_exact_one(several, row),
        }
        if let Some(other) = of(Fit::OtherNumber).next() {
            return Who::OtherNumber(other);
        }
        if of(Fit::Unclear).next().is_some() {
            return Who::Unclear;
        }
        Who::New { like: self.namesake(name, row) }
    }

    /// Whether whoever bears the number of a row is not known in its office, where somebody without
    /// a number is whom all else of the row speaks of: both may be one.
    fn is_doubled(
        &self,
        index: usize,
        (row, name): (&OfficerRow, &Name<'_>),
        org: OrgId,
        from: (&str, &str),
    ) -> bool {
        let entry = &self.entries[index];
        if entry.posts.iter().any(|post| post.was_in(org)) {
            return false;
        }
        let fits = |i: &usize| {
            let numberless = self.entries[*i].person.personal_number.is_none();
            *i != index && numberless && self.fit(*i, row, org, from) == Fit::Yes
        };
        self.namesakes_in(name, row.birth, org).iter().any(fits)
    }

    /// People of an office who bear a name; where nobody does, those whose name is the same but
    /// for lost diacritics, on one side or the other, and who were born the same day.
    fn namesakes_in(
        &self,
        name: &Name<'_>,
        birth: Option<kernel::Birth>,
        org: OrgId,
    ) -> Cow<'_, [usize]> {
        let there = self.by_name.in_office(name, org);
        if !there.is_empty() {
            return there.into();
        }
        let Some(birth) = birth.filter(|b| matches!(b, kernel::Birth::Day(_))) else {
            return Cow::default();
        };
        let alike = |i: &&usize| {
            let entry = &self.entries[**i];
            let known = entry.person.full_name.as_deref().unwrap_or_default();
            entry.is_born(Some(birth)) && (name.marked.is_ascii() || known.is_ascii())
        };
        self.by_name.nearly_in_office(name, org).iter().filter(alike).copied().collect()
    }

    /// The person of the register who attends, by name, birth and office: a year of birth agrees
    /// with a day in it. `None` where nobody fits.
    pub(crate) fn attends(
        &self,
        name: &str,
        birth: Option<kernel::Birth>,
        org: OrgId,
    ) -> Result<Option<PersonId>, TooMany> {
        let Some(birth) = birth else { return Ok(None) };
        let there = self.namesakes_in(&self.name(name), Some(birth), org);
        let agrees = |i: &usize| {
            let mut births = self.entries[*i].faces().filter_map(|face| face.birth);
            births.any(|known| known.agrees_with(birth))
        };
        let fits: Vec<usize> = there.iter().copied().filter(agrees).collect();
        let exact = fits.iter().copied().filter(|i| self.entries[*i].is_born(Some(birth)));
        let one = match (fits.as_slice(), exact.collect::<Vec<_>>().as_slice()) {
            ([], _) => return Ok(None),
            ([one], _) | (_, [one]) => *one,
            _ => return Err(TooMany),
        };
        Ok(Some(self.entries[one].person.id))
    }

    /// Whether a person's name is this one; lost diacritics are forgiven beside a number.
    fn bears(&self, index: usize, name: &Name<'_>) -> bool {
        let mut known = self.entries[index].faces().filter_map(|face| face.full_name.as_deref());
        known.any(|known| {
            known == name.stated
                || folding::fold(known) == name.marked
                || folding::plain(known) == name.plain
        })
    }

    /// Whether a row speaks of somebody of its name in its office.
    fn fit(&self, index: usize, row: &OfficerRow, org: OrgId, from: (&str, &str)) -> Fit {
        let entry = &self.entries[index];
        let fits = entry.faces().map(|face| face_fits(entry, face, row, org, from));
        fits.min().unwrap_or(Fit::No)
    }

    /// Of several whose birth agrees, the one whose birth is the same.
    fn the_exact_one(&self, fits: &[usize], row: &OfficerRow) -> Who {
        let exact: Vec<usize> =
            fits.iter().copied().filter(|i| self.entries[*i].is_born(row.birth)).collect();
        match exact[..] {
            [one] => Who::Known(one),
            _ => Who::Unclear,
        }
    }

    /// Somebody of the same name elsewhere, born the same day, or with the same mobile phone where
    /// no day speaks against it; or of another name, with both; unless two numbers tell them apart.
    fn namesake(&self, name: &Name<'_>, row: &OfficerRow) -> Option<usize> {
        let day = |birth: kernel::Birth| matches!(birth, kernel::Birth::Day(_));
        let phone = mobile(row.phone.as_deref());
        let unnumbered = |i: &usize| {
            self.entries[*i].person.personal_number.is_none() || row.personal_id.is_none()
        };
        let renamed = || {
            let index = *self.by_phone.get(&phone?)?;
            let birth = self.entries[index].person.birth.filter(|b| day(*b));
            (birth.is_some() && birth == row.birth && unnumbered(&index)).then_some(index)
        };
        let alike = self.by_name.anywhere(name).iter().copied();
        let same_name = alike.filter(|i| !self.glances[*i].other_day(row)).find(|i| {
            let alike = self.entries[*i].faces().any(|face| {
                let reached = || phone.is_some() && phone == mobile(face.phone.as_deref());
                match (face.birth, row.birth) {
                    (Some(a), Some(b)) if day(a) && day(b) => a == b,
                    (Some(a), Some(b)) => a.agrees_with(b) && reached(),
                    _ => reached(),
                }
            });
            alike && unnumbered(i)
        });
        same_name.or_else(renamed)
    }
}

/// The digits of a phone that is one person's: a landline is shared by an office.
fn mobile(phone: Option<&str>) -> Option<u64> {
    phone.filter(|phone| !is_landline(phone))?.parse().ok()
}

/// Whether a row speaks of somebody, as they were said to be.
fn face_fits(
    entry: &Entry,
    person: &Person,
    row: &OfficerRow,
    org: OrgId,
    from: (&str, &str),
) -> Fit {
    // What else speaks for it where name, office and birth are not enough. An office shares
    // its landline.
    let again = || entry.word_of(org, from) == Word::Corrects;
    let phone = mobile(person.phone.as_deref());
    let same_phone = phone.is_some() && phone == mobile(row.phone.as_deref());
    let births = person.birth.zip(row.birth);
    match (&person.personal_number, &row.personal_id) {
        (Some(a), Some(b)) if a != b => match births {
            Some((kernel::Birth::Day(a), kernel::Birth::Day(b))) if a == b => {
                if again() {
                    Fit::Yes
                } else {
                    Fit::OtherNumber
                }
            }
            _ => Fit::No,
        },
        (number, stated) => match births {
            Some((a, b)) if a.agrees_with(b) => Fit::Yes,
            // Two births are two people, unless the same sheet mends one.
            Some(_) if same_phone && again() => Fit::Yes,
            Some(_) => Fit::No,
            None if person.birth.is_none()
                && row.birth.is_none()
                && number.is_none()
                && stated.is_none() =>
            {
                Fit::Yes
            }
            None if same_phone || again() => Fit::Yes,
            None => Fit::Unclear,
        },
    }
}

#[cfg(test)]
mod tests;
