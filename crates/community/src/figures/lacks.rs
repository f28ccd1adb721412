//! What communes lack.

use kernel::AsOf;
use registry::{
    acts::Task,
    figures::{Lacking, Lacks},
    rules::lineage::OrgMap,
};
use store::Tx;

use super::overview::{commune_of, survey};

/// Villages that have no team.
#[derive(Clone, Copy, Debug, Default)]
pub struct VillageTeams;

impl Lacks for VillageTeams {
    fn code(&self) -> &'static str {
        "village_team"
    }

    fn said(&self) -> &'static str {
        "community-lacks"
    }

    fn counted(&self) -> &'static str {
        "community-lacks-counted"
    }

    fn lacking<'t>(
        &'t self,
        tx: &'t mut Tx,
        orgs: &'t OrgMap,
        at: AsOf,
    ) -> Task<'t, Option<Lacking>> {
        Box::pin(async move {
            let (told, without) = survey(tx, at).await?;
            let mut lacking = Lacking::new();
            for village in without {
                let code = commune_of(&village.code);
                if let Some(office) = orgs.commune_office(code, village.commune) {
                    *lacking.entry(office).or_default() += 1;
                }
            }
            Ok(told.recorded.then_some(lacking))
        })
    }
}
