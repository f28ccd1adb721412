//! `nhanluc undo …` and `nhanluc people …`

use std::process::ExitCode;

use registry::{
    acts::{Elsewhere, Note, Reach, erase_person},
    model::PersonId,
};
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
    let elsewhere: [Box<dyn Elsewhere>; 1] = [Box::new(intake::acts::Sheets)];
    let reach = Reach { tables: &fact_tables(), elsewhere: &elsewhere };
    let note = Note { reason: reason.clone(), ..Note::default() };
    let done = erase_person(&office.desk(), reach, id, &note).await?;
    if cli.format == Format::Json {
        output::json(&json!(done));
    } else {
        output::line(format!("Đã xóa dữ liệu cá nhân ở {} dòng.", done.rows));
        output::line(format!("Dòng biểu đang chờ hoặc từng chờ: {}.", done.kept.rows));
        for file in &done.kept.files {
            output::line(format!("Đã xóa nội dung tệp: {file}"));
        }
        for file in &done.kept.unread {
            output::line(format!("Không mở được, hãy tự xem: {file}"));
        }
        if !done.scrubbed {
            output::line("Nhật ký của cơ sở dữ liệu đang có người đọc nên sẽ được dọn sau.");
        }
        said(Some(&done.act));
    }
    Ok(ExitCode::SUCCESS)
}
