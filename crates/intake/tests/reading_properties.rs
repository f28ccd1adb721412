//! What must hold of any list: the order of its columns, blank columns and the format it comes in
//! change nothing.

#[path = "reading_support/mod.rs"]
mod support;

use proptest::prelude::*;
use support::{delimited, desk, lines, workbook};

/// A person as they stand in a sheet.
#[expect(clippy::struct_excessive_bools, reason = "ticks of a row")]
#[derive(Clone, Debug)]
struct Person {
    name: String,
    female: bool,
    birth: String,
    id: String,
    unit: &'static str,
    dedicated: bool,
    dx: bool,
    infosec: bool,
}

fn person() -> impl Strategy<Value = Person> {
    let name = (
        prop::sample::select(vec!["Nguyễn", "Trần", "Lê", "Đỗ", "Hoàng", "Tống", "Quách"]),
        prop::sample::select(vec!["Văn", "Thị", "Minh", "Công", "Quân"]),
        prop::sample::select(vec!["An", "Bình", "Nam", "Hòa", "Đạt", "Phương"]),
    );
    let birth = prop_oneof![
        (1i8..=28, 1i8..=12, 1965i16..2002).prop_map(|(d, m, y)| format!("{d}/{m}/{y}")),
        (1965i16..2002).prop_map(|y| y.to_string()),
        (1i8..=28, 1i8..=12, 1965i16..2002).prop_map(|(d, m, y)| format!("{y}-{m:02}-{d:02}")),
    ];
    let units = vec!["Sở Nội vụ", "Sở Tài chính", "UBND xã Phú Lộc", "P. Trần Phú"];
    (
        name,
        any::<bool>(),
        birth,
        100_000_000_000u64..999_999_999_999,
        prop::sample::select(units),
        any::<[bool; 3]>(),
    )
        .prop_map(|((a, b, c), female, birth, id, unit, [dedicated, dx, both])| Person {
            name: format!("{a} {b} {c}"),
            female,
            birth,
            id: id.to_string(),
            unit,
            dedicated,
            dx,
            infosec: both || !dx,
        })
}

const HEADINGS: [&str; 10] = [
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Số CCCD",
    "Đơn vị công tác",
    "Chuyên trách",
    "Kiêm nhiệm",
    "CĐS",
    "ATTT",
];

/// The sheet with its columns in an order; `None` is a blank column.
fn sheet(people: &[Person], order: &[Option<usize>]) -> Vec<Vec<String>> {
    let arrange = |cells: Vec<String>| -> Vec<String> {
        order.iter().map(|at| at.map_or_else(String::new, |at| cells[at].clone())).collect()
    };
    let tick = |yes: bool| if yes { "x".to_owned() } else { String::new() };
    let mut out = vec![
        vec!["DANH SÁCH NHÂN LỰC CHUYỂN ĐỔI SỐ".to_owned()],
        arrange(HEADINGS.iter().map(|h| (*h).to_owned()).collect()),
    ];
    for (n, p) in people.iter().enumerate() {
        out.push(arrange(vec![
            (n + 1).to_string(),
            p.name.clone(),
            if p.female { "Nữ" } else { "Nam" }.into(),
            p.birth.clone(),
            p.id.clone(),
            p.unit.into(),
            tick(p.dedicated),
            tick(!p.dedicated),
            tick(p.dx),
            tick(p.infosec),
        ]));
    }
    out
}

fn read(file: &str, rows: &[Vec<String>], text: bool) -> Vec<String> {
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bytes = if text { delimited(&rows) } else { workbook(&rows, &[]) };
    lines(&desk().read(file, &bytes).1[0])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn columns_in_any_order_give_the_same_records(
        people in prop::collection::vec(person(), 1..12),
        order in Just((0..10).map(Some).chain([None, None]).collect::<Vec<Option<usize>>>()).prop_shuffle(),
    ) {
        let usual: Vec<Option<usize>> = (0..10).map(Some).collect();
        let want = read("x.xlsx", &sheet(&people, &usual), false);
        prop_assert_eq!(want.len(), people.len());
        for (line, p) in want.iter().zip(&people) {
            let sex = if p.female { " F " } else { " M " };
            let mode = if p.dedicated { "dedicated" } else { "concurrent" };
            prop_assert!(line.contains(&p.name) && line.contains(sex) && line.contains(mode), "{}", line);
            prop_assert!(line.contains(&p.id), "{}", line);
            prop_assert!(!line.contains('!'), "nothing is in doubt: {}", line);
        }
        prop_assert_eq!(&read("x.xlsx", &sheet(&people, &order), false), &want);
        prop_assert_eq!(&read("x.csv", &sheet(&people, &order), true), &want);
    }

    #[test]
    fn a_phone_is_the_same_however_it_is_written(n in 900_000_000u64..999_999_999) {
        use intake::reading::{Cell, values::phone};
        let want = Some(format!("0{n}"));
        let s = n.to_string();
        for text in [
            format!("0{n}"), format!("+84 {n}"), format!("84{n}"), format!("0{}.{}.{}", &s[..3], &s[3..6], &s[6..]),
            format!("(+84) {} {} {}", &s[..3], &s[3..6], &s[6..]), s.clone(),
        ] {
            let got = phone(Some(&Cell::Text(text.as_str().into())));
            prop_assert_eq!(&got.value, &want, "{}", text);
        }
    }
}
