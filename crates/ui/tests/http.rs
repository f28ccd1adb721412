//! The house around the rooms, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test stops where something is wrong")]

#[path = "../examples/gallery/pieces.rs"]
mod pieces;
#[path = "../examples/gallery/sheet.rs"]
mod sheet;
#[path = "../examples/gallery/site.rs"]
mod site;

use std::io::{Cursor, Write as _};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use tower::ServiceExt as _;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    send("GET", path, headers).await
}

async fn send(method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = site::gallery().unwrap().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap().len()
}

#[tokio::test]
async fn every_answer_is_protected() {
    for path in ["/people", "/nothing", "/refused", "/preferences?lang=en", "/assets/x/ui.css"] {
        let answer = get(path, &[]).await;
        assert_eq!(answer.header("content-security-policy"), ui::CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
    assert_eq!(get("/people", &[]).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_refusal_speaks_the_readers_language_and_form() {
    let page = get("/refused", &[("cookie", "lang=en")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text().contains("<html lang=\"en\"")
            && page.text().contains("Nothing was overwritten.")
    );
    assert!(page.text().contains("Nguyễn Thị Minh"), "the frame knows the reader");
    let json = get("/refused", &[("accept", "application/json")]).await;
    assert_eq!(json.header("content-type"), "application/problem+json");
    let told: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!((told["status"].as_u64(), told["code"].as_str()), (Some(409), Some("moved")));
    assert!(told["detail"].as_str().unwrap().contains("người khác đã thay đổi"));
    let part = get("/refused", &[("x-fragment", "rows")]).await;
    assert_eq!(part.status, StatusCode::CONFLICT);
    assert!(!part.text().contains("<html") && part.text().contains("người khác đã thay đổi"));
}

#[tokio::test]
async fn bare_refusals_become_pages() {
    let missing = get("/nothing", &[]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text().contains("Không tìm thấy trang"));
    let method = send("DELETE", "/people", &[]).await;
    assert_eq!(method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(method.text().contains("Không làm được ở địa chỉ này"));
    assert_eq!(method.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn preferences_are_kept_and_lead_back() {
    let answer = get("/preferences?size=3&return=%2Fpeople%3Fon%3D2024-10-15", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/people?on=2024-10-15");
    assert!(answer.header("set-cookie").starts_with("size=3; Path=/"));
    let page = get("/people", &[("cookie", "size=3; lang=en")]).await;
    assert!(page.text().contains("<html lang=\"en\" data-size=\"3\">"));
    for evil in ["//evil.vn", "https://evil.vn", "/\\evil.vn", "/%0d%0aSet-Cookie:x"] {
        let answer = get(&format!("/preferences?lang=xx&return={evil}"), &[]).await;
        let local = ui::is_local(answer.header("location"));
        assert!(local && answer.header("set-cookie").is_empty(), "{evil}");
    }
}

#[tokio::test]
async fn a_sentence_is_said_once() {
    let saved = get("/saved", &[]).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/people"));
    let cookie = saved.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = get("/people", &[("cookie", &cookie)]).await;
    assert!(page.text().contains("Đã ghi 12 thay đổi."));
    assert!(page.header("set-cookie").contains("Max-Age=0"));
    assert!(page.text().contains("class=\"notice good\""));
    let refused = get("/not-saved", &[]).await;
    let cookie = refused.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = get("/people", &[("cookie", &cookie)]).await;
    assert!(page.text().contains("class=\"notice bad\" role=\"alert\""), "not as if it went well");
    assert!(page.text().contains("Chưa ghi gì cả."));
    let made_up = get("/people", &[("cookie", "said=shiny.gallery-saved")]).await;
    assert!(!made_up.text().contains("Đã ghi 12"));
    assert!(
        !get("/people", &[("cookie", "said=bad.%3Cscript%3E")]).await.text().contains("script%3E")
    );
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_the_first_view_is_small() {
    let page = get("/people", &[]).await;
    let urls: Vec<&str> = page.text().split('"').filter(|s| s.starts_with("/assets/")).collect();
    assert_eq!(urls.len(), 3);
    let mut first_view = gzip(&page.body);
    for url in urls {
        let plain = get(url, &[]).await;
        let small = get(url, &[("accept-encoding", "gzip, br")]).await;
        assert!(plain.header("cache-control").contains("immutable"), "{url}");
        assert_eq!(small.header("content-encoding"), "gzip");
        assert!(small.body.len() <= plain.body.len() + 32);
        first_view += small.body.len();
    }
    assert!(first_view < 60_000, "first view: {first_view} bytes");
    assert_eq!(get("/assets/0000/ui.css", &[]).await.header("cache-control"), "no-cache");
    assert_eq!(get("/assets/0000/passwd", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_table_is_also_a_file() {
    let csv = get("/people?format=csv", &[]).await;
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"can-bo-can-bo-phu-trach.csv\""
    );
    assert!(csv.body.starts_with("\u{feff}Họ và tên,Đơn vị".as_bytes()));
    let xlsx = get("/people?format=xlsx", &[]).await;
    assert!(xlsx.body.starts_with(b"PK"));
}

#[tokio::test]
async fn a_workbook_and_paper_say_what_a_table_is_of() {
    let page = get("/people?field=sec&q=an&sort=-name", &[]).await;
    let said = "Lĩnh vực: An toàn thông tin · Từ tìm: an · Sắp theo: Họ và tên ↓";
    assert!(page.text().contains(said), "{}", page.text());
    let book = get("/people?field=sec&q=an&format=xlsx", &[]).await;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book.body)).unwrap();
    let about = book.worksheet_range("Về bảng này").unwrap();
    let line = |label: &str| {
        let row = about.rows().find(|row| row[0] == *label)?;
        Some(row[1].to_string())
    };
    assert_eq!(line("Lĩnh vực").as_deref(), Some("An toàn thông tin"));
    assert_eq!(line("Từ tìm").as_deref(), Some("an"));
    assert_eq!(line("Địa chỉ").as_deref(), Some("/people?field=sec&q=an"));
}

#[tokio::test]
async fn what_no_handler_answers_is_a_file_all_the_same() {
    let page = get("/pieces", &[]).await;
    let links = page.text().split("href=\"").filter_map(|rest| rest.split_once('"'));
    let links: Vec<&str> = links.map(|(href, _)| href).filter(|h| h.contains("file=")).collect();
    assert!(links.len() >= 10, "{links:?}");
    for href in links {
        let file = get(href, &[]).await;
        let begins: &[u8] = if href.ends_with("xlsx") { b"PK" } else { b"\xef\xbb\xbf" };
        assert!(file.status == StatusCode::OK && file.body.starts_with(begins), "{href}");
        let name = file.header("content-disposition");
        assert!(name.contains("-2026-11-24."), "the day is in the name: {name}");
    }
    assert_eq!(get("/pieces?file=nothing.csv", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/pieces?file=nothing.exe", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_with_faults_answers_422_and_leads_to_them() {
    let page = get("/?on=31/02/2024", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("<a href=\"#asof-on\">"));
    assert!(page.text().contains("value=\"31/02/2024\""), "what was typed is shown again");
}

#[tokio::test]
async fn a_script_gets_the_part_alone() {
    let part = get("/people", &[("x-fragment", "people")]).await;
    assert!(part.text().starts_with("<section class=\"table\" id=\"people\">"));
    assert_eq!(part.headers.get(header::VARY).unwrap(), "cookie, accept-language, x-fragment");
}
