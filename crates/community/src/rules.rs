//! Lists of teams and members against the record. Pure.

mod emptied;

pub use emptied::Emptied;

use std::collections::HashMap;

use kernel::{Birth, Date, IdSource, Interval, Uuid, folding};
use ledger::{Book, Heard, Held, Listed as _, Said, Saying};
use registry::model::{Gone, OrgId, SheetRow};

use crate::model::{Member, MemberId, Team, TeamId};

/// A row of a list: a member, and the team they are in.
#[derive(Clone, Debug)]
pub struct Row {
    /// The office of the commune.
    pub org: OrgId,
    /// Code of the commune's area.
    pub commune: Option<String>,
    /// The village, as written.
    pub village: String,
    /// Number of the decision that set the team up.
    pub decision_no: Option<String>,
    /// Day of that decision.
    pub decision_on: Option<Date>,
    /// The member's name.
    pub full_name: String,
    /// Date of birth.
    pub birth: Option<Birth>,
    /// Phone.
    pub phone: Option<String>,
    /// Role in the team.
    pub role: Option<String>,
    /// The organisation the member comes from.
    pub organisation: Option<String>,
    /// Whether the member was trained; `None` where the list does not say.
    pub trained: Option<bool>,
    /// Where it stands.
    pub source: SheetRow,
    /// The day the list speaks of.
    pub on: Date,
    /// The days of the first later lists on record that do not name what the row says anew.
    pub listed: LaterLists,
}

/// Days of lists that came before and speak of a later time.
#[derive(Clone, Copy, Debug, Default)]
pub struct LaterLists {
    /// Of most of the office's members.
    pub office: Option<Date>,
    /// Of most of the team's.
    pub team: Option<Date>,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Of the member.
    pub member: Said,
    /// Whether the team was not on record.
    pub team_new: bool,
    /// Another row of the same list bears the same name in the same team: two people, or one
    /// listed twice. Both are counted.
    pub namesake: bool,
    /// What the row names just as it has stood since before its list's day: team, membership.
    pub confirms: Confirms,
    /// Where a list of a later day says otherwise of the member: what the row says holds until its
    /// day, or is asked about.
    pub until: Option<Until>,
    /// The same of the team, where it is not the same list that speaks of both.
    pub team_until: Option<Until>,
}

/// A team or a membership that a list does not name, and should have: asked about, not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// Which.
    pub thing: Uuid,
    /// Whether it is a team, with all of its members.
    pub team: bool,
    /// The village, or the member's name.
    pub name: String,
    /// The row it came from.
    pub source: Option<SheetRow>,
    /// The day of the list.
    pub on: Option<Date>,
    /// The list is one of a later day, entered before: these bring it in.
    pub brought: bool,
}

/// What a row names just as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirms {
    /// The team.
    pub team: Option<Uuid>,
    /// The membership.
    pub member: Option<Uuid>,
}

/// What a later list says of what a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// It named a team or a membership as it stood: what the row says ends there.
    Confirmed(Uuid, Date),
    /// It does not name it: somebody is asked whether it ended.
    Listed(Date),
}

impl Until {
    fn of(heard: &Heard, listed: Option<Date>) -> Option<Self> {
        let confirmed = heard.until.map(|(thing, day)| Self::Confirmed(thing, day));
        confirmed.or(listed.filter(|_| heard.cut).map(Self::Listed))
    }
}

/// Teams and members on record, and what lists add.
#[derive(Debug)]
pub struct Teams {
    named: Book<Team>,
    members: Book<Member>,
    /// How many of one key a list named so far.
    among: HashMap<<Member as ledger::Listed>::Key, usize>,
    emptied: Emptied,
    /// The last day of the lists that name a team of an office.
    days: HashMap<OrgId, Date>,
    /// What rows bring in that a list of a later day does not name.
    asked: Vec<Unnamed>,
}

/// What lists come to.
#[derive(Debug, Default)]
pub struct Changes {
    /// Teams.
    pub teams: Vec<Saying<Team>>,
    /// Members.
    pub members: Vec<Saying<Member>>,
}

impl Changes {
    /// Ends on a day what these lists bring in: a membership, or a team with its members.
    pub fn end(&mut self, thing: Uuid, on: Date) {
        let teams = self.teams.iter_mut().filter(|it| it.fact.id.0 == thing);
        let member = |m: &Member| m.id.0 == thing || m.team.0 == thing;
        let members = self.members.iter_mut().filter(|it| member(&it.fact));
        let overs = teams.map(|it| &mut it.over).chain(members.map(|it| &mut it.over));
        for over in overs.filter(|over| over.from < Some(on) && over.contains(on)) {
            over.to = Some(on);
        }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.teams.is_empty() && self.members.is_empty()
    }
}

impl Teams {
    /// From what is on record.
    pub fn new(teams: Vec<Held<Team>>, members: Vec<Held<Member>>) -> Self {
        Self {
            named: Book::new(teams),
            members: Book::new(members),
            among: HashMap::new(),
            emptied: Emptied::default(),
            days: HashMap::new(),
            asked: Vec::new(),
        }
    }

    /// With those whose personal values are gone.
    #[must_use]
    pub fn knowing(self, emptied: Emptied) -> Self {
        Self { emptied, ..self }
    }

    /// With the days for which lists named a team or a membership as it stands.
    #[must_use]
    pub fn confirmed(self, days: impl Fn(Uuid) -> Vec<Date>) -> Self {
        let named = self.named.confirmed(&days);
        Self { named, members: self.members.confirmed(&days), ..self }
    }

    /// Whether a row names somebody who is on record in its team.
    pub fn names(&self, row: &Row) -> bool {
        let Some(team) = self.team_of(row) else { return false };
        let birth = row.birth.map(|b| b.to_string());
        let key = (team, folding::fold(&row.full_name), birth);
        let number = self.among.get(&key).copied().unwrap_or_default();
        self.members.get(&key, number).is_some()
    }

    /// Why the membership that a row says again has no name any longer, where there is one such;
    /// whoever is named in the team is not meant. Nothing is to be entered of the row.
    pub fn emptied(&mut self, row: &Row) -> Option<Gone> {
        if self.names(row) {
            return None;
        }
        let (member, gone) = self.emptied.of(self.team_of(row)?, row)?;
        self.members.leave(member.0);
        Some(gone)
    }

    fn team_of(&self, row: &Row) -> Option<TeamId> {
        self.team_named(row.org, &row.village)
    }

    /// The team of a village, as far as it is known.
    pub fn team_named(&self, org: OrgId, village: &str) -> Option<TeamId> {
        self.named.get(&(org, folding::fold(village)), 0).map(|team| team.id)
    }

    /// Another list begins: what it names twice are two people, what it names again is not.
    pub fn next_list(&mut self) {
        self.among.clear();
    }

    /// Takes a row.
    pub fn take(&mut self, ids: &IdSource, row: &Row) -> Taken {
        let (team, heard) = self.team(ids, row);
        let day = self.days.entry(row.org).or_insert(row.on);
        *day = row.on.max(*day);
        let id = MemberId(ids.next());
        let fresh = Member {
            id,
            team,
            full_name: Some(row.full_name.clone()),
            birth: row.birth,
            phone: row.phone.clone(),
            role: row.role.clone(),
            organisation: row.organisation.clone(),
            trained: row.trained.unwrap_or(false),
            source: Some(row.source.clone()),
        };
        let key = fresh.key();
        let among = self.among.entry(key.clone()).or_default();
        let number = *among;
        *among += 1;
        let listed = [row.listed.team, row.listed.office].into_iter().flatten().min();
        let over = Interval { from: Some(row.on), to: listed };
        let member = self.members.hear((key.clone(), number), over, Some(row.on), |before| {
            before.map_or_else(|| fresh.clone(), |before| with(before, row))
        });
        if member.cut {
            self.members.hold_on(&key, number);
            let of_team = self.asked.iter().any(|it| it.thing == team.0);
            let known = self.members.get(&key, number).filter(|_| !of_team);
            self.asked.extend(known.map(|member| unnamed_member(member, listed)));
        }
        let until = Until::of(&member, listed);
        Taken {
            team_new: heard.said == Said::New,
            namesake: number > 0,
            confirms: Confirms { team: heard.confirms, member: member.confirms },
            team_until: Until::of(&heard, row.listed.office).filter(|team| until != Some(*team)),
            until,
            member: member.said,
        }
    }

    /// The team a row names. It stands since its decision, where that came before the list.
    fn team(&mut self, ids: &IdSource, row: &Row) -> (TeamId, Heard) {
        let fresh = Team {
            id: TeamId(ids.next()),
            org: row.org,
            commune: row.commune.clone(),
            village: row.village.clone(),
            decision_no: row.decision_no.clone(),
            decision_on: row.decision_on,
            source: Some(row.source.clone()),
        };
        let key = fresh.key();
        let since = row.decision_on.map_or(row.on, |day| day.min(row.on));
        let over = Interval { from: Some(since), to: row.listed.office };
        let heard = self.named.hear((key.clone(), 0), over, Some(row.on), |before| {
            let Some(before) = before else { return fresh.clone() };
            Team {
                commune: row.commune.clone().or_else(|| before.commune.clone()),
                decision_no: row.decision_no.clone().or_else(|| before.decision_no.clone()),
                decision_on: row.decision_on.or(before.decision_on),
                ..before.clone()
            }
        });
        if heard.cut {
            self.named.hold_on(&key, 0);
            let known = self.named.get(&key, 0);
            self.asked.extend(known.map(|team| unnamed_team(team, row.listed.office)));
        }
        let team = self.named.get(&key, 0).map_or(fresh.id, |team| team.id);
        (team, heard)
    }

    /// Teams on record that a new list of their office no longer names, members whom one of their
    /// team does not; and what these lists bring in that one of a later day does not name.
    pub fn unnamed(&self) -> Vec<Unnamed> {
        let day = |org: OrgId| self.days.get(&org).copied();
        let offices: HashMap<TeamId, OrgId> = self.named.facts().map(|t| (t.id, t.org)).collect();
        let teams = self.named.unnamed(|team| team.org).into_iter();
        let teams = teams.map(|team| unnamed_team(team, day(team.org)));
        let members = self.members.unnamed(|member| member.team).into_iter();
        let on = |member: &Member| offices.get(&member.team).and_then(|org| day(*org));
        let members = members.map(|member| unnamed_member(member, on(member)));
        teams
            .chain(members)
            .chain(self.asked.iter().map(|it| Unnamed { brought: true, ..it.clone() }))
            .collect()
    }

    /// What all of it comes to.
    pub fn finish(self) -> Changes {
        Changes { teams: self.named.finish(), members: self.members.finish() }
    }
}

fn unnamed_team(team: &Team, on: Option<Date>) -> Unnamed {
    let (name, source) = (team.village.clone(), team.source.clone());
    Unnamed { thing: team.id.0, team: true, name, source, on, brought: false }
}

fn unnamed_member(member: &Member, on: Option<Date>) -> Unnamed {
    let name = member.full_name.clone().unwrap_or_default();
    Unnamed {
        thing: member.id.0,
        team: false,
        name,
        source: member.source.clone(),
        on,
        brought: false,
    }
}

/// A member on record with what a row says. What it leaves blank stays.
fn with(before: &Member, row: &Row) -> Member {
    Member {
        phone: row.phone.clone().or_else(|| before.phone.clone()),
        role: row.role.clone().or_else(|| before.role.clone()),
        organisation: row.organisation.clone().or_else(|| before.organisation.clone()),
        trained: row.trained.unwrap_or(before.trained),
        source: Some(row.source.clone()),
        ..before.clone()
    }
}

#[cfg(test)]
mod tests {
    use kernel::Clock;
    use ledger::FactId;

    use super::*;

    const JANUARY: Date = Date::constant(2024, 1, 15);
    const JUNE: Date = Date::constant(2024, 6, 15);
    const OCTOBER: Date = Date::constant(2024, 10, 15);
    const TEAM: TeamId = TeamId(Uuid::from_u128(1));
    const ORG: OrgId = OrgId(Uuid::from_u128(2));

    fn held<F>(fact: F, to: Option<Date>) -> Held<F> {
        let valid = Interval { from: Some(JANUARY), to };
        Held { id: FactId(Uuid::from_u128(9)), valid, fact }
    }

    /// A team that stands since January until a day, and its one member, who is in it still.
    fn teams(until: Option<Date>) -> Teams {
        let team = Team {
            id: TEAM,
            org: ORG,
            commune: None,
            village: "Thôn 1".into(),
            decision_no: Some("12".into()),
            decision_on: None,
            source: None,
        };
        let member = Member {
            id: MemberId(Uuid::from_u128(3)),
            team: TEAM,
            full_name: Some("Nguyễn Văn An".into()),
            birth: None,
            phone: None,
            role: None,
            organisation: None,
            trained: false,
            source: None,
        };
        Teams::new(vec![held(team, until)], vec![held(member, None)])
    }

    fn row(decision: &str, office: Option<Date>) -> Row {
        Row {
            org: ORG,
            commune: None,
            village: "Thôn 1".into(),
            decision_no: Some(decision.into()),
            decision_on: None,
            full_name: "Nguyễn Văn An".into(),
            birth: None,
            phone: None,
            role: None,
            organisation: None,
            trained: None,
            source: SheetRow { file: "to.xlsx".into(), sheet: "1".into(), row: 5 },
            on: JUNE,
            listed: LaterLists { office, team: None },
        }
    }

    fn taken(mut teams: Teams, row: &Row) -> Taken {
        let taken = teams.take(&IdSource::new(Clock::system()), row);
        assert_eq!(taken.member, Said::Same);
        taken
    }

    #[test]
    fn what_ends_of_a_team_is_told_of_the_team_though_its_member_stays() {
        let days = |_| vec![OCTOBER];
        let confirmed = taken(teams(None).confirmed(days), &row("25", None));
        let until = Until::Confirmed(TEAM.0, OCTOBER);
        assert_eq!((confirmed.until, confirmed.team_until), (None, Some(until)));

        let ended = Date::constant(2024, 3, 1);
        let listed = taken(teams(Some(ended)), &row("12", Some(OCTOBER)));
        let until = Until::Listed(OCTOBER);
        assert_eq!((listed.until, listed.team_until), (None, Some(until)));

        let same = taken(teams(None), &row("12", Some(OCTOBER)));
        assert_eq!((same.until, same.team_until), (None, None));
    }
}
