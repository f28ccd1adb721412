//! The table: caption, sticky head, sorting, filters and leaves by link, export, print.

mod cell;
mod query;
mod write;

pub use cell::Cell;
pub(crate) use cell::Value;
pub use query::{Sort, TableQuery};

use crate::{Chooser, Component, Empty, Pagination, Text, Tone, Ui};

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    pub(crate) key: Text,
    pub(crate) label: Text,
    pub(crate) number: bool,
    pub(crate) sortable: bool,
    pub(crate) head: bool,
}

impl Column {
    /// A column of text; the key stands in addresses and exports.
    pub fn new(key: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { key: key.into(), label: label.into(), number: false, sortable: false, head: false }
    }

    /// Numbers: to the right.
    #[must_use]
    pub const fn number(mut self) -> Self {
        self.number = true;
        self
    }

    /// The list can be sorted by it.
    #[must_use]
    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Names the row.
    #[must_use]
    pub const fn head(mut self) -> Self {
        self.head = true;
        self
    }
}

/// Links that narrow a list down by one parameter.
#[derive(Clone, Debug)]
pub struct Filter {
    pub(crate) label: Text,
    pub(crate) param: Text,
    pub(crate) choices: Vec<(Text, Text, Option<i64>)>,
}

impl Filter {
    /// A filter by a parameter of the address.
    pub fn new(label: impl Into<Text>, param: impl Into<Text>) -> Self {
        Self { label: label.into(), param: param.into(), choices: Vec::new() }
    }

    /// A value, its label, and how many rows it would leave.
    #[must_use]
    pub fn choice(
        mut self,
        value: impl Into<Text>,
        label: impl Into<Text>,
        count: Option<i64>,
    ) -> Self {
        self.choices.push((value.into(), label.into(), count));
        self
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Row {
    Cells(Vec<Cell>, Tone),
    Section(Text),
}

/// A table. On a phone each row becomes a card whose values carry their column's label.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) id: Text,
    pub(crate) caption: Text,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) total: Option<Vec<Cell>>,
    query: TableQuery,
    pages: Option<Pagination>,
    filters: Vec<Filter>,
    chosen: Vec<(Text, String)>,
    search: Option<Text>,
    export: bool,
    empty: Option<Empty>,
    caption_hidden: bool,
}

impl Table {
    /// A table; the id is its anchor in the page.
    pub fn new(
        id: impl Into<Text>,
        caption: impl Into<Text>,
        columns: impl IntoIterator<Item = Column>,
    ) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            total: None,
            query: TableQuery::default(),
            pages: None,
            filters: Vec::new(),
            chosen: Vec::new(),
            search: None,
            export: false,
            empty: None,
            caption_hidden: false,
        }
    }

    /// One more row: as many cells as there are columns.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.push_toned(Tone::Plain, cells);
    }

    /// One more row that stands in a certain way.
    pub fn push_toned(&mut self, tone: Tone, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "table {}", self.id);
        self.rows.push(Row::Cells(cells, tone));
    }

    /// A line over the rows that follow.
    pub fn section(&mut self, label: impl Into<Text>) {
        self.rows.push(Row::Section(label.into()));
    }

    /// Many rows.
    #[must_use]
    pub fn rows<R: IntoIterator<Item = Cell>>(mut self, rows: impl IntoIterator<Item = R>) -> Self {
        for row in rows {
            self.push(row);
        }
        self
    }

    /// The line of totals at the foot.
    #[must_use]
    pub fn total(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.total = Some(cells.into_iter().collect());
        self
    }

    /// What the address asked for: heads become links that sort.
    #[must_use]
    pub fn asked(mut self, query: &TableQuery) -> Self {
        self.query = query.clone();
        self
    }

    /// How many rows there are in all; leaves by links.
    #[must_use]
    pub const fn of_total(mut self, total: u64) -> Self {
        let (page, per_page) = match self.query.limit() {
            Some(limit) => (self.query.page, limit),
            None => (1, if total == 0 { 1 } else { total }),
        };
        self.pages = Some(Pagination { page, per_page, total });
        self
    }

    /// A filter over the table.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// The form elsewhere on the page that narrows it down: on paper and in files the table says
    /// what was chosen there. Words searched for are told anyway.
    #[must_use]
    pub fn chosen_in(mut self, chooser: &Chooser) -> Self {
        self.chosen.extend(chooser.chosen());
        self
    }

    /// A search box over the table (parameter `q`), with its label.
    #[must_use]
    pub fn search(mut self, label: impl Into<Text>) -> Self {
        self.search = Some(label.into());
        self
    }

    /// Its file holds more than the page shows: the handler answers the links to it with
    /// [`export::answer`](crate::export::answer).
    #[must_use]
    pub const fn exported(mut self) -> Self {
        self.export = true;
        self
    }

    /// What to say, and to do next, where there is no row.
    #[must_use]
    pub fn empty(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    /// The caption is only heard: a heading above says it already.
    #[must_use]
    pub const fn caption_hidden(mut self) -> Self {
        self.caption_hidden = true;
        self
    }

    /// What the address narrows it down by: filters and words searched for; and how it is sorted.
    pub(crate) fn narrowed(&self, ui: &Ui) -> Vec<(Text, String)> {
        let mut said = Vec::new();
        for filter in &self.filters {
            let Some(value) = ui.query().get(&filter.param) else { continue };
            let choice = filter.choices.iter().find(|(choice, ..)| choice == value);
            let shown = choice.map_or(value, |(_, label, _)| label.as_ref());
            said.push((filter.label.clone(), shown.to_owned()));
        }
        said.extend(self.chosen.iter().cloned());
        if let Some(words) = &self.query.q {
            said.push((ui.t("ui-about-search"), words.clone()));
        }
        if let Some(sort) = &self.query.sort
            && let Some(column) = self.columns.iter().find(|c| c.key == sort.key)
        {
            let way = if sort.descending { " ↓" } else { " ↑" };
            said.push((ui.t("ui-about-sort"), format!("{}{way}", column.label)));
        }
        said
    }

    /// Rows of cells.
    pub(crate) fn len(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, Row::Cells(..))).count()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Component for Table {
    fn write(&self, ui: &Ui, out: &mut String) {
        if !self.export {
            ui.offer(&self.id, || self.clone());
        }
        write::table(self, ui, out);
    }
}
