//! A small province of the test's own, with one thing of every kind in the unit the askers stand
//! for and one in another.

mod further;

use std::{collections::BTreeMap, path::PathBuf};

use access::{Account, Actor, App, NewRole, Right, Role, SealKey, Settings, SignIn};
use collect::{
    acts::{Clerk, NewCampaign, NewRemark},
    model::{CampaignId, Offices, Submission},
};
use demo::Size;
use errands::model::News;
use intake::{
    acts::Dropped,
    listing::{KindColumn, ValueKind},
    model::{BatchId, HeldRow, KindId, SheetKind},
};
use kernel::{Clock, Date, IdSource, Interval};
use ledger::{Held, Source, held};
use registry::{
    acts::{Desk, NewQualification, Note},
    model::{Area, Assignment, OrgId, PersonId, QualificationKind},
};
use store::{Db, Tx, Value, jobs};
use tempfile::TempDir;
use testkit::Client;

use super::cast::{Asker, CAST, For};
use crate::{application, commands::demo::play, wiring::migrations};

/// An account nobody asks with: things are done to it.
pub(super) const SPARE: &str = "spare";
pub(super) const PASSWORD: &str = "mưa nắng bốn mùa 1997";
pub(super) const COOKIE: &str = "nhanluc-session";

/// One within, one outside.
#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    pub(super) inside: String,
    pub(super) outside: String,
}

impl Pair {
    fn of(both: [impl ToString; 2]) -> Self {
        let [inside, outside] = both;
        Self { inside: inside.to_string(), outside: outside.to_string() }
    }
}

/// What stands in the examples.
#[derive(Clone, Debug, Default)]
pub(super) struct Things {
    pub(super) office: Pair,
    pub(super) person: Pair,
    pub(super) duty: Pair,
    pub(super) since: Pair,
    pub(super) qualification: Pair,
    pub(super) campaign: String,
    pub(super) remark: Pair,
    pub(super) batch: (String, String),
    pub(super) drafted: (Pair, Pair),
    pub(super) sent: (Pair, Pair),
    pub(super) held: String,
    pub(super) source: String,
    pub(super) kind: String,
    pub(super) act: String,
    pub(super) area: String,
    pub(super) grant: String,
    pub(super) session: String,
    pub(super) notice: String,
    pub(super) job: String,
    pub(super) key: String,
    pub(super) forward: String,
    pub(super) statement: String,
    pub(super) promise: Pair,
    pub(super) request: String,
    pub(super) holiday: String,
    pub(super) session_held: String,
    pub(super) team: Pair,
    pub(super) attendee: Pair,
    pub(super) attendance: Pair,
    pub(super) count: String,
}

/// What an asker carries.
#[derive(Clone, Debug, Default)]
pub(super) struct Ticket {
    pub(super) cookie: Option<(&'static str, String)>,
    pub(super) csrf: String,
    pub(super) session: String,
    pub(super) notice: String,
}

/// The house as a file, to be opened again and again.
pub(super) struct House {
    folder: TempDir,
    site: &'static ui::Site,
    copies: usize,
    pub(super) things: Things,
    pub(super) tickets: BTreeMap<&'static str, Ticket>,
}

impl House {
    /// Builds it once.
    pub(super) async fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_file(&folder.path().join("house.db")).await.unwrap();
        store::migrate(&db, &migrations()).await.unwrap();
        let made = demo::make(2024, &Size::of_people(80), &folder.path().join("files")).unwrap();
        play(&db, &made).await.unwrap();
        let site = application::site().unwrap();
        let mut building = Building::new(db.clone(), site);
        building.people().await;
        building.sheets().await;
        building.campaigns().await;
        building.further().await;
        building.machine().await;
        building.accounts().await;
        let Building { things, tickets, .. } = building;
        db.close().await;
        Self { folder, site, copies: 0, things, tickets }
    }

    /// Its pages over a copy, which may be changed.
    pub(super) async fn open(&mut self) -> axum::Router {
        self.open_with_db().await.0
    }

    /// The same, with the copy's database.
    pub(super) async fn open_with_db(&mut self) -> (axum::Router, Db) {
        self.copies += 1;
        let copy: PathBuf = self.folder.path().join(format!("copy-{}.db", self.copies));
        std::fs::copy(self.folder.path().join("house.db"), &copy).unwrap();
        let db = Db::open_file(&copy).await.unwrap();
        (application::router_of(&app(db.clone()), self.site), db)
    }
}

/// A process that is ending: streams of events end at once.
pub(super) fn app(db: Db) -> App {
    let (_, ending) = tokio::sync::watch::channel(true);
    let errands = errands::Room::until(ending);
    let seal = SealKey::read(&"5".repeat(64));
    let settings = Settings { seal, ..Settings::default() };
    application::app_until(db, testkit::clock(), settings, (errands, lrs::Sizes::default()))
}

struct Building {
    app: App,
    site: &'static ui::Site,
    clock: Clock,
    by: Actor,
    orgs: [OrgId; 2],
    codes: [String; 2],
    persons: [PersonId; 2],
    things: Things,
    tickets: BTreeMap<&'static str, Ticket>,
}

impl Building {
    fn new(db: Db, site: &'static ui::Site) -> Self {
        Self {
            app: app(db),
            site,
            clock: testkit::clock(),
            by: Actor::command(),
            orgs: [OrgId(uuid::Uuid::nil()); 2],
            codes: Default::default(),
            persons: [PersonId(uuid::Uuid::nil()); 2],
            things: Things::default(),
            tickets: BTreeMap::new(),
        }
    }

    fn desk(&self) -> Desk<'_> {
        let (db, clock) = (&self.app.db, &self.clock);
        Desk { db, clock, by: &self.by, source: Source::Command }
    }

    async fn read(&self) -> (Tx, kernel::Seq) {
        let mut tx = self.app.db.read().await.unwrap();
        let known = ledger::last_seq(&mut tx).await.unwrap();
        (tx, known)
    }

    /// Two offices that stand, each with somebody who was never anywhere else.
    async fn people(&mut self) {
        let (mut tx, known) = self.read().await;
        let today = self.clock.today();
        let orgs = registry::figures::org_map(&mut tx, known).await.unwrap();
        let duties = held::<Assignment>(&mut tx, known, "", &[]).await.unwrap();
        let mut found: Vec<(OrgId, Held<Assignment>)> = Vec::new();
        for duty in &duties {
            let org = duty.fact.org;
            let office = orgs.on(org, today).filter(|o| o.kind == "department");
            let alone = || duties.iter().filter(|d| d.fact.person == duty.fact.person).count() == 1;
            let new = found.iter().all(|(known, _)| *known != org);
            if office.is_some() && new && duty.valid.contains(today) && alone() {
                found.push((org, duty.clone()));
            }
        }
        let [(a, first), (b, second)] = &found[..2] else { panic!("too small a province") };
        let code = |org: OrgId| orgs.on(org, today).unwrap().code.clone();
        self.orgs = [*a, *b];
        self.codes = self.orgs.map(code);
        self.persons = [first.fact.person, second.fact.person];
        let since = |held: &Held<Assignment>| {
            held.valid.from.map_or_else(|| "khong-ro".to_owned(), |day| day.to_string())
        };
        let areas = held::<Area>(&mut tx, known, "", &[]).await.unwrap();
        let area = areas.iter().find(|a| a.valid.contains(today)).unwrap();
        let things = &mut self.things;
        things.area = area.fact.id.to_string();
        things.act = known.to_string();
        things.office = Pair::of(self.codes.clone());
        things.person = Pair::of(self.persons);
        things.duty = Pair::of([first.fact.id, second.fact.id]);
        things.since = Pair::of([since(first), since(second)]);
        drop(tx);
        let mut both = Vec::new();
        for person in self.persons {
            let new = NewQualification {
                person,
                kind: QualificationKind::Certificate,
                name: "CISSP (thử)".to_owned(),
                major: None,
                over: Interval::ALWAYS,
            };
            let note = Note { reason: "theo hồ sơ".to_owned(), ..Note::default() };
            registry::acts::add_qualification(&self.desk(), new, &note).await.unwrap();
            let (mut tx, known) = self.read().await;
            let who = [Value::Uuid(Some(person.0))];
            let of = "f.person_id = $2";
            let all = held::<registry::model::Qualification>(&mut tx, known, of, &who).await;
            both.push(all.unwrap().iter().find(|q| q.fact.name == "CISSP (thử)").unwrap().fact.id);
        }
        self.things.qualification = Pair::of([both[0], both[1]]);
    }

    /// Rows that wait, a batch of the province's own, a described kind.
    async fn sheets(&mut self) {
        let batch = intake::acts::open_batch(&self.desk(), files("Sở A")).await.unwrap();
        self.things.batch = self.with_upload(batch).await;
        let (mut tx, known) = self.read().await;
        let waiting = held::<HeldRow>(&mut tx, known, "", &[]).await.unwrap();
        let row = &waiting.first().expect("a province has rows that wait").fact;
        self.things.held = row.id.0.to_string();
        let parts = [("tep", &row.file[..]), ("trang", &row.sheet), ("dong", &row.row.to_string())];
        self.things.source = parts
            .iter()
            .fold(ui::Query::default(), |query, (name, value)| query.with(name, Some(value)))
            .behind("");
        drop(tx);
        let column = |key: &str, value| KindColumn {
            key: key.to_owned(),
            headings: vec![key.to_owned()],
            required: true,
            tells_apart: true,
            label: Some(key.to_owned()),
            ..KindColumn::of(value)
        };
        let kind = SheetKind {
            id: KindId(IdSource::new(self.clock.clone()).next()),
            code: "may-tinh".to_owned(),
            name: "Máy tính".to_owned(),
            columns: vec![column("don vi", ValueKind::Unit), column("so may", ValueKind::Count)],
        };
        intake::acts::describe_kind(&self.desk(), &kind, "").await.unwrap();
        self.things.kind = kind.code;
    }

    async fn with_upload(&self, id: BatchId) -> (String, String) {
        let (mut tx, _) = self.read().await;
        let batch = intake::acts::batch(&mut tx, id).await.unwrap().unwrap();
        (id.to_string(), batch.files[0].id.to_string())
    }

    /// One campaign both offices have sent to, and one they are still at.
    async fn campaigns(&mut self) {
        let (sent, sent_batches) = self.campaign("Đợt một", true).await;
        let (_, drafted) = self.campaign("Đợt hai", false).await;
        let pairs = |all: &[(String, String)]| {
            let (a, b) = (all[0].clone(), all[1].clone());
            (Pair::of([a.0, b.0]), Pair::of([a.1, b.1]))
        };
        self.things.sent = pairs(&sent_batches);
        self.things.drafted = pairs(&drafted);
        self.things.campaign = sent.to_string();
        let mut remarks = Vec::new();
        for org in self.orgs {
            let new = NewRemark {
                file: "Danh sach.csv".to_owned(),
                sheet: String::new(),
                row: 2,
                column: 1,
                body: "thiếu ngày sinh".to_owned(),
            };
            let clerk = Clerk { app: &self.app, actor: &self.by };
            remarks.push(collect::acts::add_remark(&clerk, (sent, org), &new).await.unwrap());
        }
        self.things.remark = Pair::of([remarks[0], remarks[1]]);
    }

    async fn campaign(&self, name: &str, sends: bool) -> (CampaignId, Vec<(String, String)>) {
        let clerk = Clerk { app: &self.app, actor: &self.by };
        let new = NewCampaign {
            name: name.to_owned(),
            kind: "officers".to_owned(),
            offices: Offices::List(self.orgs.to_vec()),
            as_of: Date::constant(2026, 10, 15),
            due_on: Date::constant(2026, 12, 1),
            reminders: Vec::new(),
        };
        let (id, count, _) = collect::acts::open_campaign(&clerk, &new).await.unwrap();
        assert_eq!(count, 2);
        let mut batches = Vec::new();
        for (org, code) in self.orgs.iter().zip(&self.codes) {
            let at = (id, *org);
            let batch = collect::acts::put(&clerk, at, files(code)).await.unwrap();
            batches.push(self.with_upload(batch).await);
            if sends {
                collect::acts::send(&clerk, at, "").await.unwrap();
            }
        }
        let (mut tx, known) = self.read().await;
        let all = held::<Submission>(&mut tx, known, "", &[]).await.unwrap();
        assert!(all.iter().filter(|s| s.fact.campaign == id).count() >= 2);
        (id, batches)
    }

    /// A job, a key of the record store, a share, a statement.
    async fn machine(&mut self) {
        let now = self.clock.now();
        let mut tx = self.app.db.write().await.unwrap();
        let job = jobs::NewJob::now("errands.mail", "{}".to_owned(), now);
        let id = jobs::enqueue(&mut tx, &self.app.ids, now, &job).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let (by, db, clock) = (&self.by, &self.app.db, &self.clock);
        let key = lrs::acts::add_key(by, db, clock, "kho học", "all", "", None).await.unwrap();
        let wish = lrs::acts::Wish {
            name: "kho khác".to_owned(),
            endpoint: "https://kho.example/xapi".to_owned(),
            key: "a".to_owned(),
            secret: "b".to_owned(),
            ..lrs::acts::Wish::default()
        };
        let forward = lrs::acts::add_forward(by, db, clock, &wish).await.unwrap();
        let statement = uuid::Uuid::from_u128(7);
        self.tell(&key.key.key, &key.secret, statement).await;
        let things = &mut self.things;
        things.job = id.0.to_string();
        things.key = key.key.key;
        things.forward = forward.0.to_string();
        things.statement = format!("/ho-so-hoc/phat-bieu/{}/{statement}", key.key.tenant.0);
    }

    async fn tell(&self, key: &str, secret: &str, id: uuid::Uuid) {
        use base64::Engine as _;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{key}:{secret}"));
        let mut client = Client::new(application::router_of(&self.app, self.site))
            .with_header("authorization", &format!("Basic {pair}"))
            .with_header("x-experience-api-version", "1.0.3");
        let body = serde_json::json!({
            "id": id,
            "actor": {"mbox": "mailto:an@example.vn"},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/attended"},
            "object": {"id": "http://example.vn/lop/1"},
        });
        let json = Some("application/json".to_owned());
        let body = body.to_string().into_bytes();
        client.send(axum::http::Method::POST, "/xapi/statements", json, body).await.expect(200);
    }

    /// An account for every asker, signed in twice and told something; and one to spare.
    async fn accounts(&mut self) {
        for asker in CAST {
            self.account(asker.account).await;
            self.give(&asker).await;
        }
        let spare = self.account(SPARE).await;
        let role = NewRole::whole(SPARE, Role::Inspector);
        access::give_roles(&self.app, &self.by, &[role], "").await.unwrap();
        self.things.grant = self.grant_of(&spare).await;
        let ticket = self.ticket(SPARE, &spare).await;
        self.things.session = ticket.session;
        self.things.notice = ticket.notice;
        for asker in CAST {
            let account = self.known(asker.account).await;
            let ticket = self.ticket(asker.account, &account).await;
            self.tickets.insert(asker.account, ticket);
        }
        self.tickets.insert(super::table::NOBODY, self.visitor().await);
    }

    async fn account(&self, name: &str) -> Account {
        access::create_account(&self.app, &self.by, name, name, PASSWORD).await.unwrap();
        self.known(name).await
    }

    async fn known(&self, name: &str) -> Account {
        let (mut tx, _) = self.read().await;
        access::account(&mut tx, name).await.unwrap().unwrap()
    }

    async fn give(&self, asker: &Asker) {
        let Some((role, over)) = asker.role else { return };
        let number = match over {
            For::Person => Some(self.number().await),
            For::Everything | For::Unit => None,
        };
        let new = NewRole {
            account: asker.account,
            role,
            unit: (over == For::Unit).then_some(&self.codes[0]),
            person: number.as_deref(),
            valid: Interval::ALWAYS,
        };
        access::give_roles(&self.app, &self.by, &[new], "").await.unwrap();
    }

    /// The personal number of the person within.
    async fn number(&self) -> String {
        self.said().await.into_iter().find_map(|p| p.fact.personal_number).expect("a number")
    }

    /// The name of the person within.
    async fn name(&self) -> String {
        self.said().await.into_iter().find_map(|p| p.fact.full_name).expect("a name")
    }

    /// What is said of the person within.
    async fn said(&self) -> Vec<Held<registry::model::Person>> {
        let (mut tx, known) = self.read().await;
        let who = [Value::Uuid(Some(self.persons[0].0))];
        held(&mut tx, known, "f.person_id = $2", &who).await.unwrap()
    }

    async fn grant_of(&self, account: &Account) -> String {
        let (mut tx, _) = self.read().await;
        let all = access::roles(&mut tx, &self.by).await.unwrap();
        all.iter().find(|g| g.fact.account == account.id).unwrap().fact.id.to_string()
    }

    async fn ticket(&self, name: &'static str, account: &Account) -> Ticket {
        let who = SignIn { name, password: PASSWORD, address: "127.0.0.1", agent: "test" };
        let other = access::sign_in(&self.app, &who).await.unwrap();
        let token = access::sign_in(&self.app, &who).await.unwrap().token;
        let mut client = Client::new(application::router_of(&self.app, self.site));
        client.set_cookie(COOKIE, Some(&token));
        let page = client.get("/tai-khoan").await.expect(200).text();
        let news =
            News::new("collect-news-opened", "/").arg("name", "Đợt một").arg("due", "01/12/2026");
        let mut tx = self.app.db.write().await.unwrap();
        let letter = |_: &News| (String::new(), String::new());
        errands::acts::tell(&mut tx, &self.clock, &[(account.id, &news)], &letter).await.unwrap();
        tx.commit().await.unwrap();
        let (mut tx, _) = self.read().await;
        let notices = errands::figures::notices(&mut tx, account.id, 0, 1).await.unwrap();
        Ticket {
            cookie: Some((COOKIE, token)),
            csrf: csrf(&page),
            session: other.id.to_string(),
            notice: notices[0].id.to_string(),
        }
    }

    async fn visitor(&self) -> Ticket {
        let mut client = Client::new(application::router_of(&self.app, self.site));
        let page = client.get("/dang-nhap").await.expect(200).text();
        let token = client.cookie("nhanluc-visitor").unwrap().to_owned();
        let cookie = Some(("nhanluc-visitor", token));
        Ticket {
            cookie,
            csrf: csrf(&page),
            session: self.things.session.clone(),
            notice: self.things.notice.clone(),
        }
    }
}

/// The token of a page's forms.
fn csrf(page: &str) -> String {
    let from = page.split(&format!("name=\"{}\" value=\"", access::CSRF_FIELD)).nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

/// A sheet an office might send.
fn files(office: &str) -> Vec<Dropped> {
    let text = format!(
        "STT,Họ và tên,Ngày sinh,Đơn vị,Chức vụ,Chuyên trách,Kiêm nhiệm,Lĩnh vực\n\
         1,Nguyễn Văn Thử,17/03/1985,{office},Chuyên viên,x,,CĐS\n"
    );
    vec![Dropped { name: "Danh sach.csv".to_owned(), bytes: Ok(text.into_bytes()) }]
}

#[test]
fn everybody_of_the_cast_is_somebody_else() {
    let rights = |asker: &Asker| asker.role.map(|(role, over)| (role.code(), over == For::Unit));
    let mut all: Vec<_> = CAST.iter().map(rights).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), CAST.len());
    assert!(
        Role::ALL.iter().all(|role| CAST.iter().any(|a| a.role.is_some_and(|(r, _)| r == *role)))
    );
    assert!(Right::ALL.len() > Role::ALL.len());
}
