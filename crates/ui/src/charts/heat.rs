//! A table whose cells darken with their number. The number stands in each; unknown is hatched.

use std::fmt::Write as _;

use super::{Label, cell, close_table, open};
use crate::{Amount, Cell, Column, Component, Table, Text, Ui, escape};

/// Steps of darkness.
const STEPS: f64 = 5.0;

/// A heat table.
#[derive(Clone, Debug)]
pub struct Heat {
    id: Text,
    title: Text,
    of: Text,
    columns: Vec<Text>,
    rows: Vec<(Label, Vec<Amount>)>,
}

impl Heat {
    /// `title` says the finding, `of` heads the rows.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        of: impl Into<Text>,
        columns: impl IntoIterator<Item = Text>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            of: of.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// One more row: as many amounts as columns.
    pub fn push(
        &mut self,
        label: impl Into<Text>,
        amounts: impl IntoIterator<Item = Amount>,
        href: Option<String>,
    ) {
        self.rows.push((Label::new(label, href), amounts.into_iter().collect()));
    }

    fn table(&self) -> Table {
        let of = Column::new("of", self.of.clone()).head();
        let labels = self.columns.iter().zip(1..);
        let others = labels.map(|(label, n)| Column::new(format!("{n}"), label.clone()).number());
        let columns = std::iter::once(of).chain(others);
        Table::new(self.id.clone(), self.title.clone(), columns).rows(self.rows.iter().map(
            |(label, amounts)| {
                std::iter::once(Cell::text(label.text.clone())).chain(amounts.iter().map(cell))
            },
        ))
    }
}

/// Step 0 (nothing) to 5 (the most).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 5 by the clamp"
)]
fn step(x: f64, most: f64) -> u8 {
    if x <= 0.0 || most <= 0.0 { 0 } else { (x / most * STEPS).ceil().clamp(1.0, STEPS) as u8 }
}

impl Component for Heat {
    fn write(&self, ui: &Ui, out: &mut String) {
        let lengths = self.rows.iter().flat_map(|(_, a)| a.iter().filter_map(super::bars::length));
        let most = lengths.fold(0.0, f64::max);
        open("heat", &self.id, &self.title, out);
        out.push_str("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&self.title, out);
        out.push_str("\"><table><thead><tr><th scope=\"col\">");
        escape(&self.of, out);
        out.push_str("</th>");
        for column in &self.columns {
            out.push_str("<th scope=\"col\">");
            escape(column, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for (label, amounts) in &self.rows {
            out.push_str("<tr><th scope=\"row\">");
            label.write(ui, out);
            out.push_str("</th>");
            for amount in amounts {
                match super::bars::length(amount) {
                    Some(x) => {
                        let _ = write!(out, "<td class=\"num k{}\">", step(x, most));
                    }
                    None => out.push_str("<td class=\"num unknown\">"),
                }
                super::bars::write_amount(amount, ui, out);
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
        close_table(&self.id, &self.title, ui, out, || self.table());
    }
}
