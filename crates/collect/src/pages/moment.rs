//! When a page is asked for.

use access::App;
use kernel::AsOf;
use store::Tx;
use ui::{AsOfBar, AsOfQuery, Page, Problem, Ui};

use super::fail::fail;

/// The pair of dates of one request, with the transaction it reads in.
pub(super) struct Moment<'a> {
    app: &'a App,
    pub(super) tx: Tx,
    pub(super) at: AsOf,
    query: AsOfQuery,
}

impl<'a> Moment<'a> {
    pub(super) async fn open(app: &'a App, ui: &Ui) -> Result<Self, Problem> {
        let query = AsOfQuery::read(ui).or_refuse(ui.asks_for_rows())?;
        let mut tx = app.db.read().await.map_err(fail)?;
        let known_at = ledger::known_by(&mut tx, query.known_at).await.map_err(fail)?;
        let valid_on = query.on.unwrap_or_else(|| app.clock.today());
        Ok(Self { app, tx, at: AsOf { valid_on, known_at }, query })
    }

    /// Whether the address asks for what stands now: only there verbs are offered.
    pub(super) const fn is_now(&self) -> bool {
        self.query.on.is_none() && self.query.known_at.is_none()
    }

    /// The page with the bar of dates on it.
    pub(super) fn dated(&self, page: Page) -> Page {
        let bar = AsOfBar::of(&self.query, self.app.clock.today(), self.app.clock.now());
        page.as_of(bar).errors(&self.query.errors)
    }
}
