//! Questions about what waits.

use std::collections::BTreeSet;

use ::store::{Tx, Value, on_db, sqlx};
use access::{Actor, Right};
use kernel::{AsOf, Date, Seq, Timestamp};
use ledger::{Draft, Held, Traced, held, traced};
use registry::{
    acts::Task,
    figures::{Ages, Disposal, Keeps, KeptFact, Whose},
    model::SheetRow,
};
use store::boxed;

use crate::{
    Error,
    model::{HeldRow, KindId, KindRow, SheetKind},
    rules::naming,
    store::{kept, stopped},
};

/// Kinds of sheet that the office described and that are in use, as known after an act.
#[boxed]
pub async fn kinds_on_record(tx: &mut Tx, known: Seq) -> Result<Vec<SheetKind>, Error> {
    let all = kinds_ever(tx, known).await?;
    Ok(all.into_iter().filter(|(_, until)| until.is_none()).map(|(kind, _)| kind).collect())
}

/// The same with those that are not in use any more, and since when. Their rows stay.
#[boxed]
pub async fn kinds_ever(tx: &mut Tx, known: Seq) -> Result<Vec<(SheetKind, Option<Date>)>, Error> {
    let all = held::<SheetKind>(tx, known, "", &[]).await?;
    let mut kinds: Vec<_> = all.into_iter().map(|h| (h.fact, h.valid.to)).collect();
    kinds.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    Ok(kinds)
}

/// The same as kinds alone: rows of theirs may wait still.
pub(crate) async fn kinds_even_retired(tx: &mut Tx, known: Seq) -> Result<Vec<SheetKind>, Error> {
    Ok(kinds_ever(tx, known).await?.into_iter().map(|(kind, _)| kind).collect())
}

/// Rows of a described kind that hold on a day, as known after an act: those of offices whose
/// people somebody may see.
#[boxed]
pub async fn kind_rows(
    tx: &mut Tx,
    by: &Actor,
    as_of: AsOf,
    kind: KindId,
) -> Result<Vec<KindRow>, Error> {
    by.require_some(Right::SeePeople)?;
    let scope = by.scope(Right::SeePeople);
    let condition = "f.kind_id = $2 AND f.erased_by IS NULL";
    let id = Value::Uuid(Some(kind.0));
    let all = held::<KindRow>(tx, as_of.known_at, condition, &[id]).await?;
    let rows = all.into_iter().filter(|h| h.valid.contains(as_of.valid_on)).map(|h| h.fact);
    Ok(rows.filter(|row| scope.has(row.org.0)).collect())
}

/// Rows that wait, as known after an act, by file, sheet and row.
#[boxed]
pub async fn held_rows(tx: &mut Tx, known: Seq) -> Result<Vec<Held<HeldRow>>, Error> {
    let mut rows = held::<HeldRow>(tx, known, "", &[]).await?;
    rows.sort_by(|a, b| {
        (&a.fact.file, &a.fact.sheet, a.fact.row).cmp(&(&b.fact.file, &b.fact.sheet, b.fact.row))
    });
    Ok(rows)
}

/// How many rows wait, as known after an act.
#[boxed]
pub async fn held_count(tx: &mut Tx, known: Seq) -> Result<i64, Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(concat!(
        "SELECT count(*) FROM held_row h WHERE ", ledger::known!("h", "$1")))
        .bind(known).fetch_one(c).await)?)
}

/// Rows that wait or waited, and rows of described kinds, where they bear a person's name and a
/// number, phone or address of theirs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rows;

impl Keeps for Rows {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move { Ok(rows_of(tx, whose).await?) })
    }
}

async fn rows_of(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<KeptFact>, ledger::Error> {
    let (known, standing) = (whose.at.known_at, "f.erased_by IS NULL");
    let mut found = Vec::new();
    for said in traced::<HeldRow>(tx, known, standing, &[]).await? {
        let it = &said.held.fact;
        let shown: Vec<&str> = it.cells.iter().map(|(_, text)| text.as_str()).collect();
        if naming::surely_names(whose.identity, &shown) {
            found.push(waiting(&said));
        }
    }
    for said in traced::<KindRow>(tx, known, standing, &[]).await? {
        let it = &said.held.fact;
        let shown: Vec<&str> = it.said.values().map(String::as_str).collect();
        if naming::surely_names(whose.identity, &shown) {
            let fact = KeptFact::of("kind_row", &said).say("cells", Some(shown.join(" · ")));
            found.push(fact.from_row(it.source.as_ref()));
        }
    }
    Ok(found)
}

fn waiting(said: &Traced<HeldRow>) -> KeptFact {
    let it = &said.held.fact;
    let cell = |(heading, text): &(String, String)| format!("{heading}: {text}");
    let cells: Vec<String> = it.cells.iter().map(cell).collect();
    let source = SheetRow { file: it.file.clone(), sheet: it.sheet.clone(), row: it.row };
    KeptFact::of("held_row", said).say("cells", Some(cells.join(" · "))).from_row(Some(&source))
}

/// Files as they were sent that hold a row about a person: those of the acts that wrote what is
/// kept on them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files;

impl Keeps for Files {
    fn kept<'t>(&'t self, _: &'t mut Tx, _: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn beside<'t>(&'t self, tx: &'t mut Tx, told: &'t [KeptFact]) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move {
            let place = |fact: &KeptFact| {
                fact.recorded_from.zip(fact.source.as_ref().map(|row| row.file.clone()))
            };
            let named: BTreeSet<(Seq, String)> = told.iter().filter_map(place).collect();
            let mut all = Vec::new();
            for (act, file) in named {
                all.extend(kept::of_act(tx, act, &file).await?.iter().map(sent));
            }
            Ok(all)
        })
    }
}

fn sent(it: &kept::Sent) -> KeptFact {
    let received = Timestamp::from_microsecond(it.received_at).unwrap_or_default();
    let fact = KeptFact::loose("upload")
        .say("file", Some(&it.file_name))
        .say("received_at", Some(ui::format::time(received)))
        .say("sent_by", Some(&it.opened_by))
        .say("bytes", it.bytes);
    KeptFact { erased_by: it.erased_by, ..fact }
}

/// Files as they were sent. Where a row of one still waits, it is needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uploads;

impl Ages for Uploads {
    fn kind(&self) -> &'static str {
        "upload"
    }

    fn disposal(&self) -> Disposal {
        Disposal::Together
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move { Ok(kept::past(tx, midnight(before)).await?) })
    }

    fn remove<'t>(&'t self, tx: &'t mut Tx, draft: &'t mut Draft, before: Date) -> Task<'t, i64> {
        Box::pin(async move {
            kept::erase_past(tx, midnight(before), draft.seq()).await.map_err(of_ages)
        })
    }
}

/// Marks of people who were erased: past their time nobody is recognised by them any longer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks;

impl Ages for Marks {
    fn kind(&self) -> &'static str {
        "stopped"
    }

    fn disposal(&self) -> Disposal {
        Disposal::Together
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move { stopped::past(tx, midnight(before)).await.map_err(of_ages) })
    }

    fn remove<'t>(&'t self, tx: &'t mut Tx, _: &'t mut Draft, before: Date) -> Task<'t, i64> {
        Box::pin(async move { stopped::forget(tx, midnight(before)).await.map_err(of_ages) })
    }
}

fn of_ages(Error::Registry(error): Error) -> registry::Error {
    error
}

/// When a day begins in Vietnam.
fn midnight(day: Date) -> Timestamp {
    jiff::tz::offset(7).to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}
