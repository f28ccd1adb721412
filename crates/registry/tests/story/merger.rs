//! The merger as one act.

use registry::{
    acts::{self, NewOffice, Plan, Step, Target},
    figures,
};

use super::land::{MERGED, day, lands, told};

#[tokio::test]
async fn offices_follow_their_areas_people_keep_their_assignments_and_totals_hold() {
    for land in lands().await {
        let before = land.coverage("2024-10-15", "2024-10-15").await;
        let known_before = before.as_of.known_at;
        let person = land.person_in("T.C90002", day("2024-10-15")).await;
        let act = land.merge().await;

        let now = land.coverage("2025-07-01", "2025-07-01").await;
        assert_eq!(
            told(&now),
            [
                // Departments answer for the province with others of their kind: somebody must
                // decide, and until then they stand.
                "T.SNV 2 1 1",
                "T.STC 0 0 0",
                // The same code as before, so the year tells the offices apart.
                "T.C90001.2025 4 0 4",
                // Split: somebody must decide.
                "T.C90003 2 0 2",
                "T.C90005.2025 2 0 2",
                "T.D901 2 0 2 !",
            ]
            .map(str::to_owned)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
        );
        let orgs = land.orgs().await;
        for office in orgs.all_on(MERGED) {
            let above = office.parent.map(|p| orgs.on(p, MERGED).is_some());
            assert_ne!(above, Some(false), "{} stands under one that ended", office.code);
        }
        assert_eq!(now.totals.people, before.totals.people);
        assert_eq!(now.totals.modes, before.totals.modes);
        assert_eq!(now.totals.not_placed, 2, "the people of the dissolved district");

        // The old day on the new map, and the new day on the old map, add up to the same.
        for (on, map) in [("2024-10-15", "2025-07-01"), ("2025-07-01", "2024-10-15")] {
            let restated = land.coverage(on, map).await;
            assert_eq!(restated.totals.people, before.totals.people, "{on} on {map}");
            assert_eq!(restated.totals.modes, before.totals.modes, "{on} on {map}");
        }
        // On the old map everybody stands where they stood: assignments are finer than offices.
        let back = land.coverage("2025-07-01", "2024-10-15").await;
        assert_eq!(told(&back), told(&before));

        // What was known before the act is answered as before.
        let then = land.coverage_known("2025-07-01", "2025-07-01", known_before).await;
        assert_eq!(then.totals.not_placed, 0);

        let mut tx = land.db.read().await.expect("a transaction");
        let known = ledger::last_seq(&mut tx).await.expect("a record");
        let history = figures::history(&mut tx, &access::Actor::command(), known, person)
            .await
            .expect("read")
            .expect("known");
        assert_eq!(history.person.len(), 1, "a transfer never makes a person anew");
        let ids: std::collections::BTreeSet<_> =
            history.assignments.iter().map(|h| h.fact.id).collect();
        assert_eq!((history.assignments.len(), ids.len()), (2, 1), "one assignment, two intervals");
        let verdict =
            ledger::verify(&mut tx, registry::FACTS, Some(&act.hash)).await.expect("read");
        assert!(verdict.holds(), "{verdict:?}");
    }
}

#[tokio::test]
async fn an_undone_merger_leaves_every_answer_as_it_was() {
    for land in lands().await {
        let before = land.coverage("2025-07-01", "2025-07-01").await;
        let act = land.merge().await;
        assert_ne!(told(&land.coverage("2025-07-01", "2025-07-01").await), told(&before));
        let mut tx = land.db.write().await.expect("a transaction");
        let header = land.desk().header("undo", None, "");
        let draft = ledger::undo(&mut tx, &land.clock, registry::FACTS, act.seq, header)
            .await
            .expect("nothing builds on it");
        draft.seal(&mut tx).await.expect("sealed");
        tx.commit().await.expect("committed");
        assert_eq!(told(&land.coverage("2025-07-01", "2025-07-01").await), told(&before));
    }
}

#[tokio::test]
async fn a_preview_says_what_the_act_then_does_and_enters_nothing() {
    for land in lands().await {
        let from = [land.org("T.C90001").await, land.org("T.C90002").await];
        let into = Target::New(NewOffice {
            code: "T.NEW".into(),
            name: "Ủy ban nhân dân xã An Bình".into(),
            kind: "commune".into(),
            parent: Some(land.org("T").await),
            area_code: Some("90001".into()),
        });
        let plan = Plan {
            on: MERGED,
            basis: ledger::Basis::default(),
            reason: String::new(),
            steps: vec![
                Step::Merge { from: from.to_vec(), into },
                Step::Dissolve { org: land.org("T.D901").await },
                Step::Rename {
                    org: land.org("T.SNV").await, name: "Sở Nội vụ và Lao động".into()
                },
            ],
        };
        let known = land.coverage("2025-07-01", "2025-07-01").await.as_of.known_at;
        let preview = acts::preview_plan(&land.desk(), &plan).await.expect("a sound plan");
        assert_eq!(preview.people_moved, 4);
        assert_eq!(preview.people_not_placed, 2);
        assert_eq!(preview.ends.len(), 3);
        assert_eq!(preview.reparented.len(), 2, "communes that stay come under the province");
        assert_eq!(land.coverage("2025-07-01", "2025-07-01").await.as_of.known_at, known);
        let (done, _) = acts::enter_plan(&land.desk(), &plan).await.expect("a sound plan");
        assert_eq!(done, preview);
    }
}

#[tokio::test]
async fn plans_that_contradict_themselves_are_refused_whole() {
    for land in lands().await {
        let office = land.org("T.C90001").await;
        let top = land.org("T").await;
        let own = land.orgs().await.on(office, MERGED).expect("it stands").name.clone();
        let new = |code: &str| NewOffice {
            code: code.into(),
            name: "Mới".into(),
            kind: "commune".into(),
            parent: None,
            area_code: None,
        };
        let cases: Vec<(&str, Vec<Step>)> = vec![
            (
                "office_in_two_steps",
                vec![
                    Step::Dissolve { org: office },
                    Step::Rename { org: office, name: "X".into() },
                ],
            ),
            (
                "code_taken",
                vec![Step::Merge { from: vec![office], into: Target::New(new("T.SNV")) }],
            ),
            ("office_under_itself", vec![Step::Move { org: top, parent: Some(office) }]),
            (
                "split_without_default",
                vec![Step::Split { from: office, into: vec![new("T.N1")], default: 3 }],
            ),
            ("name_missing", vec![Step::Rename { org: office, name: String::new() }]),
            ("name_same", vec![Step::Rename { org: office, name: own }]),
            ("plan_empty", vec![]),
        ];
        for (expected, steps) in cases {
            let plan =
                Plan { on: MERGED, basis: ledger::Basis::default(), reason: String::new(), steps };
            match acts::enter_plan(&land.desk(), &plan).await {
                Err(registry::Error::Refused { what, .. }) => assert_eq!(what, expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
        let mut tx = land.db.read().await.expect("a transaction");
        assert_eq!(ledger::last_seq(&mut tx).await.expect("a record"), 4, "nothing was entered");
    }
}

#[tokio::test]
async fn an_office_does_not_end_on_the_day_it_begins() {
    for land in lands().await {
        land.merge().await;
        let orgs = land.orgs().await;
        let begun = orgs
            .all_on(MERGED)
            .into_iter()
            .find(|o| orgs.on(o.id, MERGED.yesterday().expect("a day before")).is_none());
        let org = begun.expect("one was founded").id;
        let plan = |on| Plan {
            on,
            basis: ledger::Basis::default(),
            reason: String::new(),
            steps: vec![Step::Dissolve { org }],
        };
        match acts::enter_plan(&land.desk(), &plan(MERGED)).await {
            Err(registry::Error::Refused { what, .. }) => assert_eq!(what, "office_begins_then"),
            other => panic!("{other:?}"),
        }
        acts::enter_plan(&land.desk(), &plan(day("2025-07-02"))).await.expect("the day after");
        let coverage = land.coverage("2025-07-03", "2025-07-03").await;
        assert!(coverage.lines.iter().all(|line| !line.code.is_empty()), "whose people they are");
    }
}
