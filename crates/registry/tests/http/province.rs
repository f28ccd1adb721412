//! A small province, and somebody signed in to look at it.

mod files;
mod people;

use std::{path::Path, sync::LazyLock};

use access::{Actor, App, NewRole, Role, SignIn};
use kernel::{Clock, Date, Timestamp};
use ledger::{Basis, Source};
pub(crate) use people::PERSONAL;
use registry::{
    acts::{self, Desk, Plan},
    figures,
    pages::{self, Room},
};
use store::{Db, Migration};
use testkit::{Client, Page, TestDb};

pub(crate) const MERGER: Date = Date::constant(2025, 7, 1);

static MIGRATIONS: LazyLock<Vec<Migration>> =
    LazyLock::new(|| [ledger::MIGRATIONS, access::MIGRATIONS, registry::MIGRATIONS].concat());

/// A province with a reader at the door.
pub(crate) struct Province {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) clock: Clock,
    router: axum::Router,
    token: String,
}

/// The small province on every database there is.
pub(crate) async fn everywhere() -> Vec<Province> {
    let mut all = Vec::new();
    for db in testkit::databases(&MIGRATIONS).await {
        all.push(Province::open(db).await);
    }
    all
}

/// The small province on one file, for what can't differ between databases.
pub(crate) async fn one() -> Province {
    Province::open(testkit::sqlite(&MIGRATIONS).await).await
}

/// A record in which nothing is.
pub(crate) async fn nothing() -> Province {
    let db = testkit::sqlite(&MIGRATIONS).await;
    Province::at(db, testkit::clock()).await
}

impl Province {
    async fn open(db: TestDb) -> Self {
        let clock = testkit::clock();
        build(&db, &clock).await;
        clock.set(testkit::NOW.parse().unwrap());
        Self::at(db, clock).await
    }

    async fn at(db: TestDb, clock: Clock) -> Self {
        let room = Room::new([access::FACTS, registry::FACTS].concat())
            .patient(std::time::Duration::from_mins(1))
            .held_rows("/tiep-nhan", |_, _| Box::pin(async { Ok(3) }));
        let mut builder = App::builder(db.db(), clock.clone()).register(pages::Register).room(room);
        for (kind, page) in pages::SUBJECTS {
            builder = builder.subject_page(kind, *page);
        }
        let app = builder.build();
        let password = "mưa nắng bốn mùa 1997";
        let by = Actor::command();
        access::create_account(&app, &by, "lan", "Nguyễn Thị Lan", password).await.unwrap();
        let roles =
            [Role::Administrator, Role::Coordinator].map(|role| NewRole::whole("lan", role));
        access::give_roles(&app, &by, &roles, "").await.unwrap();
        let who = SignIn { name: "lan", password, address: "127.0.0.1", agent: "test" };
        let token = access::sign_in(&app, &who).await.unwrap().token;
        let rooms = pages::router().merge(access::routes()).with_state(app.clone());
        let site = ui::Site::new(
            &[pages::MESSAGES, access::MESSAGES],
            pages::NAV.iter().copied(),
            Some(pages::SEARCH),
        )
        .unwrap();
        let router = ui::dress(access::guard(rooms, &app), site);
        Self { db, app, clock, router, token }
    }

    /// The reader, signed in.
    pub(crate) async fn reader(&self) -> Client {
        let mut client = Client::new(self.router.clone());
        client.set_cookie("nhanluc-session", Some(&self.token));
        client.get("/kiem-chung").await.expect(200);
        client
    }

    /// The reader, who reads English.
    pub(crate) async fn english_reader(&self) -> Client {
        let mut client = self.reader().await;
        client.set_cookie("lang", Some("en"));
        client
    }

    /// Somebody who has not signed in.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    pub(crate) fn desk(&self) -> Desk<'_> {
        desk(&self.db, &self.clock)
    }

    /// The id of the person of a name.
    pub(crate) async fn person(&self, name: &str) -> String {
        let mut tx = self.db.read().await.unwrap();
        let condition = "f.full_name = $2";
        let binds = [store::Value::text(name)];
        let found =
            ledger::held::<registry::model::Person>(&mut tx, i64::MAX, condition, &binds).await;
        found.unwrap()[0].fact.id.to_string()
    }

    /// The last act.
    pub(crate) async fn head(&self) -> i64 {
        ledger::last_seq(&mut self.db.read().await.unwrap()).await.unwrap()
    }
}

static BY: std::sync::LazyLock<access::Actor> =
    std::sync::LazyLock::new(|| access::Actor::command_of("lan"));

fn desk<'a>(db: &'a Db, clock: &'a Clock) -> Desk<'a> {
    Desk { db, clock, by: &BY, source: Source::Form }
}

/// Areas, offices, people, and what became of them on 1 July 2025.
async fn build(db: &Db, clock: &Clock) {
    let folder = tempfile::tempdir().unwrap();
    files::write(folder.path());
    let at = |text: &str| clock.set(text.parse::<Timestamp>().unwrap());
    at("2024-10-20T02:00:00Z");
    let desk = desk(db, clock);
    acts::ensure_setup(&desk).await.unwrap();
    acts::load_areas(&desk, folder.path(), MERGER).await.unwrap();
    acts::load_units(&desk, &folder.path().join("units.csv"), None).await.unwrap();
    acts::load_villages(&desk, &folder.path().join("villages.csv"), None).await.unwrap();
    acts::load_boundaries(&desk, &folder.path().join("boundaries.geojson"), MERGER).await.unwrap();
    at("2024-10-25T02:00:00Z");
    people::load(&desk).await;
    at("2025-07-02T02:00:00Z");
    follow(&desk, folder.path()).await;
}

async fn follow(desk: &Desk<'_>, _: &Path) {
    let mut tx = desk.db.read().await.unwrap();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    let orgs = figures::org_map(&mut tx, known).await.unwrap();
    drop(tx);
    let plan = Plan {
        on: MERGER,
        basis: Basis {
            number: Some("99/NQ-UBTVQH15".to_owned()),
            date: Some(Date::constant(2025, 6, 16)),
            issuer: Some("Ủy ban Thường vụ Quốc hội".to_owned()),
        },
        reason: "Sắp xếp đơn vị hành chính".to_owned(),
        steps: acts::follow_areas(&orgs, MERGER).steps,
    };
    acts::enter_plan(desk, &plan).await.unwrap();
}

/// A page as a snapshot holds it: what differs from run to run is named.
pub(crate) fn steady(page: &Page) -> String {
    let mut text = page.text();
    for (name, shape) in [
        ("HASH", Shape::Hex(64)),
        ("HASH IN GROUPS", Shape::Groups),
        ("ID", Shape::Uuid),
        ("…ID", Shape::Short),
        ("ASSET", Shape::Asset),
    ] {
        text = shape.replace(&text, name);
    }
    text
}

enum Shape {
    Hex(usize),
    Groups,
    Uuid,
    Short,
    Asset,
}

impl Shape {
    fn replace(&self, text: &str, name: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let found = self.length(rest);
            if found.is_some() {
                out.push_str(name);
            } else {
                out.push(c);
            }
            rest = &rest[found.unwrap_or(c.len_utf8())..];
        }
        out
    }

    /// Bytes of the thing that begins here.
    fn length(&self, text: &str) -> Option<usize> {
        let hex = |part: &str| part.bytes().all(|b| b.is_ascii_hexdigit());
        match self {
            Self::Hex(n) => text.get(..*n).filter(|p| hex(p)).map(str::len),
            Self::Groups => {
                let part = text.get(..71)?;
                let groups = part.split(' ').filter(|g| g.len() == 8 && hex(g)).count();
                (groups == 8).then_some(71)
            }
            Self::Uuid => {
                let part = text.get(..36)?;
                let groups: Vec<&str> = part.split('-').collect();
                let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
                (lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| hex(g))).then_some(36)
            }
            Self::Short => {
                let part = text.get(.."…".len() + 6)?;
                part.strip_prefix('…').filter(|p| hex(p)).map(|_| part.len())
            }
            Self::Asset => {
                let part = text.get(..17)?;
                (part.ends_with('/') && hex(&part[..16])).then_some(17)
            }
        }
    }
}
