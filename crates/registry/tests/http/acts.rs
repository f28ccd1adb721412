//! Undoing an act, from its page.

use crate::province::everywhere;

#[tokio::test]
async fn an_act_is_undone_with_a_reason_and_says_so() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let merged = reader.get("/don-vi/D.C97001.2025").await.expect(200).text();
        assert!(merged.contains("Bùi Dũng"));
        let ask = reader.get("/quyet-dinh/6/huy").await.expect(200).text();
        assert!(ask.contains("Huỷ cũng là một lần ghi") && ask.contains("sẽ thôi"));
        reader.post("/quyet-dinh/6/huy", &[("ly_do", " ")]).await.expect(422);
        assert_eq!(province.head().await, 7);

        let done = reader.post("/quyet-dinh/6/huy", &[("ly_do", "Ghi nhầm ngày")]).await;
        assert_eq!(done.location(), Some("/quyet-dinh/8"), "{}", done.text());
        let act = reader.follow(done).await.expect(200).text();
        assert!(act.contains("Ghi nhầm ngày") && act.contains("Đã huỷ"));
        let undone = reader.get("/quyet-dinh/6").await.expect(200).text();
        assert!(undone.contains("đã được huỷ bởi lần ghi số 8"));
        assert!(!undone.contains("/quyet-dinh/6/huy"));
        reader.get("/don-vi/D.C97001.2025").await.expect(404);
        let back = reader.get("/don-vi/D.C97001").await.expect(200).text();
        assert!(back.contains("Bùi Dũng"));
        reader.get("/quyet-dinh/6/huy").await.expect(422);
        reader.post("/quyet-dinh/6/huy", &[("ly_do", "lần nữa")]).await.expect(422);
    }
}

#[tokio::test]
async fn an_act_that_others_build_on_names_them() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let ask = reader.get("/quyet-dinh/5/huy").await.expect(409).text();
        assert!(ask.contains("Cần huỷ trước") && ask.contains("Lần ghi số 6"));
        reader.post("/quyet-dinh/5/huy", &[("ly_do", "thử")]).await.expect(409);
        assert_eq!(province.head().await, 7);
    }
}

#[tokio::test]
async fn acts_are_filtered_by_kind_and_exported() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let some = reader.get("/quyet-dinh?loai=reorganise").await.expect(200).text();
        assert!(
            some.contains("href=\"/quyet-dinh/6\"") && !some.contains("href=\"/quyet-dinh/5\"")
        );
        let csv = reader.get("/quyet-dinh?format=csv").await.expect(200).text();
        assert_eq!(csv.lines().count(), 1 + 7, "{csv}");
    }
}
