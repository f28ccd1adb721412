//! SQL and nothing else.

pub(crate) mod account;
pub(crate) mod attempt;
pub(crate) mod grant;
pub(crate) mod read;
pub(crate) mod session;

use kernel::Timestamp;

pub(crate) fn time(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}
