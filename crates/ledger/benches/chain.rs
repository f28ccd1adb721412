//! How long it takes to seal an act and to verify a record.
//!
//! `cargo bench -p ledger`; with `NHANLUC_TEST_POSTGRES` set, on `PostgreSQL` as well.
#![expect(clippy::unwrap_used, reason = "a bench that can't run says so")]

use kernel::{Interval, Uuid};
use ledger::{Basis, Column, Draft, Fact, FactTable, Header, Source};
use store::{
    ColumnType::{Int, Text, Uuid as Id},
    Migration, Value,
};
use testkit::TestDb;
use tokio::runtime::Runtime;

static OFFICER: FactTable = FactTable {
    name: "officer",
    columns: &[
        Column::open("officer_id", Id),
        Column::open("person_id", Id),
        Column::open("org_id", Id),
        Column::open("title", Text),
        Column::open("mode", Text),
        Column::open("fields", Text),
        Column::open("source_row", Int),
        Column::personal("full_name", Text),
        Column::personal("name_key", Text),
        Column::personal("birth", Text),
        Column::personal("phone", Text),
    ],
    subject: Some("person_id"),
};

const TABLE: Migration = Migration {
    room: "bench",
    number: 1,
    sql: "CREATE TABLE officer (fact_id UUID NOT NULL PRIMARY KEY, officer_id UUID NOT NULL, \
          person_id UUID NOT NULL, org_id UUID NOT NULL, title TEXT, mode TEXT NOT NULL, fields \
          TEXT NOT NULL, source_row BIGINT, full_name TEXT, name_key TEXT, birth TEXT, phone TEXT, \
          valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT NULL, recorded_to BIGINT, salt \
          BYTEA, seal BYTEA, erased_by BIGINT);
          CREATE INDEX officer_id_ix ON officer (officer_id);
          CREATE INDEX officer_person_ix ON officer (person_id);
          CREATE INDEX officer_from_ix ON officer (recorded_from);
          CREATE INDEX officer_to_ix ON officer (recorded_to);",
};

struct Officer(Uuid, i64);

impl Fact for Officer {
    const TABLE: &'static FactTable = &OFFICER;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.0)),
            Value::Uuid(Some(self.0)),
            Value::Uuid(Some(Uuid::from_u128(7))),
            Value::text("Chuyên viên phụ trách công nghệ thông tin"),
            Value::text("concurrent"),
            Value::text("digital_transformation|information_security"),
            Value::Int(Some(self.1)),
            Value::text(format!("Nguyễn Thị Thanh Số {}", self.1)),
            Value::text(format!("nguyen thi thanh so {}", self.1)),
            Value::text("1985-02-28"),
            Value::text("0912345678"),
        ]
    }
}

const PLACES: &[&str] = &["sqlite", "postgres"];

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn fresh(place: &str) -> Option<TestDb> {
    let all = testkit::databases(&[ledger::MIGRATIONS, &[TABLE]].concat()).await;
    all.into_iter().find(|db| db.name() == place)
}

async fn seal(db: &TestDb, rows: i64) {
    let header = Header {
        kind: "intake",
        effective_on: None,
        basis: Basis::default(),
        entered_by: "bench".into(),
        source: Source::Command,
        reason: String::new(),
    };
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, &testkit::clock(), header).await.unwrap();
    for n in 0..rows {
        let id = draft.new_id();
        draft.assert(Interval::ALWAYS, &Officer(id, n));
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// One act of so many facts, from its first fact to its commit.
#[divan::bench(args = [1_000, 35_000], consts = [0, 1], sample_count = 5, sample_size = 1)]
fn seal_one_act<const PLACE: usize>(bencher: divan::Bencher<'_, '_>, rows: i64) {
    let runtime = runtime();
    bencher.with_inputs(|| runtime.block_on(fresh(PLACES[PLACE]))).bench_local_refs(|db| {
        if let Some(db) = db {
            runtime.block_on(seal(db, rows));
        }
    });
}

/// The whole record, made by acts of 5,000 facts.
#[divan::bench(args = [35_000, 500_000], consts = [0, 1], sample_count = 3, sample_size = 1)]
fn verify_record<const PLACE: usize>(bencher: divan::Bencher<'_, '_>, rows: i64) {
    let runtime = runtime();
    let db = runtime.block_on(async {
        let db = fresh(PLACES[PLACE]).await?;
        for _ in 0..rows / 5_000 {
            seal(&db, 5_000).await;
        }
        Some(db)
    });
    bencher.bench_local(|| {
        let Some(db) = &db else { return };
        runtime.block_on(async {
            let mut tx = db.read().await.unwrap();
            assert!(ledger::verify(&mut tx, &[&OFFICER], None).await.unwrap().holds());
        });
    });
}

/// Writing the record as a file, and checking the file alone.
#[divan::bench(args = [35_000], sample_count = 3, sample_size = 1)]
fn export_and_verify_file(bencher: divan::Bencher<'_, '_>, rows: i64) {
    let runtime = runtime();
    let db = runtime.block_on(async {
        let db = fresh(PLACES[0]).await.unwrap();
        for _ in 0..rows / 100 {
            seal(&db, 100).await;
        }
        db
    });
    bencher.bench_local(|| {
        runtime.block_on(async {
            let mut tx = db.read().await.unwrap();
            let mut file = Vec::new();
            ledger::export(&mut tx, &[&OFFICER], &mut file).await.unwrap();
            assert!(ledger::verify_export(&file[..], None).unwrap().holds());
        });
    });
}

fn main() {
    divan::main();
}
