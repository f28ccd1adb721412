//! What a session is worth, and when it ends.

use crate::house::{
    NAME, PASSWORD, SESSION, VISITOR, account, app, later, migrations, router, sign_in, signed_in,
    with_settings,
};
use access::{Actor, Settings};
use axum::http::header;
use testkit::Client;

#[tokio::test]
async fn a_session_always_begins_with_a_new_token() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let planted = "a".repeat(64);
        let mut client = Client::new(router(&app));
        client.set_cookie(SESSION, Some(&planted));
        client.set_cookie(VISITOR, Some(&planted));
        sign_in(&mut client, NAME, PASSWORD).await.expect(303);
        let first = client.cookie(SESSION).unwrap().to_owned();
        assert_ne!(first, planted);

        // Signing in again ends the session before.
        client.get("/tai-khoan").await.expect(200);
        client.post("/dang-nhap", &[("name", NAME), ("password", PASSWORD)]).await.expect(303);
        let second = client.cookie(SESSION).unwrap().to_owned();
        assert_ne!(second, first);
        let mut thief = Client::new(router(&app));
        for token in [&planted, &first] {
            thief.set_cookie(SESSION, Some(token));
            thief.get("/").await.expect(303);
        }
    }
}

#[tokio::test]
async fn cookies_say_what_they_must() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let plain = app(db.db(), &clock);
        account(&plain).await;
        let mut client = Client::new(router(&plain));
        let page = sign_in(&mut client, NAME, PASSWORD).await;
        let token = client.cookie(SESSION).unwrap();
        let line = format!("nhanluc-session={token}; Path=/; HttpOnly; SameSite=Lax");
        assert!(page.headers.get_all(header::SET_COOKIE).iter().any(|v| v == line.as_str()));

        let settings = Settings {
            public_url: Some("https://nhanluc.example.vn".to_owned()),
            ..Settings::default()
        };
        let secure = with_settings(db.db(), &clock, settings);
        let mut client = Client::new(router(&secure));
        let page = sign_in(&mut client, NAME, PASSWORD).await.expect(303);
        let token = client.cookie("__Host-nhanluc-session").unwrap().to_owned();
        let line =
            format!("__Host-nhanluc-session={token}; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert!(page.headers.get_all(header::SET_COOKIE).iter().any(|v| v == line.as_str()));
        client.get("/").await.expect(200);

        // A cookie without the prefix, as a neighbour host could plant one, counts for nothing.
        let mut other = Client::new(router(&secure));
        other.set_cookie(SESSION, Some(&token));
        other.get("/").await.expect(303);
    }
}

#[tokio::test]
async fn the_database_holds_no_token() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let client = signed_in(&app).await;
        let token = client.cookie(SESSION).unwrap();
        let mut tx = db.read().await.unwrap();
        let kept: Vec<Vec<u8>> = store::on_db!(&mut tx, c =>
            store::sqlx::query_scalar("SELECT token_hash FROM web_session").fetch_all(c).await)
        .unwrap();
        assert_eq!(kept.len(), 1);
        assert_ne!(kept[0], token.as_bytes());
        assert_ne!(kept[0], hex::decode(token).unwrap());
    }
}

#[tokio::test]
async fn signing_out_ends_it() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        let token = client.cookie(SESSION).unwrap().to_owned();
        client.get("/tai-khoan").await.expect(200);
        let page = client.post("/dang-xuat", &[]).await.expect(303);
        assert_eq!(page.location(), Some("/dang-nhap"));
        assert_eq!(client.cookie(SESSION), None);
        client.set_cookie(SESSION, Some(&token));
        client.get("/").await.expect(303);
        client.get("/dang-xuat").await.expect(405);
    }
}

#[tokio::test]
async fn it_ends_when_it_is_not_used() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        for _ in 0..3 {
            later(&clock, 3_500);
            client.get("/").await.expect(200);
        }
        later(&clock, 3_600);
        let page = client.get("/nhat-ky-doc?a=1&b=%C3%B4").await;
        page.clone().expect(303);
        assert_eq!(
            page.location(),
            Some("/dang-nhap?tiep=%2Fnhat-ky-doc%3Fa%3D1%26b%3D%25C3%25B4")
        );
        client.post("/viet", &[("a", "1")]).await.expect(401);
    }
}

#[tokio::test]
async fn it_ends_however_much_it_is_used() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        for _ in 0..23 {
            later(&clock, 1_800);
            client.get("/").await.expect(200);
        }
        later(&clock, 1_800);
        client.get("/").await.expect(303);
    }
}

#[tokio::test]
async fn its_use_is_noted_at_most_once_a_minute() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        let start = clock.now().as_microsecond();
        for _ in 0..5 {
            later(&clock, 10);
            client.get("/").await.expect(200);
        }
        assert_eq!(last_seen(&db).await, start);
        later(&clock, 10);
        client.get("/").await.expect(200);
        let mut seen = last_seen(&db).await;
        for _ in 0..1_000 {
            if seen != start {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            seen = last_seen(&db).await;
        }
        assert_eq!(seen, start + 60_000_000);
    }
}

async fn last_seen(db: &store::Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    store::on_db!(&mut tx, c =>
        store::sqlx::query_scalar("SELECT last_seen_at FROM web_session").fetch_one(c).await)
    .unwrap()
}

#[tokio::test]
async fn two_processes_share_it() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let (one, two) = (app(db.db(), &clock), app(db.reopen().await, &clock));
        account(&one).await;
        let mut here = signed_in(&one).await;
        let mut there = Client::new(router(&two));
        there.set_cookie(SESSION, here.cookie(SESSION));
        there.get("/").await.expect(200);

        // A form shown by one is taken by the other.
        there.get("/tai-khoan").await.expect(200);
        here.get("/tai-khoan").await.expect(200);
        there.post("/dang-xuat", &[]).await.expect(303);
        later(&clock, 5);
        here.get("/").await.expect(303);
    }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let (mut here, mut there) = (signed_in(&app).await, signed_in(&app).await);
        let new = "mưa rơi trên phố huyện";
        let change = async |client: &mut Client, present: &str, new: &str, again: &str| {
            client.get("/tai-khoan").await.expect(200);
            let fields = [("present", present), ("new", new), ("again", again)];
            client.post("/tai-khoan/mat-khau", &fields).await
        };
        let refused = change(&mut here, "không phải", new, new).await.expect(422);
        assert!(refused.text().contains("Mật khẩu hiện tại không đúng"));
        let refused = change(&mut here, PASSWORD, new, "khác với ở trên").await.expect(422);
        assert!(refused.text().contains("không giống nhau"));
        let refused = change(&mut here, PASSWORD, "ngắn", "ngắn").await.expect(422);
        assert!(refused.text().contains("ít nhất 12 ký tự"));
        there.get("/").await.expect(200);

        change(&mut here, PASSWORD, new, new).await.expect(303);
        here.get("/").await.expect(200);
        there.get("/").await.expect(303);
        let mut later = Client::new(router(&app));
        sign_in(&mut later, NAME, PASSWORD).await.expect(422);
        sign_in(&mut later, NAME, new).await.expect(303);

        access::set_password(&app, &Actor::command(), NAME, PASSWORD).await.unwrap();
        here.get("/").await.expect(303);
        later.get("/").await.expect(303);
    }
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions_only() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        access::create_account(&app, &Actor::command(), "hai", "Hai", PASSWORD).await.unwrap();
        let mut mine = signed_in(&app).await;
        let agent = "Mozilla <b>\"odd\"</b>";
        let mut other = Client::new(router(&app)).with_header("user-agent", agent);
        sign_in(&mut other, NAME, PASSWORD).await.expect(303);
        let mut stranger = Client::new(router(&app));
        sign_in(&mut stranger, "hai", PASSWORD).await.expect(303);

        let page = mine.get("/tai-khoan").await.expect(200).text();
        assert!(!page.contains("<b>"), "what a browser says of itself is escaped");
        assert!(!page.contains("<script>alert"), "and so is a stored name");
        let id = |page: &str| {
            let at = page.split("/tai-khoan/phien/").nth(1).unwrap();
            at.split('/').next().unwrap().to_owned()
        };
        let others_id = id(&page);
        assert_eq!(page.matches("/tai-khoan/phien/").count(), 1, "one other session");

        stranger.get("/tai-khoan").await.expect(200);
        let path = format!("/tai-khoan/phien/{others_id}/ket-thuc");
        stranger.post(&path, &[]).await.expect(404);
        other.get("/").await.expect(200);
        mine.post(&path, &[]).await.expect(303);
        other.get("/").await.expect(303);
        mine.get("/").await.expect(200);
        stranger.get("/").await.expect(200);

        sign_in(&mut other, NAME, PASSWORD).await.expect(303);
        mine.get("/tai-khoan").await.expect(200);
        mine.post("/tai-khoan/phien-khac/ket-thuc", &[]).await.expect(303);
        other.get("/").await.expect(303);
        mine.get("/").await.expect(200);
        stranger.get("/").await.expect(200);
    }
}

#[tokio::test]
async fn every_page_of_somebody_signed_in_ends_with_the_ledgers_head() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        // The first act gave a role.
        for seq in 2..4 {
            client.get("/tai-khoan").await.expect(200);
            let hash = client.post("/quyet-dinh", &[]).await.expect(200).text();
            let head = format!("{seq} · {hash}");
            assert!(client.get("/tai-khoan").await.text().contains(&head));
            let door = Client::new(router(&app)).get("/dang-nhap").await.expect(200).text();
            assert!(!door.contains(&hash), "strangers are told nothing");
        }
    }
}
