//! Which details of a person lists stated, and for which days. What a list states of a detail holds
//! from its day until the next one that states it; what the first one states, before it as well.

use std::sync::Arc;

use kernel::{Date, Interval};

use crate::{model::Confirmation, reading::OfficerRow};

/// A detail of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    Name,
    Sex,
    Birth,
    Number,
    Phone,
    Email,
    Degree,
    Major,
}

const NAMES: [(Detail, &str); 8] = [
    (Detail::Name, "full_name"),
    (Detail::Sex, "sex"),
    (Detail::Birth, "birth"),
    (Detail::Number, "personal_id"),
    (Detail::Phone, "phone"),
    (Detail::Email, "email"),
    (Detail::Degree, "degree"),
    (Detail::Major, "major"),
];

/// Some details.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Details(u8);

impl Details {
    /// What a row states; a blank states nothing.
    pub(crate) fn of(row: &OfficerRow) -> Self {
        let stated = [
            row.full_name.is_some(),
            row.sex.is_some(),
            row.birth.is_some(),
            row.personal_id.is_some(),
            row.phone.is_some(),
            row.email.is_some(),
            row.degree.is_some(),
            row.major.is_some(),
        ];
        let mut it = Self::default();
        for ((detail, _), _) in NAMES.into_iter().zip(stated).filter(|(_, stated)| *stated) {
            it.add(detail);
        }
        it
    }

    pub(crate) const fn add(&mut self, detail: Detail) {
        self.0 |= 1 << detail as u8;
    }

    pub(crate) const fn remove(&mut self, detail: Detail) {
        self.0 &= !(1 << detail as u8);
    }

    pub(crate) const fn has(self, detail: Detail) -> bool {
        self.0 & (1 << detail as u8) != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// As it is kept: words with a blank between.
    pub(crate) fn words(self) -> String {
        let words = NAMES.iter().filter(|(detail, _)| self.has(*detail)).map(|(_, word)| *word);
        words.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn read(words: &str) -> Self {
        let mut it = Self::default();
        let known = |word: &str| NAMES.iter().find(|(_, name)| *name == word);
        for (detail, _) in words.split(' ').filter_map(known) {
            it.add(*detail);
        }
        it
    }
}

/// A row that states details of a person.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// The day its sheet speaks of; of what stood before a list was known to say it, none.
    pub(crate) on: Option<Date>,
    pub(crate) details: Details,
    pub(crate) file: Arc<str>,
    pub(crate) sheet: Arc<str>,
    pub(crate) row: u32,
    /// These files say it.
    pub(crate) new: bool,
}

/// Everything lists stated of one person.
#[derive(Default)]
pub(crate) struct Statements(Vec<Statement>);

impl Statements {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn knows(&mut self, statement: Statement) {
        self.0.push(statement);
    }

    /// Whether a list is known to have stated a detail, or that it stood before one did.
    pub(crate) fn any(&self, detail: Detail) -> bool {
        self.0.iter().any(|said| said.details.has(detail))
    }

    /// The first statement of a detail for a later day.
    pub(crate) fn after(&self, detail: Detail, day: Date) -> Option<&Statement> {
        let later = |said: &&Statement| said.details.has(detail) && said.on > Some(day);
        self.0.iter().filter(later).min_by_key(|said| said.on)
    }

    /// When what a list of a day states of a detail holds; `turns` are the days from which on the
    /// record has it otherwise, whoever said so.
    pub(crate) fn span(&self, detail: Detail, turns: &[Option<Date>], day: Date) -> Interval {
        let stated = self.0.iter().filter(|said| said.details.has(detail)).map(|said| said.on);
        let days = || stated.clone().chain(turns.iter().copied());
        let from = days().any(|on| on < Some(day)).then_some(day);
        Interval { from, to: days().flatten().filter(|on| *on > day).min() }
    }

    /// Keeps what a row of these files states, as far as it is not known of that day.
    pub(crate) fn note(&mut self, said: Statement) {
        let mut said = said;
        for known in self.0.iter().filter(|known| !known.new && known.on == said.on) {
            said.details.0 &= !known.details.0;
        }
        if said.details.is_empty() {
            return;
        }
        if let Some(known) = self.0.iter_mut().find(|known| known.new && known.on == said.on) {
            known.details.0 |= said.details.0;
        } else {
            self.0.reserve_exact(1);
            self.0.push(said);
        }
    }

    /// What these files state.
    pub(crate) fn fresh(self) -> impl Iterator<Item = Statement> {
        self.0.into_iter().filter(|said| said.new)
    }
}

impl Statement {
    pub(crate) fn confirmation(&self) -> Option<Confirmation> {
        let (file, sheet) = (self.file.to_string(), self.sheet.to_string());
        Some(Confirmation { on: self.on?, file, sheet, row: self.row.into() })
    }
}
