//! More requirements of 1.0.3 and 2.0 as they are seen over HTTP, quoted.

use serde_json::{Value as Json, json};

use crate::{
    house::{Asker, STATEMENT, app, asker, encode, id, migrations, open, statement},
    signed::{MIXED, mixed, piece, sha256, with_attachment},
};

const ONE: &str = "/xapi/statements?statementId=";
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const VERSIONS: [&str; 2] = ["1.0.3", "2.0.0"];

/// The simplest statement with an id and further properties.
fn with(n: u128, more: &str) -> String {
    statement(&id(n)).replacen('{', &format!("{{{more},"), 1)
}

async fn one(lrs: &Asker, n: u128) -> Json {
    lrs.get(&format!("{ONE}{}", id(n))).await.expect(200).json()
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

const ACTIVITY: &str = "http://example.vn/khoa-hoc";

/// A statement whose activity and actor are told by these words.
fn telling(n: u128, word: &str) -> String {
    format!(
        r#"{{"id":"{}","actor":{{"mbox":"mailto:a@b.vn","name":"{word}"}},"verb":{{"id":"http://v","display":{{"en":"{word}"}}}},"object":{{"id":"{ACTIVITY}","definition":{{"name":{{"en":"{word}"}}}}}}}}"#,
        id(n)
    )
}

#[tokio::test]
async fn a_statement_that_is_there_changes_nothing_when_it_comes_again() {
    // Communication 2.1.1, 2.1.2: "An LRS MUST NOT make any modifications to its state based on
    // receiving a Statement with a statementId that it already has a Statement for. Whether it responds
    // with `409 Conflict` or `204 No Content`, it MUST NOT modify the Statement or any other Object."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let definition = format!("/xapi/activities?activityId={ACTIVITY}");
        let person = format!("/xapi/agents?agent={}", encode(r#"{"mbox":"mailto:a@b.vn"}"#));
        lrs.post("/xapi/statements", &telling(1, "first")).await.expect(200);
        let voiding = |n: u128, of: u128| {
            format!(
                r#"{{"id":"{}","actor":{{"mbox":"mailto:a@b.vn"}},"verb":{{"id":"http://adlnet.gov/expapi/verbs/voided"}},"object":{{"objectType":"StatementRef","id":"{}"}}}}"#,
                id(n),
                id(of)
            )
        };
        lrs.post("/xapi/statements", &statement(&id(2))).await.expect(200);
        let state = async || {
            let mut all = Vec::new();
            for path in
                [&definition, &person, &format!("{ONE}{}", id(1)), &format!("{ONE}{}", id(2))]
            {
                all.push(lrs.get(path).await.expect(200).text());
            }
            all
        };
        let before = state().await;
        let path = format!("{ONE}{}", id(1));
        // The same by the rules of comparison, but for the name of its actor: that is part of it.
        let same = telling(1, "first").replace(r#""en":"first"}"#, r#""en":"second"}"#);
        lrs.put(&path, &same).await.expect(204);
        lrs.post("/xapi/statements", &same).await.expect(200);
        lrs.put(&path, &telling(1, "second")).await.expect(409);
        lrs.post("/xapi/statements", &telling(1, "second")).await.expect(409);
        // What would void another has an id that is taken.
        lrs.post("/xapi/statements", &voiding(1, 2)).await.expect(409);
        // In a batch with something new, of which nothing is kept where one differs.
        let batch = format!("[{},{}]", statement(&id(3)), voiding(1, 2));
        lrs.post("/xapi/statements", &batch).await.expect(409);
        lrs.get(&format!("{ONE}{}", id(3))).await.expect(404);
        let batch = format!("[{},{same}]", statement(&id(4)));
        lrs.post("/xapi/statements", &batch).await.expect(200);
        assert_eq!(state().await, before, "on {}", db.name());
        assert_eq!(lrs.all("").await.len(), 3);
    }
}

#[tokio::test]
async fn what_may_differ_between_two_serialisations_of_a_statement() {
    // Data 2.3.1: "Differences which could have been caused by exceptions to Statement immutability
    // MUST be ignored. Differences relating to a different serialization of any properties not listed
    // as exceptions MUST not be ignored."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let sent = r#"{"id":"00000000-0000-0000-0000-000000000001","actor":{"objectType":"Group","member":[{"mbox":"mailto:a@b.vn"},{"mbox":"mailto:c@d.vn"}]},"verb":{"id":"http://v","display":{"en":"did"}},"object":{"id":"http://o","definition":{"type":"http://t"}},"result":{"response":"x"},"context":{"contextActivities":{"parent":{"id":"http://p"}}},"timestamp":"2026-01-02T10:04:05.678+07:00"}"#;
        lrs.post("/xapi/statements", sent).await.expect(200);
        let again = async |from: &str, to: &str| {
            assert!(sent.contains(from), "{from}");
            lrs.post("/xapi/statements", &sent.replacen(from, to, 1)).await.status.as_u16()
        };
        for (from, to) in [
            (
                r#"[{"mbox":"mailto:a@b.vn"},{"mbox":"mailto:c@d.vn"}]"#,
                r#"[{"mbox":"mailto:c@d.vn"},{"mbox":"mailto:a@b.vn"}]"#,
            ),
            (r#","display":{"en":"did"}"#, ""),
            (r#""type":"http://t""#, r#""name":{"vi":"x"}"#),
            (r#"{"id":"http://p"}"#, r#"[{"id":"http://p"}]"#),
            ("2026-01-02T10:04:05.678+07:00", "2026-01-02T03:04:05.678Z"),
            (r#","timestamp""#, r#","version":"1.0.2","timestamp""#),
            (r#","timestamp""#, r#","authority":{"mbox":"mailto:x@y.vn"},"timestamp""#),
            (r#","timestamp""#, r#","stored":"2020-01-01T00:00:00Z","timestamp""#),
        ] {
            assert_eq!(again(from, to).await, 200, "{from} → {to}");
        }
        for (from, to) in [
            ("mailto:a@b.vn", "mailto:e@b.vn"),
            ("http://v\"", "http://V\""),
            ("http://o\"", "http://o/\""),
            (r#""response":"x""#, r#""response":"X""#),
            (r#""response":"x""#, r#""response":"x","success":true"#),
            (r#""parent""#, r#""other""#),
            ("05.678", "05.679"),
        ] {
            assert_eq!(again(from, to).await, 409, "{from} → {to}");
        }
    }
}

#[tokio::test]
async fn the_id_of_a_put_is_that_of_its_statement() {
    // Communication 2.1.1: "Where provided, the "id" property of the Statement MUST match the
    // "statementId" parameter of the request."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for version in VERSIONS {
        let lrs = lrs.speaking(Some(version));
        lrs.put(&format!("{ONE}{}", id(1)), &statement(&id(2))).await.expect(400);
        lrs.put(&format!("{ONE}{}", id(1)), &format!("[{}]", statement(&id(1)))).await.expect(400);
        assert!(lrs.all("").await.is_empty());
    }
    let upper = id(0xabc).to_uppercase();
    lrs.put(&format!("{ONE}{upper}"), &statement(&id(0xabc))).await.expect(204);
    lrs.put(&format!("{ONE}{}", id(3)), STATEMENT).await.expect(204);
    assert_eq!(one(&lrs, 3).await["id"], id(3));
}

#[tokio::test]
async fn a_post_of_a_form_lists_and_another_adds() {
    // Communication 2.1.2: "The LRS MUST differentiate a POST to add a Statement or to list Statements
    // based on the parameters passed."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    let path = "/xapi/statements?method=GET";
    let found = lrs.ask("POST", path, &[FORM], form(&[("statementId", &id(1))])).await;
    assert_eq!(found.expect(200).json()["id"], id(1));
    let fields = [("statementId", id(1)), ("content", statement(&id(1)))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let found = lrs.ask("POST", path, &[FORM], form(&fields)).await.expect(200);
    assert_eq!(found.json()["id"], id(1), "what has content but asks is an answer");
    let content = form(&[("content", &statement(&id(2)))]);
    let added = lrs.ask("POST", "/xapi/statements?method=POST", &[FORM], content).await;
    assert_eq!(added.expect(200).json(), json!([id(2)]));
}

#[tokio::test]
async fn content_of_a_form_is_utf_8_of_the_type_it_says() {
    // Communication 1.3: "The LRS MUST interpret this content as a UTF-8 string." "The Content-Type
    // form parameter SHOULD* specify the content type of the content within the content form
    // parameter." "The Learning Record Provider MUST include other header parameters not listed above
    // in the HTTP header as normal."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let agent = r#"{"mbox":"mailto:a@b.vn"}"#;
        let place = [("activityId", "http://o"), ("agent", agent), ("stateId", "nhật ký 😀")];
        let text = "Nguyễn Thị Ánh + 1 = 2 & 3 % 😀";
        let fields = [("Content-Type", "text/x-own"), ("content", text)];
        let put = form(&[&place[..], &fields[..]].concat());
        let path = "/xapi/activities/state?method=";
        lrs.ask("POST", &format!("{path}PUT"), &[FORM], put).await.expect(204);
        let got = lrs.ask("POST", &format!("{path}GET"), &[FORM], form(&place)).await.expect(200);
        assert_eq!((got.text().as_str(), got.header("content-type")), (text, Some("text/x-own")));
        let shown =
            STATEMENT.replace("attended\"", r#"attended","display":{"en":"did","vi":"đã dự"}"#);
        lrs.post("/xapi/statements", &shown).await.expect(200);
        let headers = [FORM, ("Accept-Language", "vi")];
        let asked = form(&[("format", "canonical")]);
        let got = lrs.ask("POST", "/xapi/statements?method=GET", &headers, asked).await.expect(200);
        assert_eq!(got.json()["statements"][0]["verb"]["display"], json!({"vi": "đã dự"}));
    }
}

#[tokio::test]
async fn one_statement_is_asked_for_by_its_id_alone() {
    // Communication 2.1.3: "The LRS MUST reject with a `400 Bad Request` error any requests to this
    // resource which contain both statementId and voidedStatementId parameters". "The LRS MUST reject
    // with an `400 Bad Request` error any requests to this resource which contain statementId or
    // voidedStatementId parameters, and also contain any other parameter besides "attachments" or
    // "format"."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    for version in VERSIONS {
        let lrs = lrs.speaking(Some(version));
        let both = format!("{ONE}{}&voidedStatementId={}", id(1), id(2));
        lrs.get(&both).await.expect(400);
        for name in ["statementId", "voidedStatementId"] {
            for further in [
                format!("agent={}", encode(r#"{"mbox":"mailto:a@b.vn"}"#)),
                "verb=http://v".to_owned(),
                "activity=http://o".to_owned(),
                format!("registration={}", id(9)),
                "related_activities=true".to_owned(),
                "related_agents=false".to_owned(),
                "since=2026-01-01T00:00:00Z".to_owned(),
                "until=2026-01-01T00:00:00Z".to_owned(),
                "limit=0".to_owned(),
                "ascending=true".to_owned(),
            ] {
                let path = format!("/xapi/statements?{name}={}&{further}", id(1));
                lrs.get(&path).await.expect(400);
            }
        }
        lrs.get(&format!("{ONE}{}&attachments=false&format=ids", id(1))).await.expect(200);
    }
}

#[tokio::test]
async fn nothing_found_is_an_empty_list() {
    // Communication 2.1.3: "In the event that no Statements are found matching the query filter
    // criteria, the LRS MUST still return `200 OK` and a StatementResult Object. In this case, the
    // "statements" property will contain an empty array."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let empty = json!({"statements": [], "more": ""});
        let asked =
            ["", "?verb=http://nobody/did", "?since=2999-01-01T00:00:00Z", "?format=canonical"];
        for path in asked.map(|query| format!("/xapi/statements{query}")) {
            assert_eq!(lrs.get(&path).await.expect(200).json(), empty, "{path}");
        }
        let answer = lrs.get("/xapi/statements?attachments=true").await.expect(200);
        let boundary = answer.header("content-type").unwrap().split_once('=').unwrap().1.to_owned();
        let parts = lrs::web::parts(&answer.body, &boundary).unwrap();
        assert_eq!(serde_json::from_slice::<Json>(parts[0].data).unwrap(), empty);
        assert_eq!(parts.len(), 1);
    }
}

#[tokio::test]
async fn one_activity_is_one_whoever_speaks_of_it() {
    // Data 2.4.4.1: "An LRS MUST NOT take action in the event it perceives an Activity id is being used
    // by multiple authors and/or organizations. An LRS MUST NOT treat references to the same Activity
    // id as references to different Activities."
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let (first, second) = (asker(&app, "all", "").await, asker(&app, "all", "").await);
        first.post("/xapi/statements", &telling(1, "course")).await.expect(200);
        second.post("/xapi/statements", &telling(2, "building")).await.expect(200);
        let found = first.all(&format!("activity={ACTIVITY}")).await;
        let ids: Vec<&str> = found.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, [id(2), id(1)]);
        let of = |n: usize| found[n]["object"]["definition"]["name"]["en"].clone();
        assert_eq!((of(0), of(1)), (json!("building"), json!("course")), "each as it was said");
    }
}

#[tokio::test]
async fn timestamps_keep_their_milliseconds() {
    // Data 4.5: "A Timestamp MUST preserve precision to at least milliseconds (3 decimal points beyond
    // seconds)." 2.0 gives it in UTC.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for (n, (said, in_utc)) in (1..).zip([
            ("2008-09-15T15:53:00.601Z", "2008-09-15T15:53:00.601Z"),
            ("2008-09-15T22:53:00.601234+07:00", "2008-09-15T15:53:00.601234Z"),
            ("2008-09-15T15:53:00Z", "2008-09-15T15:53:00.000000Z"),
            ("2008-09-15T10:23:00.999-05:30", "2008-09-15T15:53:00.999000Z"),
        ]) {
            let contained = format!(
                r#"{{"id":"{}","actor":{{"mbox":"mailto:a@b.vn"}},"verb":{{"id":"http://v"}},"timestamp":"{said}","object":{{"objectType":"SubStatement","timestamp":"{said}",{}}}"#,
                id(n),
                &STATEMENT[1..]
            );
            lrs.post("/xapi/statements", &contained).await.expect(200);
            let (old, new) = (one(&lrs, n).await, one(&lrs.speaking(Some("2.0.0")), n).await);
            assert_eq!(
                (&old["timestamp"], &old["object"]["timestamp"]),
                (&json!(said), &json!(said))
            );
            let told = json!(in_utc);
            assert_eq!((&new["timestamp"], &new["object"]["timestamp"]), (&told, &told));
            let stored = new["stored"].as_str().unwrap();
            assert!(stored.ends_with('Z') && stored.len() >= "2008-09-15T15:53:00.601Z".len());
        }
    }
}

#[tokio::test]
async fn what_the_store_sets_is_judged_and_overwritten() {
    // Data 2.4.8: "The "stored" property MUST be set by the LRS; An LRS SHOULD validate and then MUST
    // overwrite any value currently in the "stored" property of a Statement it receives."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        lrs.post("/xapi/statements", &with(1, r#""stored":"2001-01-01T00:00:00Z""#))
            .await
            .expect(200);
        let kept = lrs.get(&format!("{ONE}{}", id(1))).await.expect(200).text();
        assert_eq!(kept.matches("\"stored\"").count(), 1, "{kept}");
        assert!(!kept.contains("2001-01-01"), "{kept}");
        for wrong in ["\"yesterday\"", "1", "null", "\"\""] {
            lrs.post("/xapi/statements", &with(2, &format!("\"stored\":{wrong}")))
                .await
                .expect(400);
        }
    }
}

#[tokio::test]
async fn parts_and_addresses_may_stand_together() {
    // Communication 1.5.2: "An LRS MUST reject batches of Statements having Attachments that neither
    // contain a fileUrl nor match a received Attachment part based on their hash."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let (here, there) = (sha256(b"here"), sha256(b"there"));
        let url = r#","fileUrl":"http://over.there.vn/file.txt""#;
        let batch = |more: &str| {
            let (a, b) = (with_attachment(1, &here, 4, ""), with_attachment(2, &there, 5, more));
            mixed(&format!("[{a},{b}]"), &[piece(&here, b"here")])
        };
        let path = "/xapi/statements";
        lrs.ask("POST", path, &[MIXED], batch("")).await.expect(400);
        assert!(lrs.all("").await.is_empty());
        lrs.ask("POST", path, &[MIXED], batch(url)).await.expect(200);
        assert_eq!(lrs.all("").await.len(), 2);
    }
}

#[tokio::test]
async fn parameters_nobody_knows_are_refused_everywhere() {
    // Communication 3.2: "The LRS MUST reject with `400 Bad Request` status any requests that use any
    // parameters which the LRS does not recognize in their intended context in this specification."
    // "The LRS MUST reject with `400 Bad Request` status any requests that use any parameters matching
    // parameters described in this specification in all but case." "An LRS MUST return the error code
    // most appropriate to the error condition".
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let agent = format!("agent={}", encode(r#"{"mbox":"mailto:a@b.vn"}"#));
    let documents = [
        ("activities/state", format!("activityId=http://o&{agent}&stateId=s")),
        ("activities/profile", "activityId=http://o&profileId=p".to_owned()),
        ("agents/profile", format!("{agent}&profileId=p")),
    ];
    let mut all = vec![
        ("GET", "statements", "limit=1".to_owned()),
        ("POST", "statements", String::new()),
        ("PUT", "statements", format!("statementId={}", id(1))),
        ("GET", "activities", "activityId=http://o".to_owned()),
        ("GET", "agents", agent),
        ("GET", "about", String::new()),
    ];
    for (path, query) in &documents {
        all.extend(["GET", "PUT", "POST", "DELETE"].map(|method| (method, *path, query.clone())));
    }
    for version in VERSIONS {
        let lrs = lrs.speaking(Some(version));
        for (method, path, query) in &all {
            let ask = async |query: &str| {
                let headers = [("Content-Type", "application/json"), ("If-None-Match", "*")];
                let path = format!("/xapi/{path}?{query}");
                let body = if *path == *"/xapi/statements?" { STATEMENT } else { "{}" };
                lrs.ask(method, &path, &headers, body).await.status.as_u16()
            };
            assert_eq!(ask(&format!("{query}&foo=bar")).await, 400, "{method} {path}");
            for (name, _) in form_urlencoded::parse(query.as_bytes()) {
                let mut other = name[..1].to_uppercase();
                other.push_str(&name[1..]);
                let query = query.replacen(&*name, &other, 1);
                assert_eq!(ask(&query).await, 400, "{method} {path}?{query}");
            }
        }
    }
    assert!(lrs.all("").await.is_empty());
}

#[tokio::test]
async fn about_is_told_whatever_version_is_said() {
    // Communication 2.8: "An LRS MUST return the JSON document described above, with a "version"
    // property that includes the latest minor and patch version the LRS conforms to, for each major
    // version. For version 1.0.0 of this specification, this means that `1.0.0` MUST be included".
    // "Additional properties MUST NOT be added to this object outside of extensions and each property
    // MUST occur only once." "An LRS MUST NOT reject requests based on their version header".
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await.saying(None);
    for said in [
        None,
        Some("0.9"),
        Some("1.0"),
        Some("1.0.3"),
        Some("1.1.0"),
        Some("9"),
        Some("x"),
        Some(""),
    ] {
        let answer = lrs.speaking(said).get("/xapi/about").await.expect(200);
        assert_eq!(answer.text().matches("\"version\"").count(), 1);
        let told = answer.json();
        assert!(told["version"].as_array().unwrap().contains(&json!("1.0.0")), "{said:?}");
        let further = told.as_object().unwrap().keys().filter(|name| *name != "version");
        assert!(further.into_iter().all(|name| name == "extensions"), "{told}");
    }
}

/// A statement as 2.0 has it.
fn of_two(n: u128, context: &str) -> String {
    with(n, &format!(r#""context":{context},"version":"2.0.0""#))
}

#[tokio::test]
async fn a_newer_statement_is_never_made_an_older_one() {
    // Communication 3.3: "Statements of newer versions MUST NOT be converted into a prior version
    // format, e.g., in order to handle version differences."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let two = lrs.speaking(Some("2.0.0"));
        let context = r#"{"contextAgents":[{"objectType":"contextAgent","agent":{"mbox":"mailto:t@b.vn"},"relevantTypes":["http://tutor"]}]}"#;
        two.post("/xapi/statements", &of_two(1, context)).await.expect(200);
        lrs.post("/xapi/statements", &of_two(2, context)).await.expect(400);
        lrs.post("/xapi/statements", &with(3, r#""version":"2.0.0""#)).await.expect(400);
        for format in ["exact", "canonical"] {
            let path = format!("{ONE}{}&format={format}", id(1));
            let (old, new) = (lrs.get(&path).await.json(), two.get(&path).await.json());
            assert_eq!(old["context"], serde_json::from_str::<Json>(context).unwrap());
            assert_eq!((&old["context"], &old["version"]), (&new["context"], &json!("2.0.0")));
        }
        // 1.0.x stays readable, and what it was.
        lrs.post("/xapi/statements", &statement(&id(4))).await.expect(200);
        assert_eq!(one(&two, 4).await["version"], "1.0.0");
    }
}

#[tokio::test]
async fn whom_a_context_names_is_found_by_related_agents() {
    // 2.0, 4.1.6.1: related_agents applies to contextAgents and contextGroups as to instructor and
    // team; `agent` alone does not.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await.speaking(Some("2.0.0"));
        let group =
            r#"{"objectType":"Group","mbox":"mailto:g@b.vn","member":[{"mbox":"mailto:m@b.vn"}]}"#;
        let context = format!(
            r#"{{"contextAgents":[{{"objectType":"contextAgent","agent":{{"mbox":"mailto:t@b.vn"}}}}],"contextGroups":[{{"objectType":"contextGroup","group":{group},"relevantTypes":["http://class"]}}]}}"#
        );
        lrs.post("/xapi/statements", &of_two(1, &context)).await.expect(200);
        let contained = format!(
            r#"{{"id":"{}","actor":{{"mbox":"mailto:x@b.vn"}},"verb":{{"id":"http://v"}},"object":{{"objectType":"SubStatement","context":{context},{}}}"#,
            id(2),
            &STATEMENT[1..]
        );
        lrs.post("/xapi/statements", &contained).await.expect(200);
        let found = async |agent: &str, related: bool| {
            let all = lrs.all(&format!("agent={}&related_agents={related}", encode(agent))).await;
            all.len()
        };
        for agent in [
            r#"{"mbox":"mailto:t@b.vn"}"#,
            r#"{"objectType":"Group","mbox":"mailto:g@b.vn"}"#,
            r#"{"mbox":"mailto:m@b.vn"}"#,
        ] {
            assert_eq!(found(agent, true).await, 2, "{agent} on {}", db.name());
            assert_eq!(found(agent, false).await, 0, "{agent} on {}", db.name());
        }
    }
}

#[tokio::test]
async fn versions_of_2_0() {
    // 2.0, 4.1.1: a request names a version that is known, else it is refused with 400; the version of
    // an answer is the latest patch of the one that is spoken.
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    for unknown in ["2.1.0", "2.0.x", "3.0.0", "02.0.0", "2", "2.0.0.0", "1", "1.1", "-2.0.0"] {
        for path in ["/xapi/statements", "/xapi/activities?activityId=http://o"] {
            let answer = lrs.speaking(Some(unknown)).get(path).await;
            assert_eq!(answer.status, 400, "{unknown}: {}", answer.text());
            assert!(answer.header("x-experience-api-version").is_some());
        }
    }
    let two = lrs.speaking(Some("2.0.0"));
    two.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    assert_eq!(one(&two, 1).await["version"], "2.0.0");
    for (n, wrong) in (2..).zip(["\"2.1.0\"", "\"3.0.0\"", "\"2\"", "2.0", "\"\"", "\"0.9.5\""]) {
        two.post("/xapi/statements", &with(n, &format!("\"version\":{wrong}"))).await.expect(400);
    }
}

#[tokio::test]
async fn no_document_of_2_0_is_overwritten_unseen() {
    // 2.0, 4.1.4: every document resource answers with an ETag and holds to If-Match and
    // If-None-Match; a PUT without either over a document that is there is refused with 409, and what
    // fails changes nothing.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await.speaking(Some("2.0.0"));
        let agent = encode(r#"{"mbox":"mailto:a@b.vn"}"#);
        for path in [
            format!("/xapi/activities/state?activityId=http://o&agent={agent}&stateId=s"),
            format!(
                "/xapi/activities/state?activityId=http://o&agent={agent}&stateId=s&registration={}",
                id(7)
            ),
            "/xapi/activities/profile?activityId=http://o&profileId=p".to_owned(),
            format!("/xapi/agents/profile?agent={agent}&profileId=p"),
        ] {
            let ask = async |method: &str, name: &str, value: &str, body: &'static str| {
                let headers = [("Content-Type", "application/json"), (name, value)];
                lrs.ask(method, &path, &headers, body).await
            };
            lrs.put(&path, r#"{"n":1}"#).await.expect(204);
            let first = lrs.get(&path).await.expect(200);
            let tag = first.header("etag").unwrap().to_owned();
            assert!(tag.len() > 2 && tag.starts_with('"') && tag.ends_with('"'), "{tag}");
            lrs.put(&path, "{}").await.expect(409);
            for (method, name, value) in [
                ("PUT", "If-Match", "\"other\""),
                ("PUT", "If-None-Match", "*"),
                ("POST", "If-Match", "\"other\""),
                ("POST", "If-None-Match", "*"),
                ("DELETE", "If-Match", "\"other\""),
                ("DELETE", "If-None-Match", "*"),
                ("PUT", "If-None-Match", &tag),
            ] {
                let answer = ask(method, name, value, r#"{"m":2}"#).await;
                assert_eq!(answer.status, 412, "{method} {name}: {value}");
            }
            let still = lrs.get(&path).await.expect(200);
            assert_eq!(still.body, first.body);
            for name in ["etag", "last-modified"] {
                assert_eq!(still.header(name), first.header(name));
            }
            ask("PUT", "If-Match", "*", r#"{"n":2}"#).await.expect(204);
            let second = lrs.get(&path).await.header("etag").unwrap().to_owned();
            assert_ne!(second, tag);
            ask("POST", "If-Match", &format!("\"x\", {second}"), r#"{"m":3}"#).await.expect(204);
            assert_eq!(lrs.get(&path).await.json(), json!({"n": 2, "m": 3}));
            ask("DELETE", "If-Match", &second, "").await.expect(412);
            let third = lrs.get(&path).await.header("etag").unwrap().to_owned();
            ask("DELETE", "If-Match", &third, "").await.expect(204);
            ask("PUT", "If-Match", "*", "{}").await.expect(412);
            lrs.get(&path).await.expect(404);
        }
    }
}
