//! Who is told of a request: whoever answers it, and the person, in their inboxes. Nothing that is
//! told names anybody.

use std::sync::OnceLock;

use access::{AccountId, Role, accounts_of, holders};
use errands::{Letters, acts::tell, model::News};
use store::Tx;

use super::Clerk;
use crate::{
    Error, MESSAGES,
    model::Request,
    pages::{ME, REQUESTS, RETENTION, request_page},
};

/// A request came in.
pub(super) async fn received(
    clerk: &Clerk<'_>,
    tx: &mut Tx,
    request: &Request,
) -> Result<(), Error> {
    let news = News::new("privacy-news-received", request_page(request.id))
        .arg("number", request.number());
    let told = answerers(clerk, tx).await?;
    send(clerk, tx, &told, &news).await
}

/// A request was answered or refused.
pub(super) async fn closed(clerk: &Clerk<'_>, tx: &mut Tx, request: &Request) -> Result<(), Error> {
    let Some(person) = request.person else { return Ok(()) };
    let news = News::new("privacy-news-closed", ME).arg("number", request.number());
    let accounts = accounts_of(tx, person.0).await?;
    let told: Vec<AccountId> = accounts.into_iter().map(|(account, _)| account.id).collect();
    send(clerk, tx, &told, &news).await
}

/// Open requests that are told of.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    /// A working day is left to answer them, or none.
    pub(super) pressing: i64,
    /// No rule is on record for the day they came in: no day is due.
    pub(super) without_term: i64,
}

/// Requests press, or have no day. Returns how many accounts were told.
pub(super) async fn due(clerk: &Clerk<'_>, tx: &mut Tx, waiting: Waiting) -> Result<usize, Error> {
    let told = answerers(clerk, tx).await?;
    let both = [
        ("privacy-news-due", waiting.pressing),
        ("privacy-news-without-term", waiting.without_term),
    ];
    for (news, n) in both.into_iter().filter(|(_, n)| *n > 0) {
        let news = News::new(news, REQUESTS).arg("n", n);
        send(clerk, tx, &told, &news).await?;
    }
    Ok(told.len())
}

/// Kinds of things are past their time.
pub(super) async fn past_time(clerk: &Clerk<'_>, tx: &mut Tx, kinds: i64) -> Result<(), Error> {
    let news = News::new("privacy-news-past", RETENTION).arg("n", kinds);
    let told = answerers(clerk, tx).await?;
    send(clerk, tx, &told, &news).await
}

/// Accounts that answer requests: coordinators of everything.
async fn answerers(clerk: &Clerk<'_>, tx: &mut Tx) -> Result<Vec<AccountId>, Error> {
    let all = holders(clerk.app, tx, Role::Coordinator).await?;
    let mut whole: Vec<AccountId> =
        all.into_iter().filter(|h| h.unit.is_none()).map(|h| h.account.id).collect();
    whole.sort_unstable();
    whole.dedup();
    Ok(whole)
}

async fn send(
    clerk: &Clerk<'_>,
    tx: &mut Tx,
    accounts: &[AccountId],
    news: &News,
) -> Result<(), Error> {
    static LETTERS: OnceLock<Option<Letters>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| Letters::new(MESSAGES, "privacy-mail-see").ok());
    let site = clerk.app.settings.public_url.clone();
    let letter = |news: &News| match letters {
        Some(letters) => letters.write(site.as_deref(), news),
        None => (news.message.to_owned(), news.href.clone()),
    };
    let told: Vec<(AccountId, &News)> = accounts.iter().map(|id| (*id, news)).collect();
    tell(tx, &clerk.app.clock, &told, &letter).await?;
    clerk.app.room::<errands::Room>().told();
    Ok(())
}
