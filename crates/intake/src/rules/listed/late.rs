//! Lists of further kinds that come late: what lists of a later day say, they leave as it is.

use std::collections::HashMap;

use community::model::{Member, Team};
use kernel::{Date, Uuid};
use ledger::Held;

use crate::{
    model::{Confirmation, KindRow},
    rules::lists::{Lists, Stood, Thing},
};

/// What lists on record say of the days they speak of.
#[derive(Debug, Default)]
pub(crate) struct Late {
    confirmed: HashMap<Uuid, Vec<Confirmation>>,
    /// Of offices, and of teams.
    lists: Lists<Uuid>,
}

impl Late {
    /// Of memberships, by team and by the office of the team.
    pub(crate) fn of_members(
        confirmed: HashMap<Uuid, Vec<Confirmation>>,
        teams: &[Held<Team>],
        members: &[Held<Member>],
    ) -> Self {
        let offices: HashMap<Uuid, Uuid> =
            teams.iter().map(|held| (held.fact.id.0, held.fact.org.0)).collect();
        let said = members.iter().map(|held| {
            let team = held.fact.team.0;
            let at = [Some(team), offices.get(&team).copied()];
            (held.fact.id.0, at, Said { valid: held.valid, source: held.fact.source.as_ref() })
        });
        let lists = lists(said, &confirmed);
        Self { confirmed, lists }
    }

    /// Of rows of a described kind, by office.
    pub(crate) fn of_rows(
        confirmed: HashMap<Uuid, Vec<Confirmation>>,
        rows: &[Held<KindRow>],
    ) -> Self {
        let said = rows.iter().map(|held| {
            let at = [Some(held.fact.org.0), None];
            (held.fact.id.0, at, Said { valid: held.valid, source: held.fact.source.as_ref() })
        });
        let lists = lists(said, &confirmed);
        Self { confirmed, lists }
    }

    /// Of what is confirmed alone.
    pub(crate) fn confirmed_alone(confirmed: HashMap<Uuid, Vec<Confirmation>>) -> Self {
        Self { confirmed, ..Self::default() }
    }

    /// The days for which a thing was confirmed, the earliest first.
    pub(crate) fn days(&self, thing: Uuid) -> Vec<Date> {
        self.confirmed.get(&thing).into_iter().flatten().map(|it| it.on).collect()
    }

    /// The first list of a later day that named most of an office, or of a team.
    pub(super) fn listed(&self, at: Uuid, day: Date) -> Option<&Confirmation> {
        self.lists.after(at, day)
    }

    /// The list that confirmed a thing for a day.
    pub(super) fn confirmed_on(&self, thing: Uuid, day: Date) -> Option<&Confirmation> {
        self.confirmed.get(&thing)?.iter().find(|it| it.on == day)
    }
}

struct Said<'a> {
    valid: kernel::Interval,
    source: Option<&'a registry::model::SheetRow>,
}

/// Lists by each place a thing stands in.
fn lists<'a>(
    said: impl Iterator<Item = (Uuid, [Option<Uuid>; 2], Said<'a>)>,
    confirmed: &HashMap<Uuid, Vec<Confirmation>>,
) -> Lists<Uuid> {
    let mut stood: HashMap<(Uuid, usize), Vec<Stood<'_, Uuid>>> = HashMap::new();
    for (thing, places, Said { valid, source }) in said {
        for (n, at) in places.into_iter().enumerate() {
            let Some(at) = at else { continue };
            stood.entry((thing, n)).or_default().push(Stood { at, valid, source });
        }
    }
    let known = |thing: &Uuid| confirmed.get(thing).map_or(&[][..], Vec::as_slice);
    Lists::of(stood.into_iter().map(|((id, _), stood)| Thing { stood, confirmed: known(&id) }))
}
