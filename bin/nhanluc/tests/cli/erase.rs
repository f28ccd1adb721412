//! One person is erased from the command line: facts, rows that wait, files as they were sent.

use demo::Size;

use crate::office::{DAY, offices};

fn birth(person: &serde_json::Value) -> &str {
    person["birth_year"].as_str().unwrap()
}

#[test]
fn an_erasure_reaches_the_sheets_and_the_record_still_verifies() {
    for office in offices() {
        let made = demo::make(3, &Size::SMALL, &office.path("made")).unwrap();
        office.load_units(&made.organisations);
        office.apply(&made.officers);
        let officers = office.json(&["export", "officers", "--on", DAY]);
        let numbered = |o: &&serde_json::Value| o["personal_id"] != "";
        let one = officers.as_array().unwrap().iter().find(numbered).unwrap();
        let file = one["file"].as_str().unwrap();
        let name = one["full_name"].as_str().unwrap();
        let found = office.json(&["people", "find", name]);
        let same = |p: &&serde_json::Value| one["birth"].as_str().unwrap().starts_with(birth(p));
        let person = found.as_array().unwrap().iter().find(same).unwrap();
        let person = person["person"].as_str().unwrap();
        let before = office.coverage(&["--on", DAY])["totals"].clone();

        let ask = ["people", "erase", person, "--reason", "Yêu cầu số 7"];
        let done = office.json(&ask);
        assert_eq!(done["act"]["seq"], office.last_act(), "{}", office.name());
        assert_eq!(done["scrubbed"], true);
        let files = done["kept"]["files"].as_array().unwrap();
        assert!(files.iter().any(|f| f == file), "{file} is not among {files:?}");
        assert_eq!(done["kept"]["unread"], serde_json::json!([]));

        office.verify();
        assert_eq!(office.coverage(&["--on", DAY])["totals"], before, "figures stay");
        let csv = office.text(&["export", "officers", "--on", DAY, "--format", "csv"]);
        assert!(!csv.contains(one["personal_id"].as_str().unwrap()));
        let gone = office.json(&["people", "find", name]);
        assert!(gone.as_array().unwrap().iter().all(|p| p["person"] != person));
        let again = office.output(&ask);
        assert_eq!(again.status.code(), Some(2), "there is nothing left to erase");
    }
}
