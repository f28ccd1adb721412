//! `agents`, `activities` and `about` (Communication 2.4, 2.5, 2.8).

use access::App;
use axum::{
    extract::{Request, State},
    http::Method,
    response::Response,
};

use super::{
    answer::{self, Refusal},
    call::{self, Call},
    params::agent_key,
};
use crate::{
    figures,
    json::{escape, write_text},
    model::{Ifi, Version},
    rules::rulebook,
};

pub(super) async fn agents(State(app): State<App>, request: Request) -> Response {
    call::answer(app, request, &[Method::GET], person).await
}

async fn person(call: Call) -> Result<Response, Refusal> {
    call.params.only(&["agent"])?;
    call.params.require("agent")?;
    may_look_up(&call)?;
    let tenant = call.tenant();
    let asked = call.params.agent("agent", false, |ifi, called| {
        (agent_key(tenant, ifi), identity(ifi), called.map(str::to_owned))
    })?;
    let Some((key, identity, called)) = asked else {
        return Err(Refusal::bad("agent", &rulebook::PARAMETER_MISSING));
    };
    // How others call somebody stands in their statements: who may not read those learns nothing.
    let mut names = Vec::new();
    if call.client.key.scopes.may_read() {
        names = figures::names(&mut call.room().db.read().await?, key).await?;
    }
    if let Some(called) = called.filter(|called| !names.contains(called)) {
        names.push(called);
    }
    let mut body = String::from("{\"objectType\":\"Person\"");
    if !names.is_empty() {
        body.push_str(",\"name\":[");
        for (n, name) in names.iter().enumerate() {
            if n > 0 {
                body.push(',');
            }
            write_text(name, &mut body);
        }
        body.push(']');
    }
    body.push_str(&identity);
    body.push('}');
    Ok(call::tagged(call.version, body))
}

fn identity(ifi: &Ifi<'_>) -> String {
    let properties = ifi.properties();
    let (name, value) = properties.split_once(':').unwrap_or_default();
    format!(",{name}:[{value}]")
}

fn may_look_up(call: &Call) -> Result<(), Refusal> {
    if call.client.key.scopes.may_look_up() { Ok(()) } else { Err(Refusal::forbidden("all/read")) }
}

pub(super) async fn activities(State(app): State<App>, request: Request) -> Response {
    call::answer(app, request, &[Method::GET], activity).await
}

async fn activity(call: Call) -> Result<Response, Refusal> {
    call.params.only(&["activityId"])?;
    call.params.require("activityId")?;
    let id = call.params.iri("activityId")?.unwrap_or_default().to_owned();
    may_look_up(&call)?;
    let mut tx = call.room().db.read().await?;
    let definition = figures::definition(&mut tx, call.tenant(), &id).await?;
    drop(tx);
    let mut body = format!("{{\"objectType\":\"Activity\",\"id\":{}", escape(&id));
    if let Some(definition) = definition {
        body.push_str(",\"definition\":");
        body.push_str(&definition);
    }
    body.push('}');
    Ok(call::tagged(call.version, body))
}

/// What is spoken here. Open to everybody, whatever version the request names.
pub(super) async fn about(State(app): State<App>, request: Request) -> Response {
    let header = request.headers().get(answer::VERSION).and_then(|v| v.to_str().ok());
    let spoken = header.and_then(Version::read);
    let accept = request.headers().get("accept").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let accept = accept.to_owned();
    let said = call::listen(&app, request, spoken).await;
    // In the alternate syntax the version may be a field of the form.
    let within = said.as_ref().ok().and_then(|said| Version::read(said.version.as_deref()?));
    let spoken = spoken.or(within);
    let version = spoken.unwrap_or(Version::V2);
    let taken = said.and_then(|said| match said.method {
        Method::GET => said.params.only(&[]),
        _ => Err(Refusal::method(&[Method::GET])),
    });
    if let Err(refusal) = taken {
        return refusal.respond(version, &accept);
    }
    let known: Vec<String> = Version::told_to(spoken).iter().map(|one| escape(one)).collect();
    call::tagged(version, format!("{{\"version\":[{}]}}", known.join(",")))
}
