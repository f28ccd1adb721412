//! The administrative areas as tables, in the shape in which the national ones are published.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Error,
    places::ascii,
    province::{Commune, Land, MERGED, OTHER, OURS, ProvinceName},
    table,
    terrain::{Ring, Terrain},
};

/// Writes all tables and both maps.
pub(crate) fn write(land: &Land, dir: &Path) -> Result<(), Error> {
    fs::create_dir_all(dir)?;
    provinces(land, dir)?;
    districts(land, dir)?;
    communes(land, dir)?;
    links(land, dir)?;
    boundaries(land, &land.successors, &dir.join("boundaries.geojson"))?;
    boundaries(land, &land.communes, &dir.join("boundaries_old.geojson"))
}

/// `Đồng Ỷ`, `Xã Đồng Ỷ`, `Dong Y Commune`, `dong_y`.
fn names(kind: &str, name: &str, english: &str) -> [String; 4] {
    let plain = ascii(name);
    let code_name = plain.to_lowercase().replace(' ', "_");
    [name.into(), format!("{kind} {name}"), format!("{plain} {english}"), code_name]
}

fn row<const N: usize>(code: &str, names: [String; 4], rest: [&str; N]) -> Vec<String> {
    let mut row = vec![code.to_owned()];
    row.extend(names);
    row.extend(rest.map(str::to_owned));
    row
}

fn full(province: ProvinceName) -> String {
    format!("Tỉnh {}", province.name)
}

fn provinces(land: &Land, dir: &Path) -> Result<(), Error> {
    let line = |p: ProvinceName| names("Tỉnh", p.name, "Province");
    let head = ["code", "name", "full_name", "full_name_en", "code_name"];
    let old = [OURS, OTHER].map(|p| row(p.code, line(p), []));
    table::write(&dir.join("pre_2025_provinces.csv"), &head, old)?;
    let count = land.successors.len().to_string();
    let new = [row(MERGED.code, line(MERGED), [&count])];
    let head = ["code", "name", "full_name", "full_name_en", "code_name", "ward_count"];
    table::write(&dir.join("post_2025_provinces.csv"), &head, new)?;
    let head = ["old_code", "old_name", "new_code", "new_name"];
    let links =
        [OURS, OTHER].map(|p| vec![p.code.into(), full(p), MERGED.code.into(), full(MERGED)]);
    table::write(&dir.join("map_old_to_new_provinces.csv"), &head, links)
}

fn districts(land: &Land, dir: &Path) -> Result<(), Error> {
    let head = ["code", "name", "full_name", "full_name_en", "code_name", "province_code"];
    let rows = land
        .districts
        .iter()
        .map(|d| row(&d.code, names(d.kind.title(), &d.name, d.kind.english()), [d.province.code]));
    table::write(&dir.join("pre_2025_districts.csv"), &head, rows)
}

fn communes(land: &Land, dir: &Path) -> Result<(), Error> {
    let line = |c: &Commune| names(c.kind.title(), &c.name, c.kind.english());
    let old = land.communes.iter().map(|c| {
        let district = c.district.map_or("", |d| land.districts[d].code.as_str());
        row(&c.code, line(c), [district, land.province_of(c).code])
    });
    let head = [
        "code",
        "name",
        "full_name",
        "full_name_en",
        "code_name",
        "district_code",
        "province_code",
    ];
    table::write(&dir.join("pre_2025_communes.csv"), &head, old)?;
    let province = full(MERGED);
    let new = land.successors.iter().map(|c| row(&c.code, line(c), [MERGED.code, &province]));
    let head = [
        "code",
        "name",
        "full_name",
        "full_name_en",
        "code_name",
        "province_code",
        "province_full_name",
    ];
    table::write(&dir.join("post_2025_communes.csv"), &head, new)
}

fn links(land: &Land, dir: &Path) -> Result<(), Error> {
    let head = [
        "old_code",
        "old_name",
        "old_district_code",
        "old_district",
        "old_province_code",
        "old_province",
        "new_code",
        "new_name",
        "new_province_code",
        "new_province",
        "share",
        "is_default",
    ];
    let rows = land.links.iter().map(|link| {
        let (old, new) = (&land.communes[link.old], &land.successors[link.new]);
        let district = old.district.map(|d| &land.districts[d]);
        let named = district.map_or_else(String::new, |d| format!("{} {}", d.kind.title(), d.name));
        let province = land.province_of(old);
        vec![
            old.code.clone(),
            old.full(),
            district.map_or_else(String::new, |d| d.code.clone()),
            named,
            province.code.into(),
            full(province),
            new.code.clone(),
            new.full(),
            MERGED.code.into(),
            full(MERGED),
            if link.part { "part" } else { "whole" }.into(),
            if link.default { "1" } else { "0" }.into(),
        ]
    });
    table::write(&dir.join("map_old_to_new_communes.csv"), &head, rows)
}

#[derive(Serialize)]
struct Collection {
    r#type: &'static str,
    features: Vec<Value>,
}

fn boundaries(land: &Land, communes: &[Commune], file: &Path) -> Result<(), Error> {
    let features = communes.iter().map(|c| feature(&land.terrain, c)).collect();
    let map = Collection { r#type: "FeatureCollection", features };
    fs::write(file, serde_json::to_vec(&map)?)?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a commune has a few dozen cells")]
fn feature(terrain: &Terrain, commune: &Commune) -> Value {
    let [name, full_name, name_en, code_name] =
        names(commune.kind.title(), &commune.name, commune.kind.english());
    let cells: BTreeSet<usize> = commune.cells.iter().copied().collect();
    let cells: Vec<usize> = cells.into_iter().collect();
    let size = cells.len() as f64 * Terrain::cell_km2();
    json!({
        "type": "Feature",
        "properties": {
            "code": commune.code,
            "name": name,
            "nameEn": ascii(&commune.name),
            "fullName": full_name,
            "fullNameEn": name_en,
            "codeName": code_name,
            "areaKm2": (size * 100.0).round() / 100.0,
        },
        "geometry": geometry(&terrain.outlines(&cells)),
    })
}

fn geometry(polygons: &[Vec<Ring>]) -> Value {
    let closed = |ring: &Ring| -> Vec<[f64; 2]> {
        ring.iter().chain(ring.first()).map(|p| [p.0, p.1]).collect()
    };
    let polygons: Vec<Vec<Vec<[f64; 2]>>> =
        polygons.iter().map(|rings| rings.iter().map(closed).collect()).collect();
    match polygons.as_slice() {
        [one] => json!({ "type": "Polygon", "coordinates": one }),
        many => json!({ "type": "MultiPolygon", "coordinates": many }),
    }
}
