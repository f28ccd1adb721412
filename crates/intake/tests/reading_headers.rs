//! Where the table is and what its columns mean, whatever the layout.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{Mapping, Meaning, RowKind};
use support::{Desk, codes, delimited, desk, issues, lines, read, workbook};

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
    desk.remembered.insert(key, Mapping { columns: mapping, header_rows: None });
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
fn a_name_under_an_unknown_heading_is_told_by_its_content() {
    let rows: [&[&str]; 4] = [
        &["STT", "Quý vị", "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
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

const BROKEN: [&[&str]; 5] = [
    &["SỞ NỘI VỤ"],
    &["Số", "Họ và", "Ngày tháng", "Chức", "Chuyên", "Kiêm", "Lĩnh"],
    &["TT", "tên", "năm sinh", "vụ", "trách", "nhiệm", "vực"],
    &["1", "Lê Văn An", "2/3/1980", "Chuyên viên", "x", "", "CĐS"],
    &["2", "Trần Thị Bình", "1985", "Văn thư", "", "x", "ATTT"],
];

#[test]
fn headings_broken_over_two_cells_are_joined() {
    let reading = read("x.xlsx", &BROKEN, &[]);
    assert_eq!(
        lines(&reading),
        [
            "4 Lê Văn An - 1980-03-02 - BM.SNV dedicated dx",
            "5 Trần Thị Bình - 1985 - BM.SNV concurrent infosec",
        ]
    );
}

#[test]
fn rows_that_number_the_columns_are_no_people() {
    let rows: [&[&str]; 8] = [
        &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        &["(1)", "(7)", "(8a)", "(8b)", "(2)", "(3)", "(4)"],
        &["1", "2", "3", "5", "6", "7", "8"],
        &["A", "B", "1", "2", "3", "4", "5"],
        &["A", "a", "b", "c", "d", "e", "f"],
        &["I", "II", "III", "IV", "V", "VI", "VII"],
        &["C1", "C2", "C3", "C4", "C5", "C6", "C7"],
        &["1", "2", "3", "4=5+6", "5", "6", "7"],
    ];
    for numbers in rows {
        let sheet: [&[&str]; 4] = [
            &["SỞ NỘI VỤ"],
            &["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"],
            numbers,
            &["1", "Lê Văn An", "2/3/1980", "Chuyên viên", "x", "", "CĐS"],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        assert_eq!(reading.rows[2].kind, RowKind::Numbering, "{numbers:?}");
        assert_eq!(reading.records().count(), 1, "{numbers:?}");
        assert!(issues(&reading).is_empty(), "{numbers:?}");
    }
}

#[test]
fn modes_under_fields_and_fields_under_modes() {
    let under_fields: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Năm sinh", "Chuyển đổi số", "", "An toàn thông tin", ""],
        &["", "", "Chuyên trách", "Kiêm nhiệm", "Chuyên trách", "Kiêm nhiệm"],
        &["Lê Văn An", "1980", "x", "", "", ""],
        &["Lê Văn Bốn", "1981", "", "x", "", "x"],
        &["Lê Văn Chín", "1982", "x", "", "", "x"],
    ];
    let under_modes: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Năm sinh", "Chuyên trách", "", "Kiêm nhiệm", ""],
        &["", "", "CĐS", "ATTT", "CĐS", "ATTT"],
        &["Lê Văn An", "1980", "x", "", "", ""],
        &["Lê Văn Bốn", "1981", "", "", "x", "x"],
        &["Lê Văn Chín", "1982", "x", "", "", "x"],
    ];
    for sheet in [under_fields, under_modes] {
        assert_eq!(
            lines(&read("x.xlsx", &sheet, &["C2:D2", "E2:F2"])),
            [
                "4 Lê Văn An - 1980 - BM.SNV dedicated dx",
                "5 Lê Văn Bốn - 1981 - BM.SNV concurrent dx|infosec",
                "6 Lê Văn Chín - 1982 - BM.SNV - dx|infosec !mode_conflict",
            ]
        );
    }
}

#[test]
fn ticks_nobody_understands_are_never_passed_over() {
    let sheet: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Năm sinh", "Kiêm nhiệm", "Lĩnh vực phụ trách", "", ""],
        &["", "", "", "CĐS", "Khác", "ATTT"],
        &["Lê Văn An", "1980", "x", "x", "", ""],
        &["Lê Văn Bốn", "1981", "x", "x", "x", ""],
        &["Lê Văn Chín", "1982", "x", "", "x", ""],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &sheet, &["D2:F2"])),
        [
            "4 Lê Văn An - 1980 - BM.SNV concurrent dx",
            "5 Lê Văn Bốn - 1981 - BM.SNV concurrent dx field_unclear",
            "6 Lê Văn Chín - 1982 - BM.SNV concurrent - !field_unclear",
        ]
    );
}

#[test]
fn a_list_beside_the_list_is_told() {
    let sheet: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &[
            "Họ và tên",
            "Năm sinh",
            "Hình thức",
            "Lĩnh vực",
            "Họ và tên",
            "Năm sinh",
            "Hình thức",
            "Lĩnh vực",
        ],
        &["Lê Văn An", "1980", "KN", "CĐS", "Lê Văn Ba", "1982", "CT", "ATTT"],
        &["Lê Văn Bốn", "1981", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    assert_eq!(reading.records().count(), 2);
    let told = reading.issues.iter().find(|i| i.code == "list_beside").unwrap();
    assert_eq!((told.column, told.counted, told.note), (Some(4), Some(1), false));
    let waits: Vec<bool> = reading.records().map(|(row, _)| row.held()).collect();
    assert_eq!(waits, [true, false], "a row with two people waits");
}

#[test]
fn births_by_sex_without_a_group_and_one_column_of_a_sex() {
    let by_sex: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Ngày sinh (Nam)", "Năm sinh - Nữ", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "2/3/1980", "", "KN", "CĐS"],
        &["Lê Thị Ba", "", "1985", "KN", "CĐS"],
    ];
    let lone: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Nữ", "Ngày sinh", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "", "2/3/1980", "KN", "CĐS"],
        &["Lê Thị Ba", "x", "1985", "KN", "CĐS"],
    ];
    for sheet in [by_sex, lone] {
        assert_eq!(
            lines(&read("x.xlsx", &sheet, &[])),
            [
                "3 Lê Văn An M 1980-03-02 - BM.SNV concurrent dx",
                "4 Lê Thị Ba F 1985 - BM.SNV concurrent dx",
            ]
        );
    }
}

#[test]
fn a_column_beside_the_names_is_no_part_of_them() {
    let sheet: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "", "Ngày sinh", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "Nam", "2/3/1980", "KN", "CĐS"],
        &["Lê Thị Ba", "Nữ", "1985", "KN", "CĐS"],
        &["Lê Văn Tư", "Nam", "1986", "KN", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &sheet, &[]))[0],
        "3 Lê Văn An M 1980-03-02 - BM.SNV concurrent dx"
    );
}

#[test]
fn studies_other_than_the_degree_and_posts_of_the_party_are_left() {
    let sheet: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &[
            "Họ và tên",
            "Chức vụ Đảng",
            "Chức vụ",
            "Ngạch",
            "Lý luận chính trị",
            "Đào tạo",
            "",
            "Hình thức",
            "Chữ ký số",
            "Lĩnh vực",
        ],
        &["", "", "", "", "", "Bậc", "Ngành", "", "", ""],
        &[
            "Lê Văn An",
            "Bí thư",
            "Trưởng phòng",
            "01.003",
            "Cao cấp",
            "Đại học",
            "Luật",
            "KN",
            "x",
            "CĐS",
        ],
    ];
    let reading = read("x.xlsx", &sheet, &["F2:G2"]);
    let (_, record) = reading.records().next().unwrap();
    assert_eq!(record.title.as_deref(), Some("Trưởng phòng"));
    assert_eq!(
        (record.degree.as_deref(), record.major.as_deref()),
        (Some("Đại học"), Some("Luật"))
    );
    assert_eq!(record.fields, ["dx"]);
}

#[test]
fn a_group_named_after_a_field_over_modes_and_fields_is_of_no_field() {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Năm sinh", "Nhiệm vụ chuyển đổi số"],
        &["", "", "", "Hình thức đảm nhiệm", "", "Lĩnh vực"],
        &["", "", "", "CT", "Kiêm nhiệm", "CĐS", "ATTT"],
        &["1", "Lê Văn An", "1980", "", "x", "", "x"],
        &["2", "Lê Văn Bốn", "1981", "x", "", "x", "x"],
    ];
    let merges = ["A2:A4", "B2:B4", "C2:C4", "D2:G2", "D3:E3", "F3:G3"];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &merges)),
        [
            "5 Lê Văn An - 1980 - BM.SNV concurrent infosec",
            "6 Lê Văn Bốn - 1981 - BM.SNV dedicated dx|infosec",
        ]
    );
}

#[test]
fn one_odd_cell_does_not_change_what_its_column_is() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Năm sinh", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["1", "Lê Văn An", "1980", "", "x", "x"],
        &["2", "Lê Văn Bốn", "1981", "Kiêm nhiệm", "", "x"],
        &["3", "Lê Văn Chín", "1982", "x", "", "x"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let told: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
    assert_eq!(told, ["", "!tick_unknown", ""]);
    assert_eq!(lines(&reading)[2], "5 Lê Văn Chín - 1982 - BM.SNV dedicated dx");
}

#[test]
fn fields_under_no_heading_are_told_by_what_stands_there() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "", "Năm sinh", "Hình thức"],
        &["1", "Lê Văn An", "CĐS", "1980", "KN"],
        &["2", "Lê Văn Bốn", "ATTT", "1981", "KN"],
        &["3", "Lê Văn Chín", "CĐS, ATTT", "1982", "CT"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(lines(&reading)[2], "5 Lê Văn Chín - 1982 - BM.SNV dedicated dx|infosec");
    assert!(reading.issues.iter().any(|i| i.code == "column_guessed" && i.value == "fields"));
}

#[test]
fn columns_numbered_by_letters_in_any_alphabet() {
    let header: &[&str] = &["TT", "Họ và tên", "Sinh", "Giới", "Vị trí", "Hình thức", "Lĩnh vực"];
    for letters in [
        "a b c d e g h",
        "a b c d đ e g",
        "A B 1 2 3 4 5",
        "A B C 1 2 3 4",
        "a b c d e f g",
        "A a b c d e g",
    ] {
        let letters: Vec<&str> = letters.split(' ').collect();
        let rows: [&[&str]; 4] = [
            &["SỞ NỘI VỤ"],
            header,
            &letters,
            &["1", "Lê Văn An", "1980", "Nam", "Chuyên viên", "kiêm nhiệm", "CĐS"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        assert_eq!(issues(&reading), [""; 0], "{letters:?}");
        assert_eq!(reading.rows[2].kind, RowKind::Numbering, "{letters:?}");
        assert_eq!(reading.records().count(), 1, "{letters:?}");
    }
    // Ticks and initials are none.
    for other in ["x x x x x x x", "a c b d e g h", "b e k n q t x"] {
        let other: Vec<&str> = other.split(' ').collect();
        let rows: [&[&str]; 3] = [&["SỞ NỘI VỤ"], header, &other];
        let reading = read("x.xlsx", &rows, &[]);
        assert!(reading.rows.iter().all(|r| r.kind != RowKind::Numbering), "{other:?}");
    }
}
