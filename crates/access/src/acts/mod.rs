//! The verbs: one for each thing a person does here.

mod account;
mod read;
mod session;
mod sign_in;

pub use account::{
    AccountError, change_password, create_account, disable_account, enable_account, first_password,
    set_password,
};
pub use read::log_read;
pub use session::{end_other_sessions, end_session, sign_out};
pub use sign_in::{SignIn, SignInError, Started, sign_in};

/// The name the first account gets.
pub const FIRST_ACCOUNT: &str = "quantri";
