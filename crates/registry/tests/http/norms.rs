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
    let long = "x".repeat(301);
    for (name, value) in [
        ("linh-vuc", "nope"),
        ("hinh-thuc", "nope"),
        ("ten", &*long),
        ("can_cu", &*long),
        ("dieu_khoan", &*long),
        ("ly_do", &*long),
        ("loai", &*long),
    ] {
        let page = reader.post("/dinh-muc/technical_officer", &with(name, value)).await.expect(422);
        let page = page.text();
        assert!(page.contains(&format!("href=\"#{name}\"")), "{name}: {page}");
        assert!(page.contains("value=\"Two people in every office\""), "what was typed stays");
    }
    let page = reader.post("/dinh-muc/technical_officer", &with("linh-vuc", "nope")).await;
    assert!(page.expect(422).text().contains("Hãy chọn một giá trị trong danh sách"));
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
    let long = "x".repeat(301);
    let too_long = field.map(|(name, value)| (name, if name == "ly_do" { &*long } else { value }));
    let page = reader.post("/dinh-muc/linh-vuc/moi", &too_long).await.expect(422).text();
    assert!(page.contains("href=\"#ly_do\"") && page.contains("Nhiều nhất 300 ký tự"), "{page}");
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

const REPEAL: &[(&str, &str)] = &[
    ("tu-ngay", "01/09/2025"),
    ("so", "2/QĐ-TTg"),
    ("ngay-ky", "15/08/2025"),
    ("co-quan", "Thủ tướng Chính phủ"),
    ("ly_do", "Được thay bằng quy định khác"),
];

#[tokio::test]
async fn a_norm_that_was_repealed_ends_on_a_day_and_that_can_be_undone() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let norm = "phụ trách kỹ thuật";
        let office = |on: &str| format!("/don-vi/D.STT?on={on}");
        assert!(reader.get(&office("2025-09-01")).await.expect(200).text().contains(norm));
        let repeal = "/dinh-muc/technical_officer/het-hieu-luc";
        let way = reader.get("/dinh-muc/technical_officer").await.expect(200).text();
        assert!(way.contains(&format!("href=\"{repeal}\"")), "{way}");
        let done = reader.submit(repeal, REPEAL).await.expect(200).text();
        assert!(done.contains("hết hiệu lực từ 01/09/2025"), "{done}");
        assert!(!done.contains(repeal), "it can't be repealed twice");
        assert!(reader.get(&office("2025-08-31")).await.expect(200).text().contains(norm));
        assert!(!reader.get(&office("2025-09-01")).await.expect(200).text().contains(norm));
        let act = province.head().await;
        let told = reader.get(&format!("/quyet-dinh/{act}")).await.expect(200).text();
        assert!(told.contains("Bãi bỏ định mức") && told.contains("2/QĐ-TTg"), "{told}");
        let undo = [("ly_do", "Ghi nhầm")];
        reader.submit(&format!("/quyet-dinh/{act}/huy"), &undo).await.expect(200);
        assert!(reader.get(&office("2025-09-01")).await.expect(200).text().contains(norm));
    }
}

#[tokio::test]
async fn a_repeal_needs_a_day_and_an_act() {
    let province = one().await;
    let mut reader = province.reader().await;
    let repeal = "/dinh-muc/technical_officer/het-hieu-luc";
    for (name, _) in REPEAL {
        let without: Vec<_> =
            REPEAL.iter().map(|(n, v)| (*n, if n == name { "" } else { *v })).collect();
        let page = reader.post(repeal, &without).await.expect(422).text();
        assert!(page.contains(&format!("href=\"#{name}\"")), "{name}: {page}");
    }
    let head = province.head().await;
    reader.submit("/dinh-muc/technical_officer", NORM).await.expect(200);
    reader.submit(repeal, REPEAL).await.expect(200);
    let later: Vec<_> =
        REPEAL.iter().map(|(n, v)| (*n, if *n == "tu-ngay" { "01/10/2025" } else { *v })).collect();
    let page = reader.post(repeal, &later).await.expect(422).text();
    assert!(page.contains("đã hết hiệu lực trước ngày này"), "{page}");
    assert_eq!(province.head().await, head + 2);
}

#[tokio::test]
async fn figures_name_the_act_and_clause_a_norm_stands_in() {
    let province = one().await;
    let mut reader = province.reader().await;
    reader.submit("/dinh-muc/technical_officer", NORM).await.expect(200);
    let told = reader.get("/?dang=json&on=2026-11-24").await.expect(200).text();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let units = told["units"].as_array().unwrap();
    let norms = units.iter().flat_map(|unit| unit["norms"].as_array().unwrap());
    let set = norms.clone().find(|norm| norm["code"] == "technical_officer").unwrap();
    assert_eq!((&set["act"], &set["clause"]), (&"Quyết định 5/QĐ-UBND".into(), &"Điều 3".into()));
    let given = norms.clone().find(|norm| norm["code"] == "infosec_officer").unwrap();
    assert_eq!(given["confirmed"], false);
    let clause = given["clause"].as_str().unwrap();
    assert!(clause.contains("cần xác nhận"), "{clause}");
}

#[tokio::test]
async fn a_norm_may_bind_kinds_of_another_day() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/dinh-muc/moi?on=2000-01-01").await.expect(200).text();
    for kind in ["department", "district", "commune"] {
        assert!(page.contains(&format!("value=\"{kind}\"")), "{kind}: {page}");
    }
}

#[tokio::test]
async fn a_filter_that_is_none_is_told() {
    let province = one().await;
    let mut reader = province.reader().await;
    for filter in ["dinh-muc=nope", "tinh-trang=nope", "loai=nope"] {
        let page = reader.get(&format!("/don-vi?{filter}")).await.expect(200).text();
        assert!(page.contains("Không có “nope” để lọc theo"), "{filter}: {page}");
        let file = reader.get(&format!("/don-vi?{filter}&format=csv")).await.expect(422).text();
        assert!(file.contains("nope"), "{filter}: {file}");
    }
    let page = reader.get("/don-vi?dinh-muc=infosec_officer&loai=district").await.expect(200);
    assert!(!page.text().contains("để lọc theo"));
}
