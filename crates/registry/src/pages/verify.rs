//! Proof that the record is what was entered: here, and of an export alone.

use std::io::{BufReader, Seek as _, Write as _};

use access::{App, Right, Signed};
use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::{Multipart, State, multipart::Field as Part},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use ledger::{Head, Verdict, Why};
use tokio::io::AsyncReadExt as _;
use ui::{
    Button, Component as _, Errors, Field, FileDrop, Form, Html, Notice, Page, Problem, Summary,
    Tone, Ui,
};

use super::{
    fail::fail,
    given::{Given, Pairs},
    links,
    room::Room,
};

/// The largest export that is read here; larger ones are for the command line.
pub(super) const MOST_BYTES: usize = 512 << 20;
/// A head is 64 digits, in groups or not.
const LONGEST_HEAD: usize = 1 << 10;

#[derive(Template)]
#[template(path = "verify.html")]
struct View<'a> {
    ui: &'a Ui,
    verdict: Option<Html>,
    head: Summary,
    here: Form,
    file: Form,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Verify)?;
    page(&app, &ui, None, "", &Errors::default()).await
}

/// Checks the record of this database.
pub(super) async fn check(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Verify)?;
    let given = Given(pairs);
    let noted = given.line("dau");
    let noted_head = match noted_head(&ui, "dau", &noted) {
        Ok(head) => head,
        Err(errors) => return page(&app, &ui, None, &noted, &errors).await,
    };
    let facts = &app.room::<Room>().facts;
    let mut tx = app.db.read().await.map_err(fail)?;
    let verdict = ledger::verify(&mut tx, facts, noted_head.as_deref()).await.map_err(fail)?;
    drop(tx);
    let said = told(&ui, &verdict, &ui.t("registry-verify-of-record"));
    page(&app, &ui, Some(said), &noted, &Errors::default()).await
}

/// Checks a file that somebody kept.
pub(super) async fn check_file(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    mut parts: Multipart,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Verify)?;
    let mut noted = String::new();
    let mut kept: Option<(String, std::fs::File)> = None;
    while let Some(part) = parts.next_field().await.map_err(|e| unreadable(&e))? {
        match part.name() {
            Some("dau-tep") => noted = short(part).await?,
            Some("tep") if part.file_name().is_some_and(|n| !n.is_empty()) => {
                let name = part.file_name().unwrap_or_default().to_owned();
                kept = Some((name, keep(part).await?));
            }
            _ => {}
        }
    }
    let mut errors = Errors::default();
    let head = match noted_head(&ui, "dau-tep", noted.trim()) {
        Ok(head) => head,
        Err(wrong) => {
            errors.extend(&wrong);
            None
        }
    };
    let Some((name, file)) = kept else {
        errors.add("tep", ui.t("registry-verify-no-file"));
        return page(&app, &ui, None, noted.trim(), &errors).await;
    };
    if !errors.is_empty() {
        return page(&app, &ui, None, noted.trim(), &errors).await;
    }
    let checked = tokio::task::spawn_blocking(move || {
        ledger::verify_export(BufReader::new(file), head.as_deref())
    });
    match checked.await.map_err(|e| Problem::internal(&e))? {
        Ok(verdict) => {
            let said = told(&ui, &verdict, &name);
            page(&app, &ui, Some(said), noted.trim(), &errors).await
        }
        Err(ledger::Error::Export { line, what }) => {
            tracing_line(line, &what);
            errors.add("tep", ui.t("registry-verify-not-an-export"));
            page(&app, &ui, None, noted.trim(), &errors).await
        }
        Err(error) => Err(fail(error)),
    }
}

fn tracing_line(line: usize, what: &str) {
    tracing::info!(line, what, "an uploaded file is no export of a record");
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE),
        _ => Problem::bad_request(),
    }
}

/// The head that was noted: what is longer is none.
async fn short(mut part: Part<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|e| unreadable(&e))? {
        if bytes.len() + chunk.len() > LONGEST_HEAD {
            return Err(Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The upload in a file without a name: it may be large, and is gone when it is closed.
async fn keep(mut part: Part<'_>) -> Result<std::fs::File, Problem> {
    let mut file = tempfile::tempfile().map_err(|e| fail(ledger::Error::Io(e)))?;
    while let Some(chunk) = part.chunk().await.map_err(|e| unreadable(&e))? {
        file.write_all(&chunk).map_err(|e| fail(ledger::Error::Io(e)))?;
    }
    file.rewind().map_err(|e| fail(ledger::Error::Io(e)))?;
    Ok(file)
}

/// A noted head is the 64 hexadecimal digits, in groups or not, or the line as it is printed under
/// pages, which ends with them.
fn noted_head(ui: &Ui, field: &str, noted: &str) -> Result<Option<String>, Errors> {
    if noted.is_empty() {
        return Ok(None);
    }
    if let Some(digits) = last_digits(noted) {
        return Ok(Some(digits));
    }
    let mut errors = Errors::default();
    errors.add(field, ui.t("registry-verify-head-wrong"));
    Err(errors)
}

/// The groups at the end of a text that together have 64 digits.
fn last_digits(noted: &str) -> Option<String> {
    let groups: Vec<&str> =
        noted.split(|c: char| c.is_whitespace() || c == '·').filter(|w| !w.is_empty()).collect();
    let mut missing = 64_usize;
    let mut first = groups.len();
    while missing > 0 {
        first = first.checked_sub(1)?;
        let group = groups[first];
        missing = missing.checked_sub(group.len())?;
        if !group.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
    }
    Some(groups[first..].concat().to_lowercase())
}

async fn page(
    app: &App,
    ui: &Ui,
    verdict: Option<Html>,
    noted: &str,
    errors: &Errors,
) -> Result<Response, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let head = ledger::head(&mut tx).await.map_err(fail)?;
    drop(tx);
    let noted_field = |name: &'static str| {
        Field::text(name, ui.t("registry-verify-noted"))
            .hint(ui.t("registry-verify-noted-hint"))
            .value(noted.to_owned())
            .longest(120)
            .from(errors)
    };
    let view = View {
        ui,
        verdict,
        head: shown(ui, &head),
        here: Form::post("/kiem-chung")
            .field(noted_field("dau"))
            .button(Button::submit(ui.t("registry-verify-now"))),
        file: Form::post("/kiem-chung/tep")
            .files(
                FileDrop::new("tep", ui.t("registry-verify-file"))
                    .hint(ui.t("registry-verify-file-hint"))
                    .one()
                    .from(errors),
            )
            .field(noted_field("dau-tep"))
            .button(Button::submit(ui.t("registry-verify-file-now")).quiet()),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page =
        Page::new(ui.t("registry-verify-title")).lead(ui.t("registry-verify-lead")).errors(errors);
    Ok(page.respond(ui, &Html::trusted(body)))
}

/// The head in groups, so that it can be read out and compared by eye.
fn shown(ui: &Ui, head: &Head) -> Summary {
    let groups: Vec<&str> =
        head.hash.as_bytes().chunks(8).filter_map(|c| std::str::from_utf8(c).ok()).collect();
    let code = |text: &str| Html::trusted(format!("<code>{}</code>", Html::text(text)));
    Summary::new()
        .line(ui.t("registry-verify-last"), ui.n(head.seq))
        .line_html(ui.t("registry-verify-head"), code(&head.hash))
        .line_html(ui.t("registry-verify-head-groups"), code(&groups.join(" ")))
}

fn told(ui: &Ui, verdict: &Verdict, of: &str) -> Html {
    let args = |n: i64| [("acts", n.into()), ("of", of.to_owned().into())];
    let mut html = match &verdict.broken {
        None => {
            let said = ui.f("registry-verify-holds", &args(verdict.acts));
            Notice::new(Tone::Good, said).html(ui)
        }
        Some(broken) => {
            let why = ui.t(why(broken.why));
            let said = ui.f(
                "registry-verify-broken",
                &[
                    ("n", broken.seq.into()),
                    ("of", of.to_owned().into()),
                    ("why", why.into_owned().into()),
                ],
            );
            let more = links::act_html(ui, broken.seq);
            Notice::new(Tone::Bad, said).more(more).html(ui)
        }
    };
    html.push(&shown(ui, &verdict.head).html(ui));
    if !verdict.erased.is_empty() {
        html.push(&links::paragraph(&ui.t("registry-verify-erased")));
        html.push(&links::list(verdict.erased.iter().map(|erased| {
            let said = ui.f(
                "registry-verify-erased-rows",
                &[
                    ("n", erased.seq.into()),
                    ("rows", i64::try_from(erased.rows).unwrap_or(0).into()),
                ],
            );
            links::html(ui, &said, &links::act(erased.seq))
        })));
    }
    html
}

const fn why(why: Why) -> &'static str {
    match why {
        Why::Missing => "registry-why-missing",
        Why::Facts => "registry-why-facts",
        Why::Personal => "registry-why-personal",
        Why::ErasedWithoutAct => "registry-why-erased",
        Why::Chain => "registry-why-chain",
        Why::NotedHead => "registry-why-noted-head",
        Why::Unreadable => "registry-why-unreadable",
    }
}

/// The whole record as a file that can be verified without this program's database.
pub(super) async fn download(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    signed.actor.require(Right::Verify)?;
    let facts = &app.room::<Room>().facts;
    let mut tx = app.db.read().await.map_err(fail)?;
    let mut file = tempfile::tempfile().map_err(|e| fail(ledger::Error::Io(e)))?;
    let mut out = std::io::BufWriter::new(&mut file);
    ledger::export(&mut tx, facts, &mut out).await.map_err(fail)?;
    drop(out);
    drop(tx);
    file.rewind().map_err(|e| fail(ledger::Error::Io(e)))?;
    let day = app.clock.today();
    let mut response = Body::from_stream(chunks(tokio::fs::File::from_std(file))).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/x-ndjson");
    headers.insert(header::CONTENT_TYPE, kind);
    let name = format!("attachment; filename=\"so-ghi-{day}.jsonl\"");
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

fn chunks(file: tokio::fs::File) -> impl stream::Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; 64 * 1024];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(chunk), file)))
    })
}

#[cfg(test)]
mod tests {
    use super::last_digits;

    #[test]
    fn a_head_is_read_as_it_is_printed() {
        let head = "0123456789abcdef".repeat(4);
        let groups: Vec<&str> = (0..64).step_by(8).map(|at| &head[at..at + 8]).collect();
        for noted in [
            head.clone(),
            head.to_uppercase(),
            groups.join(" "),
            format!("Đầu chuỗi 12 · {head}"),
            format!("Đầu chuỗi 12 · {}", groups.join(" ")),
        ] {
            assert_eq!(last_digits(&noted), Some(head.clone()), "{noted}");
        }
        for wrong in [&head[1..], "", "12", &format!("{head}0"), &format!("x{}", &head[1..])] {
            assert_eq!(last_digits(wrong), None, "{wrong}");
        }
    }
}
