//! A sheet that comes late: what a sheet of a later day confirmed, it neither ends nor changes.

use house::House;
use kernel::Date;
use registry::{
    acts::{DutyData, Note, Version, change_duty},
    model::{Assignment, Mode},
};
use testkit::Client;

use crate::office::{apply, duties_of, everywhere, last_act, one, send};

/// A list of one office for a day.
fn list(day: &str, rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut text = format!(
        "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ,,,,\n(Số liệu tính đến ngày {day}),,,,\n\
         Họ và tên,Ngày sinh,Đơn vị,Hình thức,Lĩnh vực\n"
    );
    for &(name, birth, mode) in rows {
        text.extend([name, ",", birth, ",Sở Nội vụ,", mode, ",CĐS\n"]);
    }
    text.into_bytes()
}

const AN: (&str, &str, &str) = ("Nguyễn Văn An", "17/03/1985", "Chuyên trách");
const BINH: (&str, &str, &str) = ("Trần Thị Bình", "12/04/1990", "Kiêm nhiệm");
const CHI: (&str, &str, &str) = ("Lê Thị Chi", "05/06/1988", "Kiêm nhiệm");
const ALL: [(&str, &str, &str); 3] = [AN, BINH, CHI];

const JANUARY: Date = Date::constant(2024, 1, 15);
const JUNE: Date = Date::constant(2024, 6, 15);
const OCTOBER: Date = Date::constant(2024, 10, 15);

/// Sends and applies a list; what step 3 said.
async fn take_in(lan: &mut Client, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> String {
    let (batch, _) = send(lan, &[(name, bytes)]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    apply(lan, &batch, more).await.expect(200);
    page
}

/// When An's duty holds, and how.
async fn spans(house: &House) -> Vec<(Option<Date>, Option<Date>, Mode)> {
    let mut tx = house.db.read().await.unwrap();
    let people: Vec<ledger::Held<registry::model::Person>> =
        ledger::held(&mut tx, i64::MAX, "", &[]).await.unwrap();
    drop(tx);
    let an = people.iter().find(|h| h.fact.full_name.as_deref() == Some(AN.0)).unwrap().fact.id;
    let theirs = |h: &ledger::Held<Assignment>| h.fact.person == an;
    let duties = duties_of(house).await.into_iter().filter(theirs);
    let mut spans: Vec<_> = duties.map(|h| (h.valid.from, h.valid.to, h.fact.mode)).collect();
    spans.sort_by_key(|(from, ..)| *from);
    spans
}

/// A list that came in time: its day, and who is in it.
type Came<'a> = (&'a str, &'a [(&'a str, &'a str, &'a str)]);

/// What comes late, and what it comes to.
struct Case<'a> {
    what: &'a str,
    came: &'a [Came<'a>],
    late: Came<'a>,
    /// Whether the last list that came in time is undone before.
    undone: bool,
    /// Whether somebody says that An's duty ended.
    ended: bool,
    /// What step 3 says of a later sheet.
    warns: Option<&'a str>,
    spans: &'a [(Option<Date>, Option<Date>, Mode)],
}

const STILL: &str = "muon-15-10-2024.csv · (một trang), dòng 4, số liệu ngày 15/10/2024";

fn file_of(day: &str) -> String {
    format!("muon-{}.csv", day.replace('/', "-"))
}

async fn play(house: &House, case: &Case<'_>) {
    let told = format!("{} {}", house.db.name(), case.what);
    let mut lan = house.client("lan").await;
    for (day, rows) in case.came {
        take_in(&mut lan, &file_of(day), &list(day, rows), &[]).await;
    }
    if case.undone {
        let act = last_act(house).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await.expect(200);
    }
    let (day, rows) = case.late;
    let (batch, _) = send(&mut lan, &[("den-muon.csv", &list(day, rows))]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    match case.warns {
        Some(said) => assert!(page.contains(said), "{told}: {said}: {page}"),
        None => assert!(!page.contains("muộn hơn"), "{told}: {page}"),
    }
    let field = page.find("name=\"het-").map(|at| page[at + 6..at + 46].to_owned());
    let more = field.as_ref().filter(|_| case.ended).map(|name| (&name[..], "retired"));
    apply(&mut lan, &batch, more.as_slice()).await.expect(200);
    assert_eq!(spans(house).await, case.spans, "{told}");
    house.verify().await;
}

#[expect(clippy::too_many_lines, reason = "one case after another")]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_sheet_confirmed_is_not_silently_ended_or_changed() {
    use Mode::{Concurrent, Dedicated};
    let (jan, oct) = (("15/01/2024", &ALL[..]), ("15/10/2024", &ALL[..]));
    let (june, march) = (("15/06/2024", &ALL[1..]), ("15/03/2024", &ALL[..]));
    let an_concurrent = [(AN.0, AN.1, "Kiêm nhiệm"), BINH, CHI];
    let binh_dedicated = [AN, (BINH.0, BINH.1, "Chuyên trách"), CHI];
    let until_june = (Some(JANUARY), Some(JUNE), Dedicated);
    let cases = [
        Case {
            what: "said to have ended, named as before in October: there again from then on",
            came: &[jan, oct],
            late: june,
            undone: false,
            ended: true,
            warns: Some("đã ghi trước đó, vẫn nêu người này"),
            spans: &[until_june, (Some(OCTOBER), None, Dedicated)],
        },
        Case {
            what: "a later list of the office does not name An: asked about, and there still",
            came: &[("15/10/2024", &ALL[1..])],
            late: ("15/06/2024", &ALL[..]),
            undone: false,
            ended: false,
            warns: Some("không nêu người này"),
            spans: &[(Some(JUNE), None, Dedicated)],
        },
        Case {
            what: "a later list of the office does not name An, and An's duty ended by then",
            came: &[("15/10/2024", &ALL[1..])],
            late: ("15/06/2024", &ALL[..]),
            undone: false,
            ended: true,
            warns: Some("không nêu người này"),
            spans: &[(Some(JUNE), Some(OCTOBER), Dedicated)],
        },
        Case {
            what: "the same list in time, and An's duty ended by then",
            came: &[("15/06/2024", &ALL[..])],
            late: ("15/10/2024", &ALL[1..]),
            undone: false,
            ended: true,
            warns: None,
            spans: &[(Some(JUNE), Some(OCTOBER), Dedicated)],
        },
        Case {
            what: "a later list names one of many: it says nothing of the others",
            came: &[("15/01/2024", &ALL[1..]), ("15/10/2024", &ALL[2..])],
            late: ("15/06/2024", &ALL[..]),
            undone: false,
            ended: false,
            warns: None,
            spans: &[(Some(JUNE), None, Dedicated)],
        },
        Case {
            what: "nobody says that it ended",
            came: &[jan, oct],
            late: june,
            undone: false,
            ended: false,
            warns: Some("số liệu ngày 15/10/2024"),
            spans: &[(Some(JANUARY), None, Dedicated)],
        },
        Case {
            what: "no later sheet",
            came: &[jan],
            late: june,
            undone: false,
            ended: true,
            warns: None,
            spans: &[until_june],
        },
        Case {
            what: "confirmed for an earlier day",
            came: &[jan, march],
            late: june,
            undone: false,
            ended: true,
            warns: None,
            spans: &[until_june],
        },
        Case {
            what: "the later sheet was undone",
            came: &[jan, ("15/10/2024", &binh_dedicated)],
            late: june,
            undone: true,
            ended: true,
            warns: None,
            spans: &[until_june],
        },
        Case {
            what: "named otherwise in October",
            came: &[jan, ("15/10/2024", &an_concurrent)],
            late: june,
            undone: false,
            ended: true,
            warns: Some("đã ghi trước đó, vẫn nêu người này"),
            spans: &[until_june, (Some(OCTOBER), None, Concurrent)],
        },
        Case {
            what: "a late sheet says something else of them, up to October",
            came: &[jan, oct],
            late: ("15/06/2024", &an_concurrent),
            undone: false,
            ended: false,
            warns: Some("Biểu của ngày muộn hơn"),
            spans: &[
                until_june,
                (Some(JUNE), Some(OCTOBER), Concurrent),
                (Some(OCTOBER), None, Dedicated),
            ],
        },
    ];
    for case in &cases {
        for house in everywhere().await {
            play(&house, case).await;
        }
    }
}

/// The hint names file, sheet, row and day of what confirms.
#[tokio::test(flavor = "multi_thread")]
async fn the_hint_leads_to_the_row_that_confirms() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        for day in ["15/01/2024", "15/10/2024"] {
            take_in(&mut lan, &file_of(day), &list(day, &ALL), &[]).await;
        }
        let late = list("15/06/2024", &ALL[1..]);
        let (batch, _) = send(&mut lan, &[("den-muon.csv", &late)]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        assert!(page.contains(STILL), "{page}");
        assert!(page.contains("từ 15/06/2024 đến 15/10/2024"), "{page}");
    }
}

/// A row that leaves the fields blank names the duty all the same.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_named_without_fields_is_named() {
    let house = one().await;
    let mut lan = house.client("lan").await;
    take_in(&mut lan, &file_of("15/01/2024"), &list("15/01/2024", &ALL), &[]).await;
    let october = String::from_utf8(list("15/10/2024", &ALL)).unwrap();
    let october = october.replace("Chuyên trách,CĐS", "Chuyên trách,");
    take_in(&mut lan, &file_of("15/10/2024"), october.as_bytes(), &[]).await;
    let (batch, _) = send(&mut lan, &[("den-muon.csv", &list("15/06/2024", &ALL[1..]))]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    assert!(page.contains(STILL), "{page}");
}

/// What a later list says of a duty, it does not say of an earlier day.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_late_row_leaves_blank_is_not_taken_from_a_later_list() {
    let house = one().await;
    let mut lan = house.client("lan").await;
    take_in(&mut lan, &file_of("15/10/2024"), &list("15/10/2024", &ALL), &[]).await;
    let june = String::from_utf8(list("15/06/2024", &ALL)).unwrap();
    let june = june.replace("Chuyên trách,CĐS", "Chuyên trách,");
    take_in(&mut lan, "den-muon.csv", june.as_bytes(), &[]).await;
    let dedicated = |h: &ledger::Held<Assignment>| h.fact.mode == Mode::Dedicated;
    let duties = duties_of(&house).await.into_iter().filter(dedicated);
    let mut told: Vec<_> = duties.map(|h| (h.valid.from, h.fact.fields.len())).collect();
    told.sort_unstable();
    assert_eq!(told, [(Some(JUNE), 0), (Some(OCTOBER), 1)]);
}

/// Says by hand that An's duty is another from August on.
async fn change_by_hand(house: &House) {
    let duties = duties_of(house).await;
    let an = duties.iter().find(|held| held.fact.mode == Mode::Dedicated).unwrap();
    let version = Version { duty: an.fact.id, from: an.valid.from };
    let other = DutyData {
        title: an.fact.title.clone(),
        mode: Mode::Concurrent,
        fields: an.fact.fields.clone(),
        share: None,
    };
    let note = Note { reason: "Đổi hình thức".into(), ..Note::default() };
    let by = house.actor("lan").await;
    let desk = house.desk(&by);
    change_duty(&desk, version, Date::constant(2024, 8, 1), other, &note).await.unwrap();
}

/// What a form says of a later day is no list of that day: it asks about nobody, and where it has a
/// duty go on, it is not told as a sheet.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_by_hand_is_no_later_list() {
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, &file_of("15/01/2024"), &list("15/01/2024", &[AN]), &[]).await;
        change_by_hand(&house).await;
        let june = list("15/06/2024", &[AN, BINH]);
        let page = take_in(&mut lan, "den-muon.csv", &june, &[]).await;
        assert!(!page.contains("không nêu người này"), "{}: {page}", house.db.name());
        assert!(!page.contains("01/08/2024"), "{}: {page}", house.db.name());
        let july = list("15/07/2024", &[BINH]);
        let (batch, _) = send(&mut lan, &[("den-muon-7.csv", &july)]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        assert!(!page.contains("vẫn nêu người này"), "{}: {page}", house.db.name());
        let told = "Nhưng từ 01/08/2024 nhiệm vụ này đi tiếp theo một quyết định khác";
        assert!(page.contains(told), "{}: {page}", house.db.name());
    }
}
