//! How a duty is held and in which fields.

use std::sync::Arc;

use crate::reading::{
    Cell, Meaning,
    values::{self, FieldsFound, ModeWord, StatedDate, Tick, fields, mode, tick},
};

use super::{
    Mode,
    row::{Draft, Inherited, RowReader},
    title,
};

/// `Cả hai`: of two that are named above.
fn says_both(text: &str) -> bool {
    const BOTH: [&str; 6] =
        ["ca hai", "ca 2", "ca hai linh vuc", "ca 2 linh vuc", "hai linh vuc", "2 linh vuc"];
    BOTH.contains(&&*values::key(text))
}

impl RowReader<'_> {
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
            // Dedicated with a share of the time is a contradiction.
            Tick::Yes if m == Mode::Dedicated && shown_share(cell) => {
                draft.hold(column, "tick_unknown");
                Tick::Unknown
            }
            Tick::Unknown if self.mode_word(cell) == ModeWord::Is(m) => Tick::Yes,
            Tick::Unknown => {
                draft.hold(column, "tick_unknown");
                Tick::Unknown
            }
            known => known,
        }
    }

    pub(super) fn mode(&mut self, draft: &mut Draft<'_>, section: Option<Mode>) {
        let (d_at, c_at) =
            (self.layout.at(&Meaning::Dedicated), self.layout.at(&Meaning::Concurrent));
        let word_at = self.layout.at(&Meaning::Mode);
        let dedicated = self.mode_tick(draft, Mode::Dedicated, d_at);
        let concurrent = self.mode_tick(draft, Mode::Concurrent, c_at);
        let word = match word_at {
            Some(column) => {
                let cell = self.layout.shared_at(draft.row, column);
                let decoded = self.layout.decoded(column, cell);
                self.mode_word(decoded.as_ref().or(cell))
            }
            None => ModeWord::Blank,
        };
        let first_duty = self.layout.duties.first().map(|d| d.0);
        let told = d_at.or(c_at).or(word_at).or(first_duty);
        let mut column = told.unwrap_or_else(|| self.layout.first_name_column());
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
        for (column, _, mode) in &self.layout.duties {
            match tick(self.layout.shared_at(draft.row, *column)) {
                Tick::Yes => said.push(*mode),
                Tick::Unknown => draft.hold(*column, "tick_unknown"),
                Tick::No | Tick::Blank => {}
            }
        }
        match word {
            ModeWord::Is(m) => {
                said.push(m);
                if !self.mode_told(draft, word_at.unwrap_or(column)) {
                    return;
                }
            }
            ModeWord::Both => return draft.hold(word_at.unwrap_or(column), "mode_conflict"),
            ModeWord::Unclear => return draft.hold(word_at.unwrap_or(column), "mode_unclear"),
            ModeWord::Blank => {}
        }
        if said.is_empty() {
            column = self.mode_beside(draft, &mut said).unwrap_or(column);
        }
        if said.is_empty() && told.is_none() {
            said.extend(section);
        }
        match said.as_slice() {
            [] if draft.problems.iter().any(|p| p.code == "tick_unknown") => {}
            [] => draft.hold(column, "mode_missing"),
            [first, rest @ ..] if rest.iter().all(|m| m == first) => {
                draft.record.mode = Some(*first);
            }
            _ => draft.hold(column, "mode_conflict"),
        }
    }

    /// What a word for the mode says beside it: since when, or that it is not another. Returns
    /// whether it may hold now.
    fn mode_told(&self, draft: &mut Draft<'_>, column: u16) -> bool {
        let Some(text) = values::text(self.layout.shared_at(draft.row, column)) else {
            return true;
        };
        if values::is_denied_mode(&text) {
            draft.warn(column, "mode_not_dedicated");
        }
        let Some(since) = values::since(&text) else { return true };
        let ahead = |year: i16| year > self.ctx.today.year();
        match self.day(Some(&Cell::Text(since.into()))) {
            Ok(Some(StatedDate::Day(day))) => draft.record.start = Some(day),
            // Not yet: what holds now is not said.
            _ if years(since).any(ahead) => {
                draft.hold(column, "mode_unclear");
                return false;
            }
            _ => draft.warn(column, "start_unclear"),
        }
        true
    }

    /// A mode that stands in a cell of the fields: `Kiêm nhiệm CĐS`, or `Kiêm nhiệm` for a tick.
    /// Returns the first such column.
    fn mode_beside(&mut self, draft: &Draft<'_>, said: &mut Vec<Mode>) -> Option<u16> {
        let mut first = None;
        let columns = self.layout.fields.iter().map(|(c, _)| *c);
        for column in columns.chain(self.layout.at(&Meaning::Fields)).collect::<Vec<_>>() {
            let cell = draft.row.cell(column);
            if tick(cell) != Tick::Unknown {
                continue;
            }
            match self.mode_word(cell) {
                ModeWord::Is(mode) => said.push(mode),
                ModeWord::Both => said.extend([Mode::Dedicated, Mode::Concurrent]),
                ModeWord::Blank | ModeWord::Unclear => continue,
            }
            first = first.or(Some(column));
        }
        first
    }

    pub(super) fn fields(&mut self, draft: &mut Draft<'_>, inherited: &Inherited) {
        let list = self.ctx.fields;
        let mut found: Vec<&str> = Vec::new();
        for (column, code) in &self.layout.fields {
            let cell = self.layout.shared_at(draft.row, *column);
            match tick(cell) {
                Tick::Yes => found.push(code),
                Tick::Unknown if is_mode(cell) => found.push(code),
                Tick::Unknown => draft.hold(*column, "tick_unknown"),
                Tick::No | Tick::Blank => {}
            }
        }
        for (column, code, _) in &self.layout.duties {
            if tick(self.layout.shared_at(draft.row, *column)) == Tick::Yes {
                found.push(code);
            }
        }
        let mut named: Vec<String> = Vec::new();
        for column in self.layout.words.clone() {
            named.extend(self.field_words(draft, column, &inherited.both));
        }
        self.unknown_ticks(draft, found.is_empty() && named.is_empty());
        let says = |code: &str| found.contains(&code) || named.iter().any(|c| c == code);
        draft.record.fields =
            list.iter().filter(|f| says(&f.code)).map(|f| f.code.clone()).collect();
        if draft.record.fields.is_empty() && !self.layout.asks_for_fields() {
            draft.record.fields = self.fields_of_mode(draft);
        }
        if draft.record.fields.is_empty() {
            draft.record.fields.extend_from_slice(&inherited.fields);
        }
        self.fields_beside(draft);
        let any_column = self
            .layout
            .at(&Meaning::Fields)
            .or_else(|| self.layout.fields.first().map(|f| f.0))
            .or_else(|| self.layout.duties.first().map(|d| d.0));
        let shown =
            draft.problems.iter().any(|p| matches!(p.code, "field_unclear" | "tick_unknown"));
        if let Some(column) = any_column
            && draft.record.fields.is_empty()
            && !shown
        {
            draft.warn(column, "field_missing");
        }
    }

    /// The fields a cell of words names.
    fn field_words(&mut self, draft: &mut Draft<'_>, column: u16, both: &[String]) -> Vec<String> {
        let cell = self.layout.shared_at(draft.row, column);
        let decoded = self.layout.decoded(column, cell);
        let Some(Cell::Text(text)) = decoded.as_ref().or(cell) else { return Vec::new() };
        if values::text_of(text).is_none() {
            return Vec::new();
        }
        let keys = &self.keys;
        let seen = self.fields.entry(Arc::clone(text)).or_insert_with(|| fields(text, keys));
        let FieldsFound { codes, unread, denied } = seen.clone();
        if codes.is_empty() && says_both(text) {
            let of_heading = title::two_fields(self.layout.heading(column), &self.keys);
            let both = if of_heading.is_empty() { both.to_vec() } else { of_heading };
            if !both.is_empty() {
                return both;
            }
        }
        if codes.is_empty() || denied {
            draft.hold(column, "field_unclear");
            return Vec::new();
        }
        if !unread.is_empty() {
            draft.warn(column, "field_unclear");
        }
        codes
    }

    /// `Kiêm nhiệm CĐS` in the column of the mode, where none asks for fields.
    fn fields_of_mode(&self, draft: &Draft<'_>) -> Vec<String> {
        let cell = self.layout.at(&Meaning::Mode).map(|c| self.layout.shared_at(draft.row, c));
        let text = cell.flatten().and_then(Cell::text).unwrap_or_default();
        let found = fields(text, &self.keys);
        if found.denied { Vec::new() } else { found.codes }
    }

    /// A field that another column names than the one that is read: told.
    fn fields_beside(&self, draft: &mut Draft<'_>) {
        for (column, code) in &self.layout.table.unknown_ticks {
            if *code != "field_beside" {
                continue;
            }
            let text = values::text(self.layout.shared_at(draft.row, *column)).unwrap_or_default();
            let found = fields(&text, &self.keys);
            if !found.denied && found.codes.iter().any(|c| !draft.record.fields.contains(c)) {
                draft.problem(*column, code, false).suggestions = found.codes;
            }
        }
    }

    /// A tick that may name a field nobody knows here: the row waits where it names no other.
    fn unknown_ticks(&self, draft: &mut Draft<'_>, nothing_else: bool) {
        let ticks = self.layout.table.unknown_ticks.iter().filter(|(_, c)| *c != "field_beside");
        for (column, code) in ticks {
            let cell = draft.row.cell(*column);
            let of_mode = *code == "mode_unclear";
            let another = match mode(cell) {
                ModeWord::Is(said) => draft.record.mode != Some(said),
                ModeWord::Both => true,
                ModeWord::Blank | ModeWord::Unclear => false,
            };
            if tick(cell) == Tick::Yes || of_mode && another {
                draft.problem(*column, code, nothing_else || of_mode);
            }
        }
    }
}

/// The years a text names.
fn years(text: &str) -> impl Iterator<Item = i16> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|w| w.len() == 4)
        .filter_map(|w| w.parse().ok())
}

/// Whether a tick states a share below the whole.
fn shown_share(cell: Option<&Cell>) -> bool {
    cell.and_then(Cell::text).is_some_and(|t| t.contains('%') && !t.contains("100"))
}

/// Whether a cell names one mode.
fn is_mode(cell: Option<&Cell>) -> bool {
    matches!(mode(cell), ModeWord::Is(_))
}
