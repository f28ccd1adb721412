//! What an installation knows and its database does not.

use std::{fmt, sync::Arc};

/// A secret that is kept beside the database and not in it. It shows nothing of itself.
#[derive(Clone)]
pub struct Secret(Arc<[u8]>);

impl Secret {
    /// As its file has it.
    pub fn new(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// To make keys of.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
