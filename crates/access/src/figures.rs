//! Questions: accounts, sessions, who read what.

use std::sync::Arc;

use jiff::tz;
use kernel::{AsOf, Date, Seq, Timestamp, Uuid};
use store::{Error, Tx, boxed};
use ui::Problem;

use crate::{
    Account, AccountId, Actor, App, Event, FailedSignIn, Grant, Held, Link, Passkey, Powers,
    ReadLine, Refused, Right, Role, Scope, SecondStep, SessionLine, rules, store as sql,
};

/// Which reads are asked for. Everything absent means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFilter {
    /// By whom: an account's name.
    pub account: Option<String>,
    /// Of what kind.
    pub kind: Option<String>,
    /// Of whom.
    pub subject: Option<Uuid>,
    /// From this day on, in Vietnam.
    pub from: Option<Date>,
    /// To this day, which is inside, in Vietnam.
    pub to: Option<Date>,
}

impl ReadFilter {
    /// Half-open, UTC microseconds.
    pub(crate) fn moments(&self) -> (i64, i64) {
        let start = self.from.and_then(midnight).map_or(i64::MIN, Timestamp::as_microsecond);
        let end = self
            .to
            .and_then(|day| day.tomorrow().ok())
            .and_then(midnight)
            .map_or(i64::MAX, Timestamp::as_microsecond);
        (start, end)
    }
}

fn midnight(day: Date) -> Option<Timestamp> {
    tz::offset(7).to_timestamp(day.at(0, 0, 0, 0)).ok()
}

/// One page of the log of reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPage {
    /// Newest first.
    pub lines: Vec<ReadLine>,
    /// How many there are in all.
    pub total: i64,
}

/// Why a question is not answered.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// Whoever asks may not know.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
    /// The record.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
}

impl From<Unanswered> for Problem {
    fn from(error: Unanswered) -> Self {
        match error {
            Unanswered::Refused(refused) => refused.into(),
            other => Self::internal(&other),
        }
    }
}

/// Who read what, newest first.
#[boxed]
pub async fn reads(
    tx: &mut Tx,
    by: &Actor,
    filter: &ReadFilter,
    offset: i64,
    limit: i64,
) -> Result<ReadPage, Unanswered> {
    by.require(Right::SeeLogs)?;
    let total = sql::read::count(tx, filter).await?;
    Ok(ReadPage { lines: sql::read::page(tx, filter, offset, limit).await?, total })
}

/// One page of sign-ins that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedPage {
    /// Newest first.
    pub lines: Vec<FailedSignIn>,
    /// How many there are in all.
    pub total: i64,
}

/// Sign-ins that failed on days, newest first.
#[boxed]
pub async fn failed_sign_ins(
    tx: &mut Tx,
    by: &Actor,
    days: &ReadFilter,
    part: (i64, i64),
) -> Result<FailedPage, Unanswered> {
    by.require(Right::SeeLogs)?;
    let moments = days.moments();
    let total = sql::failed::count(tx, moments).await?;
    Ok(FailedPage { lines: sql::failed::page(tx, moments, part).await?, total })
}

/// How many failed before a moment.
#[boxed]
pub async fn failed_before(tx: &mut Tx, before: Timestamp) -> Result<i64, Error> {
    sql::failed::count(tx, (i64::MIN, before.as_microsecond())).await
}

/// The kinds of reads and the accounts' names that stand in the log, for a filter's choices.
#[boxed]
pub async fn read_choices(tx: &mut Tx) -> Result<(Vec<String>, Vec<String>), Error> {
    Ok((sql::read::kinds(tx).await?, sql::read::accounts(tx).await?))
}

/// Everyone who can sign in, or could.
#[boxed]
pub async fn accounts(tx: &mut Tx, by: &Actor) -> Result<Vec<Account>, Unanswered> {
    by.require(Right::SeeAccounts)?;
    Ok(sql::account::all(tx).await?)
}

/// Every role that was given and stands in the record, whatever its days.
#[boxed]
pub async fn roles(tx: &mut Tx, by: &Actor) -> Result<Vec<ledger::Held<Grant>>, Unanswered> {
    by.require(Right::SeeAccounts)?;
    Ok(ledger::held::<Grant>(tx, Seq::MAX, "", &[]).await?)
}

/// Accounts that hold a role at a unit today: whom a notice about it reaches.
#[boxed]
pub async fn holders(app: &App, tx: &mut Tx, role: Role) -> Result<Vec<Holder>, ledger::Error> {
    let today = app.clock.today();
    let mut found = Vec::new();
    for account in sql::account::all(tx).await?.into_iter().filter(|a| a.disabled_at.is_none()) {
        for held in sql::grant::of_account(tx, Seq::MAX, account.id).await? {
            if held.fact.role == role && held.valid.contains(today) {
                found.push(Holder { account: account.clone(), unit: held.fact.unit });
            }
        }
    }
    Ok(found)
}

/// Somebody who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub account: Account,
    /// For which unit and all under it; `None` = for everything.
    pub unit: Option<Uuid>,
}

/// What an account may do today.
pub(crate) async fn powers(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
) -> Result<Powers, ledger::Error> {
    let today = app.clock.today();
    let (mut roles, mut person) = (Vec::new(), None);
    for grant in sql::grant::of_account(tx, Seq::MAX, account).await? {
        if !grant.valid.contains(today) {
            continue;
        }
        let Grant { role, unit, person: who, .. } = grant.fact;
        let (unit, over) = match unit {
            Some(id) => {
                let found = app.units(tx).await?.into_iter().find(|unit| unit.id == id);
                (found, Scope::Units(Arc::new(app.under(tx, id).await?)))
            }
            None => (None, Scope::Whole),
        };
        person = person.or(who);
        roles.push(Held { role, unit, over });
    }
    Ok(Powers::of(roles, person).on(today))
}

/// The account of a name.
#[boxed]
pub async fn account(tx: &mut Tx, name: &str) -> Result<Option<Account>, Error> {
    sql::account::by_name(tx, name).await
}

/// Who entered something, as people know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their name.
    pub full_name: String,
    /// The unit they stood for; `None` = for everything, or for none.
    pub unit: Option<Uuid>,
}

/// Who an account was on a day, by the roles it held then; `None` for what is no account.
#[boxed]
pub async fn author(tx: &mut Tx, name: &str, at: AsOf) -> Result<Option<Author>, ledger::Error> {
    let Some(account) = sql::account::by_name(tx, name).await? else { return Ok(None) };
    let roles = sql::grant::of_account(tx, at.known_at, account.id).await?;
    let mut held = roles.iter().filter(|role| role.valid.contains(at.valid_on));
    let unit = held.find_map(|role| role.fact.unit);
    Ok(Some(Author { full_name: account.full_name, unit }))
}

/// The sessions of an account that are good now, last used first.
#[boxed]
pub async fn sessions(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<SessionLine>, Error> {
    let (now, limits) = (app.clock.now(), &app.settings.sessions);
    let mut lines = sql::session::of_account(tx, account).await?;
    lines.retain(|s| rules::is_alive(limits, now, s.last_seen_at, s.expires_at));
    Ok(lines)
}

/// Every session of an account that is still kept, ended or not, the last used first.
#[boxed]
pub async fn kept_sessions(tx: &mut Tx, account: AccountId) -> Result<Vec<SessionLine>, Error> {
    sql::session::of_account(tx, account).await
}

/// Longest history of reads that is told of one person.
const MOST_READS: i64 = 10_000;

/// The purpose that somebody gave last for reads of a kind (of one thing, or of any) since a
/// moment.
#[boxed]
pub async fn purpose_given(
    tx: &mut Tx,
    by: &Actor,
    what: (&str, Option<Uuid>),
    since: Timestamp,
) -> Result<Option<String>, Error> {
    sql::shown::purpose(tx, by.name(), what, since).await
}

/// Who read the data of one person, alone or among others, newest first: known to the person, and to whoever answers
/// requests. `records` are all their records in the register, first the one they are found under.
#[boxed]
pub async fn reads_of(
    tx: &mut Tx,
    by: &Actor,
    records: &[Uuid],
) -> Result<Vec<ReadLine>, Unanswered> {
    if by.person().is_none() || by.person() != records.first().copied() {
        by.require(Right::AnswerRequests)?;
    }
    let mut all = Vec::new();
    for record in records {
        all.extend(sql::shown::of_person(tx, *record, MOST_READS).await?);
    }
    all.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(all)
}

/// The accounts of a person of the register, each with the roles it holds or held.
#[boxed]
pub async fn accounts_of(
    tx: &mut Tx,
    person: Uuid,
) -> Result<Vec<(Account, Vec<ledger::Held<Grant>>)>, ledger::Error> {
    let who = [store::Value::Uuid(Some(person))];
    let linked = ledger::held::<Grant>(tx, Seq::MAX, "f.person_id = $2", &who).await?;
    let mut found = Vec::new();
    for account in sql::account::all(tx).await? {
        if linked.iter().any(|held| held.fact.account == account.id) {
            let roles = sql::grant::of_account(tx, Seq::MAX, account.id).await?;
            found.push((account, roles));
        }
    }
    Ok(found)
}

/// How the second step of an account stands.
#[boxed]
pub async fn second_step(tx: &mut Tx, account: AccountId) -> Result<SecondStep, Error> {
    let Some(kept) = sql::second_step::of(tx, account).await? else { return Ok(SecondStep::Off) };
    let Some(since) = kept.confirmed_at else { return Ok(SecondStep::Begun) };
    let codes_left = sql::second_step::codes_left(tx, account).await?;
    Ok(SecondStep::On { since, codes_left })
}

/// What was done to the ways into an account, the latest first.
#[boxed]
pub async fn events(tx: &mut Tx, account: AccountId) -> Result<Vec<Event>, Error> {
    sql::event::of_account(tx, account, MOST_EVENTS).await
}

/// The passkeys of an account, the oldest first.
#[boxed]
pub async fn passkeys(tx: &mut Tx, account: AccountId) -> Result<Vec<Passkey>, Error> {
    sql::passkey::of_account(tx, account).await
}

/// Whom providers know as the owner of an account, the oldest first.
#[boxed]
pub async fn links(tx: &mut Tx, account: AccountId) -> Result<Vec<Link>, Error> {
    sql::provider::of_account(tx, account).await
}

/// More events of an account are not shown.
const MOST_EVENTS: i64 = 50;

/// How many reads were noted before a moment.
#[boxed]
pub async fn reads_before(tx: &mut Tx, before: Timestamp) -> Result<i64, Error> {
    sql::read::before(tx, before).await
}

/// Roles that may do something, somewhere.
pub fn roles_with(right: Right) -> impl Iterator<Item = Role> {
    let may =
        move |role: &Role| rules::matrix::reach(*role, right) != rules::matrix::Reach::Nowhere;
    Role::ALL.iter().copied().filter(may)
}

/// Whether a role has a right over everything, whatever unit it is held for.
pub fn reaches_everywhere(role: Role, right: Right) -> bool {
    rules::matrix::reach(role, right) == rules::matrix::Reach::Everywhere
}
