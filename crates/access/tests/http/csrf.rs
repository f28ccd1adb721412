//! Requests our own pages did not make, and ways out of this site.

use crate::house::{
    NAME, PASSWORD, SESSION, VISITOR, account, app, migrations, router, sign_in, signed_in,
};
use axum::http::{Method, header};
use testkit::{Client, Upload};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        client.get("/tai-khoan").await.expect(200);
        client.post("/viet", &[("a", "1")]).await.expect(200);

        let wrong = "0".repeat(64);
        for token in [Some(("csrf", wrong.as_str())), Some(("csrf", "")), None] {
            client.set_csrf(token);
            let page = client.post("/viet", &[("a", "1")]).await.expect(403);
            assert!(page.text().contains("Chưa có gì được thay đổi"), "{}", page.text());
        }
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::POST] {
            client.send(method, "/viet", None, b"x".to_vec()).await.expect(403);
        }
        let count = &app.room::<crate::house::Counter>().0;
        assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 1, "nothing was done");
    }
}

#[tokio::test]
async fn a_token_of_another_session_is_refused() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let (mut mine, mut other) = (signed_in(&app).await, signed_in(&app).await);
        let theirs = csrf_of(&other.get("/tai-khoan").await.text());
        let own = csrf_of(&mine.get("/tai-khoan").await.text());
        assert_ne!(theirs, own);
        mine.post("/viet", &[("csrf", &theirs)]).await.expect(403);
        mine.post("/viet", &[("csrf", &own)]).await.expect(200);
    }
}

#[tokio::test]
async fn a_request_from_another_site_is_refused_even_with_the_token() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut good = signed_in(&app).await;
        let token = csrf_of(&good.get("/tai-khoan").await.text());
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://xau.example"),
            ("origin", "null"),
        ] {
            let mut client = bare(&app, good.cookie(SESSION).unwrap()).with_header(name, value);
            client.post("/viet", &[("csrf", &token)]).await.expect(403);
        }
        let mut old_browser = bare(&app, good.cookie(SESSION).unwrap());
        old_browser.post("/viet", &[("csrf", &token)]).await.expect(200);
    }
}

/// A browser that sends neither header but what a test adds.
fn bare(app: &access::App, session: &str) -> Client {
    let strip = axum::middleware::from_fn(
        async |mut request: axum::extract::Request, next: axum::middleware::Next| {
            let headers = request.headers_mut();
            for (name, usual) in [("origin", "http://localhost"), ("sec-fetch-site", "same-origin")]
            {
                if headers.get(name).is_some_and(|value| value == usual) {
                    headers.remove(name);
                }
            }
            next.run(request).await
        },
    );
    let mut client = Client::new(router(app).layer(strip));
    client.set_cookie(SESSION, Some(session));
    client
}

#[tokio::test]
async fn scripts_send_it_in_a_header() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut page = signed_in(&app).await;
        let token = csrf_of(&page.get("/tai-khoan").await.text());
        let mut script = Client::new(router(&app)).with_header("x-csrf-token", &token);
        script.set_cookie(SESSION, page.cookie(SESSION));
        let json = Some("application/json".to_owned());
        let said = script.send(Method::POST, "/viet", json, b"{\"a\":1}".to_vec()).await;
        assert_eq!(said.expect(200).text(), "canbo.a wrote 1: {\"a\":1}");
    }
}

#[tokio::test]
async fn an_upload_carries_it_before_its_files() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        let token = csrf_of(&client.get("/tai-khoan").await.text());
        let big = vec![b'x'; 300_000];
        let files = [Upload { field: "files", name: "a.xlsx", bytes: &big }];
        let said = client.upload("/tep", &[("ghi_chu", "Hoà")], &files).await.expect(200);
        assert_eq!(said.text(), "csrf=64 ghi_chu=4 files=300000", "nothing of it was swallowed");

        let late = [("ghi_chu", "Hoà"), ("csrf", token.as_str())];
        client.upload("/tep", &late, &files).await.expect(403);
        client.set_csrf(None);
        client.upload("/tep", &[], &files).await.expect(403);
        // The refusal is a page of ours, with a token.
        client.set_csrf(None);
        let hidden = [Upload { field: "csrf", name: "a.txt", bytes: token.as_bytes() }];
        client.upload("/tep", &[], &hidden).await.expect(403);
    }
}

/// Whoever reads parts keeps the head of one until it has come to its end.
#[tokio::test]
async fn a_part_whose_head_has_no_end_is_not_read_on() {
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let app = app(db.db(), &clock);
    account(&app).await;
    let mut client = signed_in(&app).await;
    let token = csrf_of(&client.get("/tai-khoan").await.text());
    let name = "x".repeat(20_000_000);
    let files = [Upload { field: "files", name: &name, bytes: b"a" }];
    // It may break off before the token in front of it was seen.
    let refused = client.upload("/tep", &[], &files).await.status.as_u16();
    assert!(matches!(refused, 400 | 403), "{refused}");
    let mut script = client.with_header("x-csrf-token", &token);
    script.upload("/tep", &[], &files).await.expect(400);
    let long = "tên dài ".repeat(100);
    let files = [Upload { field: "files", name: &long, bytes: b"a" }];
    script.upload("/tep", &[], &files).await.expect(200);
}

#[tokio::test]
async fn nobody_is_signed_in_by_another_site() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let fields = [("name", NAME), ("password", PASSWORD)];
        let mut client = Client::new(router(&app));
        client.post("/dang-nhap", &fields).await.expect(403);
        assert_eq!(app.passwords_hashed(), 1, "only the one of the account itself");

        // A token fits the visitor it was given to, no other.
        let mut other = Client::new(router(&app));
        let theirs = csrf_of(&other.get("/dang-nhap").await.text());
        client.get("/dang-nhap").await.expect(200);
        client.set_csrf(Some(("csrf", &theirs)));
        client.post("/dang-nhap", &fields).await.expect(403);
        assert_eq!(client.cookie(SESSION), None);
        assert!(client.cookie(VISITOR).is_some_and(|token| token.len() == 64));
    }
}

#[tokio::test]
async fn one_is_sent_back_to_this_site_only() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        for (wish, got) in [
            ("/nhat-ky-doc?kind=x", "/nhat-ky-doc?kind=x"),
            ("https://xau.example/", "/"),
            ("//xau.example/", "/"),
            ("/\\xau.example/", "/"),
            ("/\t/xau.example", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ] {
            let mut client = Client::new(router(&app));
            client.get("/dang-nhap").await.expect(200);
            let fields = [("name", NAME), ("password", PASSWORD), ("tiep", wish)];
            let page = client.post("/dang-nhap", &fields).await.expect(303);
            assert_eq!(page.location(), Some(got), "{wish:?}");

            // Who is signed in already is sent on by the same rule.
            let query: Vec<String> = wish.bytes().map(|b| format!("%{b:02X}")).collect();
            let page = client.get(&format!("/dang-nhap?tiep={}", query.concat())).await.expect(303);
            assert_eq!(page.location(), Some(got), "{wish:?}");
        }
    }
}

#[tokio::test]
async fn programs_are_told_so_and_not_sent_elsewhere() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        let mut program = Client::new(router(&app)).with_header("accept", "application/json");
        let page = program.get("/").await.expect(401);
        assert_eq!(page.header("content-type"), Some("application/problem+json"));
        let mut fragment = Client::new(router(&app)).with_header("x-fragment", "1");
        fragment.get("/").await.expect(401);
        let mut form = Client::new(router(&app));
        let page = form.post("/viet", &[("a", "1")]).await.expect(401);
        assert!(page.text().contains("/dang-nhap"));
    }
}

#[tokio::test]
async fn odd_requests_are_refused_and_break_nothing() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        let huge = vec![b'a'; 3 * 1024 * 1024];
        client.send(Method::POST, "/viet", Some(FORM.to_owned()), huge).await.expect(413);
        for kind in
            ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "\u{7f}"]
        {
            let kind = kind.replace('\u{7f}', "x/y; =");
            client.send(Method::POST, "/tep", Some(kind), b"--\r\n".to_vec()).await.expect(403);
        }
        for cookie in ["", "x", &"Z".repeat(64), &"a".repeat(100_000)] {
            let mut odd = Client::new(router(&app));
            odd.set_cookie(SESSION, Some(cookie));
            odd.get("/").await.expect(303);
        }
        let mut many = Client::new(router(&app));
        let page = sign_in(&mut many, &"n".repeat(50_000), &"p".repeat(50_000)).await.expect(422);
        assert!(page.body.len() < 50_000, "what is that long is not sent back");
        assert_eq!(page.headers.get_all(header::SET_COOKIE).iter().count(), 0);
    }
}

fn csrf_of(page: &str) -> String {
    let at = page.split("name=\"csrf\" value=\"").nth(1).expect("the page has a form");
    at.split('"').next().unwrap().to_owned()
}
