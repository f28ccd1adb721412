//! Lists of three days, entered in every order: each day shows the same, and what is undone was
//! never there.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use access::Actor;
use house::House;
use intake::acts::{Incoming, Terms, apply};
use kernel::Date;
use ledger::{Held, ReadFact};
use registry::{
    Error,
    acts::{Undoing, undo},
    model::{Assignment, Person, Qualification},
};

use crate::office::{last_act, one};

const ORDERS: [&[usize]; 12] = [
    &[0, 1],
    &[0, 2],
    &[1, 0],
    &[1, 2],
    &[2, 0],
    &[2, 1],
    &[0, 1, 2],
    &[0, 2, 1],
    &[1, 0, 2],
    &[1, 2, 0],
    &[2, 0, 1],
    &[2, 1, 0],
];
const DAYS: [&str; 3] = ["15/01/2024", "15/06/2024", "15/10/2024"];
const LOOKED_AT: [Date; 5] = [
    Date::constant(2023, 1, 1),
    Date::constant(2024, 1, 15),
    Date::constant(2024, 6, 15),
    Date::constant(2024, 10, 15),
    Date::constant(2026, 1, 1),
];
const PEOPLE: [&str; 4] = [
    "Nguyễn Văn An,17/03/1985",
    "Trần Thị Bình,12/04/1990",
    "Lê Thị Chi,05/06/1988",
    "Phạm Văn Dũng,07/08/1979",
];

/// A list of an office for a day; who is in it and what it says of them is left to chance.
fn list(day: &str, of: &mut impl FnMut(&[&'static str]) -> &'static str) -> String {
    let mut text = format!(
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ,,,,,,,\n(Số liệu tính đến ngày {day}),,,,,,,\n\
         Họ và tên,Ngày sinh,Đơn vị,Hình thức,Lĩnh vực,Chức vụ,Điện thoại,Trình độ\n"
    );
    for person in PEOPLE {
        if of(&["out", "in", "in", "in"]) == "out" {
            continue;
        }
        let mode = of(&["Chuyên trách", "Kiêm nhiệm"]);
        let fields = of(&["CĐS", "ATTT", "\"CĐS, ATTT\""]);
        let title = of(&["Chuyên viên", "Trưởng phòng"]);
        let phone = of(&["", "0912000001", "0912000002"]);
        let degree = of(&["", "Đại học", "Thạc sĩ"]);
        writeln!(text, "{person},Sở Nội vụ,{mode},{fields},{title},{phone},{degree}").unwrap();
    }
    text
}

async fn all<F: ReadFact>(house: &House) -> Vec<Held<F>> {
    let mut tx = house.db.read().await.unwrap();
    ledger::held(&mut tx, i64::MAX, "", &[]).await.unwrap()
}

/// What each day shows of everybody.
async fn picture(house: &House) -> Vec<String> {
    let people = all::<Person>(house).await;
    let degrees = all::<Qualification>(house).await;
    let duties = all::<Assignment>(house).await;
    let mut told = Vec::new();
    for day in LOOKED_AT {
        let mut of_day = Vec::new();
        for Held { fact: who, .. } in people.iter().filter(|h| h.valid.contains(day)) {
            let here = degrees.iter().filter(|h| h.fact.person == who.id && h.valid.contains(day));
            let degrees: Vec<_> = here.map(|h| &h.fact.name).collect();
            let here = duties.iter().filter(|h| h.fact.person == who.id && h.valid.contains(day));
            let duties: Vec<_> =
                here.map(|h| (h.fact.mode, &h.fact.fields, &h.fact.title)).collect();
            let (name, phone) = (&who.full_name, &who.phone);
            of_day.push(format!("{day} {name:?} {phone:?} {degrees:?} {duties:?}"));
        }
        of_day.sort();
        told.extend(of_day);
    }
    told
}

/// Enters lists in an order; the act of each.
async fn enter(house: &House, lists: &[String], order: &[usize]) -> Vec<Option<i64>> {
    let by = Actor::command();
    let mut acts = Vec::new();
    for at in order {
        let bytes = Arc::new(lists[*at].clone().into_bytes());
        let file = Incoming { name: format!("ds-{at}.csv"), bytes };
        let terms = Terms { reason: "Danh sách định kỳ", ..Terms::default() };
        let done = apply(&house.desk(&by), &[file], &terms).await.unwrap();
        acts.push(done.act.map(|act| act.seq));
    }
    acts
}

/// Undoes an act; `false` where others build on it.
async fn take_back(house: &House, act: i64) -> bool {
    let (by, tables) = (Actor::command(), house.facts());
    let undoing =
        Undoing { tables: &tables, follows: &[Box::new(intake::acts::Batches)], enter: true };
    match undo(&house.desk(&by), undoing, act, "Gửi nhầm").await {
        Ok(_) => true,
        Err(Error::Ledger(ledger::Error::BuiltUpon(_))) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_whatever_order_lists_come_each_day_shows_the_same_and_undone_is_never_come() {
    let mut undone = 0;
    for seed in [1_u64, 2] {
        let mut state = seed;
        let mut of = |all: &[&'static str]| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            all[usize::try_from(state >> 40).unwrap() % all.len()]
        };
        let lists: Vec<String> = DAYS.iter().map(|day| list(day, &mut of)).collect();
        let mut known: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
        for order in ORDERS {
            let house = one().await;
            let acts = enter(&house, &lists, order).await;
            let told = picture(&house).await;
            let mut sorted = order.to_vec();
            sorted.sort_unstable();
            let first = known.entry(sorted).or_insert_with(|| told.clone());
            assert_eq!(*first, told, "{order:?} of {lists:#?}");
            // What a list names that changes nothing has no act, and nothing can be undone first.
            if order.len() < 3 || acts.contains(&None) {
                continue;
            }
            for (at, act) in order.iter().zip(acts) {
                if !take_back(&house, act.unwrap()).await {
                    continue;
                }
                undone += 1;
                let mut rest: Vec<usize> = order.iter().copied().filter(|o| o != at).collect();
                rest.sort_unstable();
                assert_eq!(known[&rest], picture(&house).await, "{order:?} less {at}: {lists:#?}");
                let last = last_act(&house).await;
                assert!(take_back(&house, last).await);
            }
        }
    }
    assert!(undone >= 12, "{undone}");
}
