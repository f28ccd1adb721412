//! `/ho-so-hoc/phat-bieu/{tenant}/{id}`: one statement, as a sentence and as it was sent.

use std::borrow::Cow;

use access::{App, Read, Right, Signed, log_read};
use axum::{
    extract::{Path, State},
    response::Response,
};
use ui::{Component as _, Html, Notice, Page, Problem, Summary, Tone, Ui};

use super::{RECORDS, fail, heading, link, records, sentence::Sentence};
use crate::{
    figures,
    json::{Doc, Value},
    model::{One, TenantId},
    rules::{read_timestamp, uuid},
    store::{statement, time},
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
    let mut tx = app.db.read().await.map_err(fail)?;
    let mut kept = statement::one(&mut tx, tenant, One::Statement(id)).await.map_err(fail)?;
    let voided = kept.is_none();
    if voided {
        kept = statement::one(&mut tx, tenant, One::Voided(id)).await.map_err(fail)?;
    }
    let kept = kept.ok_or_else(Problem::not_found)?;
    let sent = figures::sent(&mut tx, kept.seq).await.map_err(fail)?.unwrap_or_default();
    drop(tx);
    note(&app, &signed).await.map_err(fail)?;
    let sentence = Sentence::read(&ui, &kept.body);
    let mut body = summary(&ui, tenant, &kept, &sentence).html(&ui);
    body.push(&heading("da-gui", &ui.t("lrs-as-sent")));
    body.push(&Html::trusted(format!(
        "<pre tabindex=\"0\" aria-labelledby=\"da-gui\"><code>{}</code></pre>",
        Html::text(&laid_out(&sent))
    )));
    let page = Page::new(sentence.line(&ui)).crumb(ui.t("lrs-title"), RECORDS);
    let page =
        if voided { page.notice(Notice::new(Tone::Doubt, ui.t("lrs-voided"))) } else { page };
    Ok(page.respond(&ui, &body))
}

async fn note(app: &App, signed: &Signed) -> Result<(), store::Error> {
    let mut tx = app.db.write().await?;
    log_read(app, &mut tx, &signed.actor, &Read::list("lrs-read-statement", 1, RECORDS)).await?;
    tx.commit().await
}

fn summary(ui: &Ui, tenant: TenantId, kept: &statement::Kept, sentence: &Sentence) -> Summary {
    let doc = Doc::of_statements(&kept.body).ok();
    let text = |path: &[&str]| {
        let mut here = doc.as_ref().map(Doc::root)?;
        for step in path {
            here = here.get(step)?;
        }
        here.text().map(Cow::into_owned)
    };
    let mut summary = Summary::new().line(ui.t("lrs-stored"), ui.time(time(kept.seq)));
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
        if let Some(value) = text(path) {
            summary = summary.line(ui.t(label), value);
        }
    }
    let mut linked = vec![("lrs-verb", "dong-tu", sentence.verb_id.clone())];
    linked.extend(sentence.activity.clone().map(|id| ("lrs-activity", "hoat-dong", id)));
    for (label, name, value) in linked {
        let href = records(tenant.0, &[(name, &value)]);
        summary = summary.line_html(ui.t(label), link(ui, &value, &href));
    }
    if let Some(agent) = &sentence.agent {
        let href = records(tenant.0, &[("nguoi", agent)]);
        summary = summary.line_html(ui.t("lrs-agent"), link(ui, &sentence.who, &href));
    }
    summary
}

/// A statement of more bytes is large.
const LARGE: usize = 256 * 1024;

/// JSON with a line for each property, its values as they were sent. What extensions of a large
/// statement hold stays as it is: a line for each of millions of numbers helps nobody.
fn laid_out(json: &[u8]) -> String {
    let doc = if json.len() > LARGE { Doc::of_statements(json) } else { Doc::parse(json) };
    let Ok(doc) = doc else { return String::from_utf8_lossy(json).into_owned() };
    let mut out = String::new();
    lay_out(doc.root(), 0, &mut out);
    out
}

fn lay_out(value: Value<'_>, depth: usize, out: &mut String) {
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
        out.push_str(value.raw());
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_for_each_property() {
        let out = super::laid_out(br#"{"a":[1.50,{}],"b":{"c":"\u0041"}}"#);
        assert_eq!(
            out,
            "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": {\n    \"c\": \"\\u0041\"\n  }\n}"
        );
    }

    #[test]
    fn what_extensions_of_a_large_one_hold_stays_as_it_is() {
        let held = format!("[{}1]", "1,".repeat(super::LARGE));
        let json = format!("{{\"result\":{{\"extensions\":{{\"http://e\":{held}}}}}}}");
        let out = super::laid_out(json.as_bytes());
        assert_eq!(out.lines().count(), 7);
        assert!(out.contains(&held));
    }
}
