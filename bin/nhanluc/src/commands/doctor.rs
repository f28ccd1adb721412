//! `nhanluc doctor`: is this installation sound?

use std::process::ExitCode;

use serde_json::{Value as Json, json};

use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, fact_tables},
};

/// A finding: what was checked, how it is, what was found.
struct Finding(&'static str, How, String);

/// How something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Well,
    /// It works, and not as one would want.
    Doubtful,
    Broken,
}

impl How {
    const fn of(well: bool) -> Self {
        if well { Self::Well } else { Self::Broken }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Well => "✓",
            Self::Doubtful => "!",
            Self::Broken => "✗",
        }
    }
}

pub(crate) async fn run(cli: &Cli, public_url: Option<&str>) -> anyhow::Result<ExitCode> {
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
        Finding("database", How::Well, kind.to_owned()),
        Finding("tables", How::of(missing.is_empty()), counted(tables.len(), &missing)),
        Finding(
            "chain",
            How::of(verdict.holds()),
            format!("{} acts, head {}", verdict.acts, verdict.head.hash),
        ),
        Finding("clock", How::of(!ahead), clock.to_string()),
        links(public_url),
    ];
    let well = findings.iter().all(|f| f.1 != How::Broken);
    if cli.format == Format::Json {
        let all: Vec<_> = findings.iter().map(told).collect();
        output::json(&json!({ "ok": well, "checks": all }));
    } else {
        let rows: Vec<Vec<String>> = findings
            .iter()
            .map(|f| vec![f.0.to_owned(), f.1.sign().to_owned(), f.2.clone()])
            .collect();
        output::table(&["Kiểm tra", "", "Kết quả"], &rows);
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn told(Finding(check, how, found): &Finding) -> Json {
    json!({
        "check": check,
        "ok": *how != How::Broken,
        "doubtful": *how == How::Doubtful,
        "found": found,
    })
}

/// How many tables there are, and which are not.
fn counted(all: usize, missing: &[&str]) -> String {
    if missing.is_empty() {
        all.to_string()
    } else {
        format!("{all}, thiếu {}", missing.join(", "))
    }
}

/// Whether mails can hold links: a server that was not told its address says in words where to
/// look.
fn links(public_url: Option<&str>) -> Finding {
    match public_url {
        Some(url) => Finding("public_url", How::Well, url.to_owned()),
        None => Finding(
            "public_url",
            How::Doubtful,
            "chưa đặt NHANLUC_PUBLIC_URL (--public-url): thư không có đường dẫn, chỉ nói xem ở đâu"
                .to_owned(),
        ),
    }
}
