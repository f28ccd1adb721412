//! `nhanluc bench lrs`: the figures of the record store, beside the limit.

use std::{
    net::SocketAddr,
    process::ExitCode,
    time::{Duration, Instant},
};

use ::lrs::{RefRow, StatementRow, acts::add_key, insert_refs, insert_statements, open_part};
use access::Settings;
use anyhow::bail;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value as Json, json};
use store::Db;
use tokio::net::TcpListener;

use super::{
    client::Client,
    made::{self, Dice},
};
use crate::{
    application,
    cli::{Cli, Format},
    output,
    wiring::{Office, migrations},
};

/// More are stored than were brought to measure: what a large store takes in is told as well.
const FEW: usize = 200_000;

/// The name of the keys that measuring makes.
const NAME: &str = "bench";

/// Statements between two lines that tell how far the filling is.
const STAGE: usize = 1_000_000;

/// One figure.
struct Line(String, f64, &'static str);

pub(crate) async fn run(cli: &Cli, statements: usize, stored: usize) -> anyhow::Result<ExitCode> {
    let own = cli.db.is_none();
    let file = cli.data.join(format!("bench-lrs-{}.db", std::process::id()));
    let office = if own {
        std::fs::create_dir_all(&cli.data)?;
        let db = Db::open_file(&file).await?;
        store::migrate(&db, &migrations()).await?;
        Office::with(db)
    } else {
        Office::open(cli).await?
    };
    if has_others(&office).await? {
        bail!("this database has statements; measure in an empty one");
    }
    let mut lines = Vec::new();
    let outcome = measure(&office, statements, stored, &mut lines).await;
    office.db.close().await;
    if own {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
        }
    }
    outcome?;
    tell(cli, &lines);
    Ok(ExitCode::SUCCESS)
}

/// Whether statements are there that no measuring brought. What an earlier one brought may stay: a
/// large store takes long to fill and is measured several times.
async fn has_others(office: &Office) -> anyhow::Result<bool> {
    let mut tx = office.db.read().await?;
    if !::lrs::figures::is_any(&mut tx).await? {
        return Ok(false);
    }
    let keys = ::lrs::figures::keys(&mut tx).await?;
    Ok(keys.is_empty() || keys.iter().any(|key| key.name != NAME))
}

fn tell(cli: &Cli, lines: &[Line]) {
    if cli.format == Format::Json {
        let told: serde_json::Map<String, Json> =
            lines.iter().map(|l| (l.0.clone(), json!({"value": l.1, "unit": l.2}))).collect();
        output::json(&Json::Object(told));
    } else {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|l| vec![l.0.clone(), format!("{:.2}", l.1), l.2.to_owned()])
            .collect();
        output::table(&["", "", ""], &rows);
    }
}

async fn measure(
    office: &Office,
    statements: usize,
    stored: usize,
    lines: &mut Vec<Line>,
) -> anyhow::Result<()> {
    let there = ::lrs::figures::count(&mut office.db.read().await?).await?;
    let mut dice = Dice::behind(there);
    let made = add_key(&office.by, &office.db, &office.clock, NAME, "all", NAME, None).await?;
    let pair = STANDARD.encode(format!("{}:{}", made.key.key, made.secret));
    let authorization = format!("Basic {pair}");
    let app = application::app(office.db.clone(), office.clock.clone(), Settings::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let service = application::router(&app)?.into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let bench = Bench { office, address, authorization };
    bench.taking_in(statements, &mut dice, lines).await?;
    bench.fill(stored, &mut dice, lines).await?;
    if stored > FEW {
        bench.taking_in_more(statements, stored, &mut dice, lines).await?;
    }
    bench.reading(lines).await?;
    lines.push(Line("memory at its highest".into(), memory(), "MB"));
    server.abort();
    Ok(())
}

/// Writes rows straight into the tables, in transactions of so many. They stand behind what is there
/// already, as what comes by the door does.
async fn raw(
    office: &Office,
    batch: usize,
    count: usize,
    dice: &mut Dice,
) -> anyhow::Result<Duration> {
    let mut seq = office.clock.now().as_microsecond();
    let mut tx = office.db.write().await?;
    let into = open_part(&mut tx).await?;
    tx.commit().await?;
    let rows: Vec<StatementRow> = (0..count).map(|_| row(dice, &mut seq, into)).collect();
    let start = Instant::now();
    for part in rows.chunks(batch) {
        let mut tx = office.db.write().await?;
        insert_statements(&mut tx, part).await?;
        let refs: Vec<RefRow> = part
            .iter()
            .map(|r| RefRow { key: r.verb, seq: r.seq, via: r.seq, sig: r.sig, part: r.part })
            .collect();
        insert_refs(&mut tx, &refs).await?;
        tx.commit().await?;
    }
    Ok(start.elapsed())
}

fn row(dice: &mut Dice, seq: &mut i64, part: i64) -> StatementRow {
    *seq += 1;
    let body = made::statement(dice).into_bytes();
    let mut key = |of: usize, base: i64| base + i64::try_from(dice.roll(of)).unwrap_or(0) * 7_919;
    StatementRow {
        seq: *seq,
        tenant: 0,
        verb: key(made::VERBS, 1 << 60),
        agent: Some(key(made::AGENTS, 1 << 61)),
        activity: Some(key(made::ACTIVITIES, 3 << 60)),
        registration: Some(key(made::AGENTS * 50, 5 << 60)),
        authority: 7,
        sig: 0,
        sent_length: 0,
        id: uuid::Uuid::from_u64_pair(dice.0, dice.roll(usize::MAX) as u64),
        body,
        part,
    }
}

fn rate(what: String, count: usize, time: Duration) -> Line {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = count as f64 / time.as_secs_f64();
    Line(what, rate, "statements/s")
}

/// The most memory this process ever had.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

struct Bench<'a> {
    office: &'a Office,
    address: String,
    authorization: String,
}

impl Bench<'_> {
    async fn client(&self) -> anyhow::Result<Client> {
        Client::connect(&self.address, &self.authorization).await
    }

    /// What comes by the door beside the same rows written straight into the tables, half of them
    /// before and half behind: tables grow meanwhile, and a larger one takes longer.
    async fn taking_in(
        &self,
        statements: usize,
        dice: &mut Dice,
        lines: &mut Vec<Line>,
    ) -> anyhow::Result<()> {
        for (batch, connections) in [(50, [1, 4]), (500, [1, 4]), (1, [1, 32])] {
            let count = if batch == 1 { statements / 4 } else { statements };
            let mut straight = raw(self.office, batch, count / 2, dice).await?;
            let place = lines.len();
            for connections in connections {
                let what = format!("statements, {batch} a request, {connections} connections");
                self.rate(what, (batch, connections), count, dice, lines).await?;
            }
            straight += raw(self.office, batch, count / 2, dice).await?;
            let what = format!("raw rows, {batch} a transaction");
            lines.insert(place, rate(what, count / 2 * 2, straight));
        }
        Ok(())
    }

    /// The same of a large store, in requests of 500.
    async fn taking_in_more(
        &self,
        statements: usize,
        stored: usize,
        dice: &mut Dice,
        lines: &mut Vec<Line>,
    ) -> anyhow::Result<()> {
        let mut straight = raw(self.office, 500, statements / 2, dice).await?;
        let what = format!("statements, 500 a request, 4 connections, {stored} stored");
        self.rate(what, (500, 4), statements, dice, lines).await?;
        straight += raw(self.office, 500, statements / 2, dice).await?;
        let what = format!("raw rows, 500 a transaction, {stored} stored");
        lines.insert(lines.len() - 1, rate(what, statements / 2 * 2, straight));
        Ok(())
    }

    /// How fast so many are taken in: so many a request, over so many connections.
    async fn rate(
        &self,
        what: String,
        (batch, connections): (usize, usize),
        count: usize,
        dice: &mut Dice,
        lines: &mut Vec<Line>,
    ) -> anyhow::Result<()> {
        let bodies: Vec<String> = (0..count / batch).map(|_| made::batch(dice, batch)).collect();
        let time = self.send(bodies, connections).await?;
        lines.push(rate(what, count / batch * batch, time));
        Ok(())
    }

    /// Sends requests over so many connections.
    async fn send(&self, bodies: Vec<String>, connections: usize) -> anyhow::Result<Duration> {
        let mut clients = Vec::new();
        for _ in 0..connections {
            clients.push(self.client().await?);
        }
        let mut shares: Vec<Vec<String>> = vec![Vec::new(); connections];
        for (n, body) in bodies.into_iter().enumerate() {
            shares[n % connections].push(body);
        }
        let start = Instant::now();
        let tasks: Vec<_> = clients
            .into_iter()
            .zip(shares)
            .map(|(mut client, share)| {
                tokio::spawn(async move {
                    for body in share {
                        client.ask("POST", "/xapi/statements", &body).await?;
                    }
                    anyhow::Ok(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(start.elapsed())
    }

    /// Brings the store to so many statements, and tells how far it is where that takes long. The
    /// first million and the last are told beside each other: within so many, parts are closed and
    /// their indexes made, which what is measured in a second or two may not meet.
    async fn fill(
        &self,
        stored: usize,
        dice: &mut Dice,
        lines: &mut Vec<Line>,
    ) -> anyhow::Result<()> {
        let there = ::lrs::figures::count(&mut self.office.db.read().await?).await?;
        let mut missing = stored.saturating_sub(usize::try_from(there).unwrap_or(0));
        let (mut sent, mut time) = (0, Duration::ZERO);
        let mut stages = Vec::new();
        while missing > 0 {
            let part = missing.min(10_000);
            let lengths = (0..part).step_by(500).map(|at| (part - at).min(500));
            time += self.send(lengths.map(|n| made::batch(dice, n)).collect(), 4).await?;
            missing -= part;
            sent += part;
            if sent >= STAGE {
                let what = format!("statements, the last {STAGE} of {}", stored - missing);
                let stage = rate(what, sent, time);
                output::note(format!("{}: {:.0} {}", stage.0, stage.1, stage.2));
                stages.push(stage);
                (sent, time) = (0, Duration::ZERO);
            }
        }
        if stages.len() > 1 {
            lines.push(stages.remove(0));
            lines.extend(stages.pop());
        }
        Ok(())
    }

    async fn reading(&self, lines: &mut Vec<Line>) -> anyhow::Result<()> {
        let mut client = self.client().await?;
        let agent = |n: usize| encode(&made::agent(n));
        type Of = Box<dyn Fn(&mut Dice) -> String>;
        let one: Vec<(&str, Of)> = vec![
            ("agent", Box::new(move |d| format!("&agent={}", agent(d.roll(made::AGENTS))))),
            ("verb", Box::new(|d| format!("&verb={}", encode(&made::verb(d.roll(made::VERBS)))))),
            (
                "activity",
                Box::new(|d| {
                    format!("&activity={}", encode(&made::activity(d.roll(made::ACTIVITIES))))
                }),
            ),
            (
                "registration",
                Box::new(|d| {
                    let (person, course) = (d.roll(made::AGENTS), d.roll(50));
                    format!("&registration={}", made::registration(person, course))
                }),
            ),
        ];
        self.read(&mut client, "nothing", 200, lines, &mut |_| String::new()).await?;
        for (n, (name, of)) in one.iter().enumerate() {
            self.read(&mut client, name, 200, lines, &mut |d| of(d)).await?;
            for (other, with) in &one[n + 1..] {
                let what = format!("{name} and {other}");
                self.read(&mut client, &what, 200, lines, &mut |d| of(d) + &with(d)).await?;
            }
        }
        let verb = format!("&verb={}", encode(&made::verb(7)));
        self.walk(&mut client, "everything", "", lines).await?;
        self.walk(&mut client, "one verb", &verb, lines).await
    }

    /// The thousandth page, or the last: as far as a walk through `more` comes.
    async fn walk(
        &self,
        client: &mut Client,
        what: &str,
        filter: &str,
        lines: &mut Vec<Line>,
    ) -> anyhow::Result<()> {
        let mut path = format!("/xapi/statements?limit=100{filter}");
        let mut times = Vec::new();
        while times.len() < 1_000 {
            let start = Instant::now();
            let body = client.ask("GET", &path, "").await?;
            times.push(start.elapsed());
            let Some(more) = more(&body) else { break };
            path = more;
        }
        let last = times.len();
        let times = times.split_off(last.saturating_sub(100));
        push_times(&format!("100 pages up to page {last} of {what}"), times, lines);
        Ok(())
    }

    async fn read(
        &self,
        client: &mut Client,
        what: &str,
        times: usize,
        lines: &mut Vec<Line>,
        filter: &mut dyn FnMut(&mut Dice) -> String,
    ) -> anyhow::Result<()> {
        let mut dice = Dice(0xfeed_beef);
        let mut taken = Vec::new();
        for _ in 0..times {
            let path = format!("/xapi/statements?limit=100{}", filter(&mut dice));
            let start = Instant::now();
            client.ask("GET", &path, "").await?;
            taken.push(start.elapsed());
        }
        push_times(&format!("GET limit=100 by {what}"), taken, lines);
        Ok(())
    }
}

fn push_times(what: &str, mut times: Vec<Duration>, lines: &mut Vec<Line>) {
    if times.is_empty() {
        return;
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    for (name, share) in [("median", 50), ("99th percentile", 99)] {
        lines.push(Line(format!("{what}: {name}"), at(share).as_secs_f64() * 1_000.0, "ms"));
    }
}

fn more(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let more = text.rsplit_once("\"more\":\"")?.1.trim_end_matches("\"}");
    (!more.is_empty()).then(|| more.to_owned())
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }
        })
        .collect()
}
