//! Offices named by their place in the sheet: rooms, committees without their place, districts in
//! a column of their own, cells left blank.

#[path = "reading_support/mod.rs"]
mod support;

use support::{codes, column, lines, read};

/// The office, or what is said of it.
fn of_cells(cells: &[&str]) -> Vec<String> {
    column("Đơn vị", cells, |row, record| {
        record.unit.as_ref().map_or_else(|| codes(row), |u| u.code.clone())
    })
}

#[test]
fn a_room_behind_its_office_is_of_it() {
    let rooms = [
        "Sở Nội vụ (Văn phòng)",
        "Sở Nội vụ - Phòng CCHC",
        "Sở Nội vụ/Thanh tra",
        "Sở Nội vụ (cơ quan)",
        "UBND xã Phú Lộc (Văn phòng)",
    ];
    let found = of_cells(&rooms);
    assert_eq!(found, ["BM.SNV", "BM.SNV", "BM.SNV", "BM.SNV", "BM.C90013"]);
    // What may be an office of its own is held, and whom it names is proposed.
    let others = [
        "Trung tâm CNTT - Sở Nội vụ",
        "Sở Nội vụ (Chi cục Văn thư)",
        "Sở Nội vụ - Văn phòng Đăng ký đất đai",
        "Sở Nội vụ - Văn phòng UBND tỉnh",
    ];
    let proposed = column("Đơn vị", &others, |row, record| {
        let first = row.problems.first().map(|p| p.suggestions.contains(&"BM.SNV".to_owned()));
        (record.unit.is_none(), first)
    });
    assert_eq!(proposed, [(true, Some(true)); 4]);
}

#[test]
fn a_committee_without_its_place_is_that_of_the_part_it_stands_in() {
    for own in [
        "Văn phòng HĐND và UBND huyện",
        "1. UBND huyện",
        "UBND huyện",
        "Cơ quan UBND huyện",
        "Văn phòng UBND huyện",
        "Thanh tra huyện",
    ] {
        let rows: [&[&str]; 9] = [
            &["DANH SÁCH CÁN BỘ CHUYỂN ĐỔI SỐ"],
            &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
            &["I", "Huyện Tây Sơn"],
            &["", own],
            &["1", "Lê Văn An", "KN", "CĐS"],
            &["", "Phòng Nội vụ"],
            &["2", "Lê Văn Bá", "KN", "CĐS"],
            &["", "Xã Phú Lộc"],
            &["3", "Lê Văn Cả", "KN", "CĐS"],
        ];
        assert_eq!(
            lines(&read("x.xlsx", &rows, &[])),
            [
                "5 Lê Văn An - - - BM.D902 concurrent dx",
                "7 Lê Văn Bá - - - BM.D902 concurrent dx",
                "9 Lê Văn Cả - - - BM.C90013 concurrent dx",
            ],
            "{own}"
        );
    }
    for other in ["UBND thành phố", "UBND xã", "UBND tỉnh"] {
        let rows: [&[&str]; 4] = [
            &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
            &["I", "Huyện Tây Sơn"],
            &["1", other],
            &["1", "Lê Văn An", "KN", "CĐS"],
        ];
        let read = lines(&read("x.xlsx", &rows, &[]));
        assert!(!read[0].contains("BM.D902"), "{other}: {read:?}");
    }
}

#[test]
fn rooms_of_the_sheets_own_office_follow_one_another() {
    let rows: [&[&str]; 6] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
        &["I", "Văn phòng HĐND và UBND huyện"],
        &["1", "Lê Văn An", "KN", "CĐS"],
        &["II", "Phòng Nội vụ"],
        &["2", "Lê Văn Bá", "KN", "CĐS"],
    ];
    let units: Vec<String> =
        lines(&read("x.xlsx", &rows, &[])).iter().map(|l| l.replace(" - - -", "")).collect();
    assert_eq!(units, ["4 Lê Văn An BM.D902 concurrent dx", "6 Lê Văn Bá BM.D902 concurrent dx"]);
}

#[test]
fn a_column_of_districts_tells_communes_of_one_name_apart() {
    let rows: [&[&str]; 5] = [
        &["STT", "Huyện", "Xã", "Họ và tên", "Hình thức", "Lĩnh vực"],
        &["1", "Tây Sơn", "Tân Tiến", "Lê Văn An", "KN", "CĐS"],
        &["2", "Đông Hà", "Tân Tiến", "Lê Văn Bá", "KN", "CĐS"],
        &["3", "Huyện Tây Sơn", "Phú Lộc", "Lê Văn Cả", "KN", "CĐS"],
        &["4", "Bắc Sơn", "Tân Tiến", "Lê Văn Du", "KN", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "2 Lê Văn An - - - BM.C90010 concurrent dx",
            "3 Lê Văn Bá - - - BM.C90004 concurrent dx",
            "4 Lê Văn Cả - - - BM.C90013 concurrent dx",
            "5 Lê Văn Du - - - - concurrent dx !unit_unknown",
        ]
    );
}

#[test]
fn an_office_written_once_does_not_reach_over_a_total() {
    let head: &[&str] = &["STT", "Họ và tên", "Đơn vị", "Hình thức", "Lĩnh vực"];
    for (total, last) in [
        ("Cộng", "- concurrent dx !unit_unknown"),
        ("Cộng trang 1", "BM.STC concurrent dx unit_filled_down"),
    ] {
        let rows: [&[&str]; 8] = [
            head,
            &["1", "Lê Văn An", "Sở Nội vụ", "KN", "CĐS"],
            &["2", "Lê Văn Bá", "", "KN", "CĐS"],
            &["3", "Lê Văn Cả", "", "KN", "CĐS"],
            &["4", "Lê Văn Du", "Sở Tài chính", "KN", "CĐS"],
            &["5", "Lê Văn Em", "", "KN", "CĐS"],
            &["", total, "", "", "#5"],
            &["1", "Lê Văn Gia", "", "KN", "CĐS"],
        ];
        let read = lines(&read("x.xlsx", &rows, &[]));
        assert_eq!(read[4], "6 Lê Văn Em - - - BM.STC concurrent dx unit_filled_down");
        assert_eq!(read[5], format!("8 Lê Văn Gia - - - {last}"), "{total}");
    }
}

#[test]
fn who_trains_is_not_where_somebody_serves() {
    let rows: [&[&str]; 5] = [
        &["SỞ NỘI VỤ"],
        &["STT", "Họ và tên", "Đơn vị đào tạo", "Hình thức", "Lĩnh vực"],
        &["1", "Lê Văn An", "Sở Tài chính", "KN", "CĐS"],
        &["2", "Lê Văn Bá", "Sở Tài chính", "KN", "CĐS"],
        &["3", "Lê Văn Cả", "Sở Tài chính", "KN", "CĐS"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    assert!(lines(&reading).iter().all(|l| l.contains("BM.SNV")), "{:?}", lines(&reading));
    assert!(reading.issues.iter().any(|i| i.code == "column_unknown"), "and told");
}
