//! How long things are kept, and how much is past its time.

use access::{Actor, Right, failed_before, forget_failed_sign_ins, forget_reads, reads_before};
use jiff::tz;
use kernel::{Date, Seq, Timestamp};
use ledger::{Draft, FactTable, held, traced};
use registry::{
    acts::Task,
    figures::{Ages, Disposal},
};
use store::{ColumnType, Tx, Value, boxed, each_row};

use crate::{
    Error,
    acts::border,
    figures::{
        processing::{kept_as, processed},
        records::Records,
    },
    model::{Removal, RetentionRule},
};

/// A kind of thing that has its time.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The kind, a word in code.
    pub kind: &'static str,
    /// What becomes of what is past its time; `None` where it goes in a way of its own, with what it
    /// belongs to.
    pub disposal: Option<Disposal>,
    /// How long it is kept; `None` where nobody said.
    pub rule: Option<RetentionRule>,
    /// What had its time before this day is past it.
    pub before: Option<Date>,
    /// How much that is.
    pub past: i64,
    /// In how many rows, where several may be of one person or thing.
    pub rows: Option<i64>,
}

/// Every kind of thing that has its time, with how much is past it.
#[boxed]
pub async fn retention(
    tx: &mut Tx,
    by: &Actor,
    (ages, facts): (&[Box<dyn Ages>], &[&'static FactTable]),
    today: Date,
) -> Result<Vec<Kept>, Error> {
    by.require(Right::SeeRequests)?;
    let mut all = Vec::new();
    for one in ages {
        let rule = rule_of(tx, one.kind(), today).await?;
        let before = rule.as_ref().map(|rule| border(today, rule.months));
        let past = match before {
            Some(day) => one.past(tx, day).await?,
            None => 0,
        };
        let disposal = Some(one.disposal());
        let rows = match (records(facts, one.kind()), before) {
            (Some(of), Some(day)) if past > 0 => Some(of.rows(tx, day).await?),
            _ => None,
        };
        all.push(Kept { kind: one.kind(), disposal, rule, before, past, rows });
    }
    // Every kind that is processed may have a rule, also one that goes in a way of its own.
    for kind in processed(facts).into_iter().map(kept_as) {
        if all.iter().all(|it| it.kind != kind) {
            let rule = rule_of(tx, kind, today).await?;
            all.push(Kept { kind, disposal: None, rule, before: None, past: 0, rows: None });
        }
    }
    Ok(all)
}

/// The facts a kind is about, where their personal values alone are removed.
fn records(facts: &[&'static FactTable], kind: &str) -> Option<Records> {
    facts.iter().find(|table| table.name == kind).and_then(|table| Records::of(table))
}

/// How long a kind of thing is kept, by what holds on a day.
#[boxed]
pub async fn rule_of(tx: &mut Tx, kind: &str, day: Date) -> Result<Option<RetentionRule>, Error> {
    let kind = [Value::text(kind)];
    let all = held::<RetentionRule>(tx, Seq::MAX, "f.kind = $2", &kind).await?;
    Ok(all.into_iter().find(|h| h.valid.contains(day)).map(|h| h.fact))
}

/// What was removed, the latest first; and in how many rows, where several may be of one person.
#[boxed]
pub async fn removals(
    tx: &mut Tx,
    by: &Actor,
    facts: &[&'static FactTable],
) -> Result<Vec<(Removal, Option<i64>)>, Error> {
    by.require(Right::SeeRequests)?;
    let mut all = Vec::new();
    for said in traced::<Removal>(tx, Seq::MAX, "", &[]).await?.into_iter().rev() {
        if said.recorded_to.is_some() {
            continue;
        }
        let removal = said.held.fact;
        let rows = match records(facts, &removal.kind) {
            Some(of) => Some(of.blanked(tx, said.recorded_from).await?),
            None => None,
        };
        all.push((removal, rows));
    }
    Ok(all)
}

/// The log of who read whose data.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadLog;

impl Ages for ReadLog {
    fn kind(&self) -> &'static str {
        "read_log"
    }

    fn disposal(&self) -> Disposal {
        Disposal::Together
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move { Ok(reads_before(tx, midnight(before)).await?) })
    }

    fn remove<'t>(&'t self, tx: &'t mut Tx, _: &'t mut Draft, before: Date) -> Task<'t, i64> {
        Box::pin(async move { Ok(forget_reads(tx, midnight(before)).await?) })
    }
}

/// Sign-ins that failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct FailedSignIns;

impl Ages for FailedSignIns {
    fn kind(&self) -> &'static str {
        "failed_sign_in"
    }

    fn disposal(&self) -> Disposal {
        Disposal::Together
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move { Ok(failed_before(tx, midnight(before)).await?) })
    }

    fn remove<'t>(&'t self, tx: &'t mut Tx, _: &'t mut Draft, before: Date) -> Task<'t, i64> {
        Box::pin(async move { Ok(forget_failed_sign_ins(tx, midnight(before)).await?) })
    }
}

fn midnight(day: Date) -> Timestamp {
    tz::offset(7).to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MIN)
}

/// Requests that were closed. Their line stays; whose it was is erased with the person.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClosedRequests;

impl Ages for ClosedRequests {
    fn kind(&self) -> &'static str {
        "data_request"
    }

    fn disposal(&self) -> Disposal {
        Disposal::OneByOne("/yeu-cau")
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move {
            let sql = "SELECT count(*) FROM data_request r WHERE r.recorded_to IS NULL \
                       AND r.valid_to IS NULL AND r.erased_by IS NULL AND r.closed_on < $1";
            let mut found = 0;
            let day = [Value::text(before.to_string())];
            each_row(tx, sql.to_owned(), &day, &[ColumnType::Int], |values| {
                if let [Value::Int(Some(n))] = values[..] {
                    found = n;
                }
            })
            .await?;
            Ok(found)
        })
    }
}
