//! Lists of further kinds that come late: what lists of a later day say, they leave as it is.

use std::collections::HashMap;

use community::model::{Member, Team};
use kernel::{Date, Uuid};
use ledger::{Held, Listed};
use registry::model::SheetRow;

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
            (held, at, held.fact.source.as_ref())
        });
        let lists = lists(said, &confirmed);
        Self { confirmed, lists }
    }

    /// Of rows of a described kind, by office.
    pub(super) fn of_rows(
        confirmed: HashMap<Uuid, Vec<Confirmation>>,
        rows: &[Held<KindRow>],
    ) -> Self {
        let said = rows.iter().map(|held| {
            let at = [Some(held.fact.org.0), None];
            (held, at, held.fact.source.as_ref())
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

/// What stood, in which places, and the row that said so.
type Said<'a, F> = (&'a Held<F>, [Option<Uuid>; 2], Option<&'a SheetRow>);

/// Lists by each place a thing stands in.
fn lists<'a, F: Listed + 'a>(
    said: impl Iterator<Item = Said<'a, F>>,
    confirmed: &HashMap<Uuid, Vec<Confirmation>>,
) -> Lists<Uuid> {
    let mut stood: HashMap<(Uuid, usize), Vec<Stood<'_, Uuid, F>>> = HashMap::new();
    for (Held { valid, fact, .. }, places, source) in said {
        for (n, at) in places.into_iter().enumerate() {
            let Some(at) = at else { continue };
            let stood = stood.entry((fact.thing(), n)).or_default();
            stood.push(Stood { at, valid: *valid, fact, source, by_hand: false });
        }
    }
    let known = |thing: &Uuid| confirmed.get(thing).map_or(&[][..], Vec::as_slice);
    let things = stood.into_iter().map(|((id, _), stood)| Thing { stood, confirmed: known(&id) });
    Lists::of(things, |a, b| a.told() == b.told())
}
