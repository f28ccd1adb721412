//! What pages of later rooms are made with, so that they read, link and date as these do.

pub use super::{
    by_hand::{emptied, worded},
    doing::{Ended, Followed, follow},
    given::{Given, Pairs},
    links,
    moment::{Moment, OfTheDay},
    place::{Place, section},
    purpose, rests,
    room::Map,
    words::{basis, birth, birth_year, name_key, norm_marked, since, span},
};
