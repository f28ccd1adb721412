//! `nhanluc figures …`

use std::process::ExitCode;

use kernel::Date;
use registry::{
    figures,
    rules::{coverage::Line, lineage::LineKey},
};

use crate::{
    cli::{Cli, Format},
    output,
    wiring::Office,
};

pub(crate) async fn run(
    cli: &Cli,
    (on, map): (Option<Date>, Option<Date>),
    known_at: Option<&str>,
) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let (at, time) = office.as_of(&mut tx, on, known_at).await?;
    let orgs = figures::org_map(&mut tx, at.known_at).await?;
    let coverage = figures::coverage(&mut tx, &orgs, at, map.unwrap_or(at.valid_on)).await?;
    let held = ::intake::figures::held_count(&mut tx, at.known_at).await?;
    match cli.format {
        Format::Json => output::json(&coverage.to_json(&time, held)),
        Format::Csv => rows(&coverage)?,
        _ => show(&coverage, held),
    }
    Ok(ExitCode::SUCCESS)
}

/// A line an office, or what stands for one on the map; posts by field and mode, never added up.
fn rows(coverage: &figures::Coverage) -> anyhow::Result<()> {
    let fields: Vec<&str> = coverage.totals.fields.keys().map(String::as_str).collect();
    let mut head: Vec<String> =
        ["code", "name", "people", "dedicated", "concurrent"].map(str::to_owned).into();
    for field in &fields {
        head.extend([format!("{field}_dedicated"), format!("{field}_concurrent")]);
    }
    head.extend(["not_placed", "norms_unmet", "has_successor"].map(str::to_owned));
    let row = |line: &Line| {
        let modes = [line.modes.dedicated, line.modes.concurrent];
        let mut cells = vec![line.code.clone(), line.name.clone(), line.people.len().to_string()];
        cells.extend(modes.map(|n| n.to_string()));
        for field in &fields {
            let held = line.fields.get(*field).copied().unwrap_or_default();
            cells.extend([held.dedicated, held.concurrent].map(|n| n.to_string()));
        }
        let unmet = line.norms.iter().filter(|n| !n.met).map(|n| n.code.as_str());
        cells.push(line.not_placed.len().to_string());
        cells.push(unmet.collect::<Vec<_>>().join("|"));
        cells.push((!matches!(line.key, LineKey::Lost(_))).to_string());
        cells
    };
    let rows: Vec<Vec<String>> = coverage.lines.iter().map(row).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    output::csv(output::out(), &head, &rows)
}

fn show(coverage: &figures::Coverage, held: i64) {
    let totals = &coverage.totals;
    output::line(format!(
        "Tính đến {} · theo {} quyết định đã biết · địa giới {}",
        coverage.as_of.valid_on, coverage.as_of.known_at, coverage.map
    ));
    output::table(
        &["", "Số"],
        &[
            vec!["Cơ quan, đơn vị".into(), totals.units.to_string()],
            vec!["Người".into(), totals.people.to_string()],
            vec!["Chuyên trách".into(), totals.modes.dedicated.to_string()],
            vec!["Kiêm nhiệm".into(), totals.modes.concurrent.to_string()],
            vec!["Cơ quan chưa có ai".into(), totals.units_without_anyone.len().to_string()],
            vec![
                "Cơ quan chưa có chuyên trách".into(),
                totals.units_without_dedicated.len().to_string(),
            ],
            vec!["Người chưa được bố trí".into(), totals.not_placed.to_string()],
            vec!["Dòng đang chờ".into(), held.to_string()],
        ],
    );
    let rows: Vec<Vec<String>> = coverage
        .lines
        .iter()
        .map(|line| {
            let lost = if matches!(line.key, LineKey::Lost(_)) {
                "không có đơn vị kế thừa"
            } else {
                ""
            };
            vec![
                line.code.clone(),
                line.name.clone(),
                line.modes.dedicated.to_string(),
                line.modes.concurrent.to_string(),
                lost.into(),
            ]
        })
        .collect();
    output::line("");
    output::table(&["Mã", "Cơ quan, đơn vị", "Chuyên trách", "Kiêm nhiệm", ""], &rows);
}
