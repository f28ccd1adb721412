//! `nhanluc backup …` and `nhanluc restore …`

use std::{path::Path, process::ExitCode};

use serde_json::json;

use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, migrations},
};

pub(crate) async fn backup(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    store::backup(&office.db, &migrations(), file).await?;
    tell(cli, &office, file).await
}

pub(crate) async fn restore(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open_bare(cli).await?;
    store::restore(&office.db, &migrations(), file).await?;
    tell(cli, &office, file).await
}

async fn tell(cli: &Cli, office: &Office, file: &Path) -> anyhow::Result<ExitCode> {
    let head = ::ledger::head(&mut office.db.read().await?).await?;
    if cli.format == Format::Json {
        output::json(&json!({ "file": file, "head": head }));
    } else {
        let (file, seq, hash) = (file.display(), head.seq, head.hash);
        output::line(format!("{file}: {seq} quyết định, đầu chuỗi {hash}"));
    }
    Ok(ExitCode::SUCCESS)
}
