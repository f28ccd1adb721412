//! Checking that the record is what was entered.

use std::collections::BTreeMap;

use kernel::Seq;
use serde::Serialize;
use store::{ColumnType, Tx, Value, boxed, each_row_as_found};

use crate::{
    Act, Error, FactId, FactTable, Head, acts,
    hash::{self, GENESIS, Leaf},
    rows::{FROM_IN_PLACE, Found, select},
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
    /// Its number. Facts that belong to no possible act are said to be of act 0.
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
    /// A personal value is not the one its row was sealed with, or is back after it was erased.
    Personal,
    /// A personal value is gone, and no act erased it.
    ErasedWithoutAct,
    /// The act itself reads differently, or does not follow the one before.
    Chain,
    /// The noted head is not in this chain: it was cut, or is an older copy.
    NotedHead,
    /// A line of the file can't be read as what it should be.
    Unreadable,
}

/// Rows whose personal values one act erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// The erasing act.
    pub seq: Seq,
    /// How many rows.
    pub rows: usize,
    /// Which rows, by table.
    pub facts: Vec<(String, FactId)>,
}

/// What is collected of one act while rows pass by.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) erased: Vec<(String, FactId)>,
    pub(crate) why: Option<Why>,
}

pub(crate) type AllSeen = BTreeMap<Seq, Seen>;

/// Checks the whole record, and that a noted head is in it. `tables` are all fact tables.
///
/// Holds 32 bytes a fact in memory, and the acts; rows pass by one at a time.
#[boxed]
pub async fn verify(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    noted: Option<&str>,
) -> Result<Verdict, Error> {
    let mut seen = AllSeen::new();
    for table in tables {
        collect(tx, table, &mut seen).await?;
    }
    let acts = acts::as_found(tx, |altered| note(&mut seen, altered, Why::Chain)).await?;
    Ok(judge(&acts, seen, noted))
}

/// Walks the chain and names the first act that does not hold.
pub(crate) fn judge(acts: &[Act], mut seen: AllSeen, noted: Option<&str>) -> Verdict {
    let erased = seen.iter_mut().filter(|(_, s)| !s.erased.is_empty()).map(|(seq, s)| {
        let mut facts = std::mem::take(&mut s.erased);
        facts.sort_unstable();
        Erased { seq: *seq, rows: facts.len(), facts }
    });
    let erased = erased.collect();
    let head = acts.last().map_or_else(
        || Head { seq: 0, hash: GENESIS.to_owned() },
        |a| Head { seq: a.seq, hash: a.hash.clone() },
    );
    let broken = first_broken(acts, seen).or_else(|| {
        let is_noted = |n: &str| {
            let n = n.trim();
            // What was before the first act is before every other first act as well: noted, it
            // proves nothing of a record that has any.
            let of_none = acts.is_empty() && n == GENESIS;
            of_none || acts.iter().any(|a| n.eq_ignore_ascii_case(&a.hash))
        };
        let known = noted.is_none_or(is_noted);
        (!known).then_some(Broken { seq: head.seq + 1, why: Why::NotedHead })
    });
    Verdict { acts: i64::try_from(acts.len()).unwrap_or(i64::MAX), head, broken, erased }
}

fn first_broken(acts: &[Act], mut seen: AllSeen) -> Option<Broken> {
    if seen.first_key_value().is_some_and(|(seq, _)| *seq < 1) {
        return Some(Broken { seq: 0, why: Why::Facts });
    }
    let mut previous = GENESIS;
    for (expected, act) in (1..).zip(acts) {
        let mine = seen.remove(&expected).unwrap_or_default();
        let why = if act.seq == expected { check(act, mine, previous) } else { Some(Why::Missing) };
        if let Some(why) = why {
            return Some(Broken { seq: expected, why });
        }
        previous = &act.hash;
    }
    // Facts of acts that are not there: the acts were cut off behind them.
    let (seq, stray) = seen.first_key_value()?;
    let why = if stray.why == Some(Why::Unreadable) { Why::Unreadable } else { Why::Missing };
    Some(Broken { seq: *seq, why })
}

fn check(act: &Act, seen: Seen, previous: &str) -> Option<Why> {
    if seen.why == Some(Why::Unreadable) {
        return seen.why;
    }
    if hash::chain(previous, act) != act.hash {
        return Some(Why::Chain);
    }
    if hash::content(seen.leaves) != act.content {
        return Some(Why::Facts);
    }
    seen.why
}

/// Notes why an act does not hold; of several reasons the one furthest down stays.
pub(crate) fn note(seen: &mut AllSeen, seq: Seq, why: Why) {
    let mine = seen.entry(seq).or_default();
    mine.why = mine.why.max(Some(why));
}

async fn collect(tx: &mut Tx, table: &'static FactTable, seen: &mut AllSeen) -> Result<(), Error> {
    // A file would take any number for yes or no: it must be one of the two.
    let mut odd = "CAST(0".to_owned();
    for column in table.columns.iter().filter(|c| c.of == ColumnType::Bool) {
        let name = column.name;
        odd.push_str(" + CASE WHEN ");
        odd.push_str(name);
        odd.push_str(" IS NULL OR ");
        odd.push_str(name);
        odd.push_str(" IN (TRUE, FALSE) THEN 0 ELSE 1 END");
    }
    odd.push_str(" AS BIGINT)");
    let (sql, types) = select(&[(&odd, ColumnType::Int)], table, "");
    each_row_as_found(tx, sql, &types, |values| take(table, values, seen)).await?;
    Ok(())
}

/// Notes one row; a value is `None` where what stands there is not of the column's type.
fn take(table: &FactTable, values: Vec<Option<Value>>, seen: &mut AllSeen) {
    let place = values.len() - FROM_IN_PLACE;
    let from = match values.get(place) {
        Some(Some(Value::Int(Some(from)))) => *from,
        _ => 0,
    };
    let whole: Option<Vec<Value>> = values.into_iter().collect();
    let found = whole.and_then(|mut values| {
        let ordinary = values.remove(0) == Value::Int(Some(0));
        ordinary.then(|| Found::read(values)).flatten()
    });
    match found {
        Some(found) => found.note(table, seen),
        None => note(seen, from, Why::Facts),
    }
}

impl Found {
    fn note(self, table: &FactTable, seen: &mut AllSeen) {
        let mine = seen.entry(self.from).or_default();
        mine.leaves.push(hash::asserted(&hash::row_text(table, &self.row)));
        if let Some(why) = self.personal(table) {
            note(seen, self.from, why);
        }
        if let Some(to) = self.to {
            seen.entry(to).or_default().leaves.push(hash::closed(table.name, self.row.id));
        }
        if let Some(by) = self.erased_by {
            let eraser = seen.entry(by).or_default();
            eraser.leaves.push(hash::erased(table.name, self.row.id));
            eraser.erased.push((table.name.to_owned(), self.row.id));
        }
    }

    fn personal(&self, table: &FactTable) -> Option<Why> {
        if !self.personal_values_hold(table) {
            return Some(Why::Personal);
        }
        let wiped = self.row.seal.is_some() && self.row.salt.is_none() && self.erased_by.is_none();
        wiped.then_some(Why::ErasedWithoutAct)
    }
}
