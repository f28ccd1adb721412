//! Secrets: session tokens, what forms carry, readable passwords.

use kernel::Chance;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::rules::check_password;

const TOKEN_BYTES: usize = 32;
/// Characters nobody reads as another: nearly five bits each.
const READABLE: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS: usize = 6;
const GROUP: usize = 4;
/// How often a password is made before any will do.
const TRIES: usize = 100;
/// Letters and digits of a code to recover with: 79 bits.
pub(crate) const RECOVERY_CHARS: usize = 16;

/// Digits of a code that is mailed: few enough to be typed, and tried a few times alone.
pub const MAILED_DIGITS: usize = 8;

/// What a token is looked up by. The token itself is only in the browser.
pub(crate) type TokenHash = [u8; 32];

/// A new token, 256 bits, hexadecimal.
pub(crate) fn random(chance: &Chance) -> String {
    hex::encode(chance.bytes::<TOKEN_BYTES>())
}

/// The digest a token is kept as; `None` when the text was never a token of ours.
pub(crate) fn hash(token: &str) -> Option<TokenHash> {
    let shaped = token.len() == TOKEN_BYTES * 2 && token.bytes().all(|b| b.is_ascii_hexdigit());
    shaped.then(|| Sha256::digest(token.as_bytes()).into())
}

/// What forms carry. It follows from the cookie's token, so nothing more is kept, and tells
/// nothing about it.
pub(crate) fn csrf(token: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(b"csrf\0");
    digest.update(token.as_bytes());
    hex::encode(digest.finalize())
}

/// Equal, in a time that does not tell where they differ.
pub(crate) fn equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// A password for an account, to be read from a screen and typed once: over 110 bits. One in which a
/// short name of an account stands by chance is thrown away.
pub(crate) fn password_for(account: &str, chance: &Chance) -> String {
    let made = || readable(chance, GROUPS * GROUP);
    let mut several = std::iter::repeat_with(made).take(TRIES);
    several.find(|password| check_password(account, password).is_ok()).unwrap_or_else(made)
}

/// A code to recover with.
pub(crate) fn recovery_code(chance: &Chance) -> String {
    readable(chance, RECOVERY_CHARS)
}

/// Digits that are mailed to an address to see whether its owner reads there.
pub fn mailed_code(chance: &Chance) -> String {
    (0..MAILED_DIGITS)
        .filter_map(|_| chance.one_of(b"0123456789"))
        .copied()
        .map(char::from)
        .collect()
}

fn readable(chance: &Chance, chars: usize) -> String {
    let mut out = String::with_capacity(chars + chars / GROUP);
    for n in 0..chars {
        if n > 0 && n % GROUP == 0 {
            out.push('-');
        }
        out.extend(chance.one_of(READABLE).copied().map(char::from));
    }
    out
}

/// Digest of a name, for counting attempts.
pub(crate) fn name_key(name: &str) -> String {
    hex::encode(Sha256::digest(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_do_not_tell() {
        let (a, b) = (random(&Chance::system()), random(&Chance::system()));
        assert_ne!(a, b);
        assert_eq!(a.len(), 64);
        assert_ne!(csrf(&a), csrf(&b));
        assert!(!csrf(&a).contains(&a[..16]));
        assert_eq!(hash("x"), None);
        assert_ne!(hash(&a), hash(&b));
        assert!(equal(&a, &a) && !equal(&a, &b) && !equal(&a, ""));
    }

    #[test]
    fn first_passwords_are_long_and_plain() {
        let a = password_for("lan", &Chance::system());
        assert_eq!(a.chars().filter(char::is_ascii_alphanumeric).count(), 24);
        assert!(!a.contains(['o', '0', 'i', 'l', '1']));
        assert_ne!(a, password_for("lan", &Chance::system()));
        assert_eq!(crate::check_password("quantri", &a), Ok(()));
    }
}
