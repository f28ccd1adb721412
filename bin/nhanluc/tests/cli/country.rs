//! The country's areas before and after 1 July 2025.

use crate::office::{DAY, offices};

const EVE: &str = "2025-06-30";
const MERGED: &str = "2025-07-01";
/// Vĩnh Phúc, until then.
const PROVINCE: &str = "26";

#[test]
fn the_country_is_loaded_as_one_act_and_totals_are_equal_on_both_maps() {
    let Some(data) = testkit::shared_data() else { return };
    let dossier = data.join("dossier-2024");
    for office in offices() {
        let before = office.last_act();
        let areas = data.join("vn-admin-units");
        let load = ["areas".as_ref(), "load".as_ref(), areas.as_os_str()];
        let loaded = office.json(&load);
        assert_eq!(loaded["links"], 10_602, "{loaded}");
        assert_eq!(office.last_act(), before + 1);
        assert!(office.json(&load)["act"].is_null(), "the same files change nothing");

        let count = |day: &str| office.json(&["areas", "count", "--on", day])["areas"].clone();
        let (eve, day) = (count(EVE), count(MERGED));
        assert_eq!((&eve["commune"], &day["commune"]), (&10_035.into(), &3_321.into()));
        assert_eq!((&eve["province"], &day["province"]), (&63.into(), &34.into()));
        assert_eq!((&eve["district"], &day["district"]), (&696.into(), &0.into()));
        let history = office.json(&["areas", "history", PROVINCE]);
        let old = history.as_array().unwrap().iter().find(|h| h["valid_to"] == MERGED).unwrap();
        assert_eq!((&old["communes"], &old["communes_became"]), (&121.into(), &36.into()));

        office.load_units(&dossier.join("units/organisations.csv"));
        office.apply(&dossier.join("officers"));
        let on = |map: &str| office.coverage(&["--on", DAY, "--map", map]);
        let (old, new) = (on(EVE), on(MERGED));
        for what in ["people", "dedicated", "concurrent", "by_field"] {
            assert_eq!(old["totals"][what], new["totals"][what], "{what}");
            assert_ne!(old["totals"][what], 0);
        }
        for mode in ["dedicated", "concurrent"] {
            for coverage in [&old, &new] {
                let units = coverage["units"].as_array().unwrap();
                let sum: i64 = units.iter().map(|u| u[mode].as_i64().unwrap()).sum();
                assert_eq!(coverage["totals"][mode], sum, "{}: {mode}", office.name());
            }
        }
        office.verify();
    }
}
