//! The questions. Everything takes a pair of dates and returns values that open to their rows.

mod coverage;
mod lists;
mod orgs;
mod people;

pub use coverage::{Coverage, Totals, coverage};
pub use lists::{fields, norms};
pub use orgs::{area_named, areas_on, org_by_code, org_map};
pub use people::{
    Officer, OfficerPage, OfficerQuery, PersonHistory, history, officers, officers_page,
};
