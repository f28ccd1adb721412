//! `nhanluc ledger …`

use std::{
    fs::File,
    io::{BufReader, BufWriter},
    process::ExitCode,
};

use anyhow::{Context as _, bail};
use ledger::{Verdict, export, head, verify, verify_export};
use serde_json::json;

use crate::{
    cli::{Cli, Format, Ledger},
    output,
    wiring::{Office, fact_tables},
};

pub(crate) async fn run(cli: &Cli, command: &Ledger) -> anyhow::Result<ExitCode> {
    match command {
        Ledger::Verify { head: Some(head), .. } if !is_hash(head) => bail!(
            "--head: cần đủ 64 chữ số của mã đầu chuỗi / the whole hash is wanted, 64 digits: {head}"
        ),
        Ledger::Verify { export: Some(file), head } => {
            let input = File::open(file).with_context(|| file.display().to_string())?;
            let verdict = verify_export(BufReader::new(input), head.as_deref())?;
            Ok(tell(cli, &verdict))
        }
        Ledger::Verify { export: None, head } => {
            let office = Office::open(cli).await?;
            let mut tx = office.db.read().await?;
            let verdict = verify(&mut tx, &fact_tables(), head.as_deref()).await?;
            Ok(tell(cli, &verdict))
        }
        Ledger::Head => {
            let office = Office::open(cli).await?;
            let head = head(&mut office.db.read().await?).await?;
            if cli.format == Format::Json {
                output::json(&json!(head));
            } else {
                output::line(format!("{} {}", head.seq, head.hash));
            }
            Ok(ExitCode::SUCCESS)
        }
        Ledger::Export { file } => {
            let office = Office::open(cli).await?;
            let out = File::create_new(file).with_context(|| file.display().to_string())?;
            let mut tx = office.db.read().await?;
            export(&mut tx, &fact_tables(), &mut BufWriter::new(out)).await?;
            if cli.format == Format::Json {
                output::json(&json!({ "file": file, "head": head(&mut tx).await? }));
            } else {
                output::line(file.display().to_string());
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Whether a text can be a head: a mistyped one is no sign of tampering.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn tell(cli: &Cli, verdict: &Verdict) -> ExitCode {
    if cli.format == Format::Json {
        let mut json = json!(verdict);
        json["ok"] = json!(verdict.holds());
        output::json(&json);
    } else {
        output::line(said(verdict));
        for erased in &verdict.erased {
            output::line(format!(
                "Quyết định số {} đã xóa dữ liệu cá nhân ở {} dòng.",
                erased.seq, erased.rows
            ));
        }
    }
    if verdict.holds() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

/// Whether a record holds, and where it does not.
pub(super) fn said(verdict: &Verdict) -> String {
    match &verdict.broken {
        None => {
            format!("Nguyên vẹn: {} quyết định, đầu chuỗi {}", verdict.acts, verdict.head.hash)
        }
        Some(broken) => format!(
            "KHÔNG nguyên vẹn: từ quyết định số {} ({})",
            broken.seq,
            json!(broken.why).as_str().unwrap_or_default()
        ),
    }
}
