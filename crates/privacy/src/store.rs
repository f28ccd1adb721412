//! SQL of what is no fact: on which days reminders went out.

use ::store::{Error, Tx, execute, sqlx};
use kernel::{Date, Timestamp};

/// Notes that the reminders of a day go out; `false` where they did.
pub(crate) async fn note_reminded(tx: &mut Tx, day: Date, now: Timestamp) -> Result<bool, Error> {
    let touched = execute!(
        tx,
        sqlx::query(
            "INSERT INTO request_reminded (day, at) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING",
        )
        .bind(day.to_string())
        .bind(now.as_microsecond())
    )?;
    Ok(touched == 1)
}
