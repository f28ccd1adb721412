//! The record as a file of lines that can be verified without the program's database.
//!
//! First line: `{"format":"nhanluc-ledger","head":{…},"version":1}`. Then each act as
//! `{"act":{…}}`, followed by its facts, by table and row: `{"assert":{…},"seq":n}`,
//! `{"close":{"fact":…,"table":…},"seq":n}`, `{"erase":{"fact":…,"table":…},"seq":n}`. Every line
//! is canonical JSON, so one record has one file, to the byte. Personal values are not in it;
//! their seals are.

use std::{
    collections::BTreeMap,
    io::{BufRead, Read as _, Write},
};

use kernel::{Seq, Uuid};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{
    Act, Broken, Error, FactId, FactTable, Head, Verdict, Why, hash,
    rows::{Found, select},
    verify::{AllSeen, judge, note},
};

const FORMAT: &str = "nhanluc-ledger";
/// Longest line that is read: no fact of ours comes near it.
const LONGEST: u64 = 16 << 20;

/// Writes the whole record.
#[boxed]
pub async fn export(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    let mut tables = tables.to_vec();
    tables.sort_unstable_by_key(|t| t.name);
    let mut erased = BTreeMap::new();
    for table in &tables {
        erased_rows(tx, table, &mut erased).await?;
    }
    let head = crate::head(tx).await?;
    writeln!(out, "{}", header_text(&head))?;
    for act in crate::acts_of(tx, Seq::MIN, Seq::MAX).await? {
        writeln!(out, "{}", hash::canonical_text(&json!({ "act": act })))?;
        for table in &tables {
            let gone = erased.get(&(act.seq, table.name)).map_or(&[][..], Vec::as_slice);
            write_facts(tx, table, act.seq, gone, out).await?;
        }
    }
    out.flush()?;
    Ok(())
}

fn header_text(head: &Head) -> String {
    hash::canonical_text(&json!({ "format": FORMAT, "version": 1, "head": head }))
}

type ErasedRows = BTreeMap<(Seq, &'static str), Vec<FactId>>;

async fn erased_rows(
    tx: &mut Tx,
    table: &'static FactTable,
    erased: &mut ErasedRows,
) -> Result<(), Error> {
    let sql = format!(
        "SELECT erased_by, fact_id FROM {} WHERE erased_by IS NOT NULL ORDER BY fact_id",
        table.name
    );
    each_row(tx, sql, &[], &[ColumnType::Int, ColumnType::Uuid], |row| {
        if let [Value::Int(Some(by)), Value::Uuid(Some(id))] = row[..] {
            erased.entry((by, table.name)).or_default().push(FactId(id));
        }
    })
    .await?;
    Ok(())
}

/// The lines of one act in one table, by row; what of a row comes first is its assertion, then
/// its closing, then its erasure.
async fn write_facts(
    tx: &mut Tx,
    table: &'static FactTable,
    seq: Seq,
    erased: &[FactId],
    out: &mut (dyn Write + Send),
) -> Result<(), Error> {
    let (sql, types) =
        select(&[], table, "WHERE recorded_from = $1 OR recorded_to = $1 ORDER BY fact_id");
    let mut erased = erased.iter().peekable();
    let mut written: std::io::Result<()> = Ok(());
    each_row(tx, sql, &[Value::Int(Some(seq))], &types, |values| {
        let Some(found) = Found::read(values) else { return };
        if written.is_ok() {
            written = (|| {
                while let Some(id) = erased.next_if(|id| **id < found.row.id) {
                    writeln!(out, "{}", named_text("erase", table.name, *id, seq))?;
                }
                write_row(table, &found, seq, out)
            })();
        }
    })
    .await?;
    written?;
    for id in erased {
        writeln!(out, "{}", named_text("erase", table.name, *id, seq))?;
    }
    Ok(())
}

fn write_row(
    table: &FactTable,
    found: &Found,
    seq: Seq,
    out: &mut (dyn Write + Send),
) -> std::io::Result<()> {
    if found.from == seq {
        writeln!(out, "{{\"assert\":{},\"seq\":{seq}}}", hash::row_text(table, &found.row))?;
    }
    if found.to == Some(seq) {
        writeln!(out, "{}", named_text("close", table.name, found.row.id, seq))?;
    }
    Ok(())
}

fn named_text(what: &str, table: &str, fact: FactId, seq: Seq) -> String {
    hash::canonical_text(&json!({ what: { "table": table, "fact": fact }, "seq": seq }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileHeader {
    format: String,
    version: u32,
    head: Head,
}

/// A line of the file; exactly one of the first four is there.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<Act>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assert: Option<Json>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    close: Option<Named>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erase: Option<Named>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seq: Option<Seq>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Named {
    table: String,
    fact: FactId,
}

/// Place of a line among those of its act.
type Place = (String, Uuid, u8);

/// Checks an exported file alone: the chain, the facts of every act, their order, a noted head.
///
/// A file whose first line is not that of an export is an error; anything wrong after it is a
/// verdict.
pub fn verify_export(mut file: impl BufRead, noted: Option<&str>) -> Result<Verdict, Error> {
    let bad = |what: &str| Error::Export { line: 1, what: what.to_owned() };
    let first = read_line(&mut file)?.ok_or_else(|| bad("empty file"))?;
    let header: FileHeader =
        serde_json::from_slice(&first).map_err(|_| bad("not a ledger export"))?;
    if header.format != FORMAT || header.version != 1 {
        return Err(bad("not a ledger export of version 1"));
    }
    let mut reading = Reading::default();
    while let Some(line) = read_line(&mut file)? {
        if !reading.take(&line) {
            // What stands behind can't be told apart any more.
            break;
        }
    }
    let mut verdict = judge(&reading.acts, reading.seen, noted);
    if verdict.holds() && verdict.head != header.head {
        // The file no longer reaches the head its first line states, or states another.
        let cut = verdict.head.seq < header.head.seq;
        let why = if cut { Why::Missing } else { Why::NotedHead };
        verdict.broken = Some(Broken { seq: verdict.head.seq + 1, why });
    }
    Ok(verdict)
}

/// One line without its end; `None` at the end of the file. Cut where it is too long.
fn read_line(file: &mut impl BufRead) -> Result<Option<Vec<u8>>, Error> {
    let mut line = Vec::new();
    file.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok(Some(line))
}

#[derive(Default)]
struct Reading {
    acts: Vec<Act>,
    seen: AllSeen,
    last: Option<Place>,
}

impl Reading {
    /// Whether the line could be taken.
    fn take(&mut self, line: &[u8]) -> bool {
        let current = self.acts.last().map_or(0, |a| a.seq);
        let Some(read) = read_exactly(line) else {
            let of_next = current == 0 || line.starts_with(b"{\"act\"");
            let seq = if of_next { current.saturating_add(1) } else { current };
            note(&mut self.seen, seq, Why::Unreadable);
            return false;
        };
        match read {
            Line { act: Some(act), assert: None, close: None, erase: None, seq: None } => {
                self.acts.push(act);
                self.last = None;
                true
            }
            Line { act: None, seq: Some(seq), assert, close, erase } => {
                self.take_fact(current, seq, [close, erase], assert)
            }
            _ => {
                note(&mut self.seen, current.max(1), Why::Unreadable);
                false
            }
        }
    }

    fn take_fact(
        &mut self,
        current: Seq,
        seq: Seq,
        [close, erase]: [Option<Named>; 2],
        assert: Option<Json>,
    ) -> bool {
        let (leaf, place) = match (assert, close, erase) {
            (Some(row), None, None) => {
                let text = |key: &str| row[key].as_str().unwrap_or_default();
                let place = (text("table").to_owned(), text("fact").parse().unwrap_or_default(), 0);
                (hash::asserted(&hash::canonical_text(&row)), place)
            }
            (None, Some(n), None) => (hash::closed(&n.table, n.fact), (n.table, n.fact.0, 1)),
            (None, None, Some(n)) => {
                let mine = self.seen.entry(seq).or_default();
                mine.erased.push((n.table.clone(), n.fact));
                (hash::erased(&n.table, n.fact), (n.table, n.fact.0, 2))
            }
            _ => {
                note(&mut self.seen, current.max(1), Why::Unreadable);
                return false;
            }
        };
        self.seen.entry(seq).or_default().leaves.push(leaf);
        // Facts stand behind their act, in one order, each once.
        if seq == current && self.last.as_ref().is_some_and(|last| *last >= place) {
            note(&mut self.seen, seq, Why::Facts);
        }
        if seq != current {
            note(&mut self.seen, seq, Why::Facts);
        }
        self.last = Some(place);
        true
    }
}

/// Reads a line that is written exactly as we would write it.
fn read_exactly(line: &[u8]) -> Option<Line> {
    let text = std::str::from_utf8(line).ok()?;
    let read: Line = serde_json::from_str(text).ok()?;
    let again = hash::canonical_text(&serde_json::to_value(&read).ok()?);
    (again == text).then_some(read)
}
