//! Who somebody is, said anew.

use kernel::{Birth, Date, Interval};
use ledger::{Held, Receipt, held};
use store::{Value, boxed};

use super::{Hand, Note, refused};
use crate::{
    Error,
    acts::Desk,
    model::{Person, PersonId, Sex},
};

/// What is said of a value that a page does not show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said<T> {
    /// Nothing: it stays.
    #[default]
    Nothing,
    /// It is not known, or should not be kept.
    Blank,
    /// It is this.
    Is(T),
}

impl<T> Said<T> {
    fn over(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => old,
            Self::Blank => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// Who somebody is, as a person says it.
#[derive(Clone, Debug, Default)]
pub struct PersonData {
    /// Full name.
    pub full_name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth: Said<Birth>,
    /// Personal number: 12 digits.
    pub personal_number: Said<String>,
    /// Phone.
    pub phone: Said<String>,
    /// E-mail address.
    pub email: Said<String>,
}

/// Says who somebody is: as it always was (a correction of what was known on `day`), or from a
/// day on. `None`: it was said so already.
#[boxed]
pub async fn correct_person(
    desk: &Desk<'_>,
    id: PersonId,
    (day, from): (Date, Option<Date>),
    data: PersonData,
    note: &Note,
) -> Result<Option<Receipt>, Error> {
    let mut hand = Hand::begin(desk, "person_correction", from, note).await?;
    let standing = hand.person(id).await?;
    let on = from.unwrap_or(day);
    let old = standing.iter().find(|h| h.valid.contains(on));
    let Some(old) = old.or_else(|| standing.iter().max_by_key(|h| h.valid.from)) else {
        return refused("no_such_person", &id);
    };
    let over = match from {
        None => old.valid,
        Some(from) => Interval { from: Some(from), to: old.valid.to.filter(|to| *to > from) },
    };
    let person = said(old, data);
    hand.refuse_number_of_other(&person).await?;
    let changed = hand.draft.overlay(&standing, over, &person);
    hand.seal_if(changed).await
}

fn said(old: &Held<Person>, data: PersonData) -> Person {
    let old = old.fact.clone();
    Person {
        id: old.id,
        full_name: Some(data.full_name),
        sex: data.sex,
        birth: data.birth.over(old.birth),
        personal_number: data.personal_number.over(old.personal_number),
        phone: data.phone.over(old.phone),
        email: data.email.over(old.email),
    }
}

impl Hand {
    async fn refuse_number_of_other(&mut self, person: &Person) -> Result<(), Error> {
        let Some(number) = &person.personal_number else { return Ok(()) };
        let binds = [Value::text(number), Value::Uuid(Some(person.id.0))];
        let condition = "f.personal_number = $2 AND f.person_id <> $3";
        let known = self.known();
        let others = held::<Person>(&mut self.tx, known, condition, &binds).await?;
        match others.first() {
            Some(other) => refused("number_of_other", &other.fact.id),
            None => Ok(()),
        }
    }
}
