//! Blank forms: printed, filled in, and read back by the reader.
#![expect(clippy::unwrap_used, reason = "tests fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use std::{collections::BTreeMap, io::Read as _, sync::Arc};

use intake::{
    forms::{Around, Form, of_kind, officers, write},
    listing::{Offices, Recognised, Surroundings, built_in, read, recognise},
    reading::{DetectOptions, Limits, RowKind, default_fields, detect, open},
};
use registry::model::{Field, FieldId};
use support::{REGISTER, TODAY, desk, issues, lines, register};

/// The fields a new record starts with.
fn fields() -> Vec<Field> {
    let field = |(place, (code, words)): (i64, (&str, Vec<&str>))| Field {
        id: FieldId(kernel::Uuid::nil()),
        code: code.into(),
        // Synonyms, then the name in Vietnamese, in English, and the code.
        name_vi: words[words.len() - 3].into(),
        name_en: String::new(),
        synonyms: Vec::new(),
        place,
    };
    (1..).zip(registry::acts::first_fields()).map(field).collect()
}

/// A row of a form: by the key of a column or its heading.
fn row(form: &Form, told: &[(&str, &str)]) -> Vec<String> {
    let says = |(key, heading): (&str, &str)| {
        let found = told.iter().find(|(name, _)| *name == heading || *name == key);
        found.map_or(String::new(), |(_, text)| (*text).to_owned())
    };
    form.columns.iter().map(|c| says((&c.key, &c.heading))).collect()
}

fn around(offices: &[String]) -> Around<'_> {
    let on = kernel::Date::constant(2024, 10, 15);
    Around { office: Some("Sở Nội vụ"), on: Some(on), offices, today: TODAY }
}

fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_form_of_officers_is_read_back() {
    let form = officers(&fields());
    let an = [
        ("ordinal", "1"),
        ("full_name", "Lê Văn An"),
        ("sex", "Nam"),
        ("birth", "02/03/1980"),
        ("personal_id", "001080000123"),
        ("phone", "0301234567"),
        ("title", "Chuyên viên"),
        ("degree", "Đại học"),
        ("major", "Luật"),
        ("mode", "Kiêm nhiệm"),
        ("Chuyển đổi số", "x"),
        ("An toàn thông tin", "x"),
        ("certificate", "Tin học"),
    ];
    let binh = [
        ("ordinal", "2"),
        ("full_name", "Trần Thị Bình"),
        ("sex", "Nữ"),
        ("mode", "Chuyên trách"),
        ("Chuyển đổi số", "x"),
    ];
    let bytes = write(&form, &[row(&form, &an), row(&form, &binh)], &around(&[])).unwrap();
    let (_, sheets) = desk().read("bieu.xlsx", &bytes);
    let first = &sheets[0];
    let at = first.records().next().unwrap().0.row;
    assert_eq!(
        lines(first),
        [
            format!("{at} Lê Văn An M 1980-03-02 001080000123 BM.SNV concurrent dx|infosec"),
            format!("{} Trần Thị Bình F - - BM.SNV dedicated dx", at + 1),
        ]
    );
    assert!(issues(first).is_empty(), "{:?}", first.issues);
    let (_, an) = first.records().next().unwrap();
    assert_eq!(an.phone.as_deref(), Some("0301234567"));
    assert_eq!(
        (an.degree.as_deref(), an.major.as_deref(), an.certificates.as_deref()),
        (Some("Đại học"), Some("Luật"), Some("Tin học"))
    );
    assert_eq!(first.stated_on, Some(kernel::Date::constant(2024, 10, 15)));
    // The example is known for what it is, and told.
    assert!(first.issues.iter().any(|i| i.code == "example_row" && i.row == Some(at - 1)));
    assert!(first.rows.iter().any(|r| r.row == at - 1 && r.kind == RowKind::Blank));
    // How it is filled in is no list.
    assert!(sheets[1..].iter().all(|s| s.records().next().is_none()));
    let told: Vec<_> = sheets[1..].iter().flat_map(|s| &s.issues).map(|i| i.code).collect();
    assert_eq!(told, ["no_table"]);
}

#[test]
fn every_field_of_duty_has_its_column() {
    let form = officers(&fields());
    let ticked: Vec<(&str, &str)> = [("full_name", "Lê Văn An"), ("mode", "Kiêm nhiệm")]
        .into_iter()
        .chain(form.columns.iter().filter(|c| c.key == "fields").map(|c| (&c.heading[..], "x")))
        .collect();
    let bytes = write(&form, &[row(&form, &ticked)], &around(&[])).unwrap();
    let (_, sheets) = desk().read("bieu.xlsx", &bytes);
    let (_, an) = sheets[0].records().next().unwrap();
    let all: Vec<String> = default_fields().into_iter().map(|f| f.code).collect();
    assert_eq!(an.fields, all);
}

#[test]
fn cells_are_checked_as_they_are_filled_in() {
    let offices: Vec<String> = (1..=300).map(|n| format!("Ủy ban nhân dân xã {n}")).collect();
    let book = write(&officers(&fields()), &[], &around(&offices)).unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    for check in [
        "type=\"list\"",
        "\"Chuyên trách,Kiêm nhiệm\"",
        "\"Nam,Nữ\"",
        "type=\"date\"",
        "type=\"custom\"",
        "LEN(E8)=12",
    ] {
        assert!(sheet.contains(check), "{check}");
    }
    assert!(sheet.contains("<pane ySplit="), "headings stay in sight");
    // Text stays text: a zero in front is not lost.
    assert!(part(&book, "xl/styles.xml").contains("numFmtId=\"49\""),);
    // A form without a column of offices has no list of them.
    assert!(!part(&book, "xl/workbook.xml").contains("Danh mục"));
    let class = built_in().iter().find(|k| k.code == "class_attendance").unwrap();
    let book = write(&of_kind(class).unwrap(), &[], &around(&offices)).unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("'Danh mục'!$A$1:$A$300"), "a long list stands beside");
    assert!(sheet.contains("errorStyle=\"warning\""), "an office may be written otherwise");
}

#[test]
fn the_forms_of_further_kinds_are_read_back() {
    let rows: [(&str, &[(&str, &str)]); 5] = [
        (
            "team_members",
            &[
                ("commune", "UBND xã Phú Lộc"),
                ("village", "Thôn 2"),
                ("decision", "12/QĐ-UBND"),
                ("decision_on", "01/08/2024"),
                ("full_name", "Lê Văn An"),
                ("birth", "02/03/1980"),
                ("role", "Tổ trưởng"),
                ("organisation", "Hội Nông dân"),
                ("trained", "x"),
                ("phone", "0301234567"),
            ],
        ),
        (
            "class_attendance",
            &[
                ("full_name", "Lê Văn An"),
                ("birth", "02/03/1980"),
                ("unit", "Sở Nội vụ"),
                ("Ngày 1", "x"),
            ],
        ),
        (
            "online_completions",
            &[
                ("course", "Kỹ năng số"),
                ("full_name", "Lê Văn An"),
                ("unit", "Sở Nội vụ"),
                ("completed_at", "05/09/2024"),
                ("score", "90"),
            ],
        ),
        (
            "graduates",
            &[
                ("institution", "Trường A"),
                ("year", "2023"),
                ("field", "CNTT"),
                ("level", "Đại học"),
                ("count", "45"),
            ],
        ),
        (
            "villages",
            &[("commune", "UBND xã Phú Lộc"), ("village", "Thôn 2"), ("households", "120")],
        ),
    ];
    let units = Offices::new(Arc::new(register(REGISTER)));
    for (code, told) in rows {
        let kind = built_in().iter().find(|k| k.code == code).unwrap();
        let mut form = of_kind(kind).unwrap();
        if code == "class_attendance" {
            form.title = vec!["DANH SÁCH HỌC VIÊN LỚP: KỸ NĂNG SỐ, NGÀY 15/10/2024".into()];
        }
        let bytes = write(&form, &[row(&form, told)], &around(&[])).unwrap();
        let book = open("bieu.xlsx", &bytes, &Limits::default()).unwrap();
        let grid = &book.sheets[0];
        let Recognised::One(found) = recognise(grid, built_in()) else { panic!("{code}") };
        assert_eq!(found.kind.code, code);
        let options = DetectOptions { fields: &default_fields(), remembered: &BTreeMap::new() };
        assert!(detect(grid, &options).tables.is_empty(), "{code} is no list of officers");
        let around =
            Surroundings { file_name: "bieu.xlsx", today: TODAY, units: &units, sender: None };
        let (listing, reading) = read(grid, &found, &around);
        assert_eq!(listing.rows.len(), 1, "{code}: the example is left out");
        assert!(listing.rows[0].problems.is_empty(), "{code} {:?}", listing.rows[0].problems);
        let line = listing.line(&listing.rows[0]);
        for (key, _) in told.iter().filter(|(key, _)| kind.place(key).is_some()) {
            assert!(line.said(key).is_some(), "{code} {key}");
        }
        let told: Vec<&str> = reading.issues.iter().map(|i| i.code).collect();
        assert_eq!(told, ["example_row"], "{code}");
        if code == "class_attendance" {
            assert_eq!(listing.title.course.as_deref(), Some("KỸ NĂNG SỐ"));
        }
        for other in &book.sheets[1..] {
            assert!(matches!(recognise(other, built_in()), Recognised::None), "{code}");
        }
    }
}
