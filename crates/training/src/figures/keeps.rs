//! What is held on one person.

use std::collections::HashMap;

use ledger::{Traced, traced};
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose},
};
use store::{Tx, Value};

use super::sessions;
use crate::model::{Attendance, Course, CourseId, Session, SessionId};

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
    Ok(all.iter().map(told).collect())
}
