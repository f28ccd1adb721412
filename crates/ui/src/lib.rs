//! Page frame, components, charts, messages (Vietnamese, English), assets: what every page of
//! every room is made of.

pub mod format;
pub mod messages;

mod as_of;
mod assets;
mod dress;
mod errors;
mod html;
mod lang;
mod notice;
mod page;
mod problem;
mod query;
mod request;
mod routes;
mod site;

pub use as_of::{AsOfBar, AsOfQuery};
pub use dress::{CONTENT_SECURITY_POLICY, dress};
pub use errors::Errors;
pub use html::{Component, Html, Text, escape};
pub use lang::{Lang, TextSize};
pub use messages::{Arg, MESSAGES_OF_UI, Messages};
pub use notice::{Notice, Tone};
pub use page::Page;
pub use problem::{Problem, Value as ProblemValue};
pub use query::{Query, is_local, segment};
pub use request::{Ui, Viewer, Wants};
pub use routes::Redirect;
pub use site::{NavItem, Site};
