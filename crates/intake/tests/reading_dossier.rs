//! The whole dossier, row by row, against the truth that lies beside it.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

#[path = "reading_support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};

use intake::reading::{RowReading, SheetReading};
use kernel::folding::fold;
use support::{Desk, register, shared};

/// Files of the dossier with their sheets.
fn read_all() -> Option<BTreeMap<(String, String), SheetReading>> {
    let folder = shared("dossier-2024")?;
    let units = std::fs::read_to_string(folder.join("units/organisations.csv")).unwrap();
    let desk = Desk::new(register(&units));
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("officers")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (book, sheets) = desk.read(&name, &std::fs::read(&path).unwrap());
        for (grid, reading) in book.sheets.into_iter().zip(sheets) {
            let filled: Vec<u32> = grid.rows.iter().map(|r| r.number).collect();
            let read: Vec<u32> = reading.rows.iter().map(|r| r.row).collect();
            assert_eq!(read, filled, "every filled row of {name} once and in order");
            out.insert((name.clone(), grid.name), reading);
        }
    }
    Some(out)
}

fn warnings(row: &RowReading) -> BTreeSet<&str> {
    row.problems.iter().filter(|p| !p.hold).map(|p| p.code).collect()
}

#[test]
fn every_row_reads_as_expected() {
    let Some(read) = read_all() else { return };
    let folder = shared("dossier-2024").unwrap();
    let mut rows: BTreeMap<(String, String, u32), &RowReading> = BTreeMap::new();
    for ((file, sheet), reading) in &read {
        for (row, _) in reading.records() {
            rows.insert((file.clone(), sheet.clone(), row.row), row);
        }
    }
    let mut wrong = Vec::new();
    let mut expected = csv::Reader::from_path(folder.join("expected_officers.csv")).unwrap();
    let mut count = 0;
    for line in expected.deserialize::<BTreeMap<String, String>>() {
        let want = line.unwrap();
        count += 1;
        let (file, sheet) = (want["file"].clone(), want["sheet"].clone());
        let number: u32 = want["row"].parse().unwrap();
        let found = rows
            .remove(&(file.clone(), sheet.clone(), number))
            .or_else(|| rows.remove(&(file.clone(), String::new(), number)));
        let Some(row) = found else {
            wrong.push(format!("{file} {sheet} {number}: not read"));
            continue;
        };
        let record = row.record.as_deref().unwrap();
        let text = |o: &Option<String>| o.clone().unwrap_or_default();
        let hold: BTreeSet<&str> = want["hold"].split('|').filter(|c| !c.is_empty()).collect();
        let warn: BTreeSet<&str> = want["warn"].split('|').filter(|c| !c.is_empty()).collect();
        let mut compare = vec![
            ("full_name", fold(&text(&record.full_name)), fold(&want["full_name"])),
            ("sex", record.sex.map_or("", |s| s.as_str()).into(), want["sex"].clone()),
            ("personal_id", text(&record.personal_id), want["personal_id"].clone()),
            ("phone", text(&record.phone), want["phone"].clone()),
            ("unit", record.unit.as_ref().map_or("", |u| &u.code).into(), want["unit"].clone()),
            ("title", fold(&text(&record.title)), fold(&want["title"])),
            ("fields", record.fields.join("|"), want["fields"].clone()),
            ("degree", fold(&text(&record.degree)), fold(&want["degree"])),
            ("major", fold(&text(&record.major)), fold(&want["major"])),
            ("cert", fold(&text(&record.certificates)), fold(&want["cert"])),
            ("hold", row.holding().map_or("", |p| p.code).into(), want["hold"].clone()),
            ("warn", format!("{:?}", warnings(row)), format!("{warn:?}")),
        ];
        if !hold.contains("mode_conflict") && !hold.contains("mode_missing") {
            let mode = record.mode.map_or("", |m| m.as_str()).to_owned();
            compare.push(("mode", mode, want["mode"].clone()));
        }
        // A row held for its mode may also have a birth that can't be.
        if !(hold.contains("date_invalid") || want["birth"].is_empty() && row.held()) {
            let birth = record.birth.map(|b| b.to_string()).unwrap_or_default();
            compare.push(("birth", birth, want["birth"].clone()));
        }
        for (what, got, want) in compare {
            if got != want {
                wrong.push(format!("{file} {sheet} {number} {what}: {got} for {want}"));
            }
        }
    }
    assert!(count > 3000);
    for (file, sheet, row) in rows.into_keys() {
        wrong.push(format!("{file} {sheet} {row}: read, but nobody is there"));
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

#[test]
fn totals_that_differ_are_told_and_nothing_else_is() {
    let Some(read) = read_all() else { return };
    let folder = shared("dossier-2024").unwrap();
    let truth: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let want: BTreeSet<String> = truth["sheet_issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| {
            format!(
                "{} {} {} {}",
                i["file"].as_str().unwrap(),
                i["code"].as_str().unwrap(),
                i["stated"],
                i["counted"]
            )
        })
        .collect();
    let mut got = BTreeSet::new();
    for ((file, _), reading) in &read {
        for issue in reading.issues.iter().filter(|i| !i.note) {
            let (stated, counted) = (issue.stated.unwrap_or(0), issue.counted.unwrap_or(0));
            got.insert(format!("{file} {} {stated} {counted}", issue.code));
        }
        let notes: Vec<_> = reading.issues.iter().filter(|i| i.note).map(|i| i.code).collect();
        assert!(notes.iter().all(|n| *n == "charset_converted"), "{file}: {notes:?}");
    }
    assert_eq!(got, want);
}

#[test]
fn sheets_state_their_date_and_their_office() {
    let Some(read) = read_all() else { return };
    for ((file, _), reading) in &read {
        assert!(reading.unit.is_some(), "{file}");
        let dated = file.rsplit_once('.').is_some_and(|(_, e)| e == "xlsx");
        assert_eq!(
            reading.stated_on.map(|d| d.to_string()).as_deref(),
            dated.then_some("2024-10-15"),
            "{file}"
        );
    }
}

#[test]
fn lists_of_others_in_the_dossier_are_left_alone() {
    let Some(folder) = shared("dossier-2024") else { return };
    let units = std::fs::read_to_string(folder.join("units/organisations.csv")).unwrap();
    let desk = Desk::new(register(&units));
    let mut files = vec![folder.join("graduates.xlsx"), folder.join("teams/huyen-243.xlsx")];
    files.extend(
        ["lop-2023-Q2-4.xlsx", "online-2024-Q1-7.csv"].map(|f| folder.join("training").join(f)),
    );
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (_, sheets) = desk.read(&name, &std::fs::read(&path).unwrap());
        for reading in sheets {
            assert_eq!(reading.records().count(), 0, "{name}");
            let told = reading.issues.iter().any(|i| matches!(i.code, "not_officers" | "no_table"));
            assert!(told, "{name}");
        }
    }
}
