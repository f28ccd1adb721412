//! The board says nothing under a heading that has nothing to say, and every group has a name.

use access::{NewRole, Role};
use collect::{acts, model::Offices};

use crate::office::{clerk, departments, everywhere, list_of};

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_done_has_a_heading_only_where_something_can() {
    for office in everywhere().await {
        let name = office.db.name();
        let one = NewRole { unit: Some("D.SNV"), ..NewRole::whole("phoi-snv", Role::Coordinator) };
        office.add("phoi-snv", &[one]).await;
        let (phoi, snv) = (office.actor("phoi").await, office.actor("snv").await);
        let (id, ..) = acts::open_campaign(&clerk(&office, &phoi), &departments()).await.unwrap();
        let board = format!("/thu-thap/{id}");
        let mut part = office.client("phoi-snv").await;
        let page = part.get(&board).await.expect(200).text();
        assert!(page.contains("id=\"viec\"") && page.contains("/nhac\""), "{name}: {page}");

        let own = clerk(&office, &snv);
        let at = (id, office.org("D.SNV").await);
        acts::put(&own, at, list_of("Sở Nội vụ")).await.unwrap();
        acts::send(&own, at, "").await.unwrap();
        office.app.acted();
        // Their one office has sent: there is nobody to remind and nothing to lock.
        let page = part.get(&board).await.expect(200).text();
        assert!(!page.contains("id=\"viec\""), "{name}: {page}");
        let page = office.client("phoi").await.get(&board).await.expect(200).text();
        assert!(page.contains("id=\"viec\""), "{name}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn offices_under_none_are_a_group_with_a_name() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let offices = Offices::Rule { kinds: vec!["province".to_owned()], under: None };
        let new = acts::NewCampaign { offices, ..departments() };
        let (id, ..) = acts::open_campaign(&clerk(&office, &phoi), &new).await.unwrap();
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        let page = format!("/thu-thap/{id}?theo=cap-tren");
        let page = phoi.get(&page).await.expect(200).text();
        let before = page.split("Không có cấp trên</a>").next().unwrap();
        let href = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        assert!(href.contains("nhom=-"), "{name}: {page}");
        let rows = |page: &str| page.split("id=\"don-vi\"").nth(1).unwrap().matches("D</").count();
        let theirs = phoi.get(&href.replace("&amp;", "&")).await.expect(200).text();
        let others = phoi.get(&href.replace("nhom=-", "nhom=D").replace("&amp;", "&")).await;
        assert!(rows(&theirs) > 0 && rows(&others.expect(200).text()) == 0, "{name}: {theirs}");
    }
}
