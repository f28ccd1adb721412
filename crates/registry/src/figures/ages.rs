//! What is kept for some time and no longer: each room says what of it is older than a day.

use std::fmt;

use kernel::Date;
use ledger::Draft;
use store::{ColumnType, Tx, Value, each_row};

use crate::{Error, acts::Task};

/// What becomes of what is past its time. Nothing goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// All of it at once, when somebody decides so.
    Together,
    /// Case by case, on the page where the cases are.
    OneByOne(&'static str),
}

/// Something a room keeps that has its time.
pub trait Ages: fmt::Debug + Send + Sync {
    /// What it is, a word in code.
    fn kind(&self) -> &'static str;

    /// What becomes of it.
    fn disposal(&self) -> Disposal;

    /// How much of it had its time before a day.
    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64>;

    /// Removes that much, in the act that is being written; returns how much it was.
    fn remove<'t>(&'t self, tx: &'t mut Tx, draft: &'t mut Draft, before: Date) -> Task<'t, i64> {
        let _ = (tx, draft, before);
        Box::pin(async { Ok(0) })
    }
}

/// People on record whose every duty has ended. They are erased one by one: whether something
/// else needs them on record is for a person to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct FormerStaff;

impl Ages for FormerStaff {
    fn kind(&self) -> &'static str {
        "former_staff"
    }

    fn disposal(&self) -> Disposal {
        Disposal::OneByOne("/nhan-luc?dien=moi-nguoi")
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move { former(tx, before).await })
    }
}

async fn former(tx: &mut Tx, before: Date) -> Result<i64, Error> {
    let sql = "SELECT count(DISTINCT p.person_id) FROM person p WHERE p.recorded_to IS NULL \
               AND p.erased_by IS NULL AND EXISTS (SELECT 1 FROM assignment a \
               WHERE a.person_id = p.person_id AND a.recorded_to IS NULL) \
               AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.person_id = p.person_id \
               AND a.recorded_to IS NULL AND (a.valid_to IS NULL OR a.valid_to >= $1))";
    let mut found = 0;
    let day = [Value::text(before.to_string())];
    each_row(tx, sql.to_owned(), &day, &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            found = n;
        }
    })
    .await?;
    Ok(found)
}
