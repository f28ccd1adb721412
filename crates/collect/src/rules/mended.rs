//! Whether what came back to be mended was mended.

use intake::model::{Batch, BatchId};
use kernel::Timestamp;

/// Whether the files are those that came back at a time, and no cell of them was mended since.
pub fn is_untouched(batch: &Batch, (returned, at): (Option<BatchId>, Timestamp)) -> bool {
    let since = at.as_microsecond();
    returned == Some(batch.id) && batch.edits.iter().all(|made| made.at < since)
}
