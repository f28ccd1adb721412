//! `nhanluc backup …` and `nhanluc restore …`

use std::{path::Path, process::ExitCode};

use anyhow::Context as _;
use serde_json::json;

use super::ledger;
use crate::{
    cli::{Cli, Format},
    output,
    wiring::{Office, fact_tables, migrations},
};

pub(crate) async fn backup(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let place = || file.display().to_string();
    store::backup(&office.db, &migrations(), file).await.with_context(place)?;
    tell(cli, &office, file).await
}

pub(crate) async fn restore(cli: &Cli, file: &Path) -> anyhow::Result<ExitCode> {
    let office = Office::open_bare(cli).await?;
    let place = || file.display().to_string();
    store::restore(&office.db, &migrations(), file).await.with_context(place)?;
    let code = tell(cli, &office, file).await?;
    let verdict = ::ledger::verify(&mut office.db.read().await?, &fact_tables(), None).await?;
    if verdict.holds() {
        return Ok(code);
    }
    // It stands as it was in the file, for whoever has to find out what was done to it.
    output::note(ledger::said(&verdict));
    Ok(ExitCode::from(1))
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
