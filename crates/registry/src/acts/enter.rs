//! Entering people and assignments into an act that is being written.

use kernel::{Birth, Interval};
use ledger::Draft;

use crate::model::{Assignment, AssignmentId, Mode, OrgId, Person, PersonId, Sex, SheetRow};

/// A person to be entered.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Full name.
    pub full_name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth: Option<Birth>,
    /// Personal number: 12 digits.
    pub personal_number: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// Enters a person. Who they are holds for all time: a name or number that changes is another
/// version.
pub fn enter_person(draft: &mut Draft, new: NewPerson) -> Person {
    let person = Person {
        id: PersonId(draft.new_id()),
        full_name: Some(new.full_name),
        sex: new.sex,
        birth: new.birth,
        personal_number: new.personal_number,
        phone: new.phone,
        email: new.email,
    };
    draft.assert(Interval::ALWAYS, &person);
    person
}

/// An assignment to be entered.
#[derive(Clone, Debug)]
pub struct NewAssignment {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub org: OrgId,
    /// Title as written.
    pub title: Option<String>,
    /// Dedicated or concurrent.
    pub mode: Mode,
    /// Fields of work.
    pub fields: Vec<String>,
    /// Share of working time in per cent.
    pub share: Option<i64>,
    /// The sheet row it comes from.
    pub source: Option<SheetRow>,
}

/// Enters an assignment over an interval.
pub fn enter_assignment(draft: &mut Draft, valid: Interval, new: NewAssignment) -> AssignmentId {
    let assignment = Assignment {
        id: AssignmentId(draft.new_id()),
        person: new.person,
        org: new.org,
        title: new.title,
        mode: new.mode,
        fields: new.fields,
        share: new.share,
        ended_because: None,
        source: new.source,
    };
    draft.assert(valid, &assignment);
    assignment.id
}
