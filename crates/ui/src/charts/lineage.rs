//! Predecessors left, successors right, bands between them as wide as the share that went over.

use std::fmt::Write as _;

use super::{Label, close, open};
use crate::{Cell, Column, Component, Table, Text, Ui, escape};

/// Part of a row that bands may fill.
const FULL: f64 = 0.8;

/// A drawing of lineage.
#[derive(Clone, Debug)]
pub struct Lineage {
    id: Text,
    title: Text,
    heads: [Text; 2],
    left: Vec<Label>,
    right: Vec<Label>,
    bands: Vec<(usize, usize, Option<f64>)>,
}

impl Lineage {
    /// `title` says the finding; `heads` stand over predecessors and successors.
    pub fn new(id: impl Into<Text>, title: impl Into<Text>, heads: [Text; 2]) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            heads,
            left: Vec::new(),
            right: Vec::new(),
            bands: Vec::new(),
        }
    }

    /// One more predecessor; gives its number.
    pub fn predecessor(&mut self, name: impl Into<Text>, href: Option<String>) -> usize {
        self.left.push(Label::new(name, href));
        self.left.len() - 1
    }

    /// One more successor; gives its number.
    pub fn successor(&mut self, name: impl Into<Text>, href: Option<String>) -> usize {
        self.right.push(Label::new(name, href));
        self.right.len() - 1
    }

    /// The share (of one) of a predecessor that went to a successor.
    pub fn band(&mut self, from: usize, to: usize, share: f64) {
        debug_assert!(from < self.left.len() && to < self.right.len(), "band of nobody");
        self.bands.push((from, to, Some(share.clamp(0.0, 1.0))));
    }

    /// A part of a predecessor went to a successor; how much is not known. Parts of one
    /// predecessor are drawn alike, and no number is written.
    pub fn part(&mut self, from: usize, to: usize) {
        debug_assert!(from < self.left.len() && to < self.right.len(), "band of nobody");
        self.bands.push((from, to, None));
    }

    /// The bands with the shares they are drawn with.
    fn drawn(&self) -> Vec<(usize, usize, f64)> {
        let parts = |from: usize| {
            let mine = self.bands.iter().filter(|b| b.0 == from && b.2.is_none()).count();
            f64::from(u32::try_from(mine.max(2)).unwrap_or(u32::MAX))
        };
        self.bands.iter().map(|(l, r, s)| (*l, *r, s.unwrap_or_else(|| 1.0 / parts(*l)))).collect()
    }

    fn bands_of(&self) -> Vec<Band> {
        let (left, right) = (row(self.left.len()), row(self.right.len()));
        let drawn = self.drawn();
        let sum = |n: usize, side: fn(&(usize, usize, f64)) -> usize| -> f64 {
            drawn.iter().filter(|b| side(b) == n).map(|b| b.2).sum()
        };
        let out = |n| sum(n, |b| b.0);
        let into = |n| sum(n, |b| b.1);
        let fit = |height: f64, sum: f64| if sum > 0.0 { height * FULL / sum } else { f64::MAX };
        let unit = (0..self.left.len())
            .map(|n| fit(left, out(n)))
            .chain((0..self.right.len()).map(|n| fit(right, into(n))))
            .fold(f64::MAX, f64::min);
        let mut from: Vec<f64> = starts(self.left.len(), left, |n| out(n) * unit);
        let mut to: Vec<f64> = starts(self.right.len(), right, |n| into(n) * unit);
        let mut sorted = drawn.clone();
        sorted.sort_by_key(|(l, r, _)| (*l, *r));
        let mut placed = Vec::new();
        for (l, r, share) in sorted {
            let (Some(a), Some(b)) = (from.get_mut(l), to.get_mut(r)) else { continue };
            placed.push(Band { from: *a, to: *b, thick: share * unit });
            *a += share * unit;
            *b += share * unit;
        }
        placed
    }

    fn table(&self, ui: &Ui) -> Table {
        let [from, to] = self.heads.clone();
        let columns = [
            Column::new("from", from).head(),
            Column::new("to", to),
            Column::new("share", ui.t("ui-lineage-share")).number(),
        ];
        let cell = |label: &Label| {
            let cell = Cell::text(label.text.clone());
            label.href.clone().map_or_else(|| cell.clone(), |href| cell.clone().link(href))
        };
        let rows = self.bands.iter().filter_map(|(l, r, share)| {
            let share = match share {
                Some(share) => Cell::share(*share, 0),
                None => Cell::text(ui.t("ui-lineage-part")),
            };
            Some([cell(self.left.get(*l)?), cell(self.right.get(*r)?), share])
        });
        Table::new(format!("{}-table", self.id), self.title.clone(), columns)
            .rows(rows)
            .caption_hidden()
    }
}

struct Band {
    from: f64,
    to: f64,
    thick: f64,
}

/// Height of a row where `n` share 100.
#[expect(clippy::cast_precision_loss, reason = "places on the screen")]
fn row(n: usize) -> f64 {
    100.0 / n.max(1) as f64
}

/// Where the bands of each row begin, so that together they stand in its middle.
#[expect(clippy::cast_precision_loss, reason = "places on the screen")]
fn starts(n: usize, height: f64, thick: impl Fn(usize) -> f64) -> Vec<f64> {
    (0..n).map(|i| (i as f64 + 0.5) * height - thick(i) / 2.0).collect()
}

impl Component for Lineage {
    fn write(&self, ui: &Ui, out: &mut String) {
        open("lineage", &self.id, &self.title, out);
        out.push_str("<div class=\"both\">");
        side(&self.heads[0], &self.left, ui, out);
        out.push_str(
            "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        );
        for Band { from, to, thick } in self.bands_of() {
            let (below, under) = (from + thick, to + thick);
            let _ = write!(
                out,
                "<path class=\"band\" d=\"M0 {from:.2}C50 {from:.2} 50 {to:.2} 100 {to:.2}V{under:.2}C50 {under:.2} 50 {below:.2} 0 {below:.2}Z\"/>"
            );
        }
        out.push_str("</svg>");
        side(&self.heads[1], &self.right, ui, out);
        out.push_str("</div>");
        close(Some(&self.table(ui)), ui, out);
    }
}

fn side(head: &str, labels: &[Label], ui: &Ui, out: &mut String) {
    out.push_str("<section><p class=\"side-head\">");
    escape(head, out);
    out.push_str("</p><ul>");
    for label in labels {
        out.push_str("<li><span>");
        label.write(ui, out);
        out.push_str("</span></li>");
    }
    out.push_str("</ul></section>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_leave_and_arrive_without_overlap() {
        let mut it = Lineage::new("x", "t", ["a".into(), "b".into()]);
        let from = [it.predecessor("1", None), it.predecessor("2", None)];
        let to = [it.successor("3", None), it.successor("4", None)];
        it.band(from[0], to[0], 1.0);
        it.band(from[1], to[1], 0.4);
        it.band(from[1], to[0], 0.6);
        let bands = it.bands_of();
        assert_eq!(bands.len(), 3);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        // Both of the second predecessor touch on the left; both into the first successor on the right.
        assert!(close(bands[1].from + bands[1].thick, bands[2].from));
        assert!(close(bands[0].to + bands[0].thick, bands[1].to));
        assert!(bands.iter().all(|b| b.from >= 0.0 && b.to + b.thick <= 100.0));
        assert!(close(bands[1].thick / bands[0].thick, 0.6));
    }

    #[test]
    fn a_part_of_unknown_size_has_a_band_and_no_number() {
        let mut it = Lineage::new("x", "t", ["a".into(), "b".into()]);
        let from = it.predecessor("1", None);
        let to = [it.successor("2", None), it.successor("3", None)];
        it.part(from, to[0]);
        it.part(from, to[1]);
        let bands = it.bands_of();
        assert!((bands[0].thick - bands[1].thick).abs() < 1e-9 && bands[0].thick > 0.0);
        let ui = Ui::sample(&[], crate::Lang::Vi, "/").unwrap();
        let html = it.html(&ui);
        assert!(html.as_str().contains("một phần") && !html.as_str().contains("50%"));
    }
}
