//! Who may use the store: keys with scopes, each of one tenant.

use std::fmt;

use kernel::Timestamp;

kernel::typed_id! {
    /// A key to the store.
    KeyId,
}

/// Whose records these are: a province, an institution. Tenants don't see each other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TenantId(pub i64);

/// What a key may do (Communication 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Write statements.
    StatementsWrite,
    /// Read statements this key wrote.
    StatementsReadMine,
    /// Read any statement.
    StatementsRead,
    /// Read and write state documents.
    State,
    /// Read and write profile documents.
    Profile,
    /// Change what activities and agents are called.
    Define,
    /// Read everything.
    AllRead,
    /// Everything.
    All,
}

impl Scope {
    /// Every scope.
    pub const EACH: [Self; 8] = [
        Self::StatementsWrite,
        Self::StatementsReadMine,
        Self::StatementsRead,
        Self::State,
        Self::Profile,
        Self::Define,
        Self::AllRead,
        Self::All,
    ];

    /// Its name in the standard.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StatementsWrite => "statements/write",
            Self::StatementsReadMine => "statements/read/mine",
            Self::StatementsRead => "statements/read",
            Self::State => "state",
            Self::Profile => "profile",
            Self::Define => "define",
            Self::AllRead => "all/read",
            Self::All => "all",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Scopes of one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u16);

impl Scopes {
    /// Reads names between blanks or commas; `Err` is the first that is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut scopes = Self::default();
        for name in text.split([' ', ',']).filter(|name| !name.is_empty()) {
            let scope = Scope::EACH.into_iter().find(|scope| scope.name() == name);
            scopes = scopes.with(scope.ok_or_else(|| name.to_owned())?);
        }
        Ok(scopes)
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | scope.bit())
    }

    /// Whether this very scope was given.
    pub const fn has(self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// Whether none was given.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn any(self, of: &[Scope]) -> bool {
        of.iter().any(|scope| self.has(*scope))
    }

    /// Whether statements may be written.
    pub fn may_write(self) -> bool {
        self.any(&[Scope::StatementsWrite, Scope::All])
    }

    /// Whether any statement may be read.
    pub fn may_read(self) -> bool {
        self.any(&[Scope::StatementsRead, Scope::AllRead, Scope::All])
    }

    /// Whether one's own statements may be read.
    pub fn may_read_mine(self) -> bool {
        self.may_read() || self.has(Scope::StatementsReadMine)
    }

    /// Whether state may be read.
    pub fn may_read_state(self) -> bool {
        self.any(&[Scope::State, Scope::AllRead, Scope::All])
    }

    /// Whether state may be written.
    pub fn may_write_state(self) -> bool {
        self.any(&[Scope::State, Scope::All])
    }

    /// Whether profiles may be read.
    pub fn may_read_profile(self) -> bool {
        self.any(&[Scope::Profile, Scope::AllRead, Scope::All])
    }

    /// Whether profiles may be written.
    pub fn may_write_profile(self) -> bool {
        self.any(&[Scope::Profile, Scope::All])
    }

    /// Whether what it writes changes definitions.
    pub fn may_define(self) -> bool {
        self.any(&[Scope::Define, Scope::All])
    }

    /// Whether agents and activities may be looked up.
    pub fn may_look_up(self) -> bool {
        self.may_read_mine() || self.may_read_profile() || self.may_read_state()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> =
            Scope::EACH.into_iter().filter(|s| self.has(*s)).map(Scope::name).collect();
        f.write_str(&names.join(" "))
    }
}

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKey {
    /// Id.
    pub id: KeyId,
    /// What it is called: the application or institution that uses it.
    pub name: String,
    /// What is sent as the user name.
    pub key: String,
    /// Whose records it opens.
    pub tenant: TenantId,
    /// The tenant's name.
    pub tenant_name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// Most requests in a second; `None` for no limit.
    pub rate: Option<u32>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it opens nothing any more.
    pub revoked_at: Option<Timestamp>,
}

impl AccessKey {
    /// The agent that stands as authority of what this key writes (Data 2.4.9).
    pub fn authority(&self, home_page: &str) -> super::Ifi<'static> {
        super::Ifi::Account {
            home_page: home_page.to_owned().into(),
            name: self.key.clone().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_and_told() {
        let scopes = Scopes::read("statements/write, state").unwrap();
        assert_eq!(scopes.to_string(), "statements/write state");
        assert!(scopes.may_write() && scopes.may_write_state());
        assert!(!scopes.may_read() && !scopes.may_read_mine() && !scopes.may_write_profile());
        assert_eq!(Scopes::read("all everything").unwrap_err(), "everything");
        let all = Scopes::read("all").unwrap();
        assert!(all.may_write() && all.may_read() && all.may_define() && all.may_write_profile());
        let read = Scopes::read("all/read").unwrap();
        assert!(read.may_read() && read.may_read_state() && read.may_read_profile());
        assert!(!read.may_write() && !read.may_write_state() && !read.may_define());
        assert!(Scopes::read("").unwrap().is_empty());
    }
}
