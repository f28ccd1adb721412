//! Whom a form is about, on the newest record: a verb always builds on what stands now.

use std::sync::Arc;

use access::{Actor, App, Right, Signed};
use kernel::{Date, Interval};
use ledger::{Held, Source};
use ui::{Page, Problem, Text, Ui, format};

use super::{
    super::{fail::fail, links, moment::Moment, person, room::Map, words::FieldNames},
    UNKNOWN,
};
use crate::{
    acts::Desk,
    figures::{self, PersonHistory},
    model::{Assignment, AssignmentId, Field, OrgId, Person, PersonId},
    rules::lineage::OrgMap,
};

/// Offices and fields of work, by everything known.
pub(super) struct Register {
    pub(super) map: Arc<Map>,
    pub(super) fields: Vec<Field>,
    /// The day the reader looks at, else today.
    pub(super) day: Date,
    pub(super) today: Date,
}

impl Register {
    pub(super) async fn open(app: &App, by: &Actor, ui: &Ui) -> Result<Self, Problem> {
        Self::read(&mut newest(app, by, ui).await?).await
    }

    async fn read(moment: &mut Moment<'_>) -> Result<Self, Problem> {
        let map = moment.offices().await?;
        let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
        Ok(Self { map, fields, day: moment.as_of.valid_on, today: moment.today })
    }

    pub(super) fn orgs(&self) -> &OrgMap {
        &self.map.orgs
    }

    pub(super) fn names(&self, ui: &Ui) -> FieldNames {
        FieldNames::new(ui, &self.fields)
    }

    /// The office of a code: the one of the day, else any that had it.
    pub(super) fn office(&self, code: &str, on: Date) -> Option<OrgId> {
        let now = self.orgs().all_on(on).into_iter().find(|o| o.code == code).map(|o| o.id);
        now.or_else(|| self.orgs().codes().find(|(_, c)| *c == code).map(|(id, _)| id))
    }

    /// The name of an office on a day, else its last.
    pub(super) fn office_name(&self, org: OrgId, on: Date) -> String {
        let orgs = self.orgs();
        orgs.on(org, on).or_else(|| orgs.latest(org)).map(|o| o.name.clone()).unwrap_or_default()
    }
}

/// The moment of the address, with everything known.
pub(super) async fn newest<'a>(
    app: &'a App,
    by: &'a Actor,
    ui: &'a Ui,
) -> Result<Moment<'a>, Problem> {
    by.require_some(Right::EditPeople)?;
    Moment::newest(app, by, ui).await
}

/// Somebody on record.
pub(super) struct Subject {
    pub(super) id: PersonId,
    pub(super) history: PersonHistory,
    pub(super) register: Register,
}

impl Subject {
    pub(super) async fn open(app: &App, by: &Actor, ui: &Ui, id: &str) -> Result<Self, Problem> {
        let id: PersonId = id.parse().map_err(|_| Problem::not_found())?;
        let mut moment = newest(app, by, ui).await?;
        let history = figures::history(&mut moment.tx, by, moment.head, id).await?;
        if history.is_none() {
            person::refuse_joined(&mut moment.tx, moment.head, id).await?;
        }
        let history = history.ok_or_else(Problem::not_found)?;
        let register = Register::read(&mut moment).await?;
        Ok(Self { id, history, register })
    }

    /// The same, of whom nothing was erased: only such a person can be said more of.
    pub(super) async fn named(app: &App, by: &Actor, ui: &Ui, id: &str) -> Result<Self, Problem> {
        let it = Self::open(app, by, ui, id).await?;
        if it.who().full_name.is_some() {
            return Ok(it);
        }
        Err(crate::Error::Refused { what: "person_erased", value: it.id.to_string() }.into())
    }

    /// The same of who stands where one enters: what is theirs can be said otherwise.
    pub(super) async fn ours(app: &App, by: &Actor, ui: &Ui, id: &str) -> Result<Self, Problem> {
        let it = Self::named(app, by, ui, id).await?;
        let mut tx = app.db.read().await.map_err(fail)?;
        figures::require_person(&mut tx, by, Right::EditPeople, it.id).await?;
        Ok(it)
    }

    /// Who they are on the day, else as last said.
    pub(super) fn held(&self) -> &Held<Person> {
        let all = &self.history.person;
        let now = all.iter().find(|h| h.valid.contains(self.register.day));
        // A history without a version is none.
        now.or_else(|| all.iter().max_by_key(|h| h.valid.from)).unwrap_or(&all[0])
    }

    pub(super) fn who(&self) -> &Person {
        &self.held().fact
    }

    pub(super) fn name(&self, ui: &Ui) -> Text {
        let name = self.who().full_name.clone();
        name.map_or_else(|| ui.t("registry-unnamed"), Into::into)
    }

    /// The stretch of a duty that the address means: that which begins where `tu` says, else that
    /// of the day, else the last.
    pub(super) fn duty(&self, ui: &Ui, id: &str) -> Result<&Held<Assignment>, Problem> {
        let id: AssignmentId = id.parse().map_err(|_| Problem::not_found())?;
        let stretches: Vec<_> =
            self.history.assignments.iter().filter(|h| h.fact.id == id).collect();
        let said = ui.query().get("tu").map(|from| (from != UNKNOWN).then_some(from));
        let said = said.map(|from| from.and_then(format::parse_date));
        let meant = said.and_then(|from| stretches.iter().find(|h| h.valid.from == from));
        let now = || stretches.iter().find(|h| h.valid.contains(self.register.day));
        let found = meant.or_else(now).or_else(|| stretches.last());
        found.copied().ok_or_else(Problem::not_found)
    }

    /// When a duty holds, over all its stretches.
    pub(super) fn life(&self, id: AssignmentId) -> Interval {
        let of = || self.history.assignments.iter().filter(|h| h.fact.id == id).map(|h| h.valid);
        let open = of().any(|v| v.to.is_none());
        Interval {
            from: of().map(|v| v.from).min().flatten(),
            to: if open { None } else { of().filter_map(|v| v.to).max() },
        }
    }

    /// A page about them.
    pub(super) fn page(&self, ui: &Ui, title: Text) -> Page {
        Page::new(title)
            .crumb(ui.t("registry-people-title"), "/nhan-luc")
            .crumb(self.name(ui), links::person(self.id))
    }
}

/// The desk a form is entered at.
pub(super) fn desk<'a>(app: &'a App, signed: &'a Signed) -> Desk<'a> {
    Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form }
}
