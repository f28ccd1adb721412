//! What lists state of a person's details, whichever list is entered first.

use house::House;
use kernel::Date;
use ledger::{Held, ReadFact};
use registry::model::{Person, Qualification};
use testkit::Client;

use crate::office::{apply, everywhere, last_act, one, send};

/// A list of one office for a day; of An: phone, address, degree, field of study.
fn list(day: &str, an: [&str; 4]) -> Vec<u8> {
    let [phone, email, degree, major] = an;
    format!(
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ,,,,,,,,\n(Số liệu tính đến ngày {day}),,,,,,,,\n\
         Họ và tên,Ngày sinh,Đơn vị,Hình thức,Lĩnh vực,Điện thoại,Email,Trình độ,Chuyên ngành\n\
         Nguyễn Văn An,17/03/1985,Sở Nội vụ,Chuyên trách,CĐS,{phone},{email},{degree},{major}\n\
         Trần Thị Bình,12/04/1990,Sở Nội vụ,Kiêm nhiệm,CĐS,0912000002,,,\n"
    )
    .into_bytes()
}

const FIRST: [&str; 4] = ["0912000001", "an@a.vn", "Đại học", "Luật"];
const OTHER: [&str; 4] = ["0912000009", "an@b.vn", "Thạc sĩ", "CNTT"];
const BLANK: [&str; 4] = [""; 4];

async fn take_in(lan: &mut Client, name: &str, bytes: &[u8]) -> String {
    let (batch, _) = send(lan, &[(name, bytes)]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    apply(lan, &batch, &[]).await.expect(200);
    page
}

async fn all<F: ReadFact>(house: &House) -> Vec<Held<F>> {
    let mut tx = house.db.read().await.unwrap();
    ledger::held(&mut tx, i64::MAX, "", &[]).await.unwrap()
}

const DAYS: [Date; 5] = [
    Date::constant(2023, 1, 1),
    Date::constant(2024, 1, 15),
    Date::constant(2024, 6, 15),
    Date::constant(2024, 10, 15),
    Date::constant(2026, 1, 1),
];

/// An's details on each of the days.
async fn picture(house: &House) -> Vec<String> {
    let people = all::<Person>(house).await;
    let degrees = all::<Qualification>(house).await;
    let an = |h: &&Held<Person>| h.fact.full_name.as_deref() == Some("Nguyễn Văn An");
    let id = people.iter().find(an).unwrap().fact.id;
    let on = |day: Date| {
        let there = |h: &&Held<Person>| h.fact.id == id && h.valid.contains(day);
        let who: Vec<_> = people.iter().filter(there).map(|h| &h.fact).collect();
        let theirs = |h: &&Held<Qualification>| h.fact.person == id && h.valid.contains(day);
        let degrees: Vec<_> =
            degrees.iter().filter(theirs).map(|h| (&h.fact.name, &h.fact.major)).collect();
        let [who] = who[..] else { panic!("{} of them on {day}", who.len()) };
        let (number, sex) = (&who.personal_number, &who.sex);
        let birth = who.birth.map(|birth| birth.to_string());
        format!("{:?} {:?} {number:?} {sex:?} {birth:?} {degrees:?}", who.phone, who.email)
    };
    DAYS.map(on).into()
}

const SAID: &str = "nêu khác: điều này chỉ ghi đến ngày của biểu đó";

#[tokio::test(flavor = "multi_thread")]
async fn details_of_a_late_list_hold_until_a_later_one_states_them() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "ds-10.csv", &list("15/10/2024", FIRST)).await;
        let page = take_in(&mut lan, "ds-6.csv", &list("15/06/2024", OTHER)).await;
        assert_eq!(page.matches(SAID).count(), 4, "{}: {page}", house.db.name());
        assert!(page.contains("ds-10.csv, 15/10/2024"), "{page}");
        let told = picture(&house).await;
        for (day, first) in [(2, OTHER), (3, FIRST), (4, FIRST)] {
            assert!(first.iter().all(|said| told[day].contains(said)), "{told:?}");
        }
        house.verify().await;
    }
}

/// Who somebody is, a list of an earlier day does not correct, though it bears the name of the
/// sheet they were known from.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_list_under_the_name_of_a_later_one_corrects_nobody() {
    let list = |day: &str, birth: &str, sex: &str| {
        format!(
            "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ,,,,,,\n(Số liệu tính đến ngày {day}),,,,,,\n\
             Họ và tên,Ngày sinh,Giới tính,Điện thoại,Đơn vị,Hình thức,Lĩnh vực\n\
             Nguyễn Văn An,{birth},{sex},0912000001,Sở Nội vụ,Chuyên trách,CĐS\n"
        )
        .into_bytes()
    };
    let june = list("15/06/2024", "17/03/1986", "Nữ");
    let october = list("15/10/2024", "17/03/1985", "Nam");
    let mut told = Vec::new();
    for order in [[&june, &october], [&october, &june]] {
        let house = one().await;
        let mut lan = house.client("lan").await;
        let mut page = String::new();
        for bytes in order {
            page = take_in(&mut lan, "ds.csv", bytes).await;
        }
        told.push((picture(&house).await, page.matches("Giới tính khác với dữ liệu").count()));
    }
    assert_eq!(told[0].0, told[1].0);
    assert_eq!((told[0].1, told[1].1), (0, 1));
    assert!(told[1].0[4].contains("1985"), "{told:?}");
}

/// Three lists in every order, each stating or leaving blank.
#[tokio::test(flavor = "multi_thread")]
async fn in_whatever_order_lists_come_each_day_shows_the_same() {
    const ORDERS: [[usize; 3]; 6] =
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mixed = ["0912000005", "", "", "CNTT"];
    for said in [[FIRST, OTHER, FIRST], [BLANK, OTHER, FIRST], [FIRST, mixed, BLANK]] {
        let days = ["15/01/2024", "15/06/2024", "15/10/2024"];
        let mut first: Option<Vec<String>> = None;
        for order in ORDERS {
            let house = one().await;
            let mut lan = house.client("lan").await;
            for at in order {
                let bytes = list(days[at], said[at]);
                take_in(&mut lan, &format!("ds-{at}.csv"), &bytes).await;
            }
            let told = picture(&house).await;
            let known = first.get_or_insert_with(|| told.clone());
            assert_eq!(*known, told, "{order:?} of {said:?}");
        }
    }
}

/// A list that was undone states nothing.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_undone_list_stated_counts_no_longer() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "ds-1.csv", &list("15/01/2024", FIRST)).await;
        let october = String::from_utf8(list("15/10/2024", FIRST)).unwrap();
        let october = october.replace("Kiêm nhiệm", "Chuyên trách");
        take_in(&mut lan, "ds-10.csv", october.as_bytes()).await;
        let act = last_act(&house).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await.expect(200);
        let page = take_in(&mut lan, "ds-6.csv", &list("15/06/2024", OTHER)).await;
        assert!(!page.contains(SAID), "{page}");
        let told = picture(&house).await;
        assert!(told[1].contains(FIRST[0]) && told[4].contains(OTHER[0]), "{told:?}");
    }
}
