//! What ministries and provinces write in their own way: tabs that name a commune by its bare
//! name, rooms of an office, remarks between rows, lists of other things below a list.

#[path = "reading_support/mod.rs"]
mod support;

use support::{codes, desk, fill, issues, lines, read};

const HEAD: [&str; 6] = ["STT", "Họ và tên", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS"];

#[test]
fn a_tab_of_a_districts_workbook_names_its_commune() {
    let sheet = |tab: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let rows: [&[&str]; 4] = [
            &["ỦY BAN NHÂN DÂN HUYỆN ĐÔNG HÀ"],
            &["BIỂU SỐ 02: NHÂN LỰC CHUYỂN ĐỔI SỐ CẤP XÃ"],
            &HEAD,
            &["1", "Lê Văn An", "Công chức", "", "x", "x"],
        ];
        fill(book.add_worksheet().set_name(tab).unwrap(), &rows, &[]);
        let (_, mut sheets) = desk().read("bieu-2.xlsx", &book.save_to_buffer().unwrap());
        lines(&sheets.remove(0)).remove(0)
    };
    for tab in ["Tân Tiến", "01. Tân Tiến", "3 - Tân Tiến", "Tan Tien"] {
        assert_eq!(sheet(tab), "4 Lê Văn An - - - BM.C90004 concurrent dx", "{tab}");
    }
    for tab in ["Tổng hợp", "Sheet1"] {
        assert_eq!(sheet(tab), "4 Lê Văn An - - - BM.D901 concurrent dx", "{tab}");
    }
    // Of another district than the title says.
    assert_eq!(sheet("Phú Lộc"), "4 Lê Văn An - - - - concurrent dx !unit_ambiguous");
}

#[test]
fn communes_under_a_heading_of_kinds() {
    for heading in ["Xã, thị trấn", "Phường/xã", "Nơi đang làm", ""] {
        let mut head = HEAD.to_vec();
        head[2] = heading;
        let rows: [&[&str]; 6] = [
            &["UBND HUYỆN TÂY SƠN"],
            &head,
            &["1", "Lê Văn An", "Xã Phú Lộc", "", "x", "x"],
            &["2", "Lê Văn Ba", "UBND xã Tân Tiến", "", "x", "x"],
            &["3", "Lê Văn Ca", "Phường Trần Phú", "x", "", "x"],
            &["4", "Lê Văn Du", "xã Phú Lộc", "x", "", "x"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        let units: Vec<_> =
            reading.records().map(|(_, r)| r.unit.as_ref().unwrap().code.clone()).collect();
        assert_eq!(units, ["BM.C90013", "BM.C90010", "BM.C90016", "BM.C90013"], "{heading}");
    }
    let mut head = HEAD.to_vec();
    head[2] = "Quê quán";
    let home: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &head,
        &["1", "Lê Văn An", "Xã Phú Lộc, huyện Tây Sơn", "", "x", "x"],
        &["2", "Lê Văn Ba", "Xã Tân Tiến, huyện Tây Sơn", "", "x", "x"],
        &["3", "Lê Văn Ca", "Phường Trần Phú", "x", "", "x"],
    ];
    let reading = read("x.xlsx", &home, &[]);
    assert!(reading.records().all(|(_, r)| r.unit.as_ref().unwrap().code == "BM.SNV"));
}

#[test]
fn rooms_are_of_the_office_they_name() {
    let unit = |title: &str, text: &str| {
        let rows: [&[&str]; 4] = [
            &[title],
            &["STT", "Họ và tên", "Đơn vị công tác", "Hình thức", "Nhiệm vụ"],
            &["1", "Lê Văn An", text, "Kiêm nhiệm", "CĐS"],
            &["2", "Lê Văn Ba", "Sở Tài chính", "Kiêm nhiệm", "CĐS"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        let (row, record) = reading.records().next().unwrap();
        let unit = record.unit.as_ref().map_or("-", |u| u.code.as_str()).to_owned();
        (unit, codes(row), record.division.clone().unwrap_or_default())
    };
    for (text, code) in [
        ("Phòng Văn hóa và Thông tin huyện Tây Sơn", "BM.D902"),
        ("Phòng VH&TT huyện Tây Sơn", "BM.D902"),
        ("Phòng Nội vụ - UBND huyện Đông Hà", "BM.D901"),
        ("Văn phòng HĐND&UBND huyện Đông Hà", "BM.D901"),
        ("Phòng Văn hóa - Xã hội xã Hòa Bình", "BM.C90007"),
        ("Phòng CNTT, Sở GD&ĐT", "BM.SGDDT"),
        ("Văn phòng Sở Nội vụ", "BM.SNV"),
        ("Thanh tra Sở Nội vụ", "BM.SNV"),
    ] {
        let told = (code.to_owned(), "unit_of_room".to_owned(), text.to_owned());
        assert_eq!(unit("UBND TỈNH BÌNH MINH", text), told, "{text}");
    }
    for text in [
        "Phòng giao dịch NHCSXH huyện Tây Sơn",
        "Văn phòng Đăng ký đất đai huyện Tây Sơn",
        "Văn phòng Huyện ủy Tây Sơn",
        "Trung tâm Y tế huyện Tây Sơn",
        "Chi cục Dân số - Sở Nội vụ",
        "Phòng Văn hóa xã Tân Tiến",
        "Phòng Tổng hợp",
    ] {
        let (unit, codes, _) = unit("UBND TỈNH BÌNH MINH", text);
        assert_eq!((unit.as_str(), codes.as_str()), ("-", "!unit_unknown"), "{text}");
    }
    let within = |text| unit("UBND HUYỆN TÂY SƠN", text).0;
    assert_eq!(within("Văn phòng HĐND và UBND"), "BM.D902");
    let own: [&[&str]; 4] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Đơn vị", "Hình thức", "Nhiệm vụ"],
        &["1", "Lê Văn An", "Phòng Văn hóa và Thông tin", "Kiêm nhiệm", "CĐS"],
        &["2", "Lê Văn Ba", "Văn phòng HĐND&UBND huyện Tây Sơn", "Kiêm nhiệm", "CĐS"],
    ];
    let reading = read("x.xlsx", &own, &[]);
    assert!(reading.records().all(|(_, r)| r.unit.as_ref().unwrap().code == "BM.D902"));
    assert_eq!(within("Phòng VH-XH xã Tân Tiến"), "BM.C90010");
}

#[test]
fn sections_that_state_the_mode_in_words() {
    let rows: [&[&str]; 8] = [
        &["SỞ NỘI VỤ"],
        &["DANH SÁCH NHÂN LỰC CHUYỂN ĐỔI SỐ"],
        &["STT", "Họ và tên", "Chức vụ", "Lĩnh vực"],
        &["I", "Nhân lực chuyên trách (01 người)"],
        &["1", "Lê Văn An", "Chuyên viên", "CĐS"],
        &["II", "Đội ngũ kiêm nhiệm (02 người)"],
        &["1", "Lê Văn Ba", "Chuyên viên", "CĐS"],
        &["2", "Lê Văn Ca", "Chuyên viên", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let modes: Vec<_> = reading.records().map(|(_, r)| r.mode.unwrap().as_str()).collect();
    assert_eq!(modes, ["dedicated", "concurrent", "concurrent"]);
    assert_eq!(issues(&reading), [""; 0]);
}

#[test]
fn people_of_a_commune_whose_sections_bear_no_numeral() {
    let rows: [&[&str]; 10] = [
        &["UBND HUYỆN TÂY SƠN"],
        &HEAD,
        &["", "Xã Phú Lộc"],
        &["", "Công chức"],
        &["1", "Lê Văn An", "Công chức", "", "x", "x"],
        &["", "Tổ CNTT"],
        &["1", "Lê Văn Ba", "Công chức", "", "x", "x"],
        &["", "Cán bộ các phòng"],
        &["1", "Lê Văn Ca", "Công chức", "", "x", "x"],
        &["2", "Lê Văn Du", "Công chức", "", "x", "x"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "5 Lê Văn An - - - BM.C90013 concurrent dx",
            "7 Lê Văn Ba - - - BM.C90013 concurrent dx",
            "9 Lê Văn Ca - - - - concurrent dx !unit_unknown",
            "10 Lê Văn Du - - - - concurrent dx !unit_unknown",
        ]
    );
}

#[test]
fn a_remark_in_brackets_begins_no_section() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &HEAD,
        &["1", "Lê Văn An", "Chuyên viên", "", "x", "x"],
        &["", "(Đ/c trên nghỉ thai sản đến 12/2024)"],
        &["2", "Lê Văn Ba", "Chuyên viên", "", "x", "x"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert!(reading.records().all(|(row, _)| !row.held()));
    assert_eq!(issues(&reading), ["row_unread None None (Đ/c trên nghỉ thai sản đến 12/2024)"]);
}

#[test]
fn a_list_of_other_things_below_is_no_list_of_people() {
    let rows: [&[&str]; 9] = [
        &["SỞ NỘI VỤ"],
        &HEAD,
        &["1", "Lê Văn An", "Chuyên viên", "", "x", "x"],
        &["2", "Lê Văn Ba", "Chuyên viên", "", "x", "x"],
        &["3. Trang thiết bị"],
        &["STT", "Tên thiết bị", "Số lượng", "Năm mua", "Ghi chú"],
        &["1", "Máy tính để bàn", "#12", "#2020"],
        &["2", "Máy chủ", "#2", "#2021"],
        &["3", "Tường lửa", "#1", "#2022"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(reading.records().count(), 2);
    assert!(issues(&reading)[0].starts_with("not_officers"), "{:?}", issues(&reading));
}

#[test]
fn a_birth_behind_the_name_and_a_tick_merged_over_several() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ tên, năm sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["1", "Lê Văn An, 02/03/1980", "Chuyên viên", "", "x", "x"],
        &["2", "Trần Thị Bé (1985)", "Chuyên viên", "", "", ""],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &["E3:E4", "F3:F4"])),
        [
            "3 Lê Văn An - 1980-03-02 - BM.SNV concurrent dx name_unclear",
            "4 Trần Thị Bé - 1985 - BM.SNV concurrent dx name_unclear",
        ]
    );
}

#[test]
fn a_list_of_names_and_modes_alone_is_read() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["Họ tên", "Kiêm nhiệm/chuyên trách"],
        &["Lê Văn An", "KN"],
        &["Lê Văn Ba", "CT"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        ["3 Lê Văn An - - - BM.SNV concurrent -", "4 Lê Văn Ba - - - BM.SNV dedicated -"]
    );
    // Instructions that explain two columns are no list.
    let told: [&[&str]; 3] = [
        &["Họ và tên", "Ghi đầy đủ"],
        &["Chuyên trách", "Đánh dấu x"],
        &["Kiêm nhiệm", "Đánh dấu x"],
    ];
    assert_eq!(read("x.xlsx", &told, &[]).records().count(), 0);
}

#[test]
fn words_of_fields_under_a_heading_that_sounds_like_one() {
    let rows: [&[&str]; 4] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Việc về mạng", "Hình thức"],
        &["1", "Lê Văn An", "CĐS", "Kiêm nhiệm"],
        &["2", "Lê Văn Ba", "CĐS, ATTT", "Kiêm nhiệm"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let fields: Vec<_> = reading.records().map(|(_, r)| r.fields.join("|")).collect();
    assert_eq!(fields, ["dx", "dx|infosec"]);
}

#[test]
fn days_counted_from_1904_without_a_format() {
    let sheet = |since: bool| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let rows: [&[&str]; 3] = [
            &["SỞ NỘI VỤ"],
            &["Họ và tên", "Ngày sinh", "Hình thức", "Lĩnh vực"],
            &["Lê Văn An", "#27000", "KN", "CĐS"],
        ];
        fill(book.add_worksheet(), &rows, &[]);
        let bytes = book.save_to_buffer().unwrap();
        let bytes = if since { support::since_1904(&bytes) } else { bytes };
        let (_, sheets) = desk().read("x.xlsx", &bytes);
        lines(&sheets[0]).remove(0)
    };
    assert_eq!(sheet(false), "3 Lê Văn An - 1973-12-02 - BM.SNV concurrent dx");
    assert_eq!(sheet(true), "3 Lê Văn An - 1977-12-03 - BM.SNV concurrent dx");
}

#[test]
fn the_successor_of_an_office_that_is_no_more_is_proposed() {
    let mut desk = desk();
    let former = [("Ủy ban nhân dân xã Hải Vân".to_owned(), "BM.C90007".to_owned())];
    desk.units = desk.units.with_former(former.into());
    let rows: [&[&str]; 3] = [
        &["STT", "Họ và tên", "Đơn vị", "Hình thức", "Nhiệm vụ"],
        &["1", "Lê Văn An", "UBND xã Hải Vân", "Kiêm nhiệm", "CĐS"],
        &["2", "Lê Văn Ba", "Sở Tài chính", "Kiêm nhiệm", "CĐS"],
    ];
    let (_, sheets) = desk.read("x.xlsx", &support::workbook(&rows, &[]));
    let (row, record) = sheets[0].records().next().unwrap();
    assert_eq!((codes(row).as_str(), &record.unit), ("!unit_unknown", &None));
    assert_eq!(row.problems[0].suggestions, ["BM.C90007"]);
}
