//! What the public sees: nothing until it is switched on, and no small number then.

use crate::office::{everywhere, steady};

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
        phoi.post(set, &on("2")).await.expect(422);
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
