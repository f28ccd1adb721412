//! `nhanluc backup …` and `nhanluc restore …`

use std::{path::Path, process::ExitCode};

use crate::{
    cli::Cli,
    output,
    wiring::{Office, migrations},
};

pub(crate) async fn backup(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    store::backup(&office.db, &migrations(), file).await?;
    let head = ::ledger::head(&mut office.db.read().await?).await?;
    output::line(format!("{}: {} quyết định, đầu chuỗi {}", file.display(), head.seq, head.hash));
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn restore(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open_bare(cli).await?;
    store::restore(&office.db, &migrations(), file).await?;
    let head = ::ledger::head(&mut office.db.read().await?).await?;
    output::line(format!("{}: {} quyết định, đầu chuỗi {}", file.display(), head.seq, head.hash));
    Ok(ExitCode::SUCCESS)
}
