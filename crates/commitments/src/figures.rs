//! The questions.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AsOf, Date, Seq};
use ledger::{Traced, traced};
use registry::{
    figures::{Lacking, Lacks, coverage},
    model::OrgId,
    rules::{coverage::Line as Covered, lineage::OrgMap},
};
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{Commitment, CommitmentId, Gap},
    rules::{Evidence, Standing, standing},
};

/// A commitment and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The commitment.
    pub commitment: Commitment,
    /// How it stands on the day.
    pub standing: Standing,
    /// Of what is said to be done: what the record says of its gap on the day, where that was
    /// looked up.
    pub evidence: Option<Evidence>,
}

impl Line {
    /// Whether it is said to be done.
    pub const fn is_kept(&self) -> bool {
        matches!(self.standing, Standing::Kept | Standing::KeptLate)
    }

    /// Whether it is said to be done, and its gap is still there.
    pub const fn is_contradicted(&self) -> bool {
        matches!(self.evidence, Some(found) if found.is_open())
    }

    /// What presses most comes first: what was not done in time, then what is said to be done and
    /// is not to be seen.
    pub const fn order(&self) -> (bool, bool, Standing) {
        let broken = matches!(self.standing, Standing::Broken);
        (!broken, !self.is_contradicted(), self.standing)
    }
}

/// Commitments at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Done, in time or after.
    pub kept: i64,
    /// Of them, those done after the day.
    pub kept_late: i64,
    /// Of them, those whose gap is still there on the day.
    pub contradicted: i64,
    /// To be done by a day that has not passed.
    pub due: i64,
    /// Not done by the day.
    pub broken: i64,
    /// Taken back; counted apart.
    pub withdrawn: i64,
}

impl Overview {
    /// Counts lines.
    pub fn of(lines: &[Line]) -> Self {
        let mut told = Self::default();
        for line in lines {
            told.contradicted += i64::from(line.is_contradicted());
            match line.standing {
                Standing::Broken => told.broken += 1,
                Standing::Due => told.due += 1,
                Standing::Kept => told.kept += 1,
                Standing::KeptLate => {
                    told.kept += 1;
                    told.kept_late += 1;
                }
                Standing::Withdrawn => told.withdrawn += 1,
            }
        }
        told
    }
}

/// Every commitment as of a pair of dates, what presses most first.
#[boxed]
pub async fn lines(tx: &mut Tx, at: AsOf) -> Result<Vec<Line>, Error> {
    let all = told(tx, at.known_at, "", &[]).await?.into_iter();
    let now = all.filter(|said| said.recorded_to.is_none()).map(|said| said.held);
    let on = now.filter(|h| h.valid.contains(at.valid_on));
    Ok(sorted(on.map(|h| h.fact), at.valid_on))
}

/// What was said up to an act. Words that were erased are not told, whatever day they are asked as
/// known on, though they may stand in columns that are hashed as they are.
async fn told(
    tx: &mut Tx,
    known: Seq,
    condition: &str,
    binds: &[Value],
) -> Result<Vec<Traced<Commitment>>, Error> {
    let mut all = traced::<Commitment>(tx, known, condition, binds).await?;
    for said in all.iter_mut().filter(|said| said.erased_by.is_some()) {
        said.held.fact.words().into_iter().for_each(String::clear);
    }
    Ok(all)
}

/// The commitments of some offices.
#[boxed]
pub async fn lines_of(
    tx: &mut Tx,
    at: AsOf,
    offices: &BTreeSet<OrgId>,
) -> Result<Vec<Line>, Error> {
    let mut lines = lines(tx, at).await?;
    lines.retain(|line| offices.contains(&line.commitment.org));
    Ok(lines)
}

fn sorted(commitments: impl Iterator<Item = Commitment>, on: Date) -> Vec<Line> {
    let line = |commitment: Commitment| Line {
        standing: standing(&commitment, on),
        evidence: None,
        commitment,
    };
    let mut lines: Vec<Line> = commitments.map(line).collect();
    in_order(&mut lines);
    lines
}

/// What presses most first.
pub fn in_order(lines: &mut [Line]) {
    lines.sort_by_key(|line| (line.order(), line.commitment.due_on, line.commitment.id.0));
}

/// Everything said of one commitment, the earliest first; empty where there is none.
#[boxed]
pub async fn history(
    tx: &mut Tx,
    at: AsOf,
    id: CommitmentId,
) -> Result<Vec<Traced<Commitment>>, Error> {
    let which = [Value::Uuid(Some(id.0))];
    told(tx, at.known_at, "f.commitment_id = $2", &which).await
}

/// What coverage says of an office on a day, on that day's map: who is there, and how norms stand.
#[boxed]
pub async fn line_of(
    tx: &mut Tx,
    orgs: &OrgMap,
    (known_at, on): (Seq, Date),
    office: OrgId,
) -> Result<Option<Covered>, Error> {
    let covered = coverage(tx, orgs, AsOf { valid_on: on, known_at }, on).await?;
    Ok(covered.lines.into_iter().find(|line| line.offices.contains(&office)))
}

/// What offices lack on a day that other rooms can count.
#[derive(Clone, Debug, Default)]
pub struct Lacked(BTreeMap<&'static str, Lacking>);

impl Lacked {
    /// How much an office with what is under it lacks of what a gap is about; `None` where nobody
    /// can tell.
    pub fn of(&self, orgs: &OrgMap, gap: &Gap, office: OrgId) -> Option<i64> {
        let Gap::Lack(code) = gap else { return None };
        let lacking = self.0.get(code.as_str())?;
        let ours = orgs.under(office, Date::MAX);
        Some(lacking.iter().filter(|(org, _)| ours.contains(org)).map(|(_, n)| n).sum())
    }
}

/// What offices lack on a day.
#[boxed]
pub async fn lacked(
    tx: &mut Tx,
    lacks: &[Box<dyn Lacks>],
    orgs: &OrgMap,
    at: AsOf,
) -> Result<Lacked, Error> {
    let mut found = Lacked::default();
    for one in lacks {
        if let Some(lacking) = one.lacking(tx, orgs, at).await? {
            found.0.insert(one.code(), lacking);
        }
    }
    Ok(found)
}
