//! Layouts as offices of different habits make them.

#[path = "reading_support/mod.rs"]
mod support;

use support::{issues, lines, read};

#[test]
fn a_heading_that_seems_a_duty_over_names_is_of_the_names() {
    for heading in ["Người phụ trách", "Cán bộ phụ trách CĐS", "Đầu mối phụ trách ATTT"]
    {
        let rows: [&[&str]; 3] = [
            &["STT", heading, "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm"],
            &["1", "lê văn an", "15-Th8-1990", "Chuyên viên", "x", ""],
            &["2", "Trần Thị Bé", "8/1990", "Chuyên viên", "", "x"],
        ];
        assert_eq!(
            lines(&read("SNV.xlsx", &rows, &[])),
            [
                "2 Lê Văn An - 1990-08-15 - BM.SNV dedicated -",
                "3 Trần Thị Bé - 1990 - BM.SNV concurrent - date_month_only",
            ],
            "{heading}"
        );
    }
}

#[test]
fn names_of_two_are_not_chosen_between() {
    let rows: [&[&str]; 3] = [
        &["STT", "Lãnh đạo phụ trách", "Chuyên viên được phụ trách", "Điện thoại", "Chuyên trách"],
        &["1", "Lê Văn An", "Hoàng Văn Cả", "0912345678", "x"],
        &["2", "Trần Thị Bé", "Lê Thị Dung", "0912345679", "x"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    assert!(reading.records().all(|(row, _)| row.held()), "each waits");
    assert!(!issues(&reading).is_empty());
}

#[test]
fn a_heading_alone_in_its_row_is_still_a_heading() {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Lý lịch", "", "Hình thức", "Chức vụ", "Lĩnh vực"],
        &["", "Họ và tên", "", "", "", ""],
        &["", "Họ", "Tên", "", "", ""],
        &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        &["1", "Lê Văn", "An", "Chuyên trách", "Chuyên viên", "CĐ số"],
    ];
    assert_eq!(lines(&read("x.csv", &rows, &[])), ["6 Lê Văn An - - - BM.SNV dedicated dx"]);
}

#[test]
fn a_duty_of_an_unknown_field_is_told() {
    let rows: [&[&str]; 4] = [
        &["STT", "Họ và tên", "Chuyên trách", "", "Kiêm nhiệm", ""],
        &["", "", "ATTT", "Văn thư số", "ATTT", "Văn thư số"],
        &["1", "Lê Văn An", "x", "x", "", ""],
        &["2", "Trần Thị Bé", "", "", "", "x"],
    ];
    let merges = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"];
    assert_eq!(
        lines(&read("SNV.xlsx", &rows, &merges)),
        [
            "3 Lê Văn An - - - BM.SNV dedicated infosec field_unclear",
            "4 Trần Thị Bé - - - BM.SNV - - !mode_missing,!field_unclear",
        ]
    );
}

#[test]
fn what_a_column_holds_is_told_over_page_breaks() {
    let header: &[&str] = &["STT", "Họ và tên", "Sanh nhật", "Hình thức", "Lĩnh vực"];
    let rows: [&[&str]; 7] = [
        &["SỞ NỘI VỤ"],
        header,
        &["1", "Lê Văn An", "1/2/1980", "Chuyên trách", "CĐS"],
        &["2", "Trần Thị Bé", "1/3/1981", "Kiêm nhiệm", "CĐS"],
        header,
        &["3", "Hoàng Văn Cả", "1/4/1982", "Kiêm nhiệm", "CĐS"],
        &["4", "Lê Thị Dung", "1/5/1983", "Kiêm nhiệm", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "3 Lê Văn An - 1980-02-01 - BM.SNV dedicated dx",
            "4 Trần Thị Bé - 1981-03-01 - BM.SNV concurrent dx",
            "6 Hoàng Văn Cả - 1982-04-01 - BM.SNV concurrent dx",
            "7 Lê Thị Dung - 1983-05-01 - BM.SNV concurrent dx",
        ]
    );
}

#[test]
fn parts_of_either_mode_make_a_list_of_officers() {
    let rows: [&[&str]; 8] = [
        &["UBND TỈNH"],
        &["TT", "Họ và tên", "Thông tin chung", "", "Chức vụ"],
        &["", "", "Ngày sinh", "Email", ""],
        &["A", "Chuyên trách"],
        &["1", "Lê Văn An", "1/2/1980", "an@x.vn", "Chuyên viên"],
        &["B", "Kiêm nhiệm"],
        &["1", "Trần Thị Bé", "1/3/1981", "be@x.vn", "Chuyên viên"],
        &["2", "Hoàng Văn Cả", "1/4/1982", "ca@x.vn", "Chuyên viên"],
    ];
    assert_eq!(
        lines(&read("SNV.xlsx", &rows, &[])),
        [
            "5 Lê Văn An - 1980-02-01 - BM.SNV dedicated -",
            "7 Trần Thị Bé - 1981-03-01 - BM.SNV concurrent -",
            "8 Hoàng Văn Cả - 1982-04-01 - BM.SNV concurrent -",
        ]
    );
}

#[test]
fn a_row_above_a_repeated_header_is_still_a_row() {
    let header: &[&str] =
        &["NTN sinh", "Số CCCD (12 số)", "HỌ TÊN", "Hình thức", "SĐT", "Đảng viên"];
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        header,
        &["01-Th1-1980", "001.080.001.234", "PHÓ NGỌC HUYỀN", "Chuyên trách", "0708.302.581", "x"],
        header,
        &["02-Th1-1980", "001.080.001.235", "PHÓ NGỌC HÒA", "Kiêm nhiệm", "0708.302.582", ""],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "3 Phó Ngọc Huyền - 1980-01-01 001080001234 BM.SNV dedicated -",
            "5 Phó Ngọc Hòa - 1980-01-02 001080001235 BM.SNV concurrent -",
        ]
    );
}

#[test]
fn of_two_persons_in_a_row_the_second_is_told_and_not_mixed_in() {
    let rows: [&[&str]; 4] = [
        &["STT", "Đơn vị", "Lãnh đạo phụ trách", "", "Cán bộ đầu mối", "", "", "Hình thức"],
        &["", "", "Họ và tên", "SĐT", "Họ và tên", "SĐT", "Email", ""],
        &[
            "1",
            "Sở Nội vụ",
            "Lê Văn Trưởng",
            "",
            "Lê Thị Mối",
            "0912000002",
            "m@x.vn",
            "Kiêm nhiệm",
        ],
        &["2", "Sở Tài chính", "Lê Văn Cả", "0912000003", "Lê Thị Dây", "", "", "Kiêm nhiệm"],
    ];
    let reading = read("x.xlsx", &rows, &["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:H2"]);
    let said: Vec<_> = reading
        .records()
        .map(|(_, r)| (r.full_name.as_deref(), r.phone.as_deref(), r.email.as_deref()))
        .collect();
    assert_eq!(
        said,
        [(Some("Lê Văn Trưởng"), None, None), (Some("Lê Văn Cả"), Some("0912000003"), None),]
    );
    let told = reading.issues.iter().find(|i| i.code == "list_beside").unwrap();
    assert_eq!((told.value.as_str(), told.counted), ("Cán bộ đầu mối / Họ và tên", Some(2)));
    // Of whom the rest of the row speaks, nobody can tell: both wait.
    let held: Vec<_> = reading.records().filter_map(|(row, _)| row.holding()).collect();
    let at = |p: &intake::reading::Problem| (p.code, p.column, p.value.clone());
    assert_eq!(
        held.into_iter().map(at).collect::<Vec<_>>(),
        [
            ("name_several", 4, "Lê Thị Mối".to_owned()),
            ("name_several", 4, "Lê Thị Dây".to_owned())
        ]
    );
}

#[test]
fn modes_of_two_fields_that_differ_are_not_chosen_between() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Chuyên trách hoặc kiêm nhiệm CĐS", "Chuyên trách/kiêm nhiệm ATTT"],
        &["1", "Lê Văn An", "KN", "CT"],
        &["2", "Lê Văn Ba", "KN", "KN"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "3 Lê Văn An - - - BM.SNV - dx|infosec !mode_conflict",
            "4 Lê Văn Ba - - - BM.SNV concurrent dx|infosec",
        ]
    );
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Hình thức làm việc", "Chế độ làm việc", "Lĩnh vực"],
        &["1", "Lê Văn An", "KN", "CT", "CĐS"],
        &["2", "Lê Văn Ba", "KN", "Giờ hành chính", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "3 Lê Văn An - - - BM.SNV concurrent dx !mode_unclear",
            "4 Lê Văn Ba - - - BM.SNV concurrent dx",
        ]
    );
}

#[test]
fn a_row_that_says_nobody_is_there_parts_nothing() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
        &["1", "Không có cán bộ chuyên trách"],
        &["2", "Lê Văn Ba", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(lines(&reading), ["4 Lê Văn Ba - - - BM.SNV concurrent dx"]);
    let told = reading.issues.iter().find(|i| i.code == "nobody_there").unwrap();
    assert_eq!((told.row, &told.value[..]), (Some(3), "Không có cán bộ chuyên trách"));
    assert!(issues(&reading).is_empty(), "{:?}", issues(&reading));
}

#[test]
fn a_ward_written_short_is_no_part_of_the_list() {
    let rows: [&[&str]; 6] = [
        &["HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
        &["1", "P. Trần Phú"],
        &["1", "Lê Văn An", "KN", "CĐS"],
        &["2", "X. Tân Tiến"],
        &["1", "Lê Văn Ba", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        ["4 Lê Văn An - - - BM.C90016 concurrent dx", "6 Lê Văn Ba - - - BM.C90010 concurrent dx",]
    );
}
