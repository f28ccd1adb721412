//! `/cong-viec/dong`: says when something in the queue changed, as long as somebody listens.

use std::{convert::Infallible, time::Duration};

use access::{App, Right, Signed};
use axum::{
    extract::State,
    http::header,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream};
use store::jobs;
use tokio::sync::watch;
use ui::Problem;

use crate::Room;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(1);
/// After so many looks the browser has to ask again, and rights are looked at again.
const MOST_LOOKS: u32 = 600;

struct Listening {
    app: App,
    stopping: watch::Receiver<bool>,
    seen: Option<(i64, i64)>,
    looks: u32,
}

pub(super) async fn get(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeJobs)?;
    let stopping = app.room::<Room>().stopping();
    let listening = Listening { app, stopping, seen: None, looks: 0 };
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
            let now = stamp(&listening.app).await;
            let before = listening.seen.replace(now?);
            if before.is_some() && before != listening.seen {
                // A browser passes over an event that carries nothing.
                return Some((Ok(Event::default().event("changed").data("1")), listening));
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = listening.stopping.changed() => {}
            }
        }
    })
}

async fn stamp(app: &App) -> Option<(i64, i64)> {
    let mut tx = app.db.read().await.ok()?;
    jobs::stamp(&mut tx).await.ok()
}
