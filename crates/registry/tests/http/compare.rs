//! Figures are compared with a day before, and each change opens to the rows that make it up.

use testkit::Client;

use crate::province::{Province, everywhere, one};

const NEW: &[(&str, &str)] = &[
    ("ho-ten", "Đinh Thị Mây"),
    ("ngay-sinh", "02/09/1994"),
    ("don-vi", "D.STT"),
    ("tu-ngay", "01/11/2026"),
    ("hinh-thuc", "dedicated"),
    ("linh-vuc", "infosec"),
    ("ly_do", "Phân công công tác"),
];

/// May comes on 1 November 2026, An leaves on the 10th.
async fn changed(province: &Province, reader: &mut Client) {
    reader.submit("/nhan-luc/moi?don-vi=D.STT", NEW).await.expect(200);
    let an = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
    let page = reader.get(&an).await.expect(200).text();
    let ends = page.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let mut ends = ends.filter(|h| h.starts_with(&an) && !h.contains("/trinh-do/"));
    let end = ends.find(|h| h.split('?').next().is_some_and(|p| p.ends_with("/thoi")));
    let end = end.unwrap().replace("&amp;", "&");
    let fields = [("tu-ngay", "10/11/2026"), ("ly_do", "nghỉ hưu")];
    reader.submit(&end, &fields).await.expect(200);
}

/// What a change is shown as: the sign and the number of a part of a figure that leads somewhere.
fn change(page: &str, what: &str) -> String {
    let (_, rest) = page.split_once(&format!("so-lieu={what}&#38;")).unwrap();
    let (_, rest) = rest.split_once("</span> ").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn each_figure_says_its_change_and_opens_to_who_came_and_who_left() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        changed(&province, &mut reader).await;
        let page = reader.get("/?so-voi=31/10/2026").await.expect(200).text();
        assert!(page.contains("so với 31/10/2026"));
        assert_eq!(change(&page, "nguoi"), "0", "one came and one left");
        assert_eq!(change(&page, "dedicated"), "0");
        let rows = reader.get("/so-sanh?so-lieu=nguoi&so-voi=2026-10-31").await.expect(200).text();
        let (came, left) = rows.split_once("id=\"h-di\"").unwrap();
        assert!(came.contains("Đinh Thị Mây") && !came.contains("Nguyễn Văn An"));
        assert!(left.contains("Nguyễn Văn An") && !left.contains("Đinh Thị Mây"));
        assert!(!rows.contains("098085001234"), "numbers stay masked");

        // Between the two days she is one more, and he has not left yet.
        let page = reader.get("/?on=2026-11-05&so-voi=2026-10-31").await.expect(200).text();
        assert_eq!(change(&page, "nguoi"), "+1");
        assert_eq!(change(&page, "dedicated"), "+1");
        assert_eq!(change(&page, "concurrent"), "0");
        assert_eq!(change(&page, "dedicated%3Ainfosec"), "+1");
        let of_field = "/so-sanh?so-lieu=dedicated:infosec&on=2026-11-05&so-voi=2026-10-31";
        let rows = reader.get(of_field).await.expect(200).text();
        assert!(rows.contains("Đinh Thị Mây") && !rows.contains("Nguyễn Văn An"));
    }
}

#[tokio::test]
async fn a_merger_is_nobody_who_comes_or_leaves() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let page = reader.get("/?on=2025-07-02&so-voi=2025-06-30").await.expect(200).text();
        for what in ["nguoi", "dedicated", "concurrent"] {
            assert_eq!(change(&page, what), "0", "{what}");
        }
        let rows = "/so-sanh?so-lieu=concurrent&on=2025-07-02&so-voi=2025-06-30";
        let rows = reader.get(rows).await.expect(200).text();
        assert_eq!(rows.matches("Không có dòng nào").count(), 2, "the duties only moved");
    }
}

#[tokio::test]
async fn offices_that_count_on_one_day_alone_are_listed() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/?so-voi=2025-06-30").await.expect(200).text();
    let listed = "/so-sanh?so-lieu=trong&so-voi=2025-06-30";
    let rows = reader.get(listed).await.expect(200).text();
    let count = |side: &str| rows.split_once(side).unwrap().1.split_once("</section>").unwrap().0;
    let lines = |part: &str| part.matches("<tr role=\"row\"><th role=\"rowheader\"").count();
    let (more, fewer) = (lines(count("id=\"h-den\"")), lines(count("id=\"h-di\"")));
    let net = i64::try_from(more).unwrap() - i64::try_from(fewer).unwrap();
    let said = change(&page, "trong").replace('−', "-");
    assert_eq!(said.trim_start_matches('+'), net.to_string());
}

#[tokio::test]
async fn without_a_day_it_is_a_year_before_and_nothing_where_nobody_was_known() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/").await.expect(200).text();
    assert!(page.contains("value=\"24/11/2025\"") && page.contains("/so-sanh?so-lieu=nguoi"));
    let page = reader.get("/?on=2024-11-01").await.expect(200).text();
    assert!(!page.contains("/so-sanh"), "nobody is on record a year before: unknown, not zero");
    let page = reader.get("/?on=2024-11-01&so-voi=01/11/2023").await.expect(200).text();
    assert!(page.contains("chưa có ai tại ngày 01/11/2023"));
    for wrong in ["hôm+qua", "25/11/2026", "31/02/2020"] {
        let page = reader.get(&format!("/?so-voi={wrong}")).await.expect(200).text();
        assert!(page.contains("Hãy ghi một ngày trước 24/11/2026"), "{wrong}");
        assert!(!page.contains("/so-sanh?"), "{wrong}: nothing is compared with another day");
        let rows = reader.get(&format!("/so-sanh?so-voi={wrong}")).await.expect(422).text();
        assert!(rows.contains("Hãy ghi một ngày trước") && !rows.contains("<table"), "{wrong}");
    }
    reader.get("/so-sanh?so-lieu=gi").await.expect(404);
}

/// Somebody who sees the people of one office signs in.
async fn clerk_of(province: &Province, unit: &str) -> Client {
    let (app, by) = (&province.app, access::Actor::command());
    let password = "mưa nắng bốn mùa 1997";
    access::create_account(app, &by, "phong", "Phạm Văn Phong", password).await.unwrap();
    let role = access::NewRole::whole("phong", access::Role::Reporting);
    let role = access::NewRole { unit: Some(unit), ..role };
    access::give_roles(app, &by, &[role], "").await.unwrap();
    let mut client = province.stranger();
    client.get("/dang-nhap").await.expect(200);
    client.submit("/dang-nhap", &[("name", "phong"), ("password", password)]).await.expect(200);
    client
}

#[tokio::test]
async fn whom_a_change_counts_and_its_reader_may_not_see_is_said() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        changed(&province, &mut reader).await;
        let mut clerk = clerk_of(&province, "D.SNV").await;
        for what in ["nguoi", "dedicated"] {
            let rows = format!("/so-sanh?so-lieu={what}&so-voi=2026-10-31");
            let whole = reader.get(&rows).await.expect(200).text();
            assert!(whole.contains("Thêm (1)") && !whole.contains("ngoài phạm vi"), "{whole}");
            let part = clerk.get(&rows).await.expect(200).text();
            assert!(part.contains("Thêm (1)") && part.contains("Bớt (1)"), "{part}");
            let said = "1 trong số này ngoài phạm vi bạn được xem";
            assert_eq!(part.matches(said).count(), 2, "{what}: {part}");
            assert!(!part.contains("Đinh Thị Mây") && !part.contains("Nguyễn Văn An"));
        }
    }
}
