//! Lawful erasure of what is held on one person, in every room.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use access::Right;
use kernel::Seq;
use ledger::{Draft, FactTable, Receipt, traced};
use serde::Serialize;
use store::{ColumnType, Db, Tx, Value, each_row};

use super::{
    Desk, Identity, Note, Steps,
    identity::{blended, identity},
    words::Words,
};
use crate::{
    Error, figures,
    model::{PERSON_ROWS, Person, PersonId},
    rules::naming::text_names,
};

/// An answer of another room.
pub type Task<'t, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 't>>;

/// What another room keeps beside the facts on a person: it is found before the act begins, since
/// that may take long, and erased within it.
pub trait Elsewhere: fmt::Debug + Send + Sync {
    /// Finds what names the person. Nothing is changed. What takes long tells its steps.
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        steps: &'t Steps,
    ) -> Task<'t, Box<dyn Found>>;
}

impl Elsewhere for Box<dyn Elsewhere> {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        steps: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        (**self).find(db, person, steps)
    }
}

/// What another room found.
pub trait Found: Send {
    /// What it comes to.
    fn told(&self) -> &Kept;

    /// Erases it, with what came in since, in the act that is being written.
    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept>;
}

/// What names a person outside the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Rows of sheets that were held.
    pub rows: usize,
    /// Files as they were sent, by name.
    pub files: Vec<String>,
    /// Sheets of offices that wait to be looked through and lose a file: nothing of them is entered
    /// yet.
    pub under_review: usize,
    /// The same of what its sender is still at.
    pub unsent: usize,
    /// Files that can't be read, in which nobody can be looked for.
    pub unread: Vec<String>,
    /// Accounts that were said to be theirs: the name to sign in with, and the name shown. They are
    /// parted from the person and show that name no longer.
    pub accounts: Vec<String>,
    /// Free words that name them.
    pub words: Vec<Words>,
    /// Tables in which bytes may linger.
    #[serde(skip)]
    pub tables: Vec<&'static str>,
}

impl Kept {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.files.extend(other.files);
        self.under_review += other.under_review;
        self.unsent += other.unsent;
        self.unread.extend(other.unread);
        self.accounts.extend(other.accounts);
        self.words.extend(other.words);
        self.tables.extend(other.tables);
    }
}

/// How far an erasure reaches.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// The fact tables of every room.
    pub tables: &'a [&'static FactTable],
    /// What other rooms keep beside them.
    pub elsewhere: &'a [Box<dyn Elsewhere>],
}

/// What an erasure removed.
#[derive(Clone, Debug, Serialize)]
pub struct Erasure {
    /// Facts whose personal values are gone.
    pub rows: usize,
    /// What is gone elsewhere.
    pub kept: Kept,
    /// The act.
    pub act: Receipt,
    /// Whether the database's own log was emptied of it. Else it will be by itself, as it is
    /// written on.
    pub scrubbed: bool,
}

/// What an erasure would remove.
#[derive(Clone, Debug, Serialize)]
pub struct Foreseen {
    /// Facts with personal values.
    pub rows: i64,
    /// What is kept elsewhere.
    pub kept: Kept,
}

/// Says what an erasure would remove. Nothing is changed.
pub async fn preview_erasure(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    person: PersonId,
) -> Result<Foreseen, Error> {
    preview_erasure_telling(desk, reach, person, &Steps::default()).await
}

/// The same, and tells how far it has got.
pub async fn preview_erasure_telling(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    person: PersonId,
    steps: &Steps,
) -> Result<Foreseen, Error> {
    desk.by.require(Right::AnswerRequests)?;
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let identity = identity(&mut tx, known, person).await?;
    let mut rows = 0;
    for table in reach.tables {
        for record in &identity.records {
            rows += standing(&mut tx, table, *record).await?;
        }
    }
    let blended = blended(&mut tx, known, &identity).await?.len();
    rows += i64::try_from(blended).unwrap_or(i64::MAX);
    drop(tx);
    let mut kept = Kept::default();
    for room in reach.elsewhere {
        kept.add(room.find(desk.db, &identity, steps).await?.told().clone());
    }
    Ok(Foreseen { rows, kept })
}

/// Erases every personal value held on a person, in all of history and in every room, as one act
/// that can't be undone. The person stays, unnamed, so that figures keep their answers. The note
/// names the request; one that names the person is refused, since it is kept for ever.
pub async fn erase_person(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    person: PersonId,
    note: &Note,
) -> Result<Erasure, Error> {
    erase_person_telling(desk, reach, person, note, &Steps::default()).await
}

/// The same, and tells how far it has got.
pub async fn erase_person_telling(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    person: PersonId,
    note: &Note,
    steps: &Steps,
) -> Result<Erasure, Error> {
    desk.by.require(Right::AnswerRequests)?;
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let person = figures::kept_record(&mut tx, known, person).await?;
    let identity = identity(&mut tx, known, person).await?;
    drop(tx);
    let said = [Some(&note.reason), note.basis.number.as_ref(), note.basis.issuer.as_ref()];
    if said.into_iter().flatten().any(|said| text_names(&identity, said)) {
        return Err(Error::Refused { what: "reason_names_person", value: person.to_string() });
    }
    let mut found = Vec::new();
    for room in reach.elsewhere {
        found.push(room.find(desk.db, &identity, steps).await?);
    }
    let mut tx = desk.db.write().await?;
    let mut header = desk.header("erase", None, &note.reason);
    header.basis = note.basis.clone();
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    if self::identity(&mut tx, draft.seq() - 1, person).await? != identity {
        return Err(Error::Refused { what: "person_changed_meanwhile", value: person.to_string() });
    }
    let mut rows = 0;
    for record in &identity.records {
        rows += draft.erase(&mut tx, reach.tables, record.0).await?;
    }
    for row in blended(&mut tx, draft.seq() - 1, &identity).await? {
        rows += draft.erase(&mut tx, &[&PERSON_ROWS], row.0).await?;
    }
    if rows == 0 && !was_known(&mut tx, draft.seq() - 1, person).await? {
        return Err(Error::Refused { what: "person_unknown", value: person.to_string() });
    }
    if rows == 0 {
        return Err(Error::Refused { what: "nothing_to_erase", value: person.to_string() });
    }
    let mut kept = Kept::default();
    for found in found {
        kept.add(found.erase(&mut tx, &mut draft, &identity).await?);
    }
    let act = draft.seal(&mut tx).await?;
    tx.commit().await?;
    let scrubbed = scrub(desk.db, reach.tables, &kept).await;
    Ok(Erasure { rows, kept, act, scrubbed })
}

/// Says what erasing somebody whom the register does not know would remove. Nothing is changed.
pub async fn preview_traces(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    identity: &Identity,
) -> Result<Kept, Error> {
    desk.by.require(Right::AnswerRequests)?;
    let (mut kept, steps) = (Kept::default(), Steps::default());
    for room in reach.elsewhere {
        kept.add(room.find(desk.db, identity, &steps).await?.told().clone());
    }
    Ok(kept)
}

/// Erases what other rooms keep on somebody whom the register does not know, or not any longer: who
/// was erased and came again. One act that can't be undone.
pub async fn erase_traces(
    desk: &Desk<'_>,
    reach: Reach<'_>,
    identity: &Identity,
    reason: &str,
) -> Result<Erasure, Error> {
    desk.by.require(Right::AnswerRequests)?;
    let mut found = Vec::new();
    for room in reach.elsewhere {
        found.push(room.find(desk.db, identity, &Steps::default()).await?);
    }
    let mut tx = desk.db.write().await?;
    let mut draft = Draft::begin(&mut tx, desk.clock, desk.header("erase", None, reason)).await?;
    let mut kept = Kept::default();
    for found in found {
        kept.add(found.erase(&mut tx, &mut draft, identity).await?);
    }
    if kept.rows == 0 && kept.files.is_empty() && kept.words.iter().all(|words| words.stays) {
        return Err(Error::Refused { what: "nothing_to_erase", value: String::new() });
    }
    let act = draft.seal(&mut tx).await?;
    tx.commit().await?;
    let scrubbed = scrub(desk.db, reach.tables, &kept).await;
    Ok(Erasure { rows: 0, kept, act, scrubbed })
}

/// Whether the record ever knew somebody by this id, erased or not.
async fn was_known(tx: &mut Tx, known: Seq, person: PersonId) -> Result<bool, Error> {
    let who = [Value::Uuid(Some(person.0))];
    Ok(!traced::<Person>(tx, known, "f.person_id = $2", &who).await?.is_empty())
}

/// Rows on a person that were not erased yet.
async fn standing(tx: &mut Tx, table: &FactTable, person: PersonId) -> Result<i64, Error> {
    let Some(column) = table.subject else { return Ok(0) };
    let sql =
        format!("SELECT count(*) FROM {} WHERE {column} = $1 AND erased_by IS NULL", table.name);
    let mut found = 0;
    each_row(tx, sql, &[Value::Uuid(Some(person.0))], &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            found = n;
        }
    })
    .await?;
    Ok(found)
}

/// Readers keep the log of a file from being emptied; they come and go.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(200);

/// Whether the log was emptied. The act is committed by then: what fails here must not look as if
/// nothing had been erased.
async fn scrub(db: &Db, tables: &[&'static FactTable], kept: &Kept) -> bool {
    let facts = tables.iter().filter(|t| t.is_personal()).map(|t| t.name);
    let mut names: Vec<&str> = facts.chain(kept.tables.iter().copied()).collect();
    names.sort_unstable();
    names.dedup();
    for _ in 0..TRIES {
        match db.scrub(&names).await {
            Ok(()) => return true,
            Err(store::Error::Busy) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!(%error, "the log of the database was not emptied");
                return false;
            }
        }
    }
    false
}
