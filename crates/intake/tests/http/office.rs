//! A small province that receives sheets, and somebody signed in.
use std::sync::LazyLock;

use access::{Actor, App, NewRole, Role, SignIn};
use kernel::Clock;
use ledger::Source;
use registry::acts::{self, Desk};
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
    ]
    .concat()
});

const UNITS: &str = "code,name,kind,parent,area,aliases\n\
    D,Ủy ban nhân dân tỉnh Đông,province,,,UBND tỉnh\n\
    D.SNV,Sở Nội vụ,department,D,,SNV\n\
    D.STT,Sở Thông tin và Truyền thông,department,D,,Sở TT&TT\n\
    D.SYT,Sở Y tế,department,D,,\n";

const PASSWORD: &str = "mưa nắng bốn mùa 1997";

/// A province with a door.
pub(crate) struct Office {
    pub(crate) db: TestDb,
    pub(crate) app: App,
    pub(crate) clock: Clock,
    router: axum::Router,
}

/// One on every database there is.
pub(crate) async fn everywhere() -> Vec<Office> {
    let mut all = Vec::new();
    for db in testkit::databases(&MIGRATIONS).await {
        all.push(Office::open(db).await);
    }
    all
}

/// One on a file, for what can't differ between databases.
pub(crate) async fn one() -> Office {
    Office::open(testkit::sqlite(&MIGRATIONS).await).await
}

static BY: std::sync::LazyLock<access::Actor> =
    std::sync::LazyLock::new(|| access::Actor::command_of("lan"));

impl Office {
    async fn open(db: TestDb) -> Self {
        let clock = testkit::clock();
        let desk = Desk { db: &db, clock: &clock, by: &BY, source: Source::Form };
        acts::ensure_setup(&desk).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let units = folder.path().join("units.csv");
        std::fs::write(&units, UNITS).unwrap();
        acts::load_units(&desk, &units, None).await.unwrap();
        let app = app(&db, &clock, PATIENT);
        let by = Actor::command();
        for (name, full) in [("lan", "Nguyễn Thị Lan"), ("hoa", "Trần Văn Hoà")] {
            access::create_account(&app, &by, name, full, PASSWORD).await.unwrap();
        }
        let both = [Role::Administrator, Role::Coordinator];
        let roles = ["lan", "hoa"].map(|name| both.map(|role| NewRole::whole(name, role)));
        access::give_roles(&app, &by, &roles.concat(), "").await.unwrap();
        let router = router(&app);
        Self { db, app, clock, router }
    }

    /// Loads more offices.
    pub(crate) async fn units(&self, csv: &str) {
        let desk = Desk { db: &self.db, clock: &self.clock, by: &BY, source: Source::Form };
        let folder = tempfile::tempdir().unwrap();
        let units = folder.path().join("units.csv");
        std::fs::write(&units, csv).unwrap();
        acts::load_units(&desk, &units, None).await.unwrap();
    }

    /// Somebody signed in.
    pub(crate) async fn reader(&self, name: &str) -> Client {
        self.client(&self.app, self.router.clone(), name).await
    }

    /// Somebody signed in at another process on the same database.
    pub(crate) async fn elsewhere(&self, name: &str) -> Client {
        let app = app(&self.db, &self.clock, PATIENT);
        let router = router(&app);
        self.client(&app, router, name).await
    }

    async fn client(&self, app: &App, router: axum::Router, name: &str) -> Client {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        let token = access::sign_in(app, &who).await.unwrap().token;
        let mut client = Client::new(router);
        client.set_cookie("nhanluc-session", Some(&token));
        client.get("/tiep-nhan").await.expect(200);
        client
    }

    /// Somebody signed in at a process that never waits for files to be read.
    pub(crate) async fn hurried(&self, name: &str) -> Client {
        let app = app(&self.db, &self.clock, std::time::Duration::ZERO);
        let router = router(&app);
        self.client(&app, router, name).await
    }

    /// Somebody who has not signed in.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The last act.
    pub(crate) async fn head(&self) -> i64 {
        ledger::last_seq(&mut self.db.read().await.unwrap()).await.unwrap()
    }

    /// Names of people on record, and of rows that wait.
    pub(crate) async fn people(&self) -> Vec<String> {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        let held = ledger::held::<registry::model::Person>(&mut tx, known, "", &[]).await.unwrap();
        let mut names: Vec<String> = held.into_iter().filter_map(|h| h.fact.full_name).collect();
        names.sort();
        names
    }

    /// Duties on record as they are: name of the person's office is left out.
    pub(crate) async fn duties(&self) -> Vec<ledger::Held<registry::model::Assignment>> {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        ledger::held(&mut tx, known, "", &[]).await.unwrap()
    }

    /// How many rows wait.
    pub(crate) async fn held(&self) -> i64 {
        let mut tx = self.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        intake::pages::held_waiting(&mut tx, known).await.unwrap()
    }

    /// The record verifies.
    pub(crate) async fn verify(&self) {
        let facts = [access::FACTS, registry::FACTS, intake::FACTS].concat();
        let mut tx = self.db.read().await.unwrap();
        let verdict = ledger::verify(&mut tx, &facts, None).await.unwrap();
        assert!(verdict.broken.is_none(), "{:?}", verdict.broken);
    }
}

/// A loaded machine may take long; what is tested is the page, not its speed.
const PATIENT: std::time::Duration = std::time::Duration::from_mins(1);

fn app(db: &TestDb, clock: &Clock, patience: std::time::Duration) -> App {
    let facts = [access::FACTS, registry::FACTS, intake::FACTS].concat();
    let register = registry::pages::Room::new(facts)
        .held_rows(intake::pages::WAITING_PAGE, intake::pages::held_waiting)
        .elsewhere(intake::acts::Sheets);
    let mut builder = App::builder(db.db(), clock.clone())
        .room(register)
        .room(intake::pages::Room::default().patient(patience));
    for (kind, page) in intake::pages::SUBJECTS {
        builder = builder.subject_page(kind, *page);
    }
    builder.build()
}

fn router(app: &App) -> axum::Router {
    let rooms = access::routes()
        .merge(registry::pages::router())
        .merge(intake::pages::router())
        .with_state(app.clone());
    let messages = [access::MESSAGES, registry::pages::MESSAGES, intake::pages::MESSAGES];
    let nav = [registry::pages::NAV, intake::pages::NAV].concat();
    let site = ui::Site::new(&messages, nav, None).unwrap();
    ui::dress(access::guard(rooms, app), site)
}

/// Sends files and goes where that leads: the batch's address and its page.
pub(crate) async fn send(client: &mut Client, files: &[(&str, &[u8])]) -> (String, Page) {
    let uploads: Vec<Upload<'_>> =
        files.iter().map(|(name, bytes)| Upload { field: "tep", name, bytes }).collect();
    let answer = client.upload("/tiep-nhan", &[], &uploads).await.expect(303);
    let batch = answer.location().unwrap().to_owned();
    let page = client.get(&batch).await.expect(200);
    (batch, page)
}

/// The value of a hidden field of the page.
pub(crate) fn hidden(page: &Page, name: &str) -> String {
    let text = page.text();
    let from = text.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{text}"));
    let rest = &text[from + name.len() + 15..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// Confirms what step 3 shows.
pub(crate) async fn apply(client: &mut Client, batch: &str, more: &[(&str, &str)]) -> Page {
    let page = client.get(&format!("{batch}/thay-doi")).await.expect(200);
    let (version, mark) = (hidden(&page, "phien"), hidden(&page, "dau"));
    let mut fields = vec![("phien", &version[..]), ("dau", &mark[..])];
    if !more.iter().any(|(n, _)| *n == "ly_do") {
        fields.push(("ly_do", "Danh sách định kỳ"));
    }
    fields.extend_from_slice(more);
    client.submit(&format!("{batch}/thay-doi"), &fields).await
}

/// A page as a snapshot holds it: what differs from run to run is named.
pub(crate) fn steady(page: &Page) -> String {
    let mut out = String::new();
    let text = page.text();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let (name, length) = shape(rest);
        if length > 0 {
            out.push_str(name);
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn shape(text: &str) -> (&'static str, usize) {
    let hex = |part: &str| part.bytes().all(|b| b.is_ascii_hexdigit());
    if text.get(..64).is_some_and(hex) {
        return ("HASH", 64);
    }
    if let Some(part) = text.get(..36) {
        let groups: Vec<&str> = part.split('-').collect();
        let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
        if lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| hex(g)) {
            return ("ID", 36);
        }
    }
    if text.get(..17).is_some_and(|p| p.ends_with('/') && hex(&p[..16])) {
        return ("ASSET/", 17);
    }
    ("", 0)
}
