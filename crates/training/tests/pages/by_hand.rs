//! Sessions and attendances entered and corrected by hand, by those who may.

use access::{NewRole, Role};
use house::House;
use kernel::AsOf;
use testkit::Client;

use crate::{
    lists::{fill, first_class_of, person},
    office::{everywhere, look},
};

async fn told(office: &House) -> (i64, i64, i64) {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    let told = training::figures::overview(&mut tx, at).await.unwrap();
    (told.attendances, told.people, told.people_unmatched)
}

/// The address of the link with a label that begins so.
pub(crate) fn link(page: &str, from: &str, label: &str) -> String {
    let end = format!("\">{label}</a>");
    let found = page.match_indices(&end).find_map(|(at, _)| {
        let start = page[..at].rfind("href=\"")? + "href=\"".len();
        page[start..at].starts_with(from).then(|| page[start..at].to_owned())
    });
    found.unwrap_or_else(|| panic!("{label}: {page}"))
}

const CLASS: [(&str, &str); 4] =
    [("khoa", "Chữ ký số"), ("cach", "lop"), ("tu", "03/03/2025"), ("den", "04/03/2025")];

/// A class by hand: its page.
async fn class(client: &mut Client, course: &str) -> String {
    client.get("/tap-huan/lop/moi").await.expect(200);
    let mut fields = CLASS;
    fields[0].1 = course;
    let answer = client.post("/tap-huan/lop/moi", &fields).await.expect(303);
    answer.location().unwrap().split('?').next().unwrap().to_owned()
}

const BINH: [(&str, &str); 5] = [
    ("ho-ten", "Trần Văn  Bình"),
    ("ngay-sinh", "1979"),
    ("don-vi", "D.STC"),
    ("so-ngay", "2"),
    ("co-mat", "1"),
];

#[tokio::test]
async fn a_class_without_a_list_is_entered_and_corrected() {
    for office in everywhere().await {
        let name = office.db.name();
        let an = fill(&office).await;
        let mut keeper = office.client("daotao").await;
        let page = class(&mut keeper, "Chữ ký số").await;
        // The same once more is no second class; a class needs a name and days that follow.
        let refused = keeper.post("/tap-huan/lop/moi", &CLASS).await.expect(422).text();
        assert!(refused.contains("Đã có lớp"), "{name}: {refused}");
        let wrong = [("khoa", " "), ("cach", "lop"), ("tu", "04/03/2025"), ("den", "03/03/2025")];
        let refused = keeper.post("/tap-huan/lop/moi", &wrong).await.expect(422).text();
        assert!(refused.contains("Hãy ghi tên khóa học"), "{name}: {refused}");

        // Somebody the register knows is matched at once, somebody else waits to be.
        let add = format!("{page}/nguoi");
        keeper.get(&add).await.expect(200);
        keeper.submit(&add, &BINH).await.expect(200);
        let an_there = [
            ("ho-ten", "Nguyễn Văn An"),
            ("ngay-sinh", "01/05/1985"),
            ("don-vi", "D.STC"),
            ("so-ngay", "2"),
            ("co-mat", "2"),
        ];
        keeper.get(&add).await.expect(200);
        keeper.submit(&add, &an_there).await.expect(200);
        assert_eq!(told(&office).await, (7, 4, 3), "{name}");
        let again = keeper.post(&add, &an_there).await.expect(422).text();
        assert!(again.contains("đã có tên"), "{name}: {again}");
        let shown = keeper.get(&page).await.expect(200).text();
        // Who keeps training opens no person of the register: the name leads nowhere.
        let led = shown.contains(&format!("/nhan-luc/{an}"));
        assert!(shown.contains("Nguyễn Văn An") && shown.contains("1/2 ngày") && !led, "{name}");

        // Who never came is no attendance, and is still in the list.
        let binh = link(&shown, "/tap-huan/luot/", "Đính chính Trần Văn Bình");
        keeper.get(&binh).await.expect(200);
        let none = [("so-ngay", "2"), ("co-mat", "3"), ("ly_do", "ghi nhầm")];
        keeper.post(&binh, &none).await.expect(422);
        let absent = [("so-ngay", "2"), ("co-mat", "0"), ("ly_do", "ghi nhầm")];
        keeper.submit(&binh, &absent).await.expect(200);
        assert_eq!(told(&office).await, (6, 3, 2), "{name}");
        assert!(keeper.get(&page).await.expect(200).text().contains("Vắng mặt"), "{name}");
        keeper.get(&binh).await.expect(200);
        keeper.submit(&format!("{binh}/bo"), &[("vi_sao", "người của lớp khác")]).await.expect(200);
        assert!(!keeper.get(&page).await.expect(200).text().contains("Trần Văn Bình"), "{name}");
        keeper.get(&binh).await.expect(404);

        // The class was held in 2024: its attendances count for that year.
        let year = "/tap-huan/luot?nam=2024&format=csv";
        let before = keeper.get(year).await.expect(200).text().lines().count();
        let other = [
            ("khoa", "Chữ ký số"),
            ("cach", "lop"),
            ("tu", "03/03/2024"),
            ("den", ""),
            ("ly_do", "nhầm năm"),
        ];
        keeper.get(&format!("{page}/sua")).await.expect(200);
        keeper.submit(&format!("{page}/sua"), &other).await.expect(200);
        let after = keeper.get(year).await.expect(200).text().lines().count();
        assert_eq!(after, before + 1, "{name}");
        let mut tx = office.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = AsOf { valid_on: kernel::Date::constant(2024, 12, 31), known_at };
        let told = training::figures::overview(&mut tx, at).await.unwrap();
        assert_eq!(told.attendances, 6, "{name}: also asked for the end of that year");
        drop(tx);
        office.verify().await;
    }
}

#[tokio::test]
async fn a_trainer_of_a_unit_keeps_what_is_theirs() {
    for office in everywhere().await {
        let name = office.db.name();
        fill(&office).await;
        let role = NewRole { unit: Some("D.STC"), ..NewRole::whole("stcdt", Role::Trainer) };
        office.add("stcdt", &[role]).await;
        let mut own = office.client("stcdt").await;
        let page = class(&mut own, "Văn thư điện tử").await;
        let add = format!("{page}/nguoi");
        own.get(&add).await.expect(200);
        let mut other = BINH;
        other[2].1 = "D.BT";
        own.post(&add, &other).await.expect(403);
        own.submit(&add, &BINH).await.expect(200);
        // A session that somebody of no known office attended is not theirs alone.
        let lists = own.get("/tap-huan?nam=2024").await.expect(200).text();
        let foreign = link(&lists, "/tap-huan/lop/", "Kỹ năng số");
        let other = [
            ("khoa", "Kỹ năng"),
            ("cach", "lop"),
            ("tu", "03/06/2024"),
            ("den", ""),
            ("ly_do", "sai tên"),
        ];
        own.get(&format!("{foreign}/sua")).await.expect(403);
        own.post(&format!("{foreign}/sua"), &other).await.expect(403);

        // Matching: only of those of the unit, and only whose birth agrees.
        let stc = office.org("D.STC").await;
        let bt = office.org("D.BT").await;
        let hoa = person(&office, "Trần Thị Hoà", "1990-02-03", stc).await;
        let younger = person(&office, "Trần Thị Hoài", "1999-02-03", stc).await;
        let elsewhere = person(&office, "Trần Thị Hoà", "1990-02-03", bt).await;
        let people = own.get("/tap-huan/nguoi?khop=chua").await.expect(200).text();
        let path = link(&people, "/tap-huan/nguoi/", "Khớp Trần Thị Hoa");
        for asked in [path.clone(), format!("{path}?q=tran+thi+hoa")] {
            let offered = own.get(&asked).await.expect(200).text();
            assert!(offered.contains(&hoa.to_string()), "{name}: {offered}");
            for hidden in [younger, elsewhere] {
                assert!(!offered.contains(&hidden.to_string()), "{name}: {offered}");
            }
            assert!(offered.contains("1990") && !offered.contains("03/02/1990"), "{name}: masked");
        }
        own.post(&path, &[("nguoi", &elsewhere.to_string())]).await.expect(403);
        own.post(&path, &[("nguoi", &hoa.to_string())]).await.expect(303);
        own.get("/nhan-luc").await.expect(403);
        office.verify().await;
    }
}

#[tokio::test]
async fn the_forms_read_as_they_should_and_are_for_who_keeps_training() {
    for office in everywhere().await {
        fill(&office).await;
        let mut reader = office.client("phoi").await;
        let page = class(&mut reader, "Chữ ký số").await;
        let add = format!("{page}/nguoi");
        reader.get(&add).await.expect(200);
        reader.submit(&add, &BINH).await.expect(200);
        let shown = reader.get(&page).await.expect(200).text();
        let binh = link(&shown, "/tap-huan/luot/", "Đính chính Trần Văn Bình");
        let (add, fix) = (format!("{page}/nguoi"), format!("{page}/sua"));
        let pages = [
            ("session-new", "/tap-huan/lop/moi"),
            ("session-correct", &fix),
            ("attendee-new", &add),
            ("attendance-correct", &binh),
        ];
        look(&office, &mut reader, &pages).await;
        for who in ["stc", "hoc"] {
            let mut other = office.client(who).await;
            for address in ["/tap-huan/lop/moi", &fix, &add, &binh] {
                other.get(address).await.expect(403);
            }
            other.post(&format!("{binh}/bo"), &[("vi_sao", "x")]).await.expect(403);
        }
    }
}

#[tokio::test]
async fn whoever_a_later_list_leaves_out_is_asked_about_and_counts_until_then() {
    for office in everywhere().await {
        let name = office.db.name();
        let an = fill(&office).await;
        let mut keeper = office.client("daotao").await;
        let before = told(&office).await;
        assert!(!keeper.get("/tap-huan").await.expect(200).text().contains("gửi sau"), "{name}");
        first_class_of(&office, an, false).await;
        assert_eq!(told(&office).await, before, "{name}: nobody is removed by a list");
        let lists = keeper.get("/tap-huan").await.expect(200).text();
        assert!(lists.contains("1 lớp, đợt có người không còn trong danh sách"), "{name}: {lists}");
        let page = link(&lists, "/tap-huan/lop/", "Kỹ năng số (16/02/2023)");
        let shown = keeper.get(&page).await.expect(200).text();
        assert!(shown.contains("1 người không còn trong danh sách gửi sau"), "{name}: {shown}");
        let hoa = link(&shown, "/tap-huan/luot/", "Đính chính Trần Thị Hoa");
        look(&office, &mut keeper, &[("left-out", &page), ("left-out-one", &hoa)]).await;
        // The same list once more says nothing new; one that names her again does.
        let head = async || ledger::last_seq(&mut office.db.read().await.unwrap()).await.unwrap();
        let last = head().await;
        first_class_of(&office, an, false).await;
        assert_eq!(head().await, last, "{name}");
        first_class_of(&office, an, true).await;
        assert_eq!(head().await, last + 1, "{name}");
        let shown = keeper.get(&page).await.expect(200).text();
        assert!(!shown.contains("danh sách gửi sau"), "{name}: {shown}");
        // Left out once more: kept, she is not asked about again.
        first_class_of(&office, an, false).await;
        keeper.get(&hoa).await.expect(200);
        let keep = format!("{hoa}/giu");
        keeper.post(&keep, &[("vi_sao_giu", "")]).await.expect(422);
        keeper.get(&hoa).await.expect(200);
        keeper.submit(&keep, &[("vi_sao_giu", "có ký tên")]).await.expect(200);
        first_class_of(&office, an, false).await;
        let lists = keeper.get("/tap-huan").await.expect(200).text();
        assert!(!lists.contains("danh sách gửi sau"), "{name}: {lists}");
        assert_eq!(told(&office).await, before, "{name}");
        keeper.get(&hoa).await.expect(200);
        keeper.submit(&format!("{hoa}/bo"), &[("vi_sao", "không học")]).await.expect(200);
        assert_eq!(told(&office).await.0, before.0 - 1, "{name}");
        office.verify().await;
    }
}
