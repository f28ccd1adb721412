//! Who was erased is recognised by marks: keyed digests of a personal number, or of a name with a
//! birth. Without the key a mark can't be tried against all numbers there are; with it, it only
//! answers whether a row is of somebody who was erased (ADR 24).

use std::collections::{HashMap, HashSet};

use kernel::{Birth, Seq, folding};
use registry::acts::Identity;
use ring::hmac;

use crate::reading::OfficerRow;

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Of {
    /// A personal number.
    Number,
    /// Name and day of birth.
    Day,
    /// Name and year, of somebody whose day is marked as well: for rows that state a year alone.
    YearOfDay,
    /// Name and year, of somebody of whom no more was known.
    Year,
}

impl Of {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Day => "day",
            Self::YearOfDay => "year_of_day",
            Self::Year => "year",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Number, Self::Day, Self::YearOfDay, Self::Year]
            .into_iter()
            .find(|o| o.word() == word)
    }
}

/// Makes marks.
#[derive(Debug)]
pub(crate) struct Marker(hmac::Key);

impl Marker {
    /// With the secret of an installation.
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    fn mark(&self, of: Of, text: &str) -> String {
        // A day and a year can't be one mark, nor a mark be one of another use of the secret.
        let said = format!("nhanluc stop list 1\0{}\0{text}", of.word());
        let tag = hmac::sign(&self.0, said.as_bytes());
        tag.as_ref().iter().fold(String::new(), |mut out, byte| {
            use std::fmt::Write as _;
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    fn born(&self, of: Of, name: &str, birth: &str) -> String {
        self.mark(of, &format!("{name}\0{birth}"))
    }

    /// The marks of somebody.
    pub(crate) fn of(&self, person: &Identity) -> Vec<(Of, String)> {
        let mut marks: Vec<(Of, String)> =
            person.numbers.iter().map(|n| (Of::Number, self.mark(Of::Number, n))).collect();
        for name in &person.names {
            for birth in &person.births {
                let year = birth.year().to_string();
                match birth {
                    Birth::Day(day) => {
                        marks.push((Of::Day, self.born(Of::Day, name, &day.to_string())));
                        marks.push((Of::YearOfDay, self.born(Of::YearOfDay, name, &year)));
                    }
                    Birth::Year(_) => marks.push((Of::Year, self.born(Of::Year, name, &year))),
                }
            }
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// Everybody who was erased, as far as marks tell.
#[derive(Debug, Default)]
pub(crate) struct Stops {
    marker: Option<Marker>,
    marks: HashMap<(Of, String), Seq>,
    /// Erasures of somebody whose number is marked.
    numbered: HashSet<Seq>,
}

impl Stops {
    /// With the key they were made with, and the act of each.
    pub(crate) fn new(marker: Marker, marks: Vec<(Of, String, Seq)>) -> Self {
        let number = |(of, _, act): &(Of, String, Seq)| (*of == Of::Number).then_some(*act);
        let numbered = marks.iter().filter_map(number).collect();
        let marks = marks.into_iter().map(|(of, mark, act)| ((of, mark), act)).collect();
        Self { marker: Some(marker), marks, numbered }
    }

    /// Whether a row may be of somebody who was erased: their number, or their name and birth
    /// unless a number beside it is another. A name alone tells nobody.
    pub(crate) fn has(&self, row: &OfficerRow) -> bool {
        self.fits(row.full_name.as_deref(), row.birth, row.personal_id.as_deref())
    }

    /// The same of what any list says of somebody.
    pub(crate) fn fits(
        &self,
        name: Option<&str>,
        birth: Option<Birth>,
        number: Option<&str>,
    ) -> bool {
        // Nearly always nobody was erased: a large sheet asks for each of its rows.
        let Some(marker) = self.marker.as_ref().filter(|_| !self.marks.is_empty()) else {
            return false;
        };
        let found = |of: Of, mark: String| self.marks.get(&(of, mark)).copied();
        if number.is_some_and(|n| found(Of::Number, marker.mark(Of::Number, n)).is_some()) {
            return true;
        }
        let (Some(name), Some(birth)) = (name, birth) else { return false };
        let name = folding::plain(name);
        let year = birth.year().to_string();
        let born = |of: Of, text: &str| found(of, marker.born(of, &name, text));
        let acts = match birth {
            Birth::Day(day) => [born(Of::Day, &day.to_string()), born(Of::Year, &year)],
            Birth::Year(_) => [born(Of::YearOfDay, &year), born(Of::Year, &year)],
        };
        let another = |act: &Seq| number.is_some() && self.numbered.contains(act);
        acts.into_iter().flatten().any(|act| !another(&act))
    }
}

#[cfg(test)]
mod tests {
    use kernel::Date;

    use super::*;

    fn an(birth: Birth) -> Identity {
        Identity {
            names: ["nguyen van an".to_owned()].into(),
            births: [birth].into(),
            numbers: ["001085001234".to_owned()].into(),
            ..Identity::default()
        }
    }

    fn row(name: &str, birth: &str, number: &str) -> OfficerRow {
        OfficerRow {
            full_name: Some(name.into()),
            birth: birth.parse().ok(),
            personal_id: Some(number.to_owned()).filter(|n| !n.is_empty()),
            ..OfficerRow::default()
        }
    }

    fn stops(person: &Identity, secret: &[u8]) -> Stops {
        let made = Marker::new(b"key of the house").of(person);
        let marks = made.into_iter().map(|(of, mark)| (of, mark, 7)).collect();
        Stops::new(Marker::new(secret), marks)
    }

    #[test]
    fn who_was_erased_is_recognised_and_nobody_else() {
        let day = Birth::Day(Date::constant(1985, 3, 17));
        let known = stops(&an(day), b"key of the house");
        for (name, birth, number, stopped) in [
            ("Ai Đó Khác", "1990", "001085001234", true),
            ("NGUYỄN VĂN AN", "1985-03-17", "", true),
            ("Nguyen Van An", "1985", "", true),
            ("Nguyễn Văn An", "1985-03-18", "", false),
            ("Nguyễn Văn An", "1986", "", false),
            ("Nguyễn Văn An", "", "", false),
            ("Nguyễn Văn Anh", "1985-03-17", "", false),
            // A number beside the name is somebody else's.
            ("Nguyễn Văn An", "1985-03-17", "001085009999", false),
        ] {
            assert_eq!(known.has(&row(name, birth, number)), stopped, "{name} {birth} {number}");
        }
        let year = Identity { numbers: [].into(), ..an(Birth::Year(1985)) };
        let known = stops(&year, b"key of the house");
        assert!(known.has(&row("Nguyễn Văn An", "1985-03-17", "")), "no more was known");
        assert!(known.has(&row("Nguyễn Văn An", "1985-03-17", "001085009999")));
        assert!(!stops(&an(day), b"another key").has(&row("x", "", "001085001234")));
        assert!(!Stops::default().has(&row("Nguyễn Văn An", "1985-03-17", "001085001234")));
    }

    #[test]
    fn a_mark_shows_nothing_of_whom_it_is() {
        let day = Birth::Day(Date::constant(1985, 3, 17));
        let marks = Marker::new(b"key of the house").of(&an(day));
        assert_eq!(marks.len(), 3);
        for (_, mark) in marks {
            assert_eq!(mark.len(), 64);
            assert!(!mark.contains("1985") || !mark.contains("001085001234"));
        }
    }
}
