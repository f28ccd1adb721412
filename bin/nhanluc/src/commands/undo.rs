//! `nhanluc undo …`

use std::process::ExitCode;

use registry::acts::Undoing;
use serde_json::json;

use super::areas::said;
use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, fact_tables, follows},
};

pub(crate) async fn undo(cli: &Cli, act: i64, reason: &str) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let undoing = Undoing { tables: &fact_tables(), follows: &follows(), enter: true };
    let receipt = registry::acts::undo(&office.desk(), undoing, act, reason).await?;
    if cli.format == Format::Json {
        output::json(&json!({ "undone": act, "act": receipt }));
    } else {
        said(receipt.as_ref());
    }
    Ok(ExitCode::SUCCESS)
}
