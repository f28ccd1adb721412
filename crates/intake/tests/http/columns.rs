//! Columns, hidden sheets, days and offices that a person says.

use crate::{
    books::book,
    office::{apply, duties_of, elsewhere, everywhere, hidden, one, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_column_means_is_remembered_for_its_sender_and_layout() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut odd = book();
        // A heading nobody could know.
        odd.heads[5] = "QRS";
        let (batch, page) = send(&mut lan, &[("a.xlsx", &odd.bytes())]).await;
        assert!(page.text().contains("<option value=\"other\" selected>"), "{}", page.text());
        let version = hidden(&page, "phien");
        let said = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("cot-5", "title")];
        lan.submit(&batch, &said).await.expect(200);
        apply(&mut lan, &batch, &[]).await.expect(200);
        let duties = duties_of(&office).await;
        assert!(duties.iter().any(|d| d.fact.title.as_deref() == Some("Trưởng phòng")));
        // Another file of the same layout, sent by somebody else at another process.
        let mut hoa = elsewhere(&office, "hoa").await;
        let (other, page) = send(&mut hoa, &[("b.xlsx", &odd.bytes())]).await;
        let column = page.text();
        let column = &column[column.find("name=\"cot-5\"").unwrap()..];
        let column = &column[..column.find("</select>").unwrap()];
        assert!(column.contains("value=\"title\" selected"), "{column}");
        // The same layout of another office is another matter.
        let mut theirs = odd.clone();
        theirs.title = "SỞ Y TẾ";
        let (_, page) = send(&mut hoa, &[("c.xlsx", &theirs.bytes())]).await;
        assert!(page.text().contains("<option value=\"other\" selected>"), "{}", page.text());
        // Forgotten again.
        let version = hidden(&page, "phien");
        let said = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("cot-5", "tu-nhan")];
        let page = hoa.submit(&other, &said).await.expect(200);
        assert!(page.text().contains("<option value=\"other\" selected>"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_sheets_are_offered_but_off() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut book = book();
    book.hidden = Some("Nháp");
    let (batch, page) = send(&mut lan, &[("a.xlsx", &book.bytes())]).await;
    assert!(page.text().contains("Trang “Nháp” bị người gửi ẩn nên không đọc."));
    assert!(page.text().contains("5 dòng:"));
    let version = hidden(&page, "phien");
    let on =
        [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("ten", "Nháp"), ("viec", "hien")];
    let page = lan.submit(&format!("{batch}/trang"), &on).await.expect(200);
    assert!(page.text().contains("10 dòng:"), "{}", page.text());
    let version = hidden(&page, "phien");
    let off =
        [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("ten", "Nháp"), ("viec", "an")];
    let page = lan.submit(&format!("{batch}/trang"), &off).await.expect(200);
    assert!(page.text().contains("5 dòng:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_set_stands_over_the_one_stated() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let (batch, page) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
    assert!(page.text().contains("Biểu ghi ngày 15/10/2024"));
    let version = hidden(&page, "phien");
    let day = [("phien", &version[..]), ("ngay", "1.2.2025")];
    lan.submit(&format!("{batch}/ngay"), &day).await.expect(200);
    apply(&mut lan, &batch, &[]).await.expect(200);
    let from = Some(kernel::Date::constant(2025, 2, 1));
    assert!(duties_of(&office).await.iter().all(|d| d.valid.from == from));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_others_state_is_offered_to_a_sheet_without_one() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut silent = book();
    silent.stated = "";
    let files = [("a.xlsx", &book().bytes()[..]), ("b.xlsx", &silent.bytes()[..])];
    let (batch, page) = send(&mut lan, &files).await;
    let said =
        "1 trang không ghi ngày nên đang lấy ngày 24/11/2026; các trang khác ghi 15/10/2024.";
    assert!(page.text().contains(said), "{}", page.text());
    let version = hidden(&page, "phien");
    let day = [("phien", &version[..]), ("ngay", "15/10/2024")];
    let page = lan.submit(&format!("{batch}/ngay"), &day).await.expect(200);
    assert!(!page.text().contains("không ghi ngày nên"));
    // The second file says what the first says.
    assert!(page.text().contains("2 lặp lại"), "{}", page.text());
    let again = lan.get(&format!("{batch}/thay-doi?nhom=lap-lai")).await.expect(200);
    assert!(again.text().contains("b.xlsx · Biểu 01 · 5"), "{}", again.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_said_for_a_sheet_that_names_none() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut book = book();
    // No column of offices, and a file that claims another one.
    book.heads.remove(4);
    for row in &mut book.rows {
        row.remove(4);
    }
    let (batch, page) = send(&mut lan, &[("danh sach 7.xlsx", &book.bytes())]).await;
    assert!(page.text().contains("5 dòng: 0 người mới"), "{}", page.text());
    let version = hidden(&page, "phien");
    let said = [
        ("phien", &version[..]),
        ("tep", "1"),
        ("trang", "0"),
        ("viec", "don-vi"),
        ("don-vi", "D.SYT"),
    ];
    let page = lan.submit(&format!("{batch}/trang"), &said).await.expect(200);
    assert!(page.text().contains("5 dòng: 3 người mới"), "{}", page.text());
    assert!(page.text().contains("Đọc được: Sở Y tế."));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_undone_and_large_sheets_are_leafed_through() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut book = book();
    let names: Vec<String> = (0..250).map(|n| format!("Nguyễn Văn {}", word(n))).collect();
    let names: Vec<&'static str> = names.into_iter().map(|n| &*n.leak()).collect();
    book.rows = names
        .iter()
        .map(|name| vec!["", *name, "1980", "", "Sở Y tế", "Chuyên viên", "", "x", "CĐS", ""])
        .collect();
    book.rows[200][2] = "31/02/1980";
    book.total = None;
    let (batch, page) = send(&mut lan, &[("a.xlsx", &book.bytes())]).await;
    let text = page.text();
    assert!(text.contains(names[0]) && !text.contains(names[200]));
    // The only problem is on another page; a link leads to it.
    assert!(text.contains("C205</a>"), "{text}");
    assert!(text.contains("dong=205#bieu-r205c2"), "{text}");
    let page = lan.get(&format!("{batch}?tep=1&trang=0&dong=205")).await.expect(200);
    assert!(page.text().contains("id=\"bieu-r205c2\""));
    let only = lan.get(&format!("{batch}?tep=1&trang=0&xem=can-xem")).await.expect(200);
    assert!(only.text().contains(names[200]) && !only.text().contains(names[0]));
    let version = hidden(&page, "phien");
    let mended = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("o-205-2", "28/02/1980")];
    let page = lan.submit(&batch, &mended).await.expect(200);
    assert!(page.text().contains("0 chờ"), "{}", page.text());
    let version = hidden(&page, "phien");
    let back = [("phien", &version[..]), ("sua", "0")];
    let page = lan.submit(&format!("{batch}/bo-sua"), &back).await.expect(200);
    assert!(page.text().contains("1 chờ"), "{}", page.text());
}

/// A different given name for each number.
fn word(n: u32) -> String {
    let letters = ["An", "Bình", "Chi", "Dung", "Em", "Giang", "Hà", "Khánh", "Lan", "Minh"];
    let at = |n: u32| letters[usize::try_from(n % 10).unwrap()];
    format!("{} {} {}", at(n / 100), at(n / 10), at(n))
}
