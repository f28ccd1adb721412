//! Charts, made on the server: a title that says the finding, labels where the marks are, a table
//! behind, shapes and hatching that work in grey, no script.
//!
//! Bars, dots and stacks are rows of a real table whose middle column is drawn: at any width and
//! text size their labels stay text.

mod bars;
mod dots;
mod heat;
mod lineage;
mod map;
mod spark;
mod stacked;

use std::fmt::Write as _;

pub use bars::Bars;
pub use dots::Dots;
pub use heat::Heat;
pub use lineage::Lineage;
pub use map::{AreaMap, MapArea, Outlines, Shade};
pub use spark::Spark;
pub use stacked::Stacked;

use crate::{Amount, Cell, Component, Html, Table, Text, Ui, aside, escape};

/// A length in per cent of the drawing, two decimals.
fn per_cent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 && part.is_finite() {
        ((part / whole * 100.0).clamp(0.0, 100.0) * 100.0).round() / 100.0
    } else {
        0.0
    }
}

/// Opens a chart: `<figure>` with the finding above it.
fn open(kind: &str, id: &str, title: &str, out: &mut String) {
    let _ = write!(out, "<figure class=\"chart {kind}\" id=\"");
    escape(id, out);
    out.push_str("\"><figcaption>");
    escape(title, out);
    out.push_str("</figcaption>");
}

/// Closes a chart, the table behind it folded.
fn close(table: Option<&dyn Component>, ui: &Ui, out: &mut String) {
    if let Some(table) = table {
        out.push_str("<details class=\"behind\"><summary>");
        escape(&ui.t("ui-chart-table"), out);
        out.push_str("</summary>");
        table.write(ui, out);
        out.push_str("</details>");
    }
    out.push_str("</figure>");
}

/// Closes a chart that is a table itself: its numbers can be taken away.
fn close_table(id: &str, title: &Text, ui: &Ui, out: &mut String, table: impl FnOnce() -> Table) {
    ui.offer(id, table);
    aside::links(id, title, ui, out);
    close(None, ui, out);
}

/// An amount as a cell of a table.
fn cell(amount: &Amount) -> Cell {
    match amount {
        Amount::Count(n) => Cell::count(*n),
        Amount::Decimal(x, places) => Cell::decimal(*x, *places),
        Amount::Share(x, places) => Cell::share(*x, *places),
        Amount::Unknown(reason) => Cell::unknown(reason.clone()),
    }
}

/// A label that may lead to a page.
#[derive(Clone, Debug)]
struct Label {
    text: Text,
    href: Option<String>,
}

impl Label {
    fn new(text: impl Into<Text>, href: Option<String>) -> Self {
        Self { text: text.into(), href }
    }

    fn write(&self, ui: &Ui, out: &mut String) {
        match ui.open(self.href.as_ref()) {
            Some(href) => {
                out.push_str("<a href=\"");
                escape(&ui.link(href), out);
                out.push_str("\">");
                escape(&self.text, out);
                out.push_str("</a>");
            }
            None => escape(&self.text, out),
        }
    }
}

/// The hatching of the second of two series, seen on every screen and in print.
fn hatch(id: &str) -> Html {
    Html::trusted(format!(
        "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><pattern \
         id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" class=\"soft\"/><path \
         d=\"M0 0V6\" class=\"stroke\"/></pattern></defs></svg>"
    ))
}
