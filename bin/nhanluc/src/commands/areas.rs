//! `nhanluc areas …`

use std::process::ExitCode;

use registry::{
    acts,
    figures::{area_named, areas_on, org_map},
    model::{Area, AreaLevel},
};
use serde_json::json;

use crate::{
    cli::{Areas, Cli, Format},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Areas) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    match command {
        Areas::Load { dir, on } => {
            let done = acts::load_areas(&office.desk(), dir, *on).await?;
            if cli.format == Format::Json {
                output::json(&json!(done));
            } else {
                let count = |a: usize, b: usize| format!("{a} → {b}");
                output::table(
                    &["Cấp", "Trước → sau"],
                    &[
                        vec!["Tỉnh".into(), count(done.provinces.0, done.provinces.1)],
                        vec!["Huyện".into(), count(done.districts, 0)],
                        vec!["Xã".into(), count(done.communes.0, done.communes.1)],
                        vec!["Liên kết".into(), done.links.to_string()],
                        vec!["Mới ghi".into(), done.new.to_string()],
                    ],
                );
                said(done.act.as_ref());
            }
        }
        Areas::Boundaries { file, on } => {
            let day = on.on.unwrap_or_else(|| office.clock.today());
            let (drawn, unknown) = acts::load_boundaries(&office.desk(), file, day).await?;
            if cli.format == Format::Json {
                output::json(&json!({ "drawn": drawn, "unknown": unknown }));
            } else {
                output::line(format!("Đã vẽ {drawn} địa giới; {} mã không có.", unknown.len()));
            }
        }
        Areas::Count { on, province } => count(cli, &office, on.on, province.as_deref()).await?,
        Areas::History { code } => history(cli, &office, code).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Says which act a command entered.
pub(crate) fn said(act: Option<&::ledger::Receipt>) {
    match act {
        Some(act) => {
            output::line(format!("Đã ghi: quyết định số {} ({}…)", act.seq, &act.hash[..12]));
        }
        None => output::line("Không có gì thay đổi."),
    }
}

async fn count(
    cli: &Cli,
    office: &Office,
    on: Option<kernel::Date>,
    province: Option<&str>,
) -> anyhow::Result<()> {
    let mut tx = office.db.read().await?;
    let (at, _) = office.as_of(&mut tx, on, None).await?;
    let orgs = org_map(&mut tx, at.known_at).await?;
    let mut counts = Vec::new();
    for level in AreaLevel::ALL {
        let areas = areas_on(&mut tx, at, *level).await?;
        // Villages are not on the map: they lie where their commune does.
        let placed = |area: &Area| match area.level {
            AreaLevel::Village => area.parent,
            _ => Some(area.id),
        };
        let province_of = |area: &Area| orgs.areas.province_of(placed(area)?, at.valid_on);
        let inside = areas
            .iter()
            .filter(|h| province.is_none_or(|p| province_of(&h.fact).is_some_and(|a| a.code == p)));
        counts.push((level.as_str(), inside.count()));
    }
    if cli.format == Format::Json {
        let map: serde_json::Map<_, _> =
            counts.into_iter().map(|(l, n)| (l.to_owned(), json!(n))).collect();
        output::json(&json!({ "on": at.valid_on, "province": province, "areas": map }));
    } else {
        let rows: Vec<_> =
            counts.into_iter().map(|(l, n)| vec![l.to_owned(), n.to_string()]).collect();
        output::table(&["Cấp", "Số lượng"], &rows);
    }
    Ok(())
}

async fn history(cli: &Cli, office: &Office, code: &str) -> anyhow::Result<()> {
    let mut tx = office.db.read().await?;
    let known = ::ledger::last_seq(&mut tx).await?;
    let orgs = org_map(&mut tx, known).await?;
    let mut rows = Vec::new();
    for version in area_named(&mut tx, known, code).await? {
        let area = &version.fact;
        let at = |day: Option<kernel::Date>| day.map(|d| d.to_string());
        let name = |id| orgs.areas.latest(id).map(|a| (a.code.clone(), a.name.clone()));
        let communes = commune_counts(&orgs, area, &version.valid);
        rows.push(json!({
            "code": area.code,
            "name": area.name,
            "level": area.level,
            "valid_from": at(version.valid.from),
            "valid_to": at(version.valid.to),
            "communes": communes,
            "predecessors": orgs.areas.predecessors(area.id).into_iter().filter_map(name).collect::<Vec<_>>(),
            "successors": orgs.areas.successors(area.id).into_iter().filter_map(name).collect::<Vec<_>>(),
            "communes_became": orgs.areas.communes_became(area.id).len(),
        }));
    }
    anyhow::ensure!(
        !rows.is_empty(),
        "không có địa bàn nào mang mã {code} / no area has the code {code}"
    );
    if cli.format == Format::Json {
        output::json(&json!(rows));
        return Ok(());
    }
    for row in rows {
        let word = |key: &str| row[key].as_str().unwrap_or("…").to_owned();
        output::line(format!(
            "{} {} ({} – {}): {} xã; các xã ấy thành {} xã",
            word("code"),
            word("name"),
            word("valid_from"),
            word("valid_to"),
            row["communes"],
            row["communes_became"],
        ));
        for (key, arrow) in [("predecessors", "←"), ("successors", "→")] {
            for pair in row[key].as_array().into_iter().flatten() {
                output::line(format!(
                    "  {arrow} {} {}",
                    pair[0].as_str().unwrap_or(""),
                    pair[1].as_str().unwrap_or("")
                ));
            }
        }
    }
    Ok(())
}

/// Communes inside an area on the last day it stood (or today's, where it stands).
fn commune_counts(
    orgs: &registry::rules::lineage::OrgMap,
    area: &registry::model::Area,
    valid: &kernel::Interval,
) -> usize {
    let day = valid.to.and_then(|d| d.yesterday().ok()).or(valid.from);
    let day = day.unwrap_or(kernel::Date::constant(2024, 1, 1));
    orgs.areas.communes_in(area.id, day).len()
}
