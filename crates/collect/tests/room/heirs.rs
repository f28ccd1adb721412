//! Offices are merged, split and dissolved while a campaign is open: whoever took over owes, and
//! nothing disappears.

use collect::{
    acts::{self, Followed},
    model::{CampaignId, Offices},
    rules::Standing,
};
use house::House;
use kernel::{AsOf, Date};
use ledger::Basis;
use registry::acts::{NewOffice, Plan, Step, Target, enter_plan};

use crate::office::{
    batch_of, clerk, departments, everywhere, hidden, list_of, put, sheet, standing,
};

const DAY: Date = Date::constant(2026, 11, 26);

fn new_office(code: &str, name: &str) -> NewOffice {
    NewOffice {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: "department".to_owned(),
        parent: None,
        area_code: None,
    }
}

async fn reorganise(office: &House, steps: Vec<Step>) {
    let by = access::Actor::command();
    let (reason, basis) = ("Sắp xếp".to_owned(), Basis::default());
    enter_plan(&office.desk(&by), &Plan { on: DAY, basis, reason, steps }).await.unwrap();
    office.clock.set(format!("{DAY}T01:00:00Z").parse().unwrap());
}

/// Names of those who owe in the place of an office; `None` where it owes itself.
async fn heirs(office: &House, id: CampaignId, code: &str) -> Option<Vec<String>> {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    let orgs = registry::figures::org_map(&mut tx, known_at).await.unwrap();
    let campaign = collect::figures::campaign(&mut tx, at, id).await.unwrap().unwrap();
    let board = collect::figures::board(&mut tx, at, campaign, &orgs).await.unwrap();
    let line = board.lines.iter().find(|l| l.code == code).unwrap();
    (line.standing == Standing::Passed).then(|| line.heirs.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_was_replaced_says_by_whom_and_every_wrong_code_is_named() {
    for office in everywhere().await {
        let name = office.db.name();
        let merge = Step::Merge {
            from: vec![office.org("D.SNV").await, office.org("D.STT").await],
            into: Target::New(new_office("D.SNV2", "Sở Nội vụ và Thông tin")),
        };
        let end = Step::Dissolve { org: office.org("D.BT").await };
        reorganise(&office, vec![merge, end]).await;
        let mut phoi = office.client("phoi").await;
        phoi.get("/thu-thap/moi").await.expect(200);
        let filled = [
            ("ten", "Nhân lực số"),
            ("loai", "officers"),
            ("ngay", "15/10/2026"),
            ("han", "01/12/2026"),
            ("nhac", ""),
        ];
        let list = [("chon", "danh-sach"), ("ma", "X.1\nD.SNV, D.SYT; X.2\nX.1\nD.BT")];
        let list = [&filled[..], &list].concat();
        let page = phoi.post("/thu-thap/moi", &list).await.expect(422).text();
        for told in [
            "Không có đơn vị nào mang mã X.1, X.2.",
            "Sở Nội vụ (D.SNV) không còn từ 26/11/2026; nay là Sở Nội vụ và Thông tin (D.SNV2).",
            "Ủy ban nhân dân xã Bình Tân (D.BT) không còn từ 26/11/2026 và không có đơn vị kế thừa",
        ] {
            assert!(page.contains(told), "{name}: {told} in {page}");
        }
        assert!(!page.contains("(D.SYT)"), "{name}: nothing is wrong with it: {page}");
        let rule = [&filled[..], &[("chon", "quy-tac"), ("duoi", "D.STT")]].concat();
        let page = phoi.post("/thu-thap/moi", &rule).await.expect(422).text();
        assert!(page.contains("(D.STT) không còn từ 26/11/2026; nay là"), "{name}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_took_over_owes() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let (by, before) = (clerk(&office, &phoi), office.org("D.SNV").await);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let nothing = acts::follow_offices(&by, id).await.unwrap();
        assert_eq!(nothing, (Followed::default(), None), "{name}: every office stands");

        // The health department had sent, home affairs had begun, the third had nothing.
        let syt = office.org("D.SYT").await;
        acts::put(&by, (id, syt), list_of("Sở Y tế")).await.unwrap();
        acts::send(&by, (id, syt), "").await.unwrap();
        acts::put(&by, (id, before), list_of("Sở Nội vụ")).await.unwrap();
        let stt = office.org("D.STT").await;
        let into = Target::New(new_office("D.SNC", "Sở Nội vụ và Công nghệ"));
        let merge = Step::Merge { from: vec![before, stt], into };
        reorganise(&office, vec![merge, Step::Dissolve { org: syt }]).await;

        // Until it is passed on, the board says that it is to be.
        let board = format!("/thu-thap/{id}");
        let mut client = office.client("phoi").await;
        let page = client.get(&board).await.expect(200).text();
        assert!(page.contains("2 đơn vị chưa nộp đã sáp nhập"), "{name}: {page}");
        let page = client.submit(&format!("{board}/chuyen-giao"), &[]).await.expect(200).text();
        assert!(page.contains("Sở Nội vụ và Công nghệ nộp thay"), "{name}: {page}");
        assert!(!page.contains("chưa nộp đã sáp nhập"), "{name}");
        let again = acts::follow_offices(&by, id).await.unwrap();
        assert_eq!(again.1, None, "{name}: once");

        assert_eq!(standing(&office, id, "D.SNC").await, Standing::Nothing);
        for code in ["D.SNV", "D.STT"] {
            let taken = heirs(&office, id, code).await;
            assert_eq!(taken, Some(vec!["Sở Nội vụ và Công nghệ".to_owned()]), "{name}: {code}");
        }
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Sent, "{name}: stays its own");
        // What home affairs had begun is seen, and nothing more is done with it there.
        let page = client.get(&format!("{board}/D.SNV")).await.expect(200).text();
        assert!(page.contains("Danh sach.xlsx") && page.contains("nộp thay"), "{name}: {page}");
        let sent = acts::send(&by, (id, before), "").await;
        assert!(matches!(sent, Err(collect::Error::Step)), "{name}");

        // Who reported for what was merged reports for what it became: they are told, and send.
        let mut own = office.client("snv").await;
        let inbox = own.get("/hop-thu").await.expect(200).text();
        let told = "Nộp biểu thay cho";
        assert!(!inbox.contains(told), "{name}: their role is of the office that was");
        let merged = office.org("D.SNC").await;
        let role = access::NewRole {
            unit: Some("D.SNC"),
            ..access::NewRole::whole("snv", access::Role::Reporting)
        };
        access::give_roles(&office.app, &access::Actor::command(), &[role], "").await.unwrap();
        let owed = own.get("/thu-thap/cua-toi").await.expect(200).text();
        assert!(owed.contains("Sở Nội vụ và Công nghệ"), "{name}: {owed}");
        assert!(
            !owed.contains(&format!("{board}/D.SNV\"")),
            "{name}: the old one is not asked any more: {owed}"
        );
        let page = own.get(&format!("{board}/D.SNC")).await.expect(200).text();
        assert!(page.contains("đã sáp nhập, chia tách vào đây"), "{name}: {page}");
        let rows = [("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ")];
        let page = put(&mut own, &format!("{board}/D.SNC"), &sheet(&rows)).await.text();
        assert!(!page.contains("ngoài phạm vi"), "{name}: what it was made of is its own: {page}");
        own.submit(&format!("{board}/D.SNC/gui"), &[]).await.expect(200);
        assert_eq!(standing(&office, id, "D.SNC").await, Standing::Sent);
        assert_eq!(acts::take_back(&by, (id, merged)).await.map(|_| ()).ok(), Some(()));
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_without_them_is_opened_again() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (snv, syt, stt) =
            (office.org("D.SNV").await, office.org("D.SYT").await, office.org("D.STT").await);
        let longer = Date::constant(2026, 12, 20);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        acts::extend(&by, (id, stt), longer, "bão").await.unwrap();
        acts::put(&by, (id, snv), list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&by, (id, snv), "").await.unwrap();
        let into = |org| Target::Existing(org);
        reorganise(&office, vec![Step::Merge { from: vec![stt], into: into(snv) }]).await;
        let (done, act) = acts::follow_offices(&by, id).await.unwrap();
        assert_eq!(done, Followed { passed: 1, heirs: 1, ..Followed::default() }, "{name}");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::ToFix, "{name}: it goes back");
        // It may take as long as the one it took over might have.
        office.clock.set(format!("{longer}T01:00:00Z").parse().unwrap());
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Late);
        let mut tx = office.db.read().await.unwrap();
        let seq = act.unwrap().seq;
        let owed =
            collect::figures::of_office(&mut tx, &phoi, (seq, longer), (id, snv)).await.unwrap();
        assert_eq!(owed.unwrap().due_on, longer, "{name}");
        drop(tx);
        // A department that is dissolved leaves nobody who owes, and stays on the board.
        let steps = vec![Step::Dissolve { org: syt }];
        let basis = Basis::default();
        let plan = Plan { on: longer, basis, reason: "Giải thể".to_owned(), steps };
        enter_plan(&office.desk(&phoi), &plan).await.unwrap();
        let (done, _) = acts::follow_offices(&by, id).await.unwrap();
        assert_eq!(done, Followed { passed: 1, lost: 1, ..Followed::default() }, "{name}");
        assert_eq!(heirs(&office, id, "D.SYT").await, Some(Vec::new()), "{name}");
        office.verify().await;
    }
}

/// What is decided for a later day gives nobody another office's sheets before.
#[tokio::test(flavor = "multi_thread")]
async fn an_heir_sees_what_was_sent_from_the_day_it_takes_over() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (snv, stt) = (office.org("D.SNV").await, office.org("D.STT").await);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let page = format!("/thu-thap/{id}/D.STT");
        let on = Date::constant(2026, 12, 20);
        let steps = vec![Step::Merge { from: vec![stt], into: Target::Existing(snv) }];
        let plan = Plan { on, basis: Basis::default(), reason: "Sáp nhập".to_owned(), steps };
        enter_plan(&office.desk(&phoi), &plan).await.unwrap();
        office.client("snv").await.get(&page).await.expect(403);
        office.clock.set("2026-12-19T17:30:00Z".parse().unwrap());
        office.client("snv").await.get(&page).await.expect(200);
    }
}

/// What was entered once is owed again by who takes over from another; a correction is not.
#[tokio::test(flavor = "multi_thread")]
async fn a_round_for_what_was_taken_over_can_be_late() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (snv, syt, stt) =
            (office.org("D.SNV").await, office.org("D.SYT").await, office.org("D.STT").await);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        for (org, of) in [(snv, "Sở Nội vụ"), (syt, "Sở Y tế")] {
            acts::put(&by, (id, org), list_of(of)).await.unwrap();
            acts::send(&by, (id, org), "").await.unwrap();
            accept(&office, &by, (id, org)).await;
        }
        let merge = Step::Merge { from: vec![stt], into: Target::Existing(snv) };
        reorganise(&office, vec![merge]).await;
        acts::follow_offices(&by, id).await.unwrap();
        acts::correct(&by, (id, syt), "ghi nhầm").await.unwrap();
        for code in ["D.SNV", "D.SYT"] {
            assert_eq!(standing(&office, id, code).await, Standing::Draft, "{name}: {code}");
        }
        office.clock.set("2027-01-20T01:00:00Z".parse().unwrap());
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Late, "{name}");
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Draft, "{name}: corrects");
        let board = format!("/thu-thap/{id}");
        let page = office.client("snv").await.get(&format!("{board}/D.SNV")).await.expect(200);
        assert!(page.text().contains("Quá hạn"), "{name}");
        // Once it is entered, what is opened again is a correction like any other.
        acts::put(&by, (id, snv), list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&by, (id, snv), "nộp thay, muộn").await.unwrap();
        accept(&office, &by, (id, snv)).await;
        acts::correct(&by, (id, snv), "ghi nhầm").await.unwrap();
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Draft, "{name}");
        office.verify().await;
    }
}

pub(crate) async fn accept(
    office: &House,
    by: &acts::Clerk<'_>,
    at: (CampaignId, registry::model::OrgId),
) {
    let batch = {
        let mut tx = office.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let case =
            collect::figures::of_office(&mut tx, by.actor, (known, office.clock.today()), at)
                .await
                .unwrap();
        case.unwrap().submission.unwrap().batch.unwrap()
    };
    let agreed =
        intake::acts::agree(&office.desk(by.actor), batch, "nhận đủ danh sách").await.unwrap();
    acts::accept(by, at, &agreed).await.unwrap();
}

/// What an office had sent before it was split stays to be seen by those who report for its parts.
#[tokio::test(flavor = "multi_thread")]
async fn the_past_of_what_was_split_is_seen_from_its_parts() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let stt = office.org("D.STT").await;
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        acts::put(&by, (id, stt), list_of("Sở Thông tin và Truyền thông")).await.unwrap();
        acts::send(&by, (id, stt), "").await.unwrap();
        let past = format!("/thu-thap/{id}/D.STT");
        office.client("snv").await.get(&past).await.expect(403);
        let into = vec![new_office("D.TT", "Sở Thông tin"), new_office("D.BC", "Sở Bưu chính")];
        reorganise(&office, vec![Step::Split { from: stt, into, default: 0 }]).await;
        let role = access::NewRole {
            unit: Some("D.TT"),
            ..access::NewRole::whole("snv", access::Role::Reporting)
        };
        access::give_roles(&office.app, &access::Actor::command(), &[role], "").await.unwrap();
        let page = office.client("snv").await.get(&past).await.expect(200).text();
        assert!(page.contains("Danh sach.xlsx"), "{name}: {page}");
        // The people in it went to either part: they are seen where they are now.
        for offered in [format!("action=\"{past}"), "href=\"/tiep-nhan/".to_owned()] {
            assert!(!page.contains(&offered), "{name}: {offered}: {page}");
        }
        office.client("snv").await.post(&format!("{past}/rut"), &[]).await.expect(403);
        office.client("syt").await.get(&past).await.expect(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_leaves_each_part_owing_and_an_undone_merger_none() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (snv, stt) = (office.org("D.SNV").await, office.org("D.STT").await);
        let only =
            collect::acts::NewCampaign { offices: Offices::List(vec![snv, stt]), ..departments() };
        let (id, ..) = acts::open_campaign(&by, &only).await.unwrap();
        let into = vec![new_office("D.TT", "Sở Thông tin"), new_office("D.BC", "Sở Bưu chính")];
        reorganise(&office, vec![Step::Split { from: stt, into, default: 0 }]).await;
        let (done, act) = acts::follow_offices(&by, id).await.unwrap();
        assert_eq!(done, Followed { passed: 1, heirs: 2, ..Followed::default() }, "{name}");
        for code in ["D.TT", "D.BC"] {
            assert_eq!(standing(&office, id, code).await, Standing::Nothing, "{name}: {code}");
        }
        // Undone from its end, everything is as it was.
        let seq = act.unwrap().seq;
        let mut client = office.client("phoi").await;
        let split = format!("/quyet-dinh/{}/huy", seq - 1);
        let refused = client.get(&split).await.text();
        assert!(refused.contains(&format!("/quyet-dinh/{seq}")), "{name}: {refused}");
        for act in [seq, seq - 1] {
            let address = format!("/quyet-dinh/{act}/huy");
            client.get(&address).await.expect(200);
            client.submit(&address, &[("ly_do", "nhầm")]).await.expect(200);
        }
        assert_eq!(standing(&office, id, "D.STT").await, Standing::Nothing, "{name}");
        assert_eq!(acts::follow_offices(&by, id).await.unwrap().1, None, "{name}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_sheet_whose_act_is_undone_waits_again_with_its_files() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        acts::put(&by, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&by, at, "").await.unwrap();
        let mut client = office.client("phoi").await;
        let own = format!("/thu-thap/{id}/D.SNV");
        let accept = async |client: &mut testkit::Client| {
            let changes = format!("{}/thay-doi", batch_of(&client.get(&own).await.expect(200)));
            let shown = client.get(&changes).await.expect(200);
            let (version, mark) = (hidden(&shown, "phien"), hidden(&shown, "dau"));
            let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", "đủ")];
            client.submit(&format!("{own}/nhan"), &fields).await.expect(200);
        };
        let last = async || ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();
        accept(&mut client).await;
        assert_eq!(office.people().await, ["Nguyễn Văn An"], "{name}");
        let undo = async |client: &mut testkit::Client, act: i64| {
            let address = format!("/quyet-dinh/{act}/huy");
            client.get(&address).await.expect(200);
            client.submit(&address, &[("ly_do", "nhầm")]).await.expect(200);
        };
        let accepted = last().await;
        undo(&mut client, accepted).await;
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Sent, "{name}");
        assert!(office.people().await.is_empty(), "{name}");
        // The undoing is undone: it is entered, and its files are not offered once more.
        undo(&mut client, last().await).await;
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Accepted, "{name}");
        let page = client.get(&own).await.expect(200).text();
        assert!(page.contains("Xem kết quả đã ghi"), "{name}: {page}");
        // Undone once more it can be accepted, as it was sent.
        undo(&mut client, last().await).await;
        accept(&mut client).await;
        assert_eq!(office.people().await, ["Nguyễn Văn An"], "{name}");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Accepted, "{name}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_of_a_plan_tells_what_other_rooms_keep_about_who_ends() {
    for office in everywhere().await {
        let name = office.db.name();
        let actor = office.actor("phoi").await;
        acts::open_campaign(&clerk(&office, &actor), &departments()).await.unwrap();
        let mut phoi = office.client("phoi").await;
        let sketch = r#"{"on":"2026-12-01","steps":[{"do":"dissolve","org":"D.SNV"}]}"#;
        let address = format!("/sap-xep/xem-truoc?ke-hoach={}", ui::segment(sketch));
        let preview = phoi.get(&address).await.expect(200).text();
        for said in [
            "1 vai trò của người dùng gắn với đơn vị chấm dứt",
            "1 biểu của đợt thu thập đang mở được yêu cầu ở đơn vị chấm dứt",
        ] {
            assert!(preview.contains(said), "{name}: {said}: {preview}");
        }
        assert!(!preview.contains("dòng đang chờ"), "{name}: none waits");
    }
}
