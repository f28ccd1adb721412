//! The record as a file of lines that can be verified without the program's database.
//!
//! First line: `{"format":"nhanluc-ledger","version":1,"head":{…}}`. Then each act as
//! `{"act":{…}}`, followed by its facts: `{"assert":{…}}`, `{"close":{table,fact}}`,
//! `{"erase":{table,fact}}`. Personal values are not in it; their seals are.

use std::io::{BufRead, Write};

use kernel::Seq;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use store::{Tx, each_row};

use crate::{
    Act, Broken, Error, FactId, FactTable, Verdict, Why, hash,
    verify::{AllSeen, Found, judge, select},
};

const FORMAT: &str = "nhanluc-ledger";

/// Writes the whole record.
pub async fn export(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    out: &mut impl Write,
) -> Result<(), Error> {
    let head = crate::head(tx).await?;
    writeln!(out, "{}", json!({ "format": FORMAT, "version": 1, "head": head }))?;
    for act in crate::acts_of(tx, Seq::MIN, Seq::MAX).await? {
        writeln!(out, "{}", json!({ "act": act }))?;
        for table in tables {
            for line in lines(tx, table, act.seq).await? {
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(())
}

async fn lines(tx: &mut Tx, table: &'static FactTable, seq: Seq) -> Result<Vec<Json>, Error> {
    let which = format!(
        "WHERE recorded_from = {seq} OR recorded_to = {seq} OR erased_by = {seq} ORDER BY fact_id"
    );
    let (sql, types) = select(table, &which);
    let mut lines = Vec::new();
    each_row(tx, sql, &[], &types, |values| {
        let Some(found) = Found::read(values) else { return };
        let named = json!({ "table": table.name, "fact": found.row.id });
        if found.from == seq {
            lines.push(json!({ "assert": hash::canonical(table, &found.row) }));
        }
        if found.to == Some(seq) {
            lines.push(json!({ "close": named }));
        }
        if found.erased_by == Some(seq) {
            lines.push(json!({ "erase": named }));
        }
    })
    .await?;
    Ok(lines)
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Act(Act),
    Assert(Json),
    Close(Named),
    Erase(Named),
}

#[derive(Deserialize)]
struct Named {
    table: String,
    fact: FactId,
}

/// Checks an exported file alone: the chain, the facts of every act, a noted head.
pub fn verify_export(file: impl BufRead, noted: Option<&str>) -> Result<Verdict, Error> {
    let mut lines = file.lines().enumerate();
    let bad = |line: usize, what: &str| Error::Export { line: line + 1, what: what.to_owned() };
    let Some((_, first)) = lines.next() else { return Err(bad(0, "empty file")) };
    let header: Json = serde_json::from_str(&first?).map_err(|_| bad(0, "not a ledger export"))?;
    if header["format"] != FORMAT || header["version"] != 1 {
        return Err(bad(0, "not a ledger export"));
    }
    let stated = header["head"]["hash"].as_str().unwrap_or_default().to_owned();
    let mut acts: Vec<Act> = Vec::new();
    let mut seen = AllSeen::new();
    for (number, line) in lines {
        let line: Line = serde_json::from_str(&line?).map_err(|e| bad(number, &e.to_string()))?;
        take(line, &mut acts, &mut seen);
    }
    let mut verdict = judge(&acts, seen, noted);
    if verdict.holds() && verdict.head.hash != stated {
        // The file was cut short: it no longer reaches the head its first line states.
        verdict.broken = Some(Broken { seq: verdict.head.seq + 1, why: Why::NotedHead });
    }
    Ok(verdict)
}

fn take(line: Line, acts: &mut Vec<Act>, seen: &mut AllSeen) {
    let seq = acts.last().map_or(0, |a| a.seq);
    let mine = seen.entry(seq).or_default();
    match line {
        Line::Act(act) => acts.push(act),
        Line::Assert(row) => mine.leaves.push(hash::asserted(&row)),
        Line::Close(n) => mine.leaves.push(hash::closed(&n.table, n.fact)),
        Line::Erase(n) => {
            mine.leaves.push(hash::erased(&n.table, n.fact));
            mine.erased += 1;
        }
    }
}
