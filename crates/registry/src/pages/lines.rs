//! The table of lines of coverage: offices, areas without an office, offices without a successor.

use std::collections::{BTreeMap, BTreeSet};

use ui::{Cell, Column, Empty, Filter, Pagination, Sort, Table, TableQuery, Text, Tone, Ui};

use super::{
    links,
    room::Covered,
    words::{self, FieldNames},
};
use crate::{
    model::{KINDS, PersonId},
    rules::{
        coverage::{ByMode, Line},
        lineage::LineKey,
    },
};

/// Which lines the address asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub(super) kind: Option<String>,
    pub(super) state: Option<State>,
    pub(super) norm: Option<String>,
}

/// How a line may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Empty,
    Covered,
    NotDedicated,
    Unmet,
    Met,
    Lost,
}

impl State {
    pub(super) const ALL: [(&'static str, Self); 6] = [
        ("trong", Self::Empty),
        ("co-nguoi", Self::Covered),
        ("khong-chuyen-trach", Self::NotDedicated),
        ("chua-dat", Self::Unmet),
        ("dat", Self::Met),
        ("khong-ke-thua", Self::Lost),
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Empty => "registry-state-empty",
            Self::Covered => "registry-state-covered",
            Self::NotDedicated => "registry-state-not-dedicated",
            Self::Unmet => "registry-state-unmet",
            Self::Met => "registry-state-met",
            Self::Lost => "registry-state-lost",
        }
    }

    pub(super) fn holds(self, line: &Line) -> bool {
        match self {
            Self::Empty => line.counted && line.people.is_empty(),
            Self::Covered => !line.people.is_empty(),
            Self::NotDedicated => line.counted && line.modes.dedicated == 0,
            Self::Unmet => line.norms.iter().any(|n| !n.met),
            Self::Met => !line.norms.is_empty() && line.norms.iter().all(|n| n.met),
            Self::Lost => is_lost(line),
        }
    }
}

pub(super) const SORTABLE: &[&str] = &["name", "people", "dedicated", "concurrent"];

impl Wanted {
    pub(super) fn read(ui: &Ui) -> Self {
        let state = ui.query().get("tinh-trang");
        Self {
            kind: ui.query().get("loai").map(str::to_owned),
            state: state.and_then(|s| State::ALL.iter().find(|(w, _)| *w == s)).map(|(_, s)| *s),
            norm: ui.query().get("dinh-muc").map(str::to_owned),
        }
    }

    /// What the address filters by and nothing can be filtered by: it is told, not left out.
    pub(super) fn unknown<'u>(ui: &'u Ui, covered: &Covered) -> Vec<&'u str> {
        let all = &covered.coverage;
        let is_kind = |kind: &str| {
            KINDS.contains(&kind) || all.lines.iter().any(|line| line.kinds.contains(kind))
        };
        let is_state = |word: &str| State::ALL.iter().any(|(known, _)| *known == word);
        let is_norm = |code: &str| all.norms.iter().any(|norm| norm.code == code);
        let asked = [
            ui.query().get("loai").filter(|kind| !is_kind(kind)),
            ui.query().get("tinh-trang").filter(|word| !is_state(word)),
            ui.query().get("dinh-muc").filter(|code| !is_norm(code)),
        ];
        asked.into_iter().flatten().collect()
    }

    fn fits(&self, line: &Line) -> bool {
        self.kind.as_ref().is_none_or(|k| line.kinds.contains(k)) && self.stands(line)
    }

    /// A norm alone asks where it is not met; with *met*, where it is, whatever else is not.
    fn stands(&self, line: &Line) -> bool {
        let met = self.state == Some(State::Met);
        let holds = self.state.is_none_or(|s| s.holds(line));
        match &self.norm {
            Some(code) => {
                line.norms.iter().any(|n| n.code == *code && n.met == met) && (met || holds)
            }
            None => holds,
        }
    }
}

pub(super) fn is_lost(line: &Line) -> bool {
    matches!(line.key, LineKey::Lost(_))
}

/// The page of a line.
pub(super) fn href(line: &Line) -> String {
    match line.key {
        LineKey::Office(_) | LineKey::Lost(_) => links::office(&line.code),
        LineKey::Area(id) => links::area(id),
    }
}

/// The lines that are wanted, in the order asked for; those without a successor last.
pub(super) fn chosen<'l>(lines: &'l [Line], wanted: &Wanted, query: &TableQuery) -> Vec<&'l Line> {
    let plain = query.q.as_deref().map(kernel::folding::plain).unwrap_or_default();
    let found = |line: &Line| {
        let name = kernel::folding::plain(&line.name);
        plain.split(' ').all(|w| name.contains(w)) || line.code.to_lowercase().contains(&plain)
    };
    let mut chosen: Vec<&Line> =
        lines.iter().filter(|l| wanted.fits(l) && (plain.is_empty() || found(l))).collect();
    sort(&mut chosen, query.sort.as_ref());
    chosen.sort_by_key(|line| is_lost(line));
    chosen
}

fn sort(lines: &mut [&Line], by: Option<&Sort>) {
    let Some(by) = by else { return };
    match by.key.as_str() {
        "name" => lines.sort_by_cached_key(|l| words::name_key(&l.name)),
        "people" => lines.sort_by_key(|l| l.people.len()),
        "dedicated" => lines.sort_by_key(|l| l.modes.dedicated),
        "concurrent" => lines.sort_by_key(|l| l.modes.concurrent),
        _ => {}
    }
    if by.descending {
        lines.reverse();
    }
}

/// The table of a page of lines. The totals are those of every line chosen.
pub(super) fn table(
    ui: &Ui,
    covered: &Covered,
    fields: &FieldNames,
    chosen: &[&Line],
    query: &TableQuery,
) -> Table {
    // A file has room for codes and fields; a page shows a line as one thing.
    let in_file = query.format.is_some();
    let codes = if in_file { field_codes(covered, fields) } else { Vec::new() };
    let mut table =
        Table::new("don-vi", ui.t("registry-lines-caption"), columns(ui, fields, &codes, in_file))
            .asked(query)
            .of_total(u64::try_from(chosen.len()).unwrap_or(0))
            .exported();
    let leaf = Pagination { page: query.page, per_page: query.per_page, total: len(chosen) };
    let (skip, take) = match query.limit() {
        Some(limit) => (leaf.offset(), limit),
        None => (0, u64::MAX),
    };
    let mut lost_said = false;
    let (skip, take) = (size(skip), size(take));
    for line in chosen.iter().skip(skip).take(take) {
        if is_lost(line) && !lost_said {
            table.section(ui.t("registry-lost-section"));
            lost_said = true;
        }
        let tone = if State::Empty.holds(line) { Tone::Bad } else { Tone::Plain };
        table.push_toned(tone, row(ui, covered, line, &codes, in_file));
    }
    if chosen.is_empty() { table } else { table.total(totals(ui, chosen, &codes, in_file)) }
}

fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn len(lines: &[&Line]) -> u64 {
    u64::try_from(lines.len()).unwrap_or(u64::MAX)
}

/// Fields anyone holds a post in.
fn field_codes<'c>(covered: &'c Covered, fields: &'c FieldNames) -> Vec<&'c str> {
    let held = &covered.coverage.totals.fields;
    let mut codes = fields.ordered(held.keys().map(String::as_str));
    codes.retain(|code| held.contains_key(*code));
    codes
}

fn columns(ui: &Ui, fields: &FieldNames, codes: &[&str], in_file: bool) -> Vec<Column> {
    let mut columns = vec![Column::new("name", ui.t("registry-col-office")).head().sortable()];
    if in_file {
        columns.push(Column::new("code", ui.t("registry-col-code")));
        columns.push(Column::new("kind", ui.t("registry-col-kind")));
    }
    columns.extend([
        Column::new("state", ui.t("registry-col-state")),
        Column::new("people", ui.t("registry-col-people")).number().sortable(),
        Column::new("dedicated", ui.t("ui-dedicated")).number().sortable(),
        Column::new("concurrent", ui.t("ui-concurrent")).number().sortable(),
    ]);
    for code in codes {
        let name = fields.name(code);
        let of = |mode: Text| format!("{name}: {mode}");
        let (dedicated, concurrent) = (of(ui.t("ui-dedicated")), of(ui.t("ui-concurrent")));
        columns.push(Column::new(format!("{code}-dedicated"), dedicated).number());
        columns.push(Column::new(format!("{code}-concurrent"), concurrent).number());
    }
    columns
}

fn row(ui: &Ui, covered: &Covered, line: &Line, codes: &[&str], in_file: bool) -> Vec<Cell> {
    let kinds: Vec<String> = line.kinds.iter().map(|k| words::kind(ui, k).into_owned()).collect();
    let kinds = kinds.join(", ");
    let note = format!("{} · {kinds}", line.code);
    let mut cells = vec![Cell::text(line.name.clone()).link(href(line)).note(note)];
    if in_file {
        cells.extend([Cell::text(line.code.clone()), Cell::text(kinds)]);
    }
    cells.extend([
        state(ui, covered, line),
        Cell::count(count(line.people.len())),
        Cell::count(line.modes.dedicated),
        Cell::count(line.modes.concurrent),
    ]);
    cells.extend(codes.iter().flat_map(|c| by_mode(line.fields.get(*c))));
    cells
}

/// Dedicated and concurrent, each in its column.
fn by_mode(modes: Option<&ByMode>) -> [Cell; 2] {
    let modes = modes.copied().unwrap_or_default();
    [Cell::count(modes.dedicated), Cell::count(modes.concurrent)]
}

/// How a line stands, in a word and a sign.
pub(super) fn state(ui: &Ui, covered: &Covered, line: &Line) -> Cell {
    let (tone, word) = state_word(ui, line);
    let since = if line.people.is_empty() { covered.vacant.get(&line.key) } else { None };
    let since = since.map(|day| words::since(ui, *day, covered.coverage.as_of.valid_on));
    Cell::tag(ui::Tag::new(tone, word)).note(since.unwrap_or_default())
}

pub(super) fn state_word(ui: &Ui, line: &Line) -> (Tone, Text) {
    let unmet = line.norms.iter().filter(|n| !n.met).count();
    match () {
        () if is_lost(line) => (Tone::Doubt, ui.t("registry-state-lost")),
        () if State::Empty.holds(line) => (Tone::Bad, ui.t("registry-state-empty")),
        () if unmet > 0 => {
            (Tone::Doubt, ui.f("registry-state-unmet-count", &[("n", count(unmet).into())]))
        }
        () => (Tone::Good, ui.t("registry-state-covered")),
    }
}

fn totals(ui: &Ui, chosen: &[&Line], codes: &[&str], in_file: bool) -> Vec<Cell> {
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    let mut modes = ByMode::default();
    let mut fields: BTreeMap<&str, ByMode> = BTreeMap::new();
    for line in chosen {
        people.extend(line.people.iter().copied());
        modes.dedicated += line.modes.dedicated;
        modes.concurrent += line.modes.concurrent;
        for (code, held) in &line.fields {
            let all = fields.entry(code).or_default();
            all.dedicated += held.dedicated;
            all.concurrent += held.concurrent;
        }
    }
    let total = ui.f("registry-total-lines", &[("n", count(chosen.len()).into())]);
    let mut cells = vec![Cell::text(total)];
    if in_file {
        cells.extend([Cell::blank(), Cell::blank()]);
    }
    cells.extend([
        Cell::blank(),
        Cell::count(count(people.len())),
        Cell::count(modes.dedicated),
        Cell::count(modes.concurrent),
    ]);
    cells.extend(codes.iter().flat_map(|c| by_mode(fields.get(c))));
    cells
}

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The filters over the table, each choice with how many lines it leaves.
pub(super) fn filters(ui: &Ui, covered: &Covered) -> [Filter; 3] {
    let lines = &covered.coverage.lines;
    let mut kinds: BTreeMap<&str, i64> = BTreeMap::new();
    for kind in lines.iter().flat_map(|l| &l.kinds) {
        *kinds.entry(kind).or_default() += 1;
    }
    let mut by_kind = Filter::new(ui.t("registry-filter-kind"), "loai");
    for (kind, n) in kinds {
        by_kind = by_kind.choice(kind.to_owned(), words::kind(ui, kind), Some(n));
    }
    let mut by_state = Filter::new(ui.t("registry-filter-state"), "tinh-trang");
    for (word, state) in State::ALL {
        let n = count(lines.iter().filter(|l| state.holds(l)).count());
        if n > 0 {
            by_state = by_state.choice(word, ui.t(state.label()), Some(n));
        }
    }
    let mut by_norm = Filter::new(ui.t("registry-filter-norm"), "dinh-muc");
    for norm in &covered.coverage.norms {
        let unmet = |l: &&Line| l.norms.iter().any(|n| n.code == norm.code && !n.met);
        let n = count(lines.iter().filter(unmet).count());
        by_norm = by_norm.choice(norm.code.clone(), words::norm_marked(ui, norm), Some(n));
    }
    [by_kind, by_state, by_norm]
}

/// What stands where no line is chosen.
pub(super) fn nothing(ui: &Ui, covered: &Covered) -> Empty {
    if covered.coverage.lines.is_empty() {
        Empty::new(ui.t("registry-no-offices"))
            .next(ui.t("registry-no-offices-date"), "/don-vi")
            .next(ui.t("registry-see-acts"), "/quyet-dinh")
    } else {
        Empty::new(ui.t("registry-no-match")).next(ui.t("registry-all-offices"), "/don-vi")
    }
}
