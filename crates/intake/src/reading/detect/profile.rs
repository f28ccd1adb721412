//! What the cells of a column look like, whatever its heading says.

use kernel::Date;

use crate::reading::{
    Cell, FieldWords,
    values::{
        self, DateOrder, IdFound, ModeWord, StatedDate, Tick, degree_name, fields, looks_like_name,
        mode, personal_id, phone, sex, tick,
    },
};

/// Counts over the filled cells of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) filled: u32,
    pub(super) ids: u32,
    pub(super) phones: u32,
    pub(super) births: u32,
    pub(super) ticks: u32,
    pub(super) sexes: u32,
    pub(super) modes: u32,
    pub(super) degrees: u32,
    pub(super) emails: u32,
    pub(super) names: u32,
    pub(super) single_words: u32,
    pub(super) fields: u32,
    pub(super) ordinals: u32,
    last_ordinal: i64,
}

/// Births of people at work; the day of reading does not matter to what a column is.
const AROUND: Date = Date::constant(2020, 1, 1);

impl Profile {
    /// Takes a cell into account.
    pub(super) fn see(&mut self, cell: &Cell, list: &[FieldWords]) {
        let Some(shown) = values::text(Some(cell)) else { return };
        self.filled += 1;
        let cell = Some(cell);
        let id = matches!(personal_id(cell), IdFound::Whole(_) | IdFound::Restored(_));
        let count = |n: &mut u32, yes: bool| *n += u32::from(yes);
        count(&mut self.ids, id);
        count(&mut self.phones, !id && phone(cell).value.is_some());
        let born = values::date(cell, DateOrder::DayFirst, AROUND).ok().flatten();
        let plausible = |d: StatedDate| (1930..2012).contains(&d.year());
        count(&mut self.births, born.is_some_and(plausible));
        count(&mut self.ticks, matches!(tick(cell), Tick::Yes | Tick::No));
        count(&mut self.sexes, matches!(sex(cell), Ok(Some(_))));
        count(&mut self.modes, matches!(mode(cell), ModeWord::Is(_) | ModeWord::Both));
        count(&mut self.degrees, degree_name(&shown).is_some());
        count(&mut self.emails, shown.contains('@') && shown.contains('.'));
        count(&mut self.names, looks_like_name(&shown));
        let single = !shown.contains(' ') && shown.chars().all(char::is_alphabetic);
        count(&mut self.single_words, single);
        let found = fields(&shown, list);
        count(&mut self.fields, !found.codes.is_empty() && found.unread.is_empty());
        if let Ok(n) = shown.parse::<i64>() {
            count(&mut self.ordinals, n == self.last_ordinal + 1 || n == 1);
            self.last_ordinal = n;
        }
    }

    /// Whether at least so many per cent of the filled cells count.
    pub(super) fn mostly(&self, count: u32, per_cent: u32) -> bool {
        self.filled > 0 && count * 100 >= self.filled * per_cent
    }
}
