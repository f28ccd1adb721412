//! Somebody has two records: they are found, compared and joined from a page, and parted again.

use testkit::Client;

use crate::province::{PERSONAL, Province, everywhere, one, steady};

/// Enters An a second time, in another office; gives the page of that record.
async fn again(province: &Province, reader: &mut Client, number: &str) -> String {
    let fields = [
        ("ho-ten", "Nguyễn Văn An"),
        ("ngay-sinh", "1985"),
        ("so-dinh-danh", number),
        ("dien-thoai", "0307654321"),
        ("don-vi", "D.SNV"),
        ("tu-ngay", "01/11/2026"),
        ("hinh-thuc", "concurrent"),
        ("linh-vuc", "dx"),
        ("ly_do", "Theo biểu của sở"),
    ];
    let office = "/nhan-luc/moi?don-vi=D.SNV";
    let asked = reader.submit(office, &fields).await;
    let mark = "name=\"khac-nguoi\"";
    let text = asked.text();
    let at = text.find(mark).expect("it is asked whether they are An");
    let value = text[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [&fields[..], &[("khac-nguoi", value)]].concat();
    let done = reader.post(office, &fields).await.expect(303);
    assert_ne!(done.location().unwrap(), format!("/nhan-luc/{}", province.person("Lê Đức").await));
    done.location().unwrap().split('?').next().unwrap().to_owned()
}

/// The part of a page that is its own, as a snapshot holds it.
fn hold(name: &str, page: &testkit::Page) {
    let text = steady(page);
    let own = text.find("<main").zip(text.find("</main>")).map(|(from, to)| &text[from..to]);
    insta::assert_snapshot!(name, own.unwrap());
}

fn id(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn two_records_are_found_compared_joined_and_parted() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let keep = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
        let other = again(&province, &mut reader, "").await;
        let people = reader.get("/nhan-luc").await.expect(200).text();
        assert!(
            people.contains("href=\"/nhan-luc/co-the-trung\">Có thể trùng (1)</a>"),
            "{people}"
        );
        let list = reader.get("/nhan-luc/co-the-trung").await.expect(200).text();
        assert!(list.contains("Cùng họ tên, ngày sinh hợp nhau"), "{list}");
        assert!(list.contains("Sở Nội vụ"), "{list}");
        let both = [id(&keep), id(&other)];
        assert!(both.iter().all(|id| list.contains(id)));
        for format in ["csv", "xlsx"] {
            reader.get(&format!("/nhan-luc/co-the-trung?format={format}")).await.expect(200);
        }

        // Found by name, by the address of the page; a number is never in an address.
        assert!(reader.get(&keep).await.expect(200).text().contains(&format!("{keep}/gop")));
        let search = format!("{keep}/gop");
        let found = reader.submit(&search, &[("q", "nguyen van an")]).await.expect(200).text();
        let compare = format!("{search}/{}", id(&other));
        assert!(found.contains(&format!("href=\"{compare}\"")), "{found}");
        assert!(!found.contains(&format!("href=\"{search}/{}\"", id(&keep))), "not with itself");
        let address = format!("https://nhanluc.example.vn{other}?ngay=2026-11-01");
        let led = reader.post(&search, &[("q", &address)]).await.expect(303);
        assert_eq!(led.location(), Some(&compare[..]));
        let from_other = format!("{other}/gop");
        let led = reader.post(&from_other, &[("q", "098 085 001 234")]).await.expect(303);
        assert_eq!(led.location(), Some(&format!("{from_other}/{}", id(&keep))[..]));
        for nothing in ["", "098085009999", &keep] {
            let page = reader.post(&search, &[("q", nothing)]).await.expect(422).text();
            assert!(page.contains("href=\"#q\""), "{nothing}: {page}");
        }

        // Nothing is entered without a reason.
        let before = province.head().await;
        let page = reader.get(&compare).await.expect(200).text();
        for said in ["Khác nhau: giữ của hồ sơ được giữ", "name=\"lay\" value=\"phone\""]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        for secret in PERSONAL {
            assert!(!page.contains(secret), "{secret}");
        }
        let page = reader.post(&compare, &[("ly_do", "..")]).await.expect(422).text();
        assert!(page.contains("href=\"#ly_do\""), "{page}");
        assert_eq!(province.head().await, before);

        let page = reader.submit(&compare, &[("ly_do", "Cùng một quyết định")]).await.expect(200);
        let page = page.text();
        for said in
            ["Đã gộp. Hai hồ sơ nay là một.", "Đã gộp một hồ sơ trùng vào đây.", "từ 01/11/2026"]
        {
            assert!(page.contains(said), "{said}: {page}");
        }
        let act = province.head().await;
        assert_eq!(act, before + 1);
        let list = reader.get("/nhan-luc/co-the-trung").await.expect(200).text();
        assert!(list.contains("Không có hai hồ sơ nào"), "{list}");

        // The old address leads to who is kept, on the same day; verbs are refused and lead there.
        let led = reader.get(&format!("{other}?ngay=2026-11-20")).await.expect(303);
        assert!(led.location().unwrap().starts_with(&keep), "{:?}", led.location());
        let page = reader.visit(&other).await.expect(200).text();
        assert!(page.contains("Hồ sơ bạn mở đã được gộp vào hồ sơ này"), "{page}");
        let refused = reader.get(&format!("{other}/sua")).await.expect(422).text();
        assert!(refused.contains(&keep) && refused.contains("đã được gộp vào hồ sơ khác"));

        let undo = format!("/quyet-dinh/{act}/huy");
        reader.submit(&undo, &[("ly_do", "Hai người khác nhau")]).await.expect(200);
        assert!(reader.get(&other).await.expect(200).text().contains("từ 01/11/2026"));
        let page = reader.get(&keep).await.expect(200).text();
        assert!(!page.contains("Đã gộp một hồ sơ trùng"), "{page}");
    }
}

#[tokio::test]
async fn a_join_that_an_erasure_stands_on_is_said_to_stay() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let keep = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
        let other = again(&province, &mut reader, "").await;
        let compare = format!("{keep}/gop/{}", id(&other));
        reader.get(&compare).await.expect(200);
        reader.submit(&compare, &[("ly_do", "Cùng một quyết định")]).await.expect(200);
        let undo = format!("/quyet-dinh/{}/huy", province.head().await);
        let erase = format!("{keep}/xoa");
        reader.get(&erase).await.expect(200);
        let fields =
            [("so", "YC-12/2026"), ("ly_do", "Theo yêu cầu"), ("ten-nguoi", "Nguyễn Văn An")];
        reader.submit(&erase, &fields).await.expect(200);
        let erased = format!("/quyet-dinh/{}\"", province.head().await);
        for page in [
            reader.get(&undo).await.expect(409).text(),
            reader.post(&undo, &[("ly_do", "thử lại")]).await.expect(409).text(),
        ] {
            assert!(page.contains("Không huỷ được nữa") && page.contains(&erased), "{page}");
            assert!(!page.contains("Cần huỷ trước"), "{page}");
        }
        let page = province.english_reader().await.get(&undo).await.expect(409).text();
        assert!(page.contains("any more") && page.contains(&erased), "{page}");
    }
}

#[tokio::test]
async fn the_preview_in_both_languages() {
    let province = one().await;
    let mut reader = province.reader().await;
    let keep = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
    let other = again(&province, &mut reader, "").await;
    let readers = [("vi", province.reader().await), ("en", province.english_reader().await)];
    for (lang, mut reader) in readers {
        let page = reader.get(&format!("{other}/gop/{}", id(&keep))).await.expect(200);
        hold(&format!("join-preview-{lang}"), &page);
        hold(&format!("join-find-{lang}"), &reader.get(&format!("{keep}/gop?q=an")).await);
        hold(&format!("duplicates-{lang}"), &reader.get("/nhan-luc/co-the-trung").await);
    }
}

#[tokio::test]
async fn two_numbers_are_two_people() {
    let province = one().await;
    let mut reader = province.reader().await;
    let keep = province.person("Nguyễn Văn An").await;
    let other = province.person("Trần Thị Ánh").await;
    let page = reader.get(&format!("/nhan-luc/{keep}/gop/{other}")).await.expect(422).text();
    assert!(page.contains("hai số định danh khác nhau"), "{page}");
    // Another record can be looked for at once, and a wrong number corrected.
    assert!(page.contains(&format!("action=\"/nhan-luc/{keep}/gop\"")), "{page}");
    for id in [&keep, &other] {
        assert!(page.contains(&format!("<li><a href=\"/nhan-luc/{id}\"")), "{page}");
    }
    let page = reader.get(&format!("/nhan-luc/{keep}/gop/{keep}")).await.expect(422).text();
    assert!(page.contains("Hai hồ sơ phải khác nhau"), "{page}");
}
