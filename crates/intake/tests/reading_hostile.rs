//! Files nobody should send: each is refused by name, none brings the program down.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use std::io::{Cursor, Read, Write};

use intake::reading::{Cell, Limits, Merge, Refusal, open};
use proptest::prelude::*;
use support::{desk, shared, workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const ROWS: [&[&str]; 3] = [
    &["Họ và tên", "Kiêm nhiệm", "Chuyên trách", "CĐS"],
    &["Lê Văn An", "x", "", "x"],
    &["Lê Văn Ba", "", "x", "x"],
];

/// A good workbook with a part replaced or added.
fn with_part(name: &str, content: &[u8]) -> Vec<u8> {
    replaced(&workbook(&ROWS, &[]), name, content)
}

fn replaced(book: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let own = part.name().unwrap().into_owned();
        if own != name {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            out.start_file(own, options).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    out.start_file(name, options).unwrap();
    out.write_all(content).unwrap();
    out.finish().unwrap().into_inner()
}

fn refused(bytes: &[u8], limits: &Limits) -> &'static str {
    open("x.xlsx", bytes, limits).map(|_| ()).unwrap_err().code()
}

#[test]
fn packages_that_mean_harm() {
    let usual = Limits::default();
    let sheet = "xl/worksheets/sheet1.xml";
    let bomb = with_part(sheet, &vec![b' '; 16 << 20]);
    assert_eq!(refused(&bomb, &usual), "zip_ratio");
    let small = Limits { inflated_bytes: 4096, ..usual };
    assert_eq!(refused(&bomb, &small), "inflated_too_large");
    assert_eq!(refused(&with_part("../evil.xml", b"<a/>"), &usual), "zip_name");
    assert_eq!(refused(&with_part("/etc/evil", b"<a/>"), &usual), "zip_name");
    assert_eq!(refused(&with_part("XL/WORKBOOK.xml", b"<a/>"), &usual), "zip_name");
    let lol = b"<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><worksheet>&c;</worksheet>";
    assert_eq!(refused(&with_part(sheet, lol), &usual), "xml_entities");
    let deep = "<a>".repeat(500);
    assert_eq!(refused(&with_part(sheet, deep.as_bytes()), &usual), "xml_depth");
    assert_eq!(refused(&with_part(sheet, b"<worksheet><sheetData><row"), &usual), "corrupt");
}

#[test]
fn sheets_beyond_the_bounds() {
    let usual = Limits::default();
    let good = workbook(&ROWS, &[]);
    for (limits, code) in [
        (Limits { file_bytes: 100, ..usual }, "file_too_large"),
        (Limits { rows: 2, ..usual }, "too_many_rows"),
        (Limits { columns: 3, ..usual }, "too_many_columns"),
        (Limits { cells: 9, ..usual }, "too_many_cells"),
        (Limits { sheets: 0, ..usual }, "too_many_sheets"),
    ] {
        assert_eq!(refused(&good, &limits), code);
    }
    // A stray cell far below costs nothing and hurts nobody.
    let mut rows: Vec<&[&str]> = ROWS.to_vec();
    let blank: Vec<&[&str]> = vec![&[]; 50_000];
    rows.extend(blank);
    rows.push(&["x"]);
    let book = open("x.xlsx", &workbook(&rows, &[]), &usual).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 4);
}

/// A text stands once in the file, and in every row.
#[test]
fn one_long_text_in_every_row_is_refused() {
    let limits = Limits { text_bytes: 1 << 20, ..Limits::default() };
    let row = |r: usize| format!("<row r=\"{r}\"><c r=\"A{r}\" t=\"s\"><v>0</v></c></row>");
    let rows = |count: usize| (1..=count).map(row).collect::<Vec<_>>().concat();
    let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let book = |count: usize| {
        let sheet =
            format!("<worksheet {space}><sheetData>{}</sheetData></worksheet>", rows(count));
        let text = "chữ ".repeat(2_000);
        let texts = format!("<sst {space}><si><t>{text}</t></si></sst>");
        let with = with_part("xl/worksheets/sheet1.xml", sheet.as_bytes());
        replaced(&with, "xl/sharedStrings.xml", texts.as_bytes())
    };
    assert!(open("x.xlsx", &book(50), &limits).is_ok());
    assert_eq!(refused(&book(200), &limits), "too_much_text");
    let Some(path) = shared("dossier-2024/officers/SKHDT.xls") else { return };
    let old = std::fs::read(path).unwrap();
    let all = open("x.xls", &old, &Limits::default()).unwrap();
    let cells = all.sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells);
    let text: usize = cells.filter_map(|(_, c)| c.text()).map(str::len).sum();
    assert!(text > 1_000);
    // The parser of the old format makes every text at once: it is not asked to.
    assert_eq!(refused(&old, &Limits { text_bytes: 100, ..Limits::default() }), "too_much_text");
}

#[test]
fn locked_workbooks_say_so() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(2048, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&bytes, &Limits::default()), "encrypted");
}

/// An `OpenDocument` spreadsheet with a body.
fn ods(body: &str) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    out.start_file("mimetype", options).unwrap();
    out.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    out.start_file("content.xml", options).unwrap();
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s'>\
         <office:automatic-styles><style:style style:name='off'><style:table-properties table:display='false'/>\
         </style:style></office:automatic-styles><office:body><office:spreadsheet>{body}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    out.write_all(content.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}

#[test]
fn open_documents_read_as_the_others() {
    let text = |t: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{t}</text:p></table:table-cell>"
        )
    };
    let header = ["Họ và tên", "Ngày sinh", "Kiêm nhiệm", "Chuyên trách", "CĐS"].map(text).concat();
    let body = format!(
        "<table:table table:name='SNV'><table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row>{header}</table:table-row>\
         <table:table-row>{}<table:table-cell office:value-type='date' office:date-value='1980-02-03'><text:p>03/02/80</text:p></table:table-cell>{}<table:table-cell/>{}</table:table-row>\
         <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>\
         <table:table table:name='Ẩn' table:style-name='off'><table:table-row><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3' office:value-type='float' office:value='5'><text:p>5</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>",
        text("Lê Văn &amp; An<office:annotation><text:p>một ghi chú</text:p></office:annotation>"),
        text("x"),
        text("x"),
    );
    let bytes = ods(&body);
    let (book, sheets) = desk().read("x.ods", &bytes);
    assert_eq!(support::lines(&sheets[0]), ["5 Lê Văn & An - 1980-02-03 - BM.SNV concurrent dx"]);
    assert!(book.sheets[1].hidden && !book.sheets[0].hidden);
    assert_eq!(book.sheets[1].cell(1, 0), Some(&Cell::Number(5.0)));
    assert_eq!(book.sheets[1].merges, [Merge { top: 1, bottom: 3, left: 0, right: 1 }]);
}

#[test]
fn repeats_are_bounded_before_they_are_made() {
    let cell = "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/>";
    let wide = format!(
        "<table:table table:name='a'><table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row></table:table>"
    );
    assert_eq!(refused(&ods(&wide), &Limits::default()), "too_many_columns");
    let tall = wide.replace("16384", "5");
    assert_eq!(refused(&ods(&tall), &Limits::default()), "too_many_rows");
}

#[test]
fn a_cell_has_an_end_in_every_format() {
    let usual = Limits::default();
    let long = "a".repeat(usual.cell_chars + 1);
    let inline = format!(
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>\
         <row r='1'><c r='A1' t='inlineStr'><is><t>{long}</t></is></c></row></sheetData></worksheet>"
    );
    let sheet = with_part("xl/worksheets/sheet1.xml", inline.as_bytes());
    let roomy = Limits { ratio: 10_000, ..usual };
    assert_eq!(refused(&sheet, &roomy), "cell_too_long");
    let open_document = format!(
        "<table:table table:name='a'><table:table-row><table:table-cell><text:p>{long}</text:p>\
         </table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(refused(&ods(&open_document), &roomy), "cell_too_long");
    assert_eq!(refused(format!("a;b\n{long};c").as_bytes(), &usual), "cell_too_long");
    let fits = "ă".repeat(usual.cell_chars);
    assert!(open("x.csv", format!("a;b\n{fits};c").as_bytes(), &usual).is_ok());
}

#[test]
fn two_sheets_of_one_name_are_refused() {
    let table = "<table:table table:name='a'><table:table-row><table:table-cell \
                 office:value-type='float' office:value='1'/></table:table-row></table:table>";
    assert_eq!(refused(&ods(&table.repeat(2)), &Limits::default()), "sheet_names");
    let other = table.replace("name='a'", "name='b'");
    assert!(open("x.ods", &ods(&format!("{table}{other}")), &Limits::default()).is_ok());
}

#[test]
fn a_grid_no_binary_file_can_hold_is_refused_before_room_is_made() {
    let Some(path) = support::shared("dossier-2024/officers/SKHDT.xls") else { return };
    let mut bytes = std::fs::read(path).unwrap();
    let stated = [0x00, 0x02, 0x0e, 0x00];
    let at = bytes.windows(4).position(|w| w == stated).unwrap() + 4;
    bytes[at..at + 8].fill(0xff);
    assert_eq!(refused(&bytes, &Limits::default()), "corrupt");
}

#[test]
fn files_that_break_off_are_refused_or_read() {
    let good = workbook(&ROWS, &[]);
    for n in 0..40 {
        let _ = open("x.xlsx", &good[..good.len() * n / 40], &Limits::default());
    }
    let Some(path) = shared("dossier-2024/officers/TD.xls") else { return };
    let old = std::fs::read(path).unwrap();
    for n in 0..40 {
        let cut = open("x.xls", &old[..old.len() * n / 40], &Limits::default());
        if n < 2 {
            assert!(matches!(
                cut,
                Err(Refusal::Empty | Refusal::Corrupt | Refusal::NotASpreadsheet)
            ));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = open("x", &bytes, &Limits::default());
    }

    #[test]
    fn no_change_to_a_file_brings_it_down(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = workbook(&ROWS, &[]);
        for (index, byte) in &at {
            let n = index.index(bytes.len());
            bytes[n] = *byte;
        }
        let _ = open("x.xlsx", &bytes, &Limits::default());
        if let Some(path) = shared("dossier-2024/officers/xa-08743.xls") {
            let mut bytes = std::fs::read(path).unwrap();
            for (index, byte) in &at {
                let n = index.index(bytes.len());
                bytes[n] = *byte;
            }
            let _ = open("x.xls", &bytes, &Limits::default());
        }
    }

    #[test]
    fn no_text_brings_reading_down(text in "(\\PC{0,12}[;\n]){0,40}", head in any::<bool>()) {
        let mut all = String::new();
        if head {
            all.push_str("STT;Họ và tên;Ngày sinh;CCCD;Đơn vị;Chuyên trách;Kiêm nhiệm;Lĩnh vực;SĐT\n");
        }
        all.push_str(&text);
        let Ok(book) = open("x.csv", all.as_bytes(), &Limits::default()) else { return Ok(()) };
        let (again, sheets) = desk().read("x.csv", all.as_bytes());
        let filled: Vec<u32> = book.sheets[0].rows.iter().map(|r| r.number).collect();
        let read: Vec<u32> = sheets[0].rows.iter().map(|r| r.row).collect();
        prop_assert_eq!(filled, read, "every row accounted for");
        prop_assert_eq!(again.sheets.len(), 1);
    }
}
