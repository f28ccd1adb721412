//! How the database answers: along the index meant, without sorting, whatever the filter.

use lrs::{
    RefRow, StatementRow, insert_refs, insert_statements,
    model::{Lookup, Sig, StatementQuery, TenantId},
    open_part, plan, statement_page,
};

use crate::house::{id, migrations, open, statement};

fn questions() -> Vec<(&'static str, &'static str, StatementQuery)> {
    let query = StatementQuery { limit: 100, ..StatementQuery::default() };
    let narrow = |key| Some(Lookup { narrow: key, related: None });
    let broad = |key| Some(Lookup { narrow: key, related: Some(key + 1) });
    vec![
        ("nothing", "lrs_statement_tenant", query.clone()),
        ("agent", "lrs_statement_agent", StatementQuery { agent: narrow(1), ..query.clone() }),
        ("verb", "lrs_statement_verb", StatementQuery { verb: Some(1), ..query.clone() }),
        (
            "activity",
            "lrs_statement_activity",
            StatementQuery { activity: narrow(1), ..query.clone() },
        ),
        (
            "registration",
            "lrs_statement_registration",
            StatementQuery { registration: Some(1), ..query.clone() },
        ),
        (
            "agent and verb",
            "lrs_statement_agent",
            StatementQuery { agent: narrow(1), verb: Some(2), ..query.clone() },
        ),
        (
            "agent and activity",
            "lrs_statement_agent",
            StatementQuery { agent: narrow(1), activity: narrow(2), ..query.clone() },
        ),
        (
            "activity and verb",
            "lrs_statement_activity",
            StatementQuery { activity: narrow(1), verb: Some(2), ..query.clone() },
        ),
        (
            "registration and all",
            "lrs_statement_registration",
            StatementQuery {
                registration: Some(1),
                agent: narrow(1),
                activity: broad(2),
                verb: Some(3),
                until: Some(7),
                ascending: true,
                ..query.clone()
            },
        ),
        (
            "related agents",
            "lrs_statement_agent",
            StatementQuery { agent: broad(1), ..query.clone() },
        ),
        (
            "related activities",
            "lrs_ref_key",
            StatementQuery { activity: broad(1), ..query.clone() },
        ),
        ("own", "lrs_statement_authority", StatementQuery { authority: Some(1), ..query }),
    ]
}

#[tokio::test]
async fn every_filter_walks_along_its_index() {
    for db in testkit::databases(&migrations()).await {
        let mut tx = db.read().await.unwrap();
        for (what, index, query) in questions() {
            let lines = plan(&mut tx, TenantId(1), &query).await.unwrap();
            let all = lines.join("\n");
            assert!(all.contains(index), "{what} on {}:\n{all}", db.name());
        }
    }
}

/// Every filter with every other, related or not, in any time and either order.
fn combinations() -> Vec<StatementQuery> {
    let lookups = |key: i64| {
        let of = |related| Some(Lookup { narrow: key, related });
        [None, of(None), of(Some(key + 1))]
    };
    let mut found = vec![StatementQuery { limit: 100, ..StatementQuery::default() }];
    let mut each = |change: &dyn Fn(&StatementQuery) -> Vec<StatementQuery>| {
        found = found.iter().flat_map(change).collect();
    };
    each(&|q| lookups(10).map(|agent| StatementQuery { agent, ..q.clone() }).to_vec());
    each(&|q| lookups(20).map(|activity| StatementQuery { activity, ..q.clone() }).to_vec());
    each(&|q| [None, Some(30)].map(|verb| StatementQuery { verb, ..q.clone() }).to_vec());
    each(&|q| {
        [None, Some(40)].map(|registration| StatementQuery { registration, ..q.clone() }).to_vec()
    });
    each(&|q| [None, Some(50)].map(|authority| StatementQuery { authority, ..q.clone() }).to_vec());
    each(&|q| [None, Some(60)].map(|since| StatementQuery { since, ..q.clone() }).to_vec());
    each(&|q| [None, Some(70)].map(|until| StatementQuery { until, ..q.clone() }).to_vec());
    each(&|q| [false, true].map(|ascending| StatementQuery { ascending, ..q.clone() }).to_vec());
    found
}

#[tokio::test]
async fn no_combination_reads_a_table_from_end_to_end() {
    for db in testkit::databases(&migrations()).await {
        let mut tx = db.read().await.unwrap();
        for query in combinations() {
            assert_keyed(&db, &mut tx, &query).await;
        }
    }
}

/// Nor where a server knows how much there is, and might think to walk along all statements in their
/// order until it comes by those of one tenant, or of one key.
#[tokio::test]
async fn nor_where_much_is_known_to_be_there() {
    for db in testkit::databases(&migrations()).await {
        let mut tx = db.write().await.unwrap();
        open_part(&mut tx).await.unwrap();
        let rows: Vec<StatementRow> = (1..=20_000).map(usual).collect();
        insert_statements(&mut tx, &rows).await.unwrap();
        let refs: Vec<RefRow> = rows.iter().map(|row| related(row.seq)).collect();
        insert_refs(&mut tx, &refs).await.unwrap();
        // A server looks by itself, though later; a file is never looked through.
        if let store::Tx::Postgres(open) = &mut tx {
            sqlx::query("ANALYZE lrs_statement, lrs_ref").execute(&mut **open).await.unwrap();
        }
        // Of one tenant's or one sender's statements, not settled yet, it goes along all of them:
        // here they are all there are.
        let is_of_a_key = |q: &StatementQuery| {
            q.agent.is_some()
                || q.activity.is_some()
                || q.verb.is_some()
                || q.registration.is_some()
        };
        for query in combinations().into_iter().filter(is_of_a_key) {
            assert_keyed(&db, &mut tx, &query).await;
        }
    }
}

fn usual(n: i64) -> StatementRow {
    StatementRow {
        seq: n,
        tenant: 1,
        id: kernel::Uuid::from_u128(u128::from(n.unsigned_abs())),
        verb: n % 20,
        agent: Some(n % 1_000),
        activity: Some(n % 500),
        registration: Some(n % 5_000),
        authority: 9,
        sig: Sig::new(n % 20, Some(n % 500), Some(n % 5_000)).0,
        sent_length: 0,
        body: vec![b'x'; 1_000],
        part: 0,
    }
}

/// A further key of a statement.
fn related(n: i64) -> RefRow {
    RefRow { key: 100_000 + n % 500, seq: n, via: n, sig: 0, part: 0 }
}

/// Whatever is looked up in a table is looked up by a key.
async fn assert_keyed(db: &testkit::TestDb, tx: &mut store::Tx, query: &StatementQuery) {
    let lines = plan(tx, TenantId(1), query).await.unwrap();
    let all = lines.join("\n");
    // `page`, `edge`, `walk`, `hit` and `found` are at most a page each: sorting those is nothing.
    let lines: Vec<&str> =
        lines.iter().map(|line| line.trim_start_matches([' ', '-', '>'])).collect();
    for (n, line) in lines.iter().enumerate() {
        let next = lines.get(n + 1);
        let keyed = match *line {
            // Of parts there are few.
            line if ["SEARCH p ", "SEARCH lrs_part", "Seq Scan on lrs_part"]
                .iter()
                .any(|few| line.starts_with(few)) =>
            {
                true
            }
            line if line.contains("AUTOMATIC") => false,
            line if line.starts_with("USE TEMP B-TREE") => {
                let of = lines[..n].iter().rfind(|line| line.starts_with("SCAN"));
                matches!(of, Some(&("SCAN page" | "SCAN walk" | "SCAN found")))
            }
            line if line.starts_with("SEARCH") => line.contains("=?"),
            line if line.starts_with("Index") && line.contains("Scan") => {
                line.contains("lrs_part") || next.is_some_and(|l| l.contains("Index Cond"))
            }
            line => !["SCAN i", "SCAN s", "SCAN r", "SCAN v", "SCAN x", "Seq ", "Bitmap"]
                .iter()
                .any(|wrong| line.starts_with(wrong)),
        };
        assert!(keyed, "{line} in {query:?} on {}\n{all}", db.name());
    }
}

#[tokio::test]
async fn a_walk_begins_with_what_is_rare() {
    for db in testkit::databases(&migrations()).await {
        let row = |n: i64| StatementRow {
            seq: n,
            tenant: 1,
            id: kernel::Uuid::from_u128(u128::from(n.unsigned_abs())),
            // One did nearly everything; a verb and an activity are rare, another verb is not.
            verb: if n % 100 == 0 { 2 } else { 3 },
            agent: Some(if n % 50 == 1 { 5 } else { 4 }),
            activity: Some(if n % 200 == 0 { 6 } else { 7 }),
            registration: Some(8),
            authority: 9,
            sig: Sig::new(if n % 100 == 0 { 2 } else { 3 }, Some(7), Some(8)).0,
            sent_length: 0,
            body: b"{}".to_vec(),
            part: 0,
        };
        let rows: Vec<StatementRow> = (1..=2_000).map(row).collect();
        let mut tx = db.write().await.unwrap();
        assert_eq!(open_part(&mut tx).await.unwrap(), 0);
        insert_statements(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let narrow = |key| Some(Lookup { narrow: key, related: None });
        let broad = |key| Some(Lookup { narrow: key, related: Some(key + 100) });
        let all = StatementQuery { limit: 100, ..StatementQuery::default() };
        for (index, query) in [
            ("activity", StatementQuery { agent: narrow(4), activity: broad(6), ..all.clone() }),
            ("agent", StatementQuery { agent: narrow(5), activity: broad(7), ..all.clone() }),
            ("agent", StatementQuery { agent: broad(5), registration: Some(8), ..all.clone() }),
            ("verb", StatementQuery { activity: broad(7), verb: Some(2), ..all.clone() }),
            ("activity", StatementQuery { activity: broad(6), verb: Some(3), ..all.clone() }),
            // Nothing is as rare as what isn't there.
            ("verb", StatementQuery { agent: narrow(5), verb: Some(77), ..all.clone() }),
        ] {
            let lines = plan(&mut tx, TenantId(1), &query).await.unwrap();
            let first = lines.iter().find(|line| line.contains("lrs_statement_")).unwrap();
            let name = format!("lrs_statement_{index}");
            assert!(first.contains(&name), "{} {query:?}\n{}", db.name(), lines.join("\n"));
        }
    }
}

#[tokio::test]
async fn what_was_kept_before_indexes_stood_in_parts_is_found_as_well() {
    let before: Vec<_> =
        migrations().into_iter().filter(|m| (m.room, m.number) < ("lrs", 3)).collect();
    for db in testkit::databases(&before).await {
        let mut tx = db.write().await.unwrap();
        for n in 1..=6_i64 {
            store::execute!(
                &mut tx,
                sqlx::query(
                    "INSERT INTO lrs_statement (seq, tenant, id, verb, agent, authority, sig, \
                     sent_length, body) VALUES ($1, 1, $2, 3, 4, $3, $4, 0, $5)",
                )
                .bind(n)
                .bind(kernel::Uuid::from_u128(u128::from(n.unsigned_abs())))
                .bind(if n % 2 == 0 { -9_i64 } else { 9 })
                .bind(Sig::new(3, None, None).0)
                .bind(statement(&id(1)).into_bytes())
            )
            .unwrap();
        }
        tx.commit().await.unwrap();
        store::migrate(&db.db(), &migrations()).await.unwrap();
        let lrs = open(db.db()).await;
        // Their ids are taken, and what comes now comes behind them.
        lrs.put(&format!("/xapi/statements?statementId={}", id(1)), &statement(&id(1)))
            .await
            .expect(204);
        lrs.post("/xapi/statements", &statement(&id(2)).replace("attended", "left"))
            .await
            .expect(409);
        lrs.post("/xapi/statements", &statement(&id(7))).await.expect(200);
        assert_eq!(lrs.all("limit=2").await.len(), 7);
        let mut tx = db.read().await.unwrap();
        let own = StatementQuery { authority: Some(-9), limit: 100, ..StatementQuery::default() };
        for query in [own.clone(), StatementQuery { verb: Some(3), ..own }] {
            let found = statement_page(&mut tx, TenantId(1), &query).await.unwrap();
            let seqs: Vec<i64> = found.rows.iter().map(|row| row.seq).collect();
            assert_eq!(seqs, [6, 4, 2], "{query:?}");
        }
    }
}
