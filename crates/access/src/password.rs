//! Hashing of passwords: argon2id, 19 MiB, two passes, one lane (OWASP, Password Storage Cheat
//! Sheet). Off the request threads, a few at a time, so that a flood of sign-ins can't take the
//! memory.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

use crate::rules;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const AT_ONCE: usize = 2;
/// A hash nothing matches, of the same cost as a real one: what an unknown name is checked
/// against, so that its answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWlzLWhlcmUtMQ$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and checks passwords.
#[derive(Clone, Debug)]
pub(crate) struct Hasher {
    turns: Arc<Semaphore>,
    done: Arc<AtomicU64>,
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), done: Arc::new(AtomicU64::new(0)) }
    }

    /// How many passwords were hashed so far.
    pub(crate) fn done(&self) -> u64 {
        self.done.load(Ordering::SeqCst)
    }

    /// The text to keep for a password.
    pub(crate) async fn hash(&self, password: &str) -> String {
        let password = rules::composed(password);
        self.work(move |argon| {
            argon
                .hash_password(password.as_bytes())
                .expect("the parameters are within bounds and the system has randomness")
                .to_string()
        })
        .await
    }

    /// Whether a password is the one kept. `None` (an unknown name) costs the same and is false.
    pub(crate) async fn verify(&self, password: &str, kept: Option<&str>) -> bool {
        // Longer ones were never set: hash only what could be one.
        let fits = password.len() <= rules::MAX_BYTES;
        let password = if fits { rules::composed(password) } else { String::new() };
        let known = kept.is_some() && fits;
        let kept = kept.unwrap_or(NOBODY).to_owned();
        let equal = self
            .work(move |argon| {
                PasswordHash::new(&kept)
                    .is_ok_and(|hash| argon.verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await;
        known && equal
    }

    async fn work<T: Send + 'static>(
        &self,
        what: impl FnOnce(Argon2<'static>) -> T + Send + 'static,
    ) -> T {
        let _turn = self.turns.acquire().await.expect("the semaphore is never closed");
        let done = self.done.clone();
        tokio::task::spawn_blocking(move || {
            let out = what(argon());
            done.fetch_add(1, Ordering::SeqCst);
            out
        })
        .await
        .expect("hashing does not panic")
    }
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("constants within bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_hash_only() {
        let hasher = Hasher::new();
        let kept = hasher.hash("con bò cười trên mái").await;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(hasher.verify("con bò cười trên mái", Some(&kept)).await);
        // The same letters as another keyboard sends them.
        let decomposed = "con bo\u{300} cu\u{31b}o\u{31b}\u{300}i tre\u{302}n ma\u{301}i";
        assert!(hasher.verify(decomposed, Some(&kept)).await);
        assert!(!hasher.verify("con bo cuoi tren mai", Some(&kept)).await);
        assert!(!hasher.verify("", Some(&kept)).await);
        assert_ne!(kept, hasher.hash("con bò cười trên mái").await, "salted");
    }

    #[tokio::test]
    async fn nobody_costs_a_hash_too() {
        let hasher = Hasher::new();
        assert!(PasswordHash::new(NOBODY).is_ok(), "else nothing would be computed");
        assert!(!hasher.verify("bất kỳ", None).await);
        assert!(!hasher.verify(&"x".repeat(100_000), None).await);
        assert_eq!(hasher.done(), 2);
    }
}
