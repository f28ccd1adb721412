//! Questions: accounts, sessions, who read what.

use jiff::tz;
use kernel::{Date, Timestamp, Uuid};
use store::{Error, Tx};

use crate::{Account, AccountId, App, ReadLine, SessionLine, rules, store as sql};

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

/// Who read what, newest first.
pub async fn reads(
    tx: &mut Tx,
    filter: &ReadFilter,
    offset: i64,
    limit: i64,
) -> Result<ReadPage, Error> {
    let total = sql::read::count(tx, filter).await?;
    Ok(ReadPage { lines: sql::read::page(tx, filter, offset, limit).await?, total })
}

/// The kinds of reads and the accounts' names that stand in the log, for a filter's choices.
pub async fn read_choices(tx: &mut Tx) -> Result<(Vec<String>, Vec<String>), Error> {
    Ok((sql::read::kinds(tx).await?, sql::read::accounts(tx).await?))
}

/// Everyone who can sign in, or could.
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, Error> {
    sql::account::all(tx).await
}

/// The account of a name.
pub async fn account(tx: &mut Tx, name: &str) -> Result<Option<Account>, Error> {
    sql::account::by_name(tx, name).await
}

/// The sessions of an account that are good now, last used first.
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
