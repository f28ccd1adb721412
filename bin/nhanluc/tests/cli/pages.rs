//! The pages say what the command says: the whole dossier, looked at.

use serde_json::Value as Json;

use crate::{
    browser::Browser,
    office::{DAY, offices},
};

#[test]
fn the_province_page_agrees_with_the_command_and_with_its_rows() {
    let Some(data) = testkit::shared_data() else { return };
    let dossier = data.join("dossier-2024");
    let expected: Json =
        serde_json::from_slice(&std::fs::read(dossier.join("expected.json")).unwrap()).unwrap();
    for office in offices() {
        office.load_units(&dossier.join("units/organisations.csv"));
        office.apply(&dossier);
        let told = office.json(&["figures", "glance", "--on", DAY]);
        let number = |at: &str| told.pointer(at).and_then(Json::as_i64).unwrap();
        assert_eq!(expected["teams"], told["teams"]);
        let mut browser = Browser::open(&office);
        let page = browser.get(&format!("/?on={DAY}"));
        for (label, at) in [
            ("Người làm công tác số", "/staff/people"),
            ("Đơn vị có người phụ trách", "/units/covered"),
            ("Đơn vị chưa có ai", "/units/uncovered"),
            ("Tổ công nghệ số", "/teams/teams"),
            ("Thành viên", "/teams/members"),
            ("Thành viên đã tập huấn", "/teams/trained"),
            ("Thôn chưa có tổ", "/teams/villages_without_team"),
            ("Lượt tập huấn", "/training/attendances"),
            ("Người được tập huấn", "/training/people"),
            ("Người chưa khớp", "/training/people_unmatched"),
            ("Tốt nghiệp năm 2024", "/graduates/2024"),
            ("Tốt nghiệp năm 2023", "/graduates/2023"),
        ] {
            assert_eq!(Browser::figure(&page, label), number(at), "{}: {label}", office.name());
        }
        for (path, at) in [
            ("/tap-huan/luot", "/training/attendances"),
            ("/tap-huan/nguoi", "/training/people"),
            ("/tap-huan/nguoi?khop=chua", "/training/people_unmatched"),
            ("/tap-huan/luot?nam=2023", "/training/by_year/2023"),
        ] {
            let sign = if path.contains('?') { '&' } else { '?' };
            let rows = browser.rows(&format!("{path}{sign}on={DAY}"));
            assert_eq!(i64::try_from(rows).unwrap(), number(at), "{}: {path}", office.name());
        }
        for (path, at) in [
            ("/to-cong-nghe?tinh-trang=chua-co-to", "/teams/villages_without_team"),
            ("/to-cong-nghe?tinh-trang=co-to", "/teams/teams"),
        ] {
            let rows = browser.rows(&format!("{path}&on={DAY}"));
            assert_eq!(i64::try_from(rows).unwrap(), number(at), "{}: {path}", office.name());
        }
    }
}
