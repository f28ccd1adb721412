//! The house these tests are played in: this room, and a small one beside it.

use access::{Actor, App, Read, Settings, Signed};
use axum::{
    Router,
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    routing::{get, post},
};
use kernel::{Clock, Timestamp, Uuid};
use store::{Db, Migration};
use testkit::{Client, Page};

pub(crate) const NAME: &str = "canbo.a";
pub(crate) const PASSWORD: &str = "con bò cười trên mái";
pub(crate) const SESSION: &str = "nhanluc-session";
pub(crate) const VISITOR: &str = "nhanluc-visitor";

pub(crate) fn migrations() -> Vec<Migration> {
    ledger::MIGRATIONS.iter().chain(access::MIGRATIONS).copied().collect()
}

/// One process.
pub(crate) fn app(db: Db, clock: &Clock) -> App {
    with_settings(db, clock, Settings::default())
}

pub(crate) fn with_settings(db: Db, clock: &Clock, settings: Settings) -> App {
    App::builder(db, clock.clone())
        .settings(settings)
        .subject_page("access-read-test", |id| format!("/nguoi/{id}"))
        .room(Counter::default())
        .build()
}

/// What a room keeps for itself.
#[derive(Default)]
pub(crate) struct Counter(pub(crate) std::sync::atomic::AtomicU64);

pub(crate) fn router(app: &App) -> Router {
    let room = Router::new()
        .route("/", get(async |signed: Signed| format!("chào {}", signed.full_name)))
        .route("/mo/{id}", get(open))
        .route("/viet", post(write))
        .route("/quyet-dinh", post(act))
        .route("/tep", post(upload));
    let all = access::routes().merge(room).with_state(app.clone());
    let site = ui::Site::with_doors(
        &[access::MESSAGES],
        access::NAV.iter().copied(),
        None,
        access::DOORS.iter().copied(),
    )
    .unwrap();
    ui::dress(access::guard(all, app), site)
}

async fn write(State(app): State<App>, signed: Signed, body: String) -> String {
    let count = &app.room::<Counter>().0;
    let times = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
    format!("{} wrote {times}: {body}", signed.actor.name())
}

/// Enters an act that says nothing but itself.
async fn act(State(app): State<App>, signed: Signed) -> String {
    let mut tx = app.db.write().await.unwrap();
    let header = ledger::Header {
        kind: "test",
        effective_on: None,
        basis: ledger::Basis::default(),
        entered_by: signed.actor.name().to_owned(),
        source: ledger::Source::Form,
        reason: String::new(),
    };
    let draft = ledger::Draft::begin(&mut tx, &app.clock, header).await.unwrap();
    let receipt = draft.seal(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    app.acted();
    receipt.hash
}

async fn upload(_: Signed, mut form: Multipart) -> Result<String, StatusCode> {
    let mut said = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap().to_owned();
        said.push(format!("{name}={}", field.bytes().await.map_err(broken)?.len()));
    }
    Ok(said.join(" "))
}

fn broken(_: MultipartError) -> StatusCode {
    StatusCode::BAD_REQUEST
}

async fn open(
    State(app): State<App>,
    signed: Signed,
    axum::extract::Path(id): axum::extract::Path<Uuid>,
) -> &'static str {
    let mut tx = app.db.write().await.unwrap();
    let read = Read::of("access-read-test", id, "/mo").because("=HYPERLINK(\"x\")");
    access::log_read(&app, &mut tx, &signed.actor, &read).await.unwrap();
    tx.commit().await.unwrap();
    "mở"
}

/// An account to sign in with.
pub(crate) async fn account(app: &App) {
    let full_name = "Nguyễn <script>alert(1)</script> Ân";
    access::create_account(app, &Actor::command(), NAME, full_name, PASSWORD).await.unwrap();
    let role = access::NewRole::whole(NAME, access::Role::Administrator);
    access::give_roles(app, &Actor::command(), &[role], "").await.unwrap();
}

/// Somebody at a browser, signed in.
pub(crate) async fn signed_in(app: &App) -> Client {
    let mut client = Client::new(router(app));
    let page = sign_in(&mut client, NAME, PASSWORD).await;
    page.expect(303);
    client
}

/// Opens the page and sends the form.
pub(crate) async fn sign_in(client: &mut Client, name: &str, password: &str) -> Page {
    client.get("/dang-nhap").await;
    client.post("/dang-nhap", &[("name", name), ("password", password)]).await
}

pub(crate) fn later(clock: &Clock, seconds: i64) {
    let now = clock.now().as_second() + seconds;
    clock.set(Timestamp::from_second(now).unwrap());
}
