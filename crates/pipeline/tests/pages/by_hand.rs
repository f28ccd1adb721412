//! Numbers of graduates entered, corrected and removed by hand.

use kernel::{AsOf, Date};

use crate::office::{everywhere, look};
use house::House;

async fn of_2024(office: &House) -> i64 {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: Date::constant(2024, 12, 31), known_at };
    let years = pipeline::figures::by_year(&mut tx, at).await.unwrap();
    years.get(&2024).copied().unwrap_or(0)
}

fn counted<'f>(number: &'f str, year: &'f str) -> [(&'f str, &'f str); 5] {
    [
        ("truong", "Đại học  Đông"),
        ("nam", year),
        ("nganh", "Mạng máy tính"),
        ("trinh-do", ""),
        ("so", number),
    ]
}

#[tokio::test]
async fn a_number_is_entered_corrected_and_removed() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/tot-nghiep/moi").await.expect(200);
        phoi.submit("/tot-nghiep/moi", &counted("131", "2024")).await.expect(200);
        assert_eq!(of_2024(&office).await, 131, "{name}");
        let known = ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();

        // Twice the same would be added up; what is no number is told at its field.
        let again = phoi.post("/tot-nghiep/moi", &counted("5", "2024")).await.expect(422).text();
        assert!(again.contains("Đã có số của trường này"), "{name}: {again}");
        for (number, year, said) in [
            ("-1", "2023", "Hãy ghi số người"),
            ("nhiều", "2023", "Hãy ghi số người"),
            ("5", "23", "Hãy ghi năm"),
        ] {
            let page = phoi.post("/tot-nghiep/moi", &counted(number, year)).await.expect(422);
            assert!(page.text().contains(said), "{name}: {said}");
        }

        let page = phoi.get("/tot-nghiep").await.expect(200).text();
        let at = page.find("Đính chính Đại học Đông").unwrap_or_else(|| panic!("{page}"));
        let from = page[..at].rfind("/tot-nghiep/").unwrap();
        let own = page[from..at].trim_end_matches("\">").to_owned();
        let pages = [
            ("count-new", "/tot-nghiep/moi"),
            ("count-correct", &own),
            ("graduates-kept", "/tot-nghiep"),
        ];
        look(&office, &mut phoi, &pages).await;
        let right = [&counted("113", "2024")[..], &[("ly_do", "đảo số")]].concat();
        phoi.post(&own, &counted("113", "2024")).await.expect(422);
        phoi.get(&own).await.expect(200);
        phoi.submit(&own, &right).await.expect(200);
        assert_eq!(of_2024(&office).await, 113, "{name}");
        // As it was known before, it is as it was.
        let mut tx = office.db.read().await.unwrap();
        let before = AsOf { valid_on: Date::constant(2024, 12, 31), known_at: known };
        assert_eq!(pipeline::figures::by_year(&mut tx, before).await.unwrap()[&2024], 131);
        drop(tx);
        phoi.post(&format!("{own}/bo"), &[("vi_sao", " ")]).await.expect(422);
        phoi.get(&own).await.expect(200);
        phoi.submit(&format!("{own}/bo"), &[("vi_sao", "trường khác tỉnh")]).await.expect(200);
        assert_eq!(of_2024(&office).await, 0, "{name}");
        phoi.get(&own).await.expect(404);

        let mut learner = office.client("hoc").await;
        learner.get("/tot-nghiep/moi").await.expect(403);
        learner.post("/tot-nghiep/moi", &counted("5", "2025")).await.expect(403);
        learner.post(&own, &right).await.expect(403);
        assert!(!learner.get("/tot-nghiep").await.expect(200).text().contains("/tot-nghiep/moi"));
        office.verify().await;
    }
}
