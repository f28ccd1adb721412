//! What the cells of a row stand under where a row that waits is kept: worked out once a table, for
//! a large sheet may have as many rows that wait as rows.

use super::{held::Cells, scarce};
use crate::reading::{Cell, Column, Row, SheetReading, column_letter};

/// The columns of each table, and last those of a sheet without one.
pub(crate) struct Headings(Vec<Vec<Heading>>);

struct Heading {
    column: u16,
    text: String,
    /// Nobody asks for what stands under it.
    unasked: bool,
}

impl Headings {
    pub(crate) fn of(reading: &SheetReading) -> Self {
        let tables = reading.tables.iter().map(|table| &table.columns);
        let all = tables.chain([&reading.columns]);
        Self(all.map(|columns| columns.iter().filter_map(heading).collect()).collect())
    }

    /// What the cells of a row show, each under its heading, or its letter where it has none. What
    /// nobody asks for is not kept with a row that waits.
    pub(crate) fn show(&self, reading: &SheetReading, row: &Row) -> Cells {
        let at = reading.table_at(row.number).unwrap_or(self.0.len() - 1);
        let shown = |(column, cell): &(u16, Cell)| match self.0[at]
            .iter()
            .find(|heading| heading.column == *column)
        {
            Some(heading) if heading.unasked => (heading.text.clone(), scarce::LEFT_OUT.to_owned()),
            Some(heading) => (heading.text.clone(), cell.shown()),
            None => (column_letter(*column), cell.shown()),
        };
        row.cells.iter().map(shown).collect()
    }
}

/// What a row shows, without what nobody asks for: it may have been kept before its heading was
/// known for such.
pub(crate) fn without_unasked(cells: &Cells) -> Cells {
    let left = |(heading, text): &(String, String)| {
        let text = if scarce::is_unasked(heading) { scarce::LEFT_OUT } else { text };
        (heading.clone(), text.to_owned())
    };
    cells.iter().map(left).collect()
}

fn heading(column: &Column) -> Option<Heading> {
    let text = column.heading.clone();
    let unasked = scarce::is_unasked(&text);
    (!text.is_empty()).then_some(Heading { column: column.index, text, unasked })
}
