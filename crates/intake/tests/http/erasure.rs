//! An erasure reaches rows that wait and files as they were sent; others keep theirs.

use house::House;
use intake::acts::Sheets;
use ledger::Draft;
use registry::{
    acts::{Elsewhere as _, Steps, identity},
    figures::Ages as _,
};
use store::{on_db, sqlx};

use crate::{
    books::{Book, book},
    office::{apply, everywhere, last_act, person, rows_waiting, send, steady},
};

const NUMBER: &str = "098085001234";
const PHONE: &str = "0301234567";

/// A book with one person in it, in the columns of the others.
fn of_one(row: [&'static str; 10]) -> Book {
    Book { rows: vec![row.to_vec()], total: None, ..book() }
}

/// Files whose bytes are kept, and everything typed into cells.
async fn kept(office: &House) -> (Vec<String>, String) {
    let mut tx = office.db.read().await.unwrap();
    let files: Vec<(String,)> = on_db!(&mut tx, c => sqlx::query_as(
        "SELECT file_name FROM upload WHERE bytes IS NOT NULL ORDER BY file_name")
        .fetch_all(c).await)
    .unwrap();
    let edits: Vec<(String,)> =
        on_db!(&mut tx, c => sqlx::query_as("SELECT edits FROM batch").fetch_all(c).await).unwrap();
    let edits = edits.into_iter().map(|(e,)| e).collect::<Vec<_>>().join("\n");
    (files.into_iter().map(|(name,)| name).collect(), edits)
}

/// Two sheets with the person, one not applied, one in which their row waits; a namesake; others.
async fn sent(office: &House) -> String {
    let mut lan = office.client("lan").await;
    let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    let number = NUMBER;
    let again = ["1", "Nguyễn Văn An", "31/02/1985", number, "Sở Y tế", "", "", "x", "CĐS", ""];
    let stt = "Sở Thông tin và Truyền thông";
    let other = ["1", "Nguyễn Văn An", "01/01/1991", "", stt, "", "", "x", "CĐS", PHONE];
    let namesake = [&other[..9], &["0309999888"]].concat().try_into().unwrap();
    let others = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
    for (name, row) in [("B.xlsx", again), ("C.xlsx", namesake), ("D.xlsx", others)] {
        let (batch, _) = send(&mut lan, &[(name, &of_one(row).bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
    }
    let open = ["1", "NGUYEN VAN AN", "1985", "", "Sở Y tế", "", "", "x", "CĐS", ""];
    let (open, page) = send(&mut lan, &[("E.xlsx", &of_one(open).bytes())]).await;
    let version = crate::office::hidden(&page, "phien");
    let fields = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("o-5-3", NUMBER)];
    lan.post(&open, &fields).await.expect(303);
    open
}

/// Nothing of the person is left in the bytes of a database that is a file.
fn nothing_lingers(office: &House) {
    let Some(file) = office.db.file() else { return };
    for name in [file.clone(), file.with_extension("db-wal")] {
        let bytes = std::fs::read(&name).unwrap_or_default();
        for gone in [NUMBER, PHONE] {
            let found = bytes.windows(gone.len()).any(|w| w == gone.as_bytes());
            assert!(!found, "{gone} lingers in {}", name.display());
        }
    }
}

/// Everything that is kept of rows that wait or waited.
async fn shown(office: &House) -> String {
    let mut tx = office.db.read().await.unwrap();
    let cells: Vec<(Option<String>, Option<String>)> = on_db!(&mut tx, c => sqlx::query_as(
        "SELECT cells, name_key FROM held_row").fetch_all(c).await)
    .unwrap();
    let cells = cells.into_iter().flat_map(|(cells, name)| [cells, name]);
    cells.flatten().collect::<Vec<_>>().join("\n")
}

const BASIS: &[(&str, &str)] = &[
    ("so", "YC-12/2026"),
    ("ngay-ky", "20/11/2026"),
    ("co-quan", "Sở Nội vụ"),
    ("ly_do", "Theo yêu cầu"),
    ("ten-nguoi", "nguyen van an"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_erased_wherever_this_room_keeps_them() {
    for office in everywhere().await {
        let open = sent(&office).await;
        let (files, edits) = kept(&office).await;
        assert_eq!(files, ["A.xlsx", "B.xlsx", "C.xlsx", "D.xlsx", "E.xlsx"]);
        assert!(edits.contains(NUMBER), "{edits}");
        let held = rows_waiting(&office).await;
        let head = last_act(&office).await;

        let mut lan = office.client("lan").await;
        let path = format!("/nhan-luc/{}/xoa", person(&office, NUMBER).await);
        let asked = lan.get(&path).await.expect(200);
        let text = asked.text();
        for (file, there) in [
            ("A.xlsx", true),
            ("B.xlsx", true),
            ("E.xlsx", true),
            ("C.xlsx", false),
            ("D.xlsx", false),
        ] {
            assert_eq!(text.contains(file), there, "{file}: {text}");
        }
        assert_eq!(last_act(&office).await, head, "looking changes nothing");
        let done = lan.post(&path, BASIS).await.expect(303);
        let page = lan.follow(done).await.expect(200).text();
        assert!(page.contains("Đã xoá dữ liệu cá nhân"), "{page}");

        let (files, edits) = kept(&office).await;
        assert_eq!(files, ["C.xlsx", "D.xlsx"], "{}", office.db.name());
        assert!(!edits.contains(NUMBER), "{edits}");
        assert_eq!(rows_waiting(&office).await, held - 1, "rows of others still wait");
        assert_eq!(last_act(&office).await, head + 1, "it is one act");
        office.verify().await;
        let mut tx = office.db.read().await.unwrap();
        let facts = [access::FACTS, registry::FACTS, intake::FACTS].concat();
        let verdict = ledger::verify(&mut tx, &facts, None).await.unwrap();
        assert!(verdict.erased.iter().any(|e| e.seq == head + 1), "{:?}", verdict.erased);
        drop(tx);
        nothing_lingers(&office);
        // What was open says so; what waits of others can't be mended from the file any longer.
        let batch = steady(&lan.get(&open).await.expect(200));
        assert!(batch.contains(&format!("xoá theo lần ghi số {}", head + 1)), "{batch}");
        let waiting = lan.get("/tiep-nhan/cho").await.expect(200).text();
        assert!(waiting.contains("Trần Thị Bình"));
        assert_eq!(waiting.matches("Nguyễn Văn An").count(), 0, "{waiting}");
        let again = lan.get(&path).await.expect(422).text();
        assert!(again.contains("đã được xoá"));
        // The sheet that comes again would enter them anew: their row waits, and nobody is entered.
        let (again, page) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
        assert!(page.text().contains("có thể là một người đã được xoá"), "{}", page.text());
        let before = rows_waiting(&office).await;
        apply(&mut lan, &again, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, before + 1, "somebody decides");
        let mut tx = office.db.read().await.unwrap();
        let binds = [store::Value::text(NUMBER)];
        let of = "f.personal_number = $2 AND f.erased_by IS NULL";
        let found = ledger::held::<registry::model::Person>(&mut tx, i64::MAX, of, &binds).await;
        assert!(found.unwrap().is_empty(), "nobody was entered anew");
        drop(tx);
        erased_again(&office).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_while_somebody_decides_is_erased_as_well() {
    for office in everywhere().await {
        sent(&office).await;
        let mut lan = office.client("lan").await;
        let path = format!("/nhan-luc/{}/xoa", person(&office, NUMBER).await);
        lan.get(&path).await.expect(200);
        let mut hoa = office.client("hoa").await;
        let late = ["1", "Nguyễn Văn An", "17/03/1985", "", "Sở Y tế", "", "", "x", "ATTT", ""];
        send(&mut hoa, &[("F.xlsx", &of_one(late).bytes())]).await;
        lan.post(&path, BASIS).await.expect(303);
        assert_eq!(kept(&office).await.0, ["C.xlsx", "D.xlsx"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_mended_while_files_are_looked_through_is_erased_as_well() {
    for office in everywhere().await {
        sent(&office).await;
        let by = access::Actor::command();
        let desk = office.desk(&by);
        let mut lan = office.client("lan").await;
        let others = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
        let (open, page) = send(&mut lan, &[("G.xlsx", &of_one(others).bytes())]).await;
        let id = person(&office, NUMBER).await.parse().unwrap();
        let known = ledger::last_seq(&mut desk.db.read().await.unwrap()).await.unwrap();
        let who = identity(&mut desk.db.read().await.unwrap(), known, id).await.unwrap();
        let found = Sheets.find(desk.db, &who, &Steps::default()).await.unwrap();
        assert!(!found.told().files.contains(&"G.xlsx".to_owned()), "{:?}", found.told());
        let version = crate::office::hidden(&page, "phien");
        let fields = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("o-5-3", NUMBER)];
        lan.post(&open, &fields).await.expect(303);
        assert!(kept(&office).await.1.contains(NUMBER));

        let mut tx = desk.db.write().await.unwrap();
        let header = desk.header("erase", None, "Theo yêu cầu");
        let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
        found.erase(&mut tx, &mut draft, &who).await.unwrap();
        draft.seal(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let (files, edits) = kept(&office).await;
        assert_eq!(files, ["C.xlsx", "D.xlsx"]);
        assert!(!edits.contains(NUMBER), "{edits}");
    }
}

/// A file that is emptied while its batch is open is not entered as if it had been empty: it is left
/// out by somebody, or sent again.
#[tokio::test(flavor = "multi_thread")]
async fn what_lost_a_file_is_not_entered_until_that_is_left_out() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let an = ["1", "Nguyễn Văn An", "17/03/1985", NUMBER, "Sở Y tế", "", "", "x", "CĐS", ""];
        let ut = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
        let files = [("B.xlsx", &of_one(an).bytes()[..]), ("C.xlsx", &of_one(ut).bytes()[..])];
        let (batch, _) = send(&mut lan, &files).await;
        let changes = format!("{batch}/thay-doi");
        let seen = lan.get(&changes).await.expect(200);
        let mark = crate::office::hidden(&seen, "dau");
        let path = format!("/nhan-luc/{}/xoa", person(&office, NUMBER).await);
        let asked = lan.get(&path).await.expect(200).text();
        assert!(asked.contains("Biểu chưa gửi, hoặc chưa ghi, bị mất tệp"), "{name}: {asked}");
        erase(&office, NUMBER).await;
        let people = office.people().await;
        let page = lan.get(&changes).await.expect(200);
        let text = page.text();
        assert!(text.contains("B.xlsx: nội dung đã xoá theo lần ghi số"), "{name}: {text}");
        assert!(!text.contains("name=\"dau\""), "{name}: nothing is agreed to: {text}");
        let version = crate::office::hidden(&page, "phien");
        let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", "nhận đủ")];
        let refused = lan.post(&changes, &fields).await.expect(409).text();
        assert!(refused.contains("Tệp B.xlsx đã bị xoá nội dung"), "{name}: {refused}");
        assert_eq!(office.people().await, people, "{name}: nothing was entered");
        // One of them is left out, by whom stays to be read; the rest goes in.
        let file = crate::office::hidden(&page, "tep");
        let left = [("phien", &version[..]), ("tep", &file[..])];
        let answer = lan.post(&format!("{batch}/bo"), &left).await.expect(303);
        let page = lan.follow(answer).await.expect(200).text();
        assert!(page.contains("name=\"dau\""), "{name}: {page}");
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert!(office.people().await.contains(&"Phan Thị Út".to_owned()), "{name}");
        let done = lan.get(&format!("{batch}/xong")).await.expect(200).text();
        assert!(done.contains("lan đã bỏ tệp này ra"), "{name}: {done}");
        office.verify().await;
    }
}

/// The row that waits is of who was erased: it can't be set aside and kept, but is erased with the
/// file it stands in, and nobody else's row is.
async fn erased_again(office: &House) {
    let mut lan = office.client("lan").await;
    let before = rows_waiting(office).await;
    assert!(shown(office).await.contains(NUMBER));
    let row = crate::waiting::row_of(office, "maybe_erased").await;
    let page = lan.get(&row).await.expect(200).text();
    assert!(page.contains(&format!("href=\"{row}/xoa\"")), "{page}");
    assert!(!page.contains("Bỏ dòng"), "{page}");
    let aside = lan.post(&format!("{row}/bo"), &[("ly-do", "Đã chuyển")]).await.expect(303);
    assert_eq!(aside.location(), Some(&*format!("{row}/xoa")));
    let asked = lan.get(&format!("{row}/xoa")).await.expect(200).text();
    assert!(asked.contains("không thể huỷ") && asked.contains("A.xlsx"), "{asked}");
    assert!(!asked.contains("C.xlsx"), "{asked}");
    for (reason, said) in [("", "Ghi lý do xoá dòng."), ("Xoá Nguyễn Văn An", "không được nêu tên")]
    {
        let fields = [("ly-do", reason)];
        let answer = lan.post(&format!("{row}/xoa"), &fields).await.expect(422).text();
        assert!(answer.contains(said), "{answer}");
    }
    assert_eq!(rows_waiting(office).await, before, "nothing was done yet");
    let answer = lan.post(&format!("{row}/xoa"), &[("ly-do", "YC-12/2026")]).await.expect(303);
    let page = lan.follow(answer).await.expect(200).text();
    assert!(page.contains("Đã xoá dòng và mọi dữ liệu có người này."), "{page}");
    assert_eq!(rows_waiting(office).await, before - 1, "{}", office.db.name());
    let shown = shown(office).await;
    assert!(!shown.contains(NUMBER) && shown.contains("Trần Thị Bình"), "{shown}");
    assert_eq!(kept(office).await.0, ["C.xlsx", "D.xlsx"]);
    nothing_lingers(office);
    office.verify().await;
    let act = last_act(office).await;
    lan.get(&format!("/quyet-dinh/{act}/huy")).await.expect(422);
    lan.get(&row).await.expect(404);
    // Any other row has no such page.
    let other = crate::waiting::row_of(office, "date_invalid").await;
    lan.get(&format!("{other}/xoa")).await.expect(404);
}

/// Erases whoever bears the number.
async fn erase(office: &House, number: &str) {
    let mut lan = office.client("lan").await;
    let path = format!("/nhan-luc/{}/xoa", person(office, number).await);
    lan.get(&path).await.expect(200);
    lan.post(&path, BASIS).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_is_recognised_in_any_sheet() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        erase(&office, NUMBER).await;
        nothing_lingers(&office);
        let row = |name, birth, number| {
            of_one(["1", name, birth, number, "Sở Y tế", "", "", "x", "CĐS", ""]).bytes()
        };
        let other = "001090009999";
        for (name, birth, number, waits) in [
            ("Nguyễn Văn An", "17/03/1985", "", true),
            ("NGUYEN VAN AN", "1985", "", true),
            ("Phạm Văn Cường", "01/01/1990", NUMBER, true),
            // A name alone tells nobody, another birth or number is somebody else's.
            ("Nguyễn Văn An", "18/03/1985", "", false),
            ("Nguyễn Văn An", "17/03/1985", other, false),
            ("Nguyễn Văn An", "", "", false),
        ] {
            let (_, page) = send(&mut lan, &[("G.xlsx", &row(name, birth, number))]).await;
            let text = page.text();
            let said = text.contains("có thể là một người đã được xoá");
            assert_eq!(said, waits, "{} {name} {birth} {number}: {text}", office.db.name());
            assert_eq!(text.contains("1 dòng: 1 người mới"), !waits, "{text}");
        }
        // Somebody says that it is somebody else: that is an act, and holds.
        let people = office.people().await.len();
        let sheet = row("Nguyễn Văn An", "17/03/1985", "");
        let (batch, _) = send(&mut lan, &[("G.xlsx", &sheet)]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(office.people().await.len(), people, "nobody was entered");
        let waiting = crate::waiting::row_of(&office, "maybe_erased").await;
        let page = lan.get(&format!("{waiting}/la-ai")).await.expect(200).text();
        assert!(page.contains("chỉ chọn khi chắc chắn là người khác"), "{page}");
        let answer = lan.post(&format!("{waiting}/la-ai"), &[("nguoi", "khac")]).await.expect(303);
        let batch = answer.location().unwrap().split('?').next().unwrap().to_owned();
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(office.people().await.len(), people + 1, "{}", office.db.name());
        let (_, page) = send(&mut lan, &[("G.xlsx", &sheet)]).await;
        assert!(page.text().contains("1 dòng: 0 người mới, 0 nhiệm vụ mới"), "{}", page.text());
        assert!(page.text().contains("0 chờ"), "{}", page.text());
        office.verify().await;
    }
}

/// Says of the row that waits for its date whose it is: somebody of the register, found by a word.
async fn answer(office: &House, word: &str, name: &str) {
    let mut lan = office.client("lan").await;
    let row = crate::waiting::row_of(office, "date_invalid").await;
    let here = format!("{row}/la-ai?q={word}");
    let page = lan.get(&here).await.expect(200).text();
    let at = page.find(&format!(">{name}<")).unwrap_or_else(|| panic!("{name}: {page}"));
    let value = page[..at].rfind("value=\"").unwrap() + 7;
    let them = page[value..value + 36].to_owned();
    lan.post(&here, &[("nguoi", &them)]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_said_to_be_theirs_is_erased_under_whatever_name() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let row = |name, birth, number| {
            of_one(["1", name, birth, number, "Sở Nội vụ", "", "", "x", "CĐS", ""]).bytes()
        };
        let waits = row("Trần Thị Bình", "30/02/1990", "");
        let known = row("Trần Thị Bích", "28/02/1990", NUMBER);
        for (name, bytes) in [("a.xlsx", &waits), ("b.xlsx", &known)] {
            let (batch, _) = send(&mut lan, &[(name, bytes)]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
        }
        answer(&office, "bich", "Trần Thị Bích").await;
        let path = format!("/nhan-luc/{}/xoa", person(&office, NUMBER).await);
        let asked = lan.get(&path).await.expect(200).text();
        assert!(asked.contains("a.xlsx") && asked.contains("b.xlsx"), "{asked}");
        let named = [&BASIS[..4], &[("ten-nguoi", "tran thi bich")]].concat();
        lan.post(&path, &named).await.expect(303);
        let shown = shown(&office).await;
        assert!(!shown.contains("Bình") && !shown.contains("bình"), "{shown}");
        assert!(kept(&office).await.0.is_empty());
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_said_to_be_a_namesakes_stays_theirs() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let row = |name, birth, number| {
            of_one(["1", name, birth, number, "Sở Nội vụ", "", "", "x", "CĐS", ""]).bytes()
        };
        let other = "001090009999";
        for (name, bytes) in [
            ("a.xlsx", row("Nguyễn Văn An", "30/02/1990", "")),
            ("b.xlsx", row("Nguyễn Văn Ân", "28/02/1990", other)),
        ] {
            let (batch, _) = send(&mut lan, &[(name, &bytes)]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
        }
        answer(&office, "an", "Nguyễn Văn Ân").await;
        let theirs = row("Nguyễn Văn An", "17/03/1985", NUMBER);
        let (batch, _) = send(&mut lan, &[("c.xlsx", &theirs)]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        erase(&office, NUMBER).await;
        assert!(shown(&office).await.contains("Nguyễn Văn An"), "{}", office.db.name());
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_row_their_duty_came_from_is_erased_whatever_birth_it_was_sent_with() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let sent = ["1", "Nguyễn Văn An", "17/03/1958", "", "Sở Lạ", "", "", "x", "CĐS", ""];
        let (batch, _) = send(&mut lan, &[("A.xlsx", &of_one(sent).bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mended =
            ["1", "Nguyễn Văn An", "17/03/1985", NUMBER, "Sở Y tế", "", "", "x", "CĐS", ""];
        let (batch, _) = send(&mut lan, &[("A.xlsx", &of_one(mended).bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert!(shown(&office).await.contains("17/03/1958"));
        erase(&office, NUMBER).await;
        assert_eq!(shown(&office).await, "", "{}", office.db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_into_a_file_goes_when_its_bytes_do() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let others = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
        let mut typed = Vec::new();
        for name in ["A.xlsx", "B.xlsx"] {
            let (batch, page) = send(&mut lan, &[(name, &of_one(others).bytes())]).await;
            let version = crate::office::hidden(&page, "phien");
            let fields = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("o-5-3", NUMBER)];
            lan.post(&batch, &fields).await.expect(303);
            typed.push(batch);
        }
        assert_eq!(kept(&office).await.1.matches(NUMBER).count(), 2);
        // One is set aside, one goes after its time.
        let aside = lan.get(&format!("{}/bo", typed[0])).await.expect(200);
        let version = crate::office::hidden(&aside, "phien");
        lan.post(&format!("{}/bo", typed[0]), &[("phien", &version)]).await.expect(303);
        assert_eq!(kept(&office).await.1.matches(NUMBER).count(), 1, "{}", office.db.name());
        apply(&mut lan, &typed[1], &[]).await.expect(200);
        let tomorrow = office.clock.today().tomorrow().unwrap();
        let by = access::Actor::command();
        let desk = office.desk(&by);
        let mut tx = office.db.write().await.unwrap();
        let header = desk.header(ledger::REMOVAL, None, "hết hạn");
        let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
        let gone = intake::figures::Uploads.remove(&mut tx, &mut draft, tomorrow).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gone, 1);
        assert_eq!(kept(&office).await.1.matches(NUMBER).count(), 0, "{}", office.db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_names_them_beside_its_cells_loses_its_bytes() {
    use rust_xlsxwriter::{DocProperties, Note, Workbook};
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let theirs =
            ["1", "Nguyễn Văn An", "17/03/1985", NUMBER, "Sở Y tế", "", "", "x", "CĐS", ""];
        let (batch, _) = send(&mut lan, &[("A.xlsx", &of_one(theirs).bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let other = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
        for (name, author, note, footer) in [
            ("B.xlsx", "Nguyễn Văn An", "", ""),
            ("C.xlsx", "", "Thay cho ông Nguyễn Văn An", ""),
            ("D.xlsx", "", "", "&LNgười lập: Nguyễn Văn An"),
            ("E.xlsx", "Nguyễn Văn An Bình", "Gọi Phan Thị Út", "&LTrang &P"),
        ] {
            let mut made = Workbook::new();
            made.set_properties(&DocProperties::new().set_author(author));
            let sheet = made.add_worksheet();
            for (row, cells) in [(0, &book().heads[..]), (1, &other[..])] {
                for (column, text) in (0_u16..).zip(cells) {
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
            if !note.is_empty() {
                sheet.insert_note(1, 1, &Note::new(note)).unwrap();
            }
            sheet.set_footer(footer);
            let bytes = made.save_to_buffer().unwrap();
            send(&mut lan, &[(name, &bytes)]).await;
        }
        erase(&office, NUMBER).await;
        assert_eq!(kept(&office).await.0, ["E.xlsx"], "{}", office.db.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_namesake_of_another_day_stays_and_is_told_of() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let before = rows_waiting(&office).await;
        // Neither dedicated nor concurrent: it waits.
        let row = ["1", "Nguyễn Văn An", "09/09/1985", "", "Sở Y tế", "", "", "", "CĐS", ""];
        let (batch, _) = send(&mut lan, &[("B.xlsx", &of_one(row).bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let waiting = rows_waiting(&office).await;
        assert_eq!(waiting, before + 1, "{}", office.db.name());
        let path = format!("/nhan-luc/{}/xoa", person(&office, NUMBER).await);
        let asked = lan.get(&path).await.expect(200).text();
        assert!(asked.contains("giữ nguyên, hãy xem từng dòng"), "{asked}");
        assert!(asked.contains("B.xlsx · ") && asked.contains("href=\"/tiep-nhan/cho/"), "{asked}");
        lan.post(&path, BASIS).await.expect(303);
        assert!(kept(&office).await.0.contains(&"B.xlsx".to_owned()), "{}", office.db.name());
        let left = lan.get("/tiep-nhan/cho").await.expect(200).text();
        assert!(left.contains("Nguyễn Văn An"), "{left}");
        office.verify().await;
    }
}
