//! Sheets in layouts of other offices: the same people must be read from all of them.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{Meaning, RowKind, SheetReading};
use support::{Desk, delimited, desk, issues, lines, workbook};

fn read(file: &str, rows: &[&[&str]], merges: &[&str]) -> SheetReading {
    let (_, mut sheets) = desk().read(file, &workbook(rows, merges));
    sheets.remove(0)
}

#[test]
fn columns_in_another_order_and_other_words() {
    let reading = read(
        "bieu.xlsx",
        &[
            &["SỞ NỘI VỤ"],
            &["Danh sách nhân lực số tính đến 30/6/2025"],
            &[
                "SĐT liên hệ",
                "Kiêm nhiệm (x)",
                "Chuyên trách (x)",
                "Ngày, tháng, năm sinh",
                "GT",
                "Họ tên cán bộ",
                "Mảng phụ trách",
                "Căn cước công dân",
                "Vị trí công tác",
            ],
            &[
                "0912345678",
                "",
                "x",
                "2/3/1980",
                "Nam",
                "Lê Văn An",
                "An toàn thông tin",
                "001080001234",
                "Chuyên viên",
            ],
            &[
                "912345678",
                "v",
                "",
                "1985",
                "Nữ",
                "TRẦN THỊ BÌNH",
                "chuyển đổi số & ATTT",
                "#1185001234",
                "Trưởng phòng",
            ],
        ],
        &[],
    );
    assert_eq!(
        lines(&reading),
        [
            "4 Lê Văn An M 1980-03-02 001080001234 BM.SNV dedicated infosec",
            "5 Trần Thị Bình F 1985 001185001234 BM.SNV concurrent dx|infosec personal_id_zero_restored,phone_zero_restored",
        ]
    );
    assert_eq!(reading.stated_on.unwrap().to_string(), "2025-06-30");
    assert!(issues(&reading).is_empty());
}

const THREE_ROWS: [&[&str]; 5] = [
    &["STT", "Thông tin cá nhân", "", "", "", "Nhiệm vụ", "", "", "", "Ghi chú"],
    &["", "Họ và tên", "Ngày sinh", "", "Số CCCD", "Hình thức", "", "Lĩnh vực", "", ""],
    &["", "", "Nam", "Nữ", "", "Chuyên trách", "Kiêm nhiệm", "CĐS", "ATTT", ""],
    &["1", "Lê Văn An", "2.3.1980", "", "001080001234", "x", "", "", "x", ""],
    &["2", "Trần Thị Bình", "", "1985", "001185001234", "", "x", "x", "", "nghỉ phép"],
];
const THREE_READ: [&str; 2] = [
    "4 Lê Văn An M 1980-03-02 001080001234 BM.STC dedicated infosec",
    "5 Trần Thị Bình F 1985 001185001234 BM.STC concurrent dx",
];

#[test]
fn three_header_rows_merged() {
    let merges = ["A1:A3", "B1:E1", "F1:I1", "J1:J3", "B2:B3", "C2:D2", "E2:E3", "F2:G2", "H2:I2"];
    let reading = read("STC.xlsx", &THREE_ROWS, &merges);
    assert_eq!(lines(&reading), THREE_READ);
    assert_eq!(reading.rows.iter().filter(|r| r.kind == RowKind::Header).count(), 3);
}

#[test]
fn three_header_rows_without_merges() {
    assert_eq!(lines(&read("STC.xlsx", &THREE_ROWS, &[])), THREE_READ);
    let (_, sheets) = desk().read("STC.csv", &delimited(&THREE_ROWS));
    assert_eq!(lines(&sheets[0]), THREE_READ);
}

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
fn units_in_a_column() {
    let rows: [&[&str]; 12] = [
        &["STT", "Họ tên", "Cơ quan, đơn vị", "Chuyên trách/Kiêm nhiệm", "Nhiệm vụ"],
        &["1", "Lê Văn An", "Sở GD&ĐT", "Chuyên trách", "CĐS"],
        &["2", "Lê Văn Ba", "Sở LĐTB&XH tỉnh Bình Minh", "Kiêm nhiệm", "CĐS"],
        &["3", "Lê Văn Cả", "TT. Đông Hà", "Kiêm nhiệm", "CĐS"],
        &["4", "Lê Văn Du", "Uỷ ban nhân dân xã Hoà Bình", "Kiêm nhiệm", "CĐS"],
        &["5", "Lê Văn Em", "xã Tân Tiến", "Kiêm nhiệm", "CĐS"],
        &["6", "Lê Văn Gia", "UBND xã Tân Tiến, huyện Tây Sơn", "Kiêm nhiệm", "CĐS"],
        &["7", "Lê Văn Hai", "xã Tân Tiến huyện Đông Hà", "Kiêm nhiệm", "CĐS"],
        &["8", "Lê Văn Ích", "Sở Tài chánh", "Kiêm nhiệm", "CĐS"],
        &["9", "Lê Văn Kha", "Hội LHPN tỉnh", "Kiêm nhiệm", "CĐS"],
        &["10", "Lê Văn Lai", "", "Kiêm nhiệm", "CĐS"],
        &["11", "Lê Văn Mỹ", "xa Phu Loc", "Kiêm nhiệm", "CĐS"],
    ];
    let reading = read("tong-hop.xlsx", &rows, &[]);
    let units: Vec<String> = lines(&reading)
        .iter()
        .map(|l| l.split(' ').skip(7).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        units,
        [
            "BM.SGDDT dedicated dx",
            "BM.SLDTBXH concurrent dx",
            "BM.C90001 concurrent dx",
            "BM.C90007 concurrent dx",
            "- concurrent dx !unit_ambiguous",
            "BM.C90010 concurrent dx",
            "BM.C90004 concurrent dx",
            "- concurrent dx !unit_unknown",
            "BM.HPN concurrent dx",
            "- concurrent dx !unit_unknown",
            "- concurrent dx !unit_unknown",
        ]
    );
    let suggested =
        |n: usize| reading.records().nth(n).unwrap().0.problems[0].suggestions.join(" ");
    assert_eq!(suggested(4), "BM.C90004 BM.C90010");
    assert_eq!(suggested(7), "BM.STC");
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
fn a_header_repeated_at_a_page_break_changes_nothing() {
    let header: &[&str] = &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"];
    let rows: [&[&str]; 8] = [
        &["", "SỞ NỘI VỤ"],
        header,
        &["(1)", "(2)", "(3)", "(4)"],
        &["1", "Lê Văn An", "chuyên trách", "CĐS"],
        header,
        &["(1)", "(2)", "(3)", "(4)"],
        &["2", "Lê Thị Bé", "kiêm nhiệm", "CĐS"],
        &["", "Cộng: 2 người"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        ["4 Lê Văn An - - - BM.SNV dedicated dx", "7 Lê Thị Bé - - - BM.SNV concurrent dx"]
    );
    assert!(issues(&reading).is_empty(), "{:?}", issues(&reading));
    let numbering = reading.rows.iter().filter(|r| r.kind == RowKind::Numbering).count();
    assert_eq!(numbering, 2);
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
fn a_table_far_from_the_corner_with_blank_columns() {
    let mut rows: Vec<&[&str]> = vec![&[]; 11];
    rows.push(&["", "", "", "ĐƠN VỊ BÁO CÁO: SỞ TÀI CHÍNH"]);
    rows.push(&[
        "",
        "",
        "STT",
        "",
        "Họ và tên",
        "",
        "Số điện thoại",
        "",
        "Kiêm nhiệm",
        "Chuyên trách",
        "",
        "Phụ trách",
        "Dân tộc",
    ]);
    rows.push(&[
        "",
        "",
        "#1",
        "",
        "Lê Văn An",
        "",
        "0912 345 678",
        "",
        "X ",
        "",
        "",
        "CĐS; ATTT",
        "Kinh",
    ]);
    rows.push(&["", "", "#2", "", "Lê Thị Bé", "", "không có", "", "1", "", "", "CĐS, họp", "Tày"]);
    let reading = read("bao cao.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "14 Lê Văn An - - - BM.STC concurrent dx|infosec",
            "15 Lê Thị Bé - - - BM.STC concurrent dx phone_unclear,field_unclear",
        ]
    );
    let (_, record) = reading.records().next().unwrap();
    assert_eq!((record.extra[0].column, record.extra[0].value.as_str()), (12, "Kinh"));
    assert!(reading.issues.iter().any(|i| i.code == "column_unknown" && i.value == "Dân tộc"));
}

#[test]
fn births_in_three_columns_and_a_name_in_two() {
    let rows: [&[&str]; 4] = [
        &[
            "TT",
            "Họ và tên",
            "",
            "Ngày sinh",
            "",
            "",
            "Giới tính",
            "",
            "Chuyên trách",
            "Kiêm nhiệm",
            "CĐS",
        ],
        &["", "", "", "Ngày", "Tháng", "Năm", "Nam", "Nữ", "", "", ""],
        &["1", "Lê Văn", "An", "02", "3", "#1980", "x", "", "x", "", "x"],
        &["2", "Trần Thị", "Bình", "", "", "1985", "", "x", "", "x", "x"],
    ];
    let want = [
        "3 Lê Văn An M 1980-03-02 - BM.SNV dedicated dx",
        "4 Trần Thị Bình F 1985 - BM.SNV concurrent dx",
    ];
    let merges = ["A1:A2", "B1:C2", "D1:F1", "G1:H1", "I1:I2", "J1:J2", "K1:K2"];
    assert_eq!(lines(&read("SNV.xlsx", &rows, &merges)), want);
    assert_eq!(lines(&read("SNV.xlsx", &rows, &[])), want);
}

#[test]
fn degrees_and_all_five_fields_as_ticks() {
    let rows: [&[&str]; 4] = [
        &[
            "STT",
            "Họ và tên",
            "Trình độ",
            "",
            "",
            "Chuyên trách",
            "Kiêm nhiệm",
            "Lĩnh vực",
            "",
            "",
            "",
            "",
        ],
        &[
            "",
            "",
            "Thạc sĩ",
            "Đại học",
            "Cao đẳng",
            "",
            "",
            "CĐS",
            "ATTT",
            "Dữ liệu",
            "Mạng",
            "GDĐT",
        ],
        &["1", "Lê Văn An", "", "x", "", "x", "", "", "x", "x", "", "x"],
        &["2", "Trần Thị Bình", "x", "", "", "", "x", "x", "", "", "?", ""],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "3 Lê Văn An - - - BM.SNV dedicated infosec|data|e_transactions",
            "4 Trần Thị Bình - - - BM.SNV concurrent dx !tick_unknown",
        ]
    );
    let degrees: Vec<_> = reading.records().map(|(_, r)| r.degree.clone().unwrap()).collect();
    assert_eq!(degrees, ["Đại học", "Thạc sĩ"]);
}

#[test]
fn modes_that_are_not_understood_are_held() {
    let rows: [&[&str]; 7] = [
        &["Họ và tên", "Chế độ làm việc", "Lĩnh vực"],
        &["Lê Văn An", "CT", "CĐS"],
        &["Lê Văn Ba", "bán chuyên trách", "CĐS"],
        &["Lê Văn Cả", "", "CĐS"],
        &["Lê Văn Du", "Chuyên trách và kiêm nhiệm", "CĐS"],
        &["", "kiêm nhiệm", "CĐS", ""],
        &["Lê Văn Gấm", "không chuyên trách", "văn thư"],
    ];
    let got = lines(&read("SNV.xlsx", &rows, &[]));
    let ends: Vec<&str> = got.iter().map(|l| l.split("BM.SNV ").nth(1).unwrap()).collect();
    assert_eq!(
        ends,
        [
            "dedicated dx",
            "- dx !mode_unclear",
            "- dx !mode_missing",
            "- dx !mode_conflict",
            "concurrent - !field_unclear",
        ]
    );
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(issues(&reading), ["row_unread None None kiêm nhiệm | CĐS"]);
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
fn sheets_named_after_communes_and_a_hidden_one() {
    let rows: [&[&str]; 2] =
        [&["Họ và tên", "Chuyên trách", "Kiêm nhiệm", "CĐS"], &["Lê Văn An", "", "x", "x"]];
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, hidden) in [("Xã Hòa Bình", false), ("Phú Lộc", false), ("Cũ", true)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        support::fill(sheet, &rows, &[]);
        if hidden {
            sheet.set_hidden(true);
        }
    }
    let (grids, sheets) = desk().read("danh sach.xlsx", &book.save_to_buffer().unwrap());
    let units: Vec<_> =
        sheets.iter().map(|s| lines(s)[0].split(' ').nth(7).unwrap().to_owned()).collect();
    assert_eq!(units, ["BM.C90007", "BM.C90013", "-"]);
    assert_eq!(grids.sheets.iter().map(|g| g.hidden).collect::<Vec<_>>(), [false, false, true]);
    assert!(sheets[2].issues.iter().any(|i| i.code == "hidden_sheet" && i.note));
}

#[test]
fn evidence_that_contradicts_is_not_passed_over() {
    let rows: [&[&str]; 3] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["Lê Văn An", "", "x", "x"],
    ];
    let reading = read("STC.xlsx", &rows, &[]);
    assert_eq!(lines(&reading), ["3 Lê Văn An - - - - concurrent dx !unit_ambiguous"]);
    assert_eq!(reading.records().next().unwrap().0.problems[0].suggestions, ["BM.SNV", "BM.STC"]);
    for file in ["SNV.xlsx", "sở nội vụ (2).xlsx", "danh-sach-SNV-2024.xlsx", "khong biet.xlsx"]
    {
        assert_eq!(
            lines(&read(file, &rows, &[])),
            ["3 Lê Văn An - - - BM.SNV concurrent dx"],
            "{file}"
        );
    }
}

#[test]
fn a_remembered_mapping_overrules() {
    let rows: [&[&str]; 3] = [
        &["Ai", "Gì", "Họ và tên", "Loại hình", "Lĩnh vực"],
        &["0912345678", "Kế toán", "Lê Văn An", "kiêm nhiệm", "CĐS"],
        &["0912345679", "Kế toán", "Lê Văn Ba", "kiêm nhiệm", "CĐS"],
    ];
    let mut desk: Desk = desk();
    let bytes = workbook(&rows, &[]);
    let (_, before) = desk.read("SNV.xlsx", &bytes);
    assert_eq!(before[0].records().next().unwrap().1.phone, None);
    let key = before[0].layout_key.clone().unwrap();
    let mapping = [(0, Meaning::Phone), (1, Meaning::Major)].into_iter().collect();
    desk.remembered.insert(key, intake::reading::Mapping(mapping));
    let (_, after) = desk.read("SNV.xlsx", &bytes);
    let record = after[0].records().next().unwrap().1;
    assert_eq!(
        (record.phone.as_deref(), record.major.as_deref()),
        (Some("0912345678"), Some("Kế toán"))
    );
}

#[test]
fn lists_of_others_are_told_apart() {
    let rows: [&[&str]; 4] = [
        &["DANH SÁCH HỌC VIÊN LỚP CHUYỂN ĐỔI SỐ"],
        &["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Ngày 1", "Ngày 2"],
        &["1", "Lê Văn An", "1/1/1980", "Sở Nội vụ", "x", "x"],
        &["2", "Lê Văn Ba", "1/1/1980", "Sở Nội vụ", "x", ""],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(reading.records().count(), 0);
    assert!(issues(&reading)[0].starts_with("not_officers"), "{:?}", issues(&reading));
    assert_eq!(reading.rows.len(), 4);
    let prose = read("x.xlsx", &[&["Kính gửi anh chị"], &["Xin gửi danh sách"]], &[]);
    assert!(issues(&prose)[0].starts_with("no_table"));
}

#[test]
fn legacy_text_without_its_font_and_decomposed_headings() {
    let rows: [&[&str]; 3] = [
        &["Hä vµ tªn", "Chøc vô", "Chuyªn tr¸ch", "Kiªm nhiÖm", "LÜnh vùc"],
        &["NguyÔn ThÞ Hång", "Tr\u{ad}ëng phßng", "", "x", "C§S, ATTT"],
        &["Tó Anh", "Chuyªn viªn", "x", "", "C§S"],
    ];
    assert_eq!(
        lines(&read("SNV.xlsx", &rows, &[])),
        [
            "2 Nguyễn Thị Hồng - - - BM.SNV concurrent dx|infosec",
            "3 Tú Anh - - - BM.SNV dedicated dx",
        ]
    );
    let nfd: [&[&str]; 2] = [
        &[
            "Ho\u{323} va\u{300} te\u{302}n",
            "Chuye\u{302}n tra\u{301}ch",
            "Kie\u{302}m nhie\u{323}\u{302}m",
            "CĐS",
        ],
        &["Nguye\u{302}\u{303}n Thi\u{323} Ho\u{302}\u{300}ng", "x", "", "x"],
    ];
    assert_eq!(
        lines(&read("SNV.xlsx", &nfd, &[])),
        ["2 Nguyễn Thị Hồng - - - BM.SNV dedicated dx"]
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
fn a_name_under_an_unknown_heading_is_told_by_its_content() {
    let rows: [&[&str]; 4] = [
        &["STT", "Đồng chí", "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["1", "Lê Văn An", "1/2/1980", "Chuyên viên", "x", "", "x"],
        &["2", "Trần Thị Bé", "1/2/1981", "Chuyên viên", "", "x", "x"],
        &["3", "Hoàng Văn Cả", "1/2/1982", "Chuyên viên", "", "x", "x"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(lines(&reading)[0], "2 Lê Văn An - 1980-02-01 - BM.SNV dedicated dx");
    assert!(reading.issues.iter().any(|i| i.code == "column_guessed"));
}

#[test]
fn parts_of_the_name_below_its_heading_and_a_blank_row_above_the_numbering() {
    let rows: [&[&str]; 6] = [
        &[
            "TT",
            "Trình độ LLCT",
            "Họ và tên",
            "",
            "Năm sinh",
            "",
            "Trình độ",
            "Hình thức",
            "",
            "Nhiệm vụ",
        ],
        &["", "", "Họ đệm", "Tên", "Nam", "Nữ", "", "Chuyên trách", "KN", ""],
        &[],
        &["#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8", "#9", "#10"],
        &["1", "Cao cấp", "Lê Văn", "An", "1980", "", "Đại học", "x", "", "cđs"],
        &["2", "", "Trần Thị", "Bình", "", "@1985-02-03", "ThS", "", "x", "An toàn thông tin mạng"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "5 Lê Văn An M 1980 - BM.SNV dedicated dx",
            "6 Trần Thị Bình F 1985-02-03 - BM.SNV concurrent infosec",
        ]
    );
    let degrees: Vec<_> = reading.records().map(|(_, r)| r.degree.clone().unwrap()).collect();
    assert_eq!(degrees, ["Đại học", "Thạc sĩ"]);
    assert!(issues(&reading).is_empty());
}
