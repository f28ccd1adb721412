//! The rooms put together behind one door.

use access::{App, Settings};
use axum::Router;
use kernel::Clock;
use store::Db;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, trace::TraceLayer};

use crate::wiring::fact_tables;

/// The running application's state.
pub(crate) fn app(db: Db, clock: Clock, settings: Settings) -> App {
    let room = registry::pages::Room::new(fact_tables()).held_rows("/tiep-nhan/cho", |app| {
        Box::pin(async move {
            let mut tx = app.db.read().await?;
            let known = ledger::last_seq(&mut tx).await.map_err(to_store)?;
            intake::figures::held_count(&mut tx, known).await.map_err(of_intake)
        })
    });
    let mut builder = App::builder(db, clock).settings(settings).room(room);
    for (kind, page) in registry::pages::SUBJECTS {
        builder = builder.subject_page(kind, *page);
    }
    builder.build()
}

/// Every page of every room.
pub(crate) fn router(app: &App) -> anyhow::Result<Router> {
    let messages = [access::MESSAGES, registry::pages::MESSAGES];
    let nav = [registry::pages::NAV, access::NAV].concat();
    let site = ui::Site::new(&messages, nav, Some(registry::pages::SEARCH))?;
    let rooms = access::routes().merge(registry::pages::router());
    let guarded = access::guard(rooms.with_state(app.clone()), app);
    Ok(ui::dress(guarded, site)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(TraceLayer::new_for_http()))
}

fn to_store(error: ledger::Error) -> store::Error {
    match error {
        ledger::Error::Store(error) => error,
        other => store::Error::Io(std::io::Error::other(other)),
    }
}

fn of_intake(error: intake::Error) -> store::Error {
    let intake::Error::Registry(error) = error;
    match error {
        registry::Error::Ledger(error) => to_store(error),
        other => store::Error::Io(std::io::Error::other(other)),
    }
}
