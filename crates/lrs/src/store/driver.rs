//! With which of its filters a question begins: the rarest, as far as a few steps tell.

use std::fmt::Write as _;

use sqlx::AssertSqlSafe;
use store::{Tx, on_db};

use super::along::{Gait, Walk, is_parted, parts_since, parts_until};
use crate::model::{KeyHash, Lookup, StatementQuery, TenantId};

/// Where a walk begins. Of several the rarest; where they are alike, the kind that is rarer as a
/// rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Driver {
    Registration(KeyHash),
    Agent(Lookup),
    Activity(Lookup),
    Verb(KeyHash),
    Authority(KeyHash),
    Tenant,
}

/// Entries of one index: table, column, key.
type Index = (&'static str, &'static str, KeyHash);

/// Steps along an index that tell how dense it is.
const STEPS: i64 = 100;
/// How much more it costs to look at a whole statement than to pass over an entry of an index.
const LOOK: i128 = 20;

impl Driver {
    /// Those a walk may begin with.
    fn possible(query: &StatementQuery) -> Vec<Self> {
        let all = [
            query.registration.map(Self::Registration),
            query.agent.map(Self::Agent),
            query.activity.map(Self::Activity),
            query.verb.map(Self::Verb),
        ];
        let mut found: Vec<Self> = all.into_iter().flatten().collect();
        if found.is_empty() {
            found.push(query.authority.map_or(Self::Tenant, Self::Authority));
        }
        found
    }

    /// The indexes it walks along, as far as they count.
    fn indexes(self) -> Vec<Index> {
        const STATEMENT: &str = "lrs_statement";
        match self {
            Self::Registration(key) => vec![(STATEMENT, "registration", key)],
            Self::Agent(agent) => {
                let narrow = agent.narrow;
                let mut all = vec![(STATEMENT, "agent", narrow), ("lrs_ref", "key", narrow)];
                if let Some(key) = agent.related {
                    all.extend([(STATEMENT, "authority", key), ("lrs_ref", "key", key)]);
                }
                all
            }
            Self::Activity(activity) => {
                let mut all = vec![(STATEMENT, "activity", activity.narrow)];
                all.extend(activity.related.map(|key| ("lrs_ref", "key", key)));
                all
            }
            Self::Verb(key) => vec![(STATEMENT, "verb", key)],
            Self::Authority(key) => vec![(STATEMENT, "authority", key)],
            Self::Tenant => Vec::new(),
        }
    }

    /// Whether the signature, which stands in every index, tells of it. For anything else the
    /// statement has to be looked at.
    const fn is_signed(self) -> bool {
        match self {
            Self::Registration(_) | Self::Verb(_) => true,
            Self::Activity(activity) => activity.related.is_none(),
            Self::Agent(_) | Self::Authority(_) | Self::Tenant => false,
        }
    }

    /// The one with the fewest rows to be looked at, judged by how far some steps along its
    /// indexes reach: the further, the rarer.
    pub(super) async fn choose(
        tx: &mut Tx,
        tenant: TenantId,
        query: &StatementQuery,
    ) -> Result<Self, store::Error> {
        let possible = Self::possible(query);
        if let [only] = possible[..] {
            return Ok(only);
        }
        let postgres = matches!(tx, Tx::Postgres(_));
        let (sql, binds) = steps(postgres, tenant, query, &possible);
        let told: Vec<Reach> = on_db!(tx, c => {
            let mut statement = sqlx::query_as(AssertSqlSafe(sql));
            for bind in &binds {
                statement = statement.bind(*bind);
            }
            statement.fetch_all(c).await
        })?;
        let costs = costs(&possible, &told);
        let best = possible.iter().zip(costs).min_by_key(|(_, cost)| *cost);
        Ok(best.map_or(possible[0], |(driver, _)| *driver))
    }
}

/// How far some steps along an index went: whose they are, how many, over what time.
type Reach = (i64, i64, i64);

/// Asks how far steps reach: along each index of each, numbered; and, where it matters, everything
/// from end to end and the whole tenant's, numbered behind the last.
fn steps(
    postgres: bool,
    tenant: TenantId,
    query: &StatementQuery,
    possible: &[Driver],
) -> (String, Vec<i64>) {
    let mut binds = Vec::new();
    let mut walk = |(table, column, key): Index, ascending: bool, limit: i64| {
        let mut bind = |value| {
            binds.push(value);
            format!("${}", binds.len())
        };
        let mut matching = format!("i.{column} = {}", bind(key));
        let mut parts = String::new();
        if let Some(since) = query.since {
            let since = bind(since);
            let _ = write!(matching, " AND i.seq > {since}");
            parts += &parts_since(&since);
        }
        if let Some(until) = query.until {
            let until = bind(until);
            let _ = write!(matching, " AND i.seq <= {until}");
            parts += &parts_until(&until);
        }
        Gait { postgres, ascending, limit }.sql(Walk {
            table: (table, 'i'),
            parted: is_parted(column),
            parts: &parts,
            join: "",
            matching: &matching,
            repeats: false,
        })
    };
    let everything: Index = ("lrs_statement", "tenant", tenant.0);
    let mut parts = Vec::new();
    let mut numbered: Vec<_> = possible.iter().map(|driver| driver.indexes()).collect();
    // Where a signature tells of each, none is looked at, and how many there are does not matter.
    if !possible.iter().all(|driver| driver.is_signed()) {
        let (first, last) = (walk(everything, true, 1), walk(everything, false, 1));
        parts.push(format!(
            "SELECT CAST(-1 AS BIGINT), CAST({STEPS} AS BIGINT), coalesce(\
             (SELECT max(seq) FROM ({last}) AS last) \
             - (SELECT min(seq) FROM ({first}) AS first), 0)"
        ));
        numbered.push(vec![everything]);
    }
    for (n, indexes) in numbered.into_iter().enumerate() {
        for index in indexes {
            let walk = walk(index, query.ascending, STEPS);
            parts.push(format!(
                "SELECT CAST({n} AS BIGINT), count(*), coalesce(max(seq) - min(seq), 0) \
                 FROM ({walk}) AS step"
            ));
        }
    }
    (parts.join(" UNION ALL "), binds)
}

/// What it costs to begin with each.
fn costs(drivers: &[Driver], told: &[Reach]) -> Vec<i128> {
    let full = |steps: i64| steps >= STEPS;
    let far = told.iter().filter(|(_, steps, _)| full(*steps)).map(|(.., span)| *span).max();
    let far = i128::from(far.unwrap_or(1).max(1));
    let rows_of = |n: usize| -> i128 {
        let of = told.iter().filter(|(of, ..)| usize::try_from(*of) == Ok(n));
        of.map(|(_, steps, span)| {
            let rows = i128::from(*steps);
            if full(*steps) { rows * far / i128::from(*span).max(1) } else { rows }
        })
        .sum()
    };
    let everything = rows_of(drivers.len()).max(1);
    let cost = |(n, _): (usize, &Driver)| {
        let others = drivers.iter().enumerate().filter(|(other, _)| *other != n);
        let (signed, looked_at): (Vec<_>, Vec<_>) = others.partition(|(_, of)| of.is_signed());
        let rows = rows_of(n);
        if looked_at.is_empty() {
            return rows;
        }
        let passing = signed
            .iter()
            .fold(rows, |left, (other, _)| left * rows_of(*other).min(everything) / everything);
        rows + LOOK * passing
    };
    drivers.iter().enumerate().map(cost).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: Driver = Driver::Agent(Lookup { narrow: 1, related: None });
    const ACTIVITY: Driver = Driver::Activity(Lookup { narrow: 2, related: Some(3) });
    const VERB: Driver = Driver::Verb(4);

    /// Costs with the other filters as the drivers say.
    fn told(drivers: &[Driver], reached: &[Reach]) -> Vec<i128> {
        costs(drivers, reached)
    }

    #[test]
    fn fewer_rows_cost_less() {
        // All rows lie in 1,000,000 microseconds; a hundred of the agent in a thousandth of that.
        let whole = [(-1, 100, 1_000_000), (2, 100, 500)];
        let reached = [&whole[..], &[(0, 100, 1_000), (1, 7, 900_000), (1, 0, 0)]].concat();
        let rows = [100_000, 7];
        assert_eq!(told(&[AGENT, ACTIVITY], &reached), rows.map(|n| n + LOOK * n));
    }

    #[test]
    fn what_the_signature_tells_is_not_looked_at() {
        // Half of all rows are the agent's, a thousandth has the verb.
        let reached = [(-1, 100, 1_000_000), (0, 100, 1_000), (1, 100, 500_000), (2, 100, 500)];
        let (agent, verb) = (100_000, 200);
        assert_eq!(told(&[AGENT, VERB], &reached), [agent, verb + LOOK * verb]);
        // With an activity of whom the signature does not tell, the verb still passes over most.
        let reached = [&reached[..3], &[(2, 100, 10_000), (3, 100, 500)]].concat();
        let passing = agent * verb / 200_000;
        let costs = told(&[AGENT, VERB, ACTIVITY], &reached);
        assert_eq!(costs[0], agent + LOOK * passing);
    }

    #[test]
    fn nothing_costs_nothing() {
        assert_eq!(told(&[AGENT, VERB], &[(-1, 100, 0), (0, 0, 0), (1, 0, 0)]), [0, 0]);
    }
}
