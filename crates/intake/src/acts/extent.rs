//! How far the sheets of a kept file go: for whoever speaks of one of its cells.

use store::{Tx, boxed};

use super::turn;
use crate::{
    Error,
    model::Batch,
    reading::{Grid, Limits, open},
    store::batch as sql,
};

/// A sheet, and the corner farthest from its first cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The sheet's name; of a text file, empty.
    pub sheet: String,
    /// Its last row with anything in it, counted from 1.
    pub rows: u32,
    /// How many columns that is in its broadest row.
    pub columns: u16,
}

impl Extent {
    fn of(grid: &Grid) -> Self {
        let ends = grid.rows.iter().filter_map(|row| row.cells.last());
        Self {
            sheet: grid.name.clone(),
            rows: grid.rows.last().map_or(0, |row| row.number),
            columns: ends.map(|(column, _)| column.saturating_add(1)).max().unwrap_or(0),
        }
    }

    /// Whether a cell lies in it: row from 1, column from 0.
    pub fn has(&self, row: i64, column: i64) -> bool {
        (1..=i64::from(self.rows)).contains(&row) && (0..i64::from(self.columns)).contains(&column)
    }
}

/// The sheets of a file of a batch; none where it is no longer kept, or can't be opened.
#[boxed]
pub async fn extents(tx: &mut Tx, batch: &Batch, file: &str) -> Result<Vec<Extent>, Error> {
    let Some(kept) = batch.files.iter().find(|kept| kept.name == file) else {
        return Ok(Vec::new());
    };
    let Some((name, bytes)) = sql::content(tx, batch.id, kept.id).await? else {
        return Ok(Vec::new());
    };
    let _turn = turn().await;
    let book = tokio::task::block_in_place(|| open(&name, &bytes, &Limits::default()));
    Ok(book.map(|book| book.sheets.iter().map(Extent::of).collect()).unwrap_or_default())
}
