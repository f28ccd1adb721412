//! Sign-in, sessions, roles, the log of reads of personal data, and [`App`]: the running application's
//! state, which every room's pages take.
//!
//! A page that is not public takes [`Signed`]; a verb takes the [`Actor`] in it. [`guard`] stands
//! before all rooms: it finds the session and refuses forged requests, so that no handler has to.

mod acts;
mod app;
mod figures;
mod head;
mod known;
mod model;
mod outward;
mod pages;
mod password;
mod provider;
mod register;
mod rules;
mod seal;
mod sessions;
mod signature;
mod store;
mod token;
mod web;

pub use acts::{
    ACT_KINDS, AccountError, EnterCode, FIRST_ACCOUNT, LinkError, NewPasskey, NewRole,
    PasskeyError, PasskeySignIn, Return, Returned, RoleError, SignIn, SignInError, Started,
    StepError, Waiting as CodeWaiting, accounts_of_person, add_passkey, begin_passkey,
    begin_second_step, begun_secret, change_password, confirm_second_step, create_account,
    disable_account, drop_second_step, enable_account, end_other_sessions, end_second_step,
    end_session, first_password, forget_failed_sign_ins, forget_reads, give_roles, link_account,
    log_read, log_read_of, move_accounts, open_account, owes_code, part_accounts, purposes,
    remove_passkey, renew_password, renew_recovery_codes, row_became, set_password, set_purpose,
    shown_became, sign_in, sign_out, take_passkeys, take_role, take_second_step, unlink,
    unlink_account, visit_to_link,
};
pub use app::{App, Builder, Running, Settings, SubjectPage};
pub use figures::{
    Author, FailedPage, Holder, ReadFilter, ReadPage, Unanswered, account, accounts, accounts_of,
    author, events, failed_before, failed_sign_ins, holders, kept_sessions, links, passkeys,
    purpose_given, reaches_everywhere, read_choices, reads, reads_before, reads_of, roles,
    roles_with, second_step, sessions,
};
pub use model::{
    Account, AccountId, Actor, Event, EventKind, FailedSignIn, GRANT, Grant, GrantId, Held, Limits,
    Link, LinkId, OWN_PERSON, OWN_UNIT, Passkey, PasskeyId, Powers, Read, ReadLine, Refused, Right,
    Role, RowsShown, SIGNED_IN, Scope, SecondStep, Session, SessionId, SessionLine, Shown,
};
pub use outward::outward_agent;
pub use pages::{READS, routes};
pub use provider::{ProviderError, ProviderSettings};
pub use register::{Register, Unit, Waiting};
pub use rules::{
    MAX_BYTES, MIN_CHARS, Weak, account_name, check_password,
    codes::{RECOVERY_CODES, mailed_hash},
    oidc::Untrusted,
    webauthn::{RelyingParty, Unbelieved},
};
pub use seal::{SealKey, Unopened};
pub use sessions::actor_of;
pub use token::{MAILED_DIGITS, mailed_code};
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
    ::store::Migration {
        room: "access",
        number: 3,
        sql: include_str!("../migrations/0003_security.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 4,
        sql: include_str!("../migrations/0004_passkeys.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 5,
        sql: include_str!("../migrations/0005_provider.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 6,
        sql: include_str!("../migrations/0006_starts.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 7,
        sql: include_str!("../migrations/0007_shown.sql"),
    },
    ::store::Migration {
        room: "access",
        number: 8,
        sql: include_str!("../migrations/0008_failed.sql"),
    },
];

/// Every fact table of this room.
pub const FACTS: &[&ledger::FactTable] = &[&GRANT];

/// The texts of this room.
pub const MESSAGES: ui::Messages = ui::messages!();

/// Pages of this room that not everybody may open.
pub const DOORS: &[ui::Door] = &[
    ui::Door::new("/nguoi-dung", &[Right::SeeAccounts.whole()]),
    ui::Door::new("/nguoi-dung/moi", &[Right::Accounts.whole()]),
    ui::Door::new("/nguoi-dung/{name}", &[Right::SeeAccounts.whole()]),
    ui::Door::new("/nhat-ky-doc", &[Right::SeeLogs.whole()]),
    ui::Door::new("/dang-nhap-hong", &[Right::SeeLogs.whole()]),
];

/// The entries of this room in the navigation.
pub const NAV: &[ui::NavItem] = &[
    ui::NavItem::new("access-nav-users", "/nguoi-dung").under("access-nav-house"),
    ui::NavItem::new("access-nav-reads", "/nhat-ky-doc").under("access-nav-house"),
    ui::NavItem::new("access-nav-failed", "/dang-nhap-hong").under("access-nav-house"),
];
