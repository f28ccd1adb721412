//! `/ho-so-hoc/phat-bieu/{tenant}/{id}`: one statement, as a sentence and as it was sent.

use std::borrow::Cow;

use access::{App, Read, Right, Signed, log_read};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::Uuid;
use ui::{Component as _, Html, Notice, Page, Problem, Summary, Tone, Ui};

use super::{RECORDS, Sentence, fail, heading, link, megabytes, records, sentence::shorten};
use crate::{
    Room, figures,
    json::{Doc, Value},
    model::{One, TenantId},
    rules::{read_timestamp, uuid},
    store::{statement, time},
    turns::{SMALL, Turn},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((tenant, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeRecords)?;
    let id = uuid(&id).ok_or_else(Problem::not_found)?;
    let tenant = TenantId(tenant.parse().map_err(|_| Problem::not_found())?);
    let (found, voided) = find(&app, tenant, id).await.map_err(fail)?;
    let found = found.ok_or_else(Problem::not_found)?;
    let size = usize::try_from(found.size).unwrap_or(usize::MAX);
    let turn = turn(&app, size).await?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let (sentence, summary) = {
        let body = statement::body(&mut tx, found.seq).await.map_err(fail)?;
        let sentence = Sentence::read(&ui, &body);
        let summary = summary(&ui, tenant, (found.seq, &body), &sentence).html(&ui);
        (sentence, summary)
    };
    let sent = figures::sent(&mut tx, found.seq).await.map_err(fail)?.unwrap_or_default();
    drop(tx);
    let (shown, is_whole) = laid_out(&sent);
    drop((sent, turn));
    note(&app, &signed).await.map_err(fail)?;
    let mut body = summary;
    body.push(&heading("da-gui", &ui.t("lrs-as-sent")));
    body.push(&Html::trusted(format!(
        "<pre tabindex=\"0\" aria-labelledby=\"da-gui\"><code>{}</code></pre>",
        Html::text(&shown)
    )));
    let mut page = Page::new(sentence.line(&ui)).crumb(ui.t("lrs-title"), RECORDS);
    if voided {
        page = page.notice(Notice::new(Tone::Doubt, ui.t("lrs-voided")));
    }
    if !is_whole {
        let cut = ui.f("lrs-cut", &[("size", megabytes(&ui, size).into())]);
        page = page.notice(Notice::new(Tone::Info, cut));
    }
    Ok(page.respond(&ui, &body))
}

/// The statement, not read yet, and whether it was voided.
async fn find(
    app: &App,
    tenant: TenantId,
    id: Uuid,
) -> Result<(Option<statement::Seen>, bool), store::Error> {
    let mut tx = app.db.read().await?;
    let found = statement::seen(&mut tx, tenant, One::Statement(id)).await?;
    if found.is_some() {
        return Ok((found, false));
    }
    Ok((statement::seen(&mut tx, tenant, One::Voided(id)).await?, true))
}

/// Large ones are read one after the other, in turn with other large answers.
async fn turn(app: &App, size: usize) -> Result<Option<Turn>, Problem> {
    if size <= SMALL {
        return Ok(None);
    }
    let turn = app.room::<Room>().readers.take(size).await;
    turn.map(Some).ok_or_else(|| fail(store::Error::Busy))
}

async fn note(app: &App, signed: &Signed) -> Result<(), store::Error> {
    let mut tx = app.db.write().await?;
    log_read(app, &mut tx, &signed.actor, &Read::list("lrs-read-statement", 1, RECORDS)).await?;
    tx.commit().await
}

fn summary(ui: &Ui, tenant: TenantId, (seq, body): (i64, &[u8]), sentence: &Sentence) -> Summary {
    let doc = Doc::of_statements(body).ok();
    let text = |path: &[&str]| {
        let mut here = doc.as_ref().map(Doc::root)?;
        for step in path {
            here = here.get(step)?;
        }
        here.text().map(Cow::into_owned)
    };
    let mut summary = Summary::new().line(ui.t("lrs-stored"), ui.time(time(seq)));
    if let Some(at) = text(&["timestamp"]).as_deref().and_then(read_timestamp) {
        summary = summary.line(ui.t("lrs-timestamp"), ui.time(time(at)));
    }
    let plain = [
        ("lrs-registration", &["context", "registration"][..]),
        ("lrs-platform", &["context", "platform"]),
        ("lrs-version", &["version"]),
        ("lrs-authority", &["authority", "account", "name"]),
    ];
    for (label, path) in plain {
        if let Some(mut value) = text(path) {
            shorten(&mut value);
            summary = summary.line(ui.t(label), value);
        }
    }
    let activity = sentence.activity.clone().unwrap_or_default();
    let linked = [
        ("lrs-verb", "dong-tu", sentence.verb_id.clone()),
        ("lrs-activity", "hoat-dong", activity),
    ];
    for (label, name, value) in linked.into_iter().filter(|(.., value)| !value.is_empty()) {
        let href = records(tenant.0, &[(name, &value)]);
        summary = summary.line_html(ui.t(label), link(ui, &value, &href));
    }
    if let Some(agent) = &sentence.agent {
        let href = records(tenant.0, &[("nguoi", agent)]);
        summary = summary.line_html(ui.t("lrs-agent"), link(ui, &sentence.who, &href));
    }
    summary
}

/// Bytes that are shown: nobody reads more.
const MOST_SHOWN: usize = 256 * 1024;

/// JSON with a line for each property, its values as they were sent, as far as it is shown; and
/// whether that is all.
fn laid_out(json: &[u8]) -> (String, bool) {
    // What extensions hold is laid open only where all of it is shown.
    let large = json.len() > MOST_SHOWN;
    let doc = if large { Doc::of_statements(json) } else { Doc::parse(json) };
    let mut out = String::new();
    match doc {
        Ok(doc) => lay_out(doc.root(), 0, &mut out),
        Err(_) => out = String::from_utf8_lossy(json).into_owned(),
    }
    let whole = out.len() <= MOST_SHOWN;
    if !whole {
        out.truncate(out.floor_char_boundary(MOST_SHOWN));
        out.push('…');
    }
    (out, whole)
}

/// Ends soon after there is more than is shown.
fn lay_out(value: Value<'_>, depth: usize, out: &mut String) {
    if out.len() > MOST_SHOWN {
        return;
    }
    let line = |depth: usize, out: &mut String| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    let mut entries = value.entries().peekable();
    let mut items = value.items().peekable();
    if entries.peek().is_some() {
        out.push('{');
        for (n, (key, value)) in entries.enumerate() {
            if n > 0 {
                out.push(',');
            }
            line(depth + 1, out);
            crate::json::write_text(&key.text(), out);
            out.push_str(": ");
            lay_out(value, depth + 1, out);
        }
        line(depth, out);
        out.push('}');
    } else if items.peek().is_some() {
        out.push('[');
        for (n, item) in items.enumerate() {
            if n > 0 {
                out.push(',');
            }
            line(depth + 1, out);
            lay_out(item, depth + 1, out);
        }
        line(depth, out);
        out.push(']');
    } else {
        let raw = value.raw();
        // One byte more than is shown tells that it was cut.
        out.push_str(&raw[..raw.floor_char_boundary(MOST_SHOWN + 4)]);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_for_each_property() {
        let out = super::laid_out(br#"{"a":[1.50,{}],"b":{"c":"\u0041"}}"#);
        let laid =
            "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": {\n    \"c\": \"\\u0041\"\n  }\n}";
        assert_eq!(out, (laid.to_owned(), true));
    }

    #[test]
    fn of_a_large_one_the_beginning_is_shown() {
        let numbers = format!("[{}1]", "1,".repeat(super::MOST_SHOWN));
        let letters = format!("\"{}\"", "ở".repeat(super::MOST_SHOWN));
        for held in [numbers, letters] {
            for json in [
                format!("{{\"result\":{{\"extensions\":{{\"http://e\":{held}}}}}}}"),
                format!("{{\"a\":{held},\"b\":{held}}}"),
                held[..held.len() - 1].to_owned(),
            ] {
                let (out, whole) = super::laid_out(json.as_bytes());
                assert!(!whole && out.ends_with('…'), "{}", out.len());
                assert!((super::MOST_SHOWN - 4..super::MOST_SHOWN + 4).contains(&out.len()));
            }
        }
    }
}
