//! One file a command.

mod account;
mod areas;
mod bench;
mod campaign;
mod coverage;
pub(crate) mod demo;
mod demo_campaign;
mod doctor;
mod export;
mod gather;
mod glance;
mod intake;
mod ledger;
mod listen;
mod lrs;
mod lrs_export;
mod people;
mod reorganise;
mod safety;
mod serve;
mod undo;
mod units;

use std::process::ExitCode;

use anyhow::bail;

use crate::cli::{Cli, Command, Figures, Format, Lrs, People};

/// Runs the command asked for. The exit code is 0 when all is well, 1 when the answer is "no"
/// (the record does not verify), 2 on an error.
pub(crate) async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    refuse_format(&cli)?;
    match &cli.command {
        Command::Account(command) => account::run(&cli, command).await,
        Command::Areas(command) => areas::run(&cli, command).await,
        Command::Units(command) => units::units(&cli, command).await,
        Command::Villages(command) => units::villages(&cli, command).await,
        Command::Intake(command) => intake::run(&cli, command).await,
        Command::Export(command) => export::run(&cli, command).await,
        Command::Figures(Figures::Glance { on, known_at }) => {
            glance::run(&cli, on.on, known_at.as_deref()).await
        }
        Command::Figures(Figures::Coverage { on, known_at, map }) => {
            coverage::run(&cli, (on.on, *map), known_at.as_deref()).await
        }
        Command::Ledger(command) => ledger::run(&cli, command).await,
        Command::Lrs(command) => lrs::run(&cli, command).await,
        Command::Campaign(command) => campaign::run(&cli, command).await,
        Command::Bench(command) => bench::run(&cli, command).await,
        Command::Reorganise(command) => reorganise::run(&cli, command).await,
        Command::People(command) => people::run(&cli, command).await,
        Command::Undo { act, reason } => undo::undo(&cli, *act, reason).await,
        Command::Backup { file } => safety::backup(&cli, file).await,
        Command::Restore { file } => safety::restore(&cli, file).await,
        Command::Doctor { public_url } => doctor::run(&cli, public_url.as_deref()).await,
        Command::Demo(command) => demo::run(&cli, command).await,
        Command::Serve(command) => serve::run(&cli, command).await,
        Command::Password { name } => serve::password(&cli, name).await,
    }
}

/// A program that asks for a form it does not get must not read another one for it.
fn refuse_format(cli: &Cli) -> anyhow::Result<()> {
    let (csv, lines, columns) = match &cli.command {
        Command::Export(_)
        | Command::Figures(Figures::Coverage { .. })
        | Command::People(People::Duplicates) => (true, false, false),
        Command::Lrs(Lrs::Export { .. }) => (false, true, true),
        _ => (false, false, false),
    };
    let (answered, name, by) = match cli.format {
        Format::Table | Format::Json => return Ok(()),
        Format::Csv => {
            (csv, "csv", "`export officers`, `figures coverage` and `people duplicates`")
        }
        Format::Jsonl => (lines, "jsonl", "`lrs export`"),
        Format::Parquet => (columns, "parquet", "`lrs export`"),
    };
    if !answered {
        bail!("--format {name} is answered by {by} alone; this command has `table` and `json`");
    }
    Ok(())
}
