//! One sheet, from its title to its signatures.

use crate::{
    book::{Book, Entry, Section, Sheet},
    cells::Hand,
    columns::{Headed, lay_out},
    desk::Desk,
    dice::Dice,
    grid::{Cell, Grid, Value},
    headings::Column,
    knobs::{Knobs, Numbering, SectionStyle, TotalStyle, UnitStyle},
    names::Sex,
    places::{misspell, roman},
    truth::{Line, SheetIssue},
};

/// A sheet in the making.
pub(crate) struct Page<'a> {
    pub(crate) desk: &'a Desk<'a>,
    pub(crate) book: &'a Book,
    pub(crate) sheet: &'a Sheet,
    pub(crate) columns: Vec<Headed>,
    pub(crate) grid: Grid,
    pub(crate) dice: Dice,
    pub(crate) lines: Vec<Line>,
    pub(crate) issues: Vec<SheetIssue>,
    running: usize,
}

/// Rows and ticks so far, for totals.
#[derive(Default)]
struct Tally {
    first: usize,
    rows: usize,
    ticks: Vec<usize>,
}

impl<'a> Page<'a> {
    /// An empty sheet with its columns drawn.
    pub(crate) fn new(desk: &'a Desk<'a>, book: &'a Book, sheet: &'a Sheet) -> Self {
        let mut layout = Dice::new(desk.seed, &format!("layout {}", book.layout_label));
        Self {
            desk,
            book,
            sheet,
            columns: lay_out(&book.knobs, &mut layout),
            grid: Grid::named(&sheet.name),
            dice: layout,
            lines: Vec::new(),
            issues: Vec::new(),
            running: 0,
        }
    }

    pub(crate) fn knobs(&self) -> &'a Knobs {
        &self.book.knobs
    }

    /// Writes everything.
    pub(crate) fn fill(&mut self) {
        self.title();
        self.header();
        if self.knobs().numbered_columns {
            self.column_numbers();
        }
        self.body();
        self.signatures();
    }

    /// Where a column stands on the sheet.
    pub(crate) fn place(&self, column: Column) -> Option<usize> {
        let at = self.columns.iter().position(|c| c.column == column)?;
        Some(at + self.knobs().left)
    }

    fn name_place(&self) -> usize {
        self.place(Column::Name).or_else(|| self.place(Column::Family)).unwrap_or(0)
    }

    pub(crate) fn last(&self) -> usize {
        self.knobs().left + self.columns.len() - 1
    }

    /// A text that is no data.
    pub(crate) fn label(&mut self, row: usize, column: usize, text: &str) {
        let value = Value::Text(text.into());
        let old_hand = !self.knobs().old_names_only;
        self.grid.put(row, column, Cell { value, old_hand, heading: true });
    }

    fn header(&mut self) {
        let (top, left) = (self.grid.next(), self.knobs().left);
        let columns = self.columns.clone();
        let depth = columns.iter().map(|c| c.path.len()).max().unwrap_or(1);
        for (n, headed) in columns.iter().enumerate() {
            for (level, text) in headed.path.iter().enumerate() {
                let shares =
                    |other: &Headed| other.path.get(..=level) == Some(&headed.path[..=level]);
                let innermost = level + 1 == headed.path.len();
                if !innermost && n > 0 && shares(&columns[n - 1]) {
                    continue;
                }
                self.label(top + level, left + n, text);
                if innermost {
                    self.grid.merge(top + level, left + n, top + depth - 1, left + n);
                } else {
                    let width = columns[n..].iter().take_while(|c| shares(c)).count();
                    self.grid.merge(top + level, left + n, top + level, left + n + width - 1);
                }
            }
        }
    }

    fn column_numbers(&mut self) {
        let (row, left) = (self.grid.next(), self.knobs().left);
        let style = self.dice.below(3);
        for n in 0..self.columns.len() {
            match style {
                0 => self.label(row, left + n, &format!("({})", n + 1)),
                1 => self.label(row, left + n, &(n + 1).to_string()),
                _ => {
                    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
                    let value = Value::Number((n + 1) as f64);
                    self.grid.put(row, left + n, Cell { value, ..Cell::default() });
                }
            }
        }
    }

    fn body(&mut self) {
        let knobs = self.knobs();
        let mut all = Tally { first: self.grid.next(), ..Tally::default() };
        let wrong_here = knobs.wrong_total.then(|| self.wrong_section());
        for (n, section) in self.sheet.sections.iter().enumerate() {
            if n > 0 && knobs.blank_between {
                self.grid.blank();
            }
            if n > 0 && knobs.header_again {
                self.header();
            }
            if knobs.unit == UnitStyle::Sections {
                self.section_row(n, section);
            }
            let tally = self.rows(section);
            if let Some(style) = knobs.subtotal {
                let wrong = knobs.total.is_none() && wrong_here == Some(n);
                self.total(style, &tally, false, wrong);
            }
            all.rows += tally.rows;
            all.ticks.resize(self.columns.len(), 0);
            for (sum, more) in all.ticks.iter_mut().zip(&tally.ticks) {
                *sum += more;
            }
        }
        if let Some(style) = knobs.total {
            self.total(style, &all, true, wrong_here.is_some());
        }
    }

    /// The largest section is the one whose subtotal is wrong, where only subtotals are stated.
    fn wrong_section(&self) -> usize {
        let sections = &self.sheet.sections;
        (0..sections.len()).max_by_key(|n| sections[*n].entries.len()).unwrap_or(0)
    }

    fn section_row(&mut self, number: usize, section: &Section) {
        let knobs = self.knobs();
        let text = self.section_name(section);
        let (row, name) = (self.grid.next(), self.name_place());
        let sign = match knobs.section {
            SectionStyle::Letter => {
                u8::try_from(number % 26).map_or('A', |n| char::from(b'A' + n)).to_string()
            }
            _ => roman(number + 1),
        };
        match (knobs.section, self.place(Column::Number)) {
            (SectionStyle::Roman | SectionStyle::Letter, Some(first)) => {
                self.label(row, first, &sign);
                self.label(row, name, &text);
                self.grid.merge(row, name, row, self.last());
            }
            (SectionStyle::Banner, _) => {
                self.label(row, knobs.left, &text);
                self.grid.merge(row, knobs.left, row, self.last());
            }
            (SectionStyle::Bare, _) => self.label(row, name, &text),
            (SectionStyle::Counted, _) => {
                let counted = format!("{text} ({} người)", section.entries.len());
                self.label(row, name, &counted);
            }
            _ => self.label(row, name, &format!("{sign}. {text}")),
        }
    }

    fn section_name(&mut self, section: &Section) -> String {
        let office = &self.desk.offices[section.office];
        if section.slip {
            return misspell(office.usual(), self.desk.is_office, &mut self.dice);
        }
        match self.dice.below(20) {
            0..=8 => office.usual().to_owned(),
            9..=13 => office.usual().to_uppercase(),
            14..=15 => office.name.clone(),
            16..=17 => office.aliases.last().unwrap_or(&office.name).clone(),
            _ => office.abbreviated.clone().unwrap_or_else(|| office.name.clone()),
        }
    }

    fn rows(&mut self, section: &Section) -> Tally {
        let knobs = self.knobs();
        let mut tally =
            Tally { first: self.grid.next(), rows: 0, ticks: vec![0; self.columns.len()] };
        for (n, entry) in section.entries.iter().enumerate() {
            self.running += 1;
            let number =
                if knobs.numbering == Numbering::PerSection { n + 1 } else { self.running };
            let row = self.grid.next();
            let post = &self.desk.posts[entry.post];
            let office = &self.desk.offices[section.office];
            let key = format!("row {} {}", self.book.layout_label, post.name.full());
            let mut hand = Hand {
                knobs,
                post,
                entry,
                office,
                dice: Dice::new(self.desk.seed ^ entry.post as u64, &key),
                is_office: self.desk.is_office,
                line: Line::default(),
            };
            for at in 0..self.columns.len() {
                let column = self.columns[at].column;
                let value = hand.cell(column, number);
                if knobs.unit == UnitStyle::ColumnMerged && column == Column::Unit && n > 0 {
                    continue;
                }
                tally.ticks[at] += usize::from(is_set(&value, knobs));
                let names = [Column::Name, Column::Family, Column::Given];
                let old_hand = !knobs.old_names_only || names.contains(&column);
                let cell = Cell { value, old_hand, heading: false };
                self.grid.put(row, knobs.left + at, cell);
            }
            let line = hand.line;
            self.note(line, row, entry, section);
            tally.rows += 1;
        }
        if knobs.unit == UnitStyle::ColumnMerged && tally.rows > 1 {
            let column = self.place(Column::Unit).unwrap_or_default();
            self.grid.merge(tally.first, column, tally.first + tally.rows - 1, column);
        }
        tally
    }

    /// Keeps what must be read in a row.
    fn note(&mut self, mut line: Line, row: usize, entry: &Entry, section: &Section) {
        let post = &self.desk.posts[entry.post];
        line.file.clone_from(&self.book.file);
        if self.knobs().is_workbook() {
            line.sheet.clone_from(&self.sheet.name);
        }
        line.row = row + 1;
        line.warn.sort_unstable();
        line.full_name = post.name.full();
        line.sex = if post.sex == Sex::Male { "M" } else { "F" };
        line.title = post.title.into();
        line.hold = match (entry.fault, section.slip) {
            (Some(fault), _) => fault.code(),
            (None, true) => "unit_unknown",
            (None, false) => "",
        };
        if line.hold != "unit_unknown" {
            line.unit.clone_from(&self.desk.offices[section.office].code);
        }
        if !line.hold.starts_with("mode_") {
            line.mode = if post.dedicated { "dedicated" } else { "concurrent" };
        }
        let fields = [("dx", post.dx), ("infosec", post.infosec)];
        line.fields = fields.into_iter().filter(|f| f.1).map(|f| f.0).collect();
        line.repeat = entry.again;
        self.lines.push(line);
    }

    fn total(&mut self, style: TotalStyle, tally: &Tally, grand: bool, wrong: bool) {
        let style = match style {
            TotalStyle::PerColumn if self.place(Column::Dedicated).is_none() => TotalStyle::Inline,
            TotalStyle::Formula if !self.knobs().is_workbook() => TotalStyle::Beside,
            other => other,
        };
        let wrong = wrong && style != TotalStyle::PerColumn;
        let stated = tally.rows + usize::from(wrong);
        let words: &[&str] = if grand {
            &["Tổng cộng", "TỔNG CỘNG", "Tổng số", "Cộng"]
        } else {
            &["Cộng", "Cộng", "Tổng"]
        };
        let word = self.dice.pick(words);
        let name = self.name_place();
        match style {
            TotalStyle::Inline => {
                let tail = self.dice.pick(&["", " người"]);
                let row = self.grid.next();
                self.label(row, name, &format!("{word}: {stated}{tail}"));
            }
            TotalStyle::Sentence => {
                self.grid.blank();
                let row = self.grid.next();
                let text = format!("Danh sách này có {stated} người./.");
                self.label(row, self.knobs().left, &text);
            }
            TotalStyle::Beside | TotalStyle::Formula => {
                let row = self.grid.next();
                self.label(row, name, word);
                self.count_beside(row, name + 1, style, stated, tally);
            }
            TotalStyle::PerColumn => self.column_totals(word, name, tally),
        }
        if wrong {
            self.issues.push(SheetIssue {
                file: self.book.file.clone(),
                sheet: if self.knobs().is_workbook() {
                    self.sheet.name.clone()
                } else {
                    String::new()
                },
                code: "total_mismatch",
                stated,
                counted: tally.rows,
            });
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
    fn count_beside(
        &mut self,
        row: usize,
        at: usize,
        style: TotalStyle,
        stated: usize,
        tally: &Tally,
    ) {
        let letter = char::from(b'A' + u8::try_from(at - 1).unwrap_or(0) % 26);
        let span = format!("{letter}{}:{letter}{}", tally.first + 1, tally.first + tally.rows);
        let value = match style {
            TotalStyle::Formula => Value::Formula(format!("=COUNTA({span})"), stated as f64),
            _ => Value::Number(stated as f64),
        };
        self.grid.put(row, at, Cell { value, ..Cell::default() });
    }

    #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
    fn column_totals(&mut self, word: &str, name: usize, tally: &Tally) {
        let row = self.grid.next();
        self.label(row, name, word);
        let ticked = [Column::Dedicated, Column::Concurrent, Column::Dx, Column::Infosec];
        for at in 0..self.columns.len() {
            if ticked.contains(&self.columns[at].column) {
                let count = tally.ticks.get(at).copied().unwrap_or_default();
                let cell = Cell { value: Value::Number(count as f64), ..Cell::default() };
                self.grid.put(row, self.knobs().left + at, cell);
            }
        }
    }
}

/// Whether a cell is ticked.
fn is_set(value: &Value, knobs: &Knobs) -> bool {
    match value {
        Value::Empty => false,
        Value::Number(n) => *n != 0.0,
        Value::Text(t) => !t.is_empty() && t != knobs.no_tick,
        _ => true,
    }
}
