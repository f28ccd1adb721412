//! What is shown while files are read, and `/tiep-nhan/{batch}/dong`: says how far that has got, as
//! long as somebody listens.

use std::{convert::Infallible, time::Duration};

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    http::header,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream};
use ui::{Component as _, Html, Page, Problem, Progress, Ui};

use super::{
    batch_room::{Key, Room, load},
    links,
};
use crate::model::BatchState;

/// How often it is looked.
const EVERY: Duration = Duration::from_millis(250);
/// After so many looks a browser has to listen again, and rights are looked at again.
const MOST_LOOKS: u32 = 120;
/// The part of the page that follows the stream.
const PART: &str = "dang-doc";

/// Says how far reading has got: of files done, of how many. Where scripts don't run, the page is
/// asked for again each second.
pub(super) fn wait(ui: &Ui, batch: &str, (done, whole): (usize, usize)) -> Response {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let progress = Progress::new(ui.t("intake-reading-files"), count(done), count(whole));
    let address = format!("/tiep-nhan/{}/dong?tu={done}", ui::segment(batch));
    let mut body = Html::trusted(format!("<div id=\"{PART}\" data-stream=\"{address}\">"));
    body.push(&progress.html(ui));
    body.push(&Html::trusted("</div>"));
    let page = Page::new(ui.t("intake-reading")).lead(ui.t("intake-reading-lead"));
    page.reloading(1).respond(ui, &body)
}

/// Somebody who waits for a batch.
struct Listening {
    app: App,
    key: Key,
    /// The files that the page shows as read.
    seen: Option<usize>,
    looks: u32,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (batch, key) = load(&app, &signed.actor, &id).await?;
    if batch.state != BatchState::Open {
        return Ok(ui::Redirect::to(links::batch(batch.id)).into_response());
    }
    let seen = ui.query().get("tu").and_then(|it| it.parse().ok());
    let changes = changes(Listening { app, key, seen, looks: 0 });
    let stream = Sse::new(changes).keep_alive(KeepAlive::default());
    // What one account may see is kept for no other.
    Ok(([(header::CACHE_CONTROL, "no-store")], stream).into_response())
}

/// An event for each change; after the last, that everything is read, there is no more.
fn changes(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(Some(listening), |listening| async move {
        let mut listening = listening?;
        loop {
            if listening.looks >= MOST_LOOKS {
                return None;
            }
            listening.looks += 1;
            let now = listening.app.room::<Room>().batches.progress(&listening.key);
            if now.is_none() || now != listening.seen {
                let event = Event::default().event("changed").data("1");
                listening.seen = now;
                return Some((Ok(event), now.is_some().then_some(listening)));
            }
            tokio::time::sleep(EVERY).await;
        }
    })
}
