//! What a terminal shows of rows that wait tells nobody's number, even one that is none.

use crate::office::offices;

const SHEET: &str = "STT,Họ và tên,Ngày sinh,Số CCCD,Điện thoại,Đơn vị,Chức vụ,Chuyên trách\n\
    1,Nguyễn Văn An,17/03/1985,98085001234567,0912345678,Sở Nội vụ,Chuyên viên,x\n\
    2,Trần Thị Bình,31/02/1990,,0987654321,Sở Nội vụ,Chuyên viên,x\n\
    3,Phạm Văn Cường,17/03/1985,,912345671,Sở Nội vụ,Chuyên viên,x\n";

#[test]
fn a_malformed_number_is_masked_for_people_and_whole_where_the_shape_says_so() {
    for office in offices() {
        let units = office.path("units.csv");
        std::fs::write(
            &units,
            "code,name,kind,parent,area,aliases\nT.NV,Sở Nội vụ,department,,,\n",
        )
        .unwrap();
        office.load_units(&units);
        let sheet = office.path("Danh sach.csv");
        std::fs::write(&sheet, SHEET).unwrap();
        let sheet = sheet.to_str().unwrap();
        let on = ["--on", "2024-10-15"];
        for verb in ["preview", "apply"] {
            let line = [&["intake", verb, sheet][..], &on].concat();
            // An act that is done changes nothing when it is asked for again: its rows wait still.
            let table = office.text(&line);
            let told = office.json(&line);
            let held = told["held"].as_array().unwrap();
            let value = |code: &str| {
                let found = held.iter().find(|h| h["code"].as_str().unwrap().starts_with(code));
                found.unwrap_or_else(|| panic!("{code}: {told}"))["value"].as_str().unwrap()
            };
            assert_eq!(value("personal_id"), "98085001234567", "{}", office.name());
            // A phone that only lost its first zero was read, and is somebody's.
            let warned = told["warnings"].to_string();
            assert!(warned.contains("phone_zero_restored"), "{warned}");
            assert!(!told.to_string().contains("912345671"), "{} {verb}: {told}", office.name());
            assert!(!table.contains("98085001234567"), "{} {verb}: {table}", office.name());
            assert!(table.contains("••• 567"), "{} {verb}: {table}", office.name());
        }
        // Rows that wait are told with why, and what stands there as far as it may be seen.
        let waiting = office.json(&["intake", "held"]).to_string();
        assert!(waiting.contains("personal_id_length"), "{waiting}");
        assert!(!waiting.contains("98085001234567"), "{}: {waiting}", office.name());
        let table = office.text(&["intake", "held"]);
        assert!(!table.contains("98085001234567"), "{}: {table}", office.name());
        assert!(table.contains("Số định danh phải có 12 chữ số"), "{}: {table}", office.name());
    }
}
