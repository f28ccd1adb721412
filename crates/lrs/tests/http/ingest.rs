//! Many small writers, and what is stored strictly one after the other.

use std::collections::BTreeSet;

use crate::house::{id, migrations, open, statement};

#[tokio::test]
async fn many_writers_share_and_none_is_lost() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let tasks: Vec<_> = (0..200_u128)
            .map(|n| {
                let lrs = lrs.clone();
                tokio::spawn(async move {
                    lrs.post("/xapi/statements", &statement(&id(n + 1))).await.expect(200);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let all = lrs.all("ascending=true&limit=33").await;
        let ids: BTreeSet<String> =
            all.iter().map(|s| s["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, (1..=200).map(id).collect());
        let stored: Vec<&str> = all.iter().map(|s| s["stored"].as_str().unwrap()).collect();
        assert!(stored.is_sorted_by(|a, b| a < b), "{}", db.name());
    }
}

#[tokio::test]
async fn two_processes_on_one_database() {
    for db in testkit::databases(&migrations()).await {
        let (one, two) = (open(db.db()).await, open(db.reopen().await).await);
        for n in (0..20_u128).step_by(2) {
            one.post("/xapi/statements", &statement(&id(n + 1))).await.expect(200);
            two.post("/xapi/statements", &statement(&id(n + 2))).await.expect(200);
            two.post("/xapi/statements", &statement(&id(n + 1))).await.expect(200);
        }
        for lrs in [&one, &two] {
            let all = lrs.all("ascending=true").await;
            let found: Vec<&str> = all.iter().map(|s| s["id"].as_str().unwrap()).collect();
            assert_eq!(found, (1..=20).map(id).collect::<Vec<_>>());
        }
        two.app.db.close().await;
    }
}

#[tokio::test]
async fn an_id_is_known_whichever_part_of_the_indexes_it_stands_in() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        for n in 0..23_u128 {
            lrs.post("/xapi/statements", &statement(&id(n + 1))).await.expect(200);
        }
        // A process that begins has what was kept of the parts; where that is lost, it is made anew.
        for lost in [false, true] {
            if lost {
                let mut tx = db.write().await.unwrap();
                let gone = store::execute!(
                    &mut tx,
                    sqlx::query("DELETE FROM lrs_filter WHERE part % 2 = 0")
                );
                assert!(gone.unwrap() > 1, "{}", db.name());
                tx.commit().await.unwrap();
            }
            let lrs = open(db.db()).await;
            for n in 0..23_u128 {
                let path = format!("/xapi/statements?statementId={}", id(n + 1));
                lrs.put(&path, &statement(&id(n + 1))).await.expect(204);
                lrs.put(&path, &statement(&id(n + 1)).replace("attended", "left"))
                    .await
                    .expect(409);
                lrs.get(&path).await.expect(200);
            }
            assert_eq!(lrs.all("limit=4").await.len(), 23, "{}", db.name());
        }
        // What is made anew is kept with the next that is stored by whoever made it.
        let before = kept_filters(&db.db()).await;
        let lrs = open(db.db()).await;
        lrs.post("/xapi/statements", &statement(&id(100))).await.expect(200);
        let after = kept_filters(&db.db()).await;
        assert_eq!((before, after), (2, 4), "{}", db.name());
    }
}

async fn kept_filters(db: &store::Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    store::on_db!(&mut tx, c => sqlx::query_scalar("SELECT count(*) FROM lrs_filter").fetch_one(c).await)
        .unwrap()
}

#[tokio::test]
async fn what_is_sent_at_once_comes_in_whole_or_not_at_all() {
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        // So many that they are copied where the database can, each with what may be blank.
        let list = |from: u128| -> String {
            let each: Vec<String> = (from..from + 450).map(|n| statement(&id(n))).collect();
            format!("[{}]", each.join(","))
        };
        lrs.post("/xapi/statements", &list(1)).await.expect(200);
        lrs.post("/xapi/statements", &list(1)).await.expect(200);
        assert_eq!(lrs.all("limit=500").await.len(), 450, "{}", db.name());
        // Half of them are there; then one differs.
        lrs.post("/xapi/statements", &list(226)).await.expect(200);
        assert_eq!(lrs.all("limit=500").await.len(), 675, "{}", db.name());
        let differs = list(676).replacen(&id(1_000), &id(3), 1).replacen("attended", "left", 400);
        lrs.post("/xapi/statements", &differs).await.expect(409);
        let all = lrs.all("limit=500&ascending=true").await;
        let found: Vec<&str> = all.iter().map(|s| s["id"].as_str().unwrap()).collect();
        assert_eq!(found, (1..=675).map(id).collect::<Vec<_>>(), "{}", db.name());
    }
}
