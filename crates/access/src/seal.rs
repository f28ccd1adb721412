//! Secrets that must be read again are kept under a key that is not in the database, so that a
//! copy of the database alone does not open them.

use std::{fmt, sync::Arc};

use kernel::Chance;
use kernel::Uuid;
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};
use sha2::{Digest as _, Sha256};

const KEY_BYTES: usize = 32;
const ID_BYTES: usize = 8;
const MARK_BYTES: usize = 16;

/// The key of an installation. It shows nothing of itself.
#[derive(Clone)]
pub struct SealKey {
    id: [u8; ID_BYTES],
    key: Arc<LessSafeKey>,
    /// Derived from the same: what is marked under it is no secret, and is ours.
    marks: Arc<hmac::Key>,
}

/// What was sealed can't be opened: by another key, or it was tampered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sealed under another key")]
pub struct Unopened;

impl SealKey {
    /// A new key as it is kept in its file: 64 hexadecimal digits.
    pub fn generate(chance: &Chance) -> String {
        hex::encode(chance.bytes::<KEY_BYTES>())
    }

    /// The key of a file; `None` where it holds something else.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = hex::decode(text.trim()).ok().filter(|bytes| bytes.len() == KEY_BYTES)?;
        let derived =
            |what: &[u8]| Sha256::new().chain_update(what).chain_update(&bytes).finalize();
        let mut id = [0; ID_BYTES];
        id.copy_from_slice(&derived(b"seal key id\0")[..ID_BYTES]);
        let marks = hmac::Key::new(hmac::HMAC_SHA256, &derived(b"seal key marks\0"));
        let key = UnboundKey::new(&AES_256_GCM, &bytes).ok()?;
        Some(Self { id, key: Arc::new(LessSafeKey::new(key)), marks: Arc::new(marks) })
    }

    /// Which key, nonce, and the secret: bound to what it belongs to, so that it can't be put
    /// beside something else.
    pub(crate) fn seal(&self, chance: &Chance, owner: Uuid, secret: &[u8]) -> Vec<u8> {
        let nonce = chance.bytes::<NONCE_LEN>();
        let mut text = secret.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(owner.as_bytes()),
                &mut text,
            )
            .expect("a secret is far shorter than the limit of the cipher");
        [&self.id[..], &nonce, &text].concat()
    }

    /// What only this installation can have written beside a text.
    pub(crate) fn mark(&self, text: &str) -> String {
        hex::encode(&hmac::sign(&self.marks, text.as_bytes()).as_ref()[..MARK_BYTES])
    }

    pub(crate) fn open(&self, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let rest = sealed.strip_prefix(&self.id[..]).ok_or(Unopened)?;
        let (nonce, text) = rest.split_at_checked(NONCE_LEN).ok_or(Unopened)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unopened)?;
        let mut text = text.to_vec();
        let opened = self.key.open_in_place(nonce, Aad::from(owner.as_bytes()), &mut text);
        opened.map(|secret| secret.to_vec()).map_err(|_| Unopened)
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SealKey").field(&hex::encode(self.id)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_opened_by_its_key_for_its_owner_alone() {
        let text = SealKey::generate(&Chance::system());
        let (key, other) =
            (SealKey::read(&text), SealKey::read(&SealKey::generate(&Chance::system())));
        let (key, other) = (key.unwrap(), other.unwrap());
        let (owner, stranger) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = key.seal(&Chance::system(), owner, b"secret");
        assert!(!sealed.windows(6).any(|w| w == b"secret"));
        assert_ne!(
            sealed,
            key.seal(&Chance::system(), owner, b"secret"),
            "a nonce of its own each time"
        );
        assert_eq!(key.open(owner, &sealed).as_deref(), Ok(&b"secret"[..]));
        assert_eq!(key.open(stranger, &sealed), Err(Unopened));
        assert_eq!(other.open(owner, &sealed), Err(Unopened));
        for cut in 0..sealed.len() {
            assert_eq!(key.open(owner, &sealed[..cut]), Err(Unopened));
        }
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(key.open(owner, &changed), Err(Unopened));
        assert!(!format!("{key:?}").contains(&text[..8]));
        assert!(SealKey::read("khoá").is_none() && SealKey::read(&text[2..]).is_none());
    }
}
