//! What is not there, who may not come in, what is not ours.

use crate::province::one;

const ALL: &[&str] = &[
    "/",
    "/don-vi",
    "/don-vi/D.STT",
    "/nhan-luc",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000",
    "/nhan-luc/moi",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/sua",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/sua",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/thoi",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/dieu-chuyen",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/xoa",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do/0190a5c0-0000-7000-8000-000000000000/thoi",
    "/quyet-dinh",
    "/quyet-dinh/1",
    "/quyet-dinh/6/huy",
    "/dia-gioi",
    "/dia-gioi/97",
    "/dinh-muc",
    "/dinh-muc/moi",
    "/dinh-muc/technical_officer",
    "/dinh-muc/linh-vuc/dx",
    "/kiem-chung",
    "/kiem-chung/ban-ghi",
    "/tim?q=an",
    "/tim/goi-y?q=an",
    "/sap-xep",
    "/sap-xep/soan",
    "/sap-xep/buoc?viec=gop",
    "/sap-xep/xem-truoc",
];

const VERBS: &[&str] = &[
    "/nhan-luc/xuat",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/mo",
    "/nhan-luc/moi",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/sua",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/sua",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/thoi",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/dieu-chuyen",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/xoa",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do",
    "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do/0190a5c0-0000-7000-8000-000000000000/thoi",
    "/quyet-dinh/6/huy",
    "/dinh-muc/moi",
    "/dinh-muc/technical_officer",
    "/dinh-muc/linh-vuc/dx",
    "/kiem-chung",
    "/kiem-chung/tep",
    "/sap-xep/buoc",
    "/sap-xep/ghi",
];

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in() {
    let province = one().await;
    let mut stranger = province.stranger();
    for path in ALL {
        let page = stranger.get(path).await;
        assert!(
            page.location().is_some_and(|to| to.starts_with("/dang-nhap")),
            "{path}: {} {}",
            page.status,
            page.text()
        );
    }
    for path in VERBS {
        let page = stranger.post(path, &[("ly_do", "x")]).await;
        assert_eq!(page.status, 401, "{path}: {}", page.text());
    }
    assert_eq!(province.head().await, 7);
}

#[tokio::test]
async fn a_form_that_is_not_ours_changes_nothing() {
    let province = one().await;
    let mut reader = province.reader().await;
    for path in VERBS {
        reader.set_csrf(None);
        let page = reader.post(path, &[("ly_do", "x"), ("muc_dich", "cho vui thôi")]).await;
        assert_eq!(page.status, 403, "{path}: {}", page.text());
    }
    assert_eq!(province.head().await, 7);
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_says_so() {
    let province = one().await;
    let mut reader = province.reader().await;
    for path in [
        "/don-vi/khong-co",
        "/nhan-luc/khong-co",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/sua",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/sua",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/thoi",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/nhiem-vu/0190a5c0-0000-7000-8000-000000000000/dieu-chuyen",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/xoa",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do",
        "/nhan-luc/0190a5c0-0000-7000-8000-000000000000/trinh-do/0190a5c0-0000-7000-8000-000000000000/thoi",
        "/quyet-dinh/99",
        "/quyet-dinh/-1",
        "/quyet-dinh/x",
        "/quyet-dinh/99/huy",
        "/dia-gioi/00000",
        "/dia-gioi/0190a5c0-0000-7000-8000-000000000000",
        "/dinh-muc/khong-co",
        "/dinh-muc/linh-vuc/khong-co",
        "/sap-xep/buoc?viec=khac",
        "/khong-co",
    ] {
        let page = reader.get(path).await.expect(404);
        assert!(page.text().contains("Không tìm thấy trang"), "{path}");
    }
    let mut program = province.reader().await.with_header("accept", "application/json");
    let answer = program.get("/don-vi/khong-co").await.expect(404);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
}

#[tokio::test]
async fn nothing_typed_is_taken_for_markup() {
    let province = one().await;
    let mut reader = province.reader().await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for path in [
        format!("/don-vi?q={evil}&loai={evil}&sort={evil}"),
        format!("/nhan-luc?q={evil}&don-vi={evil}&linh-vuc={evil}&dien={evil}"),
        format!("/dia-gioi?q={evil}&cap={evil}"),
        format!("/tim?q={evil}"),
        format!("/quyet-dinh?loai={evil}"),
        format!("/sap-xep/soan?ngay={evil}"),
        format!("/sap-xep/soan?ke-hoach={evil}"),
    ] {
        let page = reader.get(&path).await;
        assert!(!page.status.is_server_error(), "{path}");
        assert!(!page.text().contains("<script>alert"), "{path}");
    }
    let people = reader.get("/nhan-luc").await.expect(200).text();
    assert!(people.contains("Phạm &lt;b&gt;Sơn&lt;/b&gt;") && !people.contains("<b>Sơn"));
    let office = reader.get("/don-vi/D.STT").await.expect(200).text();
    assert!(office.contains("Sở Thông tin ") && !office.contains("<&>"));
}

#[tokio::test]
async fn no_page_holds_a_script_or_a_style_of_its_own() {
    let province = one().await;
    let mut reader = province.reader().await;
    for path in ALL.iter().filter(|p| !p.contains("0190a5c0") && **p != "/sap-xep/xem-truoc") {
        let page = reader.get(path).await.expect(if *path == "/sap-xep/soan" { 422 } else { 200 });
        let text = page.text();
        assert!(!text.contains(" style=\"") && !text.contains("<style"), "{path}");
        let scripts = text.matches("<script").count();
        assert_eq!(scripts, text.matches("<script src=\"/assets/").count(), "{path}");
        assert!(!text.contains(" onclick") && !text.contains("javascript:"), "{path}");
    }
}
