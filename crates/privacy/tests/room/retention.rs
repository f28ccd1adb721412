//! How long things are kept, what is past its time, and the record of processing.

use access::{Actor, Read, log_read};
use privacy::acts::{Clerk, look};

use crate::office::{Office, everywhere, steady};

/// Five years and some days after the tests begin.
const LATER: &str = "2032-01-05T02:00:00Z";

async fn read_of(office: &Office) {
    let mut tx = office.db.write().await.unwrap();
    let read = Read::of("privacy-read-own", office.people[0].0, "/x");
    log_read(&office.app, &mut tx, &Actor::command(), &read).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_past_its_time_is_told_and_removed_by_a_person_alone() {
    for office in everywhere().await {
        let name = office.db.name();
        read_of(&office).await;
        let by = Actor::command();
        let clerk = Clerk { app: &office.app, actor: &by };
        assert_eq!(look(&clerk).await.unwrap(), 0, "{name}: nothing is past its time yet");
        office.clock.set(LATER.parse().unwrap());
        assert_eq!(look(&clerk).await.unwrap(), 1, "{name}");
        assert_eq!(look(&clerk).await.unwrap(), 0, "{name}: told once");

        let mut phoi = office.client("phoi").await;
        let inbox = phoi.get("/hop-thu").await.expect(200).text();
        assert!(inbox.contains("quá thời hạn lưu giữ"), "{name}: {inbox}");
        let page = phoi.get("/luu-giu").await.expect(200);
        insta::assert_snapshot!("retention-vi", steady(&page));
        let page = phoi.get("/luu-giu/read_log/xoa").await.expect(200).text();
        assert!(page.contains("Có 1 mục"), "{name}: {page}");
        let remove = "/luu-giu/read_log/xoa";
        phoi.post(remove, &[("so", "2"), ("ly_do", "hết hạn")]).await.expect(422);
        phoi.post(remove, &[("so", "1"), ("ly_do", "")]).await.expect(422);
        let done = phoi.submit(remove, &[("so", "1"), ("ly_do", "hết hạn")]).await.expect(200);
        let done = done.text();
        assert!(done.contains("Đã xoá phần quá thời hạn. Đã xoá bao nhiêu"), "{name}: {done}");
        let told = &done[done.find("id=\"h-da-xoa\"").unwrap()..];
        let row = &told[told.find("<tbody").unwrap()..told.find("</tbody>").unwrap()];
        assert!(row.contains("05/01/2027") && row.contains(">1<"), "{name}: {row}");
        phoi.post(remove, &[("so", "0"), ("ly_do", "hết hạn")]).await.expect(422);
        phoi.get("/luu-giu/former_staff/xoa").await.expect(404);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_changed_as_an_act() {
    for office in everywhere().await {
        let mut phoi = office.client("phoi").await;
        phoi.get("/luu-giu/read_log").await.expect(200);
        let mut rule = vec![
            ("thang", "0"),
            ("can_cu", "Quy chế 5/QC-UBND"),
            ("dieu_khoan", "Điều 4"),
            ("xac_nhan", "1"),
            ("tu_ngay", "24/11/2026"),
            ("ly_do", "Theo quy chế"),
        ];
        phoi.post("/luu-giu/read_log", &rule).await.expect(422);
        rule[0].1 = "24";
        let page = phoi.submit("/luu-giu/read_log", &rule).await.expect(200).text();
        assert!(page.contains("Quy chế 5/QC-UBND, Điều 4"), "{page}");
        phoi.get("/luu-giu/gi-do").await.expect(404);
        let mut inspector = office.client("thanhtra").await;
        let page = inspector.get("/luu-giu").await.expect(200).text();
        assert!(page.contains("Quy chế 5/QC-UBND, Điều 4") && !page.contains("/xoa"), "{page}");
        let page = inspector.get("/cong-bo/quan-ly").await.expect(200).text();
        assert!(!page.contains("action=\"/cong-bo"), "{page}");
        inspector.post("/cong-bo/quan-ly", &[]).await.expect(403);
        for who in ["an", "thanhtra", "quan"] {
            let mut client = office.client(who).await;
            if who != "thanhtra" {
                client.get("/luu-giu").await.expect(403);
            }
            client.post("/luu-giu/read_log", &rule).await.expect(403);
            client.post("/luu-giu/read_log/xoa", &[("so", "1"), ("ly_do", "x")]).await.expect(403);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_of_processing_is_made_from_what_is_declared() {
    for office in everywhere().await {
        let mut phoi = office.client("phoi").await;
        let page = phoi.get("/ho-so-xu-ly").await.expect(200);
        insta::assert_snapshot!("processing-vi", steady(&page));
        let json = phoi.get("/ho-so-xu-ly?dang=json").await.expect(200).text();
        assert!(json.contains("\"personal_number\""));
        let book = phoi.get("/ho-so-xu-ly?format=xlsx").await.expect(200);
        assert_eq!(&book.body[..2], b"PK");
        office.client("thanhtra").await.get("/ho-so-xu-ly").await.expect(200);
        office.client("an").await.get("/ho-so-xu-ly").await.expect(403);
    }
}

/// The kinds that are processed, by their rules' addresses.
const KINDS: [&str; 8] = [
    "team_member",
    "account",
    "web_session",
    "passkey",
    "account_link",
    "mail_address",
    "stopped",
    "lrs_statement",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_personal_data_can_have_a_rule() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        let page = phoi.get("/luu-giu").await.expect(200).text();
        for kind in KINDS.into_iter().filter(|k| *k != "team_member") {
            let rule = format!("/luu-giu/{kind}");
            assert!(page.contains(&format!("href=\"{rule}\"")), "{name}: {kind}: {page}");
            phoi.get(&rule).await.expect(200);
            let said = [
                ("thang", "36"),
                ("can_cu", "Quy chế 5/QC-UBND"),
                ("tu_ngay", "24/11/2026"),
                ("ly_do", "Theo quy chế"),
            ];
            let saved = phoi.submit(&rule, &said).await.expect(200).text();
            assert!(saved.contains("Đã ghi thời hạn lưu giữ"), "{name}: {kind}: {saved}");
        }
        phoi.get("/luu-giu/person").await.expect(404);
        // Before a rule is entered it is shown what it would touch.
        read_of(&office).await;
        office.clock.set(LATER.parse().unwrap());
        let mut phoi = office.client("phoi").await;
        let ask = |months: &'static str| [("thang", months), ("viec", "xem")];
        let page = phoi.post("/luu-giu/read_log", &ask("12")).await.expect(200).text();
        assert!(page.contains("Với thời hạn này, 1 mục trước ngày"), "{name}: {page}");
        let page = phoi.post("/luu-giu/read_log", &ask("600")).await.expect(200).text();
        assert!(page.contains("Với thời hạn này, 0 mục trước ngày"), "{name}: {page}");
        assert!(page.contains("có thể buộc giữ lâu hơn"), "{name}: {page}");
    }
}
