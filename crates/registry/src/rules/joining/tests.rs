use kernel::Uuid;
use ledger::FactId;
use proptest::prelude::*;

use super::*;
use crate::model::{
    AssignmentId, Mode, OrgId, PersonId, QualificationId, QualificationKind, Sex, SheetRow,
};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn span(from: &str, to: &str) -> Interval {
    Interval { from: kernel::parse_iso(from), to: kernel::parse_iso(to) }
}

fn somebody(n: u128, said: [&str; 5]) -> Person {
    let [name, birth, number, phone, email] = said.map(|s| Some(s.to_owned()));
    let blank = |s: Option<String>| s.filter(|s| !s.is_empty());
    Person {
        id: PersonId(id(n)),
        full_name: blank(name),
        sex: None,
        birth: birth.and_then(|b| b.parse().ok()),
        personal_number: blank(number),
        phone: blank(phone),
        email: blank(email),
    }
}

fn held<F>(row: u128, valid: Interval, fact: F) -> Held<F> {
    Held { id: FactId(id(row)), valid, fact }
}

fn duty(n: u128, person: u128, org: u128, mode: Mode, valid: Interval) -> Held<Assignment> {
    let (file, sheet) = (format!("{n}.xlsx"), "1".to_owned());
    let fact = Assignment {
        id: AssignmentId(id(n)),
        person: PersonId(id(person)),
        org: OrgId(id(org)),
        title: None,
        mode,
        fields: vec![],
        share: None,
        ended_because: None,
        source: Some(SheetRow { file, sheet, row: 5 }),
    };
    held(1000 + n, valid, fact)
}

fn degree(n: u128, name: &str, major: &str, valid: Interval) -> Held<Qualification> {
    let fact = Qualification {
        id: QualificationId(id(n)),
        person: PersonId(id(1)),
        kind: QualificationKind::Degree,
        name: name.to_owned(),
        major: Some(major.to_owned()),
    };
    held(2000 + n, valid, fact)
}

const NONE: Record<'static> = Record { person: &[], duties: &[], qualifications: &[] };

#[test]
fn a_detail_fills_a_blank_agrees_or_differs() {
    use Compared::{Differs, Fills, Same};
    let number = "090085001234";
    // What each of the two says: name, birth, number, phone, address; and how they compare.
    let table = [
        (["Lê An", "", "", "", ""], ["LÊ  AN", "", "", "", ""], [Same; 5]),
        (
            ["Lê An", "", "", "", ""],
            ["Le An", "1985", number, "0301234567", "an@tinh.vn"],
            [Differs, Fills, Fills, Fills, Fills],
        ),
        (
            ["Lê An", "1985", number, "0301234567", "an@tinh.vn"],
            ["Lê An", "1985-03-17", number, "0301111111", "AN@tinh.vn"],
            [Same, Fills, Same, Differs, Same],
        ),
        (
            ["Lê An", "1985-03-17", number, "0301234567", ""],
            ["Lê An", "1985", "", "", ""],
            [Same; 5],
        ),
        (
            ["Lê An", "1985-03-17", "", "", ""],
            ["Lê An", "1985-03-18", "", "", ""],
            [Same, Differs, Same, Same, Same],
        ),
        (
            ["Lê An", "1985", number, "", ""],
            ["Lê An", "1986", "090085009999", "", ""],
            [Same, Differs, Differs, Same, Same],
        ),
    ];
    for (keep, other, expected) in table {
        let told = compare(&somebody(1, keep), &somebody(2, other));
        let told: Vec<_> = told.into_iter().filter(|(d, _)| *d != Detail::Sex).collect();
        let found: Vec<_> = told.iter().map(|(_, compared)| *compared).collect();
        assert_eq!(found, expected, "{keep:?} {other:?}");
    }
    let (mut keep, mut other) = (somebody(1, [""; 5]), somebody(2, [""; 5]));
    for (a, b, expected) in [
        (None, Some(Sex::Female), Fills),
        (Some(Sex::Male), Some(Sex::Female), Differs),
        (Some(Sex::Male), None, Same),
    ] {
        (keep.sex, other.sex) = (a, b);
        assert!(compare(&keep, &other).contains(&(Detail::Sex, expected)));
    }
}

#[test]
fn blanks_are_filled_what_differs_stays_unless_chosen_and_two_numbers_are_two_people() {
    let early = span("", "2025-01-01");
    let keep = [
        held(1, early, somebody(1, ["Lê Thị An", "1985", "", "", ""])),
        held(2, span("2025-01-01", ""), somebody(1, ["Lê Thị An", "1985", "", "0301", ""])),
    ];
    let other =
        [held(3, Interval::ALWAYS, somebody(2, ["Lê An", "1985-03-17", "1", "0302", "an@x.vn"]))];
    let (keep, other) = (Record { person: &keep, ..NONE }, Record { person: &other, ..NONE });
    let said = |choices: &Choices| {
        let joined = join(keep, other, choices).unwrap();
        let tell = |v: &Version| {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let a = &v.after;
            assert_eq!(a.id, PersonId(id(1)), "the kept one stays who it is");
            let birth = a.birth.map(|b| b.to_string()).unwrap_or_default();
            [text(&a.full_name), birth, text(&a.personal_number), text(&a.phone), text(&a.email)]
                .join("|")
        };
        joined.versions.iter().map(tell).collect::<Vec<_>>()
    };
    // Birth and number are of all time; ways to reach them of the latest.
    assert_eq!(
        said(&Choices::default()),
        ["Lê Thị An|1985-03-17|1||", "Lê Thị An|1985-03-17|1|0301|an@x.vn"]
    );
    let chosen = [Detail::FullName, Detail::Phone].into();
    assert_eq!(
        said(&Choices { details: chosen, ..Choices::default() }),
        ["Lê Thị An|1985-03-17|1||", "Lê An|1985-03-17|1|0302|an@x.vn"]
    );
    let numbered = [held(4, Interval::ALWAYS, somebody(3, ["Lê An", "", "2", "", ""]))];
    let numbered = Record { person: &numbered, ..NONE };
    assert_eq!(join(other, numbered, &Choices::default()), Err(TwoNumbers));
}

#[test]
fn a_duty_of_both_in_one_office_stands_once() {
    use Mode::{Concurrent as C, Dedicated as D};
    let always = Interval::ALWAYS;
    let since = |from| span(from, "");
    // Kept duty, other's duty (office, mode, days); days of the other's that stand; whether twice.
    let table = [
        ((7, C, always), (8, C, always), vec![always], false),
        ((7, C, always), (7, C, always), vec![], true),
        ((7, D, always), (7, C, always), vec![], true),
        (
            (7, C, since("2024-10-15")),
            (7, C, since("2024-06-30")),
            vec![span("2024-06-30", "2024-10-15")],
            true,
        ),
        (
            (7, C, span("2024-01-01", "2024-02-01")),
            (7, C, since("2024-02-01")),
            vec![since("2024-02-01")],
            false,
        ),
        (
            (7, C, span("2024-03-01", "2024-04-01")),
            (7, C, since("2024-01-01")),
            vec![span("2024-01-01", "2024-03-01"), since("2024-04-01")],
            true,
        ),
    ];
    for (mine, theirs, stands, twice) in table {
        let keep = [duty(1, 1, mine.0, mine.1, mine.2)];
        let other = [duty(2, 2, theirs.0, theirs.1, theirs.2)];
        let (keep, other) = (Record { duties: &keep, ..NONE }, Record { duties: &other, ..NONE });
        let joined = join(keep, other, &Choices::default()).unwrap();
        assert_eq!((&joined.duties[0].stands, joined.duties[0].twice), (&stands, twice));
        assert_eq!(joined.cut, [], "the kept one's stay");
        // Chosen, the other's stands whole and the kept one's gives way.
        let chosen = Choices { duties: [AssignmentId(id(2))].into(), ..Choices::default() };
        let joined = join(keep, other, &chosen).unwrap();
        assert_eq!(joined.duties[0].stands, [theirs.2]);
        assert_eq!(joined.cut.len(), usize::from(twice));
    }
}

#[test]
fn a_qualification_of_both_stands_once() {
    let always = Interval::ALWAYS;
    let keep = [degree(1, "Thạc sĩ", "CNTT", always)];
    let other = [
        degree(2, "thạc  sĩ", "cntt", span("2020-01-01", "")),
        degree(3, "Thạc sĩ", "Kinh tế", always),
        degree(4, "Đại học", "CNTT", always),
    ];
    let joined = join(
        Record { qualifications: &keep, ..NONE },
        Record { qualifications: &other, ..NONE },
        &Choices::default(),
    );
    let stands: Vec<usize> =
        joined.unwrap().qualifications.iter().map(|q| q.stands.len()).collect();
    assert_eq!(stands, [0, 1, 1]);
}

fn days() -> impl Strategy<Value = Interval> {
    let day = |n: i64| {
        kernel::parse_iso("2024-01-01").unwrap() + jiff::SignedDuration::from_hours(24 * n)
    };
    (0_i64..40, 1_i64..30, 0..3).prop_map(move |(from, long, open)| Interval {
        from: (open != 1).then(|| day(from)),
        to: (open != 2).then(|| day(from + long)),
    })
}

fn stretches(person: u128) -> impl Strategy<Value = Vec<Held<Assignment>>> {
    proptest::collection::vec((1_u128..4, days()), 0..5).prop_map(move |all| {
        // One record says one thing of an office and a day.
        let mut held: Vec<Held<Assignment>> = Vec::new();
        for (n, (org, valid)) in (0_u128..).zip(all) {
            let it = duty(person * 100 + n, person, org, Mode::Concurrent, valid);
            let twice = |h: &Held<Assignment>| {
                h.fact.org == it.fact.org && h.valid.intersect(&valid).is_some()
            };
            if !held.iter().any(twice) {
                held.push(it);
            }
        }
        held
    })
}

proptest! {
    #[test]
    fn every_day_in_an_office_that_either_had_is_kept_once(
        keep in stretches(1), other in stretches(2), chosen in any::<u8>()
    ) {
        let duties = other.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1);
        let choices =
            Choices { duties: duties.map(|(_, h)| h.fact.id).collect(), ..Choices::default() };
        let both = (Record { duties: &keep, ..NONE }, Record { duties: &other, ..NONE });
        let joined = join(both.0, both.1, &choices).unwrap();
        let cut = |h: &Held<Assignment>| joined.cut.iter().find(|c| c.held.id == h.id);
        let kept = keep.iter().flat_map(|h| {
            let stands = cut(h).map_or_else(|| vec![h.valid], |c| c.stands.clone());
            stands.into_iter().map(move |days| (h.fact.org, days))
        });
        let moved = joined.duties.iter().flat_map(|d| d.stands.iter().map(|s| (d.held.fact.org, *s)));
        let all: Vec<_> = kept.chain(moved).collect();
        let first = kernel::parse_iso("2023-12-01").unwrap();
        for n in 0..120 {
            let day = first + jiff::SignedDuration::from_hours(24 * n);
            for org in [1, 2, 3].map(|n| OrgId(id(n))) {
                let before = keep.iter().chain(&other)
                    .any(|h| h.fact.org == org && h.valid.contains(day));
                let after = all.iter().filter(|(o, days)| *o == org && days.contains(day)).count();
                prop_assert_eq!(after, usize::from(before));
            }
        }
    }
}
