//! What a person of the register attended, on their page.

use std::collections::HashMap;

use registry::{
    Error,
    model::PersonId,
    pages::{
        Filling, Section,
        kit::{Moment, links},
    },
};
use ui::{Component as _, Event, Timeline, Ui};

use super::{attendances, days, session_page, words};
use crate::{
    figures::{self, AttendanceLine, DayLine, Listing, Presences},
    model::{Presence, SessionId},
};

/// Sessions a person attended, the latest first; of a class, on which of its days.
pub fn of_person<'t>(moment: &'t mut Moment<'_>, person: PersonId) -> Filling<'t> {
    Box::pin(async move {
        let ui = moment.ui;
        let section = Section::new("lop-hoc", ui.t("training-of-person"));
        if !figures::sees_some(moment.by) {
            return Ok(section);
        }
        let asked = Listing { attendee: Some(person.0), absent: true, ..Listing::default() };
        let at = moment.as_of;
        let found = figures::attended(&mut moment.tx, moment.by, at, &asked).await?;
        let presences = figures::presences(&mut moment.tx, moment.by, at, &asked).await?;
        let mut classes: HashMap<SessionId, Vec<DayLine>> = HashMap::new();
        for line in found.rows.iter().filter(|line| presences.contains_key(&line.id)) {
            let lines = figures::day_lines(&mut moment.tx, at, line.session).await;
            classes.insert(line.session, lines.map_err(Error::from)?);
        }
        if found.rows.is_empty() {
            return Ok(section);
        }
        let events = found.rows.iter().map(|line| {
            let days = classes.get(&line.session).map_or(&[][..], Vec::as_slice);
            event(ui, line, (days, &presences))
        });
        let title = ui.t("training-of-person");
        Ok(section.more(title, Timeline::new(events).html(ui)))
    })
}

fn event(ui: &Ui, line: &AttendanceLine, (lines, known): (&[DayLine], &Presences)) -> Event {
    let of = known.get(&line.id);
    let said = |day: &DayLine| {
        let presence = of.and_then(|of| of.get(&day.id)).copied().unwrap_or_default();
        let word = match presence {
            Presence::Unknown => ui.t("training-presence-blank"),
            presence => days::word(ui, presence),
        };
        format!("{}: {word}", days::name(ui, day, lines))
    };
    let mut more = links::paragraph(&attendances::outcome(ui, line));
    if !lines.is_empty() {
        let all: Vec<String> = lines.iter().map(said).collect();
        more.push(&links::paragraph(&all.join(" · ")));
    }
    if let Some(source) = &line.source {
        let said = links::source_name(ui, source);
        more.push(&links::html(ui, &said, &links::source(source)));
    }
    Event::new(words::period(ui, line.period, None), line.course.clone())
        .link(session_page(line.session))
        .more(more)
}
