//! `nhanluc undo …` and `nhanluc people …`

use std::process::ExitCode;

use registry::{acts::erase_person, model::PersonId};
use serde_json::json;

use super::areas::said;
use crate::{
    cli::{Cli, Format, People},
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

pub(crate) async fn people(cli: &Cli, command: &People) -> anyhow::Result<ExitCode> {
    let People::Erase { person, reason } = command;
    let office = Office::open(cli).await?;
    let id: PersonId = person.parse()?;
    let done = erase_person(&office.desk(), &fact_tables(), id, reason).await?;
    if cli.format == Format::Json {
        output::json(&json!(done));
    } else {
        output::line(format!("Đã xóa dữ liệu cá nhân ở {} dòng.", done.rows));
        said(Some(&done.act));
    }
    Ok(ExitCode::SUCCESS)
}
