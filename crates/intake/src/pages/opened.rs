//! Noting that a sender's sheets were opened, by whom, why, and whose rows they showed.

use std::collections::BTreeSet;

use access::{App, Read, RowsShown, Shown, Signed, log_read, log_read_of, purpose_given};
use kernel::{Timestamp, Uuid};
use ledger::{Held, held as standing};
use registry::{acts::Identity, figures::likely, model::Assignment};
use ui::{Errors, Field, Problem, Ui};

use super::{batch_room::ReadBatch, fail::fail, links};
use crate::{
    acts::{Looked, sees_whole},
    model::{Batch, BatchCounts, HeldRow, RowOf},
    rules::whose::whose,
    store::batch as sql,
};

/// A batch looked at: its sheets are shown as they were sent. Also a message id.
pub(super) const BATCH: &str = "intake-read-batch";
/// A row that waits, with what its cells show. Also a message id.
pub(super) const HELD: &str = "intake-read-held";
/// The rows around the source of a figure, unmasked. Also a message id.
pub(super) const SOURCE: &str = "intake-read-source";

/// Letters and digits of a purpose that says something; characters it may have.
const LEAST_PURPOSE: usize = 5;
const MOST_PURPOSE: u32 = 300;

/// The field where a purpose is given.
pub(super) fn field(ui: &Ui, errors: &Errors) -> Field {
    Field::text("muc_dich", ui.t("intake-purpose"))
        .hint(ui.t("intake-purpose-hint"))
        .longest(MOST_PURPOSE)
        .required()
        .from(errors)
}

/// The purpose that was given, if it says something.
pub(super) fn purpose(ui: &Ui, given: &str) -> Result<String, Errors> {
    let said: String = given.chars().take(MOST_PURPOSE as usize).collect();
    if said.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_PURPOSE {
        return Ok(said);
    }
    let mut errors = Errors::default();
    let id = if said.is_empty() { "intake-purpose-missing" } else { "intake-purpose-short" };
    errors.add("muc_dich", ui.t(id));
    Err(errors)
}

/// Why somebody sees a batch as it was sent: it is their own, or they said why before. `None`: what
/// identifies a person is masked.
pub(super) async fn why(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    batch: &Batch,
) -> Result<Option<String>, Problem> {
    if !sees_whole(&signed.actor, batch) {
        return Ok(None);
    }
    if batch.opened_by == signed.actor.name() {
        return Ok(Some(ui.t("intake-purpose-own").into_owned()));
    }
    given(app, signed, (BATCH, Some(batch.id.0)), batch.opened_at).await
}

/// Why somebody sees rows that wait: what they said today.
pub(super) async fn why_held(app: &App, signed: &Signed) -> Result<Option<String>, Problem> {
    let midnight = app.clock.today().at(0, 0, 0, 0);
    let today = jiff::tz::offset(7).to_timestamp(midnight).unwrap_or(Timestamp::MIN);
    given(app, signed, (HELD, None), today).await
}

async fn given(
    app: &App,
    signed: &Signed,
    what: (&str, Option<Uuid>),
    since: Timestamp,
) -> Result<Option<String>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    purpose_given(&mut tx, &signed.actor, what, since).await.map_err(fail)
}

/// Notes a read, with those it shows.
async fn note(app: &App, signed: &Signed, read: &Read<'_>, shown: &Shown) -> Result<(), Problem> {
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read_of(app, &mut tx, &signed.actor, read, shown).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}

/// Notes that a batch was looked at, once for each reading of it and each account, and what the
/// batch came to. Names are shown to whoever may look; what is opened is noted by itself.
pub(super) async fn batch(app: &App, signed: &Signed, read: &ReadBatch) -> Result<(), Problem> {
    if !read.first_seen_by(signed.actor.name().to_owned()) {
        return Ok(());
    }
    let counts = BatchCounts::of(&read.looked.proposal);
    let page = links::batch(read.batch.id);
    let people = u64::try_from(counts.rows).unwrap_or(u64::MAX);
    let note =
        Read { kind: BATCH, subject: Some(read.batch.id.0), people, page: &page, purpose: "" };
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &note).await.map_err(fail)?;
    if read.batch.counts != Some(counts) {
        sql::note_counts(&mut tx, read.batch.id, read.batch.version, &counts).await?;
    }
    tx.commit().await.map_err(fail)
}

/// Notes that somebody said why they open a batch.
pub(super) async fn opening(
    app: &App,
    signed: &Signed,
    batch: &Batch,
    purpose: &str,
) -> Result<(), Problem> {
    let page = links::batch(batch.id);
    let read = Read { people: 0, ..Read::of(BATCH, batch.id.0, &page) }.because(purpose);
    note(app, signed, &read, &Shown::default()).await
}

/// Notes that rows of a sheet of a batch were shown as they were sent: once for each reading of it,
/// each account and the same rows.
pub(super) async fn rows(
    app: &App,
    signed: &Signed,
    (read, purpose): (&ReadBatch, &str),
    (file, sheet): (&str, &str),
    rows: &[u32],
) -> Result<(), Problem> {
    let shown = shown(read, (file, sheet), rows);
    let runs: Vec<(i64, i64)> = shown.rows.iter().map(|r| (r.from, r.to)).collect();
    let seen = format!("{}|{file}|{sheet}|{runs:?}", signed.actor.name());
    if shown.rows.is_empty() || !read.first_seen_by(seen) {
        return Ok(());
    }
    let page = links::batch(read.batch.id);
    let people = shown.rows.iter().map(|r| u64::try_from(r.to - r.from + 1).unwrap_or(0)).sum();
    let told = Read { people, ..Read::of(BATCH, read.batch.id.0, &page) }.because(purpose);
    note(app, signed, &told, &shown).await
}

/// Whom rows of a sheet show: those on record, and the rows themselves.
fn shown(read: &ReadBatch, (file, sheet): (&str, &str), rows: &[u32]) -> Shown {
    let wanted: BTreeSet<u32> = rows.iter().copied().collect();
    let mut people = BTreeSet::new();
    let mut records = BTreeSet::new();
    for row in read.outcomes(file, sheet).filter(|r| wanted.contains(&r.row)) {
        records.insert(row.row);
        if let Some(RowOf::Known(id)) = row.whose {
            people.insert(id.0);
        }
    }
    Shown { people: people.into_iter().collect(), rows: runs(file, sheet, &records) }
}

/// Rows one after another, each run of them at once.
fn runs(file: &str, sheet: &str, rows: &BTreeSet<u32>) -> Vec<RowsShown> {
    let mut out: Vec<RowsShown> = Vec::new();
    for row in rows.iter().copied().map(i64::from) {
        match out.last_mut() {
            Some(last) if last.to + 1 == row => last.to = row,
            _ => {
                let (file, sheet) = (file.to_owned(), sheet.to_owned());
                out.push(RowsShown { file, sheet, from: row, to: row });
            }
        }
    }
    out
}

/// Notes that a file of a batch was taken out whole.
pub(super) async fn file(
    app: &App,
    signed: &Signed,
    (batch, page, purpose): (&Batch, &str, &str),
    looked: &Looked,
) -> Result<(), Problem> {
    let files = || looked.files.iter().flat_map(|f| f.sheets.iter().flatten().map(move |s| (f, s)));
    let people: usize = files().map(|(_, sheet)| sheet.rows()).sum();
    let mut shown = Shown::default();
    for (file, sheet) in files() {
        let records = sheet.reading.records().map(|(row, _)| row.row).collect();
        shown.rows.extend(runs(&file.name, &sheet.name, &records));
    }
    let known = looked.proposal.rows.iter().filter_map(|row| match row.whose? {
        RowOf::Known(id) => Some(id.0),
        RowOf::Fresh(_) => None,
    });
    shown.people = known.collect::<BTreeSet<Uuid>>().into_iter().collect();
    let people = people as u64;
    let told = Read { people, ..Read::of(BATCH, batch.id.0, page) }.because(purpose);
    note(app, signed, &told, &shown).await
}

/// People whose duties came from rows of a sheet.
async fn people_from(
    tx: &mut ::store::Tx,
    known: kernel::Seq,
    (file, sheet): (&str, &str),
    rows: std::ops::RangeInclusive<i64>,
) -> Result<BTreeSet<Uuid>, Problem> {
    let of = "f.source_file = $2 AND f.source_sheet = $3 AND f.source_row BETWEEN $4 AND $5";
    let binds = [
        ::store::Value::text(file),
        ::store::Value::text(sheet),
        ::store::Value::Int(Some(*rows.start())),
        ::store::Value::Int(Some(*rows.end())),
    ];
    let found: Vec<Held<Assignment>> = standing(tx, known, of, &binds).await.map_err(fail)?;
    Ok(found.into_iter().map(|duty| duty.fact.person.0).collect())
}

/// Notes that a row that waits was opened: whom it surely shows is told at once, who it turns out to
/// be is told then.
pub(super) async fn held(
    app: &App,
    signed: &Signed,
    row: &HeldRow,
    purpose: &str,
) -> Result<(), Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let people = surely(&mut tx, known, &whose(row)).await?;
    drop(tx);
    let page = links::held(row.id);
    let read = Read::of(HELD, row.id.0, &page).because(purpose);
    note(app, signed, &read, &Shown { people, rows: Vec::new() }).await
}

/// People of the register whose number stands in a row; or whose name and birth do, unless a number
/// beside them is somebody else's.
async fn surely(
    tx: &mut ::store::Tx,
    known: kernel::Seq,
    it: &Identity,
) -> Result<Vec<Uuid>, Problem> {
    let number = it.numbers.first().map(String::as_str);
    let none = String::new();
    let names = it.names.iter().chain(it.names.is_empty().then_some(&none));
    let mut found = BTreeSet::new();
    for name in names {
        for one in likely(tx, known, name, None, number).await.map_err(fail)? {
            let born = one.person.birth.is_some_and(|b| it.births.contains(&b));
            if one.same_number || born {
                found.insert(one.person.id.0);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Notes that rows of a sheet were opened, and why.
pub(super) async fn source(
    app: &App,
    signed: &Signed,
    (page, people, purpose): (&str, u64, &str),
    (file, sheet): (&str, &str),
    rows: std::ops::RangeInclusive<u32>,
) -> Result<(), Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let rows = i64::from(*rows.start())..=i64::from(*rows.end());
    let people_of = people_from(&mut tx, known, (file, sheet), rows).await?;
    drop(tx);
    let read = Read::list(SOURCE, people, page).because(purpose);
    let shown = Shown { people: people_of.into_iter().collect(), rows: Vec::new() };
    note(app, signed, &read, &shown).await
}
