//! Communication 2.1: statements are put, posted, asked for, voided.

use serde_json::{Value as Json, json};

use crate::house::{STATEMENT, encode, id, migrations, open, statement};

#[tokio::test]
async fn put_and_post() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        // 2.1.1: PUT returns 204; statementId is required; the id must match.
        let put = format!("/xapi/statements?statementId={}", id(1));
        let answer = lrs.put(&put, &statement(&id(1))).await.expect(204);
        assert!(answer.body.is_empty());
        lrs.put(&format!("/xapi/statements?statementId={}", id(2)), STATEMENT).await.expect(204);
        let kept = lrs.get(&format!("/xapi/statements?statementId={}", id(2))).await;
        assert_eq!(kept.expect(200).json()["id"], id(2));
        lrs.put("/xapi/statements", &statement(&id(3))).await.expect(400);
        lrs.put("/xapi/statements?statementId=true", STATEMENT).await.expect(400);
        lrs.put(&format!("/xapi/statements?statementId={}", id(4)), &statement(&id(5)))
            .await
            .expect(400);
        lrs.put(&format!("/xapi/statements?statementId={}", id(4)), &format!("[{STATEMENT}]"))
            .await
            .expect(400);
        // The case of a UUID does not matter.
        lrs.put(
            &put.to_uppercase()
                .replace("/XAPI/STATEMENTS?STATEMENTID", "/xapi/statements?statementId"),
            &statement(&id(1)),
        )
        .await
        .expect(204);
        // 2.1.2: POST returns 200 and the ids; ids are made where there are none.
        let ids = lrs.post("/xapi/statements", STATEMENT).await.expect(200).json();
        assert_eq!(ids.as_array().unwrap().len(), 1);
        let batch = format!("[{},{STATEMENT},{}]", statement(&id(6)), statement(&id(7)));
        let ids = lrs.post("/xapi/statements", &batch).await.expect(200).json();
        assert_eq!((&ids[0], &ids[2]), (&json!(id(6)), &json!(id(7))));
        let all = lrs.all("ascending=true").await;
        assert_eq!(all.len(), 6, "{}", db.name());
        assert_eq!(lrs.post("/xapi/statements", "[]").await.expect(200).text(), "[]");
    }
}

#[tokio::test]
async fn a_batch_is_taken_whole_or_not_at_all() {
    // Communication 3.2: "The LRS MUST reject a batch of statements if any Statement within that
    // batch is rejected."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let wrong = STATEMENT.replace("http://adlnet.gov", "should fail");
        let answer =
            lrs.post("/xapi/statements", &format!("[{},{wrong}]", statement(&id(1)))).await;
        let text = answer.expect(400).text();
        assert!(text.contains("$[1].verb.id") && text.contains("Data 2.4.3"), "{text}");
        lrs.get(&format!("/xapi/statements?statementId={}", id(1))).await.expect(404);
        // 2.1.2: two statements with one id in a batch.
        let twice = format!("[{0},{0}]", statement(&id(1)));
        lrs.post("/xapi/statements", &twice).await.expect(400);
        for bad in ["", "{", "1", "null", "\"x\"", "[1]", "[[]]", "{}"] {
            lrs.post("/xapi/statements", bad).await.expect(400);
        }
        assert!(lrs.all("").await.is_empty());
    }
}

#[tokio::test]
async fn one_id_is_one_statement() {
    // 2.1.1: never modified; 409 where it differs.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        let get = format!("/xapi/statements?statementId={}", id(1));
        let before = lrs.get(&get).await.text();
        lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        lrs.put(&get, &statement(&id(1))).await.expect(204);
        let other = statement(&id(1)).replace("attended", "left");
        lrs.post("/xapi/statements", &other).await.expect(409);
        lrs.put(&get, &other).await.expect(409);
        lrs.post("/xapi/statements", &format!("[{},{other}]", statement(&id(2)))).await.expect(409);
        assert_eq!(lrs.get(&get).await.text(), before);
        lrs.get(&format!("/xapi/statements?statementId={}", id(2))).await.expect(404);
    }
}

#[tokio::test]
async fn many_at_once_on_one_id() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let tasks: Vec<_> = (0..40)
            .map(|n| {
                let lrs = lrs.clone();
                tokio::spawn(async move {
                    let verb = if n % 2 == 0 { "attended" } else { "left" };
                    let text = statement(&id(1)).replace("attended", verb);
                    let own = statement(&id(100 + n));
                    lrs.post("/xapi/statements", &own).await.expect(200);
                    (verb, lrs.post("/xapi/statements", &text).await.status.as_u16())
                })
            })
            .collect();
        let mut outcomes = Vec::new();
        for task in tasks {
            outcomes.push(task.await.unwrap());
        }
        let kept = lrs.get(&format!("/xapi/statements?statementId={}", id(1))).await.json();
        for (verb, status) in outcomes {
            let same = kept["verb"]["id"].as_str().unwrap().ends_with(verb);
            assert_eq!(status, if same { 200 } else { 409 });
        }
        assert_eq!(lrs.all("limit=10").await.len(), 41);
    }
}

#[tokio::test]
async fn what_the_store_sets() {
    // Data 2.4: id, stored, authority, timestamp, version.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let given = statement(&id(1)).replacen(
            '{',
            r#"{"stored":"2013-05-18T05:32:34.804Z","authority":{"mbox":"mailto:x@y.z"},"#,
            1,
        );
        lrs.post("/xapi/statements", &given).await.expect(200);
        let answer = lrs.get(&format!("/xapi/statements?statementId={}", id(1))).await.expect(200);
        let kept = answer.json();
        assert_eq!(kept["version"], "1.0.0");
        assert_eq!(kept["authority"]["objectType"], "Agent");
        assert_eq!(kept["authority"]["account"]["homePage"], "https://lrs.example.vn/xapi");
        let stored = kept["stored"].as_str().unwrap();
        assert!(stored.starts_with("2026-11-24T08:00:00.") && stored.ends_with('Z'), "{stored}");
        assert_eq!(kept["timestamp"], kept["stored"]);
        assert_eq!(answer.header("last-modified"), Some("Tue, 24 Nov 2026 08:00:00 GMT"));
        let with = statement(&id(2)).replacen('{', r#"{"version":"1.0.9","#, 1);
        lrs.post("/xapi/statements", &with).await.expect(200);
        let kept = lrs.get(&format!("/xapi/statements?statementId={}", id(2))).await.json();
        assert_eq!(kept["version"], "1.0.9", "retains the version it was accepted with");
    }
}

#[tokio::test]
async fn parameters_are_judged() {
    // Communication 2.1.3 and 3.2.
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    let one = id(1);
    for bad in [
        format!("statementId={one}&voidedStatementId={one}"),
        format!("statementId={one}&agent=%7B%7D"),
        format!("statementId={one}&limit=1"),
        format!("voidedStatementId={one}&verb=http://v"),
        format!("statementId={one}&ascending=true"),
        "statementId=x".to_owned(),
        format!("StatementId={one}"),
        "foo=bar".to_owned(),
        "Verb=http://v".to_owned(),
        "verb=should%20fail".to_owned(),
        "activity=x".to_owned(),
        "agent=x".to_owned(),
        "agent=%7B%7D".to_owned(),
        format!("agent={}", encode(r#"{"mbox":"x"}"#)),
        format!("agent={}", encode(r#"{"objectType":"Group","member":[{"mbox":"mailto:a@b.c"}]}"#)),
        "registration=x".to_owned(),
        "since=x".to_owned(),
        "until=yesterday".to_owned(),
        "limit=-1".to_owned(),
        "limit=x".to_owned(),
        "limit=1.5".to_owned(),
        "format=full".to_owned(),
        "attachments=1".to_owned(),
        "ascending=True".to_owned(),
        "related_agents=yes".to_owned(),
        "related_activities=1".to_owned(),
        "limit=1&limit=2".to_owned(),
    ] {
        lrs.get(&format!("/xapi/statements?{bad}")).await.expect(400);
    }
    for good in [
        format!("statementId={one}&attachments=false&format=ids"),
        "limit=0".to_owned(),
        "limit=99999999999".to_owned(),
        "since=2012-06-01T19:09:13.245Z&until=2012-06-01T19:09:13.245+07:00".to_owned(),
        "related_agents=true&related_activities=false&ascending=false&format=canonical".to_owned(),
        "verb=http://nobody/did/this".to_owned(),
    ] {
        lrs.get(&format!("/xapi/statements?{good}")).await.expect(200);
    }
    // Nothing found is an empty list.
    let none = lrs.get("/xapi/statements?verb=http://nobody/did/this").await.json();
    assert_eq!(none, json!({"statements": [], "more": ""}));
}

#[tokio::test]
async fn a_long_chain_of_references_is_followed_as_far_from_either_end() {
    const LENGTH: u128 = 100;
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let verb = "http://adlnet.gov/expapi/verbs/attended";
        let one = |first: u128, n: u128| {
            let mut one: Json = serde_json::from_str(&statement(&id(first + n))).unwrap();
            one["verb"]["id"] =
                if n == 0 { verb.into() } else { format!("http://v/{first}").into() };
            if n > 0 {
                let below = id(first + n - 1);
                one["object"] = json!({"objectType": "StatementRef", "id": below});
            }
            one.to_string()
        };
        // Whoever sends a chain from its top on, each of which refers to one still to come, keeps
        // the store no longer busy than another.
        let from_the_top = (0..LENGTH).rev().map(|n| one(1_000, n));
        let from_the_bottom = (0..LENGTH).map(|n| one(2_000, n));
        for text in from_the_top.chain(from_the_bottom) {
            lrs.post("/xapi/statements", &text).await.expect(200);
        }
        let found = lrs.all(&format!("verb={verb}&limit=500")).await;
        let of = |first: u128| {
            let whole: Vec<String> = (first..first + LENGTH).map(id).collect();
            found.iter().filter(|s| whole.contains(&s["id"].as_str().unwrap().to_owned())).count()
        };
        assert_eq!((of(1_000), of(2_000)), (65, 65), "on {}", db.name());
    }
}

#[tokio::test]
async fn voiding() {
    // Data 2.3.2, Communication 2.1.4.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let void = |n: u128, target: u128| {
            json!({
                "id": id(n),
                "actor": {"mbox": "mailto:admin@example.adlnet.gov"},
                "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
                "object": {"objectType": "StatementRef", "id": id(target)},
            })
            .to_string()
        };
        lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        lrs.post("/xapi/statements", &void(2, 1)).await.expect(200);
        let by = |name: &str, n: u128| format!("/xapi/statements?{name}={}", id(n));
        lrs.get(&by("statementId", 1)).await.expect(404);
        lrs.get(&by("voidedStatementId", 1)).await.expect(200);
        lrs.get(&by("statementId", 2)).await.expect(200);
        lrs.get(&by("voidedStatementId", 2)).await.expect(404);
        let ids = |all: Vec<Json>| -> Vec<String> {
            all.iter().map(|s| s["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ids(lrs.all("").await), [id(2)]);
        // What targets the voided one is still found by what the voided one says.
        let verb = "verb=http://adlnet.gov/expapi/verbs/attended";
        assert_eq!(ids(lrs.all(verb).await), [id(2)]);
        // A voiding statement can't be voided, even before it is there.
        lrs.post("/xapi/statements", &void(3, 2)).await.expect(200);
        lrs.get(&by("statementId", 2)).await.expect(200);
        lrs.post("/xapi/statements", &void(4, 5)).await.expect(200);
        lrs.post("/xapi/statements", &void(5, 6)).await.expect(200);
        lrs.get(&by("statementId", 5)).await.expect(200);
        // One that comes after what voids it is voided.
        lrs.post("/xapi/statements", &statement(&id(6))).await.expect(200);
        lrs.get(&by("statementId", 6)).await.expect(404);
        lrs.get(&by("voidedStatementId", 6)).await.expect(200);
        // Both in one batch.
        let batch = format!("[{},{}]", void(8, 7), statement(&id(7)));
        lrs.post("/xapi/statements", &batch).await.expect(200);
        lrs.get(&by("voidedStatementId", 7)).await.expect(200);
        // Twice is once.
        lrs.post("/xapi/statements", &void(9, 1)).await.expect(200);
        lrs.get(&by("voidedStatementId", 1)).await.expect(200);
    }
}

#[tokio::test]
async fn more_goes_on_to_the_end() {
    // Data 2.5: more is a relative address, usable later, empty at the end.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let batch: Vec<String> = (1..=25).map(|n| statement(&id(n))).collect();
        lrs.post("/xapi/statements", &format!("[{}]", batch.join(","))).await.expect(200);
        for ascending in [false, true] {
            let query = format!(
                "ascending={ascending}&limit=10&verb=http://adlnet.gov/expapi/verbs/attended"
            );
            let first = lrs.get(&format!("/xapi/statements?{query}")).await.json();
            assert_eq!(first["statements"].as_array().unwrap().len(), 10);
            let more = first["more"].as_str().unwrap();
            assert!(more.starts_with("/xapi/"), "{more}");
            let all = lrs.all(&query).await;
            let mut expected: Vec<String> = (1..=25).map(id).collect();
            if !ascending {
                expected.reverse();
            }
            let found: Vec<&str> = all.iter().map(|s| s["id"].as_str().unwrap()).collect();
            assert_eq!(found, expected);
        }
        lrs.get("/xapi/statements/more/rubbish").await.expect(400);
    }
}

#[tokio::test]
async fn formats() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let say = |n: u128, name: &str| {
            format!(
                r#"{{"id":"{}","actor":{{"name":"An","mbox":"mailto:a@b.c"}},"verb":{{"id":"http://v","display":{{"en":"did","vi":"đã làm"}}}},"object":{{"id":"http://o","definition":{{"name":{name}}}}}}}"#,
                id(n)
            )
        };
        lrs.post("/xapi/statements", &say(1, r#"{"en":"first"}"#)).await.expect(200);
        lrs.post("/xapi/statements", &say(2, r#"{"vi":"tên"}"#)).await.expect(200);
        let get = |format: &str| format!("/xapi/statements?statementId={}&format={format}", id(1));
        let ids = lrs.get(&get("ids")).await.json();
        assert_eq!(ids["actor"], json!({"mbox": "mailto:a@b.c"}));
        assert_eq!(ids["object"], json!({"id": "http://o"}));
        // "Only include minimum information necessary in Agent, Activity, Verb and Group Objects to
        // identify them."
        assert_eq!(ids["verb"].as_object().unwrap().len(), 1);
        let exact = lrs.get(&get("exact")).await.json();
        assert_eq!(exact["object"]["definition"], json!({"name": {"en": "first"}}));
        for (language, name, display) in [
            ("vi", json!({"vi": "tên"}), json!({"vi": "đã làm"})),
            ("en-GB;q=0.7, de", json!({"en": "first"}), json!({"en": "did"})),
        ] {
            let answer =
                lrs.ask("GET", &get("canonical"), &[("Accept-Language", language)], "").await;
            let told = answer.expect(200).json();
            assert_eq!(told["object"]["definition"]["name"], name);
            assert_eq!(told["verb"]["display"], display);
        }
        // Communication 2.5: the merged definition.
        let activity = lrs.get("/xapi/activities?activityId=http://o").await.expect(200).json();
        assert_eq!(activity["definition"]["name"], json!({"en": "first", "vi": "tên"}));
        assert_eq!(
            (&activity["id"], &activity["objectType"]),
            (&json!("http://o"), &json!("Activity"))
        );
    }
}

#[tokio::test]
async fn times_of_2_0_are_in_utc() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let text =
            statement(&id(1)).replacen('{', "{\"timestamp\":\"2020-01-01T07:00:00.5+07:00\",", 1);
        lrs.post("/xapi/statements", &text).await.expect(200);
        let get = format!("/xapi/statements?statementId={}", id(1));
        assert_eq!(lrs.get(&get).await.json()["timestamp"], "2020-01-01T07:00:00.5+07:00");
        let two = lrs.speaking(Some("2.0.0"));
        assert_eq!(two.get(&get).await.json()["timestamp"], "2020-01-01T00:00:00.500000Z");
        assert_eq!(two.all("").await[0]["timestamp"], "2020-01-01T00:00:00.500000Z");
        two.post("/xapi/statements", &statement(&id(2))).await.expect(200);
        let kept = two.get(&format!("/xapi/statements?statementId={}", id(2))).await.json();
        assert_eq!(kept["version"], "2.0.0");
        // To the millisecond at least, and the same in a contained statement.
        let contained = STATEMENT.replacen(
            '{',
            "{\"objectType\":\"SubStatement\",\"timestamp\":\"2020-01-01 00:00:00+01:00\",",
            1,
        );
        let around = format!(
            r#"{{"id":"{}","actor":{{"mbox":"mailto:a@b.c"}},"verb":{{"id":"http://v"}},"object":{contained},"timestamp":"2020-01-01T00:00:00Z"}}"#,
            id(3)
        );
        two.post("/xapi/statements", &around).await.expect(200);
        let get = format!("/xapi/statements?statementId={}", id(3));
        let kept = two.get(&get).await.json();
        assert_eq!(kept["timestamp"], "2020-01-01T00:00:00.000000Z");
        assert_eq!(kept["object"]["timestamp"], "2019-12-31T23:00:00.000000Z");
        assert_eq!(lrs.get(&get).await.json()["timestamp"], "2020-01-01T00:00:00Z");
    }
}
