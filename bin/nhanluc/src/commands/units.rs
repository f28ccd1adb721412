//! `nhanluc units …` and `nhanluc villages …`

use std::process::ExitCode;

use registry::acts;
use serde_json::json;

use super::areas::said;
use crate::{
    cli::{Cli, Format, Units, Villages},
    output,
    wiring::Office,
};

pub(crate) async fn units(cli: &Cli, command: &Units) -> anyhow::Result<ExitCode> {
    let Units::Load { file, on } = command;
    let office = Office::open(cli).await?;
    let before = acts::preview_units(&office.desk(), file, on.on).await?;
    doubts(&before);
    let done = acts::load_units(&office.desk(), file, on.on).await?;
    if cli.format == Format::Json {
        output::json(&json!(done));
    } else {
        let rows: Vec<_> =
            done.by_kind.iter().map(|(k, n)| vec![k.clone(), n.to_string()]).collect();
        output::table(&["Loại", "Số cơ quan"], &rows);
        output::line(format!("Mới: {}; thay đổi: {}.", done.new, done.changed));
        said(done.act.as_ref());
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what looks like a slip in a file before anything of it is entered.
fn doubts(file: &acts::UnitsLoaded) {
    for (line, kind) in &file.kinds_unknown {
        output::note(format!(
            "Dòng {line}: loại “{kind}” chưa từng có, chưa định mức nào áp dụng cho loại này. Nếu \
             ghi nhầm, hãy sửa tệp và nạp lại."
        ));
    }
    if !file.areas_unknown.is_empty() {
        let codes: Vec<&str> = file.areas_unknown.iter().map(String::as_str).collect();
        output::note(format!("Mã địa bàn không có ({}): {}", codes.len(), codes.join(", ")));
    }
    if file.areas_missing {
        output::note(
            "Chưa nạp địa giới nào, nên mã địa bàn trong tệp chưa ứng với đâu (nhanluc areas load).",
        );
    }
}

pub(crate) async fn villages(cli: &Cli, command: &Villages) -> anyhow::Result<ExitCode> {
    let Villages::Load { file, on } = command;
    let office = Office::open(cli).await?;
    let done = acts::load_villages(&office.desk(), file, on.on).await?;
    if cli.format == Format::Json {
        output::json(&json!(done));
    } else {
        output::line(format!(
            "Thôn, tổ dân phố: {} dòng; mới {}; thay đổi {}.",
            done.rows, done.new, done.changed,
        ));
        unknown("Mã xã không có", &done.communes_unknown);
        said(done.act.as_ref());
    }
    Ok(ExitCode::SUCCESS)
}

/// Says which codes nobody knows: what names them stands without an area.
fn unknown<'a>(what: &str, codes: impl IntoIterator<Item = &'a String>) {
    let codes: Vec<&str> = codes.into_iter().map(String::as_str).collect();
    if !codes.is_empty() {
        output::line(format!("{what} ({}): {}", codes.len(), codes.join(", ")));
    }
}
