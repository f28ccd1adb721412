//! The verbs: entering graduates into an act that is being written, and by hand.

use access::Right;
use kernel::{Interval, folding};
use ledger::{Draft, Held, Listed as _, Receipt, held};
use registry::{Error, acts::Desk};
use store::{Tx, Value};

use crate::{
    figures,
    model::{Graduates, GraduatesId},
    rules::Changes,
};

/// Longest name of an institution, a field or a level, in characters.
pub const LONGEST: usize = 200;
/// Years that are told.
pub const YEARS: std::ops::RangeInclusive<i64> = 1950..=2100;
/// No institution graduates more of one field in a year.
const MOST: i64 = 1_000_000;

/// Enters what lists come to.
pub fn enter(draft: &mut Draft, changes: &Changes) {
    draft.say(&changes.graduates);
}

/// How many graduated, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The institution.
    pub institution: String,
    /// The year.
    pub year: i64,
    /// Field of study; empty where fields are not told apart.
    pub field: String,
    /// Level; empty where levels are not told apart.
    pub level: String,
    /// How many.
    pub number: i64,
}

impl Counted {
    fn fact(&self, id: GraduatesId) -> Result<Graduates, Error> {
        let text = |what, given: &str, needed: bool| {
            let text = folding::squeeze(given);
            let wrong = text.chars().count() > LONGEST || text.chars().any(char::is_control);
            if wrong || (needed && text.is_empty()) { refused(what) } else { Ok(text) }
        };
        let institution = text("institution", &self.institution, true)?;
        let (field, level) =
            (text("field", &self.field, false)?, text("level", &self.level, false)?);
        if !YEARS.contains(&self.year) {
            return refused("year");
        }
        if !(0..=MOST).contains(&self.number) {
            return refused("number");
        }
        let (year, number) = (self.year, self.number);
        Ok(Graduates { id, institution, year, field, level, number, source: None })
    }
}

/// Enters how many graduated where no list told of it.
pub async fn enter_count(desk: &Desk<'_>, new: &Counted) -> Result<(GraduatesId, Receipt), Error> {
    desk.by.require(Right::Intake)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("graduates_entry", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let fact = new.fact(GraduatesId(draft.new_id()))?;
    refuse_same(&mut tx, &draft, &fact).await?;
    draft.assert(Interval::ALWAYS, &fact);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok((fact.id, receipt))
}

/// Says what is right; `None` where that is what stands.
pub async fn correct_count(
    desk: &Desk<'_>,
    id: GraduatesId,
    to: &Counted,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    desk.by.require(Right::Intake)?;
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("graduates_correction", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let standing = standing(&mut tx, &draft, id).await?;
    let source = standing[0].fact.source.clone();
    let after = Graduates { source, ..to.fact(id)? };
    if standing.iter().all(|h| h.fact == after) {
        return Ok(None);
    }
    refuse_same(&mut tx, &draft, &after).await?;
    for held in &standing {
        draft.close::<Graduates>(held.id);
    }
    draft.assert(Interval::ALWAYS, &after);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(Some(receipt))
}

/// Takes a count out of the record that should not be there.
pub async fn remove_count(
    desk: &Desk<'_>,
    id: GraduatesId,
    reason: &str,
) -> Result<Receipt, Error> {
    desk.by.require(Right::Intake)?;
    needs(reason)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("graduates_correction", None, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    for held in standing(&mut tx, &draft, id).await? {
        draft.close::<Graduates>(held.id);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

async fn standing(
    tx: &mut Tx,
    draft: &Draft,
    id: GraduatesId,
) -> Result<Vec<Held<Graduates>>, Error> {
    let which = [Value::Uuid(Some(id.0))];
    let all = held::<Graduates>(tx, draft.seq() - 1, "f.graduates_id = $2", &which).await?;
    if all.is_empty() { refused("no_such_count") } else { Ok(all) }
}

/// Two counts of one institution, year, field and level would be added up.
async fn refuse_same(tx: &mut Tx, draft: &Draft, fact: &Graduates) -> Result<(), Error> {
    let all = figures::on_record(tx, draft.seq() - 1).await?;
    let same = all.iter().any(|h| h.fact.id != fact.id && h.fact.key() == fact.key());
    if same { refused("exists") } else { Ok(()) }
}

fn needs(reason: &str) -> Result<(), Error> {
    if reason.trim().is_empty() { refused("reason") } else { Ok(()) }
}

fn refused<T>(what: &'static str) -> Result<T, Error> {
    Err(Error::Refused { what, value: String::new() })
}
