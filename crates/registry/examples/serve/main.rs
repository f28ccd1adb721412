//! The pages of this room over real input, to be looked at:
//! `cargo run -p registry --example serve -- SHARED_DATA FILE.db [ADDR] [TIMES]`.
//!
//! Reads the country's areas, one province's offices and its officers (`TIMES` over, for weight),
//! follows the areas on 1 July 2025, and serves. Whoever comes is signed in: for looking only.

mod province;

use std::{error::Error, path::PathBuf};

use access::{Actor, App, SignIn};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use kernel::Clock;
use registry::pages::{self, Room};
use store::Db;

type Done<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1);
    let data = PathBuf::from(arguments.next().ok_or("where is the shared data?")?);
    let file = arguments.next().ok_or("which database?")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let times = arguments.next().map_or(Ok(1), |n| n.parse())?;

    let db = Db::open(&file).await?;
    let migrations = [ledger::MIGRATIONS, access::MIGRATIONS, registry::MIGRATIONS].concat();
    store::migrate(&db, &migrations).await?;
    let clock = Clock::system();
    province::load(&db, &clock, &data, times).await?;

    let room = Room::new(registry::FACTS.iter().copied())
        .held_rows("/tiep-nhan", |_, _| Box::pin(async { Ok(21) }));
    let mut builder = App::builder(db, clock).room(room);
    for (kind, page) in pages::SUBJECTS {
        builder = builder.subject_page(kind, *page);
    }
    let app = builder.build();
    let token = signed_in(&app).await?;
    let nav = pages::NAV.iter().chain(access::NAV).copied();
    let site = ui::Site::new(&[pages::MESSAGES, access::MESSAGES], nav, Some(pages::SEARCH))?;
    let rooms = pages::router().merge(access::routes()).with_state(app.clone());
    let router = ui::dress(access::guard(rooms, &app), site)
        .layer(middleware::from_fn_with_state(token, sign_in));
    let listener = tokio::net::TcpListener::bind(&address).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

/// A session of an account that is made where it is not there.
async fn signed_in(app: &App) -> Done<HeaderValue> {
    let password = "đi một vòng quanh tỉnh 1997";
    if access::account(&mut app.db.read().await?, "xem").await?.is_none() {
        access::create_account(app, &Actor::command(), "xem", "Người Xem", password).await?;
        let role = access::NewRole::whole("xem", access::Role::Coordinator);
        access::give_roles(app, &Actor::command(), &[role], "").await?;
    }
    let who = SignIn { name: "xem", password, address: "127.0.0.1", agent: "serve" };
    let started = access::sign_in(app, &who).await?;
    Ok(HeaderValue::try_from(format!("nhanluc-session={}", started.token))?)
}

async fn sign_in(State(token): State<HeaderValue>, mut request: Request, next: Next) -> Response {
    request.headers_mut().append(header::COOKIE, token);
    next.run(request).await
}
