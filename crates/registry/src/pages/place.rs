//! Where something stands on the map a page is read on.

use kernel::Date;
use ui::Html;

use super::links;
use crate::{
    model::{AreaId, OrgId},
    rules::lineage::{LineKey, OrgMap},
};

/// A line of the map: an office, or an area that has none yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What stands for it in an address: the office's code, or the area's id.
    pub key: String,
    /// Its page.
    pub href: String,
    /// The office, where it is one.
    pub office: Option<OrgId>,
}

impl Place {
    /// Where an office's rows of a day stand on a map.
    pub fn of(orgs: &OrgMap, office: OrgId, day: Date, map: Date) -> Option<Self> {
        match orgs.line_of_day(office, day, map) {
            LineKey::Office(id) | LineKey::Lost(id) => {
                let there = orgs.on(id, map).or_else(|| orgs.latest(id))?;
                let (name, key) = (there.name.clone(), there.code.clone());
                Some(Self { name, href: links::office(&key), key, office: Some(there.id) })
            }
            LineKey::Area(id) => {
                let there = orgs.areas.on(id, map).or_else(|| orgs.areas.latest(id))?;
                let name = there.name.clone();
                Some(Self { name, key: id.to_string(), href: links::area(id), office: None })
            }
        }
    }

    /// Where the rows of a commune of a day stand on a map, by its code and its area where that
    /// is known.
    pub fn of_commune(
        orgs: &OrgMap,
        (code, area): (&str, Option<AreaId>),
        day: Date,
        map: Date,
    ) -> Option<Self> {
        if let Some(office) = orgs.commune_office(code, area) {
            return Self::of(orgs, office, day, map);
        }
        let there = orgs.areas.on_map(area?, map).and_then(|id| orgs.areas.on(id, map));
        let there = there.or_else(|| orgs.areas.latest(area?))?;
        let (name, id) = (there.name.clone(), there.id);
        Some(Self { name, key: id.to_string(), href: links::area(id), office: None })
    }
}

/// A section of a page.
pub fn section(id: &str, title: &str, body: &Html) -> Html {
    let mut html = Html::trusted(format!("<section><h2 id=\"{id}\">{}</h2>", Html::text(title)));
    html.push(body);
    html.push(&Html::trusted("</section>"));
    html
}
