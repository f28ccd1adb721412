//! Communication 1 and 3: versions, headers, HEAD, alternate syntax, CORS, errors, sizes, rates.

use lrs::{Room, Sizes, acts::add_key};
use serde_json::json;

use crate::house::{Asker, STATEMENT, asker, encode, id, migrations, open, statement};

async fn small() -> (testkit::TestDb, Asker) {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    (db, lrs)
}

const RESOURCES: [&str; 6] = [
    "/xapi/statements",
    "/xapi/activities/state",
    "/xapi/activities/profile",
    "/xapi/agents/profile",
    "/xapi/activities",
    "/xapi/agents",
];

#[tokio::test]
async fn versions() {
    // Communication 3.3: "The LRS MUST accept requests with a version header of `1.0` as if the version
    // header was `1.0.0`." "The LRS MUST accept requests with a version header starting with `1.0.` if
    // the request is otherwise valid. The LRS MUST reject requests with a version header of `1.1.0` or
    // greater. The LRS MUST make these rejects by responding with a `400 Bad Request` error including a
    // short description of the problem."
    let (_db, lrs) = small().await;
    for (said, answered) in [
        ("1.0", "1.0.3"),
        ("1.0.0", "1.0.3"),
        ("1.0.3", "1.0.3"),
        ("1.0.9", "1.0.3"),
        ("2.0.0", "2.0.0"),
        ("2.0", "2.0.0"),
    ] {
        let answer = lrs.speaking(Some(said)).get("/xapi/statements").await.expect(200);
        assert_eq!(answer.header("x-experience-api-version"), Some(answered), "{said}");
    }
    for path in RESOURCES {
        for said in
            [None, Some("0.95"), Some("0.8"), Some("1.1.0"), Some("2.1.0"), Some("3"), Some("x")]
        {
            let answer = lrs.speaking(said).get(path).await.expect(400);
            assert!(answer.header("x-experience-api-version").is_some());
            assert!(!answer.body.is_empty(), "a short description of the problem");
        }
    }
    // Communication 2.8: about is open, whatever the version.
    for said in [None, Some("0.95"), Some("1.0.3"), Some("2.0.0")] {
        let stranger = lrs.speaking(said).saying(None);
        let about = stranger.get("/xapi/about").await.expect(200).json();
        // "A version property that includes the latest minor and patch version the LRS conforms to,
        // for each major version"; whoever speaks 1.0.x is told of what 1.0.3 knows.
        let versions = about["version"].as_array().unwrap();
        assert!(versions.contains(&json!("1.0.0")) && versions.contains(&json!("1.0.3")));
        assert_eq!(versions.contains(&json!("2.0.0")), said != Some("1.0.3"), "{said:?}");
        assert_eq!(about.as_object().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_to_a_request_without_version_has_one() {
    // Communication 3.3: "The LRS MUST include the X-Experience-API-Version header in every
    // response. The LRS MUST set this header to the latest patch version. The LRS MUST reject
    // requests without a version header".
    let (_db, lrs) = small().await;
    let silent = lrs.speaking(None);
    let one = format!("/xapi/statements?statementId={}", id(1));
    let mut asked: Vec<_> = RESOURCES.iter().map(|path| ("GET", *path, "1.0.3")).collect();
    asked.extend([("HEAD", RESOURCES[0], "1.0.3"), ("GET", &one, "2.0.0"), ("PUT", &one, "2.0.0")]);
    asked.push(("POST", RESOURCES[0], "2.0.0"));
    asked.push(("POST", "/xapi/statements?method=GET", "1.0.3"));
    for (method, path, version) in asked {
        let answer = silent.ask(method, path, &[], "").await.expect(400);
        let told = answer.header("x-experience-api-version");
        assert_eq!(told, Some(version), "{method} {path}");
    }
}

#[tokio::test]
async fn methods_before_keys_and_keys_before_parameters() {
    let (_db, lrs) = small().await;
    let stranger = lrs.saying(None);
    for (method, path) in [
        ("DELETE", "/xapi/statements"),
        ("DELETE", "/xapi/activities"),
        ("POST", "/xapi/activities"),
        ("PUT", "/xapi/agents"),
        ("POST", "/xapi/about"),
        ("PATCH", "/xapi/statements"),
    ] {
        stranger.ask(method, path, &[], "").await.expect(405);
    }
    for path in RESOURCES {
        let answer = stranger.get(path).await.expect(401);
        assert!(answer.header("www-authenticate").unwrap().starts_with("Basic"));
    }
    for wrong in ["Basic", "Basic !!!", "Basic YTpi", "Bearer x", "Basic /w==", ""] {
        lrs.saying(Some(wrong.to_owned())).get("/xapi/statements").await.expect(401);
    }
    lrs.get("/xapi/nothing").await.expect(404);
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    // Communication 1.1: "The LRS MUST respond to any HTTP HEAD request as it would have responded to an
    // otherwise identical HTTP GET request except: The message-body MUST be omitted." RFC 9110, 8.6: "A server MUST NOT send Content-Length in such a response
    // unless its field value equals the decimal number of octets that would have been sent in the
    // content of a response if the same request had used the GET method."
    let (_db, lrs) = small().await;
    for version in ["1.0.3", "2.0.0"] {
        head_and_get(&lrs.speaking(Some(version))).await;
    }
}

async fn head_and_get(lrs: &Asker) {
    lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    let agent = encode(r#"{"mbox":"mailto:a@b.c"}"#);
    let state = format!("/xapi/activities/state?activityId=http://o&agent={agent}&stateId=s");
    let headers = [("Content-Type", "application/json"), ("If-None-Match", "\"x\"")];
    lrs.ask("PUT", &state, &headers, "{}").await.expect(204);
    for path in [
        format!("/xapi/statements?statementId={}", id(1)),
        "/xapi/statements".to_owned(),
        "/xapi/about".to_owned(),
        "/xapi/activities?activityId=http://o".to_owned(),
        format!("/xapi/agents?agent={agent}"),
        state,
        format!("/xapi/agents/profile?agent={agent}"),
        "/xapi/activities/profile?activityId=http://o".to_owned(),
    ] {
        let get = lrs.get(&path).await.expect(200);
        let head = lrs.ask("HEAD", &path, &[], "").await.expect(200);
        assert!(head.body.is_empty(), "{path}");
        for name in
            ["etag", "content-type", "content-length", "x-experience-api-version", "last-modified"]
        {
            assert_eq!(head.header(name), get.header(name), "{name} of {path}");
        }
        assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()));
    }
    let missing = format!("/xapi/statements?statementId={}", id(9));
    let get = lrs.get(&missing).await.expect(404);
    let head = lrs.ask("HEAD", &missing, &[], "").await.expect(404);
    assert_eq!(head.header("content-length"), get.header("content-length"));
}

#[tokio::test]
async fn consistent_through_on_every_answer_of_statements() {
    // Communication 2.1.3: "The LRS MUST include the header "X-Experience-API-Consistent-Through" ... on
    // all responses to Statements Resource requests".
    let (_db, lrs) = small().await;
    for answer in [
        lrs.get("/xapi/statements").await,
        lrs.post("/xapi/statements", STATEMENT).await,
        lrs.put(&format!("/xapi/statements?statementId={}", id(1)), STATEMENT).await,
        lrs.get("/xapi/statements?foo=bar").await,
        lrs.saying(None).get("/xapi/statements").await,
    ] {
        let through = answer.header("x-experience-api-consistent-through").unwrap();
        assert!(lrs::rules::read_timestamp(through).is_some(), "{through}");
    }
}

#[tokio::test]
async fn pages_of_other_origins_may_ask() {
    let (_db, lrs) = small().await;
    let answer = lrs
        .saying(None)
        .speaking(None)
        .ask("OPTIONS", "/xapi/statements", &[("Origin", "https://x")], "")
        .await;
    let answer = answer.expect(204);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-allow-methods").unwrap().contains("PUT"));
    let allowed = answer.header("access-control-allow-headers").unwrap();
    assert!(allowed.contains("Authorization") && allowed.contains("X-Experience-API-Version"));
    assert!(answer.header("access-control-allow-credentials").is_none());
    let answer = lrs.get("/xapi/statements?foo=bar").await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-expose-headers").unwrap().contains("ETag"));
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[tokio::test]
async fn the_alternate_syntax_of_1_0_3() {
    // Communication 1.3: "The intended xAPI method MUST be included as the value of the "method" query
    // string parameter. The Learning Record Provider MUST NOT include any other query string parameters
    // on the request." "The LRS MUST treat the form parameters listed above as header parameters." "The
    // LRS MUST treat any form parameters other than "content" or the header parameters listed above as
    // query string parameters." "The LRS MUST support the syntax above."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let one = id(1);
        let put = form(&[("statementId", &one), ("content", &statement(&one))]);
        lrs.ask("POST", "/xapi/statements?method=PUT", &[FORM], put).await.expect(204);
        let got =
            lrs.ask("POST", "/xapi/statements?method=GET", &[FORM], form(&[("limit", "1")])).await;
        let got = got.expect(200).json();
        assert_eq!(got["statements"][0]["id"], one);
        assert!(got.get("more").is_some());
        // Headers as fields of the form.
        let bare = lrs.speaking(None).saying(None);
        let made =
            add_key(&access::Actor::command(), &lrs.app.db, &lrs.app.clock, "x", "all", "", None)
                .await
                .unwrap();
        let pair = format!("{}:{}", made.key.key, made.secret);
        let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, pair);
        let basic = format!("Basic {basic}");
        let fields = [
            ("Authorization", basic.as_str()),
            ("X-Experience-API-Version", "1.0.3"),
            ("Content-Type", "application/json"),
            ("content", &statement(&id(2))),
        ];
        let answer = bare.ask("POST", "/xapi/statements?method=POST", &[FORM], form(&fields)).await;
        assert_eq!(answer.expect(200).json(), json!([id(2)]));
        let agent = r#"{"mbox":"mailto:a@b.c"}"#;
        let state = [("activityId", "http://o"), ("agent", agent), ("stateId", "s")];
        let with = |more: &[(&str, &str)]| form(&[&state[..], more].concat());
        let path = "/xapi/activities/state?method=";
        let ask = async |method: &str, body: String| {
            lrs.ask("POST", &format!("{path}{method}"), &[FORM], body).await
        };
        ask("PUT", with(&[("content", "{\"a\":1}")])).await.expect(204);
        assert_eq!(ask("GET", with(&[])).await.expect(200).json(), json!({"a": 1}));
        ask("DELETE", with(&[("If-Match", "\"x\"")])).await.expect(412);
        ask("DELETE", with(&[])).await.expect(204);
        ask("GET", with(&[])).await.expect(404);
        // What is no such request.
        let whole = form(&[("statementId", &one), ("content", STATEMENT)]);
        for (path, body) in [
            (format!("/xapi/statements?method=PUT&statementId={one}"), whole.clone()),
            ("/xapi/statements?method=PUT".to_owned(), form(&[("statementId", &one)])),
            ("/xapi/statements?method=PUT".to_owned(), String::new()),
            ("/xapi/statements?method=PUT".to_owned(), json!({"statementId": one}).to_string()),
            ("/xapi/statements?method=TRACE".to_owned(), whole.clone()),
            ("/xapi/statements?method=put".to_owned(), whole.clone()),
            (
                "/xapi/statements?method=PUT".to_owned(),
                form(&[
                    ("statementId", &one),
                    ("X-Experience-API-Version", "0.8"),
                    ("content", STATEMENT),
                ]),
            ),
            ("/xapi/statements?method=GET".to_owned(), form(&[("foo", "bar")])),
        ] {
            lrs.ask("POST", &path, &[FORM], body).await.expect(400);
        }
        lrs.ask("GET", "/xapi/statements?method=POST", &[], "").await.expect(400);
        lrs.ask("PUT", "/xapi/statements?method=POST", &[FORM], whole.clone()).await.expect(400);
        // It went with 2.0.
        for method in ["GET", "PUT", "POST"] {
            let path = format!("/xapi/statements?method={method}");
            lrs.speaking(Some("2.0.0"))
                .ask("POST", &path, &[FORM], whole.clone())
                .await
                .expect(400);
        }
    }
}

#[tokio::test]
async fn content_types() {
    // Communication 1.5, 3.2.
    let (_db, lrs) = small().await;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/mixed",
        "",
    ] {
        lrs.ask("POST", "/xapi/statements", &[("Content-Type", kind)], STATEMENT).await.expect(400);
    }
    lrs.ask("POST", "/xapi/statements", &[], STATEMENT).await.expect(400);
    lrs.ask(
        "POST",
        "/xapi/statements",
        &[("Content-Type", "application/json; charset=utf-8")],
        STATEMENT,
    )
    .await
    .expect(200);
}

#[tokio::test]
async fn errors_are_told_in_the_form_asked_for() {
    let (_db, lrs) = small().await;
    let bad = STATEMENT.replace("mailto:xapi@adlnet.gov", "nobody");
    let ask = async |accept: &str| {
        lrs.ask(
            "POST",
            "/xapi/statements",
            &[("Content-Type", "application/json"), ("Accept", accept)],
            bad.clone(),
        )
        .await
        .expect(400)
    };
    let told = ask("application/json").await.json();
    assert_eq!((&told["path"], &told["section"]), (&json!("$.actor.mbox"), &json!("Data 2.4.2.3")));
    let text = ask("application/json, text/plain, */*").await;
    assert!(text.header("content-type").unwrap().starts_with("text/plain"));
    assert!(text.text().starts_with("$.actor.mbox: "));
    assert!(ask("text/html").await.text().starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn refusals_name_where_the_standard_has_their_status() {
    // Communication 3.2: "An LRS SHOULD return a message in the response explaining the cause of the
    // error." It lists 401, 403 and 404; which methods there are, 2.0 says resource by resource.
    let (_db, lrs) = small().await;
    let reader = asker(&lrs.app, "statements/read", "").await;
    let gone = format!("/xapi/statements?statementId={}", id(999));
    let state = "/xapi/activities/state?activityId=http://o&stateId=s&agent={}";
    for (who, method, path, status, section) in [
        (&lrs.saying(None), "GET", "/xapi/statements", 401, "Communication 3.2"),
        (&reader, "GET", state, 403, "Communication 3.2"),
        (&lrs, "GET", gone.as_str(), 404, "Communication 3.2"),
        (&lrs, "GET", "/xapi/elsewhere", 404, "Communication 3.2"),
        (&lrs, "DELETE", "/xapi/statements", 405, "Communication 2.0"),
    ] {
        let path = path.replace("{}", &encode(r#"{"mbox":"mailto:a@b.c"}"#));
        let told = who.ask(method, &path, &[], axum::body::Body::empty()).await.expect(status);
        assert!(told.text().ends_with(&format!("(xAPI {section})")), "{}", told.text());
    }
    let none = [("Accept", "application/json")];
    let told = lrs.ask("GET", &gone, &none, axum::body::Body::empty()).await.expect(404).json();
    assert_eq!((&told["status"], &told["section"]), (&json!(404), &json!("Communication 3.2")));
}

#[tokio::test]
async fn sizes_and_rates() {
    // Communication 3.2: "The LRS MUST reject with `413 Request Entity Too Large` status any request
    // rejected by the LRS where the size of the Attachment, Statement or document is larger than the
    // maximum allowed by the LRS." "The LRS MUST reject with `429 Too Many Requests` status any request
    // rejected by the LRS where the request is rejected due to too many requests".
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let room = Room::new(db.db(), clock.clone(), None);
    let room = room.sizes(Sizes { statements: 2_000, document: 100, ..Sizes::default() });
    let app = access::App::builder(db.db(), clock).room(room).build();
    let lrs = asker(&app, "all", "").await;
    let batch = format!("[{}]", vec![STATEMENT; 20].join(","));
    lrs.post("/xapi/statements", &batch).await.expect(413);
    lrs.post("/xapi/statements", STATEMENT).await.expect(200);
    let path = "/xapi/activities/profile?activityId=http://o&profileId=p";
    let headers = [("Content-Type", "text/plain"), ("If-None-Match", "*")];
    lrs.ask("PUT", path, &headers, vec![b'a'; 101]).await.expect(413);
    lrs.ask("PUT", path, &headers, vec![b'a'; 100]).await.expect(204);

    let made = add_key(&access::Actor::command(), &app.db, &app.clock, "slow", "all", "", Some(2))
        .await
        .unwrap();
    let pair = format!("{}:{}", made.key.key, made.secret);
    let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, pair);
    let slow = lrs.saying(Some(format!("Basic {basic}")));
    let mut refused = None;
    for _ in 0..20 {
        let answer = slow.get("/xapi/statements").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    assert!(refused.unwrap().header("retry-after").is_some());
}

#[tokio::test]
async fn a_stranger_who_sends_slowly_keeps_nobody_out() {
    let (_db, lrs) = small().await;
    // The key would stand in the form, of which nothing comes.
    let stranger = lrs.saying(None);
    let slow = tokio::spawn(async move {
        let most = Sizes::default().statements.to_string();
        let headers =
            [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", &*most)];
        let nothing = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        let body = axum::body::Body::from_stream(nothing);
        stranger.ask("POST", "/xapi/statements?method=POST", &headers, body).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let large = format!(r#"{{"result":{{"response":"{}"}},"#, "x".repeat(2_000_000));
    let sending = async {
        lrs.post("/xapi/statements", &STATEMENT.replacen('{', &large, 1)).await.expect(200)
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), sending).await.expect("it is taken");
    assert!(!slow.is_finished());
    slow.abort();
}

#[tokio::test]
async fn what_breaks_off_is_not_called_too_large() {
    let (_db, lrs) = small().await;
    for length in [500, 5_000_000] {
        let length = length.to_string();
        let headers = [("Content-Type", "application/json"), ("Content-Length", &*length)];
        let pieces = [Ok(b"{".to_vec()), Err(std::io::Error::other("gone"))];
        let body = axum::body::Body::from_stream(futures_util::stream::iter(pieces));
        let told = lrs.ask("POST", "/xapi/statements", &headers, body).await.expect(400).text();
        assert!(told.contains("ended before its end"), "{told}");
    }
}
