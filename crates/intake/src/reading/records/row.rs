//! One row of a table → an officer, with problems at its cells.

use std::{collections::HashMap, sync::Arc};

use crate::reading::{
    Cell, Meaning, Row,
    values::{
        self, DateOrder, FieldKeys, FieldsFound, IdFound, ModeWord, NameFound, Tick, Unreadable,
        agrees, birth_of_parts, degree, fields, full_birth, looks_like_name, mode, name,
        personal_id, phone, sex, share, tick,
    },
};

use super::{Context, Extra, Mode, OfficerRow, Problem, Sex, layout::Layout};

/// Reads the rows of one table.
pub(super) struct RowReader<'a> {
    pub(super) ctx: &'a Context<'a>,
    pub(super) layout: &'a Layout<'a>,
    pub(super) order: DateOrder,
    /// Field words of texts seen before.
    fields: HashMap<Arc<str>, FieldsFound>,
    keys: FieldKeys,
    modes: HashMap<Arc<str>, ModeWord>,
}

/// A row on its way.
pub(super) struct Draft<'r> {
    pub(super) row: &'r Row,
    pub(super) record: OfficerRow,
    pub(super) problems: Vec<Problem>,
}

impl Draft<'_> {
    /// Notes a problem at a column.
    pub(super) fn problem(&mut self, column: u16, code: &'static str, hold: bool) -> &mut Problem {
        let value = self.row.cell(column).map(Cell::shown).unwrap_or_default();
        let row = self.row.number;
        self.problems.push(Problem { row, column, code, value, hold, suggestions: Vec::new() });
        self.problems.last_mut().expect("pushed just now")
    }

    fn hold(&mut self, column: u16, code: &'static str) {
        self.problem(column, code, true);
    }

    fn warn(&mut self, column: u16, code: &'static str) {
        self.problem(column, code, false);
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn new(ctx: &'a Context<'a>, layout: &'a Layout<'a>, order: DateOrder) -> Self {
        Self {
            ctx,
            layout,
            order,
            fields: HashMap::new(),
            keys: FieldKeys::new(ctx.fields),
            modes: HashMap::new(),
        }
    }

    /// Everything but the office.
    pub(super) fn read<'r>(&mut self, row: &'r Row, section_mode: Option<Mode>) -> Draft<'r> {
        let record = OfficerRow::default();
        let mut draft = Draft { row, record, problems: Vec::new() };
        self.name(&mut draft);
        self.sex_and_birth(&mut draft);
        self.numbers(&mut draft);
        self.mode(&mut draft, section_mode);
        self.fields(&mut draft);
        self.studies(&mut draft);
        self.rest(&mut draft);
        self.errors(&mut draft);
        draft
    }

    fn name(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let parts: Vec<Option<&Cell>> = self.layout.names.iter().map(|c| row.cell(*c)).collect();
        let column = self.layout.first_name_column();
        match name(&parts) {
            NameFound::Is(name) => draft.record.full_name = Some(name),
            NameFound::Unclear(name) => {
                draft.warn(column, "name_unclear");
                draft.record.full_name = Some(name);
            }
            NameFound::Blank | NameFound::Invalid => draft.hold(column, "name_missing"),
        }
    }

    fn sex_and_birth(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let mut said: Vec<(Sex, u16)> = Vec::new();
        if let Some(column) = self.layout.at(&Meaning::Sex) {
            match sex(row.cell(column)) {
                Ok(found) => said.extend(found.map(|s| (s, column))),
                Err(Unreadable) => draft.warn(column, "sex_unclear"),
            }
        }
        for (m, s) in [(Meaning::SexMale, Sex::Male), (Meaning::SexFemale, Sex::Female)] {
            let Some(column) = self.layout.at(&m) else { continue };
            match tick(row.cell(column)) {
                Tick::Yes => said.push((s, column)),
                Tick::Unknown if sex(row.cell(column)) == Ok(Some(s)) => said.push((s, column)),
                Tick::Unknown => draft.hold(column, "tick_unknown"),
                Tick::No | Tick::Blank => {}
            }
        }
        let mut births: Vec<u16> = Vec::new();
        for (m, s) in [(Meaning::BirthMale, Sex::Male), (Meaning::BirthFemale, Sex::Female)] {
            if let Some(column) = self.layout.at(&m)
                && values::filled(row.cell(column))
            {
                said.push((s, column));
                if tick(row.cell(column)) != Tick::Yes {
                    births.push(column);
                }
            }
        }
        if let Some((_, column)) = said.iter().find(|(s, _)| *s != said[0].0) {
            draft.hold(*column, "sex_conflict");
        } else {
            draft.record.sex = said.first().map(|(s, _)| *s);
        }
        if let Some(column) = self.layout.at(&Meaning::Birth)
            && values::filled(row.cell(column))
        {
            births.insert(0, column);
        }
        match births.first() {
            Some(column) => self.birth(draft, *column),
            None => self.birth_of_parts(draft),
        }
    }

    fn birth(&self, draft: &mut Draft<'_>, column: u16) {
        let stated = values::date(draft.row.cell(column), self.order, self.ctx.today);
        self.born(draft, column, stated);
    }

    fn birth_of_parts(&self, draft: &mut Draft<'_>) {
        let parts = [Meaning::BirthDay, Meaning::BirthMonth, Meaning::BirthYear];
        let Some(column) = parts.iter().rev().find_map(|m| self.layout.at(m)) else { return };
        let cells = parts.each_ref().map(|m| self.layout.cell(draft.row, m));
        self.born(draft, column, birth_of_parts(cells, self.ctx.today));
    }

    fn born(
        &self,
        draft: &mut Draft<'_>,
        column: u16,
        stated: Result<Option<values::StatedDate>, Unreadable>,
    ) {
        match stated {
            Ok(None) => {}
            Ok(Some(stated)) => match full_birth(stated, self.ctx.today) {
                Ok(birth) => {
                    draft.record.birth = Some(birth);
                    if matches!(stated, values::StatedDate::Month(..)) {
                        draft.warn(column, "date_month_only");
                    }
                }
                Err(Unreadable) => draft.hold(column, "date_invalid"),
            },
            Err(Unreadable) => draft.hold(column, "date_invalid"),
        }
    }

    fn numbers(&self, draft: &mut Draft<'_>) {
        if let Some(column) = self.layout.at(&Meaning::PersonalId) {
            let found = personal_id(draft.row.cell(column));
            match found {
                IdFound::Blank => {}
                IdFound::Invalid => draft.hold(column, "personal_id_length"),
                IdFound::Whole(id) => draft.record.personal_id = Some(id),
                IdFound::Restored(id) => {
                    draft.record.personal_id = Some(id);
                    draft.warn(column, "personal_id_zero_restored");
                }
            }
            let record = &draft.record;
            let fits =
                record.personal_id.as_deref().is_none_or(|id| agrees(id, record.sex, record.birth));
            if !fits {
                draft.warn(column, "personal_id_unlike");
            }
        }
        if let Some(column) = self.layout.at(&Meaning::Phone) {
            let found = phone(draft.row.cell(column));
            draft.record.phone = found.value;
            if let Some(code) = found.warning {
                draft.warn(column, code);
            }
        }
    }

    fn mode_word(&mut self, cell: Option<&Cell>) -> ModeWord {
        match cell {
            Some(Cell::Text(t)) => *self.modes.entry(Arc::clone(t)).or_insert_with(|| mode(cell)),
            other => mode(other),
        }
    }

    /// A tick in the column of one mode; the mode's own word counts as a tick.
    fn mode_tick(&mut self, draft: &mut Draft<'_>, m: Mode, column: Option<u16>) -> Tick {
        let Some(column) = column else { return Tick::Blank };
        let meaning = if m == Mode::Dedicated { Meaning::Dedicated } else { Meaning::Concurrent };
        let cell = self.layout.shared(draft.row, &meaning);
        match tick(cell) {
            Tick::Unknown if self.mode_word(cell) == ModeWord::Is(m) => Tick::Yes,
            Tick::Unknown => {
                draft.hold(column, "tick_unknown");
                Tick::Unknown
            }
            known => known,
        }
    }

    fn mode(&mut self, draft: &mut Draft<'_>, section: Option<Mode>) {
        let (d_at, c_at) =
            (self.layout.at(&Meaning::Dedicated), self.layout.at(&Meaning::Concurrent));
        let word_at = self.layout.at(&Meaning::Mode);
        let dedicated = self.mode_tick(draft, Mode::Dedicated, d_at);
        let concurrent = self.mode_tick(draft, Mode::Concurrent, c_at);
        let word = match word_at {
            Some(_) => self.mode_word(self.layout.shared(draft.row, &Meaning::Mode)),
            None => ModeWord::Blank,
        };
        let column = d_at.or(c_at).or(word_at).unwrap_or_else(|| self.layout.first_name_column());
        let mut said: Vec<Mode> = Vec::new();
        match (dedicated, concurrent) {
            (Tick::Yes, Tick::Yes) => return draft.hold(column, "mode_conflict"),
            (Tick::Yes, _) => said.push(Mode::Dedicated),
            (_, Tick::Yes) => said.push(Mode::Concurrent),
            // With one column alone, a plain "no" in it is the other mode; a blank is nothing.
            (Tick::No, _) if c_at.is_none() => said.push(Mode::Concurrent),
            (_, Tick::No) if d_at.is_none() => said.push(Mode::Dedicated),
            _ => {}
        }
        match word {
            ModeWord::Is(m) => said.push(m),
            ModeWord::Both => return draft.hold(word_at.unwrap_or(column), "mode_conflict"),
            ModeWord::Unclear => return draft.hold(word_at.unwrap_or(column), "mode_unclear"),
            ModeWord::Blank => {}
        }
        if said.is_empty() && d_at.is_none() && c_at.is_none() && word_at.is_none() {
            said.extend(section);
        }
        match said.as_slice() {
            [] if dedicated == Tick::Unknown || concurrent == Tick::Unknown => {}
            [] => draft.hold(column, "mode_missing"),
            [first, rest @ ..] if rest.iter().all(|m| m == first) => {
                draft.record.mode = Some(*first);
            }
            _ => draft.hold(column, "mode_conflict"),
        }
    }

    fn fields(&mut self, draft: &mut Draft<'_>) {
        let list = self.ctx.fields;
        let mut found: Vec<&str> = Vec::new();
        for (column, code) in &self.layout.fields {
            match tick(draft.row.cell(*column)) {
                Tick::Yes => found.push(code),
                Tick::Unknown => draft.hold(*column, "tick_unknown"),
                Tick::No | Tick::Blank => {}
            }
        }
        let mut words = FieldsFound::default();
        let column = self.layout.at(&Meaning::Fields);
        if let Some(column) = column
            && let Some(Cell::Text(text)) = self.layout.shared(draft.row, &Meaning::Fields)
            && values::text_of(text).is_some()
        {
            let keys = &self.keys;
            let seen = self.fields.entry(Arc::clone(text)).or_insert_with(|| fields(text, keys));
            words = seen.clone();
            if words.codes.is_empty() {
                draft.hold(column, "field_unclear");
            } else if !words.unread.is_empty() {
                draft.warn(column, "field_unclear");
            }
        }
        self.unknown_ticks(draft, found.is_empty() && words.codes.is_empty());
        let named = |code: &str| found.contains(&code) || words.codes.iter().any(|c| c == code);
        draft.record.fields =
            list.iter().filter(|f| named(&f.code)).map(|f| f.code.clone()).collect();
        let any_column = column.or_else(|| self.layout.fields.first().map(|f| f.0));
        let shown =
            draft.problems.iter().any(|p| matches!(p.code, "field_unclear" | "tick_unknown"));
        if let Some(column) = any_column
            && draft.record.fields.is_empty()
            && !shown
        {
            draft.warn(column, "field_missing");
        }
    }

    /// A tick that may name a field nobody knows here: the row waits where it names no other.
    fn unknown_ticks(&self, draft: &mut Draft<'_>, nothing_else: bool) {
        for column in &self.layout.table.unknown_ticks {
            if tick(draft.row.cell(*column)) == Tick::Yes {
                draft.problem(*column, "field_unclear", nothing_else);
            }
        }
    }

    fn studies(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let major_at = self.layout.at(&Meaning::Major);
        let major = major_at.and_then(|c| values::text(row.cell(c)));
        if let Some(text) = values::text(self.layout.cell(row, &Meaning::Degree)) {
            let (name, field) = degree(&text, major_at.is_none());
            draft.record.degree = Some(name);
            draft.record.major = field;
        }
        draft.record.major = major.or(draft.record.major.take());
        for (column, degree) in &self.layout.degrees {
            match tick(row.cell(*column)) {
                Tick::Yes if draft.record.degree.is_none() => {
                    draft.record.degree = Some((*degree).to_owned());
                }
                Tick::Yes => draft.warn(*column, "degree_several"),
                Tick::Unknown => {
                    // The field of study stands where a tick was expected.
                    let text = values::text(row.cell(*column));
                    if draft.record.degree.is_none() {
                        draft.record.degree = Some((*degree).to_owned());
                    }
                    draft.record.major = draft.record.major.take().or(text);
                }
                Tick::No | Tick::Blank => {}
            }
        }
    }

    fn rest(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let own = |m: &Meaning| values::text(self.layout.cell(row, m));
        draft.record.staff_code = own(&Meaning::StaffCode);
        draft.record.title = values::text(self.layout.shared(row, &Meaning::Title));
        draft.record.division = values::text(self.layout.shared(row, &Meaning::Division));
        draft.record.certificates = own(&Meaning::Certificate);
        draft.record.courses = own(&Meaning::Courses);
        draft.record.notes = own(&Meaning::Notes);
        if let Some(column) = self.layout.at(&Meaning::Email) {
            let email = own(&Meaning::Email);
            if email.as_deref().is_some_and(|e| !e.contains('@') || looks_like_name(e)) {
                draft.warn(column, "email_unclear");
            } else {
                draft.record.email = email;
            }
        }
        if let Some(column) = self.layout.at(&Meaning::Share) {
            match share(row.cell(column)) {
                Ok(found) => draft.record.share = found,
                Err(Unreadable) => draft.warn(column, "share_unclear"),
            }
        }
        if let Some(column) = self.layout.at(&Meaning::Start) {
            match values::date(row.cell(column), self.order, self.ctx.today) {
                Ok(Some(values::StatedDate::Day(day))) => draft.record.start = Some(day),
                Ok(None) => {}
                Ok(Some(_)) | Err(Unreadable) => draft.warn(column, "start_unclear"),
            }
        }
        for column in &self.layout.others {
            if let Some(value) = values::text(row.cell(*column)) {
                draft.record.extra.push(Extra { column: *column, value });
            }
        }
    }

    /// Errors of the spreadsheet itself in cells that should hold a value.
    fn errors(&self, draft: &mut Draft<'_>) {
        for (column, cell) in &draft.row.cells {
            if !matches!(cell, Cell::Error(_)) {
                continue;
            }
            let known = self.layout.table.columns.iter().any(|c| c.index == *column);
            let told = draft.problems.iter().any(|p| p.column == *column);
            if known && !told {
                draft.warn(*column, "cell_error");
            }
        }
    }
}
