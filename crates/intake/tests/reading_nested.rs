//! Headings inside the section of an office: whose the rows below them are.

#[path = "reading_support/mod.rs"]
mod support;

use support::{codes, lines, read};

const HEAD: &[&str] = &["TT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"];

/// Two communes, each with two headings inside, one person below each heading.
fn nested(
    letterhead: &str,
    offices: [&[&str]; 2],
    inner: [&[&str]; 2],
    row: &[&str],
) -> Vec<String> {
    let title = [letterhead];
    let mut rows: Vec<&[&str]> = vec![&title, HEAD];
    for office in offices {
        rows.push(office);
        for heading in inner {
            rows.push(heading);
            rows.push(row);
        }
    }
    let reading = read("x.xlsx", &rows, &[]);
    let unit = |r: &intake::reading::OfficerRow| r.unit.as_ref().map(|u| u.code.clone());
    reading
        .records()
        .map(|(row, record)| format!("{}{}", unit(record).unwrap_or_default(), codes(row)))
        .collect()
}

const FULL: &[&str] = &["1", "Lê Văn An", "1980", "KN", "CĐS"];

#[test]
fn a_heading_that_names_no_office_stays_in_the_section_of_one() {
    for offices in [
        [&["XÃ TÂN TIẾN"][..], &["PHƯỜNG TRẦN PHÚ"][..]],
        [&["I. XÃ TÂN TIẾN"], &["II. PHƯỜNG TRẦN PHÚ"]],
        [&["I", "Xã Tân Tiến"], &["II", "Phường Trần Phú"]],
        [&["1. Xã Tân Tiến"], &["2. Phường Trần Phú"]],
    ] {
        for inner in [
            [&["a) Chuyên trách"][..], &["b) Kiêm nhiệm"][..]],
            [&["a", "Chuyên trách"], &["b", "Kiêm nhiệm"]],
            [&["a) Chuyển đổi số"], &["b) An toàn thông tin"]],
            [&["a) CĐS"], &["b) ATTT"]],
            [&["a) Lãnh đạo"], &["b) Công chức"]],
            [&["a) Khối Đảng"], &["b) Khối chính quyền"]],
            [&["a) Bộ phận một cửa"], &["b) Bộ phận văn phòng"]],
            [&["a) Biên chế"], &["b) Hợp đồng"]],
            [&["c) Ban Chỉ đạo"], &["đ) Tổ giúp việc"]],
            [&["Chuyên trách"], &["Kiêm nhiệm"]],
            [&["CĐS"], &["ATTT"]],
        ] {
            let read = nested("UBND HUYỆN TÂY SƠN", offices, inner, FULL);
            let want = ["BM.C90010", "BM.C90010", "BM.C90016", "BM.C90016"];
            assert_eq!(read, want, "{offices:?} {inner:?}");
        }
    }
}

#[test]
fn a_mode_within_the_section_of_an_office_is_theirs() {
    for inner in
        [["a) Chuyên trách", "b) Kiêm nhiệm"], ["I.1. Chuyên trách: 01", "I.2. Kiêm nhiệm: 01"]]
    {
        let (first, second) = ([inner[0]], [inner[1]]);
        let rows: [&[&str]; 9] = [
            &["SỞ NỘI VỤ"],
            &["TT", "Họ và tên", "Năm sinh", "Lĩnh vực"],
            &["I. Sở Tài chính"],
            &first,
            &["1", "Lê Văn An", "1980", "CĐS"],
            &second,
            &["1", "Lê Văn Ba", "1980", "CĐS"],
            &["II. Sở Nội vụ"],
            &["1", "Lê Văn Cả", "1980", "CĐS"],
        ];
        assert_eq!(
            lines(&read("x.xlsx", &rows, &[])),
            [
                "5 Lê Văn An - 1980 - BM.STC dedicated dx",
                "7 Lê Văn Ba - 1980 - BM.STC concurrent dx",
                "9 Lê Văn Cả - 1980 - BM.SNV - dx !mode_missing",
            ],
            "{inner:?}"
        );
    }
}

#[test]
fn behind_the_section_of_an_office_nothing_falls_back_to_the_letterhead() {
    for (office, inner) in [
        ("I. Xã Tân Tiến", ["II. Chuyên trách", "III. Kiêm nhiệm"]),
        ("I. Xã Tân Tiến", ["II. CĐS", "III. ATTT"]),
        ("a) Xã Tân Tiến", ["b) Lãnh đạo", "c) Công chức"]),
        ("a) Xã Tân Tiến", ["1. Lãnh đạo", "2. Công chức"]),
        ("Xã Không Ai Biết", ["a) Chuyên trách", "b) Kiêm nhiệm"]),
        ("Xã Không Ai Biết", ["Chuyên trách", "Kiêm nhiệm"]),
        ("I. Xã Không Ai Biết", ["II. Chuyên trách", "III. Kiêm nhiệm"]),
        ("Xã Tân Tiến", ["a) Cấp ủy", "b) Đoàn thể"]),
    ] {
        let (first, second) = ([inner[0]], [inner[1]]);
        let rows: [&[&str]; 7] =
            [&["UBND HUYỆN TÂY SƠN"], HEAD, &[office], &first, FULL, &second, FULL];
        let reading = read("x.xlsx", &rows, &[]);
        let rows: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
        assert_eq!(rows, ["!unit_unknown", "!unit_unknown"], "{office} {inner:?}");
    }
}

#[test]
fn what_waits_below_a_heading_is_told_by_the_office_above_it() {
    let rows: [&[&str]; 5] =
        [&["UBND HUYỆN TÂY SƠN"], HEAD, &["I. Xã Không Ai Biết"], &["a) Chuyên trách"], FULL];
    let reading = read("x.xlsx", &rows, &[]);
    let (row, _) = reading.records().next().unwrap();
    assert_eq!(row.problems[0].value, "Xã Không Ai Biết");
}

#[test]
fn rooms_below_an_office_nobody_knows_are_the_letterheads() {
    let rows: [&[&str]; 6] = [
        &["SỞ NỘI VỤ"],
        HEAD,
        &["I. Chi cục Lạ Tai"],
        FULL,
        &["II. Phòng Tổng hợp"],
        &["1", "Lê Văn Ba", "1980", "KN", "CĐS"],
    ];
    assert_eq!(
        lines(&read("x.xlsx", &rows, &[])),
        [
            "4 Lê Văn An - 1980 - - concurrent dx !unit_unknown",
            "6 Lê Văn Ba - 1980 - BM.SNV concurrent dx",
        ]
    );
}

#[test]
fn the_government_of_a_commune_is_the_commune_and_its_party_waits_with_it_proposed() {
    let of = |letter: &str, above: &[&str], heading: &str| {
        let rows: [&[&str]; 5] = [&[letter], HEAD, above, &[heading], FULL];
        let reading = read("x.xlsx", &rows, &[]);
        let (row, record) = reading.records().next().unwrap();
        let held = row.holding().map(|p| format!("{} {}", p.value, p.suggestions.join("|")));
        held.unwrap_or_else(|| record.unit.clone().unwrap().code)
    };
    let commune = |heading| of("UBND XÃ PHÚ LỘC", &[], heading);
    assert_eq!(commune("a) Cấp ủy"), "Cấp ủy BM.C90013");
    assert_eq!(commune("b) Chính quyền"), "BM.C90013");
    assert_eq!(commune("c) Mặt trận Tổ quốc"), "Mặt trận Tổ quốc BM.C90013");
    let section = |heading| of("UBND HUYỆN TÂY SƠN", &["I. UBND xã Phú Lộc"], heading);
    assert_eq!(section("1. Khối Đảng"), "Khối Đảng BM.C90013");
    assert_eq!(section("2. Khối chính quyền"), "BM.C90013");
    assert_eq!(section("a) Cấp ủy"), "Cấp ủy BM.C90013");
    assert_eq!(of("UBND HUYỆN TÂY SƠN", &[], "I. Khối Đảng"), "Khối Đảng BM.D902");
}
