//! A small province, with people who may see different things.

use access::Role;
use house::{House, Plan};
use registry::pages::Missing;
use testkit::Client;

const PLAN: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,\n\
    D.STC,Sở Tài chính,department,D,,\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D,97001,\n\
    D.HM,Ủy ban nhân dân xã Hoà Mỹ,commune,D,97002,\n",
    people: &[
        ("phoi", Role::Coordinator, None),
        ("bt", Role::TeamLeader, Some("D.BT")),
        ("stc", Role::TeamLeader, Some("D.STC")),
        ("chutich", Role::Head, Some("D.BT")),
        ("giamdoc", Role::Head, Some("D.STC")),
        ("thanhtra", Role::Inspector, None),
    ],
    migrations: &[community::MIGRATIONS],
    facts: &[community::FACTS],
    messages: &[community::MESSAGES],
    doors: &[community::pages::DOORS],
    nav: &[registry::pages::NAV, community::pages::NAV],
    register: |room| {
        room.section(community::pages::glance)
            .of_unit(community::pages::of_unit)
            .lacks(community::figures::VillageTeams)
            .remedy(promise_page)
    },
    routes: community::pages::router,
    ..house::EMPTY
};

/// Where another room would have something promised.
fn promise_page(office: &str, lack: Missing<'_>) -> String {
    format!("/hua?{office}&{lack:?}")
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
