//! `activities/state`, `activities/profile` and `agents/profile` (Communication 2.2, 2.3, 2.6, 2.7).

use access::App;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    response::Response,
};

use super::{
    answer::{self, Refusal},
    call::{self, Call},
};
use crate::{
    acts::{DocumentError, Unconditional, delete_document, is_json, merge_document, put_document},
    figures,
    json::{self, write_text},
    model::{Fault, Version},
    rules::rulebook,
    store::document::{Kind, Place},
};

const METHODS: [Method; 4] = [Method::GET, Method::PUT, Method::POST, Method::DELETE];

pub(super) async fn state(State(app): State<App>, request: Request) -> Response {
    call::answer(app, request, &METHODS, |call| documents(call, Kind::State)).await
}

pub(super) async fn activity_profile(State(app): State<App>, request: Request) -> Response {
    call::answer(app, request, &METHODS, |call| documents(call, Kind::ActivityProfile)).await
}

pub(super) async fn agent_profile(State(app): State<App>, request: Request) -> Response {
    call::answer(app, request, &METHODS, |call| documents(call, Kind::AgentProfile)).await
}

impl Kind {
    /// The parameter that names one document.
    const fn name(self) -> &'static str {
        match self {
            Self::State => "stateId",
            Self::ActivityProfile | Self::AgentProfile => "profileId",
        }
    }

    const fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::State => &["activityId", "agent", "registration", "stateId"],
            Self::ActivityProfile => &["activityId", "profileId"],
            Self::AgentProfile => &["agent", "profileId"],
        }
    }

    fn may(self, call: &Call) -> Result<(), Refusal> {
        let (scopes, reads) = (call.client.key.scopes, call.method == Method::GET);
        let (good, scope) = match (self, reads) {
            (Self::State, true) => (scopes.may_read_state(), "state"),
            (Self::State, false) => (scopes.may_write_state(), "state"),
            (_, true) => (scopes.may_read_profile(), "profile"),
            (_, false) => (scopes.may_write_profile(), "profile"),
        };
        if good { Ok(()) } else { Err(Refusal::forbidden(scope)) }
    }
}

async fn documents(call: Call, kind: Kind) -> Result<Response, Refusal> {
    let known = [kind.parameters(), &["since"][..]].concat();
    let known = if call.method == Method::GET { &known[..] } else { kind.parameters() };
    call.params.only(known)?;
    let place = place(&call, kind)?;
    let name = call.params.get(kind.name()).map(str::to_owned);
    kind.may(&call)?;
    match (&call.method, name) {
        (&Method::GET, Some(name)) => one(&call, &place, &name).await,
        (&Method::GET, None) => list(&call, &place).await,
        (&Method::DELETE, name) => {
            if name.is_none() && kind != Kind::State {
                return Err(Refusal::bad("profileId", &rulebook::PROFILE_ID));
            }
            delete_document(
                &call.room().db,
                (call.tenant(), &place, name.as_deref()),
                &call.condition,
            )
            .await?;
            Ok(answer::no_content(call.version))
        }
        (_, None) => {
            let rule =
                if kind == Kind::State { &rulebook::STATE_ID } else { &rulebook::PROFILE_ID };
            Err(Refusal::bad(kind.name(), rule))
        }
        (_, Some(name)) => change(call, &place, &name).await,
    }
}

fn place(call: &Call, kind: Kind) -> Result<Place, Refusal> {
    let params = &call.params;
    let mut place =
        Place { kind, activity: String::new(), agent: String::new(), registration: None };
    if kind != Kind::AgentProfile {
        params.require("activityId")?;
        params.iri("activityId")?.unwrap_or_default().clone_into(&mut place.activity);
    }
    if kind != Kind::ActivityProfile {
        params.require("agent")?;
        // Communication 2.6: "an Agent Object and not a Group". 2.0 takes an identified group too.
        let group = call.version == Version::V2;
        let agent = params.agent("agent", group, |ifi, _| ifi.canonical())?;
        place.agent = agent.unwrap_or_default().replace('\0', "\u{fffd}");
    }
    place.registration = params.uuid("registration")?.map(|id| id.to_string());
    Ok(place)
}

async fn one(call: &Call, place: &Place, name: &str) -> Result<Response, Refusal> {
    call.params.timestamp("since")?;
    let mut tx = call.room().db.read().await?;
    let found = figures::document(&mut tx, call.tenant(), place, name).await?;
    drop(tx);
    let found = found.ok_or_else(Refusal::not_found)?;
    let mut response =
        answer::answer(call.version, StatusCode::OK, &found.content_type, found.contents);
    answer::etag(&mut response, &found.etag);
    answer::last_modified(&mut response, found.updated_at);
    Ok(response)
}

async fn list(call: &Call, place: &Place) -> Result<Response, Refusal> {
    let since = call.params.timestamp("since")?;
    let mut tx = call.room().db.read().await?;
    let (names, last) = figures::document_names(&mut tx, call.tenant(), place, since).await?;
    drop(tx);
    let mut body = String::from("[");
    for (n, name) in names.iter().enumerate() {
        if n > 0 {
            body.push(',');
        }
        write_text(name, &mut body);
    }
    body.push(']');
    let mut response = call::tagged(call.version, body);
    if let Some(last) = last {
        answer::last_modified(&mut response, last);
    }
    Ok(response)
}

async fn change(mut call: Call, place: &Place, name: &str) -> Result<Response, Refusal> {
    if name.contains('\0') || place.activity.contains('\0') {
        return Err(Refusal::bad(place.kind.name(), &rulebook::TEXT_EXPECTED));
    }
    let contents: Vec<u8> = call.content(call.room().sizes.document).await?.into();
    let kind = call.content_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
    if is_json(&kind) {
        json::check(&contents).map_err(|_| Refusal::bad("$", &rulebook::JSON_DOCUMENT))?;
    }
    let room = call.room();
    let at = (call.tenant(), place, name);
    let content = (kind.as_str(), contents);
    if call.method == Method::PUT {
        let otherwise = Unconditional::of(call.version, place.kind);
        let condition = (&call.condition, otherwise);
        put_document(&room.db, &room.clock, at, condition, content).await?;
    } else {
        merge_document(&room.db, &room.clock, at, &call.condition, content).await?;
    }
    Ok(answer::no_content(call.version))
}

impl From<DocumentError> for Refusal {
    fn from(error: DocumentError) -> Self {
        let with = |status, fault: Fault| Self::fault(status, fault);
        match error {
            DocumentError::Precondition(fault) => with(StatusCode::PRECONDITION_FAILED, fault),
            DocumentError::Conflict(fault) => with(StatusCode::CONFLICT, fault),
            DocumentError::Bad(fault) => with(StatusCode::BAD_REQUEST, fault),
            DocumentError::Store(error) => error.into(),
        }
    }
}
