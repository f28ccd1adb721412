//! Which offices a campaign asks.

use std::collections::{HashMap, HashSet};

use kernel::Date;
use registry::{
    model::{OrgId, Organisation},
    rules::lineage::OrgMap,
};

use crate::model::Offices;

/// More steps up the tree than any office is deep: a tree that was entered as a circle ends.
const DEEPEST: usize = 64;

/// The offices that are asked, as they stand on a day, by code. Of a list, those that stand.
pub fn asked<'m>(offices: &Offices, orgs: &'m OrgMap, on: Date) -> Vec<&'m Organisation> {
    let all = orgs.all_on(on);
    match offices {
        Offices::List(ids) => {
            let wanted: HashSet<OrgId> = ids.iter().copied().collect();
            all.into_iter().filter(|o| wanted.contains(&o.id)).collect()
        }
        Offices::Rule { kinds, under } => {
            let parents: HashMap<OrgId, Option<OrgId>> =
                all.iter().map(|o| (o.id, o.parent)).collect();
            let fits = |o: &&Organisation| {
                let kind = if kinds.is_empty() { o.is_counted() } else { kinds.contains(&o.kind) };
                kind && under.is_none_or(|top| is_under(&parents, o.id, top))
            };
            all.into_iter().filter(fits).collect()
        }
    }
}

fn is_under(parents: &HashMap<OrgId, Option<OrgId>>, id: OrgId, top: OrgId) -> bool {
    let mut at = Some(id);
    for _ in 0..DEEPEST {
        match at {
            Some(here) if here == top => return true,
            Some(here) => at = parents.get(&here).copied().flatten(),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use kernel::{Interval, Uuid};
    use ledger::{FactId, Held};
    use registry::rules::lineage::AreaMap;

    use super::*;

    fn org(n: u128, code: &str, kind: &str, parent: Option<u128>) -> Held<Organisation> {
        let fact = Organisation {
            id: OrgId(Uuid::from_u128(n)),
            code: code.to_owned(),
            name: code.to_owned(),
            kind: kind.to_owned(),
            parent: parent.map(|p| OrgId(Uuid::from_u128(p))),
            area_code: None,
            aliases: Vec::new(),
        };
        Held { id: FactId(Uuid::from_u128(n)), valid: Interval::ALWAYS, fact }
    }

    fn tree() -> OrgMap {
        let orgs = vec![
            org(1, "P", "province", None),
            org(2, "P.A", "department", Some(1)),
            org(3, "P.D", "district", Some(1)),
            org(4, "P.D.1", "commune", Some(3)),
            org(5, "P.D.2", "commune", Some(3)),
            // Each is the other's parent.
            org(6, "X", "commune", Some(7)),
            org(7, "Y", "commune", Some(6)),
        ];
        OrgMap::new(orgs, Vec::new(), AreaMap::new(Vec::new(), Vec::new()))
    }

    fn codes(offices: &Offices) -> Vec<String> {
        let day = Date::constant(2024, 10, 15);
        asked(offices, &tree(), day).into_iter().map(|o| o.code.clone()).collect()
    }

    #[test]
    fn rules_and_lists() {
        let id = |n| OrgId(Uuid::from_u128(n));
        let rule = |kinds: &[&str], under| Offices::Rule {
            kinds: kinds.iter().map(|k| (*k).to_owned()).collect(),
            under,
        };
        assert_eq!(codes(&rule(&["commune"], Some(id(3)))), ["P.D.1", "P.D.2"]);
        assert_eq!(codes(&rule(&["district"], Some(id(3)))), ["P.D"], "itself, too");
        assert_eq!(codes(&rule(&[], Some(id(1)))), ["P.A", "P.D", "P.D.1", "P.D.2"]);
        assert_eq!(codes(&rule(&["ward"], None)), [""; 0]);
        assert_eq!(codes(&Offices::List(vec![id(5), id(2), id(99)])), ["P.A", "P.D.2"]);
    }
}
