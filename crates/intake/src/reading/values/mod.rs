//! Cells as values: ticks, dates, numbers that identify, words for sex, mode, degree and fields.

mod date;
mod degree;
mod example;
mod fields;
mod mode;
mod name;
mod ordinary;
mod personal_id;
mod phone;
mod sex;
mod share;
mod text;
mod tick;

pub use date::{
    DateOrder, StatedDate, birth_of_parts, date, date_order, day_and_month, full_birth, in_text,
    judged_order, short_year, turns, year_shown_as_day,
};
pub use degree::{degree, degree_name, degree_rank};
pub use example::{marks_example, names_nobody};
pub use fields::{FieldKeys, FieldsFound, fields};
pub use mode::{ModeWord, is_denied_mode, mode, since};
pub use name::{
    NameFound, addresses_somebody, behind_name, has_middle_of_name, has_shape_of_name, is_vacancy,
    looks_like_name, name, says_nobody,
};
pub use personal_id::{IdFound, agrees, personal_id, zeros_restored};
pub use phone::{PhoneFound, phone};
pub use sex::sex;
pub use share::share;
pub use text::{damaged, filled, is_pending, says_none, text, text_of, tidy};
pub use tick::{Tick, tick};

/// A cell that says something which is no such value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not readable as such a value")]
pub struct Unreadable;

/// Letters and digits of a plain key, everything else one space: `chức vụ/chức danh` →
/// `chuc vu chuc danh` (of its plain form).
pub fn words(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// [`words`] of the plain form of a text as it stands in a cell.
pub fn key(text: &str) -> String {
    words(&kernel::folding::plain(text))
}
