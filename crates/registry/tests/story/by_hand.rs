//! What is entered by hand about one person: once each, dated, undone, refused without a trace.

use kernel::{Birth, Date, Interval};
use ledger::{Basis, Held};
use registry::{
    Error,
    acts::{
        self, Added, Corrected, DutyData, DutyTerms, Ending, Move, NewHand, NewPerson,
        NewQualification, Note, PersonData, Reach, Said, Version,
    },
    figures::{self, PersonHistory},
    model::{Assignment, AssignmentId, Mode, PersonId, QualificationKind},
};

use super::land::{Land, MERGED, day, lands, told as lines};

const NUMBER: &str = "090085001234";

fn note() -> Note {
    let basis = Basis { number: Some("12/QĐ".to_owned()), ..Basis::default() };
    Note { basis, reason: "Phân công lại".to_owned() }
}

async fn terms(land: &Land, office: &str) -> DutyTerms {
    let org = land.org(office).await;
    let fields = vec!["dx".to_owned()];
    DutyTerms { org, title: None, mode: Mode::Concurrent, fields, share: Some(30) }
}

async fn new(land: &Land, name: &str, birth: Option<&str>, number: Option<&str>) -> NewHand {
    let person = NewPerson {
        full_name: name.to_owned(),
        birth: birth.map(|b| b.parse().expect("a birth")),
        personal_number: number.map(str::to_owned),
        ..NewPerson::default()
    };
    let duty = terms(land, "T.STC").await;
    NewHand { person, duty, over: Interval::since(day("2024-11-01")), not_these: Vec::new() }
}

async fn enter(land: &Land, new: NewHand) -> PersonId {
    match acts::add_person(&land.desk(), new, &note()).await.expect("entered") {
        Added::Entered { person, .. } => person,
        Added::Asks(likely) => panic!("{likely:?}"),
    }
}

async fn head(land: &Land) -> i64 {
    ledger::last_seq(&mut land.db.read().await.expect("a transaction")).await.expect("a record")
}

async fn history(land: &Land, person: PersonId) -> PersonHistory {
    known(land, person, head(land).await).await.expect("somebody on record")
}

async fn known(land: &Land, person: PersonId, at: i64) -> Option<PersonHistory> {
    let mut tx = land.db.read().await.expect("a transaction");
    figures::history(&mut tx, &access::Actor::command(), at, person).await.expect("read")
}

/// The only duty of somebody.
async fn duty_of(land: &Land, person: PersonId) -> AssignmentId {
    history(land, person).await.assignments[0].fact.id
}

fn told(history: &PersonHistory) -> Vec<(Option<Date>, Option<Date>, Option<&str>)> {
    let one = |h: &Held<Assignment>| (h.valid.from, h.valid.to);
    let because = |h: &Held<Assignment>| h.fact.ended_because.is_some().then_some("ended");
    history.assignments.iter().map(|h| (one(h).0, one(h).1, because(h))).collect()
}

/// What it was refused for; and nothing was entered.
async fn refusal<T: std::fmt::Debug>(
    land: &Land,
    head_before: i64,
    done: Result<T, Error>,
) -> String {
    assert_eq!(head(land).await, head_before, "nothing is half written");
    match done {
        Err(Error::Refused { what, .. }) => what.to_owned(),
        other => panic!("{other:?}"),
    }
}

fn ending(duty: AssignmentId, on: &str) -> Ending {
    Ending { duty, on: day(on), because: "Phân công lại".to_owned() }
}

fn data(title: &str, mode: Mode) -> DutyData {
    DutyData { title: Some(title.to_owned()), mode, fields: vec!["data".to_owned()], share: None }
}

async fn undo(land: &Land, seq: i64) {
    let desk = land.desk();
    let mut tx = land.db.write().await.expect("a transaction");
    let header = desk.header("undo", None, "nhầm");
    let draft =
        ledger::undo(&mut tx, &land.clock, registry::FACTS, seq, header).await.expect("undone");
    draft.seal(&mut tx).await.expect("sealed");
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn nobody_is_made_twice() {
    for land in lands().await {
        let desk = land.desk();
        let an =
            enter(&land, new(&land, "Nguyễn Văn An", Some("1985-03-17"), Some(NUMBER)).await).await;
        let before = head(&land).await;
        // Without diacritics, with the year alone, with a number where none was known of one.
        for (name, birth, number) in [
            ("NGUYEN VAN AN", Some("1985"), None),
            ("Nguyễn Văn An", None, None),
            ("Nguyễn  Văn An", Some("1985-03-17"), Some(NUMBER)),
            ("Trần Thị Ánh", None, Some(NUMBER)),
        ] {
            let asked = new(&land, name, birth, number).await;
            let done = acts::add_person(&desk, asked, &note()).await.expect("asked");
            let Added::Asks(likely) = done else { panic!("{name} was made twice") };
            assert_eq!(likely.len(), 1, "{name}");
            assert_eq!((likely[0].person.id, likely[0].same_number), (an, number.is_some()));
        }
        // Whoever says it is somebody else is believed, but not against the number.
        let same = NewHand {
            not_these: vec![an],
            ..new(&land, "Nguyễn Văn An", Some("1985"), Some(NUMBER)).await
        };
        let done = acts::add_person(&desk, same, &note()).await.expect("asked");
        assert!(matches!(done, Added::Asks(_)), "{done:?}");
        assert_eq!(head(&land).await, before);
        let other = NewHand {
            not_these: vec![an],
            ..new(&land, "Nguyễn Văn An", Some("1985"), None).await
        };
        assert_ne!(enter(&land, other).await, an);
        // Another year, or another number, tells namesakes apart by itself.
        enter(&land, new(&land, "Nguyễn Văn An", Some("1990"), None).await).await;
        let number = Some("090085009999");
        let third = NewHand {
            not_these: Vec::new(),
            ..new(&land, "Nguyễn Văn An", Some("1971-01-01"), number).await
        };
        enter(&land, third).await;
    }
}

#[tokio::test]
async fn a_transfer_is_one_act_and_the_person_stays_one() {
    for land in lands().await {
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        let before = land.coverage("2024-12-01", "2024-12-01").await;
        let known_before = head(&land).await;
        let it = Move { from: ending(duty, "2024-11-15"), to: terms(&land, "T.STC").await };
        let act = acts::transfer(&land.desk(), it, &note()).await.expect("transferred");
        assert_eq!(act.seq, known_before + 1);

        let now = history(&land, person).await;
        assert_eq!(
            told(&now),
            [
                (Some(day("2024-10-15")), Some(day("2024-11-15")), Some("ended")),
                (Some(day("2024-11-15")), None, None),
            ]
        );
        assert_eq!(now.assignments[1].fact.share, Some(30));
        let after = land.coverage("2024-12-01", "2024-12-01").await;
        assert_eq!(after.totals.people, before.totals.people);
        let then = land.coverage_known("2024-12-01", "2024-12-01", known_before).await;
        assert_eq!(lines(&then), lines(&before), "what was known then is answered as then");

        undo(&land, act.seq).await;
        let undone = land.coverage("2024-12-01", "2024-12-01").await;
        assert_eq!(lines(&undone), lines(&before));
        let mut tx = land.db.read().await.expect("a transaction");
        let verdict = ledger::verify(&mut tx, registry::FACTS, None).await.expect("read");
        assert!(verdict.holds(), "{verdict:?}");
    }
}

#[tokio::test]
async fn a_transfer_that_can_not_be_is_refused() {
    for land in lands().await {
        let desk = land.desk();
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        let to = terms(&land, "T.STC").await;
        acts::give_duty(&desk, person, to.clone(), Interval::since(day("2025-03-01")), &note())
            .await
            .expect("given");
        let before = head(&land).await;
        let same = terms(&land, "T.SNV").await;
        let gone = terms(&land, "T.C90002").await;
        for (on, to, what) in [
            // He begins there by himself in March.
            ("2025-01-01", to.clone(), "duty_already_there"),
            ("2025-01-01", same, "same_office"),
            ("2024-10-15", terms(&land, "T.D901").await, "duty_begins_then"),
            ("2024-01-01", terms(&land, "T.D901").await, "duty_begins_then"),
        ] {
            let it = Move { from: ending(duty, on), to };
            let done = acts::transfer(&desk, it, &note()).await;
            assert_eq!(refusal(&land, before, done).await, what);
        }
        land.merge().await;
        let before = head(&land).await;
        let it = Move { from: ending(duty, "2025-08-01"), to: gone };
        let done = acts::transfer(&desk, it, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "office_not_there_on_that_day");
        acts::end_duty(&desk, &ending(duty, "2025-08-01"), &note()).await.expect("ended");
        let before = head(&land).await;
        let again = acts::end_duty(&desk, &ending(duty, "2025-09-01"), &note()).await;
        assert_eq!(refusal(&land, before, again).await, "duty_not_then");
        let nothing = ending(AssignmentId(person.0), "2025-09-01");
        let done = acts::end_duty(&desk, &nothing, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "no_such_duty");
    }
}

#[tokio::test]
async fn who_was_not_placed_is_placed_by_a_transfer() {
    for land in lands().await {
        let person = land.person_in("T.D901", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        land.merge().await;
        assert_eq!(land.coverage("2025-07-01", "2025-07-01").await.totals.not_placed, 2);
        let it = Move { from: ending(duty, "2025-07-01"), to: terms(&land, "T.STC").await };
        acts::transfer(&land.desk(), it, &note()).await.expect("placed");
        let after = land.coverage("2025-07-01", "2025-07-01").await;
        assert_eq!(after.totals.not_placed, 1);
        let eve = land.coverage("2025-06-30", "2025-06-30").await;
        assert_eq!((eve.totals.not_placed, eve.totals.people), (0, after.totals.people));
    }
}

#[tokio::test]
async fn a_duty_that_went_through_a_merger_ends_as_one() {
    for land in lands().await {
        let person = land.person_in("T.C90001", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        land.merge().await;
        assert_eq!(history(&land, person).await.assignments.len(), 2);
        // On the day of the merger: what held before it says why it ended.
        acts::end_duty(&land.desk(), &ending(duty, "2025-07-01"), &note()).await.expect("ended");
        let told_now = history(&land, person).await;
        assert_eq!(told(&told_now), [(Some(day("2024-10-15")), Some(MERGED), Some("ended"))],);
        undo(&land, head(&land).await).await;
        // Before the merger: what follows it goes as well.
        acts::end_duty(&land.desk(), &ending(duty, "2025-01-01"), &note()).await.expect("ended");
        let told_now = history(&land, person).await;
        assert_eq!(
            told(&told_now),
            [(Some(day("2024-10-15")), Some(day("2025-01-01")), Some("ended"))],
        );
    }
}

#[tokio::test]
async fn a_correction_is_a_new_record_and_the_old_one_stays_readable() {
    for land in lands().await {
        let desk = land.desk();
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        let before = head(&land).await;
        let version = Version { duty, from: Some(day("2024-10-15")) };
        let over = Interval { from: Some(day("2024-09-01")), to: Some(day("2025-01-01")) };
        let right = Corrected {
            data: data("Trưởng phòng", Mode::Concurrent),
            over,
            ended_because: Some("nghỉ hưu".to_owned()),
        };
        let done = acts::correct_duty(&desk, version, right.clone(), &note()).await;
        assert!(done.expect("corrected").is_some());
        let now = history(&land, person).await;
        let [held] = &now.assignments[..] else { panic!("{now:?}") };
        assert_eq!((held.valid, held.fact.mode), (over, Mode::Concurrent));
        assert_eq!(held.fact.ended_because.as_deref(), Some("nghỉ hưu"));
        let then = known(&land, person, before).await.expect("known then");
        assert_eq!(then.assignments[0].fact.mode, Mode::Dedicated);

        let same = Version { duty, from: over.from };
        let done = acts::correct_duty(&desk, same, right.clone(), &note()).await;
        assert!(done.expect("nothing to do").is_none());
        let before = head(&land).await;
        let done = acts::correct_duty(&desk, version, right.clone(), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "duty_changed_meanwhile");
        let empty = Interval { from: over.to, to: over.from };
        let wrong = Corrected { over: empty, ..right.clone() };
        let done = acts::correct_duty(&desk, same, wrong, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "ends_before_it_begins");
        // Still held: there is no reason of ending.
        let open = Corrected { over: Interval::since(day("2024-09-01")), ..right };
        acts::correct_duty(&desk, same, open, &note()).await.expect("corrected");
        assert_eq!(history(&land, person).await.assignments[0].fact.ended_because, None);
    }
}

#[tokio::test]
async fn a_duty_changes_from_a_day_on() {
    for land in lands().await {
        let desk = land.desk();
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        let first = Version { duty, from: Some(day("2024-10-15")) };
        let new = data("Phó phòng", Mode::Concurrent);
        acts::change_duty(&desk, first, day("2025-02-01"), new.clone(), &note())
            .await
            .expect("changed");
        let now = history(&land, person).await;
        let modes: Vec<Mode> = now.assignments.iter().map(|h| h.fact.mode).collect();
        assert_eq!(modes, [Mode::Dedicated, Mode::Concurrent]);
        assert_eq!(now.assignments[0].fact.id, now.assignments[1].fact.id);

        let before = head(&land).await;
        let done = acts::change_duty(&desk, first, day("2025-03-01"), new.clone(), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "duty_not_then");
        // Where two stretches meet, the border stays.
        for over in [
            Interval { from: Some(day("2024-10-15")), to: Some(day("2025-01-01")) },
            Interval::since(day("2024-10-15")),
        ] {
            let right = Corrected { data: new.clone(), over, ended_because: None };
            let done = acts::correct_duty(&desk, first, right, &note()).await;
            assert_eq!(refusal(&land, before, done).await, "duty_border");
        }
        let over = Interval { from: Some(day("2024-09-15")), to: Some(day("2025-02-01")) };
        let right = Corrected { data: new, over, ended_because: None };
        acts::correct_duty(&desk, first, right, &note()).await.expect("its begin is free");
    }
}

fn who(name: &str) -> PersonData {
    PersonData { full_name: name.to_owned(), ..PersonData::default() }
}

#[tokio::test]
async fn who_somebody_is_is_corrected_or_changes() {
    for land in lands().await {
        let desk = land.desk();
        let today = day("2026-11-24");
        let an = enter(&land, new(&land, "Nguyễn Văn An", Some("1985"), Some(NUMBER)).await).await;
        let binh = enter(&land, new(&land, "Lê Bình", Some("1988"), None).await).await;
        let before = head(&land).await;
        let full = Said::Is(Birth::Day(day("1985-03-17")));
        let data = PersonData { birth: full, ..who("Nguyễn Văn Ân") };
        acts::correct_person(&desk, an, (today, None), data.clone(), &note()).await.expect("said");
        let now = history(&land, an).await;
        let [held] = &now.person[..] else { panic!("{now:?}") };
        assert_eq!(held.valid, Interval::ALWAYS);
        assert_eq!(held.fact.personal_number.as_deref(), Some(NUMBER), "left alone, it stays");
        let then = known(&land, an, before).await.expect("known then");
        assert_eq!(then.person[0].fact.full_name.as_deref(), Some("Nguyễn Văn An"));
        let again = acts::correct_person(&desk, an, (today, None), data, &note()).await;
        assert!(again.expect("nothing to do").is_none());

        // A name that changes on a day is another version.
        let from = Some(day("2026-01-01"));
        let data = PersonData { personal_number: Said::Blank, ..who("Nguyễn An") };
        acts::correct_person(&desk, an, (today, from), data, &note()).await.expect("changed");
        let now = history(&land, an).await;
        let names: Vec<_> = now.person.iter().map(|h| h.fact.full_name.clone()).collect();
        assert_eq!(names, [Some("Nguyễn Văn Ân".to_owned()), Some("Nguyễn An".to_owned())]);
        assert_eq!(now.person[1].fact.personal_number, None);

        let before = head(&land).await;
        let taken = PersonData { personal_number: Said::Is(NUMBER.to_owned()), ..who("Lê Bình") };
        let done = acts::correct_person(&desk, binh, (today, None), taken, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "number_of_other");
        let nobody = PersonId(duty_of(&land, an).await.0);
        let done = acts::correct_person(&desk, nobody, (today, None), who("Ai"), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "no_such_person");
    }
}

fn ccna(person: PersonId, over: Interval) -> NewQualification {
    let (kind, name) = (QualificationKind::Certificate, "CCNA".to_owned());
    NewQualification { person, kind, name, major: None, over }
}

#[tokio::test]
async fn a_certificate_expires_and_is_taken_again() {
    for land in lands().await {
        let desk = land.desk();
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let over = Interval { from: Some(day("2023-01-01")), to: Some(day("2026-01-01")) };
        acts::add_qualification(&desk, ccna(person, over), &note()).await.expect("added");
        let before = head(&land).await;
        let again = ccna(person, Interval::since(day("2025-12-31")));
        let done = acts::add_qualification(&desk, again, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "qualification_already_there");
        let next = ccna(person, Interval::since(day("2026-01-01")));
        acts::add_qualification(&desk, next, &note()).await.expect("renewed");
        let now = history(&land, person).await;
        assert_eq!(now.qualifications.len(), 2);

        let id = now.qualifications[1].fact.id;
        let before = head(&land).await;
        let done = acts::end_qualification(&desk, id, day("2026-01-01"), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "qualification_begins_later");
        acts::end_qualification(&desk, id, day("2026-06-01"), &note()).await.expect("ended");
        let before = head(&land).await;
        let done = acts::end_qualification(&desk, id, day("2026-07-01"), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "qualification_not_then");
    }
}

#[tokio::test]
async fn of_who_was_erased_nothing_more_is_said_but_a_duty_may_end() {
    for land in lands().await {
        let desk = land.desk();
        let person = land.person_in("T.SNV", day("2024-10-15")).await;
        let duty = duty_of(&land, person).await;
        let reach = Reach { tables: registry::FACTS, elsewhere: &[] };
        acts::erase_person(&desk, reach, person, &note()).await.expect("erased");
        let again = acts::erase_person(&desk, reach, person, &note()).await;
        assert_eq!(refusal(&land, head(&land).await, again).await, "nothing_to_erase");
        let before = head(&land).await;
        let today = day("2026-11-24");
        let done = acts::correct_person(&desk, person, (today, None), who("Ai"), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "person_erased");
        let done = acts::add_qualification(&desk, ccna(person, Interval::ALWAYS), &note()).await;
        assert_eq!(refusal(&land, before, done).await, "person_erased");
        let over = Interval::since(day("2025-01-01"));
        let done = acts::give_duty(&desk, person, terms(&land, "T.STC").await, over, &note()).await;
        assert_eq!(refusal(&land, before, done).await, "person_erased");
        acts::end_duty(&desk, &ending(duty, "2025-08-01"), &note()).await.expect("ended");
    }
}

#[tokio::test]
async fn what_an_undone_act_said_of_somebody_is_erased_as_well() {
    for land in lands().await {
        let born = Some("1985-03-17");
        let numbered = new(&land, "Nguyễn Văn An", born, Some(NUMBER)).await;
        let unnumbered = new(&land, "Nguyễn Văn An", born, None).await;
        let mistyped = new(&land, "Lê Thị Bình", Some("1990-01-01"), Some(NUMBER)).await;
        let namesake = new(&land, "Nguyễn Văn An", Some("1991-01-01"), None).await;
        let mut undone = Vec::new();
        for person in [numbered.clone(), unnumbered, mistyped, namesake] {
            undone.push(enter(&land, person).await);
            let reach = acts::Undoing { tables: registry::FACTS, follows: &[], enter: true };
            acts::undo(&land.desk(), reach, head(&land).await, "nhầm").await.expect("undone");
        }
        let stands = enter(&land, numbered).await;
        let reach = Reach { tables: registry::FACTS, elsewhere: &[] };
        let told = acts::preview_erasure(&land.desk(), reach, stands).await.expect("told");
        let done = acts::erase_person(&land.desk(), reach, stands, &note()).await.expect("erased");
        assert_eq!(told.rows, i64::try_from(done.rows).expect("few"));
        let mut tx = land.db.read().await.expect("a transaction");
        let mut kept = Vec::new();
        for id in undone {
            let who = [store::Value::Uuid(Some(id.0))];
            let all = ledger::traced(&mut tx, i64::MAX, "f.person_id = $2", &who).await;
            let all: Vec<ledger::Traced<registry::model::Person>> = all.expect("read");
            kept.push(all.iter().any(|said| said.held.fact.full_name.is_some()));
        }
        assert_eq!(kept, [false, false, false, true], "a namesake's is another's");
        let whole = ledger::verify(&mut tx, registry::FACTS, None).await.expect("verified");
        assert!(whole.broken.is_none(), "{whole:?}");
    }
}
