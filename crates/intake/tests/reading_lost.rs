//! People whose rows say little, and rows that say nobody is there: nobody is lost.

#[path = "reading_support/mod.rs"]
mod support;

use rust_xlsxwriter::Workbook;
use support::{codes, column, desk, fill, lines, read};

const HEAD: [&str; 6] = ["TT", "Họ và tên", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực"];

#[test]
fn a_number_and_a_name_are_a_persons_whatever_the_family() {
    for name in
        ["Chúc Thị Có", "Ôn Văn Hai", "Nịnh Văn Sáu", "TẰNG THỊ BẢY", "Khống Cò", "Công Tằng Nữ"]
    {
        let rows: [&[&str]; 5] = [
            &["SỞ NỘI VỤ"],
            &HEAD,
            &["1", "Lê Văn An", "1980", "CV", "KN", "CĐS"],
            &["2", name],
            &["3", "Lê Thị Hoa", "1985", "CV", "KN", "CĐS"],
        ];
        let got = lines(&read("x.xlsx", &rows, &[]));
        assert_eq!(got.len(), 3, "{name}: {got:?}");
        assert!(got[1].contains('!'), "{name}: {got:?}");
        assert_eq!(got[2], "5 Lê Thị Hoa - 1985 - BM.SNV concurrent dx", "{name}");
        let last = lines(&read("x.xlsx", &rows[..4], &[]));
        assert_eq!(last.len(), 2, "{name}: {last:?}");
    }
}

#[test]
fn a_number_and_an_office_head_a_part_of_the_list() {
    for name in ["Hòa Bình", "Xã Hòa Bình", "UBND Xã Hòa Bình"] {
        let rows: [&[&str]; 5] = [
            &["UBND HUYỆN ĐÔNG HÀ"],
            &HEAD,
            &["1", "Lê Văn An", "1980", "CV", "KN", "CĐS"],
            &["2", name],
            &["3", "Lê Thị Hoa", "1985", "CV", "KN", "CĐS"],
        ];
        let got = lines(&read("x.xlsx", &rows, &[]));
        assert_eq!(got.len(), 2, "{name}: {got:?}");
        assert!(got[1].contains("BM.C90007"), "{name}: {got:?}");
    }
}

#[test]
fn beside_nobody_may_stand_an_office_and_a_post_alone() {
    let head = ["TT", "Chức vụ", "Họ và tên", "Hình thức", "CĐS", "ATTT", "Ghi chú"];
    let of = |row: &[&str]| {
        let first: &[&str] = &["1", "CV", "Lê Văn An", "KN", "x", "", ""];
        let reading = read("x.xlsx", &[&["SỞ NỘI VỤ"], &head, first, row], &[]);
        let told = reading.issues.iter().find(|i| i.code == "nobody_there");
        (lines(&reading).len(), told.map(|i| i.value.clone()))
    };
    let nobody = of(&["2", "Phó phòng", "Chưa bố trí", "", "", "", ""]);
    assert_eq!(nobody, (1, Some("Chưa bố trí | Phó phòng".to_owned())));
    for row in [
        ["2", "CV", "Chưa bố trí", "", "x", "", ""],
        ["2", "CV", "Chưa bố trí", "KN", "", "", ""],
        ["2", "CV", "Chưa bố trí", "", "", "", "Đ/c Bùi Văn Nam kiêm"],
        ["2", "Bùi Văn Nam - Phó phòng", "Không có", "", "", "", ""],
        ["2", "", "Chưa bố trí", "Bùi Văn Nam (kiêm nhiệm)", "", "", ""],
        ["2", "Lê Thị Na, Phó phòng", "Chưa bố trí", "", "", "", ""],
    ] {
        assert_eq!(of(&row), (2, None), "{row:?}");
    }
}

/// The lines of a sheet with columns hidden.
fn hidden(rows: &[&[&str]], columns: &[u16]) -> Vec<String> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, rows, &[]);
    for column in columns {
        sheet.set_column_hidden(*column).expect("a column");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    lines(&desk().read("x.xlsx", &bytes).1[0])
}

#[test]
fn hidden_fields_and_ticks_lose_to_those_that_are_shown() {
    let words: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["TT", "Họ và tên", "Hình thức", "Lĩnh vực", "Lĩnh vực"],
        &["1", "Lê Văn An", "KN", "ATTT", "CĐS"],
        &["2", "Lê Thị Hoa", "KN", "ATTT", "CĐS"],
    ];
    let ticks: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["TT", "Họ và tên", "Hình thức", "CĐS", "ATTT", "CĐS", "ATTT"],
        &["1", "Lê Văn An", "KN", "", "x", "x", ""],
        &["2", "Lê Thị Hoa", "KN", "", "x", "x", ""],
    ];
    for (rows, columns, field) in [
        (&words, &[3][..], "dx"),
        (&words, &[4], "infosec"),
        (&ticks, &[3, 4], "dx"),
        (&ticks, &[5, 6], "infosec"),
    ] {
        let want =
            ["3 Lê Văn An", "4 Lê Thị Hoa"].map(|w| format!("{w} - - - BM.SNV concurrent {field}"));
        assert_eq!(hidden(rows, columns), want, "{columns:?}");
    }
}

#[test]
fn whoever_stands_under_a_heading_of_those_who_left_waits() {
    for heading in [
        "Danh sách cán bộ thôi nhiệm vụ",
        "II. Cán bộ chuyển đi trong năm",
        "Danh sách nghỉ việc",
        "Danh sách cử đi đào tạo",
    ] {
        let rows: [&[&str]; 5] = [
            &["SỞ NỘI VỤ"],
            &HEAD,
            &["1", "Lê Văn An", "1980", "CV", "KN", "CĐS"],
            &[heading],
            &["1", "Lê Thị Hoa", "1985", "CV", "KN", "CĐS"],
        ];
        let got = lines(&read("x.xlsx", &rows, &[]));
        assert!(!got[0].contains('!') && got[1].contains("!not_serving"), "{heading}: {got:?}");
    }
}

#[test]
fn remarks_of_leaving_are_told() {
    let left = [
        "Biệt phái sang Sở Y tế từ 01/5/2024",
        "Chuyển sang UBND xã Quang Sơn",
        "Điều động về Sở Tài chính",
        "Luân chuyển",
        "Tinh giản biên chế",
    ];
    for told in column("Ghi chú", &left, |row, _| codes(row)) {
        assert_eq!(told, "notes_left");
    }
    let stays = ["Chuyển sang chuyên trách", "Luân chuyển từ Sở Y tế"];
    for told in column("Ghi chú", &stays, |row, _| codes(row)) {
        assert_eq!(told, "");
    }
}

#[test]
fn two_names_around_a_dash_are_two_people() {
    let names =
        ["Lê Văn Kép - Bùi Thị Đôi", "Lê Văn Kép – Bùi Thị Đôi", "Lê Văn Kép - Trưởng phòng"];
    let told = column("Họ và tên", &names, |row, _| codes(row));
    assert_eq!(told, ["!name_several", "!name_several", "name_unclear"]);
}
