//! `nhanluc intake …`

use std::{mem::ManuallyDrop, process::ExitCode};

use intake::{
    acts::{Terms, apply, preview, to_json},
    figures::held_rows,
    model::{Change, HeldProblem, KindCounts, Proposal},
    pages::Words,
};
use serde_json::{Value as Json, json};

use super::{
    areas::said,
    gather::{Left, gather},
};
use crate::{
    cli::{Cli, Format, Intake, Paths},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Intake) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    match command {
        Intake::Preview(paths) => {
            let found = gather(&paths.named)?;
            let proposal = preview(&office.desk(), &found.files, &terms(paths)).await?;
            // The process ends: to give back a large one piece by piece would only be waited for.
            let proposal = ManuallyDrop::new(proposal);
            tell(cli, &proposal, &found.left, None, false)?;
        }
        Intake::Apply(paths) => {
            let found = gather(&paths.named)?;
            let applied = apply(&office.desk(), &found.files, &terms(paths)).await?;
            tell(cli, &applied.proposal, &found.left, applied.act.as_ref(), true)?;
        }
        Intake::Held => held(cli, &office).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn terms(paths: &Paths) -> Terms<'_> {
    Terms { on: paths.on.on, edits: &[], reason: &paths.reason }
}

fn tell(
    cli: &Cli,
    proposal: &Proposal,
    left: &[Left],
    act: Option<&::ledger::Receipt>,
    applied: bool,
) -> anyhow::Result<()> {
    if cli.format == Format::Json {
        let words = Words::vietnamese()?;
        let mut said = to_json(proposal, act);
        for told in ["held", "warnings", "sheet_issues", "notes"] {
            mask_cells(&words, &mut said[told]);
        }
        if let Some(refused) = said["refused"].as_array_mut() {
            refused.extend(
                left.iter().map(|l| json!({ "file": l.name, "code": l.code, "limit": l.limit() })),
            );
        }
        output::json(&said);
        return Ok(());
    }
    let words = Words::vietnamese()?;
    let counts = proposal.counts();
    let of = |change: Change| proposal.rows.iter().filter(|r| r.change == change).count();
    output::table(
        &["", "Số"],
        &[
            vec!["Tệp".into(), counts.files.to_string()],
            vec!["Dòng".into(), counts.rows.to_string()],
            vec!["Người mới".into(), counts.people_new.to_string()],
            vec!["Người đã có".into(), counts.people_matched.to_string()],
            vec!["Nhiệm vụ mới".into(), counts.assignments_new.to_string()],
            vec!["Nhiệm vụ thay đổi".into(), counts.assignments_changed.to_string()],
            vec!["Không đổi".into(), counts.unchanged.to_string()],
            vec!["Dòng đang chờ".into(), of(Change::Held).to_string()],
            vec!["Cảnh báo".into(), proposal.warnings.len().to_string()],
            vec!["Không còn tên".into(), proposal.missing.len().to_string()],
        ],
    );
    let kinds: Vec<Vec<String>> =
        proposal.kinds.iter().map(|(c, n)| of_kind(&words, c, n)).collect();
    if !kinds.is_empty() {
        output::line("");
        output::table(&["Biểu khác", "Dòng", "Mới", "Thay đổi", "Không đổi", "Chờ"], &kinds);
    }
    let rows: Vec<Vec<String>> = proposal
        .held
        .iter()
        .map(|h| {
            let cell = format!("{}{}", h.column, h.row);
            let value = words.value(&h.code, &h.value);
            vec![h.file.clone(), h.sheet.clone(), cell, words.problem(&h.code), value]
        })
        .collect();
    if !rows.is_empty() {
        output::line("");
        output::table(&["Tệp", "Trang", "Ô", "Lý do chờ", "Giá trị"], &rows);
    }
    for issue in proposal.sheet_issues.iter().filter(|i| !i.note) {
        output::line(format!("{} · {}: {}", issue.file, issue.sheet, words.issue(issue)));
    }
    for file in &proposal.files {
        if let Some((code, limit)) = &file.refusal {
            output::line(format!("{}: {}", file.name, words.refusal(code, *limit)));
        }
    }
    for left in left {
        output::line(format!("{}: {}", left.name, words.refusal(left.code, None)));
    }
    if applied {
        said(act);
    }
    Ok(())
}

/// What a cell shows that could not be read: whoever mends it has to see it as it stands.
const UNREAD: &[&str] = &[
    "personal_id_length",
    "phone_unclear",
    "email_unclear",
    "date_invalid",
    "start_unclear",
    "year_invalid",
    "count_invalid",
    "number_invalid",
    "number_unclear",
];

/// Values of cells as far as they may be seen unasked, as tables show them; but not of what could
/// not be read.
fn mask_cells(words: &Words, told: &mut Json) {
    for one in told.as_array_mut().into_iter().flatten() {
        let code = one["code"].as_str().unwrap_or_default().to_owned();
        if let Some(value) = one["value"].as_str().filter(|_| !UNREAD.contains(&&*code)) {
            one["value"] = json!(words.value(&code, value));
        }
        if let Some(also) = one.get_mut("also") {
            mask_cells(words, also);
        }
    }
}

/// Rows of a further kind of sheet, in numbers.
fn of_kind(words: &Words, code: &str, n: &KindCounts) -> Vec<String> {
    let counts = [n.rows, n.new, n.changed, n.unchanged, n.held];
    std::iter::once(words.kind(code)).chain(counts.map(|n| n.to_string())).collect()
}

/// Problems with what they speak of as far as it may be seen unasked.
fn masked(words: &Words, problems: &[HeldProblem]) -> Vec<HeldProblem> {
    let shown =
        |p: &HeldProblem| HeldProblem { value: words.value(&p.code, &p.value), ..p.clone() };
    problems.iter().map(shown).collect()
}

async fn held(cli: &Cli, office: &Office) -> anyhow::Result<()> {
    let mut tx = office.db.read().await?;
    let known = ::ledger::last_seq(&mut tx).await?;
    let rows = held_rows(&mut tx, known).await?;
    let words = Words::vietnamese()?;
    if cli.format == Format::Json {
        let all: Vec<_> = rows
            .iter()
            .map(|h| json!({"file": h.fact.file, "sheet": h.fact.sheet, "row": h.fact.row, "problems": masked(&words, &h.fact.problems)}))
            .collect();
        output::json(&json!(all));
        return Ok(());
    }
    let table: Vec<Vec<String>> = rows
        .iter()
        .map(|h| {
            vec![
                h.fact.file.clone(),
                h.fact.sheet.clone(),
                h.fact.row.to_string(),
                h.fact.codes.iter().map(|c| words.problem(c)).collect::<Vec<_>>().join("; "),
            ]
        })
        .collect();
    output::table(&["Tệp", "Trang", "Dòng", "Lý do chờ"], &table);
    Ok(())
}
