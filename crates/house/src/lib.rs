//! The house the tests of a room are played in: a register of a few units, people with roles, and
//! the room itself behind the door everybody comes through.
#![expect(clippy::unwrap_used, reason = "for tests: what fails says so")]

mod steady;

use access::{Actor, App, Builder, NewRole, Role, SignIn};
use axum::Router;
use kernel::Clock;
use ledger::{FactTable, Source};
use registry::{
    acts::Desk,
    model::{OrgId, Person},
    pages::Room,
};
pub use steady::{hidden, main_part, steady};
use store::Migration;
use testkit::{Client, TestDb};
use ui::{Door, Messages, NavItem};

/// What everybody signs in with.
pub const PASSWORD: &str = "tre đỏ vườn cũ 1997";

/// What stands in a house beside the record, the door and the register.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Units, in the shape of `organisations.csv`.
    pub units: &'static str,
    /// Who signs in: name, role, the unit it holds for (`None`: everywhere).
    pub people: &'static [(&'static str, Role, Option<&'static str>)],
    /// Tables of these rooms.
    pub migrations: &'static [&'static [Migration]],
    /// Facts of these rooms.
    pub facts: &'static [&'static [&'static FactTable]],
    /// Texts of these rooms.
    pub messages: &'static [Messages],
    /// Pages that not everybody may open.
    pub doors: &'static [&'static [Door]],
    /// What is in the navigation.
    pub nav: &'static [&'static [NavItem]],
    /// What these rooms hand to the register's pages.
    pub register: fn(Room) -> Room,
    /// What these rooms keep.
    pub rooms: fn(Builder, &[&'static FactTable]) -> Builder,
    /// Their pages.
    pub routes: fn() -> Router<App>,
    /// What is laid around all pages.
    pub around: fn(Router, &App) -> Router,
}

/// A house with nothing in it but the register.
pub const EMPTY: Plan = Plan {
    units: "code,name,kind,parent,area,aliases\n",
    people: &[],
    migrations: &[],
    facts: &[],
    messages: &[],
    doors: &[],
    nav: &[],
    register: |room| room,
    rooms: |builder, _| builder,
    routes: Router::new,
    around: |router, _| router,
};

/// A province with a door.
#[derive(Debug)]
pub struct House {
    /// Its database.
    pub db: TestDb,
    /// Its state.
    pub app: App,
    /// Its clock, which stands still.
    pub clock: Clock,
    plan: Plan,
    /// Its pages.
    pub router: Router,
}

impl Plan {
    /// One on every database there is.
    pub async fn everywhere(&self) -> Vec<House> {
        let mut all = Vec::new();
        for db in testkit::databases(&self.all_migrations()).await {
            all.push(self.open(db).await);
        }
        all
    }

    /// One on a file, for what can't differ between databases.
    pub async fn one(&self) -> House {
        self.open(testkit::sqlite(&self.all_migrations()).await).await
    }

    fn all_migrations(&self) -> Vec<Migration> {
        let own = [ledger::MIGRATIONS, access::MIGRATIONS, registry::MIGRATIONS];
        [&own, self.migrations].concat().concat()
    }

    fn all_facts(&self) -> Vec<&'static FactTable> {
        [&[access::FACTS, registry::FACTS], self.facts].concat().concat()
    }

    async fn open(&self, db: TestDb) -> House {
        let clock = testkit::clock();
        let app = self.app(&db, &clock);
        let router = self.router(&app);
        let house = House { db, app, clock, plan: *self, router };
        registry::acts::ensure_setup(&house.desk(&Actor::command())).await.unwrap();
        house.load_units(self.units).await;
        for (name, role, unit) in self.people {
            house.add(name, &[NewRole { unit: *unit, ..NewRole::whole(name, *role) }]).await;
        }
        house
    }

    fn app(&self, db: &TestDb, clock: &Clock) -> App {
        let facts = self.all_facts();
        // A loaded machine may take long; what is tested is the page, not its speed.
        let room = Room::new(facts.clone()).patient(std::time::Duration::from_mins(1));
        let kept = (self.register)(room);
        let builder = App::builder(db.db(), clock.clone());
        let builder = builder.register(registry::pages::Register).room(kept);
        (self.rooms)(builder, &facts).build()
    }

    fn router(&self, app: &App) -> Router {
        let rooms = access::routes().merge(registry::pages::router()).merge((self.routes)());
        let own = [access::MESSAGES, registry::pages::MESSAGES];
        let messages = [&own, self.messages].concat();
        let nav = self.nav.concat();
        let own: &[&[Door]] = &[access::DOORS, registry::pages::DOORS];
        let doors = [own, self.doors].concat().concat();
        let site = ui::Site::with_doors(&messages, nav, None, doors).unwrap();
        let pages = (self.around)(rooms.with_state(app.clone()), app);
        ui::dress(access::guard(pages, app), site)
    }
}

impl House {
    /// Loads units, without a known start.
    pub async fn load_units(&self, csv: &str) {
        let folder = tempfile::tempdir().unwrap();
        let units = folder.path().join("units.csv");
        std::fs::write(&units, csv).unwrap();
        registry::acts::load_units(&self.desk(&Actor::command()), &units, None).await.unwrap();
    }

    /// Somebody who may sign in, with roles that hold always.
    pub async fn add(&self, name: &str, roles: &[NewRole<'_>]) {
        let by = Actor::command();
        access::create_account(&self.app, &by, name, name, PASSWORD).await.unwrap();
        access::give_roles(&self.app, &by, roles, "").await.unwrap();
    }

    /// Where somebody enters acts.
    pub fn desk<'a>(&'a self, by: &'a Actor) -> Desk<'a> {
        Desk { db: &self.db, clock: &self.clock, by, source: Source::Command }
    }

    /// Somebody signed in.
    pub async fn client(&self, name: &str) -> Client {
        let mut client = self.stranger();
        client.set_cookie("nhanluc-session", Some(&self.sign_in(name).await));
        client.get("/tai-khoan").await.expect(200);
        client
    }

    /// Somebody who has not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// What somebody may do, as a verb takes it.
    pub async fn actor(&self, name: &str) -> Actor {
        let token = self.sign_in(name).await;
        access::actor_of(&self.app, &token).await.unwrap().unwrap()
    }

    async fn sign_in(&self, name: &str) -> String {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        access::sign_in(&self.app, &who).await.unwrap().token
    }

    /// Somebody signed in at another process on the same database, which differs as told.
    pub async fn client_beside(&self, name: &str, differs: impl FnOnce(&mut Plan)) -> Client {
        let mut plan = self.plan;
        differs(&mut plan);
        let mut client = Client::new(plan.router(&plan.app(&self.db, &self.clock)));
        client.set_cookie("nhanluc-session", Some(&self.sign_in(name).await));
        client.get("/tai-khoan").await.expect(200);
        client
    }

    /// The unit of this code.
    pub async fn org(&self, code: &str) -> OrgId {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let found = registry::figures::org_by_code(&mut tx, known, code).await.unwrap();
        found[0].fact.id
    }

    /// Names of people on record, in order.
    pub async fn people(&self) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let held = ledger::held::<Person>(&mut tx, known, "", &[]).await.unwrap();
        let mut names: Vec<String> = held.into_iter().filter_map(|h| h.fact.full_name).collect();
        names.sort();
        names
    }

    /// Every fact there is in it.
    pub fn facts(&self) -> Vec<&'static FactTable> {
        self.plan.all_facts()
    }

    /// The record verifies.
    pub async fn verify(&self) {
        let mut tx = self.db.read().await.unwrap();
        let verdict = ledger::verify(&mut tx, &self.facts(), None).await.unwrap();
        assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
    }

    /// What is their own of the pages at these addresses, in both languages, by the name of the
    /// snapshot: the same at every run.
    pub async fn read(&self, reader: &mut Client, pages: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut read = Vec::new();
        for lang in ["vi", "en"] {
            reader.set_cookie("lang", Some(lang));
            for (name, address) in pages {
                let page = reader.get(address).await.expect(200);
                read.push((format!("{name}-{lang}"), steady(&main_part(&page))));
            }
        }
        reader.set_cookie("lang", Some("vi"));
        read
    }
}
