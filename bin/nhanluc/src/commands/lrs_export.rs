//! `nhanluc lrs export`

use std::{
    borrow::Cow,
    collections::HashSet,
    fs,
    io::{self, IsTerminal as _, Write},
    path::Path,
    process::ExitCode,
};

use ::lrs::{
    StatementFound, figures,
    json::{Doc, Value},
    model::{StatementQuery, TenantId},
    rules::read_timestamp,
    statement_page,
};
use anyhow::{Context as _, bail};
use ui::{Lang, format::integer};

use crate::{
    cli::{Cli, Format},
    output,
    parquet::{Cell, Kind, Table},
    wiring::Office,
};

pub(crate) async fn run(
    cli: &Cli,
    (since, until): (Option<&str>, Option<&str>),
    tenant: &str,
    place: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let moment = |text: &str| read_timestamp(text).with_context(|| format!("not a time: {text}"));
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let known = figures::tenants(&mut tx).await?;
    let Some((tenant, _)) = known.into_iter().find(|(_, name)| name == tenant) else {
        bail!("no records of {tenant:?}");
    };
    let mut query = StatementQuery {
        since: since.map(moment).transpose()?,
        until: until.map(moment).transpose()?,
        ascending: true,
        limit: 1_000,
        ..StatementQuery::default()
    };
    if cli.format == Format::Parquet && io::stdout().is_terminal() {
        bail!("Parquet is no text: send it to a file, `> records.parquet`");
    }
    if let Some(place) = place {
        fs::create_dir_all(place).with_context(|| place.display().to_string())?;
    }
    let mut behind = HashSet::new();
    let mut out = Out::new(cli.format, io::BufWriter::new(output::out()))?;
    loop {
        let page = statement_page(&mut tx, tenant, &query).await?;
        for row in &page.rows {
            out.statement(row)?;
        }
        let named = figures::attachments_here(&mut tx, tenant, &page.rows).await?;
        match place {
            Some(place) => write_data(&mut tx, tenant, &named, place).await?,
            None => behind.extend(named),
        }
        match page.rows.last() {
            Some(last) if page.more => query.since = Some(last.seq),
            _ => break,
        }
    }
    out.end()?;
    if !behind.is_empty() {
        let count = integer(Lang::Vi, i64::try_from(behind.len()).unwrap_or(i64::MAX));
        output::note(format!(
            "{count} tệp đính kèm còn ở lại trong kho: thêm --attachments DIR để xuất cả dữ liệu"
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the data of attachments into files called by their hashes; the same are written once.
async fn write_data(
    tx: &mut store::Tx,
    tenant: TenantId,
    hashes: &[String],
    place: &Path,
) -> anyhow::Result<()> {
    for sha2 in hashes {
        let path = place.join(sha2);
        if path.exists() {
            continue;
        }
        if let Some(data) = figures::attachment_data(tx, tenant, sha2).await? {
            // Under its name it is there whole or not at all.
            let part = place.join(format!("{sha2}.part"));
            fs::write(&part, data).and_then(|()| fs::rename(&part, &path))?;
        }
    }
    Ok(())
}

/// Statements on their way out.
enum Out<W: Write> {
    Lines(W),
    /// Whether there was one before.
    List(W, bool),
    Columns(Table<W>),
}

impl<W: Write> Out<W> {
    fn new(format: Format, mut out: W) -> io::Result<Self> {
        Ok(match format {
            Format::Json => {
                out.write_all(b"[")?;
                Self::List(out, false)
            }
            Format::Parquet => Self::Columns(Table::new(out, COLUMNS)?),
            Format::Table | Format::Csv | Format::Jsonl => Self::Lines(out),
        })
    }

    fn statement(&mut self, row: &StatementFound) -> anyhow::Result<()> {
        match self {
            Self::Lines(out) => {
                // As it was sent, perhaps over many lines: those stand between its parts only.
                for part in row.body.split_inclusive(|b| matches!(b, b'\n' | b'\r')) {
                    let (end, text) = part.split_last().unwrap_or((&b'\n', &[]));
                    out.write_all(text)?;
                    out.write_all(&[if matches!(end, b'\n' | b'\r') { b' ' } else { *end }])?;
                }
                out.write_all(b"\n")?;
            }
            Self::List(out, more) => {
                if std::mem::replace(more, true) {
                    out.write_all(b",\n")?;
                }
                out.write_all(&row.body)?;
            }
            Self::Columns(table) => table.row(&cells(row)?)?,
        }
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        match self {
            Self::Lines(mut out) => out.flush(),
            Self::List(mut out, _) => {
                out.write_all(b"]\n")?;
                out.flush()
            }
            Self::Columns(table) => table.end(),
        }
    }
}

/// What is asked for most, and the whole beside it.
const COLUMNS: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("stored", Kind::Moment),
    ("timestamp", Kind::Moment),
    ("version", Kind::Text),
    ("actor", Kind::Text),
    ("actor_name", Kind::Text),
    ("verb", Kind::Text),
    ("object_type", Kind::Text),
    ("object", Kind::Text),
    ("registration", Kind::Text),
    ("success", Kind::Truth),
    ("completion", Kind::Truth),
    ("score_scaled", Kind::Number),
    ("score_raw", Kind::Number),
    ("duration", Kind::Text),
    ("authority", Kind::Text),
    ("statement", Kind::Json),
];

fn cells(row: &StatementFound) -> anyhow::Result<Vec<Cell>> {
    // A number may be larger than any that a program reckons with; it is told as it was sent.
    let doc = Doc::of_statements(&row.body)?;
    let at = |path: &[&str]| path.iter().try_fold(doc.root(), |value, name| value.get(name));
    let words = |path: &[&str]| at(path)?.text().map(Cow::into_owned);
    let text = |path: &[&str]| Cell::from(words(path));
    let truth = |path: &[&str]| match at(path).map(Value::raw) {
        Some("true") => Cell::Truth(true),
        Some("false") => Cell::Truth(false),
        _ => Cell::Empty,
    };
    let number = |path: &[&str]| {
        let number = at(path).and_then(Value::number).filter(|n| n.is_finite());
        number.map_or(Cell::Empty, Cell::Number)
    };
    let who = |path: &[&str]| at(path).and_then(person);
    let moment = words(&["timestamp"]).and_then(|said| read_timestamp(&said));
    let object_type = words(&["object", "objectType"]).unwrap_or_else(|| "Activity".to_owned());
    Ok(vec![
        text(&["id"]),
        Cell::Moment(row.seq),
        moment.map_or(Cell::Empty, Cell::Moment),
        text(&["version"]),
        who(&["actor"]).into(),
        text(&["actor", "name"]),
        text(&["verb", "id"]),
        Cell::Text(object_type),
        words(&["object", "id"]).or_else(|| who(&["object"])).into(),
        text(&["context", "registration"]),
        truth(&["result", "success"]),
        truth(&["result", "completion"]),
        number(&["result", "score", "scaled"]),
        number(&["result", "score", "raw"]),
        text(&["result", "duration"]),
        who(&["authority"]).into(),
        Cell::Text(String::from_utf8_lossy(&row.body).into_owned()),
    ])
}

/// Who it is: an address, a hash of one, an `OpenID`; an account as its home page and name.
fn person(agent: Value<'_>) -> Option<String> {
    let said = |of: Value<'_>, name: &str| of.get(name)?.text().map(Cow::into_owned);
    let alone = ["mbox", "mbox_sha1sum", "openid"].into_iter().find_map(|name| said(agent, name));
    alone.or_else(|| {
        let account = agent.get("account")?;
        Some(format!("{} {}", said(account, "homePage")?, said(account, "name")?))
    })
}
