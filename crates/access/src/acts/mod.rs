//! The verbs: one for each thing a person does here.

mod account;
mod read;
mod role;
mod session;
mod sign_in;

pub use account::{
    AccountError, change_password, create_account, disable_account, enable_account, first_password,
    open_account, renew_password, set_password,
};
pub use read::log_read;
pub use role::{ACT_KINDS, NewRole, RoleError, give_roles, take_role};
pub use session::{end_other_sessions, end_session, sign_out};
pub use sign_in::{SignIn, SignInError, Started, sign_in};

/// The name the first account gets.
pub const FIRST_ACCOUNT: &str = "quantri";
