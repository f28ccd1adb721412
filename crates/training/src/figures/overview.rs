//! Training at a glance.

use std::collections::BTreeMap;

use kernel::AsOf;
use ledger::as_of;
use serde::Serialize;
use store::{Tx, boxed, on_db, sqlx};

use super::through;

/// Training at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Whether any session is on record up to the year: else their number is not known.
    #[serde(skip)]
    pub recorded: bool,
    /// Attendances: one person at one session.
    pub attendances: i64,
    /// People, each once: those of the register and those not found there.
    pub people: i64,
    /// Of them, those not found on the register.
    pub people_unmatched: i64,
    /// Attendances by the year the session began in.
    pub by_year: BTreeMap<i64, i64>,
    /// Attendances by course.
    pub by_course: BTreeMap<String, i64>,
}

/// Whether any session up to a year was ever on record, as known then.
async fn was_recorded(tx: &mut Tx, at: AsOf, year: i64) -> Result<bool, ledger::Error> {
    let any: Option<(i64,)> = on_db!(&mut *tx, c => sqlx::query_as(
        "SELECT s.recorded_from FROM course_session s WHERE s.recorded_from <= $1 \
         AND s.year <= $2 LIMIT 1")
        .bind(at.known_at).bind(year).fetch_optional(c).await)?;
    Ok(any.is_some())
}

/// Attendances and people through the year of a day. Attendances are counted along their index
/// before sessions and courses are asked what they are called.
#[boxed]
pub async fn overview(tx: &mut Tx, at: AsOf) -> Result<Overview, ledger::Error> {
    let (day, year) = through(at);
    let lines: Vec<(String, i64, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT c.name, s.year, CAST(sum(n.number) AS BIGINT) FROM \
         (SELECT a.session_id, count(*) AS number FROM attendance a WHERE a.present AND ",
        as_of!("a", "$1", "$2"), " GROUP BY a.session_id) n \
         JOIN course_session s ON s.session_id = n.session_id AND ", as_of!("s", "$1", "$2"), " \
         JOIN course c ON c.course_id = s.course_id AND ", as_of!("c", "$1", "$2"), " \
         WHERE s.year <= $3 GROUP BY c.name, s.year"))
        .bind(&day).bind(at.known_at).bind(year).fetch_all(c).await)?;
    let people: Vec<(bool, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT a.matched, count(DISTINCT a.attendee_id) FROM attendance a WHERE a.present AND ",
        as_of!("a", "$1", "$2"), " AND a.session_id IN (SELECT s.session_id FROM course_session s \
         WHERE s.year <= $3 AND ", as_of!("s", "$1", "$2"), ") GROUP BY a.matched"))
        .bind(&day).bind(at.known_at).bind(year).fetch_all(c).await)?;
    let recorded = !lines.is_empty() || was_recorded(tx, at, year).await?;
    let mut told = Overview { recorded, ..Overview::default() };
    for (course, year, number) in lines {
        told.attendances += number;
        *told.by_year.entry(year).or_default() += number;
        *told.by_course.entry(course).or_default() += number;
    }
    for (matched, number) in people {
        told.people += number;
        told.people_unmatched += if matched { 0 } else { number };
    }
    Ok(told)
}
