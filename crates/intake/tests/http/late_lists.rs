//! Lists of further kinds that come late: what a list of a later day says, they leave as it is.

use community::model::{Member, Team};
use house::House;
use kernel::Date;
use ledger::{Held, ReadFact};
use registry::model::Area;
use testkit::Client;

use crate::office::{apply, everywhere, last_act, send};

const JANUARY: Date = Date::constant(2024, 1, 15);
const JUNE: Date = Date::constant(2024, 6, 15);
const OCTOBER: Date = Date::constant(2024, 10, 15);

const AN: &str = "Thôn 1,Nguyễn Văn An,Tổ trưởng";
const AN_DEPUTY: &str = "Thôn 1,Nguyễn Văn An,Tổ phó";
const BINH: &str = "Thôn 1,Trần Thị Bình,Tổ phó";
const CHI: &str = "Thôn 1,Lê Thị Chi,Thành viên";
const DUNG: &str = "Thôn 2,Phạm Văn Dũng,Tổ trưởng";

/// A list of the teams of one office for a day.
fn teams(day: &str, rows: &[&str]) -> String {
    let mut text = format!(
        "DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG,,,\n(Số liệu tính đến ngày {day}),,,\n\
         Xã/phường,Thôn,Họ và tên thành viên,Chức danh trong tổ\n"
    );
    for row in rows {
        text.extend(["Sở Nội vụ,", row, "\n"]);
    }
    text
}

/// Sends and applies a list; what step 3 said.
async fn take_in(lan: &mut Client, name: &str, text: &str) -> String {
    let (batch, _) = send(lan, &[(name, text.as_bytes())]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    apply(lan, &batch, &[]).await.expect(200);
    page
}

async fn all<F: ReadFact>(house: &House) -> Vec<Held<F>> {
    let mut tx = house.db.read().await.unwrap();
    ledger::held(&mut tx, i64::MAX, "", &[]).await.unwrap()
}

type Span = (Option<Date>, Option<Date>, String);

/// When a member is in a team, and as what.
async fn spans(house: &House, name: &str) -> Vec<Span> {
    let members = all::<Member>(house).await.into_iter();
    let theirs = members.filter(|h| h.fact.full_name.as_deref() == Some(name));
    let span = |h: Held<Member>| (h.valid.from, h.valid.to, h.fact.role.unwrap_or_default());
    let mut spans: Vec<Span> = theirs.map(span).collect();
    spans.sort();
    spans
}

fn span(from: Date, to: Option<Date>, role: &str) -> Span {
    (Some(from), to, role.to_owned())
}

struct Case<'a> {
    what: &'a str,
    /// Lists that came in time: their days, and who is in them.
    came: &'a [(&'a str, &'a [&'a str])],
    late: &'a [&'a str],
    undone: bool,
    warns: Option<&'a str>,
    who: &'a str,
    spans: &'a [Span],
}

const CONFIRMED: &str = "vẫn nêu như cũ: thay đổi chỉ ghi đến ngày của danh sách đó";
const LISTED: &str = "không nêu dòng này: được hỏi ở cuối trang";

async fn play(house: &House, case: &Case<'_>) {
    let told = format!("{} {}", house.db.name(), case.what);
    let mut lan = house.client("lan").await;
    for (day, rows) in case.came {
        let name = format!("to-{}.csv", day.replace('/', "-"));
        take_in(&mut lan, &name, &teams(day, rows)).await;
    }
    if case.undone {
        let act = last_act(house).await;
        lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await.expect(200);
    }
    let page = take_in(&mut lan, "den-muon.csv", &teams("15/06/2024", case.late)).await;
    if let Some(said) = case.warns {
        assert_eq!(page.matches(said).count(), 1, "{told}: {said}: {page}");
    }
    let warned = page.matches("ngày muộn hơn").count();
    assert_eq!(warned, usize::from(case.warns.is_some()), "{told}: {page}");
    assert_eq!(spans(house, case.who).await, case.spans, "{told}");
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_list_of_teams_leaves_what_a_later_one_says() {
    let (jan, oct) = ("15/01/2024", "15/10/2024");
    let an_is = |role| [span(JANUARY, None, role)];
    let cases = [
        Case {
            what: "October names An as before: what June says otherwise holds until then",
            came: &[(jan, &[AN, BINH]), (oct, &[AN, BINH])],
            late: &[AN_DEPUTY, BINH],
            undone: false,
            warns: Some(CONFIRMED),
            who: "Nguyễn Văn An",
            spans: &[
                span(JANUARY, Some(JUNE), "Tổ trưởng"),
                span(JUNE, Some(OCTOBER), "Tổ phó"),
                span(OCTOBER, None, "Tổ trưởng"),
            ],
        },
        Case {
            what: "the list of October was undone",
            came: &[(jan, &[AN, BINH]), (oct, &[AN, BINH, CHI])],
            late: &[AN_DEPUTY, BINH],
            undone: true,
            warns: None,
            who: "Nguyễn Văn An",
            spans: &[span(JANUARY, Some(JUNE), "Tổ trưởng"), span(JUNE, None, "Tổ phó")],
        },
        Case {
            what: "October does not name Chi: asked about, and in the team still",
            came: &[(oct, &[AN, BINH])],
            late: &[AN, BINH, CHI],
            undone: false,
            warns: Some(LISTED),
            who: "Lê Thị Chi",
            spans: &[span(JUNE, None, "Thành viên")],
        },
        Case {
            what: "a team that October's list of the office does not name",
            came: &[(oct, &[AN, BINH])],
            late: &[DUNG],
            undone: false,
            warns: Some(LISTED),
            who: "Phạm Văn Dũng",
            spans: &[span(JUNE, None, "Tổ trưởng")],
        },
        Case {
            what: "a list of one of many says nothing of the others",
            came: &[(jan, &[AN, BINH, CHI]), (oct, &[AN])],
            late: &[AN, BINH, CHI, DUNG],
            undone: false,
            warns: None,
            who: "Phạm Văn Dũng",
            spans: &[span(JUNE, None, "Tổ trưởng")],
        },
        Case {
            what: "who came after the late list's day is not missing from it",
            came: &[(jan, &[AN, BINH]), (oct, &[AN, BINH, CHI])],
            late: &[AN, BINH],
            undone: false,
            warns: None,
            who: "Nguyễn Văn An",
            spans: &an_is("Tổ trưởng"),
        },
    ];
    for case in &cases {
        for house in everywhere().await {
            play(&house, case).await;
        }
    }
}

/// What a list asks about, each answered in the same way.
async fn take_in_and_say(lan: &mut Client, name: &str, text: &str, ended: bool) -> usize {
    let (batch, _) = send(lan, &[(name, text.as_bytes())]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    let asked: Vec<&str> =
        page.match_indices("name=\"het-").map(|(at, _)| &page[at + 6..at + 46]).collect();
    let said = if ended { "gone" } else { "" };
    let more: Vec<(&str, &str)> = asked.iter().map(|name| (*name, said)).collect();
    apply(lan, &batch, &more).await.expect(200);
    asked.len()
}

/// Teams and members, and when they are there.
async fn picture(house: &House) -> Vec<(String, Option<Date>, Option<Date>)> {
    let teams = all::<Team>(house).await.into_iter();
    let teams = teams.map(|h| (h.fact.village, h.valid.from, h.valid.to));
    let members = all::<Member>(house).await.into_iter();
    let members = members.map(|h| (h.fact.full_name.unwrap_or_default(), h.valid.from, h.valid.to));
    let mut all: Vec<_> = teams.chain(members).collect();
    all.sort();
    all
}

/// A team that a list of a later day leaves out is asked about, whichever of the two comes first,
/// and so is a member; the same answer gives the same teams.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_list_leaves_out_is_asked_about_in_either_order() {
    let june = ("to-6.csv", teams("15/06/2024", &[AN, BINH, CHI, DUNG]));
    let october = ("to-10.csv", teams("15/10/2024", &[AN, BINH]));
    for ended in [false, true] {
        let mut told = Vec::new();
        for order in [[&june, &october], [&october, &june]] {
            for house in everywhere().await {
                let mut lan = house.client("lan").await;
                let mut asked = 0;
                for (name, text) in order {
                    asked = take_in_and_say(&mut lan, name, text, ended).await;
                }
                assert_eq!(asked, 2, "the team and Chi: {}", house.db.name());
                house.verify().await;
                told.push(picture(&house).await);
            }
        }
        let to = ended.then_some(OCTOBER);
        for name in ["Thôn 2", "Phạm Văn Dũng", "Lê Thị Chi"] {
            let there = (name.to_owned(), Some(JUNE), to);
            assert!(told.iter().all(|all| all.contains(&there)), "{name}: {told:?}");
        }
        for after in [OCTOBER, Date::constant(2025, 1, 1), JUNE] {
            let on = |all: &Vec<(String, Option<Date>, Option<Date>)>| -> Vec<String> {
                let there = |(_, from, to): &&(String, Option<Date>, Option<Date>)| {
                    from.is_none_or(|from| from <= after) && to.is_none_or(|to| after < to)
                };
                all.iter().filter(there).map(|(name, ..)| name.clone()).collect()
            };
            assert!(told.iter().all(|all| on(all) == on(&told[0])), "{after}: {told:?}");
        }
    }
}

/// Many an office sends each list under the name of the last: what such a list says anew it says for
/// its own day, even where each row stands where it stood.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_under_the_name_of_an_earlier_one_is_a_list_of_its_own_day() {
    const BINH_LEADS: &str = "Thôn 1,Trần Thị Bình,Tổ trưởng";
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "to.csv", &teams("15/01/2024", &[AN, BINH])).await;
        take_in(&mut lan, "to.csv", &teams("15/10/2024", &[AN_DEPUTY, BINH_LEADS])).await;
        let page = take_in(&mut lan, "to.csv", &teams("15/06/2024", &[AN, BINH, CHI])).await;
        assert_eq!(page.matches(LISTED).count(), 1, "{}: {page}", house.db.name());
        let still = [span(JUNE, None, "Thành viên")];
        assert_eq!(spans(&house, "Lê Thị Chi").await, still, "{}", house.db.name());
        house.verify().await;
    }
}

/// What differs is the team's decision alone: that is where it is said, and once.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_list_said_of_a_team_is_told_once_for_its_team() {
    let list = |day: &str, decision: &str| {
        format!(
            "DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG,,,,\n(Số liệu tính đến ngày {day}),,,,\n\
             Xã/phường,Thôn,Số quyết định thành lập,Họ và tên thành viên,Chức danh trong tổ\n\
             Sở Nội vụ,Thôn 1,{decision},Nguyễn Văn An,Tổ trưởng\n\
             Sở Nội vụ,Thôn 1,{decision},Trần Thị Bình,Tổ phó\n"
        )
    };
    for house in everywhere().await {
        let mut lan = house.client("lan").await;
        take_in(&mut lan, "to-1.csv", &list("15/01/2024", "12/QĐ-UBND")).await;
        take_in(&mut lan, "to-10.csv", &list("15/10/2024", "12/QĐ-UBND")).await;
        let page = take_in(&mut lan, "to-6.csv", &list("15/06/2024", "25/QĐ-UBND")).await;
        assert_eq!(page.matches(CONFIRMED).count(), 1, "{}: {page}", house.db.name());
        let found = all::<Team>(&house).await;
        let mut spans: Vec<_> =
            found.into_iter().map(|h| (h.valid.from, h.valid.to, h.fact.decision_no)).collect();
        spans.sort();
        let decided = |no: &str| Some(no.to_owned());
        let expected = [
            (Some(JANUARY), Some(JUNE), decided("12/QĐ-UBND")),
            (Some(JUNE), Some(OCTOBER), decided("25/QĐ-UBND")),
            (Some(OCTOBER), None, decided("12/QĐ-UBND")),
        ];
        assert_eq!(spans, expected, "{}", house.db.name());
    }
}

/// Villages are counted anew each time: a count of June holds until that of October.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_list_of_villages_counts_until_the_later_one() {
    let list = |day: &str, households: i64| {
        format!(
            "DANH SÁCH THÔN\n(Số liệu tính đến ngày {day}),,\nMã xã,Tên thôn,Số hộ\n\
             00001,Thôn 1,{households}\n"
        )
    };
    for (name, last) in [("changed", 120), ("confirmed", 100)] {
        for house in everywhere().await {
            let mut lan = house.client("lan").await;
            take_in(&mut lan, "thon-1.csv", &list("15/01/2024", 100)).await;
            take_in(&mut lan, "thon-10.csv", &list("15/10/2024", last)).await;
            take_in(&mut lan, "thon-6.csv", &list("15/06/2024", 90)).await;
            let villages = all::<Area>(&house).await.into_iter();
            let villages = villages.filter(|h| h.fact.name == "Thôn 1");
            let mut spans: Vec<_> =
                villages.map(|h| (h.valid.from, h.valid.to, h.fact.households)).collect();
            spans.sort();
            let expected = [
                (Some(JANUARY), Some(JUNE), Some(100)),
                (Some(JUNE), Some(OCTOBER), Some(90)),
                (Some(OCTOBER), None, Some(last)),
            ];
            assert_eq!(spans, expected, "{name} {}", house.db.name());
        }
    }
}
