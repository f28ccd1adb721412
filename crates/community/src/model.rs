//! The nouns: teams and members.

use kernel::{Birth, Date, Uuid, folding, names};
use ledger::{Column, Columns, Fact, FactTable, Listed, ReadFact};
use registry::model::{OrgId, SheetRow};
use store::{
    ColumnType::{Bool, Int, Text, Uuid as Id},
    Value,
};

kernel::typed_id! {
    /// A team.
    TeamId,
    /// Somebody's membership of a team.
    MemberId,
}

/// A team of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The team.
    pub id: TeamId,
    /// The office of its commune.
    pub org: OrgId,
    /// Code of the commune's area, where the office has one.
    pub commune: Option<String>,
    /// Its village, as written.
    pub village: String,
    /// Number of the decision that set it up.
    pub decision_no: Option<String>,
    /// Day of that decision.
    pub decision_on: Option<Date>,
    /// The sheet row it was first named in.
    pub source: Option<SheetRow>,
}

/// The table of teams.
pub static TEAM: FactTable = FactTable {
    name: "team",
    columns: &[
        Column::open("team_id", Id),
        Column::open("org_id", Id),
        Column::open("commune", Text),
        Column::open("village", Text),
        Column::open("village_key", Text),
        Column::open("decision_no", Text),
        Column::open("decision_on", Text),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: None,
};

impl Fact for Team {
    const TABLE: &'static FactTable = &TEAM;

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.org.0)),
            Value::Text(self.commune.clone()),
            Value::text(&self.village),
            Value::text(folding::fold(&self.village)),
            Value::Text(self.decision_no.clone()),
            Value::Text(self.decision_on.map(|d| d.to_string())),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for Team {
    fn read(c: &mut Columns) -> Option<Self> {
        let id = TeamId(c.uuid()?);
        let (org, commune, village) = (OrgId(c.uuid()?), c.text(), c.text()?);
        c.text();
        let (decision_no, decision_on) = (c.text(), c.date());
        Some(Self {
            id,
            org,
            commune,
            village,
            decision_no,
            decision_on,
            source: SheetRow::read(c),
        })
    }
}

impl Listed for Team {
    type Key = (OrgId, String);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> Self::Key {
        (self.org, folding::fold(&self.village))
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        let day = self.decision_on.map(|d| d.to_string()).unwrap_or_default();
        vec![
            ("decision", self.decision_no.clone().unwrap_or_default()),
            ("decision_on", day),
            ("commune", self.commune.clone().unwrap_or_default()),
        ]
    }
}

/// Somebody's membership of a team. What is personal is `None` where it is not known, or was
/// erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The membership.
    pub id: MemberId,
    /// The team.
    pub team: TeamId,
    /// Full name as written, family name first.
    pub full_name: Option<String>,
    /// Date of birth, to the day or the year.
    pub birth: Option<Birth>,
    /// Phone: digits, with the leading zero.
    pub phone: Option<String>,
    /// Role in the team, as written.
    pub role: Option<String>,
    /// The organisation the member comes from, as written.
    pub organisation: Option<String>,
    /// Whether the member was trained.
    pub trained: bool,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
}

/// The table of members.
pub static MEMBER: FactTable = FactTable {
    name: "team_member",
    columns: &[
        Column::open("member_id", Id),
        Column::open("team_id", Id),
        Column::personal("full_name", Text),
        Column::personal("name_key", Text),
        Column::personal("sort_key", Text),
        Column::personal("birth", Text),
        Column::personal("phone", Text),
        Column::open("role", Text),
        Column::open("organisation", Text),
        Column::open("trained", Bool),
        Column::open("source_file", Text),
        Column::open("source_sheet", Text),
        Column::open("source_row", Int),
    ],
    subject: Some("member_id"),
};

impl Fact for Member {
    const TABLE: &'static FactTable = &MEMBER;

    fn values(&self) -> Vec<Value> {
        let name = self.full_name.as_deref();
        let mut values = vec![
            Value::Uuid(Some(self.id.0)),
            Value::Uuid(Some(self.team.0)),
            Value::Text(self.full_name.clone()),
            Value::Text(name.map(folding::fold)),
            Value::Text(name.map(names::sort_key)),
            Value::Text(self.birth.map(|b| b.to_string())),
            Value::Text(self.phone.clone()),
            Value::Text(self.role.clone()),
            Value::Text(self.organisation.clone()),
            Value::Bool(Some(self.trained)),
        ];
        values.extend(SheetRow::values(self.source.as_ref()));
        values
    }
}

impl ReadFact for Member {
    fn read(c: &mut Columns) -> Option<Self> {
        let (id, team, full_name) = (MemberId(c.uuid()?), TeamId(c.uuid()?), c.text());
        c.text();
        c.text();
        Some(Self {
            id,
            team,
            full_name,
            birth: c.birth(),
            phone: c.text(),
            role: c.text(),
            organisation: c.text(),
            trained: c.bool()?,
            source: SheetRow::read(c),
        })
    }
}

impl Listed for Member {
    type Key = (TeamId, String, Option<String>);

    fn thing(&self) -> Uuid {
        self.id.0
    }

    /// A birth tells namesakes of one team apart.
    fn key(&self) -> Self::Key {
        let name = folding::fold(self.full_name.as_deref().unwrap_or_default());
        (self.team, name, self.birth.map(|b| b.to_string()))
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        vec![
            ("role", text(&self.role)),
            ("organisation", text(&self.organisation)),
            ("trained", self.trained.to_string()),
            ("phone", text(&self.phone)),
        ]
    }
}
