//! Rows of villages: facts of the register.

use std::collections::{HashMap, HashSet};

use kernel::{Date, Interval, folding};
use ledger::{Fact, Held, Said, otherwise_dated};
use registry::model::{Area, AreaId, AreaLevel, SheetRow};

use super::{Areas, At, Late, Register, Taken, area_of};
use crate::{listing::Line, model::Saying, rules::roll::until_next};

/// Villages on record, and what lists add.
pub(crate) struct Villages {
    communes: HashMap<String, AreaId>,
    standing: HashMap<(String, String), Vec<Held<Area>>>,
    named: HashSet<(String, String)>,
    said: Vec<Saying<Area>>,
    late: Late,
}

impl Villages {
    pub(crate) fn new(communes: Areas, villages: Areas, late: Late) -> Self {
        let mut standing: HashMap<(String, String), Vec<Held<Area>>> = HashMap::new();
        for held in villages {
            let code = &held.fact.code;
            let commune = code.split_once('/').map_or("", |(commune, _)| commune).to_owned();
            standing.entry((commune, folding::fold(&held.fact.name))).or_default().push(held);
        }
        // Of several of one code, the one that stands, else the latest.
        let mut communes = communes;
        communes.sort_by_key(|h| (h.valid.to.is_none(), h.valid.from));
        let communes = communes.into_iter().map(|h| (h.fact.code, h.fact.id)).collect();
        Self { communes, standing, named: HashSet::new(), said: Vec::new(), late }
    }

    pub(super) fn finish(self) -> Vec<Saying<Area>> {
        self.said
    }
}

pub(super) fn take(
    villages: &mut Villages,
    register: &Register<'_>,
    at: &At<'_>,
    line: Line<'_>,
    _source: SheetRow,
) -> Taken {
    let written = line.text("commune").unwrap_or_default();
    let Some(commune) = commune(register, at, line, written) else {
        return Taken::held("unit_unknown", "commune", written);
    };
    let name = line.text("village").unwrap_or_default();
    let key = (commune.clone(), folding::fold(name));
    if !villages.named.insert(key.clone()) {
        return Taken::new(Said::Repeats(Vec::new()));
    }
    let standing = villages.standing.remove(&key).unwrap_or_default();
    let day = at.sheet.told;
    let before = standing.iter().find(|h| day.is_none_or(|day| h.valid.contains(day)));
    let known = before.or(standing.first()).map(|h| h.fact.clone());
    let fact = Area {
        id: known.as_ref().map_or_else(|| AreaId(register.ids.next()), |k| k.id),
        level: AreaLevel::Village,
        code: known.as_ref().map_or_else(|| format!("{commune}/{name}"), |k| k.code.clone()),
        name: known.as_ref().map_or_else(|| name.to_owned(), |k| k.name.clone()),
        parent: known
            .as_ref()
            .and_then(|k| k.parent)
            .or_else(|| villages.communes.get(&commune).copied()),
        households: line.number("households").or(known.as_ref().and_then(|k| k.households)),
        residents: line.number("residents").or(known.as_ref().and_then(|k| k.residents)),
    };
    let mut said = compare(known.as_ref(), &fact);
    let stands = before.map(|held| held.valid);
    let dated = day.and_then(|day| otherwise_dated(&standing, day));
    if let Some(dated) = dated.filter(|_| said != Said::New) {
        let told = if let Said::Changed(told) = said { told } else { Vec::new() };
        said = Said::Changed(told.into_iter().chain([dated]).collect());
    }
    let id = fact.id.0;
    if let Some(valid) = stands.filter(|_| said == Said::Same) {
        // A village that nobody dated stands since ever.
        let older = day.filter(|day| valid.from != Some(*day));
        let known = |day: &Date| villages.late.confirmed_on(id, *day).is_some();
        let confirms = older.filter(|day| !known(day)).map(|_| id);
        return Taken::new(said).confirming(Area::TABLE.name, confirms);
    }
    let mut over = day.map_or(Interval::ALWAYS, |day| until_next(&standing, day));
    let days = villages.late.days(id);
    let later = |on: &&Date| day.is_some_and(|day| **on > day) && over.contains(**on);
    let until = days.iter().find(later).and_then(|on| villages.late.confirmed_on(id, *on));
    over.to = until.map(|list| list.on).or(over.to);
    let taken = Taken::new(said).until("row_confirmed_later", "village", until);
    villages.said.push(Saying { standing, over, fact });
    taken
}

/// The code of a commune's area: as written, with a zero that a number lost; or of the office
/// named there.
fn commune(register: &Register<'_>, at: &At<'_>, line: Line<'_>, written: &str) -> Option<String> {
    if !written.is_empty() && written.bytes().all(|b| b.is_ascii_digit()) {
        return Some(format!("{written:0>5}"));
    }
    let org = register.codes.get(line.unit("commune")?)?;
    area_of(register, *org, at.sheet.on)
}

fn compare(before: Option<&Area>, after: &Area) -> Said {
    let Some(before) = before else { return Said::New };
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let all = [
        ("households", number(before.households), number(after.households)),
        ("residents", number(before.residents), number(after.residents)),
    ];
    let differences: Vec<_> = all.into_iter().filter(|(_, old, new)| old != new).collect();
    if differences.is_empty() && before.parent == after.parent {
        Said::Same
    } else {
        Said::Changed(differences)
    }
}
