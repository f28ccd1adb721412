//! The invented province: its districts and communes, and the merger of 1 July 2025.

use std::collections::{BTreeMap, BTreeSet};

use kernel::folding::fold;

use crate::{
    Size,
    dice::Dice,
    places,
    terrain::{Point, Terrain, grow, scatter},
};

/// A province before or after the merger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProvinceName {
    /// Two digits that no province has.
    pub(crate) code: &'static str,
    /// Without `Tỉnh`.
    pub(crate) name: &'static str,
}

/// The province whose offices report.
pub(crate) const OURS: ProvinceName = ProvinceName { code: "98", name: "Sông Hồng Mẫu" };
/// The smaller one it is merged with.
pub(crate) const OTHER: ProvinceName = ProvinceName { code: "99", name: "Trung Du Mẫu" };
/// What both become.
pub(crate) const MERGED: ProvinceName = ProvinceName { code: "97", name: "Châu Thổ Mẫu" };

/// What kind of place a district or commune is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Thành phố.
    City,
    /// Huyện.
    District,
    /// Phường.
    Ward,
    /// Thị trấn.
    Town,
    /// Xã.
    Commune,
}

impl Kind {
    /// As it stands before a name at the start of a sentence.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::City => "Thành phố",
            Self::District => "Huyện",
            Self::Ward => "Phường",
            Self::Town => "Thị trấn",
            Self::Commune => "Xã",
        }
    }

    /// As it stands within a sentence.
    pub(crate) fn lower(self) -> &'static str {
        match self {
            Self::City => "thành phố",
            Self::District => "huyện",
            Self::Ward => "phường",
            Self::Town => "thị trấn",
            Self::Commune => "xã",
        }
    }

    /// As clerks shorten it.
    pub(crate) fn short(self) -> &'static str {
        match self {
            Self::City => "TP",
            Self::District => "H.",
            Self::Ward => "P.",
            Self::Town => "TT",
            Self::Commune => "X.",
        }
    }

    /// In English, behind the name.
    pub(crate) fn english(self) -> &'static str {
        match self {
            Self::City => "City",
            Self::District => "District",
            Self::Ward => "Ward",
            Self::Town => "Town",
            Self::Commune => "Commune",
        }
    }
}

/// A district, until June 2025.
#[derive(Debug)]
pub(crate) struct District {
    pub(crate) code: String,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) province: ProvinceName,
}

/// A commune before or after the merger.
#[derive(Debug)]
pub(crate) struct Commune {
    pub(crate) code: String,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Place in [`Land::districts`]; `None` after the merger.
    pub(crate) district: Option<usize>,
    pub(crate) cells: Vec<usize>,
}

impl Commune {
    /// `Xã An Cốc`.
    pub(crate) fn full(&self) -> String {
        format!("{} {}", self.kind.title(), self.name)
    }
}

/// What becomes of a commune.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) old: usize,
    pub(crate) new: usize,
    /// Only a part of it goes there.
    pub(crate) part: bool,
    /// Where it goes when nothing finer is known.
    pub(crate) default: bool,
}

/// The land before and after.
#[derive(Debug)]
pub(crate) struct Land {
    pub(crate) terrain: Terrain,
    pub(crate) districts: Vec<District>,
    pub(crate) communes: Vec<Commune>,
    pub(crate) successors: Vec<Commune>,
    pub(crate) links: Vec<Link>,
}

const CELLS_PER_COMMUNE: usize = 12;
/// Communes that the merger cuts in two.
const SPLIT: usize = 3;

impl Land {
    /// Draws land, borders and merger.
    pub(crate) fn draw(seed: u64, size: &Size) -> Self {
        let plan = Plan::of(size);
        let mut dice = Dice::new(seed, "land");
        let terrain = Terrain::new(seed, plan.total() * CELLS_PER_COMMUNE);
        let cells: Vec<usize> = (0..terrain.len()).collect();
        let middles: Vec<Point> = cells.iter().map(|c| terrain.middle(*c)).collect();
        let seeds = scatter(&middles, &cells, plan.total(), &mut dice);
        let of_cell = grow(&terrain.neighbours, &middles, &cells, &seeds, &mut dice);
        let map = CommuneMap::new(&terrain, &of_cell, seeds.len());
        let (districts, communes) = found(&plan, &map, &mut dice);
        let mut land =
            Self { terrain, districts, communes, successors: Vec::new(), links: Vec::new() };
        land.merge(&plan, &mut dice);
        land
    }

    /// Communes of a district.
    pub(crate) fn communes_of(&self, district: usize) -> impl Iterator<Item = usize> {
        (0..self.communes.len()).filter(move |c| self.communes[*c].district == Some(district))
    }

    /// The province a commune stood in before.
    pub(crate) fn province_of(&self, commune: &Commune) -> ProvinceName {
        commune.district.map_or(MERGED, |d| self.districts[d].province)
    }

    fn merge(&mut self, plan: &Plan, dice: &mut Dice) {
        let map = self.commune_map();
        let groups = self.group(plan, &map, dice);
        let mut of_commune = vec![0; self.communes.len()];
        for (g, members) in groups.iter().enumerate() {
            for m in members {
                of_commune[*m] = g;
            }
        }
        let parts = self.split(&map, &groups, &of_commune, dice);
        self.name_successors(&groups, dice);
        for (c, group) in of_commune.iter().copied().enumerate() {
            let part = parts.get(&c);
            self.links.push(Link { old: c, new: group, part: part.is_some(), default: true });
            if let Some((other, cells)) = part {
                self.links.push(Link { old: c, new: *other, part: true, default: false });
                self.successors[*other].cells.extend(cells);
            }
            let gone: BTreeSet<usize> = part.map(|p| p.1.clone()).unwrap_or_default();
            let stays = self.communes[c].cells.iter().filter(|x| !gone.contains(x));
            self.successors[group].cells.extend(stays);
        }
    }

    /// Which communes become one: neighbours within a district, about three or four together.
    /// One commune of ours stays as it is.
    fn group(&self, plan: &Plan, map: &CommuneMap, dice: &mut Dice) -> Vec<Vec<usize>> {
        let alone = (0..self.communes.len())
            .find(|c| self.is_ours(*c) && self.communes[*c].kind == Kind::Commune);
        let mut groups: Vec<Vec<usize>> = alone.into_iter().map(|c| vec![c]).collect();
        for (ours, successors) in
            [(true, plan.successors - groups.len()), (false, plan.other_successors)]
        {
            let districts: Vec<Vec<usize>> = (0..self.districts.len())
                .filter(|d| (self.districts[*d].province.code == OURS.code) == ours)
                .map(|d| self.communes_of(d).filter(|c| Some(*c) != alone).collect())
                .collect();
            let weights: Vec<usize> = districts.iter().map(Vec::len).collect();
            for (members, count) in districts.iter().zip(share(successors, &weights)) {
                let seeds = scatter(&map.middles, members, count.max(1), dice);
                let region = grow(&map.neighbours, &map.middles, members, &seeds, dice);
                let mut found = vec![Vec::new(); seeds.len()];
                for (m, r) in region {
                    found[r].push(m);
                }
                groups.extend(found.into_iter().filter(|g| !g.is_empty()));
            }
        }
        groups
    }

    /// Communes cut in two: what is nearest to the neighbouring group goes there.
    fn split(
        &self,
        map: &CommuneMap,
        groups: &[Vec<usize>],
        of_commune: &[usize],
        dice: &mut Dice,
    ) -> BTreeMap<usize, (usize, BTreeSet<usize>)> {
        let mut order: Vec<usize> = (0..self.communes.len())
            .filter(|c| self.is_ours(*c) && self.communes[*c].cells.len() >= 6)
            .filter(|c| groups[of_commune[*c]].len() > 1)
            .collect();
        dice.shuffle(&mut order);
        let mut parts = BTreeMap::new();
        let mut touched = BTreeSet::new();
        for c in order {
            let mine = of_commune[c];
            let other = map.neighbours[c].iter().copied().find(|n| {
                let group = of_commune[*n];
                group != mine && groups[group].len() > 1 && self.is_ours(*n)
            });
            let Some(other) = other else { continue };
            if parts.len() == SPLIT || !touched.insert(mine) || !touched.insert(of_commune[other]) {
                continue;
            }
            parts.insert(c, (of_commune[other], self.cells_towards(c, other)));
        }
        parts
    }

    /// About a third of a commune's cells, beginning at the border with a neighbour.
    fn cells_towards(&self, commune: usize, neighbour: usize) -> BTreeSet<usize> {
        let theirs: BTreeSet<usize> = self.communes[neighbour].cells.iter().copied().collect();
        let mine: BTreeSet<usize> = self.communes[commune].cells.iter().copied().collect();
        let touches = |c: &usize| self.terrain.neighbours[*c].iter().any(|n| theirs.contains(n));
        let Some(start) = mine.iter().copied().find(touches) else { return BTreeSet::new() };
        let (mut taken, mut open) = (BTreeSet::from([start]), vec![start]);
        while let Some(cell) = open.pop() {
            for n in &self.terrain.neighbours[cell] {
                if taken.len() * 3 < mine.len() && mine.contains(n) && taken.insert(*n) {
                    open.insert(0, *n);
                }
            }
        }
        taken
    }

    fn name_successors(&mut self, groups: &[Vec<usize>], dice: &mut Dice) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for group in groups {
            let principal = dice.pick(group);
            let first = &self.communes[principal];
            let urban = group
                .iter()
                .filter(|c| matches!(self.communes[**c].kind, Kind::Ward | Kind::Town))
                .count();
            let kind = match first.kind {
                _ if group.len() == 1 && first.kind != Kind::Town => first.kind,
                _ if urban * 2 > group.len() => Kind::Ward,
                _ => Kind::Commune,
            };
            // Some take the name of the district that is no more.
            let district = first.district.map(|d| self.districts[d].name.clone());
            let name = district
                .filter(|n| group.len() > 3 && dice.percent(40.0) && !taken.contains(&fold(n)))
                .unwrap_or_else(|| first.name.clone());
            taken.insert(fold(&name));
            let code = first.code.clone();
            self.successors.push(Commune { code, kind, name, district: None, cells: Vec::new() });
        }
    }

    fn is_ours(&self, commune: usize) -> bool {
        self.province_of(&self.communes[commune]).code == OURS.code
    }

    fn commune_map(&self) -> CommuneMap {
        let of_cell = self
            .communes
            .iter()
            .enumerate()
            .flat_map(|(n, c)| c.cells.iter().map(move |cell| (*cell, n)))
            .collect();
        CommuneMap::new(&self.terrain, &of_cell, self.communes.len())
    }
}

/// How many of each there are to be.
struct Plan {
    districts: usize,
    communes: usize,
    successors: usize,
    other_districts: usize,
    other_communes: usize,
    other_successors: usize,
}

impl Plan {
    fn of(size: &Size) -> Self {
        let communes = size.communes.max(1);
        let districts = size.districts.clamp(1, communes);
        let other_communes = (communes / 10).max(4);
        Self {
            districts,
            communes,
            successors: (communes * 3 / 10).max(districts + 1).min(communes),
            other_districts: 2,
            other_communes,
            other_successors: (other_communes / 3).max(2),
        }
    }

    fn total(&self) -> usize {
        self.communes + self.other_communes
    }
}

/// Communes as points with neighbours.
struct CommuneMap {
    neighbours: Vec<Vec<usize>>,
    middles: Vec<Point>,
    cells: Vec<Vec<usize>>,
}

impl CommuneMap {
    fn new(terrain: &Terrain, of_cell: &BTreeMap<usize, usize>, count: usize) -> Self {
        let mut cells = vec![Vec::new(); count];
        let mut touching = vec![BTreeSet::new(); count];
        for (cell, commune) in of_cell {
            cells[*commune].push(*cell);
            for n in &terrain.neighbours[*cell] {
                if of_cell[n] != *commune {
                    touching[*commune].insert(of_cell[n]);
                }
            }
        }
        let middles = cells.iter().map(|c| middle(terrain, c)).collect();
        let neighbours = touching.into_iter().map(|n| n.into_iter().collect()).collect();
        Self { neighbours, middles, cells }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a commune has a few dozen cells")]
fn middle(terrain: &Terrain, cells: &[usize]) -> Point {
    let n = cells.len().max(1) as f64;
    let sum =
        cells.iter().map(|c| terrain.middle(*c)).fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
    (sum.0 / n, sum.1 / n)
}

/// Parts of a total in proportion to weights, adding up exactly; each weight above zero gets at
/// least one while the total lasts.
pub(crate) fn share(total: usize, weights: &[usize]) -> Vec<usize> {
    let sum: usize = weights.iter().sum::<usize>().max(1);
    let mut parts: Vec<usize> = weights.iter().map(|w| total * w / sum).collect();
    for (part, weight) in parts.iter_mut().zip(weights) {
        if *part == 0 && *weight > 0 {
            *part = 1;
        }
    }
    let mut order: Vec<usize> = (0..weights.len()).filter(|n| weights[*n] > 0).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(total * weights[*n] % sum), *n));
    let mut turn = 0;
    loop {
        let now: usize = parts.iter().sum();
        if now == total || order.is_empty() {
            return parts;
        }
        let at = order[turn % order.len()];
        turn += 1;
        if now < total {
            parts[at] += 1;
        } else if let Some(most) = (0..parts.len()).max_by_key(|n| parts[*n]) {
            parts[most] -= 1;
        }
    }
}

/// Draws districts over the communes and gives every place its name and code.
fn found(plan: &Plan, map: &CommuneMap, dice: &mut Dice) -> (Vec<District>, Vec<Commune>) {
    // The western edge is the other province.
    let mut west: Vec<usize> = (0..plan.total()).collect();
    west.sort_by(|a, b| map.middles[*a].0.total_cmp(&map.middles[*b].0));
    let (other, ours) = west.split_at(plan.other_communes);
    let names = places::districts(plan.districts + plan.other_districts, dice);
    let mut commune_names = places::communes(plan.total(), dice).into_iter();
    let (mut districts, mut communes) = (Vec::new(), Vec::new());
    for (province, members, count) in
        [(OURS, ours, plan.districts), (OTHER, other, plan.other_districts)]
    {
        let seeds = scatter(&map.middles, members, count, dice);
        let region = grow(&map.neighbours, &map.middles, members, &seeds, dice);
        let first_code = first_commune_code(province, members.len());
        let mut number = 0;
        for r in 0..seeds.len() {
            let place = districts.len();
            let city = province.code == OURS.code && r < 2;
            districts.push(District {
                code: district_code(province, r, count),
                kind: if city { Kind::City } else { Kind::District },
                name: names[place].clone(),
                province,
            });
            for (n, c) in region.iter().filter(|(_, at)| **at == r).map(|(c, _)| *c).enumerate() {
                let kind = match (city, n) {
                    (true, _) if n % 4 != 3 => Kind::Ward,
                    (false, 0) => Kind::Town,
                    _ => Kind::Commune,
                };
                communes.push(Commune {
                    code: format!("{:05}", first_code.0 + number * first_code.1),
                    kind,
                    name: commune_names.next().unwrap_or_default(),
                    district: Some(place),
                    cells: map.cells[c].clone(),
                });
                number += 1;
            }
        }
    }
    (districts, communes)
}

/// First code and step. Real codes end below 33000 and rise by threes.
fn first_commune_code(province: ProvinceName, count: usize) -> (usize, usize) {
    match (province.code == OURS.code, count) {
        (true, 0..=330) => (98001, 3),
        (true, _) => (50001, 1),
        (false, 0..=330) => (99001, 3),
        (false, _) => (40001, 1),
    }
}

/// Real codes end at 973.
fn district_code(province: ProvinceName, number: usize, count: usize) -> String {
    match (province.code == OURS.code, count) {
        (true, 0..=16) => format!("{}", 980 + number),
        (true, _) => format!("{}", 9800 + number),
        (false, _) => format!("{}", 997 + number),
    }
}
