//! `/cong-viec` and `/hop-thu` over HTTP.

use access::{Actor, App, NewRole, Role, SignIn};
use errands::{acts::tell, model::News};
use kernel::{Clock, IdSource};
use store::{
    Migration,
    jobs::{self, Failure, NewJob},
};
use testkit::{Client, TestDb, clock, databases};
use tokio::sync::watch;

const PASSWORD: &str = "mưa nắng bốn mùa 1997";

pub(crate) fn migrations() -> Vec<Migration> {
    [ledger::MIGRATIONS, access::MIGRATIONS, errands::MIGRATIONS].concat()
}

pub(crate) struct House {
    pub(crate) db: TestDb,
    app: App,
    pub(crate) clock: Clock,
    router: axum::Router,
    stop: watch::Sender<bool>,
}

impl House {
    pub(crate) async fn open(db: TestDb) -> Self {
        let (clock, (stop, stopping)) = (clock(), watch::channel(false));
        let room = errands::Room::until(stopping);
        let app = App::builder(db.db(), clock.clone()).room(room).build();
        let by = Actor::command();
        for name in ["quan", "lan"] {
            access::create_account(&app, &by, name, name, PASSWORD).await.unwrap();
        }
        let role = NewRole::whole("quan", Role::Administrator);
        access::give_roles(&app, &by, &[role], "").await.unwrap();
        let rooms = access::routes().merge(errands::pages::router()).with_state(app.clone());
        let messages = [access::MESSAGES, errands::MESSAGES];
        let (nav, doors) = (errands::pages::NAV.to_vec(), errands::pages::DOORS.to_vec());
        let site = ui::Site::with_doors(&messages, nav, None, doors).unwrap();
        let router = ui::dress(access::guard(errands::pages::mark(rooms, &app), &app), site);
        Self { db, app, clock, router, stop }
    }

    pub(crate) async fn client(&self, name: &str) -> Client {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        let token = access::sign_in(&self.app, &who).await.unwrap().token;
        let mut client = Client::new(self.router.clone());
        client.set_cookie("nhanluc-session", Some(&token));
        client.get("/hop-thu").await.expect(200);
        client
    }

    pub(crate) async fn tell(&self, name: &str, message: &'static str) {
        let mut tx = self.db.write().await.unwrap();
        let account = access::account(&mut tx, name).await.unwrap().unwrap().id;
        let news = News::new(message, "/hop-thu").arg("n", 3);
        let letter = |news: &News| (news.message.to_owned(), String::new());
        tell(&mut tx, &self.clock, &[(account, &news)], &letter).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn jobs_are_seen_tried_again_and_dropped_by_those_who_operate() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        let (ids, now) = (IdSource::new(house.clock.clone()), house.clock.now());
        let mut tx = house.db.write().await.unwrap();
        let job = NewJob::now("errands.mail", r#"{"to":"x@y.example"}"#.to_owned(), now);
        let id = jobs::enqueue(&mut tx, &ids, now, &job).await.unwrap().unwrap();
        let claim = ("one", ids.next());
        let kinds = ["errands.mail"];
        let claimed = jobs::claim(&mut tx, now, claim, &kinds).await.unwrap().unwrap();
        jobs::progress(&mut tx, now, &claimed, (2, 5)).await.unwrap();
        tx.commit().await.unwrap();
        let mut quan = house.client("quan").await;
        let page = quan.get("/cong-viec").await.expect(200).text();
        assert!(page.contains("Gửi thư điện tử") && page.contains("value=\"2\" max=\"5\""));
        assert!(page.contains("http-equiv=\"refresh\""), "without script it is asked again");
        assert!(!page.contains("x@y.example"), "what a job carries is not shown");

        let mut tx = house.db.write().await.unwrap();
        let failure = Failure::ForGood("smtp_tls".to_owned());
        jobs::failed(&mut tx, now, &claimed, &failure).await.unwrap();
        tx.commit().await.unwrap();
        let page = quan.get("/cong-viec").await.expect(200).text();
        assert!(page.contains("Không thiết lập được kết nối an toàn"), "{page}");
        assert!(!page.contains("http-equiv=\"refresh\""), "nothing runs");
        let mut lan = house.client("lan").await;
        lan.get("/cong-viec").await.expect(403);
        lan.get("/cong-viec/dong").await.expect(403);
        lan.post(&format!("/cong-viec/{id}/lam-lai"), &[]).await.expect(403);
        quan.get("/cong-viec").await.expect(200);
        quan.submit(&format!("/cong-viec/{id}/lam-lai"), &[]).await.expect(200);
        let page = quan.get("/cong-viec?xem=waiting").await.expect(200).text();
        assert!(page.contains("Gửi thư điện tử"), "{page}");
        quan.submit(&format!("/cong-viec/{id}/bo"), &[]).await.expect(200);
        quan.post(&format!("/cong-viec/{id}/bo"), &[]).await.expect(404);
    }
}

#[tokio::test]
async fn an_account_reads_its_own_notices_and_nobody_elses() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        house.tell("lan", "errands-unread").await;
        house.tell("quan", "errands-inbox-none").await;
        let mut lan = house.client("lan").await;
        let page = lan.get("/hop-thu").await.expect(200).text();
        assert!(page.contains("3 thông báo chưa đọc"), "in words: {page}");
        assert!(page.contains("class=\"waiting num\""), "{page}");
        assert!(!page.contains("Chưa có thông báo nào."), "another's: {page}");
        let from = page.find("action=\"/hop-thu/0").unwrap() + 8;
        let own: String = page[from..].chars().take_while(|c| *c != '"').collect();
        let mut quan = house.client("quan").await;
        quan.post(&own, &[]).await.expect(404);
        lan.submit(&own, &[]).await.expect(200);
        let page = lan.get("/hop-thu").await.expect(200).text();
        assert!(!page.contains("class=\"waiting num\""), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_says_that_something_changed_and_ends_with_the_process() {
    for db in databases(&migrations()).await {
        let house = House::open(db).await;
        let mut quan = house.client("quan").await;
        let page = quan.get("/cong-viec").await.expect(200).text();
        let shown = page.split("data-stream=\"").nth(1).unwrap().split('"').next().unwrap();
        let shown = shown.to_owned();
        assert!(shown.starts_with("/cong-viec/dong?tu="), "{shown}");
        let (ids, now) = (IdSource::new(house.clock.clone()), house.clock.now());
        let mut tx = house.db.write().await.unwrap();
        let job = NewJob::now("errands.mail", "{}".to_owned(), now);
        jobs::enqueue(&mut tx, &ids, now, &job).await.unwrap();
        tx.commit().await.unwrap();
        // What changed before anybody listened is told, too.
        let listening = tokio::spawn(async move { quan.get(&shown).await });
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        assert!(!listening.is_finished(), "{}", house.db.name());
        house.stop.send_replace(true);
        let page = listening.await.unwrap().expect(200);
        assert_eq!(page.header("content-type"), Some("text/event-stream"));
        // An event without data is none, to a browser.
        assert_eq!(page.text().matches("event: changed\ndata: 1\n\n").count(), 1);
    }
}
