//! Rows looked at ahead of the walk, on all cores: what a row shows and, where it is a person's,
//! what it says. What its place in the sheet adds is for the walk, which looks at rows too while
//! none are ready.

use std::{
    collections::HashMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread, vec,
};

use crate::reading::{Row, values::DateOrder};

use super::{
    Context,
    classify::Look,
    layout::Layout,
    row::{Draft, Inherited, RowReader},
};

/// Rows looked at together.
const BLOCK: usize = 512;
/// Blocks that may be ready before the walk comes to them.
const READY: usize = 8;
/// So few rows are not worth another thread.
const FEW: usize = 256;

/// A row that was looked at.
pub(super) struct Seen<'a> {
    pub(super) row: &'a Row,
    pub(super) look: Look<'a>,
    /// What it says, where it is of a person beyond doubt.
    pub(super) draft: Option<Draft<'a>>,
}

/// Rows that were looked at together, and what the sections were thought to say of them.
type Block<'a> = (Inherited, Vec<Seen<'a>>);

/// Walks the rows of one table in order, while they are looked at.
pub(super) fn walk<'a>(
    ctx: &'a Context<'a>,
    layout: &'a Layout<'a>,
    rows: &'a [Row],
    order: (DateOrder, bool),
    walk: impl FnOnce(&mut Ahead<'_, 'a>),
) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let others = if rows.len() < FEW { 0 } else { cores - 1 };
    let reader = || RowReader::new(ctx, layout, order);
    let desk = Desk { rows, state: Mutex::default(), turned: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..others {
            let (mut reader, desk) = (reader(), &desk);
            scope.spawn(move || {
                let _end = End { desk, whole: false };
                while let Some((at, inherited)) = desk.wait_for_work() {
                    desk.put(at, reader.block(desk.block(at), inherited));
                }
            });
        }
        let _end = End { desk: &desk, whole: true };
        walk(&mut Ahead::new(&desk, reader()));
    });
}

/// Reads the rows of one table in order.
pub(super) struct Ahead<'d, 'a> {
    desk: &'d Desk<'a>,
    reader: RowReader<'a>,
    seen: vec::IntoIter<Seen<'a>>,
    /// What the sections were thought to say of the block that is walked.
    inherited: Inherited,
}

impl<'d, 'a> Ahead<'d, 'a> {
    fn new(desk: &'d Desk<'a>, reader: RowReader<'a>) -> Self {
        Self { desk, reader, seen: Vec::new().into_iter(), inherited: Inherited::default() }
    }

    /// The next row. `inherited` is what the sections say that are open above it.
    pub(super) fn next(&mut self, inherited: impl FnOnce() -> Inherited) -> Option<Seen<'a>> {
        if self.seen.as_slice().is_empty() {
            self.desk.state().inherited = inherited();
            let (inherited, seen) = self.next_block()?;
            (self.inherited, self.seen) = (inherited, seen.into_iter());
        }
        self.seen.next()
    }

    fn next_block(&mut self) -> Option<Block<'a>> {
        let desk = self.desk;
        loop {
            let mut state = desk.state();
            let at = state.walked;
            if let Some(block) = state.ready.remove(&at) {
                state.walked += 1;
                desk.turned.notify_all();
                return Some(block);
            }
            if state.over || at * BLOCK >= desk.rows.len() {
                return None;
            }
            match desk.take(&mut state) {
                Some((at, inherited)) => {
                    drop(state);
                    desk.put(at, self.reader.block(desk.block(at), inherited));
                }
                None => drop(desk.wait(state)),
            }
        }
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
            _ => self.reader.read(row, inherited),
        }
    }
}

/// Where blocks are handed out and laid down.
struct Desk<'a> {
    rows: &'a [Row],
    state: Mutex<State<'a>>,
    turned: Condvar,
}

#[derive(Default)]
struct State<'a> {
    /// Blocks that somebody looks at or did.
    taken: usize,
    /// Blocks that were walked, and the one that is.
    walked: usize,
    ready: HashMap<usize, Block<'a>>,
    /// What the sections say where the walk is.
    inherited: Inherited,
    /// Nobody looks or walks any more.
    over: bool,
}

impl<'a> Desk<'a> {
    fn state(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&self, state: MutexGuard<'g, State<'a>>) -> MutexGuard<'g, State<'a>> {
        self.turned.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next block to look at, where there is one and enough are not ready yet.
    fn take(&self, state: &mut State<'a>) -> Option<(usize, Inherited)> {
        let at = state.taken;
        if at * BLOCK >= self.rows.len() || at >= state.walked + READY {
            return None;
        }
        state.taken += 1;
        Some((at, state.inherited.clone()))
    }

    /// The same, once there is one; `None` when all is taken.
    fn wait_for_work(&self) -> Option<(usize, Inherited)> {
        let mut state = self.state();
        loop {
            if state.over || state.taken * BLOCK >= self.rows.len() {
                return None;
            }
            match self.take(&mut state) {
                None => state = self.wait(state),
                work => return work,
            }
        }
    }

    fn block(&self, at: usize) -> &'a [Row] {
        let from = at * BLOCK;
        &self.rows[from..self.rows.len().min(from + BLOCK)]
    }

    fn put(&self, at: usize, block: Block<'a>) {
        self.state().ready.insert(at, block);
        self.turned.notify_all();
    }
}

/// Lets nobody wait for who broke off.
struct End<'d, 'a> {
    desk: &'d Desk<'a>,
    /// Whether nobody needs anything when this one ends.
    whole: bool,
}

impl Drop for End<'_, '_> {
    fn drop(&mut self) {
        if self.whole || thread::panicking() {
            self.desk.state().over = true;
            self.desk.turned.notify_all();
        }
    }
}

impl RowReader<'_> {
    fn block<'r>(&mut self, rows: &'r [Row], inherited: Inherited) -> Block<'r> {
        let look = |row: &'r Row| {
            let look = Look::at(row, self.layout);
            let person = look.is_record(self.ctx.units);
            Seen { row, look, draft: person.then(|| self.read(row, &inherited)) }
        };
        let seen = rows.iter().map(look).collect();
        (inherited, seen)
    }
}
