//! Rows of teams and their members.

use community::{
    model::{Member, Team},
    rules::{LaterLists, Row, Teams, Until},
};
use ledger::{Fact, Said};
use registry::model::{Gone, SheetRow};

use super::{At, Late, Register, Taken, area_of};
use crate::listing::Line;

pub(super) fn take(
    (teams, late): (&mut Teams, &Late),
    register: &Register<'_>,
    at: &At<'_>,
    line: Line<'_>,
    source: SheetRow,
) -> Taken {
    let code = line.unit("commune").unwrap_or_default();
    let Some(org) = register.codes.get(code).copied() else {
        return Taken::held("unit_unknown", "commune", line.text("commune").unwrap_or_default());
    };
    let text = |key| line.text(key).map(str::to_owned);
    let day = at.sheet.on;
    let team = teams.team_named(org, line.text("village").unwrap_or_default());
    let of_office = late.listed(org.0, day);
    let of_team = team.and_then(|team| late.listed(team.0, day));
    let listed = LaterLists { office: of_office.map(|l| l.on), team: of_team.map(|list| list.on) };
    let name = text("full_name").unwrap_or_default();
    let row = Row {
        org,
        commune: area_of(register, org, day),
        village: text("village").unwrap_or_default(),
        decision_no: text("decision"),
        decision_on: line.date("decision_on"),
        full_name: name.clone(),
        birth: line.birth("birth"),
        phone: text("phone"),
        role: text("role"),
        organisation: text("organisation"),
        trained: at.listing.has("trained").then(|| line.tick("trained") == Some(true)),
        source,
        on: day,
        listed,
    };
    if let Some(taken) = gone(teams, register, at, &row) {
        return taken.of(Some(code));
    }
    let taken = teams.take(register.ids, &row);
    if let Said::Repeats(differences) = &taken.member
        && !differences.is_empty()
    {
        return Taken::held("repeat_conflict", "full_name", &name).of(Some(code));
    }
    let out = Taken::new(taken.member)
        .of(Some(code))
        .confirming(Team::TABLE.name, taken.confirms.team)
        .confirming(Member::TABLE.name, taken.confirms.member);
    let until = |out: Taken, key, until| match until {
        Some(Until::Confirmed(thing, on)) => {
            out.until("row_confirmed_later", key, late.confirmed_on(thing, on))
        }
        Some(Until::Listed(on)) => {
            let list = [of_team, of_office].into_iter().flatten().find(|list| list.on == on);
            out.until("row_unlisted_later", key, list)
        }
        None => out,
    };
    // What a list says of a team that stands already is mostly its decision.
    let decided = at.listing.has("decision") && !taken.team_new;
    let out = until(out, if decided { "decision" } else { "village" }, taken.team_until);
    let out = until(out, "full_name", taken.until);
    if taken.namesake { out.warn("same_name_in_team", "full_name", &name) } else { out }
}

/// What becomes of a row whose membership has no name any longer, or whose person was erased.
fn gone(teams: &mut Teams, register: &Register<'_>, at: &At<'_>, row: &Row) -> Option<Taken> {
    let emptied = teams.emptied(row);
    if emptied == Some(Gone::Removed) {
        return Some(Taken::removed());
    }
    let fits = || !teams.names(row) && register.stops.fits(Some(&row.full_name), row.birth, None);
    let maybe = emptied.is_some() || fits();
    (maybe && at.answer(register, &row.source).is_none())
        .then(|| Taken::maybe_erased(&row.full_name))
}
