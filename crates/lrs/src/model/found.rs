//! What a statement says, as far as the store must know it.

use std::borrow::Cow;

use kernel::Uuid;

use crate::json::Value;

/// What identifies an agent or a group (Data 2.4.2.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ifi<'d> {
    /// `mailto:…`
    Mbox(Cow<'d, str>),
    /// The SHA-1 of a `mailto:` IRI, hexadecimal.
    MboxSha1sum(Cow<'d, str>),
    /// An `OpenID`.
    Openid(Cow<'d, str>),
    /// An account on a system.
    Account {
        /// The system's home page.
        home_page: Cow<'d, str>,
        /// The name there.
        name: Cow<'d, str>,
    },
}

/// In which place an agent or an activity stands: filters ask for places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Actor, object, or a member of one: what `agent` asks for.
    Agent,
    /// Any other place that `related_agents` asks for too.
    RelatedAgent,
    /// The object: what `activity` asks for.
    Activity,
    /// Any other place that `related_activities` asks for too.
    RelatedActivity,
}

/// An agent or an activity in a statement.
#[derive(Clone, Debug)]
pub enum Mention<'d> {
    /// An agent or an identified group.
    Agent {
        /// In which place.
        role: Role,
        /// Who.
        ifi: Ifi<'d>,
        /// What it is called there.
        name: Option<Cow<'d, str>>,
        /// Whether it is a group.
        group: bool,
    },
    /// An activity.
    Activity {
        /// In which place.
        role: Role,
        /// Which.
        id: Cow<'d, str>,
        /// How it is described there.
        definition: Option<Value<'d>>,
    },
}

/// An attachment a statement names (Data 2.4.11).
#[derive(Clone, Debug)]
pub struct Attachment<'d> {
    /// What it is for.
    pub usage: Cow<'d, str>,
    /// Its media type.
    pub content_type: Cow<'d, str>,
    /// Its hash, hexadecimal, lower case.
    pub sha2: String,
    /// Whether it can be had elsewhere.
    pub has_url: bool,
    /// Where it stands.
    pub value: Value<'d>,
}

/// What a valid statement says.
#[derive(Debug, Default)]
pub struct Found<'d> {
    /// `id`
    pub id: Option<Uuid>,
    /// `verb.id`
    pub verb: Cow<'d, str>,
    /// `context.registration`
    pub registration: Option<Uuid>,
    /// Agents and activities, in their order.
    pub mentions: Vec<Mention<'d>>,
    /// The statement its object refers to.
    pub target: Option<Uuid>,
    /// Whether it voids that one.
    pub voids: bool,
    /// Attachments, those of a contained sub-statement too.
    pub attachments: Vec<Attachment<'d>>,
    /// Whether `version` was given.
    pub has_version: bool,
    /// `timestamp`, in microseconds.
    pub timestamp: Option<i64>,
    /// Properties the store sets itself and therefore leaves out: names and values.
    pub overruled: Vec<(usize, usize)>,
    /// Context activities given alone, which are returned as lists.
    pub lone: Vec<Value<'d>>,
}

impl Ifi<'_> {
    /// One text for one identity: what is compared.
    pub fn canonical(&self) -> String {
        match self {
            Self::Mbox(mbox) => format!("mbox {}", lower_domain(mbox)),
            Self::MboxSha1sum(sum) => format!("sha1 {}", sum.to_ascii_lowercase()),
            Self::Openid(openid) => format!("openid {openid}"),
            Self::Account { home_page, name } => format!("account {home_page} {name}"),
        }
    }

    /// As the properties of an agent: `"mbox":"mailto:…"`.
    pub fn properties(&self) -> String {
        use crate::json::escape;
        match self {
            Self::Mbox(mbox) => format!("\"mbox\":{}", escape(mbox)),
            Self::MboxSha1sum(sum) => format!("\"mbox_sha1sum\":{}", escape(sum)),
            Self::Openid(openid) => format!("\"openid\":{}", escape(openid)),
            Self::Account { home_page, name } => format!(
                "\"account\":{{\"homePage\":{},\"name\":{}}}",
                escape(home_page),
                escape(name)
            ),
        }
    }
}

/// The domain of an address is the same in any case (Data 2.3.1).
fn lower_domain(mbox: &str) -> String {
    match mbox.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => mbox.to_owned(),
    }
}
