//! What the public may see, and what would be published next.

use kernel::{AsOf, Date, Seq};
use ledger::held;
use registry::{
    figures::{coverage, org_map},
    rules::coverage::ByMode,
};
use store::{Tx, boxed};

use crate::{
    Error,
    model::{PublicFigures, PublicPage, Publication},
    rules::{Whole, published},
};

/// Offices that are no counted ones: the head of the tree.
const OTHER: &str = "other";

/// The setting of the page as it stands on a day.
#[boxed]
pub async fn public_page(tx: &mut Tx, day: Date) -> Result<Option<PublicPage>, Error> {
    let all = held::<PublicPage>(tx, Seq::MAX, "", &[]).await?;
    Ok(all.into_iter().find(|h| h.valid.contains(day)).map(|h| h.fact))
}

/// What was published as known after an act, the earliest day first.
#[boxed]
pub async fn publications(tx: &mut Tx, known: Seq) -> Result<Vec<Publication>, Error> {
    let all = held::<Publication>(tx, known, "", &[]).await?;
    let mut all: Vec<Publication> = all.into_iter().map(|h| h.fact).collect();
    all.sort_by_key(|it| it.of_day);
    Ok(all)
}

/// What would be published of a day, by all that is known now.
#[boxed]
pub async fn to_publish(
    tx: &mut Tx,
    day: Date,
    threshold: i64,
    before: Option<&PublicFigures>,
) -> Result<PublicFigures, Error> {
    let known_at = ledger::last_seq(tx).await?;
    let whole = whole(tx, day, known_at).await?;
    Ok(published(&whole, threshold, before))
}

/// What would be told of the day of a publication by what is known after an act, in its place:
/// kept back by the threshold it had, after the publication that stood before it.
#[boxed]
pub async fn told_again(
    tx: &mut Tx,
    known_at: Seq,
    (of, before): (&Publication, Option<&Publication>),
) -> Result<PublicFigures, Error> {
    let whole = whole(tx, of.of_day, known_at).await?;
    Ok(published(&whole, of.figures.threshold, before.map(|it| &it.figures)))
}

async fn whole(tx: &mut Tx, day: Date, known_at: Seq) -> Result<Whole, Error> {
    let at = AsOf { valid_on: day, known_at };
    let orgs = org_map(tx, known_at).await?;
    let coverage = coverage(tx, &orgs, at, day).await?;
    let modes = |modes: &ByMode| [modes.dedicated, modes.concurrent];
    let mut it = Whole { people: coverage.totals.people, ..Whole::default() };
    for line in &coverage.lines {
        let kind = line.kinds.iter().next().filter(|_| line.counted);
        let group = kind.map_or(OTHER, String::as_str);
        let sum = it.groups.entry(group.to_owned()).or_default();
        let own = modes(&line.modes);
        *sum = [sum[0] + own[0], sum[1] + own[1]];
        if line.counted {
            let offices = it.offices.entry(group.to_owned()).or_default();
            offices.0 += 1;
            offices.1 += i64::from(!line.people.is_empty());
        }
    }
    for (field, of) in &coverage.totals.fields {
        it.fields.insert(field.clone(), modes(of));
    }
    Ok(it)
}
