//! Everything that is held on one person, and who read it.

use std::collections::{BTreeMap, BTreeSet};

use access::{Actor, ReadLine, Right, accounts_of, reads_of};
use kernel::{AsOf, Seq, Timestamp};
use ledger::Act;
use registry::{
    acts::identity,
    figures::{Keeps, KeptFact, Whose, records_of},
    model::PersonId,
};
use serde_json::{Map, Value as Json, json};
use store::{Tx, boxed};

use crate::{Error, model::Request};

/// Everything that is held on one person.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Whose it is; `None` where they are not on the register.
    pub person: Option<PersonId>,
    /// The day and the last act taken into account.
    pub at: AsOf,
    /// What is held, room by room.
    pub facts: Vec<KeptFact>,
    /// The acts they speak of.
    pub acts: BTreeMap<Seq, Act>,
    /// Who read it, newest first.
    pub reads: Vec<ReadLine>,
}

/// What is held on a person, told to the person and to whoever answers requests.
#[boxed]
pub async fn dossier(
    tx: &mut Tx,
    by: &Actor,
    keepers: &[Box<dyn Keeps>],
    at: AsOf,
    person: PersonId,
) -> Result<Dossier, Error> {
    if by.person() != Some(person.0) {
        by.require(Right::AnswerRequests)?;
    }
    let addresses = proven(tx, person).await?;
    let facts = kept(tx, keepers, at, (person, &addresses)).await?;
    if facts.is_empty() {
        return Err(Error::Unknown);
    }
    let acts = acts_of(tx, &facts).await?;
    let reads = reads(tx, by, at.known_at, person).await?;
    Ok(Dossier { person: Some(person), at, facts, acts, reads })
}

/// What is held on whoever made a request, told to whoever answers it. `shown` are addresses of
/// mail that they have shown to be theirs: who has no account confirms none. Somebody who is not on
/// the register is known by these alone, and what is held may be nothing.
#[boxed]
pub async fn dossier_of_request(
    tx: &mut Tx,
    by: &Actor,
    keepers: &[Box<dyn Keeps>],
    at: AsOf,
    (request, shown): (&Request, &[String]),
) -> Result<Dossier, Error> {
    by.require(Right::AnswerRequests)?;
    let person = request.person;
    let whose = person.unwrap_or(PersonId(request.id.0));
    let mut addresses = proven(tx, whose).await?;
    addresses.extend_from_slice(shown);
    let facts = kept(tx, keepers, at, (whose, &addresses)).await?;
    let acts = acts_of(tx, &facts).await?;
    let reads = reads(tx, by, at.known_at, whose).await?;
    Ok(Dossier { person, at, facts, acts, reads })
}

/// What every room keeps on a person, and what it came from.
async fn kept(
    tx: &mut Tx,
    keepers: &[Box<dyn Keeps>],
    at: AsOf,
    (person, addresses): (PersonId, &[String]),
) -> Result<Vec<KeptFact>, Error> {
    let identity = identity(tx, at.known_at, person).await?;
    let mut facts: Vec<KeptFact> = Vec::new();
    let records = records_of(tx, at.known_at, person).await?;
    for keeper in keepers {
        for record in &records {
            let whose = Whose { person: *record, identity: &identity, addresses, at };
            let kept = keeper.kept(tx, whose).await?;
            // What a room knows by name is told of each record anew.
            let told = facts.len();
            let fresh = |it: &KeptFact| *record == person || !facts[..told].contains(it);
            let fresh: Vec<KeptFact> = kept.into_iter().filter(fresh).collect();
            facts.extend(fresh);
        }
    }
    let mut beside = Vec::new();
    for keeper in keepers {
        beside.extend(keeper.beside(tx, &facts).await?);
    }
    facts.extend(beside);
    Ok(facts)
}

/// Addresses at which accounts of the person get mail, confirmed by a code that came there.
async fn proven(tx: &mut Tx, person: PersonId) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for (account, _) in accounts_of(tx, person.0).await? {
        let mail = errands::figures::address(tx, account.id).await?;
        all.extend(mail.filter(|it| it.confirmed_at.is_some()).map(|it| it.address));
    }
    Ok(all)
}

/// Who read what is held on somebody under any of their records, newest first.
async fn reads(
    tx: &mut Tx,
    by: &Actor,
    known: Seq,
    person: PersonId,
) -> Result<Vec<ReadLine>, Error> {
    let records = records_of(tx, known, person).await?;
    let records: Vec<_> = records.into_iter().map(|PersonId(id)| id).collect();
    Ok(reads_of(tx, by, &records).await?)
}

async fn acts_of(tx: &mut Tx, facts: &[KeptFact]) -> Result<BTreeMap<Seq, Act>, Error> {
    let named = |f: &KeptFact| [f.recorded_from, f.recorded_to, f.erased_by];
    let numbers: BTreeSet<Seq> = facts.iter().flat_map(named).flatten().collect();
    let mut acts = BTreeMap::new();
    for seq in numbers {
        if let Some(act) = ledger::act(tx, seq).await? {
            acts.insert(seq, act);
        }
    }
    Ok(acts)
}

impl Dossier {
    /// The shape programs read.
    pub fn to_json(&self, made_at: Timestamp) -> Json {
        json!({
            "made_at": made_at.to_string(),
            "person": self.person,
            "on": self.at.valid_on,
            "known_act": self.at.known_at,
            "facts": self.facts.iter().map(|fact| self.fact(fact)).collect::<Vec<_>>(),
            "reads": self.reads.iter().map(read_line).collect::<Vec<_>>(),
        })
    }

    fn fact(&self, fact: &KeptFact) -> Json {
        let says = fact.says.iter().map(|(word, value)| ((*word).to_owned(), json!(value)));
        json!({
            "kind": fact.kind,
            "says": says.collect::<Map<String, Json>>(),
            "valid_from": fact.valid.from,
            "valid_to": fact.valid.to,
            "recorded": self.act(fact.recorded_from),
            "taken_back": self.act(fact.recorded_to),
            "erased": self.act(fact.erased_by),
            "source": fact.source,
            "whole": fact.whole.as_deref().and_then(|w| serde_json::from_str::<Json>(w).ok()),
        })
    }

    fn act(&self, seq: Option<Seq>) -> Json {
        let Some(act) = seq.and_then(|seq| self.acts.get(&seq)) else { return Json::Null };
        json!({
            "act": act.seq,
            "kind": act.kind,
            "by": act.entered_by,
            "at": act.entered_at.to_string(),
        })
    }
}

fn read_line(line: &ReadLine) -> Json {
    json!({
        "at": line.at.to_string(),
        "by": line.account_name,
        "kind": line.kind,
        "people": line.people,
        "page": line.page,
        "purpose": line.purpose,
    })
}
