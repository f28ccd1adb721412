//! Sheets of other kinds, as tables: what is recognised, what is read, what is in doubt.

#[path = "listing_support/mod.rs"]
mod support;

use intake::{
    listing::{Listing, Recognised, Said, built_in, recognise},
    reading::{Cell, Grid, Merge, RowKind},
};
use kernel::Date;
use support::{grid, kind_of, lines, reading};

const TEAMS: &[&[&str]] = &[
    &["HUYỆN SÔNG LÔ"],
    &["DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"],
    &["(Kèm theo Công văn số 123/STTTT ngày 15/10/2024)"],
    &[
        "STT",
        "Xã/phường",
        "Thôn/TDP",
        "Quyết định thành lập",
        "Ngày",
        "Họ tên thành viên",
        "Chức danh trong tổ",
        "Đơn vị",
        "Đã tập huấn",
    ],
    &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
    &[
        "1",
        "Xã Lãng Công",
        "Thôn 1",
        "325/QĐ-UBND",
        "21/07/2024",
        "NGUYỄN DIỆU HÀ",
        "Tổ trưởng",
        "Đoàn Thanh niên",
        "x",
    ],
    &["2", "", "", "", "", "Hoàng  Thị Trang", "Tổ phó", "Hội Phụ nữ", ""],
    &["3", "", "Thôn 2", "", "", "Trần Văn An", "Thành viên", "Trưởng thôn", "?"],
    &["4", "", "Thôn 3", "9/QĐ", "31/02/2024", "Lê Văn Bình", "Thành viên", "", "x"],
    &["5", "Xã Tân Lập", "Thôn 1", "7/QĐ", "1/8/2024", "", "Thành viên", "", "x"],
    &["6", "Xã Nơi Nao", "Thôn 1", "7/QĐ", "1/8/2024", "Phạm Văn Cường", "Thành viên", "", "x"],
    &["Tổng cộng", "", "", "", "", "7"],
    &["", "", "", "", "", "", "Người lập biểu"],
    &["", "", "", "", "", "", "Nguyễn Văn Dũng"],
];

#[test]
fn teams_are_filled_down_and_what_is_in_doubt_stands_at_its_cell() {
    let (listing, reading) = reading(&grid(TEAMS), "huyen-1.xlsx");
    assert_eq!(listing.kind, "team_members");
    let keys = ["commune", "village", "decision", "decision_on", "full_name", "role", "trained"];
    assert_eq!(
        lines(&listing, &keys),
        [
            "6 P.C1 | Thôn 1 | 325/QĐ-UBND | 2024-07-21 | Nguyễn Diệu Hà | Tổ trưởng | true []",
            "7 P.C1 | Thôn 1 | 325/QĐ-UBND | 2024-07-21 | Hoàng Thị Trang | Tổ phó | - []",
            // Another village: the decision of the one above is not its own.
            "8 P.C1 | Thôn 2 | - | - | Trần Văn An | Thành viên | - [!tick_unknown]",
            "9 P.C1 | Thôn 3 | 9/QĐ | - | Lê Văn Bình | Thành viên | true [!date_invalid]",
            // The title says which of two communes of one name.
            "10 P.C2 | Thôn 1 | 7/QĐ | 2024-08-01 | - | Thành viên | true [!name_missing]",
            "11 ?Xã Nơi Nao | Thôn 1 | 7/QĐ | 2024-08-01 | Phạm Văn Cường | Thành viên | true \
             [!unit_unknown]",
        ]
    );
    assert_eq!(reading.stated_on, Some(Date::constant(2024, 10, 15)));
    let issue = &reading.issues[0];
    assert_eq!((issue.code, issue.stated, issue.counted), ("total_mismatch", Some(7), Some(6)));
    // Every filled row is accounted for.
    let numbers: Vec<u32> = reading.rows.iter().map(|r| r.row).collect();
    assert_eq!(numbers, (1..=14).collect::<Vec<_>>());
    let kinds: Vec<RowKind> = reading.rows.iter().map(|r| r.kind).collect();
    assert_eq!(
        kinds[..5],
        [[RowKind::Title; 3].as_slice(), &[RowKind::Header, RowKind::Numbering]].concat()
    );
    assert_eq!(kinds[11..], [RowKind::Total, RowKind::Signature, RowKind::Signature]);
}

#[test]
fn a_merged_cell_speaks_for_all_its_rows() {
    let mut grid = grid(&[
        &["STT", "Xã", "Thôn", "Số quyết định", "Họ và tên", "Chức vụ"],
        &["1", "Xã Lãng Công", "Thôn 1", "1/QĐ", "Nguyễn Văn An", "Tổ trưởng"],
        &["2", "", "Thôn 2", "", "Trần Văn Bình", "Tổ trưởng"],
    ]);
    grid.merges = vec![Merge { top: 2, bottom: 3, left: 3, right: 3 }];
    let (listing, _) = reading(&grid, "");
    assert_eq!(
        lines(&listing, &["commune", "village", "decision"]),
        ["2 P.C1 | Thôn 1 | 1/QĐ []", "3 P.C1 | Thôn 2 | 1/QĐ []"]
    );
}

#[test]
fn a_section_row_names_the_office_of_those_below() {
    let (listing, reading) = reading(
        &grid(&[
            &["STT", "Xã/phường", "Tổ dân phố", "Họ tên", "Vai trò"],
            &["I", "XÃ LÃNG CÔNG"],
            &["1", "", "Thôn 1", "Nguyễn Văn An", "Tổ trưởng"],
            &["II", "UBND xã Tân Lập, huyện Yên Lạc"],
            &["1", "", "Thôn 1", "Trần Văn Bình", "Tổ trưởng"],
            &["Ghi chú gì đó"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["commune", "full_name"]),
        ["3 P.C1 | Nguyễn Văn An []", "5 P.C3 | Trần Văn Bình []"]
    );
    let unread: Vec<_> = reading.issues.iter().map(|i| (i.code, i.row)).collect();
    assert_eq!(unread, [("row_unread", Some(6))]);
}

#[test]
fn a_class_is_told_by_its_title_and_attended_day_by_day() {
    let mut grid = grid(&[
        &["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        &["DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ MẠNG NÂNG CAO, NGÀY 20/05/2023"],
        &["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Điểm danh", ""],
        &["", "", "", "", "Ngày 1", "Ngày 2"],
        &["1", "Nguyễn\u{a0}Trọng Tú", "06/12/1999", "Sở Tài chính", "x", "x"],
        &["2", "HOÀNG HỮU TOÀN", "1996", "UBND xã Lãng Công", "", "x"],
        &["3", "Trần Thị Hoa", "31/02/1985", "Công ty A", "x", ""],
    ]);
    grid.merges = vec![Merge { top: 3, bottom: 3, left: 4, right: 5 }];
    let (listing, _) = reading(&grid, "");
    assert_eq!(listing.kind, "class_attendance");
    assert_eq!(listing.title.course.as_deref(), Some("QUẢN TRỊ MẠNG NÂNG CAO"));
    assert_eq!(listing.title.days, Some((Date::constant(2023, 5, 20), None)));
    assert_eq!(
        lines(&listing, &["full_name", "birth", "unit"]),
        [
            "5 Nguyễn Trọng Tú | 1999-12-06 | P.STC []",
            "6 Hoàng Hữu Toàn | 1996 | P.C1 []",
            // Who is of no office on record attends all the same.
            "7 Trần Thị Hoa | - | ?Công ty A [!date_invalid unit_unknown]",
        ]
    );
    let days: Vec<i64> = listing.rows.iter().map(|r| listing.line(r).ticks("day")).collect();
    assert_eq!(days, [2, 1, 1]);
    assert_eq!(days_of(&listing), ["1 Ngày 1", "2 Ngày 2"]);
    assert_eq!(marks(&listing), ["✓ ✓", "– ✓", "✓ –"]);
}

/// The days of a class: date, number, heading.
fn days_of(listing: &Listing) -> Vec<String> {
    let date = |day: Option<Date>| day.map(|d| format!("{d} ")).unwrap_or_default();
    listing.days.iter().map(|d| format!("{}{} {}", date(d.held_on), d.number, d.heading)).collect()
}

/// What each row says of each day.
fn marks(listing: &Listing) -> Vec<String> {
    let sign = |said: Option<&Said>| match said {
        Some(Said::Tick(true)) => "✓",
        Some(Said::Tick(false)) => "✗",
        Some(Said::Excused) => "○",
        None => "–",
        _ => "!",
    };
    let row = |row| {
        let line = listing.line(row);
        let signs: Vec<&str> = listing.days.iter().map(|d| sign(line.under(d.column))).collect();
        signs.join(" ")
    };
    listing.rows.iter().map(row).collect()
}

#[test]
fn every_mark_of_a_day_is_there_absent_excused_or_says_nothing() {
    for (mark, said) in [
        ("x", "✓"),
        ("X ", "✓"),
        ("✓", "✓"),
        ("v", "✓"),
        ("1", "✓"),
        ("có", "✓"),
        ("Có mặt", "✓"),
        ("0", "✗"),
        ("vắng", "✗"),
        ("Vắng không phép", "✗"),
        ("K", "✗"),
        ("không", "✗"),
        ("nghỉ", "✗"),
        ("Vắng có phép", "○"),
        ("", "–"),
        ("-", "–"),
        // What nobody knows holds the row, and is not guessed.
        ("P", "hold"),
        ("?", "hold"),
        ("2", "hold"),
        ("nghỉ ốm", "hold"),
    ] {
        let (listing, _) = reading(
            &grid(&[
                &["LỚP BỒI DƯỠNG KỸ NĂNG SỐ, NGÀY 16/02/2023"],
                &["STT", "Họ và tên", "Đơn vị", "Ngày 1", "Ngày 2"],
                // Where `x` and `v` stand side by side, neither is told by `v`.
                &["1", "Nguyễn Văn An", "Sở Tài chính", "✓", mark],
            ]),
            "",
        );
        let held = listing.rows[0].held();
        let told = marks(&listing)[0].split(' ').nth(1).unwrap_or_default().to_owned();
        assert_eq!(if held { "hold".to_owned() } else { told }, said, "{mark}");
    }
}

#[test]
fn days_are_dated_where_their_headings_are() {
    let title = "LỚP BỒI DƯỠNG KỸ NĂNG SỐ, từ ngày 30/12/2023 đến ngày 02/01/2024";
    for (headings, expected) in [
        (["Ngày 30/12", "Ngày 2/1"], ["2023-12-30 1 Ngày 30/12", "2024-01-02 1 Ngày 2/1"]),
        (["Ngày 1", "Ngày 2"], ["1 Ngày 1", "2 Ngày 2"]),
        (["Buổi 3", "Buổi 4"], ["3 Buổi 3", "4 Buổi 4"]),
        (["Sáng", "Chiều"], ["1 Sáng", "2 Chiều"]),
        (
            ["Sáng ngày 30/12", "Chiều ngày 30/12"],
            ["2023-12-30 1 Sáng ngày 30/12", "2023-12-30 2 Chiều ngày 30/12"],
        ),
    ] {
        let [first, second] = headings;
        let (listing, _) = reading(
            &grid(&[
                &[title],
                &["STT", "Họ và tên", "Đơn vị", first, second],
                &["1", "Nguyễn Văn An", "Sở Tài chính", "x", "x"],
            ]),
            "",
        );
        assert_eq!(days_of(&listing), expected, "{headings:?}");
    }
}

#[test]
fn completions_graduates_and_villages_are_read() {
    let (listing, _) = reading(
        &grid(&[
            &["course", "full_name", "birth", "unit", "completed_at", "score"],
            &["Kỹ năng số", "Nguyễn Mai Thúy", "1999", "Sở Tài chính", "2023-02-23", "65"],
            &["Kỹ năng số", "Lê Văn An", "1993-12-16", "Sở Tài chính", "", ""],
        ]),
        "online-2023-Q1-1.csv",
    );
    assert_eq!(listing.kind, "online_completions");
    assert_eq!(
        lines(&listing, &["course", "birth", "completed_at", "score"]),
        ["2 Kỹ năng số | 1999 | 2023-02-23 | 65 []", "3 Kỹ năng số | 1993-12-16 | - | - []"]
    );
    let (listing, reading) = reading(
        &grid(&[
            &["Cơ sở đào tạo", "Năm", "Ngành", "Trình độ", "Số tốt nghiệp"],
            &["Trường A", "2023", "Mạng máy tính", "Đại học", "1.069"],
            &["", "", "An toàn thông tin", "Đại học", "nhiều"],
            &["Tổng cộng", "", "", "", "1.069"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["institution", "year", "field", "count"]),
        [
            "2 Trường A | 2023 | Mạng máy tính | 1069 []",
            "3 Trường A | 2023 | An toàn thông tin | - [!count_invalid]",
        ]
    );
    assert!(reading.issues.is_empty(), "{:?}", reading.issues);
    let (listing, _) = self::reading(
        &grid(&[
            &["commune", "village", "households", "residents"],
            &["08707", "TDP số 1", "281", "913"],
        ]),
        "villages.csv",
    );
    assert_eq!(
        lines(&listing, &["commune", "village", "households"]),
        ["2 ?08707 | TDP số 1 | 281 []"]
    );
}

#[test]
fn a_total_is_held_against_every_column_it_states() {
    let (_, reading) = reading(
        &grid(&[
            &["Cơ sở đào tạo", "Ngành", "Trình độ", "Năm 2023", "Năm 2024"],
            &["Trường A", "Mạng máy tính", "Đại học", "10", "12"],
            &["Trường B", "An toàn thông tin", "Đại học", "5", "7"],
            &["Tổng cộng", "", "", "15", "29"],
        ]),
        "",
    );
    let told: Vec<_> = reading.issues.iter().map(|i| (i.code, i.stated, i.counted)).collect();
    assert_eq!(told, [("total_mismatch", Some(29), Some(19))]);
}

#[test]
fn kinds_are_told_by_their_headings() {
    for (heads, kind) in [
        (&["file", "sheet", "row", "full_name", "unit", "mode"][..], "sheet_rows"),
        (&["code", "name", "kind", "parent", "area", "aliases"], "offices"),
        (&["STT", "Họ và tên", "Khóa học", "Ngày hoàn thành"], "online_completions"),
        (&["Xã", "Thôn", "Số hộ"], "villages"),
        (&["STT", "Họ và tên", "Chức vụ", "Chuyên trách", "Kiêm nhiệm"], "-"),
        (&["Họ và tên", "Đơn vị", "N1", "N2"], "class_attendance"),
    ] {
        assert_eq!(kind_of(&grid(&[&["Tiêu đề"], heads])), kind, "{heads:?}");
    }
}

#[test]
fn headings_that_fit_two_kinds_are_unclear() {
    let one = built_in().iter().find(|k| k.code == "villages").unwrap().clone();
    let mut other = one.clone();
    other.code = "hamlets".into();
    let kinds = [one, other];
    let grid = grid(&[&["Xã", "Thôn", "Số hộ"], &["Xã Lãng Công", "Thôn 1", "10"]]);
    let Recognised::Unclear(codes, 1) = recognise(&grid, &kinds) else { panic!() };
    assert_eq!(codes, ["villages", "hamlets"]);
}

#[test]
fn teams_are_told_in_other_words_and_other_layouts() {
    let heads = &[
        "STT",
        "Tên tổ CNSCĐ",
        "Họ và tên tổ viên",
        "Tổ trưởng",
        "Tổ phó",
        "Thành viên",
        "Đã tham gia tập huấn",
    ];
    let (listing, reading) = reading(
        &grid(&[
            &["UBND HUYỆN SÔNG LÔ"],
            &["DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"],
            heads,
            &["i. Xã Lãng Công"],
            &["1", "Thôn 1", "Nguyễn Văn An", "x", "", "", "Rồi"],
            &["2", "", "Trần Văn Bình", "", "x", "", "Chưa"],
            heads,
            &["3", "Thôn 2", "Lê Văn Cả", "x", "x", "", ""],
            &["Danh sách gồm 3 người"],
            &["", "ĐẠI DIỆN ĐƠN VỊ", "", "", "Cán bộ lớp"],
            &["", "Nguyễn Thị Lập", "", "", "Trần Văn Thủ"],
        ]),
        "huyen.xlsx",
    );
    assert_eq!(
        lines(&listing, &["commune", "village", "full_name", "role", "trained"]),
        [
            "5 P.C1 | Thôn 1 | Nguyễn Văn An | Tổ trưởng | true []",
            "6 P.C1 | Thôn 1 | Trần Văn Bình | Tổ phó | false []",
            "8 P.C1 | Thôn 2 | Lê Văn Cả | Tổ trưởng | - [!tick_unknown]",
        ]
    );
    assert_eq!(reading.rows.iter().filter(|r| r.kind == RowKind::Header).count(), 2);
}

#[test]
fn villages_as_parts_and_the_commune_in_the_title() {
    let (listing, _) = reading(
        &grid(&[
            &["UBND HUYỆN SÔNG LÔ"],
            &["UBND XÃ LÃNG CÔNG"],
            &["TT", "Họ và tên thành viên", "Chức vụ trong Tổ CNSCĐ", "Điện thoại liên hệ"],
            &["Thôn Đoài"],
            &["1", "Nguyễn Văn An", "Tổ trưởng", "0912345678"],
            &["II", "Tổ dân phố 2"],
            &["1", "Trần Văn Bình", "Tổ trưởng", ""],
        ]),
        "x.xlsx",
    );
    assert_eq!(listing.kind, "team_members");
    assert_eq!(
        lines(&listing, &["commune", "village", "full_name", "phone"]),
        [
            "5 P.C1 | Thôn Đoài | Nguyễn Văn An | 0912345678 []",
            "7 P.C1 | Tổ dân phố 2 | Trần Văn Bình | - []",
        ]
    );
}

#[test]
fn a_class_where_x_and_v_stand_side_by_side_tells_neither_by_v() {
    let (listing, _) = reading(
        &grid(&[
            &["LỚP BỒI DƯỠNG KỸ NĂNG SỐ, NGÀY 16/02/2023"],
            &["STT", "Họ tên học viên", "Đơn vị cử đi học", "Ký tên ngày 1", "Ký tên ngày 2"],
            &["1", "Nguyễn Văn An", "Sở Tài chính", "x", "v"],
            &["2", "Trần Văn Bình", "Sở Tài chính", "có mặt", "vắng"],
            &["", "Cán bộ lớp", "Giám đốc trung tâm"],
            &["", "Nguyễn Thị Lập", "Trần Văn Thủ"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["full_name", "unit"]),
        ["3 Nguyễn Văn An | P.STC [!tick_unknown]", "4 Trần Văn Bình | P.STC []"]
    );
    assert_eq!(listing.line(&listing.rows[1]).ticks("day"), 1);
}

#[test]
fn completions_by_a_word_and_graduates_by_a_column_a_year() {
    let (listing, _) = reading(
        &grid(&[
            &["Đơn vị", "Tình trạng", "Tên khoá", "Họ và tên", "Ngày sinh"],
            &["Sở Tài chính", "Hoàn thành", "Kỹ năng số", "Lại Ngọc Nga", "11/03/1979"],
            &["Sở Tài chính", "Đang học", "Kỹ năng số", "Lê Văn An", "12/03/1979"],
        ]),
        "online-2024-Q1.csv",
    );
    assert_eq!(listing.kind, "online_completions");
    assert_eq!(
        lines(&listing, &["full_name", "status", "birth"]),
        ["2 Lại Ngọc Nga | true | 1979-03-11 []", "3 Lê Văn An | false | 1979-03-12 []"]
    );
    let mut wide = grid(&[
        &["STT", "Nhà trường", "Ngành/nghề", "Hệ", "Số sinh viên tốt nghiệp", ""],
        &["", "", "", "", "2023", "2024"],
        &["1", "Trường A", "Mạng máy tính", "Đại học", "12", "1.069"],
        &["2", "Trường B", "Mạng máy tính", "Cao đẳng", "", "nhiều"],
        &["", "Tổng cộng", "", "", "12", "1069"],
    ]);
    for cell in &mut wide.rows[1].cells {
        cell.1 = Cell::Text(cell.1.shown().into());
    }
    wide.merges = vec![Merge { top: 1, bottom: 1, left: 4, right: 5 }];
    let (listing, reading) = self::reading(&wide, "");
    assert_eq!(
        lines(&listing, &["institution", "year", "count"]),
        [
            "3 Trường A | 2023 | 12 []",
            "3 Trường A | 2024 | 1069 []",
            "4 Trường B | 2024 | - [!count_invalid]",
        ]
    );
    assert!(reading.issues.is_empty(), "{:?}", reading.issues);
}

#[test]
fn a_household_is_no_family_name() {
    let sheet = grid(&[
        &["STT", "Tên xã", "Tên thôn/bản/tổ dân phố", "Hộ", "Dân số (người)"],
        &["1", "Xã Lãng Công", "Thôn Kiểm 1", "120", "480"],
    ]);
    assert_eq!(kind_of(&sheet), "villages");
    let fields = intake::reading::default_fields();
    let remembered = std::collections::BTreeMap::new();
    let options = intake::reading::DetectOptions { fields: &fields, remembered: &remembered };
    assert!(intake::reading::detect(&sheet, &options).tables.is_empty());
}

#[test]
fn numbered_parts_within_parts_and_a_room_of_an_office() {
    let (listing, sheet) = reading(
        &grid(&[
            &["HUYỆN SÔNG LÔ"],
            &[
                "TT",
                "Họ và tên",
                "Năm sinh",
                "Chức vụ, đơn vị",
                "Nhiệm vụ trong Tổ",
                "Tập huấn (x)",
            ],
            &["I", "XÃ LÃNG CÔNG"],
            &["1", "Thôn Đông"],
            &["1", "Nguyễn Văn An", "1980", "Hội Nông dân", "Tổ trưởng", "x"],
            &["2", "Thôn Đoài"],
            &["1", "Trần Văn Bình", "1981", "Trưởng thôn", "Tổ trưởng", ""],
            &["2", "Xã Tân Lập"],
            &["1", "Thôn Đoài"],
            &["1", "Lê Văn Cả", "1982", "", "Tổ phó", ""],
        ]),
        "x.xlsx",
    );
    assert_eq!(listing.kind, "team_members");
    assert_eq!(
        lines(&listing, &["commune", "village", "full_name"]),
        [
            "5 P.C1 | Thôn Đông | Nguyễn Văn An []",
            "7 P.C1 | Thôn Đoài | Trần Văn Bình []",
            "10 P.C2 | Thôn Đoài | Lê Văn Cả []",
        ]
    );
    assert!(sheet.rows.iter().filter(|r| r.kind == RowKind::Section).count() == 5);
    let mut attended = grid(&[
        &["Khóa bồi dưỡng An toàn thông tin"],
        &["STT", "Họ và tên", "Đơn vị", "Điểm danh", ""],
        &["", "", "", "03/02/2024", "04/02/2024"],
        &["1", "Nguyễn Văn An", "Phòng VH&TT huyện Yên Lạc", "x", "x"],
    ]);
    let merge = |top, bottom, left, right| Merge { top, bottom, left, right };
    attended.merges =
        vec![merge(2, 3, 0, 0), merge(2, 3, 1, 1), merge(2, 3, 2, 2), merge(2, 2, 3, 4)];
    let (class, _) = reading(&attended, "x.xlsx");
    let day = |d| Date::constant(2024, 2, d);
    assert_eq!(class.title.days, Some((day(3), Some(day(4)))), "the days it was attended on");
    assert_eq!(days_of(&class), ["2024-02-03 1 03/02/2024", "2024-02-04 1 04/02/2024"]);
    assert_eq!(lines(&class, &["unit"]), ["4 P.D2 [unit_of_room]"]);
}

/// Who is struck through waits, and so does a value; the running number alone says nothing.
#[test]
fn what_is_struck_through_waits() {
    let codes = |struck: &[(u32, u16)]| {
        let sheet = Grid { struck: struck.to_vec(), ..grid(TEAMS) };
        let (listing, _) = reading(&sheet, "huyen-1.xlsx");
        lines(&listing, &[])[1].clone()
    };
    assert_eq!(codes(&[(7, 0)]), "7  []");
    for at in [(7, 5), (7, 6), (7, 7)] {
        assert_eq!(codes(&[at]), "7  [!struck_out]", "{at:?}");
    }
    assert_eq!(codes(&[(7, 0), (7, 5), (7, 6), (7, 7)]), "7  [!struck_out]");
}
