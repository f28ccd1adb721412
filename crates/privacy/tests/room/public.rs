//! What the public sees: nothing until it is switched on, and no small number then.

use access::Actor;
use kernel::{Date, Interval};
use ledger::Draft;
use registry::{
    acts::{NewAssignment, NewPerson, enter_assignment, enter_person},
    model::Mode,
    pages::Publishes as _,
};

use crate::office::{Office, everywhere, steady};

/// So many more people of one office, on record since before the day that was published.
async fn add_people(office: &Office, since: Date, more: usize) {
    let command = Actor::command();
    let desk = office.desk(&command);
    let mut tx = desk.db.write().await.unwrap();
    let mut draft =
        Draft::begin(&mut tx, desk.clock, desk.header("intake", None, "Sót")).await.unwrap();
    let found = registry::figures::org_by_code(&mut tx, draft.seq() - 1, "D.SNV").await.unwrap();
    for n in 0..more {
        let new = NewPerson {
            full_name: format!("Nguyễn Văn {n}"),
            sex: None,
            birth: None,
            personal_number: None,
            phone: None,
            email: None,
        };
        let person = enter_person(&mut draft, new).id;
        let duty = NewAssignment {
            person,
            org: found[0].fact.id,
            title: None,
            mode: Mode::Concurrent,
            fields: vec!["dx".to_owned()],
            share: None,
            source: None,
        };
        enter_assignment(&mut draft, Interval::since(since), duty);
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The page where figures are published promises nothing that will never be: what is out stands
/// beside what it would be today, and says which is which.
fn beside_what_is_out(page: &str) {
    assert!(!page.contains("Những gì sẽ được công bố"), "nothing will: {page}");
    assert!(page.contains("sẽ không được công bố cho ngày này"), "{page}");
    let (compared, out) = page.split_once("Những gì đang công bố").expect("what is out");
    for told in [">22<", ">25<", "+3", "chỉ để so sánh"] {
        assert!(compared.contains(told), "{told}: {page}");
    }
    assert!(out.contains(">22<") && !out.contains(">25<"), "{page}");
}

const CORRECTED: &str = "dữ liệu của ngày này đã được đính chính";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_says_that_it_was_corrected_and_stays_as_it_was() {
    for office in everywhere().await {
        let name = office.db.name();
        add_people(&office, Date::constant(2025, 1, 1), 20).await;
        let mut phoi = office.client("phoi").await;
        phoi.get("/cong-bo/quan-ly").await.expect(200);
        let on = [("bat", "1"), ("nguong", "5"), ("ly_do", "Theo kế hoạch")];
        phoi.submit("/cong-bo/quan-ly/dat", &on).await.expect(200);
        phoi.submit("/cong-bo/quan-ly", &[("vi_sao", "Quý III")]).await.expect(200);
        let mut anybody = office.stranger();
        let page = anybody.get("/cong-bo").await.expect(200);
        assert!(page.text().contains(">22<") && !page.text().contains(CORRECTED), "{name}");
        let tag = page.header("etag").unwrap().to_owned();
        let before = ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();

        // What holds since after the day changes nothing of it.
        add_people(&office, Date::constant(2026, 11, 1), 7).await;
        let page = anybody.get("/cong-bo").await.expect(200).text();
        assert!(!page.contains(CORRECTED), "{name}: {page}");
        add_people(&office, Date::constant(2025, 1, 1), 3).await;
        let mut again = office.stranger().with_header("if-none-match", &tag);
        let page = again.get("/cong-bo").await.expect(200).text();
        assert!(page.contains(CORRECTED), "{name}: {page}");
        assert!(page.contains(">22<") && !page.contains("25"), "{name}: not by how much: {page}");
        let seen = phoi.get("/cong-bo?ngay=2026-09-30").await.expect(200).text();
        assert!(seen.contains(">25<") && seen.contains("+3"), "{name}: {seen}");
        let seen = phoi.get("/cong-bo/quan-ly").await.expect(200).text();
        beside_what_is_out(&seen);
        anybody.get("/cong-bo?ngay=2026-06-30").await.expect(404);
        anybody.get("/cong-bo?ngay=hom-qua").await.expect(404);

        // Another room is told, figure by figure.
        let mut tx = office.db.read().await.unwrap();
        let now = ledger::last_seq(&mut tx).await.unwrap();
        let texts = [privacy::MESSAGES, registry::pages::MESSAGES];
        let ui = ui::Ui::sample(&texts, ui::Lang::Vi, "/").unwrap();
        let all = privacy::pages::Published.changed(&mut tx, (before, now), &ui).await.unwrap();
        assert!(all.iter().all(|it| it.page == "/cong-bo?ngay=2026-09-30"), "{all:?}");
        let people = all.iter().find(|it| it.figure == "Người làm công tác số").unwrap();
        let told = (people.published, people.before, people.after);
        assert_eq!(told, (Some(22), Some(22), Some(25)), "{name}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_public_until_it_is_switched_on_and_published() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut stranger = office.stranger();
        stranger.get("/cong-bo").await.expect(404);
        let mut phoi = office.client("phoi").await;
        phoi.get("/cong-bo/quan-ly").await.expect(200);
        phoi.post("/cong-bo/quan-ly", &[("vi_sao", "")]).await.expect(409);
        let set = "/cong-bo/quan-ly/dat";
        let on = |n: &'static str| [("bat", "1"), ("nguong", n), ("ly_do", "Theo kế hoạch")];
        let page = phoi.post(set, &on("2")).await.expect(422).text();
        assert!(!page.contains("quan-ly/dat?file"), "{name}: its files are those of the page");
        phoi.submit(set, &on("5")).await.expect(200);
        stranger.get("/cong-bo").await.expect(404);
        let page = phoi.submit("/cong-bo/quan-ly", &[("vi_sao", "Quý III")]).await.expect(200);
        assert!(page.text().contains("Đã công bố"), "{name}: {}", page.text());
        phoi.post("/cong-bo/quan-ly", &[("vi_sao", "lại")]).await.expect(409);

        let page = stranger.get("/cong-bo").await.expect(200);
        insta::assert_snapshot!("public-vi", steady(&page));
        assert!(page.header("cache-control").unwrap().starts_with("public"), "{name}");
        assert!(page.header("set-cookie").is_none(), "{name}: a visitor gets no cookie");
        // Two people in the office: neither they nor their sums are told.
        let text = page.text();
        assert!(text.contains("không công bố") && text.contains("30/09/2026"), "{name}: {text}");
        assert!(
            text.contains("href=\"/dang-nhap\"") && !text.contains("/hop-thu"),
            "{name}: {text}"
        );
        let seen = office.client("phoi").await.get("/cong-bo").await.expect(200).text();
        assert!(seen.contains("/hop-thu"), "{name}: who is signed in keeps the navigation");
        let tag = page.header("etag").unwrap().to_owned();
        let mut again = office.stranger().with_header("if-none-match", &tag);
        again.get("/cong-bo").await.expect(304);

        phoi.submit(set, &[("nguong", "5"), ("ly_do", "Tạm dừng")]).await.expect(200);
        office.stranger().get("/cong-bo").await.expect(404);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_answers_for_it_publishes() {
    for office in everywhere().await {
        for who in ["an", "thanhtra", "quan"] {
            let mut client = office.client(who).await;
            // An inspector sees how it stands.
            let sees = if who == "thanhtra" { 200 } else { 403 };
            client.get("/cong-bo/quan-ly").await.expect(sees);
            client.post("/cong-bo/quan-ly", &[("vi_sao", "x")]).await.expect(403);
            client.post("/cong-bo/quan-ly/dat", &[("bat", "1")]).await.expect(403);
        }
        office.stranger().get("/cong-bo/quan-ly").await.expect(303);
    }
}
