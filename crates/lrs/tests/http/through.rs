//! `X-Experience-API-Consistent-Through` (Communication 2.1.3): "the timestamp for which all
//! Statements that have or will have a "stored" property before that time are known with reasonable
//! certainty to be available for retrieval".

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use kernel::{Clock, Timestamp};
use lrs::rules::{read_timestamp, write_timestamp};

use crate::house::{Answer, Asker, STATEMENT, app, asker, id, migrations, statement};

fn through(answer: &Answer) -> i64 {
    read_timestamp(answer.header("x-experience-api-consistent-through").unwrap()).unwrap()
}

/// Reads what was stored since a moment; gives from when on to read the next time.
async fn pull(lrs: &Asker, since: i64, seen: &mut BTreeSet<String>) -> i64 {
    let since = write_timestamp(since);
    let mut path = format!("/xapi/statements?ascending=true&limit=500&since={since}");
    let mut next = None;
    loop {
        let page = lrs.get(&path).await.expect(200);
        next = next.or(Some(through(&page)));
        let page = page.json();
        let ids = page["statements"].as_array().unwrap().iter().map(|one| one["id"].as_str());
        seen.extend(ids.map(|id| id.unwrap().to_owned()));
        match page["more"].as_str().unwrap() {
            "" => return next.unwrap(),
            more => more.clone_into(&mut path),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_pulls_by_it_loses_nothing() {
    for db in testkit::databases(&migrations()).await {
        let clock = Clock::system();
        let writer = asker(&app(db.db(), &clock), "all", "").await;
        let other = asker(&app(db.reopen().await, &clock), "all", "").await;
        let stored: Arc<Mutex<BTreeSet<String>>> = Arc::default();
        let writing = Arc::new(AtomicUsize::new(6));
        for _ in 0..6 {
            let (lrs, stored, writing) =
                (writer.clone(), Arc::clone(&stored), Arc::clone(&writing));
            tokio::spawn(async move {
                for _ in 0..60 {
                    let three = format!("[{}]", [STATEMENT; 3].join(","));
                    let ids = lrs.post("/xapi/statements", &three).await.expect(200).json();
                    let ids = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap());
                    stored.lock().unwrap().extend(ids.map(str::to_owned));
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        // In the process that writes, and in another on the same database.
        let mut pullers = [(writer, 0, BTreeSet::new()), (other, 0, BTreeSet::new())];
        let mut last = false;
        while !last {
            last = writing.load(Ordering::SeqCst) == 0;
            for (lrs, since, seen) in &mut pullers {
                *since = pull(lrs, *since, seen).await;
            }
        }
        let stored = stored.lock().unwrap();
        assert_eq!(stored.len(), 6 * 60 * 3);
        for (n, (_, _, seen)) in pullers.iter().enumerate() {
            let lost = stored.difference(seen).count();
            assert_eq!(lost, 0, "{} lost on {} by {n}", lost, db.name());
        }
    }
}

/// Who writes statements holds this.
const LOCK: i64 = 0x6e68_616e_6c75_6310;

#[tokio::test]
async fn it_waits_for_a_commit_on_its_way_and_goes_on_where_nobody_writes() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let start = clock.now().as_microsecond();
        let at = |hours: i64| start + hours * 3_600_000_000;
        let set = |hours| clock.set(Timestamp::from_microsecond(at(hours)).unwrap());
        let here = asker(&app(db.db(), &clock), "all", "").await;
        let there = asker(&app(db.reopen().await, &clock), "all", "").await;
        let answer = here.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        let first = here.all("").await[0]["stored"].as_str().and_then(read_timestamp).unwrap();
        assert_eq!(through(&answer), first, "what was stored just now is there");
        assert_eq!(through(&here.get("/xapi/statements").await), first);

        let mut held = db.write().await.unwrap();
        held.lock(LOCK).await.unwrap();
        let waiting = tokio::spawn({
            let here = here.clone();
            async move { here.post("/xapi/statements", &statement(&id(2))).await.expect(200) }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        set(1);
        assert_eq!(through(&here.get("/xapi/statements").await), first, "{}", db.name());
        if db.is_postgres() {
            assert_eq!(through(&there.get("/xapi/statements").await), first);
        }
        drop(held);
        let second = through(&waiting.await.unwrap());
        assert!(second >= at(1));
        set(2);
        for lrs in [&here, &there] {
            let one = lrs.get(&format!("/xapi/statements?statementId={}", id(2))).await;
            let told = through(&one);
            assert!(told < at(2) && told > second, "nobody writes: {}", db.name());
        }
    }
}

#[tokio::test]
async fn nothing_is_stored_before_it_though_a_clock_goes_back() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let lrs = asker(&app(db.db(), &clock), "all", "").await;
        let told = through(&lrs.get("/xapi/statements").await);
        assert!(told > 0);
        clock.set(Timestamp::from_microsecond(told - 5_000_000).unwrap());
        lrs.post("/xapi/statements", &statement(&id(1))).await.expect(200);
        let stored = lrs.all("").await[0]["stored"].as_str().and_then(read_timestamp).unwrap();
        assert!(stored > told, "{}", db.name());
    }
}
