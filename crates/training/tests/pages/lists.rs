//! Two classes and a session online.

use kernel::{Date, IdSource};
use ledger::{Draft, Header, Source};
use registry::{
    acts::{Desk, NewAssignment, NewPerson},
    model::{Mode, OrgId, PersonId, SheetRow},
};
use training::{
    acts, figures,
    model::{Attendee, Period, Presence, Way},
    rules::{Attendees, DayColumn, Meeting, Row, Training},
};

use house::House;

/// Who attends: name, birth, whether the register knows them.
type Line = (&'static str, &'static str, Option<PersonId>, i64);

/// Enters somebody with a duty at an office.
pub(crate) async fn person(office: &House, name: &str, birth: &str, org: OrgId) -> PersonId {
    let by = access::Actor::command();
    let desk = Desk { db: &office.db, clock: &office.clock, by: &by, source: Source::Command };
    let mut tx = office.db.write().await.unwrap();
    let header = desk.header("person", None, "");
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
    let person =
        NewPerson { full_name: name.into(), birth: birth.parse().ok(), ..NewPerson::default() };
    let id = registry::acts::enter_person(&mut draft, person).id;
    let duty = NewAssignment {
        person: id,
        org,
        title: None,
        mode: Mode::Concurrent,
        fields: vec!["dx".into()],
        share: None,
        source: None,
    };
    registry::acts::enter_assignment(&mut draft, kernel::Interval::ALWAYS, duty);
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn meeting(course: &str, way: Way, period: Period) -> Meeting {
    let source = SheetRow { file: "lop.xlsx".into(), sheet: "s".into(), row: 1 };
    Meeting { course: course.into(), way, period, ends_on: None, source }
}

/// A class of two days: the first is dated, where the list bears one.
fn columns(meeting: &Meeting) -> Vec<DayColumn> {
    if meeting.way == Way::Online {
        return Vec::new();
    }
    let first = meeting.period.first();
    let dated = first.year() == 2023;
    let column = |n: i64, day: Date| DayColumn {
        held_on: dated.then_some(day),
        number: if dated { 1 } else { n },
        heading: Some(format!("Ngày {n}")),
    };
    vec![column(1, first), column(2, first.tomorrow().unwrap())]
}

/// Who came once was excused then; who never came was absent on the first day, and of the second
/// nothing is said.
fn by_day(came: i64) -> [Presence; 2] {
    match came {
        2 => [Presence::Present; 2],
        1 => [Presence::Present, Presence::Excused],
        _ => [Presence::Absent, Presence::Unknown],
    }
}

/// Enters a list as one act, as intake does.
async fn enter(office: &House, meeting: &Meeting, org: Option<OrgId>, lines: &[Line]) {
    let mut tx = office.db.write().await.unwrap();
    let header = Header {
        kind: "intake",
        effective_on: None,
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    };
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
    let known = draft.seq() - 1;
    let (courses, sessions) = figures::sessions(&mut tx, known).await.unwrap();
    let attendances = figures::attendances(&mut tx, known, false).await.unwrap();
    let ids = IdSource::new(office.clock.clone());
    let unlisted = figures::unlisted(&mut tx, known, None).await.unwrap();
    let (days, presences) = figures::days_on_record(&mut tx, known).await.unwrap();
    let book = Training::new(courses, sessions, attendances).by_day(days, presences);
    let mut book = book.noting(&ids, unlisted);
    let mut attendees = Attendees::new(book.attended());
    let session = book.session(&ids, meeting);
    let since = meeting.period.first();
    let columns = columns(meeting);
    let held = book.class_days(&ids, (session, since), &columns);
    for (name, birth, known, days) in lines {
        let birth = birth.parse().ok();
        let written =
            org.map_or_else(|| kernel::folding::fold("Công ty Ngoài"), |org| org.0.to_string());
        let attendee =
            known.map_or_else(|| attendees.who(&ids, name, birth, &written), Attendee::Person);
        let online = meeting.way == Way::Online;
        let row = Row {
            session,
            attendee,
            full_name: (*name).into(),
            birth,
            org,
            unit: Some("Công ty Ngoài".into()),
            days: (!online).then_some((2, *days)),
            by_day: held.iter().copied().zip(by_day(*days)).collect(),
            present: online || *days > 0,
            completed_on: None,
            score: online.then(|| "8".into()),
            source: meeting.source.clone(),
            since,
        };
        book.take(&ids, &row);
    }
    let changes = book.finish();
    if changes.is_empty() {
        return;
    }
    acts::enter(&mut draft, &changes);
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// An of the register at two sessions; Hoa who is not found at two; somebody of elsewhere at one;
/// Bình who never came.
pub(crate) async fn fill(office: &House) -> PersonId {
    let stc = office.org("D.STC").await;
    let an = person(office, "Nguyễn Văn An", "1985-05-01", stc).await;
    again(office, an).await;
    an
}

/// The same lists once more.
pub(crate) async fn again(office: &House, an: PersonId) {
    let stc = Some(office.org("D.STC").await);
    let first = meeting("Kỹ năng số", Way::Class, Period::Day(Date::constant(2023, 2, 16)));
    let known = ("Nguyễn Văn An", "1985-05-01", Some(an), 2);
    let hoa = ("Trần Thị Hoa", "1990-02-03", None, 1);
    let absent = ("Lê Văn Bình", "1980", None, 0);
    enter(office, &first, stc, &[known, hoa, absent]).await;
    let second = meeting("An toàn thông tin", Way::Online, Period::Quarter(2024, 1));
    enter(office, &second, stc, &[known, hoa]).await;
    let third = meeting("Kỹ năng số", Way::Class, Period::Day(Date::constant(2024, 6, 3)));
    enter(office, &third, None, &[("Phạm Văn Ngoài", "1970", None, 2)]).await;
}

/// The first class once more, with these names alone.
pub(crate) async fn first_class_of(office: &House, an: PersonId, hoa: bool) {
    let stc = Some(office.org("D.STC").await);
    let first = meeting("Kỹ năng số", Way::Class, Period::Day(Date::constant(2023, 2, 16)));
    let known = ("Nguyễn Văn An", "1985-05-01", Some(an), 2);
    let absent = ("Lê Văn Bình", "1980", None, 0);
    let mut lines = vec![known, absent];
    if hoa {
        lines.push(("Trần Thị Hoa", "1990-02-03", None, 1));
    }
    enter(office, &first, stc, &lines).await;
}
