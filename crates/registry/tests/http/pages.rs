//! Complete pages, in both languages, the same on every database.

use crate::province::{Province, everywhere, nothing, steady};

/// Name of the snapshot, address.
const PAGES: &[(&str, &str)] = &[
    ("province", "/"),
    ("province-before", "/?on=2025-06-30"),
    ("province-restated", "/?on=2025-06-30&map=2025-07-01"),
    ("offices", "/don-vi"),
    ("offices-empty", "/don-vi?tinh-trang=trong&sort=-name"),
    ("offices-tree", "/don-vi?xem=cay&on=2025-06-30"),
    ("office", "/don-vi/D.STT"),
    ("office-merged", "/don-vi/D.C97002"),
    ("office-new", "/don-vi/D.C97001.2025"),
    ("people", "/nhan-luc"),
    ("people-of-field", "/nhan-luc?linh-vuc=infosec&don-vi=D.STT"),
    ("acts", "/quyet-dinh"),
    ("act-areas", "/quyet-dinh/2"),
    ("act-people", "/quyet-dinh/5"),
    ("act-merger", "/quyet-dinh/6"),
    ("act-undo", "/quyet-dinh/6/huy"),
    ("areas", "/dia-gioi"),
    ("areas-found", "/dia-gioi?q=hoa+mot&luc=moi-luc"),
    ("area-province", "/dia-gioi/97?on=2025-06-30"),
    ("area-commune", "/dia-gioi/97001?on=2025-06-30"),
    ("norms", "/dinh-muc"),
    ("norm", "/dinh-muc/technical_officer"),
    ("field", "/dinh-muc/linh-vuc/dx"),
    ("verify", "/kiem-chung"),
    ("search", "/tim?q=hoa"),
    ("reorganise", "/sap-xep"),
    ("reorganise-follow", "/sap-xep/soan?ngay=01/07/2025&theo=dia-gioi"),
    ("reorganise-step", "/sap-xep/buoc?viec=gop"),
];

/// Pages that are held with the frame around them; of the others, what is their own.
const WHOLE: &[&str] = &["province", "office"];

async fn look(province: &Province, name: &str, address: &str) {
    for (lang, mut reader) in
        [("vi", province.reader().await), ("en", province.english_reader().await)]
    {
        let page = steady(&reader.get(address).await.expect(200));
        let own = page.find("<main").zip(page.find("</main>")).map(|(from, to)| &page[from..to]);
        let held = if WHOLE.contains(&name) { &page } else { own.unwrap() };
        insta::assert_snapshot!(format!("{name}-{lang}"), held);
    }
}

#[tokio::test]
async fn every_page_reads_as_it_should() {
    for province in everywhere().await {
        for (name, address) in PAGES {
            look(&province, name, address).await;
        }
        let an = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
        look(&province, "person", &an).await;
        let moved = format!("/nhan-luc/{}", province.person("Bùi Dũng").await);
        look(&province, "person-moved", &moved).await;
    }
}

#[tokio::test]
async fn an_empty_record_says_what_to_do_next() {
    let province = nothing().await;
    for (name, address) in [
        ("empty-province", "/"),
        ("empty-offices", "/don-vi"),
        ("empty-people", "/nhan-luc"),
        ("empty-acts", "/quyet-dinh"),
        ("empty-areas", "/dia-gioi"),
    ] {
        look(&province, name, address).await;
    }
}
