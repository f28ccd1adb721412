//! What a sender hid in a sheet, and notes on its cells, are told before anything is entered.

use rust_xlsxwriter::{Note, Workbook};

use crate::office::{one, send};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_hidden_is_told_with_where_it_stands() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Họ và tên cán bộ", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["1", "Nguyễn Văn An", "Nguyễn An", "1985", "Kiêm nhiệm", "CĐS"],
        &["2", "Trần Thị Bình", "Trần Bình", "1990", "Kiêm nhiệm", "CĐS"],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, *text).unwrap();
        }
    }
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet.set_column_hidden(3).unwrap();
    sheet.insert_note(2, 3, &Note::new("Cần xem lại")).unwrap();
    let house = one().await;
    let mut lan = house.client("lan").await;
    let (batch, page) = send(&mut lan, &[("A.xlsx", &book.save_to_buffer().unwrap())]).await;
    let page = page.text();
    for said in [
        "Người gửi đã ẩn 1 dòng của trang (dòng 4); các dòng này vẫn được đọc",
        "Người gửi đã ẩn 1 cột của trang (D); các cột này vẫn được đọc",
        "Có ghi chú của người gửi ở 1 ô (D3)",
        "Cột bị ẩn trùng nghĩa với một cột đang hiện",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let changes = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    assert!(changes.contains("Trần Thị Bình") && !changes.contains("Trần Bình"), "{changes}");
}
