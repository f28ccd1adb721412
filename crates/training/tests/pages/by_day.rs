//! Who was there on which day of a class, as pages tell it.

use house::House;
use testkit::Client;

use crate::{by_hand::link, lists::fill, office::everywhere, views::session_of};

/// The page of the class whose days are dated.
async fn dated(office: &House) -> String {
    let page = office.client("phoi").await.get("/tap-huan?nam=2023").await.expect(200).text();
    link(&page, "/tap-huan/lop/", "Kỹ năng số")
}

/// A file of a table, line by line.
async fn file(reader: &mut Client, path: &str) -> Vec<String> {
    let text = reader.get(path).await.expect(200).text();
    text.lines().map(|line| line.trim_start_matches('\u{feff}').to_owned()).collect()
}

/// Who stands in which row, by the word of a day.
fn names(lines: &[String]) -> Vec<String> {
    let name = |line: &String| line.split([',', ';']).next().unwrap().trim_matches('"').to_owned();
    lines.iter().skip(1).map(name).collect()
}

#[tokio::test]
async fn a_class_tells_each_person_on_each_day_and_how_many_were_there() {
    for office in everywhere().await {
        let name = office.db.name();
        fill(&office).await;
        let page = dated(&office).await;
        let mut keeper = office.client("phoi").await;
        let shown = keeper.get(&page).await.expect(200).text();
        for told in ["16/02/2023", "17/02/2023", "✓ có mặt", "✗ vắng", "○ vắng có phép"]
        {
            assert!(shown.contains(told), "{name}: {told}: {shown}");
        }
        let all = file(&mut keeper, &format!("{page}?format=csv")).await;
        assert!(all[0].contains("16/02/2023") && all[0].contains("17/02/2023"), "{name}: {all:?}");
        assert_eq!(all.len(), 4, "{name}: {all:?}");
        // By the second day: there, excused, not known.
        let sorted = file(&mut keeper, &format!("{page}?sort=ngay-2&format=csv")).await;
        let order = ["Nguyễn Văn An", "Trần Thị Hoa", "Lê Văn Bình"];
        assert_eq!(names(&sorted), order, "{name}");
        let turned = file(&mut keeper, &format!("{page}?sort=-ngay-2&format=csv")).await;
        assert_eq!(names(&turned)[0], "Lê Văn Bình", "{name}");
        keeper.get(&format!("{page}?sort=ngay-9")).await.expect(200);
        // Who sees figures alone sees the days, and nobody's name.
        let figures = office.client("hoc").await.get(&page).await.expect(200).text();
        assert!(figures.contains("17/02/2023") && !figures.contains("Trần Thị Hoa"), "{name}");
        // Online there are no days.
        let online = session_of(&office, "An toàn thông tin").await;
        let online = keeper.get(&online).await.expect(200).text();
        assert!(!online.contains("tung-ngay"), "{name}");
    }
}

#[tokio::test]
async fn a_person_s_page_tells_the_days_they_were_there() {
    for office in everywhere().await {
        let name = office.db.name();
        let an = fill(&office).await;
        let page = format!("/nhan-luc/{an}");
        let shown = office.client("phoi").await.get(&page).await.expect(200).text();
        let days = "16/02/2023: có mặt · 17/02/2023: có mặt";
        assert!(shown.contains("Lớp, đợt đã học") && shown.contains(days), "{name}: {shown}");
        assert_eq!(shown.matches("An toàn thông tin").count(), 1, "{name}: {shown}");
        let mut reader = office.client("phoi").await;
        let then = reader.get(&format!("{page}?on=2022-05-05")).await.expect(200).text();
        assert!(!then.contains("17/02/2023"), "{name}: not before it was held: {then}");
    }
}

#[tokio::test]
async fn days_are_corrected_by_hand_with_the_number_of_days() {
    for office in everywhere().await {
        let name = office.db.name();
        fill(&office).await;
        let page = dated(&office).await;
        let mut keeper = office.client("phoi").await;
        let shown = keeper.get(&page).await.expect(200).text();
        let hoa = link(&shown, "/tap-huan/luot/", "Đính chính Trần Thị Hoa");
        let form = keeper.get(&hoa).await.expect(200).text();
        let fields: Vec<&str> = form
            .split("<select id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .filter(|field| field.starts_with("ngay-"))
            .collect();
        assert_eq!(fields.len(), 2, "{name}: {form}");
        let to = |came, second| {
            [
                ("so-ngay", "2"),
                ("co-mat", came),
                (fields[0], "present"),
                (fields[1], second),
                ("diem", ""),
                ("ly_do", "ghi nhầm"),
            ]
        };
        // Two days of which one was missed: the numbers contradict each other.
        let refused = keeper.post(&hoa, &to("2", "excused")).await.expect(422).text();
        assert!(refused.contains("chưa khớp với điểm danh từng ngày"), "{name}: {refused}");
        keeper.post(&hoa, &to("2", "present")).await.expect(303);
        let all = file(&mut keeper, &format!("{page}?q=hoa&format=csv")).await;
        assert_eq!(all[1].matches("✓ có mặt").count(), 2, "{name}: {all:?}");
        // Taken out of the class, she is counted on none of its days.
        keeper.get(&hoa).await.expect(200);
        keeper.post(&format!("{hoa}/bo"), &[("vi_sao", "không học")]).await.expect(303);
        let mut tx = office.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = kernel::AsOf { valid_on: office.clock.today(), known_at };
        let session = page.rsplit('/').next().unwrap().parse().unwrap();
        let days = training::figures::day_lines(&mut tx, at, session).await.unwrap();
        let counts: Vec<[i64; 4]> =
            days.iter().map(|d| [d.present, d.absent, d.excused, d.unknown]).collect();
        assert_eq!(counts, [[1, 1, 0, 0], [1, 0, 0, 1]], "{name}");
        drop(tx);
        office.verify().await;
    }
}
