//! The verbs: read files, say what they would change, enter it as one act.

mod apply;
mod edit;
mod read;

pub use apply::{Applied, Terms, apply, preview, to_json};
pub use edit::Edit;
pub use read::Incoming;
