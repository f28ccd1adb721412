//! Sheets that say more than is asked: parts of names, what was and what is wished for, cells for
//! two columns. What is not certain is held or told, and never read wrongly in silence.

#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use support::{desk, lines, read};

/// The names that are read of rows under a header.
fn names(header: &[&[&str]], rows: &[&[&str]], merges: &[&str]) -> Vec<String> {
    let title: [&[&str]; 1] = [&["SỞ NỘI VỤ"]];
    let all: Vec<&[&str]> = title.iter().chain(header).chain(rows).copied().collect();
    let reading = read("x.xlsx", &all, merges);
    reading.records().map(|(_, r)| r.full_name.clone().unwrap_or_default()).collect()
}

#[test]
fn a_given_name_that_says_something_else_as_well_is_kept() {
    let rows: [&[&str]; 5] = [
        &["1", "Đỗ Hữu", "Nam", "1981", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["2", "Trần Đình", "Dũng", "1984", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["3", "Lý Kim", "Dung", "1985", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["4", "Lê Văn", "Ba", "1985", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["5", "Lê Thị", "Hoa", "1985", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
    ];
    let head: [&str; 7] = ["STT", "Họ và tên", "", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực"];
    let want = ["Đỗ Hữu Nam", "Trần Đình Dũng", "Lý Kim Dung", "Lê Văn Ba", "Lê Thị Hoa"];
    assert_eq!(names(&[&head], &rows, &["B2:C2"]), want);
    assert_eq!(names(&[&head], &rows, &[]), want);
    // A column of the sex under no heading is no name.
    let men: Vec<[&str; 7]> =
        rows.iter().map(|r| [r[0], "Lê Văn An", "Nam", r[3], r[4], r[5], r[6]]).collect();
    let men: Vec<&[&str]> = men.iter().map(|r| &r[..]).collect();
    assert_eq!(names(&[&head], &men, &[]), ["Lê Văn An"; 5]);
}

#[test]
fn names_in_three_columns_are_joined_in_their_order() {
    let rows: [&[&str]; 3] = [
        &["1", "Hà", "Hồng", "Dung", "1981", "Kiêm nhiệm", "CĐS"],
        &["2", "Vũ", "Xuân", "Nam", "1984", "Kiêm nhiệm", "CĐS"],
        &["3", "Tạ", "", "Kiên", "1985", "Kiêm nhiệm", "CĐS"],
    ];
    let want = ["Hà Hồng Dung", "Vũ Xuân Nam", "Tạ Kiên"];
    for middle in ["Tên đệm", "Đệm", "Tên lót", "Chữ đệm"] {
        let one = ["STT", "Họ", middle, "Tên", "Năm sinh", "Hình thức", "Lĩnh vực"];
        assert_eq!(names(&[&one], &rows, &[]), want, "{middle}");
        let above = ["STT", "Họ và tên", "", "", "Năm sinh", "Hình thức", "Lĩnh vực"];
        let below = ["", "Họ", middle, "Tên"];
        assert_eq!(names(&[&above, &below], &rows, &["B2:D2"]), want, "{middle}");
    }
    let whole = ["STT", "Họ và tên", "", "", "Năm sinh", "Hình thức", "Lĩnh vực"];
    assert_eq!(names(&[&whole], &rows[..2], &["B2:D2"]), want[..2]);
    let two: [&[&str]; 1] = [&["1", "Hà", "Hồng Dung", "1981", "Kiêm nhiệm", "CĐS"]];
    let head = ["STT", "Họ", "Tên đệm và tên", "Năm sinh", "Hình thức", "Lĩnh vực"];
    assert_eq!(names(&[&head], &two, &[]), ["Hà Hồng Dung"]);
}

#[test]
fn a_tick_merged_over_columns_of_ticks_ticks_each() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "CT", "KN", "CĐS", "ATTT"],
        &["1", "Lê Văn An", "", "x", "x", ""],
        &["2", "Lê Văn Ba", "", "x", "x", ""],
        &["3", "Lê Văn Ca", "x", "", "x", ""],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &["E3:F3", "C5:D5"])),
        [
            "3 Lê Văn An - - - BM.SNV concurrent dx|infosec",
            "4 Lê Văn Ba - - - BM.SNV concurrent dx",
            "5 Lê Văn Ca - - - BM.SNV - dx !mode_conflict",
        ]
    );
}

#[test]
fn a_font_is_not_believed_where_its_cells_are_unicode() {
    let names = |font: &str, rows: &[[&str; 3]]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let font = rust_xlsxwriter::Format::new().set_font_name(font);
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(cells) {
                sheet.write_string_with_format(row, column, *text, &font).unwrap();
            }
        }
        let (_, mut sheets) = desk().read("SNV.xlsx", &book.save_to_buffer().unwrap());
        let reading = sheets.remove(0);
        reading.records().map(|(_, r)| r.full_name.clone().unwrap()).collect::<Vec<_>>()
    };
    for font in [".VnTime", ".VnArial", "VNI-Times"] {
        let unicode = [
            ["Họ và tên", "Hình thức", "Lĩnh vực"],
            ["Bùi Kim Ngân", "Kiêm nhiệm", "CĐS"],
            ["Lý Quý Quân", "Kiêm nhiệm", "CĐS"],
        ];
        assert_eq!(names(font, &unicode), ["Bùi Kim Ngân", "Lý Quý Quân"], "{font}");
    }
    let legacy = [
        ["Hä vµ tªn", "H×nh thøc", "LÜnh vùc"],
        ["NguyÔn ThÞ Hång", "Kiªm nhiÖm", "C§S"],
        ["Tó Anh", "Kiªm nhiÖm", "C§S"],
        ["Bïi Tó", "Kiªm nhiÖm", "C§S"],
    ];
    assert_eq!(names(".VnTime", &legacy), ["Nguyễn Thị Hồng", "Tú Anh", "Bùi Tú"]);
}
