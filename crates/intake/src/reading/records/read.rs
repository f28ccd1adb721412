//! The rows of a sheet in order: what each is, and what it says.

use crate::reading::{
    Detected, Grid, Meaning, Row, Table,
    units::looks_like_office,
    values::{self, DateOrder, ModeWord, Tick, date_order, key, mode},
};

use super::{
    Context, Mode, RowKind, RowReading, SheetIssue, SheetReading, UnitFound, UnitSource,
    classify::Look,
    evidence::{self, Office, Resolver, SectionOffice, SheetOffice},
    label::{self, Level, footnote, role, signing, total},
    layout::Layout,
    row::{Draft, RowReader},
    totals::{Section, Tally, Total},
};

/// Reads a sheet. Every filled row of the grid is accounted for.
pub fn read_sheet(grid: &Grid, detected: &Detected, ctx: &Context<'_>) -> SheetReading {
    let mut walk = Walk {
        grid,
        ctx,
        resolver: Resolver::new(ctx),
        sheet: evidence::of_sheet(grid, &detected.title, ctx),
        tally: Tally::default(),
        out: SheetReading {
            stated_on: detected.title.stated_on,
            layout_key: detected.layout_key().map(str::to_owned),
            columns: detected.tables.first().map(|t| t.columns.clone()).unwrap_or_default(),
            ..SheetReading::default()
        },
    };
    if let Office::Found(unit) = &walk.sheet.office {
        walk.out.unit = Some(unit.clone());
    }
    super::notes::of_sheet(grid, detected, &mut walk.out.issues);
    let mut from = 0;
    for (at, table) in detected.tables.iter().enumerate() {
        walk.before(from, table, at == 0);
        walk.tally.table();
        walk.table(table, detected.tables.get(at + 1));
        from = table.last + 1;
    }
    walk.after(from, detected);
    walk.tally.settle();
    walk.out.issues.append(&mut walk.tally.issues);
    walk.out
}

struct Walk<'a> {
    grid: &'a Grid,
    ctx: &'a Context<'a>,
    resolver: Resolver<'a>,
    sheet: SheetOffice,
    tally: Tally,
    out: SheetReading,
}

/// What the rows of one table need to know of the whole of it.
struct Region {
    /// The last row that is surely a person's.
    last_record: u32,
    /// The last row that states a total.
    last_total: u32,
    /// The next header is this one again: the list goes on below it.
    goes_on: bool,
    /// Rows that are the title of the table after it.
    title_from: u32,
    /// Every filled cell of the unit column names the sheet's own office, or there is none.
    units_agree: bool,
    /// The unit stands in the first row of each group only.
    fill_down: bool,
}

impl<'a> Walk<'a> {
    fn push(&mut self, row: u32, kind: RowKind) {
        self.out.rows.push(RowReading { row, kind, record: None, problems: Vec::new() });
    }

    fn unread(&mut self, row: &Row) {
        self.push(row.number, RowKind::Unread);
        let value: Vec<String> = row.cells.iter().map(|(_, c)| c.shown()).collect();
        self.out.issues.push(SheetIssue {
            code: "row_unread",
            row: Some(row.number),
            column: row.cells.first().map(|(c, _)| *c),
            value: value.join(" | "),
            stated: None,
            counted: None,
            note: false,
        });
    }

    /// Rows above a table's header that no table before it took.
    fn before(&mut self, from: u32, table: &Table, first: bool) {
        for row in self.grid.rows_between(from, table.header.0.saturating_sub(1)) {
            self.push(row.number, if first { RowKind::Title } else { RowKind::Unread });
        }
    }

    fn after(&mut self, from: u32, detected: &Detected) {
        let title_ends = detected.other_lists.first().map_or(u32::MAX, |(row, _)| *row);
        let no_table = detected.tables.is_empty();
        for row in self.grid.rows_between(from, u32::MAX) {
            let title = no_table && row.number < title_ends && !detected.other_lists.is_empty();
            self.push(row.number, if title { RowKind::Title } else { RowKind::Unread });
        }
    }

    fn table(&mut self, table: &'a Table, next: Option<&Table>) {
        let layout = Layout::new(self.grid, table);
        for row in self.grid.rows_between(table.header.0, table.header.1) {
            self.push(row.number, RowKind::Header);
        }
        let start = match table.numbering {
            Some(n) => {
                self.push(n, RowKind::Numbering);
                n + 1
            }
            None => table.header.1 + 1,
        };
        let rows = self.grid.rows_between(start, table.last);
        let region = self.region(rows, &layout, next);
        let mut reader = RowReader::new(self.ctx, &layout, order(rows, &layout));
        let mut tail = Tail::default();
        let mut filled_down: Option<(u32, String)> = None;
        for row in rows {
            let look = Look::at(row, &layout);
            if row.number >= region.title_from {
                self.push(row.number, RowKind::Title);
            } else if look.is_record(self.ctx.units) {
                self.record(row, &mut reader, &region, &mut filled_down);
                tail = Tail { previous: row.number, ..Tail::default() };
            } else if let Some((column, label)) = look.total(&layout) {
                let more = row.number < region.last_record || region.goes_on;
                let last = row.number >= region.last_total;
                self.total(row, column, label, &look, (more, last));
                tail.grand |= label.grand && !more;
                tail.previous = row.number;
            } else if is_signature(row, &look, row.number > region.last_record, &mut tail) {
                self.push(row.number, RowKind::Signature);
            } else if let Some((column, text)) = look.section()
                && self.is_section(row, &look, text, row.number < region.last_record)
            {
                self.section(row, column, text, &look);
                filled_down = None;
                tail.previous = row.number;
            } else if look.may_be_record()
                && (row.number < region.last_record || tail.continues(row.number))
            {
                self.record(row, &mut reader, &region, &mut filled_down);
                tail.previous = row.number;
            } else if !look.says {
                self.push(row.number, RowKind::Blank);
            } else {
                self.unread(row);
            }
        }
        if let Some(next) = next
            && region.title_from <= table.last
        {
            self.retitle(region.title_from, next.header.0);
        }
    }

    fn region(&mut self, rows: &[Row], layout: &Layout<'_>, next: Option<&Table>) -> Region {
        let units = self.ctx.units;
        let is_record = |row: &&Row| Look::at(row, layout).is_record(units);
        let last_record = rows.iter().rev().find(is_record).map_or(0, |r| r.number);
        let is_total =
            |row: &&Row| row.number > last_record && Look::at(row, layout).total(layout).is_some();
        let mut region = Region {
            last_record,
            last_total: rows.iter().rev().find(is_total).map_or(0, |r| r.number),
            goes_on: false,
            title_from: u32::MAX,
            units_agree: true,
            fill_down: false,
        };
        if let Some(next) = next {
            region.title_from = self.next_title(rows, last_record);
            region.goes_on =
                region.title_from == u32::MAX && next.layout_key == layout.table.layout_key;
        }
        if layout.at(&Meaning::Unit).is_some() {
            self.unit_column(rows, layout, &mut region);
        }
        region
    }

    /// Where the title of the next table begins: below the last signature or total, a line that
    /// names an office.
    fn next_title(&mut self, rows: &[Row], last_record: u32) -> u32 {
        let mut from = u32::MAX;
        for row in rows.iter().filter(|r| r.number > last_record) {
            let texts = || row.cells.iter().filter_map(|(_, c)| c.text());
            if texts().any(|t| signing(t) || role(t) || total(label::enumerated(t).1).is_some()) {
                from = u32::MAX;
            } else if from == u32::MAX
                && texts().any(|t| {
                    let name = label::enumerated(t).1;
                    self.resolver.resolve(name, None).code().is_some()
                })
            {
                from = row.number;
            }
        }
        from
    }

    fn unit_column(&mut self, rows: &[Row], layout: &Layout<'_>, region: &mut Region) {
        let own = self.sheet_code();
        let mut distinct: Vec<String> = Vec::new();
        let (mut filled, mut blank, mut first_filled) = (0u32, 0u32, None);
        for row in rows.iter().filter(|r| r.number <= region.last_record) {
            if layout.names.iter().all(|c| row.cell(*c).is_none()) {
                continue;
            }
            let cell = layout.shared(row, &Meaning::Unit);
            let says = values::filled(cell);
            first_filled.get_or_insert(says);
            if says {
                filled += 1;
                if distinct.len() < 50
                    && let Some(t) = values::text(cell)
                    && !distinct.contains(&t)
                {
                    distinct.push(t);
                }
            } else {
                blank += 1;
            }
        }
        region.fill_down = first_filled == Some(true) && blank > filled && distinct.len() > 1;
        let scope = self.sheet.scope.clone();
        region.units_agree = distinct.iter().all(|t| {
            evidence::is_inner(t)
                || own.is_some()
                    && self.resolver.resolve(t, scope.as_deref()).code() == own.as_deref()
        });
    }

    fn sheet_code(&self) -> Option<String> {
        match &self.sheet.office {
            Office::Found(unit) => Some(unit.code.clone()),
            _ => None,
        }
    }

    fn total(
        &mut self,
        row: &Row,
        column: u16,
        label: label::TotalLabel,
        look: &Look<'_>,
        (more, last): (bool, bool),
    ) {
        self.push(row.number, RowKind::Total);
        let stated = label.number.or_else(|| look.counts.first().copied());
        let ticks = look.tick_counts.clone();
        if stated.is_some() || !ticks.is_empty() {
            let value = row.cell(column).map(crate::reading::Cell::shown).unwrap_or_default();
            self.tally.total(Total {
                label,
                stated,
                ticks,
                at: (row.number, column),
                value,
                more,
                last,
            });
        }
    }

    fn is_section(&mut self, row: &Row, look: &Look<'_>, text: &str, inside: bool) -> bool {
        let (level, name) = label::enumerated(text);
        let enumerated = look.level.is_some() || matches!(level, Level::Letter | Level::Roman);
        let office = looks_like_office(name) || self.ctx.units.names_office(name);
        if enumerated || office {
            return true;
        }
        let person = values::looks_like_name(name);
        let wide = self.grid.merges_between(row.number, row.number).iter().any(|m| {
            m.top == row.number
                && m.right > m.left
                && row.cells.iter().any(|(c, _)| m.contains(row.number, *c))
        });
        inside
            && !person
            && (wide || evidence::is_inner(name) || look.number || row.cells.len() == 1)
    }

    fn section(&mut self, row: &Row, column: u16, text: &str, look: &Look<'_>) {
        self.push(row.number, RowKind::Section);
        let (inner_level, name) = label::enumerated(text);
        let level = match (look.level, look.number) {
            (Some(level), _) => level,
            (None, true) => Level::Number,
            (None, false) => inner_level,
        };
        let (name, stated) = label::trailing_count(name);
        let stated = stated.or_else(|| look.counts.first().copied());
        let scope = self.scope();
        let office = evidence::of_section(name, scope.as_deref(), &mut self.resolver);
        let mode = match (&office, mode_of(name)) {
            (SectionOffice::Inner, mode) => mode,
            _ => None,
        };
        self.tally.section(Section::new(level, office, mode, name, (row.number, column), stated));
    }

    /// Under which office the names of communes are understood here.
    fn scope(&self) -> Option<String> {
        let open = self.tally.open.iter().rev().find_map(|s| match &s.office {
            SectionOffice::Office(Office::Found(unit) | Office::Unmarked(unit)) => {
                let above = self.ctx.units.office(&unit.code)?;
                if above.kind == "commune" { above.parent.clone() } else { Some(unit.code.clone()) }
            }
            _ => None,
        });
        open.or_else(|| self.sheet.scope.clone())
    }

    fn record(
        &mut self,
        row: &'a Row,
        reader: &mut RowReader<'_>,
        region: &Region,
        filled_down: &mut Option<(u32, String)>,
    ) {
        let mode = self.tally.open.iter().rev().find_map(|s| s.mode);
        let mut draft = reader.read(row, mode);
        self.unit(&mut draft, reader.layout, region, filled_down);
        if draft.record.division.is_none() {
            let inner = |s: &&Section| {
                s.office == SectionOffice::Inner && key(&s.text).starts_with("phong")
            };
            draft.record.division =
                self.tally.open.iter().rev().find(inner).map(|s| s.text.clone());
        }
        let ticked = |c: &&u16| values::tick(row.cell(**c)) == Tick::Yes;
        let ticks: Vec<u16> = reader.layout.ticks.iter().filter(ticked).copied().collect();
        self.tally.record(&ticks);
        self.out.rows.push(RowReading {
            row: row.number,
            kind: RowKind::Record,
            record: Some(Box::new(draft.record)),
            problems: draft.problems,
        });
    }

    fn unit(
        &mut self,
        draft: &mut Draft<'_>,
        layout: &Layout<'_>,
        region: &Region,
        filled_down: &mut Option<(u32, String)>,
    ) {
        let column = layout.at(&Meaning::Unit);
        let mut text = values::text(layout.shared(draft.row, &Meaning::Unit));
        let at = column.unwrap_or_else(|| layout.first_name_column());
        if region.fill_down {
            if let Some(t) = &text {
                *filled_down = Some((draft.row.number, t.clone()));
            } else {
                text = filled_down.as_ref().map(|(_, t)| t.clone());
                if text.is_some() {
                    draft.problem(at, "unit_filled_down", false);
                }
            }
        }
        let section = self.section_office();
        let own = text.as_ref().map(|t| {
            let scope = self.scope();
            evidence::office(self.resolver.resolve(t, scope.as_deref()), UnitSource::Column)
        });
        let office = match (own, &section) {
            (Some(Office::Doubtful("unit_unknown", _)), _)
                if region.units_agree && text.as_deref().is_some_and(evidence::is_inner) =>
            {
                draft.record.division = draft.record.division.take().or(text);
                section.unwrap_or_else(|| self.sheet.office.clone())
            }
            (Some(own), _) => own,
            (None, Some(section)) => section.clone(),
            (None, None) if column.is_some() && !region.units_agree => {
                let proposals = self.sheet_code().into_iter().collect();
                Office::Doubtful("unit_unknown", proposals)
            }
            (None, None) => self.sheet.office.clone(),
        };
        let section = self.section_office();
        self.settle_unit(draft, at, office, section.as_ref());
    }

    fn settle_unit(
        &self,
        draft: &mut Draft<'_>,
        at: u16,
        office: Office,
        section: Option<&Office>,
    ) {
        let unit = match office {
            Office::Found(unit) => unit,
            Office::Unmarked(unit) => {
                draft.problem(at, "unit_unmarked", false);
                unit
            }
            Office::Doubtful(code, suggestions) => {
                let section_text = self.tally.open.last().map(|s| s.text.clone());
                let problem = draft.problem(at, code, true);
                problem.suggestions = suggestions;
                if problem.value.is_empty() || section.is_some() {
                    problem.value = section_text.unwrap_or_default();
                }
                return;
            }
            Office::Silent => {
                draft.problem(at, "unit_unknown", true);
                return;
            }
        };
        let units = self.ctx.units;
        if unit.source == UnitSource::Column
            && let Some(Office::Found(UnitFound { code, .. })) = section
            && !units.is_within(&unit.code, code)
            && !units.is_within(code, &unit.code)
        {
            draft.problem(at, "unit_contradiction", false).suggestions = vec![code.clone()];
        }
        draft.record.unit = Some(unit);
    }

    /// The office of the innermost section that names one.
    fn section_office(&self) -> Option<Office> {
        self.tally.open.iter().rev().find_map(|s| match &s.office {
            SectionOffice::Office(office) => Some(office.clone()),
            SectionOffice::Inner => None,
        })
    }

    /// A new title between two tables: the rows below it are of the office it names.
    fn retitle(&mut self, from: u32, until: u32) {
        let mut lines = Vec::new();
        for row in self.grid.rows_between(from, until.saturating_sub(1)) {
            for text in row.cells.iter().filter_map(|(_, c)| c.text()) {
                lines.push((row.number, label::enumerated(text).1.to_owned()));
            }
        }
        let title = crate::reading::TitleBlock { lines, stated_on: None };
        self.tally.settle();
        self.sheet = evidence::of_sheet(self.grid, &title, self.ctx);
    }
}

/// The order of day and month in the columns of births.
fn order(rows: &[Row], layout: &Layout<'_>) -> DateOrder {
    let columns: Vec<u16> = [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale]
        .iter()
        .filter_map(|m| layout.at(m))
        .collect();
    date_order(rows.iter().flat_map(|r| columns.iter().filter_map(|c| r.cell(*c))))
}

/// Whether a row belongs to who signs and what stands beside.
fn is_signature(row: &Row, look: &Look<'_>, tail: bool, state: &mut Tail) -> bool {
    let signs = look.texts.iter().any(|(_, t)| signing(t));
    let lone_role = !look.number
        && look.level.is_none()
        && !look.texts.is_empty()
        && look.texts.iter().all(|(_, t)| role(t));
    let note = look.texts.len() <= 2 && look.texts.first().is_some_and(|(_, t)| footnote(t));
    if signs || tail && lone_role {
        state.signing |= tail;
        return true;
    }
    tail && (state.signing || note) && !row.cells.is_empty()
}

fn mode_of(text: &str) -> Option<Mode> {
    match mode(Some(&crate::reading::Cell::Text(text.into()))) {
        ModeWord::Is(m) => Some(m),
        _ => None,
    }
}

/// What was seen since the last record.
#[derive(Default)]
struct Tail {
    signing: bool,
    grand: bool,
    previous: u32,
}

impl Tail {
    /// Whether a row still belongs to the list above without a gap.
    fn continues(&self, row: u32) -> bool {
        !self.signing && !self.grand && self.previous + 1 == row
    }
}
