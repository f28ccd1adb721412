//! Statements that refer to others: what they take over from them, and what they void
//! (Communication 2.1.3, filter conditions for `StatementRef`s; Data 2.3.2).
//!
//! A statement refers to one other at most, so what it stands above is a chain.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Uuid;
use store::{Tx, Value, on_db};

use super::{
    insert::{self, RefRow},
    rows, statement,
};
use crate::{
    json::Doc,
    model::{Keyed, TenantId, Version},
    rules::read_statement,
};

/// A statement that was just written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct New {
    pub(crate) seq: i64,
    pub(crate) id: Uuid,
    /// The one it refers to, and whether it voids that.
    pub(crate) target: Option<(Uuid, bool)>,
}

/// Longest chain of references that is followed.
const MOST_STEPS: usize = 64;

/// Brings references up to date after statements were written. `others`: whether any statement
/// that was there before refers to one. `part_of`: in which part of the indexes a statement stands.
pub(crate) async fn connect(
    tx: &mut Tx,
    tenant: TenantId,
    new: &[New],
    others: bool,
    part_of: impl Fn(i64) -> i64 + Sync,
) -> Result<(), store::Error> {
    let referring: Vec<&New> = new.iter().filter(|n| n.target.is_some()).collect();
    if referring.is_empty() && !others {
        return Ok(());
    }
    note(tx, tenant, &referring).await?;
    for one in referring {
        let Some((target, voids)) = one.target else { continue };
        let chain = chain(tx, tenant, target).await?;
        if let Some(direct) = chain.first().filter(|_| voids) {
            statement::void(tx, direct.seq).await?;
        }
        give(tx, (one.seq, part_of(one.seq)), &chain).await?;
    }
    let ids: Vec<Uuid> = new.iter().map(|n| n.id).collect();
    let fresh: BTreeSet<i64> = new.iter().map(|n| n.seq).collect();
    let mut late: BTreeMap<Uuid, Vec<i64>> = BTreeMap::new();
    for (target, seq, voids) in referring_to(tx, tenant, &ids).await? {
        // Those written now were served above.
        if fresh.contains(&seq) {
            continue;
        }
        late.entry(target).or_default().push(seq);
        if let Some(one) = new.iter().find(|n| voids && n.id == target) {
            statement::void(tx, one.seq).await?;
        }
    }
    for (target, waiting) in late {
        let chain = chain(tx, tenant, target).await?;
        for seq in everybody_above(tx, tenant, waiting, &fresh).await? {
            give(tx, (seq, part_of(seq)), &chain).await?;
        }
    }
    Ok(())
}

async fn note(tx: &mut Tx, tenant: TenantId, referring: &[&New]) -> Result<(), store::Error> {
    let row = |one: &&New| {
        let (target, voids) = one.target?;
        Some(vec![
            Value::Int(Some(tenant.0)),
            Value::Uuid(Some(target)),
            Value::Int(Some(one.seq)),
            Value::Bool(Some(voids)),
        ])
    };
    let rows: Vec<Vec<Value>> = referring.iter().filter_map(row).collect();
    rows::put(tx, "INSERT INTO lrs_target (tenant, target, seq, voids)", "", &rows).await.map(drop)
}

/// Who refers to these: target, referring statement, whether it voids.
async fn referring_to(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, i64, bool)>, store::Error> {
    let keys: Vec<Value> = ids.iter().map(|id| Value::Uuid(Some(*id))).collect();
    rows::among(tx, "SELECT target, seq, voids FROM lrs_target WHERE target", tenant, &keys).await
}

/// One statement below another.
struct Below {
    seq: i64,
    keyed: Keyed,
    authority: i64,
}

/// A statement and those it refers to, one below the other, as far as they are there.
async fn chain(tx: &mut Tx, tenant: TenantId, top: Uuid) -> Result<Vec<Below>, store::Error> {
    let mut found: Vec<Below> = Vec::new();
    let mut next = Some(top);
    while let Some(id) = next.filter(|_| found.len() < MOST_STEPS) {
        let Some(kept) = statement::by_id(tx, tenant, id).await? else { break };
        let (seq, authority) = (kept.seq, kept.authority);
        let Ok(doc) = Doc::of_statements(&kept.body) else { break };
        // Everything that is kept was judged by the one version or the other when it came.
        let Ok(said) = read_statement(Version::V2, doc.root()) else { break };
        if found.iter().any(|below| below.seq == seq) {
            break;
        }
        next = said.target;
        found.push(Below { seq, keyed: Keyed::of(tenant, &said), authority });
    }
    Ok(found)
}

/// Gives a statement, which stands in a part, the keys of those below it.
async fn give(tx: &mut Tx, (seq, part): (i64, i64), chain: &[Below]) -> Result<(), store::Error> {
    let rows: Vec<RefRow> = chain
        .iter()
        .filter(|below| below.seq != seq)
        .flat_map(|below| {
            let sig = below.keyed.sig().0;
            let keys = below.keyed.all().chain([below.authority]);
            keys.map(move |key| RefRow { key, seq, via: below.seq, sig, part })
        })
        .collect();
    insert::refs(tx, &rows).await
}

/// Whoever refers to these, and to those, and so on.
pub(crate) async fn above(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[Uuid],
) -> Result<BTreeSet<i64>, store::Error> {
    let direct = referring_to(tx, tenant, ids).await?.into_iter().map(|(_, seq, _)| seq).collect();
    everybody_above(tx, tenant, direct, &BTreeSet::new()).await
}

/// These, and whoever refers to them, and so on, as far as chains are followed; not through those
/// that were written now.
async fn everybody_above(
    tx: &mut Tx,
    tenant: TenantId,
    first: Vec<i64>,
    fresh: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>, store::Error> {
    let mut found = BTreeSet::new();
    let mut level = first;
    // Without an end, each statement of a chain that is sent from its top on would cost as much as
    // all before it, and whoever writes waits for that.
    for _ in 0..MOST_STEPS {
        let mut next = Vec::new();
        for seq in level {
            if !fresh.contains(&seq) && found.insert(seq) {
                next.append(&mut directly_above(tx, tenant, seq).await?);
            }
        }
        level = next;
    }
    Ok(found)
}

async fn directly_above(tx: &mut Tx, tenant: TenantId, seq: i64) -> Result<Vec<i64>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_scalar(
        "SELECT t.seq FROM lrs_statement s JOIN lrs_target t \
         ON t.target = s.id AND t.tenant = s.tenant WHERE s.seq = $1 AND s.tenant = $2",
    )
    .bind(seq)
    .bind(tenant.0)
    .fetch_all(c)
    .await)?)
}
