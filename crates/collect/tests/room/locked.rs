//! An office that never sent is told that its campaign is locked, and what that means.

use collect::{acts, rules::Standing};
use house::House;
use intake::acts::Dropped;

use crate::{
    heirs::accept,
    office::{clerk, departments, everywhere, list_of, sheet, standing},
};

const SAID: &str = "khi gửi phải ghi vì sao nộp muộn";
const RETURNED: &str = "biểu được trả lại để sửa: gửi lại phải ghi lý do";
const NOTE: &str = "đợt đã khoá sổ: khi gửi phải ghi lý do";

#[tokio::test(flavor = "multi_thread")]
async fn who_never_sent_is_told_of_the_lock_until_it_has_sent() {
    for office in everywhere().await {
        let name = office.db.name();
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (by, own) = (clerk(&office, &phoi), clerk(&office, &snv));
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        let at = (id, office.org("D.SNV").await);
        let here = format!("/thu-thap/{id}/D.SNV");
        let pages = [
            (here.as_str(), SAID),
            ("/thu-thap/cua-toi", NOTE),
            ("/don-vi-cua-toi?don-vi=D.SNV", NOTE),
        ];
        let mut reader = office.client("snv").await;
        for (path, said) in pages {
            let page = reader.get(path).await.expect(200).text();
            assert!(!page.contains(said), "{name} {path}: it is open: {page}");
        }
        acts::lock_campaign(&by, id, "Đã công bố").await.unwrap();
        office.app.acted();
        for (path, said) in pages {
            let page = reader.get(path).await.expect(200).text();
            assert!(page.contains(said), "{name} {path}: {page}");
        }
        // What is told is what is asked: without a reason it does not go.
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        office.app.acted();
        let page = reader.get(&here).await.expect(200).text();
        assert!(page.contains(SAID), "{name}: a draft is not sent: {page}");
        reader.post(&format!("{here}/gui"), &[("ly_do", "")]).await.expect(422);
        reader.submit(&format!("{here}/gui"), &[("ly_do", "Mất điện cả tuần")]).await.expect(200);
        for (path, said) in pages {
            let page = reader.get(path).await.expect(200).text();
            assert!(!page.contains(said), "{name} {path}: it was sent: {page}");
        }
        // It comes back: it was sent, and to send it again needs a reason too.
        acts::give_back(&by, at, "Sai ngày sinh").await.unwrap();
        office.app.acted();
        let page = reader.get(&here).await.expect(200).text();
        assert!(page.contains(RETURNED) && !page.contains(SAID), "{name}: {page}");
        assert!(!page.contains("đơn vị chưa nộp"), "{name}: {page}");
        let owed = reader.get("/thu-thap/cua-toi").await.expect(200).text();
        assert!(owed.contains(NOTE), "{name}: {owed}");
        reader.post(&format!("{here}/gui"), &[("ly_do", "")]).await.expect(422);
    }
}

/// How often somebody was told that their sheet was locked.
async fn told(office: &House, account: &str) -> usize {
    let inbox = office.client(account).await.get("/hop-thu").await.expect(200).text();
    inbox.matches("Biểu đã được khoá sổ").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_told_once_that_its_sheet_was_locked() {
    for office in everywhere().await {
        let name = office.db.name();
        let phoi = office.actor("phoi").await;
        let by = clerk(&office, &phoi);
        let (id, ..) = acts::open_campaign(&by, &departments()).await.unwrap();
        for (code, unit) in [("D.SNV", "Sở Nội vụ"), ("D.SYT", "Sở Y tế")] {
            let at = (id, office.org(code).await);
            let bytes = sheet(&[("Nguyễn Văn An", "17/03/1985", unit)]);
            let file = Dropped { name: format!("{code}.xlsx"), bytes: Ok(bytes) };
            acts::put(&by, at, vec![file]).await.unwrap();
            acts::send(&by, at, "").await.unwrap();
            accept(&office, &by, at).await;
        }
        acts::lock(&by, (id, office.org("D.SNV").await), "").await.unwrap();
        assert_eq!((told(&office, "snv").await, told(&office, "syt").await), (1, 0), "{name}");
        acts::lock_campaign(&by, id, "Đã công bố").await.unwrap();
        assert_eq!(standing(&office, id, "D.SYT").await, Standing::Locked, "{name}");
        assert_eq!((told(&office, "snv").await, told(&office, "syt").await), (1, 1), "{name}");
    }
}
