//! What the rows of one table need to know of the whole of it.

use crate::reading::{Meaning, Row, Table, values};

use super::{
    classify::Look,
    evidence,
    label::{self, role, signing, total},
    layout::Layout,
    read::Walk,
    title,
};

/// What the rows of one table need to know of the whole of it.
pub(super) struct Region {
    /// The last row that is surely a person's.
    pub(super) last_record: u32,
    /// The last row that states a total.
    pub(super) last_total: u32,
    /// The next header is this one again: the list goes on below it.
    pub(super) goes_on: bool,
    /// Rows that are the title of the table after it.
    pub(super) title_from: u32,
    /// Every filled cell of the unit column names the sheet's own office, or there is none.
    pub(super) units_agree: bool,
    /// The unit stands in the first row of each group only.
    pub(super) fill_down: bool,
}

impl Walk<'_> {
    pub(super) fn region(
        &mut self,
        rows: &[Row],
        layout: &Layout<'_>,
        next: Option<&Table>,
    ) -> Region {
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
                    title::heads_a_list(name) || self.resolver.resolve(name, None).code().is_some()
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
                    && (self.resolver.resolve(t, scope.as_deref()).code() == own.as_deref()
                        || self.ctx.units.office_of_room(t, scope.as_deref()) == own)
        });
    }
}
