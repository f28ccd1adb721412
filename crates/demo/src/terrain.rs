//! An invented land: hexagonal cells with ragged edges, and regions grown over them.
//!
//! Everything is a union of cells, so that communes tile their province, and the communes after a
//! merger are exactly the union of those before it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BinaryHeap},
};

use crate::dice::Dice;

/// A point: degrees of longitude and latitude.
pub(crate) type Point = (f64, f64);
/// A closed line; the first point is not repeated.
pub(crate) type Ring = Vec<Point>;

/// The land, cell by cell.
#[derive(Debug)]
pub(crate) struct Terrain {
    cells: Vec<(i32, i32)>,
    /// Cells that share an edge.
    pub(crate) neighbours: Vec<Vec<usize>>,
    seed: u64,
}

/// Where a cell's corners lie, in half steps of the lattice.
const CORNERS: [(i32, i32); 6] = [(1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1)];
/// Neighbours across the edge from corner `n` to corner `n + 1`.
const ACROSS: [(i32, i32); 6] = [(1, 3), (-1, 3), (-2, 0), (-1, -3), (1, -3), (2, 0)];

/// The land lies in open sea, so that nobody takes it for a real place.
const CENTRE: Point = (107.6, 19.4);
const DEGREES_PER_STEP: f64 = 0.0075;
const KM_PER_DEGREE: f64 = 111.2;

impl Terrain {
    /// An island of about `size` cells.
    pub(crate) fn new(seed: u64, size: usize) -> Self {
        let mut dice = Dice::new(seed, "coast");
        let waves: Vec<(f64, f64, f64)> = [(2.0, 0.16), (3.0, 0.14), (5.0, 0.08), (9.0, 0.04)]
            .map(|(n, height)| (n, height, dice.unit() * std::f64::consts::TAU))
            .to_vec();
        let reach = i32::try_from(size.isqrt() + 1).unwrap_or(i32::MAX / 8);
        let mut ranked: Vec<(f64, (i32, i32))> = lattice(reach)
            .map(|cell| {
                let (x, y) = flat(cell);
                let angle = y.atan2(x);
                let coast: f64 =
                    1.0 + waves.iter().map(|(n, h, p)| h * (n * angle + p).sin()).sum::<f64>();
                (x.hypot(y) / coast, cell)
            })
            .collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        ranked.truncate(size.max(1));
        let mut cells: Vec<(i32, i32)> = ranked.into_iter().map(|(_, cell)| cell).collect();
        keep_mainland(&mut cells);
        cells.sort_unstable();
        let index: BTreeMap<_, _> = cells.iter().enumerate().map(|(n, c)| (*c, n)).collect();
        let neighbours = cells
            .iter()
            .map(|c| ACROSS.iter().filter_map(|d| index.get(&plus(*c, *d)).copied()).collect())
            .collect();
        Self { cells, neighbours, seed }
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The middle of a cell, in steps of the lattice.
    pub(crate) fn middle(&self, cell: usize) -> Point {
        flat(self.cells[cell])
    }

    /// Size of one cell, before its edges were made ragged.
    pub(crate) fn cell_km2() -> f64 {
        let step = DEGREES_PER_STEP * KM_PER_DEGREE;
        1.5 * 3f64.sqrt() * step * step
    }

    /// The outlines of a set of cells: each outer line followed by the holes in it.
    pub(crate) fn outlines(&self, cells: &[usize]) -> Vec<Vec<Ring>> {
        let inside: std::collections::BTreeSet<(i32, i32)> =
            cells.iter().map(|c| self.cells[*c]).collect();
        let mut next: BTreeMap<(i32, i32), (i32, i32)> = BTreeMap::new();
        for cell in &inside {
            for n in 0..6 {
                if !inside.contains(&plus(*cell, ACROSS[n])) {
                    // Three cells meet in a corner: at most one open edge leaves it.
                    next.insert(plus(*cell, CORNERS[n]), plus(*cell, CORNERS[(n + 1) % 6]));
                }
            }
        }
        let mut rings = Vec::new();
        while let Some((start, _)) = next.first_key_value() {
            let (start, mut at, mut ring) = (*start, *start, Vec::new());
            while let Some(to) = next.remove(&at) {
                ring.push(self.corner(at));
                ring.push(self.bend(at, to));
                at = to;
                if at == start {
                    break;
                }
            }
            rings.push(ring);
        }
        nest(rings)
    }

    /// A corner, moved a little, always by the same amount.
    fn corner(&self, at: (i32, i32)) -> Point {
        let mut dice = Dice::new(self.seed, &format!("corner {} {}", at.0, at.1));
        let (x, y) = flat(at);
        place((x + (dice.unit() - 0.5) * 0.5, y + (dice.unit() - 0.5) * 0.5))
    }

    /// A point on the way between two corners, the same from either side.
    fn bend(&self, a: (i32, i32), b: (i32, i32)) -> Point {
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let mut dice =
            Dice::new(self.seed, &format!("bend {} {} {} {}", low.0, low.1, high.0, high.1));
        let (p, q) = (flat(low), flat(high));
        let shift = (dice.unit() - 0.5) * 0.3;
        let middle = (f64::midpoint(p.0, q.0), f64::midpoint(p.1, q.1));
        place((middle.0 - (q.1 - p.1) * shift, middle.1 + (q.0 - p.0) * shift))
    }
}

/// Outer lines run counter-clockwise, holes clockwise; each hole goes with the smallest outer
/// line around it.
fn nest(rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    let (mut outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|r| area(r) > 0.0);
    outer.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let mut polygons: Vec<Vec<Ring>> = outer.into_iter().map(|r| vec![r]).collect();
    for hole in holes {
        let home = polygons.iter_mut().rev().find(|p| contains(&p[0], hole[0]));
        if let Some(polygon) = home {
            polygon.push(hole);
        }
    }
    polygons
}

/// Twice nothing: the signed area in square degrees, positive counter-clockwise.
pub(crate) fn area(ring: &[Point]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
}

/// Whether a point lies inside a line.
pub(crate) fn contains(ring: &[Point], (x, y): Point) -> bool {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs
        .filter(|(a, b)| (a.1 > y) != (b.1 > y))
        .filter(|(a, b)| x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0)
        .count()
        % 2
        == 1
}

fn plus(a: (i32, i32), b: (i32, i32)) -> (i32, i32) {
    (a.0 + b.0, a.1 + b.1)
}

/// Cells within `reach` steps of the middle; x and y have the same parity row by row.
fn lattice(reach: i32) -> impl Iterator<Item = (i32, i32)> {
    (-reach..=reach)
        .flat_map(move |r| (-reach..=reach).map(move |q| (2 * q + (r & 1), 3 * r)))
        .filter(move |c| c.0.abs() <= 2 * reach)
}

/// Lattice to plane, in edge lengths.
fn flat((x, y): (i32, i32)) -> Point {
    (f64::from(x) * 3f64.sqrt() / 2.0, f64::from(y) / 2.0)
}

/// Plane to degrees, to five places (a metre).
fn place((x, y): Point) -> Point {
    let round = |v: f64| (v * 1e5).round() / 1e5;
    let narrow = CENTRE.1.to_radians().cos();
    (round(CENTRE.0 + x * DEGREES_PER_STEP / narrow), round(CENTRE.1 + y * DEGREES_PER_STEP))
}

/// Small islands that the ragged coast cut off are dropped.
fn keep_mainland(cells: &mut Vec<(i32, i32)>) {
    let Some(start) = cells.first().copied() else { return };
    let all: std::collections::BTreeSet<_> = cells.iter().copied().collect();
    let mut seen = std::collections::BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(cell) = open.pop() {
        for side in ACROSS {
            let next = plus(cell, side);
            if all.contains(&next) && seen.insert(next) {
                open.push(next);
            }
        }
    }
    cells.retain(|c| seen.contains(c));
}

/// Seeds far from one another among the members.
pub(crate) fn scatter(
    places: &[Point],
    members: &[usize],
    count: usize,
    dice: &mut Dice,
) -> Vec<usize> {
    let mut left = members.to_vec();
    dice.shuffle(&mut left);
    let mut seeds: Vec<usize> = Vec::new();
    while seeds.len() < count {
        let Some(best) = (0..left.len().min(8)).max_by(|a, b| {
            let gap = |n: usize| {
                seeds.iter().map(|s| distance(places[*s], places[left[n]])).fold(f64::MAX, f64::min)
            };
            gap(*a).total_cmp(&gap(*b))
        }) else {
            break;
        };
        seeds.push(left.swap_remove(best));
        let turn = left.len().min(8);
        left.rotate_left(turn);
    }
    seeds
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Nearest first out of a heap.
#[derive(PartialEq)]
struct Step(f64, usize);
impl Eq for Step {}
impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

/// Grows one region from each seed until every member belongs to one; the smallest region takes
/// the next step. Answers each member's region; what cannot be reached goes to the nearest seed.
pub(crate) fn grow(
    neighbours: &[Vec<usize>],
    places: &[Point],
    members: &[usize],
    seeds: &[usize],
    dice: &mut Dice,
) -> BTreeMap<usize, usize> {
    let allowed: std::collections::BTreeSet<usize> = members.iter().copied().collect();
    let mut region: BTreeMap<usize, usize> = BTreeMap::new();
    let mut fronts: Vec<BinaryHeap<Step>> =
        seeds.iter().map(|s| BinaryHeap::from([Step(0.0, *s)])).collect();
    let mut turns: BinaryHeap<Step> = (0..seeds.len()).map(|r| Step(0.0, r)).collect();
    while let Some(Step(size, r)) = turns.pop() {
        let next = std::iter::from_fn(|| fronts[r].pop()).find(|s| !region.contains_key(&s.1));
        let Some(Step(_, at)) = next else { continue };
        region.insert(at, r);
        for n in &neighbours[at] {
            if allowed.contains(n) && !region.contains_key(n) {
                let ragged = 1.0 + dice.unit() * 0.35;
                fronts[r].push(Step(distance(places[*n], places[seeds[r]]) * ragged, *n));
            }
        }
        turns.push(Step(size + 1.0, r));
    }
    for m in members {
        region.entry(*m).or_insert_with(|| {
            (0..seeds.len())
                .min_by(|a, b| {
                    let far = |r: usize| distance(places[*m], places[seeds[r]]);
                    far(*a).total_cmp(&far(*b))
                })
                .unwrap_or(0)
        });
    }
    region
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_belongs_to_one_region_and_outlines_add_up() {
        let land = Terrain::new(3, 400);
        let all: Vec<usize> = (0..land.len()).collect();
        let places: Vec<Point> = all.iter().map(|c| land.middle(*c)).collect();
        let mut dice = Dice::new(3, "test");
        let seeds = scatter(&places, &all, 20, &mut dice);
        let region = grow(&land.neighbours, &places, &all, &seeds, &mut dice);
        assert_eq!(region.len(), land.len());
        let size = |cells: &[usize]| -> f64 {
            land.outlines(cells).iter().flatten().map(|r| area(r)).sum()
        };
        let parts: f64 = (0..20)
            .map(|r| size(&all.iter().copied().filter(|c| region[c] == r).collect::<Vec<_>>()))
            .sum();
        assert!((parts - size(&all)).abs() < 1e-9, "{parts} {}", size(&all));
    }

    #[test]
    fn a_hole_goes_with_its_outline() {
        let land = Terrain::new(3, 200);
        let middle = (0..land.len()).find(|c| land.neighbours[*c].len() == 6).unwrap();
        let ring = land.neighbours[middle].clone();
        let outlines = land.outlines(&ring);
        assert_eq!(outlines.len(), 1);
        assert_eq!(outlines[0].len(), 2);
    }
}
