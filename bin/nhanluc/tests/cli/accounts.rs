//! `nhanluc account`: made, given roles, closed; the first account comes before any other.

use serde_json::Value as Json;

use crate::office::{Office, offices};

fn loaded(office: &Office) {
    let units = office.path("units.csv");
    let rows = "code,name,kind,parent,area,aliases\nT,Tỉnh,province,,,\n\
                T.A,Sở A,department,T,,\nT.B,Sở B,department,T,,\n";
    std::fs::write(&units, rows).unwrap();
    office.load_units(&units);
}

fn account<'l>(list: &'l Json, name: &str) -> &'l Json {
    list.as_array().unwrap().iter().find(|a| a["name"] == name).unwrap_or(&Json::Null)
}

#[test]
fn accounts_from_the_command_line() {
    for office in offices() {
        loaded(&office);
        let add = ["account", "add", "Lan.NT", "--display", "Nguyễn Thị Lan"];
        let made = office.json(&[&add[..], &["--role", "reporting", "--unit", "T.A"]].concat());
        assert_eq!(made["account"], "lan.nt", "{}", office.name());
        assert!(made["password"].as_str().unwrap().len() > 20);

        // Whoever may give roles was there before.
        let list = office.json(&["account", "list"]);
        let first = account(&list, "quantri");
        assert_eq!(first["roles"][0]["role"], "administrator");
        assert!(office.path("first-password.txt").exists());
        let roles = &account(&list, "lan.nt")["roles"];
        assert_eq!((&roles[0]["role"], &roles[0]["unit"]), (&"reporting".into(), &"T.A".into()));
        assert_eq!(roles.as_array().unwrap().len(), 1);

        let more = ["account", "role", "lan.nt", "head", "--unit", "T.B", "--to", "2999-12-31"];
        assert!(office.json(&more)["act"]["seq"].as_i64().unwrap() > 0);
        assert!(!office.output(&more).status.success(), "held already");
        let table = office.text(&["account", "list"]);
        assert!(table.contains("head T.B") && table.contains("2999-12-31"), "{table}");

        office.json(&["account", "end-role", "lan.nt", "head"]);
        assert!(!office.output(&["account", "end-role", "lan.nt", "head"]).status.success());
        let list = office.json(&["account", "list"]);
        let roles = account(&list, "lan.nt")["roles"].as_array().unwrap().clone();
        assert!(roles.iter().all(|r| r["role"] != "head" || r["to"] != "2999-12-31"), "{roles:?}");

        office.json(&["account", "close", "lan.nt"]);
        let list = office.json(&["account", "list"]);
        assert!(account(&list, "lan.nt")["closed_at"].is_string());
        office.json(&["account", "reopen", "lan.nt"]);
        let list = office.json(&["account", "list"]);
        assert!(account(&list, "lan.nt")["closed_at"].is_null());
        office.verify();
    }
}

#[test]
fn whom_a_provider_knows_is_linked_from_the_command_line() {
    let issuer = ["--oidc-issuer", "https://dang-nhap.tinh.example"];
    for office in offices() {
        loaded(&office);
        for name in ["lan", "cu"] {
            office.json(&["account", "add", name, "--display", name]);
        }
        let link = |name: &'static str, subject: &'static str| {
            [&["account", "link", name, subject][..], &issuer].concat()
        };
        assert_eq!(office.json(&link("lan", "an-01"))["account"], "lan", "{}", office.name());
        let said = |args: &[&str]| {
            let output = office.output(args);
            assert!(!output.status.success(), "{args:?}");
            String::from_utf8(output.stderr).unwrap()
        };
        assert!(said(&link("cu", "an-01")).contains("linked already"), "one owner alone");
        assert!(said(&link("ai", "an-02")).contains("ai"), "no such account");
        said(&link("cu", " "));
        let plain = ["account", "link", "cu", "an-02", "--oidc-issuer", "http://tinh.example"];
        assert!(said(&plain).contains("--oidc-issuer"));
        assert!(said(&["account", "unlink", "cu", "an-01"]).contains("not linked"));
        office.json(&["account", "unlink", "lan", "an-01"]);
        office.json(&link("cu", "an-01"));
        office.verify();
    }
}

#[test]
fn what_is_wrong_makes_nothing() {
    for office in offices() {
        loaded(&office);
        let add = ["account", "add", "lan", "--display", "Lan"];
        for wrong in [
            &["--role", "reporting"][..],
            &["--role", "reporting", "--unit", "T.X"],
            &["--role", "king"],
            &["--role", "official"],
            &["--unit", "T.A"],
            &["--role", "trainer", "--from", "2026-02-01", "--to", "2026-01-01"],
        ] {
            let output = office.output(&[&add[..], wrong].concat());
            assert!(!output.status.success(), "{}: {wrong:?}", office.name());
        }
        let list = office.json(&["account", "list"]);
        assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
        assert!(!office.output(&["account", "close", "quantri"]).status.success(), "the last");
        office.verify();
    }
}
