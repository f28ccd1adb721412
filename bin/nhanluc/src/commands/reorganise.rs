//! `nhanluc reorganise …`

use std::process::ExitCode;

use ledger::Basis;
use registry::{
    acts::{Plan, Preview, Step, enter_plan, follow_areas, preview_plan},
    figures::org_map,
};
use serde_json::json;

use super::areas::said;
use crate::{
    cli::{Cli, Format, Reorganise},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Reorganise) -> anyhow::Result<ExitCode> {
    let Reorganise::Follow { on, apply, dissolve_lost, basis, reason } = command;
    let office = Office::open(cli).await?;
    let orgs = {
        let mut tx = office.db.read().await?;
        let known = ::ledger::last_seq(&mut tx).await?;
        org_map(&mut tx, known).await?
    };
    let following = follow_areas(&orgs, *on);
    let mut steps = following.steps;
    if *dissolve_lost {
        steps.extend(following.lost.iter().map(|org| Step::Dissolve { org: *org }));
    }
    let plan = Plan {
        on: *on,
        basis: Basis { number: basis.clone(), date: None, issuer: None },
        reason: reason.clone(),
        steps,
    };
    let desk = office.desk();
    let (preview, act) = if *apply {
        let (preview, act) = enter_plan(&desk, &plan).await?;
        (preview, Some(act))
    } else {
        (preview_plan(&desk, &plan).await?, None)
    };
    let names = |ids: &[registry::model::OrgId]| -> Vec<String> {
        ids.iter().filter_map(|id| orgs.latest(*id)).map(|o| o.code.clone()).collect()
    };
    let (undecided, lost) = (names(&following.undecided), names(&following.lost));
    if cli.format == Format::Json {
        let json = json!({"preview": preview, "undecided": undecided, "lost": lost, "act": act});
        output::json(&json);
    } else {
        show(&preview);
        output::line(format!("Cần quyết định: {}", undecided.join(", ")));
        output::line(format!("Không có địa bàn kế thừa: {}", lost.join(", ")));
        if *apply {
            said(act.as_ref());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show(preview: &Preview) {
    output::table(
        &["", "Số"],
        &[
            vec!["Cơ quan kết thúc".into(), preview.ends.len().to_string()],
            vec!["Cơ quan thành lập".into(), preview.begins.len().to_string()],
            vec!["Cơ quan thay đổi".into(), preview.changes.len().to_string()],
            vec!["Chuyển cấp trên".into(), preview.reparented.len().to_string()],
            vec!["Người chuyển theo".into(), preview.people_moved.to_string()],
            vec!["Người chưa được bố trí".into(), preview.people_not_placed.to_string()],
        ],
    );
}
