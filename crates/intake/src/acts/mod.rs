//! The verbs: read files, say what they would change, enter it as one act.

mod answer;
mod apply;
mod batch;
mod books;
mod describe;
mod edit;
mod ending;
mod erase;
mod erase_row;
mod extent;
mod follow;
mod join;
mod outside;
mod read;
mod seen;
mod submit;
mod turn;
mod whole;

pub(crate) use answer::of_row;
pub use answer::{row_is, row_is_other, set_aside};
pub use apply::{Applied, Terms, apply, preview, to_json};
pub(crate) use apply::{Ask, Looked, look, read_alone};
pub use batch::{
    BatchError, Confirmed, Dropped, apply_batch, batch_of_held, change_batch, drop_batch,
    open_batch, point_out, take_as,
};
pub(crate) use batch::{held_row, incoming, newest_applied};
pub use describe::{describe_kind, restore_kind, retire_kind};
pub use edit::Edit;
pub(crate) use edit::mend;
pub use ending::Ending;
pub use erase::Sheets;
pub use erase_row::{erase_row, preview_row_erasure};
pub use extent::{Extent, extents};
pub use follow::Batches;
pub use join::Answered;
pub use read::Incoming;
pub(crate) use read::{NotPointed, Reading};
pub use seen::{may_look, may_mend, require_look, require_mend, sees_whole};
pub use submit::{
    Along, Picture, Task, Trial, agree, apply_along, batch, hand_in, open_batch_in, picture,
    replace_batch_in, try_batch,
};
pub(crate) use turn::turn;
pub use whole::{FileTables, OFFICERS, Tables, emptied_by, leave_out, tables};
