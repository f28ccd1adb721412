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

/// Modes or fields of two people, each in a table of their own below a line; another column says the
/// other.
fn two_tables(
    (column, cell): (&str, &str),
    above: &[&str],
    first: &str,
    second: &str,
) -> [String; 2] {
    let head: &[&str] = &["STT", "Họ và tên", "Năm sinh", column];
    let above: Vec<[&str; 1]> = above.iter().map(|line| [*line]).collect();
    let mut rows: Vec<&[&str]> = vec![&["SỞ NỘI VỤ"]];
    rows.extend(above.iter().map(<[&str; 1]>::as_slice));
    let (first, second) = ([first], [second]);
    let people = [["1", "Lê Văn An", "1980", cell], ["1", "Trần Thị Bình", "1990", cell]];
    rows.extend([&first[..], head, &people[0], &[], &second, head, &people[1]]);
    let reading = read("x.xlsx", &rows, &[]);
    let told = |name: &str| {
        let of = |r: &&intake::reading::OfficerRow| r.full_name.as_deref() == Some(name);
        let record = reading.records().map(|(_, record)| record).find(of).expect(name);
        match column {
            "Lĩnh vực" => record.mode.map_or("?", |mode| mode.as_str()).to_owned(),
            _ => record.fields.join("|"),
        }
    };
    ["Lê Văn An", "Trần Thị Bình"].map(told)
}

const FIELD: (&str, &str) = ("Lĩnh vực", "Dữ liệu");
const MODE: (&str, &str) = ("Hình thức", "KN");

#[test]
fn each_table_of_a_sheet_has_the_mode_that_the_line_above_it_says() {
    for (first, second) in [
        ("I. DANH SÁCH CÁN BỘ CHUYÊN TRÁCH", "II. DANH SÁCH CÁN BỘ KIÊM NHIỆM"),
        ("I. CHUYÊN TRÁCH", "II. KIÊM NHIỆM"),
        ("1. Cán bộ chuyên trách", "2. Cán bộ kiêm nhiệm"),
        ("A. Công chức chuyên trách", "B. Công chức kiêm nhiệm"),
        ("Bảng 1: Cán bộ chuyên trách", "Bảng 2: Cán bộ kiêm nhiệm"),
        ("Biểu số 01 - Danh sách chuyên trách", "Biểu số 02 - Danh sách kiêm nhiệm"),
        ("Phần I. Chuyên trách", "Phần II. Kiêm nhiệm"),
        ("Cán bộ chuyên trách", "Cán bộ kiêm nhiệm"),
    ] {
        for above in [
            &[][..],
            &["DANH SÁCH CÁN BỘ PHỤ TRÁCH CNTT"],
            &["DANH SÁCH CÁN BỘ CHUYÊN TRÁCH, KIÊM NHIỆM CNTT"],
        ] {
            let told = two_tables(FIELD, above, first, second);
            assert_eq!(told, ["dedicated", "concurrent"], "{above:?} {first} {second}");
        }
    }
}

#[test]
fn what_is_said_of_one_table_is_not_said_of_the_next() {
    for second in
        ["Lãnh đạo phụ trách", "2. Cộng tác viên", "II. Cán bộ khác", "Bảng 2: Thành viên"]
    {
        for first in ["Cán bộ chuyên trách", "1. Cán bộ chuyên trách"] {
            assert_eq!(
                two_tables(FIELD, &[], first, second),
                ["dedicated", "?"],
                "{first} {second}"
            );
        }
    }
    // What a title says is said of all, whichever offices stand above each table.
    let told =
        two_tables(FIELD, &["DANH SÁCH CÁN BỘ CHUYÊN TRÁCH CNTT"], "1. Văn phòng", "2. Thanh tra");
    assert_eq!(told, ["dedicated", "dedicated"]);
}

#[test]
fn each_table_of_a_sheet_has_the_field_that_the_line_above_it_names() {
    for (first, second) in [
        ("1. An toàn thông tin", "2. Chuyển đổi số"),
        ("I. Danh sách cán bộ phụ trách ATTT", "II. Danh sách cán bộ phụ trách CĐS"),
        ("Bảng 1: ATTT", "Bảng 2: CĐS"),
    ] {
        assert_eq!(two_tables(MODE, &[], first, second), ["infosec", "dx"], "{first} {second}");
    }
}

/// What the title of all says is said of each office's table below it.
#[test]
fn a_line_that_names_an_office_alone_leaves_what_the_title_says() {
    let head: &[&str] = &["STT", "Họ và tên", "Năm sinh", "Lĩnh vực"];
    for (title, said) in [
        ("DANH SÁCH CÁN BỘ CHUYÊN TRÁCH CNTT", "dedicated data"),
        ("DANH SÁCH CÁN BỘ CNTT ĐÃ THÔI NHIỆM VỤ", "- data !mode_missing,!not_serving"),
    ] {
        for (first, second) in [
            ("1. Sở Nội vụ", "2. Sở Tài chính"),
            ("Đơn vị: Sở Nội vụ", "Đơn vị: Sở Tài chính"),
            ("SỞ NỘI VỤ", "SỞ TÀI CHÍNH"),
        ] {
            let rows: [&[&str]; 8] = [
                &[title],
                &[first],
                head,
                &["1", "Lê Văn An", "1980", "Dữ liệu"],
                &[],
                &[second],
                head,
                &["1", "Trần Thị Bình", "1990", "Dữ liệu"],
            ];
            let read = lines(&read("x.xlsx", &rows, &[]));
            let told = |line: &str| line.split(' ').skip(6).collect::<Vec<_>>().join(" ");
            let mut offices = ["BM.SNV", "BM.STC"].into_iter();
            for line in &read {
                assert!(line.contains(offices.next().unwrap_or_default()), "{first}: {read:?}");
                let sorted =
                    told(line).replace("!not_serving,!mode_missing", "!mode_missing,!not_serving");
                assert!(sorted.ends_with(said), "{title} {first}: {read:?}");
            }
            assert_eq!(read.len(), 2, "{title} {first}: {read:?}");
        }
    }
}

#[test]
fn both_are_the_two_that_title_or_heading_name() {
    let fields = |title: &str, heading: &str, said: &str| {
        let rows: [&[&str]; 4] = [
            &["SỞ NỘI VỤ"],
            &[title],
            &["STT", "Họ và tên", "Năm sinh", "Hình thức", heading],
            &["1", "Lê Văn An", "1980", "KN", said],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        let (row, record) = reading.records().next().expect("one person");
        format!("{} {}", record.fields.join("+"), codes(row)).trim().to_owned()
    };
    let title = "DANH SÁCH CÁN BỘ LÀM CÔNG TÁC CHUYỂN ĐỔI SỐ, AN TOÀN THÔNG TIN";
    for said in ["Cả hai", "cả 2", "Cả hai lĩnh vực"] {
        assert_eq!(fields(title, "Lĩnh vực", said), "dx+infosec", "{said}");
    }
    let of_heading = fields("DANH SÁCH CÁN BỘ", "Lĩnh vực (CĐS/ATTT)", "Cả hai");
    assert_eq!(of_heading, "dx+infosec");
    // Of one or three that are named, nobody knows which two.
    for title in ["DANH SÁCH CÁN BỘ CĐS", "DANH SÁCH CÁN BỘ CĐS, ATTT VÀ QUẢN TRỊ MẠNG"]
    {
        assert_eq!(fields(title, "Lĩnh vực", "Cả hai"), "!field_unclear", "{title}");
    }
}
