//! Communication 2.2, 2.3, 2.6, 2.7 Documents, 3.1 Concurrency, 2.4 Agents.

use serde_json::json;
use sha1::Digest as _;

use crate::house::{Asker, encode, id, migrations, open};

fn agent() -> String {
    encode(r#"{"objectType":"Agent","account":{"homePage":"http://www.example.com","name":"an"}}"#)
}

/// Each kind: where it stands without and with the name of one document.
fn kinds() -> [(String, String); 3] {
    let state = format!("/xapi/activities/state?activityId=http://o&agent={}", agent());
    let activity = "/xapi/activities/profile?activityId=http://o".to_owned();
    let person = format!("/xapi/agents/profile?agent={}", agent());
    [
        (state.clone(), format!("{state}&stateId=")),
        (activity.clone(), format!("{activity}&profileId=")),
        (person.clone(), format!("{person}&profileId=")),
    ]
}

const JSON: (&str, &str) = ("Content-Type", "application/json");
const NEW: (&str, &str) = ("If-None-Match", "*");

#[tokio::test]
async fn a_group_is_no_agent_of_documents() {
    // Communication 2.6, 1.0.3: "The "agent" parameter is an Agent Object and not a Group." 2.3: "agent
    // ... Agent object (JSON)". 2.0 lets an identified group stand there too.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let group = encode(r#"{"objectType":"Group","mbox":"mailto:g@b.vn"}"#);
        for path in [
            format!("/xapi/activities/state?activityId=http://o&agent={group}&stateId=s"),
            format!("/xapi/agents/profile?agent={group}&profileId=p"),
        ] {
            for method in ["PUT", "POST", "GET", "DELETE"] {
                let told = lrs.ask(method, &path, &[], "x").await.expect(400).text();
                assert!(told.starts_with("agent.objectType: "), "{told}");
            }
            let two = lrs.speaking(Some("2.0.0"));
            two.ask("PUT", &path, &[("If-None-Match", "*")], "x").await.expect(204);
            assert_eq!(two.get(&path).await.expect(200).text(), "x");
        }
    }
}

#[tokio::test]
async fn documents_are_put_and_given_back() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for (all, one) in kinds() {
            let a = format!("{one}a%20b%2F%3F");
            lrs.get(&a).await.expect(404);
            let headers = [("Content-Type", "image/x-own; q=1"), NEW];
            lrs.ask("PUT", &a, &headers, vec![0, 255, 13, 10]).await.expect(204);
            let got = lrs.get(&a).await.expect(200);
            assert_eq!(&got.body[..], [0, 255, 13, 10]);
            assert_eq!(got.header("content-type"), Some("image/x-own; q=1"));
            assert_eq!(got.header("last-modified"), Some("Tue, 24 Nov 2026 08:00:00 GMT"));
            // Communication 3.1: "An LRS responding to a GET request MUST add an ETag HTTP header to the
            // response." It "MUST calculate the value of the ETag header to be a hexadecimal string of
            // the SHA-1 digest of the contents", and "MUST enclose the header in quotes".
            let hash = hex::encode(sha1::Sha1::digest(&got.body));
            assert_eq!(got.header("etag"), Some(format!("\"{hash}\"").as_str()));
            lrs.ask("PUT", &format!("{one}b"), &[JSON, NEW], "{}").await.expect(204);
            let names = lrs.get(&all).await.expect(200);
            assert_eq!(names.json(), json!(["a b/?", "b"]));
            assert!(names.header("last-modified").is_some());
            let later = format!("{all}&since=2026-11-24T08:00:00Z");
            assert_eq!(lrs.get(&later).await.expect(200).json(), json!([]), "since is exclusive");
            let before = format!("{all}&since=2026-11-24T07:59:59Z");
            assert_eq!(lrs.get(&before).await.expect(200).json(), json!(["a b/?", "b"]));
            lrs.get(&format!("{all}&since=x")).await.expect(400);
            lrs.ask("DELETE", &a, &[], "").await.expect(204);
            lrs.ask("DELETE", &a, &[], "").await.expect(204);
            lrs.get(&a).await.expect(404);
        }
    }
}

/// A form of a foreign page may ask for a document and have it shown: the way old browsers are
/// served (1.0.3 Communication 1.3) needs no header. It is script of a stranger, at our address.
#[tokio::test]
async fn a_document_that_is_shown_runs_nothing() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let one = "/xapi/activities/profile?activityId=http://o&profileId=a";
    let script = "<script src=\"//xau.example/a.js\"></script>";
    let new = [("Content-Type", "text/html"), ("If-None-Match", "*")];
    lrs.ask("PUT", one, &new, script).await.expect(204);
    let form = format!(
        "activityId=http%3A%2F%2Fo&profileId=a&X-Experience-API-Version=1.0.3&Authorization={}",
        encode(lrs.authorization.as_deref().unwrap())
    );
    let stranger = lrs.saying(None).speaking(None);
    let kind = [("Content-Type", "application/x-www-form-urlencoded")];
    let shown = stranger.ask("POST", "/xapi/activities/profile?method=GET", &kind, form).await;
    let shown = shown.expect(200);
    assert_eq!((shown.header("content-type"), &*shown.text()), (Some("text/html"), script));
    let html = [("Accept", "text/html")];
    let refused = stranger.ask("GET", "/xapi/khong-co", &html, "").await.expect(404);
    for answer in [shown, refused, lrs.get("/xapi/about").await] {
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("sandbox;") && policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    }
}

#[tokio::test]
async fn parameters_of_documents() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for (all, one) in kinds() {
        for method in ["PUT", "POST"] {
            lrs.ask(method, &all, &[("Content-Type", "application/json")], "{}").await.expect(400);
            lrs.ask(
                method,
                &format!("{one}a&since=2020-01-01T00:00:00Z"),
                &[("Content-Type", "application/json")],
                "{}",
            )
            .await
            .expect(400);
        }
        for wrong in [
            all.replace("activityId=", "activityid="),
            all.replace("agent=", "Agent="),
            all.replace("http://o", "should%20fail"),
            all.replace(&agent(), "x"),
            all.replace(&agent(), "%7B%7D"),
            format!("{all}&foo=bar"),
        ] {
            if wrong != all {
                lrs.get(&wrong).await.expect(400);
                lrs.ask("DELETE", &wrong, &[], "").await.expect(400);
            }
        }
        let required: Vec<&str> = all.split('?').nth(1).unwrap().split('&').collect();
        for gone in &required {
            let left: Vec<&&str> = required.iter().filter(|p| p != &gone).collect();
            let left = left.iter().map(|p| **p).collect::<Vec<_>>().join("&");
            let path = format!("{}?{left}", all.split('?').next().unwrap());
            lrs.get(&path).await.expect(400);
        }
    }
    lrs.ask("DELETE", &kinds()[1].0, &[], "").await.expect(400);
    lrs.ask("DELETE", &kinds()[2].0, &[], "").await.expect(400);
    lrs.get(&format!("{}x&registration=not-a-uuid", kinds()[0].1)).await.expect(400);
}

#[tokio::test]
async fn json_documents_merge_at_the_top() {
    // Communication 2.2: "When an LRS receives a POST request with content type `application/json` for
    // an existing document also of content type `application/json`, it MUST merge the posted document
    // with the existing document." "the LRS MUST respond with HTTP status code `400 Bad Request`, and MUST
    // NOT update the target document as a result of the request." "If the merge is successful, the LRS
    // MUST respond with HTTP status code `204 No Content`."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for (_, one) in kinds() {
            let path = format!("{one}m");
            lrs.post(&path, r#"{"x":"foo","y":"bar","o":{"a":1,"b":2}}"#).await.expect(204);
            lrs.post(&path, r#"{"x":"bash","z":"faz","o":{"c":3}}"#).await.expect(204);
            let merged = lrs.get(&path).await.expect(200);
            assert_eq!(merged.json(), json!({"x": "bash", "y": "bar", "z": "faz", "o": {"c": 3}}));
            assert_eq!(merged.header("content-type"), Some("application/json"));
            for (kind, body) in [
                ("text/plain", "{}"),
                ("application/json", "[]"),
                ("application/json", "{"),
                ("application/json", "1"),
            ] {
                lrs.ask("POST", &path, &[("Content-Type", kind)], body).await.expect(400);
            }
            assert_eq!(lrs.get(&path).await.text(), merged.text(), "nothing was changed");
            let text = format!("{one}t");
            lrs.ask("PUT", &text, &[("Content-Type", "text/plain"), NEW], "abc").await.expect(204);
            lrs.post(&text, "{}").await.expect(400);
            lrs.put(&format!("{one}new"), "{broken").await.expect(400);
        }
    }
}

async fn etag(lrs: &Asker, path: &str) -> String {
    lrs.get(path).await.expect(200).header("etag").unwrap().to_owned()
}

#[tokio::test]
async fn concurrency() {
    // Communication 3.1: "An LRS responding to a PUT request MUST handle the "If-Match" header as
    // described in RFC2616, HTTP 1.1 if it contains an ETag" and "MUST handle the "If-None-Match" header
    // ... if it contains "*"". If that fails, it "MUST return HTTP status `412 Precondition Failed`" and
    // "MUST NOT make a modification to the resource". "If a PUT request is received without either
    // header for a resource that already exists, the LRS: MUST return HTTP status `409 Conflict`. MUST
    // return a response explaining that the Learning Record Provider SHOULD check the current state of
    // the resource [and] set the "If-Match" header". In 2.0 the same for state.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for version in ["1.0.3", "2.0.0"] {
            let lrs = lrs.speaking(Some(version));
            for (n, (_, one)) in kinds().into_iter().enumerate() {
                let path = format!("{one}{}", version.replace('.', "-"));
                let put = async |header: Option<(&str, &str)>, body: &'static str| {
                    let headers: Vec<_> = [Some(JSON), header].into_iter().flatten().collect();
                    lrs.ask("PUT", &path, &headers, body).await
                };
                put(Some(("If-Match", "\"1234\"")), "{}").await.expect(412);
                put(Some(NEW), r#"{"n":1}"#).await.expect(204);
                put(Some(NEW), "{}").await.expect(412);
                put(Some(("If-Match", "1234")), "{}").await.expect(412);
                let answer = put(None, r#"{"n":2}"#).await;
                if n == 0 && version == "1.0.3" {
                    answer.expect(204);
                } else {
                    let text = answer.expect(409).text();
                    assert!(text.contains("If-Match"), "{text}");
                    assert_eq!(lrs.get(&path).await.json(), json!({"n": 1}));
                }
                let tag = etag(&lrs, &path).await;
                put(Some(("If-Match", &tag)), r#"{"n":3}"#).await.expect(204);
                put(Some(("If-Match", &tag)), "{}").await.expect(412);
                for method in ["POST", "DELETE"] {
                    let headers = [JSON, ("If-Match", "\"1234\"")];
                    lrs.ask(method, &path, &headers, "{\"x\":1}").await.expect(412);
                }
                assert_eq!(lrs.get(&path).await.json(), json!({"n": 3}));
                let tag = etag(&lrs, &path).await;
                let headers = [JSON, ("If-Match", tag.as_str())];
                lrs.ask("POST", &path, &headers, "{\"x\":1}").await.expect(204);
                let tag = etag(&lrs, &path).await;
                lrs.ask("DELETE", &path, &[("If-Match", &tag)], "").await.expect(204);
                lrs.get(&path).await.expect(404);
            }
        }
    }
}

#[tokio::test]
async fn whoever_puts_a_profile_names_a_condition() {
    // 3.1: "A Client making a PUT request to either the Agent Profile Resource or Activity Profile
    // Resource MUST include the If-Match header or the If-None-Match header." "The State Resource
    // will permit PUT, POST and DELETE requests without concurrency headers". 2.0 asks only that
    // nothing that stands there is overwritten.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for (n, (_, one)) in kinds().into_iter().enumerate() {
            let path = format!("{one}first");
            let answer = lrs.put(&path, "{}").await;
            if n == 0 {
                answer.expect(204);
            } else {
                let text = answer.expect(400).text();
                assert!(text.contains("If-None-Match"), "{text}");
                lrs.get(&path).await.expect(404);
            }
            lrs.speaking(Some("2.0.0")).put(&format!("{one}second"), "{}").await.expect(204);
            lrs.post(&format!("{one}third"), "{}").await.expect(204);
            lrs.ask("DELETE", &format!("{one}third"), &[], "").await.expect(204);
        }
    }
}

#[tokio::test]
async fn only_one_of_many_writers_wins() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let path = format!("{}race", kinds()[1].1);
        lrs.ask("PUT", &path, &[JSON, NEW], "{}").await.expect(204);
        let tag = etag(&lrs, &path).await;
        let tasks: Vec<_> = (0..10)
            .map(|n| {
                let (lrs, path, tag) = (lrs.clone(), path.clone(), tag.clone());
                tokio::spawn(async move {
                    let headers =
                        [("Content-Type", "application/json"), ("If-Match", tag.as_str())];
                    lrs.ask("PUT", &path, &headers, format!("{{\"n\":{n}}}")).await.status.as_u16()
                })
            })
            .collect();
        let mut won = 0;
        for task in tasks {
            match task.await.unwrap() {
                204 => won += 1,
                status => assert_eq!(status, 412),
            }
        }
        assert_eq!(won, 1, "{}", db.name());
    }
}

#[tokio::test]
async fn state_belongs_to_a_registration_or_to_none() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let (all, one) = kinds()[0].clone();
        let with = |n: u128| format!("&registration={}", id(n));
        lrs.put(&format!("{one}s"), "0").await.expect(204);
        lrs.put(&format!("{one}s{}", with(1)), "1").await.expect(204);
        lrs.put(&format!("{one}t{}", with(2)), "2").await.expect(204);
        assert_eq!(lrs.get(&format!("{one}s")).await.text(), "0");
        assert_eq!(lrs.get(&format!("{one}s{}", with(1))).await.text(), "1");
        lrs.get(&format!("{one}s{}", with(2))).await.expect(404);
        assert_eq!(lrs.get(&format!("{all}{}", with(2))).await.json(), json!(["t"]));
        assert_eq!(lrs.get(&all).await.json(), json!(["s", "t"]));
        lrs.ask("DELETE", &format!("{all}{}", with(1)), &[], "").await.expect(204);
        lrs.get(&format!("{one}s{}", with(1))).await.expect(404);
        assert_eq!(lrs.get(&format!("{one}s")).await.text(), "0");
        lrs.ask("DELETE", &all, &[], "").await.expect(204);
        assert_eq!(lrs.get(&all).await.json(), json!([]));
    }
}

#[tokio::test]
async fn persons() {
    // Communication 2.4: "If an LRS does not have any additional information about an Agent to return,
    // the LRS MUST still return a Person Object when queried". "Complete account Objects (homePage and
    // name) MUST be provided." "All array properties MUST be populated with members with the same
    // definition as the similarly named property from Agent Objects."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let ask = |agent: &str| format!("/xapi/agents?agent={}", encode(agent));
        let nobody = lrs.get(&ask(r#"{"mbox":"mailto:x@y.z"}"#)).await.expect(200);
        assert_eq!(nobody.json(), json!({"objectType": "Person", "mbox": ["mailto:x@y.z"]}));
        assert!(nobody.header("etag").is_some());
        for (n, name) in [(1, "An"), (2, "Nguyễn Văn An"), (3, "An")] {
            let text = format!(
                r#"{{"id":"{}","actor":{{"name":"{name}","mbox":"mailto:x@y.z"}},"verb":{{"id":"http://v"}},"object":{{"id":"http://o"}}}}"#,
                id(n)
            );
            lrs.post("/xapi/statements", &text).await.expect(200);
        }
        let person = lrs.get(&ask(r#"{"mbox":"mailto:x@y.z"}"#)).await.json();
        assert_eq!(person["name"], json!(["An", "Nguyễn Văn An"]));
        let account = r#"{"account":{"homePage":"http://h","name":"n"}}"#;
        let person = lrs.get(&ask(account)).await.json();
        assert_eq!(person["account"], json!([{"homePage": "http://h", "name": "n"}]));
        for wrong in
            ["", "x", "{}", r#"{"objectType":"Group","mbox":"mailto:x@y.z"}"#, r#"{"mbox":"x"}"#]
        {
            lrs.get(&ask(wrong)).await.expect(400);
        }
        lrs.get("/xapi/agents").await.expect(400);
        lrs.get("/xapi/activities").await.expect(400);
        lrs.get("/xapi/activities?activityId=x").await.expect(400);
        let unknown = lrs.get("/xapi/activities?activityId=http://unknown").await.expect(200);
        assert_eq!(unknown.json(), json!({"objectType": "Activity", "id": "http://unknown"}));
    }
}
