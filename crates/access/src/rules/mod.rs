//! Decisions without I/O: lock-out, limits of a session, passwords.

pub(crate) mod codes;
pub(crate) mod matrix;
pub(crate) mod oidc;
pub(crate) mod webauthn;

use jiff::SignedDuration;
use kernel::{Timestamp, folding};

use crate::Limits;

/// Failures older than this no longer count.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Failures of one account from one address within the window.
pub(crate) const PER_PAIR: i64 = 5;
/// Failures of one account from anywhere. Higher, so that a stranger can't easily lock a person
/// out of their own desk.
pub(crate) const PER_ACCOUNT: i64 = 20;
/// Failures of one address for any account.
pub(crate) const PER_ADDRESS: i64 = 50;
/// Sign-ins by passkey, or by a provider, that one address has begun and not ended.
pub(crate) const STARTS_PER_ADDRESS: i64 = 50;
/// So long may somebody whose password was right look for their code.
pub(crate) const CODE_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// So long may somebody be at the provider.
pub(crate) const VISIT: SignedDuration = SignedDuration::from_mins(10);
/// Last use is noted at most this often.
pub(crate) const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Why a password is not good enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`MIN_CHARS`] characters.
    #[error("a password needs at least {MIN_CHARS} characters")]
    Short,
    /// More than [`MAX_BYTES`] bytes.
    #[error("a password has at most {MAX_BYTES} bytes")]
    Long,
    /// It says the account's name.
    #[error("a password must not contain the account's name")]
    Name,
    /// One of those everybody tries first, or a run of few characters.
    #[error("this password is easily guessed")]
    Common,
}

/// The fewest characters a password may have.
pub const MIN_CHARS: usize = 12;
/// The most bytes a password may have: hashing more is only work for us.
pub const MAX_BYTES: usize = 512;
const MIN_DIFFERENT: usize = 5;
/// Beginnings of what is tried first where Vietnamese is written; long ones only, since short
/// ones are refused anyway. Compared without diacritics, spaces and case.
const COMMON: [&str; 16] = [
    "123456789",
    "987654321",
    "0123456789",
    "password",
    "passw0rd",
    "matkhau",
    "qwertyuiop",
    "qwerty12345",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "abcd1234",
    "abc123456",
    "vietnam",
    "administrator",
    "quantri",
    "anhyeuem",
];
/// Shorter names stand in good passwords by chance.
const TELLING_NAME: usize = 3;
/// What may follow a common beginning without making it a good password.
const COMMON_TAIL: usize = 6;

/// A password as it is hashed: composed, since keyboards differ in how they send a diacritic.
pub(crate) fn composed(password: &str) -> String {
    folding::compose(password)
}

/// Whether a password may be set for an account.
pub fn check_password(account: &str, password: &str) -> Result<(), Weak> {
    if password.len() > MAX_BYTES {
        return Err(Weak::Long);
    }
    let password = composed(password);
    if password.chars().count() < MIN_CHARS {
        return Err(Weak::Short);
    }
    let plain = folding::plain(&password).replace(' ', "");
    if account.len() >= TELLING_NAME && plain.contains(&folding::plain(account)) {
        return Err(Weak::Name);
    }
    let mut different: Vec<char> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    let common = |known: &&str| {
        plain.strip_prefix(*known).is_some_and(|rest| rest.chars().count() <= COMMON_TAIL)
    };
    if different.len() < MIN_DIFFERENT || COMMON.iter().any(common) {
        return Err(Weak::Common);
    }
    Ok(())
}

/// The name one signs in with, as it is kept; `None` when it can't be one.
pub fn account_name(text: &str) -> Option<String> {
    let name = folding::squeeze(text).to_lowercase();
    let fits = (2..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-@".contains(&b));
    fits.then_some(name)
}

/// When the failure that keeps the door shut falls out of the window.
pub(crate) fn locked_until(deciding_failure: Option<Timestamp>) -> Option<Timestamp> {
    deciding_failure.map(|at| later(at, WINDOW))
}

/// Whether a session is good now.
pub(crate) fn is_alive(
    limits: &Limits,
    now: Timestamp,
    last_seen: Timestamp,
    expires: Timestamp,
) -> bool {
    now < expires && now < later(last_seen, limits.idle)
}

/// `at + by`, or the end of time.
pub(crate) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// `at - by`, or the beginning of time.
pub(crate) fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords() {
        let check = |p: &str| check_password("quantri", p);
        assert_eq!(check("ngan"), Err(Weak::Short));
        assert_eq!(check(&"đường dài ".repeat(60)), Err(Weak::Long));
        assert_eq!(check("xin-Quản Trị-nhé"), Err(Weak::Name));
        assert_eq!(check("Mật khẩu 123456"), Err(Weak::Common));
        assert_eq!(check("aaaaaaaaaaaaaa"), Err(Weak::Common));
        assert_eq!(check("1234567890123"), Err(Weak::Common));
        assert_eq!(check("con bò cười trên mái"), Ok(()));
        assert_eq!(check("k7mf-2hqx-w9ra-u4yc"), Ok(()));
        assert_eq!(check_password("k7", "k7mf-2hqx-w9ra-u4yc"), Ok(()), "by chance");
        assert_eq!(check_password("stc", "matkhaustc2026"), Err(Weak::Name));
    }

    #[test]
    fn names() {
        assert_eq!(account_name(" QuanTri ").as_deref(), Some("quantri"));
        assert_eq!(account_name("a@so.gov.vn").as_deref(), Some("a@so.gov.vn"));
        for bad in ["", "a", "quản trị", "a b", "<script>", &"x".repeat(65)] {
            assert_eq!(account_name(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_session_ends_when_unused_and_when_old() {
        let at = |s: i64| Timestamp::from_second(s).unwrap();
        let limits = Limits::default();
        assert!(is_alive(&limits, at(3599), at(0), at(43_200)));
        assert!(!is_alive(&limits, at(3600), at(0), at(43_200)));
        assert!(!is_alive(&limits, at(43_200), at(43_199), at(43_200)));
    }
}
