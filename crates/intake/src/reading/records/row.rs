//! One row of a table → an officer, with problems at its cells.

use std::{collections::HashMap, sync::Arc};

use crate::reading::{
    Cell, Meaning, Row,
    units::looks_like_office,
    values::{
        self, DateOrder, FieldKeys, FieldsFound, IdFound, ModeWord, NameFound, Tick, Unreadable,
        agrees, birth_of_parts, damaged, full_birth, name, personal_id, sex, share, tick,
    },
};

use super::{Context, Extra, Mode, OfficerRow, Problem, Sex, contact::said, layout::Layout};

/// Reads the rows of one table.
pub(super) struct RowReader<'a> {
    pub(super) ctx: &'a Context<'a>,
    pub(super) layout: &'a Layout<'a>,
    /// The order of day and month, and whether it is in doubt.
    pub(super) order: (DateOrder, bool),
    /// Field words of texts seen before.
    pub(super) fields: HashMap<Arc<str>, FieldsFound>,
    pub(super) keys: FieldKeys,
    pub(super) modes: HashMap<Arc<str>, ModeWord>,
}

/// What the section above a row says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inherited {
    pub(super) mode: Option<Mode>,
    /// Codes of fields.
    pub(super) fields: Vec<String>,
    /// What `cả hai` means.
    pub(super) both: Vec<String>,
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
        // Nearly all rows that have one have no other.
        self.problems.reserve_exact(1);
        self.problems.push(Problem { row, column, code, value, hold, suggestions: Vec::new() });
        self.problems.last_mut().expect("pushed just now")
    }

    pub(super) fn hold(&mut self, column: u16, code: &'static str) {
        self.problem(column, code, true);
    }

    pub(super) fn warn(&mut self, column: u16, code: &'static str) {
        self.problem(column, code, false);
    }
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        ctx: &'a Context<'a>,
        layout: &'a Layout<'a>,
        order: (DateOrder, bool),
    ) -> Self {
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
    pub(super) fn read<'r>(&mut self, row: &'r Row, inherited: &Inherited) -> Draft<'r> {
        let record = OfficerRow::default();
        let mut draft = Draft { row, record, problems: Vec::new() };
        self.name(&mut draft);
        self.example(&mut draft);
        self.sex_and_birth(&mut draft);
        self.numbers(&mut draft);
        self.mode(&mut draft, inherited.mode);
        self.fields(&mut draft, inherited);
        self.studies(&mut draft);
        self.rest(&mut draft);
        self.errors(&mut draft);
        self.struck(&mut draft);
        draft
    }

    fn name(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let parts: Vec<Option<&Cell>> = self.layout.names.iter().map(|c| row.cell(*c)).collect();
        let column = self.layout.first_name_column();
        match name(&parts) {
            NameFound::Is(name) if is_office(&name) => {
                draft.hold(column, "name_unclear");
                draft.record.full_name = Some(name);
            }
            NameFound::Is(name) if !self.garbled(row) => draft.record.full_name = Some(name),
            NameFound::Unclear(name) if !self.garbled(row) => {
                draft.warn(column, "name_unclear");
                draft.record.full_name = Some(name);
            }
            NameFound::Is(name) | NameFound::Unclear(name) | NameFound::Doubtful(name) => {
                draft.hold(column, "name_unclear");
                draft.record.full_name = Some(name);
            }
            NameFound::Several => draft.hold(column, "name_several"),
            NameFound::Blank | NameFound::Invalid => draft.hold(column, "name_missing"),
        }
        let table = self.layout.table;
        for other in table.beside.iter().chain(&table.second) {
            self.another(draft, other.name);
        }
    }

    /// Whether letters of the name are in an encoding that could not be told.
    fn garbled(&self, row: &Row) -> bool {
        self.layout.names.iter().any(|column| self.layout.garbled(row.number, *column))
    }

    /// Whoever stands in the same row beside this person: one row is of one person, so it waits.
    fn another(&self, draft: &mut Draft<'_>, column: u16) {
        let cell = self.layout.beside(draft.row.number, column);
        if values::filled(cell) {
            let value = cell.map(Cell::shown).unwrap_or_default();
            draft.problem(column, "name_several", true).value = value;
        }
    }

    /// A row that the form itself carries, to show how it is filled in.
    fn example(&self, draft: &mut Draft<'_>) {
        let Some(column) = self.layout.at(&Meaning::Ordinal) else { return };
        if values::marks_example(draft.row.cell(column)) {
            draft.hold(column, "example_row");
        }
    }

    fn sex_and_birth(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let mut said: Vec<(Sex, u16)> = Vec::new();
        if let Some(column) = self.layout.at(&Meaning::Sex) {
            let decoded = self.layout.decoded(column, row.cell(column));
            match sex(decoded.as_ref().or(row.cell(column))) {
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
        if let Some((column, sex)) = self.layout.lone_sex
            && said.is_empty()
            && matches!(tick(row.cell(column)), Tick::Blank | Tick::No)
        {
            said.push((if sex == Sex::Female { Sex::Male } else { Sex::Female }, column));
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
        self.birth_behind(draft);
    }

    fn birth(&self, draft: &mut Draft<'_>, column: u16) {
        let cell = draft.row.cell(column);
        if let Some(year) = values::year_shown_as_day(cell).filter(|_| !self.layout.is_1904()) {
            draft.warn(column, "date_year_formatted");
            return self.born(draft, column, Ok(Some(values::StatedDate::Year(year))));
        }
        let stated = self.day(cell);
        if self.order.1 && stated.is_ok() && values::turns(draft.row.cell(column)) {
            draft.warn(column, "date_order");
        }
        if stated.is_ok() && values::short_year(draft.row.cell(column)) {
            draft.warn(column, "date_year_completed");
        }
        self.born(draft, column, stated);
    }

    /// A date in a cell, counted as its workbook does.
    pub(super) fn day(
        &self,
        cell: Option<&Cell>,
    ) -> Result<Option<values::StatedDate>, Unreadable> {
        let counted = cell.and_then(|c| self.layout.since_1904(c));
        values::date(counted.as_ref().or(cell), self.order.0, self.ctx.today)
    }

    /// `Lê Văn An, 02/03/1980`: the birth behind the name, where no column has it.
    fn birth_behind(&self, draft: &mut Draft<'_>) {
        let column = self.layout.first_name_column();
        let births = [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale, Meaning::BirthYear];
        if births.iter().any(|m| self.layout.at(m).is_some()) || draft.record.full_name.is_none() {
            return;
        }
        let Some(text) = draft.row.cell(column).and_then(Cell::text) else { return };
        let Some(behind) = values::behind_name(text) else { return };
        let birth = behind.trim_matches(|c: char| !c.is_alphanumeric());
        let cell = Cell::Text(birth.into());
        if let Ok(Some(stated)) = values::date(Some(&cell), self.order.0, self.ctx.today) {
            self.born(draft, column, Ok(Some(stated)));
        }
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
                    let age = self.ctx.today.year() - birth.year();
                    if !(18..=70).contains(&age) {
                        draft.warn(column, "birth_unlikely");
                    }
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
            let cell = draft.row.cell(column);
            let found = match personal_id(cell) {
                IdFound::Invalid => self.restored(cell, &draft.record),
                found => found,
            };
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
        self.contacts(draft);
    }

    /// A number that lost its zeros where nothing tells numbers from text: taken when sex and
    /// birth both speak for it.
    fn restored(&self, cell: Option<&Cell>, record: &OfficerRow) -> IdFound {
        let both = self.layout.untyped() && record.sex.is_some() && record.birth.is_some();
        let found = values::zeros_restored(cell).filter(|_| both);
        match found.filter(|id| agrees(id, record.sex, record.birth)) {
            Some(id) => IdFound::Restored(id),
            None => IdFound::Invalid,
        }
    }

    fn rest(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let own = |m: &Meaning| legible(self.layout.cell(row, m));
        draft.record.staff_code = own(&Meaning::StaffCode);
        draft.record.title = said(self.layout.shared(row, &Meaning::Title));
        draft.record.division = legible(self.layout.shared(row, &Meaning::Division));
        draft.record.certificates = listed(draft, &self.layout.certificates, values::is_pending);
        draft.record.courses = listed(draft, &self.layout.courses, |_| false);
        draft.record.notes = own(&Meaning::Notes);
        if let (Some(column), Some(notes)) = (self.layout.at(&Meaning::Notes), &draft.record.notes)
            && tells_of_leaving(notes)
        {
            draft.warn(column, "notes_left");
        }
        if let Some(column) = self.layout.at(&Meaning::Share) {
            match share(row.cell(column)) {
                Ok(found) => draft.record.share = found,
                Err(Unreadable) => draft.warn(column, "share_unclear"),
            }
        }
        if let Some(column) = self.layout.at(&Meaning::Start) {
            match self.day(row.cell(column)) {
                Ok(Some(values::StatedDate::Day(day))) => draft.record.start = Some(day),
                Ok(None) => {}
                Ok(Some(_)) | Err(Unreadable) => draft.warn(column, "start_unclear"),
            }
        }
        for column in &self.layout.others {
            if tick(row.cell(*column)) == Tick::Yes && self.layout.ticks_leaving(*column) {
                draft.hold(*column, "not_serving");
            }
            if let Some(value) = values::text(row.cell(*column)) {
                if tells_of_leaving(&value) || self.ended(row, *column) {
                    draft.warn(*column, "notes_left");
                }
                draft.record.extra.push(Extra { column: *column, value });
            }
        }
    }

    /// Whether a column of the day on which duties end says that this one is over.
    fn ended(&self, row: &Row, column: u16) -> bool {
        let over = |day| day < self.ctx.today;
        self.layout.ends_duty(column)
            && matches!(self.day(row.cell(column)), Ok(Some(values::StatedDate::Day(d))) if over(d))
    }

    /// What the sender struck through: a person by the name, else each value.
    fn struck(&self, draft: &mut Draft<'_>) {
        let row = draft.row;
        let at = |c: &u16| self.layout.struck(row.number, *c) && row.cell(*c).is_some();
        if let Some(name) = self.layout.names.iter().copied().find(at) {
            return draft.hold(name, "struck_out");
        }
        let says = |m: &Meaning| {
            !matches!(m, Meaning::Ordinal | Meaning::Notes | Meaning::Other | Meaning::Ignored)
        };
        let columns = self.layout.table.columns.iter().filter(|c| says(&c.meaning));
        for column in columns.map(|c| c.index).filter(at) {
            draft.hold(column, "struck_out");
        }
    }

    /// Errors of the spreadsheet itself, and letters that were lost or can't be told, in cells that should hold a
    /// value.
    fn errors(&self, draft: &mut Draft<'_>) {
        for (column, cell) in &draft.row.cells {
            let code = match cell {
                Cell::Error(_) => "cell_error",
                Cell::Text(t) if damaged(t) => "text_damaged",
                Cell::Text(_) if self.layout.garbled(draft.row.number, *column) => "text_encoding",
                _ => continue,
            };
            let known = self.layout.table.columns.iter();
            let known = known.filter(|c| c.meaning != Meaning::Ordinal).any(|c| c.index == *column);
            let told = draft.problems.iter().any(|p| p.column == *column);
            if known && !told {
                draft.warn(*column, code);
            }
        }
    }
}

/// What columns of one kind say together: their words, and where one is ticked, what it is named.
/// What is still to come is told and left out.
fn listed(
    draft: &mut Draft<'_>,
    columns: &[(u16, Option<&str>)],
    to_come: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for (column, named) in columns {
        match tick(draft.row.cell(*column)) {
            Tick::No | Tick::Blank => {}
            Tick::Yes => match named {
                Some(named) => all.push((*named).to_owned()),
                None => draft.warn(*column, "paper_unnamed"),
            },
            Tick::Unknown => {
                let words = said(draft.row.cell(*column)).unwrap_or_default();
                let parts = words.split([',', ';', '\n']).map(str::trim).filter(|p| !p.is_empty());
                let (pending, own): (Vec<&str>, Vec<&str>) = parts.partition(|p| to_come(p));
                if !pending.is_empty() {
                    draft.warn(*column, "study_unfinished");
                }
                all.extend(own.into_iter().map(str::to_owned));
            }
        }
    }
    (!all.is_empty()).then(|| all.join("; "))
}

/// The text of a cell, unless letters of it were lost.
pub(super) fn legible(cell: Option<&Cell>) -> Option<String> {
    values::text(cell).filter(|t| !damaged(t))
}

/// Whether an office stands where a name should. Asked of every row: one word tells most.
fn is_office(name: &str) -> bool {
    const FIRST: [&str; 14] = [
        "ubnd",
        "ủy",
        "uỷ",
        "hđnd",
        "sở",
        "xã",
        "phường",
        "thị",
        "huyện",
        "quận",
        "hội",
        "trường",
        "trung",
        "thành",
    ];
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    FIRST.contains(&&first[..]) && looks_like_office(name) && !values::looks_like_name(name)
}

/// Whether a remark says that somebody is no longer there.
fn tells_of_leaving(notes: &str) -> bool {
    let key = format!(" {} ", values::key(notes));
    let left = [
        "nghi huu",
        "nghi viec",
        "thoi viec",
        "chuyen cong tac",
        "da chuyen",
        "chuyen di",
        "nghi che do",
        "tu tran",
        "da mat",
        "buoc thoi",
        "nghi cong tac",
        "thuyen chuyen",
        "thoi nhiem vu",
        "thoi phu trach",
        "thoi kiem nhiem",
        "khong con phu trach",
        "biet phai sang",
        "biet phai tai",
        "biet phai den",
        "dinh chi cong tac",
        "nghi khong luong",
        "nghi khong huong luong",
        "chuyen sang",
        "dieu dong ve",
        "dieu dong sang",
        "luan chuyen",
        "tinh gian bien che",
    ];
    // Another duty, or where somebody came from.
    let stays = ["chuyen sang chuyen trach", "chuyen sang kiem nhiem", "luan chuyen tu"];
    if stays.iter().any(|w| key.contains(&format!(" {w} "))) {
        return false;
    }
    // `Đã nghỉ`, but not `Đã nghỉ thai sản`.
    let for_now =
        ["phep", "thai san", "om", "le", "tet"].iter().any(|w| key.contains(&format!(" {w} ")));
    let stopped = key.contains(" da nghi ") && !for_now || key == " giam ";
    let not_yet =
        ["chuan bi", "sap", "du kien", "sau khi"].iter().any(|w| key.contains(&format!(" {w} ")));
    !not_yet && (stopped || left.iter().any(|w| key.contains(&format!(" {w} "))))
}
