//! Proof, backup and restore.

use std::{fs, path::Path};

use demo::Size;

use crate::office::{DAY, Office, bare, offices};

fn filled(office: &Office) {
    let made = demo::make(3, &Size::SMALL, &office.path("made")).unwrap();
    office.load_units(&made.organisations);
    office.apply(&made.officers);
}

fn head(office: &Office) -> String {
    office.json(&["ledger", "head"])["hash"].as_str().unwrap().to_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_record_is_proved_here_and_from_an_export_alone() {
    for office in offices() {
        filled(&office);
        let noted = head(&office);
        assert_eq!(office.json(&["ledger", "verify", "--head", &noted])["ok"], true);
        let wrong = office.output(&["ledger", "verify", "--head", &"f".repeat(64)]);
        assert_eq!(wrong.status.code(), Some(1), "a head that was never there");

        let file = office.path("record.ndjson");
        office.text(&["ledger", "export", path(&file)]);
        let empty = tempfile::tempdir().unwrap();
        let alone = |head: &str| {
            let args = ["ledger", "verify", "--export", path(&file), "--head", head];
            bare(&args).current_dir(empty.path()).output().unwrap().status.code()
        };
        assert_eq!(alone(&noted), Some(0));
        assert_eq!(alone(&"f".repeat(64)), Some(1));
        let made: Vec<_> = fs::read_dir(empty.path()).unwrap().collect();
        assert!(made.is_empty(), "no database is needed, none is made: {made:?}");

        // One office's code, changed in the file.
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("\"SHM."));
        fs::write(&file, text.replacen("\"SHM.", "\"SHX.", 1)).unwrap();
        assert_eq!(alone(&noted), Some(1));
        // An export never goes over what is there.
        assert_eq!(office.output(&["ledger", "export", path(&file)]).status.code(), Some(2));
    }
}

#[test]
fn a_backup_of_either_database_restores_into_either() {
    for from in offices() {
        filled(&from);
        let (coverage, noted) = (from.coverage(&["--on", DAY])["totals"].clone(), head(&from));
        let officers = from.text(&["export", "officers", "--on", DAY, "--format", "csv"]);
        let copy = from.path("copy.db");
        from.text(&["backup", path(&copy)]);
        assert_eq!(from.output(&["backup", path(&copy)]).status.code(), Some(2), "goes over none");
        for into in offices() {
            let way = format!("{} → {}", from.name(), into.name());
            into.text(&["restore", path(&copy)]);
            assert_eq!(into.coverage(&["--on", DAY])["totals"], coverage, "{way}");
            assert_eq!(
                into.text(&["export", "officers", "--on", DAY, "--format", "csv"]),
                officers,
                "{way}"
            );
            assert_eq!(into.json(&["ledger", "verify", "--head", &noted])["ok"], true, "{way}");
            assert_eq!(into.json(&["doctor"])["ok"], true, "{way}");
            let again = into.output(&["restore", path(&copy)]);
            assert_eq!(again.status.code(), Some(2), "{way}");
            let said = String::from_utf8_lossy(&again.stderr).into_owned();
            assert!(said.contains("đã có dữ liệu"), "{way}: {said}");
        }
    }
}

#[test]
fn a_backup_that_somebody_changed_is_told_when_it_comes_back() {
    for office in offices() {
        let whole = &offices()[0];
        filled(whole);
        let copy = whole.path("copy.db");
        whole.text(&["backup", path(&copy)]);
        // Every office's code, in rows and indexes.
        let bytes = fs::read(&copy).unwrap();
        let changed = replaced(&bytes, *b"SHM.", *b"SHX.");
        assert_ne!(bytes, changed);
        fs::write(&copy, changed).unwrap();
        let done = office.output(&["restore", path(&copy)]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{}: {said}", office.name());
        assert!(said.contains("KHÔNG nguyên vẹn: từ quyết định số"), "{said}");
    }
}

fn replaced(bytes: &[u8], from: [u8; 4], to: [u8; 4]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    for at in 0..all.len().saturating_sub(from.len()) {
        if all[at..].starts_with(&from) {
            all[at..at + to.len()].copy_from_slice(&to);
        }
    }
    all
}

#[test]
fn the_doctor_is_content_with_a_new_place() {
    for office in offices() {
        let said = office.json(&["doctor"]);
        assert_eq!(said["ok"], true, "{said}");
        let checks = said["checks"].as_array().unwrap();
        assert!(checks.len() >= 5);
        // Nobody told it the address people use: mails hold no links. That is said, and no fault.
        let links = checks.iter().find(|c| c["check"] == "public_url").unwrap();
        assert_eq!((&links["ok"], &links["doubtful"]), (&true.into(), &true.into()), "{links}");
        let told = office.json(&["doctor", "--public-url", "https://nhanluc.tinh.example"]);
        assert!(
            told["checks"].as_array().unwrap().iter().all(|c| c["doubtful"] == false),
            "{told}"
        );
        let tables = checks.iter().find(|c| c["check"] == "tables").unwrap();
        assert!(tables["found"].as_str().unwrap().chars().all(|c| c.is_ascii_digit()), "{tables}");
    }
}

/// Databases, backups and mails are full of personal data: other users of the machine read none.
#[cfg(unix)]
#[test]
fn what_is_made_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("data"), folder.path().join("copy.db"));
    for args in [&["account", "list"][..], &["backup", path(&copy)]] {
        let done = bare(&["--data", path(&data)]).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    for made in [data.clone(), data.join("nhanluc.db"), copy] {
        let mode = fs::metadata(&made).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", made.display());
    }
}
