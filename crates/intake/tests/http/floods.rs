//! Many large files at once: they are taken in turns, and nobody with a small one waits.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};
use futures_util::stream;
use testkit::Client;
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};
use tower::ServiceExt as _;

use house::House;

use crate::office::one;

const BOUNDARY: &str = "bien-gioi";
const CHUNK: usize = 64 << 10;
/// More than is taken without a turn.
const LARGE: usize = 32;
/// How many large ones are taken at once.
const AT_ONCE: usize = 4;

/// Somebody who sends a file piece by piece.
struct Slow {
    pieces: mpsc::Sender<Bytes>,
    answer: JoinHandle<StatusCode>,
}

impl Slow {
    async fn begin(office: &House, client: &mut Client) -> Self {
        let page = client.get("/tiep-nhan").await.expect(200).text();
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let csrf = csrf.split('"').next().unwrap();
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.csv\"\r\n\
             \r\n"
        );
        let (pieces, sent) = mpsc::channel::<Bytes>(1);
        let body = Body::from_stream(stream::unfold(sent, async |mut sent| {
            sent.recv().await.map(|piece| (Ok::<_, std::io::Error>(piece), sent))
        }));
        let cookie = format!("nhanluc-session={}", client.cookie("nhanluc-session").unwrap());
        let request = Request::post("/tiep-nhan")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(body)
            .unwrap();
        let router = office.router.clone();
        let answer = tokio::spawn(async move { router.oneshot(request).await.unwrap().status() });
        pieces.send(head.into()).await.unwrap();
        Self { pieces, answer }
    }

    /// Whether so much is taken that a turn is needed for it.
    async fn is_taken(&self) -> bool {
        let all = async {
            for _ in 0..LARGE {
                // As from a wire: what is there at once is read ahead at once.
                tokio::time::sleep(Duration::from_millis(2)).await;
                self.pieces.send(vec![b'a'; CHUNK].into()).await.unwrap();
            }
        };
        timeout(Duration::from_secs(2), all).await.is_ok()
    }

    async fn end(self) -> StatusCode {
        let end = format!("\r\n--{BOUNDARY}--\r\n");
        self.pieces.send(end.into()).await.unwrap();
        drop(self.pieces);
        self.answer.await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn large_files_are_taken_in_turns() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let mut going = Vec::new();
    for _ in 0..AT_ONCE {
        let slow = Slow::begin(&office, &mut lan).await;
        assert!(slow.is_taken().await);
        going.push(slow);
    }
    let late = Slow::begin(&office, &mut lan).await;
    assert!(!late.is_taken().await, "all turns are taken");
    // A sheet as offices send them goes past.
    let small = [testkit::Upload { field: "tep", name: "b.csv", bytes: b"a;b\n1;2\n" }];
    let sent = timeout(Duration::from_secs(20), lan.upload("/tiep-nhan", &[], &small)).await;
    assert_eq!(sent.unwrap().status, StatusCode::SEE_OTHER);
    // Whoever goes away leaves a turn, as whoever is done.
    going.pop().unwrap().answer.abort();
    assert_eq!(late.end().await, StatusCode::SEE_OTHER);
    for slow in going {
        assert_eq!(slow.end().await, StatusCode::SEE_OTHER);
    }
}
