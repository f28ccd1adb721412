//! What this room keeps on one person, told to the person; how long it keeps files.

use house::House;
use intake::figures::{Files, Rows, Uploads};
use kernel::AsOf;
use ledger::{Draft, Header, Source};
use registry::{
    acts::identity,
    figures::{Ages, Disposal, Keeps, KeptFact, People, Whose},
    model::{Person, PersonId},
};

use crate::{
    books::{Book, book},
    office::{apply, everywhere, send},
};

const NUMBER: &str = "098085001234";

async fn bearer(office: &House, number: &str) -> PersonId {
    let mut tx = office.db.read().await.unwrap();
    let binds = [store::Value::text(number)];
    let all = ledger::held::<Person>(&mut tx, i64::MAX, "f.personal_number = $2", &binds).await;
    all.unwrap()[0].fact.id
}

async fn kept(office: &House, keeper: &dyn Keeps, person: PersonId) -> Vec<KeptFact> {
    let mut tx = office.db.read().await.unwrap();
    let known_at = ledger::last_seq(&mut tx).await.unwrap();
    let identity = identity(&mut tx, known_at, person).await.unwrap();
    let at = AsOf { valid_on: office.clock.today(), known_at };
    keeper.kept(&mut tx, Whose { person, identity: &identity, addresses: &[], at }).await.unwrap()
}

/// Files that what is kept on somebody came from.
async fn files_of(office: &House, person: PersonId) -> Vec<KeptFact> {
    let mut told = kept(office, &People, person).await;
    told.extend(kept(office, &Rows, person).await);
    let mut tx = office.db.read().await.unwrap();
    Files.beside(&mut tx, &told).await.unwrap()
}

fn said<'a>(fact: &'a KeptFact, word: &str) -> &'a str {
    fact.says.iter().find(|(w, _)| *w == word).map_or("", |(_, text)| text)
}

/// Three sheets: one with An, one in which a row with An's number waits, one of somebody else.
async fn sheets(office: &House) {
    let mut lan = office.client("lan").await;
    let doubtful = ["1", "Nguyễn Văn An", "31/02/1985", NUMBER, "Sở Y tế", "", "", "x", "CĐS", ""];
    let stt = "Sở Thông tin và Truyền thông";
    let namesake = ["1", "Nguyễn Văn An", "31/02/1991", "", stt, "", "", "x", "CĐS", "0309999888"];
    for (name, row) in [("A.xlsx", AN), ("B.xlsx", doubtful), ("C.xlsx", namesake)] {
        let (batch, _) = send(&mut lan, &[(name, &of_one(row))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
    }
}

const AN: [&str; 10] =
    ["1", "Nguyễn Văn An", "17/03/1985", NUMBER, "Sở Nội vụ", "", "x", "", "CĐS", "0301234567"];

/// A sheet with one row.
fn of_one(row: [&'static str; 10]) -> Vec<u8> {
    Book { rows: vec![row.to_vec()], total: None, ..book() }.bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_wait_and_files_are_told_to_whose_they_surely_are() {
    for office in everywhere().await {
        let name = office.db.name();
        sheets(&office).await;
        let an = bearer(&office, NUMBER).await;
        let rows = kept(&office, &Rows, an).await;
        assert_eq!(rows.len(), 1, "{name}: not the namesake's: {rows:#?}");
        assert!(said(&rows[0], "cells").contains("31/02/1985"), "{name}: {rows:#?}");
        assert_eq!(rows[0].source.as_ref().unwrap().file, "B.xlsx", "{name}");

        let files = files_of(&office, an).await;
        let named: Vec<&str> = files.iter().map(|f| said(f, "file")).collect();
        assert_eq!(named, ["A.xlsx", "B.xlsx"], "{name}: {files:#?}");
        for file in &files {
            assert_eq!(said(file, "sent_by"), "lan", "{name}");
            assert!(said(file, "bytes").parse::<i64>().unwrap() > 1_000, "{name}: {file:?}");
        }
    }
}

/// A file of the same name that came in with another act holds other rows.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_same_name_is_another() {
    for office in everywhere().await {
        let name = office.db.name();
        sheets(&office).await;
        let mut lan = office.client("lan").await;
        let other = ["1", "Phan Thị Út", "01/01/1992", "", "Sở Y tế", "", "", "x", "CĐS", ""];
        let (batch, _) = send(&mut lan, &[("A.xlsx", &of_one(other))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let files = files_of(&office, bearer(&office, NUMBER).await).await;
        assert_eq!(files.len(), 2, "{name}: {files:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_past_their_time_lose_their_bytes_unless_a_row_of_theirs_waits() {
    for office in everywhere().await {
        let name = office.db.name();
        sheets(&office).await;
        let mut lan = office.client("lan").await;
        // One that nobody entered is still in somebody's hands.
        send(&mut lan, &[("D.xlsx", &of_one(AN))]).await;
        assert_eq!(Uploads.disposal(), Disposal::Together);
        let today = office.clock.today();
        let tomorrow = today.tomorrow().unwrap();
        let mut tx = office.db.write().await.unwrap();
        assert_eq!(Uploads.past(&mut tx, today).await.unwrap(), 0, "{name}: not before its day");
        assert_eq!(Uploads.past(&mut tx, tomorrow).await.unwrap(), 1, "{name}: A alone");
        let header = Header {
            kind: "removal",
            effective_on: None,
            basis: ledger::Basis::default(),
            entered_by: "test".into(),
            source: Source::Command,
            reason: String::new(),
        };
        let mut draft = Draft::begin(&mut tx, &office.clock, header).await.unwrap();
        let seq = draft.seq();
        assert_eq!(Uploads.remove(&mut tx, &mut draft, tomorrow).await.unwrap(), 1, "{name}");
        assert_eq!(Uploads.past(&mut tx, tomorrow).await.unwrap(), 0, "{name}");
        tx.commit().await.unwrap();

        // What was kept of it is still told: that it came, and which act removed it.
        let files = files_of(&office, bearer(&office, NUMBER).await).await;
        let a = files.iter().find(|f| said(f, "file") == "A.xlsx").unwrap();
        assert_eq!((a.erased_by, said(a, "bytes")), (Some(seq), ""), "{name}");
        let b = files.iter().find(|f| said(f, "file") == "B.xlsx").unwrap();
        assert!(b.erased_by.is_none() && !said(b, "bytes").is_empty(), "{name}");
    }
}

/// What offices write into their sheets unasked is not kept with a row that waits.
#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_asks_for_is_not_kept_with_a_row_that_waits() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut lan = office.client("lan").await;
        let mut row = AN.to_vec();
        row[2] = "31/02/1985";
        row.extend(["Mường", "x"]);
        let mut sheet = Book { rows: vec![row], total: None, ..book() };
        sheet.heads.extend(["Dân tộc", "Đảng viên"]);
        let (batch, _) = send(&mut lan, &[("A.xlsx", &sheet.bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut tx = office.db.read().await.unwrap();
        let waiting = intake::figures::held_rows(&mut tx, i64::MAX).await.unwrap();
        assert_eq!(waiting.len(), 1, "{name}");
        let cells = &waiting[0].fact.cells;
        let of = |heading: &str| &cells.iter().find(|(h, _)| h == heading).unwrap().1;
        assert_eq!((of("Dân tộc"), of("Đảng viên")), (&"•••".to_owned(), &"•••".to_owned()));
        assert_eq!(of("Họ và tên"), "Nguyễn Văn An", "{name}");
    }
}
