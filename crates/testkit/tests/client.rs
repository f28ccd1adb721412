//! The client against a small application.
#![expect(clippy::unwrap_used, reason = "the application is a part of the test")]

use axum::{
    Form, Router,
    extract::Multipart,
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Redirect},
    routing::{get, post},
};
use std::{collections::BTreeMap, fmt::Write as _};
use testkit::{Client, Upload};

fn app() -> Router {
    Router::new()
        .route("/", get(|| async { ([(header::SET_COOKIE, "s=1; Path=/; HttpOnly")], Html(FORM)) }))
        .route("/form", post(form))
        .route("/file", post(file))
        .route("/out", get(|| async { [(header::SET_COOKIE, "s=; Max-Age=0")] }))
        .route("/who", get(who))
        .route("/away", get(|| async { Redirect::to("/who") }))
}

const FORM: &str = r#"<form><input type="hidden" name="csrf" value="t0k&#38;n"></form>"#;

async fn form(Form(fields): Form<BTreeMap<String, String>>) -> String {
    format!("{fields:?}")
}

async fn file(mut parts: Multipart) -> String {
    let mut out = String::new();
    while let Some(part) = parts.next_field().await.unwrap() {
        let name = part.name().unwrap().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.unwrap();
        write!(out, "{name} {file:?} {bytes:?};").unwrap();
    }
    out
}

async fn who(headers: HeaderMap) -> impl IntoResponse {
    headers.get(header::COOKIE).map_or("nobody".to_owned(), |c| c.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn cookies_are_kept_and_forgotten() {
    let mut client = Client::new(app());
    assert_eq!(client.get("/who").await.text(), "nobody");
    client.get("/").await.expect(200);
    assert_eq!(client.visit("/away").await.text(), "s=1");
    client.get("/out").await.expect(200);
    assert_eq!(client.get("/who").await.text(), "nobody");
}

#[tokio::test]
async fn the_token_of_the_last_page_goes_with_a_form_and_with_files() {
    let mut client = Client::new(app());
    assert_eq!(client.post("/form", &[("a", "b c")]).await.text(), r#"{"a": "b c"}"#);
    client.get("/").await.expect(200);
    assert_eq!(
        client.post("/form", &[("a", "đ+&")]).await.text(),
        r#"{"a": "đ+&", "csrf": "t0k&n"}"#
    );
    assert_eq!(client.post("/form", &[("csrf", "x")]).await.text(), r#"{"csrf": "x"}"#);
    let file = Upload { field: "sheet", name: "Bảng 1.xlsx", bytes: b"\r\n--\0" };
    let answer = client.upload("/file", &[("on", "2025-01-01")], &[file]).await.text();
    assert_eq!(
        answer,
        r#"csrf None b"t0k&n";on None b"2025-01-01";sheet Some("Bảng 1.xlsx") b"\r\n--\0";"#
    );
}
