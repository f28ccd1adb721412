//! Communication 4.2: what a key may do, and whose records it sees.

use lrs::acts::revoke_key;

use crate::house::{app, asker, encode, id, migrations, statement};

#[tokio::test]
async fn a_key_may_what_its_scopes_say() {
    // Communication 3.2: "The LRS MUST reject with `403 Forbidden` status any request rejected by the LRS
    // where the credentials associated with the request do not have permission to make that request."
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    let profile = "/xapi/activities/profile?activityId=http://o&profileId=p";
    let state = format!(
        "/xapi/activities/state?activityId=http://o&agent={}&stateId=s",
        encode(r#"{"mbox":"mailto:a@b.c"}"#)
    );
    let person = format!("/xapi/agents?agent={}", encode(r#"{"mbox":"mailto:a@b.c"}"#));
    // write statements, read them, write state, read state, write profile, read profile, look up
    for (n, (scopes, may)) in [
        ("all", [true; 7]),
        ("all/read", [false, true, false, true, false, true, true]),
        ("statements/write", [true, false, false, false, false, false, false]),
        ("statements/read", [false, true, false, false, false, false, true]),
        ("statements/read/mine", [false, true, false, false, false, false, true]),
        ("state", [false, false, true, true, false, false, true]),
        ("profile", [false, false, false, false, true, true, true]),
        ("define", [false; 7]),
    ]
    .into_iter()
    .enumerate()
    {
        let lrs = asker(&app, scopes, "").await;
        let n = id(n as u128 + 1);
        let profile = format!("{profile}{n}");
        let state = format!("{state}{n}");
        let forbidden = |good: bool| if good { None } else { Some(403) };
        let outcomes = [
            lrs.post("/xapi/statements", &statement(&n)).await.status.as_u16(),
            lrs.get("/xapi/statements").await.status.as_u16(),
            lrs.put(&state, "{}").await.status.as_u16(),
            lrs.get(&state).await.status.as_u16(),
            lrs.post(&profile, "{}").await.status.as_u16(),
            lrs.get(&profile).await.status.as_u16(),
            lrs.get(&person).await.status.as_u16(),
        ];
        for (what, (status, may)) in outcomes.into_iter().zip(may).enumerate() {
            match forbidden(may) {
                Some(refused) => assert_eq!(status, refused, "{scopes}: {what}"),
                None => assert!(matches!(status, 200 | 204 | 404), "{scopes}: {what}: {status}"),
            }
        }
    }
}

#[tokio::test]
async fn mine_is_what_this_key_wrote() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let mine = asker(&app, "statements/write statements/read/mine", "").await;
        let other = asker(&app, "all", "").await;
        mine.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        other.post("/xapi/statements", &statement(&id(2))).await.expect(200);
        for query in ["", "verb=http://adlnet.gov/expapi/verbs/attended"] {
            let found = mine.all(query).await;
            assert_eq!(found.len(), 1, "{query}");
            assert_eq!(found[0]["id"], id(1));
            assert_eq!(other.all(query).await.len(), 2);
        }
        mine.get(&format!("/xapi/statements?statementId={}", id(1))).await.expect(200);
        mine.get(&format!("/xapi/statements?statementId={}", id(2))).await.expect(404);
        // Without define, what it brings does not change definitions.
        let text = statement(&id(3))
            .replace("34534\"}", "34534\",\"definition\":{\"name\":{\"en\":\"x\"}}}");
        mine.post("/xapi/statements", &text).await.expect(200);
        let path = "/xapi/activities?activityId=http://www.example.com/meetings/occurances/34534";
        assert!(other.get(path).await.json().get("definition").is_none());
    }
}

#[tokio::test]
async fn tenants_do_not_see_each_other() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let (ha_giang, hue) =
            (asker(&app, "all", "Hà Giang").await, asker(&app, "all", "Huế").await);
        // One id may stand in both.
        ha_giang.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        let other = statement(&id(1)).replace("attended", "left");
        hue.post("/xapi/statements", &other).await.expect(200);
        for query in
            ["", "related_agents=true&agent=%7B%22mbox%22%3A%22mailto%3Axapi%40adlnet.gov%22%7D"]
        {
            assert_eq!(ha_giang.all(query).await.len(), 1);
            assert_eq!(hue.all(query).await.len(), 1);
        }
        assert!(hue.all("verb=http://adlnet.gov/expapi/verbs/attended").await.is_empty());
        let profile = "/xapi/activities/profile?activityId=http://o&profileId=p";
        hue.post(profile, "{}").await.expect(204);
        ha_giang.get(profile).await.expect(404);
    }
}

#[tokio::test]
async fn a_revoked_key_opens_nothing() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    let lrs = asker(&app, "all", "").await;
    lrs.get("/xapi/statements").await.expect(200);
    let keys = lrs::figures::keys(&mut db.read().await.unwrap()).await.unwrap();
    assert!(
        revoke_key(&access::Actor::command(), &app.db, &app.clock, &keys[0].key).await.unwrap()
    );
    assert!(
        !revoke_key(&access::Actor::command(), &app.db, &app.clock, &keys[0].key).await.unwrap()
    );
    app.room::<lrs::Room>().forget(&keys[0].key);
    lrs.get("/xapi/statements").await.expect(401);
    for bad in ["", "everything", "statements"] {
        assert!(
            lrs::acts::add_key(&access::Actor::command(), &app.db, &app.clock, "x", bad, "", None)
                .await
                .is_err()
        );
    }
    assert!(
        lrs::acts::add_key(&access::Actor::command(), &app.db, &app.clock, " ", "all", "", None)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_others_call_somebody_is_told_to_who_may_read_them() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    let named = r#"{"actor":{"mbox":"mailto:a@b.c","name":"Nguyễn Văn An"},"verb":{"id":"http://v"},
        "object":{"id":"http://o"}}"#;
    asker(&app, "statements/write define", "")
        .await
        .post("/xapi/statements", named)
        .await
        .expect(200);
    let person = format!("/xapi/agents?agent={}", encode(r#"{"mbox":"mailto:a@b.c"}"#));
    for (scopes, told) in [
        ("all", true),
        ("statements/read", true),
        ("all/read", true),
        ("statements/read/mine", false),
        ("state", false),
        ("profile", false),
    ] {
        let page = asker(&app, scopes, "").await.get(&person).await.expect(200).text();
        assert_eq!(page.contains("Nguyễn Văn An"), told, "{scopes}: {page}");
    }
}
