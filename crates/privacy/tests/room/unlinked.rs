//! An erasure reaches requests that name somebody without saying who of the register they are.

use access::Actor;
use privacy::acts::Requests;
use registry::{
    acts::{Joins, join_people},
    model::{PersonId, PersonJoin},
    rules::joining::Choices,
};
use testkit::Client;

use crate::{
    joined::{again, note},
    office::{Office, everywhere},
    requests::first,
};

const AGREED: [(&str, &str); 3] = [
    ("so", "91/2025/QH15"),
    ("ly_do", "Theo yêu cầu của người có dữ liệu"),
    ("ten-nguoi", "Nguyễn Văn An"),
];

/// A letter without a number, of which it is said later who asks.
async fn letter_of(phoi: &mut Client, person: PersonId) -> String {
    phoi.get("/yeu-cau/moi").await.expect(200);
    let fields = [
        ("loai", "see"),
        ("cach", "letter"),
        ("ten", "Nguyễn Văn An"),
        ("so", ""),
        ("lien_he", "Ngõ 5 phố Huyện"),
        ("noi_dung", "Tôi là Nguyễn Văn An, xin biết nơi nào giữ số của tôi"),
        ("ngay", "23/11/2026"),
    ];
    phoi.submit("/yeu-cau/moi", &fields).await.expect(200);
    let here = first(&phoi.get("/yeu-cau").await.text());
    phoi.get(&here).await.expect(200);
    let who = [("nguoi", &person.to_string()[..]), ("so", "")];
    phoi.submit(&format!("{here}/nguoi"), &who).await.expect(200);
    here
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_its_askers_in_every_version_and_no_namesakes() {
    for office in everywhere().await {
        let name = office.db.name();
        let namesake = again(&office, &Actor::command()).await;
        let mut phoi = office.client("phoi").await;
        let here = letter_of(&mut phoi, office.people[0]).await;
        let before = held(&office).await;
        assert_eq!(before.matches("Ngõ 5 phố Huyện").count(), 2, "{name}: {before}");
        let erase = format!("/nhan-luc/{namesake}/xoa");
        let page = phoi.get(&erase).await.expect(200).text();
        assert!(!page.contains("mà chưa gắn với ai trong sổ"), "{name}: {page}");
        let (_, spared) = page.split_once("của người khác trùng tên").unwrap();
        assert!(spared.contains("2026-0001") && spared.contains(&here), "{name}: {page}");
        phoi.submit(&erase, &AGREED).await.expect(200);
        assert_eq!(held(&office).await, before, "{name}: they are somebody else's");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_under_a_joined_record_is_the_persons() {
    for office in everywhere().await {
        let name = office.db.name();
        let by = Actor::command();
        let (an, other) = (office.people[0], again(&office, &by).await);
        let mut phoi = office.client("phoi").await;
        letter_of(&mut phoi, other).await;
        let rooms: [Box<dyn Joins>; 1] = [Box::new(Requests)];
        let pair = PersonJoin { person: other, into: an };
        join_people(&office.desk(&by), &rooms, pair, &Choices::default(), &note()).await.unwrap();
        let erase = format!("/nhan-luc/{an}/xoa");
        let page = phoi.get(&erase).await.expect(200).text();
        assert!(!page.contains("mà chưa gắn với ai") && !page.contains("người khác"), "{page}");
        phoi.submit(&erase, &AGREED).await.expect(200);
        let left = held(&office).await;
        for gone in ["Văn An", "Ngõ 5"] {
            assert!(!left.contains(gone), "{name}: {gone}: {left}");
        }
        office.verify().await;
    }
}

/// Everything that requests hold on anybody, in every version.
async fn held(office: &Office) -> String {
    let mut tx = office.db.read().await.unwrap();
    let all: Vec<String> = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT COALESCE(who, '') || '; ' || COALESCE(contact, '') || '; ' || COALESCE(what, '') \
         || '; ' || COALESCE(outcome, '') FROM data_request").fetch_all(c).await)
    .unwrap();
    all.join("\n")
}

/// The numbers of requests that nobody answered yet.
async fn waiting(office: &Office) -> Vec<i64> {
    let mut tx = office.db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT serial FROM data_request WHERE recorded_to IS NULL AND valid_to IS NULL \
         AND closed_on IS NULL ORDER BY serial").fetch_all(c).await)
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_without_a_number_go_with_the_person() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/yeu-cau/moi").await.expect(200);
        for (who, number, contact, said) in [
            ("Nguyễn Văn An", "", "12 phố Cũ", "Xin xem dữ liệu"),
            ("Lê Cư", "", "0901111222", "Xin xem ông Nguyễn Văn An đã ghi gì về tôi"),
            ("Người nhà", "", "0912345678", "Xin xoá"),
            ("Trần Thị Bình", "001190005678", "0987654321", "Xin đính chính"),
        ] {
            let fields = [
                ("loai", "see"),
                ("cach", "letter"),
                ("ten", who),
                ("so", number),
                ("lien_he", contact),
                ("noi_dung", said),
                ("ngay", "24/11/2026"),
            ];
            phoi.submit("/yeu-cau/moi", &fields).await.expect(200);
        }
        let erase = format!("/nhan-luc/{}/xoa", office.people[0].0);
        let page = phoi.get(&erase).await.expect(200).text();
        let (theirs, others) = page.split_once("Yêu cầu của người khác có nêu tên").unwrap();
        let (_, theirs) = theirs.split_once("mà chưa gắn với ai trong sổ").unwrap();
        assert!(theirs.contains("2026-0001") && theirs.contains("2026-0003"), "{name}: {page}");
        assert!(others.contains("2026-0002") && !page.contains("2026-0004"), "{name}: {page}");
        phoi.submit(&erase, &AGREED).await.expect(200);
        let left = held(&office).await;
        for gone in ["Văn An", "12 phố Cũ", "0912345678", "Người nhà", "Xin xem dữ liệu"]
        {
            assert!(!left.contains(gone), "{name}: {gone}: {left}");
        }
        for stays in ["Lê Cư", "0901111222", "Trần Thị Bình", "Xin đính chính"] {
            assert!(left.contains(stays), "{name}: {stays}: {left}");
        }
        // Nobody is left to answer; whoever else asked still waits.
        assert_eq!(waiting(&office).await, [2, 4], "{name}");
        let register = phoi.get("/yeu-cau").await.expect(200).text();
        for number in 1..=4 {
            assert!(register.contains(&format!("2026-000{number}")), "{name}: {register}");
        }
        office.verify().await;
    }
}

/// Where somebody's notices are mailed to, and what was not mailed there yet.
async fn addresses(office: &Office) -> Vec<String> {
    let mut tx = office.db.read().await.unwrap();
    store::on_db!(&mut tx, c => store::sqlx::query_scalar(
        "SELECT address FROM mail_address UNION ALL SELECT payload FROM job UNION ALL \
         SELECT 'a code' FROM mail_code ORDER BY 1").fetch_all(c).await)
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_notices_are_mailed_goes_with_the_person() {
    for office in everywhere().await {
        let name = office.db.name();
        for (account, address) in [
            // An earlier one, to which nothing went yet.
            ("an", "an.cu@tinh.vn"),
            ("an", "an.nguyen@tinh.vn"),
            ("binh", "binh.tran@tinh.vn"),
        ] {
            let mut own = office.client(account).await;
            own.get("/hop-thu").await.expect(200);
            own.submit("/hop-thu/dia-chi", &[("dia_chi", address)]).await.expect(200);
        }
        let told = addresses(&office).await.join("\n");
        assert_eq!((told.matches("a code").count(), told.matches("tran@").count()), (3, 2));
        let mut phoi = office.client("phoi").await;
        let erase = format!("/nhan-luc/{}/xoa", office.people[0]);
        phoi.get(&erase).await.expect(200);
        phoi.submit(&erase, &AGREED).await.expect(200);
        let left = addresses(&office).await.join("\n");
        assert!(!left.contains("an.nguyen@") && !left.contains("an.cu@"), "{name}: {left}");
        assert_eq!(left.matches("binh.tran@").count(), 2, "{name}: {left}");
        assert_eq!(left.matches("a code").count(), 1, "{name}: {left}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_to_an_address_of_two_still_goes_to_the_other() {
    for office in everywhere().await {
        for account in ["an", "binh"] {
            let mut own = office.client(account).await;
            own.get("/hop-thu").await.expect(200);
            own.submit("/hop-thu/dia-chi", &[("dia_chi", "vanthu@tinh.vn")]).await.expect(200);
        }
        let mut phoi = office.client("phoi").await;
        let erase = format!("/nhan-luc/{}/xoa", office.people[0]);
        phoi.get(&erase).await.expect(200);
        phoi.submit(&erase, &AGREED).await.expect(200);
        let left = addresses(&office).await.join("\n");
        assert_eq!(left.matches("vanthu@").count(), 3, "{}: {left}", office.db.name());
    }
}
