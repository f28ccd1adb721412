//! A file that is deleted because somebody in it was erased, or in which nothing was found, is never
//! taken for a sheet that says nothing.

use std::time::Duration;

use collect::{
    Error,
    acts::{self, Emptied},
    figures,
    model::CampaignId,
    rules::Standing,
};
use errands::{Trades, Worker};
use house::House;
use intake::acts::{BatchError, Edit, Sheets};
use registry::{
    acts::{Elsewhere, Note, Reach, Within},
    model::{OrgId, PersonId},
};
use rust_xlsxwriter::Workbook;
use store::jobs;
use tokio::sync::watch;

use crate::{
    erased::an,
    journey::accept,
    office::{clerk, departments, everywhere, files, list_of, put, sheet, standing},
};

const AN: &str = "Nguyễn Văn An";
const TOLD: &str = "Một tệp trong biểu đã nộp bị xoá nội dung";

async fn erase(office: &House, person: PersonId) {
    let by = access::Actor::command();
    let (desk, tables) = (office.desk(&by), office.facts());
    let elsewhere: [Box<dyn Elsewhere>; 2] = [Box::new(Sheets), Box::new(Within(Emptied))];
    let reach = Reach { tables: &tables, elsewhere: &elsewhere };
    let foreseen = registry::acts::preview_erasure(&desk, reach, person).await.unwrap();
    assert_eq!((foreseen.kept.under_review, foreseen.kept.unsent), (1, 2));
    let done = registry::acts::erase_person(&desk, reach, person, &Note::default()).await;
    assert_eq!((done.as_ref().unwrap().kept.under_review, done.unwrap().kept.unsent), (1, 2));
    tell(office).await;
    office.app.acted();
}

/// What is to be told is told by a job.
async fn tell(office: &House) {
    // Acts stand a moment apart even where the clock does not move.
    office.clock.set(office.clock.now() + jiff::SignedDuration::from_secs(1));
    let app = office.app.clone();
    let trades =
        Trades::default().on(acts::EMPTIED, move |task| acts::work_emptied(task, app.clone()));
    let worker = Worker::new(office.db.db(), office.clock.clone(), trades);
    let worker = worker.named("one", Duration::from_millis(10));
    let running = worker.start(watch::channel(false).0).await.unwrap();
    for _ in 0..500 {
        let counts = jobs::counts(&mut office.db.read().await.unwrap()).await.unwrap();
        if counts.keys().all(|state| *state == jobs::State::Done) {
            running.stop().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{}: nobody was told", office.db.name());
}

async fn batch_at(office: &House, at: (CampaignId, OrgId)) -> intake::model::BatchId {
    let by = access::Actor::command();
    let mut tx = office.db.read().await.unwrap();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    let case =
        figures::of_office(&mut tx, &by, (known, office.clock.today()), at).await.unwrap().unwrap();
    case.submission.unwrap().batch.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_loses_a_file_goes_back_and_its_office_is_told() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv, syt) =
            (office.actor("phoi").await, office.actor("snv").await, office.actor("syt").await);
        let (by, own, other) = (clerk(&office, &phoi), clerk(&office, &snv), clerk(&office, &syt));
        let person = an(&office).await;
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = |org| (id, org);
        let (snv, syt, stt) =
            (office.org("D.SNV").await, office.org("D.SYT").await, office.org("D.STT").await);
        acts::put(&own, at(snv), list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at(snv), "").await.unwrap();
        acts::put(&other, at(syt), list_of("Sở Y tế")).await.unwrap();
        // One without them, under review too, stays where it is; one that is no campaign's goes.
        acts::put(&by, at(stt), files(&[("Lê Đức", "12/12/1979", "Sở TT&TT")])).await.unwrap();
        acts::send(&by, at(stt), "").await.unwrap();
        let desk = office.desk(&phoi);
        intake::acts::open_batch(&desk, list_of("Sở Nội vụ")).await.unwrap();

        // Whoever decides sees what it will empty.
        let form = format!("/nhan-luc/{person}/xoa");
        let page = office.client("phoi").await.get(&form).await.expect(200).text();
        assert!(page.contains("Biểu đã gửi đang được xem xét bị mất tệp"), "{name}: {page}");
        erase(&office, person).await;

        assert_eq!(standing(&office, id, "D.SNV").await, Standing::ToFix, "{name}");
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Draft, "{name}");
        assert_eq!(standing(&office, id, "D.STT").await, Standing::Sent, "{name}");
        for (account, code) in [("snv", "D.SNV"), ("syt", "D.SYT")] {
            let mut client = office.client(account).await;
            let inbox = client.get("/hop-thu").await.expect(200).text();
            assert_eq!(inbox.matches(TOLD).count(), 1, "{name} {account}: {inbox}");
            assert!(!inbox.contains(AN), "{name} {account}: nobody is named: {inbox}");
            let here = format!("/thu-thap/{id}/{code}");
            let page = client.get(&here).await.expect(200).text();
            assert!(page.contains("Danh sach.xlsx: nội dung đã xoá theo lần ghi số"), "{page}");
            assert!(!page.contains(&format!("action=\"{here}/gui\"")), "{name}: {page}");
            // It is not sent as it is, whatever is said.
            let refused = client.post(&format!("{here}/gui"), &[("ly_do", "gửi lại")]).await;
            let page = refused.expect(422).text();
            assert!(page.contains("Tệp Danh sach.xlsx đã bị xoá nội dung"), "{name}: {page}");
        }
        let all = access::Actor::command();
        let batch = batch_at(&office, at(snv)).await;
        let agreed = intake::acts::agree(&office.desk(&all), batch, "đủ").await;
        assert!(matches!(agreed, Err(BatchError::Erased(_))), "{name}: {agreed:?}");

        // Made anew without them it is sent like any other.
        let own = clerk(&office, own.actor);
        acts::put(&own, at(snv), files(&[("Trần Thị Bình", "01/02/1990", "Sở Nội vụ")]))
            .await
            .unwrap();
        acts::send(&own, at(snv), "").await.unwrap();
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Sent, "{name}");
        office.verify().await;
    }
}

/// A workbook with one cell.
fn prose() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Kính gửi Sở Nội vụ").unwrap();
    book.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_table_of_the_kind_is_not_sent_and_what_has_no_row_is_told_so() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let here = format!("/thu-thap/{id}/D.SNV");
        let mut client = office.client("snv").await;
        put(&mut client, &here, &prose()).await;
        assert!(matches!(acts::send(&own, at, "").await, Err(Error::NoTable(_))), "{name}");
        let page = client.post(&format!("{here}/gui"), &[("ly_do", "")]).await.expect(422).text();
        assert!(
            page.contains("Danh sach.xlsx: không có bảng nào đọc được"),
            "{name}: which file, and why: {page}"
        );
        // A table without rows is an answer.
        put(&mut client, &here, &sheet(&[])).await;
        acts::send(&own, at, "").await.unwrap();
        office.app.acted();
        let mut reviewer = office.client("phoi").await;
        let board = reviewer.get(&format!("/thu-thap/{id}")).await.expect(200).text();
        assert_eq!(board.matches("0 dòng").count(), 1, "{name}: {board}");
        let page = reviewer.get(&here).await.expect(200).text();
        assert!(page.contains("Biểu này có 0 dòng"), "{name}: {page}");
        let changes = format!("/tiep-nhan/{}/thay-doi", batch_at(&office, at).await);
        let page = reviewer.get(&changes).await.expect(200).text();
        assert!(page.contains("Biểu này có 0 dòng"), "{name}: {page}");
        // With a row it is like any other.
        acts::take_back(&own, at).await.unwrap();
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        office.app.acted();
        let board = reviewer.get(&format!("/thu-thap/{id}")).await.expect(200).text();
        assert!(!board.contains("0 dòng"), "{name}: {board}");
        let page = reviewer.get(&here).await.expect(200).text();
        assert!(page.contains("<dt>Số dòng đã gửi</dt><dd>1</dd>"), "{name}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_table_any_longer_is_not_accepted() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        // Whoever looks it through blanks its headings and its row.
        let batch = batch_at(&office, at).await;
        let blank = |row, column| Edit {
            file: "Danh sach.xlsx".to_owned(),
            sheet: "Danh sách".to_owned(),
            row,
            column,
            value: String::new(),
        };
        let desk = office.desk(&phoi);
        let version = intake::acts::tables(&desk, batch).await.unwrap().version;
        let mended = intake::acts::change_batch(&desk, batch, version, |batch| {
            for (row, column) in (4..6).flat_map(|row| (0..8).map(move |column| (row, column))) {
                batch.mend(&desk, blank(row, column), "x");
            }
        });
        mended.await.unwrap();
        office.app.acted();

        let mut reviewer = office.client("phoi").await;
        let here = format!("/thu-thap/{id}/D.SNV");
        let changes = format!("/tiep-nhan/{batch}/thay-doi");
        let page = accept(&mut reviewer, &here, &changes, "Đủ").await.expect(422).text();
        assert!(page.contains("Danh sach.xlsx: không có bảng nào đọc được"), "{name}: {page}");
        assert_eq!(standing(&office, id, "D.SNV").await, Standing::Sent, "{name}");
        office.verify().await;
    }
}
