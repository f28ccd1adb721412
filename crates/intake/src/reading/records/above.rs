//! The line right above a table that says how or what those it lists serve: `II. KIÊM NHIỆM`, `2. An
//! toàn thông tin`. One sheet may have a table for each.

use registry::model::Mode;

use crate::reading::{
    Row, RowKind, Table,
    values::{FieldKeys, fields, key},
};

use super::{
    evidence::{self, Office, SectionOffice},
    label::{self, Level},
    read::Walk,
    title,
    totals::Section,
};

/// So many lines above a header are looked at.
const NEAR: usize = 3;

struct Heading<'a> {
    row: u32,
    column: u16,
    level: Level,
    name: &'a str,
    mode: Option<Mode>,
    fields: Vec<String>,
}

impl<'a> Walk<'a> {
    /// Takes what the line above a table says of all it lists. Where a further table has a heading of
    /// its own that says nothing, what was said of the table before does not hold for it.
    pub(super) fn headed(&mut self, table: &Table, (first, only): (bool, bool)) {
        let read = |kind| matches!(kind, RowKind::Record | RowKind::Vacant | RowKind::Total);
        let taken = self.out.rows.iter().rev().find(|r| read(r.kind)).map_or(0, |r| r.row + 1);
        let rows = self.grid.rows_between(taken, table.header.0.saturating_sub(1));
        let filled = rows.iter().rev().filter(|row| !row.cells.is_empty()).take(NEAR);
        let lines: Vec<(&'a Row, u16, &'a str)> = filled
            .filter_map(|row| match row.cells.as_slice() {
                [(column, cell)] => Some((row, *column, cell.text()?)),
                _ => None,
            })
            .collect();
        let headings: Vec<Heading<'a>> =
            lines.iter().filter_map(|line| heading(line, &self.keys)).collect();
        // A section that was read as one is open.
        if headings.iter().any(|heading| self.tally.open.iter().any(|s| s.at.0 == heading.row)) {
            return;
        }
        // What is the title of this table was read as one.
        let titled = |row: u32| {
            let kind = self.out.rows.iter().rev().find(|r| r.row == row).map(|r| r.kind);
            kind == Some(RowKind::Title)
        };
        let several = |(row, _, text): &&(&'a Row, u16, &'a str)| {
            !titled(row.number) && self.is_of_several(label::enumerated(text).1)
        };
        if let Some((row, column, text)) = lines.iter().find(several).filter(|_| !first) {
            let nobody = SectionOffice::Office(Office::Doubtful("unit_unknown", Vec::new()));
            let at = (row.number, *column);
            self.tally.open.push(Section::new(Level::Letter, nobody, text, at, None));
            return;
        }
        let others = lines.iter().any(|(row, _, text)| heads_people(text) && !titled(row.number));
        match headings.as_slice() {
            // A title alone is read as one: the mode of all. What is numbered is of its own rows.
            [one] if !first || one.level != Level::None || !only => {
                if !first && !titled(one.row) {
                    self.let_go();
                }
                self.open(one);
            }
            [] if !first && others => self.let_go(),
            _ => {}
        }
    }

    /// Whether a heading is of people of several offices below the one that is read.
    pub(super) fn is_of_several(&self, text: &str) -> bool {
        let open = self.tally.open.iter().rev().find_map(|section| match &section.office {
            SectionOffice::Office(Office::Found(unit)) => Some(unit.code.clone()),
            _ => None,
        });
        let own = open.or_else(|| self.sheet_code());
        let own = own.and_then(|code| self.ctx.units.office(&code));
        own.is_some_and(|own| evidence::of_several_below(text, &own.kind))
    }

    fn open(&mut self, heading: &Heading<'_>) {
        if let Some(row) = self.out.rows.iter_mut().rev().find(|r| r.row == heading.row) {
            row.kind = RowKind::Title;
        }
        self.out.issues.retain(|i| i.code != "row_unread" || i.row != Some(heading.row));
        let level = if heading.level == Level::None { Level::Letter } else { heading.level };
        let at = (heading.row, heading.column);
        let mut section = Section::new(level, SectionOffice::Inner, heading.name, at, None);
        section.mode = heading.mode;
        section.fields.clone_from(&heading.fields);
        self.tally.open.push(section);
    }

    /// What was said of the table before is said no longer.
    fn let_go(&mut self) {
        self.mode = None;
        self.field = None;
        for section in &mut self.tally.open {
            section.mode = None;
            section.fields.clear();
        }
    }
}

fn heading<'a>(
    (row, column, text): &(&'a Row, u16, &'a str),
    keys: &FieldKeys,
) -> Option<Heading<'a>> {
    let (level, name) = label::enumerated(text.trim_end_matches(':'));
    let (level, name) = match label::of_form(name) {
        Some(rest) => (Level::Letter, rest),
        None => (level, name),
    };
    let mode = mode_of_heading(name);
    // What is named alone is what they serve.
    let said = fields(name, keys);
    let plain = said.unread.is_empty() && !said.denied && !name.contains(':');
    let fields = if plain { said.codes } else { Vec::new() };
    let says = mode.is_some() || !fields.is_empty();
    says.then_some(Heading { row: row.number, column: *column, level, name, mode, fields })
}

/// The mode that the heading of one table says of those it lists: `KIÊM NHIỆM`, `Cán bộ chuyên trách
/// CĐS`.
fn mode_of_heading(line: &str) -> Option<Mode> {
    let key = key(line);
    let bare = key.starts_with("chuyen trach") || key.starts_with("kiem nhiem");
    title::one_mode(line).filter(|_| bare && !line.contains(':') || title::names_its_list(line))
}

/// Whether a line heads a list of people of some kind: `Lãnh đạo phụ trách`, `Cộng tác viên`.
pub(super) fn heads_people(line: &str) -> bool {
    const KINDS: [&str; 5] = ["lanh dao", "cong tac vien", "thanh vien", "chuyen gia", "nhan vien"];
    let name = label::enumerated(line).1;
    let words = key(label::of_form(name).unwrap_or(name));
    title::speaks_of_people(name) || KINDS.iter().any(|kind| words.starts_with(kind))
}
