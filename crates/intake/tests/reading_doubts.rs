//! Sheets that say more than is asked: parts of names, what was and what is wished for, cells for
//! two columns. What is not certain is held or told, and never read wrongly in silence.

#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::OfficerRow;
use support::{codes, desk, lines, read};

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

/// What `tell` says of the first record under a header, in the sheet of an office.
fn first<T>(header: &[&str], row: &[&str], tell: impl Fn(&OfficerRow) -> T) -> (T, String) {
    let rows: [&[&str]; 3] = [&["SỞ NỘI VỤ"], header, row];
    let reading = read("x.xlsx", &rows, &[]);
    let (read, record) = reading.records().next().unwrap();
    (tell(record), codes(read))
}

#[test]
fn what_is_now_is_read_and_what_was_is_kept_aside() {
    let unit = |r: &OfficerRow| r.unit.as_ref().map_or("-", |u| u.code.as_str()).to_owned();
    for (was, now) in [
        ("Đơn vị cũ", "Đơn vị mới"),
        ("Đơn vị công tác trước đây", "Đơn vị công tác hiện nay"),
        ("Đơn vị phối hợp", "Đơn vị"),
        ("Đơn vị cấp chứng chỉ", "Đơn vị"),
    ] {
        for turned in [false, true] {
            let mut head = ["Họ và tên", was, now, "Hình thức", "Lĩnh vực"];
            let mut row = ["Lê Văn An", "Sở Tài chính", "Sở Nội vụ", "Kiêm nhiệm", "CĐS"];
            if turned {
                head.swap(1, 2);
                row.swap(1, 2);
            }
            assert_eq!(first(&head, &row, unit), ("BM.SNV".into(), String::new()), "{was}");
        }
    }
    for other in ["Đơn vị đào tạo", "Cơ quan cấp CCCD", "Đơn vị cũ"] {
        let head = ["Họ và tên", other, "Hình thức", "Lĩnh vực"];
        let row = ["Lê Văn An", "Sở Tài chính", "Kiêm nhiệm", "CĐS"];
        let tell = |r: &OfficerRow| (unit(r), r.personal_id.clone(), r.certificates.clone());
        let want = (("BM.SNV".to_owned(), None, None), String::new());
        assert_eq!(first(&head, &row, tell), want, "{other}");
    }
    let title = |r: &OfficerRow| r.title.clone().unwrap_or_default();
    for (was, now) in [
        ("Chức vụ cũ", "Chức vụ"),
        ("Chức vụ năm 2023", "Chức vụ năm 2024"),
        ("Chức vụ trước khi luân chuyển", "Chức vụ hiện nay"),
    ] {
        let head = ["Họ và tên", was, now, "Hình thức", "Lĩnh vực"];
        let row = ["Lê Văn An", "Kế toán", "Chuyên viên", "Kiêm nhiệm", "CĐS"];
        assert_eq!(first(&head, &row, title), ("Chuyên viên".into(), String::new()), "{was}");
    }
}

#[test]
fn a_mode_that_was_or_is_wished_for_is_no_conflict() {
    let mode = |r: &OfficerRow| r.mode.map_or("-", |m| m.as_str());
    let row = ["Lê Văn An", "x", "", "x", "CĐS"];
    for other in [
        "Chuyên trách (năm 2023)",
        "Nhu cầu chuyên trách",
        "Đề xuất chuyên trách",
        "Phụ cấp chuyên trách",
    ] {
        let head = ["Họ và tên", other, "Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"];
        assert_eq!(first(&head, &row, mode), ("concurrent", String::new()), "{other}");
    }
    let head =
        ["STT", "Họ và tên", "Chức vụ", "Hình thức năm trước", "Hình thức hiện nay", "Lĩnh vực"];
    let row = ["1", "Lê Văn An", "Kế toán", "Chuyên trách", "Kiêm nhiệm", "CĐS"];
    assert_eq!(first(&head, &row, mode), ("concurrent", String::new()));
    let head = ["STT", "Họ và tên", "Chức vụ", "Đề xuất chuyên trách", "Lĩnh vực"];
    let row = ["1", "Lê Văn An", "Kế toán", "x", "CĐS"];
    assert_eq!(first(&head, &row, mode), ("-", "!mode_missing".into()), "a wish alone");
}

#[test]
fn a_main_and_a_second_column_of_fields_are_both_read() {
    let fields = |r: &OfficerRow| r.fields.join("|");
    for (one, two) in [("Lĩnh vực chính", "Lĩnh vực phụ"), ("Lĩnh vực 1", "Lĩnh vực 2")]
    {
        let head = ["Họ và tên", "Hình thức", one, two];
        let row = ["Lê Văn An", "Kiêm nhiệm", "CĐS", "ATTT"];
        assert_eq!(first(&head, &row, fields), ("dx|infosec".into(), String::new()), "{one}");
        let row = ["Lê Văn An", "Kiêm nhiệm", "CĐS", ""];
        assert_eq!(first(&head, &row, fields), ("dx".into(), String::new()), "{one}");
    }
    for (heading, text) in [("Công việc được phân công", "CĐS"), ("Lĩnh vực", "CĐS")]
    {
        let head = ["Họ và tên", "Hình thức", heading];
        let row = ["Lê Văn An", "Kiêm nhiệm", text];
        assert_eq!(first(&head, &row, fields), ("dx".into(), String::new()), "{heading}");
    }
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

#[test]
fn a_phone_and_an_address_in_one_cell_are_taken_apart() {
    let both =
        |r: &OfficerRow| (r.phone.clone().unwrap_or_default(), r.email.clone().unwrap_or_default());
    let want = ("0976321175".to_owned(), "cb71@binhminh.gov.vn".to_owned());
    for heading in
        ["SĐT/Email", "Điện thoại, email", "Email/SĐT", "Liên hệ (điện thoại, thư điện tử)"]
    {
        for text in [
            "0976321175 / cb71@binhminh.gov.vn",
            "0976321175\ncb71@binhminh.gov.vn",
            "ĐT: 0976 321 175; Email: cb71@binhminh.gov.vn",
            "cb71@binhminh.gov.vn - 0976321175",
        ] {
            let head = ["Họ và tên", "Hình thức", "Lĩnh vực", heading];
            let row = ["Lê Văn An", "Kiêm nhiệm", "CĐS", text];
            let got = first(&head, &row, both);
            assert_eq!(got, (want.clone(), String::new()), "{heading}: {text}");
        }
    }
}

#[test]
fn words_for_none_are_no_papers_and_no_title() {
    let papers = |r: &OfficerRow| {
        [&r.title, &r.degree, &r.major, &r.certificates].map(|v| v.clone().unwrap_or_default())
    };
    let head =
        ["Họ và tên", "Chức vụ", "Trình độ", "Chuyên ngành", "Chứng chỉ", "Hình thức", "CĐS"];
    for none in ["Không có", "Chưa có", "Không", "0", "x", "Chưa cập nhật"] {
        let row = ["Lê Văn An", none, none, none, none, "Kiêm nhiệm", "x"];
        assert_eq!(first(&head, &row, papers).0, ["", "", "", ""], "{none}");
    }
    let row = ["Lê Văn An", "Kế toán", "Đại học, Thạc sĩ", "Luật", "IC3", "Kiêm nhiệm", "x"];
    assert_eq!(first(&head, &row, papers).0, ["Kế toán", "Thạc sĩ", "Luật", "IC3"]);
}

#[test]
fn ticks_under_certificates_are_their_names() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Hình thức", "Lĩnh vực", "Chứng chỉ (đánh dấu x)", "", ""],
        &["", "", "", "CCNA", "ATTT", "CEH"],
        &["Lê Văn An", "Kiêm nhiệm", "CĐS", "x", "", "x"],
        &["Lê Văn Ba", "Kiêm nhiệm", "CĐS", "", "x", ""],
    ];
    let reading = read("x.xlsx", &rows, &["D2:F2"]);
    let got: Vec<_> = reading
        .records()
        .map(|(_, r)| (r.certificates.clone().unwrap_or_default(), r.fields.join("|")))
        .collect();
    let want = |paper: &str| (paper.to_owned(), "dx".to_owned());
    assert_eq!(got, [want("CCNA; CEH"), want("ATTT")]);
}

#[test]
fn numbers_with_more_beside_them_and_digits_of_full_width() {
    let told = |r: &OfficerRow| {
        (r.personal_id.clone().unwrap_or_default(), r.phone.clone().unwrap_or_default())
    };
    let head = ["Họ và tên", "Số CCCD, ngày cấp", "SĐT", "Kiêm nhiệm", "CĐS"];
    let want = (("001080001234".to_owned(), "0912345678".to_owned()), String::new());
    for (id, phone) in [
        ("001080001234; 12/05/2021", "0912345678"),
        ("００１０８０００１２３４", "０９１２３４５６７８"),
    ] {
        assert_eq!(first(&head, &["Lê Văn An", id, phone, "X(50%)", "ⅹ"], told), want, "{id}");
    }
    let two = ["Lê Văn An", "001080001234 / 001080001235", "", "x", "x"];
    assert_eq!(first(&head, &two, told).1, "!personal_id_length");
    let head = ["Họ và tên", "Chuyên trách", "Kiêm nhiệm", "CĐS"];
    let half = ["Lê Văn An", "x (50%)", "", "x"];
    assert_eq!(first(&head, &half, told).1, "!tick_unknown");
}

#[test]
fn an_office_named_in_the_title_is_read_or_told() {
    let told = |r: &OfficerRow| {
        let unit = r.unit.as_ref().map_or("-", |u| u.code.as_str()).to_owned();
        (r.title.clone().unwrap_or_default(), unit)
    };
    let of = |heading: &str, title: &str| {
        let head = ["Họ và tên", heading, "Hình thức", "Lĩnh vực"];
        first(&head, &["Lê Văn An", title, "Kiêm nhiệm", "CĐS"], told)
    };
    let want = |title: &str, unit: &str, code: &str| {
        ((title.to_owned(), unit.to_owned()), code.to_owned())
    };
    let both = "Chức vụ, đơn vị công tác";
    assert_eq!(of(both, "Chuyên viên, Sở Tài chính"), want("Chuyên viên", "BM.STC", ""));
    assert_eq!(of(both, "Chuyên viên - Sở Tài chính"), want("Chuyên viên", "BM.STC", ""));
    let other = "Chuyên viên, Sở Tài chính";
    assert_eq!(of("Chức vụ", other), want(other, "BM.SNV", "unit_in_title"));
    for own in ["Chuyên viên, Sở Nội vụ", "Giám đốc Sở", "Phó Chủ tịch UBND tỉnh"]
    {
        assert_eq!(of("Chức vụ", own), want(own, "BM.SNV", ""), "{own}");
    }
}

/// The kinds of the rows below the header, and what is told of those where nobody is.
fn vacancies(rows: &[&[&str]]) -> (Vec<String>, Vec<(u32, String)>) {
    let head: [&[&str]; 2] = [
        &["DANH SÁCH CÁN BỘ CHUYỂN ĐỔI SỐ"],
        &["STT", "Đơn vị", "Họ và tên", "Ngày sinh", "Điện thoại", "Hình thức", "Lĩnh vực"],
    ];
    let all: Vec<&[&str]> = head.iter().chain(rows).copied().collect();
    let reading = read("x.xlsx", &all, &[]);
    let told = reading.issues.iter().filter(|i| i.code == "nobody_there");
    let told = told.map(|i| (i.row.unwrap(), i.value.clone())).collect();
    (lines(&reading), told)
}

#[test]
fn a_row_that_says_nobody_is_there_is_nobody_and_does_not_wait() {
    let (read, told) = vacancies(&[
        &["1", "Sở Nội vụ", "Lê Văn An", "2/3/1980", "", "Kiêm nhiệm", "CĐS"],
        &["2", "Sở Tài chính", "Chưa bố trí", "", "", "", ""],
        &["3", "Sở Giáo dục và Đào tạo", "(trống)", "", "", "", ""],
        &["4", "Văn phòng UBND tỉnh", "Không có", "-", "không", "", ""],
        &["5", "Xã Hòa Bình", "Chưa có cán bộ phụ trách", "", "", "", ""],
        &["6", "Xã Phú Lộc", "Lê Thị Hoa", "1/2/1985", "", "Kiêm nhiệm", "CĐS"],
    ]);
    assert_eq!(
        read,
        [
            "3 Lê Văn An - 1980-03-02 - BM.SNV concurrent dx",
            "8 Lê Thị Hoa - 1985-02-01 - BM.C90013 concurrent dx"
        ]
    );
    let words = [
        "Chưa bố trí | Sở Tài chính",
        "(trống) | Sở Giáo dục và Đào tạo",
        "Không có | Văn phòng UBND tỉnh",
        "Chưa có cán bộ phụ trách | Xã Hòa Bình",
    ];
    let words: Vec<(u32, String)> = (4..).zip(words.map(str::to_owned)).collect();
    assert_eq!(told, words);
}

#[test]
fn what_may_be_somebody_waits() {
    let (read, told) = vacancies(&[
        &["1", "Sở Nội vụ", "Lê Văn An", "2/3/1980", "", "Kiêm nhiệm", "CĐS"],
        &["2", "Sở Tài chính", "Chưa có", "3/4/1985", "", "Kiêm nhiệm", "CĐS"],
        &["3", "Sở Tài chính", "Chưa bố trí", "", "0912345678", "Kiêm nhiệm", "CĐS"],
        &["4", "Sở Tài chính", "Chưa rõ", "", "", "Kiêm nhiệm", "CĐS"],
        &["5", "Sở Tài chính", "Dự kiến Trần Văn Ba", "", "", "Kiêm nhiệm", "CĐS"],
        &["6", "Sở Tài chính", "Khổng Trọng", "", "", "Kiêm nhiệm", "CĐS"],
    ]);
    let waits = read.iter().filter(|line| line.contains('!')).count();
    assert_eq!((read.len(), waits), (6, 4), "{read:?}");
    assert!(read[5].starts_with("8 Khổng Trọng"), "{read:?}");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn an_office_where_nobody_is_counts_for_the_rows_below_it() {
    let (read, told) = vacancies(&[
        &["1", "Sở Nội vụ", "Lê Văn An", "2/3/1980", "", "Kiêm nhiệm", "CĐS"],
        &["2", "", "Lê Văn Bá", "2/3/1981", "", "Kiêm nhiệm", "CĐS"],
        &["3", "Sở Tài chính", "Chưa bố trí", "", "", "", ""],
        &["4", "", "Lê Thị Hoa", "1/2/1985", "", "Kiêm nhiệm", "CĐS"],
        &["5", "", "Lê Thị Ba", "1/2/1986", "", "Kiêm nhiệm", "CĐS"],
        &["6", "Xã Phú Lộc", "Lê Thị Na", "1/2/1987", "", "Kiêm nhiệm", "CĐS"],
        &["7", "", "Lê Thị Ca", "1/2/1988", "", "Kiêm nhiệm", "CĐS"],
    ]);
    assert_eq!(told.len(), 1);
    let of_finance = read.iter().filter(|line| line.contains("BM.STC")).count();
    let of_interior = read.iter().filter(|line| line.contains("BM.SNV")).count();
    assert_eq!((of_interior, of_finance), (2, 2), "{read:?}");
}
