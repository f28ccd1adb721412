//! Sessions and attendances entered and corrected by hand, one act each.

use access::Right;
use kernel::{Birth, Date, Interval, folding};
use ledger::{Draft, Held, Receipt, held};
use registry::{
    Error,
    acts::Desk,
    figures::{StaffQuery, Standing, likely, staff_by},
    model::{OrgId, PersonId},
};
use store::{Tx, Value};

use super::{
    by_day::{self, ByDay},
    refused, require_all,
};
use crate::{
    figures,
    model::{
        Attendance, AttendanceId, Attendee, Course, CourseId, DayPresence, Period, Session,
        SessionId, Unlisted, Way,
    },
    rules::Attendees,
};

/// Longest name of a course, in characters.
pub const LONGEST: usize = 200;
/// No class has more days.
const MOST_DAYS: i64 = 366;

/// A session as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTerms {
    /// Name of the course.
    pub course: String,
    /// How it is held.
    pub way: Way,
    /// When it is held.
    pub period: Period,
    /// Its last day, where it is known.
    pub ends_on: Option<Date>,
}

/// What somebody did at a session, as somebody says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Of a class: days held, days attended.
    pub days: Option<(i64, i64)>,
    /// Of a class: whether they were there, of the days that are said.
    pub by_day: ByDay,
    /// When it was completed, on a platform.
    pub completed_on: Option<Date>,
    /// Score as written.
    pub score: Option<String>,
}

/// Somebody at a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttendee {
    /// Full name.
    pub full_name: String,
    /// Date of birth, where it is known.
    pub birth: Option<Birth>,
    /// The office.
    pub org: OrgId,
    /// What they did.
    pub outcome: Outcome,
}

/// What is entered by hand may be refused.
type Entered<T> = Result<T, Error>;

impl SessionTerms {
    fn check(&self) -> Entered<()> {
        let name = folding::squeeze(&self.course);
        if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
            return refused("course_name", name);
        }
        if self.ends_on.is_some_and(|last| last < self.period.first()) {
            return refused("ends_before", "");
        }
        Ok(())
    }
}

impl Outcome {
    fn check(&self) -> Entered<()> {
        let fits =
            |(all, came): (i64, i64)| (1..=MOST_DAYS).contains(&all) && (0..=all).contains(&came);
        if !self.days.is_none_or(fits) {
            return refused("days", "");
        }
        let agrees = self.days.is_none_or(|days| by_day::agrees(days, &self.by_day));
        if agrees { Ok(()) } else { refused("days_differ", "") }
    }

    fn present(&self) -> bool {
        self.days.is_none_or(|(_, came)| came > 0)
    }
}

/// Courses and sessions on record.
struct Known {
    courses: Vec<Held<Course>>,
    sessions: Vec<Held<Session>>,
}

impl Known {
    async fn load(tx: &mut Tx, draft: &Draft) -> Entered<Self> {
        let (courses, sessions) = figures::sessions(tx, draft.seq() - 1).await?;
        Ok(Self { courses, sessions })
    }

    /// The course of a name; a new one is written down.
    fn course(&self, draft: &mut Draft, name: &str) -> CourseId {
        let key = folding::fold(name);
        if let Some(known) = self.courses.iter().find(|h| folding::fold(&h.fact.name) == key) {
            return known.fact.id;
        }
        let fresh = Course { id: CourseId(draft.new_id()), name: folding::squeeze(name) };
        draft.assert(Interval::ALWAYS, &fresh);
        fresh.id
    }

    /// A session is known by its course, its way and when it began: no two are the same.
    fn refuse_same(&self, fact: &Session) -> Entered<()> {
        let key = (fact.course, fact.way, fact.period);
        let same = |s: &Session| (s.course, s.way, s.period) == key && s.id != fact.id;
        match self.sessions.iter().find(|h| same(&h.fact)) {
            Some(there) => refused("session_exists", there.fact.id.0.to_string()),
            None => Ok(()),
        }
    }

    fn of(&self, id: SessionId) -> Entered<Vec<&Held<Session>>> {
        let all: Vec<_> = self.sessions.iter().filter(|h| h.fact.id == id).collect();
        if all.is_empty() { refused("no_such_session", id.0.to_string()) } else { Ok(all) }
    }
}

/// Enters a session that no list told of.
pub async fn enter_session(desk: &Desk<'_>, new: &SessionTerms) -> Entered<(SessionId, Receipt)> {
    desk.by.require_some(Right::KeepTraining)?;
    new.check()?;
    let mut tx = desk.db.write().await?;
    let first = new.period.first();
    let header = desk.header("session_entry", Some(first), "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = Known::load(&mut tx, &draft).await?;
    let fact = Session {
        id: SessionId(draft.new_id()),
        course: known.course(&mut draft, &new.course),
        way: new.way,
        period: new.period,
        ends_on: new.ends_on,
        source: None,
    };
    known.refuse_same(&fact)?;
    draft.assert(Interval::since(first), &fact);
    Ok((fact.id, finish(tx, draft).await?))
}

/// Says of a session what is right: course, way, days. Its attendances go along.
pub async fn correct_session(
    desk: &Desk<'_>,
    id: SessionId,
    to: &SessionTerms,
    reason: &str,
) -> Entered<Option<Receipt>> {
    desk.by.require_some(Right::KeepTraining)?;
    to.check()?;
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let first = to.period.first();
    let header = desk.header("session_correction", Some(first), reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = Known::load(&mut tx, &draft).await?;
    let standing = known.of(id)?;
    let attended = of_session(&mut tx, &draft, id).await?;
    // Whose figures change has a say in it.
    require_all(desk, &attended)?;
    let before = standing[0].fact.clone();
    let course = known.course(&mut draft, &to.course);
    let after =
        Session { course, way: to.way, period: to.period, ends_on: to.ends_on, ..before.clone() };
    if after == before {
        return Ok(None);
    }
    known.refuse_same(&after)?;
    for held in standing {
        draft.close::<Session>(held.id);
    }
    draft.assert(Interval::since(first), &after);
    if before.period.first() != first {
        by_day::follow(&mut tx, &mut draft, id, first).await?;
        for held in attended {
            draft.close::<Attendance>(held.id);
            draft.assert(Interval { from: Some(first), to: held.valid.to }, &held.fact);
        }
    }
    Ok(Some(finish(tx, draft).await?))
}

/// Enters somebody into a session that is on record.
pub async fn enter_attendee(
    desk: &Desk<'_>,
    session: SessionId,
    new: &NewAttendee,
) -> Entered<Receipt> {
    desk.by.require_at(Right::KeepTraining, new.org.0)?;
    let Some(full_name) = registry::rules::identity::full_name(&new.full_name) else {
        return refused("name_missing", "");
    };
    new.outcome.check()?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("attendance_entry", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let known = Known::load(&mut tx, &draft).await?;
    let there = known.of(session)?[0].fact.clone();
    let attendee = who(&mut tx, desk, &draft, (&full_name, new)).await?;
    let attended = of_session(&mut tx, &draft, session).await?;
    if attended.iter().any(|h| h.fact.attendee == attendee) {
        return refused("attends_already", session.0.to_string());
    }
    let orgs = registry::figures::org_map(&mut tx, draft.seq() - 1).await?;
    let fact = Attendance {
        id: AttendanceId(draft.new_id()),
        session,
        attendee,
        full_name: Some(full_name),
        birth: new.birth,
        org: Some(new.org),
        unit: orgs.latest(new.org).map(|office| office.name.clone()),
        days: new.outcome.days,
        present: new.outcome.present(),
        completed_on: new.outcome.completed_on,
        score: new.outcome.score.clone(),
        source: None,
    };
    let since = Interval::since(there.period.first());
    draft.assert(since, &fact);
    by_day::say(&mut draft, &[], (&fact, since), &new.outcome.by_day);
    finish(tx, draft).await
}

/// Says what somebody did at a session, where a list was wrong.
pub async fn correct_attendance(
    desk: &Desk<'_>,
    id: AttendanceId,
    to: &Outcome,
    reason: &str,
) -> Entered<Option<Receipt>> {
    to.check()?;
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("attendance_correction", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let standing = attendance(&mut tx, desk, &draft, id).await?;
    let by_day = by_day::standing(&mut tx, &draft, id).await?;
    for Held { id, valid, fact } in standing {
        by_day::say(&mut draft, &by_day, (&fact, valid), &to.by_day);
        let after = Attendance {
            days: to.days,
            present: to.present(),
            completed_on: to.completed_on,
            score: to.score.clone(),
            ..fact.clone()
        };
        if after != fact {
            draft.close::<Attendance>(id);
            draft.assert(valid, &after);
        }
    }
    if draft.is_empty() { Ok(None) } else { Ok(Some(finish(tx, draft).await?)) }
}

/// Takes somebody out of a session: they did not attend it.
pub async fn remove_attendance(
    desk: &Desk<'_>,
    id: AttendanceId,
    reason: &str,
) -> Entered<Receipt> {
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("attendance_end", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    for held in attendance(&mut tx, desk, &draft, id).await? {
        draft.close::<Attendance>(held.id);
    }
    for held in by_day::standing(&mut tx, &draft, id).await? {
        draft.close::<DayPresence>(held.id);
    }
    for held in left_out(&mut tx, &draft, id).await? {
        draft.close::<Unlisted>(held.id);
    }
    finish(tx, draft).await
}

/// Says that somebody attended although a later list does not name them: they are not asked about
/// again. `None` where nobody asks.
pub async fn keep_attendance(
    desk: &Desk<'_>,
    id: AttendanceId,
    reason: &str,
) -> Entered<Option<Receipt>> {
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("unlisted_keep", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    attendance(&mut tx, desk, &draft, id).await?;
    for Held { id, valid, fact } in left_out(&mut tx, &draft, id).await? {
        if !fact.kept {
            draft.close::<Unlisted>(id);
            draft.assert(valid, &Unlisted { kept: true, ..fact });
        }
    }
    if draft.is_empty() { Ok(None) } else { Ok(Some(finish(tx, draft).await?)) }
}

/// That a later list does not name somebody, as it stands.
async fn left_out(tx: &mut Tx, draft: &Draft, id: AttendanceId) -> Entered<Vec<Held<Unlisted>>> {
    let which = [Value::Uuid(Some(id.0))];
    Ok(held::<Unlisted>(tx, draft.seq() - 1, "f.attendance_id = $2", &which).await?)
}

/// An attendance as it stands, for who may change it.
async fn attendance(
    tx: &mut Tx,
    desk: &Desk<'_>,
    draft: &Draft,
    id: AttendanceId,
) -> Entered<Vec<Held<Attendance>>> {
    let which = [Value::Uuid(Some(id.0))];
    let known = draft.seq() - 1;
    let standing = held::<Attendance>(tx, known, "f.attendance_id = $2", &which).await?;
    if standing.is_empty() {
        desk.by.require_some(Right::KeepTraining)?;
        return refused("no_such_attendance", id.0.to_string());
    }
    require_all(desk, &standing)?;
    Ok(standing)
}

async fn of_session(tx: &mut Tx, draft: &Draft, id: SessionId) -> Entered<Vec<Held<Attendance>>> {
    let which = [Value::Uuid(Some(id.0))];
    Ok(held::<Attendance>(tx, draft.seq() - 1, "f.session_id = $2", &which).await?)
}

/// Who somebody is: the one namesake with that birth who holds a duty in the office, else who
/// they were in other lists.
async fn who(
    tx: &mut Tx,
    desk: &Desk<'_>,
    draft: &Draft,
    (name, new): (&str, &NewAttendee),
) -> Entered<Attendee> {
    let known = draft.seq() - 1;
    if let Some(person) = on_register(tx, desk, known, (name, new)).await? {
        return Ok(Attendee::Person(person));
    }
    let attended = figures::attendances(tx, known, false).await?;
    let mut attendees = Attendees::new(attended.iter().map(|h| &h.fact));
    let ids = kernel::IdSource::new(desk.clock.clone());
    Ok(attendees.who(&ids, name, new.birth, &new.org.0.to_string()))
}

async fn on_register(
    tx: &mut Tx,
    desk: &Desk<'_>,
    known_at: kernel::Seq,
    (name, new): (&str, &NewAttendee),
) -> Entered<Option<PersonId>> {
    if new.birth.is_none() {
        return Ok(None);
    }
    let namesakes = likely(tx, known_at, name, new.birth, None).await?;
    if namesakes.is_empty() {
        return Ok(None);
    }
    let asked = StaffQuery {
        standing: Standing::Anyone,
        people: namesakes.into_iter().map(|l| l.person.id).collect(),
        uncounted: true,
        ..StaffQuery::default()
    };
    let at = kernel::AsOf { valid_on: desk.clock.today(), known_at };
    let rows = staff_by(tx, desk.by, Right::KeepTraining, at, &asked).await?.rows;
    let here = rows.iter().filter(|row| row.duty.as_ref().is_some_and(|d| d.org == new.org));
    let mut people: Vec<PersonId> = here.map(|row| row.person).collect();
    people.dedup();
    Ok(if let [one] = people[..] { Some(one) } else { None })
}

fn needs(reason: &str) -> Entered<()> {
    if reason.trim().is_empty() { refused("reason_missing", "") } else { Ok(()) }
}

async fn finish(mut tx: Tx, draft: Draft) -> Entered<Receipt> {
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}
