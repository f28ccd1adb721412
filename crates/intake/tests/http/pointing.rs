//! Sheets whose list the program does not find: a person says where its header is.

use rust_xlsxwriter::Workbook;
use testkit::{Client, Page};

use crate::office::{
    apply, duties_of, elsewhere, everywhere, hidden, one, rows_waiting, send, steady,
};

const ODD: [&[&str]; 3] = [
    &["STT", "Nhân sự", "Sinh năm", "Kiểu", "Mảng"],
    &["1", "Kha Văn An", "1980", "KN", "CĐS"],
    &["2", "Kha Văn Bình", "1980", "CT", "CĐS"],
];

/// The rows from a row on, counted from 1.
fn sheet(rows: &[&[&str]], from: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Biểu").unwrap();
    for (r, row) in (from - 1..).zip(rows) {
        for (c, cell) in (0..).zip(*row) {
            sheet.write_string(r, c, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The select of a column, as far as its end.
fn select(page: &Page, column: usize) -> String {
    let text = page.text();
    let name = format!("name=\"cot-{column}\"");
    let from = text.find(&name).unwrap_or_else(|| panic!("no {name} in {text}"));
    let end = text[from..].find("</select>").unwrap();
    text[from..from + end].to_owned()
}

/// Sends the form of the sheet as its page has it, with these fields besides.
async fn point(client: &mut Client, batch: &str, page: &Page, said: &[(&str, &str)]) -> Page {
    let version = hidden(page, "phien");
    let mut fields =
        vec![("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("viec", "chi-bang")];
    fields.extend_from_slice(said);
    client.submit(batch, &fields).await
}

/// The header in the first row, names and modes in their columns.
const SAID: [(&str, &str); 7] = [
    ("dau_tu", "1"),
    ("dau_den", "1"),
    ("cot-0", "tu-nhan"),
    ("cot-1", "full_name"),
    ("cot-2", "tu-nhan"),
    ("cot-3", "mode"),
    ("cot-4", "tu-nhan"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_pointed_out_is_read_and_remembered_and_forgotten_again() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, page) = send(&mut lan, &[("SYT-x.xlsx", &sheet(&ODD, 1))]).await;
        let text = page.text();
        let top = "Cần xem lại: </span>Không tìm thấy bảng; hãy chỉ dòng tiêu đề và các cột.";
        assert!(text.contains(top), "{text}");
        assert!(!text.contains("Đầu mỗi cột cho biết"), "{text}");
        assert!(select(&page, 4).contains("value=\"tu-nhan\" selected"));
        assert!(text.contains("name=\"dau_tu\"") && text.contains("value=\"1\""), "{text}");

        let page = point(&mut lan, &batch, &page, &SAID).await.expect(200);
        let text = page.text();
        assert!(text.contains("2 dòng: 2 người mới"), "{text}");
        assert!(text.contains("các cột mà lan đã chỉ lúc"), "{text}");
        assert!(text.contains("của Sở Y tế đều được đọc như vậy"), "{text}");
        assert!(select(&page, 1).contains("value=\"full_name\" selected"));
        assert!(select(&page, 2).contains("value=\"birth\" selected"), "{}", select(&page, 2));
        apply(&mut lan, &batch, &[]).await.expect(200);
        let modes: Vec<&str> =
            duties_of(&office).await.iter().map(|d| d.fact.mode.as_str()).collect();
        assert_eq!(modes.len(), 2);
        assert!(modes.contains(&"dedicated") && modes.contains(&"concurrent"));

        // The next file of that layout, further down, sent by somebody else at another process.
        let mut hoa = elsewhere(&office, "hoa").await;
        let mut next = ODD;
        next[2] = &["2", "Kha Văn Cường", "1981", "CT", "CĐS"];
        let (other, page) = send(&mut hoa, &[("SYT-y.xlsx", &sheet(&next, 4))]).await;
        let text = page.text();
        assert!(text.contains("2 dòng: 1 người mới"), "{text}");
        assert!(text.contains("dòng tiêu đề 4 và các cột mà lan đã chỉ lúc"), "{text}");
        // The same layout of another office is another matter.
        let (_, theirs) = send(&mut hoa, &[("SNV-y.xlsx", &sheet(&next, 4))]).await;
        assert!(theirs.text().contains("Không tìm thấy bảng; hãy chỉ"), "{}", theirs.text());

        // Back to what the program finds by itself.
        let version = hidden(&page, "phien");
        let back = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("viec", "tu-tim")];
        let page = hoa.submit(&format!("{other}/trang"), &back).await.expect(200);
        assert!(page.text().contains("Không tìm thấy bảng; hãy chỉ"), "{}", page.text());
        assert!(page.text().contains("máy tự tìm bảng như trước"), "{}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_a_word_on_duty_is_taken_for_one_of_officers() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let rows: [&[&str]; 2] =
        [&["STT", "Họ và tên", "Năm sinh", "Chức vụ"], &["1", "Kha Văn An", "1980", "Chuyên viên"]];
    let (batch, page) = send(&mut lan, &[("SYT-x.xlsx", &sheet(&rows, 3))]).await;
    let text = page.text();
    assert!(text.contains("Không thấy danh sách cán bộ; hãy chỉ dòng tiêu đề"), "{text}");
    // The reader saw where the header is; who sends the form agrees.
    assert!(text.contains("value=\"3\""), "{text}");
    let said = [("dau_tu", "3"), ("dau_den", "3")];
    let page = point(&mut lan, &batch, &page, &said).await.expect(200);
    assert!(page.text().contains("1 dòng: 0 người mới"), "{}", page.text());
    assert!(page.text().contains("1 chờ"), "{}", page.text());
    apply(&mut lan, &batch, &[]).await.expect(200);
    assert_eq!(rows_waiting(&office).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_lost() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let (batch, page) = send(&mut lan, &[("SYT-x.xlsx", &sheet(&ODD, 1))]).await;
    let here = format!("{batch}?sua=moi-o");
    let wrong = [
        ("3", "3", "dau_tu", "Trang chỉ có đến dòng 3"),
        ("2", "1", "dau_den", "không thể ở trên dòng đầu"),
        ("1", "9", "dau_den", "Trang chỉ có đến dòng 3"),
        ("x", "1", "dau_tu", "Hãy ghi số của một dòng"),
        ("501", "501", "dau_tu", "trong 500 dòng đầu"),
    ];
    for (from, to, field, said) in wrong {
        let fields = [
            ("dau_tu", from),
            ("dau_den", to),
            ("cot-1", "full_name"),
            ("cot-3", "mode"),
            ("o-2-1", "Kha Văn Ân"),
        ];
        let page = point(&mut lan, &here, &page, &fields).await.expect(422);
        let text = page.text();
        assert!(text.contains(&format!("href=\"#{field}\"")), "{text}");
        assert!(text.contains(said), "{from}–{to}: {text}");
        assert!(text.contains("name=\"o-2-1\" value=\"Kha Văn Ân\""), "{text}");
        assert!(select(&page, 3).contains("value=\"mode\" selected"));
        assert!(text.contains(&format!("value=\"{from}\"")), "{text}");
    }
    // Two columns that are both the name; and none.
    let fields =
        [("dau_tu", "1"), ("dau_den", "1"), ("cot-1", "full_name"), ("cot-3", "full_name")];
    let twice = point(&mut lan, &here, &page, &fields).await.expect(422);
    assert!(twice.text().contains("href=\"#cot-3\""), "{}", twice.text());
    assert!(select(&twice, 3).contains("id=\"cot-3\" aria-invalid=\"true\""));
    assert!(twice.text().contains("Một cột khác đã là họ và tên"));
    let fields = [("dau_tu", "1"), ("dau_den", "1"), ("cot-1", "ignored")];
    let none = point(&mut lan, &here, &page, &fields).await.expect(422);
    assert!(none.text().contains("Chưa có cột nào là họ và tên"), "{}", none.text());
    // Nothing of that was kept, neither a cell nor a header.
    let page = lan.get(&batch).await.expect(200);
    assert!(page.text().contains("Không tìm thấy bảng; hãy chỉ"), "{}", page.text());
    assert!(!page.text().contains("Kha Văn Ân"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_is_pointed_out_anew_with_a_cell_mended_along() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut rows = vec![&["BÁO CÁO", "THÁNG 7", "KỲ 2"][..]];
    rows.extend(ODD);
    let (batch, page) = send(&mut lan, &[("SYT-x.xlsx", &sheet(&rows, 1))]).await;
    // The wrong row first.
    let mut said = SAID;
    let page = point(&mut lan, &batch, &page, &said).await.expect(200);
    assert!(page.text().contains("dòng tiêu đề 1 và"), "{}", page.text());
    (said[0].1, said[1].1, said[2].1) = ("2", "2", "ordinal");
    let mended = [&said[..], &[("o-3-1", "Kha Văn Ân")]].concat();
    let page = point(&mut lan, &format!("{batch}?sua=moi-o"), &page, &mended).await.expect(200);
    let text = page.text();
    assert!(text.contains("2 dòng: 2 người mới"), "{text}");
    assert!(text.contains("dòng tiêu đề 2 và"), "{text}");
    assert!(text.contains("Kha Văn Ân"), "{text}");
    // Taken back, nothing that was pointed out before comes to light.
    let version = hidden(&page, "phien");
    let back = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("viec", "tu-tim")];
    let page = lan.submit(&format!("{batch}/trang"), &back).await.expect(200);
    assert!(page.text().contains("Không tìm thấy bảng; hãy chỉ"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_beside_a_list_offers_it_and_does_not_ask() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut book = Workbook::new();
    let known: [&[&str]; 2] = [
        &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["1", "Kha Văn Dũng", "1980", "KN", "CĐS"],
    ];
    // In another order, so that it is not taken for more of the list.
    let other: [&[&str]; 3] = [
        &["Nhân sự", "STT", "Kiểu", "Sinh năm", "Mảng"],
        &["Kha Văn An", "1", "KN", "1980", "CĐS"],
        &["Kha Văn Bình", "2", "CT", "1980", "CĐS"],
    ];
    for (name, rows) in [("Một", &known[..]), ("Hai", &other[..])] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (r, row) in (0..).zip(rows) {
            for (c, cell) in (0..).zip(*row) {
                sheet.write_string(r, c, *cell).unwrap();
            }
        }
    }
    let (batch, _) = send(&mut lan, &[("SYT-x.xlsx", &book.save_to_buffer().unwrap())]).await;
    let page = lan.get(&format!("{batch}?tep=1&trang=1")).await.expect(200);
    let text = page.text();
    assert!(text.contains("1 dòng: 1 người mới"), "{text}");
    assert!(!text.contains("name=\"dau_tu\""), "{text}");
    assert!(text.contains("chi=bang"), "{text}");
    let open = format!("{batch}?tep=1&trang=1&chi=bang");
    let page = lan.get(&open).await.expect(200);
    let version = hidden(&page, "phien");
    let mut fields =
        vec![("phien", &version[..]), ("tep", "1"), ("trang", "1"), ("viec", "chi-bang")];
    fields.extend([("dau_tu", "1"), ("dau_den", "1"), ("cot-0", "full_name"), ("cot-2", "mode")]);
    let page = lan.submit(&open, &fields).await.expect(200);
    assert!(page.text().contains("3 dòng: 3 người mới"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_read_as_they_should() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let (batch, page) = send(&mut lan, &[("SYT-x.xlsx", &sheet(&ODD, 1))]).await;
    let address = format!("{batch}?tep=1&trang=0");
    for name in ["pointing", "pointed"] {
        for lang in ["vi", "en"] {
            lan.set_cookie("lang", Some(lang));
            lan.set_cookie("said", None);
            let page = lan.get(&address).await.expect(200);
            insta::assert_snapshot!(format!("{name}-{lang}"), steady(&page));
        }
        lan.set_cookie("lang", None);
        if name == "pointing" {
            point(&mut lan, &batch, &page, &SAID).await.expect(200);
        }
    }
}
