//! Filters as statements of SQL: one per key to begin with, each a walk along one index in the
//! order of time, merged.

use std::fmt::Write as _;

use store::Tx;

use super::{
    along::{Gait, Walk, is_parted, parts_since, parts_until},
    driver::Driver,
    query::LISTED,
};
use crate::model::{KeyHash, Lookup, Sig, StatementQuery, TenantId};

/// Unequal, since a planner without knowledge takes an equation to be rare, and then reads all
/// rows of a key and sorts them rather than walking along the index until it has enough.
const VOIDED: &str = "& 1) <> 1";

/// A statement of SQL and what is bound in it.
pub(super) struct Walks {
    pub(super) sql: String,
    pub(super) binds: Vec<i64>,
}

impl Walks {
    /// How a question is answered.
    pub(super) async fn of(
        tx: &mut Tx,
        tenant: TenantId,
        query: &StatementQuery,
    ) -> Result<Self, store::Error> {
        let driver = Driver::choose(tx, tenant, query).await?;
        // One more than asked for tells whether there are more.
        let limit = i64::from(query.limit.max(1)) + 1;
        let postgres = matches!(tx, Tx::Postgres(_));
        let gait = Gait { postgres, ascending: query.ascending, limit };
        Ok(Compiler { query, driver, gait, binds: Vec::new() }.compile(tenant))
    }
}

/// A statement of SQL in the making.
struct Compiler<'a> {
    query: &'a StatementQuery,
    driver: Driver,
    gait: Gait,
    binds: Vec<i64>,
}

impl Compiler<'_> {
    /// The first walk gives a page of its own. The others need not go further than that page does.
    fn compile(mut self, tenant: TenantId) -> Walks {
        let (column, key) = match self.driver {
            Driver::Registration(key) => ("registration", key),
            Driver::Agent(agent) => ("agent", agent.narrow),
            Driver::Activity(activity) => ("activity", activity.narrow),
            Driver::Verb(key) => ("verb", key),
            Driver::Authority(key) => ("authority", key),
            Driver::Tenant => ("tenant", tenant.0),
        };
        let first = self.own(column, key, false);
        let mut others = Vec::new();
        if !matches!(self.driver, Driver::Authority(_) | Driver::Tenant) {
            others.push(self.further(key));
        }
        match self.driver {
            Driver::Agent(Lookup { related: Some(key), .. }) => {
                others.push(self.own("authority", key, true));
                others.push(self.further(key));
            }
            Driver::Activity(Lookup { related: Some(key), .. }) => others.push(self.further(key)),
            _ => {}
        }
        let Gait { limit, .. } = self.gait;
        let order = self.gait.order();
        let (last, nowhere) = if self.query.ascending {
            ("max", "9223372036854775807")
        } else {
            ("min", "-9223372036854775807")
        };
        let mut hit = "SELECT seq FROM page".to_owned();
        for other in &others {
            let _ = write!(hit, " UNION SELECT seq FROM ({other}) AS walk");
        }
        let sql = format!(
            "WITH page AS ({first}), edge AS (SELECT CASE WHEN count(*) = {limit} \
             THEN {last}(seq) ELSE {nowhere} END AS seq FROM page), behind AS (\
             SELECT coalesce(max(part), 0) AS part FROM lrs_part \
             WHERE first <= (SELECT seq FROM edge)) \
             SELECT {LISTED} FROM ({hit} ORDER BY seq {order} LIMIT {limit}) AS hit \
             JOIN lrs_statement s ON s.seq = hit.seq ORDER BY hit.seq {order}"
        );
        Walks { sql, binds: self.binds }
    }

    fn bind(&mut self, value: i64) -> String {
        self.binds.push(value);
        format!("${}", self.binds.len())
    }

    /// The time asked for, and where the first walk came to an end: of the parts and of the rows.
    fn range(&mut self, column: &str, edge: bool) -> (String, String) {
        let (mut parts, mut rows) = (String::new(), String::new());
        if let Some(since) = self.query.since {
            let bind = self.bind(since);
            parts += &parts_since(&bind);
            let _ = write!(rows, " AND {column} > {bind}");
        }
        if let Some(until) = self.query.until {
            let bind = self.bind(until);
            parts += &parts_until(&bind);
            let _ = write!(rows, " AND {column} <= {bind}");
        }
        if edge {
            let than = if self.query.ascending { '<' } else { '>' };
            let _ = write!(parts, " AND p.part {than}= (SELECT part FROM behind)");
            let _ = write!(rows, " AND {column} {than} (SELECT seq FROM edge)");
        }
        (parts, rows)
    }

    /// The bits of the signature that must be there; those of the authority too, where it is the
    /// signature of the statement that is found.
    fn signature(&mut self, column: &str, authority: Option<KeyHash>) -> String {
        let activity = self.query.activity.filter(|a| a.related.is_none()).map(|a| a.narrow);
        let (mask, want) = Sig::wanted(self.query.verb, activity, self.query.registration);
        let of = authority.map_or((0, 0), |key| (Sig::AUTHORITY, Sig::authority(key)));
        let (mask, want) = ((mask & !Sig::VOIDED) | of.0, want | of.1);
        if mask == 0 {
            return String::new();
        }
        let (mask, want) = (self.bind(mask), self.bind(want));
        format!(" AND ({column} & {mask}) = {want}")
    }

    /// Statements whose own column has the key. What the index tells is asked of the index alone;
    /// the statement itself is looked at only where that matches.
    fn own(&mut self, column: &str, key: KeyHash, edge: bool) -> String {
        let key = self.bind(key);
        let (parts, range) = self.range("i.seq", edge);
        let by_authority = matches!(self.driver, Driver::Authority(_));
        let whose = self.query.authority.filter(|_| !by_authority);
        let signature = self.signature("i.sig", whose);
        let rest = self.conditions("s");
        let authority = self.authority();
        let looked_at = if rest.is_empty() && authority.is_empty() {
            String::new()
        } else {
            format!(" AND s.seq = i.seq{rest}{authority}")
        };
        let join = if looked_at.is_empty() { "" } else { " CROSS JOIN lrs_statement s" };
        let matching =
            format!("i.{column} = {key}{range} AND (i.sig {VOIDED}{signature}{looked_at}");
        self.gait.sql(Walk {
            table: ("lrs_statement", 'i'),
            parted: is_parted(column),
            parts: &parts,
            join,
            matching: &matching,
            repeats: false,
        })
    }

    /// Statements that have the key among their further ones, perhaps by several ways: the other
    /// conditions are asked of the statement whose key it is, time and voiding of the statement
    /// that is found.
    fn further(&mut self, key: KeyHash) -> String {
        let key = self.bind(key);
        let (parts, range) = self.range("r.seq", true);
        let signature = self.signature("r.sig", None);
        let rest = self.conditions("v");
        let authority = self.authority();
        let (join, via) = if rest.is_empty() {
            (" CROSS JOIN lrs_statement s", "")
        } else {
            (" CROSS JOIN lrs_statement v CROSS JOIN lrs_statement s", " AND v.seq = r.via")
        };
        let matching = format!(
            "r.key = {key}{range}{signature}{via}{rest} AND s.seq = r.seq AND (s.sig {VOIDED}{authority}"
        );
        self.gait.sql(Walk {
            table: ("lrs_ref", 'r'),
            parted: true,
            parts: &parts,
            join,
            matching: &matching,
            repeats: true,
        })
    }

    /// Every condition but the one that is walked along. The plus keeps the planner from walking
    /// along another index than the one meant.
    fn conditions(&mut self, of: &str) -> String {
        let mut out = String::new();
        let (query, driver) = (self.query, self.driver);
        if let Some(verb) = query.verb.filter(|_| !matches!(driver, Driver::Verb(_))) {
            let bind = self.bind(verb);
            let _ = write!(out, " AND +{of}.verb = {bind}");
        }
        if let Some(key) = query.registration.filter(|_| !matches!(driver, Driver::Registration(_)))
        {
            let bind = self.bind(key);
            let _ = write!(out, " AND +{of}.registration = {bind}");
        }
        if let Some(activity) = query.activity.filter(|_| !matches!(driver, Driver::Activity(_))) {
            out.push_str(&self.activity(of, activity));
        }
        if let Some(agent) = query.agent.filter(|_| !matches!(driver, Driver::Agent(_))) {
            out.push_str(&self.agent(of, agent));
        }
        out
    }

    fn activity(&mut self, of: &str, lookup: Lookup) -> String {
        let own = self.bind(lookup.narrow);
        let Some(related) = lookup.related else { return format!(" AND +{of}.activity = {own}") };
        let related = self.bind(related);
        let further = among_further(of, &related);
        format!(" AND (+{of}.activity = {own} OR {further})")
    }

    /// In the column, or among the further keys the statement has of its own.
    fn agent(&mut self, of: &str, lookup: Lookup) -> String {
        let own = self.bind(lookup.narrow);
        let Some(related) = lookup.related else {
            return format!(" AND (+{of}.agent = {own} OR {})", among_further(of, &own));
        };
        let related = self.bind(related);
        let further = among_further(of, &format!("{own}, {related}"));
        format!(" AND (+{of}.agent = {own} OR +{of}.authority = {related} OR {further})")
    }

    /// Who stands behind the statement that is found, whatever it refers to.
    fn authority(&mut self) -> String {
        match (self.query.authority, self.driver) {
            (None, _) | (_, Driver::Authority(_)) => String::new(),
            (Some(authority), _) => {
                let bind = self.bind(authority);
                format!(" AND +s.authority = {bind}")
            }
        }
    }
}

fn among_further(of: &str, keys: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM lrs_ref x WHERE x.part = {of}.part AND x.key IN ({keys}) \
         AND x.seq = {of}.seq AND x.via = {of}.seq)"
    )
}
