//! Undoing an act is another act: what it asserted is closed, what it closed is asserted again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use kernel::{Clock, Seq, Uuid};
use store::{ColumnType, Tx, Value, boxed, each_row, on_db, sqlx};

use crate::{
    Draft, Error, FactId, FactTable, Header,
    draft::{ERASE, REMOVAL},
    rows::{CHUNK, Found, find, marks, uuids},
};

/// Drafts the act that undoes act `seq`. Refused while later acts build on it: acts that changed
/// what it said, that changed again what it had ended, that said something up to the day on which
/// what it said begins, or that name something it brought in. Acts that were undone themselves
/// don't count, so a row of acts can be undone from its end. An undoing can be undone.
#[boxed]
pub async fn undo(
    tx: &mut Tx,
    clock: &Clock,
    tables: &[&'static FactTable],
    seq: Seq,
    header: Header,
) -> Result<Draft, Error> {
    let mut draft = Draft::begin(tx, clock, header).await?;
    let act = crate::act(tx, seq).await?.ok_or(Error::NoSuchAct(seq))?;
    if [ERASE, REMOVAL].contains(&&act.kind[..]) {
        // What was erased is gone.
        return Err(Error::Final(act.kind));
    }
    let undoings = Undoings::read(tx).await?;
    if let Some(by) = undoings.by.get(&seq) {
        return Err(Error::Undone { act: seq, by: *by });
    }
    draft.undoing(seq);
    let mut plan = Plan { seq, undoings, ..Plan::default() };
    for table in tables {
        plan.take_back(tx, table).await?;
        plan.put_back(tx, table).await?;
        plan.check_led_up(tx, table).await?;
    }
    plan.check_named_later(tx, tables).await?;
    plan.check_named_before(tx, tables).await?;
    if !plan.later.is_empty() {
        return Err(Error::BuiltUpon(plan.later.into_iter().collect()));
    }
    for (table, id) in plan.close {
        draft.close_row(table, id);
    }
    for (table, Found { row, .. }) in plan.assert {
        draft.assert_row(table, row.valid_from, row.valid_to, row.values);
    }
    Ok(draft)
}

/// Which acts are undone, by which.
#[derive(Default)]
struct Undoings {
    by: HashMap<Seq, Seq>,
    of: HashMap<Seq, Seq>,
}

impl Undoings {
    async fn read(tx: &mut Tx) -> Result<Self, Error> {
        let all: Vec<(Seq, Seq)> = on_db!(tx, c => sqlx::query_as(
            "SELECT seq, undoes FROM act WHERE undoes IS NOT NULL ORDER BY seq DESC")
            .fetch_all(c).await)?;
        let mut known = Self::default();
        // From the end: whether an undoing still stands is known before it is looked at.
        for (undoing, undone) in all {
            if !known.by.contains_key(&undoing) {
                known.by.entry(undone).or_insert(undoing);
                known.of.insert(undoing, undone);
            }
        }
        Ok(known)
    }

    /// Whether act `later` still changes something for one who looks from act `seq` on.
    fn counts(&self, later: Seq, seq: Seq) -> bool {
        let undone = self.by.contains_key(&later);
        let takes_back_a_later_one = self.of.get(&later).is_some_and(|target| *target > seq);
        !undone && !takes_back_a_later_one
    }
}

#[derive(Default)]
struct Plan {
    seq: Seq,
    undoings: Undoings,
    close: Vec<(&'static FactTable, FactId)>,
    closing: HashSet<FactId>,
    assert: Vec<(&'static FactTable, Found)>,
    /// What the act says something about: perhaps first named by it.
    introduced: HashSet<Uuid>,
    /// Of a table: things, and the days on which what it says of them begins.
    begins: HashSet<(Uuid, String)>,
    /// Acts that build on it.
    later: BTreeSet<Seq>,
}

impl Plan {
    /// Plans to close what the act asserted, as it stands now.
    async fn take_back(&mut self, tx: &mut Tx, table: &'static FactTable) -> Result<(), Error> {
        let asserted = find(tx, table, "WHERE recorded_from = $1", &[int(self.seq)]).await?;
        for row in asserted {
            self.introduced.extend(row.about());
            self.begins.extend(row.about().zip(row.row.valid_from.clone()));
            if let Some(id) = self.standing(tx, table, row).await? {
                self.closing.insert(id);
                self.close.push((table, id));
            }
        }
        Ok(())
    }

    /// The row that says now what `row` said, through acts that were undone.
    async fn standing(
        &mut self,
        tx: &mut Tx,
        table: &'static FactTable,
        mut row: Found,
    ) -> Result<Option<FactId>, Error> {
        while let Some(closed_by) = row.to {
            let Some(undoing) = self.undoings.by.get(&closed_by) else {
                self.later.insert(closed_by);
                return Ok(None);
            };
            let Some(about) = row.about() else { return Ok(None) };
            let which = format!("WHERE {} = $1 AND recorded_from = $2", first_column(table));
            let again = find(tx, table, &which, &[Value::Uuid(Some(about)), int(*undoing)]).await?;
            let same = |r: &Found| r.says_the_same(&row) && !self.closing.contains(&r.row.id);
            let Some(next) = again.into_iter().find(same) else {
                self.later.insert(*undoing);
                return Ok(None);
            };
            row = next;
        }
        Ok(Some(row.row.id))
    }

    /// Plans to assert again what the act closed, unless that was changed since.
    async fn put_back(&mut self, tx: &mut Tx, table: &'static FactTable) -> Result<(), Error> {
        let closed = find(tx, table, "WHERE recorded_to = $1", &[int(self.seq)]).await?;
        let about: BTreeSet<Uuid> = closed.iter().filter_map(Found::about).collect();
        let first = first_column(table);
        for part in about.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
            let sql = format!(
                "SELECT recorded_from, recorded_to FROM {} WHERE {first} IN ({}) AND \
                 (recorded_from > $1 OR recorded_to > $1)",
                table.name,
                marks(2, part.len())
            );
            let binds: Vec<Value> = [int(self.seq)].into_iter().chain(uuids(part)).collect();
            each_row(tx, sql, &binds, &[ColumnType::Int; 2], |row| {
                let acts = row.iter().filter_map(as_seq).filter(|s| *s > self.seq);
                self.later.extend(acts.filter(|s| self.undoings.counts(*s, self.seq)));
            })
            .await?;
        }
        self.later.extend(closed.iter().filter_map(|r| r.erased_by).filter(|by| *by > self.seq));
        self.assert.extend(closed.into_iter().map(|row| (table, row)));
        Ok(())
    }

    /// What later acts said up to the day on which something the act said begins would end there for
    /// no reason.
    async fn check_led_up(&mut self, tx: &mut Tx, table: &'static FactTable) -> Result<(), Error> {
        let begins: HashSet<(Uuid, String)> = std::mem::take(&mut self.begins);
        let about: BTreeSet<Uuid> = begins.iter().map(|(id, _)| *id).collect();
        let first = first_column(table);
        let types = [ColumnType::Uuid, ColumnType::Text, ColumnType::Int];
        for part in about.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
            let sql = format!(
                "SELECT {first}, valid_to, recorded_from FROM {} WHERE {first} IN ({}) AND \
                 recorded_from > $1 AND recorded_to IS NULL AND valid_to IS NOT NULL",
                table.name,
                marks(2, part.len())
            );
            let binds: Vec<Value> = [int(self.seq)].into_iter().chain(uuids(part)).collect();
            each_row(tx, sql, &binds, &types, |row| {
                if let [Value::Uuid(Some(id)), Value::Text(Some(to)), Value::Int(Some(by))] =
                    &row[..]
                    && begins.contains(&(*id, to.clone()))
                    && self.undoings.counts(*by, self.seq)
                {
                    self.later.insert(*by);
                }
            })
            .await?;
        }
        Ok(())
    }

    /// Later facts that stand must not name what would no longer be there.
    async fn check_named_later(
        &mut self,
        tx: &mut Tx,
        tables: &[&'static FactTable],
    ) -> Result<(), Error> {
        for (id, life) in self.lives(tx, tables, self.introduced.clone()).await? {
            if life.before {
                self.introduced.remove(&id);
            }
        }
        if self.introduced.is_empty() {
            return Ok(());
        }
        for table in tables {
            let ids = table.columns.iter().filter(|c| c.of == ColumnType::Uuid);
            let names: Vec<&str> = ["fact_id"].into_iter().chain(ids.map(|c| c.name)).collect();
            let types: Vec<ColumnType> =
                names.iter().map(|_| ColumnType::Uuid).chain([ColumnType::Int]).collect();
            let sql = format!(
                "SELECT {}, recorded_from FROM {} WHERE recorded_from > $1 AND recorded_to IS NULL",
                names.join(", "),
                table.name
            );
            each_row(tx, sql, &[int(self.seq)], &types, |row| {
                let mut ids = row.iter().filter_map(as_id);
                let own = ids.next().is_some_and(|id| self.closing.contains(&FactId(id)));
                if !own && ids.any(|id| self.introduced.contains(&id)) {
                    self.later.extend(row.last().and_then(as_seq));
                }
            })
            .await?;
        }
        Ok(())
    }

    /// What is asserted again must not name what was ended since.
    async fn check_named_before(
        &mut self,
        tx: &mut Tx,
        tables: &[&'static FactTable],
    ) -> Result<(), Error> {
        let mut named: HashSet<Uuid> = HashSet::new();
        for (_, found) in &self.assert {
            named.extend(found.row.values.iter().filter_map(as_id));
        }
        for (_, found) in &self.assert {
            if let Some(id) = found.about() {
                named.remove(&id);
            }
        }
        for life in self.lives(tx, tables, named).await?.into_values() {
            if life.before && !life.now {
                self.later.extend(life.ended_by);
            }
        }
        Ok(())
    }

    /// Whether things were there just before the act, and are now.
    async fn lives(
        &self,
        tx: &mut Tx,
        tables: &[&'static FactTable],
        ids: HashSet<Uuid>,
    ) -> Result<BTreeMap<Uuid, Life>, Error> {
        let mut lives: BTreeMap<Uuid, Life> = BTreeMap::new();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let types = [ColumnType::Uuid, ColumnType::Int, ColumnType::Int];
        for table in tables {
            let first = first_column(table);
            for part in ids.chunks(CHUNK) {
                let sql = format!(
                    "SELECT {first}, recorded_from, recorded_to FROM {} WHERE {first} IN ({})",
                    table.name,
                    marks(1, part.len())
                );
                let binds: Vec<Value> = uuids(part).collect();
                each_row(tx, sql, &binds, &types, |row| {
                    if let [Value::Uuid(Some(id)), Value::Int(Some(from)), Value::Int(to)] = row[..]
                    {
                        lives.entry(id).or_default().note(from, to, self.seq);
                    }
                })
                .await?;
            }
        }
        Ok(lives)
    }
}

/// What is known of a thing's rows.
#[derive(Default)]
struct Life {
    before: bool,
    now: bool,
    ended_by: BTreeSet<Seq>,
}

impl Life {
    fn note(&mut self, from: Seq, to: Option<Seq>, seq: Seq) {
        self.before |= from < seq && to.is_none_or(|to| to >= seq);
        self.now |= to.is_none();
        self.ended_by.extend(to.filter(|to| *to > seq));
    }
}

const fn first_column(table: &FactTable) -> &'static str {
    table.columns[0].name
}

const fn int(seq: Seq) -> Value {
    Value::Int(Some(seq))
}

const fn as_seq(value: &Value) -> Option<Seq> {
    match value {
        Value::Int(seq) => *seq,
        _ => None,
    }
}

const fn as_id(value: &Value) -> Option<Uuid> {
    match value {
        Value::Uuid(id) => *id,
        _ => None,
    }
}
