//! Checking that the record is what was entered.

use std::collections::BTreeMap;

use kernel::{Interval, Seq, parse_iso};
use serde::Serialize;
use store::{ColumnType, Tx, Value, each_row};

use crate::{
    Act, Error, FactId, FactTable, Head,
    hash::{self, GENESIS, Leaf},
    model::Row,
};

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// How many acts were checked.
    pub acts: i64,
    /// Where the chain ends.
    pub head: Head,
    /// The first act that does not hold; `None` when all do.
    pub broken: Option<Broken>,
    /// Where personal values were lawfully erased.
    pub erased: Vec<Erased>,
}

impl Verdict {
    /// Whether everything holds.
    pub const fn holds(&self) -> bool {
        self.broken.is_none()
    }
}

/// An act that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Its number.
    pub seq: Seq,
    /// Why.
    pub why: Why,
}

/// Why an act does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An act with this number should stand here.
    Missing,
    /// Its facts are not those it was sealed with.
    Facts,
    /// A personal value is not the one its row was sealed with.
    Personal,
    /// A personal value is gone, and no act erased it.
    ErasedWithoutAct,
    /// The act itself reads differently, or does not follow the one before.
    Chain,
    /// The noted head is not in this chain: it was cut, or is an older copy.
    NotedHead,
}

/// Rows whose personal values one act erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The erasing act.
    pub seq: Seq,
    /// How many rows.
    pub rows: usize,
}

/// What is collected of one act while rows pass by.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) erased: usize,
    pub(crate) why: Option<Why>,
}

pub(crate) type AllSeen = BTreeMap<Seq, Seen>;

/// Checks the whole record, and that a noted head is in it. `tables` are all fact tables.
pub async fn verify(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    noted: Option<&str>,
) -> Result<Verdict, Error> {
    let mut seen = AllSeen::new();
    for table in tables {
        collect(tx, table, &mut seen).await?;
    }
    let acts = crate::acts_of(tx, Seq::MIN, Seq::MAX).await?;
    Ok(judge(&acts, seen, noted))
}

/// Walks the chain and names the first act that does not hold.
pub(crate) fn judge(acts: &[Act], mut seen: AllSeen, noted: Option<&str>) -> Verdict {
    let erased = seen
        .iter()
        .filter(|(_, s)| s.erased > 0)
        .map(|(seq, s)| Erased { seq: *seq, rows: s.erased })
        .collect();
    let mut previous = GENESIS.to_owned();
    let mut noted_seen = noted.is_none_or(|n| n == GENESIS);
    let mut broken = None;
    for (expected, act) in (1..).zip(acts) {
        let mine = seen.remove(&expected).unwrap_or_default();
        let why =
            if act.seq == expected { check(act, mine, &previous) } else { Some(Why::Missing) };
        if let Some(why) = why {
            broken = Some(Broken { seq: expected, why });
            break;
        }
        noted_seen |= noted.is_some_and(|n| n.eq_ignore_ascii_case(&act.hash));
        previous.clone_from(&act.hash);
    }
    let head = acts.last().map_or_else(
        || Head { seq: 0, hash: GENESIS.to_owned() },
        |a| Head { seq: a.seq, hash: a.hash.clone() },
    );
    if broken.is_none() {
        // Facts of acts that are not there: the acts were cut off behind them.
        let stray = seen.iter().find(|(_, s)| !s.leaves.is_empty());
        broken = stray.map(|(seq, _)| Broken { seq: *seq, why: Why::Missing });
    }
    if broken.is_none() && !noted_seen {
        broken = Some(Broken { seq: head.seq + 1, why: Why::NotedHead });
    }
    Verdict { acts: i64::try_from(acts.len()).unwrap_or(i64::MAX), head, broken, erased }
}

fn check(act: &Act, seen: Seen, previous: &str) -> Option<Why> {
    if hash::chain(previous, act) != act.hash {
        return Some(Why::Chain);
    }
    if hash::content(seen.leaves) != act.content {
        return Some(Why::Facts);
    }
    seen.why
}

async fn collect(tx: &mut Tx, table: &'static FactTable, seen: &mut AllSeen) -> Result<(), Error> {
    let (sql, types) = select(table, "");
    each_row(tx, sql, &[], &types, |values| {
        if let Some(found) = Found::read(values) {
            found.note(table, seen);
        }
    })
    .await?;
    Ok(())
}

/// The statement that reads whole rows of a table, and the types of its columns.
pub(crate) fn select(table: &FactTable, which: &str) -> (String, Vec<ColumnType>) {
    let mut names = vec!["fact_id"];
    let mut types = vec![ColumnType::Uuid];
    for column in table.columns {
        names.push(column.name);
        types.push(column.of);
    }
    names.extend([
        "valid_from",
        "valid_to",
        "recorded_from",
        "recorded_to",
        "salt",
        "seal",
        "erased_by",
    ]);
    types.extend([
        ColumnType::Text,
        ColumnType::Text,
        ColumnType::Int,
        ColumnType::Int,
        ColumnType::Bytes,
        ColumnType::Bytes,
        ColumnType::Int,
    ]);
    (format!("SELECT {} FROM {} {which}", names.join(", "), table.name), types)
}

/// A row with its whole place in the record.
pub(crate) struct Found {
    pub(crate) row: Row,
    pub(crate) from: Seq,
    pub(crate) to: Option<Seq>,
    pub(crate) erased_by: Option<Seq>,
}

impl Found {
    pub(crate) fn read(mut values: Vec<Value>) -> Option<Self> {
        let tail = values.split_off(values.len().checked_sub(7)?);
        let Value::Uuid(Some(id)) = values.remove(0) else { return None };
        let mut tail = tail.into_iter();
        let (Value::Text(valid_from), Value::Text(valid_to)) = (tail.next()?, tail.next()?) else {
            return None;
        };
        let (Value::Int(Some(from)), Value::Int(to)) = (tail.next()?, tail.next()?) else {
            return None;
        };
        let (Value::Bytes(salt), Value::Bytes(seal)) = (tail.next()?, tail.next()?) else {
            return None;
        };
        let Value::Int(erased_by) = tail.next()? else { return None };
        let date = |text: Option<String>| text.as_deref().and_then(parse_iso);
        let valid = Interval { from: date(valid_from), to: date(valid_to) };
        let row = Row { id: FactId(id), values, valid, salt, seal };
        Some(Self { row, from, to, erased_by })
    }

    fn note(self, table: &FactTable, seen: &mut AllSeen) {
        let personal = self.personal(table);
        let mine = seen.entry(self.from).or_default();
        mine.leaves.push(hash::asserted(&hash::canonical(table, &self.row)));
        mine.why = mine.why.max(personal);
        if let Some(to) = self.to {
            seen.entry(to).or_default().leaves.push(hash::closed(table.name, self.row.id));
        }
        if let Some(by) = self.erased_by {
            let eraser = seen.entry(by).or_default();
            eraser.leaves.push(hash::erased(table.name, self.row.id));
            eraser.erased += 1;
        }
    }

    /// Whether the row's personal values are those it was sealed with.
    fn personal(&self, table: &FactTable) -> Option<Why> {
        let seal = self.row.seal.as_ref()?;
        match (&self.row.salt, self.erased_by) {
            (Some(salt), _) => {
                (hash::seal(table, &self.row.values, salt) != *seal).then_some(Why::Personal)
            }
            (None, None) => Some(Why::ErasedWithoutAct),
            (None, Some(_)) => None,
        }
    }
}
