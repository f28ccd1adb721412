//! The secret of an installation: a file beside the database.

use std::{
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use access::SealKey;
use anyhow::Context as _;
use kernel::Chance;

use crate::cli::Cli;

/// What the server is told with its option: other commands have the same secret.
const NAMED: &str = "NHANLUC_KEY_FILE";

fn place(cli: &Cli) -> PathBuf {
    cli.data.join("secret.key")
}

/// The file's path and content: the one that was named, else the one beside the database, made
/// where there is none yet.
pub(crate) fn of(cli: &Cli, named: Option<&Path>) -> anyhow::Result<(PathBuf, String)> {
    let told = std::env::var_os(NAMED).map(PathBuf::from);
    let named = named.or(told.as_deref());
    let path = named.map_or_else(|| place(cli), Path::to_owned);
    if named.is_none() && !path.exists() {
        fs::create_dir_all(&cli.data).with_context(|| cli.data.display().to_string())?;
        // Another process may be first: then its key holds.
        match private().create_new(true).open(&path) {
            Ok(mut file) => writeln!(file, "{}", SealKey::generate(&Chance::system()))?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        }
    }
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok((path, text))
}

/// The secret, where there is one: who only asks makes none.
pub(crate) fn there(cli: &Cli) -> Option<store::Secret> {
    let path = std::env::var_os(NAMED).map_or_else(|| place(cli), PathBuf::from);
    fs::read_to_string(path).ok().map(|text| secret(&text))
}

/// As the database is opened with it.
pub(crate) fn secret(text: &str) -> store::Secret {
    store::Secret::new(text.trim().as_bytes())
}

/// A file that its owner alone reads.
pub(crate) fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
