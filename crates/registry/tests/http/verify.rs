//! The record proves itself, here and as a file.

use testkit::Upload;

use crate::province::{everywhere, one};

#[tokio::test]
async fn the_record_holds_and_a_noted_head_is_found_in_it() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let page = reader.post("/kiem-chung", &[("dau", "")]).await.expect(200).text();
        assert!(page.contains("cả 7 lần ghi của sổ đang dùng đều nguyên vẹn"), "{page}");
        let head = ledger::head(&mut province.db.read().await.unwrap()).await.unwrap();
        for noted in [head.hash.clone(), format!("{} · {}", head.seq, head.hash.to_uppercase())] {
            let page = reader.post("/kiem-chung", &[("dau", &noted)]).await.expect(200).text();
            assert!(page.contains("đều nguyên vẹn"), "{noted}");
        }
        let other = "ab".repeat(32);
        let page = reader.post("/kiem-chung", &[("dau", &other)]).await.expect(200).text();
        assert!(page.contains("Đầu sổ đã chép không có trong sổ này"));
        reader.post("/kiem-chung", &[("dau", "xyz")]).await.expect(422);
    }
}

#[tokio::test]
async fn a_changed_record_is_told_with_the_act() {
    let province = one().await;
    let mut tx = province.db.write().await.unwrap();
    let sql = "UPDATE organisation SET name = 'Sở Khác' WHERE code = 'D.SNV'";
    store::execute!(&mut tx, store::sqlx::query(sql)).unwrap();
    tx.commit().await.unwrap();
    let mut reader = province.reader().await;
    let page = reader.post("/kiem-chung", &[("dau", "")]).await.expect(200).text();
    assert!(page.contains("lần ghi số 3 của sổ đang dùng không còn nguyên vẹn"), "{page}");
}

#[tokio::test]
async fn a_downloaded_record_is_verified_alone() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let file = reader.get("/kiem-chung/ban-ghi").await.expect(200);
        let name = "so-ghi.jsonl";
        let good = Upload { field: "tep", name, bytes: &file.body };
        let page = reader.upload("/kiem-chung/tep", &[], &[good]).await.expect(200).text();
        assert!(page.contains("cả 7 lần ghi của so-ghi.jsonl đều nguyên vẹn"), "{page}");

        let text = file.text();
        let forged = text.replace("Sở Nội vụ", "Sở Ngoại vụ");
        let bad = Upload { field: "tep", name, bytes: forged.as_bytes() };
        let page = reader.upload("/kiem-chung/tep", &[], &[bad]).await.expect(200).text();
        assert!(page.contains("lần ghi số 3 của so-ghi.jsonl không còn nguyên vẹn"), "{page}");

        let no = Upload { field: "tep", name: "x.jsonl", bytes: b"xin chao" };
        let endless = "a".repeat(2_000_000);
        reader.upload("/kiem-chung/tep", &[("dau-tep", &endless)], &[]).await.expect(413);
        reader.upload("/kiem-chung/tep", &[], &[no]).await.expect(422);
        reader.upload("/kiem-chung/tep", &[], &[]).await.expect(422);
    }
}
