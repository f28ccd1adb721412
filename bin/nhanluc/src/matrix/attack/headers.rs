//! What every answer says to the browser, whatever it is an answer to.

use axum::http::Method;
use testkit::Page;

use super::{Ground, beginning, browser, own};
use crate::matrix::table::NOBODY;

/// Addresses that lead to refusals of many kinds, before and behind the rooms.
const ODD: [(&str, &str); 12] = [
    ("GET", "/khong-co"),
    ("GET", "/%00"),
    ("GET", "/don-vi/%FF%FE"),
    ("GET", "/nhan-luc/khong-phai-ma"),
    ("GET", "/tiep-nhan/..%2f..%2fetc%2fpasswd"),
    ("GET", "/quyet-dinh/99999999999999999999"),
    ("GET", "/nhan-luc?page=-1&per_page=-5&on=0000-00-00&known_at=x&map=9999-99-99"),
    ("GET", "/nhan-luc?page=18446744073709551615&sort=%00"),
    ("PUT", "/nhan-luc"),
    ("DELETE", "/dang-nhap"),
    ("TRACE", "/"),
    ("POST", "/"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_held_back_by_its_headers() {
    let mut ground = Ground::open().await;
    let router = ground.house.open().await;
    let mut asked: Vec<(&str, String, &str)> = Vec::new();
    for name in [NOBODY, "coord", "report", "inspect"] {
        let ticket = &ground.house.tickets[name];
        for example in ground.with("GET") {
            asked.push(("GET", own(&example.inside, ticket), name));
        }
        for (method, address) in ODD {
            asked.push((method, address.to_owned(), name));
        }
    }
    let mut wrong = Vec::new();
    for (method, address, name) in &asked {
        let mut client = browser(&router, &ground.house.tickets[name], "text/html");
        let page = client.send(method.parse::<Method>().unwrap(), address, None, Vec::new()).await;
        wrong
            .extend(faults(&page, address).into_iter().map(|f| format!("{method} {address}: {f}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is wrong with an answer.
fn faults(page: &Page, address: &str) -> Vec<String> {
    let mut out = Vec::new();
    if page.status.is_server_error() && page.status != 503 {
        out.push(format!("it broke: {}", beginning(page)));
    }
    let said = |name: &str| page.header(name).unwrap_or_default().to_owned();
    for (name, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "script-src 'self'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("content-security-policy", "base-uri 'none'"),
        ("content-security-policy", "form-action 'self'"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        if !said(name).contains(part) {
            out.push(format!("{name}: {}", said(name)));
        }
    }
    if said("content-security-policy").contains("unsafe") {
        out.push("the policy lets script or style into pages".to_owned());
    }
    // Public figures are the same for everybody who has not signed in, and kept for a while.
    let public = address == "/cong-bo"
        && page.headers.get("set-cookie").is_none()
        && !page.text().contains("name=\"csrf\"");
    let cached = address.starts_with("/assets") || public;
    if !cached && said("cache-control") != "no-store" {
        out.push(format!("cache-control: {}", said("cache-control")));
    }
    for line in page.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()) {
        let choice = line.starts_with("lang=") || line.starts_with("size=");
        if !line.contains("SameSite=Lax") || !(choice || line.contains("HttpOnly")) {
            out.push(format!("a cookie: {line}"));
        }
    }
    out.extend(inline(page).map(|it| format!("within the page: {it}")));
    out
}

/// Script or style that stands in a page.
fn inline(page: &Page) -> Option<String> {
    if !page.header("content-type").unwrap_or_default().starts_with("text/html") {
        return None;
    }
    let text = page.text();
    let tags = text.split('<').filter_map(|tag| tag.split_once('>').map(|(inside, _)| inside));
    tags.map(str::to_owned).find(|tag| {
        let script = tag.starts_with("script") && !tag.contains(" src=");
        let handler =
            [" onclick=", " onload=", " onerror=", " onsubmit=", " style=", "javascript:"];
        script || tag.starts_with("style") || handler.iter().any(|word| tag.contains(word))
    })
}
