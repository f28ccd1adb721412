//! Rows of a sheet as values, with what could not be read at its cell.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use kernel::Date;

use super::{
    Found, Kind, KindColumn, Offices, Said, ValueKind,
    cell::{self, Read},
    days,
    fill::Filled,
    header,
    rows::{self, Sort},
    sheet::{Listing, ListingRow, identity},
    signs::Signs,
    title::{self, Meant},
};
use crate::reading::{
    Cell, DetectOptions, Grid, Problem, Resolution, Row, RowKind, RowReading, SheetIssue,
    SheetReading, detect,
    values::{DateOrder, date_order},
};

/// What the reader has to know beside the grid.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The file's name.
    pub file_name: &'a str,
    /// The day of reading.
    pub today: Date,
    /// The register of offices.
    pub units: &'a Offices,
    /// The office the sheet is of, where a person said so.
    pub sender: Option<&'a str>,
}

/// Reads a sheet of a kind. Every filled row of the grid stands in the reading.
pub fn read(grid: &Grid, found: &Found<'_>, around: &Surroundings<'_>) -> (Listing, SheetReading) {
    let mut reader = Reader::new(grid, found, around);
    for row in &grid.rows {
        reader.row(row);
    }
    reader.finish()
}

struct Reader<'a> {
    grid: &'a Grid,
    found: &'a Found<'a>,
    around: &'a Surroundings<'a>,
    orders: HashMap<usize, DateOrder>,
    /// The office the sheet was written under: it settles which of two namesakes is meant.
    scope: Option<String>,
    /// The office a section row named, for the rows below it.
    section: Option<(String, String)>,
    filled: Filled,
    /// What rows of one text say of the rows below them, by the place of the column.
    said_above: Vec<(usize, Said)>,
    /// Whether a part said by which decision it is, beside its name.
    part_decided: bool,
    /// What the title says of every row.
    of_all: Option<Said>,
    /// The course a line among the rows named, for the rows below it.
    meant: Option<Arc<Meant>>,
    signs: Signs,
    frame: rows::Frame,
    listing: Listing,
    reading: SheetReading,
    ended: bool,
    /// It has parts, each with a total of its own.
    parts: bool,
    /// Rows and their sums since the last total that was compared.
    sums: rows::Sums,
}

impl<'a> Reader<'a> {
    fn new(grid: &'a Grid, found: &'a Found<'a>, around: &'a Surroundings<'a>) -> Self {
        let kind = found.kind;
        let above = above(grid, found.header.0);
        let mut title = title::course(&above.lines, &kind.course_after);
        title.days = title.days.or_else(|| title::days(&headings_of_days(grid, found)));
        let reading = SheetReading {
            stated_on: above.stated_on,
            columns: found.shown(),
            ..SheetReading::default()
        };
        Self {
            grid,
            found,
            around,
            orders: orders(grid, found),
            scope: scope(&above.lines, around),
            section: None,
            filled: Filled::new(found),
            said_above: Vec::new(),
            part_decided: false,
            of_all: title::of_all(&above.lines, grid, kind),
            meant: None,
            signs: Signs::of(grid, found),
            frame: rows::Frame::new(grid, found),
            listing: Listing {
                kind: kind.code.clone(),
                described: kind.described,
                days: days::days(grid, found, title.days),
                title,
                office: around
                    .sender
                    .map(str::to_owned)
                    .or_else(|| around.units.of_letter(grid, &above, around.file_name)),
                rows: Vec::new(),
                keys: kind.columns.iter().map(|c| c.key.clone()).collect(),
                identity: identity(kind),
                columns: found.columns.iter().map(|(place, c, _)| (*place, *c)).collect(),
            },
            reading,
            ended: false,
            parts: false,
            sums: rows::Sums::default(),
        }
    }

    fn kind(&self) -> &'a Kind {
        self.found.kind
    }

    fn row(&mut self, row: &'a Row) {
        let sort = self.sort(row);
        let kind = match sort {
            Sort::Title => RowKind::Title,
            Sort::Header => RowKind::Header,
            Sort::Numbering => RowKind::Numbering,
            Sort::Blank => RowKind::Blank,
            Sort::Total => {
                self.total(row);
                RowKind::Total
            }
            Sort::Signature => {
                self.ended = true;
                RowKind::Signature
            }
            Sort::Lone => self.lone(row),
            Sort::Example => {
                let column = row.cells.first().map(|(c, _)| *c);
                self.reading.issues.push(SheetIssue::example(row.number, column));
                RowKind::Blank
            }
            Sort::Record => {
                self.record(row);
                return;
            }
        };
        self.reading.rows.push(plain(row.number, kind));
    }

    fn sort(&self, row: &Row) -> Sort {
        if row.number < self.found.header.0 {
            Sort::Title
        } else if row.number <= self.found.header.1 {
            Sort::Header
        } else if self.ended {
            Sort::Signature
        } else {
            rows::sort(self.found, &self.frame, row)
        }
    }

    /// A row of one text: an office whose rows follow, or nothing that can be read.
    fn lone(&mut self, row: &Row) -> RowKind {
        let kind = self.lone_kind(row);
        self.parts |= kind == RowKind::Section;
        kind
    }

    fn lone_kind(&mut self, row: &Row) -> RowKind {
        let text = rows::lone_text(row).unwrap_or_default();
        let name = header::unnumbered(&text).trim_end_matches([':', '.']).trim();
        if let Some(place) = self.part(name) {
            self.said_above.retain(|(p, _)| *p != place);
            // `Thôn 1 (Đồng Tâm)` is a name; what stands behind a decision is none.
            let (bare, behind) = name.split_at(name.find(['(', '[']).unwrap_or(name.len()));
            // What one part was decided by says nothing of the next.
            if std::mem::replace(&mut self.part_decided, title::decision(behind).is_some()) {
                self.said_above.retain(|(_, said)| !matches!(said, Said::Date(_)));
                let number = self.kind().columns.iter().position(|c| c.key == "decision");
                self.said_above.retain(|(p, _)| Some(*p) != number);
            }
            let told = if self.part_decided { bare.trim() } else { name };
            self.said_above.push((place, Said::Text(told.to_owned())));
            self.decided(behind);
            return RowKind::Section;
        }
        let bare = name.split(['(', '[']).next().unwrap_or(name).trim();
        let code =
            [&text[..], name, bare].iter().find_map(|t| self.resolve(t).code().map(str::to_owned));
        if let Some(code) = code {
            self.filled.forget();
            self.said_above.clear();
            self.decided(&name[bare.len()..]);
            self.section = Some((code, bare.to_owned()));
            return RowKind::Section;
        }
        if let Some(meant) = self.another_class(row, &text) {
            self.meant = Some(Arc::new(meant));
            self.section = None;
            self.filled.forget();
            self.said_above.clear();
            return RowKind::Section;
        }
        if self.signs.explained_by(&text) {
            return RowKind::Signature;
        }
        if rows::is_enumerated(&text) {
            return RowKind::Section;
        }
        let column = row.cells.first().map(|(c, _)| *c);
        self.reading.issues.push(SheetIssue::at("row_unread", (row.number, column), &text));
        RowKind::Unread
    }

    /// The column that a row of one text speaks of in its place.
    fn part(&self, name: &str) -> Option<usize> {
        let name = crate::reading::values::key(name);
        let columns = self.kind().columns.iter().enumerate();
        let mut absent = columns.filter(|(place, _)| !self.has(*place));
        // Offices are looked up, not taken as they are written.
        let office = |c: &KindColumn| matches!(c.value, ValueKind::Unit | ValueKind::Area);
        let says =
            |c: &KindColumn| !office(c) && c.sections.iter().any(|w| header::leads(&name, w));
        absent.find(|(_, c)| says(c)).map(|(place, _)| place)
    }

    /// The class a line among the rows names: with its day, or right above headings said again.
    fn another_class(&self, row: &Row, text: &str) -> Option<Meant> {
        let class = self.kind().columns.iter().any(|c| c.repeats);
        if !class {
            return None;
        }
        let line = (row.number, text.to_owned());
        let meant = title::course(&[line], &self.kind().course_after);
        let next = self.grid.rows.iter().find(|next| next.number > row.number);
        let headed = next.is_some_and(|next| self.frame.repeats(next));
        (meant.course.is_some() && (headed || meant.days.is_some())).then_some(meant)
    }

    /// What stands in brackets behind a heading of its rows: by which decision, of which day.
    fn decided(&mut self, text: &str) {
        let Some((number, day)) = title::decision(text) else { return };
        let said = [("decision", Some(Said::Text(number))), ("decision_on", day.map(Said::Date))];
        for (key, said) in said {
            let place = self.kind().columns.iter().position(|c| c.key == key);
            let Some((place, said)) = place.filter(|p| !self.has(*p)).zip(said) else { continue };
            self.said_above.retain(|(p, _)| *p != place);
            self.said_above.push((place, said));
        }
    }

    fn has(&self, place: usize) -> bool {
        self.found.columns.iter().any(|(p, ..)| *p == place)
    }

    fn record(&mut self, row: &'a Row) {
        self.filled.take(self.grid, self.found, row);
        let meant = self.meant.clone();
        let mut read = ListingRow { row: row.number, meant, ..ListingRow::default() };
        for (place, column, _) in &self.found.columns {
            self.cell(row, *place, *column, &mut read);
        }
        self.section_unit(&mut read);
        self.struck(row, &mut read);
        let mut problems = Vec::new();
        for mut read in self.of_years(row, read) {
            self.told_elsewhere(row, &mut read);
            self.sums.add(self.kind(), &read.values);
            problems.extend(read.problems.iter().cloned());
            self.listing.rows.push(read);
        }
        self.reading.rows.push(RowReading {
            row: row.number,
            kind: RowKind::Record,
            record: None,
            problems,
        });
    }

    /// What the sender struck through waits.
    fn struck(&self, row: &Row, read: &mut ListingRow) {
        if self.grid.struck.is_empty() {
            return;
        }
        let says = |place: usize| self.kind().columns[place].value != ValueKind::Ordinal;
        let columns = self.found.columns.iter().filter(|(place, ..)| says(*place));
        for column in columns.map(|(_, column, _)| *column) {
            let struck = self.grid.struck.binary_search(&(row.number, column)).is_ok();
            if let Some(cell) = row.cell(column).filter(|_| struck) {
                let problem = problem(row.number, column, ("struck_out", true), cell.shown());
                read.problems.push(problem);
                return;
            }
        }
    }

    /// A row whose counts stand under a year each, once for each of them.
    fn of_years(&mut self, row: &'a Row, read: ListingRow) -> Vec<ListingRow> {
        let places = |value| self.kind().columns.iter().position(|c| c.value == value);
        let (Some(year_at), Some(count_at)) = (places(ValueKind::Year), places(ValueKind::Count))
        else {
            return vec![read];
        };
        if self.found.years.is_empty() {
            return vec![read];
        }
        let filled = |c: u16| crate::reading::values::filled(row.cell(c));
        let counted = self.found.years.iter().filter(|(c, _)| filled(*c));
        let of_year = |(column, year): &(u16, i16)| {
            let mut one = read.clone();
            one.values.push((year_at, *column, Said::Number((*year).into())));
            (*column, one)
        };
        let mut out: Vec<(u16, ListingRow)> = counted.map(of_year).collect();
        for (column, one) in &mut out {
            self.cell(row, count_at, *column, one);
        }
        out.into_iter().map(|(_, one)| one).collect()
    }

    fn cell(&mut self, row: &'a Row, place: usize, column: u16, read: &mut ListingRow) {
        let declared = &self.kind().columns[place];
        let filled = self.filled.row(place).filter(|_| declared.filled_down);
        let cell = match filled {
            Some(from) => self.grid.cell(from, column),
            None => row.cell(column),
        };
        let order = self.orders.get(&place).copied().unwrap_or_default();
        let mut say = |said: Said| read.values.push((place, column, said));
        let shown = |cell: Option<&Cell>| cell.map(Cell::shown).unwrap_or_default();
        let said = match declared.value {
            ValueKind::Choice => cell::choice(cell, &declared.choices),
            ValueKind::Name => match &self.found.given {
                Some((given, _)) => cell::name(&[cell, row.cell(*given)]),
                None => cell::name(&[cell]),
            },
            ValueKind::Tick if declared.repeats => self.signs.read(cell, order, self.around.today),
            value => cell::read(value, cell, order, self.around.today),
        };
        let (code, hold) = match said {
            Read::Blank if self.spoken_for(declared) => return,
            Read::Blank if declared.never_blank => (missing(declared), true),
            Read::Blank => return,
            Read::Is(Said::Unit(_, text)) => {
                self.unit(declared, (place, column), text, read);
                return;
            }
            Read::Is(said) => {
                say(said);
                return;
            }
            Read::Doubtful(said, code) => {
                say(said);
                (code, false)
            }
            Read::Wrong(_) if self.number_and_day(place, column, cell, read) => return,
            Read::Wrong(code) => (code, !declared.lenient && declared.value != ValueKind::Phone),
        };
        read.problems.push(problem(row.number, column, (code, hold), shown(cell)));
    }

    /// `12/QĐ-UBND, 05/6/2022` in one column, where none is for the number of the decision.
    fn number_and_day(
        &self,
        place: usize,
        column: u16,
        cell: Option<&Cell>,
        read: &mut ListingRow,
    ) -> bool {
        let columns = &self.kind().columns;
        let number_at =
            columns.iter().position(|c| c.key == "decision").filter(|at| !self.has(*at));
        let text = cell.and_then(Cell::text).unwrap_or_default();
        let Some(number_at) = number_at.filter(|_| columns[place].key == "decision_on") else {
            return false;
        };
        let Some((number, Some(day))) = title::decision(&format!("QĐ {text}")) else {
            return false;
        };
        read.values.push((place, column, Said::Date(day)));
        read.values.push((number_at, column, Said::Text(number)));
        true
    }

    /// Whether a section row says what a blank cell of an office does not.
    fn spoken_for(&self, declared: &KindColumn) -> bool {
        let office = matches!(declared.value, ValueKind::Unit | ValueKind::Area);
        office && declared.filled_down && self.section.is_some()
    }

    fn section_unit(&self, read: &mut ListingRow) {
        let Some((code, text)) = &self.section else { return };
        for (place, column, _) in &self.found.columns {
            let told = read.values.iter().any(|(p, ..)| p == place);
            if !told && self.spoken_for(&self.kind().columns[*place]) {
                let said = Said::Unit(Some(code.clone()), text.clone());
                read.values.push((*place, *column, said));
            }
        }
    }

    /// What no column says: a tick under its name, a row above, the office of the sheet.
    fn told_elsewhere(&self, row: &Row, read: &mut ListingRow) {
        let at = row.cells.first().map_or(0, |(c, _)| *c);
        for (place, column, said) in &self.found.ticks {
            match cell::read(
                ValueKind::Tick,
                row.cell(*column),
                DateOrder::DayFirst,
                self.around.today,
            ) {
                Read::Is(Said::Tick(true)) if read.values.iter().any(|(p, ..)| p == place) => {
                    let shown = row.cell(*column).map(Cell::shown).unwrap_or_default();
                    read.problems.push(problem(row.number, *column, ("tick_unknown", true), shown));
                }
                Read::Is(Said::Tick(true)) => {
                    read.values.push((*place, *column, Said::Text(said.clone())));
                }
                Read::Wrong(code) => {
                    let shown = row.cell(*column).map(Cell::shown).unwrap_or_default();
                    read.problems.push(problem(row.number, *column, (code, true), shown));
                }
                _ => {}
            }
        }
        let values = self.said_above.iter().map(|(p, said)| (*p, at, said.clone()));
        read.values.extend(values);
        for (place, declared) in self.kind().columns.iter().enumerate() {
            let by_year = !self.found.years.is_empty() && declared.value == ValueKind::Count;
            let wanted = declared.never_blank && !self.has(place) && !by_year;
            if !wanted || read.values.iter().any(|(p, ..)| *p == place) {
                continue;
            }
            if let Some(said) = self.of_all.clone().filter(|_| declared.in_title) {
                read.values.push((place, at, said));
                continue;
            }
            let office = matches!(declared.value, ValueKind::Unit | ValueKind::Area);
            match self.commune().filter(|_| office) {
                Some((code, name)) => read.values.push((place, at, Said::Unit(Some(code), name))),
                None => read.problems.push(problem(
                    row.number,
                    at,
                    (missing(declared), true),
                    String::new(),
                )),
            }
        }
    }

    /// The commune the rows are of where no column says it: of the section, or of the sheet.
    fn commune(&self) -> Option<(String, String)> {
        let code = match &self.section {
            Some((code, _)) => code,
            None => self.listing.office.as_ref()?,
        };
        let name = self.around.units.commune(code)?;
        Some((code.clone(), name.to_owned()))
    }

    fn unit(
        &mut self,
        declared: &KindColumn,
        (place, column): (usize, u16),
        text: String,
        read: &mut ListingRow,
    ) {
        let room = || self.around.units.office_of_room(&text, self.scope.as_deref());
        let (code, doubt, suggestions) = match self.resolve(&text) {
            Resolution::One(code) => (Some(code), None, Vec::new()),
            Resolution::Unmarked(code) => (Some(code), Some("unit_unmarked"), Vec::new()),
            Resolution::Ambiguous(several) => (None, Some("unit_ambiguous"), several),
            Resolution::Unknown(near) => match room() {
                Some(code) => (Some(code), Some("unit_of_room"), Vec::new()),
                None => (None, Some("unit_unknown"), near),
            },
        };
        // An area may be known that has no office.
        let area = declared.value == ValueKind::Area && code.is_none();
        if let Some(doubt) = doubt.filter(|_| !area) {
            let hold = code.is_none() && !declared.lenient;
            let mut found = problem(read.row, column, (doubt, hold), text.clone());
            found.suggestions = suggestions;
            read.problems.push(found);
        }
        read.values.push((place, column, Said::Unit(code, text)));
    }

    fn resolve(&self, text: &str) -> Resolution {
        self.around.units.resolve(text, self.scope.as_deref())
    }

    fn total(&mut self, row: &Row) {
        let grand = rows::is_grand(row);
        if self.parts && !grand {
            return;
        }
        self.parts |= !grand;
        for (stated, counted, column) in self.sums.compare(self.found, row) {
            if stated == counted {
                continue;
            }
            let at = (row.number, Some(column));
            let issue = SheetIssue::at("total_mismatch", at, &stated.to_string());
            self.reading.issues.push(issue.counting(stated, counted));
        }
    }

    fn finish(mut self) -> (Listing, SheetReading) {
        for (column, heading) in &self.found.other {
            let at = (self.found.header.0, Some(*column));
            self.reading.issues.push(SheetIssue::at("column_unknown", at, heading).noted());
        }
        (self.listing, self.reading)
    }
}

/// What stands over the columns that repeat: each may be the day somebody was there.
fn headings_of_days(grid: &Grid, found: &Found<'_>) -> String {
    let repeats = |place: usize| found.kind.columns[place].repeats;
    let days: Vec<u16> =
        found.columns.iter().filter(|(p, ..)| repeats(*p)).map(|(_, column, _)| *column).collect();
    let header = grid.rows_between(found.header.0, found.header.1).iter();
    let over = header.flat_map(|row| days.iter().filter_map(|c| row.cell(*c)));
    over.map(Cell::shown).collect::<Vec<_>>().join("; ")
}

fn missing(declared: &KindColumn) -> &'static str {
    match declared.value {
        ValueKind::Name => "name_missing",
        ValueKind::Unit | ValueKind::Area => "unit_unknown",
        _ => "value_missing",
    }
}

fn problem(row: u32, column: u16, (code, hold): (&'static str, bool), value: String) -> Problem {
    Problem { row, column, code, value, hold, suggestions: Vec::new() }
}

fn plain(row: u32, kind: RowKind) -> RowReading {
    RowReading { row, kind, record: None, problems: Vec::new() }
}

/// The day a sheet states above its table.
pub fn stated_on(grid: &Grid, found: &Found<'_>) -> Option<Date> {
    above(grid, found.header.0).stated_on
}

/// What stands above the table, read as any title block is.
fn above(grid: &Grid, header: u32) -> crate::reading::TitleBlock {
    let head = Grid {
        rows: grid.rows.iter().take_while(|r| r.number < header).cloned().collect(),
        ..Grid::default()
    };
    let options = DetectOptions { fields: &[], remembered: &BTreeMap::new() };
    detect(&head, &options).title
}

/// The office the sheet is of, by its title, else by the file's name.
fn scope(lines: &[(u32, String)], around: &Surroundings<'_>) -> Option<String> {
    if let Some(sender) = around.sender {
        return Some(sender.to_owned());
    }
    let named = |text: &str| around.units.named(text);
    let stem = around.file_name.rsplit_once('.').map_or(around.file_name, |(stem, _)| stem);
    lines.iter().find_map(|(_, line)| named(line)).or_else(|| named(stem))
}

/// Day or month first, as a whole column shows.
fn orders(grid: &Grid, found: &Found<'_>) -> HashMap<usize, DateOrder> {
    let rows = grid.rows_between(found.header.1 + 1, u32::MAX);
    let dated = |c: &KindColumn| matches!(c.value, ValueKind::Birth | ValueKind::Date);
    let columns = found.columns.iter().filter(|(place, ..)| dated(&found.kind.columns[*place]));
    columns
        .map(|(place, column, _)| (*place, date_order(rows.iter().filter_map(|r| r.cell(*column)))))
        .collect()
}
