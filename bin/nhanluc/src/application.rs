//! The rooms put together behind one door.

use access::{App, Settings};
use axum::{Router, extract::Request, middleware};
use kernel::Clock;
use store::Db;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, trace::TraceLayer};

use crate::{
    hear_out::hear_out,
    wiring::{elsewhere, fact_tables, follows, joins},
};

/// The running application's state.
pub(crate) fn app(db: Db, clock: Clock, settings: Settings) -> App {
    app_until(db, clock, settings, (errands::Room::default(), lrs::Sizes::default()))
}

/// The same, in a process that works through the queue and says when it ends.
pub(crate) fn app_until(
    db: Db,
    clock: Clock,
    settings: Settings,
    (errands, sizes): (errands::Room, lrs::Sizes),
) -> App {
    let register = registry::pages::Room::new(fact_tables())
        .held_rows(intake::pages::WAITING_PAGE, intake::pages::held_waiting);
    let register = elsewhere().into_iter().fold(register, registry::pages::Room::elsewhere);
    let register = follows().into_iter().fold(register, registry::pages::Room::follows);
    let register = joins().into_iter().fold(register, registry::pages::Room::joins);
    let register = register
        .section(community::pages::glance)
        .section(training::pages::glance)
        .section(pipeline::pages::glance)
        .section(commitments::pages::glance)
        .of_office(commitments::pages::of_unit)
        .of_unit(community::pages::of_unit)
        .of_unit(collect::pages::of_unit)
        .of_unit(commitments::pages::of_unit)
        .of_person(training::pages::of_person)
        .touches(intake::pages::touched)
        .touches(collect::pages::touched)
        .touches(commitments::pages::touched)
        .lacks(community::figures::VillageTeams)
        .remedy(commitments::pages::promise_page);
    let records = lrs::Room::new(db.clone(), clock.clone(), settings.public_url.as_deref());
    let records = records.sizes(sizes);
    let mut builder = App::builder(db, clock)
        .settings(settings)
        .register(registry::pages::Register)
        .room(register)
        .room(records)
        .room(intake_room())
        .room(collect::pages::Room::default().published_by(privacy::pages::Published))
        .room(privacy_room())
        .room(errands);
    let subjects = [
        registry::pages::SUBJECTS,
        community::pages::SUBJECTS,
        intake::pages::SUBJECTS,
        privacy::pages::SUBJECTS,
    ];
    for (kind, page) in subjects.concat() {
        builder = builder.subject_page(kind, page);
    }
    builder.build()
}

/// What offices send, with what is said of its cells.
fn intake_room() -> intake::pages::Room {
    intake::pages::Room::default()
        .remarks(collect::pages::remarks)
        .remark_form(collect::pages::remark_form)
}

/// Every room that keeps something on people.
fn privacy_room() -> privacy::pages::Room {
    privacy::pages::Room::default()
        .keeper(registry::figures::People)
        .keeper(training::figures::Trainings)
        .keeper(community::figures::Memberships)
        .keeper(intake::figures::Rows)
        .keeper(intake::figures::Files)
        .keeper(lrs::figures::Records)
        .aging(intake::figures::Uploads)
        .aging(intake::figures::Marks)
        .aging(registry::figures::FormerStaff)
        .facts(fact_tables())
}

/// Every page of every room.
pub(crate) fn router(app: &App) -> anyhow::Result<Router> {
    Ok(router_of(app, site()?))
}

/// The pages of every room that not everybody may open.
pub(crate) const DOORS: &[&[ui::Door]] = &[
    access::DOORS,
    registry::pages::DOORS,
    commitments::pages::DOORS,
    community::pages::DOORS,
    training::pages::DOORS,
    pipeline::pages::DOORS,
    collect::pages::DOORS,
    intake::pages::DOORS,
    lrs::pages::DOORS,
    privacy::pages::DOORS,
    errands::pages::DOORS,
];

/// Texts of every room.
pub(crate) const MESSAGES: &[ui::Messages] = &[
    access::MESSAGES,
    registry::pages::MESSAGES,
    community::MESSAGES,
    training::MESSAGES,
    pipeline::MESSAGES,
    commitments::MESSAGES,
    intake::pages::MESSAGES,
    errands::MESSAGES,
    collect::MESSAGES,
    privacy::MESSAGES,
    lrs::MESSAGES,
];

/// Texts and navigation of every room. They live as long as the process.
pub(crate) fn site() -> anyhow::Result<&'static ui::Site> {
    let (first, rest) = registry::pages::NAV.split_at(SEE);
    let nav = [
        first,
        commitments::pages::NAV,
        community::pages::NAV,
        training::pages::NAV,
        pipeline::pages::NAV,
        collect::pages::NAV,
        intake::pages::NAV,
        lrs::pages::NAV,
        rest,
        privacy::pages::NAV,
        errands::pages::NAV,
        access::NAV,
    ]
    .concat();
    let doors = DOORS.iter().copied().flatten().copied();
    Ok(ui::Site::with_doors(MESSAGES, nav, Some(registry::pages::SEARCH), doors)?)
}

/// The pages with these texts.
pub(crate) fn router_of(app: &App, site: &'static ui::Site) -> Router {
    let rooms = access::routes()
        .merge(registry::pages::router())
        .merge(community::pages::router())
        .merge(training::pages::router())
        .merge(pipeline::pages::router())
        .merge(commitments::pages::router())
        .merge(intake::pages::router())
        .merge(errands::pages::router())
        .merge(collect::pages::router())
        .merge(privacy::pages::router())
        .merge(lrs::pages::router());
    let marked = errands::pages::mark(rooms.with_state(app.clone()), app);
    let guarded = access::guard(marked, app);
    let pages = ui::dress(guarded, site).layer(CompressionLayer::new());
    // The record store is entered by key, not by session, and what it hashes is not compressed.
    // The pages come second: what is nowhere is answered by the last that is merged.
    lrs::web::router()
        .with_state(app.clone())
        .merge(pages)
        .layer(middleware::from_fn(hear_out))
        .layer(CatchPanicLayer::new())
        .layer(TraceLayer::new_for_http().make_span_with(|request: &Request| span(request)))
}

/// A request as the log names it: by its path. What stands behind that are names people looked
/// for, numbers, and codes of a provider.
fn span(request: &Request) -> tracing::Span {
    tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
}

/// Entries of the register that come before those of intake: what a person looks at.
const SEE: usize = 5;

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::body::Body;

    use super::*;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_keeps_no_query() {
        let log = Log::default();
        let own = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || own.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let request = Request::get("/tim?q=098765432109&code=abc").body(Body::empty()).unwrap();
            span(&request).in_scope(|| tracing::info!("answered"));
        });
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("/tim") && text.contains("answered"), "{text}");
        assert!(!text.contains("098765432109") && !text.contains("abc"), "{text}");
    }
}
