//! The nouns: versions, rules and their breaches, keys and scopes, what a statement says.

mod filter;
mod filters;
mod forward;
mod found;
mod hash;
mod key;
mod keyed;
mod query;
mod rule;
mod version;

pub(crate) use filter::{Filter, Mark};
pub(crate) use filters::Filters;
pub use forward::{Forward, ForwardId, wait_after};
pub use found::{Attachment, Found, Ifi, Mention, Role};
pub use hash::{KeyHash, Kind, Sig, hash_of};
pub use key::{AccessKey, KeyId, Scope, Scopes, TenantId};
pub use keyed::Keyed;
pub use query::{Format, Lookup, One, StatementQuery};
pub use rule::{Broken, Fault, Rule};
pub use version::Version;
