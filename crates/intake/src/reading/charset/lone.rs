//! Which encoding each text of a sheet is in, where no font says so: by its own words, and by what
//! stands around it.

use std::sync::Arc;

use kernel::folding::compose;

use super::{
    Charset,
    decode::{as_byte, decode},
    judge::{Validity, has_foreign_signs, validity},
};

/// What a text of a cell is as it stands.
pub(in crate::reading) enum Stand {
    /// It says nothing about encodings: letters of ASCII, a sign, a tick.
    Silent,
    /// It has letters that no old encoding shows as.
    Genuine,
    /// Vietnamese, in letters an old encoding may have meant for others: `Tó`, which may be `Tú`.
    Plain(Plain),
    /// No Vietnamese as it stands.
    Odd(Odd),
}

/// A text that is Vietnamese as it stands.
#[derive(Debug)]
pub(in crate::reading) struct Plain {
    pub(in crate::reading) text: Arc<str>,
    seen: Validity,
}

/// A text that is no Vietnamese as it stands.
#[derive(Debug)]
pub(in crate::reading) struct Odd {
    pub(in crate::reading) text: Arc<str>,
    /// What it would be in each encoding that has fewer odd words.
    readings: Vec<Reading>,
    votes: Votes,
    seen: Validity,
}

#[derive(Debug)]
struct Reading {
    charset: Charset,
    text: String,
    seen: Validity,
}

/// How much texts speak for each encoding.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::reading) struct Votes([i64; 4]);

impl Votes {
    /// Adds what texts speak for that were told by their font.
    pub(in crate::reading) fn by_font(&mut self, charset: Charset, count: u32) {
        self.0[charset as usize] += i64::from(count);
    }

    pub(in crate::reading) fn add(&mut self, odd: &Odd) {
        self.0.iter_mut().zip(odd.votes.0).for_each(|(own, more)| *own += more);
    }

    /// What the others speak for.
    fn without(mut self, odd: &Odd) -> Self {
        self.0.iter_mut().zip(odd.votes.0).for_each(|(own, less)| *own -= less);
        self
    }

    /// The encoding they speak for more than for any other.
    pub(in crate::reading) fn lead(self) -> Option<Charset> {
        let most = self.0.into_iter().max().filter(|most| *most > 0)?;
        let mut first = Charset::ALL.into_iter().filter(|c| self.0[*c as usize] == most);
        first.next().filter(|_| first.next().is_none())
    }
}

/// Whether a text has a letter of Vietnamese that no old encoding shows as.
pub(in crate::reading) fn is_genuine(text: &str) -> bool {
    text.contains(|c| {
        matches!(
            c,
            '\u{1ea0}'
                ..='\u{1ef9}'
                    | 'Ă'
                    | 'ă'
                    | 'Đ'
                    | 'đ'
                    | 'Ĩ'
                    | 'ĩ'
                    | 'Ũ'
                    | 'ũ'
                    | 'Ơ'
                    | 'ơ'
                    | 'Ư'
                    | 'ư'
        )
    })
}

/// Looks at a text.
pub(in crate::reading) fn stand(text: &Arc<str>) -> Stand {
    // One sign alone is a tick, whatever an old encoding would make of it.
    if text.is_ascii() || text.trim().chars().nth(1).is_none() {
        return Stand::Silent;
    }
    if is_genuine(text) {
        return Stand::Genuine;
    }
    if text.chars().any(|c| as_byte(c).is_none()) {
        return Stand::Silent;
    }
    let seen = validity(text);
    if seen == Validity::default() {
        return Stand::Silent;
    }
    let text = Arc::clone(text);
    if seen.bad == 0 {
        return Stand::Plain(Plain { text, seen });
    }
    let mut votes = Votes::default();
    let mut readings = Vec::new();
    for charset in Charset::ALL {
        let Some(new) = decode(charset, &text).map(|t| compose(&t)) else { continue };
        let new_seen = validity(&new);
        // A syllable that nobody writes may be one by chance: `m²` is `mỗ` in VISCII.
        let telling = new_seen.known > 0 || new_seen.bad > 0;
        votes.0[charset as usize] = if telling { new_seen.worth() } else { 0 };
        if new_seen.bad < seen.bad {
            readings.push(Reading { charset, text: new, seen: new_seen });
        }
    }
    Stand::Odd(Odd { text, readings, votes, seen })
}

impl Odd {
    /// Whether it makes more sense in an encoding than as it stands.
    pub(in crate::reading) fn speaks_for(&self, charset: Charset) -> bool {
        self.readings.iter().any(|r| r.charset == charset)
    }

    /// What it is, where its words and the others in its column and its sheet leave no doubt.
    pub(in crate::reading) fn converted(
        &self,
        column: Votes,
        sheet: Votes,
    ) -> Option<(Charset, &str)> {
        let near = [column, sheet].map(|votes| votes.without(self).lead());
        let spoken = |r: &Reading| near.contains(&Some(r.charset));
        let worth = |r: &Reading| {
            let [column, sheet] = near.map(|lead| i64::from(lead == Some(r.charset)));
            r.seen.worth() + 2 * column + sheet
        };
        let best = self.readings.iter().max_by_key(|r| (worth(r), r.seen.is_whole()))?;
        let rivals = || self.readings.iter().filter(|r| r.text != best.text);
        let clear = rivals().all(|r| worth(r) < worth(best));
        let seen = best.seen;
        let more = seen.known > self.seen.known;
        // `Lôc` may be `Lộc` typed carelessly.
        let careless = self.seen.careless == self.seen.bad;
        let enough = match (spoken(best), seen.is_whole()) {
            (true, true) => seen.known >= self.seen.known,
            // Nobody types it today, and in it most letters make syllables.
            (false, true) if best.charset == Charset::Viscii => {
                more && seen.known > 1 && rivals().all(|r| !r.seen.is_whole())
            }
            (false, true) => {
                let unknown = self.seen.known == 0 && (seen.good > 1 || seen.initials > 0);
                !careless && (more || unknown)
            }
            (spoken, false) => {
                more && seen.good >= 2 * seen.bad && (spoken || !careless && seen.known > 2)
            }
        };
        (clear && enough).then_some((best.charset, best.text.as_str()))
    }

    /// Whether something is meant by it that its letters don't tell.
    pub(in crate::reading) fn is_garbled(&self) -> bool {
        let chance = |r: &Reading| r.charset == Charset::Viscii && r.seen.good < 2;
        let more = |r: &Reading| r.seen.known > self.seen.known;
        let sense = |r: &Reading| r.seen.is_whole() && more(r) && !chance(r);
        has_foreign_signs(&self.text) && !self.readings.is_empty()
            || self.readings.iter().any(sense)
    }
}

impl Plain {
    /// What it is in the encoding of its column. `whole`: everything around it is in that one.
    pub(in crate::reading) fn converted(&self, charset: Charset, whole: bool) -> Option<String> {
        let new = compose(&decode(charset, &self.text)?);
        let seen = validity(&new);
        let known =
            if whole { seen.known >= self.seen.known } else { seen.known > self.seen.known };
        (known && seen.bad == 0 && *new != *self.text).then_some(new)
    }
}

#[cfg(test)]
#[path = "lone_tests.rs"]
mod tests;
