//! What the title of a list says of all it lists: whose they are, their mode, their field.

#[path = "reading_support/mod.rs"]
mod support;

use support::{codes, lines, read};

/// The office, and what is said of it, under a letterhead and the title of a list.
fn whose(letterhead: &str, title: &str) -> String {
    let rows: [&[&str]; 4] = [
        &[letterhead],
        &[title],
        &["Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "1980", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let (row, record) = reading.records().next().expect("one person");
    record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone())
}

#[test]
fn a_title_need_not_begin_with_the_word_list() {
    for title in [
        "CÁN BỘ PHỤ TRÁCH CĐS XÃ PHÚ LỘC",
        "TRÍCH NGANG CÁN BỘ PHỤ TRÁCH CĐS UBND XÃ PHÚ LỘC",
        "NHÂN SỰ CĐS XÃ PHÚ LỘC NĂM 2024",
        "BÁO CÁO ĐỘI NGŨ CÁN BỘ CĐS XÃ PHÚ LỘC PHỤC VỤ CHẤM ĐIỂM",
        "BẢNG KÊ NHÂN LỰC CHUYỂN ĐỔI SỐ CỦA XÃ PHÚ LỘC",
    ] {
        assert_eq!(whose("UBND HUYỆN TÂY SƠN", title), "BM.C90013", "{title}");
    }
}

#[test]
fn an_office_nobody_knows_in_a_title_is_not_the_one_above_it() {
    for title in [
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CỦA CHI CỤC THÚ Y",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CHI CỤC THÚ Y",
        "CÁN BỘ PHỤ TRÁCH CĐS CỦA TRUNG TÂM LƯU TRỮ",
        "TRÍCH NGANG CÁN BỘ PHỤ TRÁCH CĐS TRƯỜNG CHÍNH TRỊ",
        "DANH SÁCH CÁN BỘ CĐS CỦA KHO BẠC NHÀ NƯỚC",
    ] {
        assert_eq!(whose("SỞ NỘI VỤ", title), "!unit_unknown", "{title}");
    }
    // Written wrongly it is proposed, never taken, nor the district in its place.
    for title in ["DANH SÁCH CÁN BỘ CĐS XÃ PHÚ LÔC", "CÁN BỘ CĐS CỦA XÃ PHÚ LÔC NĂM 2024"]
    {
        assert_eq!(whose("UBND HUYỆN TÂY SƠN", title), "!unit_unknown", "{title}");
    }
    // Without a letterhead the file's name does not stand for it either.
    let rows: [&[&str]; 3] = [
        &["DANH SÁCH CÁN BỘ CĐS CỦA CHI CỤC THÚ Y"],
        &["Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "1980", "KN", "CĐS"],
    ];
    let read = lines(&read("SNV.xlsx", &rows, &[]));
    assert_eq!(read, ["3 Lê Văn An - 1980 - - concurrent dx !unit_unknown"]);
}

#[test]
fn words_of_a_title_that_name_no_office_leave_the_letterhead() {
    for title in [
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CÁC ĐƠN VỊ TRỰC THUỘC",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CỦA CÁC PHÒNG, TRUNG TÂM",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS TỈNH BÌNH MINH",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CỦA VĂN PHÒNG SỞ",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CĐS CỦA VĂN PHÒNG",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH KINH TẾ SỐ, XÃ HỘI SỐ",
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CNTT TRƯỜNG HỌC",
        "DANH SÁCH CÁN BỘ CĐS SỞ NỘI VỤ ĐẾN 15/10/2024",
        "DANH SÁCH CÁN BỘ CĐS CỦA SỞ NỘI VỤ PHỤC VỤ CHẤM ĐIỂM",
        "DANH SÁCH CÁN BỘ CĐS TRUNG TÂM",
        "Báo cáo số 12/BC-SNV của Chi cục Thú y",
        "Bieu so 02/CDS",
        "DANH SACH CAN BO LAM CONG TAC CHUYEN DOI SO",
    ] {
        assert_eq!(whose("SỞ NỘI VỤ", title), "BM.SNV", "{title}");
    }
    for title in ["DANH SÁCH CÁN BỘ CĐS CẤP XÃ", "DANH SÁCH CÁN BỘ CĐS XÃ, PHƯỜNG, THỊ TRẤN"]
    {
        assert_eq!(whose("UBND HUYỆN TÂY SƠN", title), "BM.D902", "{title}");
    }
}

/// Mode and fields of who stands under a title, in columns that ask for neither.
fn said(title: &str) -> String {
    let (title, more) = title.split_once(" | ").unwrap_or((title, ""));
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ", "", "Biểu số 02/CĐS"],
        &[title],
        &[more],
        &["STT", "Họ và tên", "Năm sinh", "Chức vụ"],
        &["1", "Lê Văn An", "1980", "Chuyên viên"],
    ];
    lines(&read("x.xlsx", &rows, &[])).concat().replace("5 Lê Văn An - 1980 - BM.SNV ", "")
}

#[test]
fn the_one_field_of_a_title_is_that_of_all() {
    for (title, duty) in [
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH AN TOÀN THÔNG TIN", "dedicated infosec"),
        ("CÔNG CHỨC KIÊM NHIỆM CÔNG TÁC CHUYỂN ĐỔI SỐ", "concurrent dx"),
        ("DANH SÁCH CÁN BỘ PHỤ TRÁCH ATTT CỦA SỞ NỘI VỤ", "- infosec !mode_missing"),
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH CHUYỂN ĐỔI SỐ, AN TOÀN THÔNG TIN", "dedicated -"),
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH CHUYỂN ĐỔI SỐ, | AN TOÀN THÔNG TIN", "dedicated -"),
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH CNTT, CHUYỂN ĐỔI SỐ", "dedicated -"),
        ("DANH SÁCH CÁN BỘ PHỤ TRÁCH CNTT PHỤC VỤ CHUYỂN ĐỔI SỐ", "- - !mode_missing"),
    ] {
        assert_eq!(said(title), duty, "{title}");
    }
}

#[test]
fn a_column_of_fields_stands_over_the_title() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["DANH SÁCH CÁN BỘ CHUYÊN TRÁCH AN TOÀN THÔNG TIN"],
        &["STT", "Họ và tên", "Năm sinh", "Lĩnh vực"],
        &["1", "Lê Văn An", "1980", "Dữ liệu"],
        &["2", "Lê Văn Bá", "1981", ""],
    ];
    let read = lines(&read("x.xlsx", &rows, &[]));
    assert!(read[0].ends_with("dedicated data"), "{read:?}");
    assert!(read[1].ends_with("dedicated - field_missing"), "{read:?}");
}
