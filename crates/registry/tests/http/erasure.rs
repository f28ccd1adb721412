//! One person's data is erased from their page: on a basis, once their name is typed.

use crate::province::{PERSONAL, everywhere, one, steady};

const FIELDS: &[(&str, &str)] = &[
    ("so", "YC-12/2026"),
    ("ngay-ky", "20/11/2026"),
    ("co-quan", "Sở Nội vụ"),
    ("ly_do", "Theo yêu cầu của người có dữ liệu"),
    ("ten-nguoi", "Nguyễn Văn An"),
];

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    FIELDS.iter().copied().filter(|(n, _)| *n != name).chain([(name, value)]).collect()
}

#[tokio::test]
async fn it_asks_for_a_basis_and_for_the_name() {
    let province = one().await;
    let mut reader = province.reader().await;
    let path = format!("/nhan-luc/{}/xoa", province.person("Nguyễn Văn An").await);
    for (lang, mut reader) in
        [("vi", province.reader().await), ("en", province.english_reader().await)]
    {
        let page = steady(&reader.get(&path).await.expect(200));
        let own = page.find("<main").zip(page.find("</main>")).map(|(from, to)| &page[from..to]);
        insta::assert_snapshot!(format!("erase-{lang}"), own.unwrap());
        for secret in PERSONAL {
            assert!(!page.contains(secret), "{secret}");
        }
    }
    for (name, value) in [
        ("so", ""),
        ("ngay-ky", "20/13/2026"),
        ("ly_do", ""),
        ("ten-nguoi", ""),
        ("ten-nguoi", "Nguyễn Văn Anh"),
        // What is kept for ever must not name who is erased.
        ("ly_do", "Yêu cầu của Nguyễn Văn An"),
        ("ly_do", "yeu cau cua NGUYEN VAN AN"),
        ("so", "098 085 001 234"),
        ("co-quan", "Ông Nguyễn Văn An"),
    ] {
        let page = reader.post(&path, &with(name, value)).await.expect(422).text();
        assert!(page.contains(&format!("href=\"#{name}\"")), "{name}={value}");
    }
    assert_eq!(province.head().await, 7);
}

#[tokio::test]
async fn it_is_final_and_figures_stay() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let person = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
        assert!(reader.get(&person).await.expect(200).text().contains(&format!("{person}/xoa")));
        let before = reader.get("/?dang=json").await.expect(200).text();
        let path = format!("{person}/xoa");
        reader.get(&path).await.expect(200);
        let page = reader.submit(&path, &with("ten-nguoi", "nguyen van an")).await.expect(200);
        let page = page.text();
        assert!(page.contains("Đã xoá dữ liệu cá nhân của người này."), "{page}");
        assert!(page.contains("Đã xoá theo lần ghi số 8") && !page.contains("Nguyễn Văn An"));
        // Nothing more is said of who they are; a duty may still end.
        assert!(!page.contains("/xoa\"") && !page.contains(&format!("{person}/sua")));
        assert!(page.contains("/thoi?tu="));
        for verb in ["xoa", "sua", "nhiem-vu", "trinh-do"] {
            let told = reader.get(&format!("{person}/{verb}")).await.expect(422).text();
            assert!(told.contains("đã được xoá"), "{verb}");
        }
        reader.post(&path, FIELDS).await.expect(422);
        assert_eq!(province.head().await, 8);
        let after = reader.get("/?dang=json").await.expect(200).text();
        let totals = |text: &str| {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            json["totals"].clone()
        };
        assert_eq!(totals(&before), totals(&after));
        let act = reader.get("/quyet-dinh/8").await.expect(200).text();
        assert!(act.contains("YC-12/2026, 20/11/2026, Sở Nội vụ") && !act.contains("/huy\""));
        let verified = reader.submit("/kiem-chung", &[]).await.expect(200).text();
        assert!(verified.contains("nguyên vẹn") && verified.contains("Lần ghi số 8: 1 dòng"));
    }
}
