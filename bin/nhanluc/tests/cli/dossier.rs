//! Whole dossiers, held against their truth.

use std::path::Path;

use demo::{Made, Size};

use crate::{
    office::{Office, offices},
    truth::Truth,
};

fn agree(office: &Office, sheets: &Path, truth: &Truth, what: &str) {
    let applied = office.apply(sheets);
    let found = truth.differences(office, &applied);
    let shown = found.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{what} on {}: {} differences\n{shown}", office.name(), found.len());
    office.verify();
}

#[test]
fn the_real_dossier_gives_its_truth() {
    let Some(data) = testkit::shared_data() else { return };
    let dossier = data.join("dossier-2024");
    let truth = Truth::read(&dossier.join("expected.json"), &dossier.join("expected_officers.csv"));
    for office in offices() {
        office.load_units(&dossier.join("units/organisations.csv"));
        agree(&office, &dossier.join("officers"), &truth, "the dossier");
        let again = office.apply(&dossier.join("officers"));
        assert!(again["act"].is_null(), "{}: the same files change something", office.name());
    }
}

fn gives_its_truth(office: &Office, made: &Made, what: &str) {
    let dir = made.officers.parent().unwrap();
    let truth = Truth::read(&dir.join("truth.json"), &dir.join("truth_officers.csv"));
    office.load_units(&made.organisations);
    agree(office, &made.officers, &truth, what);
}

#[test]
fn the_demonstration_gives_its_truth() {
    for office in offices() {
        let made = demo::make(2024, &Size::SMALL, office.dir.path()).unwrap();
        gives_its_truth(&office, &made, "the demonstration");
    }
}

#[test]
fn dossiers_in_drawn_layouts_give_their_truth() {
    for seed in 1..=8 {
        let office = offices().swap_remove(0);
        let made = demo::make_drawn(seed, &Size::SMALL, office.dir.path()).unwrap();
        gives_its_truth(&office, &made, &format!("seed {seed}"));
    }
}
