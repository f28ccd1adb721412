//! How a server gives memory back.

use std::{env, os::unix::process::CommandExt as _, process::Command};

/// What the allocator of glibc reads before `main`, and never again: from how many bytes on memory
/// is taken from the system and given back to it alone. Left to itself it learns from the first
/// large request to keep such memory, for every thread apart: after a few of 30 MB, hundreds of
/// megabytes stay that nobody uses.
const NAME: &str = "MALLOC_MMAP_THRESHOLD_";
const BYTES: &str = "1048576";

/// Begins anew as the same process with the allocator told, unless it was told something already.
/// Where that can't be done the server works all the same.
pub(crate) fn give_back() {
    if env::var_os(NAME).is_some() {
        return;
    }
    let mut said = env::args_os();
    let (Ok(program), Some(name)) = (env::current_exe(), said.next()) else { return };
    // It comes back only where it failed.
    let error = Command::new(program).arg0(name).args(said).env(NAME, BYTES).exec();
    tracing::debug!(%error, "memory is given back later");
}
