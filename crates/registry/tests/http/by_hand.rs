//! One person by hand: entered, given duties, transferred, corrected, qualified; each as a person
//! does it in the pages, and undone.

use registry::model::Person;
use testkit::Client;

use crate::province::{PERSONAL, Province, everywhere, one, steady};

const PERSON: &[(&str, &str)] = &[
    ("ho-ten", "Đinh Thị Mây"),
    ("ngay-sinh", "02/09/1994"),
    ("gioi-tinh", "F"),
    ("so-dinh-danh", "098 194 000 111"),
    ("dien-thoai", "0302 222 333"),
    ("thu", "may@example.vn"),
];

const DUTY: &[(&str, &str)] = &[
    ("don-vi", "D.STT"),
    ("tu-ngay", "01/11/2026"),
    ("chuc-danh", "Chuyên viên"),
    ("hinh-thuc", "concurrent"),
    ("linh-vuc", "dx"),
    ("linh-vuc", "data"),
    ("ti-le", "40"),
    ("so", "12/QĐ-STTTT"),
    ("ly_do", "Phân công công tác"),
];

type Fields<'a> = Vec<(&'a str, &'a str)>;

fn all<'a>(parts: &[&[(&'a str, &'a str)]]) -> Fields<'a> {
    parts.concat()
}

/// The fields with one said otherwise.
fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Fields<'a> {
    fields.iter().copied().filter(|(n, _)| *n != name).chain([(name, value)]).collect()
}

/// The part of a page that is its own, as a snapshot holds it.
fn hold(name: &str, page: &testkit::Page) {
    let text = steady(page);
    let own = text.find("<main").zip(text.find("</main>")).map(|(from, to)| &text[from..to]);
    insta::assert_snapshot!(name, own.unwrap());
}

/// The address of a link of a page, by what it begins and ends with.
fn link(page: &str, start: &str, end: &str) -> String {
    let found = page.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let mut fitting = found.filter(|href| {
        href.starts_with(start) && href.split('?').next().is_some_and(|p| p.ends_with(end))
    });
    fitting.next().unwrap_or_else(|| panic!("no link {start}…{end}")).replace("&amp;", "&")
}

async fn page_of(province: &Province, name: &str) -> String {
    format!("/nhan-luc/{}", province.person(name).await)
}

async fn text(reader: &mut Client, path: &str) -> String {
    reader.get(path).await.expect(200).text()
}

async fn undo(reader: &mut Client, act: i64) -> String {
    let path = format!("/quyet-dinh/{act}/huy");
    reader.submit(&path, &[("ly_do", "Ghi nhầm")]).await.expect(200).text()
}

#[tokio::test]
async fn somebody_is_entered_with_a_first_duty_and_undone() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let office = text(&mut reader, "/don-vi/D.STT").await;
        assert!(office.contains("href=\"/nhan-luc/moi?don-vi=D.STT\""));
        assert!(text(&mut reader, "/nhan-luc").await.contains("href=\"/nhan-luc/moi\""));
        let done = reader.submit("/nhan-luc/moi?don-vi=D.STT", &all(&[PERSON, DUTY])).await;
        let page = done.expect(200).text();
        for said in ["Đinh Thị Mây", "Đã ghi người này", "40% thời gian", "từ 01/11/2026", "1994"]
        {
            assert!(page.contains(said), "{said}");
        }
        for secret in ["098194000111", "0302222333", "may@example.vn", "02/09/1994"] {
            assert!(!page.contains(secret), "{secret} is masked");
        }
        assert_eq!(province.head().await, 8);
        let act = text(&mut reader, "/quyet-dinh/8").await;
        assert!(act.contains("12/QĐ-STTTT") && act.contains("Thêm người"));
        assert!(text(&mut reader, "/don-vi/D.STT").await.contains("Đinh Thị Mây"));
        undo(&mut reader, 8).await;
        assert!(!text(&mut reader, "/don-vi/D.STT").await.contains("Đinh Thị Mây"));
        // Taken back, there is nobody to say more of.
        let gone = page_of_act(&province).await;
        reader.get(&format!("{gone}/sua")).await.expect(404);
        let page = reader.get(&gone).await.expect(200).text();
        assert!(!page.contains("/dieu-chuyen") && !page.contains("/sua"), "no verb is offered");
    }
}

/// The page of whoever act 8 entered.
async fn page_of_act(province: &Province) -> String {
    let mut tx = province.db.read().await.unwrap();
    let name = [store::Value::text("Đinh Thị Mây")];
    let known = ledger::held::<Person>(&mut tx, 8, "f.full_name = $2", &name).await.unwrap();
    format!("/nhan-luc/{}", known[0].fact.id)
}

#[tokio::test]
async fn who_may_be_on_record_is_shown_before_anybody_is_made_twice() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let fields = all(&[
            &[("ho-ten", "nguyen van an"), ("ngay-sinh", "1985"), ("so-dinh-danh", "")],
            DUTY,
        ]);
        reader.get("/nhan-luc/moi").await.expect(200);
        let asked = reader.post("/nhan-luc/moi?don-vi=D.SNV", &fields).await.expect(422);
        hold("by-hand-likely", &asked);
        let asked = asked.text();
        assert!(asked.contains(&format!("href=\"{an}\"")) && asked.contains("khac-nguoi"));
        assert!(asked.contains(&format!("href=\"{an}/nhiem-vu?don-vi=D.STT\"")));
        for secret in PERSONAL {
            assert!(!asked.contains(secret), "{secret}");
        }
        assert_eq!(province.head().await, 7);

        // The number of somebody is theirs, whatever is confirmed.
        let id = an.rsplit('/').next().unwrap();
        let taken = with(&with(&fields, "so-dinh-danh", "098085001234"), "khac-nguoi", id);
        let page = reader.post("/nhan-luc/moi", &taken).await.expect(422).text();
        assert!(page.contains("href=\"#so-dinh-danh\"") && !page.contains("name=\"khac-nguoi\""));
        assert_eq!(province.head().await, 7);

        let sure = with(&fields, "khac-nguoi", id);
        reader.submit("/nhan-luc/moi", &sure).await.expect(200);
        assert_eq!(province.head().await, 8);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field() {
    let province = one().await;
    let mut reader = province.reader().await;
    let fields = all(&[PERSON, DUTY]);
    reader.get("/nhan-luc/moi").await.expect(200);
    for (name, value) in [
        ("ho-ten", ""),
        ("ho-ten", "An 2"),
        ("ngay-sinh", "31/02/1985"),
        ("ngay-sinh", "2030"),
        ("so-dinh-danh", "123"),
        ("dien-thoai", "12"),
        ("thu", "may"),
        ("don-vi", ""),
        ("don-vi", "khong-co"),
        // It ended with the merger.
        ("don-vi", "D.C97001"),
        ("tu-ngay", ""),
        ("tu-ngay", "32/01/2026"),
        ("hinh-thuc", ""),
        ("hinh-thuc", "cả hai"),
        ("linh-vuc", ""),
        ("linh-vuc", "khong-co"),
        ("ti-le", "0"),
        ("ti-le", "101"),
        ("ly_do", " "),
    ] {
        let sent = with(&fields, name, value);
        let page = reader.post("/nhan-luc/moi", &sent).await.expect(422).text();
        assert!(page.contains(&format!("href=\"#{name}\"")), "{name}={value}: {page}");
        assert!(page.contains(&format!("id=\"{name}")), "{name} is there");
    }
    let page = reader.post("/nhan-luc/moi", &[]).await.expect(422);
    hold("by-hand-new-wrong", &page);
    assert_eq!(province.head().await, 7);
}

#[tokio::test]
async fn somebody_is_transferred_and_it_is_undone() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let page = text(&mut reader, &an).await;
        let transfer = link(&page, &an, "/dieu-chuyen");
        let form = text(&mut reader, &transfer).await;
        assert!(form.contains("Sở Thông tin") && form.contains("value=\"Trưởng phòng\""));
        let fields = with(DUTY, "don-vi", "D.SNV");
        let wrong = with(&fields, "don-vi", "D.STT");
        let told = reader.post(&transfer, &wrong).await.expect(422).text();
        assert!(told.contains("href=\"#don-vi\"") && told.contains("chính là đơn vị đang giữ"));
        let early = with(&fields, "tu-ngay", "15/10/2024");
        let told = reader.post(&transfer, &early).await.expect(422).text();
        assert!(told.contains("href=\"#tu-ngay\""));
        assert_eq!(province.head().await, 7);

        let done = reader.submit(&transfer, &fields).await.expect(200).text();
        assert!(done.contains("15/10/2024 – 31/10/2026"), "{done}");
        assert!(done.contains("thôi vì: Phân công công tác") && done.contains("Sở Nội vụ"));
        assert_eq!(province.head().await, 8);
        let then = text(&mut reader, &format!("{an}?known_at=2026-11-24T07:00:00Z")).await;
        assert!(!then.contains("Sở Nội vụ") && !then.contains("/dieu-chuyen"));
        let staff = text(&mut reader, "/don-vi/D.STT").await;
        assert!(!staff.contains("Nguyễn Văn An"));
        assert!(text(&mut reader, "/don-vi/D.STT?on=2026-10-31").await.contains("Nguyễn Văn An"));
        undo(&mut reader, 8).await;
        assert!(text(&mut reader, "/don-vi/D.STT").await.contains("Nguyễn Văn An"));
    }
}

#[tokio::test]
async fn who_is_not_placed_is_placed() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        // The district is dissolved; its people wait.
        let sketch =
            ui::segment(r#"{"on":"2026-11-01","steps":[{"do":"dissolve","org":"D.H971"}]}"#);
        reader.get(&format!("/sap-xep/xem-truoc?ke-hoach={sketch}")).await.expect(200);
        let plan = r#"{"on":"2026-11-01","steps":[{"do":"dissolve","org":"D.H971"}]}"#;
        let basis = [("so", "1"), ("ngay-ky", "20/10/2026"), ("co-quan", "UBND"), ("ly_do", "x")];
        let fields = all(&[&[("ke-hoach", plan)], &basis]);
        reader.post("/sap-xep/ghi", &fields).await.expect(303);
        let hoa = page_of(&province, "Đặng Thu Hoà").await;
        let waiting = text(&mut reader, "/nhan-luc?dien=chua-bo-tri").await;
        assert!(waiting.contains("Đặng Thu Hoà"));
        let page = text(&mut reader, &hoa).await;
        assert!(page.contains(">Bố trí<"), "{page}");
        let place = link(&page, &hoa, "/dieu-chuyen");
        let form = text(&mut reader, &place).await;
        assert!(form.contains("Bố trí Đặng Thu Hoà") && form.contains("(Chưa bố trí)"));
        let fields = with(DUTY, "don-vi", "D.SNV");
        reader.submit(&place, &fields).await.expect(200);
        let waiting = text(&mut reader, "/nhan-luc?dien=chua-bo-tri").await;
        assert!(!waiting.contains("Đặng Thu Hoà"));
        assert!(text(&mut reader, "/don-vi/D.SNV").await.contains("Đặng Thu Hoà"));
    }
}

#[tokio::test]
async fn a_further_duty_is_given_and_ends() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let give = format!("{an}/nhiem-vu");
        reader.get(&give).await.expect(200);
        let there = reader.post(&give, DUTY).await.expect(422).text();
        assert!(there.contains("href=\"#don-vi\"") && there.contains("đã giữ nhiệm vụ"));
        let fields = with(&with(DUTY, "don-vi", "D.SNV"), "den-ngay", "31/10/2026");
        let empty = reader.post(&give, &fields).await.expect(422).text();
        assert!(empty.contains("href=\"#den-ngay\""));
        let fields = with(&fields, "den-ngay", "31/12/2026");
        let page = reader.submit(&give, &fields).await.expect(200).text();
        assert!(page.contains("01/11/2026 – 31/12/2026"), "{page}");

        let end = link(&page, &an, "/thoi");
        reader.get(&end).await.expect(200);
        reader.post(&end, &[("tu-ngay", "01/12/2026"), ("ly_do", "")]).await.expect(422);
        let fields = [("tu-ngay", "01/12/2026"), ("ly_do", "nghỉ hưu")];
        let page = reader.submit(&end, &fields).await.expect(200).text();
        assert!(page.contains("thôi vì: nghỉ hưu"));
        assert_eq!(province.head().await, 9);
    }
}

#[tokio::test]
async fn a_duty_is_corrected_or_changes() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let correct = link(&text(&mut reader, &an).await, &an, "/sua");
        // The first link of that shape is of the person; the duty's comes after.
        let correct = if correct.contains("/nhiem-vu/") {
            correct
        } else {
            link(&text(&mut reader, &an).await, &format!("{an}/nhiem-vu/"), "/sua")
        };
        let form = text(&mut reader, &correct).await;
        assert!(form.contains("value=\"15/10/2024\""), "{form}");
        let fields = [
            ("cach", "dinh-chinh"),
            ("chuc-danh", "Giám đốc"),
            ("hinh-thuc", "dedicated"),
            ("linh-vuc", "infosec"),
            ("ti-le", ""),
            ("tu-ngay", "01/09/2024"),
            ("den-ngay", ""),
            ("ly_do", "Đính chính theo hồ sơ"),
        ];
        let page = reader.submit(&correct, &fields).await.expect(200).text();
        assert!(page.contains("Giám đốc") && page.contains("từ 01/09/2024"));
        let then = text(&mut reader, &format!("{an}?known_at=2026-11-24T07:00:00Z")).await;
        assert!(then.contains("Trưởng phòng") && !then.contains("Giám đốc"));
        // The stretch that was looked at is another by now.
        let again = reader.post(&correct, &fields).await.expect(303);
        assert_eq!(reader.follow(again).await.expect(200).text().matches("Không có gì").count(), 1);
        assert_eq!(province.head().await, 8);

        let correct = link(&page, &format!("{an}/nhiem-vu/"), "/sua");
        let change = with(&with(&fields, "cach", "thay-doi"), "hinh-thuc", "concurrent");
        let told = reader.post(&correct, &change).await.expect(422).text();
        assert!(told.contains("href=\"#thay-doi-tu\""));
        let outside = with(&change, "thay-doi-tu", "01/01/2024");
        let told = reader.post(&correct, &outside).await.expect(422).text();
        assert!(told.contains("không nằm trong khoảng thời gian"));
        let change = with(&change, "thay-doi-tu", "01/02/2025");
        let page = reader.submit(&correct, &change).await.expect(200).text();
        assert!(page.contains("01/09/2024 – 31/01/2025") && page.contains("từ 01/02/2025"));
        assert_eq!(province.head().await, 9);
        undo(&mut reader, 9).await;
        undo(&mut reader, 8).await;
        assert!(text(&mut reader, &an).await.contains("Trưởng phòng"));
    }
}

#[tokio::test]
async fn a_stretch_that_begins_nobody_knows_when_is_told_from_the_next() {
    let province = one().await;
    let mut reader = province.reader().await;
    let an = page_of(&province, "Nguyễn Văn An").await;
    let fields = [
        ("cach", "dinh-chinh"),
        ("chuc-danh", "Trưởng phòng"),
        ("hinh-thuc", "dedicated"),
        ("linh-vuc", "dx"),
        ("tu-ngay", ""),
        ("ly_do", "Không rõ từ bao giờ"),
    ];
    let duty = format!("{an}/nhiem-vu/");
    let page = text(&mut reader, &an).await;
    let page = reader.submit(&link(&page, &duty, "/sua"), &fields).await.expect(200).text();
    assert!(page.contains("không rõ từ bao giờ"), "{page}");
    let change = with(&with(&fields, "cach", "thay-doi"), "thay-doi-tu", "01/02/2025");
    let change = with(&change, "chuc-danh", "Giám đốc");
    let page = reader.submit(&link(&page, &duty, "/sua"), &change).await.expect(200).text();
    let early = page.split("href=\"").filter(|l| l.contains("/sua?tu=khong-ro")).count();
    assert_eq!(early, 1, "{page}");
    let at = page.find("/sua?tu=khong-ro").unwrap();
    let start = page[..at].rfind('"').unwrap() + 1;
    let path = format!("{}/sua?tu=khong-ro", &page[start..at]);
    let form = text(&mut reader, &path).await;
    assert!(form.contains("value=\"Trưởng phòng\"") && !form.contains("Giám đốc"), "{form}");
}

#[tokio::test]
async fn who_somebody_is_is_corrected_without_showing_what_is_masked() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let path = format!("{an}/sua");
        let form = text(&mut reader, &path).await;
        for secret in PERSONAL {
            assert!(!form.contains(secret), "{secret} is masked in the form");
        }
        assert!(form.contains("••• ••• ••• 234"));
        let fields = [
            ("ho-ten", "Nguyễn Văn Ân"),
            ("ngay-sinh", ""),
            ("gioi-tinh", "M"),
            ("so-dinh-danh", ""),
            ("dien-thoai", "0309 999 888"),
            ("thu", ""),
            ("bo", "thu"),
            ("tu-ngay", ""),
            ("ly_do", "Đính chính theo căn cước"),
        ];
        let taken = with(&fields, "so-dinh-danh", "098090005678");
        let told = reader.post(&path, &taken).await.expect(422).text();
        assert!(told.contains("href=\"#so-dinh-danh\""));
        let page = reader.submit(&path, &fields).await.expect(200).text();
        assert!(page.contains("Nguyễn Văn Ân") && page.contains("••• ••• ••• 234"));
        let opened = reader
            .post(&format!("{an}/mo"), &[("muc_dich", "đối chiếu hồ sơ")])
            .await
            .expect(200)
            .text();
        for (said, there) in [
            ("098085001234", true),
            ("17/03/1985", true),
            ("0309999888", true),
            ("an.nguyen@example.vn", false),
        ] {
            assert_eq!(opened.contains(said), there, "{said}");
        }
        let then = text(&mut reader, &format!("{an}?known_at=2026-11-24T07:00:00Z")).await;
        assert!(then.contains("<h1>Nguyễn Văn An</h1>"));
        assert!(text(&mut reader, "/nhan-luc?q=nguyen+van+an").await.contains("Nguyễn Văn Ân"));
    }
}

#[tokio::test]
async fn a_qualification_is_added_and_ends() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = page_of(&province, "Nguyễn Văn An").await;
        let path = format!("{an}/trinh-do");
        reader.get(&path).await.expect(200);
        let fields = [
            ("loai", "certificate"),
            ("ten", "CISSP"),
            ("chuyen-nganh", ""),
            ("tu-ngay", "01/01/2023"),
            ("den-ngay", "31/12/2025"),
            ("so", ""),
            ("ly_do", "Bổ sung hồ sơ"),
        ];
        for (name, value) in
            [("loai", ""), ("ten", ""), ("den-ngay", "31/12/2022"), ("tu-ngay", "x"), ("ly_do", "")]
        {
            let told = reader.post(&path, &with(&fields, name, value)).await.expect(422).text();
            assert!(told.contains(&format!("href=\"#{name}\"")), "{name}");
        }
        let twice = with(&with(&fields, "ten", "ccna"), "den-ngay", "");
        let told = reader.post(&path, &twice).await.expect(422).text();
        assert!(told.contains("href=\"#ten\"") && told.contains("đã được ghi"));
        let page = reader.submit(&path, &fields).await.expect(200).text();
        assert!(page.contains("01/01/2023 – 31/12/2025") && page.contains("đã hết hạn"));

        let end = link(&page, &format!("{an}/trinh-do/"), "/thoi");
        reader.get(&end).await.expect(200);
        reader.post(&end, &[("den-ngay", ""), ("ly_do", "x")]).await.expect(422);
        let page =
            reader.submit(&end, &[("den-ngay", "30/06/2026"), ("ly_do", "x")]).await.expect(200);
        assert!(page.text().contains("đến 30/06/2026"));
        assert_eq!(province.head().await, 9);
    }
}

#[tokio::test]
async fn the_forms_read_as_they_should() {
    let province = one().await;
    let an = page_of(&province, "Nguyễn Văn An").await;
    for (lang, mut reader) in
        [("vi", province.reader().await), ("en", province.english_reader().await)]
    {
        let page = text(&mut reader, &an).await;
        let transfer = link(&page, &an, "/dieu-chuyen");
        for (name, path) in [
            ("new", "/nhan-luc/moi?don-vi=D.SNV".to_owned()),
            ("correct", format!("{an}/sua")),
            ("give", format!("{an}/nhiem-vu")),
            ("transfer", transfer.clone()),
            ("end", link(&page, &an, "/thoi")),
            ("correct-duty", transfer.replace("/dieu-chuyen", "/sua")),
            ("qualify", format!("{an}/trinh-do")),
            ("unqualify", link(&page, &format!("{an}/trinh-do/"), "/thoi")),
        ] {
            hold(&format!("by-hand-{name}-{lang}"), &reader.get(&path).await.expect(200));
        }
    }
}
