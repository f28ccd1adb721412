//! Heads of the parts of an upload have an end: whoever reads the parts keeps a head whole until
//! it is there, and looks through all of it again for each piece that comes.

use std::io;

use axum::body::{Body, Bytes};
use futures_util::{StreamExt as _, stream};

/// The longest head: a browser's says the field and the name of a file.
const LONGEST: usize = 16 * 1024;
const END: &[u8] = b"\r\n\r\n";

/// The same body, which breaks off where a head is too long.
pub(super) fn with_an_end(body: Body, boundary: &str) -> Body {
    let heads = Heads::new(boundary);
    let pieces = stream::unfold((body.into_data_stream(), heads), async |(mut body, mut heads)| {
        let piece = body.next().await?;
        let endless = || axum::Error::new(io::Error::other("the head of a part has no end"));
        let piece = piece.and_then(|bytes: Bytes| {
            let passed = heads.pass(&bytes);
            passed.then_some(bytes).ok_or_else(endless)
        });
        Some((piece, (body, heads)))
    });
    Body::from_stream(pieces)
}

/// What stands between two parts.
struct Heads {
    between: Vec<u8>,
    /// How much of the end of what is being read has come: of a head, or of a part.
    matched: usize,
    /// So long is the head that is being read; `None` within a part.
    head: Option<usize>,
}

impl Heads {
    fn new(boundary: &str) -> Self {
        let between = format!("\r\n--{boundary}").into_bytes();
        Self { between, matched: 0, head: Some(0) }
    }

    /// Reads a piece; `false` where a head is too long.
    fn pass(&mut self, mut piece: &[u8]) -> bool {
        while !piece.is_empty() {
            let end = if self.head.is_some() { END } else { &self.between };
            let (read, matched) = until(piece, end, self.matched);
            let ended = matched == end.len();
            self.matched = if ended { 0 } else { matched };
            if let Some(length) = &mut self.head {
                *length += read;
                if *length > LONGEST {
                    return false;
                }
            }
            if ended {
                self.head = if self.head.is_some() { None } else { Some(0) };
            }
            piece = &piece[read..];
        }
        true
    }
}

/// How far a piece was read until an end stood there, and how much of the end did. An end begins
/// with a return and holds no second thing that could begin it anew but a return.
fn until(piece: &[u8], end: &[u8], mut matched: usize) -> (usize, usize) {
    let mut at = 0;
    while at < piece.len() && matched < end.len() {
        if matched == 0 {
            let Some(next) = piece[at..].iter().position(|b| *b == b'\r') else {
                return (piece.len(), 0);
            };
            at += next;
        }
        matched = match piece[at] {
            b if b == end[matched] => matched + 1,
            b'\r' => 1,
            _ => 0,
        };
        at += 1;
    }
    (at, matched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(text: &str, pieces: usize) -> bool {
        let mut heads = Heads::new("xyz");
        text.as_bytes().chunks(pieces).all(|piece| heads.pass(piece))
    }

    #[test]
    fn parts_have_no_end_and_heads_do() {
        let part = |head: &str, body: &str| format!("--xyz\r\nA: {head}\r\n\r\n{body}\r\n");
        let long = "x".repeat(LONGEST);
        let breaks = "\r\n--xy\r\r\n\r\r\n-".repeat(9_000);
        for pieces in [1, 2, 3, 7, 4096, usize::MAX] {
            for body in [&*long, &breaks, ""] {
                let good = part("a", body) + &part("b", body) + "--xyz--\r\n";
                assert!(passes(&good, pieces), "{pieces}");
                for bad in [part("a", body) + &part(&long, ""), part(&long, body)] {
                    assert!(!passes(&bad, pieces), "{pieces}");
                }
            }
        }
        assert!(!passes(&"A: b\r\n".repeat(LONGEST), 100), "many short ones");
    }
}
