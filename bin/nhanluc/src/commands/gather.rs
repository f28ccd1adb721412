//! Files from paths: those named, and those in the folders named.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use intake::{acts::Incoming, reading::Limits};

/// A folder deeper than this is a loop.
const MOST_DEPTH: usize = 16;
const READ: &[&str] = &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"];
/// A file that is not even read to be refused.
const TOO_LARGE: &str = "file_too_large";
/// What systems leave in folders beside the files of people.
const LITTER: &[&str] = &["thumbs.db", "desktop.ini"];

/// What was found.
#[derive(Default)]
pub(crate) struct Gathered {
    /// Files to read, each folder by name.
    pub(crate) files: Vec<Incoming>,
    /// What is not read.
    pub(crate) left: Vec<Left>,
}

/// A thing in a folder that is not read, and why.
pub(crate) struct Left {
    /// Its name.
    pub(crate) name: String,
    /// `not_a_spreadsheet`, `not_a_file` or `file_too_large`.
    pub(crate) code: &'static str,
}

impl Left {
    /// The bound it goes beyond, where there is one.
    pub(crate) fn limit(&self) -> Option<u64> {
        (self.code == TOO_LARGE).then(|| Limits::default().file_bytes)
    }
}

/// The files named, and those of the folders named, by name.
pub(crate) fn gather(paths: &[PathBuf]) -> anyhow::Result<Gathered> {
    let mut found = Gathered::default();
    for path in paths {
        let kind = fs::metadata(path).with_context(|| path.display().to_string())?;
        if kind.is_dir() {
            found.walk(path, 0)?;
        } else if kind.is_file() {
            found.load(path)?;
        } else {
            found.leave(path, "not_a_file");
        }
    }
    Ok(found)
}

impl Gathered {
    fn walk(&mut self, dir: &Path, depth: usize) -> anyhow::Result<()> {
        if depth > MOST_DEPTH {
            self.leave(dir, "not_a_file");
            return Ok(());
        }
        let entries = fs::read_dir(dir).with_context(|| dir.display().to_string())?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| !is_litter(path)) {
            // What a link leads to was not given; a pipe would be waited for without end.
            let kind = fs::symlink_metadata(&path).with_context(|| path.display().to_string())?;
            if kind.is_dir() {
                self.walk(&path, depth + 1)?;
            } else if !kind.is_file() {
                self.leave(&path, "not_a_file");
            } else if READ.contains(&ending(&path).as_str()) {
                self.load(&path)?;
            } else {
                self.leave(&path, "not_a_spreadsheet");
            }
        }
        Ok(())
    }

    fn load(&mut self, path: &Path) -> anyhow::Result<()> {
        let size = fs::metadata(path).with_context(|| path.display().to_string())?.len();
        if size > Limits::default().file_bytes {
            self.leave(path, TOO_LARGE);
            return Ok(());
        }
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        self.files.push(Incoming { name: name(path), bytes: Arc::new(bytes) });
        Ok(())
    }

    fn leave(&mut self, path: &Path, code: &'static str) {
        self.left.push(Left { name: name(path), code });
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Lock files of office programs, hidden files, and what systems leave.
fn is_litter(path: &Path) -> bool {
    let name = name(path);
    name.starts_with("~$") || name.starts_with('.') || LITTER.contains(&&*name.to_lowercase())
}
