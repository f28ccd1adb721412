//! What comes back to be mended: sent again it is not late, sent as it was it needs a reason, and
//! what was said of it stays to be read.

use collect::{
    Error,
    acts::{self, NewRemark},
    figures,
};
use intake::acts::Dropped;
use kernel::Date;

use crate::office::{batch_of, clerk, departments, everywhere, sheet};

fn file(name: &str) -> Vec<Dropped> {
    let bytes = sheet(&[("Nguyễn Văn An", "17/03/1985", "Sở Nội vụ")]);
    vec![Dropped { name: name.to_owned(), bytes: Ok(bytes) }]
}

fn remark(file: &str) -> NewRemark {
    NewRemark {
        file: file.to_owned(),
        sheet: "Danh sách".to_owned(),
        row: 5,
        column: 2,
        body: "Xem lại ngày sinh".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_had_sent_in_time_is_not_late_because_it_came_back() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, file("Lan 1.xlsx")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        acts::add_remark(&by, at, &remark("Lan 1.xlsx")).await.unwrap();
        acts::give_back(&by, at, "").await.unwrap();
        // Two days after it was due, in another file.
        office.clock.set("2026-12-03T02:00:00Z".parse().unwrap());
        acts::put(&own, at, file("Lan 2.xlsx")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        let sent = {
            let mut tx = office.db.read().await.unwrap();
            let known = ledger::last_seq(&mut tx).await.unwrap();
            let case = figures::of_office(&mut tx, &phoi, (known, office.clock.today()), at)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(case.remarks.len(), 0, "{name}: nothing is said of the new file");
            assert_eq!(case.earlier.len(), 1, "{name}: and nothing is lost");
            case.submission.unwrap()
        };
        assert_eq!(sent.sent_on, Some(Date::constant(2026, 11, 24)), "{name}");
        office.app.acted();
        let mut client = office.client("phoi").await;
        let page = client.get(&format!("/thu-thap/{id}/D.SNV")).await.expect(200).text();
        assert!(page.contains("24/11/2026; gửi lại 03/12/2026"), "{name}: {page}");
        assert!(
            page.contains("Lan 1.xlsx") && page.contains("Xem lại ngày sinh"),
            "{name}: {page}"
        );
        assert!(!page.contains("nộp muộn"), "{name}: {page}");
        let board = client.get(&format!("/thu-thap/{id}?format=csv")).await.expect(200).text();
        assert!(!board.contains("nộp muộn"), "{name}: {board}");
        // Whoever takes it back themselves sends on the day they send.
        acts::take_back(&own, at).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        office.app.acted();
        let page = client.get(&format!("/thu-thap/{id}/D.SNV")).await.expect(200).text();
        assert!(page.contains("nộp muộn"), "{name}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_as_it_came_back_needs_a_reason() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, file("Lan 1.xlsx")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        acts::add_remark(&by, at, &remark("Lan 1.xlsx")).await.unwrap();
        office.clock.set("2026-11-25T01:00:00Z".parse().unwrap());
        acts::give_back(&by, at, "").await.unwrap();
        office.clock.set("2026-11-25T02:00:00Z".parse().unwrap());
        assert!(matches!(acts::send(&own, at, "").await, Err(Error::Reason)), "{name}");
        office.app.acted();
        let page_of = format!("/thu-thap/{id}/D.SNV");
        let mut client = office.client("snv").await;
        let page = client.get(&page_of).await.expect(200);
        assert!(page.text().contains("trả lại với 1 ý kiến, nhưng chưa thay tệp"), "{name}");
        client.post(&format!("{page_of}/gui"), &[("ly_do", "")]).await.expect(422);
        let reason = "Đã đối chiếu hồ sơ, ngày sinh đúng";
        client.get(&page_of).await.expect(200);
        client.submit(&format!("{page_of}/gui"), &[("ly_do", reason)]).await.expect(200);
        let page = client.get(&page_of).await.expect(200).text();
        assert!(page.contains(reason) && page.contains("Xem lại ngày sinh"), "{name}: {page}");
        assert!(
            page.contains(&format!("<dt>Lời kèm theo</dt><dd>{reason}</dd>")),
            "{name}: {page}"
        );
        // A cell that was mended is a change: nothing more is asked.
        acts::give_back(&by, at, "Vẫn chưa đúng").await.unwrap();
        office.clock.set("2026-11-25T02:05:00Z".parse().unwrap());
        office.app.acted();
        let page = client.get(&page_of).await.expect(200);
        let shown = client.get(&batch_of(&page)).await.expect(200);
        let version = house::hidden(&shown, "phien");
        let mended =
            [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("o-5-2", "18/03/1985")];
        client.post(&batch_of(&page), &mended).await.expect(303);
        let page = client.get(&page_of).await.expect(200).text();
        assert!(!page.contains("nhưng chưa thay tệp"), "{name}: {page}");
        acts::send(&own, at, "").await.unwrap();
        office.verify().await;
    }
}
