//! Forms that no page of ours made, and looks that must change nothing.

use std::collections::BTreeMap;

use axum::http::Method;
use store::{Tx, on_db, sqlx};
use testkit::Page;

use super::{Ground, beginning, browser, code, own};
use crate::matrix::{house::Ticket, table::NOBODY};

const FORM: &str = "application/x-www-form-urlencoded";
const ASKERS: [&str; 3] = ["admin", "coord", "report"];

/// A way to send a form that is not from a page of the one who sends it.
struct Forgery {
    what: &'static str,
    address: fn(&str, &Ticket) -> String,
    body: fn(&Ticket, &Ticket) -> String,
    kind: &'static str,
    header: Option<(&'static str, &'static str)>,
}

fn plain(address: &str, _: &Ticket) -> String {
    address.to_owned()
}

fn right(own: &Ticket, _: &Ticket) -> String {
    format!("{}={}", access::CSRF_FIELD, own.csrf)
}

const FORGERIES: [Forgery; 7] = [
    Forgery {
        what: "without a token",
        address: plain,
        body: |_, _| String::new(),
        kind: FORM,
        header: None,
    },
    Forgery {
        what: "with the token of another session",
        address: plain,
        body: |_, other| format!("{}={}", access::CSRF_FIELD, other.csrf),
        kind: FORM,
        header: None,
    },
    Forgery {
        what: "with the cookie as a token",
        address: plain,
        body: |own, _| {
            let cookie = own.cookie.as_ref().map(|(_, value)| value.as_str());
            format!("{}={}", access::CSRF_FIELD, cookie.unwrap_or_default())
        },
        kind: FORM,
        header: None,
    },
    Forgery {
        what: "with the token in the address",
        address: |address, own| {
            let sign = if address.contains('?') { '&' } else { '?' };
            format!("{address}{sign}{}={}", access::CSRF_FIELD, own.csrf)
        },
        body: |_, _| String::new(),
        kind: FORM,
        header: None,
    },
    Forgery {
        what: "as plain text, as a form of another site can",
        address: plain,
        body: right,
        kind: "text/plain",
        header: None,
    },
    Forgery {
        what: "from another origin",
        address: plain,
        body: right,
        kind: FORM,
        header: Some(("origin", "https://xau.example")),
    },
    Forgery {
        what: "from another site",
        address: plain,
        body: right,
        kind: FORM,
        header: Some(("sec-fetch-site", "cross-site")),
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_nobody_changes_nothing() {
    let mut ground = Ground::open().await;
    let router = ground.house.open().await;
    let other = ground.house.tickets["inspect"].clone();
    let changing = ground.with("POST");
    assert!(changing.len() > 80, "addresses that change something: {}", changing.len());
    let mut wrong = Vec::new();
    for example in &changing {
        for name in ASKERS {
            let ticket = ground.house.tickets[name].clone();
            for forgery in &FORGERIES {
                let address = (forgery.address)(&own(&example.inside, &ticket), &ticket);
                let mut client = browser(&router, &ticket, "application/json");
                if let Some((name, value)) = forgery.header {
                    client = client.with_header(name, value);
                }
                let body = (forgery.body)(&ticket, &other).into_bytes();
                let kind = Some(forgery.kind.to_owned());
                let page = client.send(Method::POST, &address, kind, body).await;
                if (page.status.as_u16(), &code(&page)[..]) != (403, "csrf") {
                    let said = beginning(&page);
                    wrong.push(format!("{name}, {}: {address}: {said}", forgery.what));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "forms that were taken: {wrong:#?}");
}

/// Whoever has not signed in has a token too, that guards the doors: without it nobody is signed
/// in with an attacker's password, or made to start anything.
#[tokio::test(flavor = "multi_thread")]
async fn the_doors_ask_strangers_for_a_token_as_well() {
    let mut ground = Ground::open().await;
    let router = ground.house.open().await;
    let mut wrong = Vec::new();
    for example in ground.with("POST") {
        let ticket = ground.house.tickets[NOBODY].clone();
        let mut client = browser(&router, &ticket, "application/json");
        let address = own(&example.inside, &ticket);
        let page = client.send(Method::POST, &address, Some(FORM.to_owned()), Vec::new()).await;
        let refused = match page.status.as_u16() {
            403 => code(&page) == "csrf",
            status => status == 401,
        };
        if !refused {
            wrong.push(format!("{address}: {} {}", page.status, beginning(&page)));
        }
    }
    assert!(wrong.is_empty(), "doors that stand open: {wrong:#?}");
}

/// What is noted of a look itself, or of a visit that was begun.
const OF_LOOKS: [&str; 4] = ["read_log", "provider_visit", "web_session", "batch"];

#[tokio::test(flavor = "multi_thread")]
async fn looking_changes_nothing() {
    let mut ground = Ground::open().await;
    let (router, db) = ground.house.open_with_db().await;
    let before = counts(&mut db.read().await.unwrap()).await;
    for example in ground.with("GET") {
        for (name, ticket) in &ground.house.tickets {
            for method in [Method::GET, Method::HEAD] {
                let address = own(&example.inside, ticket);
                let mut client = browser(&router, ticket, "text/html");
                let page = client.send(method, &address, None, Vec::new()).await;
                assert!(!page.status.is_server_error(), "{name}: {address}: {}", beginning(&page));
            }
        }
    }
    let after = counts(&mut db.read().await.unwrap()).await;
    assert_eq!(before, after, "a look has changed something");
}

/// How many rows every table has.
async fn counts(tx: &mut Tx) -> BTreeMap<String, i64> {
    let names: Vec<(String,)> = on_db!(tx, c => sqlx::query_as(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .fetch_all(c).await)
    .unwrap();
    let mut out = BTreeMap::new();
    for (name,) in names.into_iter().filter(|(name,)| !OF_LOOKS.contains(&name.as_str())) {
        let sql = format!("SELECT count(*) FROM {name}");
        let count: i64 = on_db!(tx, c =>
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql.clone())).fetch_one(c).await)
        .unwrap();
        out.insert(name, count);
    }
    assert!(out.len() > 30 && out["act"] > 0, "the tables were not read: {out:?}");
    out
}

/// A form as it was, sent once more after its session has ended, changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_opens_nothing() {
    let mut ground = Ground::open().await;
    let router = ground.house.open().await;
    let ticket = ground.house.tickets["coord"].clone();
    let mut client = browser(&router, &ticket, "text/html");
    client.get("/tai-khoan").await.expect(200);
    client.post("/dang-xuat", &[]).await.expect(303);
    let mut late = browser(&router, &ticket, "application/json");
    late.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
    let mut wrong = Vec::new();
    let mut hold = |address: &str, page: &Page| {
        // The pages for strangers are for them, too.
        let public = ["/dang-nhap", "/cong-bo", "/preferences", "/assets", "/favicon"];
        if !public.iter().any(|start| address.starts_with(start)) && page.status != 401 {
            wrong.push(format!("{address}: {} {}", page.status, beginning(page)));
        }
    };
    for example in ground.with("GET") {
        let address = own(&example.inside, &ticket);
        hold(&address, &late.get(&address).await);
    }
    for example in ground.with("POST") {
        let address = own(&example.inside, &ticket);
        late.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
        hold(&address, &late.post(&address, example.fields).await);
    }
    assert!(wrong.is_empty(), "addresses that a session opens after its end: {wrong:#?}");
}
