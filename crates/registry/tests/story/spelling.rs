//! A commune that took over a code, under a name spelt otherwise: what an office means by the code
//! on a day before is the commune that stood there.

use kernel::{Date, Interval, Uuid};
use ledger::{FactId, Held};
use registry::{
    model::{Area, AreaId, AreaLevel, AreaLink, LinkId, OrgId, Organisation, Share},
    rules::lineage::{AreaMap, LineKey, OrgMap},
};

use super::land::{MERGED, day};

fn held<T>(n: u128, valid: Interval, fact: T) -> Held<T> {
    Held { id: FactId(Uuid::from_u128(1_000 + n)), valid, fact }
}

fn commune(n: u128, code: &str, name: &str, valid: Interval) -> Held<Area> {
    let (code, name) = (code.to_owned(), name.to_owned());
    let level = AreaLevel::Commune;
    let id = AreaId(Uuid::from_u128(n));
    let area = Area { id, level, code, name, parent: None, households: None, residents: None };
    held(n, valid, area)
}

fn whole(n: u128, from: u128, to: u128) -> Held<AreaLink> {
    let [predecessor, successor] = [from, to].map(|n| AreaId(Uuid::from_u128(n)));
    let id = LinkId(Uuid::from_u128(n));
    let link = AreaLink { id, predecessor, successor, share: Share::Whole, is_default: true };
    held(n, Interval::since(MERGED), link)
}

/// Two communes merged into one that took over the code of the first; its office was never told of.
fn map() -> (OrgMap, OrgId) {
    let before = Interval { from: None, to: Some(MERGED) };
    let areas = AreaMap::new(
        vec![
            commune(1, "100", "Xã Vũ Quí", before),
            commune(2, "101", "Xã Bình Nguyên", before),
            commune(3, "100", "Xã Vũ Quý", Interval::since(MERGED)),
        ],
        vec![whole(11, 1, 3), whole(12, 2, 3)],
    );
    let id = OrgId(Uuid::from_u128(21));
    let office = Organisation {
        id,
        code: "T.100".to_owned(),
        name: "Ủy ban nhân dân xã Vũ Quý".to_owned(),
        kind: "commune".to_owned(),
        parent: None,
        area_code: Some("100".to_owned()),
        aliases: vec![],
    };
    (OrgMap::new(vec![held(21, Interval::ALWAYS, office)], vec![], areas), id)
}

#[test]
fn an_office_is_itself_on_the_map_before_its_communes_name_was_spelt_anew() {
    let (orgs, id) = map();
    let line = |map: Date| format!("{:?}", orgs.line_of(id, map));
    let itself = format!("{:?}", LineKey::Office(id));
    assert_eq!(line(day("2025-06-30")), itself);
    assert_eq!(line(day("2025-08-01")), itself);
}

/// A village that began between two days: elsewhere on the map, and nothing to a commune.
fn village(n: u128, from: &str) -> Held<Area> {
    let mut village = commune(n, "V.1", "Thôn Đông", Interval::since(day(from)));
    village.fact.level = AreaLevel::Village;
    village
}

#[test]
fn one_map_has_many_days_and_an_office_that_stands_is_itself_on_each() {
    let before = Interval { from: None, to: Some(MERGED) };
    let areas = AreaMap::new(
        vec![
            commune(1, "100", "Xã Vũ Quí", before),
            commune(2, "102", "Xã Bình Nguyên", Interval::since(MERGED)),
            commune(3, "103", "Xã Không Còn", before),
            village(4, "2025-07-15"),
        ],
        vec![whole(11, 1, 2)],
    );
    // Neither was ever told where it stands now.
    let centre = |n: u128, area: &str| Organisation {
        id: OrgId(Uuid::from_u128(n)),
        code: format!("T.{n}"),
        name: "Trung tâm Công nghệ".to_owned(),
        kind: "centre".to_owned(),
        parent: None,
        area_code: Some(area.to_owned()),
        aliases: vec![],
    };
    let offices = [(21, "100"), (22, "103")]
        .map(|(n, area)| held(n, Interval::ALWAYS, centre(n, area)))
        .to_vec();
    let orgs = OrgMap::new(offices, vec![], areas);
    for n in [21, 22] {
        let id = OrgId(Uuid::from_u128(n));
        let line = |on: &str, map: &str| orgs.line_of_day(id, day(on), day(map));
        let itself = LineKey::Office(id);
        assert_eq!(line("2025-08-01", "2025-08-01"), itself);
        assert_eq!(line("2025-08-01", "2025-07-01"), itself, "the day it began: the same map");
        assert_eq!(line("2025-07-01", "2026-01-01"), itself);
        assert_eq!(line("2024-01-01", "2025-06-30"), itself);
        assert_ne!(line("2025-06-30", "2025-07-01"), itself, "another map");
    }
    let successor = AreaId(Uuid::from_u128(2));
    let ground = |n: u128| orgs.ground_of(LineKey::Office(OrgId(Uuid::from_u128(n))), MERGED);
    assert_eq!(ground(21), Some(successor), "a line of its own, and there on the ground");
    assert_eq!(ground(22), None);
}
