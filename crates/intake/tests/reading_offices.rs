//! Whose people they are: by column, section, title, sheet and file; proposed where in doubt.

#[path = "reading_support/mod.rs"]
mod support;

use support::{Desk, codes, desk, lines, read, register, workbook};

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
fn an_institution_below_a_letterhead_is_not_its_superior() {
    for institution in [
        "THƯ VIỆN TỈNH",
        "VƯỜN QUỐC GIA TÂY SƠN",
        "BỆNH VIỆN ĐA KHOA",
        "QUỸ BẢO VỆ VÀ PHÁT TRIỂN RỪNG",
        "TÒA ÁN NHÂN DÂN HUYỆN",
        "VIỆN QUY HOẠCH XÂY DỰNG",
        "TRẠM Y TẾ XÃ PHÚ LỘC",
        "TTGDTX TÂY SƠN",
        "BẢO TÀNG TỈNH",
        "NHÀ HÁT CHÈO",
        "ĐÀI TRUYỀN THANH - TRUYỀN HÌNH",
        "TRUNG TÂM Y TẾ",
    ] {
        for superior in ["SỞ NỘI VỤ", "UBND HUYỆN TÂY SƠN"] {
            assert_eq!(under(&[superior, institution]), "!unit_unknown", "{institution}");
        }
    }
}

/// The office, and what is said of it, under a letterhead.
fn under(lines: &[&str]) -> String {
    let mut sheet: Vec<Vec<&str>> = lines.iter().map(|l| vec![*l]).collect();
    sheet.push(vec!["DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ"]);
    sheet.push(vec!["Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"]);
    sheet.push(vec!["Lê Văn An", "1980", "KN", "CĐS"]);
    let rows: Vec<&[&str]> = sheet.iter().map(Vec::as_slice).collect();
    let reading = read("x.xlsx", &rows, &[]);
    let (row, record) = reading.records().next().expect("one person");
    record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone())
}

#[test]
fn the_last_line_of_a_letterhead_speaks() {
    for (lines, office) in [
        (&["UBND TỈNH BÌNH MINH", "SỞ NỘI VỤ"][..], "BM.SNV"),
        (&["UBND HUYỆN TÂY SƠN", "UBND XÃ TÂN TIẾN"], "BM.C90010"),
        (&["UBND HUYỆN ĐÔNG HÀ", "UBND XÃ TÂN TIẾN"], "BM.C90004"),
        (&["Đơn vị báo cáo: UBND xã Phú Lộc, huyện Tây Sơn"], "BM.C90013"),
        (&["Kính gửi: Sở Nội vụ", "SỞ TÀI CHÍNH"], "BM.STC"),
        (&["ĐƠN VỊ: SỞ NỘI VỤ          Mẫu số 01"], "BM.SNV"),
        (&["UBND XÃ TÂN TIẾN"], "!unit_ambiguous"),
        (&["UBND HUYỆN TÂY SƠN", "UBND XÃ KHÔNG CÓ"], "!unit_unknown"),
        (&["UBND HUYỆN TÂY SƠN", "TRƯỜNG THCS TÂY SƠN"], "!unit_unknown"),
        (&["UBND HUYỆN TÂY SƠN", "THANH TRA"], "!unit_unknown"),
        (&["SỞ NỘI VỤ - SỞ TÀI CHÍNH"], "!unit_ambiguous"),
        (&["UBND HUYỆN TÂY SONN", "UBND XÃ PHÚ LỘC"], "BM.C90013"),
        (&["UBND TỈNH BÌNH MINH"], "!unit_unknown"),
        (&["SỞ NỘI VỤ", "SỞ TÀI CHÍNH"], "!unit_ambiguous"),
    ] {
        assert_eq!(under(lines), office, "{lines:?}");
    }
}

#[test]
fn who_reports_and_whose_list_it_is_stand_over_the_letterhead() {
    for (lines, office) in [
        (&["SỞ TÀI CHÍNH", "Đơn vị báo cáo: Sở Nội vụ"][..], "BM.SNV"),
        (&["SỞ TÀI CHÍNH", "Biểu mẫu thu thập", "Tên cơ quan, đơn vị: SỞ NỘI VỤ"], "BM.SNV"),
        (
            &[
                "UBND TỈNH BÌNH MINH",
                "SỞ TÀI CHÍNH",
                "Cơ quan báo cáo: Sở Nội vụ",
                "Cơ quan nhận báo cáo: Sở Tài chính",
            ],
            "BM.SNV",
        ),
        (&["UBND HUYỆN TÂY SƠN", "DANH SÁCH CÁN BỘ CĐS CỦA UBND XÃ PHÚ LỘC"], "BM.C90013"),
        (&["UBND HUYỆN TÂY SƠN", "DANH SÁCH CÁN BỘ CĐS XÃ TÂN TIẾN NĂM 2024"], "BM.C90010"),
        (&["UBND HUYỆN TÂY SƠN", "DANH SÁCH CÁN BỘ", "CỦA UBND XÃ PHÚ LỘC"], "BM.C90013"),
        (&["UBND HUYỆN TÂY SƠN", "DANH SÁCH CỦA UBND XÃ KHÔNG CÓ"], "!unit_unknown"),
        (&["SỞ TÀI CHÍNH", "BIỂU TỔNG HỢP CÁN BỘ CĐS CỦA SỞ NỘI VỤ"], "!unit_ambiguous"),
        (&["SỞ NỘI VỤ", "DANH SÁCH CÁN BỘ CĐS CỦA SỞ NỘI VỤ NĂM 2024"], "BM.SNV"),
        (&["SỞ NỘI VỤ", "DANH SÁCH THEO YÊU CẦU CỦA SỞ TÀI CHÍNH"], "BM.SNV"),
        (&["UBND XÃ PHÚ LỘC", "DANH SÁCH CÁN BỘ CĐS HUYỆN TÂY SƠN"], "BM.C90013"),
        (&["UBND HUYỆN TÂY SƠN", "DANH SÁCH CÁN BỘ CỦA CÁC XÃ"], "BM.D902"),
        (&["UBND TỈNH BÌNH MINH - SỞ NỘI VỤ", "DANH SÁCH CÁN BỘ CĐS"], "BM.SNV"),
        (&["ỦY BAN NHÂN DÂN HUYỆN", "TÂY SƠN"], "BM.D902"),
        (&["ỦY BAN NHÂN DÂN HUYỆN\nTÂY SƠN"], "BM.D902"),
        (&["UBND TỈNH", "SỞ NỘI VỤ"], "BM.SNV"),
        (&["HUYỆN TÂY SƠN NĂM 2024", "UBND XÃ PHÚ LỘC"], "BM.C90013"),
        // Of another province, of a district nobody here knows.
        (&["UBND TỈNH PHÚ KHÁNH", "SỞ NỘI VỤ", "DANH SÁCH CÁN BỘ CĐS"], "!unit_unknown"),
        (&["TỈNH PHÚ KHÁNH", "Tên đơn vị: Sở Nội vụ", "DANH SÁCH"], "!unit_unknown"),
        (&["UBND THÀNH PHỐ PHÚ KHÁNH", "UBND PHƯỜNG TRẦN PHÚ", "DANH SÁCH"], "!unit_unknown"),
        (&["UBND HUYỆN ĐÔNG SƠN", "UBND XÃ PHÚ LỘC", "DANH SÁCH"], "!unit_unknown"),
        (&["TỈNH ỦY BÌNH MINH", "SỞ NỘI VỤ", "DANH SÁCH CÁN BỘ CĐS"], "BM.SNV"),
        // Of somebody in a commune, not of its committee.
        (&["HỢP TÁC XÃ PHÚ LỘC", "DANH SÁCH CÁN BỘ CĐS"], "!unit_unknown"),
        (&["CHỢ XÃ PHÚ LỘC", "DANH SÁCH CÁN BỘ CĐS"], "!unit_unknown"),
        (&["DANH SÁCH CÁN BỘ CĐS XÃ PHÚ LỘC"], "BM.C90013"),
        (&["RÀ SOÁT ĐỘI NGŨ CÁN BỘ CNTT XÃ PHÚ LỘC"], "BM.C90013"),
    ] {
        assert_eq!(under(lines), office, "{lines:?}");
    }
}

#[test]
fn a_part_of_an_office_stands_for_it_and_is_told() {
    let sheet: [&[&str]; 4] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["PHÒNG VĂN HÓA VÀ THÔNG TIN"],
        &["Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "1980", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    assert_eq!(lines(&reading), ["4 Lê Văn An - 1980 - BM.D902 concurrent dx"]);
    assert!(reading.issues.iter().any(|i| i.code == "unit_of_superior" && !i.note));
}

#[test]
fn a_name_without_its_province_is_the_provinces_only_there() {
    for (title, office) in [
        ("UBND TỈNH BÌNH MINH", "BM.VP"),
        ("UBND HUYỆN TÂY SƠN", "!unit_unknown"),
        ("SỞ NỘI VỤ", "!unit_unknown"),
    ] {
        let sheet: [&[&str]; 3] = [
            &[title],
            &["Họ và tên", "Năm sinh", "Đơn vị", "Hình thức", "Lĩnh vực"],
            &["Lê Văn An", "1980", "Văn phòng UBND", "KN", "CĐS"],
        ];
        let reading = read("x.xlsx", &sheet, &[]);
        let (row, record) = reading.records().next().unwrap();
        let found = record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone());
        assert_eq!(found, office, "{title}");
        if office.starts_with('!') {
            assert_eq!(row.problems[0].suggestions, ["BM.VP"], "proposed, never taken");
        }
    }
}

#[test]
fn the_cell_above_and_names_without_diacritics() {
    for sign in ["\"", "''", "-nt-", "nt", "Như trên"] {
        let sheet: [&[&str]; 3] = [
            &["Họ và tên", "Năm sinh", "Đơn vị", "Hình thức", "Lĩnh vực"],
            &["Lê Văn An", "1980", "Sở Nội vụ", "KN", "CĐS"],
            &["Lê Văn Ba", "1981", sign, "KN", "CĐS"],
        ];
        assert_eq!(
            lines(&read("x.xlsx", &sheet, &[]))[1],
            "3 Lê Văn Ba - 1981 - BM.SNV concurrent dx unit_filled_down",
            "{sign}"
        );
    }
    let bare: [&[&str]; 2] = [
        &["Ho va ten", "Nam sinh", "Don vi", "Hinh thuc", "Linh vuc"],
        &["Le Van An", "1980", "So Noi vu", "KN", "CDS"],
    ];
    let taken = lines(&read("x.xlsx", &bare, &[]));
    assert_eq!(taken, ["2 Le Van An - 1980 - BM.SNV concurrent dx unit_unmarked"]);
}

#[test]
fn names_of_files_tell_the_office() {
    let sheet: [&[&str]; 2] = [
        &["Họ và tên", "Năm sinh", "Chuyên trách", "Kiêm nhiệm", "Lĩnh vực"],
        &["Lê Văn An", "1980", "", "x", "CĐS"],
    ];
    for (file, office) in [
        ("SNV.xlsx", "BM.SNV"),
        ("So Giao duc va Dao tao 2024.xlsx", "BM.SGDDT"),
        ("SoNoiVu.xlsx", "BM.SNV"),
        ("BM.STC.xlsx", "BM.STC"),
        ("xa-90013.xlsx", "BM.C90013"),
        ("So Noi vu Binh Minh.xlsx", "BM.SNV"),
        ("Bieu2_So_Noi_vu_Phu_Tho.xlsx", "-"),
        ("bieu tong hop.xlsx", "-"),
    ] {
        let line = &lines(&read(file, &sheet, &[]))[0];
        assert!(line.contains(&format!(" {office} ")), "{file}: {line}");
    }
}

#[test]
fn a_list_of_another_area_waits_whatever_its_rows_name() {
    let sheet: [&[&str]; 5] = [
        &["UBND TỈNH PHÚ KHÁNH"],
        &["DANH SÁCH CÁN BỘ CHUYỂN ĐỔI SỐ"],
        &["Họ và tên", "Năm sinh", "Đơn vị", "Hình thức", "Lĩnh vực"],
        &["Lê Văn An", "1980", "Sở Nội vụ", "KN", "CĐS"],
        &["Lê Văn Ba", "1981", "BM.STC", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    assert!(reading.issues.iter().any(|i| i.code == "unit_elsewhere" && !i.note));
    let waits = |row: u32, code: &str| {
        let row = reading.rows.iter().find(|r| r.row == row).unwrap();
        assert_eq!(codes(row), "!unit_unknown");
        assert_eq!(row.problems[0].suggestions, [code], "proposed, never taken");
    };
    waits(4, "BM.SNV");
    waits(5, "BM.STC");
}

#[test]
fn a_second_duty_below_a_person_is_not_lost() {
    let sheet: [&[&str]; 4] = [
        &["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Hình thức", "Lĩnh vực"],
        &["1", "Lê Văn An", "1980", "Sở Nội vụ", "Chuyên viên", "KN", "CĐS"],
        &["", "", "", "Sở Tài chính", "Cố vấn", "KN", "ATTT"],
        &["2", "Lê Văn Ba", "1981", "Sở Nội vụ", "Chuyên viên", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &sheet, &[]);
    let second = reading.rows.iter().find(|r| r.row == 3).unwrap();
    assert_eq!(codes(second), "!name_missing");
    let ticked: [&[&str]; 4] = [
        &["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ", "Chuyên trách", "Kiêm nhiệm", "CĐS"],
        &["1", "Lê Văn An", "1980", "Sở Nội vụ", "CV", "", "x", "x"],
        &["", "", "", "Sở Tài chính", "CV", "", "x", ""],
        &["2", "Lê Văn Ba", "1981", "Sở Nội vụ", "CV", "x", "", "x"],
    ];
    let reading = read("x.xlsx", &ticked, &[]);
    let second = reading.rows.iter().find(|r| r.row == 3).unwrap();
    assert!(codes(second).contains("!name_missing"), "{}", codes(second));
    let last = reading.rows.iter().find(|r| r.row == 4).unwrap();
    assert_eq!(codes(last), "", "nothing is said against the next row");
}

/// Where rooms are offices of the register, a room that is none of them is not its office's.
#[test]
fn a_room_is_one_of_the_register_or_unknown() {
    const ROOMS: &str = "code,name,kind,parent,area,aliases
BM,Ủy ban nhân dân tỉnh Bình Minh,province,,99,UBND tỉnh
BM.D901,Ủy ban nhân dân huyện Đông Hà,district,BM,901,
BM.D901.VP,Văn phòng HĐND và UBND huyện Đông Hà,division,BM.D901,,
BM.D902,Ủy ban nhân dân huyện Tây Sơn,district,BM,902,
";
    let of = |name: &str| {
        let rows: [&[&str]; 2] =
            [&["Họ và tên", "Đơn vị", "Hình thức", "Lĩnh vực"], &["Lê Văn An", name, "KN", "CĐS"]];
        let desk = Desk::new(register(ROOMS));
        let (_, sheets) = desk.read("x.xlsx", &workbook(&rows, &[]));
        let (row, record) = sheets[0].records().next().expect("one person");
        record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone())
    };
    for room in ["VP HĐND-UBND huyện Đông Hà", "Văn phòng HĐND, UBND huyện Đông Hà"] {
        let told = of(room);
        assert!(told == "BM.D901.VP" || told == "!unit_unknown", "{room}: {told}");
    }
    assert_eq!(of("Văn phòng HĐND và UBND huyện Tây Sơn"), "BM.D902");
    assert_eq!(of("Phòng Nội vụ huyện Đông Hà"), "BM.D901");
}
