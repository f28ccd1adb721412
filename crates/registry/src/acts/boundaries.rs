//! Loading boundaries: how areas are drawn. Drawings are no facts and can be replaced.

use std::{collections::HashMap, io::BufReader, path::Path};

use access::Right;
use kernel::Date;
use serde::Deserialize;
use store::{Value, boxed, execute, insert_rows, sqlx};

use super::Desk;
use crate::{
    Error,
    model::{Area, AreaId},
};

const MOST_BYTES: u64 = 256 << 20;

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
    #[serde(default, alias = "fullName")]
    full_name: Option<String>,
}

type Ring = Vec<Vec<f64>>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

/// Reads a `GeoJSON` file whose features carry the code of an area and draws these areas as they
/// are on a day. Returns how many were drawn and the codes of those that are not on record.
#[boxed]
pub async fn load_boundaries(
    desk: &Desk<'_>,
    path: &Path,
    on: Date,
) -> Result<(usize, Vec<String>), Error> {
    desk.by.require(Right::Reorganise)?;
    let collection = read(path)?;
    let mut tx = desk.db.write().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let mut areas: HashMap<String, Vec<(Area, bool)>> = HashMap::new();
    for held in ledger::held::<Area>(&mut tx, known, "f.level <> 'village'", &[]).await? {
        let stands = held.valid.contains(on);
        areas.entry(held.fact.code.clone()).or_default().push((held.fact, stands));
    }
    let mut drawn: HashMap<AreaId, String> = HashMap::new();
    let mut unknown = Vec::new();
    for feature in collection.features {
        let Some(geometry) = feature.geometry else { continue };
        match meant(&areas, &feature.properties) {
            Some(id) => {
                drawn.insert(id, serde_json::to_string(&rings(geometry)).unwrap_or_default());
            }
            None => unknown.push(feature.properties.code),
        }
    }
    for id in drawn.keys() {
        execute!(&mut tx, sqlx::query("DELETE FROM boundary WHERE area_id = $1").bind(id.0))?;
    }
    let count = drawn.len();
    let rows: Vec<Vec<Value>> = drawn
        .into_iter()
        .map(|(id, rings)| vec![Value::Uuid(Some(id.0)), Value::text(rings)])
        .collect();
    insert_rows(&mut tx, "boundary", &["area_id", "rings"], &rows).await?;
    tx.commit().await?;
    Ok((count, unknown))
}

fn read(path: &Path) -> Result<Collection, Error> {
    let io = |source| Error::Io { file: path.display().to_string(), source };
    let file = std::fs::File::open(path).map_err(io)?;
    let bad = |line, value: String| Error::Line {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        line,
        what: "not_geojson",
        value,
    };
    if file.metadata().map_err(io)?.len() > MOST_BYTES {
        return Err(bad(0, String::new()));
    }
    serde_json::from_reader(BufReader::new(file))
        .map_err(|e| bad(u64::try_from(e.line()).unwrap_or(0), e.to_string()))
}

/// The area a feature draws: the one of its code that stands on the day, else the one of its name.
fn meant(areas: &HashMap<String, Vec<(Area, bool)>>, properties: &Properties) -> Option<AreaId> {
    let candidates = areas.get(&properties.code)?;
    let fold = |t: &str| kernel::folding::fold(t);
    let name = properties.full_name.as_deref().map(fold);
    let standing = candidates.iter().find(|(_, stands)| *stands);
    let named = || candidates.iter().find(|(a, _)| name.as_ref() == Some(&fold(&a.name)));
    standing.or_else(named).map(|(area, _)| area.id)
}

/// Outer rings and holes alike, each a list of longitude and latitude.
fn rings(geometry: Geometry) -> Vec<Vec<[f64; 2]>> {
    let polygons = match geometry {
        Geometry::Polygon(rings) => vec![rings],
        Geometry::MultiPolygon(polygons) => polygons,
    };
    let point = |p: &Vec<f64>| match p[..] {
        [lon, lat, ..] if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Some([lon, lat]),
        _ => None,
    };
    polygons.into_iter().flatten().map(|ring| ring.iter().filter_map(point).collect()).collect()
}
