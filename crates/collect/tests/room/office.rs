//! A small province with a coordinator, reporting officers of two offices, and an inspector.

use std::sync::{LazyLock, Mutex};

use access::{Actor, App, NewRole, Role, SignIn, Signed};
use axum::{extract::State, routing::get};
use collect::{
    acts::{Clerk, NewCampaign},
    figures::{self, OFFICERS},
    model::{CampaignId, Offices},
    rules::Standing,
};
use kernel::{AsOf, Clock, Date, Interval};
use ledger::{FactTable, Source};
use registry::{acts::Desk, model::OrgId};
use rust_xlsxwriter::Workbook;
use store::Migration;
use testkit::{Client, Page, TestDb, Upload};

static MIGRATIONS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        community::MIGRATIONS,
        training::MIGRATIONS,
        pipeline::MIGRATIONS,
        intake::MIGRATIONS,
        errands::MIGRATIONS,
        collect::MIGRATIONS,
    ]
    .concat()
});

const UNITS: &str = "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n\
    D.SYT,Sở Y tế,department,D,,\n\
    D.STT,Sở Thông tin và Truyền thông,department,D,,Sở TT&TT\n\
    D.BT,Ủy ban nhân dân xã Bình Tân,commune,D,,\n";

const PASSWORD: &str = "mưa nắng bốn mùa 1997";

/// Who there is: name, role, unit.
const PEOPLE: [(&str, Role, Option<&str>); 5] = [
    ("phoi", Role::Coordinator, None),
    ("snv", Role::Reporting, Some("D.SNV")),
    ("syt", Role::Reporting, Some("D.SYT")),
    ("thanhtra", Role::Inspector, None),
    ("quan", Role::Administrator, None),
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

/// Who asked last at `/toi`.
#[derive(Default)]
struct Seen(Mutex<Option<Actor>>);

async fn me(State(app): State<App>, signed: Signed) {
    *app.room::<Seen>().0.lock().unwrap() = Some(signed.actor.clone());
}

fn facts() -> Vec<&'static FactTable> {
    [access::FACTS, registry::FACTS, intake::FACTS, collect::FACTS].concat()
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
        let app = app(&db, &clock);
        for (name, role, unit) in PEOPLE {
            access::create_account(&app, &by, name, name, PASSWORD).await.unwrap();
            let valid = Interval::ALWAYS;
            let role = NewRole { account: name, role, unit, person: None, valid };
            access::give_roles(&app, &by, &[role], "").await.unwrap();
        }
        let router = router(&app);
        Self { db, app, clock, router }
    }

    /// Somebody signed in.
    pub(crate) async fn client(&self, name: &str) -> Client {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        let token = access::sign_in(&self.app, &who).await.unwrap().token;
        let mut client = Client::new(self.router.clone());
        client.set_cookie("nhanluc-session", Some(&token));
        client.get("/hop-thu").await.expect(200);
        client
    }

    /// What somebody may do, as a verb takes it.
    pub(crate) async fn actor(&self, name: &str) -> Actor {
        self.client(name).await.get("/toi").await.expect(200);
        let seen = self.app.room::<Seen>();
        seen.0.lock().unwrap().clone().unwrap()
    }

    pub(crate) fn clerk<'a>(&'a self, actor: &'a Actor) -> Clerk<'a> {
        Clerk { app: &self.app, actor }
    }

    pub(crate) async fn org(&self, code: &str) -> OrgId {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let found = registry::figures::org_by_code(&mut tx, known, code).await.unwrap();
        found[0].fact.id
    }

    /// How an office stands now.
    pub(crate) async fn standing(&self, campaign: CampaignId, code: &str) -> Standing {
        let mut tx = self.db.read().await.unwrap();
        let known_at = ledger::last_seq(&mut tx).await.unwrap();
        let at = AsOf { valid_on: self.clock.today(), known_at };
        let orgs = registry::figures::org_map(&mut tx, known_at).await.unwrap();
        let campaign = figures::campaign(&mut tx, at, campaign).await.unwrap().unwrap();
        let board = figures::board(&mut tx, at, campaign, &orgs).await.unwrap();
        board.lines.iter().find(|l| l.code == code).unwrap().standing
    }

    /// Names of people on record.
    pub(crate) async fn people(&self) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let held = ledger::held::<registry::model::Person>(&mut tx, known, "", &[]).await.unwrap();
        let mut names: Vec<String> = held.into_iter().filter_map(|h| h.fact.full_name).collect();
        names.sort();
        names
    }

    /// The record verifies.
    pub(crate) async fn verify(&self) {
        let mut tx = self.db.read().await.unwrap();
        let verdict = ledger::verify(&mut tx, &facts(), None).await.unwrap();
        assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
    }
}

fn app(db: &TestDb, clock: &Clock) -> App {
    let register = registry::pages::Room::new(facts())
        .held_rows(intake::pages::WAITING_PAGE, intake::pages::held_waiting)
        .elsewhere(intake::acts::Sheets);
    let intake = intake::pages::Room::default()
        .patient(std::time::Duration::from_mins(1))
        .remarks(collect::pages::remarks);
    App::builder(db.db(), clock.clone())
        .register(registry::pages::Register)
        .room(register)
        .room(intake)
        .room(collect::pages::Room::default())
        .room(errands::Room::default())
        .room(Seen::default())
        .build()
}

fn router(app: &App) -> axum::Router {
    let rooms = access::routes()
        .merge(registry::pages::router())
        .merge(intake::pages::router())
        .merge(errands::pages::router())
        .merge(collect::pages::router())
        .route("/toi", get(me))
        .with_state(app.clone());
    let messages = [
        access::MESSAGES,
        registry::pages::MESSAGES,
        intake::pages::MESSAGES,
        errands::MESSAGES,
        collect::MESSAGES,
    ];
    let nav = [collect::pages::NAV, errands::pages::NAV].concat();
    let site = ui::Site::new(&messages, nav, None).unwrap();
    let marked = errands::pages::mark(rooms, app);
    ui::dress(access::guard(marked, app), site)
}

/// A campaign for officers of all departments, due in a week.
pub(crate) fn departments() -> NewCampaign {
    NewCampaign {
        name: "Nhân lực số 15/10".to_owned(),
        kind: OFFICERS.to_owned(),
        offices: Offices::Rule { kinds: vec!["department".to_owned()], under: None },
        as_of: Date::constant(2026, 10, 15),
        due_on: Date::constant(2026, 12, 1),
        reminders: vec![-7, -1, 1],
    }
}

/// A workbook of officers: name, birth, office, title, whether dedicated.
pub(crate) fn sheet(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Danh sách").unwrap();
    page.write(0, 0, "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ").unwrap();
    page.write(1, 0, "(Số liệu tính đến ngày 15/10/2026)").unwrap();
    let heads = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Đơn vị",
        "Chức vụ",
        "Chuyên trách",
        "Kiêm nhiệm",
        "Lĩnh vực",
    ];
    for (column, head) in (0..).zip(heads) {
        page.write(3, column, head).unwrap();
    }
    for (n, (name, birth, office)) in (0_u32..).zip(rows) {
        let cells = [&(n + 1).to_string(), *name, *birth, *office, "Chuyên viên", "x", "", "CĐS"];
        for (column, cell) in (0..).zip(cells) {
            page.write(4 + n, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Puts a file on the page of a submission and goes where that leads.
pub(crate) async fn put(client: &mut Client, page: &str, bytes: &[u8]) -> Page {
    client.get(page).await.expect(200);
    let upload = Upload { field: "tep", name: "Danh sach.xlsx", bytes };
    let answer = client.upload(page, &[], &[upload]).await.expect(303);
    client.follow(answer).await.expect(200)
}

/// The value of a hidden field of the page.
pub(crate) fn hidden(page: &Page, name: &str) -> String {
    let text = page.text();
    let from = text.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{text}"));
    let rest = &text[from + name.len() + 15..];
    rest[..rest.find('"').unwrap()].to_owned()
}
