//! Records that may be of one person are listed and joined on the command line.

use serde_json::json;

use crate::office::offices;

const UNITS: &str = "code,name,kind,parent,area,aliases\n\
    X,Ủy ban nhân dân tỉnh,province,,,\n\
    X.A,Sở Nội vụ,department,X,,\n\
    X.B,Sở Y tế,department,X,,\n";

fn sheet(office: &str) -> String {
    format!(
        "STT,Họ và tên,Ngày sinh,Đơn vị,Chức vụ,Chuyên trách,Kiêm nhiệm,Lĩnh vực\n\
         1,Đặng Thu Hoà,05/06/1988,{office},Chuyên viên,,x,CĐS\n"
    )
}

#[test]
fn duplicates_are_listed_and_joined() {
    for office in offices() {
        let dir = office.dir.path();
        let units = dir.join("organisations.csv");
        std::fs::write(&units, UNITS).unwrap();
        office.load_units(&units);
        for (file, of) in [("a.csv", "Sở Nội vụ"), ("b.csv", "Sở Y tế")] {
            let path = dir.join(file);
            std::fs::write(&path, sheet(of)).unwrap();
            office.json(&["intake", "apply", path.to_str().unwrap(), "--on", "2024-10-15"]);
        }
        let found = office.json(&["people", "duplicates"]);
        assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
        assert_eq!(found[0]["why"], "birth");
        let ids = ["first", "second"].map(|key| found[0][key].as_str().unwrap().to_owned());
        let before = office.coverage(&["--on", "2024-12-01"]);
        assert_eq!(before["totals"]["people"], 2);
        let reason = ["--reason", "Một người"];
        let done = office.json(&["people", "join", &ids[0], &ids[1], reason[0], reason[1]]);
        assert_eq!(done["keep"], json!(ids[0]));
        let after = office.coverage(&["--on", "2024-12-01"]);
        assert_eq!(after["totals"]["people"], 1);
        assert_eq!(after["totals"]["concurrent"], 2, "each duty stays");
        assert_eq!(office.json(&["people", "duplicates"]), json!([]));
    }
}
