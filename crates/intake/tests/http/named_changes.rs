//! What a row changes is named: which field, from what to what; also where only a day differs.

use testkit::Client;

use crate::office::{apply, everywhere, send};

const FAMILIES: [&str; 6] =
    ["Nguyễn Văn", "Trần Hữu", "Lê Quang", "Phạm Đình", "Hoàng Thị", "Vũ Minh"];

/// A list of many of one office for a day; `last` stands behind each of them.
fn list(day: &str, last: &str) -> Vec<u8> {
    let mut text = format!(
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ,,,,,,\n(Số liệu tính đến ngày {day}),,,,,,\n\
         Họ và tên,Ngày sinh,Đơn vị,Hình thức,Lĩnh vực,Trình độ,Chứng chỉ\n"
    );
    let given = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga"];
    for (n, family) in FAMILIES.iter().enumerate() {
        for (m, name) in given.iter().enumerate() {
            let birth = format!("{:02}/{:02}/198{n}", m + 1, n + 1);
            text.extend([family, " ", name, ",", &birth, ",Sở Nội vụ,Kiêm nhiệm,CĐS,", last, "\n"]);
        }
    }
    text.into_bytes()
}

async fn take_in(lan: &mut Client, day: &str, last: &str) {
    let (batch, _) = send(lan, &[("ds.csv", &list(day, last))]).await;
    apply(lan, &batch, &[]).await.expect(200);
}

/// What step 3 says, first and leaf by leaf.
async fn told(lan: &mut Client, day: &str, last: &str) -> [String; 3] {
    let (batch, _) = send(lan, &[("ds.csv", &list(day, last))]).await;
    let mut pages = Vec::new();
    for end in ["", "?nhom=thay-doi", "?nhom=thay-doi&page=2"] {
        pages.push(lan.get(&format!("{batch}/thay-doi{end}")).await.expect(200).text());
    }
    pages.try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_differs_in_its_day_alone_is_named_at_each_row() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "15/10/2024", "Đại học,").await;
        let [first, one, two] = told(&mut lan, "15/06/2024", "Đại học,").await;
        assert_eq!(first.matches("Có từ ngày").count(), 20, "{first}");
        let said = "Có từ ngày: 15/10/2024 → 15/06/2024";
        let rows = (one.matches(said).count(), two.matches(said).count());
        assert_eq!(rows, (50, 10), "{one}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_of_studies_now_is_a_change() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "15/06/2024", ",").await;
        let [_, one, _] = told(&mut lan, "15/06/2024", "Đại học,CCNA").await;
        let said = "Trình độ: — → Đại học; Chứng chỉ: — → CCNA";
        assert_eq!(one.matches(said).count(), 50, "{one}");
        take_in(&mut lan, "15/06/2024", "Đại học,CCNA").await;
        let [first, ..] = told(&mut lan, "15/06/2024", "Đại học,CCNA").await;
        assert!(!first.contains("CCNA"), "{first}");
    }
}

/// A list of one team.
fn team(trained: &str) -> String {
    format!(
        "Xã/phường,Thôn,Họ và tên thành viên,Chức danh trong tổ,Đã tập huấn\n\
         Sở Nội vụ,Thôn 1,Nguyễn Văn An,Tổ trưởng,{trained}\n"
    )
}

/// Who completed a course on a platform, and when.
fn completed(day: &str) -> String {
    format!(
        "Đơn vị,Tên khoá,Họ và tên,Ngày sinh,Ngày hoàn thành,Điểm\n\
         Sở Nội vụ,Kỹ năng số,Nguyễn Văn An,17/03/1985,{day},8\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn yes_no_and_days_are_told_in_words() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        for (name, first, second, said) in [
            ("to.csv", team("chưa"), team("x"), "Đã tập huấn: không → có"),
            (
                "online.csv",
                completed("05/03/2024"),
                completed("06/03/2024"),
                "Ngày hoàn thành: 05/03/2024 → 06/03/2024",
            ),
        ] {
            let (batch, _) = send(&mut lan, &[(name, first.as_bytes())]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
            let (batch, _) = send(&mut lan, &[(name, second.as_bytes())]).await;
            let changed = format!("{batch}/thay-doi?nhom=thay-doi");
            let page = lan.get(&changed).await.expect(200).text();
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}
