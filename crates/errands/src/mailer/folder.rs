//! Mails as files: for an office without a mail server, and for trying things out.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use kernel::Uuid;
use store::jobs::Failure;

pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn open(path: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Puts a mail there, whole or not at all. A mail that is sent again is the same file.
    pub(super) fn put(&self, id: Uuid, message: &[u8]) -> Result<(), Failure> {
        let written = self.0.join(format!(".{id}.part"));
        let path = self.0.join(format!("{id}.eml"));
        let done = fs::write(&written, message).and_then(|()| fs::rename(&written, &path));
        done.map_err(|error| Failure::Again(format!("mail_folder: {}", error.kind())))
    }
}
