//! A request as the resources see it: the same whether it came as it is or in the alternate
//! syntax of 1.0.3 (Communication 1.3).

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use access::App;
use axum::{
    body::{Body, Bytes, HttpBody as _, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures_util::StreamExt as _;

use super::{
    answer::{self, Refusal},
    params::Params,
};
use crate::{
    Client, Room,
    acts::Condition,
    model::Version,
    rules::{Accepted, rulebook},
    turns::{SMALL, Turn, Turns},
};

/// A request.
pub(super) struct Call {
    pub(super) app: App,
    pub(super) method: Method,
    pub(super) params: Params,
    pub(super) version: Version,
    pub(super) client: Arc<Client>,
    pub(super) content_type: Option<String>,
    pub(super) condition: Condition,
    pub(super) languages: Accepted,
    /// Held for as long as a large request is.
    turn: Option<Turn>,
    /// In a lock, since a body alone can't be shared between threads.
    content: Mutex<Content>,
}

enum Content {
    /// With how many bytes it says it has: a layer around a body may hide that.
    Stream(Body, Option<usize>),
    /// From the form of the alternate syntax; `None` where it had no `content`.
    Form(Option<String>),
}

impl Call {
    pub(super) fn room(&self) -> &Room {
        self.app.room()
    }

    /// The content, whole.
    pub(super) async fn content(&mut self, most: usize) -> Result<Bytes, Refusal> {
        let held = self.content.get_mut().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(held, Content::Form(None)) {
            Content::Stream(body, told) => {
                let (content, turn) = whole(&self.room().turns, (body, told), most).await?;
                self.turn = turn;
                Ok(content)
            }
            Content::Form(Some(content)) => Ok(content.into_bytes().into()),
            Content::Form(None) => Err(Refusal::bad("content", &rulebook::ALTERNATE_CONTENT)),
        }
    }

    pub(super) fn tenant(&self) -> crate::model::TenantId {
        self.client.key.tenant
    }
}

/// What a request says before it is known who asks.
pub(super) struct Said {
    pub(super) method: Method,
    pub(super) params: Params,
    pub(super) version: Option<String>,
    authorization: Option<String>,
    content_type: Option<String>,
    condition: Condition,
    content: Content,
    turn: Option<Turn>,
}

/// A body of so many bytes at most, whole. A large one waits for its turn before it is read.
async fn whole(
    turns: &Turns,
    (body, told): (Body, Option<usize>),
    most: usize,
) -> Result<(Bytes, Option<Turn>), Refusal> {
    if told.is_some_and(|bytes| bytes > most) {
        return Err(Refusal::too_large(most));
    }
    if told.is_some_and(|bytes| bytes <= SMALL) {
        let content = to_bytes(body, most).await.map_err(|_| Refusal::broken_off())?;
        return Ok((content, None));
    }
    let mut turn = None;
    if let Some(bytes) = told {
        turn = Some(turns.take(bytes).await.ok_or_else(Refusal::busy)?);
    }
    let mut content = Vec::with_capacity(told.unwrap_or(0));
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Refusal::broken_off())?;
        if content.len() + piece.len() > most {
            return Err(Refusal::too_large(most));
        }
        // Of one that does not say how long it is, nobody knows how long it will be.
        if turn.is_none() && content.len() + piece.len() > SMALL {
            turn = Some(turns.take(most).await.ok_or_else(Refusal::busy)?);
        }
        content.extend_from_slice(&piece);
    }
    Ok((content.into(), turn))
}

/// Lets a request in and answers it.
pub(super) async fn answer<F>(
    app: App,
    request: Request,
    methods: &[Method],
    then: impl FnOnce(Call) -> F + Send,
) -> Response
where
    F: Future<Output = Result<Response, Refusal>> + Send,
{
    let headers = request.headers();
    let accept = text(headers, header::ACCEPT.as_str()).unwrap_or_default();
    let languages = text(headers, header::ACCEPT_LANGUAGE.as_str()).unwrap_or_default();
    let named = text(headers, "x-experience-api-version");
    let spoken = named.as_deref().and_then(Version::read);
    // Until it is known which one is spoken.
    let mut version = match &named {
        Some(_) => spoken.unwrap_or(Version::V2),
        None => unnamed(&request),
    };
    let outcome = async {
        let said = listen(&app, request, spoken).await?;
        if !methods.contains(&said.method) {
            return Err(Refusal::method(methods));
        }
        let read = said.version.as_deref().and_then(Version::read);
        let rule = &rulebook::VERSION_HEADER;
        version = read.ok_or_else(|| Refusal::bad("X-Experience-API-Version", rule))?;
        let client = identify(&app, said.authorization.as_deref()).await?;
        then(Call {
            app: app.clone(),
            method: said.method,
            params: said.params,
            version,
            client,
            content_type: said.content_type,
            condition: said.condition,
            languages: Accepted::read(&languages),
            turn: said.turn,
            content: Mutex::new(said.content),
        })
        .await
    }
    .await;
    outcome.unwrap_or_else(|refusal| refusal.respond(version, &accept))
}

/// The version a refusal carries where the request names none (Communication 3.3: a header in
/// every response). By 1.0.3 it is that of 1.0.3, by 2.0 that of 2.0, and nobody says who asks:
/// conformance tests of the one look at all resources, those of the other at a statement that is
/// sent or asked for by its id.
fn unnamed(request: &Request) -> Version {
    let uri = request.uri();
    let query = Params::parse(uri.query().unwrap_or_default());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let of_one = !reads || query.get("statementId").is_some();
    let alternate = query.get("method").is_some();
    if uri.path().ends_with("/statements") && of_one && !alternate {
        Version::V2
    } else {
        Version::V1
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// Hears a request out, in whichever syntax it came.
pub(super) async fn listen(
    app: &App,
    request: Request,
    spoken: Option<Version>,
) -> Result<Said, Refusal> {
    let (parts, body) = request.into_parts();
    let length = text(&parts.headers, header::CONTENT_LENGTH.as_str());
    let length = length.and_then(|n| n.parse().ok()).or_else(|| body.size_hint().exact());
    let length = length.map(|n: u64| usize::try_from(n).unwrap_or(usize::MAX));
    let params = Params::parse(parts.uri.query().unwrap_or_default());
    let of = |name: &str| text(&parts.headers, name);
    let said = Said {
        method: if parts.method == Method::HEAD { Method::GET } else { parts.method.clone() },
        params,
        version: of("x-experience-api-version"),
        authorization: of(header::AUTHORIZATION.as_str()),
        content_type: of(header::CONTENT_TYPE.as_str()),
        condition: Condition {
            matches: of(header::IF_MATCH.as_str()),
            none_matches: of(header::IF_NONE_MATCH.as_str()),
        },
        content: Content::Form(None),
        turn: None,
    };
    // 2.0 has no alternate syntax: there, `method` is a parameter nobody knows.
    let alternate = said.method == Method::POST
        && spoken != Some(Version::V2)
        && said.params.get("method").is_some();
    if alternate {
        return unwrap(app, said, (body, length)).await;
    }
    Ok(Said { content: Content::Stream(body, length), ..said })
}

/// Takes a request out of the form it came in.
async fn unwrap(app: &App, said: Said, body: (Body, Option<usize>)) -> Result<Said, Refusal> {
    if said.params.0.len() != 1 {
        return Err(Refusal::bad("method", &rulebook::ALTERNATE));
    }
    let method = said.params.get("method").unwrap_or_default();
    let method = match method {
        "GET" | "HEAD" => Method::GET,
        "PUT" => Method::PUT,
        "POST" => Method::POST,
        "DELETE" => Method::DELETE,
        _ => return Err(Refusal::bad("method", &rulebook::ALTERNATE)),
    };
    let room: &Room = app.room();
    let (form, turn) = whole(&room.strangers, body, room.sizes.statements).await?;
    let mut inner = Said {
        method,
        params: Params::default(),
        // The type of the form is not the type of what is in it.
        content_type: Some("application/json".to_owned()),
        content: Content::Form(None),
        turn,
        ..said
    };
    for (name, value) in form_urlencoded::parse(&form) {
        let value = value.into_owned();
        match name.to_ascii_lowercase().as_str() {
            "authorization" => inner.authorization = Some(value),
            "x-experience-api-version" => inner.version = Some(value),
            "content-type" => inner.content_type = Some(value),
            "content-length" => {}
            "if-match" => inner.condition.matches = Some(value),
            "if-none-match" => inner.condition.none_matches = Some(value),
            _ if name == "content" => inner.content = Content::Form(Some(value)),
            _ => inner.params.0.push((name.into_owned(), value)),
        }
    }
    if inner.version.as_deref().and_then(Version::read) == Some(Version::V2) {
        return Err(Refusal::bad("method", &rulebook::ALTERNATE));
    }
    Ok(inner)
}

/// Who asks: `Authorization: Basic` with key and secret.
async fn identify(app: &App, authorization: Option<&str>) -> Result<Arc<Client>, Refusal> {
    let room: &Room = app.room();
    let given = authorization.and_then(|text| {
        let (scheme, rest) = text.split_once(' ')?;
        let basic = scheme.eq_ignore_ascii_case("basic");
        let decoded = STANDARD.decode(rest.trim()).ok().filter(|_| basic)?;
        let decoded = String::from_utf8(decoded).ok()?;
        let (key, secret) = decoded.split_once(':')?;
        Some((key.to_owned(), secret.to_owned()))
    });
    let (key, secret) = given.ok_or_else(Refusal::unauthorized)?;
    let client = room.find(&key, &secret).await?.ok_or_else(Refusal::unauthorized)?;
    if let Some(rate) = client.key.rate {
        room.rates.take(client.key.id, rate, Instant::now()).map_err(Refusal::too_many)?;
    }
    Ok(client)
}

/// An answer of JSON with its hash as `ETag`.
pub(super) fn tagged(version: Version, body: impl Into<Vec<u8>>) -> Response {
    use sha1::{Digest as _, Sha1};
    let body = body.into();
    let hash = hex::encode(Sha1::digest(&body));
    let mut response = answer::json(version, body);
    answer::etag(&mut response, &hash);
    response
}
