//! A sheet that comes again: unchanged, corrected, with people missing.

use kernel::Date;
use registry::model::Person;

use crate::{
    books::{Book, book},
    office::{apply, duties_of, everywhere, last_act, send},
};

/// Four people, all of whom can be read.
fn clean() -> Book {
    let mut book = book();
    book.rows.truncate(3);
    book.rows[1][2] = "28/02/1990";
    book.rows.push(vec![
        "4",
        "Phạm Thị Lý",
        "09/09/1987",
        "",
        "Sở Nội vụ",
        "Chuyên viên",
        "",
        "x",
        "CĐS",
        "",
    ]);
    book.total = Some(4);
    book
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_changes_nothing() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let bytes = clean().bytes();
        let (batch, _) = send(&mut lan, &[("a.xlsx", &bytes)]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let before = last_act(&office).await;
        let (again, page) = send(&mut lan, &[("a.xlsx", &bytes)]).await;
        assert!(
            page.text().contains("4 dòng: 0 người mới, 0 nhiệm vụ mới, 0 thay đổi, 4 không đổi")
        );
        let page = lan.get(&format!("{again}/thay-doi")).await.expect(200);
        assert!(page.text().contains("Các tệp này không làm thay đổi gì."), "{}", page.text());
        let page = apply(&mut lan, &again, &[("ly_do", "Không thay đổi gì")]).await.expect(200);
        assert!(page.text().contains("không có lần ghi nào"), "{}", page.text());
        assert_eq!(last_act(&office).await, before, "{}", office.db.name());
        let list = lan.get("/tiep-nhan").await.expect(200);
        assert!(list.text().contains("Không thay đổi gì"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_file_changes_the_difference() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &clean().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut second = clean();
        second.stated = "(Số liệu tính đến ngày 01/03/2025)";
        second.rows[0][5] = "Phó giám đốc";
        let (batch, page) = send(&mut lan, &[("a.xlsx", &second.bytes())]).await;
        assert!(page.text().contains("1 thay đổi, 3 không đổi"), "{}", page.text());
        // The cell that changes says so.
        assert!(page.text().contains("<td class=\"changed\">"), "{}", page.text());
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200);
        assert!(page.text().contains("Trưởng phòng</del>"), "{}", page.text());
        assert!(page.text().contains("Phó giám đốc</ins>"));
        apply(&mut lan, &batch, &[]).await.expect(200);
        let duties = duties_of(&office).await;
        let titles: Vec<(Option<Date>, Option<&str>)> = duties
            .iter()
            .filter(|d| d.fact.title.as_deref().is_some_and(|t| t != "Chuyên viên"))
            .map(|d| (d.valid.to, d.fact.title.as_deref()))
            .collect();
        let until = Some(Date::constant(2025, 3, 1));
        assert!(titles.contains(&(until, Some("Trưởng phòng"))), "{titles:?}");
        assert!(titles.contains(&(None, Some("Phó giám đốc"))), "{titles:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_contradicts_another_says_nothing_of_its_person() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &clean().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut second = clean();
        let mut again = second.rows[2].clone();
        again[0] = "5";
        again.swap(6, 7);
        again[9] = "0309999999";
        second.rows.push(again);
        second.total = Some(5);
        let (batch, page) = send(&mut lan, &[("a.xlsx", &second.bytes())]).await;
        assert!(page.text().contains("1 chờ"), "{}", page.text());
        apply(&mut lan, &batch, &[("ly_do", "Gửi lại")]).await.expect(200);
        let mut tx = office.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let people = ledger::held::<Person>(&mut tx, known, "", &[]).await.unwrap();
        let phones: Vec<_> = people.iter().filter_map(|p| p.fact.phone.as_deref()).collect();
        assert!(!phones.contains(&"0309999999"), "{phones:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_missing_is_asked_about() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &clean().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut second = clean();
        second.stated = "(Số liệu tính đến ngày 01/03/2025)";
        second.rows.remove(1);
        second.total = Some(3);
        let (batch, _) = send(&mut lan, &[("a.xlsx", &second.bytes())]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200);
        let text = page.text();
        assert!(text.contains("Trần Thị Bình · Sở Nội vụ"), "{text}");
        let at = text.find("name=\"het-").unwrap() + 6;
        let name = text[at..at + 4 + 36].to_owned();
        // An answer nobody offers is refused.
        apply(&mut lan, &batch, &[(&name, "xoa")]).await.expect(400);
        apply(&mut lan, &batch, &[(&name, "retired")]).await.expect(200);
        let duties = duties_of(&office).await;
        let ended: Vec<_> = duties.iter().filter(|d| d.valid.to.is_some()).collect();
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].valid.to, Some(Date::constant(2025, 3, 1)));
        assert_eq!(ended[0].fact.ended_because.as_deref(), Some("Nghỉ hưu"));
        assert_eq!(office.people().await.len(), 4, "nobody is deleted");
        office.verify().await;
        // It is one act: undone, the duty is as it was.
        let act = last_act(&office).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await.expect(200);
        assert!(duties_of(&office).await.iter().all(|d| d.valid.to.is_none()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_missing_may_stay() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &clean().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut second = clean();
        second.rows.remove(1);
        let (batch, _) = send(&mut lan, &[("a.xlsx", &second.bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert!(duties_of(&office).await.iter().all(|d| d.valid.to.is_none()));
        assert_eq!(office.people().await.len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_are_one_act() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (first, mut second) = (clean(), clean());
        second.rows = vec![vec![
            "1",
            "Hồ Văn Lâm",
            "1966",
            "",
            "Sở Y tế",
            "Chuyên viên",
            "",
            "x",
            "ATTT",
            "",
        ]];
        second.total = None;
        let files = [("a.xlsx", &first.bytes()[..]), ("a.xlsx", &second.bytes()[..])];
        let (batch, page) = send(&mut lan, &files).await;
        assert!(page.text().contains("a (2).xlsx"), "{}", page.text());
        let page = lan.get(&format!("{batch}?tep=2&trang=0")).await.expect(200);
        assert!(page.text().contains("Hồ Văn Lâm"));
        let before = last_act(&office).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!((last_act(&office).await, office.people().await.len()), (before + 1, 5));
    }
}

const DISTRICT: &str = "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.H1,Ủy ban nhân dân huyện Tây Sơn,district,D,,\n\
    D.X1,Ủy ban nhân dân xã Phú Lộc,commune,D.H1,,\n\
    D.X2,Ủy ban nhân dân xã Tân Tiến,commune,D.H1,,\n";

/// A district's sheet with a section for each of some communes.
fn sections(communes: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "UBND HUYỆN TÂY SƠN").unwrap();
    let heads = ["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"];
    for (c, head) in (0..).zip(heads) {
        sheet.write_string(1, c, head).unwrap();
    }
    for (n, (commune, person)) in (0..).zip(communes) {
        sheet.write_string(2 + 2 * n, 0, "I").unwrap();
        sheet.write_string(2 + 2 * n, 1, *commune).unwrap();
        for (c, cell) in (0..).zip(["1", person, "1980", "Kiêm nhiệm", "CĐS"]) {
            sheet.write_string(3 + 2 * n, c, cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_that_is_gone_is_asked_about() {
    for office in everywhere().await {
        office.load_units(DISTRICT).await;
        let mut lan = office.client("lan").await;
        let both = [("UBND xã Phú Lộc", "Lê Văn An"), ("UBND xã Tân Tiến", "Vũ Thị Bé")];
        let (batch, _) = send(&mut lan, &[("huyen.xlsx", &sections(&both))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(office.people().await.len(), 2);
        let (batch, _) = send(&mut lan, &[("huyen.xlsx", &sections(&both[..1]))]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        assert!(page.contains("Vũ Thị Bé"), "{page}");
        // Under another name it may be a supplement: nothing is asked.
        let (batch, _) = send(&mut lan, &[("bo-sung.xlsx", &sections(&both[..1]))]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        assert!(!page.contains("Vũ Thị Bé"), "{page}");
    }
}
