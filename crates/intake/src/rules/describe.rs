//! What a row says of a person who is already known.

use kernel::{Birth, Date, Interval, folding};
use registry::model::{OrgId, Person, QualificationKind};

use super::{
    roll::{Entry, Told},
    stated::{Detail, Details, Statement, Statements},
};
use crate::{
    model::{Difference, day},
    reading::{Meaning, OfficerRow},
};

/// How much a row may say of somebody already known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// The sheet they were known from comes again: what differs was corrected.
    Corrects,
    /// Another sheet: it fills in, and tells of phones and addresses; who somebody is, it can't
    /// change.
    Adds,
    /// Another row of these files says the same: which of the two is right, it can't say.
    Repeats,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// What changes.
    pub(crate) differences: Vec<Difference>,
    /// What differs and stays as it is, or is entered until a later list.
    pub(crate) doubts: Vec<Doubt>,
    /// What the row states.
    pub(crate) stated: Details,
    /// Of that, what stood on record before any list was known to state it.
    pub(crate) stood: Details,
}

impl Said {
    /// Of a row of somebody new.
    pub(crate) fn of(row: &OfficerRow) -> Self {
        Self { stated: Details::of(row), ..Self::default() }
    }
}

/// What is doubtful: code, column, value.
pub(crate) type Doubt = (&'static str, Meaning, String);

/// Takes what a row says of somebody known. What was merely not known, or wrong, is so for all
/// time; what changes, changes from the sheet's day on, until a list of a later day states it.
pub(crate) fn describe(entry: &mut Entry, row: &OfficerRow, on: Date, word: Word) -> Said {
    let mut said = Said::of(row);
    let before = entry.person.clone();
    identity(entry, row, (on, word), &mut said);
    let after = &entry.person;
    if !entry.told.is_fresh() && *after != before {
        entry.told.change(Interval::ALWAYS, |person| as_after(person, &before, after));
    }
    for contact in [PHONE, EMAIL] {
        reach(entry, row, &contact, (on, word), &mut said);
    }
    said
}

/// Who somebody is, where it was as before.
fn as_after(person: &mut Person, before: &Person, after: &Person) {
    fn turn<T: Clone + PartialEq>(it: &mut T, before: &T, after: &T) {
        if it == before {
            it.clone_from(after);
        }
    }
    turn(&mut person.full_name, &before.full_name, &after.full_name);
    turn(&mut person.sex, &before.sex, &after.sex);
    turn(&mut person.birth, &before.birth, &after.birth);
    turn(&mut person.personal_number, &before.personal_number, &after.personal_number);
}

/// What a row that repeats another of these files says otherwise of reach, title and degree.
pub(crate) fn repeated(entry: &Entry, row: &OfficerRow, org: OrgId) -> Vec<Doubt> {
    let mut there = entry.posts.iter().filter(|p| p.was_in(org) && p.named_by.is_some());
    let Some(post) = there.next() else { return Vec::new() };
    let degree = entry.qualifications.iter().find(|q| q.fact.kind == QualificationKind::Degree);
    let degree = degree.map(|q| q.fact.name.clone());
    let person = &entry.person;
    let told = [
        ("phone_differs", Meaning::Phone, &person.phone, &row.phone),
        ("email_differs", Meaning::Email, &person.email, &row.email),
        ("title_differs", Meaning::Title, &post.fact.title, &row.title),
        ("degree_differs", Meaning::Degree, &degree, &row.degree),
    ];
    told.into_iter()
        .filter_map(|(code, column, known, said)| {
            let (known, said) = (known.as_ref()?, said.as_ref()?);
            let differs = folding::fold(known) != folding::fold(said);
            differs.then(|| (code, column, said.clone()))
        })
        .collect()
}

/// Name, sex, birth, number. A list that comes late corrects nothing that one of a later day stated.
fn identity(entry: &mut Entry, row: &OfficerRow, (on, word): (Date, Word), said: &mut Said) {
    let Entry { person, stated, .. } = entry;
    let word = |detail| match word {
        Word::Corrects if stated.after(detail, on).is_some() => Word::Adds,
        word => word,
    };
    name(person, row, word(Detail::Name), said);
    let sex = |s: registry::model::Sex| s.as_str().to_owned();
    if let (Some(old), Some(new)) = (person.sex, row.sex)
        && old != new
    {
        if word(Detail::Sex) == Word::Corrects {
            said.differences.push(Difference { what: "sex", old: sex(old), new: sex(new) });
            person.sex = Some(new);
        } else {
            said.doubts.push(("sex_differs", Meaning::Sex, sex(new)));
        }
    }
    person.sex = person.sex.or(row.sex);
    birth(person, row, word(Detail::Birth), said);
    match (&person.personal_number, &row.personal_id) {
        (Some(old), Some(new)) if old != new && word(Detail::Number) == Word::Corrects => {
            let (old, new) = (old.clone(), new.clone());
            person.personal_number = Some(new.clone());
            said.differences.push(Difference { what: "personal_id", old, new });
        }
        (None, Some(new)) => person.personal_number = Some(new.clone()),
        _ => {}
    }
}

fn name(person: &mut Person, row: &OfficerRow, word: Word, said: &mut Said) {
    let (Some(old), Some(new)) = (&person.full_name, &row.full_name) else { return };
    // A name without diacritics says less than one with them, not something else.
    let bare = new.is_ascii() && folding::plain(old) == folding::plain(new);
    if folding::fold(old) == folding::fold(new) || bare {
        return;
    }
    if word == Word::Corrects {
        let (old, new) = (old.clone(), new.clone());
        person.full_name = Some(new.clone());
        said.differences.push(Difference { what: "full_name", old, new });
    } else {
        said.doubts.push(("name_differs", Meaning::FullName, new.clone()));
    }
}

fn birth(person: &mut Person, row: &OfficerRow, word: Word, said: &mut Said) {
    let Some(new) = row.birth else { return };
    let Some(old) = person.birth else {
        person.birth = Some(new);
        return;
    };
    match (old, new) {
        (Birth::Year(_), Birth::Day(_)) if old.agrees_with(new) => {
            if word != Word::Repeats {
                person.birth = Some(new);
            }
        }
        _ if old.agrees_with(new) => {}
        _ if word == Word::Corrects => {
            person.birth = Some(new);
            let (old, new) = (old.to_string(), new.to_string());
            said.differences.push(Difference { what: "birth", old, new });
        }
        _ => said.doubts.push(("birth_differs", Meaning::Birth, new.to_string())),
    }
}

/// A way to reach somebody.
struct Contact {
    detail: Detail,
    what: &'static str,
    column: Meaning,
    of: fn(&Person) -> &Option<String>,
    to: fn(&mut Person) -> &mut Option<String>,
    stated: fn(&OfficerRow) -> &Option<String>,
}

const PHONE: Contact = Contact {
    detail: Detail::Phone,
    what: "phone",
    column: Meaning::Phone,
    of: |person| &person.phone,
    to: |person| &mut person.phone,
    stated: |row| &row.phone,
};

const EMAIL: Contact = Contact {
    detail: Detail::Email,
    what: "email",
    column: Meaning::Email,
    of: |person| &person.email,
    to: |person| &mut person.email,
    stated: |row| &row.email,
};

/// Phone or address, from the day of the sheet until a later list states it.
fn reach(
    entry: &mut Entry,
    row: &OfficerRow,
    contact: &Contact,
    (on, word): (Date, Word),
    said: &mut Said,
) {
    let Some(new) = (contact.stated)(row) else { return };
    let person = entry.told.on(on).unwrap_or(&entry.person);
    let old = (contact.of)(person).clone();
    if old.is_some() && old.as_ref() != Some(new) && word == Word::Repeats {
        said.stated.remove(contact.detail);
        return;
    }
    let known = entry.told.stretches().any(|(_, person)| (contact.of)(person).is_some());
    if known && !entry.stated.any(contact.detail) {
        said.stood.add(contact.detail);
    }
    if old.as_ref() == Some(new) {
        return;
    }
    let mut turns = entry.told.turns(contact.of);
    turns.extend(said.stood.has(contact.detail).then_some(None));
    let over = entry.stated.span(contact.detail, &turns, on);
    if let Some(old) = old {
        said.differences.push(Difference { what: contact.what, old, new: new.clone() });
    }
    if entry.told.is_fresh() && !entry.told.is_said() {
        entry.told = Told::fresh(entry.person.clone());
    }
    entry.told.change(over, |person| *(contact.to)(person) = Some(new.clone()));
    if over.to.is_none() {
        *(contact.to)(&mut entry.person) = Some(new.clone());
    } else {
        let then = over.to.and_then(|day| (contact.of)(entry.told.on(day)?).as_ref());
        if then != Some(new) {
            said.doubts.push(until_later(&entry.stated, contact.detail, &contact.column, on, over));
        }
    }
}

/// That what a row says is entered until the day of a later list alone.
pub(crate) fn until_later(
    stated: &Statements,
    detail: Detail,
    column: &Meaning,
    on: Date,
    over: Interval,
) -> Doubt {
    let by = stated.after(detail, on).filter(|said| said.on == over.to);
    let list = by.and_then(Statement::confirmation).map(|list| list.to_string());
    let value = list.or_else(|| over.to.map(day));
    ("stated_later", column.clone(), value.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use registry::model::{PersonId, Sex};

    use super::*;

    fn known() -> Entry {
        Entry::of(Person {
            id: PersonId(kernel::Uuid::from_u128(1)),
            full_name: Some("Lò Văn Một".into()),
            sex: Some(Sex::Male),
            birth: Some(Birth::Day(Date::constant(1985, 8, 15))),
            personal_number: Some("026085000001".into()),
            phone: Some("0301234567".into()),
            email: None,
        })
    }

    fn row() -> OfficerRow {
        OfficerRow {
            full_name: Some("Lò Văn Mốt".into()),
            sex: Some(Sex::Female),
            birth: Some(Birth::Day(Date::constant(1985, 8, 16))),
            personal_id: Some("026085999999".into()),
            phone: Some("0309999999".into()),
            email: Some("mot@tinh.gov.vn".into()),
            ..OfficerRow::default()
        }
    }

    fn of(word: Word) -> (Person, Vec<&'static str>, Vec<&'static str>) {
        let mut entry = known();
        let said = describe(&mut entry, &row(), Date::constant(2024, 10, 15), word);
        let changed = said.differences.iter().map(|d| d.what).collect();
        (entry.person, changed, said.doubts.iter().map(|d| d.0).collect())
    }

    #[test]
    fn the_same_sheet_again_corrects() {
        let (person, changed, doubts) = of(Word::Corrects);
        assert_eq!(changed, ["full_name", "sex", "birth", "personal_id", "phone"]);
        assert!(doubts.is_empty());
        assert_eq!(person.full_name.as_deref(), Some("Lò Văn Mốt"));
        assert_eq!(person.personal_number.as_deref(), Some("026085999999"));
    }

    #[test]
    fn another_sheet_adds_and_doubts() {
        let (person, changed, doubts) = of(Word::Adds);
        assert_eq!(changed, ["phone"]);
        assert_eq!(doubts, ["name_differs", "sex_differs", "birth_differs"]);
        assert_eq!(person.full_name, known().person.full_name);
        assert_eq!(person.email.as_deref(), Some("mot@tinh.gov.vn"));
    }

    #[test]
    fn a_row_that_repeats_only_fills_in() {
        let (person, changed, _) = of(Word::Repeats);
        assert!(changed.is_empty());
        assert_eq!(person.phone, known().person.phone);
        assert_eq!(person.email.as_deref(), Some("mot@tinh.gov.vn"));
    }

    #[test]
    fn lost_diacritics_are_no_other_name() {
        let mut entry = known();
        let mut bare = row();
        bare.full_name = Some("Lo Van Mot".into());
        let said = describe(&mut entry, &bare, Date::constant(2024, 10, 15), Word::Corrects);
        assert!(said.differences.iter().all(|d| d.what != "full_name"));
    }
}
