//! Sign-in, sessions, the log of reads of personal data, and [`App`]: the running application's
//! state, which every room's pages take.
//!
//! A page that is not public takes [`Signed`]; a verb takes the [`Actor`] in it. [`guard`] stands
//! before all rooms: it finds the session and refuses forged requests, so that no handler has to.

mod acts;
mod app;
mod figures;
mod head;
mod model;
mod pages;
mod password;
mod rules;
mod sessions;
mod store;
mod token;
mod web;

pub use acts::{
    AccountError, FIRST_ACCOUNT, SignIn, SignInError, Started, change_password, create_account,
    disable_account, enable_account, end_other_sessions, end_session, first_password, log_read,
    set_password, sign_in, sign_out,
};
pub use app::{App, Builder, Running, Settings, SubjectPage};
pub use figures::{ReadFilter, ReadPage, account, accounts, read_choices, reads, sessions};
pub use model::{
    Account, AccountId, Actor, Limits, Read, ReadLine, Session, SessionId, SessionLine,
};
pub use pages::routes;
pub use rules::{MAX_BYTES, MIN_CHARS, Weak, account_name, check_password};
pub use web::{CSRF_FIELD, CSRF_HEADER, Signed, guard};

/// The tables of this room.
pub const MIGRATIONS: &[::store::Migration] = &[::store::Migration {
    room: "access",
    number: 1,
    sql: include_str!("../migrations/0001_access.sql"),
}];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// The entries of this room in the navigation.
pub const NAV: &[ui::NavItem] = &[ui::NavItem::new("access-nav-reads", "/nhat-ky-doc")];
