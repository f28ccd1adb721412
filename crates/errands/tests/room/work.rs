//! A worker: does what is due, once, whichever process takes it; winds down; does what recurs.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use errands::{Trades, Worker};
use jiff::civil::time;
use kernel::IdSource;
use store::jobs::{self, Failure, NewJob, State};
use testkit::{TestDb, clock, databases};
use tokio::sync::watch;

const QUICK: Duration = Duration::from_millis(10);

async fn put(db: &TestDb, kind: &'static str, payload: &str) -> jobs::JobId {
    let clock = clock();
    let mut tx = db.write().await.unwrap();
    let job = NewJob::now(kind, payload.to_owned(), clock.now());
    let id = jobs::enqueue(&mut tx, &IdSource::new(clock.clone()), clock.now(), &job).await;
    tx.commit().await.unwrap();
    id.unwrap().unwrap()
}

async fn stands(db: &TestDb, id: jobs::JobId) -> (State, Option<String>) {
    let job = jobs::one(&mut db.read().await.unwrap(), id).await.unwrap().unwrap();
    (job.state, job.last_error)
}

/// Waits until it is so, but not for ever.
async fn until(db: &TestDb, id: jobs::JobId, wanted: State) {
    for _ in 0..500 {
        if stands(db, id).await.0 == wanted {
            return;
        }
        tokio::time::sleep(QUICK).await;
    }
    panic!("{}: {:?}, not {wanted:?}", db.name(), stands(db, id).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_do_each_job_once() {
    const JOBS: usize = 40;
    for db in databases(errands::MIGRATIONS).await {
        let mut ids = Vec::new();
        for n in 0..JOBS {
            ids.push(put(&db, "test.count", &n.to_string()).await);
        }
        let done: Arc<Mutex<BTreeMap<usize, usize>>> = Arc::default();
        let mut running = Vec::new();
        for name in ["one", "two"] {
            let done = Arc::clone(&done);
            let trades = Trades::default().on("test.count", move |task| {
                let done = Arc::clone(&done);
                async move {
                    let n: usize = task.payload()?;
                    tokio::time::sleep(Duration::from_millis(2)).await;
                    *done.lock().unwrap().entry(n).or_default() += 1;
                    task.progress(1, 1).await
                }
            });
            let own = db.reopen().await;
            let worker = Worker::new(own, clock(), trades).named(name, QUICK);
            running.push(worker.start(watch::channel(false).0).await.unwrap());
        }
        for id in &ids {
            until(&db, *id, State::Done).await;
        }
        for one in running {
            one.stop().await;
        }
        let done = done.lock().unwrap();
        assert_eq!(done.len(), JOBS, "{}", db.name());
        assert!(done.values().all(|times| *times == 1), "{}: {done:?}", db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_off_says_so_and_the_worker_goes_on() {
    for db in databases(errands::MIGRATIONS).await {
        let broken = put(&db, "test.panic", "{}").await;
        let hopeless = put(&db, "test.hopeless", "{}").await;
        let unreadable = put(&db, "test.number", "not a number").await;
        let good = put(&db, "test.good", "{}").await;
        let trades = Trades::default()
            .on("test.panic", |_| async { panic!("on purpose") })
            .on("test.hopeless", |_| async { Err(Failure::ForGood("no such address".into())) })
            .on("test.number", |task| async move { task.payload::<usize>().map(drop) })
            .on("test.good", |_| async { Ok(()) });
        let worker = Worker::new(db.db(), clock(), trades).named("one", QUICK);
        let running = worker.start(watch::channel(false).0).await.unwrap();
        until(&db, good, State::Done).await;
        until(&db, hopeless, State::Failed).await;
        until(&db, unreadable, State::Failed).await;
        running.stop().await;
        let why = |text: &str| Some(text.to_owned());
        assert_eq!(stands(&db, broken).await, (State::Waiting, why("broke_off")));
        assert_eq!(stands(&db, hopeless).await.1, why("no such address"));
        assert_eq!(stands(&db, unreadable).await.1, why("payload_unreadable"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_ends_gives_its_job_back() {
    for db in databases(errands::MIGRATIONS).await {
        let id = put(&db, "test.long", "{}").await;
        let begun = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&begun);
        let trades = Trades::default().on("test.long", move |_| {
            count.fetch_add(1, Ordering::SeqCst);
            std::future::pending()
        });
        let worker = Worker::new(db.db(), clock(), trades).named("one", QUICK).grace(QUICK);
        let running = worker.start(watch::channel(false).0).await.unwrap();
        until(&db, id, State::Running).await;
        running.stop().await;
        assert_eq!(stands(&db, id).await.0, State::Waiting, "{}", db.name());
        let trades = Trades::default().on("test.long", |_| async { Ok(()) });
        let worker = Worker::new(db.db(), clock(), trades).named("two", QUICK);
        let running = worker.start(watch::channel(false).0).await.unwrap();
        until(&db, id, State::Done).await;
        running.stop().await;
        assert_eq!(begun.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_recurs_comes_back_once_each_day() {
    for db in databases(errands::MIGRATIONS).await {
        let clock = clock();
        let times = Arc::new(AtomicUsize::new(0));
        let trades = || {
            let times = Arc::clone(&times);
            Trades::default()
                .on("test.daily", move |_| {
                    times.fetch_add(1, Ordering::SeqCst);
                    async { Ok(()) }
                })
                .daily("test.daily", time(7, 0, 0, 0))
        };
        let mut running = Vec::new();
        for name in ["one", "two"] {
            let worker = Worker::new(db.reopen().await, clock.clone(), trades()).named(name, QUICK);
            running.push(worker.start(watch::channel(false).0).await.unwrap());
        }
        let waiting = async || {
            let mut tx = db.read().await.unwrap();
            jobs::page(&mut tx, State::Waiting, 0, 10).await.unwrap()
        };
        for day in ["2026-11-25", "2026-11-26"] {
            let due = waiting().await;
            assert_eq!(due.len(), 1, "{}: one at a time", db.name());
            assert_eq!(due[0].run_at.to_string(), format!("{day}T00:00:00Z"));
            clock.set(format!("{day}T00:00:01Z").parse().unwrap());
            until(&db, due[0].id, State::Done).await;
        }
        for one in running {
            one.stop().await;
        }
        assert_eq!(times.load(Ordering::SeqCst), 2, "{}", db.name());
        assert_eq!(waiting().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_that_was_dropped_is_that_time_alone() {
    for db in databases(errands::MIGRATIONS).await {
        let clock = clock();
        let trades = Trades::default()
            .on("test.daily", |_| async { Ok(()) })
            .daily("test.daily", time(7, 0, 0, 0));
        let worker = Worker::new(db.reopen().await, clock.clone(), trades).named("one", QUICK);
        let running = worker.start(watch::channel(false).0).await.unwrap();
        let waiting = async || {
            let mut tx = db.read().await.unwrap();
            jobs::page(&mut tx, State::Waiting, 0, 10).await.unwrap()
        };
        let first = waiting().await.remove(0);
        assert_eq!(first.run_at.to_string(), "2026-11-25T00:00:00Z");
        let mut tx = db.write().await.unwrap();
        assert!(jobs::drop_one(&mut tx, clock.now(), first.id).await.unwrap());
        tx.commit().await.unwrap();
        // Its hour passes; nothing was done, and the next day's is put in all the same.
        clock.set("2026-11-25T00:20:00Z".parse().unwrap());
        let next = async {
            loop {
                if let Some(next) = waiting().await.pop() {
                    return next;
                }
                tokio::time::sleep(QUICK).await;
            }
        };
        let next = tokio::time::timeout(Duration::from_secs(10), next).await.unwrap();
        assert_eq!(next.run_at.to_string(), "2026-11-26T00:00:00Z", "{}", db.name());
        assert_eq!(stands(&db, first.id).await.0, State::Dropped);
        running.stop().await;
    }
}
