//! Which cells of a published table are kept back, so that no small number can be worked out.
//!
//! A table with its sums is a circulation: a cell is an edge from its row to its column, a sum an
//! edge back. Whoever reads knows the edges that are shown, and that the others hold somebody.
//! How far a hidden one may lie from the truth, up or down, is then a maximal flow among the
//! hidden ones; it is exact, and gives two tables that agree with everything shown.

use std::collections::VecDeque;

/// Row and column; the row behind the last holds sums of columns, the column behind the last sums
/// of rows.
pub type Spot = (usize, usize);

/// Counts of people in rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Row by row, with the sums behind them.
    values: Vec<Vec<i64>>,
    /// What is known of the sums of rows from elsewhere: at least so many.
    least: Vec<i64>,
    /// Rows that are never shown, though they can be worked out.
    implied: Vec<usize>,
    /// Whether the sums of columns are shown elsewhere, and can't be kept back here.
    fixed: bool,
}

/// What of a table is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    counts: Counts,
    hidden: Vec<Vec<bool>>,
}

/// How far a flow is looked for: nobody asks for more.
const FAR: i64 = 1 << 40;

impl Counts {
    /// A table of rows of equal length, none negative.
    pub fn new(rows: &[Vec<i64>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut values: Vec<Vec<i64>> = rows
            .iter()
            .map(|row| row.iter().copied().chain([row.iter().sum()]).collect())
            .collect();
        let sums = (0..=width).map(|c| values.iter().map(|row| row[c]).sum()).collect();
        values.push(sums);
        Self { values, least: vec![0; rows.len()], implied: Vec::new(), fixed: false }
    }

    /// Something else says that a row has at least so many.
    #[must_use]
    pub fn at_least(mut self, row: usize, least: i64) -> Self {
        self.least[row] = least;
        self
    }

    /// A part of a whole whose sums are shown elsewhere: a first row, and what is left of the
    /// whole, which nobody shows and everybody can work out.
    pub fn part_of(part: &[i64], whole: &[i64]) -> Self {
        let rest = part.iter().zip(whole).map(|(part, whole)| whole - part).collect();
        Self { implied: vec![1], fixed: true, ..Self::new(&[part.to_vec(), rest]) }
    }

    /// Rows that together are a whole whose sums are shown elsewhere.
    pub fn of_known_sums(rows: &[Vec<i64>]) -> Self {
        Self { fixed: true, ..Self::new(rows) }
    }

    fn size(&self) -> (usize, usize) {
        (self.values.len(), self.values.first().map_or(0, Vec::len))
    }

    fn spots(&self) -> impl Iterator<Item = Spot> + use<> {
        let (rows, columns) = self.size();
        (0..rows).flat_map(move |r| (0..columns).map(move |c| (r, c)))
    }

    fn value(&self, (r, c): Spot) -> i64 {
        self.values[r][c]
    }

    fn is_sum(&self, (r, c): Spot) -> bool {
        let (rows, columns) = self.size();
        r + 1 == rows || c + 1 == columns
    }

    /// The least a hidden spot may hold as far as a reader knows: blank cells are shown.
    fn lowest(&self, (r, c): Spot) -> i64 {
        let (rows, columns) = self.size();
        if self.implied.contains(&r) {
            return 0;
        }
        if r + 1 < rows && c + 1 == columns { self.least[r].max(1) } else { 1 }
    }

    fn is_locked(&self, (r, _): Spot) -> bool {
        self.fixed && r + 1 == self.size().0
    }

    /// Whether so few people stand there that nobody may know how many.
    fn is_small(&self, at: Spot, threshold: i64) -> bool {
        (1..threshold).contains(&self.value(at))
    }
}

/// Keeps back every number of people below a threshold, those asked for, and as many others as it
/// takes so that each of them may, for all a reader knows, differ by the threshold at least.
/// `None` where the sums that are shown elsewhere do not allow it: nothing of it may be shown.
pub fn suppress(counts: Counts, threshold: i64, also: &[Spot]) -> Option<Shown> {
    let (rows, columns) = counts.size();
    let mut it = Shown { hidden: vec![vec![false; columns]; rows], counts };
    for at in it.counts.spots() {
        let implied = it.counts.implied.contains(&at.0);
        let small = it.counts.is_small(at, threshold);
        let wanted = also.contains(&at) && it.counts.value(at) > 0;
        let hide = implied || small || wanted;
        if hide && it.counts.is_locked(at) {
            return None;
        }
        it.hidden[at.0][at.1] = hide;
    }
    loop {
        let narrow = it
            .counts
            .spots()
            .find(|at| it.needs(*at, threshold) && it.width(*at, threshold) < threshold);
        let Some(at) = narrow else { return Some(it) };
        it.widen(at, threshold)?;
    }
}

impl Shown {
    /// Whether a number is kept back.
    pub fn is_hidden(&self, (r, c): Spot) -> bool {
        self.hidden[r][c]
    }

    /// The number where it is shown.
    pub fn get(&self, at: Spot) -> Option<i64> {
        (!self.is_hidden(at)).then(|| self.counts.value(at))
    }

    /// Whether a spot must not be known narrowly: one that is kept back, or what is left of a
    /// whole where it is small.
    fn needs(&self, at: Spot, threshold: i64) -> bool {
        let implied = self.counts.implied.contains(&at.0);
        self.is_hidden(at) && (!implied || self.counts.is_small(at, threshold))
    }

    /// How many numbers a hidden one may be, less one; no further than the threshold.
    fn width(&self, at: Spot, threshold: i64) -> i64 {
        let up = self.moved(at, true, threshold).1;
        let down = self.moved(at, false, threshold).1;
        up.saturating_add(down)
    }

    /// The cheapest way round through a spot that lets it lie further from the truth, hidden.
    fn widen(&mut self, (r, c): Spot, threshold: i64) -> Option<()> {
        let (rows, columns) = self.counts.size();
        let before = self.width((r, c), threshold);
        let mut best: Option<(bool, i64, i64, Vec<Spot>)> = None;
        for (r2, c2) in self.counts.spots().filter(|(r2, c2)| *r2 != r && *c2 != c) {
            let round = [(r, c2), (r2, c), (r2, c2)];
            let fresh: Vec<Spot> = round.into_iter().filter(|at| !self.is_hidden(*at)).collect();
            let free = |at: &Spot| self.counts.value(*at) > 0 && !self.counts.is_locked(*at);
            if fresh.is_empty() || !fresh.iter().all(free) {
                continue;
            }
            let tried = self.with(&fresh);
            let width = tried.width((r, c), threshold).min(threshold);
            let cost: i64 = fresh.iter().map(|at| self.cost(*at)).sum();
            let rank = (width >= threshold, width, -cost);
            let better = best.as_ref().is_none_or(|(enough, wide, dear, _)| {
                rank > (*enough, if *enough { threshold } else { *wide }, *dear)
            });
            if width > before && better {
                best = Some((rank.0, rank.1, rank.2, fresh));
            }
        }
        let chosen = match best {
            Some((_, _, _, fresh)) => fresh,
            // No single way round helps: the nearest that is still shown goes as well.
            None => vec![self.next_to((r, c))?],
        };
        debug_assert!(rows > 0 && columns > 0);
        *self = self.with(&chosen);
        Some(())
    }

    /// The smallest number still shown, first in the same row or column.
    fn next_to(&self, (r, c): Spot) -> Option<Spot> {
        let free = |at: &Spot| {
            !self.is_hidden(*at) && self.counts.value(*at) > 0 && !self.counts.is_locked(*at)
        };
        let near = |at: &Spot| at.0 != r && at.1 != c;
        self.counts.spots().filter(free).min_by_key(|at| (near(at), self.cost(*at)))
    }

    fn with(&self, more: &[Spot]) -> Self {
        let mut it = self.clone();
        for (r, c) in more {
            it.hidden[*r][*c] = true;
        }
        it
    }

    /// What a reader loses: sums are dearer than cells.
    fn cost(&self, at: Spot) -> i64 {
        self.counts.value(at) + if self.counts.is_sum(at) { 1 << 30 } else { 0 }
    }

    /// A table that agrees with everything shown and holds as much more (or less) in a spot as
    /// can be, but no more than `far`; and how much that is.
    pub fn moved(&self, at: Spot, up: bool, far: i64) -> (Vec<Vec<i64>>, i64) {
        let mut values = self.counts.values.clone();
        let own = if up { FAR } else { self.counts.value(at) - self.counts.lowest(at) };
        let (from, to) = self.ends(at);
        // What goes along the edge comes back another way.
        let (source, sink) = if up { (to, from) } else { (from, to) };
        let mut moved = 0;
        let limit = own.min(far);
        while moved < limit {
            let Some(path) = self.path(&values, at, (source, sink)) else { break };
            let room = path.iter().map(|(at, more)| self.room(&values, *at, *more)).min();
            let step = room.unwrap_or(0).min(limit - moved);
            for ((r, c), more) in path {
                values[r][c] += if more { step } else { -step };
            }
            moved += step;
        }
        values[at.0][at.1] += if up { moved } else { -moved };
        (values, moved)
    }

    /// The nodes an edge leads from and to: rows first, then columns.
    fn ends(&self, (r, c): Spot) -> (usize, usize) {
        let column = self.counts.size().0 + c;
        let (rows, columns) = self.counts.size();
        let back = (r + 1 == rows) != (c + 1 == columns);
        if back { (column, r) } else { (r, column) }
    }

    fn room(&self, values: &[Vec<i64>], at: Spot, more: bool) -> i64 {
        if more { FAR } else { values[at.0][at.1] - self.counts.lowest(at) }
    }

    /// The shortest way from one node to another along hidden edges that have room.
    fn path(
        &self,
        values: &[Vec<i64>],
        but: Spot,
        (source, sink): (usize, usize),
    ) -> Option<Vec<(Spot, bool)>> {
        let (rows, columns) = self.counts.size();
        let mut came: Vec<Option<(usize, Spot, bool)>> = vec![None; rows + columns];
        let mut open = VecDeque::from([source]);
        let mut seen = vec![false; rows + columns];
        seen[source] = true;
        while let Some(node) = open.pop_front() {
            for at in self.counts.spots().filter(|at| self.is_hidden(*at) && *at != but) {
                let (from, to) = self.ends(at);
                for (here, there, more) in [(from, to, true), (to, from, false)] {
                    if here == node && !seen[there] && self.room(values, at, more) > 0 {
                        seen[there] = true;
                        came[there] = Some((node, at, more));
                        open.push_back(there);
                    }
                }
            }
        }
        let mut way = Vec::new();
        let mut node = sink;
        while node != source {
            let (before, at, more) = came[node]?;
            way.push((at, more));
            node = before;
        }
        Some(way)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const THRESHOLD: i64 = 5;

    fn sums(values: &[Vec<i64>]) -> bool {
        let (last, width) = (values.len() - 1, values[0].len() - 1);
        let rows = values.iter().all(|row| row[..width].iter().sum::<i64>() == row[width]);
        let columns = (0..=width)
            .all(|c| values[..last].iter().map(|r| r[c]).sum::<i64>() == values[last][c]);
        rows && columns
    }

    /// Whether a reader can't tell a table from the true one.
    fn passes(shown: &Shown, values: &[Vec<i64>]) -> bool {
        let agrees = |at: Spot| match shown.get(at) {
            Some(value) => values[at.0][at.1] == value,
            None => values[at.0][at.1] >= shown.counts.lowest(at),
        };
        sums(values) && shown.counts.spots().all(agrees)
    }

    /// Two tables a reader can't tell apart, as far from each other in a spot as the threshold.
    fn is_protected(shown: &Shown, at: Spot) -> bool {
        let (high, low) = (shown.moved(at, true, 99).0, shown.moved(at, false, 99).0);
        passes(shown, &high)
            && passes(shown, &low)
            && high[at.0][at.1] - low[at.0][at.1] >= THRESHOLD
    }

    /// What a reader works out by holding each sum against its parts, again and again.
    fn worked_out(shown: &Shown) -> Vec<Vec<(i64, i64)>> {
        let (rows, columns) = shown.counts.size();
        let start = |at: Spot| match shown.get(at) {
            Some(value) => (value, value),
            None => (shown.counts.lowest(at), 1_000_000),
        };
        let mut known: Vec<Vec<(i64, i64)>> =
            (0..rows).map(|r| (0..columns).map(|c| start((r, c))).collect()).collect();
        let row = |r: usize| (0..columns).map(move |c| (r, c)).collect::<Vec<Spot>>();
        let column = |c: usize| (0..rows).map(move |r| (r, c)).collect::<Vec<Spot>>();
        let lines: Vec<Vec<Spot>> = (0..rows).map(row).chain((0..columns).map(column)).collect();
        for _ in 0..30 {
            for line in &lines {
                tighten(&mut known, line);
            }
        }
        known
    }

    fn tighten(known: &mut [Vec<(i64, i64)>], line: &[Spot]) {
        let (sum, parts) = line.split_last().unwrap();
        for (n, at) in parts.iter().enumerate() {
            let others = || parts.iter().enumerate().filter(|(m, _)| *m != n);
            let low: i64 = others().map(|(_, o)| known[o.0][o.1].0).sum();
            let high: i64 = others().map(|(_, o)| known[o.0][o.1].1).sum();
            let whole = known[sum.0][sum.1];
            let it = &mut known[at.0][at.1];
            *it = (it.0.max(whole.0 - high), it.1.min(whole.1 - low));
        }
        let low: i64 = parts.iter().map(|o| known[o.0][o.1].0).sum();
        let high: i64 = parts.iter().map(|o| known[o.0][o.1].1).sum();
        let it = &mut known[sum.0][sum.1];
        *it = (it.0.max(low), it.1.min(high));
    }

    #[test]
    fn a_single_small_number_takes_a_way_round_with_it() {
        let counts = Counts::new(&[vec![3, 120], vec![14, 800], vec![9, 300]]);
        let shown = suppress(counts, THRESHOLD, &[]).unwrap();
        let hidden: Vec<Spot> = shown.counts.spots().filter(|at| shown.is_hidden(*at)).collect();
        assert_eq!(hidden, [(0, 0), (0, 1), (2, 0), (2, 1)], "no sum is lost");
    }

    #[test]
    fn large_numbers_and_blank_cells_are_shown() {
        let counts = Counts::new(&[vec![0, 120], vec![14, 800]]);
        let shown = suppress(counts, THRESHOLD, &[]).unwrap();
        assert!(shown.counts.spots().all(|at| !shown.is_hidden(at)));
    }

    #[test]
    fn what_is_left_of_a_whole_is_kept_back_as_well() {
        // All but two of the second kind are in the part.
        let shown = suppress(Counts::part_of(&[20, 98], &[40, 100]), THRESHOLD, &[]).unwrap();
        assert!(shown.is_hidden((0, 1)), "two would be left");
        assert!(suppress(Counts::part_of(&[1, 98], &[5, 100]), THRESHOLD, &[]).is_none());
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<i64>>> {
        let value = prop_oneof![Just(0i64), 1i64..5, 5i64..30, 30i64..900];
        (1usize..6, 1usize..4).prop_flat_map(move |(rows, columns)| {
            prop::collection::vec(prop::collection::vec(value.clone(), columns), rows)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// For every number kept back there are two tables that agree with all that is shown and
        /// lie the threshold apart in it.
        #[test]
        fn nothing_kept_back_is_pinned_down(rows in tables()) {
            let shown = suppress(Counts::new(&rows), THRESHOLD, &[]).unwrap();
            for at in shown.counts.spots().filter(|at| shown.is_hidden(*at)) {
                prop_assert!(is_protected(&shown, at), "{at:?} in {shown:?}");
            }
        }

        /// Holding sums against parts, a reader comes no nearer than the threshold, and never
        /// away from the truth.
        #[test]
        fn bounds_come_no_nearer(rows in tables()) {
            let shown = suppress(Counts::new(&rows), THRESHOLD, &[]).unwrap();
            let known = worked_out(&shown);
            for at in shown.counts.spots() {
                let (low, high) = known[at.0][at.1];
                let value = shown.counts.value(at);
                prop_assert!(low <= value && value <= high);
                prop_assert!(!shown.is_hidden(at) || high - low >= THRESHOLD, "{at:?}: {low}–{high}");
            }
        }

        #[test]
        fn small_numbers_are_never_shown(rows in tables()) {
            let shown = suppress(Counts::new(&rows), THRESHOLD, &[]).unwrap();
            for at in shown.counts.spots() {
                prop_assert!(!(1..THRESHOLD).contains(&shown.get(at).unwrap_or(0)));
            }
        }

        /// That offices of a group are covered says that it has people: it is taken into account.
        #[test]
        fn what_is_known_of_rows_helps_nobody(rows in tables(), part in 0i64..=10) {
            let mut counts = Counts::new(&rows);
            for (r, row) in rows.iter().enumerate() {
                counts = counts.at_least(r, row.iter().sum::<i64>() * part / 10);
            }
            let shown = suppress(counts, THRESHOLD, &[]).unwrap();
            for at in shown.counts.spots().filter(|at| shown.is_hidden(*at)) {
                prop_assert!(is_protected(&shown, at), "{at:?} in {shown:?}");
            }
        }

        /// Neither a part nor what is left of the whole is pinned down.
        #[test]
        fn a_part_gives_nothing_away(whole in prop::collection::vec(5i64..60, 2), share in prop::collection::vec(0i64..=60, 2)) {
            let part: Vec<i64> = whole.iter().zip(&share).map(|(w, s)| (*s).min(*w)).collect();
            if let Some(shown) = suppress(Counts::part_of(&part, &whole), THRESHOLD, &[]) {
                for at in shown.counts.spots().filter(|at| shown.needs(*at, THRESHOLD)) {
                    prop_assert!(is_protected(&shown, at), "{at:?} in {shown:?}");
                }
            }
        }
    }
}
