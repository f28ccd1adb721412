//! Addresses of the things pages speak of.

use kernel::Seq;
use ui::{Html, Query, Text, Ui, escape, segment};

use crate::model::{AreaId, PersonId, SheetRow};

/// The page of the office with a code.
pub fn office(code: &str) -> String {
    format!("/don-vi/{}", segment(code))
}

/// The page of a person.
pub fn person(id: PersonId) -> String {
    format!("/nhan-luc/{id}")
}

/// The page of an act.
pub fn act(seq: Seq) -> String {
    format!("/quyet-dinh/{seq}")
}

/// The page of an area.
pub fn area(id: AreaId) -> String {
    format!("/dia-gioi/{id}")
}

/// The row of the sheet a fact came from; the room that received the sheet shows it.
pub fn source(row: &SheetRow) -> String {
    Query::default()
        .with("tep", Some(&row.file))
        .with("trang", Some(&row.sheet))
        .with("dong", Some(&row.row.to_string()))
        .behind("/tiep-nhan/nguon")
}

/// File, sheet and row in words; a CSV file has no sheets.
pub fn source_name(ui: &Ui, row: &SheetRow) -> Text {
    let id = if row.sheet.is_empty() { "registry-source-file" } else { "registry-source-full" };
    let mut args = vec![("file", row.file.as_str().into()), ("row", row.row.into())];
    if !row.sheet.is_empty() {
        args.push(("sheet", row.sheet.as_str().into()));
    }
    ui.f(id, &args)
}

/// A link within text.
pub fn html(ui: &Ui, label: &str, href: &str) -> Html {
    if !ui.opens(href) {
        return Html::text(label);
    }
    let mut out = String::from("<a href=\"");
    escape(&ui.link(href), &mut out);
    out.push_str("\">");
    escape(label, &mut out);
    out.push_str("</a>");
    Html::trusted(out)
}

/// A link to something that can be done, whose label says too little where it is read alone.
pub(super) fn html_about(ui: &Ui, label: &str, about: &str, href: &str) -> Html {
    let mut out = String::from("<a class=\"act\" href=\"");
    escape(&ui.link(href), &mut out);
    out.push_str("\">");
    escape(label, &mut out);
    out.push_str("<span class=\"vh\">: ");
    escape(about, &mut out);
    out.push_str("</span></a>");
    Html::trusted(out)
}

/// "Act no. 12", as a link.
pub fn act_html(ui: &Ui, seq: Seq) -> Html {
    html(ui, &act_name(ui, seq), &act(seq))
}

/// "Act no. 12".
pub(super) fn act_name(ui: &Ui, seq: Seq) -> Text {
    ui.f("registry-act-number", &[("n", seq.into())])
}

/// A paragraph of text.
pub fn paragraph(text: &str) -> Html {
    Html::trusted(format!("<p>{}</p>", Html::text(text)))
}

/// Lines of markup as a list.
pub fn list(lines: impl IntoIterator<Item = Html>) -> Html {
    let mut out = String::from("<ul>");
    for line in lines {
        out.push_str("<li>");
        out.push_str(line.as_str());
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Html::trusted(out)
}
