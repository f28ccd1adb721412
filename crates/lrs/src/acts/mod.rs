//! The verbs: statements are taken in, documents changed, keys made and revoked.

mod documents;
mod forward;
mod keys;
mod parts;
mod prepare;
mod settling;
mod staying;
mod through;
mod writer;

pub(crate) use documents::is_json;
pub use documents::{
    Condition, DocumentError, Unconditional, delete_document, merge_document, put_document,
};
pub use forward::{ForwardError, Wish, add_forward, stop_forward};
pub(crate) use keys::hash as keys_hash;
pub use keys::{KeyError, Made, add_key, revoke_key};
pub(crate) use parts::{Parts, most_rows};
pub use prepare::{Named, Prepared, Seen, Sender, prepare};
pub use staying::Staying;
pub use through::Through;
pub use writer::{Job, WriteError, Writer};
