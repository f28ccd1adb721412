//! A sheet with several tables: what a column means is said of the table it stands in.

use rust_xlsxwriter::Workbook;

use crate::office::{apply, duties_of, everywhere, hidden, send};

/// Two lists of one office below one another; in the second a heading nobody could know.
fn two_tables() -> Vec<u8> {
    let rows: [&[&str]; 9] = [
        &["SỞ NỘI VỤ"],
        &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"],
        &["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"],
        &["1", "Nguyễn Văn An", "17/03/1985", "Trưởng phòng", "x", "", "CĐS"],
        &["", "Tổng cộng: 1"],
        &["DANH SÁCH BỔ SUNG"],
        &["STT", "QRS", "Họ và tên", "Ngày sinh", "Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"],
        &["1", "Văn thư", "Trần Thị Bình", "12/12/1979", "", "x", "ATTT"],
        &["", "", "Tổng cộng: 1"],
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_is_said_of_the_table_it_stands_in() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let bytes = two_tables();
        let (batch, page) = send(&mut lan, &[("SNV.xlsx", &bytes)]).await;
        assert!(page.text().contains("Cột của bảng 2, từ dòng 7"), "{}", page.text());
        assert!(page.text().contains("name=\"cot-1\""), "the first table's columns come first");
        let page = lan.get(&format!("{batch}?tep=1&trang=0&bang=2")).await.expect(200);
        assert!(page.text().contains("name=\"cot-1-1\""), "{}", page.text());
        let version = hidden(&page, "phien");
        let said = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("cot-1-1", "title")];
        lan.submit(&batch, &said).await.expect(200);
        apply(&mut lan, &batch, &[]).await.expect(200);
        let duties = duties_of(&office).await;
        let mut titles: Vec<_> = duties.iter().filter_map(|d| d.fact.title.as_deref()).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Trưởng phòng", "Văn thư"], "the names of the first table stay names");
    }
}

/// A list on two sheets, the second without headings, and a sheet of instructions.
fn torn_off() -> Vec<u8> {
    let sheets: [&[&[&str]]; 3] = [
        &[
            &["SỞ NỘI VỤ"],
            &["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Hình thức", "Lĩnh vực"],
            &["1", "Nguyễn Văn An", "17/03/1985", "Trưởng phòng", "CT", "CĐS"],
        ],
        &[
            &["2", "Trần Thị Bình", "12/12/1979", "Văn thư", "KN", "ATTT"],
            &["3", "Lê Văn Cả", "12/12/1980", "Văn thư", "KN", "ATTT"],
        ],
        &[&["Hướng dẫn điền biểu"]],
    ];
    let mut workbook = Workbook::new();
    for rows in sheets {
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_without_headings_goes_on_with_the_list_before_it() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("SNV.xlsx", &torn_off())]).await;
        let page = lan.get(&format!("{batch}?tep=1&trang=1")).await.expect(200);
        let told = "đọc theo tiêu đề của trang liền trước";
        assert!(page.text().contains(told), "{}", page.text());
        apply(&mut lan, &batch, &[]).await.expect(200);
        let people = office.people().await;
        assert_eq!(people.len(), 3, "{}", office.db.name());
    }
}
