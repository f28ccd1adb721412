//! The nouns: accounts, who acts and what they may, sessions, reads.

#[macro_use]
mod words;

mod actor;
mod grant;
mod powers;
mod role;
mod security;

pub use actor::{Actor, Refused};
pub use grant::{GRANT, Grant};
pub use powers::{Held, OWN_PERSON, OWN_UNIT, Powers, SIGNED_IN, Scope};
pub use role::{Right, Role};
pub use security::{Event, EventKind, Link, Passkey, SecondStep};

use jiff::SignedDuration;
use kernel::{Timestamp, Uuid};

kernel::typed_id! {
    /// Someone who can sign in.
    AccountId,
    /// One browser signed in.
    SessionId,
    /// A role somebody holds.
    GrantId,
    /// A passkey somebody made.
    PasskeyId,
    /// That a provider knows the owner of an account.
    LinkId,
}

/// Someone who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// The name to sign in with: lower case, no spaces.
    pub name: String,
    /// The name to be shown.
    pub full_name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its password was last set.
    pub password_at: Timestamp,
    /// Since when it may no longer sign in.
    pub disabled_at: Option<Timestamp>,
}

/// A session that is good now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Id, safe to show.
    pub id: SessionId,
    /// Who.
    pub actor: Actor,
    /// The account's name as it is shown.
    pub full_name: String,
    /// The token every form of this session carries.
    pub csrf: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
    /// When it ends however much it is used.
    pub expires_at: Timestamp,
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Id.
    pub id: SessionId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_seen_at: Timestamp,
    /// When it ends however much it is used.
    pub expires_at: Timestamp,
    /// Address it began from.
    pub address: String,
    /// What the browser says it is.
    pub agent: String,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without use.
    pub idle: SignedDuration,
    /// With use.
    pub absolute: SignedDuration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle: SignedDuration::from_hours(1), absolute: SignedDuration::from_hours(12) }
    }
}

/// Personal data being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<'a> {
    /// What was opened, a word in code: `person.contact`, `export.officers`, …
    pub kind: &'a str,
    /// Whose; `None` for a list.
    pub subject: Option<Uuid>,
    /// How many people it shows.
    pub people: u64,
    /// The page or command it was opened in.
    pub page: &'a str,
    /// Why, in the words of who opened it; may be empty.
    pub purpose: &'a str,
}

impl<'a> Read<'a> {
    /// One person's data, opened in a page.
    pub const fn of(kind: &'a str, subject: Uuid, page: &'a str) -> Self {
        Self { kind, subject: Some(subject), people: 1, page, purpose: "" }
    }

    /// A list of people, opened or exported.
    pub const fn list(kind: &'a str, people: u64, page: &'a str) -> Self {
        Self { kind, subject: None, people, page, purpose: "" }
    }

    /// With the reason given.
    #[must_use]
    pub const fn because(mut self, purpose: &'a str) -> Self {
        self.purpose = purpose;
        self
    }
}

/// A sign-in that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedSignIn {
    /// When.
    pub at: Timestamp,
    /// Whose name was given; `None` where no account bears it: then it is not kept.
    pub account_name: Option<String>,
    /// From which network: an address without its end.
    pub network: String,
    /// The door was shut already, because somebody had tried too often.
    pub locked: bool,
}

/// Rows of a sheet that were shown, as the spreadsheet counts them; both ends are inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsShown {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// The first.
    pub from: i64,
    /// The last.
    pub to: i64,
}

/// Whom a read of many shows: each of them is told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Those on record, each once.
    pub people: Vec<Uuid>,
    /// Rows of sheets: who is entered from one is told as well.
    pub rows: Vec<RowsShown>,
}

/// A line of the log of reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// When.
    pub at: Timestamp,
    /// Who: the account's name then.
    pub account_name: String,
    /// What, a word in code.
    pub kind: String,
    /// Whose; `None` for a list.
    pub subject: Option<Uuid>,
    /// How many people it showed.
    pub people: i64,
    /// Where.
    pub page: String,
    /// Why.
    pub purpose: String,
}
