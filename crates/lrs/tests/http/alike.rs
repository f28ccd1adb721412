//! Keys of which the signature tells the same: a walk comes by their statements, and gives none.

use lrs::{
    RefRow, StatementRow, insert_refs, insert_statements,
    model::{Lookup, Sig, StatementQuery, TenantId},
    open_part, statement_page,
};
use proptest::prelude::{Strategy, any, prop, proptest};

use crate::house::migrations;

/// The signature has the low 16 bits of a key.
const ALIKE: i64 = 1 << 16;
const AGENT: i64 = 1;
const STATEMENTS: i64 = 900;

/// A key, and how many have it: one in so many. The others have one of like signature.
type Key = (i64, i64);
const VERB: Key = (11, 3);
const ACTIVITY: Key = (12, 2);
const REGISTRATION: Key = (13, 5);
const AUTHORITY: Key = (14, 7);
/// One in this many refers to the statement before it.
const REFERS: i64 = 4;

fn key(n: i64, (key, one_in): Key) -> i64 {
    if n % one_in == 0 { key } else { key + n * ALIKE }
}

fn statement(n: i64) -> StatementRow {
    let (verb, activity) = (key(n, VERB), key(n, ACTIVITY));
    let (registration, authority) = (key(n, REGISTRATION), key(n, AUTHORITY));
    let sig = Sig::new(verb, Some(activity), Some(registration)).0 | Sig::authority(authority);
    StatementRow {
        seq: n,
        tenant: 1,
        id: kernel::Uuid::from_u128(u128::from(n.unsigned_abs())),
        verb,
        agent: Some(AGENT),
        activity: Some(activity),
        registration: Some(registration),
        authority,
        sig,
        sent_length: 0,
        body: vec![b'x'; 10],
        part: 0,
    }
}

/// What a reference to the statement before gives the one that refers: the other's keys.
fn references(n: i64) -> Vec<RefRow> {
    let target = statement(n - 1);
    let keys = [Some(target.verb), target.agent, target.activity, target.registration];
    let refer = |key| RefRow { key, seq: n, via: n - 1, sig: target.sig, part: 0 };
    keys.into_iter().flatten().map(refer).collect()
}

/// Whether it matches, as the standard has it: by itself or by what it refers to.
fn is_meant(n: i64, query: &StatementQuery) -> bool {
    let has = |n: i64| {
        let row = statement(n);
        query.verb.is_none_or(|verb| row.verb == verb)
            && query.registration.is_none_or(|key| row.registration == Some(key))
            && query.activity.is_none_or(|activity| row.activity == Some(activity.narrow))
            && query.agent.is_none_or(|agent| row.agent == Some(agent.narrow))
    };
    query.authority.is_none_or(|key| statement(n).authority == key)
        && (has(n) || n % REFERS == 0 && has(n - 1))
}

fn naive(query: &StatementQuery) -> (Vec<i64>, bool) {
    let mut all: Vec<i64> = (1..=STATEMENTS)
        .filter(|n| query.since.is_none_or(|since| *n > since))
        .filter(|n| query.until.is_none_or(|until| *n <= until))
        .filter(|n| is_meant(*n, query))
        .collect();
    if !query.ascending {
        all.reverse();
    }
    let limit = query.limit as usize;
    let more = all.len() > limit;
    all.truncate(limit);
    (all, more)
}

fn question() -> impl Strategy<Value = StatementQuery> {
    let keys = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let time = (prop::option::of(0..=STATEMENTS), prop::option::of(0..=STATEMENTS));
    (keys, time, any::<bool>(), 1_u32..=40).prop_map(|(keys, (since, until), ascending, limit)| {
        let (verb, activity, registration, agent, authority) = keys;
        let narrow = |key| Lookup { narrow: key, related: None };
        StatementQuery {
            verb: verb.then_some(VERB.0),
            activity: activity.then(|| narrow(ACTIVITY.0)),
            registration: registration.then_some(REGISTRATION.0),
            agent: agent.then(|| narrow(AGENT)),
            authority: authority.then_some(AUTHORITY.0),
            since,
            until,
            ascending,
            limit,
        }
    })
}

#[test]
fn what_only_looks_alike_is_passed_over() {
    let run = tokio::runtime::Runtime::new().unwrap();
    // A transaction is given back within it.
    let _within = run.enter();
    for db in run.block_on(testkit::databases(&migrations())) {
        let mut tx = run.block_on(db.write()).unwrap();
        run.block_on(async {
            open_part(&mut tx).await.unwrap();
            let rows: Vec<StatementRow> = (1..=STATEMENTS).map(statement).collect();
            insert_statements(&mut tx, &rows).await.unwrap();
            let refs: Vec<RefRow> =
                (2..=STATEMENTS).filter(|n| n % REFERS == 0).flat_map(references).collect();
            insert_refs(&mut tx, &refs).await.unwrap();
        });
        let tx = std::cell::RefCell::new(tx);
        proptest!(|(query in question())| {
            let tx = &mut *tx.borrow_mut();
            let page = run.block_on(statement_page(tx, TenantId(1), &query)).unwrap();
            let found: Vec<i64> = page.rows.iter().map(|row| row.seq).collect();
            assert_eq!((found, page.more), naive(&query), "on {}", db.name());
        });
    }
}
