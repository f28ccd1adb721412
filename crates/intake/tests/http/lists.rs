//! Lists of classes, platforms and teams that come again after somebody in them was erased, or
//! after their time: nobody is counted twice, and no name comes back.

use community::model::Member;
use house::House;
use ledger::{Draft, Fact, FactTable, REMOVAL, ReadFact};
use store::{Value, each_row};
use testkit::Client;
use training::model::{Attendance, DayPresence};

use crate::{
    books::book,
    office::{apply, everywhere, last_act, rows_waiting, send},
    waiting::row_of,
};

const CLASS: &str = "\
SỞ THÔNG TIN VÀ TRUYỀN THÔNG,,,,,\n\
\"DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ MẠNG NÂNG CAO, NGÀY 20/05/2023\",,,,,\n\
STT,Họ và tên,Ngày sinh,Đơn vị,Ngày 1,Ngày 2\n\
1,Trần Văn Sơn,06/12/1999,Sở Y tế,x,x\n\
2,Nguyễn Văn An,17/03/1985,Sở Nội vụ,x,\n\
3,Hoàng Hữu Toàn,1996,Sở Y tế,,x\n\
4,Trần Văn Sơn,06/12/1999,Sở Y tế,x,x\n";
const ONLINE: &str = "\
Đơn vị,Tên khoá,Họ và tên,Ngày sinh,Ngày hoàn thành,Điểm\n\
Sở Nội vụ,Kỹ năng số,Nguyễn Văn An,17/03/1985,11/03/2024,8\n\
Sở Y tế,Kỹ năng số,Trần Văn Sơn,06/12/1999,12/03/2024,9\n";
const TEAM: &str = "\
STT,Xã/phường,Thôn,Họ và tên thành viên,Ngày sinh,Chức danh trong tổ\n\
1,Sở Nội vụ,Thôn 1,Nguyễn Văn An,17/03/1985,Tổ trưởng\n\
2,Sở Nội vụ,Thôn 1,Trần Văn Sơn,06/12/1999,Tổ phó\n";
const FILES: [(&str, &str); 3] =
    [("Lop-1.csv", CLASS), ("online-2024-Q1.csv", ONLINE), ("to.csv", TEAM)];

/// Sends a list and applies it; returns what step 3 says.
async fn take_in(lan: &mut Client, (name, text): (&str, &str)) -> String {
    let (batch, _) = send(lan, &[(name, text.as_bytes())]).await;
    let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
    apply(lan, &batch, &[]).await.expect(200);
    page
}

async fn all<F: ReadFact>(office: &House) -> Vec<F> {
    let mut tx = office.db.read().await.unwrap();
    let all = ledger::held::<F>(&mut tx, i64::MAX, "", &[]).await.unwrap();
    all.into_iter().map(|held| held.fact).collect()
}

/// Attendances and memberships, and the names among them.
async fn counted(office: &House) -> (usize, usize, Vec<String>) {
    let (attended, members) = (all::<Attendance>(office).await, all::<Member>(office).await);
    let (all, of_teams) = (attended.len(), members.len());
    let names = attended.into_iter().filter_map(|a| a.full_name);
    let mut names: Vec<String> =
        names.chain(members.into_iter().filter_map(|m| m.full_name)).collect();
    names.sort();
    (all, of_teams, names)
}

/// Officers, and the lists.
async fn sent(office: &House) -> Client {
    let mut lan = office.client("lan").await;
    let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    for file in FILES {
        take_in(&mut lan, file).await;
    }
    let (attended, members, names) = counted(office).await;
    assert_eq!((attended, members, names.len()), (5, 2, 7), "{names:?}");
    lan
}

/// Removes the personal values of a table, as what had its time is.
async fn removed_of(office: &House, table: &'static FactTable) {
    let mut subjects = Vec::new();
    let mut tx = office.db.write().await.unwrap();
    let sql = format!("SELECT DISTINCT {} FROM {}", table.subject.unwrap(), table.name);
    each_row(&mut tx, sql, &[], &[store::ColumnType::Uuid], |values| {
        if let [Value::Uuid(Some(id))] = values[..] {
            subjects.push(id);
        }
    })
    .await
    .unwrap();
    let by = access::Actor::command();
    let header = office.desk(&by).header(REMOVAL, None, "Hết thời hạn");
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
    for id in subjects {
        draft.erase(&mut tx, &[table], id).await.unwrap();
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_its_time_does_not_come_back_with_its_list() {
    for office in everywhere().await {
        let mut lan = sent(&office).await;
        for table in [Attendance::TABLE, Member::TABLE] {
            removed_of(&office, table).await;
        }
        assert_eq!(counted(&office).await, (5, 2, vec![]));
        let before = last_act(&office).await;
        for (name, text) in FILES {
            for name in [name.to_owned(), name.replace('.', "-gui-lai.")] {
                let page = take_in(&mut lan, (&name, text)).await;
                assert!(page.contains("Đã xoá theo thời hạn lưu giữ, không ghi lại"), "{page}");
                assert!(page.contains("Trần Văn Sơn"), "whoever sends it sees whose rows: {page}");
                assert_eq!(counted(&office).await, (5, 2, vec![]), "{} {name}", office.db.name());
            }
        }
        assert_eq!(last_act(&office).await, before, "nothing was entered, not even the file");
        // Somebody who was not in it is new.
        let more = format!("{CLASS}5,Lê Thị Mới,1990,Sở Y tế,x,x\n");
        take_in(&mut lan, ("Lop-1.csv", &more)).await;
        assert_eq!(counted(&office).await, (6, 2, vec!["Lê Thị Mới".to_owned()]));
        office.verify().await;
    }
}

/// Erases An, who is on the register.
async fn erase_an(office: &House, lan: &mut Client) {
    let people = all::<registry::model::Person>(office).await;
    let an = people.iter().find(|p| p.full_name.as_deref() == Some("Nguyễn Văn An")).unwrap();
    let path = format!("/nhan-luc/{}/xoa", an.id);
    lan.get(&path).await.expect(200);
    let fields = [
        ("so", "YC-12/2026"),
        ("ngay-ky", "20/11/2026"),
        ("co-quan", "Sở Nội vụ"),
        ("ly_do", "Theo yêu cầu"),
        ("ten-nguoi", "nguyen van an"),
    ];
    lan.post(&path, &fields).await.expect(303);
}

const MAYBE: &str = "có thể là một người đã được xoá";

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_waits_in_any_list_and_is_counted_once() {
    for office in everywhere().await {
        let mut lan = sent(&office).await;
        erase_an(&office, &mut lan).await;
        let (attended, members, left) = counted(&office).await;
        assert_eq!((attended, members, left.len()), (5, 2, 4), "{left:?}");
        assert!(left.iter().all(|name| name != "Nguyễn Văn An"), "{left:?}");
        let waiting = rows_waiting(&office).await;
        for (at, (name, text)) in (1..).zip(FILES) {
            for name in [name.to_owned(), name.replace('.', "-gui-lai.")] {
                let (_, page) = send(&mut lan, &[(&name, text.as_bytes())]).await;
                assert!(page.text().contains(MAYBE), "{} {name}", office.db.name());
            }
            take_in(&mut lan, (name, text)).await;
            assert_eq!(rows_waiting(&office).await, waiting + at, "{name}: one row waits");
            assert_eq!(counted(&office).await, (5, 2, left.clone()), "{name}");
        }
        // Another row says the same of them: the marks tell. Another birth is somebody else.
        let row = |birth: &str| format!("{CLASS}9,NGUYEN VAN AN,{birth},Sở Nội vụ,x,x\n");
        for (birth, waits) in [("17/03/1985", 2), ("1985", 2), ("18/03/1985", 1)] {
            let (_, page) = send(&mut lan, &[("Lop-1.csv", row(birth).as_bytes())]).await;
            let text = page.text();
            assert!(text.matches(MAYBE).count() >= waits, "{birth}: {text}");
            assert!(text.contains(&format!("{waits} chờ")), "{birth}: {text}");
        }
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_a_list_that_maybe_was_erased_is_decided_about() {
    for office in everywhere().await {
        let mut lan = sent(&office).await;
        erase_an(&office, &mut lan).await;
        let left = counted(&office).await;
        // It is somebody else: their row is entered, and nobody is asked again.
        take_in(&mut lan, FILES[0]).await;
        let row = row_of(&office, "maybe_erased").await;
        let page = lan.get(&row).await.expect(200).text();
        assert!(page.contains("/la-ai") && page.contains("/xoa"), "{page}");
        let answer = lan.post(&format!("{row}/la-ai"), &[("nguoi", "khac")]).await.expect(303);
        let batch = answer.location().unwrap().split('?').next().unwrap().to_owned();
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(counted(&office).await.0, left.0 + 1, "{}", office.db.name());
        let (_, page) = send(&mut lan, &[(FILES[0].0, FILES[0].1.as_bytes())]).await;
        assert!(page.text().contains("0 chờ"), "{}", page.text());
        // It is them: the row goes with its file, nothing is counted.
        let before = counted(&office).await;
        take_in(&mut lan, FILES[2]).await;
        let row = row_of(&office, "maybe_erased").await;
        let asked = lan.get(&format!("{row}/xoa")).await.expect(200).text();
        assert!(asked.contains("to.csv"), "{asked}");
        lan.post(&format!("{row}/xoa"), &[("ly-do", "YC-12/2026")]).await.expect(303);
        assert_eq!(counted(&office).await.1, before.1, "{}", office.db.name());
        lan.get(&row).await.expect(404);
        office.verify().await;
    }
}

/// A corrected list says which day differs, and changes that alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_class_list_changes_the_day_that_differs() {
    for office in everywhere().await {
        let mut lan = sent(&office).await;
        let before = all::<DayPresence>(&office).await;
        // An on one day, Toàn on one, Sơn on two: blanks are no facts.
        assert_eq!(before.len(), 4, "{}", office.db.name());
        let act = last_act(&office).await;
        take_in(&mut lan, FILES[0]).await;
        assert_eq!(last_act(&office).await, act, "the same list changes nothing");
        let moved =
            CLASS.replace("Hoàng Hữu Toàn,1996,Sở Y tế,,x", "Hoàng Hữu Toàn,1996,Sở Y tế,x,");
        let page = take_in(&mut lan, ("Lop-1.csv", &moved)).await;
        assert!(page.contains("– ✓") && page.contains("✓ –"), "{page}");
        let after = all::<DayPresence>(&office).await;
        let changed = after.iter().filter(|p| !before.contains(p)).count();
        assert_eq!((after.len(), changed), (5, 2), "{after:?}");
        assert_eq!(counted(&office).await.0, 5, "as many attendances as before");
        office.verify().await;
    }
}
