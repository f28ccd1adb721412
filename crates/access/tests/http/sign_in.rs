//! At the door: good, bad, unknown, locked.

use crate::house::{
    NAME, PASSWORD, SESSION, VISITOR, account, app, later, migrations, router, sign_in,
};
use access::{Actor, SignIn, SignInError};
use testkit::Client;

#[tokio::test]
async fn the_right_password_opens_and_a_wrong_one_does_not() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = Client::new(router(&app));

        let page = sign_in(&mut client, NAME, "con bò cười dưới ao").await.expect(422);
        assert!(page.text().contains("Tên hoặc mật khẩu không đúng"), "{}", page.text());
        assert!(
            page.text().contains(&format!("value=\"{NAME}\"")),
            "the name need not be typed again"
        );
        assert!(!page.text().contains("con bò"), "the password is not sent back");
        assert_eq!(client.cookie(SESSION), None);
        client.get("/").await.expect(303);

        // As a person types it: with a space too many and a capital.
        let page = sign_in(&mut client, " Canbo.A ", PASSWORD).await.expect(303);
        assert_eq!(page.location(), Some("/"));
        assert!(client.get("/").await.expect(200).text().starts_with("chào Nguyễn"));
        assert_eq!(client.cookie(VISITOR), None, "the visitor's token is spent");
    }
}

#[tokio::test]
async fn an_unknown_name_is_answered_as_a_wrong_password() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = Client::new(router(&app));
        let mut answers = Vec::new();
        for name in [NAME, "khong.co", "không thể là tên", ""] {
            let before = app.passwords_hashed();
            let page = sign_in(&mut client, name, "mật khẩu nào đó").await.expect(422);
            assert_eq!(app.passwords_hashed(), before + 1, "{name}: the same work is done");
            answers.push(page.text().replace(&format!("value=\"{name}\""), ""));
        }
        answers.dedup_by_key(|text| text.split("csrf").next().map(str::len));
        assert_eq!(answers.len(), 1, "nothing tells them apart");
        // Each is noted; a name is kept only where somebody bears it.
        let mut tx = db.read().await.unwrap();
        let days = access::ReadFilter::default();
        let noted = access::failed_sign_ins(&mut tx, &Actor::command(), &days, (0, 10)).await;
        let noted = noted.unwrap();
        assert_eq!(noted.total, 4, "{}", db.name());
        let named: Vec<&str> =
            noted.lines.iter().filter_map(|l| l.account_name.as_deref()).collect();
        assert_eq!(named, [NAME]);
        assert!(noted.lines.iter().all(|l| !l.locked));
    }
}

#[tokio::test]
async fn a_closed_account_is_answered_as_a_wrong_password() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let command = Actor::command();
        let last = access::disable_account(&app, &command, NAME).await;
        assert!(matches!(last, Err(access::AccountError::Last)));
        access::create_account(&app, &command, "hai", "Hai", PASSWORD).await.unwrap();
        let last = access::disable_account(&app, &command, NAME).await;
        assert!(matches!(last, Err(access::AccountError::Last)), "the other is no administrator");
        let role = access::NewRole::whole("hai", access::Role::Administrator);
        access::give_roles(&app, &command, &[role], "").await.unwrap();
        access::disable_account(&app, &command, NAME).await.unwrap();
        let mut client = Client::new(router(&app));
        let before = app.passwords_hashed();
        sign_in(&mut client, NAME, PASSWORD).await.expect(422);
        assert_eq!(app.passwords_hashed(), before + 1);
        access::enable_account(&app, &command, NAME).await.unwrap();
        sign_in(&mut client, NAME, PASSWORD).await.expect(303);
    }
}

#[tokio::test]
async fn five_failures_close_the_door_for_a_quarter_of_an_hour() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let mut client = Client::new(router(&app));
        for _ in 0..5 {
            sign_in(&mut client, NAME, "sai").await.expect(422);
            later(&clock, 60);
        }
        let before = app.passwords_hashed();
        let page = sign_in(&mut client, NAME, PASSWORD).await.expect(429);
        assert_eq!(app.passwords_hashed(), before, "nothing is checked any more");
        // The first failure was at 15:00 in Vietnam, and counts for a quarter of an hour.
        assert!(page.text().contains("15:15"), "{}", page.text());
        assert_eq!(page.header("retry-after"), Some("600"));

        // An unknown name is locked in the same way.
        for _ in 0..5 {
            sign_in(&mut client, "khong.co", "sai").await.expect(422);
        }
        sign_in(&mut client, "khong.co", "sai").await.expect(429);

        later(&clock, 599);
        sign_in(&mut client, NAME, PASSWORD).await.expect(429);
        later(&clock, 1);
        sign_in(&mut client, NAME, PASSWORD).await.expect(303);

        // Its owner is told: at once, and where what was done to the account stands.
        let told = "thử sai mật khẩu của bạn quá nhiều lần";
        let page = client.get("/tai-khoan/bao-mat").await.expect(200).text();
        assert!(page.contains(told), "{page}");
        let page = client.get("/tai-khoan/bao-mat").await.expect(200).text();
        assert!(!page.contains(told), "once");
        assert_eq!(page.matches("Có người thử sai mật khẩu quá nhiều lần").count(), 1, "{page}");
        let row = page.split("Có người thử sai mật khẩu quá nhiều lần").nth(1).unwrap();
        let row = row.split("</tr>").next().unwrap();
        assert!(row.contains("người không rõ") && !row.contains(NAME), "not by its owner: {row}");
        // At the time of the last guess, not of the sign-in that was told of it.
        assert!(row.contains("15:04") && !row.contains("15:15"), "{row}");
        // The next time there is nothing to tell.
        let mut client = Client::new(router(&app));
        sign_in(&mut client, NAME, PASSWORD).await.expect(303);
        let page = client.get("/tai-khoan/bao-mat").await.expect(200).text();
        assert_eq!(page.matches("Có người thử sai mật khẩu quá nhiều lần").count(), 1, "{page}");
    }
}

#[tokio::test]
async fn success_forgives_the_failures_before_it() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        for _ in 0..3 {
            let mut client = Client::new(router(&app));
            for _ in 0..4 {
                later(&clock, 1);
                sign_in(&mut client, NAME, "sai").await.expect(422);
            }
            later(&clock, 1);
            sign_in(&mut client, NAME, PASSWORD).await.expect(303);
        }
    }
}

#[tokio::test]
async fn a_name_is_locked_from_everywhere_and_an_address_for_every_name() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        account(&app).await;
        let knock = async |name: &str, address: &str, password: &str| {
            access::sign_in(&app, &SignIn { name, password, address, agent: "" }).await
        };
        for n in 0..20 {
            let failed = knock(NAME, &format!("192.0.2.{n}"), "sai").await;
            assert!(matches!(failed, Err(SignInError::Wrong)), "{n}");
        }
        let locked = knock(NAME, "192.0.2.99", PASSWORD).await;
        assert!(matches!(locked, Err(SignInError::Locked(_))));

        for n in 0..50 {
            let failed = knock(&format!("ai.do.{n}"), "198.51.100.1", "sai").await;
            assert!(matches!(failed, Err(SignInError::Wrong)), "{n}");
        }
        let locked = knock("nguoi.khac", "198.51.100.1", "sai").await;
        assert!(matches!(locked, Err(SignInError::Locked(_))));
        let free = knock("nguoi.khac", "198.51.100.2", "sai").await;
        assert!(matches!(free, Err(SignInError::Wrong)));
    }
}

#[tokio::test]
async fn many_at_once_do_not_slip_past_the_limit() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let apps = [app(db.db(), &clock), app(db.reopen().await, &clock)];
        account(&apps[0]).await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..24 {
            let app = apps[n % 2].clone();
            all.spawn(async move {
                let who = SignIn { name: NAME, password: "sai", address: "a", agent: "" };
                access::sign_in(&app, &who).await
            });
        }
        let answers = all.join_all().await;
        let checked = answers.iter().filter(|a| matches!(a, Err(SignInError::Wrong))).count();
        assert_eq!(checked, 5, "{}", db.name());
    }
}

#[tokio::test]
async fn the_first_start_makes_one_account() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let apps = [app(db.db(), &clock), app(db.reopen().await, &clock)];
        let both = tokio::join!(access::first_password(&apps[0]), access::first_password(&apps[1]));
        let given: Vec<String> = [both.0.unwrap(), both.1.unwrap()].into_iter().flatten().collect();
        assert_eq!(given.len(), 1, "two processes starting at once make one account");
        assert_eq!(access::first_password(&apps[0]).await.unwrap(), None);
        let mut client = Client::new(router(&apps[0]));
        sign_in(&mut client, access::FIRST_ACCOUNT, &given[0]).await.expect(303);
    }
}

#[tokio::test]
async fn the_door_speaks_two_languages_and_shows_no_markup_it_was_given() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = app(db.db(), &clock);
        let mut client = Client::new(router(&app)).with_header("accept-language", "en");
        let page = sign_in(&mut client, "\"><script>alert(1)</script>", "x").await.expect(422);
        let text = page.text();
        assert!(text.contains("The name or the password is wrong."), "{text}");
        assert!(text.contains("<h1>Sign in</h1>"), "{text}");
        assert!(text.contains("Ask an administrator of this system"), "{text}");
        assert!(text.contains("script&#62;alert(1)"), "it is there, as text: {text}");
        assert!(!text.contains("<script>alert"), "{text}");
        let secure = "default-src 'none'";
        assert!(page.header("content-security-policy").unwrap().starts_with(secure));
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
}
