//! Rows looked at ahead of the walk, on all cores: what a row shows and, where it is a person's,
//! what it says. What its place in the sheet adds is for the walk.

use std::{panic::resume_unwind, thread, vec};

use crate::reading::{Row, values::DateOrder};

use super::{
    Context,
    classify::Look,
    layout::Layout,
    row::{Draft, Inherited, RowReader},
};

/// Rows looked at together.
const BLOCK: usize = 2_048;
/// So few are not worth another thread.
const FEW: usize = 256;

/// A row that was looked at.
pub(super) struct Seen<'a> {
    pub(super) row: &'a Row,
    pub(super) look: Look<'a>,
    /// What it says, where it is of a person beyond doubt.
    pub(super) draft: Option<Draft<'a>>,
}

/// Reads the rows of one table in order, a block ahead.
pub(super) struct Ahead<'a> {
    rows: &'a [Row],
    /// One for each core.
    readers: Vec<RowReader<'a>>,
    seen: vec::IntoIter<Seen<'a>>,
    /// What the sections said of the block that was read last.
    inherited: Inherited,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(
        ctx: &'a Context<'a>,
        layout: &'a Layout<'a>,
        rows: &'a [Row],
        order: (DateOrder, bool),
    ) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let readers = if rows.len() < FEW { 1 } else { cores };
        let readers = (0..readers).map(|_| RowReader::new(ctx, layout, order)).collect();
        Self { rows, readers, seen: Vec::new().into_iter(), inherited: Inherited::default() }
    }

    /// The next row. `inherited` is what the sections say that are open above it.
    pub(super) fn next(&mut self, inherited: impl FnOnce() -> Inherited) -> Option<Seen<'a>> {
        if self.seen.as_slice().is_empty() {
            let (block, rest) = self.rows.split_at(self.rows.len().min(BLOCK));
            self.inherited = inherited();
            self.seen = self.look(block).into_iter();
            self.rows = rest;
        }
        self.seen.next()
    }

    fn look(&mut self, block: &'a [Row]) -> Vec<Seen<'a>> {
        let inherited = &self.inherited;
        let each = block.len().div_ceil(self.readers.len()).max(1);
        let mut parts = block.chunks(each).zip(&mut self.readers);
        let Some((first, reader)) = parts.next() else { return Vec::new() };
        thread::scope(|scope| {
            let others: Vec<_> = parts
                .map(|(part, reader)| scope.spawn(move || reader.look(part, inherited)))
                .collect();
            let mut seen = reader.look(first, inherited);
            for other in others {
                seen.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            seen
        })
    }

    /// What a row says under the sections it turned out to stand under.
    pub(super) fn settle(
        &mut self,
        row: &'a Row,
        draft: Option<Draft<'a>>,
        inherited: &Inherited,
    ) -> Draft<'a> {
        match draft {
            Some(draft) if self.inherited == *inherited => draft,
            _ => self.readers[0].read(row, inherited),
        }
    }
}

impl RowReader<'_> {
    fn look<'r>(&mut self, rows: &'r [Row], inherited: &Inherited) -> Vec<Seen<'r>> {
        let look = |row: &'r Row| {
            let look = Look::at(row, self.layout);
            let person = look.is_record(self.ctx.units);
            Seen { row, look, draft: person.then(|| self.read(row, inherited)) }
        };
        rows.iter().map(look).collect()
    }
}
