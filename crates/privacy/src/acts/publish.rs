//! The page for the public is switched on and off; figures of a day are published.

use access::Right;
use kernel::{Date, Interval, Seq};
use ledger::{Draft, Receipt, held};
use store::boxed;

use super::Clerk;
use crate::{
    Error, figures,
    model::{PublicPage, PublicPageId, Publication, PublicationId},
    rules::{LEAST_THRESHOLD, last_quarter},
};

/// Most people a threshold may ask for.
const MOST: i64 = 100;

/// Switches the page on or off, and says below how many people nothing is told.
#[boxed]
pub async fn set_public(
    clerk: &Clerk<'_>,
    on: bool,
    threshold: i64,
    reason: &str,
) -> Result<Option<Receipt>, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    if !(LEAST_THRESHOLD..=MOST).contains(&threshold) {
        return Err(Error::Field { field: "nguong", what: "range" });
    }
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("public_page", Some(today), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let standing = held::<PublicPage>(&mut tx, draft.seq() - 1, "", &[]).await?;
    let id = standing.first().map_or_else(|| PublicPageId(draft.new_id()), |held| held.fact.id);
    let said = PublicPage { id, on, threshold };
    if !draft.overlay(&standing, Interval::since(today), &said) {
        return Ok(None);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok(Some(receipt))
}

/// Publishes the figures of the last quarter's last day. Each day is published once.
#[boxed]
pub async fn publish(clerk: &Clerk<'_>, reason: &str) -> Result<(Date, Receipt), Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    let today = clerk.today();
    let day = last_quarter(today).ok_or(Error::Step)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("publication", Some(today), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let before = figures::publications(&mut tx, Seq::MAX).await?;
    if before.iter().any(|it| it.of_day >= day) {
        return Err(Error::Step);
    }
    let page = figures::public_page(&mut tx, today).await?.ok_or(Error::Step)?;
    let last = before.last().map(|it| &it.figures);
    let told = figures::to_publish(&mut tx, day, page.threshold, last).await?;
    let said = Publication { id: PublicationId(draft.new_id()), of_day: day, figures: told };
    draft.assert(Interval::since(today), &said);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    clerk.app.acted();
    Ok((day, receipt))
}
