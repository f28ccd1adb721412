//! `nhanluc bench …`

mod board;
mod client;
mod made;
mod records;

use std::process::ExitCode;

use crate::cli::{Bench, Cli};

pub(crate) async fn run(cli: &Cli, command: &Bench) -> anyhow::Result<ExitCode> {
    match command {
        Bench::Board { offices } => board::run(cli, *offices).await,
        Bench::Lrs { statements, stored } => records::run(cli, *statements, *stored).await,
    }
}
