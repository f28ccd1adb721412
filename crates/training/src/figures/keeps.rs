//! What is held on one person.

use std::collections::{HashMap, HashSet};

use ledger::{Held, Traced, held, traced};
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose},
};
use store::{Tx, Value};

use super::sessions;
use crate::model::{
    Attendance, ClassDay, ClassDayId, Course, CourseId, DayPresence, Session, SessionId,
};

/// Sessions that a person of the register attended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trainings;

impl Keeps for Trainings {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move { Ok(attended(tx, whose).await?) })
    }
}

async fn attended(tx: &mut Tx, whose: Whose<'_>) -> Result<Vec<KeptFact>, ledger::Error> {
    let who = [Value::Uuid(Some(whose.person.0))];
    let condition = "f.attendee_id = $2 AND f.matched = TRUE";
    let all = traced::<Attendance>(tx, whose.at.known_at, condition, &who).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let (courses, sessions) = sessions(tx, whose.at.known_at).await?;
    let courses: HashMap<CourseId, Course> =
        courses.into_iter().map(|h| (h.fact.id, h.fact)).collect();
    let sessions: HashMap<SessionId, Session> =
        sessions.into_iter().map(|h| (h.fact.id, h.fact)).collect();
    let told = |said: &Traced<Attendance>| {
        let (it, session) = (&said.held.fact, sessions.get(&said.held.fact.session));
        let course = session.and_then(|s| courses.get(&s.course));
        KeptFact::of("attendance", said)
            .say("course", course.map(|c| &c.name))
            .say("period", session.map(|s| s.period))
            .say("full_name", it.full_name.as_ref())
            .say("birth", it.birth)
            .say("office", it.unit.as_ref())
            .say("days", it.days.map(|(held, attended)| format!("{attended}/{held}")))
            .say("completed_on", it.completed_on)
            .say("score", it.score.as_ref())
            .from_row(it.source.as_ref())
    };
    let mut kept: Vec<KeptFact> = all.iter().map(told).collect();
    kept.extend(days(tx, whose, (&courses, &sessions)).await?);
    Ok(kept)
}

type Taught<'a> = (&'a HashMap<CourseId, Course>, &'a HashMap<SessionId, Session>);

/// On which days they were there, each as it was said.
async fn days(
    tx: &mut Tx,
    whose: Whose<'_>,
    (courses, sessions): Taught<'_>,
) -> Result<Vec<KeptFact>, ledger::Error> {
    let theirs = concat!(
        "f.attendance_id IN (SELECT a.attendance_id FROM attendance a \
         WHERE a.attendee_id = $2 AND a.matched = TRUE AND ",
        ledger::known!("a", "$1"),
        ")"
    );
    let who = [Value::Uuid(Some(whose.person.0))];
    let known = whose.at.known_at;
    let mut all = traced::<DayPresence>(tx, known, theirs, &who).await?;
    let of: HashSet<SessionId> = all.iter().map(|said| said.held.fact.session).collect();
    let days: Vec<Held<ClassDay>> = held(tx, known, "", &[]).await?;
    let days: HashMap<ClassDayId, ClassDay> = days
        .into_iter()
        .filter(|h| of.contains(&h.fact.session))
        .map(|h| (h.fact.id, h.fact))
        .collect();
    let order = |said: &Traced<DayPresence>| days.get(&said.held.fact.day).map(ClassDay::order);
    all.sort_by_key(|said| (said.held.fact.session, order(said), said.recorded_from));
    let told = |said: &Traced<DayPresence>| {
        let (it, session) = (&said.held.fact, sessions.get(&said.held.fact.session));
        let (course, day) = (session.and_then(|s| courses.get(&s.course)), days.get(&it.day));
        KeptFact::of("class_day", said)
            .say("course", course.map(|c| &c.name))
            .say("period", session.map(|s| s.period))
            .say("class_day", day.map(called))
            .say("presence", Some(it.presence.as_str()))
    };
    Ok(all.iter().map(told).collect())
}

/// A day by its date, else as the list calls it, else by its number.
fn called(day: &ClassDay) -> String {
    let dated = day.held_on.map(|date| date.to_string());
    dated.or_else(|| day.heading.clone()).unwrap_or_else(|| day.number.to_string())
}
