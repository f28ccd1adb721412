//! What the tests of reading share.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: they fail and say so"
)]
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use std::{collections::BTreeMap, path::PathBuf};

use intake::reading::{
    Context, DetectOptions, FieldWords, Limits, Mapping, Office, OfficerRow, RowReading,
    SheetReading, UnitIndex, Workbook, default_fields, detect, open, read_sheet,
};
use kernel::Date;

/// The day of reading in all tests.
pub(crate) const TODAY: Date = Date::constant(2024, 11, 1);

/// A path under the shared data, or `None` with a printed line.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

/// A register from a CSV of `code,name,kind,parent,area,aliases`.
pub(crate) fn register(csv: &str) -> UnitIndex {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let offices = reader.records().map(|r| {
        let r = r.unwrap();
        let some = |n: usize| Some(r[n].to_owned()).filter(|t| !t.is_empty());
        Office {
            code: r[0].into(),
            name: r[1].into(),
            kind: r[2].into(),
            parent: some(3),
            area: some(4),
            aliases: r[5].split(';').filter(|a| !a.is_empty()).map(Into::into).collect(),
        }
    });
    UnitIndex::new(offices.collect())
}

/// A reader with everything it needs.
pub(crate) struct Desk {
    pub units: UnitIndex,
    pub fields: Vec<FieldWords>,
    pub remembered: BTreeMap<String, Mapping>,
}

impl Desk {
    pub(crate) fn new(units: UnitIndex) -> Self {
        Self { units, fields: default_fields(), remembered: BTreeMap::new() }
    }

    pub(crate) fn read(&self, file_name: &str, bytes: &[u8]) -> (Workbook, Vec<SheetReading>) {
        let book = open(file_name, bytes, &Limits::default()).unwrap();
        let options = DetectOptions { fields: &self.fields, remembered: &self.remembered };
        let ctx = Context {
            file_name,
            today: TODAY,
            units: &self.units,
            fields: &self.fields,
            sender: None,
        };
        let read = |g| read_sheet(g, &detect(g, &options), &ctx);
        let sheets = book.sheets.iter().map(read).collect();
        (book, sheets)
    }
}

/// A made-up province: two districts with a commune of one name each.
pub(crate) const REGISTER: &str = "code,name,kind,parent,area,aliases
BM,Ủy ban nhân dân tỉnh Bình Minh,province,,99,UBND tỉnh
BM.SNV,Sở Nội vụ,department,BM,99,
BM.STC,Sở Tài chính,department,BM,99,
BM.SGDDT,Sở Giáo dục và Đào tạo,department,BM,99,
BM.SLDTBXH,Sở Lao động - Thương binh và Xã hội,department,BM,99,
BM.VP,Văn phòng UBND tỉnh,department,BM,99,
BM.HPN,Hội Liên hiệp Phụ nữ tỉnh,department,BM,99,
BM.D901,Ủy ban nhân dân huyện Đông Hà,district,BM,901,
BM.D902,Ủy ban nhân dân huyện Tây Sơn,district,BM,902,
BM.C90001,Ủy ban nhân dân thị trấn Đông Hà,commune,BM.D901,90001,
BM.C90004,Ủy ban nhân dân xã Tân Tiến,commune,BM.D901,90004,
BM.C90007,Ủy ban nhân dân xã Hòa Bình,commune,BM.D901,90007,
BM.C90010,Ủy ban nhân dân xã Tân Tiến,commune,BM.D902,90010,
BM.C90013,Ủy ban nhân dân xã Phú Lộc,commune,BM.D902,90013,
BM.C90016,Ủy ban nhân dân phường Trần Phú,commune,BM.D902,90016,
";

/// A desk in that province.
pub(crate) fn desk() -> Desk {
    Desk::new(register(REGISTER))
}

/// Reads a workbook of one sheet in that province.
pub(crate) fn read(file: &str, rows: &[&[&str]], merges: &[&str]) -> SheetReading {
    let (_, mut sheets) = desk().read(file, &workbook(rows, merges));
    sheets.remove(0)
}

/// Reads cells of one column, each in a row that is sound otherwise, and tells of each what
/// `tell` does.
pub(crate) fn column<T>(
    heading: &str,
    cells: &[&str],
    tell: impl Fn(&RowReading, &OfficerRow) -> T,
) -> Vec<T> {
    const SOUND: [(&str, &str); 5] = [
        ("Họ và tên", "Lê Văn An"),
        ("Ngày sinh", "2/3/1980"),
        ("Chức vụ", "Chuyên viên"),
        ("Hình thức", "Kiêm nhiệm"),
        ("Lĩnh vực", "CĐS"),
    ];
    let mut heads: Vec<&str> = SOUND.iter().map(|(h, _)| *h).collect();
    let at = heads.iter().position(|h| *h == heading).unwrap_or(heads.len());
    if at == heads.len() {
        heads.push(heading);
    }
    let mut rows: Vec<Vec<&str>> = vec![vec!["SỞ NỘI VỤ"], heads];
    for cell in cells {
        let mut row: Vec<&str> = SOUND.iter().map(|(_, c)| *c).collect();
        row.resize(row.len().max(at + 1), "");
        row[at] = cell;
        rows.push(row);
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    read("x.xlsx", &rows, &[]).records().map(|(row, record)| tell(row, record)).collect()
}

/// The codes of a row's problems, `!` before those that hold.
pub(crate) fn codes(row: &RowReading) -> String {
    let code =
        |p: &intake::reading::Problem| format!("{}{}", if p.hold { "!" } else { "" }, p.code);
    row.problems.iter().map(code).collect::<Vec<_>>().join(",")
}

/// A workbook of one sheet. `#12` is a number, `@1990-02-03` a date; merges are `A1:C1`.
pub(crate) fn workbook(rows: &[&[&str]], merges: &[&str]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet(), rows, merges);
    book.save_to_buffer().unwrap()
}

/// Writes rows to a worksheet.
pub(crate) fn fill(sheet: &mut rust_xlsxwriter::Worksheet, rows: &[&[&str]], merges: &[&str]) {
    use rust_xlsxwriter::{ExcelDateTime, Format};
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let plain = Format::new();
    for merge in merges {
        let (from, to) = merge.split_once(':').unwrap();
        let at = |t: &str| {
            let letters = t.trim_end_matches(|c: char| c.is_ascii_digit());
            let column = letters.bytes().fold(0u16, |n, b| n * 26 + u16::from(b - b'A') + 1) - 1;
            (t[letters.len()..].parse::<u32>().unwrap() - 1, column)
        };
        let ((r1, c1), (r2, c2)) = (at(from), at(to));
        sheet.merge_range(r1, c1, r2, c2, "", &plain).unwrap();
    }
    for (row, cells) in (0u32..).zip(rows) {
        for (column, text) in (0u16..).zip(*cells) {
            if let Some(n) = text.strip_prefix('#') {
                sheet.write_number(row, column, n.parse::<f64>().unwrap()).unwrap();
            } else if let Some(d) = text.strip_prefix('@') {
                let date = ExcelDateTime::parse_from_str(d).unwrap();
                sheet.write_datetime_with_format(row, column, &date, &day).unwrap();
            } else if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
}

/// A workbook as one that counts its days from 1904.
pub(crate) fn since_1904(book: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/workbook.xml" {
            let xml = String::from_utf8(bytes).unwrap();
            bytes = xml.replace("<workbookPr", "<workbookPr date1904=\"1\"").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The rows as text with a delimiter.
pub(crate) fn delimited(rows: &[&[&str]]) -> Vec<u8> {
    let line = |cells: &&[&str]| {
        let bare = |c: &&str| c.trim_start_matches(['#', '@']).to_owned();
        cells.iter().map(bare).collect::<Vec<_>>().join(";")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n").into_bytes()
}

/// Each record as one line: row, name, sex, birth, number, unit, mode, fields, and its problems
/// (`!` before those that hold).
pub(crate) fn lines(reading: &SheetReading) -> Vec<String> {
    let line = |(row, r): (&intake::reading::RowReading, &intake::reading::OfficerRow)| {
        let problems: Vec<String> = row
            .problems
            .iter()
            .map(|p| format!("{}{}", if p.hold { "!" } else { "" }, p.code))
            .collect();
        format!(
            "{} {} {} {} {} {} {} {} {}",
            row.row,
            r.full_name.as_deref().unwrap_or("-"),
            r.sex.map_or("-", |s| s.as_str()),
            r.birth.map_or("-".into(), |b| b.to_string()),
            r.personal_id.as_deref().unwrap_or("-"),
            r.unit.as_ref().map_or("-", |u| &u.code),
            r.mode.map_or("-", |m| m.as_str()),
            if r.fields.is_empty() { "-".into() } else { r.fields.join("|") },
            problems.join(",")
        )
        .trim_end()
        .to_owned()
    };
    reading.records().map(line).collect()
}

/// Issues that are more than notes: code, stated, counted.
pub(crate) fn issues(reading: &SheetReading) -> Vec<String> {
    let grave = reading.issues.iter().filter(|i| !i.note);
    grave
        .map(|i| {
            format!("{} {:?} {:?} {}", i.code, i.stated, i.counted, i.value).replace("Some", "")
        })
        .collect()
}
