//! `nhanluc lrs …`

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use ::lrs::{
    AttachmentData, Room,
    acts::{Job, Named, Sender, add_key, prepare, revoke_key},
    figures,
    json::{Doc, Kind},
    model::{AccessKey, Fault, Ifi, Version},
    rules::{check_signature, is_sha2_of},
};
use anyhow::{Context as _, bail};
use serde_json::json;
use ui::{Lang, format::integer};

use super::lrs_export;
use crate::{
    cli::{Cli, Format, Lrs, LrsKey},
    output,
    wiring::Office,
};

pub(crate) async fn run(cli: &Cli, command: &Lrs) -> anyhow::Result<ExitCode> {
    match command {
        Lrs::Key(LrsKey::Add { name, scope, tenant, rate }) => {
            add(cli, name, scope, tenant, *rate).await
        }
        Lrs::Key(LrsKey::List) => list(cli).await,
        Lrs::Key(LrsKey::Revoke { key }) => revoke(cli, key).await,
        Lrs::Import { files, tenant, authority, attachments } => {
            let office = Office::open(cli).await?;
            let mut import = Import::new(&office, tenant, authority, attachments.clone()).await?;
            for file in files {
                import.file(file).await.with_context(|| import.so_far(file))?;
            }
            if cli.format == Format::Json {
                output::json(&json!({
                    "files": files.len(),
                    "statements": import.count,
                    "new": import.new,
                    "attachments_missing": import.missing,
                }));
            } else {
                output::line(import.told());
            }
            Ok(ExitCode::SUCCESS)
        }
        Lrs::Export { since, until, tenant, attachments } => {
            let moments = (since.as_deref(), until.as_deref());
            lrs_export::run(cli, moments, tenant, attachments.as_deref()).await
        }
    }
}

async fn add(
    cli: &Cli,
    name: &str,
    scope: &str,
    tenant: &str,
    rate: Option<u32>,
) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let made = add_key(&office.by, &office.db, &office.clock, name, scope, tenant, rate).await?;
    if cli.format == Format::Json {
        output::json(&json!({"key": made.key.key, "secret": made.secret}));
    } else {
        output::line(format!("key:    {}", made.key.key));
        output::line(format!("secret: {}", made.secret));
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(cli: &Cli) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    let keys = figures::keys(&mut office.db.read().await?).await?;
    if cli.format == Format::Json {
        let told: Vec<_> = keys
            .iter()
            .map(|key| {
                json!({
                    "key": key.key,
                    "name": key.name,
                    "tenant": key.tenant_name,
                    "scopes": key.scopes.to_string(),
                    "rate": key.rate,
                    "created_at": key.created_at.to_string(),
                    "revoked_at": key.revoked_at.map(|at| at.to_string()),
                })
            })
            .collect();
        output::json(&json!(told));
    } else {
        let rows: Vec<Vec<String>> = keys.iter().map(row).collect();
        output::table(&["key", "name", "tenant", "scopes", "created", "revoked"], &rows);
    }
    Ok(ExitCode::SUCCESS)
}

fn row(key: &AccessKey) -> Vec<String> {
    vec![
        key.key.clone(),
        key.name.clone(),
        key.tenant_name.clone(),
        key.scopes.to_string(),
        key.created_at.to_string(),
        key.revoked_at.map(|at| at.to_string()).unwrap_or_default(),
    ]
}

async fn revoke(cli: &Cli, key: &str) -> anyhow::Result<ExitCode> {
    let office = Office::open(cli).await?;
    if !revoke_key(&office.by, &office.db, &office.clock, key).await? {
        bail!("no key {key} that is still good");
    }
    output::line("Đã thu hồi; máy chủ đang chạy từ chối khóa này chậm nhất sau một giây.");
    Ok(ExitCode::SUCCESS)
}

/// Statements in one request to the writer.
const BATCH: usize = 500;
/// Bytes of attachments after which a request has fewer.
const MOST_DATA: usize = 32 * 1024 * 1024;
/// Longest line of a file.
const MOST_LINE: u64 = 32 * 1024 * 1024;
/// Longest list of a file, which is read whole. Lines may be as many as they like.
const MOST_LIST: u64 = 512 * 1024 * 1024;

/// Takes files in.
struct Import {
    room: Room,
    sender: Sender,
    /// Statements that were taken in.
    count: usize,
    /// Those of them that were not there before.
    new: usize,
    /// Where the data of attachments are.
    attachments: Option<PathBuf>,
    /// Attachments that are nowhere to be had: neither here nor by a fileUrl.
    missing: usize,
}

impl Import {
    async fn new(
        office: &Office,
        tenant: &str,
        authority: &str,
        attachments: Option<PathBuf>,
    ) -> anyhow::Result<Self> {
        let mut tx = office.db.write().await?;
        let tenant = figures::tenant(&mut tx, tenant).await?;
        tx.commit().await?;
        let room = Room::new(office.db.clone(), office.clock.clone(), None);
        let authority = Ifi::Account {
            home_page: room.home_page().to_owned().into(),
            name: authority.to_owned().into(),
        };
        let sender = Sender::new(tenant, &authority, true);
        Ok(Self { room, sender, count: 0, new: 0, attachments, missing: 0 })
    }

    /// What has come in.
    fn told(&self) -> String {
        let of = |n: usize| integer(Lang::Vi, i64::try_from(n).unwrap_or(i64::MAX));
        let mut told = format!("{} phát biểu, {} mới", of(self.count), of(self.new));
        if self.missing > 0 {
            let missing = of(self.missing);
            told = format!("{told}; {missing} tệp đính kèm không có dữ liệu đi cùng");
        }
        told
    }

    /// Which file it was, and what stays in the store although the rest of it was not taken.
    fn so_far(&self, file: &Path) -> String {
        match self.count {
            0 => file.display().to_string(),
            _ => format!("{} (đã nhận trước đó: {})", file.display(), self.told()),
        }
    }

    async fn file(&mut self, path: &Path) -> anyhow::Result<()> {
        let mut file = BufReader::new(File::open(path)?);
        let gzipped = file.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let whole: Box<dyn Read + Send> = if gzipped {
            Box::new(flate2::bufread::MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        let mut reader = BufReader::new(whole);
        // Some editors begin a file of text with a mark that says it is UTF-8.
        if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            reader.consume(3);
        }
        let list = loop {
            let ahead = reader.fill_buf()?;
            let Some(first) = ahead.first().copied() else { return Ok(()) };
            if !first.is_ascii_whitespace() {
                break first == b'[';
            }
            reader.consume(1);
        };
        if list {
            let mut text = Vec::new();
            reader.take(MOST_LIST + 1).read_to_end(&mut text)?;
            if text.len() as u64 > MOST_LIST {
                bail!("danh sách quá {} MB; hãy gửi mỗi dòng một phát biểu", MOST_LIST >> 20);
            }
            return self.list(&text).await;
        }
        let mut lines: Vec<Vec<u8>> = Vec::new();
        let (mut begin, mut number) = (1, 0);
        loop {
            let mut line = Vec::new();
            let read = (&mut reader).take(MOST_LINE).read_until(b'\n', &mut line)?;
            number += 1;
            if read > 0 && !line.trim_ascii().is_empty() {
                lines.push(line);
            }
            if lines.len() == BATCH || (read == 0 && !lines.is_empty()) {
                let text = [b"[", lines.join(&b","[..]).as_slice(), b"]"].concat();
                let place = || format!("dòng {begin}–{number}");
                self.list(&text).await.with_context(place)?;
                lines.clear();
                begin = number + 1;
            }
            if read == 0 {
                return Ok(());
            }
        }
    }

    /// A list of statements, in batches.
    async fn list(&mut self, text: &[u8]) -> anyhow::Result<()> {
        let doc = Doc::of_statements(text).map_err(|why| Fault::malformed("$", why))?;
        if doc.root().kind() != Kind::Array {
            bail!("a list of statements is expected");
        }
        let each = (&self.room.ids, &*self.room.seen);
        let ready = prepare(Version::V2, &self.sender, doc.root(), None, each)?;
        let mut job = self.job();
        let mut bytes = 0;
        for (statement, one) in doc.root().items().zip(ready) {
            // The same data may be named any number of times.
            let mut looked_at = HashSet::new();
            for named in &one.attachments {
                if !looked_at.insert((&named.sha2, named.is_signature)) {
                    continue;
                }
                let Some(data) = self.data(named)? else { continue };
                if named.is_signature {
                    check_signature(statement, one.id, &data.contents)
                        .map_err(|rule| Fault::new(named.path.clone(), rule))?;
                }
                bytes += data.contents.len();
                job.attachments.push(data);
            }
            job.statements.push(one);
            if job.statements.len() == BATCH || bytes > MOST_DATA {
                let full = std::mem::replace(&mut job, self.job());
                self.write(full).await?;
                bytes = 0;
            }
        }
        self.write(job).await
    }

    const fn job(&self) -> Job {
        Job {
            tenant: self.sender.tenant,
            authority: self.sender.authority_key,
            statements: Vec::new(),
            attachments: Vec::new(),
        }
    }

    async fn write(&mut self, job: Job) -> anyhow::Result<()> {
        let count = job.statements.len();
        if count > 0 {
            self.count += count;
            self.new += self.room.writer.write(job).await?;
        }
        Ok(())
    }

    /// The data of an attachment. A request has them or a fileUrl; a file of the store's own records
    /// is taken without them, and it is told how many are missing.
    fn data(&mut self, named: &Named) -> anyhow::Result<Option<AttachmentData>> {
        let path = self.attachments.as_ref().map(|place| place.join(&named.sha2));
        let Some(path) = path.filter(|path| path.exists()) else {
            self.missing += usize::from(!named.has_url);
            return Ok(None);
        };
        let contents = fs::read(&path).with_context(|| path.display().to_string())?;
        if !is_sha2_of(&named.sha2, &contents) {
            bail!("{}: nội dung không đúng với mã băm là tên tệp", path.display());
        }
        let content_type = "application/octet-stream".to_owned();
        let (sha2, contents) = (named.sha2.clone(), contents.into());
        Ok(Some(AttachmentData { sha2, content_type, contents }))
    }
}
