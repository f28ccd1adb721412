//! Personal values of facts that have had their time: rows that waited, members who left, lists of
//! long ago. Any table of facts that declares personal columns has its time by this.

use kernel::{Date, Seq, Timestamp, Uuid};
use ledger::{Draft, FactTable, known_at};
use registry::{
    Error,
    acts::Task,
    figures::{Ages, Disposal},
};
use store::{ColumnType, Tx, Value, each_row};

/// Personal values of a table of facts. The facts stay, unnamed, so that figures keep their
/// answers.
#[derive(Clone, Copy, Debug)]
pub struct Records {
    table: &'static FactTable,
    subject: &'static str,
}

/// Tables whose facts are of a day and have no end: their time runs from that day on.
const OF_A_DAY: &[&str] = &["attendance"];
/// Tables that are looked at one by one, in ways of their own, or whose facts hold for good: what an
/// office promised stays said.
const OTHERWISE: &[&str] = &["person", "data_request", "commitment"];

impl Records {
    /// `None` where a table has nothing personal, or a way of its own.
    pub fn of(table: &'static FactTable) -> Option<Self> {
        let own = table.is_personal() && !OTHERWISE.contains(&table.name);
        table.subject.filter(|_| own).map(|subject| Self { table, subject })
    }

    /// How many rows there are of those whose values have had their time: what a removal blanks.
    pub(super) async fn rows(&self, tx: &mut Tx, before: Date) -> Result<i64, Error> {
        let (past, binds) = self.past_their_time(tx, before).await?;
        let (name, subject) = (self.table.name, self.subject);
        let sql = format!(
            "SELECT count(*) FROM {name} r WHERE r.erased_by IS NULL AND r.{subject} IN ({past})"
        );
        count(tx, sql, &binds).await
    }

    /// How many rows an act blanked.
    pub(super) async fn blanked(&self, tx: &mut Tx, act: Seq) -> Result<i64, Error> {
        let sql = format!("SELECT count(*) FROM {} WHERE erased_by = $1", self.table.name);
        count(tx, sql, &[Value::Int(Some(act))]).await
    }

    /// Whose values have had their time: nothing that is said of them still holds, by the record or
    /// in the world, nor did until after the day.
    async fn past_their_time(
        &self,
        tx: &mut Tx,
        before: Date,
    ) -> Result<(String, [Value; 2]), Error> {
        let known: Seq = match midnight(before) {
            Some(moment) => known_at(tx, moment).await?,
            None => 0,
        };
        let (name, subject) = (self.table.name, self.subject);
        let day = if OF_A_DAY.contains(&name) { "valid_from" } else { "valid_to" };
        let sql = format!(
            "SELECT DISTINCT f.{subject} FROM {name} f WHERE f.erased_by IS NULL AND NOT EXISTS \
             (SELECT 1 FROM {name} g WHERE g.{subject} = f.{subject} AND g.erased_by IS NULL \
             AND (g.recorded_to IS NULL OR g.recorded_to > $1) \
             AND (g.{day} IS NULL OR g.{day} >= $2))"
        );
        Ok((sql, [Value::Int(Some(known)), Value::text(before.to_string())]))
    }

    async fn subjects(&self, tx: &mut Tx, before: Date) -> Result<Vec<Uuid>, Error> {
        let (past, binds) = self.past_their_time(tx, before).await?;
        let sql = format!("{past} ORDER BY f.{}", self.subject);
        let mut found = Vec::new();
        each_row(tx, sql, &binds, &[ColumnType::Uuid], |values| {
            if let [Value::Uuid(Some(id))] = values[..] {
                found.push(id);
            }
        })
        .await?;
        Ok(found)
    }
}

impl Ages for Records {
    fn kind(&self) -> &'static str {
        self.table.name
    }

    fn disposal(&self) -> Disposal {
        Disposal::Together
    }

    fn past<'t>(&'t self, tx: &'t mut Tx, before: Date) -> Task<'t, i64> {
        Box::pin(async move {
            let found = self.subjects(tx, before).await?.len();
            Ok(i64::try_from(found).unwrap_or(i64::MAX))
        })
    }

    fn remove<'t>(&'t self, tx: &'t mut Tx, draft: &'t mut Draft, before: Date) -> Task<'t, i64> {
        Box::pin(async move {
            let found = self.subjects(tx, before).await?;
            for id in &found {
                draft.erase(tx, &[self.table], *id).await?;
            }
            Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
        })
    }
}

/// When a day begins in Vietnam.
fn midnight(day: Date) -> Option<Timestamp> {
    jiff::tz::offset(7).to_timestamp(day.at(0, 0, 0, 0)).ok()
}

async fn count(tx: &mut Tx, sql: String, binds: &[Value]) -> Result<i64, Error> {
    let mut found = 0;
    each_row(tx, sql, binds, &[ColumnType::Int], |values| {
        if let [Value::Int(Some(n))] = values[..] {
            found = n;
        }
    })
    .await?;
    Ok(found)
}
