//! `/cong-viec/dong`: says when something in the queue changed, as long as somebody listens.
//!
//! `tu` says what the page that listens shows already: what changed between its being written and
//! its listening is told at once. A browser that listens again says so with `Last-Event-ID`.

use std::{convert::Infallible, time::Duration};

use access::{App, Right, Signed};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream};
use store::jobs::{self, Stamp};
use tokio::sync::watch;
use ui::{Problem, Ui};

use crate::Room;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(1);
/// After so many looks the browser has to ask again, and rights are looked at again.
const MOST_LOOKS: u32 = 600;

struct Listening {
    app: App,
    stopping: watch::Receiver<bool>,
    /// What the page shows; unknown where it does not say.
    seen: Option<Stamp>,
    looks: u32,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeJobs)?;
    let stopping = app.room::<Room>().stopping();
    let told = headers.get("last-event-id").and_then(|it| it.to_str().ok());
    let seen = told.or_else(|| ui.query().get("tu")).and_then(|it| it.parse().ok());
    let listening = Listening { app, stopping, seen, looks: 0 };
    let stream = Sse::new(changes(listening)).keep_alive(KeepAlive::default());
    // What one account may see is kept for no other.
    Ok(([(header::CACHE_CONTROL, "no-store")], stream).into_response())
}

fn changes(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listening, |mut listening| async move {
        loop {
            if listening.looks >= MOST_LOOKS || *listening.stopping.borrow_and_update() {
                return None;
            }
            listening.looks += 1;
            let now = stamp(&listening.app).await?;
            let before = listening.seen.replace(now);
            if before.is_some_and(|before| before != now) {
                // A browser passes over an event that carries nothing.
                let event = Event::default().id(now.to_string()).event("changed").data("1");
                return Some((Ok(event), listening));
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = listening.stopping.changed() => {}
            }
        }
    })
}

async fn stamp(app: &App) -> Option<Stamp> {
    let mut tx = app.db.read().await.ok()?;
    jobs::stamp(&mut tx).await.ok()
}
