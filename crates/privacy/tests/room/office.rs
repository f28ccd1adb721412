//! A small office: a coordinator, two officials who are on record, an inspector.

use access::{Actor, App, NewRole, Role, SignIn};
use kernel::{Clock, Date, Interval};
use ledger::{Draft, FactTable, Source};
use registry::{
    acts::{Desk, NewAssignment, NewPerson, enter_assignment, enter_person},
    model::{Mode, OrgId, PersonId, Qualification, QualificationId, QualificationKind, SheetRow},
};
use store::Migration;
use testkit::{Client, Page, TestDb};

const UNITS: &str = "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n";

const PASSWORD: &str = "tre đỏ vườn cũ 1997";

/// Who is on record: name, birth, personal number, phone.
const PEOPLE: [(&str, &str, &str, &str); 2] = [
    ("Nguyễn Văn An", "1985-03-17", "001085001234", "0912345678"),
    ("Trần Thị Bình", "1990-02-28", "001190005678", "0987654321"),
];

/// Who signs in: name, role, and the place among those on record.
const ACCOUNTS: [(&str, Role, Option<usize>); 5] = [
    ("phoi", Role::Coordinator, None),
    ("an", Role::Official, Some(0)),
    ("binh", Role::Official, Some(1)),
    ("thanhtra", Role::Inspector, None),
    ("quan", Role::Administrator, None),
];

pub(crate) struct Office {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) clock: Clock,
    pub(crate) people: Vec<PersonId>,
    router: axum::Router,
}

pub(crate) async fn everywhere() -> Vec<Office> {
    let migrations: Vec<Migration> = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        errands::MIGRATIONS,
        privacy::MIGRATIONS,
    ]
    .concat();
    let mut all = Vec::new();
    for db in testkit::databases(&migrations).await {
        all.push(Office::open(db).await);
    }
    all
}

fn facts() -> Vec<&'static FactTable> {
    [access::FACTS, registry::FACTS, privacy::FACTS].concat()
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
        let people = people(&desk).await;
        let app = app(&db, &clock);
        for (name, role, place) in ACCOUNTS {
            access::create_account(&app, &by, name, name, PASSWORD).await.unwrap();
            let person = place.map(|at| PEOPLE[at].2);
            let role = NewRole { person, ..NewRole::whole(name, role) };
            access::give_roles(&app, &by, &[role], "").await.unwrap();
        }
        let clerk = privacy::acts::Clerk { app: &app, actor: &by };
        privacy::acts::ensure_setup(&clerk).await.unwrap();
        let router = router(&app);
        Self { db, app, clock, people, router }
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

    /// Nobody signed in.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The record verifies.
    pub(crate) async fn verify(&self) {
        let mut tx = self.db.read().await.unwrap();
        let verdict = ledger::verify(&mut tx, &facts(), None).await.unwrap();
        assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
    }
}

async fn people(desk: &Desk<'_>) -> Vec<PersonId> {
    let mut tx = desk.db.write().await.unwrap();
    let header = desk.header("intake", None, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.unwrap();
    let found = registry::figures::org_by_code(&mut tx, draft.seq() - 1, "D.SNV").await.unwrap();
    let org = found[0].fact.id;
    let mut ids = Vec::new();
    for (line, person) in (5..).zip(PEOPLE) {
        ids.push(enter(&mut draft, person, (org, line)));
    }
    draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

fn enter(
    draft: &mut Draft,
    (name, birth, number, phone): (&str, &str, &str, &str),
    (org, line): (OrgId, i64),
) -> PersonId {
    let new = NewPerson {
        full_name: name.to_owned(),
        sex: None,
        birth: birth.parse().ok(),
        personal_number: Some(number.to_owned()),
        phone: Some(phone.to_owned()),
        email: Some("thu@tinh.vn".to_owned()),
    };
    let person = enter_person(draft, new).id;
    let row =
        SheetRow { file: "Biểu 01.xlsx".to_owned(), sheet: "Danh sách".to_owned(), row: line };
    let duty = NewAssignment {
        person,
        org,
        title: Some("Chuyên viên".to_owned()),
        mode: Mode::Concurrent,
        fields: vec!["dx".to_owned(), "infosec".to_owned()],
        share: None,
        source: Some(row),
    };
    enter_assignment(draft, Interval::since(Date::constant(2024, 10, 15)), duty);
    let id = QualificationId(draft.new_id());
    let (kind, name) = (QualificationKind::Certificate, "CCNA".to_owned());
    draft.assert(Interval::ALWAYS, &Qualification { id, person, kind, name, major: None });
    person
}

fn app(db: &TestDb, clock: &Clock) -> App {
    let keepers = privacy::pages::Room::default()
        .keeper(registry::figures::People)
        .aging(registry::figures::FormerStaff)
        .facts(facts());
    let mut builder = App::builder(db.db(), clock.clone())
        .register(registry::pages::Register)
        .room(registry::pages::Room::new(facts()))
        .room(keepers)
        .room(errands::Room::default());
    for (kind, page) in [registry::pages::SUBJECTS, privacy::pages::SUBJECTS].concat() {
        builder = builder.subject_page(kind, page);
    }
    builder.build()
}

fn router(app: &App) -> axum::Router {
    let rooms = access::routes()
        .merge(registry::pages::router())
        .merge(errands::pages::router())
        .merge(privacy::pages::router())
        .with_state(app.clone());
    let messages =
        [access::MESSAGES, registry::pages::MESSAGES, errands::MESSAGES, privacy::MESSAGES];
    let nav = [privacy::pages::NAV, errands::pages::NAV].concat();
    let site = ui::Site::new(&messages, nav, None).unwrap();
    ui::dress(access::guard(errands::pages::mark(rooms, app), app), site)
}

/// What is a page's own, the same at every run.
pub(crate) fn steady(page: &Page) -> String {
    let text = page.text();
    let own = text.find("<main").zip(text.find("</main>")).map(|(from, to)| &text[from..to]);
    let mut out = String::new();
    let mut rest = own.unwrap_or(&text);
    while let Some(at) = rest.find("name=\"csrf\" value=\"") {
        let (before, after) = rest.split_at(at + 19);
        out.push_str(before);
        rest = &after[after.find('"').unwrap()..];
    }
    out.push_str(rest);
    out
}
