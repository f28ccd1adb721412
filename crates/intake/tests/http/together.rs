//! Several people, several processes, one batch.

use crate::{
    books::book,
    office::{apply, elsewhere, everywhere, hidden, hurried, last_act, one, press, send, shown},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_applied_once() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut hoa = elsewhere(&office, "hoa").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        let page = hoa.get(&format!("{batch}/thay-doi")).await.expect(200);
        let (version, mark) = (hidden(&page, "phien"), hidden(&page, "dau"));
        let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", "Danh sách định kỳ")];
        let before = last_act(&office).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let again = hoa.post(&format!("{batch}/thay-doi"), &fields).await.expect(409);
        assert!(again.text().contains("Đợt này đã được ghi"), "{}", again.text());
        assert_eq!(last_act(&office).await, before + 1, "{}", office.db.name());
        // Its page leads to what was done.
        let page = hoa.visit(&batch).await.expect(200);
        assert!(page.text().contains("Hủy lần ghi này"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_press_at_once_enter_one_act() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut hoa = elsewhere(&office, "hoa").await;
        let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        let before = last_act(&office).await;
        let (mine, theirs) = (shown(&mut lan, &batch).await, shown(&mut hoa, &batch).await);
        let (a, b) = tokio::join!(
            press(&mut lan, &batch, &mine, &[]),
            press(&mut hoa, &batch, &theirs, &[])
        );
        let mut both = [a.status.as_u16(), b.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both[0], 200, "{}", office.db.name());
        assert_eq!(last_act(&office).await, before + 1, "{}", office.db.name());
        assert_eq!(office.people().await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_holds_an_older_version_is_told() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut hoa = elsewhere(&office, "hoa").await;
        let (batch, page) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        let theirs = hoa.get(&format!("{batch}/thay-doi")).await.expect(200);
        let version = hidden(&page, "phien");
        let place = [("phien", &version[..]), ("tep", "1"), ("trang", "0")];
        let mine = [&place[..], &[("o-6-2", "28/02/1990")]].concat();
        lan.submit(&batch, &mine).await.expect(200);
        // Neither a cell nor the whole is entered over what was changed.
        let other = [&place[..], &[("o-9-6", "")]].concat();
        let page = hoa.post(&batch, &other).await.expect(409);
        assert!(page.text().contains("người khác đã sửa đợt này"), "{}", page.text());
        let mark = hidden(&theirs, "dau");
        let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", "Danh sách định kỳ")];
        hoa.post(&format!("{batch}/thay-doi"), &fields).await.expect(409);
        // What one mended, the other sees.
        let why = [("muc_dich", "Cùng sửa biểu")];
        let page = hoa.submit(&format!("{batch}/mo"), &why).await.expect(200);
        assert!(page.text().contains("28/02/1990"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_record_changed_it_is_shown_again() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let mut hoa = elsewhere(&office, "hoa").await;
        let (mine, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        let seen = lan.get(&format!("{mine}/thay-doi")).await.expect(200);
        let (theirs, _) = send(&mut hoa, &[("b.xlsx", &book().bytes())]).await;
        apply(&mut hoa, &theirs, &[]).await.expect(200);
        let before = last_act(&office).await;
        let (version, mark) = (hidden(&seen, "phien"), hidden(&seen, "dau"));
        let fields = [("phien", &version[..]), ("dau", &mark[..]), ("ly_do", "Của tôi <b>")];
        let page = lan.post(&format!("{mine}/thay-doi"), &fields).await.expect(409);
        assert!(page.text().contains("Chưa ghi gì cả"), "{}", page.text());
        assert!(page.text().contains("value=\"Của tôi &#60;b&#62;\""), "{}", page.text());
        assert_eq!(last_act(&office).await, before);
        // Looked at again, it goes through.
        apply(&mut lan, &mine, &[]).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_reading_says_how_far_it_is() {
    let office = one().await;
    let mut lan = hurried(&office, "lan").await;
    let bytes = book().bytes();
    let upload = testkit::Upload { field: "tep", name: "a.xlsx", bytes: &bytes };
    let answer = lan.upload("/tiep-nhan", &[], &[upload]).await.expect(303);
    let batch = answer.location().unwrap().to_owned();
    let page = lan.get(&batch).await.expect(200);
    let text = page.text();
    assert!(text.contains("Đang đọc các tệp"), "{text}");
    let asked_again = "<noscript><meta http-equiv=\"refresh\" content=\"1\"></noscript>";
    assert!(text.contains(asked_again), "{text}");
    assert!(text.contains(&format!("data-stream=\"{batch}/dong?tu=0\"")), "{text}");
    // Who listens is told when it is read; that ends the stream.
    let told = lan.get(&format!("{batch}/dong?tu=0")).await.expect(200);
    assert!(told.text().contains("event: changed"), "{}", told.text());
    assert_eq!(told.header("content-type"), Some("text/event-stream"));
    // It is read meanwhile, and then it is there.
    for _ in 0..200 {
        let page = lan.get(&batch).await.expect(200);
        if !page.text().contains(asked_again) {
            assert!(page.text().contains("Nguyễn Văn An"));
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it was never read");
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_is_noted_and_setting_aside_removes_the_files() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, page) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
        let log = lan.get("/nhat-ky-doc").await.expect(200);
        assert!(log.text().contains("Xem biểu đã gửi"), "{}", log.text());
        assert!(log.text().contains(&format!("href=\"{batch}\"")), "{}", log.text());
        let version = hidden(&page, "phien");
        let page = lan.submit(&format!("{batch}/bo"), &[("phien", &version)]).await.expect(200);
        assert!(page.text().contains("Đã bỏ"));
        let mut tx = office.db.read().await.unwrap();
        let kept: i64 = store::on_db!(&mut tx, c => store::sqlx::query_scalar(
            "SELECT count(*) FROM upload WHERE bytes IS NOT NULL").fetch_one(c).await)
        .unwrap();
        assert_eq!(kept, 0);
    }
}
