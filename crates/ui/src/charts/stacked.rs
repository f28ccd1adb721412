//! Two parts of a whole side by side, dedicated and concurrent duty above all. Both numbers are
//! written; their sum never is.

use std::fmt::Write as _;

use super::{Label, close_table, hatch, open, per_cent};
use crate::{Cell, Column, Component, Table, Text, Ui, escape};

/// Bars of two parts.
#[derive(Clone, Debug)]
pub struct Stacked {
    id: Text,
    title: Text,
    of: Text,
    parts: [Text; 2],
    rows: Vec<(Label, [i64; 2])>,
}

impl Stacked {
    /// `title` says the finding, `of` heads the rows, `parts` name the two series.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        of: impl Into<Text>,
        parts: [Text; 2],
    ) -> Self {
        Self { id: id.into(), title: title.into(), of: of.into(), parts, rows: Vec::new() }
    }

    /// Dedicated and concurrent duty.
    pub fn duty(ui: &Ui, id: impl Into<Text>, title: impl Into<Text>, of: impl Into<Text>) -> Self {
        Self::new(id, title, of, [ui.t("ui-dedicated"), ui.t("ui-concurrent")])
    }

    /// One more bar.
    pub fn push(&mut self, label: impl Into<Text>, parts: [i64; 2], href: Option<String>) {
        self.rows.push((Label::new(label, href), parts.map(|n| n.max(0))));
    }

    fn table(&self) -> Table {
        let [first, second] = self.parts.clone();
        let columns = [
            Column::new("of", self.of.clone()).head(),
            Column::new("first", first).number(),
            Column::new("second", second).number(),
        ];
        Table::new(self.id.clone(), self.title.clone(), columns).rows(self.rows.iter().map(
            |(label, [a, b])| [Cell::text(label.text.clone()), Cell::count(*a), Cell::count(*b)],
        ))
    }
}

impl Component for Stacked {
    #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
    fn write(&self, ui: &Ui, out: &mut String) {
        let most = self.rows.iter().map(|(_, [a, b])| a.saturating_add(*b)).max().unwrap_or(0);
        open("stacked", &self.id, &self.title, out);
        out.push_str(hatch(&self.id).as_str());
        out.push_str("<table><thead><tr><th scope=\"col\"><span class=\"vh\">");
        escape(&self.of, out);
        out.push_str("</span></th><td></td>");
        for (n, part) in self.parts.iter().enumerate() {
            let _ = write!(
                out,
                "<th scope=\"col\" class=\"num\"><svg class=\"key\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" {}/></svg> ",
                fill(&self.id, n)
            );
            escape(part, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for (label, [a, b]) in &self.rows {
            out.push_str("<tr><th scope=\"row\">");
            label.write(ui, out);
            let (first, second) =
                (per_cent(*a as f64, most as f64), per_cent(*b as f64, most as f64));
            let _ = write!(
                out,
                "</th><td class=\"draw\"><span class=\"track\"><svg width=\"100%\" height=\"100%\" aria-hidden=\"true\"><rect width=\"{first}%\" height=\"100%\" {}/><rect x=\"{first}%\" width=\"{second}%\" height=\"100%\" {}/></svg></span></td>",
                fill(&self.id, 0),
                fill(&self.id, 1),
            );
            for (n, part) in [a, b].into_iter().zip(&self.parts) {
                out.push_str("<td class=\"num\" data-label=\"");
                escape(part, out);
                let _ = write!(out, "\">{}</td>", ui.n(n));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        close_table(&self.id, &self.title, ui, out, || self.table());
    }
}

fn fill(id: &str, series: usize) -> String {
    if series == 0 {
        return "class=\"mark\"".to_owned();
    }
    let mut fill = String::from("class=\"second\" fill=\"url(#");
    escape(id, &mut fill);
    fill.push_str("-hatch)\"");
    fill
}
