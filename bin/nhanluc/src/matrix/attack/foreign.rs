//! Somebody of one office after the people of another: every address, as page, part of a page,
//! data and file; own addresses with ids of another within; forms that name another office.

use std::collections::BTreeSet;

use axum::http::Method;
use store::{Db, execute, sqlx};
use testkit::Page;

use super::{Ground, beginning, browser, own};
use crate::matrix::house::Things;

/// Somebody nobody else is called like, their number and phone: all of another office.
const NAME: &str = "Quách Thị Ngoại Vụ";
const NUMBER: &str = "098765432109";
const PHONE: &str = "0999888777";

/// Who stands for one unit or for nothing at all.
const ASKERS: [&str; 8] =
    ["admin", "coord-unit", "report", "head", "official", "leader", "trainer-unit", "inspect-unit"];

/// The person outside, and what their office has sent, bear words that stand nowhere else.
async fn mark(db: &Db, things: &Things) {
    let mut tx = db.write().await.unwrap();
    let person: uuid::Uuid = things.person.outside.parse().unwrap();
    let done = execute!(
        &mut tx,
        sqlx::query(
            "UPDATE person SET full_name = $1, personal_number = $2, phone = $3, \
             name_key = $4, plain_key = $4 WHERE person_id = $5",
        )
        .bind(NAME)
        .bind(NUMBER)
        .bind(PHONE)
        .bind("quach thi ngoai vu")
        .bind(person)
    )
    .unwrap();
    assert!(done > 0);
    tx.commit().await.unwrap();
    for batch in [&things.drafted.0.outside, &things.sent.0.outside] {
        let batch: uuid::Uuid = batch.parse().unwrap();
        let mut tx = db.write().await.unwrap();
        let sheet = format!(
            "STT,Họ và tên,Ngày sinh,Đơn vị,Chức vụ,Chuyên trách,Kiêm nhiệm,Lĩnh vực\n\
             1,{NAME},17/03/1985,{},Chuyên viên,x,,CĐS\n",
            things.office.outside
        );
        let done = execute!(
            &mut tx,
            sqlx::query("UPDATE upload SET bytes = $1 WHERE batch_id = $2")
                .bind(sheet.into_bytes())
                .bind(batch)
        )
        .unwrap();
        assert_eq!(done, 1);
        tx.commit().await.unwrap();
    }
}

fn tells(page: &Page) -> bool {
    let text = page.text();
    [NAME, "Qu&#225;ch", NUMBER, PHONE].iter().any(|word| text.contains(word))
}

/// What stands behind an address to widen what it tells.
fn wider(things: &Things) -> Vec<String> {
    let (office, person) = (&things.office.outside, &things.person.outside);
    [
        String::new(),
        format!("q={}", ui::segment("Quách Thị Ngoại")),
        format!("q={NUMBER}"),
        format!("don_vi={office}&unit={office}&org={office}&ma={office}&code={office}"),
        format!("person={person}&nguoi={person}&id={person}&subject={person}"),
        "xem=tat-ca&nhom=don-vi&loai=tat-ca&dang=day-du&cap=xa&theo=don-vi".to_owned(),
        "per_page=100000&page=1&sort=-name".to_owned(),
        "known_at=2099-01-01&map=2026-01-01".to_owned(),
    ]
    .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_of_another_office() {
    let mut ground = Ground::open().await;
    let (router, db) = ground.house.open_with_db().await;
    mark(&db, &ground.house.things).await;
    let widening = wider(&ground.house.things);
    let mut wrong = Vec::new();
    for name in ASKERS {
        let ticket = ground.house.tickets[name].clone();
        for example in ground.with("GET") {
            let addresses: BTreeSet<String> = std::iter::once(&example.inside)
                .chain(&example.outside)
                .map(|address| own(address, &ticket))
                .collect();
            for address in addresses {
                for more in &widening {
                    // As data and as a file what widens by an office alone is asked for.
                    let ways = ["text/html", "application/json", "csv"];
                    let few = more.is_empty() || more.starts_with("don_vi");
                    for way in &ways[..if few { 3 } else { 1 }] {
                        let asked = behind(&address, more, way);
                        let accept = if *way == "csv" { "*/*" } else { way };
                        let mut client = browser(&router, &ticket, accept);
                        let page = client.send(Method::GET, &asked, None, Vec::new()).await;
                        if page.status.is_success() && tells(&page) && !echoes(&page, more) {
                            wrong.push(format!("{name}: {asked} ({way})"));
                        }
                    }
                }
            }
        }
        for format in ["csv", "xlsx"] {
            let mut client = browser(&router, &ticket, "text/html");
            client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
            let fields = [("muc_dich", "kiểm tra theo kế hoạch"), ("format", format)];
            let office = &ground.house.things.office.outside;
            let page = client.post(&format!("/nhan-luc/xuat?don_vi={office}"), &fields).await;
            if page.status.is_success() && tells(&page) {
                wrong.push(format!("{name}: exported as {format}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers tell of another office: {wrong:#?}", wrong.len());
    // Whoever may is told: else nothing was proven.
    let ticket = ground.house.tickets["coord"].clone();
    let person = format!("/nhan-luc/{}", ground.house.things.person.outside);
    let page = browser(&router, &ticket, "text/html").get(&person).await.expect(200);
    assert!(tells(&page));
}

fn behind(address: &str, more: &str, way: &str) -> String {
    let mut out = address.to_owned();
    for part in [more, if way == "csv" { "format=csv" } else { "" }] {
        if !part.is_empty() {
            out.push(if out.contains('?') { '&' } else { '?' });
            out.push_str(part);
        }
    }
    out
}

/// A page that says what was asked for says no more than was known: the words stand in its search
/// field and its links alone.
fn echoes(page: &Page, more: &str) -> bool {
    more == format!("q={NUMBER}") && !page.text().contains(NAME)
}

/// An address of one's own with the id of another office's thing in it.
struct Mixed {
    address: String,
    fields: &'static [(&'static str, &'static str)],
}

fn mixed(things: &Things) -> Vec<Mixed> {
    let mut all = Vec::new();
    let mut add = |address: String, fields| all.push(Mixed { address, fields });
    let (own, other) = (&things.person.inside, &things.duty.outside);
    for verb in ["sua", "thoi", "dieu-chuyen"] {
        let since = &things.since.outside;
        add(format!("/nhan-luc/{own}/nhiem-vu/{other}/{verb}?tu={since}"), &[]);
    }
    let held = &things.qualification.outside;
    add(format!("/nhan-luc/{own}/trinh-do/{held}/thoi"), &[("ngay", "01/11/2026")]);
    for (batch, upload) in [
        (&things.drafted.0.inside, &things.drafted.1.outside),
        (&things.sent.0.inside, &things.sent.1.outside),
        (&things.drafted.0.inside, &things.batch.1),
    ] {
        add(format!("/tiep-nhan/{batch}/danh-dau/{upload}"), &[]);
    }
    let (campaign, office) = (&things.campaign, &things.office.inside);
    let remark = &things.remark.outside;
    add(format!("/thu-thap/{campaign}/{office}/y-kien/{remark}/bo"), &[]);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_of_another_office_within_an_address_of_ones_own_lead_nowhere() {
    let mut ground = Ground::open().await;
    let (router, db) = ground.house.open_with_db().await;
    mark(&db, &ground.house.things).await;
    let before = ledger::last_seq(&mut db.read().await.unwrap()).await.unwrap();
    let mut wrong = Vec::new();
    for name in ["coord-unit", "report", "head"] {
        let ticket = ground.house.tickets[name].clone();
        for mixed in mixed(&ground.house.things) {
            for method in ["GET", "POST"] {
                let mut client = browser(&router, &ticket, "application/json");
                client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
                let page = match method {
                    "GET" => client.get(&mixed.address).await,
                    _ => client.post(&mixed.address, mixed.fields).await,
                };
                if !matches!(page.status.as_u16(), 403..=405 | 422) || tells(&page) {
                    let said = beginning(&page);
                    let status = page.status;
                    wrong.push(format!("{name}: {method} {}: {status} {said}", mixed.address));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let after = ledger::last_seq(&mut db.read().await.unwrap()).await.unwrap();
    assert_eq!(before, after, "something was entered");
}

/// A duty, but for its office.
const DUTY: [(&str, &str); 6] = [
    ("tu-ngay", "01/11/2026"),
    ("chuc-danh", "Chuyên viên"),
    ("hinh-thuc", "concurrent"),
    ("linh-vuc", "dx"),
    ("so", "12/QĐ"),
    ("ly_do", "Phân công công tác"),
];
const SOMEBODY: [(&str, &str); 2] = [("ho-ten", "Đinh Thị Mây"), ("ngay-sinh", "02/09/1994")];
const PROMISE: [(&str, &str); 4] = [
    ("thieu", "khac"),
    ("thieu-gi", "Thiếu máy chủ dự phòng"),
    ("viec", "Tuyển một người"),
    ("han", "31/12/2026"),
];

/// Whether a form that names an office is taken.
async fn taken(
    ground: &mut Ground,
    (name, address): (&str, &str),
    office: &str,
    fields: &[(&str, &str)],
) -> (bool, Page) {
    let (router, db) = ground.house.open_with_db().await;
    let before = ledger::last_seq(&mut db.read().await.unwrap()).await.unwrap();
    let ticket = &ground.house.tickets[name];
    let mut client = browser(&router, ticket, "application/json");
    client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
    let fields = [fields, &[("don-vi", office)]].concat();
    let page = client.post(address, &fields).await;
    let after = ledger::last_seq(&mut db.read().await.unwrap()).await.unwrap();
    (after > before, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_names_another_office_is_refused() {
    let mut ground = Ground::open().await;
    let things = ground.house.things.clone();
    let (own, duty, since) = (&things.person.inside, &things.duty.inside, &things.since.inside);
    let new = [&SOMEBODY[..], &DUTY].concat();
    let moving = format!("/nhan-luc/{own}/nhiem-vu/{duty}/dieu-chuyen?tu={since}");
    let given = format!("/nhan-luc/{own}/nhiem-vu");
    for (name, address, fields) in [
        ("report", "/nhan-luc/moi", &new[..]),
        ("coord-unit", "/nhan-luc/moi", &new),
        ("head", "/cam-ket/moi", &PROMISE),
        ("coord-unit", "/cam-ket/moi", &PROMISE),
    ] {
        let office = &things.office.inside;
        let (done, page) = taken(&mut ground, (name, address), office, fields).await;
        assert!(done, "{name}: {address} for their own: {} {}", page.status, beginning(&page));
        let office = &things.office.outside;
        let (done, page) = taken(&mut ground, (name, address), office, fields).await;
        assert!(!done, "{name}: {address} for another");
        assert!(matches!(page.status.as_u16(), 403 | 422), "{name}: {address}: {}", page.status);
    }
    for name in ["report", "coord-unit"] {
        for address in [&moving, &given] {
            let office = &things.office.outside;
            let (done, page) = taken(&mut ground, (name, address), office, &DUTY).await;
            assert!(!done, "{name}: {address}: {}", beginning(&page));
        }
    }
}

/// Who enters somebody by hand is told of a namesake of another office, and not who it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_does_not_tell_whose_it_is() {
    let mut ground = Ground::open().await;
    let (router, db) = ground.house.open_with_db().await;
    mark(&db, &ground.house.things).await;
    let office = ground.house.things.office.inside.clone();
    let by_number = [("ho-ten", "Lạ Thị Lùng"), ("so-dinh-danh", NUMBER), ("don-vi", &office)];
    let by_name = [("ho-ten", NAME), ("don-vi", &office)];
    for fields in [&by_number[..], &by_name] {
        let fields = [fields, &DUTY].concat();
        let mut told = Vec::new();
        for name in ["report", "coord"] {
            let ticket = &ground.house.tickets[name];
            let mut client = browser(&router, ticket, "text/html");
            client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
            let page = client.post("/nhan-luc/moi", &fields).await.expect(422).text();
            let person = &ground.house.things.person.outside;
            told.push(page.contains(&format!("href=\"/nhan-luc/{person}")));
        }
        assert_eq!(told, [false, true], "{fields:?}: the reporting officer, the coordinator");
    }
}
