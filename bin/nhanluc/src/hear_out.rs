//! What a request still has to say when it is answered already is heard out: whoever is in the
//! middle of sending would find the connection closed, and never see why it was refused.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::{Body, BodyDataStream, HttpBody as _},
    extract::Request,
    http::header,
    middleware::Next,
    response::Response,
};
use futures_util::{StreamExt as _, stream};

/// So many bytes are heard out, a few times the most that any page takes.
const MOST: usize = 1024 * 1024 * 1024;
/// For so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// A body that is read by whoever answers, as far as they like, and then to its end.
type Shared = Arc<Mutex<BodyDataStream>>;

/// Answers a request, and takes what is left of it before the answer goes out.
pub(crate) async fn hear_out(request: Request, next: Next) -> Response {
    // Whoever asks before sending is told so before anything is sent.
    let asks_first = request.headers().contains_key(header::EXPECT);
    if asks_first || request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let rest: Shared = Arc::new(Mutex::new(body.into_data_stream()));
    let body = Body::from_stream(reading(rest.clone()));
    let response = next.run(Request::from_parts(parts, body)).await;
    let _ = tokio::time::timeout(PATIENCE, take(reading(rest))).await;
    response
}

/// The pieces that nobody has read yet.
fn reading(rest: Shared) -> impl stream::Stream<Item = Result<axum::body::Bytes, axum::Error>> {
    stream::poll_fn(move |context| {
        rest.lock().unwrap_or_else(PoisonError::into_inner).poll_next_unpin(context)
    })
}

/// Drops what comes.
async fn take(pieces: impl stream::Stream<Item = Result<axum::body::Bytes, axum::Error>>) {
    let mut pieces = std::pin::pin!(pieces);
    let mut taken = 0;
    while let Some(Ok(piece)) = pieces.next().await {
        taken += piece.len();
        if taken > MOST {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::to_bytes, http::StatusCode, middleware};
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::{TcpListener, TcpStream},
    };

    use super::*;

    #[tokio::test]
    async fn who_is_refused_unread_is_told_why() {
        let answers = |request: Request| async move {
            if request.uri().path() == "/refuse" {
                return (StatusCode::PAYLOAD_TOO_LARGE, "too large".to_owned());
            }
            let body = to_bytes(request.into_body(), usize::MAX).await.unwrap();
            (StatusCode::OK, body.len().to_string())
        };
        let app = Router::new().fallback(answers).layer(middleware::from_fn(hear_out));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        for (path, length, told) in
            [("/refuse", 16_000_000, "413"), ("/whole", 1_000_000, "1000000"), ("/whole", 0, "0")]
        {
            let mut there = TcpStream::connect(address).await.unwrap();
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\
                 Content-Length: {length}\r\n\r\n"
            );
            there.write_all(head.as_bytes()).await.unwrap();
            // All of it is written before a word of the answer is read.
            there.write_all(&vec![b'x'; length]).await.unwrap();
            let mut answer = String::new();
            there.read_to_string(&mut answer).await.unwrap();
            assert!(answer.contains(told), "{path} {length}: {answer}");
        }
    }
}
