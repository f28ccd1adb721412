//! Norms and fields are data that the office keeps.

use crate::province::{everywhere, one};

const NORM: &[(&str, &str)] = &[
    ("ten", "Mỗi cơ quan có ít nhất 2 người"),
    ("ten-en", "Two people in every office"),
    ("can_cu", "Quyết định 5/QĐ-UBND"),
    ("dieu_khoan", "Điều 3"),
    ("loai", "department"),
    ("loai", "commune"),
    ("it-nhat", "2"),
    ("hinh-thuc", ""),
    ("linh-vuc", ""),
    ("tu_ngay", "01/01/2026"),
    ("xac_nhan", "1"),
    ("ly_do", "Quy định mới của tỉnh"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    NORM.iter().copied().filter(|(n, _)| *n != name).chain([(name, value)]).collect()
}

#[tokio::test]
async fn a_norm_gets_a_new_version_from_a_day_on() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let done = reader.submit("/dinh-muc/technical_officer", NORM).await.expect(200).text();
        assert!(done.contains("Đã ghi định mức") && done.contains("Điều 3, Quyết định 5/QĐ-UBND"));
        assert!(done.contains("đến 31/12/2025"), "the old version stays");
        assert_eq!(province.head().await, 8);
        let now = reader.get("/don-vi/D.STT").await.expect(200).text();
        assert!(now.contains("Mỗi cơ quan có ít nhất 2 người"));
        let then = reader.get("/don-vi/D.STT?on=2025-12-31").await.expect(200).text();
        assert!(then.contains("ít nhất 1 cán bộ phụ trách kỹ thuật"));
        let same = reader.submit("/dinh-muc/technical_officer", NORM).await.expect(200).text();
        assert!(same.contains("Không có gì thay đổi"));
        assert_eq!(province.head().await, 8);
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_norm_is_told_at_its_field() {
    let province = one().await;
    let mut reader = province.reader().await;
    for (name, value) in [
        ("ten", ""),
        ("can_cu", " "),
        ("it-nhat", "0"),
        ("it-nhat", "x"),
        ("loai", ""),
        ("tu_ngay", "31/02/2026"),
        ("ly_do", ""),
    ] {
        let page = reader.post("/dinh-muc/technical_officer", &with(name, value)).await.expect(422);
        assert!(page.text().contains(&format!("href=\"#{name}\"")), "{name}: {}", page.text());
    }
    for code in ["", "Có Dấu", "technical_officer", "moi"] {
        let page = reader.post("/dinh-muc/moi", &with("ma", code)).await.expect(422);
        assert!(page.text().contains("href=\"#ma\""), "{code}");
    }
    assert_eq!(province.head().await, 7);
}

#[tokio::test]
async fn a_norm_and_a_field_are_added() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.submit("/dinh-muc/moi", &with("ma", "two_people")).await.expect(200).text();
    assert!(page.contains("two_people"));
    let field = [
        ("ma", "ai"),
        ("ten", "Trí tuệ nhân tạo"),
        ("ten-en", "Artificial intelligence"),
        ("tu", "AI\r\nTTNT\r\nAI\r\n"),
        ("ly_do", "Lĩnh vực mới"),
    ];
    let page = reader.submit("/dinh-muc/linh-vuc/moi", &field).await.expect(200).text();
    assert!(page.contains("Trí tuệ nhân tạo") && page.contains("AI; TTNT"));
    let again = reader.post("/dinh-muc/linh-vuc/moi", &field).await.expect(422).text();
    assert!(again.contains("Mã này đã có"));
}

#[tokio::test]
async fn a_norm_shows_its_versions_their_acts_and_what_is_to_be_confirmed() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let list = reader.get("/don-vi").await.expect(200).text();
        assert!(list.contains("phụ trách kỹ thuật (cần xác nhận)"), "a filter names it so");
        let done = reader.submit("/dinh-muc/technical_officer", NORM).await.expect(200);
        assert!(!done.text().is_empty());
        let page = reader.get("/dinh-muc/technical_officer").await.expect(200).text();
        for said in ["/quyet-dinh/1\"", "/quyet-dinh/8\"", "đến 31/12/2025", "Điều 3, Quyết định 5"]
        {
            assert!(page.contains(said), "{said}");
        }
        let list = reader.get("/don-vi").await.expect(200).text();
        assert!(!list.contains("2 người (cần xác nhận)"), "it was confirmed");
        let office = reader.get("/don-vi/D.STT").await.expect(200).text();
        assert!(office.contains("/dinh-muc/technical_officer\""), "the way to the norm's page");
    }
}
