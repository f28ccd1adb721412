//! Sessions, each with how many attended.

use access::{Actor, Right};
use kernel::{AsOf, Date, Seq, Uuid, parse_iso};
use ledger::{Held, as_of, held};
use store::{Tx, Value, boxed, on_db, sqlx};

use super::through;
use crate::model::{Attendance, Period, SessionId, Way};

/// A session as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// The session.
    pub id: SessionId,
    /// Name of its course.
    pub course: String,
    /// How it is held.
    pub way: Way,
    /// When it is held.
    pub period: Period,
    /// Its last day, where it is stated.
    pub ends_on: Option<Date>,
    /// Attendances.
    pub attendances: i64,
    /// People, each once.
    pub people: i64,
    /// Of them, those not found on the register.
    pub unmatched: i64,
}

store::row! {
    struct Row {
        session_id: Uuid,
        name: String,
        way: String,
        period: String,
        ends_on: Option<String>,
        attendances: i64,
        people: i64,
        unmatched: i64,
    }
}

/// Every session through the year of a day, the latest first.
#[boxed]
pub async fn session_lines(tx: &mut Tx, at: AsOf) -> Result<Vec<SessionLine>, ledger::Error> {
    let (day, year) = through(at);
    let rows: Vec<Row> = on_db!(tx, c => sqlx::query_as(concat!(
        "SELECT s.session_id, c.name, s.way, s.period, s.ends_on, \
         COALESCE(n.attendances, 0) AS attendances, COALESCE(n.people, 0) AS people, \
         COALESCE(n.unmatched, 0) AS unmatched FROM course_session s \
         JOIN course c ON c.course_id = s.course_id AND ", as_of!("c", "$1", "$2"), " \
         LEFT JOIN (SELECT a.session_id, count(*) AS attendances, \
         count(DISTINCT a.attendee_id) AS people, \
         count(DISTINCT CASE WHEN NOT a.matched THEN a.attendee_id END) AS unmatched \
         FROM attendance a WHERE a.present AND ", as_of!("a", "$1", "$2"), " \
         GROUP BY a.session_id) n ON n.session_id = s.session_id \
         WHERE s.year <= $3 AND ", as_of!("s", "$1", "$2"), " \
         ORDER BY s.starts_on DESC, c.name, s.session_id"))
        .bind(&day).bind(at.known_at).bind(year).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(line).collect())
}

fn line(row: Row) -> Option<SessionLine> {
    Some(SessionLine {
        id: SessionId(row.session_id),
        course: row.name,
        way: Way::parse(&row.way)?,
        period: Period::parse(&row.period)?,
        ends_on: row.ends_on.as_deref().and_then(parse_iso),
        attendances: row.attendances,
        people: row.people,
        unmatched: row.unmatched,
    })
}

/// Whether somebody keeps training for all of these; those of an unknown office are kept by who
/// keeps all training.
pub(crate) fn keeps_all(by: &Actor, all: &[Held<Attendance>]) -> bool {
    all.iter().all(|held| match held.fact.org {
        Some(office) => by.may_at(Right::KeepTraining, office.0),
        None => by.may_all(Right::KeepTraining),
    })
}

/// Whether somebody may correct a session: whose figures change has a say in it.
#[boxed]
pub async fn may_correct(
    tx: &mut Tx,
    by: &Actor,
    known: Seq,
    id: SessionId,
) -> Result<bool, ledger::Error> {
    if by.may_all(Right::KeepTraining) || !by.may(Right::KeepTraining) {
        return Ok(by.may(Right::KeepTraining));
    }
    let which = [Value::Uuid(Some(id.0))];
    let attended = held::<Attendance>(tx, known, "f.session_id = $2", &which).await?;
    Ok(keeps_all(by, &attended))
}
