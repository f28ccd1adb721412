//! A small province, with people who may see different things.

use access::Role;
use house::{House, Plan};
use kernel::{AsOf, Date};
use registry::{
    acts::Task,
    figures::{Lacking, Lacks},
    rules::lineage::OrgMap,
};
use testkit::Client;

const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,\n\
    D.STC,Sở Tài chính,department,D,,\n\
    D.H,Ủy ban nhân dân huyện Hoà An,district,D,,\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D.H,97001,\n\
    D.HM,Ủy ban nhân dân xã Hoà Mỹ,commune,D.H,97002,\n",
    people: &[
        ("phoi", Role::Coordinator, None),
        ("stc", Role::Head, Some("D.STC")),
        ("huyen", Role::Head, Some("D.H")),
        ("bt", Role::Reporting, Some("D.BT")),
        ("thanhtra", Role::Inspector, None),
    ],
    migrations: &[commitments::MIGRATIONS],
    facts: &[commitments::FACTS],
    messages: &[commitments::MESSAGES],
    doors: &[commitments::pages::DOORS],
    nav: &[registry::pages::NAV, commitments::pages::NAV],
    register: |room| {
        room.elsewhere(registry::acts::Within(commitments::acts::Promised))
            .section(commitments::pages::glance)
            .of_office(commitments::pages::of_unit)
            .of_unit(commitments::pages::of_unit)
            .lacks(Lamps)
            .remedy(commitments::pages::promise_page)
    },
    routes: commitments::pages::router,
    ..house::EMPTY
};

/// Something another room counts: of Bình Tân three are lacking until the end of November 2026.
#[derive(Debug)]
struct Lamps;

impl Lacks for Lamps {
    fn code(&self) -> &'static str {
        "den"
    }

    fn said(&self) -> &'static str {
        "registry-fig-empty"
    }

    fn counted(&self) -> &'static str {
        "registry-unit-of-offices"
    }

    fn lacking<'t>(
        &'t self,
        _: &'t mut store::Tx,
        orgs: &'t OrgMap,
        at: AsOf,
    ) -> Task<'t, Option<Lacking>> {
        let of = orgs.codes().find(|(_, code)| *code == "D.BT").map(|(org, _)| org);
        let still = at.valid_on < Date::constant(2026, 12, 1);
        Box::pin(
            async move { Ok(Some(of.filter(|_| still).map(|org| (org, 3)).into_iter().collect())) },
        )
    }
}

pub(crate) async fn everywhere() -> Vec<House> {
    PLAN.everywhere().await
}

/// The pages of these addresses, in both languages, as they should read.
pub(crate) async fn look(house: &House, reader: &mut Client, pages: &[(&str, &str)]) {
    for (name, own) in house.read(reader, pages).await {
        insta::assert_snapshot!(name, own);
    }
}

/// How commitments stand today.
pub(crate) async fn told(house: &House) -> commitments::figures::Overview {
    let mut tx = house.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = kernel::AsOf { valid_on: house.clock.today(), known_at };
    let lines = commitments::figures::lines(&mut tx, at).await.unwrap();
    commitments::figures::Overview::of(&lines)
}
