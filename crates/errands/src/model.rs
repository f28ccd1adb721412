//! The nouns: notices to accounts, and mails.

use std::collections::BTreeMap;

use access::AccountId;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

kernel::typed_id! {
    /// Something an account was told.
    NoticeId,
}

/// An argument of a notice's message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A whole number.
    Count(i64),
    /// Text; a day is text as it is shown.
    Text(String),
}

impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Self::Count(n)
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What is to be told. Nothing that names a person belongs into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Message with the sentence, of whichever room tells it.
    pub message: &'static str,
    /// Its arguments.
    pub args: BTreeMap<String, Arg>,
    /// The page where something can be done about it.
    pub href: String,
}

impl News {
    /// A message and the page it leads to.
    pub fn new(message: &'static str, href: impl Into<String>) -> Self {
        Self { message, args: BTreeMap::new(), href: href.into() }
    }

    /// An argument of the message.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

/// Something an account was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The notice.
    pub id: NoticeId,
    /// Whom.
    pub account: AccountId,
    /// When.
    pub told_at: Timestamp,
    /// Message with the sentence.
    pub message: String,
    /// Its arguments.
    pub args: BTreeMap<String, Arg>,
    /// The page where something can be done about it.
    pub href: String,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Where an account wants its notices mailed to.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// The address.
    pub address: String,
    /// When its owner said that mail arrives there; before that, nothing is sent but the code.
    pub confirmed_at: Option<Timestamp>,
}

/// An address belongs into no log.
impl std::fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let confirmed = self.confirmed_at.is_some();
        f.debug_struct("MailAddress").field("confirmed", &confirmed).finish_non_exhaustive()
    }
}

/// A mail on its way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To which address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Neither address nor text belongs into a log.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}
