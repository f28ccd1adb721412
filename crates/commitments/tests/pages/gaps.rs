//! What is not missing can't be promised about, and the page says why.

use access::Actor;
use house::House;
use kernel::{Date, Interval};
use ledger::Draft;
use registry::{
    acts::{NewAssignment, NewPerson, enter_assignment, enter_person},
    model::Mode,
};

use crate::office::{everywhere, told};

/// Somebody takes up a duty at an office on a day.
async fn appoint(office: &House, code: &str, on: Date, fields: &[&str]) {
    let by = Actor::command();
    let desk = office.desk(&by);
    let org = office.org(code).await;
    let mut tx = desk.db.write().await.unwrap();
    let header = desk.header("assignment", Some(on), "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
    let new = NewPerson {
        full_name: "Nguyễn Văn An".to_owned(),
        sex: None,
        birth: None,
        personal_number: None,
        phone: None,
        email: None,
    };
    let person = enter_person(&mut draft, new).id;
    let duty = NewAssignment {
        person,
        org,
        title: None,
        mode: Mode::Dedicated,
        fields: fields.iter().map(|f| (*f).to_owned()).collect(),
        share: None,
        source: None,
    };
    enter_assignment(&mut draft, Interval::since(on), duty);
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    office.app.acted();
}

fn about<'a>(office: &'a str, gap: &'a str) -> [(&'a str, &'a str); 4] {
    [("don-vi", office), ("thieu", gap), ("viec", "Cử một người"), ("han", "15/12/2026")]
}

#[tokio::test]
async fn only_what_is_missing_today_can_be_promised_about() {
    for office in everywhere().await {
        let name = office.db.name();
        // Somebody comes in a week: until then nobody is there.
        appoint(&office, "D.STC", Date::constant(2026, 12, 1), &["infosec"]).await;
        let mut head = office.client("stc").await;
        head.get("/cam-ket/moi").await.expect(200);
        head.post("/cam-ket/moi", &about("D.STC", "chua-co-ai")).await.expect(303);
        let unmet = about("D.STC", "dinh-muc:infosec_officer");
        head.post("/cam-ket/moi", &unmet).await.expect(303);
        assert_eq!(told(&office).await.due, 2, "{name}");

        office.clock.set("2026-12-02T08:00:00Z".parse().unwrap());
        let mut head = office.client("stc").await;
        head.get("/cam-ket/moi").await.expect(200);
        for (gap, why) in [
            ("chua-co-ai", "đang có 1 người phụ trách"),
            ("dinh-muc:infosec_officer", "cần 1, hiện có 1"),
            ("dinh-muc:khong-co", "không có định mức đó"),
        ] {
            let page = head.post("/cam-ket/moi", &about("D.STC", gap)).await.expect(422).text();
            assert!(page.contains(why) && page.contains("href=\"#thieu"), "{name} {gap}: {page}");
        }
        assert_eq!(told(&office).await.due, 2, "{name}: nothing was entered");
        // The form offers what is missing there, and nothing else; who stands for one office
        // alone need not name it.
        for address in ["/cam-ket/moi", "/cam-ket/moi?don-vi=D.STC"] {
            let form = head.get(address).await.expect(200).text();
            assert!(form.contains("value=\"khac\""), "{name}: {form}");
            assert!(form.contains("name=\"don-vi\" value=\"D.STC\""), "{name}: {form}");
            assert!(!form.contains("chua-co-ai") && !form.contains("infosec_officer"), "{name}");
        }
        // A norm for departments and districts asks nothing of a commune.
        let mut district = office.client("huyen").await;
        // Who stands for several is asked which before anything is offered.
        let which = district.get("/cam-ket/moi").await.expect(200).text();
        assert!(which.contains("value=\"D.BT\"") && which.contains("value=\"D.HM\""), "{which}");
        assert!(!which.contains("value=\"D.STC\"") && !which.contains("thieu"), "{name}: {which}");
        let form = district.get("/cam-ket/moi?don-vi=D.BT").await.expect(200).text();
        assert!(
            form.contains("chua-co-ai") && form.contains("technical_officer"),
            "{name}: {form}"
        );
        assert!(!form.contains("infosec_officer"), "{name}: {form}");
        let commune = about("D.BT", "dinh-muc:infosec_officer");
        let page = district.post("/cam-ket/moi", &commune).await.expect(422).text();
        assert!(page.contains("không có định mức đó"), "{name}: {page}");
        // What is said in words is taken as said.
        let words = [&about("D.STC", "khac")[..], &[("thieu-gi", "Máy chủ cũ")]].concat();
        head.post("/cam-ket/moi", &words).await.expect(303);
    }
}
