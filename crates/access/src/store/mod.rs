//! SQL and nothing else.

pub(crate) mod account;
pub(crate) mod attempt;
pub(crate) mod event;
pub(crate) mod failed;
pub(crate) mod grant;
pub(crate) mod passkey;
pub(crate) mod provider;
pub(crate) mod read;
pub(crate) mod second_step;
pub(crate) mod session;
pub(crate) mod shown;

use kernel::Timestamp;

pub(crate) fn time(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}
