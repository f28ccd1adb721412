//! Who answers for an office once others are merged into it, or come under another: from that day
//! on, and not from the day it is decided.

use access::{Actor, NewRole, Role, SignIn};
use kernel::{Date, Interval};
use ledger::Basis;
use registry::{
    acts::{self, Plan, Step, Target},
    figures,
    model::OrgId,
};

use crate::province::{Province, everywhere};

const PASSWORD: &str = "mưa nắng bốn mùa 1997";

async fn office(province: &Province, code: &str) -> OrgId {
    let mut tx = province.db.read().await.unwrap();
    let orgs = figures::org_map(&mut tx, i64::MAX).await.unwrap();
    orgs.all_on(province.clock.today()).iter().find(|org| org.code == code).unwrap().id
}

/// Somebody who reports for an office.
async fn reporter(province: &Province, name: &str, unit: &str) {
    let by = Actor::command();
    access::create_account(&province.app, &by, name, name, PASSWORD).await.unwrap();
    let (role, unit) = (Role::Reporting, Some(unit));
    let role = NewRole { account: name, role, unit, person: None, valid: Interval::ALWAYS };
    access::give_roles(&province.app, &by, &[role], "").await.unwrap();
}

/// Whether somebody who signs in now sees a person in the list of today.
async fn lists(province: &Province, name: &str) -> bool {
    let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
    let token = access::sign_in(&province.app, &who).await.unwrap().token;
    let mut client = province.stranger();
    client.set_cookie("nhanluc-session", Some(&token));
    client.get("/nhan-luc?q=An").await.expect(200).text().contains("Nguyễn Văn An")
}

/// One office becomes part of another on the first of December.
fn merger(from: OrgId, into: OrgId) -> Plan {
    Plan {
        on: Date::constant(2026, 12, 1),
        basis: Basis::default(),
        reason: "Sáp nhập".to_owned(),
        steps: vec![Step::Merge { from: vec![from], into: Target::Existing(into) }],
    }
}

#[tokio::test]
async fn an_office_is_answered_for_from_the_day_it_is_taken_over() {
    for province in everywhere().await {
        let name = province.db.name();
        let (from, into) = (office(&province, "D.STT").await, office(&province, "D.SNV").await);
        reporter(&province, "thua.ke", "D.SNV").await;
        reporter(&province, "dang.lam", "D.STT").await;
        acts::enter_plan(&province.desk(), &merger(from, into)).await.unwrap();
        // Midnight is Vietnam's.
        for (now, [heir, until_then], why) in [
            ("2026-11-24T09:00:00Z", [false, true], "decided"),
            ("2026-11-30T16:59:00Z", [false, true], "the evening before"),
            ("2026-11-30T17:01:00Z", [true, false], "the day"),
        ] {
            province.clock.set(now.parse().unwrap());
            assert_eq!(lists(&province, "thua.ke").await, heir, "{name}: {why}");
            assert_eq!(lists(&province, "dang.lam").await, until_then, "{name}: {why}");
        }
    }
}

#[tokio::test]
async fn an_office_that_moves_is_answered_for_by_who_is_above_it_on_the_day() {
    for province in everywhere().await {
        let name = province.db.name();
        let (moved, above) = (office(&province, "D.STT").await, office(&province, "D.SNV").await);
        reporter(&province, "cap.tren", "D.SNV").await;
        let plan = Plan {
            on: Date::constant(2026, 12, 1),
            basis: Basis::default(),
            reason: "Chuyển về".to_owned(),
            steps: vec![Step::Move { org: moved, parent: Some(above) }],
        };
        acts::enter_plan(&province.desk(), &plan).await.unwrap();
        assert!(!lists(&province, "cap.tren").await, "{name}");
        province.clock.set("2026-11-30T17:01:00Z".parse().unwrap());
        assert!(lists(&province, "cap.tren").await, "{name}");
    }
}

/// What somebody who signs in now gets to know of and may do about Nguyễn Văn An: their page, their
/// number, a correction, and their name and number in the list of a day.
async fn reaches(province: &Province, name: &str, an: &str, on: &str) -> [bool; 5] {
    let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
    let token = access::sign_in(&province.app, &who).await.unwrap().token;
    let mut client = province.stranger();
    client.set_cookie("nhanluc-session", Some(&token));
    let page = client.get(&format!("/nhan-luc/{an}")).await.status == 200;
    // The list has the token that forms ask for.
    client.get("/nhan-luc").await.expect(200);
    let purpose = [("muc_dich", "Đối chiếu hồ sơ phụ cấp"), ("format", "csv")];
    let opened = client.post(&format!("/nhan-luc/{an}/mo"), &purpose).await;
    let opens = opened.status == 200 && opened.text().contains("098085001234");
    let corrects = client.get(&format!("/nhan-luc/{an}/sua")).await.status == 200;
    let list = client.post(&format!("/nhan-luc/xuat?on={on}"), &purpose).await.expect(200).text();
    [page, opens, corrects, list.contains("Nguyễn Văn An"), list.contains("098085001234")]
}

#[tokio::test]
async fn a_person_is_opened_and_corrected_where_they_stand() {
    for province in everywhere().await {
        let at = province.db.name();
        let an = province.person("Nguyễn Văn An").await;
        let (from, into) = (office(&province, "D.STT").await, office(&province, "D.SNV").await);
        reporter(&province, "thua.ke", "D.SNV").await;
        reporter(&province, "dang.lam", "D.STT").await;
        let (_, done) = acts::enter_plan(&province.desk(), &merger(from, into)).await.unwrap();
        let reach = async |name: &str, on: &str| reaches(&province, name, &an, on).await;
        let (before, after) = ("2026-11-24", "2026-12-02");
        assert_eq!(reach("thua.ke", after).await, [false; 5], "{at}: of a day to come");
        assert_eq!(reach("dang.lam", before).await, [true; 5], "{at}: until then");
        province.clock.set("2026-12-01T09:00:00Z".parse().unwrap());
        assert_eq!(reach("thua.ke", after).await, [true; 5], "{at}: from then on");
        // Who answered before still sees that they were there, and no more.
        let seen = [true, false, false, true, false];
        assert_eq!(reach("dang.lam", before).await, seen, "{at}: afterwards");
        let tables = [access::FACTS, registry::FACTS].concat();
        let undoing = acts::Undoing { tables: &tables, follows: &[], enter: true };
        acts::undo(&province.desk(), undoing, done.seq, "Nhầm").await.unwrap().unwrap();
        assert_eq!(reach("thua.ke", after).await, [false; 5], "{at}: it was undone");
        assert_eq!(reach("dang.lam", before).await, [true; 5], "{at}: it was undone");
    }
}
