//! A small line of how a number went; unknown points are gaps, never zero.

use std::fmt::Write as _;

use super::{cell, close, open};
use crate::{Amount, Cell, Column, Component, Table, Text, Ui, escape};

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 36.0;
const EDGE: f64 = 5.0;

/// A sparkline with its last number written at its end.
#[derive(Clone, Debug)]
pub struct Spark {
    id: Text,
    title: Text,
    when: Text,
    what: Text,
    points: Vec<(Text, Amount)>,
}

impl Spark {
    /// `title` says the finding; `when` and `what` head the table behind.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        when: impl Into<Text>,
        what: impl Into<Text>,
        points: impl IntoIterator<Item = (Text, Amount)>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            when: when.into(),
            what: what.into(),
            points: points.into_iter().collect(),
        }
    }

    fn table(&self) -> Table {
        let columns = [
            Column::new("when", self.when.clone()).head(),
            Column::new("what", self.what.clone()).number(),
        ];
        let mut table = Table::new(format!("{}-table", self.id), self.title.clone(), columns);
        for (when, amount) in &self.points {
            table.push([Cell::text(when.clone()), cell(amount)]);
        }
        table.caption_hidden()
    }
}

/// Places of the points in the drawing.
#[expect(clippy::cast_precision_loss, reason = "places on the screen")]
fn places(points: &[(Text, Amount)]) -> Vec<Option<(f64, f64)>> {
    let values: Vec<_> = points.iter().map(|(_, a)| super::bars::length(a)).collect();
    let most = values.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = values.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let step = (WIDTH - 2.0 * EDGE) / (values.len().saturating_sub(1).max(1)) as f64;
    let height = |x: f64| match most - least {
        span if span > 0.0 => HEIGHT - EDGE - (x - least) / span * (HEIGHT - 2.0 * EDGE),
        _ => HEIGHT / 2.0,
    };
    let place = |(n, x): (usize, Option<f64>)| x.map(|x| (EDGE + n as f64 * step, height(x)));
    values.into_iter().enumerate().map(place).collect()
}

impl Component for Spark {
    fn write(&self, ui: &Ui, out: &mut String) {
        open("spark", &self.id, &self.title, out);
        let _ = write!(
            out,
            "<p><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" aria-hidden=\"true\"><path class=\"line\" d=\""
        );
        let places = places(&self.points);
        let mut pen_down = false;
        for place in &places {
            if let Some((x, y)) = place {
                // A point alone between gaps is a dot: a line of no length with round ends.
                let (pen, dot) = if pen_down { ("L", "") } else { ("M", "h0") };
                let _ = write!(out, "{pen}{x:.1} {y:.1}{dot}");
            }
            pen_down = place.is_some();
        }
        out.push_str("\"/>");
        if let Some((x, y)) = places.iter().rev().flatten().next() {
            let _ = write!(out, "<circle class=\"disc\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>");
        }
        out.push_str("</svg> ");
        if let Some((when, amount)) = self.points.last() {
            out.push_str("<span class=\"num\">");
            escape(&amount.shown(ui), out);
            out.push_str("</span> <span class=\"small\">");
            escape(when, out);
            out.push_str("</span>");
        }
        out.push_str("</p>");
        close(Some(&self.table()), ui, out);
    }
}
