//! Who may know of whom.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use access::{Actor, Right, Scope};
use kernel::{Date, Interval, Uuid};
use ledger::Held;
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{
    Error,
    model::{Assignment, PersonId},
};

/// Refuses who may not do something about a person: who may do it nowhere the person stands. Who
/// sees people goes on seeing those who held a duty there before. Everybody sees what is held on
/// themselves.
#[boxed]
pub async fn require_person(
    tx: &mut Tx,
    by: &Actor,
    right: Right,
    person: PersonId,
) -> Result<(), Error> {
    let scope = by.scope(right);
    let own = right == Right::SeePeople && by.person() == Some(person.0);
    if own || *scope == Scope::Whole {
        return Ok(());
    }
    by.require_some(right)?;
    let stays = stays(tx, &[person]).await?;
    if stays.values().any(|stays| stays.allow(by, right)) {
        Ok(())
    } else {
        Err(access::Refused(right).into())
    }
}

/// Those of some people about whom somebody may do something.
#[boxed]
pub async fn allowed_people(
    tx: &mut Tx,
    by: &Actor,
    right: Right,
    people: BTreeSet<PersonId>,
) -> Result<BTreeSet<PersonId>, Error> {
    if by.may_all(right) {
        return Ok(people);
    }
    let people: Vec<PersonId> = people.into_iter().collect();
    let mut allowed = BTreeSet::new();
    for some in people.chunks(CHUNK) {
        let stays = stays(tx, some).await?;
        let here = stays.into_iter().filter(|(_, stays)| stays.allow(by, right));
        allowed.extend(here.map(|(person, _)| person));
    }
    Ok(allowed)
}

/// Whom somebody may see, of people who have one of these duties, as they are known now; `None`
/// where they see everybody.
pub fn in_sight(by: &Actor, duties: &[Held<Assignment>]) -> Option<HashSet<PersonId>> {
    let right = Right::SeePeople;
    if by.may_all(right) {
        return None;
    }
    let mut all: HashMap<PersonId, Stays> = HashMap::new();
    for duty in duties {
        let Interval { from, to } = duty.valid;
        all.entry(duty.fact.person).or_default().0.push(Stay { org: duty.fact.org.0, from, to });
    }
    Some(all.into_iter().filter(|(_, s)| s.allow(by, right)).map(|(person, _)| person).collect())
}

const CHUNK: usize = 400;

/// Where somebody holds, held and will hold a duty, as it is known now: what was undone gives
/// nobody a claim.
#[derive(Default)]
struct Stays(Vec<Stay>);

struct Stay {
    org: Uuid,
    from: Option<Date>,
    to: Option<Date>,
}

/// The same of some people; of who never held a duty, nothing.
async fn stays(tx: &mut Tx, people: &[PersonId]) -> Result<BTreeMap<PersonId, Stays>, Error> {
    let marks: Vec<String> = (1..=people.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT person_id, org_id, valid_from, valid_to FROM assignment \
         WHERE person_id IN ({}) AND recorded_to IS NULL",
        marks.join(", ")
    );
    let binds: Vec<Value> = people.iter().map(|person| Value::Uuid(Some(person.0))).collect();
    let types = [ColumnType::Uuid, ColumnType::Uuid, ColumnType::Text, ColumnType::Text];
    let mut all: BTreeMap<PersonId, Stays> = BTreeMap::new();
    each_row(tx, sql, &binds, &types, |values| {
        let day = |text: &Option<String>| text.as_ref()?.parse().ok();
        if let [
            Value::Uuid(Some(person)),
            Value::Uuid(Some(org)),
            Value::Text(from),
            Value::Text(to),
        ] = &values[..]
        {
            let stay = Stay { org: *org, from: day(from), to: day(to) };
            all.entry(PersonId(*person)).or_default().0.push(stay);
        }
    })
    .await?;
    Ok(all)
}

impl Stays {
    /// Whether somebody may do something about who has these.
    fn allow(&self, by: &Actor, right: Right) -> bool {
        let day = by.day().unwrap_or(Date::MIN);
        let here = match right {
            Right::SeePeople | Right::KeepTraining => self.known_by(day),
            _ => self.held_by(day),
        };
        here.iter().any(|org| by.may_at(right, *org))
    }

    /// Offices that know somebody: where a duty has begun. Who comes with a merger, or moves
    /// later, is not known there before; who begins somewhere is known there before they do.
    fn known_by(&self, day: Date) -> Vec<Uuid> {
        let begun: Vec<Uuid> = self.begun(day).map(|stay| stay.org).collect();
        if begun.is_empty() { self.first_to_come() } else { begun }
    }

    /// Offices where somebody stands: where they hold a duty on the day; of who holds none, where
    /// they held one last.
    fn held_by(&self, day: Date) -> Vec<Uuid> {
        // What has no end ends after whatever has one.
        let end = |stay: &Stay| (stay.to.is_none(), stay.to);
        let stands = |stay: &&Stay| stay.to.is_none_or(|to| to > day);
        let now: Vec<Uuid> = self.begun(day).filter(stands).map(|stay| stay.org).collect();
        if !now.is_empty() {
            return now;
        }
        match self.begun(day).map(end).max() {
            Some(last) => self.begun(day).filter(|s| end(s) == last).map(|s| s.org).collect(),
            None => self.first_to_come(),
        }
    }

    fn begun(&self, day: Date) -> impl Iterator<Item = &Stay> {
        self.0.iter().filter(move |stay| stay.from.is_none_or(|from| from <= day))
    }

    fn first_to_come(&self) -> Vec<Uuid> {
        let first = self.0.iter().map(|stay| stay.from).min().flatten();
        self.0.iter().filter(|stay| stay.from == first).map(|stay| stay.org).collect()
    }
}

/// The same as [`Stays::known_by`] for rows of a list: `person` is their column, `day` and `orgs`
/// are what is bound.
pub(super) fn known_by(person: &str, day: &str, orgs: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM assignment s WHERE s.person_id = {person} \
         AND s.recorded_to IS NULL AND s.org_id IN ({orgs}) \
         AND (s.valid_from IS NULL OR s.valid_from <= {day} OR NOT EXISTS (\
         SELECT 1 FROM assignment t WHERE t.person_id = s.person_id AND t.recorded_to IS NULL \
         AND (t.valid_from IS NULL OR t.valid_from <= {day} OR t.valid_from < s.valid_from))))"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2026, 11, 24);

    fn stays(all: &[(u128, Option<Date>, Option<Date>)]) -> Stays {
        let stay = |(org, from, to): &_| Stay { org: Uuid::from_u128(*org), from: *from, to: *to };
        Stays(all.iter().map(stay).collect())
    }

    const fn day(month: i8, day: i8) -> Date {
        Date::constant(2026, month, day)
    }

    #[test]
    fn who_knows_somebody_and_where_they_stand() {
        let (open, merger) = (None, Some(day(12, 1)));
        for (why, all, known, held) in [
            ("nobody", stays(&[]), vec![], vec![]),
            ("a duty", stays(&[(1, open, open)]), vec![1], vec![1]),
            (
                "a merger is to come",
                stays(&[(1, open, merger), (2, merger, open)]),
                vec![1],
                vec![1],
            ),
            (
                "it was today",
                stays(&[(1, open, Some(DAY)), (2, Some(DAY), open)]),
                vec![1, 2],
                vec![2],
            ),
            (
                "two duties",
                stays(&[(1, open, open), (2, Some(day(1, 1)), open)]),
                vec![1, 2],
                vec![1, 2],
            ),
            (
                "left",
                stays(&[(1, open, Some(day(2, 1))), (2, Some(day(2, 1)), Some(day(3, 1)))]),
                vec![1, 2],
                vec![2],
            ),
            ("begins later", stays(&[(1, Some(day(12, 9)), open)]), vec![1], vec![1]),
            (
                "begins later, then a merger",
                stays(&[(1, Some(day(12, 9)), Some(day(12, 31))), (2, Some(day(12, 31)), open)]),
                vec![1],
                vec![1],
            ),
        ] {
            let numbers = |orgs: Vec<Uuid>| orgs.iter().map(Uuid::as_u128).collect::<Vec<_>>();
            assert_eq!(numbers(all.known_by(DAY)), known, "{why}");
            assert_eq!(numbers(all.held_by(DAY)), held, "{why}");
        }
    }
}
