//! Two tables of facts: posts that name a person, and links that name a post.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails the test")]

pub(crate) mod model;
pub(crate) mod story;

use kernel::{Clock, Date, Interval, Seq, Uuid};
use ledger::{
    Basis, Column, Columns, Draft, Error, Fact, FactTable, Header, Held, ReadFact, Receipt, Source,
    Verdict, held,
};
use store::{
    ColumnType::{Bool, Bytes, Int, Text, Uuid as Id},
    Db, Migration, Tx, Value, execute, sqlx,
};
use testkit::TestDb;

pub(crate) static POST: FactTable = FactTable {
    name: "post",
    columns: &[
        Column::open("post_id", Id),
        Column::open("person_id", Id),
        Column::open("title", Text),
        Column::open("weight", Int),
        Column::open("ready", Bool),
        Column::open("raw", Bytes),
        Column::personal("full_name", Text),
        Column::personal("born", Int),
    ],
    subject: Some("person_id"),
};

pub(crate) static LINK: FactTable = FactTable {
    name: "link",
    columns: &[
        Column::open("link_id", Id),
        Column::open("post_id", Id),
        Column::open("word", Text),
    ],
    subject: None,
};

/// Not in the order of their names.
pub(crate) static TABLES: &[&FactTable] = &[&POST, &LINK];

pub(crate) const TEST_TABLES: Migration = Migration {
    room: "test",
    number: 1,
    sql: "CREATE TABLE post (fact_id UUID NOT NULL PRIMARY KEY, post_id UUID NOT NULL, person_id \
          UUID NOT NULL, title TEXT NOT NULL, weight BIGINT, ready BOOLEAN NOT NULL, raw BYTEA, \
          full_name TEXT, born BIGINT, valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT \
          NULL, recorded_to BIGINT, salt BYTEA, seal BYTEA, erased_by BIGINT);
          CREATE INDEX post_id_ix ON post (post_id);
          CREATE INDEX post_person_ix ON post (person_id);
          CREATE INDEX post_from_ix ON post (recorded_from);
          CREATE INDEX post_to_ix ON post (recorded_to);
          CREATE TABLE link (fact_id UUID NOT NULL PRIMARY KEY, link_id UUID NOT NULL, post_id \
          UUID NOT NULL, word TEXT, valid_from TEXT, valid_to TEXT, recorded_from BIGINT NOT \
          NULL, recorded_to BIGINT, salt BYTEA, seal BYTEA, erased_by BIGINT);
          CREATE INDEX link_id_ix ON link (link_id);
          CREATE INDEX link_from_ix ON link (recorded_from);
          CREATE INDEX link_to_ix ON link (recorded_to);
          CREATE TABLE day (day TEXT NOT NULL PRIMARY KEY);",
};

pub(crate) fn steps() -> Vec<Migration> {
    [ledger::MIGRATIONS, &[TEST_TABLES]].concat()
}

pub(crate) async fn databases() -> Vec<TestDb> {
    testkit::databases(&steps()).await
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Post {
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    pub(crate) title: String,
    pub(crate) weight: Option<i64>,
    pub(crate) ready: bool,
    pub(crate) name: Option<String>,
    pub(crate) born: Option<i64>,
}

impl Fact for Post {
    const TABLE: &'static FactTable = &POST;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id)),
            Value::Uuid(Some(self.person)),
            Value::text(&self.title),
            Value::Int(self.weight),
            Value::Bool(Some(self.ready)),
            Value::Bytes(self.weight.map(|w| w.to_be_bytes().to_vec())),
            Value::Text(self.name.clone()),
            Value::Int(self.born),
        ]
    }
}

impl ReadFact for Post {
    fn read(columns: &mut Columns) -> Option<Self> {
        let (id, person) = (columns.uuid()?, columns.uuid()?);
        let (title, weight, ready) = (columns.text()?, columns.int(), columns.bool()?);
        let _ = columns.text(); // The raw bytes: derived from the weight.
        let (name, born) = (columns.text(), columns.int());
        Some(Self { id, person, title, weight, ready, name, born })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) id: Uuid,
    pub(crate) post: Uuid,
    pub(crate) word: Option<String>,
}

impl Fact for Link {
    const TABLE: &'static FactTable = &LINK;

    fn values(&self) -> Vec<Value> {
        vec![
            Value::Uuid(Some(self.id)),
            Value::Uuid(Some(self.post)),
            Value::Text(self.word.clone()),
        ]
    }
}

impl ReadFact for Link {
    fn read(columns: &mut Columns) -> Option<Self> {
        Some(Self { id: columns.uuid()?, post: columns.uuid()?, word: columns.text() })
    }
}

pub(crate) const fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn day(n: i16) -> Date {
    Date::constant(2024, 12, 20).saturating_add(jiff::Span::new().days(i64::from(n)))
}

/// A post of a person: two small numbers.
pub(crate) fn post(n: u128, person: u128, title: &str) -> Post {
    Post {
        id: id(n),
        person: id(1_000 + person),
        title: title.to_owned(),
        weight: n.is_multiple_of(2).then_some(i64::try_from(n).unwrap()),
        ready: n.is_multiple_of(2),
        name: Some(format!("Nguyễn Thị Số {person}")),
        born: Some(1_980 + i64::try_from(person).unwrap()),
    }
}

pub(crate) fn link(n: u128, to: u128) -> Link {
    Link {
        id: id(2_000 + n),
        post: id(to),
        word: n.is_multiple_of(2).then(|| format!("nối \"{n}\"")),
    }
}

pub(crate) fn header(kind: &'static str) -> Header {
    Header {
        kind,
        effective_on: Some(day(3)),
        basis: Basis { number: Some("12/QĐ".into()), date: Some(day(1)), issuer: None },
        entered_by: "an".into(),
        source: Source::Files { files: vec![("a \"b\".xlsx".into(), "00ff".into())] },
        reason: format!("thử {kind}"),
    }
}

/// One act.
pub(crate) async fn enter(
    db: &Db,
    clock: &Clock,
    write: impl AsyncFnOnce(&mut Draft, &mut Tx) -> Result<(), Error>,
) -> Receipt {
    let mut tx = db.write().await.unwrap();
    let mut draft = Draft::begin(&mut tx, clock, header("test")).await.unwrap();
    write(&mut draft, &mut tx).await.unwrap();
    let receipt = draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    receipt
}

/// Undoes an act, or says why not.
pub(crate) async fn undo(db: &Db, clock: &Clock, seq: Seq) -> Result<Receipt, Error> {
    let mut tx = db.write().await?;
    let draft = ledger::undo(&mut tx, clock, TABLES, seq, header("undo")).await?;
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

pub(crate) async fn erase(db: &Db, clock: &Clock, person: u128) -> Receipt {
    enter(db, clock, async |draft, tx| draft.erase(tx, TABLES, id(1_000 + person)).await.map(drop))
        .await
}

/// What is held true now of one post.
pub(crate) async fn posts(tx: &mut Tx, n: u128) -> Vec<Held<Post>> {
    let known = ledger::last_seq(tx).await.unwrap();
    held(tx, known, "f.post_id = $2", &[Value::Uuid(Some(id(n)))]).await.unwrap()
}

pub(crate) async fn verify(db: &Db, noted: Option<&str>) -> Verdict {
    let mut tx = db.read().await.unwrap();
    ledger::verify(&mut tx, TABLES, noted).await.unwrap()
}

pub(crate) async fn export(db: &Db) -> String {
    let mut tx = db.read().await.unwrap();
    let mut out = Vec::new();
    ledger::export(&mut tx, TABLES, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

pub(crate) fn since(n: i16) -> Interval {
    Interval::since(day(n))
}

pub(crate) fn between(from: i16, to: i16) -> Interval {
    Interval::new(Some(day(from)), Some(day(to))).unwrap()
}

pub(crate) async fn run(tx: &mut Tx, sql: &str) {
    execute!(tx, sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())))
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
}
