//! What somebody gets wrong on the command line is told as that, and nothing is entered.

use crate::office::{Office, offices};

/// The command is refused with exit code 2; gives what it says.
fn refused(office: &Office, line: &[&str]) -> String {
    let output = office.output(line);
    assert_eq!(output.status.code(), Some(2), "{}: {line:?}", office.name());
    String::from_utf8(output.stderr).unwrap()
}

fn units(office: &Office, rows: &str) -> String {
    let file = office.path("units.csv");
    std::fs::write(&file, format!("code,name,kind,parent,area,aliases\n{rows}")).unwrap();
    file.display().to_string()
}

#[test]
fn no_office_comes_under_itself() {
    for office in offices() {
        let file = units(&office, "T.A,Sở A,department,,,\nT.B,Phòng B,division,T.A,,\n");
        office.json(&["units", "load", &file]);
        let acts = office.json(&["ledger", "head"])["seq"].clone();
        // One line closes the circle with what is on record.
        let file = units(&office, "T.C,Sở C,department,,,\nT.A,Sở A,department,T.B,,\n");
        let said = refused(&office, &["units", "load", &file]);
        assert!(said.contains("parent_is_below") && said.contains("T.A"), "{said}");
        let file = units(&office, "X,Sở X,department,Z,,\nY,Y,division,X,,\nZ,Z,division,Y,,\n");
        assert!(refused(&office, &["units", "load", &file]).contains("parent_is_below"));
        assert_eq!(office.json(&["ledger", "head"])["seq"], acts, "nothing was entered");
    }
}

#[test]
fn codes_nobody_knows_are_named() {
    for office in offices() {
        let villages = office.path("villages.csv");
        std::fs::write(&villages, "commune,village,households,residents\n99999,Thôn 1,10,40\n")
            .unwrap();
        let villages = villages.display().to_string();
        assert!(office.text(&["villages", "load", &villages]).contains("99999"));
        // Now that areas are on record, an office names one of them.
        let file = units(&office, "T.A,Sở A,department,,88888,\n");
        assert_eq!(office.json(&["units", "load", &file])["areas_unknown"][0], "88888");
        assert!(refused(&office, &["areas", "history", "88888"]).contains("88888"));
    }
}

#[test]
fn a_mistyped_head_is_no_sign_of_tampering() {
    for office in offices() {
        let head = office.json(&["ledger", "head"])["hash"].as_str().unwrap().to_owned();
        let verify = |head: &str| office.output(&["ledger", "verify", "--head", head]).status;
        assert_eq!(verify(&head).code(), Some(0), "{}", office.name());
        assert_eq!(verify(&head[..12]).code(), Some(2));
        assert_eq!(verify("ZZZ").code(), Some(2));
        assert_eq!(verify(&head.replace(|c: char| c.is_ascii_digit(), "a")).code(), Some(1));
    }
}

#[test]
fn what_cannot_be_undone_is_said_so() {
    for office in offices() {
        let file = units(&office, "T.A,Sở A,department,,,\n");
        let act = office.json(&["units", "load", &file])["act"]["seq"].to_string();
        office.json(&["undo", &act, "--reason", "nhầm"]);
        let said = refused(&office, &["undo", &act, "--reason", "nhầm"]);
        assert!(said.contains("undone already"), "{said}");
        assert!(refused(&office, &["undo", "1", "--reason", "nhầm"]).contains("setup"));
        let said = refused(&office, &["people", "erase", "026179738260", "--reason", "x"]);
        assert!(said.contains("people find"), "{said}");
    }
}

#[test]
fn a_demonstration_is_not_made_over_other_data() {
    for office in offices() {
        let file = units(&office, "T.A,Sở A,department,,,\n");
        office.json(&["units", "load", &file]);
        let acts = office.json(&["ledger", "head"])["seq"].clone();
        let said = refused(&office, &["demo", "--no-serve", "--people", "50"]);
        assert!(said.contains("--data"), "{said}");
        assert_eq!(office.json(&["ledger", "head"])["seq"], acts, "nothing was entered");
    }
}
