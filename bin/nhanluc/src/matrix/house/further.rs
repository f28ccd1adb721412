//! What later rooms keep: commitments, requests, days off, public figures, teams, attendances.

use commitments::{acts::Promise, model::Gap};
use community::model::{Team, TeamId};
use kernel::{Date, Interval};
use ledger::{Draft, held};
use privacy::{
    acts::NewRequest,
    model::{Ask, Holiday, Way},
};
use training::model::{
    Attendance, AttendanceId, Attendee, Course, CourseId, Period, Session, SessionId,
};

use super::{Building, Pair};

const DAY: Date = Date::constant(2026, 10, 15);

impl Building {
    /// One of everything within, and one outside.
    pub(super) async fn further(&mut self) {
        self.promises().await;
        self.requests().await;
        let desk = self.desk();
        let mut tx = self.app.db.write().await.unwrap();
        let header = desk.header("intake", Some(DAY), "");
        let mut draft = Draft::begin(&mut tx, &self.clock, header).await.unwrap();
        let (course, session) = (CourseId(draft.new_id()), SessionId(draft.new_id()));
        let over = Interval::since(DAY);
        draft.assert(over, &Course { id: course, name: "Kỹ năng số".to_owned() });
        let way = training::model::Way::Class;
        let period = Period::Day(DAY);
        let held = Session { id: session, course, way, period, ends_on: None, source: None };
        draft.assert(over, &held);
        let (mut teams, mut attendees) = (Vec::new(), Vec::new());
        let mut attendances = Vec::new();
        for org in self.orgs {
            let team = Team {
                id: TeamId(draft.new_id()),
                org,
                commune: None,
                village: "Thôn Đông".to_owned(),
                decision_no: None,
                decision_on: None,
                source: None,
            };
            draft.assert(over, &team);
            teams.push(team.id);
            let attendee = draft.new_id();
            let attendance = Attendance {
                id: AttendanceId(draft.new_id()),
                session,
                attendee: Attendee::Unmatched(attendee),
                full_name: Some("Lê Văn Lạ".to_owned()),
                birth: None,
                org: Some(org),
                unit: None,
                days: Some((2, 2)),
                present: true,
                completed_on: None,
                score: None,
                source: None,
            };
            draft.assert(over, &attendance);
            attendees.push(attendee);
            attendances.push(attendance.id);
        }
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        self.things.session_held = session.to_string();
        self.things.team = Pair::of([teams[0], teams[1]]);
        self.things.attendee = Pair::of([attendees[0], attendees[1]]);
        self.things.attendance = Pair::of([attendances[0], attendances[1]]);
        self.count().await;
    }

    async fn promises(&mut self) {
        let mut made = Vec::new();
        for org in self.orgs {
            let new = Promise {
                org,
                gap: Gap::Other("Thiếu máy chủ dự phòng".to_owned()),
                what: "Tuyển một chuyên viên".to_owned(),
                due_on: Date::constant(2027, 3, 31),
            };
            made.push(commitments::acts::promise(&self.desk(), &[], &new).await.unwrap().0);
        }
        self.things.promise = Pair::of([made[0], made[1]]);
    }

    async fn count(&mut self) {
        let new = pipeline::acts::Counted {
            institution: "Đại học Thử".to_owned(),
            year: 2025,
            field: String::new(),
            level: String::new(),
            number: 40,
        };
        let (id, _) = pipeline::acts::enter_count(&self.desk(), &new).await.unwrap();
        self.things.count = id.to_string();
    }

    async fn requests(&mut self) {
        let clerk = privacy::acts::Clerk { app: &self.app, actor: &self.by };
        privacy::acts::ensure_setup(&clerk).await.unwrap();
        let new = NewRequest {
            ask: Ask::See,
            way: Way::Letter,
            person: Some(self.persons[0]),
            who: self.name().await,
            contact: String::new(),
            what: String::new(),
            received_on: DAY,
        };
        let (request, _) = privacy::acts::receive(&clerk, new).await.unwrap();
        privacy::acts::set_public(&clerk, true, 5, "thử").await.unwrap();
        privacy::acts::publish(&clerk, "thử").await.unwrap();
        let (mut tx, known) = self.read().await;
        let holidays = held::<Holiday>(&mut tx, known, "", &[]).await.unwrap();
        self.things.request = request.id.to_string();
        self.things.holiday = holidays[0].fact.id.to_string();
    }
}
