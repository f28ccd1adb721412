//! The days of a class, and who was there on which.

use std::collections::{BTreeMap, HashMap};

use access::Actor;
use kernel::{AsOf, Date, Seq, Uuid, parse_iso};
use ledger::{Held, as_of, held};
use registry::Error;
use store::{ColumnType, Tx, boxed, each_row, on_db, sqlx};

use super::{
    attendances::Cells,
    rows::{Listing, Statement},
    through,
};
use crate::model::{AttendanceId, ClassDay, ClassDayId, DayPresence, Presence, SessionId};

/// Days of classes as known after an act, and who was there on which.
#[boxed]
pub async fn days_on_record(
    tx: &mut Tx,
    known: Seq,
) -> Result<(Vec<Held<ClassDay>>, Vec<Held<DayPresence>>), ledger::Error> {
    Ok((held(tx, known, "", &[]).await?, held(tx, known, "", &[]).await?))
}

/// A day of a class, and how many were there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The day.
    pub id: ClassDayId,
    /// Its date, where the list states it.
    pub held_on: Option<Date>,
    /// Its number: among all without a date, else among those of the date.
    pub number: i64,
    /// What the list calls it.
    pub heading: Option<String>,
    /// How many were there.
    pub present: i64,
    /// How many were not.
    pub absent: i64,
    /// How many were not, with leave.
    pub excused: i64,
    /// Of how many no list says it.
    pub unknown: i64,
}

store::row! {
    struct DayRow {
        class_day_id: Uuid,
        number: i64,
        held_on: Option<String>,
        heading: Option<String>,
    }
}

/// The days of a class in their order, with how many of all in its list were there.
#[boxed]
pub async fn day_lines(
    tx: &mut Tx,
    at: AsOf,
    session: SessionId,
) -> Result<Vec<DayLine>, ledger::Error> {
    let (day, _) = through(at);
    let days: Vec<DayRow> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT d.class_day_id, d.number, d.held_on, d.heading FROM class_day d \
         WHERE d.session_id = $3 AND ", as_of!("d", "$1", "$2"), " \
         ORDER BY d.held_on NULLS FIRST, d.number, d.class_day_id"))
        .bind(&day).bind(at.known_at).bind(session.0).fetch_all(c).await)?;
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let counts: Vec<(Uuid, String, i64)> = on_db!(&mut *tx, c => sqlx::query_as(concat!(
        "SELECT p.class_day_id, p.presence, count(*) FROM day_presence p \
         JOIN attendance a ON a.attendance_id = p.attendance_id AND ", as_of!("a", "$1", "$2"), " \
         WHERE p.session_id = $3 AND ", as_of!("p", "$1", "$2"), " \
         GROUP BY p.class_day_id, p.presence"))
        .bind(&day).bind(at.known_at).bind(session.0).fetch_all(c).await)?;
    let listed: i64 = on_db!(&mut *tx, c => sqlx::query_scalar(concat!(
        "SELECT count(*) FROM attendance a WHERE a.session_id = $3 AND ",
        as_of!("a", "$1", "$2")))
        .bind(&day).bind(at.known_at).bind(session.0).fetch_one(c).await)?;
    let counts: HashMap<(Uuid, String), i64> =
        counts.into_iter().map(|(day, presence, n)| ((day, presence), n)).collect();
    let of = |day: Uuid, presence: Presence| {
        counts.get(&(day, presence.as_str().to_owned())).copied().unwrap_or_default()
    };
    let line = |row: DayRow| {
        let [present, absent, excused] = [Presence::Present, Presence::Absent, Presence::Excused]
            .map(|presence| of(row.class_day_id, presence));
        DayLine {
            id: ClassDayId(row.class_day_id),
            held_on: row.held_on.as_deref().and_then(parse_iso),
            number: row.number,
            heading: row.heading,
            present,
            absent,
            excused,
            unknown: listed - present - absent - excused,
        }
    };
    Ok(days.into_iter().map(line).collect())
}

/// Who was there on which day, of the attendances that somebody asks for and may see.
pub type Presences = HashMap<AttendanceId, BTreeMap<ClassDayId, Presence>>;

/// Who was there on which day, of those whom one may see. What no list says is left out.
#[boxed]
pub async fn presences(
    tx: &mut Tx,
    by: &Actor,
    at: AsOf,
    asked: &Listing,
) -> Result<Presences, Error> {
    let Statement { from, binds } = Statement::new(by, at, asked)?;
    let select = format!(
        "SELECT p.attendance_id, p.class_day_id, p.presence FROM day_presence p WHERE {} \
         AND p.attendance_id IN (SELECT a.attendance_id{from})",
        as_of!("p", "$1", "$2")
    );
    let types = [ColumnType::Uuid, ColumnType::Uuid, ColumnType::Text];
    let mut found = Presences::new();
    each_row(tx, select, &binds, &types, |values| {
        let mut values = Cells(values.into_iter());
        let (Some(attendance), Some(day)) = (values.uuid(), values.uuid()) else { return };
        let Some(presence) = values.text().as_deref().and_then(Presence::parse) else { return };
        let of = found.entry(AttendanceId(attendance)).or_default();
        of.insert(ClassDayId(day), presence);
    })
    .await?;
    Ok(found)
}
