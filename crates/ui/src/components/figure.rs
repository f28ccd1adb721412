//! A figure: one component everywhere.

use askama::Template;
use jiff::civil::Date;

use crate::{Component, Html, Text, Tone, Ui, format};

/// What a figure amounts to. Unknown is never zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// Whole number.
    Count(i64),
    /// Number with so many decimals.
    Decimal(f64, usize),
    /// Share of one, shown as per cent with so many decimals.
    Share(f64, usize),
    /// Not known, and why.
    Unknown(Text),
}

impl Amount {
    /// Not known, because …
    pub fn unknown(reason: impl Into<Text>) -> Self {
        Self::Unknown(reason.into())
    }

    /// As it is shown.
    pub fn shown(&self, ui: &Ui) -> String {
        match self {
            Self::Count(n) => ui.n(*n),
            Self::Decimal(x, places) => ui.decimal(*x, *places),
            Self::Share(x, places) => ui.percent(*x, *places),
            Self::Unknown(_) => "—".into(),
        }
    }
}

impl From<i64> for Amount {
    fn from(n: i64) -> Self {
        Self::Count(n)
    }
}

/// Which way is good, so that a change can be shown as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
    /// Neither.
    #[default]
    Neither,
}

#[derive(Clone, Debug)]
struct Part {
    label: Text,
    amount: Amount,
    change: Option<i64>,
    changed: Option<String>,
}

/// A figure with its label, unit, change, marks, definition and the way to its rows.
#[derive(Clone, Debug)]
pub struct Figure {
    label: Text,
    unit: Text,
    parts: Vec<Part>,
    since: Option<(Date, Better)>,
    marks: Vec<Text>,
    definition: Html,
    rows: Option<String>,
    tone: Tone,
}

impl Figure {
    /// One number.
    pub fn new(label: impl Into<Text>, amount: impl Into<Amount>) -> Self {
        let part =
            Part { label: Text::default(), amount: amount.into(), change: None, changed: None };
        Self {
            label: label.into(),
            unit: Text::default(),
            parts: vec![part],
            since: None,
            marks: Vec::new(),
            definition: Html::default(),
            rows: None,
            tone: Tone::Plain,
        }
    }

    /// Dedicated and concurrent duty: two numbers, never one.
    pub fn duty(
        ui: &Ui,
        label: impl Into<Text>,
        dedicated: impl Into<Amount>,
        concurrent: impl Into<Amount>,
    ) -> Self {
        let part = |id, amount| Part { label: ui.t(id), amount, change: None, changed: None };
        Self {
            parts: vec![
                part("ui-dedicated", dedicated.into()),
                part("ui-concurrent", concurrent.into()),
            ],
            ..Self::new(label, 0)
        }
    }

    /// What is counted: "người", "lượt", "đơn vị".
    #[must_use]
    pub fn unit(mut self, unit: impl Into<Text>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Change since a date, one for each number.
    #[must_use]
    pub fn since(mut self, date: Date, better: Better, changes: &[i64]) -> Self {
        self.since = Some((date, better));
        for (part, change) in self.parts.iter_mut().zip(changes) {
            part.change = Some(*change);
        }
        self
    }

    /// The pages of the rows that make the changes up, one for each number.
    #[must_use]
    pub fn changed_rows(mut self, hrefs: impl IntoIterator<Item = String>) -> Self {
        for (part, href) in self.parts.iter_mut().zip(hrefs) {
            part.changed = Some(href);
        }
        self
    }

    /// A mark: the figure rests on something that is still to be confirmed.
    #[must_use]
    pub fn to_confirm(mut self, ui: &Ui) -> Self {
        self.marks.push(ui.t("ui-to-confirm"));
        self
    }

    /// A mark: something is missing, said in a few words.
    #[must_use]
    pub fn incomplete(mut self, what: impl Into<Text>) -> Self {
        self.marks.push(what.into());
        self
    }

    /// What is counted and how; folded.
    #[must_use]
    pub fn definition(mut self, definition: Html) -> Self {
        self.definition = definition;
        self
    }

    /// The page of the rows behind it.
    #[must_use]
    pub fn rows(mut self, href: impl Into<String>) -> Self {
        self.rows = Some(href.into());
        self
    }

    /// How it stands.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

#[derive(Template)]
#[template(path = "figure.html")]
struct View<'a> {
    ui: &'a Ui,
    it: &'a Figure,
}

impl View<'_> {
    fn amount(&self, part: &Part) -> String {
        part.amount.shown(self.ui)
    }

    fn change(&self, change: i64) -> (&'static str, &'static str, String) {
        let better = self.it.since.map(|(_, better)| better).unwrap_or_default();
        let tone = match (better, change.signum()) {
            (_, 0) | (Better::Neither, _) => Tone::Plain,
            (Better::More, 1) | (Better::Less, -1) => Tone::Good,
            _ => Tone::Bad,
        };
        let arrow = match change.signum() {
            1 => "▲",
            -1 => "▼",
            _ => "=",
        };
        (tone.class(), arrow, format::signed(self.ui.lang, change))
    }

    fn since(&self) -> Text {
        let date = self.it.since.map(|(date, _)| format::date(date)).unwrap_or_default();
        self.ui.f("ui-since", &[("date", date.into())])
    }
}

impl Component for Figure {
    fn write(&self, ui: &Ui, out: &mut String) {
        crate::html::put(&View { ui, it: self }, out);
    }
}

/// Figures side by side.
#[derive(Clone, Debug, Default)]
pub struct Figures(Vec<Figure>);

impl Figures {
    /// The most important first.
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Self {
        Self(figures.into_iter().collect())
    }
}

impl Component for Figures {
    fn write(&self, ui: &Ui, out: &mut String) {
        out.push_str("<div class=\"figures\">");
        for figure in &self.0 {
            figure.write(ui, out);
        }
        out.push_str("</div>");
    }
}
