//! `nhanluc people …`

use std::{collections::BTreeMap, process::ExitCode};

use anyhow::Context as _;
use registry::{
    acts::{Note, Reach, erase_person, join_people},
    figures::{self, StaffQuery, StaffRow, Standing},
    model::{Detail, Person, PersonId, PersonJoin},
    rules::joining::Choices,
};
use serde_json::json;
use ui::{Lang, Ui};

use super::areas::said;
use crate::{
    application::MESSAGES,
    cli::{Cli, Format, People},
    output, secret,
    wiring::{Office, elsewhere, fact_tables, joins},
};

pub(crate) async fn run(cli: &Cli, command: &People) -> anyhow::Result<ExitCode> {
    match command {
        People::Find { name } => find(cli, name).await,
        People::Duplicates => duplicates(cli).await,
        People::Join { keep, other, reason, take } => join(cli, (keep, other), reason, take).await,
        People::Erase { person, reason } => erase(cli, person, reason).await,
    }
}

/// Pairs of records that may be of one person; nothing of their numbers.
async fn duplicates(cli: &Cli) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let found = figures::duplicates(&mut tx, &office.by, known).await?;
    let head = ["first", "second", "full_name", "second_name", "birth_years", "why"];
    let name = |person: &Person| person.full_name.clone().unwrap_or_default();
    let year = |person: &Person| person.birth.map(|b| b.year().to_string()).unwrap_or_default();
    let row = |pair: &figures::Duplicate| {
        vec![
            pair.first.id.to_string(),
            pair.second.id.to_string(),
            name(&pair.first),
            name(&pair.second),
            format!("{} {}", year(&pair.first), year(&pair.second)).trim().to_owned(),
            pair.likeness.as_str().to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    match cli.format {
        Format::Json => output::json(&json!(objects(&head, &rows))),
        Format::Csv => output::csv(output::out(), &head, &rows)?,
        _ => output::table(&head, &rows),
    }
    Ok(ExitCode::SUCCESS)
}

fn objects<'a>(head: &[&'a str], rows: &[Vec<String>]) -> Vec<BTreeMap<&'a str, String>> {
    rows.iter().map(|row| head.iter().copied().zip(row.clone()).collect()).collect()
}

async fn join(
    cli: &Cli,
    (keep, other): (&str, &str),
    reason: &str,
    take: &[String],
) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let pair = PersonJoin { person: id(other)?, into: id(keep)? };
    let detail = |word: &String| {
        Detail::parse(word).with_context(|| format!("--take: {word} không phải một mục thông tin"))
    };
    let details = take.iter().map(detail).collect::<anyhow::Result<_>>()?;
    let choices = Choices { details, ..Choices::default() };
    let note = Note { reason: reason.to_owned(), ..Note::default() };
    let act = join_people(&office.desk(), &joins(), pair, &choices, &note).await?;
    if cli.format == Format::Json {
        output::json(&json!({ "keep": pair.into, "other": pair.person, "act": act }));
    } else {
        output::line("Đã gộp: hai hồ sơ nay là một.");
        said(Some(&act));
    }
    Ok(ExitCode::SUCCESS)
}

fn id(text: &str) -> anyhow::Result<PersonId> {
    text.parse().with_context(|| {
        format!("{text}: cần mã do people find cho / the id that people find gives is wanted")
    })
}

/// At most so many are listed.
const MOST: u64 = 200;

/// Everyone on record of a name, with or without a duty; nothing of their numbers.
async fn find(cli: &Cli, name: &str) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let mut tx = office.db.read().await?;
    let (at, _) = office.as_of(&mut tx, None, None).await?;
    let query = StaffQuery {
        search: Some(name.to_owned()),
        standing: Standing::Anyone,
        limit: Some(MOST),
        uncounted: true,
        ..StaffQuery::default()
    };
    let found = figures::staff(&mut tx, &office.by, at, &query).await?.rows;
    let orgs = figures::org_map(&mut tx, at.known_at).await?;
    let row = |row: &StaffRow| {
        let birth = row.birth.as_deref().and_then(|b| b.get(..4)).unwrap_or_default();
        let office = row.duty.as_ref().and_then(|d| orgs.latest(d.org));
        vec![
            row.person.to_string(),
            row.full_name.clone().unwrap_or_default(),
            birth.to_owned(),
            office.map(|o| o.name.clone()).unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    let head = ["person", "full_name", "birth_year", "unit"];
    if cli.format == Format::Json {
        output::json(&json!(objects(&head, &rows)));
    } else {
        output::table(&head, &rows);
    }
    Ok(ExitCode::SUCCESS)
}

async fn erase(cli: &Cli, person: &str, reason: &str) -> anyhow::Result<ExitCode> {
    let mut office = Office::open(cli).await?;
    // Whoever is erased is recognised when a sheet names them again: by marks made with it.
    let (_, text) = secret::of(cli, None)?;
    office.db = office.db.with_secret(secret::secret(&text));
    let id = id(person)?;
    let reach = Reach { tables: &fact_tables(), elsewhere: &elsewhere() };
    let note = Note { reason: reason.to_owned(), ..Note::default() };
    let done = erase_person(&office.desk(), reach, id, &note).await?;
    if cli.format == Format::Json {
        output::json(&json!(done));
    } else {
        output::line(format!("Đã xóa dữ liệu cá nhân ở {} dòng.", done.rows));
        output::line(format!(
            "Dòng khác (dòng chờ, thành viên tổ, lượt học, ý kiến về ô): {}.",
            done.kept.rows
        ));
        for file in &done.kept.files {
            output::line(format!("Đã xóa nội dung tệp: {file}"));
        }
        if done.kept.under_review > 0 {
            let n = done.kept.under_review;
            output::line(format!("Biểu đang được xem xét mất tệp, trả lại cho đơn vị: {n}."));
        }
        if done.kept.unsent > 0 {
            output::line(format!("Biểu chưa gửi hoặc chưa ghi mất tệp: {}.", done.kept.unsent));
        }
        for account in &done.kept.accounts {
            output::line(format!(
                "Tài khoản không còn tên hiển thị, thôi gắn với người này: {account}"
            ));
        }
        let ui = Ui::sample(MESSAGES, Lang::Vi, "/")?;
        for words in &done.kept.words {
            output::line(format!("{}: {}.", ui.t(words.of), words.which.len()));
        }
        for file in &done.kept.unread {
            output::line(format!("Không mở được, hãy tự xem: {file}"));
        }
        if !done.scrubbed {
            output::line("Nhật ký của cơ sở dữ liệu đang có người đọc nên sẽ được dọn sau.");
        }
        said(Some(&done.act));
    }
    Ok(ExitCode::SUCCESS)
}
