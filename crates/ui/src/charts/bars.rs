//! Horizontal bars from zero.

use std::fmt::Write as _;

use super::{Label, cell, close_table, open, per_cent};
use crate::{Amount, Cell, Column, Component, Table, Text, Tone, Ui, escape};

/// Bars, one a row; the number stands at the end of its row.
#[derive(Clone, Debug)]
pub struct Bars {
    id: Text,
    title: Text,
    of: Text,
    value: Text,
    rows: Vec<(Label, Amount, Tone)>,
}

impl Bars {
    /// `title` says the finding; `of` and `value` head the two columns.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        of: impl Into<Text>,
        value: impl Into<Text>,
    ) -> Self {
        let (id, title) = (id.into(), title.into());
        Self { id, title, of: of.into(), value: value.into(), rows: Vec::new() }
    }

    /// One more bar.
    pub fn push(
        &mut self,
        label: impl Into<Text>,
        amount: impl Into<Amount>,
        href: Option<String>,
    ) {
        self.rows.push((Label::new(label, href), amount.into(), Tone::Plain));
    }

    fn table(&self) -> Table {
        let columns = [
            Column::new("of", self.of.clone()).head(),
            Column::new("value", self.value.clone()).number(),
        ];
        let rows = self.rows.iter();
        Table::new(self.id.clone(), self.title.clone(), columns)
            .rows(rows.map(|(label, amount, _)| [Cell::text(label.text.clone()), cell(amount)]))
    }

    /// The last bar stands in a certain way; its sign is written beside its number.
    pub fn tone(&mut self, tone: Tone) {
        if let Some(last) = self.rows.last_mut() {
            last.2 = tone;
        }
    }
}

/// The length of an amount; unknown has none.
#[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
pub(super) fn length(amount: &Amount) -> Option<f64> {
    match amount {
        Amount::Count(n) => Some(*n as f64),
        Amount::Decimal(x, _) | Amount::Share(x, _) => Some(*x),
        Amount::Unknown(_) => None,
    }
}

/// The number as it stands in a chart's cell; unknown with its reason.
pub(super) fn write_amount(amount: &Amount, ui: &Ui, out: &mut String) {
    escape(&amount.shown(ui), out);
    if let Amount::Unknown(reason) = amount {
        out.push_str("<span class=\"note\">");
        escape(reason, out);
        out.push_str("</span>");
    }
}

impl Component for Bars {
    fn write(&self, ui: &Ui, out: &mut String) {
        let most = self.rows.iter().filter_map(|(_, a, _)| length(a)).fold(0.0, f64::max);
        open("bars", &self.id, &self.title, out);
        out.push_str("<table><thead class=\"vh\"><tr><th scope=\"col\">");
        escape(&self.of, out);
        out.push_str("</th><th scope=\"col\">");
        escape(&self.value, out);
        out.push_str("</th></tr></thead><tbody>");
        for (label, amount, tone) in &self.rows {
            let _ = write!(out, "<tr class=\"{}\"><th scope=\"row\">", tone.class());
            label.write(ui, out);
            out.push_str("</th><td><span class=\"track\">");
            if let Some(x) = length(amount) {
                let width = per_cent(x, most);
                let _ = write!(
                    out,
                    "<svg width=\"100%\" height=\"100%\" aria-hidden=\"true\"><rect class=\"mark\" width=\"{width}%\" height=\"100%\"/></svg>"
                );
            }
            out.push_str("</span><span class=\"num\">");
            write_amount(amount, ui, out);
            if !tone.sign().is_empty() {
                let _ = write!(
                    out,
                    " <span class=\"sign\" aria-hidden=\"true\">{}</span>",
                    tone.sign()
                );
            }
            out.push_str("</span></td></tr>");
        }
        out.push_str("</tbody></table>");
        close_table(&self.id, &self.title, ui, out, || self.table());
    }
}
