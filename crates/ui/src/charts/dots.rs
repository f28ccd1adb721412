//! Two values of each row on one scale: then and now, or what is and what is asked for.

use std::fmt::Write as _;

use super::{Label, bars, cell, close_table, open, per_cent};
use crate::{Amount, Cell, Column, Component, Table, Text, Ui, escape};

/// A dot plot: the first value a ring, the second a disc.
#[derive(Clone, Debug)]
pub struct Dots {
    id: Text,
    title: Text,
    of: Text,
    series: [Text; 2],
    rows: Vec<(Label, [Amount; 2])>,
}

impl Dots {
    /// `title` says the finding, `of` heads the rows, `series` name ring and disc.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        of: impl Into<Text>,
        series: [Text; 2],
    ) -> Self {
        Self { id: id.into(), title: title.into(), of: of.into(), series, rows: Vec::new() }
    }

    /// One more row.
    pub fn push(&mut self, label: impl Into<Text>, values: [Amount; 2], href: Option<String>) {
        self.rows.push((Label::new(label, href), values));
    }

    fn table(&self) -> Table {
        let [ring, disc] = self.series.clone();
        let columns = [
            Column::new("of", self.of.clone()).head(),
            Column::new("ring", ring).number(),
            Column::new("disc", disc).number(),
        ];
        Table::new(self.id.clone(), self.title.clone(), columns).rows(
            self.rows.iter().map(|(label, [ring, disc])| {
                [Cell::text(label.text.clone()), cell(ring), cell(disc)]
            }),
        )
    }
}

impl Component for Dots {
    fn write(&self, ui: &Ui, out: &mut String) {
        let lengths = self.rows.iter().flat_map(|(_, v)| v.iter().filter_map(bars::length));
        let most = lengths.fold(0.0, f64::max);
        open("dots", &self.id, &self.title, out);
        out.push_str("<table><thead><tr><th scope=\"col\"><span class=\"vh\">");
        escape(&self.of, out);
        out.push_str("</span></th><td></td>");
        for (class, series) in ["ring", "disc"].into_iter().zip(&self.series) {
            let _ = write!(
                out,
                "<th scope=\"col\" class=\"num\"><svg class=\"key\" width=\"14\" height=\"14\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"5\" class=\"{class}\"/></svg> "
            );
            escape(series, out);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for (label, values) in &self.rows {
            out.push_str("<tr><th scope=\"row\">");
            label.write(ui, out);
            out.push_str("</th><td class=\"draw\"><span class=\"track\">");
            draw(values, most, out);
            out.push_str("</span></td>");
            for (value, series) in values.iter().zip(&self.series) {
                out.push_str("<td class=\"num\" data-label=\"");
                escape(series, out);
                out.push_str("\">");
                bars::write_amount(value, ui, out);
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        close_table(&self.id, &self.title, ui, out, || self.table());
    }
}

/// Dots stay inside the drawing: the scale runs from 2 % to 98 % of it.
fn draw(values: &[Amount; 2], most: f64, out: &mut String) {
    let place = |amount: &Amount| bars::length(amount).map(|x| 2.0 + per_cent(x, most) * 0.96);
    let places = [place(&values[0]), place(&values[1])];
    out.push_str("<svg width=\"100%\" height=\"100%\" aria-hidden=\"true\"><line x1=\"2%\" x2=\"98%\" y1=\"50%\" y2=\"50%\" class=\"axis\"/>");
    if let [Some(a), Some(b)] = places {
        let _ = write!(
            out,
            "<line x1=\"{a:.2}%\" x2=\"{b:.2}%\" y1=\"50%\" y2=\"50%\" class=\"way\"/>"
        );
    }
    for (class, place) in ["ring", "disc"].into_iter().zip(places) {
        if let Some(x) = place {
            let _ = write!(out, "<circle cx=\"{x:.2}%\" cy=\"50%\" r=\"5\" class=\"{class}\"/>");
        }
    }
    out.push_str("</svg>");
}
