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
