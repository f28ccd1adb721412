//! The rows of a sheet in order: what each is, and what it says.

use std::collections::BTreeSet;

use crate::reading::{
    Detected, Grid, Meaning, Row, Table,
    units::{is_area_office, looks_like_office},
    values::{self, DateOrder, FieldKeys, ModeWord, Tick, fields, judged_order, key, mode},
};

use super::{
    Context, Mode, RowKind, RowReading, SheetIssue, SheetReading, TableRead,
    above::heads_people,
    ahead::{self, Ahead, Seen},
    classify::Look,
    evidence::{self, Office, Resolver, SectionOffice, SheetOffice},
    label::{self, Level, footnote, role, signing},
    layout::Layout,
    place::{Heading, Place},
    region::Region,
    row::{Draft, Inherited},
    rows::Rows,
    title,
    totals::{Section, Tally, Total},
    vacant::is_vacant,
};

/// Reads a sheet. Every filled row of the grid is accounted for.
pub fn read_sheet(grid: &Grid, detected: &Detected, ctx: &Context<'_>) -> SheetReading {
    let mut walk = Walk {
        grid,
        ctx,
        resolver: Resolver::new(ctx),
        sheet: evidence::of_sheet(grid, &detected.title, ctx),
        tally: Tally::default(),
        keys: FieldKeys::new(ctx.fields),
        districts: Vec::new(),
        mode: title::mode_of_all(&detected.title),
        field: title::field_of_all(&detected.title, &FieldKeys::new(ctx.fields)),
        both: title::both_fields(&detected.title, &FieldKeys::new(ctx.fields)),
        none_serve: title::none_serve(&detected.title),
        number_above: None,
        read_under: ReadUnder::default(),
        out: SheetReading {
            stated_on: detected.title.stated_on,
            layout_key: detected.layout_key().map(str::to_owned),
            columns: detected.tables.first().map(|t| t.columns.clone()).unwrap_or_default(),
            tables: detected.tables.iter().map(as_read).collect(),
            ..SheetReading::default()
        },
    };
    if let Office::Found(unit) = &walk.sheet.office {
        walk.out.unit = Some(unit.clone());
    }
    super::notes::of_sheet(grid, detected, &mut walk.out.issues);
    super::notes::of_superior(&walk.sheet, &mut walk.out.issues);
    if !detected.tables.is_empty() {
        super::notes::of_elsewhere(&walk.sheet, &mut walk.out.issues);
    }
    if let [only] = &detected.tables[..] {
        walk.stated_above(only);
    }
    let mut from = 0;
    for (at, table) in detected.tables.iter().enumerate() {
        walk.before(from, table, at == 0);
        walk.tally.table();
        walk.headed(table, (at == 0, detected.tables.len() == 1));
        walk.table(table, detected.tables.get(at + 1));
        from = table.last + 1;
    }
    walk.after(from, detected);
    walk.tally.settle();
    walk.out.issues.append(&mut walk.tally.issues);
    walk.out
}

/// So many rows right above a table may be its title.
const TITLE_ROWS: usize = 6;

/// The offices that rows were read under.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadUnder {
    /// That of the last row; `None` where it is not known.
    pub(super) last: Option<String>,
    pub(super) all: BTreeSet<String>,
}

/// A sheet on its way.
pub(super) struct Walk<'a> {
    pub(super) grid: &'a Grid,
    pub(super) ctx: &'a Context<'a>,
    pub(super) resolver: Resolver<'a>,
    pub(super) sheet: SheetOffice,
    pub(super) tally: Tally,
    pub(super) keys: FieldKeys,
    /// The district of each section that is of one.
    districts: Vec<String>,
    /// The mode the title says of all.
    pub(super) mode: Option<Mode>,
    /// The field the title says of all, where no column asks for fields.
    pub(super) field: Option<String>,
    /// What `cả hai` means in a column of fields.
    pub(super) both: Vec<String>,
    /// The running number of the person above, where the list writes its names in capitals.
    pub(super) number_above: Option<u64>,
    pub(super) read_under: ReadUnder,
    /// The title, where it says that those listed do not serve now.
    none_serve: Option<String>,
    pub(super) out: SheetReading,
}

impl<'a> Walk<'a> {
    pub(super) fn push(&mut self, row: u32, kind: RowKind) {
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
        let until = table.header.0.saturating_sub(1);
        let title = if first { Some(0) } else { self.title_within(from, until) };
        for row in self.grid.rows_between(from, until) {
            let above = title.is_some_and(|title| row.number >= title);
            self.push(row.number, if above { RowKind::Title } else { RowKind::Unread });
        }
        if let Some(title) = title.filter(|_| !first) {
            self.retitle(title, table.header.0);
        }
    }

    /// The first of the rows above a table that heads a list of its own: `III. DANH SÁCH …`.
    fn title_within(&self, from: u32, until: u32) -> Option<u32> {
        let heads = |row: &&Row| {
            let texts = row.cells.iter().filter_map(|(_, c)| c.text());
            texts.map(|t| label::enumerated(t).1).any(title::heads_a_list)
        };
        let rows = self.grid.rows_between(from, until);
        let near = &rows[rows.len().saturating_sub(TITLE_ROWS)..];
        near.iter().find(heads).map(|r| r.number)
    }

    /// Totals that stand in the title of the only table.
    fn stated_above(&mut self, table: &Table) {
        for row in self.grid.rows_between(0, table.header.0.saturating_sub(1)) {
            for (column, cell) in &row.cells {
                let lines = cell.text().into_iter().flat_map(str::lines);
                for (line, number) in lines.filter_map(|l| Some((l, label::stated_above(l)?))) {
                    let at = (row.number, *column);
                    self.tally.ahead(Total::above(number, at, line));
                }
            }
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
        let rows = Rows::new(self.grid.rows_between(start, table.last), &layout);
        let region = self.region(&rows.meant, &layout, next);
        let order = order(&rows.meant, &layout);
        ahead::walk(self.ctx, &layout, &rows.meant, order, |ahead| {
            self.rows(ahead, &rows, &layout, &region);
        });
        if let Some(next) = next
            && region.title_from <= table.last
        {
            self.retitle(region.title_from, next.header.0);
        }
    }

    fn rows<'r>(
        &mut self,
        ahead: &mut Ahead<'_, 'r>,
        rows: &Rows<'_>,
        layout: &Layout<'r>,
        region: &Region,
    ) {
        let mut tail = Tail::default();
        let mut filled_down: Option<(u32, String)> = None;
        while let Some(Seen { row, look, draft }) = ahead.next(|| self.inherited(layout)) {
            if row.number >= region.title_from {
                self.push(row.number, RowKind::Title);
            } else if row.cells.is_empty() {
                let more = rows.continued.contains(&row.number);
                self.push(row.number, if more { RowKind::Continued } else { RowKind::Unread });
            } else if is_example(row, &look, layout) {
                self.push(row.number, RowKind::Blank);
                let column = row.cells.first().map(|(c, _)| *c);
                self.out.issues.push(SheetIssue::example(row.number, column));
            } else if is_vacant(row, &look, layout, self.ctx.units) {
                self.vacant((row, &look), layout, (region, &mut filled_down));
                tail = Tail { previous: row.number, ..Tail::default() };
            } else if draft.is_some() {
                let draft = ahead.settle(row, draft, &self.inherited(layout));
                self.record(draft, &rows.copied, layout, (region, &mut filled_down));
                tail = Tail { previous: row.number, ..Tail::default() };
            } else if let Some((column, label)) = look.total(layout) {
                let more = row.number < region.last_record || region.goes_on;
                let last = row.number >= region.last_total;
                self.total((row, layout), column, label, &look, (more, last));
                if !label.carried {
                    filled_down = None;
                }
                tail.grand |= label.grand && !more;
                tail.previous = row.number;
            } else if is_signature(row, &look, row.number > region.last_record, &mut tail)
                || self.is_footnote(&look)
            {
                self.push(row.number, RowKind::Signature);
            } else if let Some((column, text)) = look.section()
                && self.is_section((row, layout), &look, text, row.number < region.last_record)
            {
                self.section(row, column, text, &look);
                filled_down = None;
                tail.previous = row.number;
            } else if (row.number < region.last_record || tail.continues(row.number))
                && (look.may_be_record() || self.is_numbered_name(&look))
            {
                let draft = ahead.settle(row, None, &self.inherited(layout));
                self.record(draft, &rows.copied, layout, (region, &mut filled_down));
                tail.previous = row.number;
            } else if row.number < region.last_record
                && let Some((column, text)) = self.names_an_office(&look)
            {
                self.section(row, column, text, &look);
                filled_down = None;
                tail.previous = row.number;
            } else if !look.says {
                self.push(row.number, RowKind::Blank);
            } else {
                self.unread(row);
            }
        }
    }

    fn total(
        &mut self,
        (row, layout): (&Row, &Layout<'_>),
        column: u16,
        label: label::TotalLabel,
        look: &Look<'_>,
        (more, last): (bool, bool),
    ) {
        self.push(row.number, RowKind::Total);
        if let Some(text) = row.cell(column).and_then(crate::reading::Cell::text) {
            self.total_of_another((row.number, column), text);
        }
        if label.carried {
            return;
        }
        let sexes = layout.sexes(&look.counts);
        let mut others = look.counts.iter().filter(|count| !sexes.contains(count));
        let stated = label.number.or_else(|| others.next().map(|(_, n)| *n));
        let ticks = [&look.tick_counts[..], &sexes].concat();
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

    /// `(*) Đang nghỉ thai sản`, `(1) …`, or a line with a dash below one that is a remark: it heads nothing.
    fn is_footnote(&self, look: &Look<'_>) -> bool {
        let [(_, text)] = look.texts[..] else { return false };
        let below = self.out.rows.last().is_some_and(|r| r.kind == RowKind::Signature);
        let text = text.trim_start();
        text.starts_with("(*")
            || label::numbered_note(text)
            || below && text.starts_with(['-', '–', '+']) && !heads(text)
    }

    fn is_section(
        &mut self,
        (row, layout): (&Row, &Layout<'_>),
        look: &Look<'_>,
        text: &str,
        inside: bool,
    ) -> bool {
        let (level, name) = label::named(text);
        let enumerated =
            look.level.is_some() || matches!(level, Level::Letter | Level::Roman | Level::Small);
        let office = looks_like_office(name) || self.ctx.units.names_office(name);
        if enumerated || office {
            return true;
        }
        // `(Đ/c trên nghỉ thai sản)` is said of the row above.
        let remark = name.starts_with('(') && name.ends_with(')');
        let person = values::looks_like_name(name);
        let wide = self.grid.merges_between(row.number, row.number).iter().any(|m| {
            m.top == row.number
                && m.right > m.left
                && row.cells.iter().any(|(c, _)| m.contains(row.number, *c))
        });
        // A word in a column right of the names belongs to the row above.
        let alone =
            row.cells.len() == 1 && layout.names.last().is_none_or(|c| row.cells[0].0 <= *c);
        let nobody = values::is_vacancy(name);
        if self.is_numbered_name(look) {
            return false;
        }
        inside
            && !person
            && !nobody
            && !remark
            && (wide || evidence::is_inner(name) || look.number || alone)
    }

    /// A cell of a row that is nothing else, with the name of an office in it: what follows is
    /// surely not of the office before.
    fn names_an_office<'r>(&self, look: &Look<'r>) -> Option<(u16, &'r str)> {
        let names = |text: &str| {
            let name = label::named(text).1;
            looks_like_office(name) || self.ctx.units.names_office(name)
        };
        look.texts.iter().copied().find(|(_, text)| names(text))
    }

    fn section(&mut self, row: &Row, column: u16, text: &str, look: &Look<'_>) {
        self.push(row.number, RowKind::Section);
        self.number_above = None;
        // `P. Xuân Hòa` is a ward, not the part P.
        let whole = self.ctx.units.names_office(text);
        let (inner_level, name) = if whole { (Level::None, text) } else { label::named(text) };
        let level = match (look.level, look.number) {
            (Some(level), _) => level,
            (None, true) => Level::Number,
            (None, false) => inner_level,
        };
        let (name, stated) = label::trailing_count(name);
        // A number before the name is the section's own.
        let behind = look.counts.iter().find(|(at, _)| *at > column);
        let stated = stated.or_else(|| behind.map(|(_, n)| *n));
        let scope = self.scope_above(Some(level));
        let mut office = evidence::of_section(name, scope.as_deref(), &mut self.resolver);
        let said = fields(name, &self.keys);
        let named = !said.codes.is_empty() && said.unread.is_empty() && !said.denied;
        let mode = mode_of(name);
        let of_mode = mode.is_some() && !looks_like_office(name);
        if (named || of_mode || title::not_serving(name))
            && matches!(office, SectionOffice::Office(Office::Doubtful("unit_unknown", _)))
        {
            office = SectionOffice::Inner;
        }
        if office == SectionOffice::Inner && self.is_of_several(name) {
            office = SectionOffice::Office(Office::Doubtful("unit_unknown", Vec::new()));
        }
        let inner = office == SectionOffice::Inner;
        let heading = Heading { name, level, plain: named || of_mode };
        let place = if inner { self.place(&heading) } else { Place::Top };
        if let Place::Below(at) = place
            && level == Level::None
            && self.tally.open[at].level == Level::None
            && !heading.plain
        {
            // `Công chức` below `Xã Phú Lộc`, neither numbered: what is open stays open.
            return;
        }
        let mut section = Section::new(level, office, name, (row.number, column), stated);
        if inner {
            section.mode = mode;
            section.office = self.office_at(place, &heading);
            section.astray =
                matches!(place, Place::Ended(_)) && section.office != SectionOffice::Inner;
        }
        if inner && named {
            section.fields = said.codes;
        }
        if let SectionOffice::Office(Office::Doubtful("unit_unknown", proposals)) =
            &mut section.office
            && proposals.is_empty()
            && !is_area_office(name)
        {
            proposals.extend(self.around(level));
        }
        if let SectionOffice::Office(Office::Found(unit)) = &section.office {
            self.districts.extend(self.district(&unit.code));
        }
        self.tally.section(section, place.kept());
    }

    /// Under which office the names of communes are understood here.
    pub(super) fn scope(&self) -> Option<String> {
        self.scope_above(None)
    }

    /// The same, for a section of a level: those as deep or deeper end with it.
    fn scope_above(&self, level: Option<Level>) -> Option<String> {
        let above = |s: &&Section| level.is_none_or(|level| s.level < level);
        let open = self.tally.open.iter().rev().filter(above).find_map(|s| match &s.office {
            SectionOffice::Office(Office::Found(unit) | Office::Unmarked(unit)) => {
                let above = self.ctx.units.office(&unit.code)?;
                if above.kind == "commune" { above.parent.clone() } else { Some(unit.code.clone()) }
            }
            _ => None,
        });
        open.or_else(|| self.sheet.scope.clone()).or_else(|| self.district_so_far())
    }

    /// The district an office is, or is a commune of.
    fn district(&self, code: &str) -> Option<String> {
        let office = self.ctx.units.office(code)?;
        match office.kind.as_str() {
            "district" => Some(office.code.clone()),
            "commune" => office.parent.clone(),
            _ => None,
        }
    }

    /// The district all sections so far are of, where it is several sections and one district.
    fn district_so_far(&self) -> Option<String> {
        let (first, rest) = self.districts.split_first()?;
        (!rest.is_empty() && rest.iter().all(|d| d == first)).then(|| first.clone())
    }

    /// What the open sections say of the rows below.
    fn inherited(&self, layout: &Layout<'_>) -> Inherited {
        let open = || self.tally.open.iter().rev();
        let fields = open().find(|s| !s.fields.is_empty()).map(|s| s.fields.clone());
        let of_title = || self.field.clone().filter(|_| !layout.asks_for_fields());
        let fields = fields.or_else(|| of_title().map(|field| vec![field]));
        Inherited {
            mode: open().find_map(|s| s.mode).or(self.mode),
            fields: fields.unwrap_or_default(),
            both: self.both.clone(),
        }
    }

    fn record(
        &mut self,
        mut draft: Draft<'_>,
        copied: &[(u32, u16)],
        layout: &Layout<'_>,
        (region, filled_down): (&Region, &mut Option<(u32, String)>),
    ) {
        let row = draft.row;
        let from = copied.partition_point(|(n, _)| *n < row.number);
        for (_, column) in copied[from..].iter().take_while(|(n, _)| *n == row.number) {
            let unit = layout.at(&Meaning::Unit) == Some(*column);
            draft.problem(*column, if unit { "unit_filled_down" } else { "value_as_above" }, false);
        }
        let ordinal = layout.at(&Meaning::Ordinal).and_then(|c| row.cell(c));
        let name = row.cell(layout.first_name_column()).and_then(crate::reading::Cell::text);
        let capitals = name.is_some_and(|n| !n.contains(char::is_lowercase));
        self.number_above = ordinal.filter(|_| capitals).and_then(|c| c.shown().parse().ok());
        let gone = self.tally.open.iter().rev().find(|s| title::not_serving(&s.text));
        if let Some(said) = gone.map(|s| s.text.clone()).or_else(|| self.none_serve.clone()) {
            draft.problem(layout.first_name_column(), "not_serving", true).value = said;
        }
        self.unit(&mut draft, layout, region, filled_down);
        if draft.record.division.is_none() {
            let inner = |s: &&Section| {
                s.office == SectionOffice::Inner && key(&s.text).starts_with("phong")
            };
            draft.record.division =
                self.tally.open.iter().rev().find(inner).map(|s| s.text.clone());
        }
        let ticked = |c: &&u16| values::tick(row.cell(**c)) == Tick::Yes;
        let born = |c: &&u16| values::filled(row.cell(**c));
        let ticks = layout.ticks.iter().filter(ticked);
        let ticks: Vec<u16> = ticks.chain(layout.births.iter().filter(born)).copied().collect();
        self.tally.record(&ticks);
        self.read_under.last = draft.record.unit.as_ref().map(|unit| unit.code.clone());
        self.read_under.all.extend(self.read_under.last.clone());
        self.out.rows.push(RowReading {
            row: row.number,
            kind: RowKind::Record,
            record: Some(Box::new(draft.record)),
            problems: draft.problems,
        });
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
        // What the title of all says holds below a line that names an office alone.
        if title.lines.iter().any(|(_, line)| title::heads_a_list(line) || heads_people(line)) {
            self.mode = title::mode_of_all(&title);
            self.field = title::field_of_all(&title, &self.keys);
            self.both = title::both_fields(&title, &self.keys);
            self.none_serve = title::none_serve(&title);
        }
        let office = evidence::of_sheet(self.grid, &title, self.ctx);
        if title::speaker(&title, self.ctx, None).speaks() {
            self.sheet = office;
        }
    }
}

fn as_read(table: &Table) -> TableRead {
    TableRead {
        rows: (table.header.0, table.last),
        pointed: table.pointed.then_some(table.header),
        layout_key: table.layout_key.clone(),
        columns: table.columns.clone(),
    }
}

/// The order of day and month in the columns of births.
fn order(rows: &[Row], layout: &Layout<'_>) -> (DateOrder, bool) {
    let columns: Vec<u16> = [Meaning::Birth, Meaning::BirthMale, Meaning::BirthFemale]
        .iter()
        .filter_map(|m| layout.at(m))
        .collect();
    judged_order(rows.iter().flat_map(|r| columns.iter().filter_map(|c| r.cell(*c))))
}

/// Whether a row belongs to who signs and what stands beside.
fn is_signature(row: &Row, look: &Look<'_>, tail: bool, state: &mut Tail) -> bool {
    let signs = look.texts.iter().any(|(_, t)| signing(t));
    let lone_role = !look.number
        && look.level.is_none()
        && !look.texts.is_empty()
        && look.texts.iter().all(|(_, t)| role(t));
    let note = look.texts.len() <= 2 && look.texts.first().is_some_and(|(_, t)| footnote(t));
    if let [(_, text)] = look.texts[..]
        && (label::note(text)
            || note && text.trim_start().starts_with('*') && (tail || !heads(text)))
    {
        return true;
    }
    if signs || tail && lone_role {
        state.signing |= tail;
        return true;
    }
    tail && (state.signing || note) && !row.cells.is_empty()
}

/// Whether a line with a star heads a section: it names an office, or a part of one, in few words.
fn heads(text: &str) -> bool {
    let name = label::named(text).1;
    let words = name.split_whitespace().count();
    looks_like_office(name) && words <= 14 || evidence::is_inner(name) && words <= 6
}

/// Whether a row is the form's own example: it says so, and its name is nobody's.
fn is_example(row: &Row, look: &Look<'_>, layout: &Layout<'_>) -> bool {
    let ordinal = layout.at(&Meaning::Ordinal).and_then(|c| row.cell(c));
    values::marks_example(ordinal) && look.name.as_deref().is_some_and(values::names_nobody)
}

pub(super) fn mode_of(text: &str) -> Option<Mode> {
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
