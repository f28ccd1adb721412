//! Whom a row speaks of, as far as whoever looks or enters may know.

use std::collections::HashSet;

use kernel::Interval;
use ledger::Held;
use registry::model::{OrgId, PersonId};

use super::{NAME, Proposing, ReadSheet};
use crate::{
    model::{
        NUMBER_DIFFERS, NUMBER_ELSEWHERE, NUMBER_OF_OTHER, PERSON_AMBIGUOUS, RowAnswer, Saying,
        Verdict,
    },
    reading::{Meaning, OfficerRow},
    rules::roll::{Name, Who},
};

impl Proposing {
    /// What was decided about a row before, if anything.
    pub(super) fn answer(
        &self,
        file: &str,
        sheet: &ReadSheet,
        row: u32,
    ) -> Option<Held<RowAnswer>> {
        self.record.answers.of_sheet(file, &sheet.name)?;
        self.record.answers.of(file, &sheet.name, &sheet.shown(row)?).cloned()
    }

    /// Who a row speaks of: whoever somebody said it is, else whoever it can be told to be.
    pub(super) fn whose(
        &self,
        (record, name): (&OfficerRow, &Name<'_>),
        org: OrgId,
        from: (&str, &str),
        answer: Option<&Held<RowAnswer>>,
    ) -> Who {
        let roll = &self.record.roll;
        let said = matches!(
            answer.map(|a| a.fact.verdict),
            Some(Verdict::Person(_) | Verdict::Other(Some(_)))
        );
        if !said && roll.bearer(record).is_some_and(|bearer| !self.sees(bearer)) {
            return Who::Elsewhere;
        }
        let told = roll.who((record, name), org, from);
        match answer.map(|a| a.fact.verdict) {
            None => match told {
                Who::Known(index) if !self.sees(index) => Who::Elsewhere,
                Who::New { like } => Who::New { like: like.filter(|like| self.sees(*like)) },
                told => told,
            },
            Some(Verdict::Person(id) | Verdict::Other(Some(id))) => {
                roll.of_person(id).map_or(told, Who::Known)
            }
            // A number that somebody bears is theirs, whatever was said before.
            Some(Verdict::Other(None))
                if !matches!(told, Who::NumberOfOther(_)) && roll.bearer(record).is_none() =>
            {
                Who::New { like: None }
            }
            _ => told,
        }
    }

    /// Whether whoever looks or enters sees somebody; whom these files enter they do.
    fn sees(&self, index: usize) -> bool {
        let entry = &self.record.roll.entries[index];
        let known = |seen: &HashSet<PersonId>| seen.contains(&entry.person.id);
        entry.told.is_fresh() || self.record.in_sight.as_ref().is_none_or(known)
    }

    /// Keeps who somebody became of whom it was said that nobody on the register is them: the same
    /// sheet again names nobody anew.
    pub(super) fn became(&mut self, answer: &Held<RowAnswer>, index: usize) {
        let person = self.record.roll.entries[index].person.id;
        let fact = RowAnswer { verdict: Verdict::Other(Some(person)), ..answer.fact.clone() };
        let standing = vec![answer.clone()];
        self.out.answers.push(Saying { standing, over: Interval::ALWAYS, fact });
    }
}

/// What holds a row of which it can't be told whom it speaks of: the code, the column, what stands
/// there.
pub(super) fn unclear(
    who: &Who,
    record: &OfficerRow,
) -> (&'static str, &'static [Meaning], String) {
    let number = || record.personal_id.clone().unwrap_or_default();
    match who {
        Who::NumberOfOther(_) => (NUMBER_OF_OTHER, &[Meaning::PersonalId], number()),
        Who::Elsewhere => (NUMBER_ELSEWHERE, &[Meaning::PersonalId], number()),
        Who::OtherNumber(_) => (NUMBER_DIFFERS, &[Meaning::PersonalId], number()),
        _ => (PERSON_AMBIGUOUS, NAME, record.full_name.clone().unwrap_or_default()),
    }
}
