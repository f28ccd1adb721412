//! What may be undone, and what may not.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "helpers of tests fail the test")]

mod common;

use common::{Link, between, enter, link, post, posts, since, undo};
use kernel::{Clock, Interval, Seq};
use ledger::{Error, Receipt};
use store::Db;
use testkit::TestDb;

/// The acts in the way.
fn in_the_way(result: Result<Receipt, Error>) -> Vec<Seq> {
    match result {
        Err(Error::BuiltUpon(acts)) => acts,
        other => panic!("should have been refused: {other:?}"),
    }
}

/// Act 1 brings in post 1.
async fn databases() -> Vec<(TestDb, Clock)> {
    let mut all = Vec::new();
    for db in common::databases().await {
        let clock = testkit::clock();
        enter(&db, &clock, async |draft, _| {
            draft.assert(since(0), &post(1, 1, "A"));
            Ok(())
        })
        .await;
        all.push((db, clock));
    }
    all
}

async fn change(db: &Db, clock: &Clock, over: Interval, title: &str) -> Seq {
    enter(db, clock, async |draft, tx| {
        assert!(draft.overlay(&posts(tx, 1).await, over, &post(1, 1, title)));
        Ok(())
    })
    .await
    .seq
}

async fn titles(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    posts(&mut tx, 1).await.into_iter().map(|held| held.fact.title).collect()
}

#[tokio::test]
async fn an_act_that_was_changed_stands_until_the_change_is_undone() {
    for (db, clock) in databases().await {
        let changed = change(&db, &clock, since(5), "B").await;
        assert_eq!(in_the_way(undo(&db, &clock, 1).await), [changed], "{}", db.name());
        let undone = undo(&db, &clock, changed).await.unwrap().seq;
        assert_eq!(titles(&db).await, ["A"]);
        match undo(&db, &clock, changed).await {
            Err(Error::Undone { act, by }) => assert_eq!((act, by), (changed, undone), "only once"),
            other => panic!("should have been refused: {other:?}"),
        }
        undo(&db, &clock, 1).await.unwrap();
        assert!(titles(&db).await.is_empty(), "{}", db.name());
        assert!(common::verify(&db, None).await.holds());
    }
}

#[tokio::test]
async fn an_undoing_says_which_act_it_undoes_and_can_be_undone() {
    for (db, clock) in databases().await {
        let changed = change(&db, &clock, since(5), "B").await;
        let undone = undo(&db, &clock, changed).await.unwrap().seq;
        let redone = undo(&db, &clock, undone).await.unwrap().seq;
        assert_eq!(titles(&db).await, ["A", "B"], "{}", db.name());
        let mut tx = db.read().await.unwrap();
        let act = ledger::act(&mut tx, redone).await.unwrap().unwrap();
        assert_eq!(act.undoes, Some(undone));
        drop(tx);
        undo(&db, &clock, changed).await.unwrap();
        assert_eq!(titles(&db).await, ["A"], "{}", db.name());
    }
}

#[tokio::test]
async fn a_thing_that_later_facts_name_stays() {
    for (db, clock) in databases().await {
        let linked = enter(&db, &clock, async |draft, _| {
            draft.assert(since(0), &link(1, 1));
            Ok(())
        })
        .await;
        assert_eq!(in_the_way(undo(&db, &clock, 1).await), [linked.seq], "{}", db.name());
        undo(&db, &clock, linked.seq).await.unwrap();
        undo(&db, &clock, 1).await.unwrap();
    }
}

#[tokio::test]
async fn what_an_act_itself_said_of_the_thing_it_brought_in_goes_with_it() {
    for (db, clock) in databases().await {
        let both = enter(&db, &clock, async |draft, _| {
            draft.assert(since(0), &post(2, 2, "A"));
            draft.assert(since(0), &link(1, 2));
            Ok(())
        })
        .await;
        // The link was closed, and that undone: it stands again, in another row.
        let closed = enter(&db, &clock, async |draft, tx| {
            let known = ledger::last_seq(tx).await?;
            for held in ledger::held::<Link>(tx, known, "", &[]).await? {
                draft.close::<Link>(held.id);
            }
            Ok(())
        })
        .await;
        undo(&db, &clock, closed.seq).await.unwrap();
        undo(&db, &clock, both.seq).await.unwrap();
        assert!(common::verify(&db, None).await.holds());
    }
}

#[tokio::test]
async fn what_was_ended_does_not_come_back_into_days_that_were_filled_since() {
    for (db, clock) in databases().await {
        let ended = enter(&db, &clock, async |draft, tx| {
            assert!(draft.cut(&posts(tx, 1).await, since(0)));
            Ok(())
        })
        .await;
        let filled = change(&db, &clock, between(3, 9), "B").await;
        assert_eq!(in_the_way(undo(&db, &clock, ended.seq).await), [filled], "{}", db.name());
        undo(&db, &clock, filled).await.unwrap();
        undo(&db, &clock, ended.seq).await.unwrap();
        assert_eq!(titles(&db).await, ["A"], "{}", db.name());
    }
}

#[tokio::test]
async fn what_names_a_thing_that_is_gone_does_not_come_back() {
    for (db, clock) in databases().await {
        let link_it = async |draft: &mut ledger::Draft, _: &mut store::Tx| {
            draft.assert(since(0), &link(1, 1));
            Ok(())
        };
        enter(&db, &clock, link_it).await;
        let unlinked = enter(&db, &clock, async |draft, tx| {
            let known = ledger::last_seq(tx).await?;
            let held = ledger::held::<Link>(tx, known, "", &[]).await?;
            draft.close::<Link>(held[0].id);
            Ok(())
        })
        .await;
        let ended = enter(&db, &clock, async |draft, tx| {
            assert!(draft.cut(&posts(tx, 1).await, Interval::ALWAYS));
            Ok(())
        })
        .await;
        assert_eq!(in_the_way(undo(&db, &clock, unlinked.seq).await), [ended.seq], "{}", db.name());
        undo(&db, &clock, ended.seq).await.unwrap();
        undo(&db, &clock, unlinked.seq).await.unwrap();
    }
}

#[tokio::test]
async fn erasure_is_final_and_what_it_touched_does_not_come_back() {
    for (db, clock) in databases().await {
        let changed = change(&db, &clock, since(5), "B").await;
        let erased = common::erase(&db, &clock, 1).await.seq;
        assert!(
            matches!(undo(&db, &clock, erased).await, Err(Error::Final(kind)) if kind == "erase")
        );
        assert_eq!(in_the_way(undo(&db, &clock, changed).await), [erased], "{}", db.name());
        // Taking a fact back needs no value of it, nor does closing it after the erasure.
        let ended = enter(&db, &clock, async |draft, tx| {
            assert!(draft.end(&posts(tx, 1).await, common::day(9)));
            Ok(())
        })
        .await;
        undo(&db, &clock, ended.seq).await.unwrap();
        assert_eq!(titles(&db).await, ["A", "B"], "{}", db.name());
        assert!(common::verify(&db, None).await.holds());
    }
}

#[tokio::test]
async fn there_is_nothing_to_undo_where_there_is_no_act() {
    for (db, clock) in databases().await {
        for seq in [-1, 0, 2, Seq::MAX] {
            assert!(matches!(undo(&db, &clock, seq).await, Err(Error::NoSuchAct(s)) if s == seq));
        }
    }
}
