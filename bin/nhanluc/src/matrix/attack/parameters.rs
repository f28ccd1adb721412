//! Whatever stands behind an address is refused or means nothing; it breaks no page, and comes out
//! neither as markup nor as a header.

use axum::http::Method;

use super::{Ground, beginning, browser, own};

/// What pages read from their addresses, of every room.
const NAMES: [&str; 24] = [
    "page", "sort", "q", "per_page", "on", "known_at", "map", "format", "file", "don_vi", "don-vi",
    "nhom", "xem", "so", "tep", "trang", "loai", "cap", "ngay", "tu", "linh-vuc", "ke-hoach",
    "dien", "tiep",
];

/// Numbers that are none or too large, words of SQL and of its full text, ways out of folders,
/// line breaks, markup.
const VALUES: [&str; 14] = [
    "-1",
    "99999999999999999999",
    "-9223372036854775808",
    "1e308",
    "' OR '1'='1' --",
    "\"* NEAR(a b) AND ^name_key:*",
    "%_\\",
    "+262142-12-31",
    "-9999-01-01",
    "\0",
    "../../../etc/passwd",
    "a\r\nX-Xau: 1",
    "\"'><xau>",
    "\u{202e}\u{1f600}",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_parameter_breaks_a_page() {
    let mut ground = Ground::open().await;
    let router = ground.house.open().await;
    let mut wrong = Vec::new();
    for name in ["coord", "admin"] {
        let ticket = ground.house.tickets[name].clone();
        for example in ground.with("GET") {
            let address = own(&example.inside, &ticket);
            let sign = if address.contains('?') { '&' } else { '?' };
            for value in VALUES {
                // All at once, and those alone that would be refused before the others are read.
                let value = ui::segment(value);
                let of = |names: &[&str]| {
                    names.iter().map(|name| format!("{name}={value}")).collect::<Vec<_>>().join("&")
                };
                for query in [of(&NAMES), of(&NAMES[..4]), of(&NAMES[9..])] {
                    let asked = format!("{address}{sign}{query}");
                    let mut client = browser(&router, &ticket, "text/html");
                    let page = client.send(Method::GET, &asked, None, Vec::new()).await;
                    let broke = page.status.is_server_error() && page.status != 503;
                    let html = page.header("content-type").is_some_and(|t| t.contains("html"));
                    let shown = html && page.text().contains("<xau");
                    if broke || shown || page.headers.contains_key("x-xau") {
                        wrong.push(format!("{asked}: {} {}", page.status, beginning(&page)));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
