//! What somebody sees of what is held on them.

use serde_json::Value as Json;

use crate::office::{everywhere, steady};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_sees_what_is_held_on_them_and_who_looked() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut an = office.client("an").await;
        let page = an.get("/ve-toi").await.expect(200);
        insta::assert_snapshot!("me-vi", steady(&page));
        let text = page.text();
        assert!(text.contains("Nguyễn Văn An") && text.contains("CCNA"), "{name}: {text}");
        assert!(text.contains("trang Danh sách, dòng 5"), "{name}: where it came from");
        assert!(!text.contains("001085001234") && !text.contains("0912345678"), "{name}");
        assert!(!text.contains("Trần Thị Bình"), "{name}: nobody else's");
        assert!(text.contains("Chưa có ai mở"), "{name}: {text}");

        // Somebody opens the number, for a purpose.
        let mut phoi = office.client("phoi").await;
        let page = format!("/nhan-luc/{}", office.people[0].0);
        phoi.get(&page).await.expect(200);
        phoi.post(&format!("{page}/mo"), &[("muc_dich", "Gọi dự họp giao ban")]).await.expect(200);
        let text = an.get("/ve-toi").await.expect(200).text();
        assert!(text.contains("Gọi dự họp giao ban") && text.contains("phoi"), "{name}: {text}");

        // One's own data opens unmasked, and that is noted as well.
        let opened = an.post("/ve-toi/mo", &[]).await.expect(200).text();
        assert!(opened.contains("001085001234") && opened.contains("17/03/1985"), "{name}");
        assert!(opened.contains("Xem dữ liệu về mình"), "{name}: {opened}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_taken_away_as_json() {
    for office in everywhere().await {
        let mut an = office.client("an").await;
        let file = an.post("/ve-toi/tai-ve", &[]).await.expect(200);
        assert!(file.header("content-disposition").unwrap().contains("attachment"));
        let told: Json = serde_json::from_slice(&file.body).unwrap();
        let facts = told["facts"].as_array().unwrap();
        let of = |kind: &str| facts.iter().find(|f| f["kind"] == kind).unwrap();
        assert_eq!(of("person")["says"]["personal_number"], "001085001234");
        assert_eq!(of("assignment")["says"]["office"], "Sở Nội vụ");
        assert_eq!(of("assignment")["source"]["row"], 5);
        assert_eq!(of("assignment")["recorded"]["kind"], "intake");
        assert_eq!(of("account")["says"]["account"], "an");
        assert_eq!(told["reads"].as_array().unwrap().len(), 1, "the download itself is a read");
        assert!(!file.text().contains("Bình"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_what_is_held_on_another() {
    for office in everywhere().await {
        for who in ["phoi", "quan", "thanhtra"] {
            let mut client = office.client(who).await;
            let text = client.get("/ve-toi").await.expect(200).text();
            assert!(text.contains("chưa được gắn với người nào"), "{who}: {text}");
            client.post("/ve-toi/mo", &[]).await.expect(404);
            client.post("/ve-toi/tai-ve", &[]).await.expect(404);
        }
        let mut stranger = office.stranger();
        stranger.get("/ve-toi").await.expect(303);
        stranger.post("/ve-toi/tai-ve", &[]).await.expect(401);
        let mut binh = office.client("binh").await;
        binh.send(axum::http::Method::POST, "/ve-toi/mo", None, Vec::new()).await.expect(403);
    }
}
