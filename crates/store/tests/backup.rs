//! Backup and restore, within and between the two databases.

mod common;

use std::path::Path;

use common::{COLUMNS, STEPS, THING};
use store::{Db, Error, Migration, Tx, backup, execute, insert_rows, restore, sqlx};
use testkit::TestDb;

async fn family(db: &Db) {
    let mut tx = db.write().await.expect("it can be written to");
    for sql in ["INSERT INTO z_parent VALUES (1)", "INSERT INTO b_child VALUES (5, 1)"] {
        execute!(&mut tx, sqlx::query(sql)).expect("a row can be added");
    }
    tx.commit().await.expect("it commits");
}

async fn filled() -> Vec<TestDb> {
    let all = common::databases().await;
    for db in &all {
        common::fill(db, 6_001).await;
        family(db).await;
    }
    all
}

async fn check(db: &Db, label: &str) {
    assert!(common::all(db).await == common::rows(6_001), "{label}");
    let mut tx = db.read().await.expect("it can be read");
    assert_eq!(common::count(&mut tx, "b_child").await, 1, "{label}");
    assert_eq!(common::count(&mut tx, "migration").await, 2, "{label}");
}

fn only_file_in(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|all| all.count() == 1)
}

#[tokio::test]
async fn a_province_moves_from_either_database_to_either() {
    for from in filled().await {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup");
        backup(&from, STEPS, &file).await.unwrap();
        assert!(only_file_in(folder.path()), "{}: one file and nothing beside it", from.name());
        // New ones, and ones the program has migrated already.
        for steps in [&[][..], STEPS] {
            for to in testkit::databases(steps).await {
                restore(&to, STEPS, &file).await.unwrap();
                let label = format!("{} to {}", from.name(), to.name());
                check(&to, &label).await;
                let again = folder.path().join(format!("again-{}-{}", to.name(), steps.len()));
                backup(&to, STEPS, &again).await.unwrap();
                let last = testkit::sqlite(&[]).await;
                restore(&last, STEPS, &again).await.unwrap();
                check(&last, &label).await;
            }
        }
    }
}

#[tokio::test]
async fn a_database_in_use_can_be_backed_up() {
    for from in filled().await {
        let folder = tempfile::tempdir().unwrap();
        let mut reader = from.read().await.unwrap();
        assert_eq!(common::count(&mut reader, "thing").await, 6_001);
        let file = folder.path().join("backup");
        backup(&from, STEPS, &file).await.unwrap();
        let to = testkit::sqlite(&[]).await;
        restore(&to, STEPS, &file).await.unwrap();
        check(&to, from.name()).await;
    }
}

#[tokio::test]
async fn an_occupied_database_is_refused_and_untouched() {
    for (from, to) in filled().await.into_iter().zip(common::databases().await) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup");
        backup(&from, STEPS, &file).await.unwrap();
        common::fill(&to, 1).await;
        let refused = restore(&to, STEPS, &file).await.unwrap_err();
        assert!(matches!(refused, Error::NotEmpty), "{}: {refused}", to.name());
        assert_eq!(common::all(&to).await, common::rows(1), "{}", to.name());
    }
}

#[tokio::test]
async fn an_existing_file_is_never_written_over() {
    for db in common::databases().await {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup");
        std::fs::write(&file, "mine").unwrap();
        assert!(matches!(backup(&db, STEPS, &file).await.unwrap_err(), Error::Io(_)));
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    }
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_leaves_the_database_new() {
    let folder = tempfile::tempdir().unwrap();
    let words = folder.path().join("words");
    std::fs::write(&words, "only words, longer than sixteen bytes").unwrap();
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "").unwrap();
    let torn = folder.path().join("torn");
    std::fs::write(&torn, [&b"SQLite format 3\0"[..], &[7; 5_000]].concat()).unwrap();
    let other = folder.path().join("other");
    drop_in(&other, "CREATE TABLE thing (id BIGINT)").await;
    for to in testkit::databases(&[]).await {
        for file in [&words, &empty, &torn, &other] {
            assert!(restore(&to, STEPS, file).await.is_err(), "{}", file.display());
        }
        let refused = restore(&to, STEPS, &words).await.unwrap_err();
        assert!(matches!(refused, Error::NotABackup(_)), "{refused}");
        let refused = restore(&to, STEPS, &other).await.unwrap_err();
        assert!(matches!(refused, Error::NotABackup(_)), "{refused}");
        assert!(matches!(
            restore(&to, STEPS, &folder.path().join("none")).await,
            Err(Error::Io(_))
        ));
        store::migrate(&to, STEPS).await.unwrap();
        assert_eq!(common::all(&to).await.len(), 0);
    }
}

async fn drop_in(file: &Path, sql: &'static str) {
    let db = Db::open_file(file).await.expect("a file can be made");
    let mut tx = db.write().await.expect("it can be written to");
    execute!(&mut tx, sqlx::query(sql)).expect("the statement runs");
    tx.commit().await.expect("it commits");
    db.close().await;
}

#[tokio::test]
async fn a_forged_table_never_reaches_a_statement() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("forged");
    let from = testkit::sqlite(&[THING]).await;
    backup(&from, &[THING], &file).await.unwrap();
    drop_in(&file, "ALTER TABLE thing ADD COLUMN \"x) SELECT 1; DROP TABLE thing; --\" TEXT").await;
    for to in testkit::databases(&[]).await {
        let refused = restore(&to, &[THING], &file).await.unwrap_err();
        assert!(matches!(refused, Error::NotABackup(_)), "{refused}");
    }
}

#[tokio::test]
async fn a_backup_of_a_newer_program_is_refused_and_of_an_older_one_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer");
    let from = testkit::sqlite(STEPS).await;
    backup(&from, STEPS, &newer).await.unwrap();
    let older = folder.path().join("older");
    let from = testkit::sqlite(&[THING]).await;
    common::fill(&from, 10).await;
    backup(&from, &[THING], &older).await.unwrap();
    // The later step reads what the earlier program wrote.
    let later = Migration {
        room: "thing",
        number: 2,
        sql: "ALTER TABLE thing ADD COLUMN twice BIGINT; UPDATE thing SET twice = 2 * id;",
    };
    let steps = [THING, later];
    for known in [&[][..], &steps] {
        for to in testkit::databases(known).await {
            restore(&to, &steps, &older).await.unwrap();
            let mut tx = to.read().await.unwrap();
            let sum: i64 = store::on_db!(&mut tx, c => sqlx::query_scalar(
                "SELECT CAST(sum(twice) AS BIGINT) FROM thing").fetch_one(c).await)
            .unwrap();
            assert_eq!(sum, 110, "{}", to.name());
        }
    }
    for to in testkit::databases(&[]).await {
        let refused = restore(&to, &[THING], &newer).await.unwrap_err();
        assert!(matches!(refused, Error::Newer { number: 2, .. }), "{refused}");
    }
}

#[tokio::test]
async fn rows_a_step_brings_come_from_the_backup_and_not_twice() {
    let seeding = Migration {
        room: "seed",
        number: 1,
        sql: "CREATE TABLE seed (id BIGINT NOT NULL PRIMARY KEY); INSERT INTO seed VALUES (1);",
    };
    let from = testkit::sqlite(&[seeding]).await;
    let mut tx: Tx = from.write().await.unwrap();
    let more = [vec![store::Value::Int(Some(2))]];
    insert_rows(&mut tx, "seed", &COLUMNS[..1], &more).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    backup(&from, &[seeding], &file).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let new = Db::open_file(&folder.path().join("new.db")).await.unwrap();
    restore(&new, &[seeding], &file).await.unwrap();
    let mut tx = new.read().await.unwrap();
    assert_eq!(common::count(&mut tx, "seed").await, 2);
}

#[tokio::test]
async fn what_was_removed_is_gone_from_the_bytes_after_scrubbing() {
    for db in common::databases().await {
        let mut tx = db.write().await.unwrap();
        let insert = "INSERT INTO thing (id, word) VALUES (1, 'Lò Thị Bí Mật')";
        execute!(&mut tx, sqlx::query(insert)).unwrap();
        tx.commit().await.unwrap();
        db.scrub(&["thing"]).await.unwrap();
        let holds = |path: &Path| {
            let bytes = std::fs::read(path).unwrap_or_default();
            bytes.windows("Bí Mật".len()).any(|w| w == "Bí Mật".as_bytes())
        };
        if let Some(file) = db.file() {
            assert!(holds(&file));
        }
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, sqlx::query("UPDATE thing SET word = NULL")).unwrap();
        tx.commit().await.unwrap();
        db.scrub(&["thing"]).await.unwrap();
        if let Some(folder) = db.folder() {
            for entry in std::fs::read_dir(folder).unwrap() {
                assert!(!holds(&entry.unwrap().path()));
            }
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(common::count(&mut tx, "thing").await, 1, "{}", db.name());
    }
}

#[tokio::test]
async fn what_was_removed_is_gone_from_what_the_planner_keeps_of_it() {
    for db in common::databases().await.into_iter().filter(|db| db.is_postgres()) {
        let mut tx = db.write().await.unwrap();
        for n in 1..=20 {
            let insert = format!("INSERT INTO thing (id, word) VALUES ({n}, 'Lò Thị Bí Mật')");
            execute!(&mut tx, sqlx::query(sqlx::AssertSqlSafe(insert))).unwrap();
        }
        execute!(&mut tx, sqlx::query("ANALYZE thing")).unwrap();
        tx.commit().await.unwrap();
        let kept = async || -> i64 {
            let Tx::Postgres(mut open) = db.read().await.unwrap() else { unreachable!() };
            let of = "SELECT count(*) FROM pg_stats WHERE schemaname = current_schema() \
                      AND tablename = 'thing' AND CAST(most_common_vals AS TEXT) LIKE '%Mật%'";
            sqlx::query_scalar(of).fetch_one(&mut *open).await.unwrap()
        };
        assert_eq!(kept().await, 1, "the planner keeps it");
        let mut tx = db.write().await.unwrap();
        execute!(&mut tx, sqlx::query("UPDATE thing SET word = NULL")).unwrap();
        tx.commit().await.unwrap();
        db.scrub(&["thing"]).await.unwrap();
        assert_eq!(kept().await, 0);
    }
}
