//! What the cells of a column look like, whatever its heading says.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use kernel::{Date, folding::fold, names::title_case};

use crate::reading::{
    Cell,
    units::is_area_office,
    values::{
        self, DateOrder, FieldKeys, IdFound, ModeWord, StatedDate, Tick, degree_name, fields,
        looks_like_name, mode, personal_id, phone, sex, tick,
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
    /// Words for a sex, a mode, a field, a tick or a degree that are no given name as well.
    pub(super) no_names: u32,
    pub(super) fields: u32,
    pub(super) ordinals: u32,
    /// Names of offices every one of which the register has.
    pub(super) places: u32,
    /// Digits without a letter.
    pub(super) codes: u32,
    last_ordinal: i64,
}

/// Births of people at work; the day of reading does not matter to what a column is.
const AROUND: Date = Date::constant(2020, 1, 1);

impl Profile {
    /// Whether at least so many per cent of the filled cells count.
    pub(super) const fn mostly(&self, count: u32, per_cent: u32) -> bool {
        self.filled > 0 && count * 100 >= self.filled * per_cent
    }

    /// Takes cells into account that were looked at elsewhere.
    pub(super) const fn add(&mut self, one: &Self) {
        self.filled += one.filled;
        self.ids += one.ids;
        self.phones += one.phones;
        self.births += one.births;
        self.ticks += one.ticks;
        self.sexes += one.sexes;
        self.modes += one.modes;
        self.degrees += one.degrees;
        self.emails += one.emails;
        self.names += one.names;
        self.single_words += one.single_words;
        self.no_names += one.no_names;
        self.fields += one.fields;
        self.ordinals += one.ordinals;
        self.places += one.places;
        self.codes += one.codes;
    }
}

/// Looks at cells, at equal texts once.
pub(super) struct Eye<'a> {
    fields: &'a FieldKeys,
    seen: HashMap<Arc<str>, Profile>,
}

impl<'a> Eye<'a> {
    pub(super) fn new(fields: &'a FieldKeys) -> Self {
        Self { fields, seen: HashMap::new() }
    }

    /// Takes a cell into account.
    pub(super) fn see(&mut self, cell: &Cell, profile: &mut Profile) {
        let one = match cell {
            Cell::Text(t) => {
                if let Some(one) = self.seen.get(t) {
                    *one
                } else {
                    let one = look(cell, self.fields);
                    self.seen.insert(Arc::clone(t), one);
                    one
                }
            }
            other => look(other, self.fields),
        };
        profile.add(&one);
        if let Some(n) = values::text(Some(cell)).and_then(|t| t.parse::<i64>().ok()) {
            profile.ordinals += u32::from(n == profile.last_ordinal + 1 || n == 1);
            profile.last_ordinal = n;
        }
    }
}

fn look(cell: &Cell, list: &FieldKeys) -> Profile {
    let mut out = Profile::default();
    let Some(shown) = values::text(Some(cell)) else { return out };
    let cell = Some(cell);
    let id = matches!(personal_id(cell), IdFound::Whole(_) | IdFound::Restored(_));
    let born = values::date(cell, DateOrder::DayFirst, AROUND).ok().flatten();
    let plausible = |d: StatedDate| (1930..2012).contains(&d.year());
    let found = fields(&shown, list);
    let single = !shown.contains(' ') && shown.chars().all(char::is_alphabetic);
    out.filled = 1;
    let digits = shown.chars().any(|c| c.is_ascii_digit());
    out.codes = (digits && !shown.chars().any(char::is_alphabetic)).into();
    out.ids = id.into();
    out.phones = (!id && phone(cell).value.is_some()).into();
    out.births = born.is_some_and(plausible).into();
    out.ticks = matches!(tick(cell), Tick::Yes | Tick::No).into();
    out.sexes = matches!(sex(cell), Ok(Some(_))).into();
    out.modes = matches!(mode(cell), ModeWord::Is(_) | ModeWord::Both).into();
    out.degrees = degree_name(&shown).is_some().into();
    out.emails = (shown.contains('@') && shown.contains('.')).into();
    let lower = || {
        !shown.chars().any(char::is_uppercase)
            && looks_like_name(&title_case(&shown.to_uppercase()))
    };
    out.names = (looks_like_name(&shown) || lower() || values::addresses_somebody(&shown)).into();
    out.single_words = single.into();
    out.places = is_area_office(&shown).into();
    out.fields = (!found.codes.is_empty() && found.unread.is_empty()).into();
    let other = out.sexes + out.modes + out.fields + out.ticks + out.degrees;
    out.no_names = (other > 0 && !is_given_name(&shown)).into();
    out
}

/// Whether a word is a given name, whatever else it may say without its marks: `Nam` is a man's
/// sex as well, and `Dũng` is written like `đúng`.
fn is_given_name(word: &str) -> bool {
    static NAMES: LazyLock<[String; 14]> = LazyLock::new(|| {
        [
            "nam", "dung", "dũng", "dụng", "dừng", "ba", "bá", "cơ", "kiếm", "kiểm", "kiệm",
            "khổng", "mạng", "mang",
        ]
        .map(fold)
    });
    word.chars().next().is_some_and(char::is_uppercase) && NAMES.contains(&fold(word))
}
