//! What the pages show.

use community::{
    acts,
    figures::{self, VillageTeams},
    rules::{LaterLists, Row, Teams},
};
use house::House;
use kernel::{AsOf, Date, IdSource};
use ledger::{Draft, Header, Source};
use registry::{acts::Desk, figures::Lacks as _, model::SheetRow};

use crate::office::{everywhere, look};

const DAY: Date = Date::constant(2024, 10, 15);

/// Three villages of one commune, one of another; teams in two, one in a village not on record.
pub(crate) async fn fill(office: &House) {
    let by = access::Actor::command();
    let desk = Desk { db: &office.db, clock: &office.clock, by: &by, source: Source::Command };
    let folder = tempfile::tempdir().unwrap();
    let villages = folder.path().join("villages.csv");
    let lines = "commune,village,households,residents\n97001,Thôn Đông,120,480\n\
        97001,Thôn Đoài,90,350\n97001,Thôn Ấp Mới,70,260\n97002,Tổ dân phố 1,200,820\n";
    std::fs::write(&villages, lines).unwrap();
    registry::acts::load_villages(&desk, &villages, None).await.unwrap();
    let (bt, hm) = (office.org("D.BT").await, office.org("D.HM").await);
    let row = |org, commune: &str, village: &str, name: &str, organisation: &str, trained| Row {
        org,
        commune: Some(commune.into()),
        village: village.into(),
        decision_no: Some("12/QĐ-UBND".into()),
        decision_on: Some(Date::constant(2023, 5, 4)),
        full_name: name.into(),
        birth: "1990-02-03".parse().ok(),
        phone: Some("0301234567".into()),
        role: Some("Thành viên".into()),
        organisation: Some(organisation.into()),
        trained: Some(trained),
        source: SheetRow { file: "to.xlsx".into(), sheet: "s".into(), row: 4 },
        on: DAY,
        listed: LaterLists::default(),
    };
    let rows = [
        row(bt, "97001", "Thôn Đông", "Nguyễn Văn An", "Đoàn Thanh niên", true),
        row(bt, "97001", "Thôn Đông", "Trần Thị Hoà", "Hội Phụ nữ", false),
        row(bt, "97001", "THÔN ĐOÀI", "Lê Văn Bình", "Đoàn thanh niên", true),
        row(hm, "97002", "Thôn Lạ", "Phạm Thị Cúc", "Hội Nông dân", true),
    ];
    let mut tx = office.db.write().await.unwrap();
    let header = Header {
        kind: "intake",
        effective_on: Some(DAY),
        basis: ledger::Basis::default(),
        entered_by: "test".into(),
        source: Source::Command,
        reason: String::new(),
    };
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
    let ids = IdSource::new(office.clock.clone());
    let (teams, members) = figures::on_record(&mut tx, draft.seq() - 1).await.unwrap();
    let mut book = Teams::new(teams, members);
    for row in &rows {
        book.take(&ids, row);
    }
    acts::enter(&mut draft, &book.finish());
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The page of the team of a village.
pub(crate) async fn team_of(office: &House, village: &str) -> String {
    let page = office.client("phoi").await.get("/to-cong-nghe").await.expect(200).text();
    let at = page.find(&format!("\">{village}</a>")).unwrap();
    let from = page[..at].rfind("/to-cong-nghe/").unwrap();
    page[from..at].to_owned()
}

#[tokio::test]
async fn every_page_reads_as_it_should() {
    for office in everywhere().await {
        fill(&office).await;
        let mut reader = office.client("phoi").await;
        let team = team_of(&office, "Thôn Đông").await;
        let pages = [
            ("province", "/?on=2024-10-15"),
            ("teams", "/to-cong-nghe"),
            ("teams-of-commune", "/to-cong-nghe?xa=D.BT&sort=-members"),
            ("teams-found", "/to-cong-nghe?q=thon+doai"),
            ("teams-before", "/to-cong-nghe?on=2020-01-01"),
            ("team", &team),
        ];
        look(&office, &mut reader, &pages).await;
        let csv = reader.get("/to-cong-nghe?format=csv").await.expect(200).text();
        assert_eq!(csv.lines().count(), 6, "{csv}");
    }
}

#[tokio::test]
async fn villages_without_a_team_come_first_and_are_counted() {
    for office in everywhere().await {
        fill(&office).await;
        let mut reader = office.client("stc").await;
        let page = reader.get("/to-cong-nghe").await.expect(200).text();
        let place = |name: &str| page.find(&format!(">{name}<")).unwrap();
        assert!(place("Thôn Ấp Mới") < place("Thôn Đông"));
        let mut tx = office.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = kernel::AsOf { valid_on: DAY, known_at };
        let told = figures::overview(&mut tx, at).await.unwrap();
        let lines = figures::lines(&mut tx, at).await.unwrap();
        assert_eq!((told.villages, told.teams, told.villages_without_team), (4, 3, 2));
        assert_eq!(lines.iter().filter(|l| l.team.is_none()).count(), 2);
        assert_eq!(lines.iter().filter(|l| l.team.is_some()).count(), 3);
        let members: i64 = lines.iter().filter_map(|l| l.team.as_ref()).map(|t| t.members).sum();
        assert_eq!((told.members, told.trained, members), (4, 3, 4));
    }
}

#[tokio::test]
async fn what_no_sheet_has_said_is_unknown_and_not_zero() {
    for office in everywhere().await {
        let mut reader = office.client("phoi").await;
        for path in ["/", "/to-cong-nghe"] {
            let page = reader.get(path).await.expect(200).text();
            assert_eq!(page.matches("chưa nhận biểu tổ nào").count(), 3, "{path}: {page}");
        }
        fill(&office).await;
        let page = reader.get("/").await.expect(200).text();
        assert!(!page.contains("chưa nhận biểu tổ nào"));
        let before = reader.get("/?known_at=2020-01-01").await.expect(200).text();
        assert!(before.contains("chưa nhận biểu tổ nào"), "as known before any sheet came");
    }
}

#[tokio::test]
async fn the_head_of_a_commune_sees_which_of_its_villages_have_no_team() {
    for office in everywhere().await {
        fill(&office).await;
        let own = "/don-vi-cua-toi?on=2024-10-15";
        let mut head = office.client("chutich").await;
        let page = head.get(own).await.expect(200).text();
        assert!(page.contains("Thôn Ấp Mới (Ủy ban nhân dân xã Bình Tân): chưa có tổ"), "{page}");
        assert!(!page.contains("Tổ dân phố 1"), "that is another commune's: {page}");
        assert!(!page.contains("Không thiếu gì"), "{page}");
        let mut other = office.client("giamdoc").await;
        let page = other.get(own).await.expect(200).text();
        assert!(!page.contains("chưa có tổ"), "{page}");
    }
}

/// So much is lacking at each office on a day, by its code.
async fn lacking(office: &House, on: Date) -> Option<Vec<(String, i64)>> {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let orgs = registry::figures::org_map(&mut tx, known_at).await.unwrap();
    let at = AsOf { valid_on: on, known_at };
    let found = VillageTeams.lacking(&mut tx, &orgs, at).await.unwrap()?;
    let code = |id| orgs.latest(id).unwrap().code.clone();
    Some(found.into_iter().map(|(id, n)| (code(id), n)).collect())
}

#[tokio::test]
async fn what_a_commune_lacks_can_be_promised_about() {
    for office in everywhere().await {
        let name = office.db.name();
        let day = Date::constant(2024, 10, 15);
        assert_eq!(lacking(&office, day).await, None, "{name}: nothing is known");
        fill(&office).await;
        let mut found = lacking(&office, day).await.unwrap();
        found.sort();
        assert!(found.iter().any(|(code, n)| code == "D.BT" && *n == 1), "{name}: {found:?}");
        let mut head = office.client("chutich").await;
        let page = head.get("/don-vi-cua-toi").await.expect(200).text();
        assert!(page.contains("/hua?D.BT&#38;Further(&#34;village_team&#34;)"), "{name}: {page}");
    }
}
