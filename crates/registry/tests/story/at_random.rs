//! Whatever is entered by hand in whatever order: a duty is in one place at a time, nobody is
//! counted twice in an office by hand, and what was known stays known.

use kernel::{Date, Interval};
use ledger::Held;
use proptest::prelude::*;
use registry::{
    Error,
    acts::{self, Corrected, DutyData, DutyTerms, Ending, Move, Note, Version},
    figures,
    model::{Assignment, Mode, OrgId, PersonId},
};

use super::land::{Land, day, lands};

const OFFICES: &[&str] = &["T.SNV", "T.STC", "T.D901", "T.C90001"];

/// One thing somebody does; days and duties are chosen among those there are.
#[derive(Clone, Debug)]
enum Verb {
    Give(usize, i8),
    Transfer(usize, usize, i8),
    End(usize, i8),
    Change(usize, i8),
    Correct(usize, i8, i8),
}

fn verb() -> impl Strategy<Value = Verb> {
    let (which, office, month) = (0..6usize, 0..OFFICES.len(), 0..24i8);
    prop_oneof![
        (office.clone(), month.clone()).prop_map(|(o, m)| Verb::Give(o, m)),
        (which.clone(), office, month.clone()).prop_map(|(w, o, m)| Verb::Transfer(w, o, m)),
        (which.clone(), month.clone()).prop_map(|(w, m)| Verb::End(w, m)),
        (which.clone(), month.clone()).prop_map(|(w, m)| Verb::Change(w, m)),
        (which, month.clone(), month).prop_map(|(w, a, b)| Verb::Correct(w, a, b)),
    ]
}

/// The first of a month, from June 2024 on.
fn first(month: i8) -> Date {
    let months = 5 + i16::from(month);
    Date::new(2024 + months / 12, i8::try_from(months % 12).expect("below 12") + 1, 1)
        .expect("a day")
}

async fn duties(land: &Land, person: PersonId, known: i64) -> Vec<Held<Assignment>> {
    let mut tx = land.db.read().await.expect("a transaction");
    let found =
        figures::history(&mut tx, &access::Actor::command(), known, person).await.expect("read");
    found.map(|h| h.assignments).unwrap_or_default()
}

async fn head(land: &Land) -> i64 {
    ledger::last_seq(&mut land.db.read().await.expect("a transaction")).await.expect("a record")
}

fn terms(org: OrgId) -> DutyTerms {
    let fields = vec!["dx".to_owned()];
    DutyTerms { org, title: None, mode: Mode::Concurrent, fields, share: None }
}

fn data(title: i8) -> DutyData {
    let title = Some(format!("Chức danh {title}"));
    DutyData { title, mode: Mode::Dedicated, fields: vec!["data".to_owned()], share: Some(50) }
}

async fn enter(land: &Land, person: PersonId, orgs: &[OrgId], verb: &Verb) -> Result<(), Error> {
    let (desk, note) = (land.desk(), Note { reason: "x".to_owned(), ..Note::default() });
    let held = duties(land, person, head(land).await).await;
    let pick = |n: usize| held.get(n % held.len().max(1)).expect("a person has a duty").clone();
    let version = |h: &Held<Assignment>| Version { duty: h.fact.id, from: h.valid.from };
    let ending =
        |h: &Held<Assignment>, m| Ending { duty: h.fact.id, on: first(m), because: "x".to_owned() };
    match verb {
        Verb::Give(office, month) => {
            let over = Interval::since(first(*month));
            acts::give_duty(&desk, person, terms(orgs[*office]), over, &note).await.map(drop)
        }
        Verb::Transfer(which, office, month) => {
            let it = Move { from: ending(&pick(*which), *month), to: terms(orgs[*office]) };
            acts::transfer(&desk, it, &note).await.map(drop)
        }
        Verb::End(which, month) => {
            acts::end_duty(&desk, &ending(&pick(*which), *month), &note).await.map(drop)
        }
        Verb::Change(which, month) => {
            let from = version(&pick(*which));
            acts::change_duty(&desk, from, first(*month), data(*month), &note).await.map(drop)
        }
        Verb::Correct(which, from, to) => {
            let over = Interval { from: Some(first(*from)), to: Some(first(*to)) };
            let right = Corrected { data: data(*to), over, ended_because: None };
            acts::correct_duty(&desk, version(&pick(*which)), right, &note).await.map(drop)
        }
    }
}

fn check(held: &[Held<Assignment>]) {
    for (n, a) in held.iter().enumerate() {
        assert!(!a.valid.is_empty(), "{a:?}");
        for b in &held[n + 1..] {
            let apart = a.valid.intersect(&b.valid).is_none();
            assert!(apart || a.fact.id != b.fact.id, "a duty twice at a time: {a:?} {b:?}");
            assert!(apart || a.fact.org != b.fact.org, "twice in an office: {a:?} {b:?}");
        }
    }
}

async fn play(land: Land, verbs: Vec<Verb>) {
    let person = land.person_in("T.SNV", day("2024-10-15")).await;
    let mut orgs = Vec::new();
    for code in OFFICES {
        orgs.push(land.org(code).await);
    }
    let mut known = vec![(head(&land).await, duties(&land, person, i64::MAX).await)];
    for verb in &verbs {
        let before = head(&land).await;
        let done = enter(&land, person, &orgs, verb).await;
        let after = head(&land).await;
        match done {
            Ok(()) => assert!(after - before <= 1, "one act at most"),
            Err(Error::Refused { .. }) => assert_eq!(after, before, "refused without a trace"),
            Err(other) => panic!("{verb:?}: {other}"),
        }
        let held = duties(&land, person, after).await;
        check(&held);
        known.push((after, held));
    }
    for (at, held) in known {
        assert_eq!(duties(&land, person, at).await, held, "what was known at {at} stays known");
    }
    let mut tx = land.db.read().await.expect("a transaction");
    let verdict = ledger::verify(&mut tx, registry::FACTS, None).await.expect("read");
    assert!(verdict.holds(), "{verdict:?}");
}

#[test]
fn whatever_is_entered_by_hand_stays_consistent() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let result = runner.run(&prop::collection::vec(verb(), 1..12), |verbs| {
        runtime.block_on(async {
            // What the verbs decide is the same on every database; the file is enough for many.
            let land = lands().await.swap_remove(0);
            play(land, verbs).await;
        });
        Ok(())
    });
    result.unwrap_or_else(|e| panic!("{e}"));
}
