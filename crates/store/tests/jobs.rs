//! The queue on both databases: put in with a decision, taken by one, tried again, given back.
#![expect(clippy::unwrap_used, reason = "a test that fails says so")]

use jiff::SignedDuration;
use kernel::{Clock, IdSource, Timestamp};
use store::{
    Db,
    jobs::{self, Claimed, Failure, JobId, LEASE, MOST_ATTEMPTS, NewJob, State},
};
use testkit::{TestDb, clock, databases};

const KINDS: &[&str] = &["a.one", "a.two"];

struct Queue {
    db: TestDb,
    clock: Clock,
    ids: IdSource,
}

async fn queues() -> Vec<Queue> {
    let all = databases(jobs::MIGRATIONS).await;
    all.into_iter()
        .map(|db| {
            let clock = clock();
            Queue { db, ids: IdSource::new(clock.clone()), clock }
        })
        .collect()
}

impl Queue {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn wait(&self, seconds: i64) {
        self.clock.set(self.now() + SignedDuration::from_secs(seconds));
    }

    async fn put(&self, job: &NewJob) -> Option<JobId> {
        let mut tx = self.db.write().await.unwrap();
        let id = jobs::enqueue(&mut tx, &self.ids, self.now(), job).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn put_one(&self) -> JobId {
        self.put(&NewJob::now("a.one", r#"{"n":1}"#.to_owned(), self.now())).await.unwrap()
    }

    async fn take(&self, by: &str) -> Option<Claimed> {
        let mut tx = self.db.write().await.unwrap();
        let proof = (by, self.ids.next());
        let job = jobs::claim(&mut tx, self.now(), proof, KINDS).await.unwrap();
        tx.commit().await.unwrap();
        job
    }

    async fn fail(&self, job: &Claimed, failure: Failure) -> bool {
        let mut tx = self.db.write().await.unwrap();
        let ours = jobs::failed(&mut tx, self.now(), job, &failure).await.unwrap();
        tx.commit().await.unwrap();
        ours
    }

    async fn done(&self, job: &Claimed) -> bool {
        let mut tx = self.db.write().await.unwrap();
        let ours = jobs::done(&mut tx, self.now(), job).await.unwrap();
        tx.commit().await.unwrap();
        ours
    }

    async fn one(&self, id: JobId) -> jobs::Waiting {
        jobs::one(&mut self.db.read().await.unwrap(), id).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_job_comes_with_its_decision_or_not_at_all() {
    for q in queues().await {
        let mut tx = q.db.write().await.unwrap();
        let job = NewJob::now("a.one", "{}".to_owned(), q.now());
        jobs::enqueue(&mut tx, &q.ids, q.now(), &job).await.unwrap();
        drop(tx);
        assert_eq!(q.take("x").await, None, "{}: decided against", q.db.name());
        let id = q.put_one().await;
        let job = q.take("x").await.unwrap();
        assert_eq!((job.id, job.attempt, &job.payload[..]), (id, 1, r#"{"n":1}"#));
        assert_eq!(q.take("y").await, None, "{}: it is taken", q.db.name());
        assert!(q.done(&job).await);
        assert!(!q.done(&job).await, "{}: once", q.db.name());
        assert_eq!(q.one(id).await.state, State::Done);
    }
}

#[tokio::test]
async fn jobs_wait_for_their_time_and_come_in_order() {
    for q in queues().await {
        let later = q.now() + SignedDuration::from_mins(10);
        let late = NewJob { run_at: later, ..NewJob::now("a.one", "{}".into(), later) };
        let late = q.put(&late).await.unwrap();
        q.put(&NewJob::now("b.other", "{}".into(), q.now())).await.unwrap();
        let first = q.put_one().await;
        let second = q.put_one().await;
        for expected in [first, second] {
            let job = q.take("x").await.unwrap();
            assert_eq!(job.id, expected);
            q.done(&job).await;
        }
        assert_eq!(q.take("x").await, None, "another's kind is left, a later one waits");
        let mut tx = q.db.read().await.unwrap();
        assert!(!jobs::due(&mut tx, q.now(), KINDS).await.unwrap());
        drop(tx);
        q.clock.set(later);
        assert!(jobs::due(&mut q.db.read().await.unwrap(), q.now(), KINDS).await.unwrap());
        assert_eq!(q.take("x").await.unwrap().id, late);
    }
}

#[tokio::test]
async fn what_has_a_key_is_put_in_once() {
    for q in queues().await {
        let job = NewJob::now("a.one", "{}".to_owned(), q.now()).once("day@1".to_owned());
        assert!(q.put(&job).await.is_some());
        assert_eq!(q.put(&job).await, None);
        let claimed = q.take("x").await.unwrap();
        assert!(q.done(&claimed).await);
        assert_eq!(q.put(&job).await, None, "{}: done is done", q.db.name());
        let other = NewJob::now("a.one", "{}".to_owned(), q.now()).once("day@2".to_owned());
        assert!(q.put(&other).await.is_some());
    }
}

#[tokio::test]
async fn what_fails_is_tried_again_with_growing_waits_and_then_left_to_a_person() {
    for q in queues().await {
        let id = q.put_one().await;
        for attempt in 1..=MOST_ATTEMPTS {
            let job = q.take("x").await.unwrap();
            assert_eq!(job.attempt, attempt);
            assert!(q.fail(&job, Failure::Again("no answer".to_owned())).await);
            if attempt < MOST_ATTEMPTS {
                assert_eq!(q.take("x").await, None, "it is not tried at once");
                q.clock.set(q.one(id).await.run_at);
            }
        }
        let job = q.one(id).await;
        assert_eq!((job.state, job.last_error.as_deref()), (State::Failed, Some("no answer")));
        q.wait(1_000_000);
        assert_eq!(q.take("x").await, None);
        let mut tx = q.db.write().await.unwrap();
        assert!(jobs::retry(&mut tx, q.now(), id).await.unwrap());
        tx.commit().await.unwrap();
        let job = q.take("x").await.unwrap();
        assert_eq!((job.id, job.attempt, &job.payload[..]), (id, 1, r#"{"n":1}"#));
    }
}

#[tokio::test]
async fn what_never_can_be_done_is_not_tried_again_and_can_be_dropped() {
    for q in queues().await {
        let id = q.put_one().await;
        let job = q.take("x").await.unwrap();
        q.fail(&job, Failure::ForGood("unreadable".to_owned())).await;
        assert_eq!(q.one(id).await.state, State::Failed);
        let mut tx = q.db.write().await.unwrap();
        assert!(jobs::drop_one(&mut tx, q.now(), id).await.unwrap());
        assert!(!jobs::drop_one(&mut tx, q.now(), id).await.unwrap());
        assert!(!jobs::retry(&mut tx, q.now(), id).await.unwrap(), "what it carried is gone");
        tx.commit().await.unwrap();
        assert_eq!(q.one(id).await.state, State::Dropped);
    }
}

#[tokio::test]
async fn a_claim_whose_process_died_is_taken_again() {
    for q in queues().await {
        let id = q.put_one().await;
        let dead = q.take("dead").await.unwrap();
        q.wait(LEASE - 1);
        let mut tx = q.db.write().await.unwrap();
        assert!(jobs::keep(&mut tx, q.now(), &dead).await.unwrap());
        tx.commit().await.unwrap();
        q.wait(LEASE - 1);
        assert_eq!(q.take("next").await, None, "{}: it was kept", q.db.name());
        q.wait(2);
        let next = q.take("next").await.unwrap();
        assert_eq!((next.id, next.attempt), (id, 2));
        // Whoever comes back from the dead has nothing to say any more.
        assert!(!q.done(&dead).await);
        let mut tx = q.db.write().await.unwrap();
        assert!(!jobs::keep(&mut tx, q.now(), &dead).await.unwrap());
        assert!(!jobs::progress(&mut tx, q.now(), &dead, (1, 2)).await.unwrap());
        assert!(!jobs::give_back(&mut tx, q.now(), &dead).await.unwrap());
        drop(tx);
        assert!(q.done(&next).await);
    }
}

#[tokio::test]
async fn a_job_that_kills_its_process_each_time_is_buried() {
    for q in queues().await {
        let id = q.put_one().await;
        for _ in 0..MOST_ATTEMPTS {
            assert!(q.take("x").await.is_some());
            q.wait(LEASE + 1);
        }
        assert_eq!(q.take("x").await, None);
        let job = q.one(id).await;
        assert_eq!((job.state, job.last_error.as_deref()), (State::Failed, Some("process_died")));
    }
}

#[tokio::test]
async fn what_is_given_back_was_no_attempt_and_progress_is_seen() {
    for q in queues().await {
        let id = q.put_one().await;
        let job = q.take("x").await.unwrap();
        let before = jobs::stamp(&mut q.db.read().await.unwrap()).await.unwrap();
        q.wait(1);
        let mut tx = q.db.write().await.unwrap();
        assert!(jobs::progress(&mut tx, q.now(), &job, (3, 10)).await.unwrap());
        tx.commit().await.unwrap();
        assert_ne!(jobs::stamp(&mut q.db.read().await.unwrap()).await.unwrap(), before);
        assert_eq!(q.one(id).await.progress, (3, 10));
        let mut tx = q.db.write().await.unwrap();
        assert!(jobs::give_back(&mut tx, q.now(), &job).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(q.take("y").await.unwrap().attempt, 1);
    }
}

#[tokio::test]
async fn the_queue_is_listed_and_forgets_what_is_over() {
    for q in queues().await {
        let (a, b) = (q.put_one().await, q.put_one().await);
        let job = q.take("x").await.unwrap();
        q.done(&job).await;
        let mut tx = q.db.read().await.unwrap();
        let counts = jobs::counts(&mut tx).await.unwrap();
        assert_eq!((counts[&State::Done], counts[&State::Waiting]), (1, 1));
        let waiting = jobs::page(&mut tx, State::Waiting, 0, 10).await.unwrap();
        assert_eq!(waiting.iter().map(|j| j.id).collect::<Vec<_>>(), [b]);
        let done = jobs::page(&mut tx, State::Done, 0, 10).await.unwrap();
        assert_eq!(done.iter().map(|j| j.id).collect::<Vec<_>>(), [a]);
        assert!(jobs::page(&mut tx, State::Done, 1, 10).await.unwrap().is_empty());
        drop(tx);
        q.wait(60);
        let mut tx = q.db.write().await.unwrap();
        assert_eq!(jobs::forget(&mut tx, q.now()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(jobs::one(&mut q.db.read().await.unwrap(), a).await.unwrap().is_none());
        assert_eq!(q.one(b).await.state, State::Waiting, "what is to be done stays");
    }
}

/// Takes all there is, as a process of its own would, and says which.
async fn take_all(db: Db, clock: Clock, name: &'static str) -> Vec<JobId> {
    let ids = IdSource::new(clock.clone());
    let mut taken = Vec::new();
    loop {
        let mut tx = db.write().await.unwrap();
        let proof = (name, ids.next());
        let job = jobs::claim(&mut tx, clock.now(), proof, KINDS).await.unwrap();
        tx.commit().await.unwrap();
        match job {
            Some(job) => taken.push(job.id),
            None => return taken,
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_never_take_the_same_job() {
    const JOBS: usize = 60;
    for q in queues().await {
        let mut put = Vec::new();
        for _ in 0..JOBS {
            put.push(q.put_one().await);
        }
        let names = ["p", "q", "r", "s"];
        let mut processes = Vec::new();
        for name in names {
            let db = q.db.reopen().await;
            processes.push(tokio::spawn(take_all(db, q.clock.clone(), name)));
        }
        let mut taken = Vec::new();
        for process in processes {
            taken.extend(process.await.unwrap());
        }
        taken.sort();
        assert_eq!(taken, put, "{}: each once", q.db.name());
    }
}
