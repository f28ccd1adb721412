//! How the database answers: along the index meant, without sorting, whatever the filter.

use lrs::{
    model::{Lookup, StatementQuery, TenantId},
    plan,
};

use crate::house::migrations;

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
        // Tables this small PostgreSQL would rather read from end to end.
        let sqlite = db.name() == "sqlite";
        let mut tx = db.read().await.unwrap();
        if let store::Tx::Postgres(open) = &mut tx {
            for setting in [
                "enable_seqscan",
                "enable_bitmapscan",
                "enable_sort",
                "enable_hashjoin",
                "enable_mergejoin",
            ] {
                let sql = sqlx::AssertSqlSafe(format!("SET LOCAL {setting} = off"));
                sqlx::query(sql).execute(&mut **open).await.unwrap();
            }
        }
        for (what, index, query) in questions() {
            let lines = plan(&mut tx, TenantId(1), &query).await.unwrap();
            let all = lines.join("\n");
            assert!(all.contains(index), "{what} on {}:\n{all}", db.name());
            if sqlite {
                let walks = lines.iter().filter(|l| l.contains("SCAN lrs_")).count();
                assert_eq!(walks, 0, "{what}:\n{all}");
                // The walks merged are at most a page each: sorting those is nothing.
                for line in
                    lines.iter().filter(|l| l.contains("SEARCH s ") && l.contains("lrs_statement_"))
                {
                    assert!(line.contains('='), "{line}");
                }
            }
        }
    }
}
