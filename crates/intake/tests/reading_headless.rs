//! The second page of a list, torn off its headings.

#[path = "reading_support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use intake::reading::{
    Context, DetectOptions, Limits, SheetReading, continued, default_fields, detect, open,
    read_sheet,
};
use support::{TODAY, fill, lines, register};

const FIRST: [&[&str]; 5] = [
    &["SỞ NỘI VỤ"],
    &["DANH SÁCH CÁN BỘ CHUYÊN TRÁCH, KIÊM NHIỆM CĐS"],
    &["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực", "Số điện thoại"],
    &["1", "Lê Văn An", "#1980", "Chuyên viên", "KN", "CĐS", "0912000001"],
    &["2", "Lê Văn Bá", "#1981", "Chuyên viên", "CT", "ATTT", "0912000002"],
];

/// The reading of the second sheet by the headings of the first, and by itself.
fn second(rows: &[&[&str]]) -> (Option<SheetReading>, SheetReading) {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet(), &FIRST, &[]);
    fill(book.add_worksheet(), rows, &[]);
    let bytes = book.save_to_buffer().expect("written");
    let book = open("x.xlsx", &bytes, &Limits::default()).expect("read");
    let (units, fields) = (register(support::REGISTER), default_fields());
    let options = DetectOptions { fields: &fields, remembered: &BTreeMap::new() };
    let ctx =
        Context { file_name: "x.xlsx", today: TODAY, units: &units, fields: &fields, sender: None };
    let [first, second] = &book.sheets[..] else { panic!("two sheets") };
    let going_on = continued(second, &detect(first, &options), &fields);
    let alone = read_sheet(second, &detect(second, &options), &ctx);
    (going_on.map(|d| read_sheet(second, &d, &ctx)), alone)
}

#[test]
fn a_page_without_headings_is_read_by_those_before_it() {
    let (going_on, alone) = second(&[
        &["3", "Lê Văn Cả", "#1982", "Chuyên viên", "KN", "CĐS", "0912000003"],
        &["4", "Lê Văn Du", "#1983", "Văn thư", "", "CĐS", "0912000004"],
        &["", "Tổng cộng", "#4"],
        &["", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC"],
        &["", "Lê Thị Lập", "", "", "Lê Văn Ký"],
    ]);
    let going_on = going_on.expect("the columns fit");
    assert_eq!(
        lines(&going_on),
        [
            "1 Lê Văn Cả - 1982 - BM.SNV concurrent dx",
            "2 Lê Văn Du - 1983 - BM.SNV - dx !mode_missing",
        ]
    );
    // Nobody is dropped without a word where nothing stands before it.
    let told = alone.issues.iter().find(|i| i.code == "no_headings").expect("told");
    assert_eq!((told.note, told.counted), (false, Some(3)), "who signs is named there, too");
}

#[test]
fn another_arrangement_is_not_read_by_headings_of_others() {
    for rows in [
        // Columns moved.
        &[
            &["3", "Lê Văn Cả", "Chuyên viên", "#1982", "KN", "CĐS", "0912000003"][..],
            &["4", "Lê Văn Du", "Văn thư", "#1983", "KN", "CĐS", "0912000004"],
        ][..],
        // A column more.
        &[
            &["3", "Lê Văn Cả", "#1982", "Chuyên viên", "KN", "CĐS", "0912000003", "Nam"],
            &["4", "Lê Văn Du", "#1983", "Văn thư", "KN", "CĐS", "0912000004", "Nam"],
        ],
        // No people.
        &[&["Hướng dẫn", "Điền đủ các cột", "Gửi trước ngày 15"], &["Ghi chú", "Không", "Có"]],
    ] {
        assert!(second(rows).0.is_none(), "{rows:?}");
    }
}
