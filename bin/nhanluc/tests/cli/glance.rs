//! The whole dossier, every kind of sheet at once, held against its truth.

use std::{ffi::OsStr, path::Path};

use serde_json::{Value as Json, json};

use crate::{
    office::{DAY, Office, has_keys, offices},
    truth::Truth,
};

impl Office {
    fn glance(&self, options: &[&str]) -> Json {
        self.json(&[&["figures", "glance"], options].concat())
    }
}

/// Every file of a folder, the day each states or, where it states none, the day of reading.
fn apply_as_stated(office: &Office, sheets: &Path) -> Json {
    let [intake, apply] = ["intake", "apply"].map(OsStr::new);
    office.json(&[intake, apply, sheets.as_os_str()])
}

#[test]
fn the_whole_dossier_gives_its_truth() {
    let Some(data) = testkit::shared_data() else { return };
    let dossier = data.join("dossier-2024");
    let expected: Json =
        serde_json::from_slice(&std::fs::read(dossier.join("expected.json")).unwrap()).unwrap();
    let truth = Truth::read(&dossier.join("expected.json"), &dossier.join("expected_officers.csv"));
    for office in offices() {
        office.load_units(&dossier.join("units/organisations.csv"));
        let applied = office.apply(&dossier);
        let found = truth.differences(&office, &applied);
        assert_eq!(found, [""; 0], "{}", office.name());
        assert_eq!(applied["kinds"]["team_members"]["rows"], expected["teams"]["members"]);
        assert_eq!(applied["kinds"]["team_members"]["held"], 0);
        same_figures(&office, &expected, &[]);
        same_figures(&office, &expected, &["--on", DAY]);
        office.verify();

        let again = office.apply(&dossier);
        assert!(again["act"].is_null(), "{}: the same files change something", office.name());
        assert_eq!(again["unlisted"], json!([]));
    }
}

fn same_figures(office: &Office, expected: &Json, options: &[&str]) {
    let glance = office.glance(options);
    let officers = &expected["officers"];
    let without = officers["units_without_anyone"].as_array().unwrap().len();
    let people = glance["training"]["people"].clone();
    assert_eq!(glance["staff"]["people"], officers["people"], "{glance}");
    for mode in ["dedicated", "concurrent"] {
        assert_eq!(glance["staff"][mode], officers[mode]);
    }
    assert_eq!(glance["infosec"], officers["infosec"]);
    assert_eq!(glance["units"]["all"], officers["units"]);
    assert_eq!(glance["units"]["uncovered"], without);
    assert_eq!(glance["teams"], expected["teams"]);
    let training = &expected["training"];
    for what in ["attendances", "by_year", "by_course"] {
        assert_eq!(glance["training"][what], training[what], "{what}");
    }
    assert_eq!(people, training["distinct_people"]);
    assert_eq!(glance["graduates"], expected["graduates"]);
    let recorded = json!({"teams": true, "training": true, "graduates": true});
    assert_eq!(glance["recorded"], recorded);
}

#[test]
fn what_stands_beside_the_officers_of_the_demonstration_gives_its_truth() {
    for office in offices() {
        let made = demo::make(2024, &demo::Size::SMALL, office.dir.path()).unwrap();
        office.json(&[OsStr::new("areas"), OsStr::new("load"), made.areas.as_os_str()]);
        office.load_units(&made.organisations);
        let load = ["villages", "load"].map(OsStr::new);
        office.json(&[load[0], load[1], made.villages.as_os_str()]);
        office.apply(&made.officers);
        for folder in [&made.teams, &made.training, &made.graduates] {
            let applied = office.apply(folder);
            assert_eq!(applied["held"], json!([]), "{}", office.name());
            assert_eq!(applied["sheet_issues"], json!([]));
        }
        let glance = office.glance(&["--on", DAY]);
        let beyond = serde_json::to_value(&made.truth.beyond).unwrap();
        for what in ["villages", "teams", "members", "trained", "villages_without_team"] {
            assert_eq!(glance["teams"][what], beyond[what], "{what}");
        }
        for what in ["attendances", "by_year"] {
            assert_eq!(glance["training"][what], beyond[what], "{what}");
        }
        let people = glance["training"]["people"].as_i64().unwrap();
        assert!((1..beyond["attendances"].as_i64().unwrap()).contains(&people), "{people}");
        assert_eq!(glance["graduates"], beyond["graduates"]);
        office.verify();
    }
}

const CLASS: &str = "Danh sách học viên lớp Kỹ năng số, ngày 16/02/2023\n\
    STT;Họ và tên;Ngày sinh;Đơn vị;Ngày 1;Ngày 2\n\
    1;Nguyễn Văn An;05/06/1985;Sở Tài chính;x;x\n\
    2;Trần Thị Hoa;1990;Công ty Ngoài;x;\n\
    3;Lê Văn Bình;31/02/1985;Sở Tài chính;x;x\n";

#[test]
fn a_corrected_list_changes_only_the_difference_and_attendees_are_matched_later() {
    for office in offices() {
        let offices = office.path("offices.csv");
        std::fs::write(
            &offices,
            "code,name,kind,parent,area,aliases\n\
            P,Ủy ban nhân dân tỉnh Bình Minh,province,,90,\n\
            P.STC,Sở Tài chính,department,P,90,\n",
        )
        .unwrap();
        office.load_units(&offices);
        let sheets = office.path("sheets");
        std::fs::create_dir(&sheets).unwrap();
        let class = sheets.join("lop.csv");
        std::fs::write(&class, CLASS).unwrap();
        let applied = apply_as_stated(&office, &sheets);
        let kind = &applied["kinds"]["class_attendance"];
        assert_eq!([&kind["rows"], &kind["new"], &kind["held"]], [3, 2, 1], "{applied}");
        let held = &applied["held"][0];
        assert_eq!(
            [&held["row"], &held["column"], &held["code"]],
            [&json!(5), &json!("C"), &json!("date_invalid")]
        );
        let training = office.glance(&[])["training"].clone();
        assert_eq!([&training["attendances"], &training["people_unmatched"]], [2, 2]);

        // The held row is mended; somebody is no longer named: asked about, not removed.
        let corrected = CLASS.replace("31/02/1985", "01/02/1985").replace("x;x\n2;", "x;\n2;");
        std::fs::write(&class, &corrected).unwrap();
        let applied = apply_as_stated(&office, &sheets);
        let kind = &applied["kinds"]["class_attendance"];
        assert_eq!([&kind["new"], &kind["changed"], &kind["held"]], [1, 1, 0], "{applied}");
        assert_eq!(applied["released"], 1);
        let shorter: String =
            corrected.lines().filter(|l| !l.contains("Hoa")).map(|l| l.to_owned() + "\n").collect();
        std::fs::write(&class, shorter).unwrap();
        let applied = apply_as_stated(&office, &sheets);
        assert_eq!(applied["unlisted"][0]["name"], "Trần Thị Hoa", "{applied}");
        assert!(applied["act"]["seq"].is_i64(), "who is left out is written down: {applied}");
        assert_eq!(office.glance(&[])["training"]["attendances"], 3, "and counts until removed");
        assert!(apply_as_stated(&office, &sheets)["act"].is_null(), "written down once");

        // The officers' list comes later: who is on it is recognised among the attendees.
        std::fs::write(
            sheets.join("can-bo.csv"),
            "Danh sách cán bộ phụ trách chuyển đổi số\n\
            STT;Họ và tên;Ngày sinh;Đơn vị;Chức vụ;Chuyên trách;Kiêm nhiệm\n\
            1;NGUYỄN VĂN AN;1985;Sở Tài chính;Chuyên viên;x;\n",
        )
        .unwrap();
        let applied = apply_as_stated(&office, &sheets);
        assert_eq!(applied["people_new"], 1, "{applied}");
        let training = office.glance(&[])["training"].clone();
        assert_eq!(
            [&training["attendances"], &training["people"], &training["people_unmatched"]],
            [3, 3, 2]
        );
        assert!(apply_as_stated(&office, &sheets)["act"].is_null());
        office.verify();
    }
}

#[test]
fn a_glance_has_its_shape_before_anything_is_known() {
    for office in offices() {
        let glance = office.glance(&["--on", DAY, "--known-at", "2020-01-01"]);
        has_keys(
            &glance,
            &["staff", "infosec", "units", "teams", "training", "graduates", "on", "known_at"],
        );
        // Numbers stay numbers, and a zero that nobody entered is told apart.
        assert_eq!(glance["teams"]["members"], 0);
        let unknown = json!({"teams": false, "training": false, "graduates": false});
        assert_eq!(glance["recorded"], unknown);
        has_keys(&glance["units"], &["all", "covered", "uncovered"]);
        has_keys(&glance["staff"], &["people", "dedicated", "concurrent"]);
        assert_eq!(glance["training"]["by_year"], json!({}));
        assert_eq!(glance["graduates"], json!({}));
    }
}
