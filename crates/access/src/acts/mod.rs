//! The verbs: one for each thing a person does here.

mod account;
mod part;
mod passkey;
mod provider;
mod read;
mod role;
mod second_step;
mod session;
mod sign_in;

pub use account::{
    AccountError, change_password, create_account, disable_account, enable_account, first_password,
    open_account, renew_password, set_password,
};
pub use part::{accounts_of_person, move_accounts, part_accounts};
pub use passkey::{
    NewPasskey, PasskeyError, PasskeySignIn, add_passkey, begin_passkey, remove_passkey,
    take_passkeys,
};
pub use provider::{
    LinkError, Return, Returned, link_account, unlink, unlink_account, visit_to_link,
};
pub use read::{
    forget_failed_sign_ins, forget_reads, log_read, log_read_of, purposes, row_became, set_purpose,
    shown_became,
};
pub use role::{ACT_KINDS, NewRole, RoleError, give_roles, take_role};
pub use second_step::{
    EnterCode, StepError, begin_second_step, begun_secret, confirm_second_step, drop_second_step,
    end_second_step, owes_code, renew_recovery_codes, take_second_step,
};
pub use session::{end_other_sessions, end_session, sign_out};
pub use sign_in::{SignIn, SignInError, Started, Waiting, sign_in};
pub(crate) use {
    passkey::{ask_passkey, sign_in_with_passkey},
    provider::{return_from_provider, visit_provider},
    second_step::enter_code,
    sign_in::sign_in_from,
};

/// The name the first account gets.
pub const FIRST_ACCOUNT: &str = "quantri";
