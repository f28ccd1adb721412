//! What the address asks of a table.

use crate::{Ui, export::Format};

/// Rows on a page.
const PER_PAGE: u64 = 50;

/// Sorting by a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column, one of those offered.
    pub key: String,
    /// Whether the other way round.
    pub descending: bool,
}

/// What the address asks of a table: `sort` (`-key` for the other way round), `page`, `q`,
/// `format`, `rows` (`all` of them at once).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableQuery {
    /// Sorting asked for.
    pub sort: Option<Sort>,
    /// Page, from 1.
    pub page: u64,
    /// Rows on a page.
    pub per_page: u64,
    /// Words searched for.
    pub q: Option<String>,
    /// An export instead of the page.
    pub format: Option<Format>,
    /// Every row at once, to be printed.
    pub(super) whole: bool,
    pub(super) prefix: &'static str,
}

impl Default for TableQuery {
    fn default() -> Self {
        Self {
            sort: None,
            page: 1,
            per_page: PER_PAGE,
            q: None,
            format: None,
            whole: false,
            prefix: "",
        }
    }
}

impl TableQuery {
    /// Reads the address. `sortable` are the keys that may be sorted by; others are ignored.
    pub fn read(ui: &Ui, sortable: &[&str]) -> Self {
        Self::read_for(ui, "", sortable)
    }

    /// The same for one of several tables on a page: its parameters begin with `prefix`
    /// (`"people-"`: `people-sort`, `people-page` …).
    pub fn read_for(ui: &Ui, prefix: &'static str, sortable: &[&str]) -> Self {
        let get = |name: &str| ui.query().get(&format!("{prefix}{name}"));
        let sort = get("sort").and_then(|text| {
            let key = text.trim_start_matches('-');
            let offered = sortable.contains(&key);
            offered.then(|| Sort { key: key.to_owned(), descending: text.starts_with('-') })
        });
        Self {
            sort,
            page: get("page").and_then(|p| p.parse().ok()).unwrap_or(1).clamp(1, 1_000_000),
            per_page: PER_PAGE,
            q: get("q").map(|q| q.chars().take(200).collect()),
            format: get("format").and_then(Format::from_name),
            whole: get("rows") == Some("all") || ui.asks_for_file(),
            prefix,
        }
    }

    /// Another length of page.
    #[must_use]
    pub const fn per_page(mut self, rows: u64) -> Self {
        self.per_page = rows;
        self
    }

    /// Rows before the page.
    pub const fn offset(&self) -> u64 {
        if self.whole { 0 } else { (self.page - 1) * self.per_page }
    }

    /// Rows to read: a file takes all of them, and so does a list that is to be printed whole.
    pub const fn limit(&self) -> Option<u64> {
        if self.format.is_some() || self.whole { None } else { Some(self.per_page) }
    }

    pub(super) fn param(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Address that sorts by a column: the same way again turns it round.
    pub(super) fn sort_link(&self, ui: &Ui, key: &str) -> String {
        let up = self.sort.as_ref().is_some_and(|s| s.key == key && !s.descending);
        let value = if up { format!("-{key}") } else { key.to_owned() };
        let query = ui.query().clone().without(&[&self.param("page")]);
        query.with(&self.param("sort"), Some(&value)).behind(ui.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn the_address_is_read_and_nothing_else_is_taken() {
        let ui = Ui::sample(&[], Lang::Vi, "/x?sort=-name&page=3&q=an&format=csv").unwrap();
        let query = TableQuery::read(&ui, &["name"]);
        assert_eq!(query.sort, Some(Sort { key: "name".into(), descending: true }));
        assert_eq!((query.page, query.offset(), query.limit()), (3, 100, None));
        assert_eq!(query.format, Some(Format::Csv));
        assert_eq!(query.sort_link(&ui, "name"), "/x?q=an&format=csv&sort=name");
        let hostile = Ui::sample(&[], Lang::Vi, "/x?sort=name;drop&page=-1&format=exe").unwrap();
        let query = TableQuery::read(&hostile, &["name"]);
        assert_eq!(query, TableQuery::default());
        let whole = Ui::sample(&[], Lang::Vi, "/x?rows=all&page=3").unwrap();
        let query = TableQuery::read(&whole, &[]);
        assert_eq!((query.offset(), query.limit()), (0, None));
    }
}
