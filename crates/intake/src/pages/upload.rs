//! Step 1: files as they are dropped.

use std::{collections::HashSet, time::Duration};

use access::{App, Right, Signed};
use axum::{
    extract::{
        Multipart, State,
        multipart::{Field as Part, MultipartError},
    },
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use kernel::folding;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};
use ui::{Errors, FileDrop, Problem, Redirect, Ui};

use super::{batch_room::desk, fail::refused, links, list, words};
use crate::{
    acts::{self, Dropped},
    model::BatchId,
    reading::Limits,
    store::hash,
};

/// Files of one batch.
const MOST_FILES: usize = 200;
/// Bytes of one batch.
const MOST_BYTES: usize = 64 << 20;
/// Bytes of one request: what is beyond the limits is read past and told, not kept.
pub const MOST_BODY: usize = 256 << 20;
/// More than so many bytes of one batch are taken in turns, so that many large ones at once do not
/// fill the memory. Sheets of offices are a tenth of it.
const LARGE: usize = 1 << 20;
const LARGE_AT_ONCE: usize = 4;
static TURNS: Semaphore = Semaphore::const_new(LARGE_AT_ONCE);
/// Who sends nothing for so long has gone away, or wants to keep others waiting.
const SILENCE: Duration = Duration::from_secs(30);
/// So long may one request take, its turn included.
const LONGEST: Duration = Duration::from_mins(15);
/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 150;

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    parts: Multipart,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Intake)?;
    let files = match take_files(&ui, parts).await? {
        Ok(files) => files,
        Err(errors) => return list::page(&app, &ui, &signed, &errors).await,
    };
    let desk = desk(&app, &signed.actor);
    let opened = acts::open_batch(&desk, files.dropped).await;
    let id = opened.map_err(|e| refused(BatchId(kernel::Uuid::nil()), e))?;
    Ok(Redirect::to(links::batch(id)).into_response())
}

/// Files as they came. Large ones hold a turn until this is dropped, once they are kept.
#[derive(Debug)]
pub struct Files {
    /// The files.
    pub dropped: Vec<Dropped>,
    _turn: Option<SemaphorePermit<'static>>,
}

/// The files of a form, from its field `tep`; where there is none that can be read, what is to be
/// said of that field.
pub async fn take_files(ui: &Ui, parts: Multipart) -> Result<Result<Files, Errors>, Problem> {
    let taken = timeout(LONGEST, take_all(parts)).await.map_err(|_| too_slow())??;
    if taken.files.iter().any(|f| f.bytes.is_ok()) {
        return Ok(Ok(Files { dropped: taken.files, _turn: taken.turn }));
    }
    let mut errors = Errors::default();
    for file in &taken.files {
        let code = file.bytes.as_ref().err().copied().unwrap_or_default();
        errors.add("tep", format!("{}: {}", file.name, words::refusal(ui, code, None)));
    }
    if errors.is_empty() {
        errors.add("tep", ui.t("intake-no-file"));
    }
    Ok(Err(errors))
}

async fn take_all(mut parts: Multipart) -> Result<Taken, Problem> {
    let mut taken = Taken::default();
    while let Some(part) = heard(parts.next_field()).await? {
        if part.name() == Some("tep") {
            taken.take(part).await?;
        }
    }
    Ok(taken)
}

/// What comes next, if it comes in time.
async fn heard<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Problem> {
    timeout(SILENCE, next).await.map_err(|_| too_slow())?.map_err(|e| broken(&e))
}

fn too_slow() -> Problem {
    Problem::of_status(StatusCode::REQUEST_TIMEOUT)
}

/// The field for files, with what may be dropped there.
pub fn file_field(ui: &Ui, errors: &Errors) -> FileDrop {
    let mb = |bytes: u64| ui.n(bytes >> 20);
    let hint = ui.f(
        "intake-drop-hint",
        &[
            ("each", mb(Limits::default().file_bytes).into()),
            ("all", mb(MOST_BYTES as u64).into()),
            ("files", ui.n(MOST_FILES as u64).into()),
        ],
    );
    FileDrop::new("tep", ui.t("intake-drop-label"))
        .accept(".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt")
        .hint(hint)
        .from(errors)
}

/// The sender broke off, or sent more than any batch may be.
fn broken(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "intake-body-too-large")
            .next("intake-send-again", links::BATCHES);
    }
    Problem::bad_request()
}

#[derive(Default)]
struct Taken {
    files: Vec<Dropped>,
    bytes: usize,
    hashes: HashSet<(String, String)>,
    turn: Option<SemaphorePermit<'static>>,
}

impl Taken {
    /// Takes a file in, or notes why not. Nothing is kept of one that is too large.
    async fn take(&mut self, mut part: Part<'_>) -> Result<(), Problem> {
        let sent = part.file_name().unwrap_or_default().to_owned();
        let most = usize::try_from(Limits::default().file_bytes).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        let mut refusal = (self.files.len() >= MOST_FILES).then_some("too_many_files");
        while let Some(chunk) = heard(part.chunk()).await? {
            if refusal.is_some() {
                continue;
            }
            if self.turn.is_none() && self.bytes + bytes.len() + chunk.len() > LARGE {
                let turn = TURNS.acquire().await;
                self.turn = Some(turn.expect("the semaphore is never closed"));
            }
            if bytes.len() + chunk.len() > most {
                refusal = Some("file_too_large");
            } else if self.bytes + bytes.len() + chunk.len() > MOST_BYTES {
                refusal = Some("batch_too_large");
            } else {
                bytes.extend_from_slice(&chunk);
                continue;
            }
            bytes = Vec::new();
        }
        // A field without a choice comes as a file without a name.
        if sent.is_empty() && bytes.is_empty() && refusal.is_none() {
            return Ok(());
        }
        let name = name_of(&sent);
        if refusal.is_none() && !self.hashes.insert((name.clone(), hash(&bytes))) {
            return Ok(());
        }
        // The list of refusals has an end, too.
        if self.files.len() > 2 * MOST_FILES {
            return Ok(());
        }
        self.bytes += bytes.len();
        let name = self.unique(name);
        self.files.push(Dropped { name, bytes: refusal.map_or(Ok(bytes), Err) });
        Ok(())
    }

    /// Two files of one name are told apart: rows are known by their file's name.
    fn unique(&self, name: String) -> String {
        let taken = |name: &str| self.files.iter().any(|f| f.name == name);
        if !taken(&name) {
            return name;
        }
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) => (stem.to_owned(), format!(".{ending}")),
            None => (name.clone(), String::new()),
        };
        let numbered = (2..).map(|n| format!("{stem} ({n}){ending}"));
        numbered.into_iter().find(|n| !taken(n)).unwrap_or(name)
    }
}

/// The name alone: no folders, no control characters, composed, not too long.
fn name_of(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = folding::squeeze(last);
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return "tep".to_owned();
    }
    let length = name.chars().count();
    if length <= LONGEST_NAME {
        return name;
    }
    // The ending says what it is; the beginning, whose.
    let tail: String = name.chars().skip(length - 12).collect();
    let head: String = name.chars().take(LONGEST_NAME - 13).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        assert_eq!(name_of("../../etc/passwd"), "passwd");
        assert_eq!(name_of("C:\\Users\\lan\\Biểu 1.xlsx"), "Biểu 1.xlsx");
        assert_eq!(name_of("a\u{0}\r\nb.xlsx"), "a b.xlsx");
        assert_eq!(name_of(".."), "tep");
        assert_eq!(name_of(""), "tep");
        let long = format!("{}.xlsx", "á".repeat(400));
        assert_eq!(name_of(&long).chars().count(), LONGEST_NAME);
        assert_eq!(name_of(&long).rsplit('.').next(), Some("xlsx"));
    }

    #[test]
    fn files_of_one_name_are_told_apart() {
        let mut taken = Taken::default();
        for expected in ["a.xlsx", "a (2).xlsx", "a (3).xlsx"] {
            let name = taken.unique("a.xlsx".to_owned());
            assert_eq!(name, expected);
            taken.files.push(Dropped { name, bytes: Ok(Vec::new()) });
        }
    }
}
