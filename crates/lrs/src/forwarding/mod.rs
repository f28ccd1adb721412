//! Passing statements on. What waits is simply what was stored after the position a store came
//! to: nothing is queued twice and nothing is forgotten when the program is killed. A statement
//! that arrives twice is the same statement (its id says so).

mod client;
mod late;

use std::{collections::HashMap, time::Duration};

use access::App;
use tokio::task::JoinHandle;

use self::client::{Answer, Client};
use crate::{
    Room, figures,
    model::{Forward, ForwardId, Kind, Lookup, StatementQuery, Version, wait_after},
    rules::Accepted,
    store::{
        attachment::{self, Data},
        forward, query, statement,
    },
};

/// Statements in one request.
const BATCH: u32 = 50;
/// Bytes after which a request has fewer, attachments included.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// How often it is looked for something to send.
const EVERY: Duration = Duration::from_secs(5);

/// Passes statements on until the database is closed. Each store is sent to by itself: one that
/// does not answer keeps nobody else waiting.
pub fn start(app: &App) -> JoinHandle<()> {
    let app = app.clone();
    tokio::spawn(async move {
        let client = Client::new();
        let mut at_work = HashMap::<ForwardId, JoinHandle<()>>::new();
        loop {
            at_work.retain(|_, work| !work.is_finished());
            let due = match due(app.room()).await {
                Err(error) if error.is_closed() => break,
                due => due.unwrap_or_else(|error| {
                    failed(&error);
                    Vec::new()
                }),
            };
            for one in due {
                let (app, client) = (app.clone(), client.clone());
                at_work.entry(one.id).or_insert_with(|| {
                    tokio::spawn(async move {
                        if let Err(error) = send(app.room(), &client, one).await {
                            failed(&error);
                        }
                    })
                });
            }
            tokio::time::sleep(EVERY).await;
        }
    })
}

fn failed(error: &store::Error) {
    // Where the program ends they wait for the next time.
    if !error.is_closed() {
        tracing::error!(%error, "records could not be passed on");
    }
}

/// Sends what waits now, to everybody who is due, one after the other.
pub async fn send_what_waits(room: &Room) -> Result<(), store::Error> {
    let client = Client::new();
    for one in due(room).await? {
        send(room, &client, one).await?;
    }
    Ok(())
}

/// To whom something may be sent now.
async fn due(room: &Room) -> Result<Vec<Forward>, store::Error> {
    let mut all = forward::all(&mut room.db.read().await?).await?;
    let now = room.clock.now();
    all.retain(|one| one.stopped_at.is_none() && one.next_at <= now);
    Ok(all)
}

async fn send(room: &Room, client: &Client, mut one: Forward) -> Result<(), store::Error> {
    while step(room, client, &mut one).await? {}
    Ok(())
}

/// The filter of what a store gets.
fn wanted(one: &Forward) -> StatementQuery {
    let tenant = one.tenant;
    StatementQuery {
        verb: (!one.verb.is_empty()).then(|| Kind::Verb.text(tenant, &one.verb)),
        activity: (!one.activity.is_empty()).then(|| Lookup {
            narrow: Kind::Activity.text(tenant, &one.activity),
            related: Some(Kind::RelatedActivity.text(tenant, &one.activity)),
        }),
        since: Some(one.position),
        ascending: true,
        limit: BATCH,
        ..StatementQuery::default()
    }
}

/// Sends one batch; `true` where there may be more, and it was not stopped meanwhile.
async fn step(room: &Room, client: &Client, one: &mut Forward) -> Result<bool, store::Error> {
    let mut tx = room.db.read().await?;
    // Before it is looked for: what comes meanwhile is looked at the next time.
    let last = statement::last(&mut tx).await?;
    let mut rows = query::page(&mut tx, one.tenant, &wanted(one)).await?.rows;
    let version = rows.first().map_or(Version::V1, spoken);
    // Statements of 2.0 and those before it can't go in one request to a store of 1.0.3.
    rows.truncate(rows.iter().take_while(|row| spoken(row) == version).count());
    if rows.is_empty() {
        drop(tx);
        return pass_over(room, one, last).await;
    }
    let (rows, data) = with_data(&mut tx, one, rows).await?;
    let late = late::referring(&mut tx, one, &rows).await?;
    drop(tx);
    // They go first: where they do not arrive, those they refer to are chosen again.
    if !send_late(room, client, one, late).await? {
        return Ok(false);
    }
    let outcome = client.send(one, version, &rows, &data).await;
    match outcome {
        Ok(answer) if answer.is_taken() => advance(room, one, &rows, rows.len()).await,
        Ok(answer) if answer.is_about_statements() => {
            one_by_one(room, client, one, version, rows).await
        }
        Ok(answer) => fail(room, one, &answer.told()).await,
        Err(error) => fail(room, one, &error).await,
    }
}

/// The version a statement is sent in.
fn spoken(row: &query::Row) -> Version {
    let doc = crate::json::Doc::of_statements(&row.body).ok();
    let version = doc.as_ref().and_then(|doc| doc.root().get("version")?.text());
    version.and_then(|text| Version::read(&text)).unwrap_or(Version::V1)
}

/// Statements with what their attachments hold: as many as go into one request.
async fn with_data(
    tx: &mut store::Tx,
    one: &Forward,
    rows: Vec<query::Row>,
) -> Result<(Vec<query::Row>, Vec<Data>), store::Error> {
    let teller = figures::Teller {
        version: Version::V1,
        tenant: one.tenant,
        format: crate::model::Format::Exact,
        languages: &Accepted::default(),
        sender: None,
    };
    let mut list = query::List::from(rows);
    let held = teller.attachments(tx, &mut list, MOST_BYTES).await?;
    let data = attachment::of(tx, one.tenant, &held).await?;
    let mut rows = Vec::with_capacity(list.rows.len());
    for row in list.rows {
        rows.push(row.whole(tx).await?);
    }
    Ok((rows, data))
}

/// A batch was refused because of what is in it: those that are taken go, the others are noted.
async fn one_by_one(
    room: &Room,
    client: &Client,
    one: &mut Forward,
    version: Version,
    rows: Vec<query::Row>,
) -> Result<bool, store::Error> {
    for row in rows {
        let seq = row.seq;
        let (alone, data) = with_data(&mut room.db.read().await?, one, vec![row]).await?;
        let goes_on = match client.send(one, version, &alone, &data).await {
            Ok(answer) if answer.is_taken() => advance(room, one, &alone, 1).await?,
            Ok(answer) if answer.is_about_statements() => {
                refuse(room, one, seq, &answer).await?;
                advance(room, one, &alone, 0).await?
            }
            Ok(answer) => fail(room, one, &answer.told()).await?,
            Err(error) => fail(room, one, &error).await?,
        };
        if !goes_on {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Sends statements that were passed by, one by one, for there may be many; whether all of them
/// came to their end.
async fn send_late(
    room: &Room,
    client: &Client,
    one: &mut Forward,
    late: Vec<i64>,
) -> Result<bool, store::Error> {
    for seq in late {
        let mut tx = room.db.read().await?;
        let Some(row) = late::read(&mut tx, one, seq).await? else { continue };
        let version = spoken(&row);
        let (alone, data) = with_data(&mut tx, one, vec![row]).await?;
        drop(tx);
        let goes_on = match client.send(one, version, &alone, &data).await {
            Ok(answer) if answer.is_taken() => advance(room, one, &[], 1).await?,
            Ok(answer) if answer.is_about_statements() => {
                refuse(room, one, seq, &answer).await?;
                true
            }
            Ok(answer) => fail(room, one, &answer.told()).await?,
            Err(error) => fail(room, one, &error).await?,
        };
        if !goes_on {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn advance(
    room: &Room,
    one: &mut Forward,
    rows: &[query::Row],
    taken: usize,
) -> Result<bool, store::Error> {
    one.position = rows.last().map_or(one.position, |row| row.seq);
    one.sent += i64::try_from(taken).unwrap_or(0);
    one.failures = 0;
    one.last_error.clear();
    note(room, one).await
}

/// Nothing until a moment is theirs: it waits for nobody.
async fn pass_over(room: &Room, one: &mut Forward, last: i64) -> Result<bool, store::Error> {
    if last > one.position {
        one.position = last;
        note(room, one).await?;
    }
    Ok(false)
}

async fn refuse(room: &Room, one: &Forward, seq: i64, answer: &Answer) -> Result<(), store::Error> {
    let mut tx = room.db.write().await?;
    forward::refuse(&mut tx, one.id, (seq, answer.status, &answer.text)).await?;
    tx.commit().await
}

/// Tries again later, later each time.
async fn fail(room: &Room, one: &mut Forward, why: &str) -> Result<bool, store::Error> {
    one.failures += 1;
    let wait = wait_after(one.failures) * 1_000_000;
    one.next_at = crate::store::time(room.clock.now().as_microsecond() + wait);
    one.last_error = why.chars().filter(|c| *c != '\0').take(500).collect();
    note(room, one).await?;
    Ok(false)
}

/// Notes how it stands with one; `false` where it was stopped meanwhile.
async fn note(room: &Room, one: &Forward) -> Result<bool, store::Error> {
    let mut tx = room.db.write().await?;
    let goes_on = forward::note(&mut tx, one).await?;
    tx.commit().await?;
    Ok(goes_on)
}
