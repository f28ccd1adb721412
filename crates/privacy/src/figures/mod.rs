//! The questions: what is held on a person and who looked, which days are worked, how requests
//! stand.

mod accounts;
mod dossier;
mod holidays;
mod law;
mod processing;
mod public;
mod records;
mod requests;
mod retention;

pub use self::{
    accounts::Accounts,
    dossier::{Dossier, dossier, dossier_of_request},
    holidays::{calendar, holidays},
    law::{basis_of, terms},
    processing::{Processing, processed, processing},
    public::{public_page, publications, to_publish, told_again},
    records::Records,
    requests::{Asked, Requests, Taken, own_requests, request, requests},
    retention::{ClosedRequests, FailedSignIns, Kept, ReadLog, removals, retention, rule_of},
};
