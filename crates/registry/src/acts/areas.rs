//! Loading the country's areas before and after a reorganisation, with what became of each.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use access::Right;
use kernel::{Date, Interval};
use ledger::{Draft, Held, Receipt, held};
use serde::{Deserialize, Serialize};
use store::{Tx, boxed};

use super::{Desk, lines};
use crate::{
    Error,
    model::{Area, AreaId, AreaLevel, AreaLink, LinkId, Share},
};

/// What a load entered.
#[derive(Debug, Default, Serialize)]
pub struct AreasLoaded {
    /// Provinces before and after.
    pub provinces: (usize, usize),
    /// Districts before (there are none after).
    pub districts: usize,
    /// Communes before and after.
    pub communes: (usize, usize),
    /// Links between communes (and from whole districts) that the files give.
    pub links: usize,
    /// Areas and links that were not on record yet.
    pub new: usize,
    /// The act; `None` when all of it was on record.
    pub act: Option<Receipt>,
}

#[derive(Deserialize)]
struct AreaRow {
    code: String,
    full_name: String,
    #[serde(default)]
    district_code: Option<String>,
    #[serde(default)]
    province_code: Option<String>,
}

#[derive(Deserialize)]
struct CommuneLink {
    old_code: String,
    old_district_code: String,
    new_code: String,
    share: String,
    is_default: String,
}

#[derive(Deserialize)]
struct ProvinceLink {
    old_code: String,
    new_code: String,
}

/// Before or after the day, a level, a code: what a file calls an area.
type Name = (bool, AreaLevel, String);

/// Everything while it is being entered.
struct Load {
    on: Date,
    draft: Draft,
    standing: HashMap<Name, AreaId>,
    linked: HashSet<(AreaId, AreaId)>,
    named: HashMap<Name, AreaId>,
    new: usize,
}

/// Reads `pre_2025_*.csv`, `post_2025_*.csv` and `map_old_to_new_*.csv` of a folder and enters
/// them as one act: areas until `on`, areas from `on`, and the links. What is on record already
/// is left alone.
#[boxed]
pub async fn load_areas(desk: &Desk<'_>, dir: &Path, on: Date) -> Result<AreasLoaded, Error> {
    desk.by.require(Right::Reorganise)?;
    let provinces = lines::read::<AreaRow>(&dir.join("pre_2025_provinces.csv"))?;
    let districts = lines::read::<AreaRow>(&dir.join("pre_2025_districts.csv"))?;
    let communes = lines::read::<AreaRow>(&dir.join("pre_2025_communes.csv"))?;
    let new_provinces = lines::read::<AreaRow>(&dir.join("post_2025_provinces.csv"))?;
    let new_communes = lines::read::<AreaRow>(&dir.join("post_2025_communes.csv"))?;
    let links = lines::read::<CommuneLink>(&dir.join("map_old_to_new_communes.csv"))?;
    let province_links = lines::read::<ProvinceLink>(&dir.join("map_old_to_new_provinces.csv"))?;

    let mut tx = desk.db.write().await?;
    let draft = Draft::begin(&mut tx, desk.clock, desk.header("areas", Some(on), "")).await?;
    let mut load = Load::begin(&mut tx, draft, on).await?;
    load.areas("pre_2025_provinces.csv", &provinces, false, AreaLevel::Province)?;
    load.areas("pre_2025_districts.csv", &districts, false, AreaLevel::District)?;
    load.areas("pre_2025_communes.csv", &communes, false, AreaLevel::Commune)?;
    load.areas("post_2025_provinces.csv", &new_provinces, true, AreaLevel::Province)?;
    load.areas("post_2025_communes.csv", &new_communes, true, AreaLevel::Commune)?;
    for link in &links {
        load.commune_link(link)?;
    }
    for link in &province_links {
        let line = ("map_old_to_new_provinces.csv", link.line);
        let from = load.find(line, false, AreaLevel::Province, &link.row.old_code)?;
        let to = load.find(line, true, AreaLevel::Province, &link.row.new_code)?;
        load.link(from, to, Share::Whole, true);
    }
    let mut done = AreasLoaded {
        provinces: (provinces.len(), new_provinces.len()),
        districts: districts.len(),
        communes: (communes.len(), new_communes.len()),
        links: links.len(),
        new: load.new,
        act: None,
    };
    if !load.draft.is_empty() {
        done.act = Some(load.draft.seal(&mut tx).await?);
        tx.commit().await?;
    }
    Ok(done)
}

impl Load {
    async fn begin(tx: &mut Tx, draft: Draft, on: Date) -> Result<Self, Error> {
        let known = draft.seq() - 1;
        let areas: Vec<Held<Area>> = held(tx, known, "f.level <> 'village'", &[]).await?;
        let links: Vec<Held<AreaLink>> = held(tx, known, "", &[]).await?;
        let name = |h: &Held<Area>| match (h.valid.from, h.valid.to) {
            (_, Some(to)) if to == on => Some(false),
            (Some(from), _) if from == on => Some(true),
            _ => None,
        };
        let standing = areas
            .iter()
            .filter_map(|h| Some(((name(h)?, h.fact.level, h.fact.code.clone()), h.fact.id)))
            .collect();
        let linked = links.iter().map(|h| (h.fact.predecessor, h.fact.successor)).collect();
        Ok(Self { on, draft, standing, linked, named: HashMap::new(), new: 0 })
    }

    fn areas(
        &mut self,
        file: &str,
        rows: &[lines::Numbered<AreaRow>],
        after: bool,
        level: AreaLevel,
    ) -> Result<(), Error> {
        for numbered in rows {
            let (line, row) = ((file, numbered.line), &numbered.row);
            if row.code.is_empty() || row.full_name.is_empty() {
                return Err(bad(line, "code_or_name_missing", &row.code));
            }
            let parent = match (level, &row.district_code, &row.province_code) {
                (AreaLevel::Commune, Some(district), _) if !after => {
                    Some(self.find(line, after, AreaLevel::District, district)?)
                }
                (AreaLevel::Province, ..) => None,
                (_, _, Some(province)) => {
                    Some(self.find(line, after, AreaLevel::Province, province)?)
                }
                _ => return Err(bad(line, "parent_missing", &row.code)),
            };
            self.area(line, row, after, level, parent)?;
        }
        Ok(())
    }

    fn area(
        &mut self,
        line: (&str, u64),
        row: &AreaRow,
        after: bool,
        level: AreaLevel,
        parent: Option<AreaId>,
    ) -> Result<(), Error> {
        let name = (after, level, row.code.clone());
        if self.named.contains_key(&name) {
            return Err(bad(line, "code_twice", &row.code));
        }
        if let Some(known) = self.standing.get(&name) {
            self.named.insert(name, *known);
            return Ok(());
        }
        let id = AreaId(self.draft.new_id());
        let area = Area {
            id,
            level,
            code: row.code.clone(),
            name: row.full_name.clone(),
            parent,
            households: None,
            residents: None,
        };
        let valid = if after {
            Interval::since(self.on)
        } else {
            Interval { from: None, to: Some(self.on) }
        };
        self.draft.assert(valid, &area);
        self.new += 1;
        self.named.insert(name, id);
        Ok(())
    }

    fn find(
        &self,
        line: (&str, u64),
        after: bool,
        level: AreaLevel,
        code: &str,
    ) -> Result<AreaId, Error> {
        let name = (after, level, code.to_owned());
        self.named.get(&name).copied().ok_or_else(|| bad(line, "area_unknown", code))
    }

    fn commune_link(&mut self, link: &lines::Numbered<CommuneLink>) -> Result<(), Error> {
        let place = ("map_old_to_new_communes.csv", link.line);
        let row = &link.row;
        let to = self.find(place, true, AreaLevel::Commune, &row.new_code)?;
        let (from, share) = match row.share.as_str() {
            // A special zone made of a whole island district.
            "whole_district" => (
                self.find(place, false, AreaLevel::District, &row.old_district_code)?,
                Share::Whole,
            ),
            word => {
                let share = Share::parse(word).ok_or_else(|| bad(place, "share_unknown", word))?;
                (self.find(place, false, AreaLevel::Commune, &row.old_code)?, share)
            }
        };
        self.link(from, to, share, row.is_default == "1");
        Ok(())
    }

    fn link(&mut self, predecessor: AreaId, successor: AreaId, share: Share, is_default: bool) {
        if self.linked.insert((predecessor, successor)) {
            let id = LinkId(self.draft.new_id());
            let link = AreaLink { id, predecessor, successor, share, is_default };
            self.draft.assert(Interval::since(self.on), &link);
            self.new += 1;
        }
    }
}

fn bad((file, line): (&str, u64), what: &'static str, value: &str) -> Error {
    Error::Line { file: file.to_owned(), line, what, value: value.to_owned() }
}
