//! The province as it lies in its folder: repeatable, readable, adding up.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use calamine::{Data, Reader, Sheets, open_workbook_auto};
use demo::{Made, Size, make, make_drawn};
use tempfile::TempDir;

fn made(seed: u64, size: &Size) -> (TempDir, Made) {
    let dir = tempfile::tempdir().unwrap();
    let made = make(seed, size, dir.path()).unwrap();
    (dir, made)
}

fn drawn(seed: u64, size: &Size) -> (TempDir, Made) {
    let dir = tempfile::tempdir().unwrap();
    let made = make_drawn(seed, size, dir.path()).unwrap();
    (dir, made)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_seed_gives_the_same_bytes_and_another_seed_does_not() {
    for make in [made, drawn] {
        let (a, b, c) = (make(5, &Size::SMALL), make(5, &Size::SMALL), make(6, &Size::SMALL));
        let (ours, theirs) = (files(a.0.path()), files(b.0.path()));
        assert_eq!(ours.len(), theirs.len());
        for (x, y) in ours.iter().zip(&theirs) {
            assert_eq!(x.file_name(), y.file_name());
            assert!(fs::read(x).unwrap() == fs::read(y).unwrap(), "{}", x.display());
        }
        assert_ne!(a.1.truth, c.1.truth);
    }
}

#[test]
fn sized_as_in_the_report() {
    for seed in [1, 2, 2024] {
        let (_dir, made) = made(seed, &Size::ARTICLE);
        let truth = &made.truth;
        let sum = &truth.officers;
        assert!(sum.people > 3_000, "{}", sum.people);
        assert!((141..=160).contains(&sum.infosec), "{}", sum.infosec);
        assert!((55..=90).contains(&sum.dedicated), "{}", sum.dedicated);
        assert_eq!(sum.units, 151);
        assert!((8..=11).contains(&sum.units_without_anyone.len()));
        let share = sum.held_rows * 1000 / sum.rows;
        assert!((15..=35).contains(&share), "{share} of 1000 rows held");
        assert!((30..=40).contains(&truth.files), "{}", truth.files);
        assert_eq!(truth.sheet_issues.len(), 2);
        let beyond = &truth.beyond;
        assert!((1_150..1_350).contains(&beyond.teams), "{}", beyond.teams);
        assert_eq!(beyond.teams + beyond.villages_without_team, beyond.villages);
        assert!((9_000..10_800).contains(&beyond.members), "{}", beyond.members);
        assert!((18_500..20_500).contains(&beyond.attendances), "{}", beyond.attendances);
        assert_eq!(beyond.by_year.values().sum::<usize>(), beyond.attendances);
        assert!(beyond.graduates.values().all(|n| (750..950).contains(n)), "{beyond:?}");
        let codes: BTreeSet<_> = truth.held.iter().map(|h| h.hold).collect();
        assert_eq!(codes.len(), 5, "{codes:?}");
    }
}

#[test]
fn the_truth_adds_up() {
    for (dir, made) in [made(1, &Size::ARTICLE), drawn(1, &Size::ARTICLE), drawn(9, &Size::SMALL)] {
        let sum = &made.truth.officers;
        assert_eq!(sum.rows, sum.people + sum.held_rows + sum.repeated_rows);
        assert_eq!(sum.people, sum.dedicated + sum.concurrent);
        assert_eq!(sum.units, sum.by_unit.len());
        let by_unit: usize = sum.by_unit.values().map(|m| m.dedicated + m.concurrent).sum();
        assert_eq!(by_unit, sum.people);
        assert!(sum.repeated_rows > 0);

        let lines = rows(&dir.path().join("truth_officers.csv"));
        assert_eq!(lines.len(), sum.rows);
        let counted: Vec<_> =
            lines.iter().filter(|l| l["hold"].is_empty() && l["repeat"].is_empty()).collect();
        assert_eq!(counted.len(), sum.people);
        // A person counts once: nobody who counts stands twice with one name, birth and office.
        let keys: BTreeSet<_> =
            counted.iter().map(|l| (&l["full_name"], &l["birth"], &l["unit"])).collect();
        assert_eq!(keys.len(), counted.len());
        // Whoever is listed again is listed once before.
        for again in lines.iter().filter(|l| !l["repeat"].is_empty()) {
            assert!(keys.contains(&(&again["full_name"], &again["birth"], &again["unit"])));
        }
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(dir.path().join("truth.json")).unwrap()).unwrap();
        assert_eq!(json["officers"]["people"], sum.people);
        assert_eq!(json["held"].as_array().unwrap().len(), sum.held_rows);
    }
}

#[test]
fn nobody_is_real() {
    let (dir, _) = made(2, &Size::ARTICLE);
    let lines = rows(&dir.path().join("truth_officers.csv"));
    let ids: Vec<&String> =
        lines.iter().map(|l| &l["personal_id"]).filter(|i| !i.is_empty()).collect();
    assert!(ids.iter().all(|i| i.len() == 12 && i.starts_with("098")));
    let phones = lines.iter().map(|l| &l["phone"]).filter(|p| !p.is_empty());
    assert!(phones.into_iter().all(|p| p.len() == 10 && p.starts_with("030")));
    for file in ["pre_2025_communes.csv", "post_2025_communes.csv"] {
        let communes = rows(&dir.path().join("areas").join(file));
        assert!(communes.iter().all(|c| c["code"].parse::<u32>().unwrap() > 40_000));
    }
}

/// What a workbook or a text file shows in a cell.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

#[test]
fn every_workbook_opens_and_holds_the_rows_the_truth_names() {
    for (_dir, made) in
        [made(3, &Size::ARTICLE), drawn(3, &Size::ARTICLE), drawn(4, &Size::ARTICLE)]
    {
        let mut seen = 0;
        for file in files(&made.officers) {
            if file.extension().is_some_and(|e| e == "xlsx" || e == "ods") {
                seen += check_workbook(&file, &made);
            }
        }
        assert!(seen * 2 > made.truth.officers.rows, "{seen}");
    }
}

fn check_workbook(file: &Path, made: &Made) -> usize {
    let mut book: Sheets<_> = open_workbook_auto(file).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let lines: Vec<_> = made.truth.lines.iter().filter(|l| l.file == name).collect();
    assert!(!lines.is_empty(), "{name}");
    let mut grids = BTreeMap::new();
    for sheet in book.sheet_names() {
        grids.insert(sheet.clone(), book.worksheet_range(&sheet).unwrap());
    }
    // What the truth does not name is instructions, or hidden.
    let hidden = |sheet: &calamine::Sheet| sheet.visible != calamine::SheetVisible::Visible;
    for sheet in book.sheets_metadata() {
        let named = lines.iter().any(|l| l.sheet == sheet.name);
        assert!(named || sheet.name == "Hướng dẫn" || hidden(sheet), "{name} {sheet:?}");
    }
    for line in &lines {
        let grid = &grids[&line.sheet];
        let (top, _) = grid.start().unwrap();
        let at = u32::try_from(line.row).unwrap() - 1 - top;
        let cells: Vec<String> = grid.rows().nth(at as usize).unwrap().iter().map(shown).collect();
        // Letters and digits that every scheme writes alike are enough to know the row.
        let number = line.personal_id.trim_start_matches('0');
        let digits: Vec<String> = cells.iter().map(|c| c.replace(' ', "")).collect();
        assert!(
            number.is_empty() || digits.iter().any(|c| c.ends_with(number)),
            "{line:?} {cells:?}"
        );
        assert!(cells.iter().all(|c| !c.contains('?')), "{line:?} {cells:?}");
    }
    lines.len()
}

#[test]
fn text_files_hold_the_rows_the_truth_names() {
    let mut seen = 0;
    for seed in 0..4 {
        let (_dir, made) = drawn(seed, &Size { people: 900, ..Size::ARTICLE });
        for file in files(&made.officers) {
            if file.extension().is_none_or(|e| e != "csv") {
                continue;
            }
            let bytes = fs::read(&file).unwrap();
            let text: String = match bytes.as_slice() {
                [0xff, 0xfe, rest @ ..] => {
                    let units = rest.chunks(2).map(|p| u16::from_le_bytes([p[0], p[1]]));
                    char::decode_utf16(units).map(Result::unwrap).collect()
                }
                other => other.iter().map(|b| char::from(*b)).collect(),
            };
            assert!(!text.contains('?'), "{}", file.display());
            let rows: Vec<&str> = text.lines().collect();
            let name = file.file_name().unwrap().to_str().unwrap();
            for line in made.truth.lines.iter().filter(|l| l.file == name) {
                let row = rows[line.row - 1].replace(' ', "");
                assert!(row.contains(&line.personal_id), "{line:?} {row}");
                seen += 1;
            }
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn the_corrected_sheet_mends_adds_and_leaves_out() {
    for (dir, made) in [made(1, &Size::SMALL), drawn(2, &Size::SMALL)] {
        let later = made.truth.corrected.clone().unwrap();
        let before: Vec<_> = made.truth.lines.iter().filter(|l| l.file == later.file).collect();
        let held = before.iter().filter(|l| !l.hold.is_empty()).count();
        assert!(held >= 2);
        assert_eq!(later.rows, before.len());
        assert_eq!(later.missing.len(), 1);
        assert_eq!(later.people_new, held + 1);
        assert_eq!(later.people_new + later.people_matched, later.rows);
        let after = rows(&dir.path().join("truth_officers_corrected.csv"));
        assert!(after.iter().all(|l| l["hold"].is_empty()));
        assert!(made.officers_corrected.join(&later.file).exists());
    }
}

#[test]
fn after_the_merger_a_new_commune_lists_known_people() {
    let (_dir, made) = made(1, &Size::ARTICLE);
    let later = made.truth.merged.clone().unwrap();
    assert_eq!(later.people_new, 1);
    assert!(later.people_matched > 10);
    assert!(made.officers_2025.join(&later.file).exists());
    let offices = rows(&made.organisations_2025);
    assert!(offices.iter().any(|o| o["code"] == later.unit));
}

#[test]
fn old_sheets_are_not_mixed_with_new_ones() {
    let (dir, _) = made(1, &Size::SMALL);
    assert!(matches!(make(2, &Size::SMALL, dir.path()), Err(demo::Error::Exists(_))));
}
