//! Large answers: put together piece by piece as they are taken, so that few of their bytes are in
//! memory at one time, and no view of the database stays open for a slow reader. What is read
//! later is what was there at first: statements and the data of attachments never change.

use std::{collections::VecDeque, io};

use access::App;
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::stream;

use super::{answer, call::Call};
use crate::{
    Room,
    figures::Teller,
    model::{Format, TenantId, Version},
    rules::Accepted,
    store::{
        attachment::{self, Held},
        query::{List, Listed},
        statement,
    },
    turns::{SMALL, Turn},
};

/// Bytes that are read at a time of what is kept.
const PIECE: usize = 4 * 1024 * 1024;
/// Bytes of definitions that go into one statement.
const MOST_DEFINITIONS: usize = 32 * 1024 * 1024;

/// Where the pieces of an answer come from.
pub(super) struct Source {
    app: App,
    version: Version,
    tenant: TenantId,
    format: Format,
    languages: Accepted,
    /// What stands before each part, where there are several.
    boundary: String,
    pieces: VecDeque<Piece>,
}

/// A piece of an answer.
enum Piece {
    /// These bytes.
    Text(Bytes),
    /// Statements, with commas between them.
    Statements(Vec<Listed>),
    /// An attachment: its headers, its data, and the end of its line.
    Part(Held),
    /// So many bytes of what is kept, from one on.
    Kept(Kept, usize, usize),
}

enum Kept {
    Statement(i64),
    Data(String),
}

impl Piece {
    fn part(self) -> Option<Held> {
        if let Self::Part(held) = self { Some(held) } else { None }
    }
}

impl Source {
    pub(super) fn new(call: &Call, format: Format) -> Self {
        Self {
            app: call.app.clone(),
            version: call.version,
            tenant: call.tenant(),
            format,
            languages: call.languages.clone(),
            boundary: String::new(),
            pieces: VecDeque::new(),
        }
    }

    /// Statements between two ends, and behind them the data of attachments where they are asked
    /// for (Communication 1.5.2).
    pub(super) fn respond(
        mut self,
        rows: Vec<Listed>,
        held: Option<Vec<Held>>,
        (start, end): (&str, String),
    ) -> Response {
        let version = self.version;
        let Some(held) = held else {
            let length = self.statements(start.to_owned(), rows, end);
            return self.stream(version, "application/json", length);
        };
        self.boundary = format!("--xapi-{}", self.room().ids.next().simple());
        let json = "Content-Type: application/json";
        let first = format!("{}\r\n{json}\r\n\r\n{start}", self.boundary);
        let mut length = self.statements(first, rows, end + "\r\n");
        for one in held {
            length = length.map(|n| n + self.head(&one).len() + one.size + 2);
            self.pieces.push_back(Piece::Part(one));
        }
        let last = format!("{}--\r\n", self.boundary);
        length = length.map(|n| n + last.len());
        self.pieces.push_back(Piece::Text(last.into()));
        let kind = format!("multipart/mixed; boundary={}", &self.boundary[2..]);
        self.stream(version, &kind, length)
    }

    /// What stands before the data of an attachment.
    fn head(&self, one: &Held) -> String {
        format!(
            "{}\r\nContent-Type: {}\r\nContent-Transfer-Encoding: binary\r\n\
             X-Experience-API-Hash: {}\r\n\r\n",
            self.boundary, one.content_type, one.sha2
        )
    }

    /// Adds statements; gives how many bytes that will be, where it is known.
    fn statements(&mut self, start: String, rows: Vec<Listed>, end: String) -> Option<usize> {
        let as_kept = rows.iter().all(|row| self.teller().is_as_kept(row.sig));
        let size: usize = rows.iter().map(|row| row.size() + 1).sum();
        let length = as_kept.then_some(start.len() + size.saturating_sub(1) + end.len());
        self.pieces.push_back(Piece::Text(start.into()));
        for (n, group) in groups(rows).into_iter().enumerate() {
            if n > 0 {
                self.pieces.push_back(Piece::Text(Bytes::from_static(b",")));
            }
            self.pieces.push_back(Piece::Statements(group));
        }
        self.pieces.push_back(Piece::Text(end.into()));
        length
    }

    fn stream(self, version: Version, kind: &str, length: Option<usize>) -> Response {
        let pieces = stream::try_unfold(self, async |mut source: Self| {
            Ok::<_, io::Error>(source.next().await?.map(|bytes| (bytes, source)))
        });
        let body = Body::from_stream(pieces);
        let mut response = answer::of(version, StatusCode::OK, kind, body);
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
        if let Some(length) = length {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        response
    }

    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        while let Some(piece) = self.pieces.pop_front() {
            let bytes = match piece {
                Piece::Text(bytes) => bytes,
                Piece::Statements(group) => self.told(group).await?,
                Piece::Part(held) => self.parts(held).await?,
                Piece::Kept(kept, from, size) => self.kept(kept, (from, size)).await?,
            };
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn teller(&self) -> Teller<'_> {
        Teller {
            version: self.version,
            tenant: self.tenant,
            format: self.format,
            languages: &self.languages,
            sender: None,
        }
    }

    fn room(&self) -> &Room {
        self.app.room()
    }

    /// Large ones take turns, since a database reads them whole whatever is asked of them.
    async fn turn(&self, bytes: usize) -> io::Result<Option<Turn>> {
        if bytes <= SMALL {
            return Ok(None);
        }
        let turn = self.room().readers.take(bytes).await;
        turn.map(Some).ok_or_else(|| io::ErrorKind::TimedOut.into())
    }

    async fn view(&self) -> io::Result<store::Tx> {
        self.room().db.read().await.map_err(failed)
    }

    /// A group of statements, or nothing where it was taken apart.
    async fn told(&mut self, mut group: Vec<Listed>) -> io::Result<Bytes> {
        let size = group.iter().map(Listed::size).sum();
        if let [one] = &group[..]
            && one.body.is_none()
            && self.teller().is_as_kept(one.sig)
        {
            self.pieces.push_front(Piece::Kept(Kept::Statement(one.seq), 0, size));
            return Ok(Bytes::new());
        }
        let _turn = self.turn(size).await?;
        let mut tx = self.view().await?;
        let mut rows = Vec::with_capacity(group.len());
        for one in group.drain(..) {
            rows.push(one.whole(&mut tx).await.map_err(failed)?);
        }
        let told = self.teller().tell(&mut tx, &rows, MOST_DEFINITIONS).await.map_err(failed)?;
        if let Some(told) = told {
            return Ok(told.join(&b","[..]).into());
        }
        drop(told);
        let behind = rows.split_off(rows.len() / 2);
        let comma = Piece::Text(Bytes::from_static(b","));
        for piece in [
            Piece::Statements(List::from(behind).rows),
            comma,
            Piece::Statements(List::from(rows).rows),
        ] {
            self.pieces.push_front(piece);
        }
        Ok(Bytes::new())
    }

    /// An attachment, and as many small ones behind it as are read with it at one time.
    async fn parts(&mut self, first: Held) -> io::Result<Bytes> {
        let mut size = first.size;
        if size > PIECE {
            let head = self.head(&first).into();
            self.pieces.push_front(Piece::Text(Bytes::from_static(b"\r\n")));
            self.pieces.push_front(Piece::Kept(Kept::Data(first.sha2), 0, size));
            return Ok(head);
        }
        let mut held = vec![first];
        while let Some(Piece::Part(next)) = self.pieces.front()
            && size + next.size <= PIECE
        {
            size += next.size;
            held.extend(self.pieces.pop_front().and_then(Piece::part));
        }
        let turn = self.turn(size).await?;
        let data = attachment::of(&mut self.view().await?, self.tenant, &held).await;
        drop(turn);
        let data = data.map_err(failed)?;
        let mut out = Vec::with_capacity(size + held.len() * 300);
        for (held, data) in held.iter().zip(&data) {
            out.extend_from_slice(self.head(held).as_bytes());
            out.extend_from_slice(&data.contents);
            out.extend_from_slice(b"\r\n");
        }
        Ok(out.into())
    }

    /// Some bytes of what is kept; what is left stands in front then.
    async fn kept(&mut self, kept: Kept, (from, size): (usize, usize)) -> io::Result<Bytes> {
        let _turn = self.turn(size).await?;
        let mut tx = self.view().await?;
        let length = PIECE.min(size - from);
        let number = |n: usize| i32::try_from(n).map_err(io::Error::other);
        let which = (number(from)?, number(length)?);
        let bytes = match &kept {
            Kept::Statement(seq) => statement::bytes(&mut tx, *seq, which).await,
            Kept::Data(sha2) => attachment::bytes(&mut tx, self.tenant, sha2, which).await,
        };
        let bytes = bytes.map_err(failed)?;
        if bytes.len() != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if from + length < size {
            self.pieces.push_front(Piece::Kept(kept, from + length, size));
        }
        Ok(bytes.into())
    }
}

/// The reader sees that the answer breaks off.
fn failed(error: store::Error) -> io::Error {
    tracing::error!(%error, "an answer of the record store broke off");
    io::Error::other(error)
}

/// Neighbours that are small together; a large one is alone.
fn groups(rows: Vec<Listed>) -> Vec<Vec<Listed>> {
    let mut groups: Vec<Vec<Listed>> = Vec::new();
    let mut size = 0;
    for row in rows {
        size += row.size();
        if let Some(group) = groups.last_mut().filter(|_| size <= SMALL) {
            group.push(row);
        } else {
            size = row.size();
            groups.push(vec![row]);
        }
    }
    groups
}
