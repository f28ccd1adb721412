//! `nhanluc doctor`: is this installation sound?

use std::process::ExitCode;

use serde_json::json;

use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, fact_tables},
};

/// A finding: what was checked, whether it is well, what was found.
struct Finding(&'static str, bool, String);

pub(crate) async fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let verdict = ::ledger::verify(&mut tx, &fact_tables(), None).await?;
    let kind = if office.db.is_postgres() { "PostgreSQL" } else { "SQLite" };
    let tables = store::tables(&mut tx).await?;
    let missing: Vec<&str> =
        fact_tables().iter().map(|t| t.name).filter(|n| !tables.iter().any(|t| t == n)).collect();
    let clock = office.clock.now();
    let last = ::ledger::acts(&mut tx, None, 0, 1).await?.acts.pop();
    let ahead = last.as_ref().is_some_and(|act| act.entered_at > clock);
    let findings = [
        Finding("database", true, kind.to_owned()),
        Finding("tables", missing.is_empty(), format!("{} ({})", tables.len(), missing.join(", "))),
        Finding(
            "chain",
            verdict.holds(),
            format!("{} acts, head {}", verdict.acts, verdict.head.hash),
        ),
        Finding("clock", !ahead, clock.to_string()),
    ];
    let well = findings.iter().all(|f| f.1);
    if cli.format == Format::Json {
        let all: Vec<_> =
            findings.iter().map(|f| json!({"check": f.0, "ok": f.1, "found": f.2})).collect();
        output::json(&json!({ "ok": well, "checks": all }));
    } else {
        let rows: Vec<Vec<String>> = findings
            .iter()
            .map(|f| vec![f.0.to_owned(), if f.1 { "✓" } else { "✗" }.to_owned(), f.2.clone()])
            .collect();
        output::table(&["Kiểm tra", "", "Kết quả"], &rows);
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
