//! A small province, with people who may see different things.

use std::sync::LazyLock;

use access::{Actor, App, NewRole, Role, SignIn};
use kernel::{Clock, Interval};
use ledger::Source;
use registry::{acts::Desk, pages::Room};
use store::Migration;
use testkit::{Client, TestDb};

static MIGRATIONS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    [ledger::MIGRATIONS, access::MIGRATIONS, registry::MIGRATIONS, commitments::MIGRATIONS].concat()
});

const UNITS: &str = "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,\n\
    D.STC,Sở Tài chính,department,D,,\n\
    D.H,Ủy ban nhân dân huyện Hoà An,district,D,,\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D.H,97001,\n\
    D.HM,Ủy ban nhân dân xã Hoà Mỹ,commune,D.H,97002,\n";

const PASSWORD: &str = "mưa nắng bốn mùa 1997";

/// Who there is: name, role, unit.
const PEOPLE: [(&str, Role, Option<&str>); 5] = [
    ("phoi", Role::Coordinator, None),
    ("stc", Role::Head, Some("D.STC")),
    ("huyen", Role::Head, Some("D.H")),
    ("bt", Role::Reporting, Some("D.BT")),
    ("thanhtra", Role::Inspector, None),
];

pub(crate) struct Office {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) clock: Clock,
    router: axum::Router,
}

pub(crate) async fn everywhere() -> Vec<Office> {
    let mut all = Vec::new();
    for db in testkit::databases(&MIGRATIONS).await {
        all.push(Office::open(db).await);
    }
    all
}

impl Office {
    async fn open(db: TestDb) -> Self {
        let (clock, by) = (testkit::clock(), Actor::command());
        let desk = Desk { db: &db, clock: &clock, by: &by, source: Source::Command };
        registry::acts::ensure_setup(&desk).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let units = folder.path().join("units.csv");
        std::fs::write(&units, UNITS).unwrap();
        registry::acts::load_units(&desk, &units, None).await.unwrap();
        let facts = [access::FACTS, registry::FACTS, commitments::FACTS].concat();
        let kept = Room::new(facts)
            .section(commitments::pages::glance)
            .of_office(commitments::pages::of_unit)
            .of_unit(commitments::pages::of_unit)
            .remedy(commitments::pages::promise_page);
        let builder = App::builder(db.db(), clock.clone());
        let app = builder.register(registry::pages::Register).room(kept).build();
        for (name, role, unit) in PEOPLE {
            access::create_account(&app, &by, name, name, PASSWORD).await.unwrap();
            let valid = Interval::ALWAYS;
            let role = NewRole { account: name, role, unit, person: None, valid };
            access::give_roles(&app, &by, &[role], "").await.unwrap();
        }
        let rooms = access::routes()
            .merge(registry::pages::router())
            .merge(commitments::pages::router())
            .with_state(app.clone());
        let messages = [access::MESSAGES, registry::pages::MESSAGES, commitments::MESSAGES];
        let nav = [registry::pages::NAV, commitments::pages::NAV].concat();
        let site = ui::Site::new(&messages, nav, None).unwrap();
        let router = ui::dress(access::guard(rooms, &app), site);
        Self { db, app, clock, router }
    }

    /// Somebody signed in.
    pub(crate) async fn client(&self, name: &str) -> Client {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        let token = access::sign_in(&self.app, &who).await.unwrap().token;
        let mut client = Client::new(self.router.clone());
        client.set_cookie("nhanluc-session", Some(&token));
        client.get("/tai-khoan").await.expect(200);
        client
    }

    /// How commitments stand today.
    pub(crate) async fn told(&self) -> commitments::figures::Overview {
        let mut tx = self.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = kernel::AsOf { valid_on: self.clock.today(), known_at };
        let lines = commitments::figures::lines(&mut tx, at).await.unwrap();
        commitments::figures::Overview::of(&lines)
    }

    /// The pages of these addresses, in both languages, as they should read.
    pub(crate) async fn look(&self, reader: &mut Client, pages: &[(&str, &str)]) {
        for lang in ["vi", "en"] {
            reader.set_cookie("lang", Some(lang));
            for (name, address) in pages {
                let page = reader.get(address).await.expect(200).text();
                let own = page.find("<main").zip(page.find("</main>"));
                let own = own.map(|(from, to)| &page[from..to]).unwrap();
                let filters = vec![(ID, "ID"), (TOKEN, "TOKEN")];
                insta::with_settings!({ filters => filters }, {
                    insta::assert_snapshot!(format!("{name}-{lang}"), own);
                });
            }
        }
        reader.set_cookie("lang", Some("vi"));
    }
}

const ID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const TOKEN: &str = r#"name="csrf" value="[^"]+""#;
