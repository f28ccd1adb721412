//! A house on its first day: nothing was entered yet, and every page opens.

use std::collections::{BTreeSet, VecDeque};

use access::{Actor, NewRole, Role, SignIn};
use store::Db;
use testkit::Client;

use super::{
    house::{COOKIE, PASSWORD, app},
    routes,
};
use crate::{application, wiring::migrations};

/// As many pages as are walked: a fresh house has few.
const MOST: usize = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_before_anything_was_entered() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_file(&folder.path().join("fresh.db")).await.unwrap();
    store::migrate(&db, &migrations()).await.unwrap();
    let app = app(db);
    let by = Actor::command();
    let name = "chu-nha";
    access::create_account(&app, &by, name, name, PASSWORD).await.unwrap();
    let roles = [Role::Administrator, Role::Coordinator, Role::Trainer, Role::Inspector];
    for role in roles {
        access::give_roles(&app, &by, &[NewRole::whole(name, role)], "").await.unwrap();
    }
    let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
    let site = application::site().unwrap();
    for language in ["vi", "en"] {
        let token = access::sign_in(&app, &who).await.unwrap().token;
        let mut client = Client::new(application::router_of(&app, site))
            .with_header("accept", "text/html")
            .with_header("accept-language", language);
        client.set_cookie(COOKIE, Some(&token));
        let (opened, broken) = walk(&mut client).await;
        assert!(broken.is_empty(), "{language}: {broken:#?}");
        assert!(opened > 60, "only {opened} pages were opened");
    }
}

/// How many pages open from the addresses without parameters and from what these link to, and
/// those that break.
async fn walk(client: &mut Client) -> (usize, Vec<String>) {
    let plain = |r: &routes::Route| r.method == "GET" && !r.address.contains('{');
    let mut next: VecDeque<String> =
        routes::all().into_iter().filter(plain).map(|r| r.address).collect();
    let mut seen: BTreeSet<String> = next.iter().cloned().collect();
    let (mut opened, mut broken) = (0, Vec::new());
    while let Some(address) = next.pop_front() {
        let page = client.get(&address).await;
        if page.status.is_server_error() {
            broken.push(format!("{address}: {}", page.status));
        }
        opened += usize::from(page.status.is_success());
        let is_page = page.header("content-type").is_some_and(|t| t.starts_with("text/html"));
        if !is_page {
            continue;
        }
        for to in page.text().split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let to = format!("/{}", to.split('#').next().unwrap_or_default().replace("&amp;", "&"));
            if seen.len() < MOST && seen.insert(to.clone()) {
                next.push_back(to);
            }
        }
    }
    (opened, broken)
}
