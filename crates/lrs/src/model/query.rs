//! What a reader asks of the statements.

use kernel::Uuid;

use super::KeyHash;

/// How statements are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Only what identifies.
    Ids,
    /// As received.
    #[default]
    Exact,
    /// With canonical definitions, in one language.
    Canonical,
}

impl Format {
    /// Reads the parameter.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "ids" => Some(Self::Ids),
            "exact" => Some(Self::Exact),
            "canonical" => Some(Self::Canonical),
            _ => None,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ids => "ids",
            Self::Exact => "exact",
            Self::Canonical => "canonical",
        }
    }
}

/// One thing looked for where it stands narrowly and, perhaps, where it is only related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Its hash where the narrow filter looks.
    pub narrow: KeyHash,
    /// Its hash where only the broad filter looks; `None` for a narrow filter.
    pub related: Option<KeyHash>,
}

/// A question to the statements of one tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementQuery {
    /// Agent or identified group.
    pub agent: Option<Lookup>,
    /// Verb.
    pub verb: Option<KeyHash>,
    /// Activity.
    pub activity: Option<Lookup>,
    /// Registration.
    pub registration: Option<KeyHash>,
    /// Only those this authority stands behind.
    pub authority: Option<KeyHash>,
    /// Stored after this moment, in microseconds.
    pub since: Option<i64>,
    /// Stored at this moment or before.
    pub until: Option<i64>,
    /// Oldest first.
    pub ascending: bool,
    /// Most to be given; at least 1.
    pub limit: u32,
}

/// One statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum One {
    /// One that is not voided.
    Statement(Uuid),
    /// One that is.
    Voided(Uuid),
}
