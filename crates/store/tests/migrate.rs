//! Migrations, on both databases.

mod common;

use common::{STEPS, THING};
use store::{Db, Error, Migration, execute, migrate, sqlx, tables};

async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.expect("it can be read");
    tables(&mut tx).await.expect("its tables can be listed")
}

#[tokio::test]
async fn migrating_again_changes_nothing_and_keeps_what_is_there() {
    for db in testkit::databases(&[THING]).await {
        common::fill(&db, 5).await;
        migrate(&db, STEPS).await.unwrap();
        migrate(&db, STEPS).await.unwrap();
        assert_eq!(common::all(&db).await, common::rows(5), "{}", db.name());
        assert_eq!(names(&db).await, ["b_child", "migration", "thing", "z_parent"]);
    }
}

#[tokio::test]
async fn a_changed_text_is_refused() {
    for db in common::databases().await {
        let changed = Migration { sql: "CREATE TABLE thing (id BIGINT);", ..THING };
        let refused = migrate(&db, &[changed, STEPS[1]]).await.unwrap_err();
        assert!(
            matches!(&refused, Error::Migration { room, number: 1 } if room == "thing"),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    for db in common::databases().await {
        let refused = migrate(&db, &[THING]).await.unwrap_err();
        assert!(
            matches!(&refused, Error::Newer { room, number: 2 } if room == "thing"),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn a_step_that_fails_half_way_leaves_nothing_of_any_step() {
    let broken = Migration {
        room: "thing",
        number: 3,
        sql: "CREATE TABLE more (id BIGINT); INSERT INTO nowhere VALUES (1);",
    };
    for db in testkit::databases(&[]).await {
        assert!(migrate(&db, &[STEPS[0], STEPS[1], broken]).await.is_err());
        assert_eq!(names(&db).await, ["migration"], "{}", db.name());
        migrate(&db, STEPS).await.unwrap();
        assert_eq!(names(&db).await.len(), 4, "{}", db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_processes_may_migrate_at_once() {
    for db in testkit::databases(&[]).await {
        let mut running = Vec::new();
        for _ in 0..6 {
            let address = db.address().to_owned();
            running.push(tokio::spawn(async move {
                let own = Db::open(&address).await?;
                migrate(&own, STEPS).await?;
                own.close().await;
                Ok::<_, Error>(())
            }));
        }
        for one in running {
            one.await.unwrap().unwrap();
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(common::count(&mut tx, "migration").await, 2, "{}", db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_processes_may_make_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("new.db").to_string_lossy().into_owned();
    let running: Vec<_> = (0..6)
        .map(|_| {
            let address = address.clone();
            tokio::spawn(async move { migrate(&Db::open(&address).await?, STEPS).await })
        })
        .collect();
    for one in running {
        one.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn text_compares_by_its_bytes_on_both() {
    for db in common::databases().await {
        let mut tx = db.write().await.unwrap();
        for (id, word) in [(1, "b"), (2, "B"), (3, "a b"), (4, "ab"), (5, "á"), (6, "z")] {
            let insert = "INSERT INTO thing (id, word) VALUES ($1, $2)";
            execute!(&mut tx, sqlx::query(insert).bind(i64::from(id)).bind(word)).unwrap();
        }
        let sorted: Vec<String> = store::on_db!(&mut tx, c =>
            sqlx::query_scalar("SELECT word FROM thing ORDER BY word").fetch_all(c).await)
        .unwrap();
        assert_eq!(sorted, ["B", "a b", "ab", "b", "z", "á"], "{}", db.name());
    }
}
