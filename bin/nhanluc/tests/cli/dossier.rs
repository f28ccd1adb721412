//! Whole dossiers, held against their truth.

use std::path::Path;

use demo::{Made, Size};

use crate::{
    office::{Office, offices},
    truth::Truth,
};

/// How sheets differ from their truth, the first twenty ways.
fn differences(office: &Office, sheets: &Path, truth: &Truth) -> String {
    let found = truth.differences(office, &office.apply(sheets));
    office.verify();
    let shown = found.iter().take(20).map(|f| format!("\n  {f}"));
    let count = format!("{}: {} differences", office.name(), found.len());
    if found.is_empty() { String::new() } else { count + &shown.collect::<String>() }
}

#[test]
fn the_real_dossier_gives_its_truth() {
    let Some(data) = testkit::shared_data() else { return };
    let dossier = data.join("dossier-2024");
    let truth = Truth::read(&dossier.join("expected.json"), &dossier.join("expected_officers.csv"));
    for office in offices() {
        office.load_units(&dossier.join("units/organisations.csv"));
        assert_eq!(differences(&office, &dossier.join("officers"), &truth), "");
        let again = office.apply(&dossier.join("officers"));
        assert!(again["act"].is_null(), "{}: the same files change something", office.name());
    }
}

fn differences_of_made(office: &Office, made: &Made) -> String {
    let dir = made.officers.parent().unwrap();
    let truth = Truth::read(&dir.join("truth.json"), &dir.join("truth_officers.csv"));
    office.load_units(&made.organisations);
    differences(office, &made.officers, &truth)
}

#[test]
fn the_demonstration_gives_its_truth() {
    for office in offices() {
        let made = demo::make(2024, &Size::SMALL, office.dir.path()).unwrap();
        assert_eq!(differences_of_made(&office, &made), "");
    }
}

#[test]
fn dossiers_in_drawn_layouts_give_their_truth() {
    let mut found = Vec::new();
    for seed in 1..=8 {
        // What is read does not depend on the database.
        let office = offices().swap_remove(0);
        let made = demo::make_drawn(seed, &Size::SMALL, office.dir.path()).unwrap();
        let differences = differences_of_made(&office, &made);
        if !differences.is_empty() {
            found.push(format!("seed {seed} on {differences}"));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
