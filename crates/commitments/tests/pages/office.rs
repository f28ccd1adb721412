//! A small province, with people who may see different things.

use access::Role;
use house::{House, Plan};
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
        room.elsewhere(commitments::acts::Promised)
            .section(commitments::pages::glance)
            .of_office(commitments::pages::of_unit)
            .of_unit(commitments::pages::of_unit)
            .remedy(commitments::pages::promise_page)
    },
    routes: commitments::pages::router,
    ..house::EMPTY
};

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
