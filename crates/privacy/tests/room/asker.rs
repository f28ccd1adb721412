//! Somebody asked and it was not known who they are; later it is.

use crate::{
    office::{Office, everywhere},
    requests::first,
};

/// A letter of An's, entered without a number; the page of its request.
async fn letter(office: &Office) -> String {
    let mut phoi = office.client("phoi").await;
    let asked = [
        ("loai", "see"),
        ("cach", "letter"),
        ("ten", "Nguyen Van An"),
        ("so", ""),
        ("lien_he", "Ngõ 5 phố Huyện"),
        ("noi_dung", "Xin biết nơi nào giữ số của tôi"),
        ("ngay", "23/11/2026"),
    ];
    phoi.get("/yeu-cau/moi").await.expect(200);
    phoi.submit("/yeu-cau/moi", &asked).await.expect(200);
    first(&phoi.get("/yeu-cau").await.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_the_persons_once_it_is_known_who_asks() {
    for office in everywhere().await {
        let name = office.db.name();
        let here = letter(&office).await;
        let person = office.people[0].0.to_string();
        let mut phoi = office.client("phoi").await;
        phoi.submit(&format!("{here}/nhan"), &[]).await.expect(200);
        let page = phoi.get(&here).await.expect(200).text();
        assert!(page.contains("Nguyễn Văn An, 1985"), "{name}: a namesake is offered: {page}");
        assert!(!page.contains("001085001234") && !page.contains("Trần Thị Bình"), "{name}");

        let name_them = format!("{here}/nguoi");
        phoi.post(&name_them, &[("nguoi", ""), ("so", "")]).await.expect(422);
        phoi.post(&name_them, &[("nguoi", ""), ("so", "009999999999")]).await.expect(422);
        let nobody = "00000000-0000-7000-8000-000000000001";
        phoi.post(&name_them, &[("nguoi", nobody), ("so", "")]).await.expect(422);
        let page = phoi.submit(&name_them, &[("nguoi", &person), ("so", "")]).await.expect(200);
        let page = page.text();
        assert!(page.contains(&format!("/nhan-luc/{person}")), "{name}: {page}");
        assert!(page.contains("Đang xử lý"), "{name}: its state is as it was: {page}");
        // To say so again is a correction, and wants a reason.
        phoi.post(&name_them, &[("nguoi", &person), ("so", "")]).await.expect(422);

        // The person sees it, with what was said before.
        let mut an = office.client("an").await;
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("2026-0001"), "{name}: {own}");
        let file = phoi.post(&format!("{here}/du-lieu"), &[]).await.expect(200).text();
        assert!(file.contains("001085001234"), "{name}: {file}");
        let mut binh = office.client("binh").await;
        assert!(!binh.get("/ve-toi").await.text().contains("2026-0001"), "{name}");
        binh.post(&name_them, &[("nguoi", &person), ("so", "")]).await.expect(403);
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_reaches_what_was_said_before() {
    for office in everywhere().await {
        let name = office.db.name();
        let here = letter(&office).await;
        let mut phoi = office.client("phoi").await;
        let number = [("nguoi", ""), ("so", "001085001234")];
        phoi.get(&here).await.expect(200);
        phoi.submit(&format!("{here}/nguoi"), &number).await.expect(200);
        let erase = format!("/nhan-luc/{}/xoa", office.people[0].0);
        phoi.get(&erase).await.expect(200);
        let agreed = [
            ("so", "91/2025/QH15"),
            ("ngay-ky", ""),
            ("co-quan", ""),
            ("ly_do", "Theo yêu cầu số 2026-0001"),
            ("ten-nguoi", "Nguyễn Văn An"),
        ];
        phoi.submit(&erase, &agreed).await.expect(200);
        let mut tx = office.db.read().await.unwrap();
        let (mut rows, mut said) = (0, Vec::new());
        let sql = "SELECT who, contact, what FROM data_request".to_owned();
        let types = [store::ColumnType::Text; 3];
        store::each_row(&mut tx, sql, &[], &types, |row| {
            rows += 1;
            said.extend(row.into_iter().filter(|v| !matches!(v, store::Value::Text(None))));
        })
        .await
        .unwrap();
        drop(tx);
        assert!(rows >= 2, "{name}: what was said before is still a row");
        assert!(said.is_empty(), "{name}: {said:?}");
        let page = phoi.get(&here).await.expect(200).text();
        assert!(page.contains("đã được xoá"), "{name}: {page}");
        assert!(!page.contains("/nguoi\""), "{name}: nobody is looked for any more");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_it_was_taken_for_by_mistake_loses_it_again() {
    for office in everywhere().await {
        let name = office.db.name();
        let here = letter(&office).await;
        let mut phoi = office.client("phoi").await;
        phoi.get(&here).await.expect(200);
        let wrong = [("nguoi", ""), ("so", "001190005678")];
        phoi.submit(&format!("{here}/nguoi"), &wrong).await.expect(200);
        let mut tx = office.db.read().await.unwrap();
        let last = ledger::last_seq(&mut tx).await.unwrap();
        drop(tx);
        let undo = format!("/quyet-dinh/{last}/huy");
        phoi.get(&undo).await.expect(200);
        phoi.submit(&undo, &[("ly_do", "Nhầm người")]).await.expect(200);
        let mut binh = office.client("binh").await;
        assert!(!binh.get("/ve-toi").await.text().contains("2026-0001"), "{name}");
        let page = phoi.get(&here).await.expect(200).text();
        assert!(page.contains("Nguyễn Văn An, 1985"), "{name}: asked for again: {page}");
        office.verify().await;
    }
}

/// The buttons of what is sent from a page.
fn buttons(page: &str) -> Vec<&str> {
    let buttons = page.split("<button type=\"submit\"").skip(1);
    buttons.filter_map(|it| it.split_once('>')?.1.split('<').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_is_named_by_what_it_does() {
    for office in everywhere().await {
        let name = office.db.name();
        let here = letter(&office).await;
        let mut phoi = office.client("phoi").await;
        let page = phoi.get(&here).await.expect(200).text();
        for named in ["Hiện nơi liên hệ", "Ghi người yêu cầu", "Trả lời và kết thúc"]
        {
            assert!(buttons(&page).contains(&named), "{name}: {named} in {:?}", buttons(&page));
        }
        // Once it was said who asks, saying it again corrects it.
        let number = [("nguoi", ""), ("so", "001085001234")];
        let page = phoi.submit(&format!("{here}/nguoi"), &number).await.expect(200).text();
        assert!(buttons(&page).contains(&"Ghi lại người yêu cầu"), "{name}: {:?}", buttons(&page));
        assert!(!buttons(&page).contains(&"Ghi người yêu cầu"), "{name}: {:?}", buttons(&page));
        // To who does not answer, what is asked is masked as well.
        let mut inspector = office.client("thanhtra").await;
        let page = inspector.get(&here).await.expect(200).text();
        let both = "Hiện nơi liên hệ và nội dung yêu cầu";
        assert!(buttons(&page).contains(&both), "{name}: {:?}", buttons(&page));
        let why = [("muc_dich", "Kiểm tra việc trả lời")];
        let opened = inspector.post(&format!("{here}/mo"), &why).await.expect(200).text();
        for told in ["Ngõ 5 phố Huyện", "Xin biết nơi nào giữ số của tôi"] {
            assert!(opened.contains(told), "{name}: {told} in {opened}");
        }
    }
}
