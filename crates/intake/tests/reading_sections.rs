//! Sections, subtotals and totals inside the data, titles between tables, who signs.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{RowKind, SheetReading};
use support::{codes, issues, lines, read};

#[test]
fn totals_in_other_cells_are_compared() {
    let rows: [&[&str]; 9] = [
        &["TT", "Họ và tên", "Đơn vị", "Loại hình", "Lĩnh vực"],
        &["I", "Sở Nội vụ"],
        &["#1", "Lê Văn An", "", "CT", "CĐS"],
        &["#2", "Vũ Văn Tống", "", "KN", "CĐS"],
        &["Cộng", "", "#2"],
        &["II", "Sở Tài chính"],
        &["#1", "Tống Thị Hoa", "", "KN", "ATTT"],
        &["", "Cộng", "", "", "#2"],
        &["Tổng số", "", "#3"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "3 Lê Văn An - - - BM.SNV dedicated dx",
            "4 Vũ Văn Tống - - - BM.SNV concurrent dx",
            "7 Tống Thị Hoa - - - BM.STC concurrent infosec",
        ]
    );
    assert_eq!(issues(&reading), ["total_mismatch (2) (1) Cộng"]);
}

#[test]
fn sections_without_numerals_and_districts_settle_names() {
    let rows: [&[&str]; 14] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"],
        &[],
        &["Họ và tên", "Năm sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS", "ATTT"],
        &["Lê Văn An", "#1980", "Chuyên viên", "x", "", "x", "x"],
        &["Xã Tân Tiến"],
        &["Trần Thị Bình", "#1985", "Công chức", "", "x", "x", ""],
        &["UBND P. Trần Phú"],
        &["Phạm Văn Cường", "#1990", "Công chức", "", "x", "x", ""],
        &["xã Phú Lôc"],
        &["Đỗ Văn Dũng", "#1991", "Công chức", "", "x", "x", ""],
        &[],
        &["", "", "CHỦ TỊCH"],
        &["", "", "Nguyễn Văn Ký"],
    ];
    let reading = read("gui-so.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "5 Lê Văn An - 1980 - BM.D902 dedicated dx|infosec",
            "7 Trần Thị Bình - 1985 - BM.C90010 concurrent dx",
            "9 Phạm Văn Cường - 1990 - BM.C90016 concurrent dx",
            "11 Đỗ Văn Dũng - 1991 - - concurrent dx !unit_unknown",
        ]
    );
    let held = &reading.records().last().unwrap().0.problems[0];
    assert_eq!(
        (held.suggestions.as_slice(), held.value.as_str()),
        (&["BM.C90013".to_owned()][..], "xã Phú Lôc")
    );
    assert_eq!(reading.rows.last().unwrap().kind, RowKind::Signature);
}

#[test]
fn two_tables_with_titles_of_their_own() {
    let rows: [&[&str]; 15] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
        &["1", "Lê Văn An", "chuyên trách", "CĐS"],
        &["Tổng cộng: 1"],
        &["", "NGƯỜI LẬP BIỂU"],
        &["", "Lê Thị Lập"],
        &[],
        &["SỞ TÀI CHÍNH"],
        &["Danh sách như sau"],
        &["STT", "Họ tên", "Ngày sinh", "Kiêm nhiệm", "Chuyên trách", "ATTT"],
        &["1", "Trần Thị Bình", "1/2/1985", "x", "", "x"],
        &["2", "Trần Văn Chi", "1/2/1986", "", "x", "x"],
        &["Tổng cộng", "", "", "#2"],
        &["", "Người lập"],
        &["", "Trần Văn Dần"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "3 Lê Văn An - - - BM.SNV dedicated dx",
            "11 Trần Thị Bình - 1985-02-01 - BM.STC concurrent infosec",
            "12 Trần Văn Chi - 1986-02-01 - BM.STC dedicated infosec",
        ]
    );
    assert!(issues(&reading).is_empty(), "{:?}", issues(&reading));
}

#[test]
fn those_who_sign_are_not_listed() {
    let rows: [&[&str]; 10] = [
        &["SỞ NỘI VỤ", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        &["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        &["STT", "Họ và tên", "Chức vụ", "Loại hình", "Lĩnh vực"],
        &["#1", "Lê Văn An", "Chuyên viên", "kiêm nhiệm", "CĐS"],
        &["#2", "Lê Thị Bé", "Chuyên viên", "kiêm nhiệm", "CĐS"],
        &["", "", "", "Bình Minh, ngày 20 tháng 10 năm 2024"],
        &["", "NGƯỜI LẬP", "KẾ TOÁN", "KT. GIÁM ĐỐC"],
        &["", "", "", "PHÓ GIÁM ĐỐC"],
        &["", "(Đã ký)"],
        &["", "Phạm Thùy Hằng", "Trần Văn Sáu", "Nguyễn Thị Bảy"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(lines(&reading).len(), 2);
    assert!(issues(&reading).is_empty(), "{:?}", issues(&reading));
    assert!(reading.rows[5..].iter().all(|r| r.kind == RowKind::Signature), "{:?}", reading.rows);
}

#[test]
fn a_unit_over_several_rows() {
    let rows: [&[&str]; 7] = [
        &["Đơn vị", "Họ và tên", "CCCD", "Chuyên trách", "Kiêm nhiệm", "ATTT"],
        &["Sở Nội vụ", "Lê Văn An", "001080001234", "", "x", "x"],
        &["", "Lê Văn Ba", "001080001235", "", "x", "x"],
        &["", "Lê Văn Cả", "001080001236", "", "x", "x"],
        &["Sở Tài chính", "Lê Văn Du", "001080001237", "", "x", "x"],
        &["", "Lê Văn Em", "001080001238", "", "x", "x"],
        &["", "Lê Văn Gia", "001080001239", "", "x", "x"],
    ];
    let units = |reading: &SheetReading| -> Vec<String> {
        reading.records().map(|(_, r)| r.unit.as_ref().unwrap().code.clone()).collect()
    };
    let want = ["BM.SNV", "BM.SNV", "BM.SNV", "BM.STC", "BM.STC", "BM.STC"];
    let merged = read("x.xlsx", &rows, &["A2:A4", "A5:A7"]);
    assert_eq!(units(&merged), want);
    assert!(merged.rows.iter().all(|r| r.problems.is_empty()));
    let blank = read("x.xlsx", &rows, &[]);
    assert_eq!(units(&blank), want);
    assert_eq!(blank.rows[2].problems[0].code, "unit_filled_down");
}

#[test]
fn a_total_of_several_sections_is_compared_with_those() {
    let rows: [&[&str]; 16] = [
        &["STT", "Họ và tên", "Ngày sinh", "Hình thức", "Lĩnh vực"],
        &["I", "Sở Nội vụ"],
        &["1", "Lê Văn An", "1/1/1980", "CT", "CĐS"],
        &["", "Cộng: 1"],
        &["II", "Sở Tài chính"],
        &["1", "Lê Văn Ba", "1/1/1980", "CT", "CĐS"],
        &["2", "Lê Văn Bốn", "1/1/1980", "CT", "CĐS"],
        &["", "Cộng: 2"],
        &["", "Cộng các sở: 3"],
        &["III", "Xã Tân Tiến, huyện Tây Sơn"],
        &["1", "Lê Văn Cả", "1/1/1980", "KN", "CĐS"],
        &["", "Cộng: 1"],
        &["", "Cộng các xã: 2"],
        &["IV", "Sở Y tế"],
        &["1", "Lê Văn Du", "1/1/1980", "KN", "CĐS"],
        &["", "Tổng cộng: 5"],
    ];
    assert_eq!(issues(&read("x.xlsx", &rows, &[])), ["total_mismatch (2) (1) Cộng các xã: 2"]);
}

#[test]
fn nested_sections_and_a_total_on_top() {
    let rows: [&[&str]; 14] = [
        &["STT", "Họ và tên", "Ngày sinh", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["", "TỔNG SỐ", "#5"],
        &["A", "CÁC SỞ, BAN, NGÀNH (2 người)"],
        &["I", "Sở Nội vụ"],
        &["1", "Lê Văn An", "1/1/1980", "x", "", "x"],
        &["II", "Sở Tài chính"],
        &["1", "Lê Văn Ba", "1/1/1980", "x", "", "x"],
        &["B", "HUYỆN TÂY SƠN (3 người)"],
        &["I", "Xã Tân Tiến"],
        &["1", "Lê Văn Cả", "1/1/1980", "", "x", "x"],
        &["2", "Lê Văn Du", "1/1/1980", "", "x", "x"],
        &["C", "HUYỆN ĐÔNG HÀ"],
        &["I", "Xã Tân Tiến"],
        &["1", "Lê Văn Em", "1/1/1980", "", "x", "x"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let units: Vec<_> =
        reading.records().map(|(_, r)| r.unit.as_ref().map_or("-", |u| &u.code)).collect();
    assert_eq!(units, ["BM.SNV", "BM.STC", "BM.C90010", "BM.C90010", "BM.C90004"]);
    assert_eq!(issues(&reading), ["total_mismatch (3) (2) HUYỆN TÂY SƠN"]);
}

#[test]
fn sections_by_mode() {
    let rows: [&[&str]; 6] = [
        &["Danh sách cán bộ phụ trách chuyển đổi số của Sở Nội vụ"],
        &["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Nhiệm vụ"],
        &["I", "CÁN BỘ CHUYÊN TRÁCH"],
        &["1", "Lê Văn An", "1980", "Chuyên viên", "CĐS"],
        &["II", "CÁN BỘ KIÊM NHIỆM"],
        &["1", "Lê Văn Ba", "1981", "Chuyên viên", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        ["4 Lê Văn An - 1980 - BM.SNV dedicated dx", "6 Lê Văn Ba - 1981 - BM.SNV concurrent dx"]
    );
}

#[test]
fn totals_under_the_ticks_are_compared() {
    let rows: [&[&str]; 9] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Chuyên trách", "Kiêm nhiệm", "CĐS", "ATTT"],
        &["1", "Lê Văn An", "x", "", "x", "x"],
        &["2", "Lê Văn Ba", "", "x", "x", ""],
        &["3"],
        &["4", "", "-"],
        &["", "Tổng cộng", "#1", "#1", "#2", "#2"],
        &[],
        &["", "Người lập"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(lines(&reading).len(), 2);
    assert_eq!(issues(&reading), ["total_mismatch (2) (1) Tổng cộng"]);
    let blank: Vec<u32> =
        reading.rows.iter().filter(|r| r.kind == RowKind::Blank).map(|r| r.row).collect();
    assert_eq!(blank, [5, 6], "numbered ahead");
}

#[test]
fn sections_that_name_a_field_and_lines_that_are_none() {
    let sheet: [&[&str]; 10] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Năm sinh", "Hình thức"],
        &["I", "Chuyển đổi số"],
        &["1", "Lê Văn An", "1980", "KN"],
        &["", "Ghi chú: ông An nghỉ phép"],
        &["II", "An toàn thông tin"],
        &["1", "Lê Văn Bốn", "1981", "CT"],
        &["", "(tiếp theo trang sau)"],
        &["2", "Lê Văn Chín", "1982", "KN"],
        &["", "Danh sách này có 3 người./."],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    assert_eq!(
        lines(&reading),
        [
            "4 Lê Văn An - 1980 - BM.SNV concurrent dx",
            "7 Lê Văn Bốn - 1981 - BM.SNV dedicated infosec",
            "9 Lê Văn Chín - 1982 - BM.SNV concurrent infosec",
        ]
    );
    assert!(issues(&reading).is_empty());
}

#[test]
fn sections_are_found_without_their_column() {
    let sheet: [&[&str]; 6] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["I", "UBND xã Phú Lộc"],
        &["Lê Văn An", "1980", "KN", "CĐS"],
        &["II", "UBND phường Trần Phú"],
        &["Lê Văn Bốn", "1981", "KN", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &sheet, &[])),
        [
            "4 Lê Văn An - 1980 - BM.C90013 concurrent dx",
            "6 Lê Văn Bốn - 1981 - BM.C90016 concurrent dx",
        ]
    );
}

#[test]
fn groups_of_other_offices_hold_what_stands_under_them() {
    for group in [
        "Các xã còn lại",
        "Danh sách bổ sung",
        "Khối Đảng, đoàn thể",
        "Cán bộ các xã",
        "Đơn vị trực thuộc",
        "Các đơn vị sự nghiệp",
    ] {
        let sheet: [&[&str]; 6] = [
            &["UBND HUYỆN TÂY SƠN"],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["I", "UBND xã Phú Lộc"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            &["II", group],
            &["1", "Lê Văn Bốn", "1981", "KN", "CĐS"],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
        assert_eq!(rows, ["", "!unit_unknown"], "{group}");
    }
}

#[test]
fn totals_of_sections_below_repeated_headers_and_of_a_second_table() {
    let header: &[&str] = &["STT", "Họ và tên", "Năm sinh", "Chuyên trách", "Kiêm nhiệm", "CĐS"];
    let sheet: [&[&str]; 14] = [
        &["UBND HUYỆN TÂY SƠN"],
        header,
        &["I", "UBND xã Phú Lộc"],
        &["1", "Lê Văn An", "1980", "", "x", "x"],
        &["2", "Lê Văn Bốn", "1981", "", "x", "x"],
        &["", "Cộng", "", "#0", "#2", "#2"],
        header,
        &["II", "UBND phường Trần Phú"],
        &["1", "Lê Văn Chín", "1982", "x", "", "x"],
        &["", "Cộng", "", "#1", "#0", "#1"],
        &["", "Tổng cộng: 3"],
        &["DANH SÁCH BỔ SUNG"],
        header,
        &["1", "Lê Văn Mười", "1983", "x", "", "x"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    assert_eq!(reading.records().count(), 4);
    assert_eq!(issues(&reading), [""; 0]);
}

#[test]
fn a_person_over_two_merged_rows_and_a_line_that_is_nobody() {
    let merged: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["1", "Lê Văn An", "1980", "KN", "CĐS"],
        &["", "", "", "", "ATTT"],
        &["2", "Lê Văn Bốn", "1981", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &merged, &["A3:A4", "B3:B4", "C3:C4", "D3:D4"]);
    assert_eq!(
        lines(&reading),
        [
            "3 Lê Văn An - 1980 - BM.SNV concurrent dx|infosec",
            "5 Lê Văn Bốn - 1981 - BM.SNV concurrent dx",
        ]
    );
    assert_eq!(reading.rows[3].kind, RowKind::Continued);
    // The same without merged cells: nobody knows whose it is, and it is told.
    let reading = read("x.xlsx", &merged, &[]);
    assert_eq!(reading.records().count(), 2);
    assert_eq!(issues(&reading), ["row_unread None None ATTT"]);
}

#[test]
fn numbers_before_sections_are_theirs_and_neighbours_tell_the_district() {
    let sheet: [&[&str]; 9] = [
        &["Trình độ", "Chức vụ", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["1", "UBND xã Phú Lộc"],
        &["Đại học", "Chuyên viên", "Lê Văn An", "1980", "KN", "CĐS"],
        &["Đại học", "Chuyên viên", "Lê Văn Bốn", "1981", "KN", "CĐS"],
        &["2", "UBND phường Trần Phú"],
        &["Đại học", "Chuyên viên", "Lê Văn Chín", "1982", "KN", "CĐS"],
        // Two districts have one of this name; all sections so far are of one of them.
        &["3", "UBND xã Tân Tiến"],
        &["Đại học", "Chuyên viên", "Lê Văn Dậu", "1983", "KN", "CĐS"],
        &["Đại học", "Chuyên viên", "Lê Văn Em", "1984", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    let units: Vec<_> =
        reading.records().map(|(_, r)| r.unit.as_ref().map_or("-", |u| &u.code)).collect();
    assert_eq!(units, ["BM.C90013", "BM.C90013", "BM.C90016", "BM.C90010", "BM.C90010"]);
    assert_eq!(issues(&reading), [""; 0]);
    // One section alone says nothing of the others.
    let two: Vec<&[&str]> = [&sheet[..1], &sheet[4..6], &sheet[6..]].concat();
    let reading = read("x.xlsx", &two, &[]);
    let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
    assert_eq!(rows, ["", "!unit_ambiguous", "!unit_ambiguous"]);
}

#[test]
fn inner_groups_of_a_district_hold_what_they_do_not_settle() {
    for (label, group, want) in [
        ("II", "Ban Chỉ đạo chuyển đổi số", "!unit_unknown"),
        ("", "Ban Chỉ đạo chuyển đổi số", "!unit_unknown"),
        ("", "Danh sách bổ sung", "!unit_unknown"),
        ("II", "Cán bộ kiêm nhiệm", "!unit_unknown"),
        ("", "Công chức", ""),
    ] {
        let sheet: [&[&str]; 6] = [
            &["UBND HUYỆN TÂY SƠN"],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["I", "UBND xã Phú Lộc"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            &[label, group],
            &["1", "Lê Văn Bốn", "1981", "KN", "CĐS"],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
        assert_eq!(rows, ["", want], "{label} {group}");
    }
}

#[test]
fn a_mode_said_over_sections_of_offices_reaches_their_rows() {
    let sheet: [&[&str]; 8] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Năm sinh", "Lĩnh vực"],
        &["A", "CÁN BỘ CHUYÊN TRÁCH"],
        &["I", "UBND xã Phú Lộc"],
        &["1", "Lê Văn An", "1980", "CĐS"],
        &["B", "CÁN BỘ KIÊM NHIỆM"],
        &["I", "UBND phường Trần Phú"],
        &["1", "Lê Văn Bốn", "1981", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &sheet, &[])),
        [
            "5 Lê Văn An - 1980 - BM.C90013 dedicated dx",
            "8 Lê Văn Bốn - 1981 - BM.C90016 concurrent dx",
        ]
    );
}

#[test]
fn a_wrong_subtotal_is_told_although_something_else_fits_it() {
    let sheet: [&[&str]; 12] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Năm sinh", "Hình thức", "CĐS", "ATTT"],
        &["1", "UBND xã Phú Lộc"],
        &["1", "Lê Văn An", "1980", "KN", "x", "x"],
        &["2", "Lê Văn Bốn", "1981", "KN", "x", "x"],
        &["", "Cộng", "", "", "", "#2"],
        &["2", "UBND phường Trần Phú"],
        &["1", "Lê Văn Chín", "1982", "KN", "x", "x"],
        &["2", "Lê Văn Dậu", "1983", "KN", "x", "x"],
        // Four is what the whole list has.
        &["", "Cộng", "", "", "", "#4"],
        &["", "Tổng cộng", "", "", "", "#4"],
        &["", "NGƯỜI LẬP"],
    ];
    assert_eq!(issues(&read("x.xlsx", &sheet, &[])), ["total_mismatch (4) (2) Cộng"]);
}

#[test]
fn a_total_in_the_title_is_compared() {
    for (title, want) in [
        ("Tổng số cán bộ: 25 người", &["total_mismatch (25) (1) Tổng số cán bộ: 25 người"][..]),
        ("Tổng cộng: 1 đồng chí", &[][..]),
        ("Tổng số 12 xã, phường", &[][..]),
    ] {
        let sheet: [&[&str]; 4] = [
            &["SỞ NỘI VỤ"],
            &[title],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
        ];
        assert_eq!(issues(&read("x.xlsx", &sheet, &[])), want, "{title}");
    }
}

#[test]
fn sections_behind_a_star_or_a_label_are_sections() {
    for section in [
        "* UBND phường Trần Phú",
        "*) UBND phường Trần Phú",
        "** UBND phường Trần Phú:",
        "Đơn vị: UBND phường Trần Phú",
        "Tên đơn vị: UBND phường Trần Phú",
        "Tên cơ quan, đơn vị: UBND phường Trần Phú (1 người)",
        "II. Đơn vị: phường Trần Phú",
    ] {
        for place in [0, 1, 3] {
            let mut row = vec![""; place];
            row.push(section);
            let sheet: [&[&str]; 6] = [
                &["UBND HUYỆN TÂY SƠN"],
                &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
                &["", "UBND xã Phú Lộc"],
                &["1", "Lê Văn An", "1980", "KN", "CĐS"],
                &row,
                &["1", "Lê Văn Bốn", "1981", "KN", "CĐS"],
            ];
            assert_eq!(
                lines(&read("x.xlsx", &sheet, &[])),
                [
                    "4 Lê Văn An - 1980 - BM.C90013 concurrent dx",
                    "6 Lê Văn Bốn - 1981 - BM.C90016 concurrent dx",
                ],
                "{section} in {place}"
            );
        }
    }
}

#[test]
fn footnotes_with_a_star_are_no_sections() {
    for note in ["* Số liệu lấy từ hồ sơ của đơn vị", "* UBND xã Hòa Bình chưa gửi báo cáo"]
    {
        let sheet: [&[&str]; 5] = [
            &["UBND XÃ PHÚ LỘC"],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            &["2", "Lê Văn Bốn", "1981", "KN", "CĐS"],
            &[note],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        assert_eq!(reading.records().count(), 2, "{note}");
        assert_eq!(reading.rows.last().unwrap().kind, RowKind::Signature, "{note}");
        assert_eq!(issues(&reading), [""; 0], "{note}");
    }
}

#[test]
fn who_is_planned_or_gone_waits() {
    for group in [
        "Cán bộ dự kiến bổ sung",
        "Đề nghị bổ sung",
        "Cán bộ quy hoạch",
        "Nhu cầu tuyển dụng",
        "Đã nghỉ hưu, chuyển công tác",
        "Cán bộ thôi việc",
    ] {
        let sheet: [&[&str]; 7] = [
            &["SỞ NỘI VỤ"],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["I", "Cán bộ hiện có"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            &["II", group],
            &["1", "Lê Văn Bốn", "1981", "KN", "CĐS"],
            &["2", "Lê Văn Chín", "1982", "KN", "CĐS"],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
        assert_eq!(rows[0], "", "{group}");
        assert!(rows[1..].iter().all(|r| r.starts_with("!not_serving")), "{group}: {rows:?}");
        let titled = format!("DANH SÁCH {}", group.to_uppercase());
        let rows: [&[&str]; 4] = [sheet[0], &[&titled], sheet[1], sheet[3]];
        let reading = read("x.xlsx", &rows, &[]);
        let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
        assert_eq!(rows, ["!not_serving"], "{titled}");
    }
}

#[test]
fn a_mode_the_title_says_of_all_is_theirs() {
    for (title, mode) in [
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH AN TOÀN THÔNG TIN", "dedicated infosec"),
        ("DANH SÁCH CÁN BỘ KIÊM NHIỆM CHUYỂN ĐỔI SỐ", "concurrent infosec"),
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH, KIÊM NHIỆM CNTT", "- infosec !mode_missing"),
        ("DANH SÁCH CÁN BỘ CỦA ĐƠN VỊ CHUYÊN TRÁCH CNTT", "- infosec !mode_missing"),
        ("DANH SÁCH CÁN BỘ ĐẦU MỐI CHUYỂN ĐỔI SỐ", "- infosec !mode_missing"),
    ] {
        let sheet: [&[&str]; 4] = [
            &["SỞ NỘI VỤ"],
            &[title],
            &["STT", "Họ và tên", "Năm sinh", "Lĩnh vực"],
            &["1", "Lê Văn An", "1980", "ATTT"],
        ];
        let want = format!("4 Lê Văn An - 1980 - BM.SNV {mode}");
        assert_eq!(lines(&read("x.xlsx", &sheet, &[])), [want], "{title}");
    }
}

#[test]
fn who_receives_is_not_who_sends() {
    for receiver in [
        &["Kính gửi:", "Sở Tài chính"][..],
        &["Kính gửi: Sở Tài chính"],
        &["", "Nơi nhận:", "- Sở Tài chính"],
    ] {
        let rows: [&[&str]; 5] = [
            &["SỞ NỘI VỤ"],
            receiver,
            &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"],
            &["TT", "Họ và tên", "Loại hình", "Lĩnh vực"],
            &["#1", "Lê Văn An", "CT", "CĐS"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        assert_eq!(lines(&reading), ["5 Lê Văn An - - - BM.SNV dedicated dx"], "{receiver:?}");
    }
}

#[test]
fn a_part_of_an_office_is_no_list_of_people_who_are_planned() {
    for section in ["Quy hoạch - Kiến trúc", "Phòng Quy hoạch", "Bộ phận đã chuyển đổi số"]
    {
        let rows: [&[&str]; 5] = [
            &["SỞ NỘI VỤ"],
            &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"],
            &["TT", "Họ và tên", "Loại hình", "Lĩnh vực"],
            &["I", section],
            &["#1", "Lê Văn An", "CT", "CĐS"],
        ];
        let read = lines(&read("x.xlsx", &rows, &[]));
        assert!(!read[0].contains("not_serving"), "{section}: {read:?}");
    }
}

#[test]
fn a_numbered_remark_between_people_heads_nothing() {
    for remark in
        ["(1) Đang nghỉ thai sản", "(2) Phụ trách thêm văn thư từ 01/3/2024", "(1) Từ ngày 01/6"]
    {
        let rows: [&[&str]; 6] = [
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            &["I", "Sở Nội vụ"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            &["", remark],
            &["2", "Trần Thị Bình", "1990", "KN", "CĐS"],
            &["3", "Phạm Văn Chi", "1991", "KN", "CĐS"],
        ];
        let read = lines(&read("x.xlsx", &rows, &[]));
        assert!(read.iter().all(|line| line.contains("BM.SNV")), "{remark}: {read:?}");
    }
}

#[test]
fn the_secretariat_of_a_department_is_a_part_of_it() {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS"],
        &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["I", "Văn phòng Sở"],
        &["1", "Lê Văn An", "1980", "KN", "CĐS"],
        &["2", "Trần Thị Bình", "1990", "KN", "CĐS"],
    ];
    let read = lines(&read("x.xlsx", &rows, &[]));
    assert!(read.iter().all(|line| line.contains("BM.SNV")), "{read:?}");
}

/// The office of whoever stands in a second table of a list below a line.
fn below_a_line(sender: &str, line: &str) -> String {
    let head: &[&str] = &["STT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"];
    let rows: [&[&str]; 7] = [
        &[sender],
        head,
        &["1", "Lê Văn An", "1980", "KN", "CĐS"],
        &[],
        &[line],
        head,
        &["1", "Trần Thị Bình", "1990", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let (row, record) = reading.records().last().expect("two people");
    record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone())
}

#[test]
fn a_line_of_several_offices_below_holds_whoever_stands_under_it() {
    for line in [
        "Cấp xã",
        "II. Công chức các xã",
        "Đơn vị trực thuộc:",
        "2. Đơn vị sự nghiệp",
        "Khối trường học",
    ] {
        assert_eq!(below_a_line("UBND HUYỆN TÂY SƠN", line), "!unit_unknown", "{line}");
    }
    for line in ["Cấp huyện", "II. Các phòng chuyên môn", "Công chức", "Các trưởng phòng"]
    {
        assert_eq!(below_a_line("UBND HUYỆN TÂY SƠN", line), "BM.D902", "{line}");
    }
    for line in ["Công chức cấp xã", "II. Cán bộ, công chức xã"] {
        assert_eq!(below_a_line("UBND XÃ PHÚ LỘC", line), "BM.C90013", "{line}");
    }
    for line in ["Cấp huyện", "Đơn vị trực thuộc"] {
        assert_eq!(below_a_line("SỞ NỘI VỤ", line), "!unit_unknown", "{line}");
    }
}
