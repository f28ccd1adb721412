//! The pieces of a page.

mod button;
mod changes;
mod empty;
mod figure;
mod gaps;
mod pagination;
mod progress;
mod signature;
mod stepper;
mod summary;
mod tabs;
mod tag;
mod timeline;
mod tree;

pub use button::{Button, Buttons};
pub use changes::{Change, ChangeGroup, Changes};
pub use empty::Empty;
pub use figure::{Amount, Better, Figure, Figures};
pub use gaps::{Gap, Gaps};
pub use pagination::Pagination;
pub use progress::Progress;
pub use signature::Signature;
pub use stepper::Stepper;
pub use summary::Summary;
pub use tabs::Tabs;
pub use tag::Tag;
pub use timeline::{Event, Timeline};
pub use tree::{Node, Tree};
