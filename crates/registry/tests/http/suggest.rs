//! What the search box offers: little, quickly, and nothing personal but a name.

use serde_json::Value as Json;
use testkit::Client;

use crate::province::{PERSONAL, everywhere, one};

async fn offered(reader: &mut Client, query: &str) -> Json {
    let answer = reader.get(&format!("/tim/goi-y?q={query}")).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let text = answer.text();
    for secret in PERSONAL {
        assert!(!text.contains(secret), "{secret}");
    }
    serde_json::from_str(&text).unwrap()
}

fn labels(offered: &Json) -> Vec<&str> {
    let options = offered["options"].as_array().unwrap();
    options.iter().map(|o| o["label"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn offices_and_people_are_offered_without_diacritics() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let an = format!("/nhan-luc/{}", province.person("Nguyễn Văn An").await);
        let found = offered(&mut reader, "nguyen+van").await;
        assert_eq!(labels(&found), ["Nguyễn Văn An"]);
        assert_eq!(found["options"][0]["href"], *an);
        assert_eq!(found["options"][0]["note"], "Sở Thông tin <&> Truyền thông");
        assert_eq!(found["said"], "1 gợi ý, dùng mũi tên để chọn");

        let found = offered(&mut reader, "hoa").await;
        assert_eq!(labels(&found), ["Ủy ban nhân dân xã Hoà Một Hai", "Đặng Thu Hoà"]);
        // On the day shown, in the address it leads to.
        let then = offered(&mut reader, "hoa&on=2025-06-30").await;
        assert_eq!(labels(&then), ["Ủy ban nhân dân xã Hoà Một", "Đặng Thu Hoà"]);
        assert!(then["options"][0]["href"].as_str().unwrap().ends_with("?on=2025-06-30"));
        let number = offered(&mut reader, "098085001234").await;
        assert_eq!(labels(&number), [""; 0], "nobody is found by their number");
    }
}

#[tokio::test]
async fn few_are_offered_and_nothing_for_a_letter() {
    let province = one().await;
    let mut reader = province.reader().await;
    for query in ["", "a", "%20%20a%20", "%25%25", "__"] {
        assert_eq!(labels(&offered(&mut reader, query).await), [""; 0], "{query}");
    }
    let many = offered(&mut reader, "an").await;
    assert!(labels(&many).len() <= 10, "{many}");
    let long = "a".repeat(5_000);
    assert_eq!(labels(&offered(&mut reader, &long).await), [""; 0]);
    let none = offered(&mut reader, "khongcoai").await;
    assert_eq!(none["said"], "Không có gợi ý");
}

#[tokio::test]
async fn every_page_with_the_box_knows_where_to_ask() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/don-vi").await.expect(200).text();
    assert!(page.contains("data-suggest=\"/tim/goi-y\""));
    // Without a script it is a form that leads to a page.
    assert!(
        page.contains("<form class=\"search\" role=\"search\" action=\"/tim\" method=\"post\">")
    );
}
