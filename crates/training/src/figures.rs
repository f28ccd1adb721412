//! The questions. A session is told by the year it began in, and whole years are told: through
//! the year of the day that is asked.

use std::collections::BTreeMap;

use kernel::{AsOf, Date, Seq};
use ledger::{Held, as_of, held};
use serde::Serialize;
use store::{Tx, on_db, sqlx};

use crate::model::{Attendance, Course, Session};

/// Training at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
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

/// Attendances and people through the year of a day.
pub async fn overview(tx: &mut Tx, at: AsOf) -> Result<Overview, ledger::Error> {
    let year = i64::from(at.valid_on.year());
    // What was attended in the year, also after the day.
    let day = Date::new(at.valid_on.year(), 12, 31).unwrap_or(at.valid_on).to_string();
    let lines: Vec<(String, i64, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT c.name, s.year, count(*) FROM attendance a \
         JOIN course_session s ON s.session_id = a.session_id AND ", as_of!("s", "$1", "$2"), " \
         JOIN course c ON c.course_id = s.course_id AND ", as_of!("c", "$1", "$2"), " \
         WHERE a.present AND s.year <= $3 AND ", as_of!("a", "$1", "$2"), " \
         GROUP BY c.name, s.year"))
        .bind(&day).bind(at.known_at).bind(year).fetch_all(c).await)?;
    let people: Vec<(bool, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT a.matched, count(DISTINCT a.attendee_id) FROM attendance a \
         JOIN course_session s ON s.session_id = a.session_id AND ", as_of!("s", "$1", "$2"), " \
         WHERE a.present AND s.year <= $3 AND ", as_of!("a", "$1", "$2"), " GROUP BY a.matched"))
        .bind(&day).bind(at.known_at).bind(year).fetch_all(c).await)?;
    let mut told = Overview::default();
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

/// Courses and sessions as known after an act.
pub async fn sessions(
    tx: &mut Tx,
    known: Seq,
) -> Result<(Vec<Held<Course>>, Vec<Held<Session>>), ledger::Error> {
    Ok((held(tx, known, "", &[]).await?, held(tx, known, "", &[]).await?))
}

/// Attendances as known after an act: all, or those whose attendee is not on the register.
pub async fn attendances(
    tx: &mut Tx,
    known: Seq,
    unmatched: bool,
) -> Result<Vec<Held<Attendance>>, ledger::Error> {
    let condition = if unmatched { "f.matched = FALSE AND f.erased_by IS NULL" } else { "" };
    held(tx, known, condition, &[]).await
}
