//! The sender's file back with notes in its cells, and nothing else changed.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use intake::reading::{Limits, Mark, Workbook, mark, open};
use support::{fill, shared};

fn note(sheet: &str, row: u32, column: u16, text: &str) -> Mark {
    Mark { sheet: sheet.into(), row, column, text: text.into() }
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

fn cells(book: &Workbook) -> Vec<(u32, u16, String)> {
    let rows = book.sheets.iter().flat_map(|s| &s.rows);
    rows.flat_map(|r| r.cells.iter().map(|(c, cell)| (r.number, *c, cell.shown()))).collect()
}

#[test]
fn a_package_keeps_all_its_other_parts() {
    let Some(path) = shared("dossier-2024/officers/HPN.xlsx") else { return };
    let bytes = std::fs::read(path).unwrap();
    let limits = Limits::default();
    let marks = [
        note("Biểu 01", 17, 3, "Ngày <sai>"),
        note("Biểu 01", 21, 3, "a"),
        note("Biểu 01", 21, 3, "b"),
    ];
    let marked = mark("HPN.xlsx", &bytes, &marks, &limits).unwrap();
    assert_eq!(marked.extension, "xlsx");
    let (before, after) = (parts(&bytes), parts(&marked.bytes));
    let changed: Vec<&str> =
        before.iter().filter(|(n, c)| after.get(*n) != Some(*c)).map(|(n, _)| n.as_str()).collect();
    assert_eq!(changed, ["[Content_Types].xml", "xl/worksheets/sheet1.xml"]);
    let added: Vec<&str> =
        after.keys().filter(|n| !before.contains_key(*n)).map(String::as_str).collect();
    assert_eq!(
        added,
        [
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/worksheets/notes1.vml",
            "xl/worksheets/notes1.xml"
        ]
    );
    let (old, new) =
        (text(&before, "xl/worksheets/sheet1.xml"), text(&after, "xl/worksheets/sheet1.xml"));
    let tag = new.find("<legacyDrawing").unwrap();
    let end = tag + new[tag..].find("/>").unwrap() + 2;
    assert_eq!(format!("{}{}", &new[..tag], &new[end..]), old, "only the reference is added");
    let notes = text(&after, "xl/worksheets/notes1.xml");
    assert!(
        notes.contains("ref=\"D17\"")
            && notes.contains("Ngày &lt;sai&gt;")
            && notes.contains("a\nb")
    );
    let name = "x.xlsx";
    assert_eq!(
        cells(&open(name, &bytes, &limits).unwrap()),
        cells(&open(name, &marked.bytes, &limits).unwrap())
    );
}

#[test]
fn notes_that_are_there_stay() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["Một", "Hai"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        fill(sheet, &[&["a", "b"], &["c", "d"]], &[]);
        let own = rust_xlsxwriter::Note::new("của người gửi");
        sheet.insert_note(0, 0, &own).unwrap();
        sheet.insert_note(1, 1, &own).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let marks = [note("Hai", 1, 0, "sai"), note("Hai", 2, 0, "thiếu")];
    let marked = mark("x.xlsx", &bytes, &marks, &Limits::default()).unwrap();
    let (before, after) = (parts(&bytes), parts(&marked.bytes));
    assert_eq!(before["xl/comments1.xml"], after["xl/comments1.xml"], "the other sheet");
    let notes = text(&after, "xl/comments2.xml");
    assert_eq!(notes.matches("<comment ").count(), 3);
    assert!(notes.contains("sai") && notes.contains("thiếu"));
    assert_eq!(notes.matches("của người gửi").count(), 2);
    let boxes = text(&after, "xl/drawings/vmlDrawing2.vml");
    assert_eq!(boxes.matches("<x:ClientData").count(), 3);
    assert!(open("x.xlsx", &marked.bytes, &Limits::default()).is_ok());
    // A second time over its own result.
    let again = mark("x.xlsx", &marked.bytes, &marks, &Limits::default()).unwrap();
    assert_eq!(text(&parts(&again.bytes), "xl/comments2.xml").matches("<comment ").count(), 3);
}

#[test]
fn other_formats_come_back_as_workbooks() {
    let csv = "Họ và tên;CCCD\n=HYPERLINK(\"x\");001\nLê Văn An;1\n";
    let marked =
        mark("x.csv", csv.as_bytes(), &[note("", 2, 1, "12 chữ số")], &Limits::default()).unwrap();
    assert_eq!(marked.extension, "xlsx");
    let book = open("x.xlsx", &marked.bytes, &Limits::default()).unwrap();
    assert_eq!(cells(&book), cells(&open("x.csv", csv.as_bytes(), &Limits::default()).unwrap()));
    let parts = parts(&marked.bytes);
    assert!(!text(&parts, "xl/worksheets/sheet1.xml").contains("<f>"), "no formula is made");
    let notes = parts.keys().find(|n| n.contains("comments")).unwrap();
    assert!(text(&parts, notes).contains("12 chữ số"));
    let Some(path) = shared("dossier-2024/officers/TD.xls") else { return };
    let bytes = std::fs::read(path).unwrap();
    let marked = mark("TD.xls", &bytes, &[note("Sheet1", 6, 1, "?")], &Limits::default()).unwrap();
    let (old, new) = (
        open("TD.xls", &bytes, &Limits::default()),
        open("TD.xlsx", &marked.bytes, &Limits::default()),
    );
    assert_eq!(cells(&old.unwrap()), cells(&new.unwrap()));
}
