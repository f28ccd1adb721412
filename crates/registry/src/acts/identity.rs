//! What a person is known by, to whom an erasure and what is told of them belong.

use std::collections::BTreeSet;

use kernel::{Birth, Seq, folding};
use ledger::{FactId, traced};
use store::{Tx, Value, boxed};

use crate::{
    Error, figures,
    model::{Assignment, OrgId, Person, PersonId, PersonJoin, SheetRow},
    rules::identity::is_landline,
};

/// What a person is known by: everything that was ever said of who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Who it is in the register.
    pub person: Option<PersonId>,
    /// Every record of theirs: that one, those that were joined to it, and those of undone acts that
    /// are surely theirs.
    pub records: BTreeSet<PersonId>,
    /// Names, folded and without diacritics.
    pub names: BTreeSet<String>,
    /// Births.
    pub births: BTreeSet<Birth>,
    /// Personal numbers.
    pub numbers: BTreeSet<String>,
    /// Phones.
    pub phones: BTreeSet<String>,
    /// E-mail addresses, in small letters.
    pub emails: BTreeSet<String>,
    /// Offices they ever stood in.
    pub offices: BTreeSet<OrgId>,
    /// The sheet rows their duties came from.
    pub sources: Vec<SheetRow>,
}

impl Identity {
    /// Every record of theirs, as other rooms keep whose something is.
    pub fn record_ids(&self) -> Vec<kernel::Uuid> {
        self.records.iter().map(|record| record.0).collect()
    }
}

/// Everything that was ever said of who somebody is, under whichever record.
#[boxed]
pub async fn identity(tx: &mut Tx, known: Seq, person: PersonId) -> Result<Identity, Error> {
    let mut it = Identity { person: Some(person), ..Identity::default() };
    for record in figures::records_of(tx, known, person).await? {
        it.records.insert(record);
        learn(tx, known, record, &mut it).await?;
    }
    while let Some(record) = undone(tx, known, &mut it).await? {
        learn(tx, known, record, &mut it).await?;
    }
    Ok(it)
}

/// Nothing is said any longer of who they are: the act that entered them was undone. Whose record
/// was joined to another's is found by that.
const UNDONE: &str = "f.erased_by IS NULL \
    AND NOT EXISTS (SELECT 1 FROM person s WHERE s.person_id = f.person_id AND s.recorded_to IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM person_join j WHERE j.person_id = f.person_id AND j.recorded_to IS NULL)";

/// Takes records of undone acts for theirs that bear their number, or surely are of them; gives one
/// there is more to learn from. Under another name a number tells nothing else of them.
async fn undone(tx: &mut Tx, known: Seq, it: &mut Identity) -> Result<Option<PersonId>, Error> {
    for said in traced::<Person>(tx, known, UNDONE, &[]).await? {
        let person = said.held.fact;
        let (name, phone) = (person.full_name.as_deref(), person.phone.as_deref());
        let numbered = person.personal_number.is_some_and(|number| it.numbers.contains(&number));
        let named = name.is_some_and(|name| it.names.contains(&folding::plain(name)));
        let theirs = numbered || figures::is_surely(it, name, person.birth, phone);
        if theirs && it.records.insert(person.id) && named {
            return Ok(Some(person.id));
        }
    }
    Ok(None)
}

async fn learn(tx: &mut Tx, known: Seq, record: PersonId, it: &mut Identity) -> Result<(), Error> {
    let who = [Value::Uuid(Some(record.0))];
    let of = format!("f.person_id = $2 AND NOT {BLENDED}");
    for said in traced::<Person>(tx, known, &of, &who).await? {
        let person = said.held.fact;
        it.names.extend(person.full_name.as_deref().map(folding::plain));
        it.births.extend(person.birth);
        it.numbers.extend(person.personal_number);
        it.phones.extend(person.phone.filter(|phone| !is_landline(phone)));
        it.emails.extend(person.email.map(|e| e.to_lowercase()));
    }
    for said in traced::<Assignment>(tx, known, &of, &who).await? {
        it.offices.insert(said.held.fact.org);
        it.sources.extend(said.held.fact.source);
    }
    Ok(())
}

/// A row of a record was written, and taken back, while another was joined to it, which was undone:
/// it may speak of either, so nobody is known by it.
const BLENDED: &str = "EXISTS (SELECT 1 FROM person_join j WHERE j.into_id = f.person_id \
    AND f.recorded_from >= j.recorded_from AND f.recorded_to <= j.recorded_to)";

/// Rows of other people's records that speak of the person since theirs was joined to one, which
/// was undone.
#[boxed]
pub(super) async fn blended(
    tx: &mut Tx,
    known: Seq,
    it: &Identity,
) -> Result<BTreeSet<FactId>, Error> {
    let undone = traced::<PersonJoin>(tx, known, "f.recorded_to IS NOT NULL", &[]).await?;
    let undone: Vec<PersonJoin> = undone.into_iter().map(|said| said.held.fact).collect();
    let mut along = it.records.clone();
    // Whoever was joined may have been joined on.
    while let Some(next) =
        undone.iter().find(|j| along.contains(&j.person) && !along.contains(&j.into))
    {
        along.insert(next.into);
    }
    let mut rows = BTreeSet::new();
    for record in along.difference(&it.records) {
        let who = [Value::Uuid(Some(record.0))];
        let of = format!("f.person_id = $2 AND f.erased_by IS NULL AND {BLENDED}");
        let said = traced::<Person>(tx, known, &of, &who).await?;
        rows.extend(said.into_iter().map(|said| said.held.id));
    }
    Ok(rows)
}
