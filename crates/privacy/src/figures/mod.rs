//! The questions: what is held on a person and who looked, which days are worked, how requests
//! stand.

mod accounts;
mod dossier;
mod holidays;
mod requests;

pub use self::{
    accounts::Accounts,
    dossier::{Dossier, dossier},
    holidays::{calendar, holidays},
    requests::{Asked, Requests, Taken, own_requests, request, requests},
};
