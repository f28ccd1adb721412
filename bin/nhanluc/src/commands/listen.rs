//! The network side of `serve`: connections that are given up when nothing comes, so that a few
//! idle clients cannot keep everybody else out.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use axum::{Router, extract::Request, response::Response};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tower::{Service as _, util::BoxCloneService};
use tower_http::timeout::RequestBodyTimeoutLayer;

/// How patient the server is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of a request, from the first moment on.
    pub(super) head: Duration,
    /// For the next piece of a body.
    pub(super) body: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { head: Duration::from_secs(30), body: Duration::from_secs(30) }
    }
}

/// So long a browser that is still being answered is waited for when the program ends.
const LAST: Duration = Duration::from_mins(1);
/// Before the next connection is asked for where the machine has none to give.
const PAUSE: Duration = Duration::from_secs(1);

type Answering = BoxCloneService<Request<hyper::body::Incoming>, Response, Infallible>;

/// Answers until told to stop; then whoever is being answered is waited for.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    ending: impl Future<Output = ()>,
) {
    let router = router.layer(RequestBodyTimeoutLayer::new(patience.body));
    let mut make = router.into_make_service_with_connect_info::<SocketAddr>();
    let open = GracefulShutdown::new();
    let mut ending = std::pin::pin!(ending);
    loop {
        let (stream, address) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            },
            () = &mut ending => break,
        };
        let Ok(service) = make.call(address).await;
        answer(stream, BoxCloneService::new(service), patience, &open);
    }
    drop(listener);
    if tokio::time::timeout(LAST, open.shutdown()).await.is_err() {
        tracing::warn!("connections that would not end were cut");
    }
}

fn answer(stream: TcpStream, service: Answering, patience: Patience, open: &GracefulShutdown) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // Whoever goes away in the middle of something is nobody's fault.
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended");
        }
    });
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        sync::oneshot,
        time::timeout,
    };

    use super::*;

    const SHORT: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_secs(20);

    async fn opened() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let router = Router::new().fallback(async |body: String| body);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopping) = oneshot::channel::<()>();
        let patience = Patience { head: SHORT, body: SHORT };
        let ending = async move { drop(stopping.await) };
        let serving = tokio::spawn(serve(listener, router, patience, ending));
        (address, stop, serving)
    }

    /// What comes back until the connection is closed.
    async fn said(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        timeout(LONG, stream.read_to_end(&mut answer)).await.expect("it is closed").unwrap();
        String::from_utf8(answer).unwrap()
    }

    #[tokio::test]
    async fn who_says_nothing_is_given_up() {
        let (address, stop, serving) = opened().await;
        for nothing in ["", "GET / HTTP/1.1\r\nHost: a\r\nX-"] {
            let answer = said(address, nothing).await;
            assert!(!answer.contains("200 OK"), "{nothing}: {answer}");
        }
        let half = "POST /gui HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc";
        assert!(said(address, half).await.starts_with("HTTP/1.1 4"));
        let whole =
            "POST /gui HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
        assert!(said(address, whole).await.ends_with("abc"));
        stop.send(()).unwrap();
        timeout(LONG, serving).await.expect("it ends").unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
