//! Who was there on which day, as somebody says it of one attendance.

use kernel::Interval;
use ledger::{Draft, Held, held};
use registry::Error;
use store::{Tx, Value};

use crate::model::{Attendance, AttendanceId, ClassDay, ClassDayId, DayPresence, DayPresenceId};
use crate::model::{Presence, SessionId};

/// Days with whether somebody was there.
pub type ByDay = Vec<(ClassDayId, Presence)>;

/// Whether so many days held and attended agree with what is said of single days: those of which
/// nothing is known may be either.
pub(super) fn agrees((held, came): (i64, i64), by_day: &ByDay) -> bool {
    let count = |wanted: &[Presence]| {
        let of = by_day.iter().filter(|(_, presence)| wanted.contains(presence));
        i64::try_from(of.count()).unwrap_or(i64::MAX)
    };
    let away = count(&[Presence::Absent, Presence::Excused]);
    count(&[Presence::Present]) <= came && came <= held.saturating_sub(away)
}

/// What stands of one attendance.
pub(super) async fn standing(
    tx: &mut Tx,
    draft: &Draft,
    id: AttendanceId,
) -> Result<Vec<Held<DayPresence>>, Error> {
    let which = [Value::Uuid(Some(id.0))];
    Ok(held::<DayPresence>(tx, draft.seq() - 1, "f.attendance_id = $2", &which).await?)
}

/// Says of an attendance who was there on which day, where that is not what stands.
pub(super) fn say(
    draft: &mut Draft,
    standing: &[Held<DayPresence>],
    (of, valid): (&Attendance, Interval),
    by_day: &ByDay,
) {
    for (day, presence) in by_day {
        let before = standing.iter().find(|h| h.fact.day == *day);
        let known = before.map_or(Presence::Unknown, |h| h.fact.presence);
        if known == *presence {
            continue;
        }
        let id = before.map_or_else(|| DayPresenceId(draft.new_id()), |h| h.fact.id);
        if let Some(before) = before {
            draft.close::<DayPresence>(before.id);
        }
        let (attendance, session) = (of.id, of.session);
        let fact = DayPresence { id, attendance, day: *day, session, presence: *presence };
        draft.assert(valid, &fact);
    }
}

/// The days of a session and who was there hold from another day on, as the session does.
pub(super) async fn follow(
    tx: &mut Tx,
    draft: &mut Draft,
    session: SessionId,
    from: kernel::Date,
) -> Result<(), Error> {
    let (which, known) = ([Value::Uuid(Some(session.0))], draft.seq() - 1);
    let days = held::<ClassDay>(tx, known, "f.session_id = $2", &which).await?;
    let presences = held::<DayPresence>(tx, known, "f.session_id = $2", &which).await?;
    let over = |to| Interval { from: Some(from), to };
    for held in days {
        draft.close::<ClassDay>(held.id);
        draft.assert(over(held.valid.to), &held.fact);
    }
    for held in presences {
        draft.close::<DayPresence>(held.id);
        draft.assert(over(held.valid.to), &held.fact);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;

    use super::*;

    #[test]
    fn a_count_agrees_with_its_days() {
        use Presence::{Absent, Excused, Present, Unknown};
        for (days, said, fits) in [
            ((2, 2), &[Present, Present][..], true),
            ((2, 1), &[Present, Present], false),
            ((2, 1), &[Present, Absent], true),
            ((2, 2), &[Present, Excused], false),
            // Unknown may be either; so may a day that no list told of.
            ((2, 1), &[Unknown, Unknown], true),
            ((2, 2), &[Unknown, Unknown], true),
            ((3, 2), &[Present, Absent], true),
            ((3, 3), &[Present, Absent], false),
            ((2, 0), &[], true),
        ] {
            let days_of = |(n, presence): (usize, &Presence)| {
                (ClassDayId(Uuid::from_u128(n as u128)), *presence)
            };
            let by_day = said.iter().enumerate().map(days_of).collect();
            assert_eq!(agrees(days, &by_day), fits, "{days:?} {said:?}");
        }
    }
}
