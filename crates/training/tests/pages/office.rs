//! A small province, with people who may see different things.

use access::Role;
use house::{House, Plan};
use testkit::Client;

const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,\n\
    D.STC,Sở Tài chính,department,D,,\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D,97001,\n\
    D.HM,Ủy ban nhân dân xã Hoà Mỹ,commune,D,97002,\n",
    people: &[
        ("phoi", Role::Coordinator, None),
        ("daotao", Role::Trainer, None),
        ("stc", Role::Head, Some("D.STC")),
        ("hoc", Role::TeamLeader, Some("D.BT")),
    ],
    migrations: &[training::MIGRATIONS],
    facts: &[training::FACTS],
    messages: &[training::MESSAGES],
    doors: &[training::pages::DOORS],
    nav: &[registry::pages::NAV, training::pages::NAV],
    register: |room| room.section(training::pages::glance).of_person(training::pages::of_person),
    routes: training::pages::router,
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
