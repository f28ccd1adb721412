//! Every figure opens to its rows: as many as it says, on every map, and the same for programs.

use kernel::{AsOf, Date};
use registry::figures::{self, StaffQuery, Standing};
use serde_json::Value as Json;

use crate::province::{everywhere, one};

#[tokio::test]
async fn the_rows_of_every_line_are_as_many_as_it_counts_on_every_map() {
    for province in everywhere().await {
        let mut tx = province.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let orgs = figures::org_map(&mut tx, known).await.unwrap();
        let days = [Date::constant(2025, 6, 30), Date::constant(2025, 7, 1)];
        for on in days {
            let mut people = Vec::new();
            for map in days {
                let at = AsOf { valid_on: on, known_at: known };
                let coverage = figures::coverage(&mut tx, &orgs, at, map).await.unwrap();
                let mut rows = 0;
                for line in &coverage.lines {
                    let found = figures::rows_of_line(
                        &mut tx,
                        &access::Actor::command(),
                        &orgs,
                        &coverage,
                        line,
                    )
                    .await
                    .unwrap();
                    let posts = line.modes.dedicated + line.modes.concurrent;
                    let n = i64::try_from(found.len()).unwrap();
                    assert_eq!(n, posts, "{} on {on}, map {map}", line.code);
                    rows += n;
                }
                let posts = coverage.totals.modes.dedicated + coverage.totals.modes.concurrent;
                assert_eq!(rows, posts);
                people.push((coverage.totals.people, posts));
            }
            assert_eq!(people[0], people[1], "totals differ between maps on {on}");
        }
    }
}

#[tokio::test]
async fn people_are_found_without_diacritics_and_sorted_as_vietnamese_are() {
    for province in everywhere().await {
        let mut tx = province.db.read().await.unwrap();
        let at = AsOf { valid_on: Date::constant(2024, 11, 1), known_at: i64::MAX };
        let names = |page: figures::StaffPage| -> Vec<String> {
            page.rows.into_iter().filter_map(|r| r.full_name).collect()
        };
        let all = figures::staff(&mut tx, &access::Actor::command(), at, &StaffQuery::default())
            .await
            .unwrap();
        assert_eq!((all.total, all.people, all.dedicated, all.concurrent), (8, 8, 2, 6));
        assert_eq!(
            names(all),
            [
                // What is no letter sorts before every letter.
                "Phạm <b>Sơn</b>",
                "Nguyễn Văn An",
                "Trần Thị Ánh",
                "Bùi Dũng",
                "Lê Đức",
                "Đặng Thu Hoà",
                "Hồ Văn Lâm",
                "Vũ Thuỷ",
            ]
        );
        for (asked, found) in [
            ("hoa", vec!["Đặng Thu Hoà"]),
            ("dang HOÀ", vec!["Đặng Thu Hoà"]),
            ("van", vec!["Nguyễn Văn An", "Hồ Văn Lâm"]),
            ("%", vec![]),
            ("khong ai", vec![]),
        ] {
            let query = StaffQuery { search: Some(asked.to_owned()), ..StaffQuery::default() };
            let page =
                figures::staff(&mut tx, &access::Actor::command(), at, &query).await.unwrap();
            if asked == "%" {
                assert_eq!(page.total, 8, "a wildcard is no word");
            } else {
                assert_eq!(names(page), found, "{asked}");
            }
        }
    }
}

#[tokio::test]
async fn who_left_is_found_among_everyone_alone() {
    let province = one().await;
    let mut reader = province.reader().await;
    let on_duty = reader.get("/nhan-luc?q=lam").await.expect(200).text();
    assert!(!on_duty.contains("Hồ Văn Lâm"));
    let anyone = reader.get("/nhan-luc?q=lam&dien=moi-nguoi").await.expect(200).text();
    assert!(anyone.contains("Hồ Văn Lâm") && anyone.contains("không giữ vị trí nào"));
    let mut tx = province.db.read().await.unwrap();
    let at = AsOf { valid_on: Date::constant(2026, 1, 1), known_at: i64::MAX };
    let query = StaffQuery { standing: Standing::Anyone, ..StaffQuery::default() };
    let page = figures::staff(&mut tx, &access::Actor::command(), at, &query).await.unwrap();
    assert_eq!((page.total, page.people, page.dedicated + page.concurrent), (8, 8, 7));
}

#[tokio::test]
async fn an_office_that_is_not_there_has_nobody() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/nhan-luc?don-vi=khong-co").await.expect(200).text();
    assert!(page.contains("Không có ai khớp"));
}

#[tokio::test]
async fn a_list_has_pages_and_an_export_has_all() {
    let province = one().await;
    let mut reader = province.reader().await;
    let second = reader.get("/nhan-luc?page=2").await.expect(200).text();
    assert!(!second.contains("Nguyễn Văn An"));
    let csv = reader.get("/nhan-luc?page=2&format=csv").await.expect(200).text();
    assert_eq!(csv.lines().count(), 1 + 7);
    let lines = reader.get("/don-vi?format=csv&on=2025-06-30").await.expect(200).text();
    assert_eq!(lines.lines().count(), 1 + 7, "{lines}");
}

#[tokio::test]
async fn programs_get_the_same_figures() {
    for province in everywhere().await {
        let mut reader = province.reader().await.with_header("accept", "application/json");
        let get = |text: String| -> Json { serde_json::from_str(&text).unwrap() };
        let all = get(reader.get("/?on=2025-06-30&map=2025-07-01").await.expect(200).text());
        assert_eq!(all["totals"]["people"], 7);
        assert_eq!(
            (&all["totals"]["dedicated"], &all["totals"]["concurrent"]),
            (&2.into(), &5.into())
        );
        let sum: i64 =
            all["units"].as_array().unwrap().iter().map(|u| u["dedicated"].as_i64().unwrap()).sum();
        assert_eq!(sum, 2);
        assert_eq!(all["held_rows"], 3);
        let office = get(reader.get("/don-vi/D.STT").await.expect(200).text());
        assert_eq!(office["office"]["code"], "D.STT");
        assert_eq!(office["staff"]["total"], 3);
        assert_eq!(office["staff"]["rows"][0]["personal_id"], "••• ••• ••• 234");
        let people = get(reader.get("/nhan-luc?linh-vuc=infosec").await.expect(200).text());
        assert_eq!(people["rows"][0]["full_name"], "Nguyễn Văn An");
        assert_eq!(people["rows"][0]["duty"]["mode"], "dedicated");
    }
}

#[tokio::test]
async fn a_printed_list_names_what_was_chosen_in_the_form_above_it() {
    let province = one().await;
    let mut reader = province.reader().await;
    let of = |page: &str| {
        let (_, rest) = page.split_once("class=\"of\">").expect("what the rows are of");
        rest.split_once('<').unwrap().0.to_owned()
    };
    let page = reader.get("/nhan-luc?don-vi=D.STT&hinh-thuc=dedicated&q=an").await.expect(200);
    let said = of(&page.text());
    for words in ["Hình thức: Chuyên trách", "Đơn vị: Sở Thông tin", "an"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(said.matches(": an").count(), 1, "the words are told once: {said}");
    let reads = reader.get("/nhat-ky-doc?from=01/11/2026").await.expect(200).text();
    assert_eq!(of(&reads), "Từ ngày: 01/11/2026");
}
