//! `nhanluc campaign`: opened, listed, how every office stands, reminded.

use crate::office::offices;

#[test]
fn a_campaign_from_the_command_line() {
    for office in offices() {
        let units = office.path("units.csv");
        let rows = "code,name,kind,parent,area,aliases\nT,Tỉnh,province,,,\n\
                    T.A,Sở A,department,T,,\nT.B,Sở B,department,T,,\nT.X,Xã X,commune,T,,\n";
        std::fs::write(&units, rows).unwrap();
        office.load_units(&units);
        let open = |more: &[&str]| {
            let args =
                ["campaign", "open", "Đợt 1", "--as-of", "2024-10-15", "--due", "2999-12-31"];
            office.json(&[&args, more].concat())
        };
        let opened = open(&["--unit-kind", "department", "--remind", "-7,-1"]);
        assert_eq!(opened["offices"], 2, "{}", office.name());
        let id = opened["campaign"].as_str().unwrap();
        let all = office.json(&["campaign", "list"]);
        assert_eq!(all[0]["name"], "Đợt 1");
        assert_eq!(all[0]["due_on"], "2999-12-31");
        assert_eq!(all[0]["reminders"], serde_json::json!([-7, -1]));
        for said in [id, "Đợt 1"] {
            let board = office.json(&["campaign", "board", said]);
            assert_eq!(board["counts"]["nothing"], 2);
            assert_eq!(board["offices"][0]["code"], "T.A");
            assert_eq!(board["offices"][0]["standing"], "nothing");
        }
        // Nobody reports for them: nobody is told.
        let told = office.json(&["campaign", "remind", "Đợt 1"]);
        assert_eq!(told, serde_json::json!({"offices": 2, "accounts": 0}));
        assert!(!office.output(&["campaign", "remind", "Đợt 1"]).status.success(), "once a day");
        let followed = office.json(&["campaign", "follow", "Đợt 1"]);
        assert_eq!(followed["followed"]["passed"], 0, "every office stands");
        assert!(followed["act"].is_null());
        assert!(!office.output(&["campaign", "board", "Đợt 2"]).status.success());
        office.verify();
    }
}
