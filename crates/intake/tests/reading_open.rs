//! Files of every format and encoding as offices send them, and files nobody should send.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: they fail and say so"
)]

use std::path::PathBuf;

use kernel::folding::fold;

use intake::reading::{Format, Limits, Refusal, charset::Charset, open};

fn shared(path: &str) -> Option<PathBuf> {
    let path =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

fn rows(path: &std::path::Path) -> (Vec<Vec<String>>, Vec<(Charset, u32)>) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let book = open(&name, &std::fs::read(path).unwrap(), &Limits::default()).unwrap();
    assert_eq!(book.sheets.len(), 1, "{name}");
    let sheet = &book.sheets[0];
    let rows =
        sheet.rows.iter().map(|r| r.cells.iter().map(|(_, c)| c.shown()).collect()).collect();
    (rows, sheet.converted.clone())
}

#[test]
fn communes_read_the_same_in_every_encoding() {
    let Some(folder) = shared("legacy-encodings") else { return };
    let (want, converted) = rows(&folder.join("communes_utf8.csv"));
    assert_eq!((want.len(), converted.len()), (122, 0));
    assert_eq!(want[1], ["08707", "Phường Tích Sơn", "Thành phố Vĩnh Yên"]);
    for (file, charset) in [
        ("communes_utf8_bom.csv", None),
        ("communes_utf8_nfd.csv", None),
        ("communes_utf16le.csv", None),
        ("communes_tcvn3.csv", Some(Charset::Tcvn3)),
        ("communes_vni.csv", Some(Charset::Vni)),
        ("communes_viscii.csv", Some(Charset::Viscii)),
        ("communes_cp1258.csv", Some(Charset::Cp1258)),
        ("communes_tcvn3.xlsx", Some(Charset::Tcvn3)),
        ("communes_vni.xlsx", Some(Charset::Vni)),
    ] {
        let (got, converted) = rows(&folder.join(file));
        assert_eq!(got.len(), want.len(), "{file}");
        // TCVN3 has no capital Í outside its capital fonts: case is forgiven.
        for (got, want) in got.iter().zip(&want).skip(1) {
            assert_eq!(fold(&got.join(" ")), fold(&want.join(" ")), "{file}");
        }
        assert_eq!(converted.first().map(|c| c.0), charset, "{file}");
    }
}

#[test]
fn running_text_reads_as_its_twin() {
    let Some(folder) = shared("legacy-encodings/upstream") else { return };
    let text = |file: &str| {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let book = open(file, &bytes, &Limits::default()).unwrap();
        let cells = book.sheets[0].rows.iter().flat_map(|r| &r.cells);
        cells.map(|(_, c)| c.shown()).collect::<Vec<_>>().join(" ")
    };
    let words = |t: String| {
        t.split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let twin = words(text("demo1-utf8.txt"));
    assert!(twin.len() > 100);
    assert_eq!(words(text("demo1-tcvn.txt")), twin);
    assert_eq!(words(text("demo1-utf16le.txt")), twin);
    assert!(text("viscii.txt").contains("ệ") || text("viscii.txt").contains("ố"));
}

#[test]
fn every_file_of_the_dossier_opens() {
    let Some(folder) = shared("dossier-2024/officers") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let book = open(&name, &std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
        let format = match path.extension().unwrap().to_str().unwrap() {
            "xlsx" => Format::Xlsx,
            "xls" => Format::Xls,
            _ => Format::Text,
        };
        assert_eq!(book.format, format, "{name}");
        assert!(book.sheets[0].rows.len() > 10, "{name}");
        if format == Format::Xls {
            assert_eq!(book.sheets[0].converted.len(), 1, "{name}");
        }
    }
}

#[test]
fn a_line_that_names_the_delimiter_is_no_row_as_spreadsheets_show_it() {
    for text in ["sep=;\na;b\nc;d\n", "a;b\nc;d\n"] {
        let book = open("a.csv", text.as_bytes(), &Limits::default()).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.rows[0].number, 1, "{text:?}");
        assert_eq!(sheet.rows[0].cells[1].1.shown(), "b");
    }
}

#[test]
fn decomposed_utf16_without_its_mark_is_told_by_its_zeros() {
    use unicode_normalization::UnicodeNormalization as _;
    let table =
        "Họ và tên;Năm sinh;Hình thức\nVũ Hà Àn;1980;Kiêm nhiệm\nLò Ò Bà;1981;Chuyên trách\n";
    for ends in [u16::to_le_bytes, u16::to_be_bytes] {
        let units: Vec<u16> = table.nfd().collect::<String>().encode_utf16().collect();
        assert!(units.contains(&0x300), "a mark whose lower byte is zero");
        let bytes: Vec<u8> = units.iter().flat_map(|u| ends(*u)).collect();
        let book = open("SNV.csv", &bytes, &Limits::default()).unwrap();
        let cells = |row: usize| {
            let cells = book.sheets[0].rows[row].cells.iter();
            cells.map(|(_, c)| fold(&c.shown())).collect::<Vec<_>>()
        };
        assert_eq!(cells(1), [fold("Vũ Hà Àn"), "1980".to_owned(), fold("Kiêm nhiệm")]);
        assert_eq!(cells(2), [fold("Lò Ò Bà"), "1981".to_owned(), fold("Chuyên trách")]);
    }
}

#[test]
fn refusals() {
    let open = |bytes: &[u8]| open("x.xlsx", bytes, &Limits::default()).unwrap_err();
    assert_eq!(open(b""), Refusal::Empty);
    assert_eq!(open(b"PK\x03\x04 and nothing more"), Refusal::Corrupt);
    assert_eq!(open(b"%PDF-1.4 ..."), Refusal::NotASpreadsheet);
    assert_eq!(open(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), Refusal::Corrupt);
    let small = Limits { file_bytes: 4, ..Limits::default() };
    let refused = intake::reading::open("x", b"a;b;c", &small).unwrap_err();
    assert_eq!((refused.code(), refused.limit()), ("file_too_large", Some(4)));
}
