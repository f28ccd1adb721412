//! An act while it is being written.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Clock, Date, IdSource, Interval, Seq, Timestamp, Uuid};
use store::{Tx, Value, boxed, insert_rows, on_db, sqlx};

use crate::{
    Error, Fact, FactId, FactTable, Head, Header, acts,
    hash::{self, Leaf, SALT_BYTES},
    model::{Act, Row},
    rows::{CHUNK, marks},
};

/// Only one act is written at a time, on however many nodes.
const LOCK: i64 = 0x6e68_616e_6c75_6302;
/// The kind of every act that erases something.
pub(crate) const ERASE: &str = "erase";
/// The kind of act that erases what had its time: it was nobody's own erasure, and can't be undone
/// either.
pub const REMOVAL: &str = "removal";

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
    /// Takes the next number. Other acts wait until the transaction ends, so read what you decide
    /// upon after this and not before.
    #[boxed]
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

    /// When it is entered.
    pub const fn entered_at(&self) -> Timestamp {
        self.entered_at
    }

    /// A new id for a thing first named in this act.
    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    /// Where ids come from: for what is put in beside the act.
    pub const fn ids(&self) -> &IdSource {
        &self.ids
    }

    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.closed.is_empty() && self.erased.is_empty()
    }

    /// Says that a fact holds.
    pub fn assert<F: Fact>(&mut self, valid: Interval, fact: &F) -> FactId {
        let date = |day: Option<Date>| day.map(|d| d.to_string());
        self.assert_row(F::TABLE, date(valid.from), date(valid.to), fact.values())
    }

    pub(crate) fn assert_row(
        &mut self,
        table: &'static FactTable,
        valid_from: Option<String>,
        valid_to: Option<String>,
        values: Vec<Value>,
    ) -> FactId {
        let id = FactId(self.new_id());
        let (salt, seal) = if table.is_personal() {
            let mut salt = vec![0; SALT_BYTES];
            self.ids.chance().fill(&mut salt);
            let seal = hash::seal(table, &values, &salt);
            (Some(salt), Some(seal))
        } else {
            (None, None)
        };
        let rows = &mut self.rows.entry(table.name).or_insert_with(|| (table, Vec::new())).1;
        rows.push(Row { id, values, valid_from, valid_to, salt, seal });
        id
    }

    /// Says that a fact is no longer held true, as of this act. A fact asserted in this same
    /// draft is taken out of it.
    pub fn close<F: Fact>(&mut self, id: FactId) {
        self.close_row(F::TABLE, id);
    }

    pub(crate) fn close_row(&mut self, table: &'static FactTable, id: FactId) {
        if !self.take_out(table, id) {
            self.closed.entry(table.name).or_default().push(id);
        }
    }

    fn take_out(&mut self, table: &'static FactTable, id: FactId) -> bool {
        let Some((_, rows)) = self.rows.get_mut(table.name) else { return false };
        // Ids of one source ascend.
        let Ok(place) = rows.binary_search_by_key(&id, |row| row.id) else { return false };
        rows.remove(place);
        if rows.is_empty() {
            self.rows.remove(table.name);
        }
        true
    }

    pub(crate) const fn undoing(&mut self, seq: Seq) {
        self.undoes = Some(seq);
    }

    /// Removes every personal value held on one subject, in all of history. The chain keeps
    /// verifying and says where something was erased. The act becomes one of kind `erase`, unless
    /// it is a [`REMOVAL`]; neither can be undone. Returns how many rows it touches.
    ///
    /// After the commit [`store::Db::scrub`] removes what is left of the values in the
    /// database's own log.
    #[boxed]
    pub async fn erase(
        &mut self,
        tx: &mut Tx,
        tables: &[&'static FactTable],
        subject: Uuid,
    ) -> Result<usize, Error> {
        if self.header.kind != REMOVAL {
            self.header.kind = ERASE;
        }
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
                let into = &mut self.erased.entry(table.name).or_insert((table, Vec::new())).1;
                // Two rooms may ask for the same: it is erased once.
                let there: BTreeSet<FactId> = into.iter().copied().collect();
                let fresh = ids.into_iter().map(FactId).filter(|id| !there.contains(id));
                let before = into.len();
                into.extend(fresh);
                touched += into.len() - before;
            }
        }
        Ok(touched)
    }

    /// Writes the act and its facts. The caller commits.
    #[boxed]
    pub async fn seal(self, tx: &mut Tx) -> Result<Receipt, Error> {
        let seq = self.seq();
        self.check_shape()?;
        self.write_closed(tx, seq).await?;
        self.write_rows(tx, seq).await?;
        self.write_erased(tx, seq).await?;
        let act = self.into_act();
        acts::write(tx, &act).await?;
        Ok(Receipt { seq, hash: act.hash })
    }

    /// What does not fit its columns would be kept as something else than what was sealed.
    fn check_shape(&self) -> Result<(), Error> {
        for (table, rows) in self.rows.values() {
            let fits = |row: &Row| {
                row.values.len() == table.columns.len()
                    && row.values.iter().zip(table.columns).all(|(v, c)| v.column_type() == c.of)
            };
            if !rows.iter().all(fits) {
                return Err(Error::Shape { table: table.name });
            }
        }
        Ok(())
    }

    fn leaves(&self) -> Vec<Leaf> {
        let rows = self.rows.values().flat_map(|(table, rows)| {
            rows.iter().map(|row| hash::asserted(&hash::row_text(table, row)))
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
            for part in ids.chunks(CHUNK) {
                let set = "recorded_to = $1 WHERE recorded_to IS NULL AND";
                let touched = update(tx, table, set, part, seq).await?;
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
            let set = format!("{blank}salt = NULL, erased_by = $1 WHERE erased_by IS NULL AND");
            for part in ids.chunks(CHUNK) {
                update(tx, table.name, &set, part, seq).await?;
            }
        }
        Ok(())
    }
}

/// Updates these rows; `$1` in `set` is the act's number.
async fn update(
    tx: &mut Tx,
    table: &str,
    set: &str,
    ids: &[FactId],
    seq: Seq,
) -> Result<u64, Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "UPDATE {table} SET {set} fact_id IN ({})",
        marks(2, ids.len())
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
        Value::Text(row.valid_from.clone()),
        Value::Text(row.valid_to.clone()),
        Value::Int(Some(seq)),
        Value::Bytes(row.salt.clone()),
        Value::Bytes(row.seal.clone()),
    ]);
    values
}
