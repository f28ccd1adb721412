//! `nhanluc`: one program for a government's digital workforce. Wiring and commands only; what
//! they do stands in the rooms.

mod application;
mod cli;
mod commands;
mod hear_out;
#[cfg(test)]
mod matrix;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod memory;
mod output;
mod parquet;
mod secret;
mod wiring;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return output::misused(&error),
    };
    wiring::log();
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    if matches!(cli.command, cli::Command::Serve(_)) {
        memory::give_back();
    }
    // Whatever it makes holds personal data: the database, backups, mails. Its owner alone reads it.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output::fail(&error.into()),
    };
    let code = match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(error) => output::fail(&error),
    };
    // What is still being waited for, another store that does not answer, is not waited for.
    runtime.shutdown_background();
    code
}
