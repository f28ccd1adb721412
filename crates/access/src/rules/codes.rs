//! Codes of a second step: those an authenticator shows (RFC 6238), and those to recover with.

use kernel::{Timestamp, Uuid};
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::token;

/// Bytes of a secret: as many as the digest has (RFC 4226, 4).
pub(crate) const SECRET_BYTES: usize = 20;
/// How many codes to recover with there are.
pub const RECOVERY_CODES: usize = 10;

/// What somebody typed where a code was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The digits of an authenticator.
    Shown(String),
    /// A code to recover with.
    Recovery(String),
}

/// Reads what was typed, however it was grouped.
pub(crate) fn typed(text: &str) -> Option<Typed> {
    let letters = |c: &char| !c.is_whitespace() && *c != '-';
    let plain: String = text.chars().filter(letters).take(token::RECOVERY_CHARS + 1).collect();
    let plain = plain.to_ascii_lowercase();
    if plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Typed::Shown(plain));
    }
    let fits = plain.len() == token::RECOVERY_CHARS && plain.is_ascii();
    fits.then_some(Typed::Recovery(plain))
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(Secret::new(secret.into())).build().ok()
}

/// The number of the half minute whose code this is: that of the moment, the one before, the one
/// after, since clocks differ.
pub(crate) fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    i64::try_from(totp(secret)?.check(code, seconds)?).ok()
}

/// The secret as one types it: base 32, in groups of four.
pub(crate) fn readable(secret: &[u8]) -> String {
    let text = base32(secret);
    let groups: Vec<&str> =
        text.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect();
    groups.join(" ")
}

fn base32(secret: &[u8]) -> String {
    Secret::new(secret.into()).to_base32()
}

/// What the picture says to an authenticator.
pub(crate) fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let part = |text: &str| {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    };
    let (issuer, account) = (part(issuer), part(account));
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", base32(secret))
}

/// What a code to recover with is kept as. It is long and random: a fast digest hides it as well
/// as a slow one.
pub(crate) fn recovery_hash(account: Uuid, code: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"recovery code\0");
    digest.update(account.as_bytes());
    digest.update(code.as_bytes());
    digest.finalize().into()
}

/// What a mailed code is kept as: good for one account and one address.
pub fn mailed_hash(account: Uuid, address: &str, code: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"mailed code\0");
    digest.update(account.as_bytes());
    digest.update(address.as_bytes());
    digest.update(b"\0");
    digest.update(code.as_bytes());
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_of_the_standard() {
        // The last six of the eight digits there.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Timestamp::from_second(second).unwrap();
            assert_eq!(step_of(SECRET, code, now), Some(second / 30), "{second}");
            let later = Timestamp::from_second(second + 30).unwrap();
            assert_eq!(step_of(SECRET, code, later), Some(second / 30), "a clock that is late");
            let late = Timestamp::from_second(second + 90).unwrap();
            assert_eq!(step_of(SECRET, code, late), None);
        }
    }

    #[test]
    fn what_is_typed_is_read_however_it_is_grouped() {
        assert_eq!(typed(" 287 082 "), Some(Typed::Shown("287082".to_owned())));
        let code = token::recovery_code(&kernel::Chance::system());
        let plain = code.replace('-', "");
        assert_eq!(typed(&code.to_uppercase()), Some(Typed::Recovery(plain.clone())));
        assert_eq!(typed(&format!("{plain} ")), Some(Typed::Recovery(plain)));
        for wrong in ["", "28708", "2870821", "số bí mật", &"x".repeat(10_000)] {
            assert_eq!(typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_authenticator_is_told_whose_it_is() {
        let told = address(SECRET, "Nhân Lực Số", "lan.nt");
        assert!(told.starts_with("otpauth://totp/Nh%C3%A2n%20L%E1%BB%B1c%20S%E1%BB%91:lan.nt?"));
        assert!(told.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"));
        assert!(readable(SECRET).starts_with("GEZD GNBV "));
    }

    #[test]
    fn one_code_is_kept_differently_for_each_account() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_ne!(recovery_hash(a, "x"), recovery_hash(b, "x"));
        assert_ne!(recovery_hash(a, "x"), recovery_hash(a, "y"));
    }
}
