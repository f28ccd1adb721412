//! The kinds of sheet and their blank forms.

use std::io::Cursor;

use calamine::Reader as _;

use crate::office::{apply, one, rows_waiting, send};

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_listed_and_downloaded() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let list = lan.get("/tiep-nhan/bieu").await.expect(200).text();
    for name in ["Danh sách cán bộ chuyển đổi số", "tổ công nghệ số", "Số người tốt nghiệp"]
    {
        assert!(list.contains(name), "{name}");
    }
    let kind = lan.get("/tiep-nhan/bieu/officers").await.expect(200).text();
    assert!(kind.contains("Số định danh cá nhân") && kind.contains("Chuyên trách; Kiêm nhiệm"));
    let csv = lan.get("/tiep-nhan/bieu/officers?format=csv").await.expect(200).text();
    assert!(csv.contains("Lĩnh vực phụ trách / Chuyển đổi số"), "{csv}");
    lan.get("/tiep-nhan/bieu/khong-co").await.expect(404);

    let blank = "/tiep-nhan/bieu/officers/tai";
    let file = lan.get(&format!("{blank}?don-vi=D.SNV&ngay=15%2F10%2F2024")).await.expect(200);
    assert_eq!(
        file.header("content-disposition"),
        Some("attachment; filename=\"danh-sach-can-bo-chuyen-doi-so-an-toan-thong-tin.xlsx\"")
    );
    // Offices are offered as a dictionary sorts them, not as names of people are.
    let classes = lan.get("/tiep-nhan/bieu/class_attendance/tai").await.expect(200);
    let mut book = calamine::Xlsx::new(Cursor::new(classes.body)).unwrap();
    let lists = book.worksheet_range_at(book.sheet_names().len() - 1).unwrap().unwrap();
    let offered: Vec<String> = lists.rows().map(|row| row[0].to_string()).collect();
    let sorted =
        ["Sở Nội vụ", "Sở Thông tin và Truyền thông", "Sở Y tế", "Ủy ban nhân dân tỉnh Đông"];
    assert_eq!(offered, sorted);
    // What is wrong is told at its field.
    let wrong = format!("{blank}?don-vi=kh%C3%B4ng+c%C3%B3&ngay=31%2F02%2F2024");
    let page = lan.get(&wrong).await.expect(422).text();
    assert!(
        page.contains("Không có đơn vị nào") && page.contains("value=\"31/02/2024\""),
        "{page}"
    );

    // Sent in as it is, it changes nothing, and says that the example was left.
    let (batch, page) = send(&mut lan, &[("bieu.xlsx", &file.body)]).await;
    assert!(page.text().contains("Dòng ví dụ"), "{}", page.text());
    let done = apply(&mut lan, &batch, &[]).await.expect(200);
    assert_eq!(rows_waiting(&office).await, 0, "{}", done.text());
    assert!(office.people().await.is_empty());
}
