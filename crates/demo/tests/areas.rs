//! The areas before and after the merger, and their maps.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use demo::{Made, Size, make};
use serde_json::Value;
use tempfile::TempDir;

fn made(seed: u64) -> (TempDir, Made) {
    let dir = tempfile::tempdir().unwrap();
    let made = make(seed, &Size { people: 300, ..Size::ARTICLE }, dir.path()).unwrap();
    (dir, made)
}

fn rows(file: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn one_hundred_and_twenty_communes_become_thirty_six() {
    for seed in [1, 2, 3] {
        let (_dir, made) = made(seed);
        let old = rows(&made.areas.join("pre_2025_communes.csv"));
        let new = rows(&made.areas.join("post_2025_communes.csv"));
        let links = rows(&made.areas.join("map_old_to_new_communes.csv"));
        let ours: BTreeSet<_> =
            old.iter().filter(|c| c["province_code"] == "98").map(|c| &c["code"]).collect();
        assert_eq!(ours.len(), 120);
        let after: BTreeSet<_> = links
            .iter()
            .filter(|l| l["old_province_code"] == "98")
            .map(|l| &l["new_code"])
            .collect();
        assert_eq!(after.len(), 36);
        assert_eq!(links.iter().filter(|l| l["share"] == "part").count(), 6);

        let codes: BTreeSet<_> = new.iter().map(|c| &c["code"]).collect();
        assert_eq!(codes.len(), new.len());
        for commune in &old {
            let mine: Vec<_> = links.iter().filter(|l| l["old_code"] == commune["code"]).collect();
            assert_eq!(mine.iter().filter(|l| l["is_default"] == "1").count(), 1);
            assert!(mine.iter().all(|l| codes.contains(&l["new_code"])));
            assert_eq!(mine.len() > 1, mine[0]["share"] == "part");
        }
        for commune in &new {
            let from: Vec<_> = links.iter().filter(|l| l["new_code"] == commune["code"]).collect();
            assert!(from.iter().any(|l| l["old_code"] == commune["code"]), "{commune:?}");
            assert!(!commune["full_name"].starts_with("Thị trấn"));
        }
        let unchanged = links.iter().filter(|l| {
            let alone = links.iter().filter(|o| o["new_code"] == l["new_code"]).count() == 1;
            alone && l["share"] == "whole" && l["old_name"] == l["new_name"]
        });
        assert!(unchanged.count() >= 1);
    }
}

#[test]
fn every_office_has_its_area_and_parent() {
    let (_dir, made) = made(4);
    let offices = rows(&made.organisations);
    let codes: BTreeSet<_> = offices.iter().map(|o| o["code"].clone()).collect();
    assert_eq!(codes.len(), offices.len());
    let mut areas: BTreeSet<String> = BTreeSet::from(["98".into()]);
    for file in ["pre_2025_districts.csv", "pre_2025_communes.csv"] {
        areas.extend(rows(&made.areas.join(file)).into_iter().map(|a| a["code"].clone()));
    }
    for office in &offices {
        assert!(areas.contains(&office["area"]), "{office:?}");
        assert!(office["parent"].is_empty() || codes.contains(&office["parent"]), "{office:?}");
    }
    let new: BTreeSet<_> =
        rows(&made.organisations_2025).into_iter().map(|o| o["code"].clone()).collect();
    for link in rows(&made.lineage_2025) {
        assert!(codes.contains(&link["old_code"]) && new.contains(&link["new_code"]), "{link:?}");
    }
}

type Rings = Vec<Vec<[f64; 2]>>;

/// Code and polygons of each feature.
fn map(file: &Path) -> Vec<(String, Vec<Rings>)> {
    let json: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let feature = |f: &Value| {
        let code = f["properties"]["code"].as_str().unwrap().to_owned();
        let shape = &f["geometry"];
        let polygons = match shape["type"].as_str().unwrap() {
            "Polygon" => vec![serde_json::from_value(shape["coordinates"].clone()).unwrap()],
            _ => serde_json::from_value(shape["coordinates"].clone()).unwrap(),
        };
        (code, polygons)
    };
    json["features"].as_array().unwrap().iter().map(feature).collect()
}

fn area(ring: &[[f64; 2]]) -> f64 {
    ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum::<f64>() / 2.0
}

fn inside(polygons: &[Rings], x: f64, y: f64) -> bool {
    let crossings = |ring: &Vec<[f64; 2]>| {
        ring.windows(2)
            .filter(|w| (w[0][1] > y) != (w[1][1] > y))
            .filter(|w| x < (w[1][0] - w[0][0]) * (y - w[0][1]) / (w[1][1] - w[0][1]) + w[0][0])
            .count()
    };
    polygons.iter().any(|rings| rings.iter().map(crossings).sum::<usize>() % 2 == 1)
}

#[test]
fn maps_tile_the_same_land_without_overlap() {
    let (_dir, made) = made(1);
    let (new, old) = (map(&made.boundaries), map(&made.boundaries_old));
    assert_eq!((new.len(), old.len()), (40, 132));
    for (code, polygons) in new.iter().chain(&old) {
        for ring in polygons.iter().flatten() {
            assert!(ring.len() > 3 && ring.first() == ring.last(), "{code}");
        }
    }
    let whole = |map: &[(String, Vec<Rings>)]| -> f64 {
        map.iter().flat_map(|m| m.1.iter().flatten()).map(|r| area(r)).sum()
    };
    assert!((whole(&new) - whole(&old)).abs() < 1e-9);
    let mut on_land = 0;
    for step in 0..1600 {
        let (x, y) = (107.05 + f64::from(step % 40) * 0.027, 18.9 + f64::from(step / 40) * 0.027);
        let hits = |map: &[(String, Vec<Rings>)]| map.iter().filter(|m| inside(&m.1, x, y)).count();
        assert!(hits(&new) <= 1 && hits(&old) <= 1, "{x} {y}");
        assert_eq!(hits(&new), hits(&old), "{x} {y}");
        on_land += hits(&new);
    }
    assert!(on_land > 100, "{on_land}");
}
