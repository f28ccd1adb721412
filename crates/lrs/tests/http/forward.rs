//! A share of the records is passed on, is tried again, and arrives once.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{extract::Request, middleware::map_request};
use lrs::{
    Room,
    acts::{Wish, add_forward, add_key, stop_forward},
    figures::{Queue, queues},
    forwarding::send_what_waits,
};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;

use crate::{
    house::{Asker, app, asker, id, migrations, signed_in, statement},
    large::{attach, data},
};

struct Pair {
    here: Asker,
    there: Asker,
    wish: Wish,
    /// How many bytes each request had that came by the net.
    lengths: Arc<Mutex<Vec<usize>>>,
    _dbs: [testkit::TestDb; 2],
}

impl Pair {
    async fn open() -> Self {
        let dbs = [testkit::sqlite(&migrations()).await, testkit::sqlite(&migrations()).await];
        let here = asker(&app(dbs[0].db(), &testkit::clock()), "all", "tỉnh").await;
        let there = asker(&app(dbs[1].db(), &testkit::clock()), "all", "bộ").await;
        let (db, clock) = (&there.app.db, &there.app.clock);
        let made = add_key(
            &access::Actor::command(),
            db,
            clock,
            "tỉnh",
            "statements/write define",
            "bộ",
            None,
        )
        .await
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let lengths = Arc::<Mutex<Vec<usize>>>::default();
        let heard = Arc::clone(&lengths);
        let router = there.router.clone().layer(map_request(move |request: Request| {
            let length = request.headers().get("content-length").unwrap().to_str().unwrap();
            heard.lock().unwrap().push(length.parse().unwrap());
            std::future::ready(request)
        }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let wish = Wish {
            tenant: "tỉnh".to_owned(),
            name: "Bộ".to_owned(),
            endpoint: format!("http://{address}/xapi/"),
            key: made.key.key,
            secret: made.secret,
            from_the_start: true,
            ..Wish::default()
        };
        Self { here, there, wish, lengths, _dbs: dbs }
    }

    fn room(&self) -> &Room {
        self.here.app.room()
    }

    async fn forward(&self, wish: &Wish) -> lrs::model::ForwardId {
        add_forward(&access::Actor::command(), &self.here.app.db, &self.here.app.clock, wish)
            .await
            .unwrap()
    }

    async fn queue(&self) -> Queue {
        queues(&mut self.here.app.db.read().await.unwrap()).await.unwrap().remove(0)
    }
}

fn about(n: u128, activity: &str) -> String {
    statement(&id(n)).replace("http://www.example.com/meetings/occurances/34534", activity)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_arrives_once() {
    let pair = Pair::open().await;
    for n in 1..=130 {
        let activity = if n % 2 == 0 { "http://a/even" } else { "http://a/odd" };
        pair.here.post("/xapi/statements", &about(n, activity)).await.expect(200);
    }
    let wish = Wish { activity: "http://a/even".to_owned(), ..pair.wish.clone() };
    pair.forward(&wish).await;
    send_what_waits(pair.room()).await.unwrap();
    send_what_waits(pair.room()).await.unwrap();
    let arrived = pair.there.all("ascending=true").await;
    assert_eq!(arrived.len(), 65);
    assert!(arrived.iter().all(|s| s["object"]["id"] == "http://a/even"));
    assert_eq!((pair.queue().await.forward.sent, pair.queue().await.forward.failures), (65, 0));
    pair.here.post("/xapi/statements", &about(200, "http://a/even")).await.expect(200);
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(pair.there.all("").await.len(), 66);
    // What is not theirs waits for nobody.
    pair.here.post("/xapi/statements", &about(201, "http://a/odd")).await.expect(200);
    assert_eq!(pair.queue().await.waiting, 1, "not looked at yet");
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!((pair.queue().await.waiting, pair.queue().await.forward.sent), (0, 66));
    pair.here.post("/xapi/statements", &about(202, "http://a/even")).await.expect(200);
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(pair.there.all("").await.len(), 67);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_refers_to_what_is_chosen_goes_along_whichever_came_first() {
    // Communication 2.1.3: "Statements which target another Statement […] will meet the filter
    // condition if the targeted Statement meets the filter condition. […] This rule applies
    // recursively".
    let pair = Pair::open().await;
    let refers = |n: u128, to: u128| {
        let whole = statement(&id(n));
        let (before, _) = whole.split_once("\"object\"").unwrap();
        format!(r#"{before}"object":{{"objectType":"StatementRef","id":"{}"}}}}"#, id(to))
    };
    let wish = Wish { activity: "http://a/even".to_owned(), ..pair.wish.clone() };
    pair.forward(&wish).await;
    let arrived = async || {
        let mut ids: Vec<String> =
            pair.there.all("").await.iter().map(|s| s["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        (ids, pair.queue().await.forward.sent)
    };
    // 1 refers to 2, which refers to 3, which is still to come.
    for text in [refers(1, 2), refers(2, 3), about(9, "http://a/odd")] {
        pair.here.post("/xapi/statements", &text).await.expect(200);
    }
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(arrived().await, (Vec::new(), 0));
    for text in [about(3, "http://a/even"), refers(4, 3)] {
        pair.here.post("/xapi/statements", &text).await.expect(200);
    }
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(arrived().await, ([1, 2, 3, 4].map(id).to_vec(), 4));
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(arrived().await.1, 4, "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_before_a_share_was_asked_for_stays() {
    let pair = Pair::open().await;
    let whole = statement(&id(1));
    let (before, _) = whole.split_once("\"object\"").unwrap();
    let to = id(2);
    let early = format!(r#"{before}"object":{{"objectType":"StatementRef","id":"{to}"}}}}"#);
    pair.here.post("/xapi/statements", &early).await.expect(200);
    let activity = "http://a/even".to_owned();
    pair.forward(&Wish { activity, from_the_start: false, ..pair.wish.clone() }).await;
    pair.here.post("/xapi/statements", &about(2, "http://a/even")).await.expect(200);
    send_what_waits(pair.room()).await.unwrap();
    let arrived = pair.there.all("").await;
    assert_eq!(arrived.len(), 1, "{arrived:?}");
    assert_eq!(arrived[0]["id"], to);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_never_answers_keeps_nobody_waiting() {
    let pair = Pair::open().await;
    pair.here.post("/xapi/statements", &about(1, "http://a")).await.expect(200);
    // It takes connections, and says nothing; whoever is asked first, one such is before the other.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/xapi/", silent.local_addr().unwrap());
    let hanging = Wish { name: "Im lặng".to_owned(), endpoint, ..pair.wish.clone() };
    for wish in [&hanging, &pair.wish, &hanging] {
        pair.forward(wish).await;
    }
    let work = lrs::forwarding::start(&pair.here.app);
    let (_held, _) = silent.accept().await.unwrap();
    let arrived = async {
        while pair.there.all("").await.is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(40), arrived).await.expect("the other arrives");
    pair.here.app.db.close().await;
    let ended = tokio::time::timeout(Duration::from_secs(40), work).await;
    ended.expect("nothing is passed on of what is closed").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_stopped_stops_though_it_is_being_sent() {
    let pair = Pair::open().await;
    for n in 1..=120 {
        pair.here.post("/xapi/statements", &about(n, "http://a")).await.expect(200);
    }
    // A store that is sent to no more as soon as it was sent to.
    let (db, clock) = (pair.here.app.db.clone(), pair.here.app.clock.clone());
    let requests = Arc::<Mutex<usize>>::default();
    let heard = Arc::clone(&requests);
    let router = axum::Router::new().fallback(move || {
        *heard.lock().unwrap() += 1;
        let (db, clock) = (db.clone(), clock.clone());
        async move {
            let id = queues(&mut db.read().await.unwrap()).await.unwrap().remove(0).forward.id;
            stop_forward(&access::Actor::command(), &db, &clock, id).await.unwrap();
            "[]"
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/xapi", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    pair.forward(&Wish { endpoint, ..pair.wish.clone() }).await;
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(*requests.lock().unwrap(), 1);
    assert_eq!(pair.queue().await.forward.sent, 50, "and what was taken is noted");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_now_on_is_so_though_the_clock_goes_back() {
    let pair = Pair::open().await;
    pair.here.post("/xapi/statements", &about(1, "http://a")).await.expect(200);
    let clock = &pair.here.app.clock;
    clock.set(jiff::Timestamp::from_second(clock.now().as_second() - 60).unwrap());
    pair.forward(&Wish { from_the_start: false, ..pair.wish.clone() }).await;
    pair.here.post("/xapi/statements", &about(2, "http://a")).await.expect(200);
    send_what_waits(pair.room()).await.unwrap();
    let arrived = pair.there.all("").await;
    assert_eq!(arrived.len(), 1, "{arrived:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn attachments_go_along_and_versions_stay() {
    // Communication 1.5.2: "An LRS MUST NOT push Statements into another LRS without including
    // Attachment data received, if any."
    let pair = Pair::open().await;
    let hash = hex::encode(Sha256::digest(b"data"));
    let attachment = format!(
        r#"{{"attachments":[{{"usageType":"http://u","display":{{"en":"x"}},"contentType":"text/plain","length":4,"sha2":"{hash}"}}],"#
    );
    let json = statement(&id(1)).replacen('{', &attachment, 1);
    let body = format!(
        "--b\r\nContent-Type: application/json\r\n\r\n{json}\r\n--b\r\nContent-Type: text/plain\r\n\
         Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {hash}\r\n\r\ndata\r\n--b--\r\n"
    );
    let kind = [("Content-Type", "multipart/mixed; boundary=b")];
    pair.here.ask("POST", "/xapi/statements", &kind, body).await.expect(200);
    let two = pair.here.speaking(Some("2.0.0"));
    two.post("/xapi/statements", &statement(&id(2))).await.expect(200);
    pair.here.post("/xapi/statements", &statement(&id(3))).await.expect(200);
    pair.forward(&pair.wish).await;
    send_what_waits(pair.room()).await.unwrap();
    let arrived = pair.there.all("ascending=true").await;
    let versions: Vec<&str> = arrived.iter().map(|s| s["version"].as_str().unwrap()).collect();
    assert_eq!(versions, ["1.0.0", "2.0.0", "1.0.0"]);
    let with = format!("/xapi/statements?statementId={}&attachments=true", id(1));
    assert!(pair.there.get(&with).await.expect(200).text().contains("\r\n\r\ndata\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_holds_no_more_attachments_than_a_store_takes() {
    const MIB: usize = 1024 * 1024;
    let pair = Pair::open().await;
    for n in 1..=5 {
        attach(&pair.here, n, &[&data(n, 6 * MIB)]).await;
    }
    pair.forward(&pair.wish).await;
    send_what_waits(pair.room()).await.unwrap();
    let lengths = pair.lengths.lock().unwrap().clone();
    assert!(lengths.iter().all(|length| *length < 17 * MIB), "{lengths:?}");
    assert_eq!(lengths.len(), 3, "two in each but the last: {lengths:?}");
    let queue = pair.queue().await;
    assert_eq!((queue.forward.sent, queue.refused, queue.waiting), (5, 0, 0));
    for n in 1..=5_u8 {
        let with = format!("/xapi/statements?statementId={}&attachments=true", id(n.into()));
        assert!(pair.there.get(&with).await.expect(200).body.len() > 6 * MIB);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_is_noted_and_the_rest_goes() {
    let pair = Pair::open().await;
    let other = statement(&id(2)).replace("attended", "left");
    pair.there.post("/xapi/statements", &other).await.expect(200);
    for n in 1..=3 {
        pair.here.post("/xapi/statements", &statement(&id(n))).await.expect(200);
    }
    pair.forward(&pair.wish).await;
    send_what_waits(pair.room()).await.unwrap();
    let queue = pair.queue().await;
    assert_eq!((queue.forward.sent, queue.refused, queue.waiting), (2, 1, 0));
    assert_eq!(pair.there.all("").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_does_not_answer_is_tried_again_later() {
    let pair = Pair::open().await;
    pair.here.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    let away = Wish { endpoint: "http://127.0.0.1:9/xapi".to_owned(), ..pair.wish.clone() };
    let first = pair.forward(&away).await;
    send_what_waits(pair.room()).await.unwrap();
    let queue = pair.queue().await;
    assert_eq!((queue.forward.failures, queue.waiting), (1, 1));
    assert!(!queue.forward.last_error.is_empty());
    // Not before its time.
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(pair.queue().await.forward.failures, 1);
    let clock = &pair.here.app.clock;
    clock.set(jiff::Timestamp::from_second(clock.now().as_second() + 6).unwrap());
    send_what_waits(pair.room()).await.unwrap();
    assert_eq!(pair.queue().await.forward.failures, 2);
    assert!(
        stop_forward(&access::Actor::command(), &pair.here.app.db, clock, first).await.unwrap()
    );
    // A wrong key is no fault of the statements: they wait.
    let wrong = Wish { secret: "wrong".to_owned(), name: "x".to_owned(), ..pair.wish.clone() };
    pair.forward(&wrong).await;
    send_what_waits(pair.room()).await.unwrap();
    let queue = pair.queue().await;
    assert!(queue.forward.last_error.starts_with("401"), "{}", queue.forward.last_error);
    assert_eq!((queue.waiting, queue.refused), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_store_takes_nothing() {
    let pair = Pair::open().await;
    pair.here.post("/xapi/statements", &statement(&id(1))).await.expect(200);
    // As many servers answer whatever they are asked.
    let router = axum::Router::new().fallback(async || "<!doctype html><title>LRS</title>");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    pair.forward(&Wish { endpoint, ..pair.wish.clone() }).await;
    send_what_waits(pair.room()).await.unwrap();
    let queue = pair.queue().await;
    assert_eq!((queue.forward.sent, queue.forward.failures, queue.waiting), (0, 1, 1));
    assert!(queue.forward.last_error.contains("doctype"), "{}", queue.forward.last_error);
}

#[tokio::test]
async fn the_page_shows_what_waits() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    let mut client = signed_in(&app).await;
    client.get("/ho-so-hoc/chuyen-tiep").await.expect(200);
    let good = [
        ("ten", "Bộ <b>"),
        ("dia_chi", "https://lrs.example.vn/xapi"),
        ("khoa", "abc"),
        ("bi_mat", "bí mật"),
        ("tu", "dau"),
    ];
    for (name, wrong) in [
        ("ten", ""),
        ("dia_chi", "ftp://x"),
        ("dia_chi", "https://x?y"),
        ("dia_chi", "https://user@x/"),
        ("khoa", "a:b"),
        ("khoa", ""),
        ("dong_tu", "rac"),
        ("hoat_dong", "rac"),
    ] {
        let mut form: Vec<(&str, &str)> = good.iter().filter(|f| f.0 != name).copied().collect();
        form.push((name, wrong));
        client.post("/ho-so-hoc/chuyen-tiep", &form).await.expect(422);
    }
    client.post("/ho-so-hoc/chuyen-tiep", &good).await.expect(303);
    let page = client.get("/ho-so-hoc/chuyen-tiep").await.expect(200).text();
    assert!(page.contains("https://lrs.example.vn/xapi") && !page.contains("Bộ <b>"), "{page}");
    assert!(!page.contains("bí mật\""), "the secret is not shown again");
    let queue = queues(&mut db.read().await.unwrap()).await.unwrap().remove(0);
    let stop = format!("/ho-so-hoc/chuyen-tiep/{}/dung", queue.forward.id);
    client.post(&stop, &[]).await.expect(303);
    client.post(&stop, &[]).await.expect(404);
    client.post("/ho-so-hoc/chuyen-tiep/rac/dung", &[]).await.expect(404);
}
