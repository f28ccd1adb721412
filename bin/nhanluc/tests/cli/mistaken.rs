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
        let told = office.output(&["units", "load", &file]);
        let said = String::from_utf8(told.stderr).unwrap();
        assert!(told.status.success() && said.contains("88888"), "{said}");
        let again = office.json(&["units", "load", &file]);
        assert_eq!(again["areas_unknown"][0], "88888");
        assert!(again["act"].is_null(), "{again}");
        assert!(office.text(&["units", "load", &file]).contains("Không có gì thay đổi"));
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
        assert!(said.contains("đã được huỷ rồi"), "{said}");
        let setup = refused(&office, &["undo", "1", "--reason", "nhầm"]);
        assert!(setup.contains("“Khởi tạo” không huỷ được"), "{setup}");
        let none = refused(&office, &["undo", "99", "--reason", "nhầm"]);
        assert!(none.contains("Không có lần ghi số 99"), "{none}");
        let said = refused(&office, &["people", "erase", "026179738260", "--reason", "x"]);
        assert!(said.contains("people find"), "{said}");
        let nobody = "01900000-0000-7000-8000-000000000000";
        let said = refused(&office, &["people", "erase", nobody, "--reason", "x"]);
        assert!(said.contains("Sổ không có người nào với mã"), "{said}");
        assert!(!said.contains("đã được xoá"), "{said}");
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

#[test]
fn a_kind_nobody_used_and_areas_before_any_are_told_before_they_are_entered() {
    for office in offices() {
        let file = units(&office, "T.A,Sở A,department,,12345,\nT.B,Phòng B,divison,T.A,,\n");
        let told = office.output(&["units", "load", &file]);
        let said = String::from_utf8(told.stderr).unwrap();
        assert!(told.status.success(), "{said}");
        assert!(said.contains("Dòng 3: loại “divison” chưa từng có"), "{said}");
        assert!(said.contains("Chưa nạp địa giới nào"), "{said}");
        // Once it is on record it is no news, and the file changes nothing.
        let told = office.output(&["units", "load", &file]);
        let (said, out) = (String::from_utf8(told.stderr), String::from_utf8(told.stdout));
        assert!(
            !said.unwrap().contains("divison") && out.unwrap().contains("Không có gì thay đổi")
        );
    }
}

#[test]
fn a_register_that_cannot_be_read_is_told_in_words() {
    for office in offices() {
        let load = |text: &str| {
            let file = office.path("units.csv");
            std::fs::write(&file, text).unwrap();
            refused(&office, &["units", "load", &file.display().to_string()])
        };
        let said = load("code,name,parent,area,aliases\nT.A,Sở A,,,\n");
        assert!(said.contains("Thiếu cột “kind”") && said.contains("dòng 2"), "{said}");
        let said = load("code,name,kind,parent,area,aliases\nT.A,Sở A,department\n");
        assert!(said.contains("Số ô của dòng khác với dòng tiêu đề (3 ≠ 6)"), "{said}");
        let villages = office.path("villages.csv");
        std::fs::write(&villages, "commune,village,households,residents\n1,Thôn 1,mười,40\n")
            .unwrap();
        let said = refused(&office, &["villages", "load", &villages.display().to_string()]);
        assert!(said.contains("households: mười"), "{said}");
        assert!(!said.contains("error") && !said.contains("invalid"), "{said}");
    }
}

#[test]
fn a_day_is_read_as_people_write_it_and_told_where_it_is_none() {
    for office in offices() {
        let on = |day: &str| office.coverage(&["--on", day, "--map", day])["on"].clone();
        assert_eq!(on("15/10/2024"), "2024-10-15");
        assert_eq!(on("2024-10-15"), "2024-10-15");
        for wrong in ["31/02/2024", "10/15/2024", "hôm qua"] {
            let said = refused(&office, &["figures", "coverage", "--on", wrong]);
            let day = format!("--on <DATE>: “{wrong}” không phải một ngày có thật");
            assert!(said.contains(&day) && !said.contains("error"), "{said}");
            let said = refused(&office, &["figures", "coverage", "--known-at", wrong]);
            assert!(said.contains("không phải một thời điểm"), "{said}");
        }
    }
}

#[test]
fn whoever_reads_no_further_is_no_fault() {
    for office in offices() {
        for form in ["csv", "table"] {
            let mut command = office.command(&["export", "officers", "--format", form]);
            let mut child = command
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && said.is_empty(), "{form}: {said}");
        }
    }
}
