//! `statements`: PUT and POST (Communication 2.1.1, 2.1.2). GET stands in `reading`.

use std::collections::{HashMap, HashSet};

use access::App;
use axum::{
    body::Bytes,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::Response,
};

use super::{
    answer::{self, CONSISTENT_THROUGH, Refusal},
    call::{self, Call},
    multipart, reading,
};
use crate::{
    Room,
    acts::{Job, Named, Prepared, WriteError, is_json, prepare},
    json::{Doc, Kind, Value},
    model::Fault,
    rules::{check_signature, is_sha2_of, rulebook, uuid},
    store::attachment::Data,
};

const METHODS: [Method; 3] = [Method::GET, Method::PUT, Method::POST];

pub(super) async fn resource(State(app): State<App>, request: Request) -> Response {
    let mut response =
        call::answer(app.clone(), request, &METHODS, async |call| match call.method {
            Method::PUT => put(call).await,
            Method::POST => post(call).await,
            _ => reading::get(call).await,
        })
        .await;
    consistent_through(app.room(), &mut response);
    response
}

/// Of an answer that read nothing, or nothing that was found: what is known.
pub(super) fn consistent_through(room: &Room, response: &mut Response) {
    if !response.headers().contains_key(CONSISTENT_THROUGH) {
        answer::consistent_through(response, room.writer.through().known());
    }
}

async fn put(mut call: Call) -> Result<Response, Refusal> {
    call.params.only(&["statementId"])?;
    let given = call.params.get("statementId");
    let id = given.and_then(uuid);
    let id = id.ok_or_else(|| Refusal::bad("statementId", &rulebook::NEEDS_STATEMENT_ID))?;
    may_write(&call)?;
    let content = call.content(call.room().sizes.statements).await?;
    let job = job(&call, &content, Some(id))?;
    drop(content);
    write(&call, job).await?;
    Ok(answer::no_content(call.version))
}

async fn post(mut call: Call) -> Result<Response, Refusal> {
    call.params.only(&[])?;
    may_write(&call)?;
    let content = call.content(call.room().sizes.statements).await?;
    let job = job(&call, &content, None)?;
    drop(content);
    let mut ids = String::with_capacity(job.statements.len() * 39 + 2);
    ids.push('[');
    for (n, one) in job.statements.iter().enumerate() {
        ids.push_str(if n > 0 { ",\"" } else { "\"" });
        ids.push_str(one.id.hyphenated().encode_lower(&mut kernel::Uuid::encode_buffer()));
        ids.push('"');
    }
    ids.push(']');
    write(&call, job).await?;
    Ok(answer::json(call.version, ids))
}

fn may_write(call: &Call) -> Result<(), Refusal> {
    if call.client.key.scopes.may_write() {
        Ok(())
    } else {
        Err(Refusal::forbidden("statements/write"))
    }
}

fn prepared(
    call: &Call,
    top: Value<'_>,
    id: Option<kernel::Uuid>,
) -> Result<Vec<Prepared>, Refusal> {
    let room = call.room();
    Ok(prepare(call.version, &call.client.sender, top, id, (&room.ids, &room.seen))?)
}

/// What came, judged and ready to be written. It holds on to the content only where that has data
/// of attachments: no more is kept while it waits to be written. `id` is that of the one statement
/// of a PUT.
fn job(call: &Call, content: &Bytes, id: Option<kernel::Uuid>) -> Result<Job, Refusal> {
    let received = Received::read(call, content)?;
    let doc = received.parse()?;
    if id.is_some() && doc.root().kind() != Kind::Object {
        return Err(Refusal::bad("$", &rulebook::STATEMENT));
    }
    let statements = prepared(call, doc.root(), id)?;
    if id.is_some_and(|id| statements.iter().any(|one| one.id != id)) {
        return Err(Refusal::bad("$.id", &rulebook::ID_AGREES));
    }
    let named: Vec<&Named> = statements.iter().flat_map(|one| &one.attachments).collect();
    check_data(&received, &named)?;
    check_signatures(&received, doc.root(), &statements)?;
    Ok(Job {
        tenant: call.tenant(),
        authority: call.client.sender.authority_key,
        statements,
        attachments: received.data.into_values().collect(),
    })
}

/// What came: the statements' JSON and the data of attachments by their hashes.
struct Received<'a> {
    json: &'a [u8],
    data: HashMap<String, Data>,
    multipart: bool,
}

impl<'a> Received<'a> {
    fn read(call: &Call, content: &'a Bytes) -> Result<Self, Refusal> {
        let kind = call.content_type.as_deref().unwrap_or_default();
        if is_json(kind) {
            return Ok(Self { json: content, data: HashMap::new(), multipart: false });
        }
        let mixed = kind.trim_start().to_ascii_lowercase().starts_with("multipart/mixed");
        if !mixed {
            return Err(Refusal::bad("Content-Type", &rulebook::CONTENT_TYPE_HEADER));
        }
        let malformed = || Refusal::bad("Content-Type", &rulebook::MULTIPART);
        let boundary = multipart::boundary(kind).ok_or_else(malformed)?;
        let parts = multipart::parts(content, &boundary).map_err(|why| match why {
            multipart::Malformed::Form => Refusal::bad("$", &rulebook::MULTIPART),
            multipart::Malformed::Parts => Refusal::larger(why.to_string()),
        })?;
        let (first, rest) = parts.split_first().ok_or_else(malformed)?;
        if !first.header("content-type").is_some_and(is_json) {
            return Err(Refusal::bad("part 1: Content-Type", &rulebook::FIRST_PART));
        }
        let mut data = HashMap::new();
        for (n, part) in rest.iter().enumerate() {
            let one = attachment(content, part, n + 2)?;
            data.insert(one.sha2.clone(), one);
        }
        Ok(Self { json: first.data, data, multipart: true })
    }

    fn parse(&self) -> Result<Doc<'a>, Refusal> {
        Doc::of_statements(self.json).map_err(|why| Fault::malformed("$", why).into())
    }
}

/// A part behind the first: data whose hash is told and true. What it says of their type is not
/// held against the statement, "The LRS decides whether to accept or reject the Statement based on
/// the information in the first part" (Communication 1.5.2); they are told under the type the
/// statement gives them.
fn attachment(content: &Bytes, part: &multipart::Part<'_>, n: usize) -> Result<Data, Refusal> {
    let encoding = part.header("content-transfer-encoding");
    if !encoding.is_some_and(|text| text.eq_ignore_ascii_case("binary")) {
        let place = format!("part {n}: Content-Transfer-Encoding");
        return Err(Refusal::bad(place, &rulebook::PART_ENCODING));
    }
    let told = part.header("x-experience-api-hash").unwrap_or_default().to_ascii_lowercase();
    if !is_sha2_of(&told, part.data) {
        let place = format!("part {n}: X-Experience-API-Hash");
        return Err(Refusal::bad(place, &rulebook::PART_HASH));
    }
    let kind = part.header("content-type").unwrap_or("application/octet-stream");
    Ok(Data { sha2: told, content_type: kind.to_owned(), contents: content.slice_ref(part.data) })
}

async fn write(call: &Call, job: Job) -> Result<(), Refusal> {
    let stored = call.room().writer.write(job).await.map_err(|error| match error {
        WriteError::Conflict(id) => {
            let fault = Fault::new(format!("$ ({id})"), &rulebook::CONFLICT);
            Refusal::fault(StatusCode::CONFLICT, fault)
        }
        WriteError::Store(_) => store::Error::Busy.into(),
    });
    stored.map(drop)
}

/// Each attachment has a fileUrl or its data; all data belong to an attachment. Whose data they are
/// the hash says: "It MUST not do so any other way" (Communication 1.5.2), so a `length` that
/// counts otherwise is no reason to refuse them.
fn check_data(received: &Received<'_>, named: &[&Named]) -> Result<(), Refusal> {
    let missing = named.iter().find(|one| !one.has_url && !received.data.contains_key(&one.sha2));
    if let Some(one) = missing {
        let alone = one.is_signature && !received.multipart;
        let rule = if alone { &rulebook::SIGNATURE_DATA } else { &rulebook::PART_MISSING };
        return Err(Refusal::bad(one.path.clone(), rule));
    }
    // A request has thousands of parts, and may name many more.
    let hashes: HashSet<&str> = named.iter().map(|one| one.sha2.as_str()).collect();
    let stray = received.data.keys().any(|hash| !hashes.contains(hash.as_str()));
    if stray { Err(Refusal::bad("$", &rulebook::PART_STRAY)) } else { Ok(()) }
}

fn check_signatures(
    received: &Received<'_>,
    top: Value<'_>,
    statements: &[Prepared],
) -> Result<(), Refusal> {
    let alone = (top.kind() == Kind::Object).then_some(top);
    let each = alone.into_iter().chain(top.items());
    for (statement, one) in each.zip(statements) {
        // One that is named many times is looked at once: it may be as large as the request.
        let mut looked_at = HashSet::new();
        for signature in one.attachments.iter().filter(|one| one.is_signature) {
            if !looked_at.insert(&signature.sha2) {
                continue;
            }
            let data = received.data.get(&signature.sha2).map(|data| &data.contents[..]);
            let data = data
                .ok_or_else(|| Refusal::bad(signature.path.clone(), &rulebook::SIGNATURE_DATA))?;
            check_signature(statement, one.id, data)
                .map_err(|rule| Refusal::bad(signature.path.clone(), rule))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn many_parts_and_many_more_names_are_held_against_each_other_at_once() {
        const NAMED: usize = 100_000;
        const PARTS: usize = 10_000;
        let named = |n: usize| Named {
            sha2: format!("{n:064x}"),
            is_signature: false,
            has_url: true,
            path: String::new(),
        };
        let data = |n: usize| {
            let sha2 = format!("{n:064x}");
            let (content_type, contents) = (String::new(), Bytes::new());
            (sha2.clone(), Data { sha2, content_type, contents })
        };
        let all: Vec<Named> = (0..NAMED).map(named).collect();
        let all: Vec<&Named> = all.iter().collect();
        let last = (NAMED - PARTS..NAMED).map(data).collect();
        let received = Received { json: b"", data: last, multipart: true };
        let start = Instant::now();
        assert!(check_data(&received, &all).is_ok());
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        assert!(check_data(&received, &all[..NAMED - 1]).is_err(), "one belongs to nothing");
    }
}
