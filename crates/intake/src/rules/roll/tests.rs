use kernel::{Birth, Interval};
use registry::model::Mode;

use super::*;

fn id(n: u128) -> kernel::Uuid {
    kernel::Uuid::from_u128(n)
}

fn person(n: u128, name: &str, birth: &str, number: Option<&str>) -> Held<Person> {
    let fact = Person {
        id: PersonId(id(n)),
        full_name: Some(name.into()),
        sex: None,
        birth: birth.parse::<Birth>().ok(),
        personal_number: number.map(str::to_owned),
        phone: None,
        email: None,
    };
    Held { id: ledger::FactId(id(1000 + n)), valid: Interval::ALWAYS, fact }
}

fn post(n: u128, org: u128) -> Held<Assignment> {
    let fact = Assignment {
        id: registry::model::AssignmentId(id(2000 + n)),
        person: PersonId(id(n)),
        org: OrgId(id(org)),
        title: None,
        mode: Mode::Concurrent,
        fields: vec![],
        share: None,
        ended_because: None,
        source: None,
    };
    Held { id: ledger::FactId(id(3000 + n)), valid: Interval::ALWAYS, fact }
}

fn row(name: &str, birth: &str, number: Option<&str>) -> OfficerRow {
    OfficerRow {
        full_name: Some(name.into()),
        birth: birth.parse().ok(),
        personal_id: number.map(str::to_owned),
        ..OfficerRow::default()
    }
}

fn who(roll: &Roll, row: &OfficerRow, org: OrgId, from: (&str, &str)) -> Who {
    let name = roll.name(row.full_name.as_deref().unwrap_or_default());
    roll.who((row, &name), org, from)
}

#[test]
fn a_row_is_recognised_by_number_else_by_name_birth_and_office() {
    let roll = Roll::new(
        vec![
            person(1, "Nguyễn Thị Hoà", "1985-02-28", Some("026185000001")),
            person(2, "Trần Văn An", "1970", None),
            person(3, "Lê Văn Bình", "1980-01-01", None),
            person(4, "Lê Văn Bình", "1980-06-01", None),
        ],
        vec![post(1, 7), post(2, 7), post(3, 7), post(4, 7)],
        vec![],
    );
    let here = OrgId(id(7));
    let elsewhere = OrgId(id(8));
    let cases = [
        // By number, wherever; the tone may stand on the other vowel, diacritics be lost.
        (row("Nguyễn Thị Hòa", "1985", Some("026185000001")), elsewhere, Who::Known(0)),
        (row("Nguyen Thi Hoa", "1985", Some("026185000001")), elsewhere, Who::Known(0)),
        // A number under another name is a matter for people to settle.
        (row("Phạm Văn Cường", "1985", Some("026185000001")), here, Who::NumberOfOther(0)),
        // By name, birth and office; a year agrees with a day.
        (row("Nguyễn Thị Hòa", "1985", None), here, Who::Known(0)),
        (row("Trần Văn An", "1970-05-05", None), here, Who::Known(1)),
        // Two numbers tell two people apart, unless all else is the same.
        (row("Nguyễn Thị Hòa", "1985", Some("026185000002")), here, Who::New { like: None }),
        (row("Nguyễn Thị Hòa", "1985-02-28", Some("026185000002")), here, Who::OtherNumber(0)),
        // A name alone is nobody, once somebody bears it.
        (row("Nguyễn Thị Hòa", "", None), here, Who::Unclear),
        (row("Nguyễn Thị Hòa", "", None), elsewhere, Who::New { like: None }),
        // Lost diacritics beside the day of birth.
        (row("Le Van Binh", "1980-01-01", None), here, Who::Known(2)),
        (row("Le Van Binh", "1980", None), here, Who::New { like: None }),
        // Elsewhere, the same name and day is only a likeness; another year is nobody.
        (row("Lê Văn Bình", "1980-01-01", None), elsewhere, Who::New { like: Some(2) }),
        (row("Lê Văn Bình", "1981", None), here, Who::New { like: None }),
        // Two fit a year; one fits a day.
        (row("Lê Văn Bình", "1980", None), here, Who::Unclear),
        (row("Lê Văn Bình", "1980-06-01", None), here, Who::Known(3)),
    ];
    for (row, org, expected) in cases {
        assert_eq!(who(&roll, &row, org, ("a.xlsx", "1")), expected, "{row:?}");
    }
}

#[test]
fn who_was_known_from_a_sheet_is_known_again_by_less() {
    let mut duty = post(1, 7);
    let (file, sheet) = ("a.xlsx".to_owned(), "1".to_owned());
    duty.fact.source = Some(SheetRow { file, sheet, row: 5 });
    let born = person(1, "Nguyễn Thị Hoà", "1985-02-28", Some("026185000001"));
    let roll = Roll::new(vec![born], vec![duty], vec![]);
    let (here, same, other) = (OrgId(id(7)), ("a.xlsx", "1"), ("b.xlsx", "1"));
    let mended = row("Nguyễn Thị Hoà", "1985-02-28", Some("026185000002"));
    assert_eq!(who(&roll, &mended, here, same), Who::Known(0));
    assert_eq!(who(&roll, &mended, here, other), Who::OtherNumber(0));
    let bare = row("Nguyễn Thị Hoà", "", None);
    assert_eq!(who(&roll, &bare, here, same), Who::Known(0));
    assert_eq!(who(&roll, &bare, here, other), Who::Unclear);
    let mut reached = bare;
    reached.phone = Some("0301234567".into());
    assert_eq!(who(&roll, &reached, here, other), Who::Unclear, "no phone is on record");
}

#[test]
fn who_went_on_elsewhere_is_known_where_they_were() {
    let merger = kernel::parse_iso("2025-07-01").unwrap();
    let (mut before, mut after) = (post(1, 7), post(1, 9));
    before.valid = Interval { from: None, to: Some(merger) };
    after.valid = Interval::since(merger);
    let vi = person(1, "Vũ Khánh Chi", "1985-02-28", None);
    let mut roll = Roll::new(vec![vi], vec![after, before], vec![]);
    let late = row("Vũ Khánh Chi", "1985-02-28", None);
    for org in [7, 9] {
        let told = who(&roll, &late, OrgId(id(org)), ("a.xlsx", "1"));
        assert_eq!(told, Who::Known(0), "office {org}");
    }
    let (then, now) = (kernel::parse_iso("2024-10-15").unwrap(), merger);
    let of = |roll: &mut Roll, org, on| {
        let post = roll.entries[0].post_in(OrgId(id(org)), on);
        post.map(|post| post.before(OrgId(id(org)), on).org)
    };
    assert_eq!(of(&mut roll, 7, then), Some(OrgId(id(7))));
    assert_eq!(of(&mut roll, 7, now), None, "that office's time is over");
    assert_eq!(of(&mut roll, 9, now), Some(OrgId(id(9))));
}

#[test]
fn a_phone_makes_nobody_where_births_differ_or_the_office_shares_it() {
    let here = OrgId(id(7));
    let of = |phone: &str, birth: &str| {
        let mut known = person(1, "Lò Minh Một", "1985-06-05", None);
        known.fact.phone = Some(phone.into());
        let roll = Roll::new(vec![known], vec![post(1, 7)], vec![]);
        let mut row = row("Lò Minh Một", birth, None);
        row.phone = Some(phone.into());
        who(&roll, &row, here, ("b.xlsx", "1"))
    };
    assert_eq!(of("0301234567", ""), Who::Known(0));
    assert_eq!(of("0301234567", "1990-11-17"), Who::New { like: None });
    assert_eq!(of("02113861234", ""), Who::Unclear);
}

#[test]
fn who_may_be_two_records_of_one_waits() {
    let numbered = person(1, "Trần Thị Bình", "1985-02-28", Some("026185000001"));
    let bare = person(2, "Trần Thị Bình", "1985-02-28", None);
    let roll = Roll::new(vec![numbered, bare], vec![post(1, 7), post(2, 8)], vec![]);
    let row = row("Trần Thị Bình", "1985-02-28", Some("026185000001"));
    let of = |org| who(&roll, &row, OrgId(id(org)), ("a.xlsx", "1"));
    assert_eq!(of(8), Who::Unclear, "the number's bearer is elsewhere, a namesake is here");
    assert_eq!(of(7), Who::Known(0));
    assert_eq!(of(9), Who::Known(0));
}

#[test]
fn a_namesake_elsewhere_is_told_by_day_or_by_phone() {
    let of = |known: &str, phone: Option<&str>, said: &str, number: Option<&str>| {
        let mut there = person(1, "Lê Văn Cường", known, Some("026090000001"));
        there.fact.phone = Some("0912000003".into());
        let roll = Roll::new(vec![there], vec![post(1, 7)], vec![]);
        let mut row = row("Lê Văn Cường", said, number);
        row.phone = phone.map(str::to_owned);
        who(&roll, &row, OrgId(id(8)), ("a.xlsx", "1"))
    };
    let (like, phone) = (Who::New { like: Some(0) }, Some("0912000003"));
    assert_eq!(of("1990-06-05", phone, "1990", None), like);
    assert_eq!(of("1990-06-05", phone, "", None), like);
    assert_eq!(of("1990-06-05", None, "1990-06-05", None), like);
    let nobody = Who::New { like: None };
    assert_eq!(of("1990-06-05", None, "1990", None), nobody);
    assert_eq!(of("1990-06-05", phone, "1990-06-06", None), nobody);
    assert_eq!(of("1990-06-05", phone, "1990", Some("026090000002")), nobody);
    let mut there = person(1, "Lê Văn Cườm", "1990-06-05", None);
    there.fact.phone = Some("0912000003".into());
    let roll = Roll::new(vec![there], vec![post(1, 7)], vec![]);
    let renamed = |birth: &str| {
        let mut row = row("Lê Văn Cường", birth, None);
        row.phone = Some("0912000003".into());
        who(&roll, &row, OrgId(id(7)), ("a.xlsx", "1"))
    };
    assert_eq!(renamed("1990-06-05"), like, "another name, with birth and phone of the first");
    assert_eq!(renamed("1990"), nobody);
}

#[test]
fn an_older_sheet_says_nothing_about_a_later_time() {
    let on = |text: &str| kernel::parse_iso(text).unwrap();
    let mut later = post(1, 7);
    later.valid = Interval::since(on("2024-10-15"));
    let over = until_next(std::slice::from_ref(&later), on("2024-06-30"));
    assert_eq!(over, Interval { from: Some(on("2024-06-30")), to: Some(on("2024-10-15")) });
    let over = until_next(std::slice::from_ref(&later), on("2025-01-01"));
    assert_eq!(over, Interval::since(on("2025-01-01")));
}
