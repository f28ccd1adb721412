//! Headers that a person pointed out.

#[path = "reading_support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use intake::reading::{Mapping, Meaning, RowKind, SheetReading, point, standing};
use support::{Desk, desk, issues, lines, workbook};

type Rows<'a> = [&'a [&'a str]];

const HEAD: &[&str] = &["STT", "Nhân sự", "Sinh năm", "Kiểu", "Mảng"];
const AN: &[&str] = &["1", "Kha Văn An", "1980", "KN", "CĐS"];
const BINH: &[&str] = &["2", "Kha Văn Bình", "1980", "CT", "CĐS"];

/// A desk that remembers the header in these rows of a sheet.
fn pointed(rows: &Rows<'_>, header: (u32, u32), columns: &[(u16, Meaning)]) -> Desk {
    let mut desk = desk();
    let (book, _) = desk.read("SNV.xlsx", &workbook(rows, &[]));
    let key = point(&book.sheets[0], header).expect("headings").layout_key;
    let header_rows = Some(header.1 - header.0 + 1);
    let columns = columns.iter().cloned().collect();
    desk.remembered.insert(key, Mapping { columns, header_rows });
    desk
}

fn read(desk: &Desk, rows: &Rows<'_>) -> SheetReading {
    desk.read("SNV.xlsx", &workbook(rows, &[])).1.remove(0)
}

fn name_and_mode() -> [(u16, Meaning); 2] {
    [(1, Meaning::FullName), (3, Meaning::Mode)]
}

#[test]
fn a_header_nobody_knows_is_found_where_it_was_pointed_out() {
    let rows = [HEAD, AN, BINH];
    assert!(issues(&read(&desk(), &rows))[0].starts_with("no_headings"));
    let reading = read(&pointed(&rows, (1, 1), &name_and_mode()), &rows);
    assert_eq!(
        lines(&reading),
        [
            "2 Kha Văn An - 1980 - BM.SNV concurrent dx",
            "3 Kha Văn Bình - 1980 - BM.SNV dedicated dx",
        ]
    );
    assert_eq!(reading.tables[0].pointed, Some((1, 1)));
}

#[test]
fn it_is_found_further_down_in_the_next_sheet_and_where_it_comes_again() {
    let desk = pointed(&[HEAD, AN], (1, 1), &name_and_mode());
    let rows: [&[&str]; 7] =
        [&["SỞ NỘI VỤ"], &["Số liệu đến 30/6/2025"], &[], HEAD, AN, HEAD, BINH];
    let reading = read(&desk, &rows);
    let kinds: Vec<RowKind> = reading.rows.iter().map(|r| r.kind).collect();
    let (title, head, person) = (RowKind::Title, RowKind::Header, RowKind::Record);
    assert_eq!(kinds, [title, title, head, person, head, person]);
    assert_eq!(reading.stated_on, Some(kernel::Date::constant(2025, 6, 30)));
}

#[test]
fn other_headings_are_another_layout() {
    let desk = pointed(&[HEAD, AN], (1, 1), &name_and_mode());
    let other: [&[&str]; 2] = [&["STT", "Nhân sự", "Sinh năm", "Kiểu", "Việc"], AN];
    assert!(issues(&read(&desk, &other))[0].starts_with("no_table"));
}

#[test]
fn a_list_without_a_word_on_duty_is_read_once_its_header_is_pointed_out() {
    let rows: [&[&str]; 2] =
        [&["STT", "Họ và tên", "Năm sinh", "Chức vụ"], &["1", "Kha Văn An", "1980", "Chuyên viên"]];
    assert!(issues(&read(&desk(), &rows))[0].starts_with("not_officers"));
    let reading = read(&pointed(&rows, (1, 1), &[]), &rows);
    assert_eq!(lines(&reading), ["2 Kha Văn An - 1980 - BM.SNV - - !mode_missing"]);
}

#[test]
fn a_header_of_two_rows_has_the_headings_of_both() {
    let rows: [&[&str]; 4] = [
        &["STT", "Nhân sự", "Kiểu", ""],
        &["", "", "A1", "A2"],
        &["1", "Kha Văn An", "x", ""],
        &["2", "Kha Văn Bình", "", "x"],
    ];
    let columns = [(1, Meaning::FullName), (2, Meaning::Dedicated), (3, Meaning::Concurrent)];
    let reading = read(&pointed(&rows, (1, 2), &columns), &rows);
    assert_eq!(
        lines(&reading),
        ["3 Kha Văn An - - - BM.SNV dedicated -", "4 Kha Văn Bình - - - BM.SNV concurrent -",]
    );
    assert_eq!(reading.columns[2].heading, "Kiểu / A1");
}

#[test]
fn what_was_said_of_a_column_stands_over_a_guess_of_another() {
    let rows: [&[&str]; 2] =
        [&["Họ và tên", "Tên gọi", "Kiểu"], &["Kha Văn An", "Kha Văn Bình", "KN"]];
    let columns = [(1, Meaning::FullName), (2, Meaning::Mode)];
    let reading = read(&pointed(&rows, (1, 1), &columns), &rows);
    let names: Vec<_> = reading.records().map(|(_, r)| r.full_name.clone().unwrap()).collect();
    assert_eq!(names, ["Kha Văn Bình"]);
    assert_eq!(reading.columns[0].meaning, Meaning::Other);
}

#[test]
fn blank_rows_are_no_header() {
    let desk = desk();
    let (book, _) = desk.read("SNV.xlsx", &workbook(&[HEAD, AN], &[]));
    assert_eq!(point(&book.sheets[0], (3, 3)), None);
    let none = BTreeMap::new();
    assert!(standing(&book.sheets[0], &intake::reading::pointed(&none).collect()).is_empty());
}
