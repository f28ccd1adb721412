//! Cells in old encodings among cells in Unicode, where no font tells of them.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{Limits, SheetReading, open};
use proptest::prelude::*;
use support::{codes, issues, read, workbook};

const HEAD: [&str; 6] = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực"];

/// Names and titles, each with the codes of its row.
fn told(reading: &SheetReading) -> Vec<(String, String, String)> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    reading.records().map(|(row, r)| (text(&r.full_name), text(&r.title), codes(row))).collect()
}

/// A list of people with these names and titles.
fn people(head: &[&str], people: &[(&str, &str)]) -> SheetReading {
    let rows: Vec<[&str; 6]> = people
        .iter()
        .map(|(name, title)| ["1", *name, "1980", *title, "Kiêm nhiệm", "CĐS"])
        .collect();
    let mut all: Vec<&[&str]> = vec![&["SỞ NỘI VỤ"], head];
    all.extend(rows.iter().map(<[&str; 6]>::as_slice));
    read("x.xlsx", &all, &[])
}

fn becomes(given: &[(&str, &str)], want: &[(&str, &str)]) {
    let owned = |(name, title): &(&str, &str)| ((*name).into(), (*title).into(), String::new());
    let want: Vec<(String, String, String)> = want.iter().map(owned).collect();
    let reading = people(&HEAD, given);
    assert_eq!(told(&reading), want);
    assert_eq!(issues(&reading), [""; 0]);
}

#[test]
fn a_name_in_one_encoding_and_a_title_in_another() {
    becomes(
        &[
            ("Hoàng Thị Sơn", "Chuyên viên"),
            ("Lª ThÞ Hång Th¾m", "Chuyên viên"),
            ("Đỗ Quang Bồ", "Chuyeân vieân"),
        ],
        &[
            ("Hoàng Thị Sơn", "Chuyên viên"),
            ("Lê Thị Hồng Thắm", "Chuyên viên"),
            ("Đỗ Quang Bồ", "Chuyên viên"),
        ],
    );
}

#[test]
fn a_few_names_among_many() {
    let rest = ["Hoàng Thị Sơn", "Nguyễn Văn Lập", "Trần Đức Mạnh", "Phạm Ngọc Ánh", "Lê Thanh Hà"];
    for (old, new) in [
        ("Leâ Thò Hoàng Thaém", "Lê Thị Hồng Thắm"),
        ("Ñoã Quang Boà", "Đỗ Quang Bồ"),
        ("§ç Quang Bå", "Đỗ Quang Bồ"),
        ("NGUYÔN THÞ YÕN", "Nguyễn Thị Yến"),
        ("Ph¹m Ngäc ¸nh", "Phạm Ngọc Ánh"),
        ("NguyêÞn Thiò Lan", "Nguyễn Thị Lan"),
        ("Ngô Baì Khaì", "Ngô Bá Khá"),
    ] {
        let with = |one| rest.iter().chain([&one]).map(|n| (*n, "Chuyên viên")).collect::<Vec<_>>();
        becomes(&with(old), &with(new));
    }
}

#[test]
fn a_column_of_its_own() {
    let titles = ["Chuyªn viªn"; 4];
    let names = ["Hoàng Thị Sơn", "Nguyễn Văn Lập", "Đỗ Quang Bồ", "Trần Đức Mạnh"];
    let given: Vec<(&str, &str)> = names.into_iter().zip(titles).collect();
    let want: Vec<(&str, &str)> = names.into_iter().map(|n| (n, "Chuyên viên")).collect();
    becomes(&given, &want);
    // With its heading, and a name that is one in Unicode as well.
    let head = ["STT", "Hä vµ tªn", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực"];
    let old = ["Hoµng ThÞ S¬n", "NguyÔn V¨n LËp", "§ç Quang Bå", "TrÇn §øc M¹nh", "Tó Anh"];
    let new = ["Hoàng Thị Sơn", "Nguyễn Văn Lập", "Đỗ Quang Bồ", "Trần Đức Mạnh", "Tú Anh"];
    let reading = people(&head, &old.map(|n| (n, "Chuyên viên")));
    assert_eq!(told(&reading), new.map(|n| (n.into(), "Chuyên viên".into(), String::new())));
    assert_eq!(issues(&reading), [""; 0]);
}

#[test]
fn what_no_encoding_makes_sense_of_is_told_at_its_cell() {
    let given = [("Hoàng Thị Sơn", "Chuyên viên"), ("ç Quang Bå", "ç Bå"), ("Lª Xþz", "Chủ tịch")];
    let want = [
        ("Hoàng Thị Sơn", "Chuyên viên", ""),
        ("ç Quang Bå", "ç Bå", "!name_unclear,text_encoding"),
        ("Lª Xþz", "Chủ tịch", "!name_unclear"),
    ];
    assert_eq!(told(&people(&HEAD, &given)), want.map(|(n, t, c)| (n.into(), t.into(), c.into())));
}

#[test]
fn names_of_many_peoples_stay_as_they_are() {
    let all = [
        ("Y Bliă Êban", "Công chức xã Krông Bông"),
        ("H'Hen Niê", "Chuyên viên"),
        ("Y Wem Mlô", "Trưởng buôn Êa Kênh"),
        ("Siu Blêh Ksor", "Chuyên viên"),
        ("Rah Lan Hmôk", "Kỹ sư (Crème brûlée)"),
        ("Giàng A Páo", "Phó Trưởng phòng"),
        ("Lê Thanh Tú", "Văn thư"),
        ("Lê Minh Lôc", "Văn thư"),
    ];
    becomes(&all, &all);
    // Others in an old encoding change nothing for them.
    let with = |one| [&all[..], &[(one, "Chuyên viên")]].concat();
    becomes(&with("NguyÔn ThÞ YÕn"), &with("Nguyễn Thị Yến"));
    becomes(&with("Ñoã Quang Boà"), &with("Đỗ Quang Bồ"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_sheet_in_unicode_is_left_as_it_is(
        rows in prop::collection::vec(prop::collection::vec(text(), 1..5), 1..40),
    ) {
        let rows: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
        let cells: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let book = open("x.xlsx", &workbook(&cells, &[]), &Limits::default()).unwrap();
        let grid = &book.sheets[0];
        prop_assert_eq!((&grid.converted[..], &grid.garbled[..]), (&[][..], &[][..]));
        for (row, cells) in grid.rows.iter().zip(&rows) {
            let shown: Vec<&str> = row.cells.iter().filter_map(|(_, c)| c.text()).collect();
            prop_assert_eq!(&shown, cells);
        }
    }
}

/// Names of any people here, titles, words of others.
fn text() -> impl Strategy<Value = String> {
    let familiar = include_str!("../src/reading/charset/familiar.txt").split_whitespace();
    let others =
        "Êban Niê K'Brơ H'Hen Mlô Krông Siu Blêh Hmôk Kpă Ksor Rơ Châm Ayŭn Van An Minh Thu \
        Crème brûlée José a.nguyen@example.vn VP-01 m² MOS IC3 A1"
            .split_whitespace();
    let words: Vec<&str> = familiar.chain(others).collect();
    prop::collection::vec(prop::sample::select(words), 1..5).prop_map(|words| words.join(" "))
}
