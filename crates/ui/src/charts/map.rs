//! A map of areas. Outlines are projected once and kept; shades come with each page.

use std::{collections::HashMap, fmt::Write as _, sync::Arc};

use super::{close, open};
use crate::{Cell, Column, Component, Table, Text, Ui, escape};

/// Width of the drawing; its height follows from the outlines.
const WIDTH: f64 = 1000.0;
/// Points nearer than this to the last one drawn are left out.
const NEAR: f64 = 0.6;

/// Outlines as they are drawn: longitude and latitude, projected with equal distances along
/// parallels and meridians (true at the middle latitude, which is enough for a province).
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    height: f64,
    paths: HashMap<String, String>,
}

impl Outlines {
    /// Projects areas, each with a key and its rings of (longitude, latitude) in degrees.
    /// Points that are not on the globe are left out.
    pub fn project<'a, R>(areas: impl Iterator<Item = (String, R)> + Clone) -> Self
    where
        R: IntoIterator<Item = &'a [(f64, f64)]>,
    {
        let mut frame = Frame::default();
        for (_, rings) in areas.clone() {
            rings.into_iter().flatten().for_each(|point| frame.take(*point));
        }
        let Some(view) = frame.view() else { return Self::default() };
        let paths = areas.map(|(key, rings)| (key, path(rings, &view))).collect();
        Self { height: view.height, paths }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.paths.values().all(String::is_empty)
    }
}

#[derive(Default)]
struct Frame(Option<[f64; 4]>);

impl Frame {
    fn take(&mut self, (lon, lat): (f64, f64)) {
        if !on_globe((lon, lat)) {
            return;
        }
        let [w, s, e, n] = self.0.unwrap_or([lon, lat, lon, lat]);
        self.0 = Some([w.min(lon), s.min(lat), e.max(lon), n.max(lat)]);
    }

    fn view(&self) -> Option<View> {
        let [west, south, east, north] = self.0?;
        let squeeze = f64::midpoint(south, north).to_radians().cos();
        let (wide, high) = ((east - west) * squeeze, north - south);
        if wide <= 0.0 || high <= 0.0 {
            return None;
        }
        let scale = WIDTH / wide;
        Some(View { west, north, squeeze, scale, height: (high * scale).ceil() })
    }
}

struct View {
    west: f64,
    north: f64,
    squeeze: f64,
    scale: f64,
    height: f64,
}

impl View {
    fn place(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        ((lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale)
    }
}

fn on_globe((lon, lat): (f64, f64)) -> bool {
    lon.abs() <= 180.0 && lat.abs() <= 90.0
}

fn path<'a>(rings: impl IntoIterator<Item = &'a [(f64, f64)]>, view: &View) -> String {
    let mut d = String::new();
    for ring in rings {
        let mut last: Option<(f64, f64)> = None;
        for point in ring.iter().copied().filter(|p| on_globe(*p)) {
            let (x, y) = view.place(point);
            if last.is_some_and(|(a, b)| (x - a).abs() < NEAR && (y - b).abs() < NEAR) {
                continue;
            }
            let _ = write!(d, "{}{x:.1} {y:.1}", if last.is_none() { "M" } else { "L" });
            last = Some((x, y));
        }
        if last.is_some() {
            d.push('Z');
        }
    }
    d
}

/// How an area is filled: a colour, and a hatching that says the same in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Step 1 (least) to 5 (most).
    Step(u8),
    /// Met.
    Good,
    /// Doubtful.
    Doubt,
    /// Missing.
    Bad,
    /// Not known.
    Unknown,
}

impl Shade {
    const fn name(self) -> &'static str {
        match self {
            Self::Step(0 | 1) => "k1",
            Self::Step(2) => "k2",
            Self::Step(3) => "k3",
            Self::Step(4) => "k4",
            Self::Step(_) => "k5",
            Self::Good => "good",
            Self::Doubt => "doubt",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
        }
    }

    /// Lines of its hatching in a square of 10, denser the more is meant.
    const fn hatching(self) -> &'static str {
        match self {
            Self::Step(0 | 1) | Self::Good => "",
            Self::Step(2) => "M5 0V10",
            Self::Step(3) | Self::Doubt => "M2 0V10M7 0V10",
            Self::Step(4) => "M2 0V10M7 0V10M0 5H10",
            Self::Step(_) | Self::Bad => "M2 0V10M7 0V10M0 2H10M0 7H10",
            Self::Unknown => "M4 5H6",
        }
    }
}

/// One area of a map.
#[derive(Clone, Debug)]
pub struct MapArea {
    key: String,
    name: Text,
    value: Text,
    shade: Shade,
    href: String,
}

impl MapArea {
    /// The area with this key among the outlines: its name, its number as it is shown, its page.
    pub fn new(
        key: impl Into<String>,
        name: impl Into<Text>,
        value: impl Into<Text>,
        shade: Shade,
        href: impl Into<String>,
    ) -> Self {
        Self { key: key.into(), name: name.into(), value: value.into(), shade, href: href.into() }
    }
}

/// A map whose areas are links, with a legend and a table behind it.
#[derive(Clone, Debug)]
pub struct AreaMap {
    id: Text,
    title: Text,
    of: Text,
    what: Text,
    outlines: Arc<Outlines>,
    legend: Vec<(Shade, Text)>,
    areas: Vec<MapArea>,
}

impl AreaMap {
    /// `title` says the finding; `of` and `what` head the table behind.
    pub fn new(
        id: impl Into<Text>,
        title: impl Into<Text>,
        of: impl Into<Text>,
        what: impl Into<Text>,
        outlines: Arc<Outlines>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            of: of.into(),
            what: what.into(),
            outlines,
            legend: Vec::new(),
            areas: Vec::new(),
        }
    }

    /// What a shade means.
    #[must_use]
    pub fn legend(mut self, shade: Shade, label: impl Into<Text>) -> Self {
        self.legend.push((shade, label.into()));
        self
    }

    /// One more area. One without an outline still stands in the table.
    pub fn push(&mut self, area: MapArea) {
        self.areas.push(area);
    }

    fn table(&self) -> Table {
        let columns = [
            Column::new("area", self.of.clone()).head(),
            Column::new("what", self.what.clone()).number(),
        ];
        let rows = self.areas.iter().map(|area| {
            [Cell::text(area.name.clone()).link(area.href.clone()), Cell::text(area.value.clone())]
        });
        Table::new(format!("{}-table", self.id), self.title.clone(), columns)
            .rows(rows)
            .caption_hidden()
    }

    fn patterns(&self, out: &mut String) {
        out.push_str("<defs>");
        for (shade, _) in &self.legend {
            out.push_str("<pattern id=\"");
            self.fill_id(*shade, out);
            let (name, lines) = (shade.name(), shade.hatching());
            let _ = write!(
                out,
                "\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"10\" height=\"10\" class=\"{name}\"/>"
            );
            if !lines.is_empty() {
                let _ = write!(out, "<path d=\"{lines}\" class=\"lines\"/>");
            }
            out.push_str("</pattern>");
        }
        out.push_str("</defs>");
    }

    fn fill_id(&self, shade: Shade, out: &mut String) {
        escape(&self.id, out);
        out.push('-');
        out.push_str(shade.name());
    }

    fn write_area(&self, area: &MapArea, ui: &Ui, out: &mut String) {
        let Some(d) = self.outlines.paths.get(&area.key).filter(|d| !d.is_empty()) else { return };
        out.push_str("<a href=\"");
        escape(&ui.link(&area.href), out);
        out.push_str("\" aria-label=\"");
        escape(&area.name, out);
        out.push_str(": ");
        escape(&area.value, out);
        out.push_str("\"><title>");
        escape(&area.name, out);
        out.push_str(": ");
        escape(&area.value, out);
        out.push_str("</title><path fill=\"url(#");
        self.fill_id(area.shade, out);
        let _ = write!(out, ")\" d=\"{d}\"/></a>");
    }

    fn write_legend(&self, out: &mut String) {
        out.push_str("<ul class=\"legend\">");
        for (shade, label) in &self.legend {
            out.push_str("<li><svg class=\"key\" width=\"20\" height=\"14\" aria-hidden=\"true\"><rect width=\"20\" height=\"14\" fill=\"url(#");
            self.fill_id(*shade, out);
            out.push_str(")\"/></svg> ");
            escape(label, out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
}

impl Component for AreaMap {
    fn write(&self, ui: &Ui, out: &mut String) {
        open("map", &self.id, &self.title, out);
        out.push_str("<a class=\"skip\" href=\"#");
        escape(&self.id, out);
        out.push_str("-end\">");
        escape(&ui.t("ui-map-skip"), out);
        let _ = write!(
            out,
            "</a><svg viewBox=\"-2 -2 {} {}\" role=\"group\" aria-label=\"",
            WIDTH + 4.0,
            self.outlines.height + 4.0
        );
        escape(&self.title, out);
        out.push_str("\">");
        self.patterns(out);
        for area in &self.areas {
            self.write_area(area, ui, out);
        }
        out.push_str("</svg><span tabindex=\"-1\" id=\"");
        escape(&self.id, out);
        out.push_str("-end\"></span>");
        self.write_legend(out);
        close(Some(&self.table()), ui, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(lon: f64, lat: f64) -> Vec<(f64, f64)> {
        vec![(lon, lat), (lon + 0.1, lat), (lon + 0.1, lat + 0.1), (lon, lat + 0.1), (lon, lat)]
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let areas = [("a", square(105.0, 21.0)), ("b", square(105.1, 21.1))];
        let areas = areas.iter().map(|(key, ring)| ((*key).to_owned(), [ring.as_slice()]));
        let outlines = Outlines::project(areas);
        let start = |key: &str| {
            let (x, y) =
                outlines.paths[key][1..].split_once('L').unwrap().0.split_once(' ').unwrap();
            (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap())
        };
        let ((west, south), (middle, higher)) = (start("a"), start("b"));
        assert!(west.abs() < 0.1 && (outlines.height - south).abs() < 1.0, "{west} {south}");
        assert!((middle - 500.0).abs() < 0.1 && (higher * 2.0 - south).abs() < 1.0, "{middle}");
        assert!((1000.0..1100.0).contains(&outlines.height), "{}", outlines.height);
    }

    #[test]
    fn nothing_and_nonsense_are_not_drawn() {
        let nonsense = [(f64::NAN, 1.0), (1e9, 2.0)];
        let areas = std::iter::once(("a".to_owned(), [&nonsense[..]]));
        assert!(Outlines::project(areas).is_empty());
    }
}
