//! What somebody decides about a row that waits holds when its sheet comes again.

use house::House;
use testkit::Client;

use crate::{
    books::{Book, book},
    office::{apply, everywhere, last_act, rows_waiting, send},
    waiting::{row_of, team},
};

/// Sends files and applies them; returns what step 2 said of them.
async fn take_in(lan: &mut Client, name: &str, bytes: &[u8]) -> String {
    let (batch, page) = send(lan, &[(name, bytes)]).await;
    apply(lan, &batch, &[]).await.expect(200);
    page.text()
}

/// Sent again it changes nothing at all.
async fn again_changes_nothing(office: &House, lan: &mut Client, name: &str, bytes: &[u8]) {
    let (before, waiting) = (last_act(office).await, rows_waiting(office).await);
    let (batch, page) = send(lan, &[(name, bytes)]).await;
    let page = page.text();
    assert!(page.contains("0 người mới, 0 nhiệm vụ mới, 0 thay đổi"), "{page}");
    apply(lan, &batch, &[("ly_do", "Gửi lại")]).await.expect(200);
    assert_eq!(last_act(office).await, before, "{}", office.db.name());
    assert_eq!(rows_waiting(office).await, waiting);
}

async fn set_aside(lan: &mut Client, row: &str) {
    lan.get(row).await.expect(200);
    lan.post(&format!("{row}/bo"), &[("ly-do", "Đã chuyển công tác")]).await.expect(303);
}

async fn undo_last(office: &House, lan: &mut Client) {
    let act = last_act(office).await;
    lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Nhầm")]).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_set_aside_does_not_come_back_with_its_sheet() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        assert_eq!(rows_waiting(&office).await, 3);
        let row = row_of(&office, "date_invalid").await;
        set_aside(&mut lan, &row).await;
        assert_eq!(rows_waiting(&office).await, 2);
        again_changes_nothing(&office, &mut lan, "a.xlsx", &book().bytes()).await;
        let (_, page) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        assert!(page.text().contains("1 đã quyết định từ trước, 2 chờ"), "{}", page.text());

        // What says something else is asked about anew.
        let mut other = book();
        other.rows[1][5] = "Phó trưởng phòng";
        take_in(&mut lan, "a.xlsx", &other.bytes()).await;
        assert_eq!(rows_waiting(&office).await, 3, "{}", office.db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_aside_can_be_taken_back() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        let row = row_of(&office, "date_invalid").await;
        set_aside(&mut lan, &row).await;
        undo_last(&office, &mut lan).await;
        assert_eq!(rows_waiting(&office).await, 3);
        again_changes_nothing(&office, &mut lan, "a.xlsx", &book().bytes()).await;
        set_aside(&mut lan, &row).await;
        again_changes_nothing(&office, &mut lan, "a.xlsx", &book().bytes()).await;
        assert_eq!(rows_waiting(&office).await, 2, "{}", office.db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_other_lists_stay_set_aside_too() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "to.xlsx", &team()).await;
        let row = row_of(&office, "unit_unknown").await;
        let page = lan.get(&row).await.expect(200).text();
        assert!(!page.contains("la-ai"), "members of teams are nobody of the register: {page}");
        set_aside(&mut lan, &row).await;
        assert_eq!(rows_waiting(&office).await, 1);
        again_changes_nothing(&office, &mut lan, "to.xlsx", &team()).await;
    }
}

/// The choice of somebody on a page of people.
fn choice(page: &str, name: &str) -> String {
    let at = page.find(&format!(">{name}<")).unwrap_or_else(|| panic!("{name}: {page}"));
    let value = page[..at].rfind("value=\"").unwrap() + 7;
    page[value..value + 36].to_owned()
}

/// One person in the columns of the others.
fn of_one(row: [&'static str; 10]) -> Vec<u8> {
    Book { rows: vec![row.to_vec()], total: None, ..book() }.bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_mended_elsewhere_under_another_name_is_said_to_be_them() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        let mended = [
            "2",
            "Trần Thị Bích",
            "28/02/1990",
            "",
            "Sở Nội vụ",
            "Chuyên viên",
            "",
            "x",
            "CĐS",
            "",
        ];
        take_in(&mut lan, "b.xlsx", &of_one(mended)).await;
        assert_eq!(rows_waiting(&office).await, 3, "nothing tells that it is the same person");
        let row = row_of(&office, "date_invalid").await;
        let page = lan.get(&row).await.expect(200).text();
        assert!(page.contains(&format!("href=\"{row}/la-ai\"")), "{page}");
        let nobody = lan.get(&format!("{row}/la-ai")).await.expect(200).text();
        assert!(nobody.contains("Không có ai phù hợp."), "{nobody}");
        let page = lan.get(&format!("{row}/la-ai?q=bich")).await.expect(200).text();
        assert!(!page.contains("Người khác, chưa có trong sổ"), "it can't be read: {page}");
        let them = choice(&page, "Trần Thị Bích");
        let here = format!("{row}/la-ai?q=bich");
        let blank = lan.post(&here, &[("nguoi", "")]).await.expect(422).text();
        assert!(blank.contains("Hãy chọn người."), "{blank}");
        lan.post(&here, &[("nguoi", "khac")]).await.expect(409);
        let answer = lan.post(&here, &[("nguoi", &them)]).await.expect(303);
        assert_eq!(answer.location().map(|l| l.split('?').next().unwrap()), Some("/tiep-nhan/cho"));
        assert_eq!(rows_waiting(&office).await, 2, "{}", office.db.name());
        again_changes_nothing(&office, &mut lan, "a.xlsx", &book().bytes()).await;
        undo_last(&office, &mut lan).await;
        assert_eq!(rows_waiting(&office).await, 3);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_somebody_else_is_entered_once() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        let people = office.people().await.len();
        let vague = of_one(["1", "Lê Đức", "", "", "Sở Y tế", "Bác sĩ", "x", "", "ATTT", ""]);
        let said = take_in(&mut lan, "c.xlsx", &vague).await;
        assert!(said.contains("1 dòng: 0 người mới"), "{said}");
        let row = row_of(&office, "person_ambiguous").await;
        let page = lan.get(&format!("{row}/la-ai")).await.expect(200).text();
        assert!(page.contains("Lê Đức") && page.contains("1979"), "{page}");
        let answer = lan.post(&format!("{row}/la-ai"), &[("nguoi", "khac")]).await.expect(303);
        let batch = answer.location().unwrap().to_owned();
        let page = lan.get(&batch).await.expect(200).text();
        assert!(page.contains("1 dòng: 1 người mới"), "{page}");
        // Until that is applied the row waits, and says what was decided.
        let waits = lan.get(&row).await.expect(200).text();
        assert!(waits.contains("người chưa có trong sổ"), "{waits}");
        apply(&mut lan, batch.split('?').next().unwrap(), &[]).await.expect(200);
        assert_eq!(office.people().await.len(), people + 1, "{}", office.db.name());
        lan.get(&row).await.expect(404);
        again_changes_nothing(&office, &mut lan, "c.xlsx", &vague).await;
        // Undone, the row waits again.
        undo_last(&office, &mut lan).await;
        assert_eq!(office.people().await.len(), people);
        lan.get(&row).await.expect(200);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_entered_as_the_person_it_was_said_to_be() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        let people = office.people().await.len();
        let number = "098085001234";
        let other =
            ["1", "Nguyễn Thị An", "17/03/1985", number, "Sở Y tế", "", "", "x", "ATTT", ""];
        let sheet = of_one(other);
        take_in(&mut lan, "d.xlsx", &sheet).await;
        let row = row_of(&office, "personal_id_of_other").await;
        let page = lan.get(&format!("{row}/la-ai")).await.expect(200).text();
        assert!(!page.contains("Người khác, chưa có trong sổ"), "two can't bear one number");
        let them = choice(&page, "Nguyễn Văn An");
        let answer = lan.post(&format!("{row}/la-ai"), &[("nguoi", &them)]).await.expect(303);
        let batch = answer.location().unwrap().split('?').next().unwrap().to_owned();
        let page = lan.get(&batch).await.expect(200).text();
        assert!(page.contains("1 dòng: 0 người mới, 1 nhiệm vụ mới"), "{page}");
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(office.people().await.len(), people, "{}", office.db.name());
        assert_eq!(rows_waiting(&office).await, 3);
        again_changes_nothing(&office, &mut lan, "d.xlsx", &sheet).await;
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_as_it_stands_on_record_is_told_before_it_is_entered() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        take_in(&mut lan, "a.xlsx", &book().bytes()).await;
        let mut row: [&'static str; 10] = book().rows[0].clone().try_into().unwrap();
        row[2] = "18/03/1985";
        let (batch, _) = send(&mut lan, &[("khac.xlsx", &of_one(row))]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        let (_, group) = page.split_once("Được ghi, có điều cần biết").expect(&page);
        let group = group.split("</details>").next().unwrap();
        assert!(group.contains("Nguyễn Văn An · Sở Nội vụ: Ngày sinh khác với ngày đang có"));
        assert!(group.contains("là ngày được giữ; biểu ghi"), "{group}");
        assert!(!group.contains("18/03/1985"), "masked: {group}");
        assert!(group.contains("#bieu-"), "it leads to its cell: {group}");
    }
}
