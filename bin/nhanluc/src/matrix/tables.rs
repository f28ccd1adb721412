//! Whatever stands in a table or in a chart of numbers can be taken away, by whoever sees it.

use testkit::{Client, Page};

use super::{examples, house::House, routes};

/// The sheet as its sender made it: that is a file already.
const SHEET: &str = "<div class=\"sheet";
/// Where the links to a table's files stand.
const LINKS: &str = "<p class=\"export\">";

#[tokio::test(flavor = "multi_thread")]
async fn every_table_can_be_taken_away() {
    let mut house = House::build().await;
    let examples = examples::all(&house.things);
    let read: Vec<String> =
        routes::all().into_iter().filter(|r| r.method == "GET").map(|r| r.address).collect();
    let mut client = reader(&mut house).await;
    let (mut lacking, mut files) = (Vec::new(), 0);
    for example in examples.iter().filter(|e| read.iter().any(|r| r == e.route)) {
        let page = client.get(&example.inside).await;
        let is_page = page.header("content-type").is_some_and(|t| t.starts_with("text/html"));
        if page.status.as_u16() != 200 || !is_page {
            continue;
        }
        let main = main_of(&page);
        let (tables, links) = (main.matches("<table").count(), main.matches(LINKS).count());
        if tables > links + main.matches(SHEET).count() {
            lacking.push(format!("{}: {tables} tables, {links} of them as files", example.inside));
        }
        for address in addresses(&main) {
            files += 1;
            let file = client.get(&address).await;
            if let Some(fault) = fault(&file, &address) {
                lacking.push(format!("{address}: {fault}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
    assert!(files > 60, "only {files} files were found");
}

/// Somebody who sees the most.
async fn reader(house: &mut House) -> Client {
    let (name, token) = house.tickets["coord"].cookie.clone().unwrap();
    let mut client = Client::new(house.open().await).with_header("accept", "text/html");
    client.set_cookie(name, Some(&token));
    client
}

fn main_of(page: &Page) -> String {
    let text = page.text();
    let main = text.split_once("<main").map_or("", |(_, rest)| rest);
    main.split_once("</main>").map_or("", |(main, _)| main).to_owned()
}

/// Where the links to files lead.
fn addresses(main: &str) -> Vec<String> {
    let links = main.split(LINKS).skip(1).filter_map(|rest| rest.split_once("</p>"));
    let hrefs = links.flat_map(|(links, _)| links.split("href=\"").skip(1));
    hrefs.filter_map(|rest| Some(rest.split_once('"')?.0.replace("&amp;", "&"))).collect()
}

fn fault(file: &Page, address: &str) -> Option<String> {
    if file.status.as_u16() != 200 {
        return Some(format!("answered {}", file.status));
    }
    let book = address.contains("xlsx");
    let kind = file.header("content-type").unwrap_or_default();
    let right = if book { kind.contains("spreadsheetml") } else { kind.starts_with("text/csv") };
    let begins: &[u8] = if book { b"PK" } else { b"\xef\xbb\xbf" };
    (!right || !file.body.starts_with(begins)).then(|| format!("is {kind}"))
}
