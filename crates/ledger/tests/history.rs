//! Random histories: the ledger answers every question as the naive model does.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "helpers of tests fail the test")]

mod common;

use std::collections::BTreeSet;

use common::{
    Post, day, header, id,
    model::{self, Act, Answers, Effect, Model},
    post, posts,
};
use kernel::{Clock, Interval, Seq, Uuid};
use ledger::{Draft, Error, FactId, Held};
use proptest::prelude::*;
use store::{Db, Tx};
use testkit::TestDb;

/// What is done to one post in one act.
#[derive(Clone, Debug)]
enum Op {
    Assert(Interval, Post),
    Overlay(Interval, Post),
    Cut(Interval),
    End(i16),
    Correct(usize, Post),
}

#[derive(Clone, Debug)]
enum Step {
    Act(Vec<(u128, Op)>),
    Undo(usize),
    Erase(u128),
}

const POSTS: u128 = 3;

fn interval() -> impl Strategy<Value = Interval> {
    let end = || prop::option::weighted(0.8, 0..model::DAYS);
    (end(), end())
        .prop_map(|(from, to)| Interval { from: from.map(day), to: to.map(day) })
        .prop_filter("not empty", |i| !i.is_empty())
}

fn op(n: u128) -> impl Strategy<Value = (u128, Op)> {
    let fact = (0..3_u128, "[AB]").prop_map(move |(person, title)| post(n, person, &title));
    prop_oneof![
        2 => (interval(), fact.clone()).prop_map(|(i, f)| Op::Assert(i, f)),
        3 => (interval(), fact.clone()).prop_map(|(i, f)| Op::Overlay(i, f)),
        1 => interval().prop_map(Op::Cut),
        1 => (0..model::DAYS).prop_map(Op::End),
        2 => (any::<usize>(), fact).prop_map(|(which, f)| Op::Correct(which, f)),
    ]
    .prop_map(move |op| (n, op))
}

fn ops() -> impl Strategy<Value = Vec<(u128, Op)>> {
    let all: Vec<_> = (0..POSTS).map(|n| prop::option::weighted(0.5, op(n))).collect();
    all.prop_map(|ops| ops.into_iter().flatten().collect())
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => ops().prop_map(Step::Act),
        3 => any::<usize>().prop_map(Step::Undo),
        1 => (0..3_u128).prop_map(Step::Erase),
    ]
}

fn apply(draft: &mut Draft, standing: &[Held<Post>], n: u128, op: &Op) -> Option<Effect> {
    match op {
        Op::Assert(over, fact) => {
            draft.assert(*over, fact);
            Some(Effect::Add(*over, fact.clone()))
        }
        Op::Overlay(over, fact) => {
            draft.overlay(standing, *over, fact).then(|| Effect::Set(*over, fact.clone()))
        }
        Op::Cut(over) => draft.cut(standing, *over).then(|| Effect::Clear(*over, id(n))),
        Op::End(on) => {
            draft.end(standing, day(*on)).then(|| Effect::Clear(common::since(*on), id(n)))
        }
        Op::Correct(..) => None,
    }
}

/// Corrects one of the facts of a post: it was never so, it was as `fact` says.
fn correct(draft: &mut Draft, standing: &[Held<Post>], which: usize, fact: &Post) -> Vec<Effect> {
    if standing.is_empty() {
        return Vec::new();
    }
    let held = &standing[which % standing.len()];
    draft.close::<Post>(held.id);
    draft.assert(held.valid, fact);
    vec![Effect::Remove(held.valid, held.fact.clone()), Effect::Add(held.valid, fact.clone())]
}

/// The tables, the model of them, and what was answered last.
struct Two {
    db: TestDb,
    clock: Clock,
    model: Model,
    before: Answers,
}

impl Two {
    async fn new(db: TestDb) -> Self {
        model::make_days(&db).await;
        Self { db, clock: testkit::clock(), model: Model::default(), before: Answers::new() }
    }

    async fn act(&mut self, ops: &[(u128, Op)]) -> bool {
        let mut tx = self.db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &self.clock, header("act")).await.unwrap();
        let mut effects = Vec::new();
        for (n, op) in ops {
            let standing = posts(&mut tx, *n).await;
            match op {
                Op::Correct(which, fact) => {
                    effects.extend(correct(&mut draft, &standing, *which, fact));
                }
                op => effects.extend(apply(&mut draft, &standing, *n, op)),
            }
        }
        assert_eq!(draft.is_empty(), effects.is_empty());
        if draft.is_empty() {
            return false;
        }
        self.seal(draft, tx, Act { effects, undoes: None }).await;
        true
    }

    async fn seal(&mut self, draft: Draft, mut tx: Tx, act: Act) {
        let receipt = draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        self.model.0.push(act);
        assert_eq!(receipt.seq, self.last());
    }

    /// Whether it was allowed.
    async fn undo(&mut self, seq: Seq) -> bool {
        let mut tx = self.db.write().await.unwrap();
        match ledger::undo(&mut tx, &self.clock, common::TABLES, seq, header("undo")).await {
            Ok(draft) => {
                self.seal(draft, tx, Act { effects: vec![], undoes: Some(seq) }).await;
                true
            }
            Err(Error::BuiltUpon(acts)) => {
                assert!(acts.iter().all(|a| *a > seq) && !acts.is_empty(), "{seq}: {acts:?}");
                false
            }
            Err(Error::Undone { act, by }) => {
                assert!(act == seq && by > seq, "{seq}: {by}");
                false
            }
            Err(Error::Final(_)) => false,
            Err(other) => panic!("{other}"),
        }
    }

    async fn erase(&mut self, person: u128) {
        common::erase(&self.db, &self.clock, person).await;
        self.model.forget(id(1_000 + person));
        self.model.0.push(Act::default());
    }

    fn last(&self) -> Seq {
        Seq::try_from(self.model.0.len()).unwrap()
    }

    /// The database answers as the model does, and as it did before.
    async fn check(&mut self, erased: &BTreeSet<Uuid>) {
        let answers = model::answers(&self.db).await;
        assert!(answers == self.model.answers(), "{}: {:#?}", self.db.name(), self.model);
        let last = self.last();
        let mut past = answers.clone();
        past.retain(|(seq, _), _| *seq < last);
        self.before.retain(|(seq, _), _| *seq < last);
        assert!(past == model::blanked(&self.before, erased), "an answer of the past changed");
        self.before = answers;
    }

    async fn check_chain(&self) {
        let verdict = common::verify(&self.db, None).await;
        assert!(verdict.holds(), "{}: {verdict:?}", self.db.name());
        assert_eq!(verdict.acts, self.last());
        let file = common::export(&self.db).await;
        let of_file = ledger::verify_export(file.as_bytes(), Some(&verdict.head.hash)).unwrap();
        assert_eq!(of_file, verdict);
    }

    fn at(&self, seq: Seq) -> Vec<Vec<Post>> {
        let of = |(key, held): (&(Seq, _), &Vec<Post>)| (key.0 == seq).then(|| held.clone());
        let found: Vec<_> = self.before.iter().filter_map(of).collect();
        if seq == 0 { vec![Vec::new(); usize::try_from(model::DAYS).unwrap()] } else { found }
    }
}

async fn play(db: TestDb, steps: &[Step]) {
    let mut two = Two::new(db).await;
    for step in steps {
        let mut erased = BTreeSet::new();
        match step {
            Step::Act(ops) => drop(two.act(ops).await),
            Step::Undo(which) if two.last() > 0 => {
                let seq = Seq::try_from(*which % two.model.0.len()).unwrap() + 1;
                two.undo(seq).await;
            }
            Step::Undo(_) => {}
            Step::Erase(person) => {
                two.erase(*person).await;
                erased.insert(id(1_000 + *person));
            }
        }
        two.check(&erased).await;
    }
    two.check_chain().await;
}

/// Does everything, undoes it from its end, and undoes the undoings from their end.
async fn there_and_back(db: TestDb, acts: &[Vec<(u128, Op)>]) {
    let mut two = Two::new(db).await;
    for ops in acts {
        two.act(ops).await;
        two.check(&BTreeSet::new()).await;
    }
    let done = two.last();
    for seq in (1..=done).rev() {
        assert!(two.undo(seq).await, "{}: act {seq} can be undone", two.db.name());
        two.check(&BTreeSet::new()).await;
        assert!(two.at(two.last()) == two.at(seq - 1), "{}: undo {seq}", two.db.name());
        assert!(!two.undo(seq).await, "once is enough");
    }
    for undone in 1..=done {
        // The undoing of act `undone`.
        let undoing = 2 * done + 1 - undone;
        assert!(two.undo(undoing).await, "{}: {undone} can be redone", two.db.name());
        two.check(&BTreeSet::new()).await;
        assert!(two.at(two.last()) == two.at(undone), "{}: redo {undone}", two.db.name());
    }
    if done > 0 {
        // What was redone can be undone as what it was.
        assert!(two.undo(done).await);
        two.check(&BTreeSet::new()).await;
    }
    two.check_chain().await;
}

fn on_each<T>(cases: [u32; 2], input: &impl Strategy<Value = T>, play: &impl AsyncFn(TestDb, &T))
where
    T: std::fmt::Debug,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let count = runtime.block_on(common::databases()).len();
    for (which, cases) in cases.into_iter().enumerate().take(count) {
        // PROPTEST_CASES asks for more, or fewer.
        let asked = std::env::var("PROPTEST_CASES").is_ok();
        let cases = if asked { ProptestConfig::default().cases } else { cases };
        let config = ProptestConfig { cases, failure_persistence: None, ..Default::default() };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let result = runner.run(input, |steps| {
            runtime.block_on(async {
                let db = common::databases().await.swap_remove(which);
                play(db, &steps).await;
            });
            Ok(())
        });
        result.unwrap_or_else(|e| panic!("{e}"));
    }
}

#[test]
fn every_question_is_answered_as_by_the_model() {
    on_each([60, 12], &prop::collection::vec(step(), 1..14), &async |db, steps: &Vec<Step>| {
        play(db, steps).await;
    });
}

#[test]
fn acts_are_undone_and_redone_from_their_end() {
    on_each([40, 8], &prop::collection::vec(ops(), 1..7), &async |db, acts: &Vec<_>| {
        there_and_back(db, acts).await;
    });
}

#[tokio::test]
async fn what_is_said_already_is_not_said_again() {
    for db in common::databases().await {
        let clock = testkit::clock();
        let fact = post(1, 1, "A");
        for over in [common::between(0, 5), common::between(5, 9)] {
            common::enter(&db, &clock, async |draft, _| {
                draft.assert(over, &fact);
                Ok(())
            })
            .await;
        }
        let mut tx = db.write().await.unwrap();
        let standing = posts(&mut tx, 1).await;
        let mut draft = Draft::begin(&mut tx, &clock, header("test")).await.unwrap();
        assert!(!draft.overlay(&standing, common::between(1, 9), &fact), "{}", db.name());
        assert!(draft.is_empty());
        assert!(draft.overlay(&standing, common::between(1, 10), &fact), "{}", db.name());
        assert!(!draft.is_empty());
    }
}

#[tokio::test]
async fn facts_come_back_in_the_order_they_were_asserted() {
    for db in common::databases().await {
        let mut given: Vec<FactId> = Vec::new();
        common::enter(&db, &testkit::clock(), async |draft, _| {
            given = (0..300).map(|n| draft.assert(Interval::ALWAYS, &post(1, n, "A"))).collect();
            Ok(())
        })
        .await;
        let mut tx = db.read().await.unwrap();
        let found: Vec<FactId> = posts(&mut tx, 1).await.iter().map(|h| h.id).collect();
        assert!(found == given, "{}", db.name());
    }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut tx = db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(sql).fetch_one(c).await).unwrap()
}

#[tokio::test]
async fn a_fact_asserted_and_closed_in_one_draft_never_was() {
    for db in common::databases().await {
        let clock = testkit::clock();
        common::enter(&db, &clock, async |draft, _| {
            let first = draft.assert(Interval::ALWAYS, &post(1, 1, "A"));
            draft.assert(Interval::ALWAYS, &post(1, 1, "B"));
            draft.close::<Post>(first);
            Ok(())
        })
        .await;
        assert_eq!(count(&db, "SELECT count(*) FROM post").await, 1, "{}", db.name());
        let mut tx = db.write().await.unwrap();
        let mut draft = Draft::begin(&mut tx, &clock, header("test")).await.unwrap();
        let only = draft.assert(Interval::ALWAYS, &post(2, 2, "A"));
        draft.close::<Post>(only);
        assert!(draft.is_empty());
        assert!(common::verify(&db, None).await.holds());
    }
}
