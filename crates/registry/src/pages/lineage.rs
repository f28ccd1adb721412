//! What became of what, drawn: offices by the links between them, areas by theirs.

use std::collections::HashMap;

use kernel::Uuid;
use ledger::held;
use store::{Tx, Value};
use ui::{Component as _, Html, Problem, Text, Ui};

use super::{fail::fail, links, moment::Moment};
use crate::{
    figures::{AreaIndex, AreaStep},
    model::{AreaId, OrgId, OrgLink, Organisation, Share},
    rules::lineage::OrgMap,
};

/// One thing at an end of a band.
#[derive(Clone)]
struct End {
    id: Uuid,
    name: Text,
    href: String,
}

/// A part of a predecessor, or all of it, that went to a successor.
struct Band {
    from: End,
    to: End,
    share: Share,
}

/// More bands than this can't be read; the tables of areas then say it.
const MOST_BANDS: usize = 160;

/// The drawings of an office: what it was made of, what it became, and its area's.
pub(super) async fn of_office(
    moment: &mut Moment<'_>,
    orgs: &OrgMap,
    office: &Organisation,
) -> Result<Html, Problem> {
    let ui = moment.ui;
    let known = moment.as_of.known_at;
    let mine = links_of(&mut moment.tx, known, office.id).await?;
    let before: Vec<&OrgLink> = mine.iter().filter(|l| l.successor == office.id).collect();
    let mut html = Html::default();
    let bands = before.iter().map(|l| office_band(orgs, l)).collect();
    html.push(&draw(ui, "truoc", &ui.t("registry-lineage-made-of"), bands));
    let mut after = Vec::new();
    for successor in mine.iter().filter(|l| l.predecessor == office.id).map(|l| l.successor) {
        // With everything else that went into the successor, so that the share can be seen.
        let all = links_of(&mut moment.tx, known, successor).await?;
        after.extend(all.into_iter().filter(|l| l.successor == successor));
    }
    let bands = after.iter().map(|l| office_band(orgs, l)).collect();
    html.push(&draw(ui, "sau", &ui.t("registry-lineage-became"), bands));
    if let Some(area) = orgs.area_of(office.id) {
        let areas = moment.room().areas(&mut moment.tx, known).await?;
        html.push(&of_area(moment, &areas, area));
    }
    Ok(html)
}

async fn links_of(tx: &mut Tx, known: kernel::Seq, office: OrgId) -> Result<Vec<OrgLink>, Problem> {
    let id = [Value::Uuid(Some(office.0))];
    let found = held::<OrgLink>(tx, known, "(f.predecessor = $2 OR f.successor = $2)", &id).await;
    Ok(found.map_err(fail)?.into_iter().map(|h| h.fact).collect())
}

fn office_band(orgs: &OrgMap, link: &OrgLink) -> Band {
    let end = |id: OrgId| {
        let office = orgs.latest(id);
        End {
            id: id.0,
            name: office.map(|o| o.name.clone()).unwrap_or_default().into(),
            href: office.map_or_else(String::new, |o| links::office(&o.code)),
        }
    };
    Band { from: end(link.predecessor), to: end(link.successor), share: link.share }
}

/// The drawings of an area: what it was made of, and what it became with everything else that
/// went there.
pub(super) fn of_area(moment: &Moment<'_>, areas: &AreaIndex, area: AreaId) -> Html {
    let ui = moment.ui;
    let end = |id: AreaId| area_end(moment, areas, id);
    let band = |from: AreaId, to: AreaId, step: &AreaStep| Band {
        from: end(from),
        to: end(to),
        share: step.share,
    };
    let before = areas.predecessors(area).iter().map(|s| band(s.other, area, s)).collect();
    let after = areas.successors(area).iter().flat_map(|s| {
        let into = s.other;
        areas.predecessors(into).iter().map(move |p| (p, into))
    });
    let after = after.map(|(p, into)| band(p.other, into, p)).collect();
    let mut html = draw(ui, "dia-ban-truoc", &ui.t("registry-lineage-area-made-of"), before);
    html.push(&draw(ui, "dia-ban-sau", &ui.t("registry-lineage-area-became"), after));
    html
}

/// What became of the communes of an area.
pub(super) fn of_communes(
    moment: &Moment<'_>,
    areas: &AreaIndex,
    bands: &[(AreaId, AreaId, Share)],
    finding: Option<&Text>,
) -> Html {
    let mut bands: Vec<Band> = bands
        .iter()
        .map(|(from, to, share)| Band {
            from: area_end(moment, areas, *from),
            to: area_end(moment, areas, *to),
            share: *share,
        })
        .collect();
    // Those that went to one place stand together, so that bands do not cross.
    bands.sort_by(|a, b| (&a.to.name, &a.from.name).cmp(&(&b.to.name, &b.from.name)));
    finding.map_or_else(Html::default, |title| draw(moment.ui, "xa", title, bands))
}

fn area_end(moment: &Moment<'_>, areas: &AreaIndex, id: AreaId) -> End {
    End {
        id: id.0,
        name: areas.near(id, moment.map).map(|e| e.area.name.clone()).unwrap_or_default().into(),
        href: links::area(id),
    }
}

fn draw(ui: &Ui, id: &'static str, title: &Text, bands: Vec<Band>) -> Html {
    if bands.is_empty() || bands.len() > MOST_BANDS {
        return Html::default();
    }
    let heads = [ui.t("registry-lineage-before"), ui.t("registry-lineage-after")];
    let mut drawing = ui::charts::Lineage::new(id, title.clone(), heads);
    let (mut left, mut right) = (HashMap::new(), HashMap::new());
    for Band { from, to, share } in bands {
        let l =
            *left.entry(from.id).or_insert_with(|| drawing.predecessor(from.name, Some(from.href)));
        let r = *right.entry(to.id).or_insert_with(|| drawing.successor(to.name, Some(to.href)));
        match share {
            Share::Whole => drawing.band(l, r, 1.0),
            // How much went is not on record.
            Share::Part => drawing.part(l, r),
        }
    }
    drawing.html(ui)
}
