//! The verbs: each opens a transaction, decides, records one act, and returns.

mod erase;

use access::Right;
use kernel::{AsOf, Date, Interval};
use ledger::{Draft, Held, Receipt, held};
use registry::{
    acts::Desk,
    figures::{Lacks, org_map},
    model::OrgId,
};
use store::{Tx, Value, boxed};

pub use self::erase::Promised;
use crate::{
    Error, figures,
    model::{Commitment, CommitmentId, Gap, State},
    rules::{Said, check_gap},
};

/// Longest text, in characters.
pub const LONGEST: usize = 600;
/// A promise for a day further off is none.
const FURTHEST: i64 = 5 * 366;

/// A commitment to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The office whose gap it is.
    pub org: OrgId,
    /// The gap.
    pub gap: Gap,
    /// What will be done.
    pub what: String,
    /// By when.
    pub due_on: Date,
}

/// Promises something about a gap of an office, which must be there today. `lacks` are the gaps that
/// other rooms know of.
#[boxed]
pub async fn promise(
    desk: &Desk<'_>,
    lacks: &[Box<dyn Lacks>],
    new: &Promise,
) -> Result<(CommitmentId, Receipt), Error> {
    desk.by.require_at(Right::Promise, new.org.0)?;
    let today = desk.clock.today();
    let what = text("viec", &new.what)?;
    if let Gap::Other(said) = &new.gap {
        text("thieu", said)?;
    }
    in_time(today, new.due_on)?;
    let mut tx = desk.db.write().await?;
    let header = desk.header("promise", Some(today), "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await?;
    let orgs = org_map(&mut tx, draft.seq() - 1).await?;
    if orgs.on(new.org, today).is_none() {
        return Err(Error::Field { field: "don-vi", what: "gone" });
    }
    let line = figures::line_of(&mut tx, &orgs, (draft.seq() - 1, today), new.org).await?;
    let at = AsOf { valid_on: today, known_at: draft.seq() - 1 };
    let lacked = match new.gap {
        Gap::Lack(_) => figures::lacked(&mut tx, lacks, &orgs, at).await?,
        _ => figures::Lacked::default(),
    };
    let lacking = lacked.of(&orgs, &new.gap, new.org);
    check_gap(&new.gap, Said { line: line.as_ref(), lacking }).map_err(Error::NoGap)?;
    let made = Commitment {
        id: CommitmentId(draft.new_id()),
        org: new.org,
        gap: new.gap.clone(),
        what,
        promised_on: today,
        promised_by: desk.by.name().to_owned(),
        due_on: new.due_on,
        state: State::Open,
        closed_on: None,
        note: String::new(),
    };
    draft.assert(Interval::since(today), &made);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok((made.id, receipt))
}

/// Says that it was done.
#[boxed]
pub async fn keep(desk: &Desk<'_>, id: CommitmentId, note: &str) -> Result<Receipt, Error> {
    let note = note.to_owned();
    change(desk, ("promise_keep", id), |before, today| {
        let closed_on = Some(today);
        Ok(Commitment { state: State::Kept, closed_on, note: brief(&note)?, ..before })
    })
    .await
}

/// Takes it back, for a reason.
#[boxed]
pub async fn withdraw(desk: &Desk<'_>, id: CommitmentId, reason: &str) -> Result<Receipt, Error> {
    change(desk, ("promise_withdraw", id), |before, today| {
        let note = text("ly_do", reason)?;
        Ok(Commitment { state: State::Withdrawn, closed_on: Some(today), note, ..before })
    })
    .await
}

/// Says something else of what will be done or by when, for a reason. What was promised before
/// stays on record.
#[boxed]
pub async fn amend(
    desk: &Desk<'_>,
    id: CommitmentId,
    (what, due_on): (&str, Date),
    reason: &str,
) -> Result<Receipt, Error> {
    change(desk, ("promise_amend", id), |before, today| {
        let (what, note) = (text("viec", what)?, text("ly_do", reason)?);
        if due_on != before.due_on {
            in_time(today, due_on)?;
        }
        if (&what, due_on) == (&before.what, before.due_on) {
            return Err(Error::Field { field: "viec", what: "same" });
        }
        Ok(Commitment { what, due_on, note, ..before })
    })
    .await
}

/// Refuses who may not change a commitment.
#[boxed]
pub async fn require_change(desk: &Desk<'_>, id: CommitmentId) -> Result<(), Error> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let all = versions(&mut tx, known, id).await?;
    let made = all.first().ok_or(Error::Unknown)?;
    Ok(desk.by.require_at(Right::Promise, made.fact.org.0)?)
}

/// Changes what is open, from today on.
async fn change(
    desk: &Desk<'_>,
    (kind, id): (&'static str, CommitmentId),
    to: impl FnOnce(Commitment, Date) -> Result<Commitment, Error>,
) -> Result<Receipt, Error> {
    let today = desk.clock.today();
    let mut tx = desk.db.write().await?;
    let mut draft = Draft::begin(&mut tx, desk.clock, desk.header(kind, Some(today), "")).await?;
    let standing = versions(&mut tx, draft.seq() - 1, id).await?;
    let before = standing.iter().find(|h| h.valid.contains(today)).ok_or(Error::Unknown)?;
    desk.by.require_at(Right::Promise, before.fact.org.0)?;
    if before.fact.state != State::Open {
        return Err(Error::Closed);
    }
    let after = to(before.fact.clone(), today)?;
    draft.overlay(&standing, Interval::since(today), &after);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

async fn versions(
    tx: &mut Tx,
    known: kernel::Seq,
    id: CommitmentId,
) -> Result<Vec<Held<Commitment>>, Error> {
    let which = [Value::Uuid(Some(id.0))];
    Ok(held::<Commitment>(tx, known, "f.commitment_id = $2", &which).await?)
}

/// A text that must be given.
fn text(field: &'static str, given: &str) -> Result<String, Error> {
    let given = kernel::folding::squeeze(given);
    if given.is_empty() {
        return Err(Error::Field { field, what: "missing" });
    }
    if given.chars().count() > LONGEST {
        return Err(Error::Field { field, what: "long" });
    }
    if ledger::holds_a_number(&given) {
        return Err(Error::Field { field, what: "number" });
    }
    Ok(given)
}

/// A text that may be left out.
fn brief(given: &str) -> Result<String, Error> {
    if given.trim().is_empty() { Ok(String::new()) } else { text("ghi_chu", given) }
}

fn in_time(today: Date, due_on: Date) -> Result<(), Error> {
    if due_on < today {
        return Err(Error::Field { field: "han", what: "past" });
    }
    if i64::from((due_on - today).get_days()) > FURTHEST {
        return Err(Error::Field { field: "han", what: "far" });
    }
    Ok(())
}
