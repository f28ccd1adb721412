//! The board of a campaign: how long it takes to say how every office stands.

use std::{process::ExitCode, time::Instant};

use ::access::Settings;
use ::collect::{
    acts::{Clerk, NewCampaign, open_campaign},
    figures::{self, Board},
    model::{Offices, State, Submission, SubmissionId},
};
use anyhow::Context as _;
use intake::model::BatchId;
use kernel::{AsOf, Interval, Seq};
use ledger::Draft;
use registry::figures::org_map;
use serde_json::json;

use crate::{
    application,
    cli::{Cli, Format},
    output,
    wiring::Office,
};

/// Times it is asked; the median counts.
const TIMES: usize = 21;

pub(crate) async fn run(cli: &Cli, offices: usize) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let folder = cli.data.join("bench-board");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("organisations.csv");
    let communes = (1..=offices).map(|n| format!("B.{n},Ủy ban nhân dân xã số {n},commune,B,,"));
    let head = ["code,name,kind,parent,area,aliases", "B,Bench,province,,,"].map(str::to_owned);
    let text = head.into_iter().chain(communes).collect::<Vec<_>>().join("\n");
    std::fs::write(&file, text).with_context(|| file.display().to_string())?;
    registry::acts::load_units(&office.desk(), &file, None).await?;
    let today = office.clock.today();
    let app = application::app(office.db.clone(), office.clock.clone(), Settings::default());
    let clerk = Clerk { app: &app, actor: &office.by };
    let new = NewCampaign {
        name: format!("bench {offices}"),
        kind: figures::OFFICERS.to_owned(),
        offices: Offices::Rule { kinds: vec!["commune".to_owned()], under: None },
        as_of: today,
        due_on: today,
        reminders: Vec::new(),
    };
    let begun = Instant::now();
    let (id, asked, _) = open_campaign(&clerk, &new).await?;
    let opened = begun.elapsed();
    let mut tx = office.db.read().await?;
    let at = AsOf { valid_on: today, known_at: ::ledger::last_seq(&mut tx).await? };
    let orgs = org_map(&mut tx, at.known_at).await?;
    let campaign = figures::campaign(&mut tx, at, id).await?.context("it was just opened")?;
    let board = figures::board(&mut tx, at, campaign.clone(), &orgs).await?;
    drop(tx);
    let at = AsOf { known_at: half_send(&office, &board).await?, ..at };
    let mut tx = office.db.read().await?;
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let board = figures::board(&mut tx, at, campaign.clone(), &orgs).await?;
        took.push(begun.elapsed());
        anyhow::ensure!(board.lines.len() == asked, "an office is missing on the board");
    }
    took.sort();
    let ms = |d: std::time::Duration| d.as_secs_f64() * 1_000.0;
    let told = json!({
        "offices": asked,
        "open_ms": ms(opened),
        "board_ms_median": ms(took[TIMES / 2]),
        "board_ms_worst": ms(took[TIMES - 1]),
    });
    if cli.format == Format::Json {
        output::json(&told);
    } else {
        output::line(told.to_string());
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(ExitCode::SUCCESS)
}

/// Every other office has sent, as one act: a board in the middle of its campaign.
async fn half_send(office: &Office, board: &Board) -> anyhow::Result<Seq> {
    let mut tx = office.db.write().await?;
    let today = office.clock.today();
    let header = office.desk().header("submission_send", Some(today), "");
    let mut draft = Draft::begin(&mut tx, &office.clock, header).await?;
    for line in board.lines.iter().step_by(2) {
        let sent = Submission {
            id: SubmissionId(draft.new_id()),
            campaign: board.campaign.id,
            org: line.org,
            round: 1,
            state: State::Sent,
            batch: Some(BatchId(draft.new_id())),
            sent_on: Some(today),
        };
        draft.assert(Interval::since(today), &sent);
    }
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt.seq)
}
