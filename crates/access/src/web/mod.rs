//! Between the network and the pages: cookies, who asks, and whether it was one of our pages.

mod address;
mod cookie;
mod csrf;
mod door;
mod guard;
mod heads;
pub(crate) mod party;

pub(crate) use cookie::Cookie;
pub use csrf::{CSRF_FIELD, CSRF_HEADER};
pub use door::Signed;
pub(crate) use door::Visitor;
pub use guard::guard;
