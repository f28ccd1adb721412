//! What the cells say: names, births, numbers, ticks, modes and fields as people write them.

#[path = "reading_support/mod.rs"]
mod support;

use support::{codes, column, issues, lines, read};

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
            "concurrent - mode_not_dedicated,!field_unclear",
        ]
    );
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(issues(&reading), ["row_unread None None kiêm nhiệm | CĐS"]);
}

#[test]
fn a_mode_says_since_when_it_holds() {
    let told = column(
        "Hình thức",
        &[
            "Kiêm nhiệm từ 01/3/2024",
            "Chuyên trách (từ ngày 1/3/2024)",
            "Kiêm nhiệm từ 2020",
            "Chuyên trách từ tháng 5/2024",
            "Chuyên trách từ 2025",
            "Kiêm nhiệm từ Phòng Nội vụ",
            "Không chuyên trách",
        ],
        |row, r| {
            let start = r.start.map_or("-".into(), |d| d.to_string());
            format!("{} {start} {}", r.mode.map_or("-", |m| m.as_str()), codes(row))
        },
    );
    assert_eq!(
        told,
        [
            "concurrent 2024-03-01 ",
            "dedicated 2024-03-01 ",
            "concurrent - start_unclear",
            "dedicated - start_unclear",
            "- - !mode_unclear",
            "concurrent - ",
            "concurrent - mode_not_dedicated",
        ]
    );
}

#[test]
fn a_field_beside_the_mode_is_read_where_no_column_asks_for_fields() {
    let rows: [&[&str]; 5] = [
        &["STT", "Họ và tên", "Chức vụ", "Nhiệm vụ, hình thức"],
        &["1", "Lê Văn An", "CV", "Kiêm nhiệm CĐS"],
        &["2", "Lê Văn Ba", "CV", "CT ATTT"],
        &["3", "Lê Văn Cả", "CV", "Kiêm nhiệm"],
        &["4", "Lê Văn Du", "CV", "CĐS: chuyên trách; ATTT: kiêm nhiệm"],
    ];
    let got = lines(&read("SNV.xlsx", &rows, &[]));
    let ends: Vec<&str> = got.iter().map(|l| l.split("BM.SNV ").nth(1).unwrap()).collect();
    assert_eq!(
        ends,
        ["concurrent dx", "dedicated infosec", "concurrent -", "- dx|infosec !mode_conflict"]
    );
}

#[test]
fn a_tick_under_who_leaves_holds_the_row() {
    for (heading, want) in
        [("Giảm", "!not_serving"), ("Thôi nhiệm vụ", "!not_serving"), ("Tăng", "")]
    {
        assert_eq!(column(heading, &["x", ""], |row, _| codes(row)), [want, ""], "{heading}");
    }
    for (status, want) in [
        ("Đang làm việc", ""),
        ("Nghỉ không lương", "notes_left"),
        ("Đình chỉ công tác", "notes_left"),
        ("Biệt phái tại Sở Tài chính", "notes_left"),
        ("Biệt phái từ Sở Tài chính", ""),
        ("Giảm", "notes_left"),
    ] {
        assert_eq!(column("Tình trạng", &[status], |row, _| codes(row)), [want], "{status}");
    }
}

#[test]
fn from_one_field_to_another_is_neither() {
    let cells = ["CĐS → ATTT", "CĐS -> ATTT", "CĐS chuyển sang ATTT", "Từ CĐS sang ATTT"];
    let told = column("Lĩnh vực", &cells, |row, r| format!("{} {}", r.fields.len(), codes(row)));
    assert_eq!(told, ["0 !field_unclear"; 4]);
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
fn names_are_freed_of_what_stands_around_them() {
    let names = [
        ("Lê Văn An", "Lê Văn An", ""),
        ("LÊ VĂN AN", "Lê Văn An", ""),
        ("Ông Lê Văn An", "Lê Văn An", "name_unclear"),
        ("ThS. Lê Văn An - Trưởng phòng", "Lê Văn An", "name_unclear"),
        ("1. Lê Văn An", "Lê Văn An", "name_unclear"),
        ("Lê Văn An, Lê Văn Ba", "", "!name_several"),
        ("Chưa bố trí", "", "!name_missing"),
        ("Nguy\u{fffd}n V\u{fffd}n An", "Nguy\u{fffd}n V\u{fffd}n An", "!name_unclear"),
        ("An", "An", "!name_unclear"),
    ];
    let cells: Vec<&str> = names.iter().map(|(cell, ..)| *cell).collect();
    let read = column("Họ và tên", &cells, |row, r| {
        (r.full_name.clone().unwrap_or_default(), codes(row))
    });
    let wanted: Vec<_> = names.iter().map(|(_, n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
    assert_eq!(read, wanted);
}

#[test]
fn births_in_every_way_of_writing() {
    let births = [
        ("@1980-03-02", "1980-03-02", ""),
        ("#29282", "1980-03-02", ""),
        ("2/3/1980", "1980-03-02", ""),
        ("02.03.1980", "1980-03-02", ""),
        ("1980-03-02", "1980-03-02", ""),
        ("ngày 2 tháng 3 năm 1980", "1980-03-02", ""),
        ("#1980", "1980", ""),
        ("3/1980", "1980", "date_month_only"),
        ("2/3/80", "1980-03-02", "date_year_completed"),
        ("2/3/1930", "1930-03-02", "birth_unlikely"),
        ("31/02/1985", "-", "!date_invalid"),
        ("1/2/3", "-", "!date_invalid"),
    ];
    let cells: Vec<&str> = births.iter().map(|(cell, ..)| *cell).collect();
    let read = column("Ngày sinh", &cells, |row, r| {
        (r.birth.map_or("-".to_owned(), |b| b.to_string()), codes(row))
    });
    let wanted: Vec<_> =
        births.iter().map(|(_, n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
    assert_eq!(read, wanted);
}

#[test]
fn a_column_that_speaks_against_itself_about_days_is_in_doubt() {
    let few = column("Ngày sinh", &["03/04/1985", "12/25/1990", "05/06/1991"], |row, r| {
        (r.birth.map_or("-".to_owned(), |b| b.to_string()), codes(row))
    });
    let told = |b: &str, c: &str| (b.to_owned(), c.to_owned());
    assert_eq!(
        few,
        [
            told("1985-04-03", "date_order"),
            told("-", "!date_invalid"),
            told("1991-06-05", "date_order"),
        ]
    );
    let turned = column("Ngày sinh", &["03/14/1985", "12/25/1990", "05/06/1991"], |row, r| {
        (r.birth.map_or("-".to_owned(), |b| b.to_string()), codes(row))
    });
    assert_eq!(turned[2], told("1991-05-06", "date_order"));
    // A month that is named stands in no doubt, whatever the others do.
    let named = ["ngày 5 tháng 7 năm 1979", "03/14/1985", "12/25/1990", "5-thg 7-1979"];
    let named = column("Ngày sinh", &named, |row, r| {
        (r.birth.map_or("-".to_owned(), |b| b.to_string()), codes(row))
    });
    assert_eq!([&named[0], &named[3]], [&told("1979-07-05", ""), &told("1979-07-05", "")]);
}

#[test]
fn fields_and_modes_in_one_cell() {
    let fields = [
        ("CĐS, ATTT", "dx|infosec", ""),
        ("1. CĐS 2. ATTT", "dx|infosec", ""),
        ("C.Đ.S", "dx", ""),
        ("Phụ trách chuyển đổi số, an toàn, an ninh mạng", "dx|infosec", ""),
        ("ATTT, mạng", "infosec|network", ""),
        ("CĐS; ATTT\nmạng", "dx|infosec|network", ""),
        ("CĐS, ATTT mạng", "dx|infosec", ""),
        ("Phụ trách mảng CĐS", "dx", ""),
        ("CĐS, văn thư", "dx", "field_unclear"),
        ("ATTT (không CĐS)", "", "!field_unclear"),
        ("văn thư", "", "!field_unclear"),
    ];
    let cells: Vec<&str> = fields.iter().map(|(cell, ..)| *cell).collect();
    let read = column("Lĩnh vực", &cells, |row, r| (r.fields.join("|"), codes(row)));
    let wanted: Vec<_> =
        fields.iter().map(|(_, n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
    assert_eq!(read, wanted);
}

#[test]
fn modes_said_among_the_fields() {
    let sheet: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["Họ và tên", "Năm sinh", "Nhiệm vụ"],
        &["Lê Văn An", "1980", "Chuyên trách CĐS"],
        &["Lê Văn Ba", "1981", "Kiêm nhiệm CĐS, ATTT"],
        &["Lê Văn Tư", "1982", "Chuyên trách CĐS, kiêm nhiệm ATTT"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &sheet, &[])),
        [
            "3 Lê Văn An - 1980 - BM.SNV dedicated dx",
            "4 Lê Văn Ba - 1981 - BM.SNV concurrent dx|infosec",
            "5 Lê Văn Tư - 1982 - BM.SNV - dx|infosec !mode_conflict",
        ]
    );
}

#[test]
fn numbers_that_identify() {
    let ids = [
        ("001080001234", "001080001234", ""),
        ("001 080 001 234", "001080001234", ""),
        ("#1080001234", "001080001234", "personal_id_zero_restored"),
        ("\u{202d}001080001234\u{202c}", "001080001234", ""),
        ("1080001234", "", "!personal_id_length"),
    ];
    let cells: Vec<&str> = ids.iter().map(|(cell, ..)| *cell).collect();
    let read = column("Số CCCD", &cells, |row, r| {
        (r.personal_id.clone().unwrap_or_default(), codes(row))
    });
    let wanted: Vec<_> = ids.iter().map(|(_, n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
    assert_eq!(read, wanted);
    let phones =
        column("Điện thoại", &["0912.345.678", "#912345678", "+84 912 345 678"], |_, r| {
            r.phone.clone()
        });
    assert!(phones.iter().all(|p| p.as_deref() == Some("0912345678")), "{phones:?}");
}

#[test]
fn remarks_examples_and_damaged_cells_are_told() {
    let notes = column("Ghi chú", &["Đã nghỉ hưu", "Chuẩn bị nghỉ hưu", "ốm"], |row, _| codes(row));
    assert_eq!(notes, ["notes_left", "", ""]);
    for (heading, left, stays) in [
        ("Biến động", "Nghỉ hưu", "Không"),
        ("Trạng thái", "Đã nghỉ việc", "Đang làm việc"),
        ("Trạng thái", "Đã nghỉ", "Đã nghỉ thai sản"),
        ("Ngày kết thúc", "31/12/2023", "31/12/2029"),
        ("Đến ngày", "1/10/2024", ""),
    ] {
        let told = column(heading, &[left, stays], |row, _| codes(row));
        assert_eq!(told, ["notes_left", ""], "{heading}");
    }
    let titles =
        column("Chức vụ", &["Chuy?n vi?n", " #N/A"], |row, r| (r.title.clone(), codes(row)));
    assert_eq!(titles, [(None, "text_damaged".to_owned()), (None, "cell_error".to_owned())]);
    let examples = column("STT", &["VD", "1"], |row, _| codes(row));
    assert_eq!(examples, ["!example_row", ""]);
}

#[test]
fn zeros_lost_in_a_file_of_text_are_put_back_where_all_agrees() {
    let rows: [&[&str]; 5] = [
        &["Đơn vị", "Họ và tên", "Giới tính", "Ngày sinh", "CCCD", "Hình thức", "Lĩnh vực"],
        &["Sở Nội vụ", "Lê Văn An", "Nam", "02/03/1980", "1080000123", "KN", "CĐS"],
        &["Sở Nội vụ", "Lê Thị Bé", "Nữ", "02/03/1982", "26182000124", "KN", "CĐS"],
        // The year is another; the sex is not told.
        &["Sở Nội vụ", "Lê Văn Cả", "Nam", "02/03/1981", "26085000125", "KN", "CĐS"],
        &["Sở Nội vụ", "Lê Văn Du", "", "02/03/1985", "26085000126", "KN", "CĐS"],
    ];
    let (_, sheets) = support::desk().read("x.csv", &support::delimited(&rows));
    let told: Vec<(String, Option<&str>)> =
        sheets[0].records().map(|(row, r)| (codes(row), r.personal_id.as_deref())).collect();
    assert_eq!(
        told,
        [
            ("personal_id_zero_restored".to_owned(), Some("001080000123")),
            ("personal_id_zero_restored".to_owned(), Some("026182000124")),
            ("!personal_id_length".to_owned(), None),
            ("!personal_id_length".to_owned(), None),
        ]
    );
    // A text in a workbook could have kept its zeros.
    let reading = read("x.xlsx", &rows, &[]);
    assert!(reading.records().all(|(row, _)| codes(row) == "!personal_id_length"));
}

#[test]
fn days_as_spreadsheets_here_write_them_and_conflicts_at_their_cells() {
    let births = column("Ngày sinh", &["15-thg 8-85", "15-thg8-1985", "15/8/1985"], |_, r| {
        r.birth.map(|b| b.to_string())
    });
    assert_eq!(births, vec![Some("1985-08-15".to_owned()); 3]);
    let rows: [&[&str]; 3] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Năm sinh", "CĐS", "ATTT"],
        &["1", "Lê Văn An", "1980", "Chuyên trách", "Kiêm nhiệm"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let problem = &reading.records().next().unwrap().0.problems[0];
    assert_eq!((problem.code, problem.column), ("mode_conflict", 3));
}

#[test]
fn codes_are_read_as_their_heading_explains_them() {
    let rows: [&[&str]; 5] = [
        &[
            "Họ và tên",
            "Giới tính (1: Nam; 0: Nữ)",
            "Hình thức (1: Chuyên trách; 2: Kiêm nhiệm)",
            "Lĩnh vực (1 - CĐS, 2 - ATTT)",
        ],
        &["Lê Văn An", "1", "2", "1, 2"],
        &["Lê Thị Ba", "0", "1", "2"],
        &["Lê Thị Cả", "2", "3", "1"],
        &["Lê Văn Du", "Nam", "Kiêm nhiệm", "CĐS; ATTT"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    let told: Vec<_> =
        lines(&reading).iter().map(|l| l.split("BM.SNV ").nth(1).unwrap().to_owned()).collect();
    assert_eq!(
        told,
        [
            "concurrent dx|infosec",
            "dedicated infosec",
            "- dx sex_unclear,!mode_unclear",
            "concurrent dx|infosec",
        ]
    );
}

#[test]
fn papers_still_to_come_are_told_and_not_entered() {
    let papers = |heading: &str, cells: &[&str]| {
        column(heading, cells, |row, r| {
            let of = r.certificates.clone().or(r.degree.clone()).unwrap_or_default();
            (of, codes(row))
        })
    };
    let told = |of: &str, code: &str| (of.to_owned(), code.to_owned());
    assert_eq!(
        papers("Chứng chỉ", &["Đang học CCNA", "IC3; dự kiến thi MOS", "CEH", "x", "Chưa có"]),
        [
            told("", "study_unfinished"),
            told("IC3", "study_unfinished"),
            told("CEH", ""),
            told("", "paper_unnamed"),
            told("", ""),
        ]
    );
    assert_eq!(
        papers("Chứng chỉ ATTT", &["x", "CEH"]),
        [told("Chứng chỉ ATTT", ""), told("CEH", "")]
    );
    assert_eq!(
        papers("Có chứng chỉ ATTT không?", &["x", "Không"]),
        [told("", "paper_unnamed"), told("", "")]
    );
    assert_eq!(
        papers("Trình độ", &["Đang học Thạc sĩ", "Thạc sĩ"]),
        [told("", "study_unfinished"), told("Thạc sĩ", "")]
    );
}

#[test]
fn every_column_of_certificates_is_read() {
    let rows: [&[&str]; 2] = [
        &[
            "Họ và tên",
            "Chứng chỉ tin học",
            "Chứng chỉ ATTT",
            "Ngày cấp chứng chỉ",
            "Hình thức",
            "CĐS",
        ],
        &["Lê Văn An", "IC3", "CEH", "2/3/2020", "Kiêm nhiệm", "x"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    let certificates = reading.rows.iter().find_map(|r| r.record.as_ref()?.certificates.clone());
    assert_eq!(certificates.as_deref(), Some("IC3; CEH"));
}

#[test]
fn a_birth_behind_the_name_is_read() {
    let rows: [&[&str]; 6] = [
        &["Họ và tên, năm sinh", "Hình thức", "CĐS"],
        &["Lê Văn An, SN 1973", "Kiêm nhiệm", "x"],
        &["Lê Văn Ba - 26/07/1992", "Kiêm nhiệm", "x"],
        &["Lê Văn Cả (1997)", "Kiêm nhiệm", "x"],
        &["Lê Văn Du sinh 1980", "Kiêm nhiệm", "x"],
        &["Lê Văn Em\n13/01/1979", "Kiêm nhiệm", "x"],
    ];
    let reading = read("SNV.xlsx", &rows, &[]);
    assert_eq!(
        lines(&reading),
        [
            "2 Lê Văn An - 1973 - BM.SNV concurrent dx name_unclear",
            "3 Lê Văn Ba - 1992-07-26 - BM.SNV concurrent dx name_unclear",
            "4 Lê Văn Cả - 1997 - BM.SNV concurrent dx name_unclear",
            "5 Lê Văn Du - 1980 - BM.SNV concurrent dx name_unclear",
            "6 Lê Văn Em - 1979-01-13 - BM.SNV concurrent dx name_unclear",
        ]
    );
}

#[test]
fn a_remark_on_everybody_may_be_the_mode() {
    let rows = |last: &'static str| -> [Vec<&'static str>; 4] {
        [
            vec!["Họ và tên", "CĐS", "Ghi chú"],
            vec!["Lê Văn An", "x", "Kiêm nhiệm"],
            vec!["Lê Văn Ba", "x", "Chuyên trách"],
            vec!["Lê Văn Cả", "x", last],
        ]
    };
    let read = |rows: &[Vec<&'static str>]| {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let told = lines(&read("SNV.xlsx", &rows, &[]));
        told.iter().map(|l| l.split("BM.SNV ").nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(read(&rows("Kiêm nhiệm")), ["concurrent dx", "dedicated dx", "concurrent dx"]);
    assert_eq!(
        read(&rows("Mới tuyển")),
        ["- dx !mode_missing", "- dx !mode_missing", "- dx !mode_missing"]
    );
}

#[test]
fn a_whole_name_stands_over_its_parts() {
    let rows: [&[&str]; 2] = [
        &["Họ đệm", "Tên", "Họ và tên", "Hình thức", "CĐS"],
        &["Lê Xuân", "Tuấn", "Lê Xuân Tuấn", "Kiêm nhiệm", "x"],
    ];
    assert_eq!(lines(&read("SNV.xlsx", &rows, &[])), ["2 Lê Xuân Tuấn - - - BM.SNV concurrent dx"]);
}
