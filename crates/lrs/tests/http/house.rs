//! The store under test, and someone who asks it.

use access::App;
use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::Clock;
use lrs::{Room, acts::add_key};
use serde_json::Value as Json;
use store::{Db, Migration};
use tower::ServiceExt as _;

pub(crate) fn migrations() -> Vec<Migration> {
    ledger::MIGRATIONS.iter().chain(access::MIGRATIONS).chain(lrs::MIGRATIONS).copied().collect()
}

/// Statements in a part of the indexes: so few that what a test stores stands in several.
const PART: usize = 5;

pub(crate) fn app(db: Db, clock: &Clock) -> App {
    let room = Room::new(db.clone(), clock.clone(), Some("https://lrs.example.vn/")).parts(PART);
    App::builder(db, clock.clone()).room(room).build()
}

/// Someone with a key.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) router: Router,
    pub(crate) app: App,
    pub(crate) authorization: Option<String>,
    version: Option<&'static str>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

pub(crate) async fn asker(app: &App, scopes: &str, tenant: &str) -> Asker {
    let made =
        add_key(&access::Actor::command(), &app.db, &app.clock, "test", scopes, tenant, None)
            .await
            .unwrap();
    let pair = STANDARD.encode(format!("{}:{}", made.key.key, made.secret));
    Asker {
        router: lrs::web::router().with_state(app.clone()),
        app: app.clone(),
        authorization: Some(format!("Basic {pair}")),
        version: Some("1.0.3"),
    }
}

/// A store with one key that may do everything.
pub(crate) async fn open(db: Db) -> Asker {
    asker(&app(db, &testkit::clock()), "all", "").await
}

impl Asker {
    pub(crate) fn speaking(&self, version: Option<&'static str>) -> Self {
        Self { version, ..self.clone() }
    }

    pub(crate) fn saying(&self, authorization: Option<String>) -> Self {
        Self { authorization, ..self.clone() }
    }

    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(version) = self.version {
            request = request.header("X-Experience-API-Version", version);
        }
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, json: &str) -> Answer {
        self.ask("POST", path, &[("Content-Type", "application/json")], json.to_owned()).await
    }

    pub(crate) async fn put(&self, path: &str, json: &str) -> Answer {
        self.ask("PUT", path, &[("Content-Type", "application/json")], json.to_owned()).await
    }

    /// Statements that match, in their order, following `more`.
    pub(crate) async fn all(&self, query: &str) -> Vec<Json> {
        let mut path = format!("/xapi/statements?{query}");
        let mut found = Vec::new();
        loop {
            let page = self.get(&path).await.expect(200).json();
            found.extend(page["statements"].as_array().unwrap().iter().cloned());
            match page["more"].as_str().unwrap() {
                "" => return found,
                more => more.clone_into(&mut path),
            }
        }
    }
}

pub(crate) fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(crate) const STATEMENT: &str = r#"{"actor":{"mbox":"mailto:xapi@adlnet.gov"},"verb":{"id":"http://adlnet.gov/expapi/verbs/attended"},"object":{"id":"http://www.example.com/meetings/occurances/34534"}}"#;

/// The simplest statement, with an id.
pub(crate) fn statement(id: &str) -> String {
    STATEMENT.replacen('{', &format!("{{\"id\":\"{id}\","), 1)
}

pub(crate) fn id(n: u128) -> String {
    kernel::Uuid::from_u128(n).to_string()
}

/// Somebody at a browser, signed in.
pub(crate) async fn signed_in(app: &App) -> testkit::Client {
    let (name, password) = ("canbo.a", "con bò cười trên mái");
    let by = access::Actor::command();
    access::create_account(app, &by, name, "Nguyễn Văn A", password).await.unwrap();
    let role = access::NewRole::whole(name, access::Role::Administrator);
    access::give_roles(app, &by, &[role], "").await.unwrap();
    let site =
        ui::Site::new(&[access::MESSAGES, lrs::MESSAGES], lrs::pages::NAV.iter().copied(), None)
            .unwrap();
    let rooms = access::routes().merge(lrs::pages::router()).with_state(app.clone());
    let mut client = testkit::Client::new(ui::dress(access::guard(rooms, app), site));
    client.get("/dang-nhap").await;
    client.post("/dang-nhap", &[("name", name), ("password", password)]).await.expect(303);
    client
}
