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

/// What a head reports as done is told as a word, beside what the record says on the day.
#[tokio::test]
async fn what_is_said_to_be_kept_is_held_against_the_record_of_the_day() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut head = office.client("stc").await;
        head.get("/cam-ket/moi").await.expect(200);
        let mut made = Vec::new();
        let words = [&about("D.STC", "khac")[..], &[("thieu-gi", "Máy chủ cũ")]].concat();
        for fields in [&about("D.STC", "dinh-muc:infosec_officer")[..], &words] {
            let done = head.post("/cam-ket/moi", fields).await.expect(303);
            let page = done.location().unwrap().to_owned();
            let before = head.get(&page).await.expect(200).text();
            let warns = before.contains("theo lời của đơn vị");
            assert_eq!(warns, made.is_empty(), "{name}: {before}");
            head.post(&format!("{page}/xong"), &[("ghi_chu", "")]).await.expect(303);
            made.push(page);
        }
        let unmet = "định mức vẫn chưa đạt vào ngày 24/11/2026: cần 1, có 0";
        let silent = "theo lời thủ trưởng; dữ liệu không có gì để đối chiếu";
        let mut reader = office.client("thanhtra").await;
        for (path, said) in [
            (&made[0][..], unmet),
            (&made[1], silent),
            ("/cam-ket", unmet),
            ("/cam-ket", silent),
            ("/cam-ket", "Đã thực hiện theo lời thủ trưởng, chưa đạt"),
            ("/", unmet),
            ("/", "trong đó 1 vẫn chưa đạt vào ngày đang xem"),
            ("/don-vi/D.STC", unmet),
        ] {
            let page = reader.get(path).await.expect(200).text();
            assert!(page.contains(said), "{name} {path}: {said}: {page}");
        }
        let csv = |page: String| page.lines().count() - 1;
        let chosen = reader.get("/cam-ket?tinh-trang=da-lam-chua-dat&format=csv").await;
        assert_eq!(csv(chosen.expect(200).text()), 1, "{name}");
        let kept = reader.get("/cam-ket?tinh-trang=da-lam&format=csv").await.expect(200);
        assert_eq!(csv(kept.text()), 1, "{name}: the other one");

        // Somebody comes: from that day on the record agrees, and on the day before it did not.
        appoint(&office, "D.STC", Date::constant(2026, 12, 1), &["infosec"]).await;
        office.clock.set("2026-12-02T08:00:00Z".parse().unwrap());
        let mut reader = office.client("thanhtra").await;
        let page = reader.get(&made[0]).await.expect(200).text();
        assert!(page.contains("điều còn thiếu không còn vào ngày 02/12/2026"), "{name}: {page}");
        let page = reader.get("/").await.expect(200).text();
        assert!(!page.contains("vẫn chưa đạt vào ngày đang xem"), "{name}: {page}");
        let page = reader.get(&format!("{}?on=2026-11-30", made[0])).await.expect(200).text();
        assert!(page.contains("vẫn chưa đạt vào ngày 30/11/2026"), "{name}: {page}");
    }
}

/// What another room counts can be promised about where it is lacking, and is held against it.
#[tokio::test]
async fn what_another_room_knows_to_be_lacking_is_offered_where_it_is() {
    for office in everywhere().await {
        let name = office.db.name();
        let gap = "con-thieu:den";
        let mut district = office.client("huyen").await;
        for (code, offered) in [("D.BT", true), ("D.H", true), ("D.HM", false)] {
            let page = format!("/cam-ket/moi?don-vi={code}&thieu={gap}");
            let form = district.get(&page).await.expect(200).text();
            assert_eq!(
                form.contains(&format!("value=\"{gap}\"")),
                offered,
                "{name} {code}: {form}"
            );
        }
        let none = district.post("/cam-ket/moi", &about("D.HM", gap)).await.expect(422).text();
        assert!(none.contains("không thiếu điều đó"), "{name}: {none}");
        let done = district.post("/cam-ket/moi", &about("D.BT", gap)).await.expect(303);
        let made = done.location().unwrap().to_owned();
        district.get(&made).await.expect(200);
        district.post(&format!("{made}/xong"), &[("ghi_chu", "")]).await.expect(303);
        let mut reader = office.client("thanhtra").await;
        for path in [&made[..], "/cam-ket", "/"] {
            let page = reader.get(path).await.expect(200).text();
            assert!(page.contains("vẫn còn thiếu 3 vào ngày 24/11/2026"), "{name} {path}: {page}");
        }
        office.clock.set("2026-12-02T08:00:00Z".parse().unwrap());
        let page = office.client("thanhtra").await.get(&made).await.expect(200).text();
        assert!(page.contains("điều còn thiếu không còn vào ngày 02/12/2026"), "{name}: {page}");
        office.verify().await;
    }
}

/// Where somebody is in charge, the way to a commitment does not say that nobody is.
#[tokio::test]
async fn the_way_to_a_commitment_says_nothing_that_is_not_so() {
    for office in everywhere().await {
        let name = office.db.name();
        appoint(&office, "D.STC", Date::constant(2026, 1, 1), &["dx", "infosec"]).await;
        let mut head = office.client("stc").await;
        for path in ["/don-vi/D.STC", "/don-vi-cua-toi"] {
            let page = head.get(path).await.expect(200).text();
            assert!(page.contains("href=\"/cam-ket/moi?don-vi=D.STC\""), "{name} {path}: {page}");
            assert!(!page.contains("chua-co-ai"), "{name} {path}: {page}");
        }
        // An old address that names a gap which is none offers what there is.
        let form = head.get("/cam-ket/moi?don-vi=D.STC&thieu=chua-co-ai").await.expect(200).text();
        let (gone, words) = ("value=\"chua-co-ai\"", "value=\"khac\"");
        assert!(!form.contains(gone) && form.contains(words), "{name}: {form}");
    }
}
