//! The pages as a browser sees them.

use crate::house::{app, asker, encode, id, migrations, signed_in, statement};

const HOSTILE: &str = r#"{"actor":{"name":"<script>alert(1)</script>","mbox":"mailto:an@example.vn"},"verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},"object":{"id":"http://example.vn/1","definition":{"name":{"vi":"An toàn <b>thông tin</b>"}}},"result":{"score":{"scaled":0.5}}}"#;

#[tokio::test]
async fn records_are_read_as_sentences() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let mut client = signed_in(&app).await;
        let page = client.get("/ho-so-hoc").await.expect(200).text();
        assert!(page.contains("Chưa có hệ thống nào"), "{page}");
        let lrs = asker(&app, "all", "Hà Giang").await;
        lrs.post("/xapi/statements", HOSTILE).await.expect(200);
        for n in 1..=60 {
            lrs.post("/xapi/statements", &statement(&id(n))).await.expect(200);
        }
        let page = client.get("/ho-so-hoc").await.expect(200).text();
        assert!(page.contains("đã dự") && page.contains("data-poll=\"5\""), "{page}");
        assert!(!page.contains("hoàn thành"), "it is on the second page");
        let filtered = client.get("/ho-so-hoc?nguoi=an@example.vn").await.expect(200).text();
        assert!(
            filtered.contains("&#60;script&#62;alert(1)&#60;/script&#62; đã hoàn thành"),
            "{filtered}"
        );
        assert!(filtered.contains("điểm 50%") && !filtered.contains("<script>alert"));
        assert!(filtered.contains("Hồ sơ học tập: &#60;script&#62;"), "whose they are");
        let agent = encode(r#"{"mbox":"mailto:an@example.vn"}"#);
        let same = client.get(&format!("/ho-so-hoc?nguoi={agent}")).await.expect(200).text();
        assert!(same.contains("value=\"an@example.vn\""), "{same}");
        let activity = encode("http://example.vn/1");
        let of = client.get(&format!("/ho-so-hoc?hoat-dong={activity}")).await.expect(200).text();
        assert!(of.contains("hoàn thành") && !of.contains("đã dự"));
        assert!(of.contains("Hồ sơ học tập: An toàn &#60;b&#62;"), "what they are about: {of}");
        for (wrong, status) in [
            ("nguoi=rac", 422),
            ("hoat-dong=rac", 422),
            ("lan-ghi-danh=rac", 422),
            ("truoc=rac", 200),
            ("kho=99999999999999999999", 200),
        ] {
            client.get(&format!("/ho-so-hoc?{wrong}")).await.expect(status);
        }
        let one = format!("/ho-so-hoc/phat-bieu/1/{}", id(3));
        let page = client.get(&one).await.expect(200).text();
        assert!(page.contains("&quot;mbox&quot;: &quot;mailto:xapi@adlnet.gov&quot;"), "{page}");
        assert!(
            page.contains("Xảy ra lúc") && !page.contains("Z</dd>"),
            "times as people read them"
        );
        client.get(&format!("/ho-so-hoc/phat-bieu/1/{}", id(999))).await.expect(404);
        client.get(&format!("/ho-so-hoc/phat-bieu/2/{}", id(3))).await.expect(404);
        client.get("/ho-so-hoc/phat-bieu/1/rac").await.expect(404);
        client.get(&format!("/ho-so-hoc/phat-bieu/x/{}", id(3))).await.expect(404);
        // Who looked is noted.
        let mut tx = db.read().await.unwrap();
        let noted = access::reads(
            &mut tx,
            &access::Actor::command(),
            &access::ReadFilter::default(),
            0,
            100,
        )
        .await
        .unwrap();
        let kinds: Vec<&str> = noted.lines.iter().map(|line| line.kind.as_str()).collect();
        assert!(kinds.contains(&"lrs-read-person") && kinds.contains(&"lrs-read-statement"));
    }
}

#[tokio::test]
async fn a_timeline_is_in_the_order_in_which_things_happened() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let mut client = signed_in(&app).await;
        let lrs = asker(&app, "all", "").await;
        let post = async |verb: &str, at: &str| {
            let text = HOSTILE.replace("verbs/completed", &format!("verbs/{verb}"));
            let at = format!(",\"timestamp\":\"{at}\"}}");
            lrs.post("/xapi/statements", &format!("{}{at}", &text[..text.len() - 1]))
                .await
                .expect(200);
        };
        // The clock stands at 15:00 of 24 November; sent late, and in another order.
        post("passed", "2026-11-24T13:30:00+07:00").await;
        post("launched", "2023-03-05T08:00:00+07:00").await;
        post("attempted", "2024-03-05T08:00:00+07:00").await;
        for query in [
            "nguoi=an@example.vn".to_owned(),
            format!("hoat-dong={}", encode("http://example.vn/1")),
        ] {
            let page = client.get(&format!("/ho-so-hoc?{query}")).await.expect(200).text();
            let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
            assert!(place("đã đạt") < place("đã thử") && place("đã thử") < place("đã mở"));
            assert!(place("Xếp theo lúc xảy ra") < place("đã đạt"));
            assert!(page.contains("24/11/2026 13:30") && page.contains("05/03/2023"), "{page}");
            assert_eq!(page.matches("nhận lúc 24/11/2026").count(), 2, "of those sent late");
            assert!(!page.contains("Trong phút vừa qua"), "of all records, not of these");
        }
        let verb = encode("http://adlnet.gov/expapi/verbs/passed");
        let page = client.get(&format!("/ho-so-hoc?dong-tu={verb}")).await.expect(200).text();
        assert!(!page.contains("Trong phút vừa qua"));
        let page = client.get("/ho-so-hoc").await.expect(200).text();
        assert!(page.contains("Trong phút vừa qua") && !page.contains("Xếp theo"), "{page}");
        assert_eq!(page.matches("xảy ra lúc").count(), 2);
        // Of very many the store's own order is told, and said to be.
        let many: Vec<String> = (0..200).map(|n| statement(&id(n + 1))).collect();
        let many = many.join(",").replace("xapi@adlnet.gov", "an@example.vn");
        lrs.post("/xapi/statements", &format!("[{many}]")).await.expect(200);
        let page = client.get("/ho-so-hoc?nguoi=an@example.vn").await.expect(200).text();
        assert!(page.contains("xếp theo lúc nhận") && page.contains("Các bản ghi trước đó"));
        assert_eq!(page.matches("nhận lúc 24/11/2026").count(), 50, "both times, of each");
    }
}

#[tokio::test]
async fn a_large_record_leaves_the_others_their_place() {
    const LARGE: usize = 18 * 1024 * 1024;
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let mut client = signed_in(&app).await;
        let lrs = asker(&app, "all", "").await;
        let large = |n: u128, length: usize| {
            let more = format!(
                ",\"timestamp\":\"2024-03-05T08:00:00+07:00\",\"result\":{{\"response\":\"{}\"}}}}",
                "ở".repeat(length / 3)
            );
            let whole = statement(&id(n)).replace("verbs/attended", "verbs/completed");
            format!("{}{more}", &whole[..whole.len() - 1])
        };
        // More of them than are read for one page.
        for (n, length) in [(1, 0), (2, LARGE), (3, 100_000), (4, LARGE), (5, 0)] {
            lrs.post("/xapi/statements", &large(n, length)).await.expect(200);
        }
        let of = encode("http://www.example.com/meetings/occurances/34534");
        for query in ["", "?nguoi=xapi@adlnet.gov", &format!("?hoat-dong={of}")] {
            let page = client.get(&format!("/ho-so-hoc{query}")).await.expect(200).text();
            assert!(page.len() < 100_000, "{}", page.len());
            for n in 1..=5 {
                assert!(page.contains(&format!("/phat-bieu/1/{}", id(n))), "{n} of {query}");
            }
            assert_eq!(page.matches("đã hoàn thành").count(), 4, "{query} on {}", db.name());
            assert_eq!(page.matches("một bản ghi 18,9 MB").count(), 1, "{page}");
        }
        for (n, cut) in [(2, true), (3, false), (5, false)] {
            let one = client.get(&format!("/ho-so-hoc/phat-bieu/1/{}", id(n))).await.expect(200);
            let page = one.text();
            assert!(page.contains("đã hoàn thành") && page.len() < 400_000, "{}", page.len());
            assert_eq!(page.contains("chỉ hiện phần đầu"), cut, "{n}");
        }
    }
}

#[tokio::test]
async fn keys_are_made_and_revoked() {
    for db in testkit::databases(&migrations()).await {
        let app = app(db.db(), &testkit::clock());
        let mut client = signed_in(&app).await;
        client.get("/ho-so-hoc/khoa").await.expect(200);
        let form = [("ten", "Moodle <b>"), ("kho", "Hà Giang"), ("quyen", "all"), ("toc-do", "50")];
        let page = client.post("/ho-so-hoc/khoa", &form).await.expect(200).text();
        assert!(page.contains("Moodle ") && !page.contains("Moodle <b>"), "{page}");
        let keys = lrs::figures::keys(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!((keys.len(), keys[0].rate), (1, Some(50)));
        assert!(page.contains(&keys[0].key));
        let again = client.get("/ho-so-hoc/khoa").await.expect(200).text();
        // The frame has one of its own: the ledger's head.
        let codes = |page: &str| page.matches("<code>").count();
        assert_eq!(codes(&page) - codes(&again), 2, "key and secret are shown once");
        for wrong in [
            vec![("ten", ""), ("quyen", "all")],
            vec![("ten", "x")],
            vec![("ten", "x"), ("quyen", "everything")],
            vec![("ten", "x"), ("quyen", "all"), ("toc-do", "-1")],
        ] {
            client.post("/ho-so-hoc/khoa", &wrong).await.expect(422);
        }
        let revoke = format!("/ho-so-hoc/khoa/{}/thu-hoi", keys[0].key);
        client.post(&revoke, &[]).await.expect(303);
        client.post(&revoke, &[]).await.expect(404);
        let page = client.get("/ho-so-hoc/khoa").await.expect(200).text();
        assert!(page.contains("Đã thu hồi"));
    }
}

#[tokio::test]
async fn strangers_see_nothing() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    let mut client = signed_in(&app).await;
    client.set_cookie("nhanluc-session", None);
    for path in ["/ho-so-hoc", "/ho-so-hoc/khoa", "/ho-so-hoc/phat-bieu/1/x"] {
        client.get(path).await.expect(303);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let dynamic = ["lrs-verb-", "lrs-scope-", "lrs-read-"];
    ui::messages::check(&lrs::MESSAGES, env!("CARGO_MANIFEST_DIR"), &dynamic);
}
