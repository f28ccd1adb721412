//! Sign-in, sessions, roles, the log of reads of personal data, and [`App`]: the running application's
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
mod register;
mod rules;
mod sessions;
mod store;
mod token;
mod web;

pub use acts::{
    ACT_KINDS, AccountError, FIRST_ACCOUNT, NewRole, RoleError, SignIn, SignInError, Started,
    change_password, create_account, disable_account, enable_account, end_other_sessions,
    end_session, first_password, give_roles, log_read, open_account, renew_password, set_password,
    sign_in, sign_out, take_role,
};
pub use app::{App, Builder, Running, Settings, SubjectPage};
pub use figures::{
    Holder, ReadFilter, ReadPage, Unanswered, account, accounts, accounts_of, holders,
    read_choices, reads, reads_of, roles, sessions,
};
pub use model::{
    Account, AccountId, Actor, GRANT, Grant, GrantId, Held, Limits, OWN_UNIT, Powers, Read,
    ReadLine, Refused, Right, Role, Scope, Session, SessionId, SessionLine,
};
pub use pages::routes;
pub use register::{Register, Unit, Waiting};
pub use rules::{MAX_BYTES, MIN_CHARS, Weak, account_name, check_password};
pub use sessions::actor_of;
pub use web::{CSRF_FIELD, CSRF_HEADER, Signed, guard};

/// The tables of this room.
pub const MIGRATIONS: &[::store::Migration] = &[
    ::store::Migration {
        room: "access",
        number: 1,
        sql: include_str!("../migrations/0001_access.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 2,
        sql: include_str!("../migrations/0002_roles.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&ledger::FactTable] = &[&GRANT];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// The entries of this room in the navigation.
pub const NAV: &[ui::NavItem] = &[
    ui::NavItem::new("access-nav-users", "/nguoi-dung")
        .under("access-nav-house")
        .needs(Right::Accounts.code()),
    ui::NavItem::new("access-nav-reads", "/nhat-ky-doc")
        .under("access-nav-house")
        .needs(Right::SeeLogs.code()),
];
