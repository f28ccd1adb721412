//! `nhanluc undo …`

use std::process::ExitCode;

use serde_json::json;

use super::areas::said;
use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, fact_tables},
};

pub(crate) async fn undo(cli: &Cli, act: i64, reason: &str) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.write().await?;
    let header = office.desk().header("undo", None, reason);
    let draft = ::ledger::undo(&mut tx, &office.clock, &fact_tables(), act, header).await?;
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    if cli.format == Format::Json {
        output::json(&json!({ "undone": act, "act": receipt }));
    } else {
        said(Some(&receipt));
    }
    Ok(ExitCode::SUCCESS)
}
