//! Roles: given, taken, held for dates and units; what one may not do is refused.

use std::collections::BTreeSet;

use access::{Actor, App, NewRole, Register, Right, Role, RoleError, Scope, SignIn, Unit, Waiting};
use kernel::{Clock, Interval, Uuid};
use store::{Db, Tx};
use testkit::Client;

use crate::house::{NAME, PASSWORD, account, app, migrations, router, signed_in};

const OFFICE: Uuid = Uuid::from_u128(1);
const INNER: Uuid = Uuid::from_u128(2);
const OTHER: Uuid = Uuid::from_u128(3);
const PERSON: Uuid = Uuid::from_u128(9);

/// A register of three units, one under another, and one person.
struct Small;

impl Register for Small {
    fn under<'t>(&self, _: &'t App, _: &'t mut Tx, unit: Uuid) -> Waiting<'t, BTreeSet<Uuid>> {
        let inner = (unit == OFFICE).then_some(INNER);
        Box::pin(async move { Ok(inner.into_iter().chain([unit]).collect()) })
    }

    fn units<'t>(&self, _: &'t App, _: &'t mut Tx) -> Waiting<'t, Vec<Unit>> {
        let unit = |id, code: &str, stands| Unit {
            id,
            code: code.to_owned(),
            name: format!("Đơn vị {code}"),
            stands,
        };
        let all = vec![unit(OFFICE, "A", true), unit(INNER, "A1", true), unit(OTHER, "B", false)];
        Box::pin(async move { Ok(all) })
    }

    fn bearer<'t>(&self, _: &'t mut Tx, number: &'t str) -> Waiting<'t, Option<Uuid>> {
        let found = (number == "026085000001").then_some(PERSON);
        Box::pin(async move { Ok(found) })
    }

    fn person_page(&self, person: Uuid) -> String {
        format!("/nguoi/{person}")
    }

    fn unit_page(&self, code: &str) -> String {
        format!("/don-vi/{code}")
    }
}

fn with_register(db: Db, clock: &Clock) -> App {
    App::builder(db, clock.clone()).register(Small).room(crate::house::Counter::default()).build()
}

/// What an account may do, as a session of its own finds it.
async fn actor(app: &App, name: &str) -> Actor {
    let who = SignIn { name, password: PASSWORD, address: "10.0.0.1", agent: "test" };
    let token = access::sign_in(app, &who).await.unwrap().token;
    let mut client = Client::new(router(app));
    client.set_cookie("nhanluc-session", Some(&token));
    client.get("/tai-khoan").await.expect(200);
    access::actor_of(app, &token).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_role_holds_for_its_unit_and_all_under_it_on_its_days() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = with_register(db.db(), &clock);
        account(&app).await;
        let by = Actor::command();
        access::create_account(&app, &by, "hoa", "Trần Hoà", PASSWORD).await.unwrap();
        assert!(!actor(&app, "hoa").await.may(Right::SeeFigures), "{}", db.name());

        let today = clock.today();
        let valid = Interval::new(Some(today), today.checked_add(jiff::Span::new().days(2)).ok());
        let role = NewRole {
            unit: Some("A"),
            valid: valid.unwrap(),
            ..NewRole::whole("hoa", Role::Reporting)
        };
        access::give_roles(&app, &by, &[role], "").await.unwrap();
        let hoa = actor(&app, "hoa").await;
        let units = Scope::Units(std::sync::Arc::new(BTreeSet::from([OFFICE, INNER])));
        assert_eq!(*hoa.scope(Right::EditPeople), units);
        assert!(hoa.require_at(Right::EditPeople, INNER).is_ok());
        assert!(hoa.require_at(Right::EditPeople, OTHER).is_err());
        assert!(hoa.require(Right::EditPeople).is_err());
        assert!(hoa.require(Right::SeeFigures).is_ok(), "figures name nobody");

        clock.set(clock.now() + jiff::SignedDuration::from_hours(49));
        assert!(!actor(&app, "hoa").await.may(Right::EditPeople), "its days are over");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_said() {
    let db = testkit::sqlite(&migrations()).await;
    let clock = testkit::clock();
    let app = with_register(db.db(), &clock);
    account(&app).await;
    let by = Actor::command();
    let give = async |role| access::give_roles(&app, &by, &[role], "").await.map(drop);
    let whole = |role| NewRole::whole(NAME, role);
    assert!(matches!(give(whole(Role::Head)).await, Err(RoleError::UnitMissing(Role::Head))));
    assert!(matches!(give(whole(Role::Official)).await, Err(RoleError::PersonMissing)));
    let gone = NewRole { unit: Some("B"), ..whole(Role::Head) };
    assert!(matches!(give(gone).await, Err(RoleError::Unit(code)) if code == "B"));
    let nobody = NewRole { person: Some("1"), ..whole(Role::Official) };
    assert!(matches!(give(nobody).await, Err(RoleError::Person)));
    let twice = give(whole(Role::Administrator)).await;
    assert!(matches!(twice, Err(RoleError::HeldAlready)));
    let stranger = NewRole::whole("ai", Role::Inspector);
    assert!(matches!(give(stranger).await, Err(RoleError::Account(_))));
    let own = NewRole { person: Some("026085000001"), ..whole(Role::Official) };
    give(own).await.unwrap();
    assert_eq!(actor(&app, NAME).await.person(), Some(PERSON));
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    account(&app).await;
    let by = Actor::command();
    let mut tx = app.db.read().await.unwrap();
    let held = access::roles(&mut tx, &by).await.unwrap().remove(0).fact.id;
    drop(tx);
    let today = app.clock.today();
    let last = access::take_role(&app, &by, held, today, "").await;
    assert!(matches!(last, Err(RoleError::LastAdministrator)));
    access::create_account(&app, &by, "hai", "Hai", PASSWORD).await.unwrap();
    let second = NewRole::whole("hai", Role::Administrator);
    access::give_roles(&app, &by, &[second], "").await.unwrap();
    access::take_role(&app, &by, held, today, "").await.unwrap();
    let again = access::take_role(&app, &by, held, today, "").await;
    assert!(matches!(again, Err(RoleError::NotHeld)));
}

#[tokio::test]
async fn an_administrator_makes_an_account_and_gives_it_a_role() {
    for db in testkit::databases(&migrations()).await {
        let clock = testkit::clock();
        let app = with_register(db.db(), &clock);
        account(&app).await;
        let mut client = signed_in(&app).await;
        client.get("/nguoi-dung/moi").await.expect(200);
        let wrong = client.post("/nguoi-dung/moi", &[("ten", "hoà"), ("ho_ten", "x")]).await;
        assert!(wrong.text().contains("không dấu"));
        let made = client.post("/nguoi-dung/moi", &[("ten", "hoa"), ("ho_ten", "Trần Hoà")]).await;
        let made = made.expect(200);
        assert_eq!(made.header("cache-control"), Some("no-store"));
        let text = made.text();
        let password = text.split("Mật khẩu: ").nth(1).unwrap().split(' ').next().unwrap();

        let mut hoa = Client::new(router(&app));
        crate::house::sign_in(&mut hoa, "hoa", password).await.expect(303);
        hoa.get("/nguoi-dung").await.expect(403);
        hoa.get("/nhat-ky-doc").await.expect(403);

        let role = [("vai_tro", "inspector"), ("tu", ""), ("den", "")];
        client.post("/nguoi-dung/hoa/vai-tro", &role).await.expect(303);
        hoa.get("/nhat-ky-doc").await.expect(200);
        let list = hoa.get("/nguoi-dung").await.expect(200).text();
        assert!(list.contains("canbo.a") && !list.contains("/nguoi-dung/moi"), "{list}");
        let one = hoa.get("/nguoi-dung/canbo.a").await.expect(200).text();
        assert!(!one.contains("action=\"/nguoi-dung"), "an inspector only reads: {one}");
        assert!(!one.contains("$argon2"), "{one}");
        hoa.get("/nguoi-dung/moi").await.expect(403);
        hoa.post("/nguoi-dung/canbo.a/dong", &[]).await.expect(403);
        hoa.post("/nguoi-dung/canbo.a/mat-khau", &[]).await.expect(403);
        let more = [("vai_tro", "administrator")];
        hoa.post("/nguoi-dung/hoa/vai-tro", &more).await.expect(403);

        let list = client.get("/nguoi-dung").await.expect(200).text();
        assert!(list.contains("Thanh tra: Toàn tỉnh"), "{list}");
        client.post("/nguoi-dung/hoa/dong", &[]).await.expect(303);
        assert_eq!(
            hoa.get("/nhat-ky-doc").await.location(),
            Some("/dang-nhap?tiep=%2Fnhat-ky-doc")
        );
    }
}

#[tokio::test]
async fn accounts_from_before_there_were_roles_keep_what_they_could_do() {
    let db = testkit::sqlite(&migrations()).await;
    let app = app(db.db(), &testkit::clock());
    access::create_account(&app, &Actor::command(), "hai", "Hai", PASSWORD).await.unwrap();
    assert!(access::first_password(&app).await.unwrap().is_none(), "there is an account");
    let hai = actor(&app, "hai").await;
    assert!(hai.require(Right::Accounts).is_ok() && hai.require(Right::Intake).is_ok());
    access::create_account(&app, &Actor::command(), "moi", "Mới", PASSWORD).await.unwrap();
    access::first_password(&app).await.unwrap();
    assert!(!actor(&app, "moi").await.may(Right::SeeFigures), "roles were given by then");
}
