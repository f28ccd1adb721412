//! `nhanluc campaign …`

use std::process::ExitCode;

use ::access::{App, Settings};
use ::collect::{
    acts::{Clerk, NewCampaign, follow_offices, open_campaign, remind},
    figures::{self, Board},
    model::{Campaign, CampaignId, Offices},
    rules::ALL_STANDINGS,
};
use anyhow::{Context as _, bail};
use kernel::AsOf;
use registry::figures::org_map;
use serde_json::{Value as Json, json};

use crate::{
    application,
    cli::{Asked, Campaigns, Cli, Format},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Campaigns) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    match command {
        Campaigns::Open(asked) => open(cli, &office, asked).await?,
        Campaigns::List { on } => list(cli, &office, on.on).await?,
        Campaigns::Board { campaign, on } => {
            let (at, known) = when(&office, on.on).await?;
            let board = board(&office, at, campaign).await?;
            tell_board(cli, &board, &known);
        }
        Campaigns::Follow { campaign, public_url } => {
            let (app, id) = running(&office, campaign, public_url.as_deref()).await?;
            let clerk = Clerk { app: &app, actor: &office.by };
            let (done, act) = follow_offices(&clerk, id).await?;
            if cli.format == Format::Json {
                output::json(&json!({"followed": done, "act": act}));
            } else {
                output::line(format!("{} đơn vị, {} đơn vị kế thừa", done.passed, done.heirs));
                super::areas::said(act.as_ref());
            }
        }
        Campaigns::Remind { campaign, public_url } => {
            let (app, id) = running(&office, campaign, public_url.as_deref()).await?;
            let clerk = Clerk { app: &app, actor: &office.by };
            let told = remind(&clerk, id).await?;
            if cli.format == Format::Json {
                output::json(&json!(told));
            } else {
                output::line(format!("{} đơn vị, {} tài khoản", told.offices, told.accounts));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The application with its links, and a campaign of today.
async fn running(
    office: &Office,
    campaign: &str,
    public_url: Option<&str>,
) -> anyhow::Result<(App, CampaignId)> {
    let (at, _) = when(office, None).await?;
    let id = found(office, at, campaign).await?.id;
    let settings = Settings { public_url: public_url.map(str::to_owned), ..Settings::default() };
    Ok((application::app(office.db.clone(), office.clock.clone(), settings), id))
}

async fn when(office: &Office, on: Option<kernel::Date>) -> anyhow::Result<(AsOf, String)> {
    let mut tx = office.db.read().await?;
    office.as_of(&mut tx, on, None).await
}

async fn open(cli: &Cli, office: &Office, asked: &Asked) -> anyhow::Result<()> {
    let offices = offices(office, asked).await?;
    let new = NewCampaign {
        name: asked.name.clone(),
        kind: asked.kind.clone(),
        offices,
        as_of: asked.as_of,
        due_on: asked.due,
        reminders: asked.remind.clone(),
    };
    let app = application::app(office.db.clone(), office.clock.clone(), Settings::default());
    let clerk = Clerk { app: &app, actor: &office.by };
    let (id, count, act) = open_campaign(&clerk, &new).await?;
    if cli.format == Format::Json {
        output::json(&json!({"campaign": id, "offices": count, "act": act}));
    } else {
        output::line(format!("{id}: {count} đơn vị"));
        super::areas::said(Some(&act));
    }
    Ok(())
}

async fn offices(office: &Office, asked: &Asked) -> anyhow::Result<Offices> {
    let mut tx = office.db.read().await?;
    let known = ::ledger::last_seq(&mut tx).await?;
    let orgs = org_map(&mut tx, known).await?;
    let by_code = |code: &str| {
        let all = orgs.all_on(office.clock.today());
        all.iter().find(|o| o.code == code).map(|o| o.id).with_context(|| code.to_owned())
    };
    if !asked.unit.is_empty() {
        let ids: anyhow::Result<Vec<_>> = asked.unit.iter().map(|code| by_code(code)).collect();
        return Ok(Offices::List(ids?));
    }
    let under = asked.under.as_deref().map(by_code).transpose()?;
    Ok(Offices::Rule { kinds: asked.unit_kind.clone(), under })
}

async fn list(cli: &Cli, office: &Office, on: Option<kernel::Date>) -> anyhow::Result<()> {
    let (at, _) = when(office, on).await?;
    let mut tx = office.db.read().await?;
    let all = figures::campaigns(&mut tx, at).await?;
    if cli.format == Format::Json {
        output::json(&json!(all));
        return Ok(());
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|c| {
            let (as_of, due) = (c.as_of.to_string(), c.due_on.to_string());
            let state = c.state.as_str().to_owned();
            vec![c.id.to_string(), c.name.clone(), c.kind.clone(), as_of, due, state]
        })
        .collect();
    output::table(&["id", "Đợt", "Loại biểu", "Tính đến", "Hạn", "Tình trạng"], &rows);
    Ok(())
}

/// A campaign by its id or its name.
async fn found(office: &Office, at: AsOf, said: &str) -> anyhow::Result<Campaign> {
    let mut tx = office.db.read().await?;
    let all = figures::campaigns(&mut tx, at).await?;
    let id: Option<CampaignId> = said.parse().ok();
    let mut fits = all.into_iter().filter(|c| Some(c.id) == id || c.name == said);
    match (fits.next(), fits.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => bail!("no campaign {said:?}"),
        _ => bail!("several campaigns are called {said:?}: say which by its id"),
    }
}

async fn board(office: &Office, at: AsOf, said: &str) -> anyhow::Result<Board> {
    let campaign = found(office, at, said).await?;
    let mut tx = office.db.read().await?;
    let orgs = org_map(&mut tx, at.known_at).await?;
    Ok(figures::board(&mut tx, at, campaign, &orgs).await?)
}

fn tell_board(cli: &Cli, board: &Board, known_at: &str) {
    let counts = board.counts();
    if cli.format == Format::Json {
        let counts: serde_json::Map<String, Json> = ALL_STANDINGS
            .iter()
            .map(|s| (s.as_str().to_owned(), json!(counts.get(s).copied().unwrap_or(0))))
            .collect();
        output::json(&json!({
            "campaign": board.campaign,
            "on": board.at.valid_on,
            "known_at": known_at,
            "counts": counts,
            "offices": board.lines,
        }));
        return;
    }
    let rows: Vec<Vec<String>> = board
        .lines
        .iter()
        .map(|l| {
            let sent = l.sent_on.map(|d| d.to_string()).unwrap_or_default();
            let standing = l.standing.as_str().to_owned();
            vec![l.code.clone(), l.name.clone(), standing, l.due_on.to_string(), sent]
        })
        .collect();
    output::table(&["Mã", "Đơn vị", "Tình trạng", "Hạn", "Ngày nộp"], &rows);
    let counts: Vec<String> = counts.iter().map(|(s, n)| format!("{}: {n}", s.as_str())).collect();
    output::line(counts.join(" · "));
}
