//! `statements`: GET (Communication 2.1.3).

use axum::response::Response;

use super::{
    answer::{self, Refusal},
    call::{self, Call},
    more,
    params::agent_key,
    piecemeal::Source,
};
use crate::{
    figures,
    model::{Format, Kind, Lookup, One, StatementQuery},
    rules::rulebook,
    store::{attachment::Held, query},
    turns::SMALL,
};

const KNOWN: [&str; 14] = [
    "statementId",
    "voidedStatementId",
    "agent",
    "verb",
    "activity",
    "registration",
    "related_activities",
    "related_agents",
    "since",
    "until",
    "limit",
    "format",
    "attachments",
    "ascending",
];

/// Most statements on a page.
const MOST: u32 = 500;

/// How the answer is told.
#[derive(Clone, Copy, Debug)]
struct Manner {
    format: Format,
    attachments: bool,
}

pub(super) async fn get(call: Call) -> Result<Response, Refusal> {
    call.params.only(&KNOWN)?;
    let manner = manner(&call)?;
    let one = match (call.params.uuid("statementId")?, call.params.uuid("voidedStatementId")?) {
        (Some(_), Some(_)) => {
            return Err(Refusal::bad("voidedStatementId", &rulebook::BOTH_IDS));
        }
        (Some(id), None) => Some(One::Statement(id)),
        (None, Some(id)) => Some(One::Voided(id)),
        (None, None) => None,
    };
    may_read(&call)?;
    if let Some(one) = one {
        return single(&call, one, manner).await;
    }
    let query = read_query(&call)?;
    page(&call, query, manner).await
}

fn manner(call: &Call) -> Result<Manner, Refusal> {
    let format = match call.params.get("format") {
        None => Format::Exact,
        Some(text) => {
            Format::read(text).ok_or_else(|| Refusal::bad("format", &rulebook::FORMAT))?
        }
    };
    Ok(Manner { format, attachments: call.params.boolean("attachments")? })
}

pub(super) fn may_read(call: &Call) -> Result<(), Refusal> {
    if call.client.key.scopes.may_read_mine() {
        Ok(())
    } else {
        Err(Refusal::forbidden("statements/read"))
    }
}

/// Whoever may not read what others sent is not given their attachments either: a hash alone, named
/// in a statement of one's own, opens nothing.
fn teller(call: &Call, manner: Manner) -> figures::Teller<'_> {
    let may_read = call.client.key.scopes.may_read();
    figures::Teller {
        version: call.version,
        tenant: call.tenant(),
        format: manner.format,
        languages: &call.languages,
        sender: (!may_read).then_some(call.client.sender.authority_key),
    }
}

/// What is read from, and through when everything is in it.
async fn view(call: &Call) -> Result<(store::Tx, i64), store::Error> {
    let room = call.room();
    room.writer.through().view(&room.db, room.clock.now().as_microsecond()).await
}

async fn single(call: &Call, one: One, manner: Manner) -> Result<Response, Refusal> {
    let alone = ["statementId", "voidedStatementId", "attachments", "format"];
    if let Some((name, _)) = call.params.0.iter().find(|(name, _)| !alone.contains(&name.as_str()))
    {
        return Err(Refusal::bad(name.clone(), &rulebook::ID_ALONE));
    }
    let (mut tx, through) = view(call).await?;
    let kept = crate::store::statement::seen(&mut tx, call.tenant(), one).await?;
    let mine = call.client.sender.authority_key;
    let kept = kept.filter(|kept| call.client.key.scopes.may_read() || kept.authority == mine);
    let kept = kept.ok_or_else(Refusal::not_found)?;
    let stored = kept.seq;
    let row = query::Listed { seq: kept.seq, sig: kept.sig, size: kept.size, body: kept.body };
    let mut list = query::List { rows: vec![row], more: false };
    let held = attachments(call, manner, (&mut tx, &mut list)).await?;
    let telling = Telling { call, manner, ends: ("", String::new()) };
    let mut response = telling.respond(tx, list, held).await?;
    answer::last_modified(&mut response, stored);
    answer::consistent_through(&mut response, through.max(stored));
    Ok(response)
}

/// What is known of the attachments, where they are asked for. The list ends where they would be
/// too much.
async fn attachments(
    call: &Call,
    manner: Manner,
    (tx, list): (&mut store::Tx, &mut query::List),
) -> Result<Option<Vec<Held>>, store::Error> {
    if !manner.attachments {
        return Ok(None);
    }
    let most = call.room().sizes.page;
    teller(call, manner).attachments(tx, list, most).await.map(Some)
}

fn read_query(call: &Call) -> Result<StatementQuery, Refusal> {
    let params = &call.params;
    let tenant = call.tenant();
    let broad_agents = params.boolean("related_agents")?;
    let broad_activities = params.boolean("related_activities")?;
    let agent = params.agent("agent", true, |ifi, _| Lookup {
        narrow: agent_key(tenant, ifi),
        related: broad_agents.then(|| Kind::RelatedAgent.agent(tenant, ifi)),
    })?;
    let activity = params.iri("activity")?.map(|id| Lookup {
        narrow: Kind::Activity.text(tenant, id),
        related: broad_activities.then(|| Kind::RelatedActivity.text(tenant, id)),
    });
    let registration = params.uuid("registration")?;
    let limit = match params.get("limit") {
        None => 0,
        Some(text) => {
            let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let limit = text.parse().unwrap_or(u32::MAX);
            if plain { limit } else { return Err(Refusal::bad("limit", &rulebook::LIMIT)) }
        }
    };
    Ok(StatementQuery {
        agent,
        verb: params.iri("verb")?.map(|id| Kind::Verb.text(tenant, id)),
        activity,
        registration: registration
            .map(|id| crate::model::hash_of(tenant, Kind::Registration, id.as_bytes())),
        authority: (!call.client.key.scopes.may_read()).then_some(call.client.sender.authority_key),
        since: params.timestamp("since")?,
        until: params.timestamp("until")?,
        ascending: params.boolean("ascending")?,
        limit: if limit == 0 { MOST } else { limit.min(MOST) },
    })
}

async fn page(call: &Call, query: StatementQuery, manner: Manner) -> Result<Response, Refusal> {
    let (mut tx, through) = view(call).await?;
    let most = call.room().sizes.page;
    let mut list = query::list(&mut tx, call.tenant(), &query, most).await?;
    let held = attachments(call, manner, (&mut tx, &mut list)).await?;
    let last = list.rows.last().filter(|_| list.more);
    let more = last.map(|last| more::address(&call.params, query.ascending, last.seq));
    let end = format!("],\"more\":\"{}\"}}", more.unwrap_or_default());
    let newest = list.rows.iter().map(|row| row.seq).max();
    let telling = Telling { call, manner, ends: ("{\"statements\":[", end) };
    let mut response = telling.respond(tx, list, held).await?;
    if let Some(newest) = newest {
        answer::last_modified(&mut response, newest);
    }
    answer::consistent_through(&mut response, newest.map_or(through, |at| through.max(at)));
    Ok(response)
}

/// How an answer is told, and what stands before and behind its statements.
struct Telling<'c> {
    call: &'c Call,
    manner: Manner,
    ends: (&'static str, String),
}

impl Telling<'_> {
    /// A small answer is put together at once, a large one as it is taken.
    async fn respond(
        self,
        mut tx: store::Tx,
        mut list: query::List,
        held: Option<Vec<Held>>,
    ) -> Result<Response, Refusal> {
        let call = self.call;
        if held.is_none() && list.size() <= SMALL {
            let mut rows = Vec::with_capacity(list.rows.len());
            for row in list.rows {
                rows.push(row.whole(&mut tx).await?);
            }
            if let Some(body) = self.at_once(&mut tx, &rows).await? {
                return Ok(call::tagged(call.version, body));
            }
            list = query::List::from(rows);
        }
        drop(tx);
        Ok(Source::new(call, self.manner.format).respond(list.rows, held, self.ends))
    }

    async fn at_once(
        &self,
        tx: &mut store::Tx,
        rows: &[query::Row],
    ) -> Result<Option<Vec<u8>>, store::Error> {
        let Some(told) = teller(self.call, self.manner).tell(tx, rows, SMALL).await? else {
            return Ok(None);
        };
        let size: usize = told.iter().map(|one| one.len() + 1).sum();
        let mut body = Vec::with_capacity(size + 200);
        body.extend_from_slice(self.ends.0.as_bytes());
        for (n, statement) in told.iter().enumerate() {
            if n > 0 {
                body.push(b',');
            }
            body.extend_from_slice(statement);
        }
        body.extend_from_slice(self.ends.1.as_bytes());
        Ok(Some(body))
    }
}
