//! The questions. A session is told by the year it began in, and whole years are told: through
//! the year of the day that is asked.

mod attendances;
mod candidates;
mod days;
mod keeps;
mod overview;
mod people;
mod rows;
mod sessions;

use std::collections::HashSet;

use kernel::{AsOf, Date, Seq, Uuid};
use ledger::{FactId, Held, held};
use store::{Tx, Value, boxed};

pub(crate) use self::sessions::keeps_all;
pub use self::{
    attendances::{AttendanceLine, Attended, attended},
    candidates::{candidates, is_named},
    days::{DayLine, Presences, day_lines, days_on_record, presences},
    keeps::Trainings,
    overview::{Overview, overview},
    people::{AttendeeLine, Attendees, attendees},
    rows::{Listing, sees_some},
    sessions::{SessionLine, may_correct, session_lines},
};
use crate::model::{ATTENDANCE, Attendance, Course, Session, SessionId, Unlisted};

/// Courses and sessions as known after an act.
#[boxed]
pub async fn sessions(
    tx: &mut Tx,
    known: Seq,
) -> Result<(Vec<Held<Course>>, Vec<Held<Session>>), ledger::Error> {
    Ok((held(tx, known, "", &[]).await?, held(tx, known, "", &[]).await?))
}

/// Attendances as known after an act: all, or those whose attendee is not on the register.
#[boxed]
pub async fn attendances(
    tx: &mut Tx,
    known: Seq,
    unmatched: bool,
) -> Result<Vec<Held<Attendance>>, ledger::Error> {
    let condition = if unmatched { "f.matched = FALSE AND f.erased_by IS NULL" } else { "" };
    held(tx, known, condition, &[]).await
}

/// Attendances whose personal values were removed after their time.
#[boxed]
pub async fn removed(tx: &mut Tx) -> Result<HashSet<FactId>, ledger::Error> {
    ledger::removed(tx, &ATTENDANCE).await
}

/// The attendances of somebody who is not found on the register, as known after an act.
#[boxed]
pub async fn of_unmatched(
    tx: &mut Tx,
    known: Seq,
    attendee: Uuid,
) -> Result<Vec<Held<Attendance>>, ledger::Error> {
    let condition = "f.attendee_id = $2 AND f.matched = FALSE AND f.erased_by IS NULL";
    held(tx, known, condition, &[Value::Uuid(Some(attendee))]).await
}

/// Who is no longer in the list of a session, as known after an act; of all sessions, or of one.
/// Those of whom somebody said that they attended are among them.
#[boxed]
pub async fn unlisted(
    tx: &mut Tx,
    known: Seq,
    session: Option<SessionId>,
) -> Result<Vec<Held<Unlisted>>, ledger::Error> {
    let key = session.map(|id| Value::Uuid(Some(id.0)));
    let condition = if session.is_some() { "f.session_id = $2" } else { "" };
    held(tx, known, condition, key.as_slice()).await
}

/// The last day of what is told of a day, and its year: what was attended in the year, also after
/// the day.
fn through(at: AsOf) -> (String, i64) {
    let year = at.valid_on.year();
    let last = Date::new(year, 12, 31).unwrap_or(at.valid_on);
    (last.to_string(), i64::from(year))
}
