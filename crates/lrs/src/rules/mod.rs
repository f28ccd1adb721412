//! Decisions without I/O: what a valid statement is, when two are the same, how one is told.

pub mod rulebook;

mod agent;
mod attachment;
mod certificate;
mod compose;
mod context;
mod definition;
mod equal;
mod fields;
mod format;
mod language;
mod object;
mod result;
mod signature;
mod statement;
mod time;
mod value;

pub use agent::{read_agent, read_agent_only};
pub use compose::{Composed, has_local_time, in_utc};
pub use definition::{Definition, merge_definition, merge_display};
pub use equal::{same_statement, same_value};
pub use format::{Canon, canonical, exact, ids};
pub use language::{Accepted, is_language_tag};
pub use signature::{SIGNATURE_USAGE, check_signature};
pub use statement::{VOIDED, check_own_version, read_statement};
pub use time::{read_timestamp, write_timestamp};
pub use value::{
    duration_to_compare, is_duration, is_iri, is_mailto, is_media_type, is_sha1sum, is_sha2,
    is_sha2_of, uuid,
};
