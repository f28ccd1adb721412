//! The pages of this room as they look, in both languages.

use crate::{
    office::{Office, everywhere},
    requests::first,
};

/// Two requests: An's own, taken in hand; a letter of a namesake who is not said to be on record.
async fn asked(office: &Office) -> [String; 2] {
    let mut an = office.client("an").await;
    an.get("/ve-toi").await.expect(200);
    let own = [("loai", "correct"), ("noi_dung", "Chức vụ của tôi ghi chưa đúng")];
    an.submit("/ve-toi/yeu-cau", &own).await.expect(200);
    let mut phoi = office.client("phoi").await;
    let here = first(&phoi.get("/yeu-cau").await.text());
    phoi.get(&here).await.expect(200);
    phoi.submit(&format!("{here}/nhan"), &[]).await.expect(200);
    let letter = [
        ("loai", "export"),
        ("cach", "letter"),
        ("ten", "Trần Thị Bình"),
        ("so", ""),
        ("lien_he", "Ngõ 5 phố Huyện"),
        ("noi_dung", "Xin bản sao"),
        ("ngay", "16/11/2026"),
    ];
    phoi.get("/yeu-cau/moi").await.expect(200);
    phoi.submit("/yeu-cau/moi", &letter).await.expect(200);
    [here, first(&phoi.get("/yeu-cau").await.text())]
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_answers_sees_the_same_in_both_languages() {
    for office in everywhere().await {
        let [own, letter] = asked(&office).await;
        let mut phoi = office.client("phoi").await;
        let pages = [
            ("answers-register", "/yeu-cau"),
            ("answers-enter", "/yeu-cau/moi"),
            ("answers-term", "/yeu-cau/thoi-han"),
            ("answers-request", own.as_str()),
            ("answers-request-unnamed", letter.as_str()),
            ("answers-holidays", "/ngay-nghi"),
            ("answers-retention", "/luu-giu"),
            ("answers-retention-rule", "/luu-giu/read_log"),
            ("answers-processing", "/ho-so-xu-ly"),
            ("answers-basis", "/ho-so-xu-ly/person"),
            ("answers-publish", "/cong-bo/quan-ly"),
        ];
        for (name, page) in office.read(&mut phoi, &pages).await {
            insta::assert_snapshot!(name, page);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_the_same_in_both_languages() {
    for office in everywhere().await {
        asked(&office).await;
        let mut an = office.client("an").await;
        for (name, page) in office.read(&mut an, &[("own", "/ve-toi")]).await {
            insta::assert_snapshot!(name, page);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_sees_the_same_in_both_languages() {
    for office in everywhere().await {
        let mut phoi = office.client("phoi").await;
        phoi.get("/cong-bo/quan-ly").await.expect(200);
        let on = [("bat", "1"), ("nguong", "5"), ("ly_do", "Theo kế hoạch")];
        phoi.submit("/cong-bo/quan-ly/dat", &on).await.expect(200);
        phoi.submit("/cong-bo/quan-ly", &[("vi_sao", "Quý III")]).await.expect(200);
        let mut anybody = office.stranger();
        for (name, page) in office.read(&mut anybody, &[("anybody", "/cong-bo")]).await {
            insta::assert_snapshot!(name, page);
        }
    }
}
