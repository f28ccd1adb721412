//! Numbers, phones and addresses: masked until opened for a purpose, and the opening is noted.

use access::{ReadFilter, ReadLine};
use registry::acts::{self, Note, Reach};

use crate::province::{PERSONAL, Province, everywhere, one};

async fn reads(province: &Province) -> Vec<ReadLine> {
    let mut tx = province.db.read().await.unwrap();
    access::reads(&mut tx, &access::Actor::command(), &ReadFilter::default(), 0, 100)
        .await
        .unwrap()
        .lines
}

fn assert_masked(text: &str, at: &str) {
    for secret in PERSONAL {
        assert!(!text.contains(secret), "{secret} is shown at {at}");
    }
}

#[tokio::test]
async fn nothing_personal_is_shown_unasked() {
    let province = one().await;
    let mut reader = province.reader().await;
    let an = province.person("Nguyễn Văn An").await;
    for path in [
        "/".to_owned(),
        "/don-vi/D.STT".to_owned(),
        "/don-vi/D.STT?on=2025-06-30&map=2025-07-01".to_owned(),
        "/don-vi/D.STT?format=csv".to_owned(),
        "/don-vi/D.STT?dang=json".to_owned(),
        "/nhan-luc".to_owned(),
        "/nhan-luc?dien=moi-nguoi".to_owned(),
        "/nhan-luc?format=csv".to_owned(),
        "/nhan-luc?dang=json".to_owned(),
        format!("/nhan-luc/{an}"),
        "/quyet-dinh/5".to_owned(),
        "/tim?q=an".to_owned(),
        "/kiem-chung/ban-ghi".to_owned(),
    ] {
        let page = reader.get(&path).await.expect(200);
        assert_masked(&page.text(), &path);
    }
    assert_eq!(reads(&province).await, []);
}

#[tokio::test]
async fn a_number_opens_for_a_purpose_and_the_opening_is_noted() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = province.person("Nguyễn Văn An").await;
        let path = format!("/nhan-luc/{an}/mo");
        for given in ["", "  ", "abc", "....."] {
            let page = reader.post(&path, &[("muc_dich", given)]).await.expect(422);
            assert_masked(&page.text(), &path);
        }
        assert_eq!(reads(&province).await, []);

        let purpose = "Đối chiếu hồ sơ phụ cấp";
        let page = reader.post(&path, &[("muc_dich", purpose)]).await.expect(200);
        let text = page.text();
        for shown in ["098085001234", "0301234567", "an.nguyen@example.vn", "17/03/1985"] {
            assert!(text.contains(shown), "{shown} is not shown");
        }
        assert_eq!(page.header("cache-control"), Some("no-store"));
        let noted = reads(&province).await;
        let [read] = &noted[..] else { panic!("{noted:?}") };
        assert_eq!((read.kind.as_str(), read.purpose.as_str()), ("registry-read-contact", purpose));
        assert_eq!(read.subject.map(|s| s.to_string()), Some(an.clone()));
        assert_eq!((read.account_name.as_str(), read.people), ("lan", 1));

        let log = reader.get("/nhat-ky-doc").await.expect(200).text();
        assert!(log.contains("Số định danh và liên hệ của một người") && log.contains(purpose));
        assert!(log.contains(&format!("/nhan-luc/{an}")));
        let again = reader.get(&format!("/nhan-luc/{an}")).await.expect(200);
        assert_masked(&again.text(), "the page after");
    }
}

#[tokio::test]
async fn a_list_is_exported_masked_unless_opened() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let masked = reader.get("/nhan-luc?format=csv").await.expect(200);
        assert_masked(&masked.text(), "csv");
        assert!(masked.text().contains("••• ••• ••• 234"), "{}", masked.text());

        let path = "/nhan-luc/xuat?don-vi=D.STT";
        let refused = reader.post(path, &[("format", "csv"), ("muc_dich", "")]).await.expect(422);
        assert_masked(&refused.text(), path);
        let fields = [("format", "csv"), ("muc_dich", "lập danh sách tập huấn")];
        let opened = reader.post(path, &fields).await.expect(200);
        assert!(opened.text().contains("098085001234"), "{}", opened.text());
        assert!(!opened.text().contains("Bùi Dũng"), "the filter is lost");
        assert!(opened.header("content-disposition").unwrap().contains("attachment"));
        let noted = reads(&province).await;
        let [read] = &noted[..] else { panic!("{noted:?}") };
        assert_eq!(
            (read.kind.as_str(), read.people, read.subject),
            ("registry-read-export", 3, None)
        );
        assert_eq!(read.purpose, "lập danh sách tập huấn");
    }
}

#[tokio::test]
async fn nothing_in_an_export_is_a_formula() {
    let province = one().await;
    let mut reader = province.reader().await;
    let csv = reader.get("/nhan-luc?format=csv").await.expect(200).text();
    assert!(csv.contains("'=HYPERLINK("), "{csv}");
    assert!(!csv.lines().any(|l| l.split(',').any(|c| c.trim_matches('"').starts_with('='))));
    let xlsx = reader.get("/nhan-luc?format=xlsx").await.expect(200);
    assert!(xlsx.body.starts_with(b"PK"));
}

#[tokio::test]
async fn who_was_erased_is_shown_as_erased_also_where_a_page_was_kept() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = province.person("Nguyễn Văn An").await;
        let pages = ["/don-vi/D.STT".to_owned(), format!("/nhan-luc/{an}"), "/nhan-luc".to_owned()];
        let past = "?known_at=2026-11-24T07:00:00Z";
        for page in &pages {
            assert!(reader.get(page).await.expect(200).text().contains("Nguyễn Văn An"));
            let kept = reader.get(&format!("{page}{past}")).await.expect(200);
            assert!(kept.text().contains("Nguyễn Văn An"), "{page}");
        }
        let person = an.parse().unwrap();
        let reason = "Yêu cầu số 12 ngày 20/11/2026".to_owned();
        let note = Note { reason, ..Note::default() };
        let reach = Reach { tables: registry::FACTS, elsewhere: &[] };
        acts::erase_person(&province.desk(), reach, person, &note).await.unwrap();
        for page in &pages {
            for path in [page.clone(), format!("{page}{past}")] {
                let text = reader.get(&path).await.expect(200).text();
                assert!(!text.contains("Nguyễn Văn An"), "{path}");
                assert!(text.contains("Đã xoá theo lần ghi số 8"), "{path}");
            }
        }
        // The duty stays, so that figures do not change.
        let office = reader.get("/don-vi/D.STT?dang=json").await.expect(200).text();
        let json: serde_json::Value = serde_json::from_str(&office).unwrap();
        assert_eq!(json["staff"]["people"], 3);
    }
}

#[tokio::test]
async fn a_whole_number_finds_who_bears_it_and_the_look_up_is_noted() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = province.person("Nguyễn Văn An").await;
        let number = PERSONAL[0];
        for path in ["/tim?q=098085001234", "/tim?q=098+085+001+234", "/nhan-luc?q=098085001234"] {
            let found = reader.get(path).await.expect(303);
            let to = found.header("location").unwrap().to_owned();
            assert_eq!(to, format!("/nhan-luc/{an}"), "{path}");
            let page = reader.follow(found).await.expect(200);
            assert_masked(&page.text(), path);
            assert!(page.text().contains("Lần tra cứu đã được ghi"));
        }
        // What is typed into a search box is sent in the body. A zero that was lost is meant.
        for box_of in ["/tim", "/nhan-luc"] {
            for typed in [number, "98085001234"] {
                let found = reader.post(box_of, &[("q", typed)]).await.expect(303);
                assert_eq!(
                    found.header("location").unwrap(),
                    format!("/nhan-luc/{an}"),
                    "{box_of}"
                );
            }
            let other = [("q", "nguyễn an"), ("on", "2026-11-20"), ("don-vi", "")];
            let found = reader.post(box_of, &other).await.expect(303);
            let to = found.header("location").unwrap();
            assert_eq!(
                to,
                format!("{box_of}?q=nguy%E1%BB%85n+an&on=2026-11-20"),
                "kept and shared"
            );
            let page = reader.get(box_of).await.expect(200).text();
            let boxes: Vec<&str> =
                page.split("<form ").filter(|form| form.contains("name=\"q\"")).collect();
            assert_eq!(boxes.len(), 2, "the header's and the page's: {page}");
            assert!(boxes.iter().all(|form| form.contains("method=\"post\"")), "{page}");
        }
        let noted = reads(&province).await;
        assert_eq!(noted.len(), 7);
        assert!(noted.iter().all(|line| line.subject.is_some_and(|s| s.to_string() == an)));
        assert!(noted.iter().all(|line| !line.page.contains(number) && line.people == 1));

        // One digit less, or another number, finds nobody.
        for part in ["09808500123", "098085", "001234"] {
            let page = reader.get(&format!("/tim?q={part}")).await.expect(200).text();
            assert!(!page.contains("Nguyễn Văn An"), "{part}");
        }
        let nobody = reader.get("/tim?q=098085001235").await.expect(303);
        assert_eq!(nobody.header("location").unwrap(), "/tim");
        let page = reader.follow(nobody).await.expect(200).text();
        assert!(page.contains("Không có ai mang số") && !page.contains("098085001235"));
        assert!(page.contains("class=\"notice info\""), "nobody was found: nothing went well");
        assert_eq!(reads(&province).await.len(), 8, "who tries numbers is seen");
        let offers = reader.get("/tim/goi-y?q=098085001234").await.expect(200).text();
        assert!(!offers.contains("Nguyễn Văn An"), "not while it is typed");
        let data = reader.get("/nhan-luc?dang=json&q=098085001234").await.expect(200).text();
        assert!(!data.contains("Nguyễn Văn An"));
        assert_eq!(reads(&province).await.len(), 8);
    }
}
