//! A sheet of guesses does not tell who of another office is on record, or when they were born.

use access::{NewRole, Role};
use collect::acts;
use house::{House, main_part, steady};
use intake::acts::{Incoming, Terms, apply};
use rust_xlsxwriter::Workbook;

use crate::office::{batch_of, clerk, departments, everywhere, put};

/// Name, day of birth, personal number, office.
type Row = [&'static str; 4];

const THEIRS: Row = ["Nguyễn Văn An", "17/03/1985", "098085001234", "Sở Y tế"];

fn list(row: Row) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Danh sách").unwrap();
    page.write(0, 0, "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ").unwrap();
    page.write(1, 0, "(Số liệu tính đến ngày 15/10/2026)").unwrap();
    let heads = ["STT", "Họ và tên", "Ngày sinh", "Số định danh cá nhân", "Đơn vị", "Chức vụ"];
    let heads = heads.into_iter().chain(["Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"]);
    let cells = ["1"].into_iter().chain(row).chain(["Chuyên viên", "x", "", "CĐS"]);
    for (column, (head, cell)) in (0..).zip(heads.zip(cells)) {
        page.write(3, column, head).unwrap();
        page.write(4, column, cell).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Somebody of another office is on record.
async fn record(office: &House) {
    let by = access::Actor::command();
    let file = Incoming { name: "Y te.xlsx".to_owned(), bytes: list(THEIRS).into() };
    apply(&office.desk(&by), &[file], &Terms::default()).await.unwrap();
}

/// All that a reporting officer gets to see of a draft with one row, but for what they typed.
async fn told(office: &House, row: Row) -> String {
    record(office).await;
    let phoi = office.actor("phoi").await;
    let (id, ..) = acts::open_campaign(&clerk(office, &phoi), &departments()).await.unwrap();
    let mut snv = office.client("snv").await;
    let own = format!("/thu-thap/{id}/D.SNV");
    let batch = batch_of(&put(&mut snv, &own, &list(row)).await);
    let mut told = String::new();
    for page in [
        batch.clone(),
        format!("{batch}?tep=1&trang=0"),
        format!("{batch}/thay-doi"),
        own,
        "/tiep-nhan/cho".to_owned(),
    ] {
        let page = snv.get(&page).await;
        told.extend([page.status.as_str(), &steady(&main_part(&page))]);
    }
    for typed in row {
        told = told.replace(typed, "…");
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_guess_looks_as_a_wrong_one() {
    let own = "Sở Nội vụ";
    let [name, birth, number, _] = THEIRS;
    for (what, right, wrong) in [
        ("the day of birth", [name, birth, "", own], [name, "18/03/1985", "", own]),
        (
            "a number",
            ["Lê Thị Bình", birth, number, own],
            ["Lê Thị Bình", birth, "098085001242", own],
        ),
        ("somebody as they are", [name, birth, number, own], [name, birth, "098085001242", own]),
        ("who bears a number", [name, birth, number, own], ["Lê Thị Bình", birth, number, own]),
    ] {
        let (rights, wrongs) = (everywhere().await, everywhere().await);
        for (office, other) in rights.iter().zip(&wrongs) {
            let (right, wrong) = (told(office, right).await, told(other, wrong).await);
            assert_eq!(right, wrong, "{}: {what}", office.db.name());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_in_for_the_whole_sees_whom_a_row_meets() {
    for office in everywhere().await {
        record(&office).await;
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let row = ["Nguyễn Văn An", "17/03/1985", "098085001234", "Sở Nội vụ"];
        let page = format!("/thu-thap/{id}/D.SNV");
        let batch = batch_of(&put(&mut office.client("snv").await, &page, &list(row)).await);
        let changes = format!("{batch}/thay-doi");
        let seen = office.client("snv").await.get(&changes).await.expect(200).text();
        assert!(!seen.contains("ở ngoài phạm vi của đơn vị gửi"), "{seen}");
        assert!(seen.contains("data-label=\"Người mới\">1"), "{seen}");
        acts::send(&own, at, "").await.unwrap();
        office.app.acted();
        let seen = office.client("phoi").await.get(&changes).await.expect(200).text();
        assert!(seen.contains("data-label=\"Nhiệm vụ mới của người đã có\">1"), "{seen}");
        let id = intake::model::BatchId(batch.rsplit('/').next().unwrap().parse().unwrap());
        let agreed = intake::acts::agree(&office.desk(&phoi), id, "đủ").await.unwrap();
        acts::accept(&by, at, &agreed).await.unwrap();
        assert_eq!(office.people().await, ["Nguyễn Văn An"], "{}", office.db.name());
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_in_for_one_office_gets_nobody_of_another() {
    for office in everywhere().await {
        record(&office).await;
        let one = NewRole { unit: Some("D.SNV"), ..NewRole::whole("phoi-snv", Role::Coordinator) };
        office.add("phoi-snv", &[one]).await;
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let one = office.actor("phoi-snv").await;
        let (id, ..) = acts::open_campaign(&clerk(&office, &phoi), &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let page = format!("/thu-thap/{id}/D.SNV");
        let [name, birth, number, _] = THEIRS;
        let row = [name, birth, number, "Sở Nội vụ"];
        let batch = batch_of(&put(&mut office.client("snv").await, &page, &list(row)).await);
        acts::send(&clerk(&office, &snv), at, "").await.unwrap();
        office.app.acted();
        let changes = format!("{batch}/thay-doi");
        let seen = office.client("phoi-snv").await.get(&changes).await.expect(200).text();
        assert!(seen.contains("ở ngoài phạm vi của đơn vị gửi"), "{seen}");
        let id = intake::model::BatchId(batch.rsplit('/').next().unwrap().parse().unwrap());
        let agreed = intake::acts::agree(&office.desk(&one), id, "đủ").await.unwrap();
        acts::accept(&clerk(&office, &one), at, &agreed).await.unwrap();
        office.app.acted();
        assert_eq!(office.people().await, [name], "{}", office.db.name());
        let found = office.client("snv").await.get("/nhan-luc").await.expect(200).text();
        assert!(!found.contains(name), "{found}");
        office.verify().await;
    }
}
