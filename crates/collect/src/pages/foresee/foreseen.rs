//! What accepting a sheet would change, worked out in a transaction that is dropped.

use intake::{
    acts::{Confirmed, Picture, Trial, picture, try_batch},
    model::Batch,
};
use kernel::AsOf;
use registry::pages::{ChangedFigure, Publishes};
use sha2::{Digest as _, Sha256};
use ui::Ui;

use super::super::office::There;
use crate::{Error, acts::Clerk};

/// Figures as they are, and as they would be.
#[derive(Debug)]
pub(super) struct Foreseen {
    /// Of the campaign's day, as they are.
    pub(super) before: Picture,
    /// Of the campaign's day, as they would be.
    pub(super) after: Picture,
    /// Published ones that would read otherwise, of whatever day.
    pub(super) published: Vec<ChangedFigure>,
    /// How many people the sheet no longer names.
    pub(super) missing: usize,
    /// What the files come to.
    pub(super) fingerprint: String,
}

/// What somebody is about to agree to: nothing but the files, where no form says more.
pub(super) fn of_files(batch: &Batch) -> Confirmed {
    Confirmed {
        batch: batch.id,
        version: batch.version,
        fingerprint: String::new(),
        reason: String::new(),
        endings: Vec::new(),
    }
}

impl Foreseen {
    /// Works it out. Nothing is entered.
    pub(super) async fn work_out(
        clerk: &Clerk<'_>,
        there: &There,
        agreed: &Confirmed,
        (published_by, ui): (Option<&dyn Publishes>, &Ui),
    ) -> Result<Self, Error> {
        let files = (agreed.batch, agreed.version);
        let mut trial = try_batch(&clerk.desk(), files, &agreed.endings).await?;
        let (first, second, day) = (trial.before, trial.after, there.case.campaign.as_of);
        let tx = &mut trial.tx;
        let before = picture(tx, AsOf { valid_on: day, known_at: first }).await?;
        let after = picture(tx, AsOf { valid_on: day, known_at: second }).await?;
        let published = match published_by {
            Some(room) => room.changed(tx, (first, second), ui).await?,
            None => Vec::new(),
        };
        let Trial { missing, fingerprint, .. } = trial;
        Ok(Self { before, after, published, missing, fingerprint })
    }

    /// A mark of what is shown to whoever agrees: the endings they chose, and every published
    /// figure that would change. Anything else has another.
    pub(super) fn mark(&self, agreed: &Confirmed) -> String {
        let mut seen = Sha256::new();
        let mut endings: Vec<String> =
            agreed.endings.iter().map(|e| format!("{} {}", e.thing, e.because)).collect();
        endings.sort();
        let told = self.published.iter().map(|it| {
            format!("{} {} {:?} {:?} {:?}", it.page, it.figure, it.published, it.before, it.after)
        });
        let files = format!("{} {} {}", agreed.batch, agreed.version, self.fingerprint);
        for part in std::iter::once(files).chain(endings).chain(told) {
            seen.update(part.as_bytes());
            seen.update(b"\n");
        }
        hex::encode(seen.finalize())
    }
}
