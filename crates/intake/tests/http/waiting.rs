//! Rows that wait are found, masked, and mended in the page.

use crate::{
    books::book,
    office::{apply, everywhere, hidden, last_act, rows_waiting, send},
};
use house::House;
use testkit::Client;

/// The row as it was sent: what for was said before.
pub(crate) async fn open(lan: &mut Client, row: &str) -> testkit::Page {
    let why = [("muc_dich", "Sửa dòng đang chờ")];
    lan.submit(&format!("{row}/mo"), &why).await.expect(200)
}

/// Where the first row that waits for a reason is.
pub(crate) async fn row_of(office: &House, code: &str) -> String {
    let mut lan = office.client("lan").await;
    let page = lan.get(&format!("/tiep-nhan/cho?ma={code}")).await.expect(200);
    let text = page.text();
    let at = text.find("href=\"/tiep-nhan/cho/").unwrap_or_else(|| panic!("{text}")) + 6;
    text[at..at + 15 + 36].to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_wait_until_they_are_mended() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut sent = book();
        sent.rows[0][3] = "9808500123456";
        let (batch, _) = send(&mut lan, &[("=1+1.xlsx", &sent.bytes())]).await;
        let done = apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 4, "{}", done.text());
        // What is still waiting, and with whom.
        assert!(done.text().contains("Chờ đơn vị"));
        assert!(done.text().contains("Sở Y tế"));

        let list = lan.get("/tiep-nhan/cho").await.expect(200);
        assert!(list.text().contains("••• ••• ••• 456"), "{}", list.text());
        assert!(!list.text().contains("9808500123456"), "a number is masked");
        assert!(!list.text().contains("31/02/1990"), "a day of birth is masked");
        assert!(list.text().contains("••/••/1990"));
        let csv = lan.get("/tiep-nhan/cho?format=csv").await.expect(200).text();
        assert!(!csv.contains("9808500123456") && !csv.contains("31/02/1990"), "{csv}");
        assert!(csv.contains("'=1+1.xlsx"), "a formula stays text: {csv}");
        let none = lan.get("/tiep-nhan/cho?don-vi=D.STT").await.expect(200);
        assert!(none.text().contains("Không có dòng nào đang chờ."));
        let unknown = lan.get("/tiep-nhan/cho?don-vi=khong-ro").await.expect(200);
        assert!(unknown.text().contains("Đặng Thu Hoà") && !unknown.text().contains("Bùi Dũng"));

        // As it was known before anything was sent, nothing waits: the figure of that time opens to
        // this page.
        let before = lan.get("/tiep-nhan/cho?known_at=2020-01-01T00:00:00Z").await.expect(200);
        assert!(before.text().contains("Không có dòng nào đang chờ."), "{}", before.text());

        // One is opened, which is noted, and mended.
        let row = row_of(&office, "date_invalid").await;
        let masked = lan.get(&row).await.expect(200).text();
        assert!(!masked.contains("31/02/1990") && masked.contains("••/••/1990"), "{masked}");
        let vague = lan.post(&format!("{row}/mo"), &[("muc_dich", "abc")]).await.expect(422);
        assert!(vague.text().contains("ít nhất năm chữ cái"), "{}", vague.text());
        let page = open(&mut lan, &row).await;
        assert!(page.text().contains("value=\"31/02/1990\""), "{}", page.text());
        let log = lan.get("/nhat-ky-doc").await.expect(200);
        assert!(log.text().contains("Mở dòng đang chờ"));
        assert!(log.text().contains("Sửa dòng đang chờ"), "and why");
        lan.get(&row).await.expect(200);
        let same = lan.post(&row, &[("o-2", "31/02/1990")]).await.expect(422);
        assert!(same.text().contains("Chưa ô nào được sửa."));
        let answer = lan.post(&row, &[("o-2", "28/02/1990")]).await.expect(303);
        let to = answer.location().unwrap().to_owned();
        assert!(to.ends_with("dong=6#bieu-r6c2"), "{to}");
        let page = lan.get(&to).await.expect(200);
        assert!(page.text().contains("5 dòng: 1 người mới"), "{}", page.text());
        let fixed = to.split('?').next().unwrap().to_owned();
        apply(&mut lan, &fixed, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 3, "{}", office.db.name());
        assert!(office.people().await.contains(&"Trần Thị Bình".to_owned()));

        // The next one starts from what was mended before: nothing comes undone.
        let row = row_of(&office, "mode_conflict").await;
        lan.get(&row).await.expect(200);
        let answer = lan.post(&row, &[("o-6", "")]).await.expect(303);
        let fixed = answer.location().unwrap().split('?').next().unwrap().to_owned();
        let page = lan.get(&fixed).await.expect(200);
        assert!(page.text().contains("28/02/1990"), "{}", page.text());
        apply(&mut lan, &fixed, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 2);
        assert_eq!(office.people().await.len(), 3);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_undoing_the_older_file_counts_again() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (first, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        apply(&mut lan, &first, &[]).await.expect(200);
        let mut second = book();
        second.rows[1][2] = "28/02/1990";
        let (batch, _) = send(&mut lan, &[("a.xlsx", &second.bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 2);
        let act = last_act(&office).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 3);
        let row = row_of(&office, "date_invalid").await;
        let page = open(&mut lan, &row).await;
        assert!(page.text().contains("name=\"o-2\" value=\"31/02/1990\""), "{}", page.text());
        let _ = hidden(&page, "csrf");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_not_wanted_is_set_aside_for_a_reason() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let before = rows_waiting(&office).await;
        let row = row_of(&office, "date_invalid").await;
        lan.get(&row).await.expect(200);
        let silent = lan.post(&format!("{row}/bo"), &[("ly-do", " ")]).await.expect(422);
        assert!(silent.text().contains("Ghi lý do bỏ dòng."), "{}", silent.text());
        let said = [("ly-do", "Đã chuyển công tác")];
        lan.post(&format!("{row}/bo"), &said).await.expect(303);
        assert_eq!(rows_waiting(&office).await, before - 1, "{}", office.db.name());
        lan.post(&format!("{row}/bo"), &said).await.expect(404);
    }
}

/// A list of a community team, two rows of which name a commune nobody knows.
pub(crate) fn team() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows: [&[&str]; 4] = [
        &["STT", "Xã/phường", "Thôn", "Họ và tên thành viên", "Chức danh trong tổ"],
        &["1", "Sở Nội vụ", "Thôn 1", "Lê Văn An", "Tổ trưởng"],
        &["2", "Xã Nơi Nao", "Thôn 2", "Trần Thị Bình", "Tổ phó"],
        &["3", "Xã Đâu Đó", "Thôn 3", "Phạm Văn Cường", "Thành viên"],
    ];
    for (r, row) in (0..).zip(rows) {
        for (c, cell) in (0..).zip(row) {
            sheet.write_string(r, c, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_teams_wait_by_name_and_are_mended_one_by_one() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("to.xlsx", &team())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 2);
        let list = lan.get("/tiep-nhan/cho?don-vi=khong-ro").await.expect(200).text();
        assert!(list.contains("Trần Thị Bình") && list.contains("Phạm Văn Cường"), "{list}");

        let row = row_of(&office, "unit_unknown").await;
        let page = open(&mut lan, &row).await;
        assert!(page.text().contains("value=\"Xã Nơi Nao\""), "{}", page.text());
        let answer = lan.post(&row, &[("o-1", "Sở Nội vụ")]).await.expect(303);
        let fixed = answer.location().unwrap().split('?').next().unwrap().to_owned();
        apply(&mut lan, &fixed, &[]).await.expect(200);
        let list = lan.get("/tiep-nhan/cho").await.expect(200).text();
        assert!(!list.contains("Trần Thị Bình") && list.contains("Phạm Văn Cường"), "{list}");
        assert_eq!(rows_waiting(&office).await, 1, "{}", office.db.name());

        let row = row_of(&office, "unit_unknown").await;
        lan.get(&row).await.expect(200);
        lan.post(&format!("{row}/bo"), &[("ly-do", "Gửi nhầm tỉnh")]).await.expect(303);
        assert_eq!(rows_waiting(&office).await, 0);
    }
}
