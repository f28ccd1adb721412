//! A role that ended yesterday, and one that begins tomorrow, is no role: at no address.

use axum::http::Method;
use store::{Db, execute, sqlx};

use super::{Ground, beginning, browser, own};
use crate::matrix::cast::CAST;

/// Days of a role, both of which leave today out.
const DAYS: [(&str, &str, &str); 2] = [
    ("ended yesterday", "2020-01-01", "2026-11-24"),
    ("begins tomorrow", "2026-11-25", "2030-01-01"),
];

async fn hold(db: &Db, from: &str, to: &str) {
    let mut tx = db.write().await.unwrap();
    let done = execute!(
        &mut tx,
        sqlx::query("UPDATE role_grant SET valid_from = $1, valid_to = $2").bind(from).bind(to)
    )
    .unwrap();
    assert!(done >= 11, "{done} roles");
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_opens_nothing_outside_its_days() {
    assert_eq!(testkit::clock().today().to_string(), "2026-11-24");
    let mut ground = Ground::open().await;
    for (why, from, to) in DAYS {
        let (router, db) = ground.house.open_with_db().await;
        hold(&db, from, to).await;
        let nobody = ground.house.tickets["none"].clone();
        let mut wrong = Vec::new();
        for asker in CAST.iter().filter(|asker| asker.role.is_some()) {
            let ticket = ground.house.tickets[asker.account].clone();
            for example in ground.with("GET") {
                let mut answers = Vec::new();
                for ticket in [&nobody, &ticket] {
                    let address = own(&example.inside, ticket);
                    let mut client = browser(&router, ticket, "application/json");
                    answers.push(client.send(Method::GET, &address, None, Vec::new()).await);
                }
                if answers[0].status != answers[1].status {
                    let said = beginning(&answers[1]);
                    wrong.push(format!("{}: {} {said}", asker.account, example.inside));
                }
            }
            for example in ground.with("POST") {
                let address = own(&example.inside, &ticket);
                // Of one's own account, and of the doors, everybody is the master.
                if ["/tai-khoan", "/hop-thu", "/dang-", "/ve-toi"]
                    .iter()
                    .any(|own| address.starts_with(own))
                {
                    continue;
                }
                let mut client = browser(&router, &ticket, "application/json");
                client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
                let page = client.post(&address, &[]).await;
                if page.status.is_success() || page.status.is_redirection() {
                    wrong.push(format!("{}: POST {address} {}", asker.account, page.status));
                }
            }
        }
        assert!(wrong.is_empty(), "{why}: {wrong:#?}");
    }
}
