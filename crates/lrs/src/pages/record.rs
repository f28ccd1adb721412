//! A record as lists of them show it: a few words, however large it is.

use access::App;
use kernel::Uuid;
use ui::Ui;

use super::Sentence;
use crate::{
    Room,
    json::Doc,
    rules::{read_timestamp, uuid},
    store::{query::Listed, statement},
    turns::{SMALL, Turn},
};

/// What is told of a record.
pub(super) struct Record {
    /// When it was stored, in microseconds.
    pub(super) seq: i64,
    /// Its id.
    pub(super) id: Uuid,
    /// When it happened, as it says.
    pub(super) happened: i64,
    /// How many bytes it has.
    pub(super) size: usize,
    /// What it says; `None` where it was too large to be read for a list.
    pub(super) sentence: Option<Sentence>,
}

impl Record {
    /// Records of a list. Large ones are read one by one, in turn with other large answers, and as
    /// many of them as come in one request; no more than one stands in memory.
    pub(super) async fn all(
        app: &App,
        ui: &Ui,
        rows: Vec<Listed>,
    ) -> Result<Vec<Self>, store::Error> {
        let room: &Room = app.room();
        let mut left = room.sizes.statements;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let (seq, size) = (row.seq, row.size());
            let read = match row.body {
                Some(body) => Some((body, None)),
                None if size <= left => {
                    left -= size;
                    large(room, seq, size).await?
                }
                None => None,
            };
            let told = read.and_then(|(body, _turn)| Self::read(ui, seq, &body));
            all.push(match told {
                Some(record) => record,
                None => Self::unread(room, seq, size).await?,
            });
        }
        Ok(all)
    }

    fn read(ui: &Ui, seq: i64, body: &[u8]) -> Option<Self> {
        let doc = Doc::of_statements(body).ok()?;
        let of = |name: &str| doc.root().get(name)?.text();
        Some(Self {
            seq,
            id: uuid(&of("id")?)?,
            happened: of("timestamp").and_then(|text| read_timestamp(&text)).unwrap_or(seq),
            size: body.len(),
            sentence: Some(Sentence::of(ui, doc.root())),
        })
    }

    async fn unread(room: &Room, seq: i64, size: usize) -> Result<Self, store::Error> {
        let id = statement::id(&mut room.db.read().await?, seq).await?;
        Ok(Self { seq, id, happened: seq, size, sentence: None })
    }
}

/// A large one with the turn it was read in; `None` where that did not come. Whoever waits for it
/// holds no view of the database: others who have theirs would wait for that.
async fn large(
    room: &Room,
    seq: i64,
    size: usize,
) -> Result<Option<(Vec<u8>, Option<Turn>)>, store::Error> {
    let mut turn = None;
    if size > SMALL {
        turn = room.readers.take(size).await;
        if turn.is_none() {
            return Ok(None);
        }
    }
    let body = statement::body(&mut room.db.read().await?, seq).await?;
    Ok(Some((body, turn)))
}
