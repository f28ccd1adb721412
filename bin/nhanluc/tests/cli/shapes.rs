//! The shapes that programs rely on.

use std::{ffi::OsStr, process::Command};

use demo::{Made, Size};
use serde_json::{Value as Json, json};

use crate::office::{DAY, Office, bare, has_keys, keys, offices};

fn loaded(office: &Office) -> Made {
    let made = demo::make(7, &Size::SMALL, office.dir.path()).unwrap();
    office.load_units(&made.organisations);
    made
}

fn intake(office: &Office, verb: &str, made: &Made) -> Json {
    let on = ["--on", DAY].map(OsStr::new);
    let [intake, verb] = ["intake", verb].map(OsStr::new);
    office.json(&[intake, verb, made.officers.as_os_str(), on[0], on[1]])
}

const OF_INTAKE: &[&str] = &[
    "files",
    "rows",
    "people_new",
    "people_matched",
    "assignments_new",
    "assignments_changed",
    "unchanged",
    "held",
    "warnings",
    "sheet_issues",
    "act",
];

#[test]
fn a_preview_says_what_an_apply_does_and_enters_nothing() {
    for office in offices() {
        let made = loaded(&office);
        let before = office.last_act();
        let preview = intake(&office, "preview", &made);
        assert_eq!(office.last_act(), before);
        assert!(preview["act"].is_null());
        let mut applied = intake(&office, "apply", &made);
        for said in [&preview, &applied] {
            has_keys(said, OF_INTAKE);
            has_keys(&said["held"][0], &["file", "sheet", "row", "column", "code", "value"]);
            has_keys(&said["warnings"][0], &["file", "sheet", "row", "column", "code"]);
            has_keys(&said["sheet_issues"][0], &["file", "sheet", "code", "stated", "counted"]);
        }
        assert_eq!(applied["files"], made.truth.files);
        assert_eq!(applied["rows"], made.truth.officers.rows);
        assert_eq!(applied["act"]["seq"], before + 1);
        applied["act"] = Json::Null;
        assert_eq!(applied, preview, "{}", office.name());
    }
}

#[test]
fn the_same_files_again_change_nothing_and_a_corrected_one_only_the_difference() {
    for office in offices() {
        let made = loaded(&office);
        intake(&office, "apply", &made);
        let coverage = office.coverage(&["--on", DAY]);
        let again = intake(&office, "apply", &made);
        for none in ["people_new", "assignments_new", "assignments_changed"] {
            assert_eq!(again[none], 0, "{none}");
        }
        assert!(again["act"].is_null());

        let corrected = office.apply(&made.officers_corrected);
        let later = made.truth.corrected.as_ref().unwrap();
        assert_eq!(corrected["people_new"], later.people_new, "{}", office.name());
        assert_eq!(corrected["people_matched"], later.people_matched);
        assert_eq!(corrected["missing"].as_array().unwrap().len(), later.missing.len());
        let after = office.coverage(&["--on", DAY]);
        let people = |c: &Json| c["totals"]["people"].as_u64().unwrap();
        assert_eq!(people(&after), people(&coverage) + later.people_new as u64);
    }
}

#[test]
fn coverage_adds_up_and_has_its_shape() {
    for office in offices() {
        let made = loaded(&office);
        intake(&office, "apply", &made);
        let coverage = office.coverage(&["--on", DAY, "--map", DAY]);
        has_keys(&coverage, &["on", "known_at", "map", "totals", "units", "held_rows"]);
        let totals = &coverage["totals"];
        has_keys(
            totals,
            &[
                "units",
                "people",
                "dedicated",
                "concurrent",
                "by_field",
                "units_without_anyone",
                "units_without_dedicated",
                "not_placed",
            ],
        );
        assert_eq!(coverage["on"], DAY);
        assert_eq!(coverage["map"], DAY);
        assert_eq!(totals["people"], made.truth.officers.people);
        assert_eq!(coverage["held_rows"], made.truth.held.len());
        let units = coverage["units"].as_array().unwrap();
        for unit in units {
            has_keys(unit, &["code", "name", "dedicated", "concurrent", "by_field", "norms"]);
        }
        for mode in ["dedicated", "concurrent"] {
            let sum: i64 = units.iter().map(|u| u[mode].as_i64().unwrap()).sum();
            assert_eq!(totals[mode], sum, "{mode}");
        }
    }
}

#[test]
fn officers_are_exported_with_the_columns_programs_read() {
    for office in offices() {
        let made = loaded(&office);
        intake(&office, "apply", &made);
        let csv = office.text(&["export", "officers", "--on", DAY, "--format", "csv"]);
        assert_eq!(
            csv.lines().next().unwrap(),
            "file,sheet,row,full_name,sex,birth,personal_id,phone,unit,title,mode,fields,degree,\
             major,certificate"
        );
        let objects = office.json(&["export", "officers", "--on", DAY]);
        let objects = objects.as_array().unwrap();
        assert_eq!(objects.len(), made.truth.officers.people);
        assert_eq!(csv.lines().count(), objects.len() + 1);
        assert_eq!(keys(&objects[0]).len(), 15);
        // Before the day there is nobody yet.
        let earlier = office.json(&["export", "officers", "--on", "2024-10-14"]);
        assert_eq!(earlier, json!([]));
    }
}

#[test]
fn an_act_is_undone_by_another_and_the_past_keeps_its_answer() {
    for office in offices() {
        let made = loaded(&office);
        let act = intake(&office, "apply", &made)["act"]["seq"].as_i64().unwrap();
        let full = office.coverage(&["--on", DAY]);
        let known_at = full["known_at"].as_str().unwrap().to_owned();

        let undone = office.json(&["undo", &act.to_string(), "--reason", "gửi nhầm"]);
        assert_eq!(undone["undone"], act);
        assert_eq!(undone["act"]["seq"], act + 1);
        assert_eq!(office.coverage(&["--on", DAY])["totals"]["people"], 0);
        assert_eq!(office.coverage(&["--on", DAY, "--known-at", &known_at]), full);

        office.json(&["undo", &(act + 1).to_string()]);
        assert_eq!(office.coverage(&["--on", DAY])["totals"], full["totals"]);
        office.verify();
    }
}

#[test]
fn villages_are_loaded() {
    for office in offices() {
        let made = demo::make(7, &Size::SMALL, office.dir.path()).unwrap();
        office.text(&["areas".as_ref(), "load".as_ref(), made.areas.as_os_str()]);
        let lines = std::fs::read_to_string(&made.villages).unwrap().lines().count() - 1;
        let load = ["villages".as_ref(), "load".as_ref(), made.villages.as_os_str()];
        let done = office.json(&load);
        assert_eq!(done["rows"], lines, "{done}");
        assert_eq!(done["new"], lines, "{done}");
        assert_eq!(done["communes_unknown"], json!([]));
        let day = office.json(&["areas", "count", "--on", DAY]);
        assert_eq!(day["areas"]["village"], lines);
        assert!(office.json(&load)["act"].is_null());
    }
}

#[test]
fn what_is_wrong_is_said_on_standard_error_with_exit_code_two() {
    let office = offices().swap_remove(0);
    for args in [
        &["intake", "apply", "not-there.xlsx"][..],
        &["units", "load", "not-there.csv"],
        &["undo", "999"],
        &["restore", "not-there.db"],
        &["figures", "coverage", "--known-at", "gestern"],
    ] {
        let output = office.output(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("nhanluc: "), "{args:?}");
    }
    assert_eq!(
        bare(&["figures", "coverage", "--on", "31/02/2024"]).output().unwrap().status.code(),
        Some(2)
    );
}

#[test]
fn a_file_that_is_no_sheet_is_refused_and_the_others_are_read() {
    for office in offices() {
        let made = loaded(&office);
        std::fs::write(made.officers.join("hỏng.xlsx"), b"PK\x03\x04 no archive").unwrap();
        let applied = intake(&office, "apply", &made);
        assert_eq!(applied["refused"][0]["file"], "hỏng.xlsx");
        assert_eq!(office.coverage(&["--on", DAY])["totals"]["people"], made.truth.officers.people);
    }
}

#[cfg(unix)]
#[test]
fn what_a_folder_holds_beside_sheets_is_named_and_left() {
    let office = offices().swap_remove(0);
    let made = loaded(&office);
    let folder = &made.officers;
    std::fs::write(folder.join("báo cáo.docx"), b"PK\x03\x04").unwrap();
    std::fs::write(folder.join("~$bieu.xlsx"), b"lock").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("link.xlsx")).unwrap();
    let pipe = Command::new("mkfifo").arg(folder.join("pipe.xlsx")).status().unwrap();
    assert!(pipe.success());
    // Too large to be looked at; it is not even read.
    std::fs::File::create(folder.join("to.csv")).unwrap().set_len(1 << 40).unwrap();
    let applied = intake(&office, "apply", &made);
    assert_eq!(
        applied["refused"],
        json!([
            {"file": "báo cáo.docx", "code": "not_a_spreadsheet", "limit": null},
            {"file": "link.xlsx", "code": "not_a_file", "limit": null},
            {"file": "pipe.xlsx", "code": "not_a_file", "limit": null},
            {"file": "to.csv", "code": "file_too_large", "limit": 32 << 20},
        ])
    );
}
