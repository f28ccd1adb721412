//! A browser somebody has signed in from. It is told apart from strangers at the door: whoever
//! guesses at a name, or makes noise behind the same address, shuts the door for strangers, and
//! not for whose desk it is.
//!
//! The cookie says who it is by marks that only this installation can write, so nothing is kept
//! here. It opens nothing: it only has a count of failures of its own.

use kernel::Chance;

use crate::{SealKey, token};

/// So many people of one desk are known; the last that came in.
const MOST: usize = 6;

/// A known browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// What tells it from others.
    nonce: String,
    /// A mark for each account that was signed in with, the newest first.
    marks: Vec<String>,
}

fn mark(key: &SealKey, nonce: &str, name: &str) -> String {
    key.mark(&format!("known browser\0{nonce}\0{name}"))
}

impl Known {
    /// A browser that is not known yet.
    pub(crate) fn new(chance: &Chance) -> Self {
        Self { nonce: token::random(chance), marks: Vec::new() }
    }

    /// What a cookie says, where the first mark of it is ours: nobody is known by a name alone
    /// that they made up.
    pub(crate) fn read(key: &SealKey, cookie: &str) -> Option<Self> {
        let mut parts = cookie.split('.');
        let nonce = parts.next().filter(|nonce| token::hash(nonce).is_some())?.to_owned();
        let right = parts.next().is_some_and(|own| token::equal(own, &mark(key, &nonce, "")));
        let marks = parts.take(MOST).map(str::to_owned).collect();
        right.then_some(Self { nonce, marks })
    }

    /// Whether this account was signed in with there.
    pub(crate) fn knows(&self, key: &SealKey, name: &str) -> bool {
        let wanted = mark(key, &self.nonce, name);
        self.marks.iter().any(|mark| token::equal(mark, &wanted))
    }

    /// The cookie once an account was signed in with.
    pub(crate) fn cookie(&self, key: &SealKey, name: &str) -> String {
        let newest = mark(key, &self.nonce, name);
        let others = self.marks.iter().filter(|mark| **mark != newest).take(MOST - 1);
        let own = mark(key, &self.nonce, "");
        let parts = [&self.nonce, &own, &newest].into_iter().chain(others);
        parts.map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// What its failures are counted under, in place of an address.
    pub(crate) fn place(&self) -> String {
        format!("browser {}", &token::name_key(&self.nonce)[..32])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_for_whom_it_was_signed_in_with() {
        let chance = Chance::system();
        let key = || SealKey::read(&SealKey::generate(&chance)).unwrap();
        let (ours, theirs) = (key(), key());
        let new = Known::new(&chance);
        assert!(!new.knows(&ours, "lan"));
        let cookie = new.cookie(&ours, "lan");
        let known = Known::read(&ours, &cookie).unwrap();
        assert!(known.knows(&ours, "lan") && !known.knows(&ours, "hoa"));
        assert_eq!(known.place(), new.place());
        assert_eq!(Known::read(&theirs, &cookie), None, "another installation's");

        // Several people sit at one desk; the last are known.
        let mut cookie = cookie;
        for name in ["a1", "a2", "a3", "a4", "a5", "lan", "a6"] {
            cookie = Known::read(&ours, &cookie).unwrap().cookie(&ours, name);
        }
        let known = Known::read(&ours, &cookie).unwrap();
        assert!(["lan", "a6", "a2"].iter().all(|name| known.knows(&ours, name)));
        assert!(!known.knows(&ours, "a1"));

        // Marks go with their browser, and none stands for a name that is not there.
        let (nonce, marks) = cookie.split_once('.').unwrap();
        let other = Known::new(&chance).cookie(&ours, "hoa");
        let (strange, _) = other.split_once('.').unwrap();
        for forged in ["", ".", nonce, &format!("{nonce}."), &format!("{strange}.{marks}")] {
            assert_eq!(Known::read(&ours, forged), None, "{forged}");
        }
        let moved = format!("{other}.{marks}");
        assert!(!Known::read(&ours, &moved).unwrap().knows(&ours, "lan"));
    }
}
