//! A table's columns by what they mean, and values that merged cells give to several rows.

use std::collections::HashMap;

use crate::reading::{
    Cell, Grid, Legend, Meaning, Merge, Mode, Row, Sex, Table,
    detect::has,
    values::{Tick, key, tick},
};

/// Where each meaning stands.
pub(super) struct Layout<'a> {
    grid: &'a Grid,
    pub(super) table: &'a Table,
    /// A handful, asked for many times in each row: walked through, not hashed.
    by_meaning: Vec<(&'a Meaning, u16)>,
    /// Columns of names in the order they are joined.
    pub(super) names: Vec<u16>,
    /// Field ticks with their codes.
    pub(super) fields: Vec<(u16, &'a str)>,
    /// Ticks for a mode in a field.
    pub(super) duties: Vec<(u16, &'a str, Mode)>,
    /// Degree ticks with the degree.
    pub(super) degrees: Vec<(u16, &'a str)>,
    /// Every column of ticks.
    pub(super) ticks: Vec<u16>,
    /// The columns of births of men and of women, where there is one of each.
    pub(super) births: Vec<u16>,
    /// A column for the one sex where none is for the other: a blank in it says the other.
    pub(super) lone_sex: Option<(u16, Sex)>,
    /// Columns of certificates, and of courses, with what each is named under their heading.
    pub(super) certificates: Vec<(u16, Option<&'a str>)>,
    pub(super) courses: Vec<(u16, Option<&'a str>)>,
    /// Columns that name fields in words.
    pub(super) words: Vec<u16>,
    /// Columns kept as they are.
    pub(super) others: Vec<u16>,
    /// Columns of codes with what their headings say these stand for.
    legends: Vec<(u16, Legend)>,
    /// Ranges merged downwards, and ticks merged over columns of ticks, by column, in order: first
    /// row, last row, column of the value.
    downwards: HashMap<u16, Vec<(u32, u32, u16)>>,
}

/// The columns of a name in the order its parts are joined. The family and the middle name may
/// stand in columns of their own.
fn names(table: &Table) -> Vec<u16> {
    let of = |m: Meaning| table.columns.iter().filter(move |c| c.meaning == m).map(|c| c.index);
    let whole = of(Meaning::FullName).take(1);
    whole.chain(of(Meaning::FamilyMiddle)).chain(of(Meaning::Given).take(1)).collect()
}

/// What a tick below a heading of certificates or courses stands for; nothing where it says no
/// more than that.
fn paper(heading: &str) -> Option<&str> {
    let leaf = heading.rsplit_once(" / ").map_or(heading, |(_, leaf)| leaf);
    let bare = key(leaf);
    // `Có chứng chỉ hay không?` names none by itself.
    if leaf.contains('?') || has(&bare, "khong") {
        return None;
    }
    let says = bare.split(' ').filter(|w| !PAPERS.contains(w)).count();
    (says > 0).then_some(leaf)
}

/// Words of a heading that name no certificate and no course.
const PAPERS: [&str; 22] = [
    "", "chung", "chi", "chi", "van", "bang", "cac", "khac", "neu", "co", "da", "duoc", "cap",
    "lop", "khoa", "hoc", "dao", "tao", "boi", "duong", "tap", "huan",
];

impl<'a> Layout<'a> {
    pub(super) fn new(grid: &'a Grid, table: &'a Table) -> Self {
        let mut layout = Self {
            grid,
            table,
            by_meaning: Vec::new(),
            names: Vec::new(),
            fields: Vec::new(),
            duties: Vec::new(),
            degrees: Vec::new(),
            ticks: Vec::new(),
            births: Vec::new(),
            others: Vec::new(),
            words: Vec::new(),
            legends: Vec::new(),
            certificates: Vec::new(),
            courses: Vec::new(),
            lone_sex: None,
            downwards: HashMap::new(),
        };
        for column in &table.columns {
            let named = paper(&column.heading);
            match column.meaning {
                Meaning::Fields => layout.words.push(column.index),
                Meaning::Certificate => layout.certificates.push((column.index, named)),
                Meaning::Courses => layout.courses.push((column.index, named)),
                _ => {}
            }
            if matches!(column.meaning, Meaning::Mode | Meaning::Fields | Meaning::Sex) {
                layout.legends.extend(Legend::of(&column.heading).map(|l| (column.index, l)));
            }
            if column.meaning.is_tick() {
                layout.ticks.push(column.index);
            }
            match &column.meaning {
                Meaning::Field(code) => layout.fields.push((column.index, code)),
                Meaning::DedicatedTo(code) => {
                    layout.duties.push((column.index, code, Mode::Dedicated));
                }
                Meaning::ConcurrentTo(code) => {
                    layout.duties.push((column.index, code, Mode::Concurrent));
                }
                Meaning::DegreeTick(degree) => layout.degrees.push((column.index, degree)),
                Meaning::Other => layout.others.push(column.index),
                m if layout.at(m).is_none() => layout.by_meaning.push((m, column.index)),
                _ => {}
            }
        }
        let births = [Meaning::BirthMale, Meaning::BirthFemale].map(|m| layout.at(&m));
        layout.births = births.into_iter().collect::<Option<_>>().unwrap_or_default();
        layout.names = names(table);
        let data = table.numbering.unwrap_or(table.header.1) + 1;
        let of_data = |m: &&Merge| m.top >= data && m.top <= table.last;
        for m in grid.merges.iter().filter(of_data) {
            // A tick merged over columns of ticks ticks each of them.
            let ticked = layout.ticks.contains(&m.left);
            let covered = |c: &u16| m.bottom > m.top || ticked && layout.ticks.contains(c);
            for column in (m.left..=m.right).filter(covered).collect::<Vec<_>>() {
                layout.downwards.entry(column).or_default().push((m.top, m.bottom, m.left));
            }
        }
        layout.lone_sex = layout.lone_sex(data);
        for list in layout.downwards.values_mut() {
            list.sort_unstable();
        }
        layout
    }

    fn lone_sex(&self, data: u32) -> Option<(u16, Sex)> {
        let others = [Meaning::Sex, Meaning::BirthMale, Meaning::BirthFemale];
        if others.iter().any(|m| self.at(m).is_some()) {
            return None;
        }
        let (column, sex) = match (self.at(&Meaning::SexMale), self.at(&Meaning::SexFemale)) {
            (Some(male), None) => (male, Sex::Male),
            (None, Some(female)) => (female, Sex::Female),
            _ => return None,
        };
        let mut rows = self.grid.rows_between(data, self.table.last).iter();
        rows.any(|r| tick(r.cell(column)) == Tick::Yes).then_some((column, sex))
    }

    /// Whether the letters of a cell are in an encoding that could not be told.
    pub(super) fn garbled(&self, row: u32, column: u16) -> bool {
        self.grid.garbled.binary_search(&(row, column)).is_ok()
    }

    /// Whether all cells are text.
    pub(super) const fn untyped(&self) -> bool {
        self.grid.untyped
    }

    /// The cell of a row, whether or not it belongs to the list that is read.
    pub(super) fn beside(&self, row: u32, column: u16) -> Option<&Cell> {
        self.grid.cell(row, column)
    }

    /// Whether the sender struck a cell through.
    pub(super) fn struck(&self, row: u32, column: u16) -> bool {
        self.grid.struck.binary_search(&(row, column)).is_ok()
    }

    /// The words that the codes of a cell stand for, where the heading of its column explains them.
    pub(super) fn decoded(&self, column: u16, cell: Option<&Cell>) -> Option<Cell> {
        let (_, legend) = self.legends.iter().find(|(of, _)| *of == column)?;
        legend.words(cell)
    }

    /// Whether the workbook counts its days from 1904.
    pub(super) const fn is_1904(&self) -> bool {
        self.grid.since_1904
    }

    /// A bare number of days from 1904, counted as everybody else does.
    pub(super) fn since_1904(&self, cell: &Cell) -> Option<Cell> {
        const LATER: f64 = 1462.0;
        match cell {
            Cell::Number(n) if self.grid.since_1904 && *n > 2_191.0 && *n < 70_000.0 => {
                Some(Cell::Number(n + LATER))
            }
            _ => None,
        }
    }

    /// The column with a meaning.
    pub(super) fn at(&self, m: &Meaning) -> Option<u16> {
        self.by_meaning.iter().find(|(known, _)| *known == m).map(|(_, column)| *column)
    }

    /// Whether the heading of a column asks for an office as well: `Chức vụ, đơn vị công tác`.
    pub(super) fn asks_for_office(&self, column: u16) -> bool {
        let heading = self.table.columns.iter().find(|c| c.index == column);
        let key = heading.map(|c| key(&c.heading)).unwrap_or_default();
        has(&key, "don vi") || has(&key, "co quan") || has(&key, "noi cong tac")
    }

    /// Whether the heading of a column asks when a duty ends.
    pub(super) fn ends_duty(&self, column: u16) -> bool {
        const ENDS: [&str; 6] = [
            "ngay ket thuc",
            "den ngay",
            "ngay nghi",
            "ngay thoi",
            "ket thuc ngay",
            "den het ngay",
        ];
        let heading = self.table.columns.iter().find(|c| c.index == column);
        let key = heading.map(|c| key(&c.heading)).unwrap_or_default();
        ENDS.iter().any(|w| has(&key, w))
    }

    /// Whether a tick in a column says that somebody leaves: `Giảm` beside `Tăng`, `Chuyển đi`.
    pub(super) fn ticks_leaving(&self, column: u16) -> bool {
        const LEAVES: [&str; 8] = [
            "da nghi",
            "nghi viec",
            "nghi huu",
            "thoi viec",
            "thoi nhiem vu",
            "thoi phu trach",
            "chuyen di",
            "chuyen cong tac",
        ];
        let heading = self.heading(column);
        let key = key(heading.rsplit(" / ").next().unwrap_or(heading));
        matches!(&key[..], "giam" | "thoi" | "nghi") || LEAVES.iter().any(|w| has(&key, w))
    }

    /// What stands under the births of men and of women counts men and women; one number alone
    /// may count all.
    pub(super) fn sexes(&self, counts: &[(u16, u64)]) -> Vec<(u16, u64)> {
        let under = counts.iter().filter(|(column, _)| self.births.contains(column));
        let under: Vec<_> = under.copied().collect();
        if under.len() == 2 { under } else { Vec::new() }
    }

    /// What stands over a column; nothing where there is none.
    pub(super) fn heading(&self, column: u16) -> &str {
        let column = self.table.columns.iter().find(|c| c.index == column);
        column.map(|c| &*c.heading).unwrap_or_default()
    }

    /// Whether any column asks for fields of duty.
    pub(super) const fn asks_for_fields(&self) -> bool {
        !self.fields.is_empty() || !self.words.is_empty() || !self.duties.is_empty()
    }

    /// A row's own cell under a meaning.
    pub(super) fn cell<'r>(&self, row: &'r Row, m: &Meaning) -> Option<&'r Cell> {
        row.cell(self.at(m)?)
    }

    /// A row's cell under a meaning, or the cell merged down over it.
    pub(super) fn shared<'r>(&self, row: &'r Row, m: &Meaning) -> Option<&'r Cell>
    where
        'a: 'r,
    {
        self.shared_at(row, self.at(m)?)
    }

    /// A row's cell in a column, or the cell merged down over it.
    pub(super) fn shared_at<'r>(&self, row: &'r Row, column: u16) -> Option<&'r Cell>
    where
        'a: 'r,
    {
        row.cell(column).or_else(|| {
            let list = self.downwards.get(&column)?;
            let before = list.partition_point(|(top, ..)| *top <= row.number);
            let (top, bottom, left) = list.get(before.checked_sub(1)?)?;
            (row.number <= *bottom).then(|| self.grid.cell(*top, *left)).flatten()
        })
    }

    /// The first row of the person a row says more of: the name is merged down over it.
    pub(super) fn continues(&self, row: &Row) -> Option<u32> {
        let column = *self.names.first()?;
        let list = self.downwards.get(&column)?;
        let before = list.partition_point(|(top, ..)| *top <= row.number);
        let (top, bottom, left) = *list.get(before.checked_sub(1)?)?;
        let inside = top < row.number && row.number <= bottom && left == column;
        (inside && row.cell(column).is_none() && self.grid.cell(top, left).is_some()).then_some(top)
    }

    /// The first column of the name, where a row's problems stand that have no cell.
    pub(super) fn first_name_column(&self) -> u16 {
        self.names.first().copied().unwrap_or(0)
    }
}
