//! The demonstration: its campaign stands as the truth beside it says.

use serde_json::{Value as Json, json};

use crate::office::offices;

#[test]
fn the_campaign_of_the_demonstration_gives_its_truth() {
    for office in offices() {
        let name = office.name();
        let made = office.output(&["demo", "--no-serve", "--people", "700"]);
        assert!(made.status.success(), "{name}: {}", String::from_utf8_lossy(&made.stderr));
        let truth = office.path("demo-files/truth.json");
        let truth: Json = serde_json::from_slice(&std::fs::read(truth).unwrap()).unwrap();
        let told = &truth["campaign"];
        let board = office.json(&["campaign", "board", "Nhân lực số cấp xã, 15/10/2025"]);
        assert_eq!(board["campaign"]["state"], "open", "{name}");
        let lines = board["offices"].as_array().unwrap();
        let line = |sheet: &Json| lines.iter().find(|l| l["name"] == sheet["name"]).unwrap();
        let mut sent = 0;
        for (what, sheets) in [
            ("accepted", vec![&told["accepted"]]),
            ("to_fix", vec![&told["to_fix"]]),
            ("sent", told["sent"].as_array().unwrap().iter().collect()),
        ] {
            for sheet in sheets {
                assert!(sheet.is_object(), "{name}: nothing is {what}");
                assert_eq!(line(sheet)["standing"], json!(what), "{name}: {sheet}");
                sent += 1;
            }
        }
        let late = i64::try_from(lines.len()).unwrap() - sent;
        assert!(late > 0, "{name}");
        assert_eq!(board["counts"]["late"], late, "{name}: {}", board["counts"]);
        // One commitment of each: e2e looks at their page.
        for (standing, unit) in truth["commitments"].as_object().unwrap() {
            assert!(unit.is_string(), "{name}: nobody's is {standing}");
        }
        // Districts and communes have gone over into others since: who is in their sheets is known
        // by where they were on the sheets' day.
        let officers = office.path("demo-files/officers");
        let again = office.json(&["intake", "preview", officers.to_str().unwrap()]);
        for what in ["people_new", "assignments_new", "assignments_changed"] {
            assert_eq!(again[what], 0, "{name}: {what}");
        }
        assert!(again["people_matched"].as_i64().unwrap() > 500, "{name}: {again}");
        office.verify();
    }
}
