//! `nhanluc export …`

use std::process::ExitCode;

use registry::figures::{self, Officer};
use serde_json::json;

use crate::{
    cli::{Cli, Export, Format},
    output,
    wiring::Office,
};

const HEAD: &[&str] = &[
    "file",
    "sheet",
    "row",
    "full_name",
    "sex",
    "birth",
    "personal_id",
    "phone",
    "unit",
    "title",
    "mode",
    "fields",
    "degree",
    "major",
    "certificate",
];

pub(crate) async fn run(cli: &Cli, command: &Export) -> anyhow::Result<ExitCode> {
    let Export::Officers { on, known_at } = command;
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let (at, _) = office.as_of(&mut tx, on.on, known_at.as_deref()).await?;
    let orgs = figures::org_map(&mut tx, at.known_at).await?;
    let officers = figures::officers(&mut tx, &office.by, at).await?;
    let unit = |o: &Officer| {
        orgs.on(o.org, at.valid_on)
            .or_else(|| orgs.latest(o.org))
            .map(|u| u.code.clone())
            .unwrap_or_default()
    };
    let rows: Vec<Vec<String>> = officers.iter().map(|o| row(o, unit(o))).collect();
    match cli.format {
        Format::Json => {
            let objects: Vec<_> = rows
                .iter()
                .map(|r| {
                    HEAD.iter()
                        .zip(r)
                        .map(|(h, v)| ((*h).to_owned(), json!(v)))
                        .collect::<serde_json::Map<_, _>>()
                })
                .collect();
            output::json(&json!(objects));
        }
        Format::Csv => {
            output::csv(output::out(), HEAD, &rows)?;
        }
        Format::Table | Format::Jsonl | Format::Parquet => output::table(HEAD, &rows),
    }
    Ok(ExitCode::SUCCESS)
}

fn row(officer: &Officer, unit: String) -> Vec<String> {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    let source = officer.source.as_ref();
    let degree = officer.degree.as_ref();
    vec![
        source.map(|s| s.file.clone()).unwrap_or_default(),
        source.map(|s| s.sheet.clone()).unwrap_or_default(),
        source.map(|s| s.row.to_string()).unwrap_or_default(),
        text(&officer.full_name),
        officer.sex.map(|s| s.as_str().to_owned()).unwrap_or_default(),
        officer.birth.map(|b| b.to_string()).unwrap_or_default(),
        text(&officer.personal_number),
        text(&officer.phone),
        unit,
        text(&officer.title),
        officer.mode.as_str().to_owned(),
        officer.fields.join("|"),
        degree.map(|d| d.0.clone()).unwrap_or_default(),
        degree.and_then(|d| d.1.clone()).unwrap_or_default(),
        officer.certificates.join("; "),
    ]
}
