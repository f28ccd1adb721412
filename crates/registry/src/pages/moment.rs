//! When and on which map a page is asked for.

use std::sync::Arc;

use access::{Actor, App, Right};
use kernel::{AsOf, Date, Seq, Timestamp};
use store::{Tx, boxed};
use ui::{AsOfBar, AsOfQuery, Component as _, Html, Page, Problem, Ui};

use super::{
    fail::fail,
    json,
    part::Remedy,
    room::{Covered, Map, Room},
};
use crate::{figures::Lacks, model::OrgId, rules::coverage::Line};

/// The pair of dates and the map of one request, with the transaction it reads in.
pub struct Moment<'a> {
    /// The application.
    pub app: &'a App,
    /// Who asks.
    pub by: &'a Actor,
    /// The reader.
    pub ui: &'a Ui,
    /// The transaction everything is read in.
    pub tx: Tx,
    /// The pair of dates.
    pub as_of: AsOf,
    /// The day whose offices name the lines.
    pub map: Date,
    /// The last act of all.
    pub(super) head: Seq,
    /// Today.
    pub today: Date,
    pub(super) now: Timestamp,
    query: AsOfQuery,
}

impl<'a> Moment<'a> {
    /// Reads the address. Whoever may see no figure at all is refused.
    #[boxed]
    pub async fn open(app: &'a App, by: &'a Actor, ui: &'a Ui) -> Result<Self, Problem> {
        by.require_some(Right::SeeFigures)?;
        let unseen = json::is_asked(ui) || ui.asks_for_rows();
        let query = AsOfQuery::read(ui).or_refuse(unseen)?;
        let (now, today) = (app.clock.now(), app.clock.today());
        let mut tx = app.db.read().await.map_err(fail)?;
        let head = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let known_at = match query.known_at {
            Some(time) => ledger::known_at(&mut tx, time).await.map_err(fail)?,
            None => head,
        };
        let valid_on = query.on.unwrap_or(today);
        let map = query.map.unwrap_or(valid_on);
        ui.tell_dates(AsOfBar::of(&query, today, now));
        Ok(Self {
            app,
            by,
            ui,
            tx,
            as_of: AsOf { valid_on, known_at },
            map,
            head,
            today,
            now,
            query,
        })
    }

    /// The same by everything known: a verb builds on what stands now.
    #[boxed]
    pub async fn newest(app: &'a App, by: &'a Actor, ui: &'a Ui) -> Result<Self, Problem> {
        let mut moment = Self::open(app, by, ui).await?;
        moment.as_of.known_at = moment.head;
        Ok(moment)
    }

    /// What offices lack that other rooms can count.
    pub fn lacks(&self) -> &'a [Box<dyn Lacks>] {
        &self.room().lacks
    }

    /// Where something can be promised about what an office lacks.
    pub fn remedy(&self) -> Option<Remedy> {
        self.room().remedy
    }

    pub(super) fn room(&self) -> &'a Room {
        self.app.room::<Room>()
    }

    /// The time of knowledge that was asked for, else now.
    pub(super) fn known_time(&self) -> Timestamp {
        self.query.known_at.unwrap_or(self.now)
    }

    /// Whether everything entered so far is taken into account.
    pub(super) const fn knows_all(&self) -> bool {
        self.as_of.known_at == self.head
    }

    /// Whether no time of knowledge was asked for: verbs, which build on what stands now, are
    /// offered here and not where the same address must give the same page for ever.
    pub const fn is_now(&self) -> bool {
        self.query.known_at.is_none()
    }

    /// Whether figures are told on another map than that of their day.
    pub fn is_restated(&self) -> bool {
        self.map != self.as_of.valid_on
    }

    /// Offices over time, as known then.
    #[boxed]
    pub async fn offices(&mut self) -> Result<Arc<Map>, Problem> {
        Ok(self.room().map(&mut self.tx, self.as_of.known_at).await?)
    }

    pub(super) async fn coverage(&mut self) -> Result<Arc<Covered>, Problem> {
        Ok(self.room().coverage(&mut self.tx, self.as_of, self.map).await?)
    }

    /// How offices stand on the day, on that day's own map: a norm asks something of an office
    /// that is there.
    #[boxed]
    pub async fn of_the_day(&mut self) -> Result<OfTheDay, Problem> {
        let on = self.as_of.valid_on;
        Ok(OfTheDay(self.room().coverage(&mut self.tx, self.as_of, on).await?))
    }

    /// The page with the bar of dates on it.
    #[boxed]
    pub async fn dated(&mut self, page: Page) -> Result<Page, Problem> {
        let offices = self.offices().await?;
        let mut bar = AsOfBar::of(&self.query, self.today, self.now);
        for (i, day) in offices.days.iter().enumerate() {
            let said = ui::format::date(*day);
            if i == 0 {
                let since = self.ui.f("registry-map-since", &[("date", said.as_str().into())]);
                bar = bar.map_choice(*day, since);
            }
            if let Ok(eve) = day.yesterday() {
                let before = self.ui.f("registry-map-before", &[("date", said.as_str().into())]);
                bar = bar.map_choice(eve, before);
            }
        }
        Ok(page.as_of(bar).errors(&self.query.errors))
    }

    /// What a page without personal data opened rests on.
    pub(super) fn key(&self) -> String {
        let (lang, today, view) = (self.ui.lang.tag(), self.today, self.by.powers().view());
        let (head, known) = (self.head, self.as_of.known_at);
        format!("{lang}|{view}|{head}|{known}|{today}|{}", self.ui.here())
    }

    /// Where a figure's rows are, and what it rests on, in words: goes under a definition.
    pub fn inputs(&self) -> Html {
        self.inputs_of(&self.ui.t("registry-inputs-posts"))
    }

    /// The same of other rows than posts.
    pub fn inputs_of(&self, rows: &str) -> Html {
        let words = self.ui.f(
            "registry-inputs",
            &[
                ("rows", rows.into()),
                ("on", ui::format::date(self.as_of.valid_on).into()),
                ("act", self.as_of.known_at.into()),
                ("map", ui::format::date(self.map).into()),
            ],
        );
        ui::Summary::new().line(self.ui.t("registry-inputs-label"), words).html(self.ui)
    }
}

/// How offices stand on a day.
#[derive(Clone, Debug)]
pub struct OfTheDay(Arc<Covered>);

impl OfTheDay {
    /// The line of an office; `None` where nobody is there and no norm asks anything of it.
    pub fn line(&self, office: OrgId) -> Option<&Line> {
        self.0.coverage.lines.iter().find(|line| line.offices.contains(&office))
    }
}
