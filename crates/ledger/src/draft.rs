//! An act while it is being written.

use std::collections::BTreeMap;

use kernel::{Clock, IdSource, Interval, Seq, Timestamp, Uuid};
use rand::Rng as _;
use store::{Tx, Value, execute, insert_rows, on_db, sqlx};

use crate::{
    Error, Fact, FactId, FactTable, Head, Header,
    hash::{self, Leaf},
    model::{Act, Row},
};

/// Only one act is written at a time, on however many nodes.
const LOCK: i64 = 0x6e68_616e_6c75_6302;
const SALT_BYTES: usize = 16;
/// Ids named in one statement.
const CLOSE_CHUNK: usize = 500;

/// An act while it is being written: facts to assert, to close, to erase. Nothing reaches the
/// database before [`Draft::seal`].
#[derive(Debug)]
pub struct Draft {
    header: Header,
    head: Head,
    entered_at: Timestamp,
    undoes: Option<Seq>,
    ids: IdSource,
    rows: BTreeMap<&'static str, (&'static FactTable, Vec<Row>)>,
    closed: BTreeMap<&'static str, Vec<FactId>>,
    erased: BTreeMap<&'static str, (&'static FactTable, Vec<FactId>)>,
}

/// What a sealed act is known by.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Receipt {
    /// Its number.
    pub seq: Seq,
    /// Its hash, hexadecimal.
    pub hash: String,
}

impl Draft {
    /// Takes the next number. Other acts wait until the transaction ends.
    pub async fn begin(tx: &mut Tx, clock: &Clock, header: Header) -> Result<Self, Error> {
        tx.lock(LOCK).await?;
        let head = crate::head(tx).await?;
        let last: i64 = on_db!(tx, c => sqlx::query_scalar(
            "SELECT COALESCE(max(entered_at), 0) FROM act").fetch_one(c).await)?;
        // Strictly later than the act before, whatever the clock says: `known_at` must never
        // fall between two acts of one moment.
        let micros = clock.now().as_microsecond().max(last + 1);
        Ok(Self {
            header,
            head,
            entered_at: Timestamp::from_microsecond(micros).unwrap_or_default(),
            undoes: None,
            ids: IdSource::new(clock.clone()),
            rows: BTreeMap::new(),
            closed: BTreeMap::new(),
            erased: BTreeMap::new(),
        })
    }

    /// The number this act will have.
    pub const fn seq(&self) -> Seq {
        self.head.seq + 1
    }

    /// A new id for a thing first named in this act.
    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.closed.is_empty() && self.erased.is_empty()
    }

    /// Says that a fact holds.
    pub fn assert<F: Fact>(&mut self, valid: Interval, fact: &F) -> FactId {
        self.assert_row(F::TABLE, valid, fact.values())
    }

    pub(crate) fn assert_row(
        &mut self,
        table: &'static FactTable,
        valid: Interval,
        values: Vec<Value>,
    ) -> FactId {
        debug_assert_eq!(values.len(), table.columns.len(), "one value a column in {}", table.name);
        let id = FactId(self.new_id());
        let (salt, seal) = if table.is_personal() {
            let mut salt = vec![0; SALT_BYTES];
            rand::rng().fill_bytes(&mut salt);
            let seal = hash::seal(table, &values, &salt);
            (Some(salt), Some(seal))
        } else {
            (None, None)
        };
        let rows = &mut self.rows.entry(table.name).or_insert_with(|| (table, Vec::new())).1;
        rows.push(Row { id, values, valid, salt, seal });
        id
    }

    /// Says that a fact is no longer held true, as of this act.
    pub fn close<F: Fact>(&mut self, id: FactId) {
        self.close_row(F::TABLE, id);
    }

    pub(crate) fn close_row(&mut self, table: &'static FactTable, id: FactId) {
        self.closed.entry(table.name).or_default().push(id);
    }

    pub(crate) const fn undoing(&mut self, seq: Seq) {
        self.undoes = Some(seq);
    }

    /// Removes every personal value held on one subject, in all of history. The chain keeps
    /// verifying and says where something was erased. Returns how many rows it touches.
    pub async fn erase(
        &mut self,
        tx: &mut Tx,
        tables: &[&'static FactTable],
        subject: Uuid,
    ) -> Result<usize, Error> {
        let mut touched = 0;
        for table in tables {
            let Some(column) = table.subject else { continue };
            let sql = sqlx::AssertSqlSafe(format!(
                "SELECT fact_id FROM {} WHERE {column} = $1 AND erased_by IS NULL",
                table.name
            ));
            let ids: Vec<Uuid> =
                on_db!(&mut *tx, c => sqlx::query_scalar(sql).bind(subject).fetch_all(c).await)?;
            if !ids.is_empty() {
                touched += ids.len();
                let into = &mut self.erased.entry(table.name).or_insert((table, Vec::new())).1;
                into.extend(ids.into_iter().map(FactId));
            }
        }
        Ok(touched)
    }

    /// Writes the act and its facts. The caller commits.
    pub async fn seal(self, tx: &mut Tx) -> Result<Receipt, Error> {
        let seq = self.seq();
        self.write_closed(tx, seq).await?;
        self.write_rows(tx, seq).await?;
        self.write_erased(tx, seq).await?;
        let act = self.into_act();
        write_act(tx, &act).await?;
        Ok(Receipt { seq, hash: act.hash })
    }

    fn leaves(&self) -> Vec<Leaf> {
        let rows = self.rows.values().flat_map(|(table, rows)| {
            rows.iter().map(|row| hash::asserted(&hash::canonical(table, row)))
        });
        let closed = self
            .closed
            .iter()
            .flat_map(|(table, ids)| ids.iter().map(|id| hash::closed(table, *id)));
        let erased = self
            .erased
            .iter()
            .flat_map(|(table, (_, ids))| ids.iter().map(|id| hash::erased(table, *id)));
        rows.chain(closed).chain(erased).collect()
    }

    fn into_act(self) -> Act {
        let content = hash::content(self.leaves());
        let mut act = Act {
            seq: self.head.seq + 1,
            id: self.ids.next(),
            kind: self.header.kind.to_owned(),
            effective_on: self.header.effective_on,
            basis: self.header.basis,
            entered_by: self.header.entered_by,
            entered_at: self.entered_at,
            source: self.header.source,
            reason: self.header.reason,
            undoes: self.undoes,
            content,
            hash: String::new(),
        };
        act.hash = hash::chain(&self.head.hash, &act);
        act
    }

    async fn write_rows(&self, tx: &mut Tx, seq: Seq) -> Result<(), Error> {
        for (table, rows) in self.rows.values() {
            let mut columns = vec!["fact_id"];
            columns.extend(table.columns.iter().map(|c| c.name));
            columns.extend(["valid_from", "valid_to", "recorded_from", "salt", "seal"]);
            let values: Vec<Vec<Value>> = rows.iter().map(|row| full_row(row, seq)).collect();
            insert_rows(tx, table.name, &columns, &values).await?;
        }
        Ok(())
    }

    async fn write_closed(&self, tx: &mut Tx, seq: Seq) -> Result<(), Error> {
        for (table, ids) in &self.closed {
            for part in ids.chunks(CLOSE_CHUNK) {
                let touched = close_rows(tx, table, part, seq).await?;
                if touched != part.len() as u64 {
                    return Err(Error::Moved { table });
                }
            }
        }
        Ok(())
    }

    async fn write_erased(&self, tx: &mut Tx, seq: Seq) -> Result<(), Error> {
        for (table, ids) in self.erased.values() {
            let blank: String = table
                .columns
                .iter()
                .filter(|c| c.personal)
                .fold(String::new(), |all, c| all + c.name + " = NULL, ");
            for id in ids {
                let sql = sqlx::AssertSqlSafe(format!(
                    "UPDATE {} SET {blank} salt = NULL, erased_by = $1 WHERE fact_id = $2",
                    table.name
                ));
                execute!(&mut *tx, sqlx::query(sql).bind(seq).bind(id.0))?;
            }
        }
        Ok(())
    }
}

async fn close_rows(tx: &mut Tx, table: &str, ids: &[FactId], seq: Seq) -> Result<u64, Error> {
    let marks: Vec<String> = (2..2 + ids.len()).map(|n| format!("${n}")).collect();
    let sql = sqlx::AssertSqlSafe(format!(
        "UPDATE {table} SET recorded_to = $1 WHERE recorded_to IS NULL AND fact_id IN ({})",
        marks.join(", ")
    ));
    Ok(on_db!(tx, c => {
        let mut query = sqlx::query(sql).bind(seq);
        for id in ids {
            query = query.bind(id.0);
        }
        query.execute(c).await.map(|done| done.rows_affected())
    })?)
}

fn full_row(row: &Row, seq: Seq) -> Vec<Value> {
    let mut values = Vec::with_capacity(row.values.len() + 6);
    values.push(Value::Uuid(Some(row.id.0)));
    values.extend(row.values.iter().cloned());
    values.extend([
        Value::Text(row.valid.from.map(|d| d.to_string())),
        Value::Text(row.valid.to.map(|d| d.to_string())),
        Value::Int(Some(seq)),
        Value::Bytes(row.salt.clone()),
        Value::Bytes(row.seal.clone()),
    ]);
    values
}

async fn write_act(tx: &mut Tx, act: &Act) -> Result<(), Error> {
    let json = |value: serde_json::Result<String>| value.unwrap_or_default();
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO act (seq, id, kind, effective_on, basis, entered_by, entered_at, source, \
             reason, undoes, content, hash) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        )
        .bind(act.seq)
        .bind(act.id)
        .bind(&act.kind)
        .bind(act.effective_on.map(|d| d.to_string()))
        .bind(json(serde_json::to_string(&act.basis)))
        .bind(&act.entered_by)
        .bind(act.entered_at.as_microsecond())
        .bind(json(serde_json::to_string(&act.source)))
        .bind(&act.reason)
        .bind(act.undoes)
        .bind(hex::decode(&act.content).unwrap_or_default())
        .bind(hex::decode(&act.hash).unwrap_or_default())
    )?;
    Ok(())
}
