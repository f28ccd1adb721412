//! Where a reader who looks closely would find a store wanting.

use lrs::{Room, Sizes};
use serde_json::{Value as Json, json};

use crate::{
    house::{STATEMENT, app, asker, encode, id, migrations, open, statement},
    signed::{MIXED, mixed, piece, sha256, with_attachment},
};

const VERSIONS: [&str; 2] = ["1.0.3", "2.0.0"];
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// The simplest statement with a further property at its end.
fn with(property: &str, value: &str) -> String {
    format!("{},\"{property}\":{value}}}", &STATEMENT[..STATEMENT.len() - 1])
}

#[tokio::test]
async fn a_method_that_is_not_taken_is_told_which_are() {
    // RFC 9110, 15.5.6: "The origin server MUST generate an Allow header field in a 405 response".
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for (method, path, taken) in [
        ("DELETE", "/xapi/statements", "GET, PUT, POST, HEAD, OPTIONS"),
        ("PATCH", "/xapi/activities/state", "GET, PUT, POST, DELETE, HEAD, OPTIONS"),
        ("PUT", "/xapi/agents", "GET, HEAD, OPTIONS"),
        ("POST", "/xapi/about", "GET, HEAD, OPTIONS"),
        ("POST", "/xapi/statements/more/x", "GET, HEAD, OPTIONS"),
    ] {
        let answer = lrs.ask(method, path, &[], "").await.expect(405);
        assert_eq!(answer.header("allow"), Some(taken), "{method} {path}");
    }
}

#[tokio::test]
async fn about_is_answered_in_the_alternate_syntax_too() {
    // Communication 1.3 of 1.0.3; it went with 2.0.
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let path = "/xapi/about?method=GET";
    let told = lrs.ask("POST", path, &[FORM], "").await.expect(200).json();
    assert_eq!(told, lrs.get("/xapi/about").await.expect(200).json());
    let stranger = lrs.saying(None).speaking(None);
    let answer = stranger.ask("POST", path, &[FORM], "X-Experience-API-Version=1.0.3").await;
    assert_eq!(answer.header("x-experience-api-version"), Some("1.0.3"));
    assert_eq!(answer.expect(200).json(), told);
    lrs.ask("POST", path, &[FORM], "foo=bar").await.expect(400);
    lrs.ask("POST", "/xapi/about?method=PUT", &[FORM], "").await.expect(405);
    lrs.speaking(Some("2.0.0")).ask("POST", path, &[FORM], "").await.expect(405);
}

#[tokio::test]
async fn a_refusal_names_the_section_of_the_version_that_is_spoken() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for (version, section) in [("1.0.3", "Data 2.4.10"), ("2.0.0", "2.0: 4.2.4.3")] {
        let lrs = lrs.speaking(Some(version));
        let headers = [("Content-Type", "application/json"), ("Accept", "application/json")];
        let body = with("version", "\"0.9\"");
        let told = lrs.ask("POST", "/xapi/statements", &headers, body).await.expect(400).json();
        assert_eq!((&told["path"], &told["section"]), (&json!("$.version"), &json!(section)));
        assert!(told["message"].as_str().unwrap().ends_with(&format!("(xAPI {section})")));
    }
}

#[tokio::test]
async fn extensions_are_a_part_of_what_a_statement_says() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let with = |inside: &str| {
            let more = format!(",\"result\":{{\"extensions\":{{\"http://e.vn/x\":{inside}}}}}}}");
            format!("{}{more}", &statement(&id(1))[..statement(&id(1)).len() - 1])
        };
        lrs.post("/xapi/statements", &with(r#"{"a":[1,2],"b":1.0}"#)).await.expect(200);
        lrs.post("/xapi/statements", &with(r#"{"b":1, "a":[1, 2]}"#)).await.expect(200);
        lrs.post("/xapi/statements", &with(r#"{"a":[2,1],"b":1.0}"#)).await.expect(409);
        lrs.post("/xapi/statements", &with("[]")).await.expect(409);
    }
}

async fn told_in_utc(lrs: &crate::house::Asker, posted: &Json) -> Json {
    let one = format!("/xapi/statements?statementId={}", posted[0].as_str().unwrap());
    lrs.speaking(Some("2.0.0")).get(&one).await.expect(200).json()["timestamp"].clone()
}

#[tokio::test]
async fn a_leap_second_is_told_as_the_moment_after_it() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for version in VERSIONS {
        let lrs = lrs.speaking(Some(version));
        for (given, told) in [
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
            ("2017-01-01T06:59:60.5+07:00", "2017-01-01T00:00:00.500000Z"),
            // In UTC to the millisecond already: as it was sent.
            ("2016-12-31T23:59:60.000Z", "2016-12-31T23:59:60.000Z"),
        ] {
            let body = with("timestamp", &format!("\"{given}\""));
            let posted = lrs.post("/xapi/statements", &body).await.expect(200).json();
            assert_eq!(told_in_utc(&lrs, &posted).await, told, "{given}");
        }
        for never in ["2016-06-15T12:00:60Z", "2016-12-31T23:59:60+07:00", "2016-12-30T23:59:60Z"] {
            let body = with("timestamp", &format!("\"{never}\""));
            lrs.post("/xapi/statements", &body).await.expect(400);
        }
    }
}

#[tokio::test]
async fn timestamps_of_2_0_are_of_rfc_3339() {
    // 2.0 points to RFC 3339 where 1.0.3 points to ISO 8601 (Data 4.5).
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let (old, new) = (lrs.clone(), lrs.speaking(Some("2.0.0")));
    let path = "/xapi/statements";
    for both in ["2008-09-15 15:53:00.601+00:00", "2008-09-15t15:53:00z", "2008-09-15T15:53:00Z"] {
        let body = with("timestamp", &format!("\"{both}\""));
        old.post(path, &body).await.expect(200);
        new.post(path, &body).await.expect(200);
    }
    for one in [
        "20130518T053234Z",
        "2013-05-18T05:32:34",
        "2013-05-18T05:32:34+07",
        "2013-05-18T05:32:34+0700",
        "2013-05-18T05:32Z",
        "2013-05-18T24:00:00Z",
        "2013-05-18T05:32:34,5Z",
    ] {
        let body = with("timestamp", &format!("\"{one}\""));
        let posted = old.post(path, &body).await.expect(200).json();
        assert!(told_in_utc(&lrs, &posted).await.as_str().unwrap().ends_with('Z'), "{one}");
        let told = new.post(path, &body).await.expect(400).text();
        assert!(told.contains("RFC 3339") && told.starts_with("$.timestamp"), "{told}");
        // One of 1.0.x is judged as that, whoever brings it.
        let version = format!("\"{one}\",\"version\":\"1.0.3\"");
        new.post(path, &with("timestamp", &version)).await.expect(200);
        let sub = format!(
            "{{\"objectType\":\"SubStatement\",{}",
            &with("timestamp", &format!("\"{one}\""))[1..]
        );
        let around = STATEMENT
            .replace("{\"id\":\"http://www.example.com/meetings/occurances/34534\"}", &sub);
        old.post(path, &around).await.expect(200);
        let told = new.post(path, &around).await.expect(400).text();
        assert!(told.starts_with("$.object.timestamp"), "{told}");
    }
}

#[tokio::test]
async fn an_anonymous_group_has_somebody_in_it() {
    // Data 2.4.2.2: "An Anonymous Group is used to describe a cluster of people".
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let actor = "{\"mbox\":\"mailto:xapi@adlnet.gov\"}";
    for version in VERSIONS {
        let lrs = lrs.speaking(Some(version));
        let of = |group: &str| STATEMENT.replacen(actor, group, 1);
        let post = async |group: &str| lrs.post("/xapi/statements", &of(group)).await;
        post(r#"{"objectType":"Group","member":[]}"#).await.expect(400);
        post(r#"{"objectType":"Group","mbox":"mailto:a@b.vn","member":[]}"#).await.expect(200);
        post(r#"{"objectType":"Group","member":[{"mbox":"mailto:a@b.vn"}]}"#).await.expect(200);
    }
}

#[tokio::test]
async fn a_weak_tag_replaces_nothing() {
    // RFC 9110, 13.1.1: "An origin server MUST use the strong comparison function when comparing
    // entity tags for If-Match".
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let agent = encode(r#"{"mbox":"mailto:a@b.vn"}"#);
        let path = format!("/xapi/activities/state?activityId=http://o.vn&agent={agent}&stateId=s");
        lrs.put(&path, "{\"n\":1}").await.expect(204);
        let tag = lrs.get(&path).await.expect(200).header("etag").unwrap().to_owned();
        let weak = format!("W/{tag}");
        for method in ["PUT", "POST", "DELETE"] {
            let headers = [("Content-Type", "application/json"), ("If-Match", weak.as_str())];
            lrs.ask(method, &path, &headers, "{\"n\":2}").await.expect(412);
        }
        let none = [("Content-Type", "application/json"), ("If-None-Match", weak.as_str())];
        lrs.ask("PUT", &path, &none, "{\"n\":2}").await.expect(412);
        assert_eq!(lrs.get(&path).await.json(), json!({"n": 1}));
        let strong = [("Content-Type", "application/json"), ("If-Match", tag.as_str())];
        lrs.ask("PUT", &path, &strong, "{\"n\":2}").await.expect(204);
    }
}

#[tokio::test]
async fn a_hash_alone_opens_no_attachment_of_another() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let owner = asker(&app, "statements/write statements/read/mine", "").await;
        let other = asker(&app, "statements/write statements/read/mine", "").await;
        let reader = asker(&app, "statements/read", "").await;
        let data = b"a secret";
        let hash = sha256(data);
        let body = mixed(&with_attachment(1, &hash, data.len(), ""), &[piece(&hash, data)]);
        owner.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
        let url = r#","fileUrl":"http://over.there.vn/file.txt""#;
        let named = with_attachment(2, &hash, data.len(), url);
        other.post("/xapi/statements", &named).await.expect(200);
        let held = |answer: &crate::house::Answer| {
            answer.body.windows(data.len()).any(|part| part == data)
        };
        for path in [
            "/xapi/statements?attachments=true".to_owned(),
            format!("/xapi/statements?attachments=true&statementId={}", id(2)),
        ] {
            let answer = other.get(&path).await.expect(200);
            assert!(!held(&answer), "{path} on {}", db.name());
        }
        assert!(held(&owner.get("/xapi/statements?attachments=true").await.expect(200)));
        assert!(held(&reader.get("/xapi/statements?attachments=true").await.expect(200)));
        // Whoever sends them knows them.
        let body = mixed(&with_attachment(3, &hash, data.len(), ""), &[piece(&hash, data)]);
        other.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
        assert!(held(&other.get("/xapi/statements?attachments=true").await.expect(200)));
    }
}

#[tokio::test]
async fn a_large_request_is_taken_whether_it_says_its_length_or_not() {
    // Communication 3.2: the limit of size is the operator's to set.
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let limit = 3 * 1024 * 1024;
        let room = Room::new(db.db(), clock.clone(), None);
        let room = room.sizes(Sizes { statements: limit, document: limit, ..Sizes::default() });
        let app = access::App::builder(db.db(), clock).room(room).build();
        let lrs = asker(&app, "all", "").await;
        let json = [("Content-Type", "application/json")];
        let numbers = |n: usize| {
            let result = format!("{{\"extensions\":{{\"http://e.vn/x\":[{}1]}}}}", "1,".repeat(n));
            with("result", &result)
        };
        let unsaid = |body: String| {
            let pieces: Vec<_> = body.as_bytes().chunks(100_000).map(<[u8]>::to_vec).collect();
            let pieces = pieces.into_iter().map(Ok::<_, std::io::Error>);
            axum::body::Body::from_stream(futures_util::stream::iter(pieces))
        };
        let (fits, over) = (numbers(1_000_000), numbers(1_600_000));
        let path = "/xapi/statements";
        // More of them at once than there is room for: they take turns.
        let six = (0..6).map(|n| {
            let (lrs, fits) = (lrs.clone(), fits.clone());
            let body = if n % 2 == 0 { fits.into() } else { unsaid(fits) };
            tokio::spawn(async move { lrs.ask("POST", path, &json, body).await.expect(200) })
        });
        for one in six.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        lrs.ask("POST", path, &json, over.clone()).await.expect(413);
        lrs.ask("POST", path, &json, unsaid(over)).await.expect(413);
        lrs.ask("POST", path, &json, unsaid(STATEMENT.to_owned())).await.expect(200);
        let kept = lrs.all("ascending=true&limit=1").await;
        let list = &kept[0]["result"]["extensions"]["http://e.vn/x"];
        assert_eq!(list.as_array().unwrap().len(), 1_000_001);
    }
}

#[tokio::test]
async fn a_verb_has_a_canonical_display() {
    // Data 2.4.3: "When queried for Statements with a Format of `canonical`, the LRS SHOULD* return a
    // canonical Display for that Verb." "The LRS may determine its canonical Display based on the
    // Verb's "display" property included within Statements it receives". "When queried for Statements
    // with a Format of `exact`, the LRS MUST return the "display" property exactly as included (or
    // omitted) within the Statement."
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let lrs = asker(&app, "all", "").await;
        let say = |n: u128, display: &str| {
            format!(
                r#"{{"id":"{}","actor":{{"mbox":"mailto:a@b.c"}},"verb":{{"id":"http://v"{display}}},"object":{{"id":"http://o"}}}}"#,
                id(n)
            )
        };
        lrs.post("/xapi/statements", &say(1, r#","display":{"en":"doed"}"#)).await.expect(200);
        lrs.post("/xapi/statements", &say(2, r#","display":{"vi":"đã làm"}"#)).await.expect(200);
        lrs.post("/xapi/statements", &say(3, r#","display":{"en":"did"}"#)).await.expect(200);
        lrs.post("/xapi/statements", &say(4, "")).await.expect(200);
        // Who may not define changes nothing, and what is said in another tenant is another's.
        let weak = asker(&app, "statements/write", "").await;
        weak.post("/xapi/statements", &say(5, r#","display":{"en":"x"}"#)).await.expect(200);
        let other = asker(&app, "all", "b").await;
        other.post("/xapi/statements", &say(1, r#","display":{"en":"y"}"#)).await.expect(200);
        for n in 1..=5 {
            let get =
                |format: &str| format!("/xapi/statements?statementId={}&format={format}", id(n));
            for (language, display) in
                [("vi", json!({"vi": "đã làm"})), ("en", json!({"en": "did"}))]
            {
                let language = [("Accept-Language", language)];
                let told = lrs.ask("GET", &get("canonical"), &language, "").await.expect(200);
                assert_eq!(told.json()["verb"], json!({"id": "http://v", "display": display}));
            }
        }
        let exact = |n| format!("/xapi/statements?statementId={}", id(n));
        assert_eq!(lrs.get(&exact(1)).await.json()["verb"]["display"], json!({"en": "doed"}));
        assert_eq!(lrs.get(&exact(4)).await.json()["verb"], json!({"id": "http://v"}));
    }
}

#[tokio::test]
async fn a_statement_of_1_0_has_nothing_of_2_0() {
    // Data 2.2, 1.0.3: "The LRS MUST reject Statements ... containing Objects with keys not defined in
    // the specification". What a statement says it is, it is, whoever brings it.
    for db in testkit::databases(&migrations()).await {
        let two = open(db.db()).await.speaking(Some("2.0.0"));
        for (property, entry) in [
            ("contextAgents", r#"{"objectType":"contextAgent","agent":{"mbox":"mailto:a@b.c"}}"#),
            (
                "contextGroups",
                r#"{"objectType":"contextGroup","group":{"objectType":"Group","mbox":"mailto:a@b.c"}}"#,
            ),
        ] {
            let context = format!("\"context\":{{\"{property}\":[{entry}]}}");
            let with =
                |version: &str| STATEMENT.replacen('{', &format!("{{{version}{context},"), 1);
            for version in ["", r#""version":"2.0.0","#] {
                two.post("/xapi/statements", &with(version)).await.expect(200);
            }
            let told = two.post("/xapi/statements", &with(r#""version":"1.0.0","#)).await;
            let told = told.expect(400).text();
            assert!(told.starts_with(&format!("$.context.{property}: ")), "{told}");
            let within = STATEMENT.replacen(
                '{',
                &format!("{{\"objectType\":\"SubStatement\",{context},"),
                1,
            );
            let sub = format!(
                r#"{{"version":"1.0.3","actor":{{"mbox":"mailto:a@b.c"}},"verb":{{"id":"http://v"}},"object":{within}}}"#
            );
            let told = two.post("/xapi/statements", &sub).await.expect(400).text();
            assert!(told.starts_with(&format!("$.object.context.{property}: ")), "{told}");
        }
    }
}

#[tokio::test]
async fn a_time_has_a_year_of_four_digits_in_utc_too() {
    // 2.0, 4.2.7: timestamps are those of RFC 3339, and are returned in UTC: its years have four digits.
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let two = lrs.speaking(Some("2.0.0"));
    let at =
        |n, time: &str| statement(&id(n)).replacen('{', &format!("{{\"timestamp\":\"{time}\","), 1);
    for time in ["9999-12-31T23:59:59-12:00", "0000-01-01T00:00:00+12:00"] {
        let told = two.post("/xapi/statements", &at(1, time)).await.expect(400).text();
        assert!(told.starts_with("$.timestamp: "), "{told}");
    }
    two.post("/xapi/statements", &at(1, "9999-12-31T23:59:59+12:00")).await.expect(200);
    // By ISO 8601 it is one; there is no way to tell it in UTC.
    lrs.post("/xapi/statements", &at(2, "9999-12-31T23:59:59-12:00")).await.expect(200);
    let told = two.get(&format!("/xapi/statements?statementId={}", id(2))).await.json();
    assert_eq!(told["timestamp"], "9999-12-31T23:59:59-12:00");
}

#[tokio::test]
async fn what_is_nested_too_deeply_is_told_so() {
    // Communication 3.2: "An LRS SHOULD return a message in the response explaining the cause of the
    // error."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let nested = |levels: usize| {
        let value = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        with("result", &format!("{{\"extensions\":{{\"http://x\":{value}}}}}"))
    };
    lrs.post("/xapi/statements", &nested(125)).await.expect(200);
    let told = lrs.post("/xapi/statements", &nested(126)).await.expect(400).text();
    assert!(told.contains("nested more deeply than the 128 levels"), "{told}");
    assert!(!told.contains("not JSON"), "{told}");
}
