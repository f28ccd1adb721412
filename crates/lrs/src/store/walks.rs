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
    /// The first walk gives a page of its own. The others need not go further than that page does:
    /// up to its last, which may but look alike and yet be found by a further key.
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
            others.push((self.further(key), 0));
        }
        match self.driver {
            Driver::Agent(Lookup { related: Some(key), .. }) => {
                others.push((self.own("authority", key, true), 1));
                others.push((self.further(key), 0));
            }
            Driver::Activity(Lookup { related: Some(key), .. }) => {
                others.push((self.further(key), 0));
            }
            _ => {}
        }
        let Gait { limit, .. } = self.gait;
        let order = self.gait.order();
        let (last, nowhere) = if self.query.ascending {
            ("max", "9223372036854775807")
        } else {
            ("min", "-9223372036854775807")
        };
        let hit = if others.is_empty() {
            "SELECT seq, 1 AS own FROM page".to_owned()
        } else {
            let mut hit = "SELECT seq, 1 AS own FROM page".to_owned();
            for (other, own) in &others {
                let _ = write!(hit, " UNION ALL SELECT seq, {own} FROM ({other}) AS walk");
            }
            format!("SELECT seq, min(own) AS own FROM ({hit}) AS found GROUP BY seq")
        };
        let matches = self.exactly();
        let sql = format!(
            "WITH page AS ({first}), edge AS (SELECT CASE WHEN count(*) = {limit} \
             THEN {last}(seq) ELSE {nowhere} END AS seq FROM page), behind AS (\
             SELECT coalesce(max(part), 0) AS part FROM lrs_part \
             WHERE first <= (SELECT seq FROM edge)) \
             SELECT {LISTED}, {matches} AS matches \
             FROM ({hit} ORDER BY seq {order} LIMIT {limit}) AS hit \
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
            let _ = write!(rows, " AND {column} {than}= (SELECT seq FROM edge)");
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

    /// Statements whose own column has the key, as far as the index tells. The statement itself is
    /// looked at only for what no signature tells, and then once more as it is listed: looking at
    /// each for its verb too would be half of the time.
    fn own(&mut self, column: &str, key: KeyHash, edge: bool) -> String {
        let key = self.bind(key);
        let (parts, range) = self.range("i.seq", edge);
        let by_authority = matches!(self.driver, Driver::Authority(_));
        let whose = self.query.authority.filter(|_| !by_authority);
        let signature = self.signature("i.sig", whose);
        let rest = self.unsigned("s");
        let (join, looked_at) = if rest.is_empty() {
            ("", String::new())
        } else {
            (" CROSS JOIN lrs_statement s", format!(" AND s.seq = i.seq{rest}"))
        };
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
        let rest = self.signed("v") + &self.unsigned("v");
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

    /// Whether a statement that was found by its own key is one, and not another of like signature.
    fn exactly(&mut self) -> String {
        let (signed, authority) = (self.signed("s"), self.authority());
        if signed.is_empty() && authority.is_empty() {
            return "CAST(1 AS BIGINT)".to_owned();
        }
        let matches = format!("hit.own = 0 OR (true{signed}{authority})");
        format!("CAST(CASE WHEN {matches} THEN 1 ELSE 0 END AS BIGINT)")
    }

    /// The conditions of which a signature tells, but the one that is walked along. The plus keeps
    /// the planner from walking along another index than the one meant.
    fn signed(&mut self, of: &str) -> String {
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
        if let Some(Lookup { narrow, related: None }) = self.activity_beside() {
            let bind = self.bind(narrow);
            let _ = write!(out, " AND +{of}.activity = {bind}");
        }
        out
    }

    /// The others.
    fn unsigned(&mut self, of: &str) -> String {
        let mut out = String::new();
        if let Some(Lookup { narrow, related: Some(related) }) = self.activity_beside() {
            let (own, related) = (self.bind(narrow), self.bind(related));
            let further = among_further(of, &related);
            let _ = write!(out, " AND (+{of}.activity = {own} OR {further})");
        }
        if let Some(agent) = self.query.agent.filter(|_| !matches!(self.driver, Driver::Agent(_))) {
            out.push_str(&self.agent(of, agent));
        }
        out
    }

    /// The activity asked for, where it is not what is walked along.
    fn activity_beside(&self) -> Option<Lookup> {
        self.query.activity.filter(|_| !matches!(self.driver, Driver::Activity(_)))
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
