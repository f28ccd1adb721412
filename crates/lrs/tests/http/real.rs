//! Real statements go in and come out as they were, under every filter.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::{
    house::{migrations, open},
    model::Question,
};

fn statements() -> Option<(String, Vec<Json>)> {
    let file = testkit::shared_data()?.join("xapi/tccc_statements.json");
    let text = std::fs::read_to_string(file).ok()?;
    let list = serde_json::from_str(&text).unwrap();
    Some((text, list))
}

/// The bytes of each statement in a list.
fn pieces(text: &str) -> Vec<String> {
    let doc = lrs::json::Doc::parse(text.as_bytes()).unwrap();
    doc.root().items().map(|one| one.raw().to_owned()).collect()
}

#[tokio::test]
async fn what_goes_in_comes_out() {
    let Some((text, sent)) = statements() else { return };
    let raw = pieces(&text);
    assert_eq!((sent.len(), raw.len()), (2_814, 2_814));
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for batch in raw.chunks(200) {
            let answer = lrs.post("/xapi/statements", &format!("[{}]", batch.join(","))).await;
            let ids = answer.expect(200).json();
            let expected: Vec<String> = batch
                .iter()
                .map(|one| {
                    serde_json::from_str::<Json>(one).unwrap()["id"].as_str().unwrap().to_owned()
                })
                .collect();
            assert_eq!(ids, serde_json::json!(expected), "ids in the order they were sent");
        }
        exact(&lrs, &raw).await;
        filters(&lrs).await;
        again(&lrs, &raw).await;
    }
}

/// Byte by byte, and behind it what the store sets.
async fn exact(lrs: &crate::house::Asker, raw: &[String]) {
    let mut path = "/xapi/statements?format=exact&ascending=true".to_owned();
    let mut at = 0;
    while !path.is_empty() {
        let page = lrs.get(&path).await.expect(200);
        let text = page.text();
        let doc = lrs::json::Doc::parse(text.as_bytes()).unwrap();
        for one in doc.root().get("statements").unwrap().items() {
            let sent = raw[at].trim_end_matches('}');
            let whole = &raw[at][..raw[at].len() - 1];
            assert!(one.raw().starts_with(whole), "{}\n{sent}", one.raw());
            let added: Json =
                serde_json::from_str(&format!("{{{}", &one.raw()[whole.len() + 1..])).unwrap();
            let names: BTreeSet<&str> =
                added.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(names, BTreeSet::from(["authority", "stored", "version"]));
            at += 1;
        }
        page.json()["more"].as_str().unwrap().clone_into(&mut path);
    }
    assert_eq!(at, raw.len());
}

async fn filters(lrs: &crate::house::Asker) {
    let all = lrs.all("ascending=true").await;
    let stored: Vec<&str> = all.iter().map(|s| s["stored"].as_str().unwrap()).collect();
    assert!(stored.is_sorted_by(|a, b| a < b), "stored increases strictly");
    let mut questions = vec![Question::default()];
    let mut seen = BTreeSet::new();
    for s in all.iter().step_by(97) {
        let agent = serde_json::json!({"mbox": s["actor"]["mbox"]});
        let verb = s["verb"]["id"].as_str().unwrap().to_owned();
        let activity = s["object"]["id"].as_str().unwrap().to_owned();
        let category = s["context"]["contextActivities"]["category"][0]["id"].as_str().unwrap();
        let registration = s["context"]["registration"].as_str().unwrap().to_owned();
        for mask in 1..16_u32 {
            let on = |bit: u32| mask & (1 << bit) != 0;
            let question = Question {
                agent: on(0).then(|| agent.clone()),
                verb: on(1).then(|| verb.clone()),
                activity: on(2).then(|| activity.clone()),
                registration: on(3).then(|| registration.clone()),
                ..Question::default()
            };
            if seen.insert(question.query()) {
                questions.push(question.clone());
                let related = Question {
                    related_activities: true,
                    related_agents: true,
                    activity: on(2).then(|| category.to_owned()),
                    ascending: true,
                    since: Some(stored[100].to_owned()),
                    until: Some(stored[2_000].to_owned()),
                    ..question
                };
                if seen.insert(related.query()) {
                    questions.push(related);
                }
            }
        }
    }
    assert!(questions.len() > 200, "{}", questions.len());
    for question in questions {
        let query = question.query();
        let found = lrs.all(&format!("{query}&limit=150")).await;
        let found: Vec<&str> = found.iter().map(|s| s["id"].as_str().unwrap()).collect();
        assert_eq!(found, question.answer(&all), "{query}");
    }
}

/// The same statements once more are there already; a different one of the same id is refused.
async fn again(lrs: &crate::house::Asker, raw: &[String]) {
    lrs.post("/xapi/statements", &format!("[{}]", raw[..60].join(","))).await.expect(200);
    let other = raw[7].replacen("mailto:", "mailto:x", 1);
    let mixed = format!("[{},{other}]", raw[3]);
    lrs.post("/xapi/statements", &mixed).await.expect(409);
    let count = lrs.all("limit=500").await.len();
    assert_eq!(count, raw.len());
}
