//! The stream of a page that follows something until it ends: see `data-stream` in the crate's
//! documentation.

use std::{convert::Infallible, time::Duration};

use axum::{
    http::header,
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream};

/// How often it is looked.
const EVERY: Duration = Duration::from_millis(250);
/// After so many looks a browser has to listen again, and rights are looked at again.
const MOST_LOOKS: u32 = 120;

/// Somebody who waits.
struct Listening<T, L> {
    seen: Option<T>,
    look: L,
    looks: u32,
}

/// An event for each change of what `look` finds, beginning with what the page shows already
/// (`seen`; unknown where it does not say). `None` is the end, and the last event.
pub fn follow<T, L>(seen: Option<T>, look: L) -> Response
where
    T: PartialEq + Send + 'static,
    L: FnMut() -> Option<T> + Send + 'static,
{
    let changes = changes(Listening { seen, look, looks: 0 });
    let stream = Sse::new(changes).keep_alive(KeepAlive::default());
    // What one account may see is kept for no other.
    ([(header::CACHE_CONTROL, "no-store")], stream).into_response()
}

fn changes<T, L>(listening: Listening<T, L>) -> impl Stream<Item = Result<Event, Infallible>>
where
    T: PartialEq,
    L: FnMut() -> Option<T>,
{
    stream::unfold(Some(listening), |listening| async move {
        let mut listening = listening?;
        while listening.looks < MOST_LOOKS {
            listening.looks += 1;
            let now = (listening.look)();
            if now.is_none() || now != listening.seen {
                let event = Event::default().event("changed").data("1");
                listening.seen = now;
                let goes_on = listening.seen.is_some();
                return Some((Ok(event), goes_on.then_some(listening)));
            }
            tokio::time::sleep(EVERY).await;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt as _;

    use super::*;

    /// How many events come, where the looks find these, and then nothing new.
    async fn told(seen: Option<u8>, finds: &'static [Option<u8>]) -> usize {
        let mut finds = finds.iter().copied();
        let look = move || finds.next().unwrap_or(Some(9));
        changes(Listening { seen, look, looks: 0 }).count().await
    }

    #[tokio::test(start_paused = true)]
    async fn each_change_is_told_once_and_the_end_is_the_last() {
        assert_eq!(told(Some(1), &[Some(1), Some(2), Some(2), None, Some(3)]).await, 2);
        assert_eq!(told(None, &[Some(1), Some(1), None]).await, 2, "the page did not say");
        assert_eq!(told(Some(1), &[None]).await, 1, "it ended before the page listened");
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_listened_again_after_a_while() {
        assert_eq!(told(Some(9), &[]).await, 0, "nothing changed, and no endless stream");
    }
}
