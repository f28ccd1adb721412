//! What is done behind the writer's back after every so many statements.

use std::sync::Arc;

use store::Db;
use tokio::sync::Mutex;

use crate::store::part::TABLES;

/// Statements after which a server settles what was written.
const MOST_ROWS: usize = 32_768;

/// Has a server settle what was written. By itself it does so only after a while, and until then a
/// filter that passes over many entries of an index costs a look at each of their rows: with a
/// million just stored, ten milliseconds rather than two.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// Statements written since it was begun last.
    rows: usize,
    turn: Arc<Mutex<()>>,
}

impl Settling {
    /// So many were written. Nobody waits for what that begins; it is done one after the other, so
    /// that however fast statements come, it holds one connection.
    pub(super) fn wrote(&mut self, rows: usize, db: &Db) {
        self.rows += rows;
        if self.rows < MOST_ROWS || !db.is_postgres() {
            return;
        }
        self.rows = 0;
        let (turn, db) = (Arc::clone(&self.turn), db.clone());
        tokio::spawn(async move {
            let _turn = turn.lock().await;
            for table in TABLES {
                match db.settle(table).await {
                    Err(error) if error.is_closed() => return,
                    // Nothing is wrong but the time that questions take.
                    Err(error) => tracing::warn!(%error, table, "was not settled"),
                    Ok(()) => {}
                }
            }
        });
    }
}
