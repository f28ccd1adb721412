//! Rows that say that nobody is there: `Chưa bố trí` where a name should stand. They are told, and
//! are nobody's.

use crate::reading::{
    Cell, Meaning, Row,
    values::{self, says_nobody, says_none},
};

use super::{RowKind, SheetIssue, classify::Look, layout::Layout, read::Walk, region::Region};

/// More digits are a number that somebody bears.
const FEW_DIGITS: usize = 5;

/// Whether a row says that nobody is there, and holds nothing that only a person has.
pub(super) fn is_vacant(row: &Row, look: &Look<'_>, layout: &Layout<'_>) -> bool {
    let others = layout.table.beside.iter().chain(&layout.table.second);
    look.name.as_deref().is_some_and(says_nobody)
        && !row.cells.iter().any(|(column, cell)| is_personal(*column, cell, layout))
        && !others.map(|other| other.name).any(|c| values::filled(layout.beside(row.number, c)))
}

/// Whether a cell says what is said of a person alone.
fn is_personal(column: u16, cell: &Cell, layout: &Layout<'_>) -> bool {
    let said = match cell {
        Cell::Text(text) => values::filled(Some(cell)) && !says_none(text) && !says_nobody(text),
        _ => values::filled(Some(cell)),
    };
    let found = layout.table.columns.iter().find(|c| c.index == column);
    let digits = || cell.shown().bytes().filter(u8::is_ascii_digit).count();
    said && match found.map(|c| &c.meaning) {
        Some(meaning) if of_person(meaning) => true,
        Some(Meaning::Other | Meaning::Notes | Meaning::Ignored) | None => digits() > FEW_DIGITS,
        Some(_) => false,
    }
}

const fn of_person(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Sex
            | Meaning::SexMale
            | Meaning::SexFemale
            | Meaning::Birth
            | Meaning::BirthMale
            | Meaning::BirthFemale
            | Meaning::BirthDay
            | Meaning::BirthMonth
            | Meaning::BirthYear
            | Meaning::PersonalId
            | Meaning::StaffCode
            | Meaning::Degree
            | Meaning::DegreeTick(_)
            | Meaning::Major
            | Meaning::Certificate
            | Meaning::Courses
            | Meaning::Phone
            | Meaning::Email
            | Meaning::Start
    )
}

impl Walk<'_> {
    /// Tells such a row. The office it names counts for the rows below that name none.
    pub(super) fn vacant(
        &mut self,
        (row, look): (&Row, &Look<'_>),
        layout: &Layout<'_>,
        (region, filled_down): (&Region, &mut Option<(u32, String)>),
    ) {
        self.push(row.number, RowKind::Vacant);
        let said = look.name.as_deref().unwrap_or_default();
        let at = (row.number, Some(layout.first_name_column()));
        self.out.issues.push(SheetIssue::at("nobody_there", at, said).noted());
        let unit = values::text(layout.shared(row, &Meaning::Unit)).filter(|_| region.fill_down);
        if let Some(unit) = unit {
            *filled_down = Some((row.number, unit));
        }
    }
}
