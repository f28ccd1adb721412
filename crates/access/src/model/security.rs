//! The ways into an account beside its password, and what was done to them.

use kernel::Timestamp;

use super::{LinkId, PasskeyId};

words! {
    /// What was done to the ways into an account.
    EventKind {
        /// Its password was changed by its owner.
        PasswordChanged = "password_changed",
        /// Its password was set anew by somebody else.
        PasswordSet = "password_set",
        /// A second step was turned on.
        StepOn = "step_on",
        /// It was turned off by its owner.
        StepOff = "step_off",
        /// It was taken off by somebody who keeps accounts.
        StepTaken = "step_taken",
        /// New codes to recover with were made.
        CodesNew = "codes_new",
        /// A code to recover with was used.
        CodeUsed = "code_used",
        /// A passkey was made.
        PasskeyAdded = "passkey_added",
        /// A passkey was removed by its owner.
        PasskeyRemoved = "passkey_removed",
        /// All passkeys were taken by somebody who keeps accounts.
        PasskeysTaken = "passkeys_taken",
        /// Whom a provider knows was linked.
        LinkAdded = "link_added",
        /// Such a link was removed.
        LinkRemoved = "link_removed",
        /// The door was shut: its password was guessed at too often.
        DoorShut = "door_shut",
    }
}

/// Something that was done to the ways into an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// By whom: the account's name then. `None` where nobody knows: whoever guesses at a password
    /// does not say who they are.
    pub by: Option<String>,
    /// What.
    pub kind: EventKind,
}

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Id.
    pub id: PasskeyId,
    /// What the authenticator calls it.
    pub credential: Vec<u8>,
    /// Whether it is on several devices.
    pub backed_up: bool,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// That a provider knows the owner of an account under some name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Id.
    pub id: LinkId,
    /// The provider's address.
    pub issuer: String,
    /// Its name for them.
    pub subject: String,
    /// Who made the link.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// When somebody last came in by it.
    pub used_at: Option<Timestamp>,
}

/// How the second step of an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStep {
    /// There is none.
    Off,
    /// It was begun; its first code was not entered yet.
    Begun,
    /// A code is asked for at each sign-in.
    On {
        /// Since when.
        since: Timestamp,
        /// How many codes to recover with are left.
        codes_left: i64,
    },
}

impl SecondStep {
    /// Whether a code is asked for.
    pub const fn is_on(self) -> bool {
        matches!(self, Self::On { .. })
    }
}
