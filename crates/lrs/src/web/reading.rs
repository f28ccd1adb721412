//! `statements`: GET (Communication 2.1.3).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::{
    answer::{self, Refusal},
    call::{self, Call},
    more,
    params::agent_key,
};
use crate::{
    figures,
    model::{Format, Kind, Lookup, One, StatementQuery},
    rules::rulebook,
    store::{attachment::Data, query},
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
    let kept = crate::store::statement::one(&mut tx, call.tenant(), one).await?;
    let mine = call.client.sender.authority_key;
    let kept = kept.filter(|kept| call.client.key.scopes.may_read() || kept.authority == mine);
    let kept = kept.ok_or_else(Refusal::not_found)?;
    let stored = kept.seq;
    let rows = [query::Row { seq: kept.seq, sig: kept.sig, body: kept.body }];
    let teller = teller(call, manner);
    let told = teller.tell(&mut tx, &rows).await?;
    let data = if manner.attachments { teller.data(&mut tx, &rows).await? } else { Vec::new() };
    drop(tx);
    let body = told.into_iter().next().unwrap_or_default().into_owned();
    let mut response = packed(call, body, manner, &data);
    answer::last_modified(&mut response, stored);
    answer::consistent_through(&mut response, through.max(stored));
    Ok(response)
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
    let found = query::page(&mut tx, call.tenant(), &query).await?;
    let teller = teller(call, manner);
    let told = teller.tell(&mut tx, &found.rows).await?;
    let data =
        if manner.attachments { teller.data(&mut tx, &found.rows).await? } else { Vec::new() };
    drop(tx);
    let size: usize = told.iter().map(|one| one.len()).sum();
    let mut body = Vec::with_capacity(size + told.len() + 200);
    body.extend_from_slice(b"{\"statements\":[");
    for (n, statement) in told.iter().enumerate() {
        if n > 0 {
            body.push(b',');
        }
        body.extend_from_slice(statement);
    }
    body.extend_from_slice(b"],\"more\":\"");
    if let Some(last) = found.rows.last().filter(|_| found.more) {
        let address = more::address(&call.params, query.ascending, last.seq);
        body.extend_from_slice(address.as_bytes());
    }
    body.extend_from_slice(b"\"}");
    let mut response = packed(call, body, manner, &data);
    let newest = found.rows.iter().map(|row| row.seq).max();
    if let Some(newest) = newest {
        answer::last_modified(&mut response, newest);
    }
    answer::consistent_through(&mut response, newest.map_or(through, |at| through.max(at)));
    Ok(response)
}

/// As JSON, or with what attachments hold behind it.
fn packed(call: &Call, body: Vec<u8>, manner: Manner, data: &[Data]) -> Response {
    if !manner.attachments {
        return call::tagged(call.version, body);
    }
    let boundary = format!("xapi-{}", call.room().ids.next().simple());
    let size: usize = data.iter().map(|one| one.contents.len() + 300).sum();
    let mut out = Vec::with_capacity(body.len() + size + 300);
    let mut put = |head: &str, data: &[u8]| {
        out.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
        out.extend_from_slice(data);
        out.extend_from_slice(b"\r\n");
    };
    put("Content-Type: application/json\r\n", &body);
    for one in data {
        let head = format!(
            "Content-Type: {}\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {}\r\n",
            one.content_type, one.sha2
        );
        put(&head, &one.contents);
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/mixed; boundary={boundary}");
    let mut response = answer::answer(call.version, StatusCode::OK, &kind, out);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    response
}
