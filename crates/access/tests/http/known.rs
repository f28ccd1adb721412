//! Strangers at the door shut it for strangers: a browser the account was signed in with before
//! has a count of its own.

use access::{App, SealKey, Settings, SignIn};
use kernel::Clock;
use store::Db;
use testkit::Client;

use crate::house::{
    NAME, PASSWORD, SESSION, account, later, migrations, router, sign_in, signed_in, with_settings,
};

const KNOWN: &str = "nhanluc-known";
const OTHER: &str = "canbo.b";

async fn house(db: Db, clock: &Clock) -> App {
    let seal = SealKey::read(&"7".repeat(64));
    let app = with_settings(db, clock, Settings { seal, ..Settings::default() });
    account(&app).await;
    let by = access::Actor::command();
    access::create_account(&app, &by, OTHER, "Trần Bình", PASSWORD).await.unwrap();
    app
}

/// All come from one address, as an office behind its router does.
async fn noise(app: &App, names: impl Iterator<Item = String>) {
    let mut stranger = Client::new(router(app));
    for name in names {
        sign_in(&mut stranger, &name, "sai").await;
    }
}

#[tokio::test]
async fn strangers_do_not_shut_out_whose_desk_it_is() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        let given = owner.cookie(KNOWN).unwrap().to_owned();
        owner.set_cookie(SESSION, None);
        later(&clock, 1);

        noise(&app, (0..30).map(|_| NAME.to_owned())).await;
        noise(&app, (0..60).map(|n| format!("ai.do.{n}"))).await;
        let mut elsewhere = Client::new(router(&app));
        sign_in(&mut elsewhere, NAME, PASSWORD).await.expect(429);
        sign_in(&mut owner, NAME, PASSWORD).await.expect(303);
        let page = owner.get("/tai-khoan/bao-mat").await.expect(200).text();
        assert!(page.contains("thử sai mật khẩu của bạn quá nhiều lần"), "{}", db.name());

        // It is no pass for another account, and no pass at all where it was made up.
        owner.set_cookie(SESSION, None);
        sign_in(&mut owner, OTHER, PASSWORD).await.expect(429);
        let (nonce, marks) = given.split_once('.').unwrap();
        for forged in [nonce.to_owned(), format!("{}.{marks}", "0".repeat(64)), marks.to_owned()] {
            let mut thief = Client::new(router(&app));
            thief.set_cookie(KNOWN, Some(&forged));
            sign_in(&mut thief, NAME, PASSWORD).await.expect(429);
        }
    }
}

#[tokio::test]
async fn a_known_browser_is_no_place_to_guess() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut desk = signed_in(&app).await;
        desk.set_cookie(SESSION, None);
        later(&clock, 1);
        for _ in 0..5 {
            sign_in(&mut desk, NAME, "sai").await.expect(422);
        }
        let hashed = app.passwords_hashed();
        sign_in(&mut desk, NAME, PASSWORD).await.expect(429);
        assert_eq!(app.passwords_hashed(), hashed, "{}: nothing is checked", db.name());
        later(&clock, 15 * 60);
        sign_in(&mut desk, NAME, PASSWORD).await.expect(303);
    }
}

/// Several sit at one desk: each is known there, and what one gets wrong is not the others'.
#[tokio::test]
async fn a_desk_is_shared() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut desk = signed_in(&app).await;
        desk.set_cookie(SESSION, None);
        sign_in(&mut desk, OTHER, PASSWORD).await.expect(303);
        desk.set_cookie(SESSION, None);
        later(&clock, 1);
        noise(&app, (0..60).map(|n| format!("ai.do.{n}"))).await;
        for _ in 0..5 {
            sign_in(&mut desk, OTHER, "sai").await.expect(422);
        }
        sign_in(&mut desk, OTHER, PASSWORD).await.expect(429);
        sign_in(&mut desk, NAME, PASSWORD).await.expect(303);
    }
}

/// Changing the password is not kept from whoever is in by those who are not.
#[tokio::test]
async fn strangers_do_not_keep_the_owner_from_changing_the_password() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = house(db.db(), &clock).await;
        let mut owner = signed_in(&app).await;
        later(&clock, 1);
        for n in 0..25 {
            let address = &format!("192.0.2.{n}");
            let who = SignIn { name: NAME, password: "sai", address, agent: "" };
            access::sign_in(&app, &who).await.unwrap_err();
        }
        owner.get("/tai-khoan").await.expect(200);
        let new = "đàn trâu qua cầu khỉ";
        let fields = [("present", PASSWORD), ("new", new), ("again", new)];
        owner.post("/tai-khoan/mat-khau", &fields).await.expect(303);
    }
}
