//! Whoever stands in rows that were shown as they were sent is told who looked, when and why.

use std::collections::BTreeSet;

use access::{Actor, ReadLine};
use house::House;
use ledger::held;
use registry::model::Person;

use crate::{
    books::{Book, book},
    office::{apply, everywhere, one, send},
    waiting::{open, row_of},
};

/// Everybody on record, by name.
async fn person(office: &House, name: &str) -> kernel::Uuid {
    let mut tx = office.db.read().await.unwrap();
    let all: Vec<ledger::Held<Person>> = held(&mut tx, i64::MAX, "", &[]).await.unwrap();
    let named = |h: &&ledger::Held<Person>| h.fact.full_name.as_deref() == Some(name);
    all.iter().find(named).unwrap_or_else(|| panic!("{name}")).fact.id.0
}

async fn looks(office: &House, name: &str) -> Vec<ReadLine> {
    let who = person(office, name).await;
    let mut tx = office.db.read().await.unwrap();
    access::reads_of(&mut tx, &Actor::command(), &[who]).await.unwrap()
}

/// Who looked at somebody, and why.
async fn looked(office: &House, name: &str) -> BTreeSet<(String, String)> {
    let lines = looks(office, name).await;
    lines.into_iter().map(|line| (line.account_name, line.purpose)).collect()
}

/// The page of the row that waits in a file.
async fn held_row_of(office: &House, file: &str) -> String {
    let mut tx = office.db.read().await.unwrap();
    let binds = [store::Value::text(file)];
    let rows = held::<intake::model::HeldRow>(&mut tx, i64::MAX, "f.file = $2", &binds).await;
    format!("/tiep-nhan/cho/{}", rows.unwrap()[0].fact.id.0)
}

fn pair(who: &str, why: &str) -> (String, String) {
    (who.to_owned(), why.to_owned())
}

const OWN: &str = "Gửi và kiểm tra biểu của chính mình";

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_a_batch_is_told_to_everybody_in_it() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, page) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        assert!(page.text().contains("098085001234"), "it is their own file");
        // Somebody else says why first.
        let mut hoa = office.client("hoa").await;
        let masked = hoa.get(&batch).await.expect(200).text();
        assert!(masked.contains("••• ••• ••• 234") && !masked.contains("098085001234"), "{masked}");
        assert!(!masked.contains("name=\"o-"), "what is masked is not mended: {masked}");
        let marked = masked.contains("danh-dau");
        assert!(!marked, "the file has everything in it");
        let vague = hoa.post(&format!("{batch}/mo"), &[("muc_dich", "")]).await.expect(422);
        assert!(vague.text().contains("Hãy ghi mục đích xem."), "{}", vague.text());
        let why = [("muc_dich", "Rà soát số liệu quý IV")];
        let open = hoa.submit(&format!("{batch}/mo"), &why).await.expect(200).text();
        assert!(open.contains("098085001234") && open.contains("danh-dau"), "{open}");
        hoa.get(&batch).await.expect(200);
        apply(&mut lan, &batch, &[]).await.expect(200);
        let both = [pair("hoa", "Rà soát số liệu quý IV"), pair("lan", OWN)].into();
        assert_eq!(looked(&office, "Nguyễn Văn An").await, both, "{}", office.db.name());
        assert_eq!(looks(&office, "Nguyễn Văn An").await.len(), 2, "the same rows are told once");
        assert_eq!(looked(&office, "Lê Đức").await, both);

        // Whoever is on record by then is told at once; the same file again is another look.
        let (again, _) = send(&mut hoa, &[("a.xlsx", &book().bytes())]).await;
        lan.get(&again).await.expect(200);
        let known = looked(&office, "Lê Đức").await;
        assert!(known.contains(&pair("hoa", OWN)) && known.len() == 3, "{known:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_a_row_that_waited_is_told_to_whom_it_became() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let mut hoa = office.client("hoa").await;
        let row = row_of(&office, "date_invalid").await;
        let page = open(&mut hoa, &row).await;
        assert!(page.text().contains("098190005678"));
        let mended = hoa.post(&row, &[("o-2", "28/02/1990")]).await.expect(303);
        let fixed = mended.location().unwrap().split('?').next().unwrap().to_owned();
        apply(&mut hoa, &fixed, &[]).await.expect(200);
        let told = looked(&office, "Trần Thị Bình").await;
        assert!(told.contains(&pair("hoa", "Sửa dòng đang chờ")), "{told:?}");
        assert!(
            told.contains(&pair("lan", OWN)),
            "the batch they waited in was looked at: {told:?}"
        );
        let other = looked(&office, "Nguyễn Văn An").await;
        assert!(!other.contains(&pair("hoa", "Sửa dòng đang chờ")), "{other:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opened_a_row_that_waits_is_told_to_whom_it_surely_shows() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let another = "001085009999";
        for (file, name, birth, number, told) in [
            ("b.xlsx", "Nguyễn Văn Ân", "31/02/1985", "098085001234", true),
            ("c.xlsx", "Nguyễn Văn An", "17/03/1985", "", true),
            ("d.xlsx", "Nguyễn Văn An", "17/03/1985", another, false),
            ("e.xlsx", "Nguyễn Văn An", "", "", false),
        ] {
            // Without a duty the row waits.
            let row = vec!["1", name, birth, number, "Sở Nội vụ", "", "", "", "CĐS", ""];
            let sent = Book { rows: vec![row], total: None, ..book() };
            let (batch, _) = send(&mut lan, &[(file, &sent.bytes())]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
            let waiting = held_row_of(&office, file).await;
            let mut hoa = office.client("hoa").await;
            hoa.get(&waiting).await.expect(200);
            let why = format!("Xem dòng của {file}");
            hoa.post(&format!("{waiting}/mo"), &[("muc_dich", &why)]).await.expect(303);
            let looked = looked(&office, "Nguyễn Văn An").await;
            let said = looked.contains(&pair("hoa", &why));
            assert_eq!(said, told, "{} {file}: {looked:?}", office.db.name());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_long_list_tells_those_on_it_and_nobody_else() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let row = |n: u32| {
        let words = ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"];
        let at = |n: u32| words[(n % 10) as usize];
        let name = format!("Lò {} {} {}", at(n / 100), at(n / 10), at(n));
        let birth = format!("{:02}/{:02}/1985", n % 28 + 1, n % 12 + 1);
        let cells = [
            n.to_string(),
            name,
            birth,
            String::new(),
            "Sở Y tế".into(),
            "Chuyên viên".into(),
            String::new(),
            "x".into(),
            "CĐS".into(),
            String::new(),
        ];
        cells.map(|text| &*Box::leak(text.into_boxed_str())).to_vec()
    };
    let sheet = Book { rows: (0..250).map(row).collect(), total: None, ..book() };
    let (batch, _) = send(&mut lan, &[("dai.xlsx", &sheet.bytes())]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    let mut hoa = office.client("hoa").await;
    let (again, _) = send(&mut lan, &[("dai.xlsx", &sheet.bytes())]).await;
    let why = [("muc_dich", "Đối chiếu danh sách")];
    hoa.submit(&format!("{again}/mo"), &why).await.expect(200);
    let told = pair("hoa", "Đối chiếu danh sách");
    assert!(looked(&office, "Lò Một Một Hai").await.contains(&told));
    assert!(!looked(&office, "Lò Ba Năm Chín").await.contains(&told), "they are on another page");
    let mut tx = office.db.read().await.unwrap();
    let noted: (i64, i64) = store::on_db!(&mut tx, c => store::sqlx::query_as(
        "SELECT (SELECT count(*) FROM read_subject), (SELECT count(*) FROM read_rows)")
        .fetch_one(c).await)
    .unwrap();
    drop(tx);
    assert!(noted.0 < 400 && noted.1 < 10, "a page costs a page: {noted:?}");
    // The whole file tells everybody.
    let file = hoa.get(&again).await.expect(200).text();
    let at = file.find(&format!("{again}/danh-dau/")).unwrap();
    let link = file[at..].split('"').next().unwrap();
    hoa.get(link).await.expect(200);
    assert!(looked(&office, "Lò Ba Năm Chín").await.contains(&told));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forgotten_of_reads_leaves_nothing_of_whom_they_showed() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert!(!looks(&office, "Lê Đức").await.is_empty());
        let mut tx = office.db.write().await.unwrap();
        access::forget_reads(&mut tx, kernel::Timestamp::MAX).await.unwrap();
        let left: i64 = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT (SELECT count(*) FROM read_subject) + (SELECT count(*) FROM read_rows)")
            .fetch_one(c).await)
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(left, 0, "{}", office.db.name());
    }
}
