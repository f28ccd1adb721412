//! Rows and columns that the sender hid, and notes on cells.

#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{Grid, Meaning, SheetReading};
use rust_xlsxwriter::{Format, Note, Workbook};
use support::{codes, desk, fill, lines};

const ROWS: [&[&str]; 4] = [
    &["SỞ NỘI VỤ"],
    &["STT", "Họ và tên", "Tên cũ", "Năm sinh", "Chức vụ", "Hình thức", "Lĩnh vực"],
    &["1", "Lê Văn An", "Lê Văn Ăn", "1980", "Chuyên viên", "Kiêm nhiệm", "CĐS"],
    &["2", "Lê Thị Hoa", "Lê Thị Hòa", "1985", "Chuyên viên", "Chuyên trách", "CĐS"],
];

/// A workbook whose third column is headed so, with columns hidden.
fn sheet(heading: &str, hidden: &[u16]) -> (Grid, SheetReading) {
    let mut rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    rows[1][2] = heading;
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &rows, &[]);
    for column in hidden {
        sheet.set_column_hidden(*column).unwrap();
    }
    sheet.set_row_hidden(3).unwrap();
    sheet.insert_note(2, 4, &Note::new("Mới nhận việc")).unwrap();
    let (mut opened, mut read) = desk().read("x.xlsx", &book.save_to_buffer().unwrap());
    (opened.sheets.remove(0), read.remove(0))
}

fn named(reading: &SheetReading) -> Vec<u16> {
    let names = reading.columns.iter().filter(|c| c.meaning == Meaning::FullName);
    names.map(|c| c.index).collect()
}

const BOTH: [&str; 2] =
    ["3 Lê Văn An - 1980 - BM.SNV concurrent dx", "4 Lê Thị Hoa - 1985 - BM.SNV dedicated dx"];

#[test]
fn what_is_hidden_and_where_notes_stand_is_known_and_read() {
    let (grid, reading) = sheet("Phòng", &[2]);
    assert_eq!(grid.asides.rows, [4]);
    assert_eq!(grid.asides.columns, [(2, 2)]);
    assert_eq!(grid.asides.notes, [(3, 4)]);
    assert_eq!(lines(&reading), BOTH);
}

#[test]
fn a_hidden_column_of_names_loses_to_a_visible_one() {
    let (_, reading) = sheet("Họ và tên cán bộ", &[2]);
    assert_eq!((named(&reading), lines(&reading)), (vec![1], BOTH.map(str::to_owned).to_vec()));
    let told = reading.issues.iter().find(|i| i.code == "column_doubled").unwrap();
    assert_eq!((told.column, &told.value[..]), (Some(2), "Họ và tên cán bộ"));
    // Where the first is hidden, the other is what everybody sees.
    let (_, reading) = sheet("Họ và tên cán bộ", &[1]);
    assert_eq!(named(&reading), [2]);
    // Where neither is, nobody can tell whose row it is.
    let (_, reading) = sheet("Họ và tên cán bộ", &[]);
    assert!(lines(&reading).iter().all(|line| line.contains("!name_several")));
    assert!(reading.issues.iter().all(|i| i.code != "column_doubled"));
    // Where a hidden column alone says it, it is read.
    let (_, reading) = sheet("Phòng", &[1, 5]);
    assert_eq!((named(&reading), lines(&reading)), (vec![1], BOTH.map(str::to_owned).to_vec()));
}

#[test]
fn who_is_struck_through_waits() {
    let struck = Format::new().set_font_strikethrough();
    let of = |cells: &[(u32, u16)]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, &ROWS, &[]);
        for (row, column) in cells {
            sheet.set_cell_format(*row, *column, &struck).unwrap();
        }
        let (_, read) = desk().read("x.xlsx", &book.save_to_buffer().unwrap());
        read[0].records().map(|(row, _)| codes(row)).collect::<Vec<_>>()
    };
    assert_eq!(of(&[(2, 0), (2, 1), (2, 2), (2, 3), (2, 4)]), ["!struck_out", ""]);
    assert_eq!(of(&[(3, 6)]), ["", "!struck_out"], "a duty that was taken back");
    assert_eq!(of(&[(2, 0), (3, 2)]), ["", ""], "neither the number nor what is not read");
}

/// A small `OpenDocument` with a hidden row, a hidden column, a note and a name struck through.
fn ods() -> Vec<u8> {
    use std::io::{Cursor, Write};
    let cell = |text: &str| {
        let style = if text == "Lê Thị Hoa" { " table:style-name=\"ce2\"" } else { "" };
        let note = if text == "Lê Văn An" {
            "<office:annotation><text:p>xem lại</text:p></office:annotation>"
        } else {
            ""
        };
        format!("<table:table-cell{style}>{note}<text:p>{text}</text:p></table:table-cell>")
    };
    let row = |(n, cells): (usize, &&[&str])| {
        let hidden = if n == 3 { " table:visibility=\"filter\"" } else { "" };
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<table:table-row{hidden}>{cells}</table:table-row>")
    };
    let rows: String = ROWS.iter().enumerate().map(row).collect();
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" \
         xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles>\
         <style:style style:name=\"ce1\"><style:text-properties \
         style:text-line-through-style=\"none\"/></style:style><style:style style:name=\"ce2\">\
         <style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"A\">\
         <table:table-column table:number-columns-repeated=\"2\"/>\
         <table:table-column table:visibility=\"collapse\"/><table:table-column/>{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, bytes) in [("mimetype", kind.as_bytes()), ("content.xml", xml.as_bytes())] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn open_documents_tell_the_same() {
    let (book, read) = desk().read("x.ods", &ods());
    let asides = &book.sheets[0].asides;
    assert_eq!(asides.rows, [4]);
    assert_eq!(asides.columns, [(2, 2)]);
    assert_eq!(asides.notes, [(3, 1)]);
    assert_eq!(book.sheets[0].struck, [(4, 1)]);
    assert_eq!(lines(&read[0]), [BOTH[0].to_owned(), format!("{} !struck_out", BOTH[1])]);
}
