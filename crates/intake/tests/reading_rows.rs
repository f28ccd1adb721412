//! Rows and tables that are easily taken for something else.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::RowKind;
use support::{issues, lines, read};

const HEAD: &[&str] = &["STT", "Họ và tên", "Chức vụ", "Hình thức", "Lĩnh vực"];

#[test]
fn the_title_of_a_table_below_another_list_counts() {
    let rows: [&[&str]; 11] = [
        &["SỞ NỘI VỤ"],
        &["I. DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"],
        HEAD,
        &["1", "Lê Văn An", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["", "II. TRANG THIẾT BỊ"],
        &["STT", "Tên thiết bị", "Số lượng"],
        &["1", "Máy chủ", "2"],
        &[],
        &["", "III. DANH SÁCH CÁN BỘ DỰ KIẾN TUYỂN DỤNG"],
        HEAD,
        &["1", "Lê Văn Bá", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "4 Lê Văn An - - - BM.SNV concurrent dx",
            "11 Lê Văn Bá - - - BM.SNV concurrent dx !not_serving",
        ]
    );
    let kind = |n: u32| reading.rows.iter().find(|r| r.row == n).map(|r| r.kind);
    assert_eq!((kind(7), kind(9)), (Some(RowKind::Unread), Some(RowKind::Title)));
}

#[test]
fn who_has_a_post_and_a_duty_heads_no_part_of_the_list() {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        HEAD,
        &["1", "Xã Văn Bảy", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["2", "UBND xã Phú Lộc", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["3", "Lê Văn Cả", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["4", "Trường Văn Du", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
    ];
    let read = lines(&read("x.xlsx", &rows, &[]));
    let held: Vec<bool> = read.iter().map(|l| l.contains("!name_unclear")).collect();
    assert_eq!(held, [true, true, false, true], "{read:?}");
    assert!(read.iter().all(|l| l.contains("BM.SNV")), "nobody's office is changed: {read:?}");
}

#[test]
fn a_line_that_says_nobody_is_there_is_told_whatever_is_ruled_off() {
    let rows: [&[&str]; 3] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Chức vụ", "Trình độ", "Hình thức", "Lĩnh vực"],
        &["1", "Đơn vị không có cán bộ chuyên trách", "-", "-", "", ""],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert!(lines(&reading).is_empty(), "{:?}", lines(&reading));
    assert!(reading.issues.iter().any(|i| i.code == "row_unread"));
}

#[test]
fn a_section_of_who_is_gone_says_so_though_no_office_is_named() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        HEAD,
        &["1", "Lê Văn An", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
        &["", "ĐÃ NGHỈ HƯU, CHUYỂN CÔNG TÁC TRONG NĂM"],
        &["2", "Lê Văn Bá", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
    ];
    let read = lines(&read("x.xlsx", &rows, &[]));
    assert_eq!(read[1], "5 Lê Văn Bá - - - BM.SNV concurrent dx !not_serving");
}

#[test]
fn of_two_years_the_present_one_is_read() {
    // The later one, unless the sheet speaks of a day before it.
    for (first, second, day, taken) in [
        ("Năm 2023", "Năm 2024", "", 2),
        ("Năm 2024", "Năm 2023", "", 1),
        ("2023", "2024", "", 2),
        ("Năm trước", "Năm nay", "", 2),
        ("Tại thời điểm 31/12/2023", "Tại thời điểm 30/9/2024", "", 2),
        ("Năm 2024", "Năm 2025", "(Số liệu tính đến 15/10/2024)", 1),
        ("Năm 2023", "Năm 2024", "(Số liệu tính đến 15/10/2024)", 2),
    ] {
        let rows: [&[&str]; 6] = [
            &["SỞ NỘI VỤ"],
            &[day],
            &["STT", "Họ và tên", first, "", "", second, "", ""],
            &["", "", "Chức vụ", "Chuyên trách", "ATTT", "Chức vụ", "Chuyên trách", "ATTT"],
            &["1", "Lê Văn An", "Một", "x", "", "Hai", "không", "x"],
            &["2", "Lê Văn Bá", "Một", "x", "", "Hai", "không", "x"],
        ];
        let merges = ["A3:A4", "B3:B4", "C3:E3", "F3:H3"];
        let reading = read("x.xlsx", &rows, &merges);
        let want = if taken == 1 {
            ("Một", Some("dedicated"), 0)
        } else {
            ("Hai", Some("concurrent"), 1)
        };
        for (_, r) in reading.records() {
            let title = r.title.as_deref().unwrap_or_default();
            let said = (title, r.mode.map(intake::reading::Mode::as_str), r.fields.len());
            assert_eq!(said, want, "{first} | {second} {day}");
        }
        let older = reading.issues.iter().filter(|i| i.code == "column_unknown").count();
        assert_eq!(older, 3, "told as columns that can be chosen: {first} | {second} {day}");
    }
}

#[test]
fn ticks_under_what_administrators_do_are_fields() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Hình thức", "Lĩnh vực phụ trách (đánh dấu x)", "", "", ""],
        &["", "", "", "Chuyển đổi số", "Quản trị CSDL", "Quản trị mạng, hệ thống", "ATTT"],
        &["1", "Lê Văn An", "KN", "", "x", "", ""],
        &["2", "Lê Văn Bá", "KN", "x", "", "x", ""],
    ];
    let merges = ["A2:A3", "B2:B3", "C2:C3", "D2:G2"];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &merges)),
        [
            "4 Lê Văn An - - - BM.SNV concurrent data",
            "5 Lê Văn Bá - - - BM.SNV concurrent dx|network",
        ]
    );
}

/// Reads two people with a row between them that is nobody's, and heads nothing.
fn with_between(between: &[&str]) {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Chức vụ", "Hình thức", "Lĩnh vực"],
        &["1", "Lê Văn An", "Chuyên viên", "KN", "CĐS"],
        between,
        &["2", "Lê Văn Ba", "Chuyên viên", "KN", "CĐS"],
        &["", "Tổng cộng: 2"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let want = ["3 Lê Văn An", "5 Lê Văn Ba"].map(|w| format!("{w} - - - BM.SNV concurrent dx"));
    assert_eq!(lines(&reading), want, "{between:?}");
    assert!(issues(&reading).is_empty(), "{between:?}: {:?}", issues(&reading));
}

#[test]
fn what_is_carried_from_page_to_page_is_neither_a_person_nor_a_section() {
    for carried in [
        "Cộng trang: 1",
        "Mang sang",
        "Mang sang trang sau: 1",
        "Cộng mang sang",
        "Chuyển trang sau",
        "Trang trước chuyển sang",
        "Lũy kế: 7",
        "Số lũy kế từ đầu",
    ] {
        with_between(&["", carried]);
        with_between(&["", carried, "", "", "#7"]);
        with_between(&[carried]);
    }
}

#[test]
fn a_footnote_between_people_heads_nothing() {
    for note in [
        "(*) Sở Tài chính cử biệt phái",
        "(**) Đang nghỉ thai sản",
        "* Đồng chí An nghỉ thai sản",
        "Ghi chú: số liệu đến 30/6",
    ] {
        with_between(&["", note]);
        with_between(&[note]);
    }
}

#[test]
fn a_name_in_capitals_that_goes_on_with_the_numbers_is_a_person_whatever_the_family() {
    let of = |below: &[&str]| {
        let rows: [&[&str]; 6] = [
            &["SỞ NỘI VỤ"],
            &["STT", "Họ và tên", "Chức vụ", "Hình thức", "Lĩnh vực"],
            &["1", "LÊ VĂN AN", "Chuyên viên", "KN", "CĐS"],
            below,
            &["3", "LÊ VĂN BA", "Chuyên viên", "KN", "CĐS"],
            &["", "Tổng cộng: 3"],
        ];
        lines(&read("x.xlsx", &rows, &[]))
    };
    let read = of(&["2", "NGƯU THANH TÙNG"]);
    assert_eq!(read[1], "4 Ngưu Thanh Tùng - - - BM.SNV - - !mode_missing,field_missing");
    assert_eq!(read[2], "5 Lê Văn Ba - - - BM.SNV concurrent dx");
    // What does not go on with the numbers may head a part of the list.
    let read = of(&["1", "NGƯU THANH TÙNG"]);
    assert_eq!(read[1], "5 Lê Văn Ba - - - - concurrent dx !unit_unknown");
}

#[test]
fn a_total_under_the_births_of_men_and_of_women_counts_each() {
    let issues_of = |men: &str, women: &str| {
        let rows: [&[&str]; 6] = [
            &["SỞ NỘI VỤ"],
            &["STT", "Họ và tên", "Ngày sinh", "", "Hình thức", "Lĩnh vực"],
            &["", "", "Nam", "Nữ", "", ""],
            &["1", "Lê Văn An", "1980", "", "KN", "CĐS"],
            &["2", "Trần Thị Bình", "", "1990", "KN", "CĐS"],
            &["", "Tổng số", men, women, "", ""],
        ];
        issues(&read("x.xlsx", &rows, &["C2:D2"]))
    };
    assert_eq!(issues_of("1", "1"), Vec::<String>::new());
    assert_eq!(issues_of("2", ""), Vec::<String>::new(), "one number alone is of people");
    assert_eq!(issues_of("1", "2").len(), 1);
}
