//! Figures on the map before and after a merger: the same totals.

use std::ffi::OsStr;

use demo::{Made, Size};
use serde_json::{Value as Json, json};

use crate::office::{DAY, Office, has_keys, offices};

const EVE: &str = "2025-06-30";
const MERGED: &str = "2025-07-01";

fn filled(office: &Office) -> Made {
    let made = demo::make(5, &Size::SMALL, office.dir.path()).unwrap();
    office.json(&["areas".as_ref(), "load".as_ref(), made.areas.as_os_str()]);
    office.load_units(&made.organisations);
    office.apply(&made.officers);
    made
}

/// What does not depend on how many lines there are.
fn sums(coverage: &Json) -> Json {
    let totals = &coverage["totals"];
    let kept = ["people", "dedicated", "concurrent", "by_field", "by_field_and_mode"];
    kept.iter()
        .map(|k| ((*k).to_owned(), totals[*k].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The lines come to what is said of them in all.
fn adds_up(coverage: &Json) {
    let units = coverage["units"].as_array().unwrap();
    let sum = |of: &dyn Fn(&Json) -> &Json| -> i64 {
        units.iter().map(|u| of(u).as_i64().unwrap_or_default()).sum()
    };
    let totals = &coverage["totals"];
    assert_eq!(totals["dedicated"], sum(&|u| &u["dedicated"]));
    assert_eq!(totals["concurrent"], sum(&|u| &u["concurrent"]));
    for (field, n) in totals["by_field"].as_object().unwrap() {
        assert_eq!(*n, sum(&|u| &u["by_field"][field]), "{field}");
    }
    assert_eq!(totals["not_placed"], sum(&|u| &u["not_placed"]));
}

#[test]
fn totals_are_equal_on_both_maps_before_and_after_offices_follow() {
    for office in offices() {
        filled(&office);
        let old = office.coverage(&["--on", DAY, "--map", EVE]);
        let new = office.coverage(&["--on", DAY, "--map", MERGED]);
        for coverage in [&old, &new] {
            adds_up(coverage);
        }
        assert_eq!(sums(&old), sums(&new), "{}", office.name());
        let lines = |c: &Json| c["units"].as_array().unwrap().len();
        assert!(lines(&new) < lines(&old), "communes became fewer");
        for line in new["units"].as_array().unwrap() {
            has_keys(line, &["successor"]);
        }
        let known_at = old["known_at"].as_str().unwrap().to_owned();

        let follow =
            ["reorganise", "follow", "--on", MERGED, "--apply", "--dissolve-lost", "--basis", "01"];
        let done = office.json(&follow);
        assert!(done["act"]["seq"].is_i64(), "{done}");

        let eve = office.coverage(&["--on", EVE, "--map", EVE]);
        let day = office.coverage(&["--on", MERGED, "--map", MERGED]);
        let back = office.coverage(&["--on", MERGED, "--map", EVE]);
        for coverage in [&eve, &day, &back] {
            adds_up(coverage);
            assert_eq!(sums(coverage), sums(&old), "{}", office.name());
        }
        // People of dissolved offices are not placed, and still there.
        assert_eq!(eve["totals"]["not_placed"], 0);
        assert_eq!(day["totals"]["not_placed"], done["preview"]["people_not_placed"]);
        assert!(day["totals"]["not_placed"].as_i64().unwrap() > 0);
        // What was known before says what it said.
        for (map, earlier) in [(EVE, &old), (MERGED, &new)] {
            let now = office.coverage(&["--on", DAY, "--map", map, "--known-at", &known_at]);
            assert_eq!(sums(&now), sums(earlier));
            assert_eq!(now["units"], earlier["units"]);
        }
        office.verify();
    }
}

#[test]
fn a_preview_of_following_enters_nothing() {
    for office in offices() {
        filled(&office);
        let before = office.last_act();
        let shown = office.json(&["reorganise", "follow", "--on", MERGED, "--dissolve-lost"]);
        assert!(shown["act"].is_null());
        assert_eq!(office.last_act(), before);
        let moved: i64 = shown["preview"]["assignments_moved"]
            .as_object()
            .unwrap()
            .values()
            .map(|n| n.as_i64().unwrap())
            .sum();
        assert!(moved > 0);
        let done =
            office.json(&["reorganise", "follow", "--on", MERGED, "--dissolve-lost", "--apply"]);
        assert_eq!(done["preview"], shown["preview"]);
    }
}

#[test]
fn a_sheet_from_after_the_merger_finds_the_people_of_before() {
    for office in offices() {
        let made = filled(&office);
        office.json(&["reorganise", "follow", "--on", MERGED, "--apply", "--dissolve-lost"]);
        let merged = made.truth.merged.as_ref().unwrap();
        // Sheets are dated as offices write: 15/10/2025.
        let day = merged.on.split('/').rev().collect::<Vec<_>>().join("-");
        let [intake, apply, on, day] = ["intake", "apply", "--on", &day].map(OsStr::new);
        let applied = office.json(&[intake, apply, made.officers_2025.as_os_str(), on, day]);
        assert_eq!(applied["people_new"], merged.people_new, "{}: {applied}", office.name());
        assert_eq!(applied["people_matched"], merged.people_matched);
        assert_eq!(applied["held"], json!([]));
    }
}
