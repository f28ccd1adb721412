//! What is kept on one person, told room by room.

use std::fmt;

use kernel::{AsOf, Birth, Interval, Seq, folding};
use ledger::{ReadFact, Traced, traced};
use serde::Serialize;
use store::{Tx, Value, boxed, on_db, sqlx};

use super::{fields, org_map};
use crate::{
    Error,
    acts::{Identity, Task},
    model::{Assignment, Person, PersonId, Qualification, SheetRow},
};

/// Whose data is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The person.
    pub person: PersonId,
    /// What they are known by.
    pub identity: &'a Identity,
    /// Addresses of mail that they have shown to be theirs. What an office wrote down as the
    /// address of somebody shows nothing: offices write what they like.
    pub addresses: &'a [String],
    /// The day and the last act taken into account.
    pub at: AsOf,
}

/// A room that keeps something on people. It tells only what is surely theirs: what is held on a
/// namesake is another's data.
pub trait Keeps: fmt::Debug + Send + Sync {
    /// Everything it keeps on a person, the oldest first.
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>>;

    /// What it keeps beside what all rooms told: the files that this came from.
    fn beside<'t>(&'t self, _tx: &'t mut Tx, _told: &'t [KeptFact]) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// Something that is kept on a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeptFact {
    /// What it is, a word in code: `person`, `assignment`, …
    pub kind: &'static str,
    /// What it says: a word in code, and the value. Blank values are left out.
    pub says: Vec<(&'static str, String)>,
    /// When it holds in the world.
    pub valid: Interval,
    /// The act that said it; `None` where it is no fact of the record.
    pub recorded_from: Option<Seq>,
    /// The act that took it back.
    pub recorded_to: Option<Seq>,
    /// The act that erased its personal values.
    pub erased_by: Option<Seq>,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
    /// All of it, as JSON, where it is more than what it says.
    pub whole: Option<String>,
}

impl KeptFact {
    /// Something that is no fact of the record.
    pub fn loose(kind: &'static str) -> Self {
        Self { kind, ..Self::default() }
    }

    /// A fact with its place in time and record.
    pub fn of<F>(kind: &'static str, said: &Traced<F>) -> Self {
        Self {
            kind,
            valid: said.held.valid,
            recorded_from: Some(said.recorded_from),
            recorded_to: said.recorded_to,
            erased_by: said.erased_by,
            ..Self::default()
        }
    }

    /// One more value, where there is one.
    #[must_use]
    pub fn say(mut self, word: &'static str, value: Option<impl ToString>) -> Self {
        let value = value.map(|v| v.to_string()).unwrap_or_default();
        if !value.trim().is_empty() {
            self.says.push((word, value));
        }
        self
    }

    /// All of it, as JSON.
    #[must_use]
    pub fn whole(mut self, json: impl Into<String>) -> Self {
        self.whole = Some(json.into());
        self
    }

    /// The sheet row it came from.
    #[must_use]
    pub fn from_row(mut self, source: Option<&SheetRow>) -> Self {
        self.source = source.cloned();
        self
    }
}

/// Whether somebody who is named elsewhere is surely this person: the name, and a phone or a
/// birth to the day beside it.
pub fn is_surely(
    person: &Identity,
    name: Option<&str>,
    birth: Option<Birth>,
    phone: Option<&str>,
) -> bool {
    let named = name.is_some_and(|name| person.names.contains(&folding::plain(name)));
    let to_the_day = birth.filter(|b| matches!(b, Birth::Day(_)));
    named
        && (to_the_day.is_some_and(|b| person.births.contains(&b))
            || phone.is_some_and(|p| person.phones.contains(p)))
}

/// Whether somebody who is named elsewhere may be this person: the name, and no other birth.
pub fn may_be(person: &Identity, name: Option<&str>, birth: Option<Birth>) -> bool {
    let agrees = |it: &Birth| birth.is_none_or(|birth| birth.agrees_with(*it));
    name.is_some_and(|name| person.names.contains(&folding::plain(name)))
        && (person.births.is_empty() || person.births.iter().any(agrees))
}

/// Whether nobody else of the register gives an address of mail: offices share theirs, and what
/// names such a one is nobody's in particular.
#[boxed]
pub async fn bears_alone(
    tx: &mut Tx,
    known: Seq,
    person: PersonId,
    email: &str,
) -> Result<bool, Error> {
    let others: i64 = on_db!(tx, c => sqlx::query_scalar(concat!(
        "SELECT count(*) FROM person f WHERE lower(f.email) = $2 AND f.person_id <> $3 AND ",
        ledger::known!("f", "$1")))
        .bind(known).bind(email.to_lowercase()).bind(person.0).fetch_one(c).await)?;
    Ok(others == 0)
}

/// Who somebody is, their duties, what they are qualified for.
#[derive(Clone, Copy, Debug, Default)]
pub struct People;

impl Keeps for People {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move {
            let mut all: Vec<KeptFact> = of(tx, whose).await?.iter().map(person).collect();
            all.extend(duties(tx, whose).await?);
            all.extend(of(tx, whose).await?.iter().map(qualification));
            Ok(all)
        })
    }
}

async fn of<F: ReadFact>(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<Traced<F>>, Error> {
    let who = [Value::Uuid(Some(whose.person.0))];
    Ok(traced::<F>(tx, whose.at.known_at, "f.person_id = $2", &who).await?)
}

fn person(said: &Traced<Person>) -> KeptFact {
    let it = &said.held.fact;
    KeptFact::of("person", said)
        .say("full_name", it.full_name.as_ref())
        .say("sex", it.sex.map(crate::model::Sex::as_str))
        .say("birth", it.birth)
        .say("personal_number", it.personal_number.as_ref())
        .say("phone", it.phone.as_ref())
        .say("email", it.email.as_ref())
}

async fn duties(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<KeptFact>, Error> {
    let all = of::<Assignment>(tx, whose).await?;
    let orgs = org_map(tx, whose.at.known_at).await?;
    let names = fields(tx, whose.at).await?;
    let field = |code: &String| {
        let known = names.iter().find(|f| f.code == *code);
        known.map_or_else(|| code.clone(), |f| f.name_vi.clone())
    };
    let told = |said: &Traced<Assignment>| {
        let it = &said.held.fact;
        let fields: Vec<String> = it.fields.iter().map(field).collect();
        KeptFact::of("assignment", said)
            .say("office", orgs.latest(it.org).map(|org| &org.name))
            .say("title", it.title.as_ref())
            .say("mode", Some(it.mode.as_str()))
            .say("fields", Some(fields.join(", ")))
            .say("share", it.share)
            .say("ended_because", it.ended_because.as_ref())
            .from_row(it.source.as_ref())
    };
    Ok(all.iter().map(told).collect())
}

fn qualification(said: &Traced<Qualification>) -> KeptFact {
    let it = &said.held.fact;
    KeptFact::of("qualification", said)
        .say("qualification_kind", Some(it.kind.as_str()))
        .say("name", Some(&it.name))
        .say("major", it.major.as_ref())
}
