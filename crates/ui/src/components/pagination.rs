//! Leafing through a long list.

use askama::Template;

use crate::{Component, Text, Ui};

/// Rows that a browser on a weak phone still takes at once.
const MOST_AT_ONCE: u64 = 2_000;

/// Where in a long list the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Page shown, from 1.
    pub page: u64,
    /// Rows on a page.
    pub per_page: u64,
    /// Rows in all.
    pub total: u64,
}

impl Pagination {
    /// Number of pages, at least one.
    pub fn pages(self) -> u64 {
        self.total.div_ceil(self.per_page.max(1)).max(1)
    }

    /// Rows before the page shown.
    pub fn offset(self) -> u64 {
        (self.page.clamp(1, self.pages()) - 1) * self.per_page
    }

    /// First, last, and those around the present one; `None` is a gap.
    fn numbers(self) -> Vec<Option<u64>> {
        let (page, pages) = (self.page.clamp(1, self.pages()), self.pages());
        let mut numbers = Vec::new();
        for n in 1..=pages {
            let near = n.abs_diff(page) <= 1 || n == 1 || n == pages;
            if near {
                numbers.push(Some(n));
            } else if numbers.last() != Some(&None) {
                numbers.push(None);
            }
            if n > page + 1 && n < pages {
                // Skips the far middle of very long lists.
                numbers.push(Some(pages));
                break;
            }
        }
        numbers
    }

    /// Writes it for the list called `of`; `params` choose a leaf of it, and all its rows at once.
    pub(crate) fn write_for(
        self,
        ui: &Ui,
        (param, whole): (&str, &str),
        of: &str,
        out: &mut String,
    ) {
        let link = |n: u64| ui.here_with(param, (n > 1).then(|| n.to_string()).as_deref());
        let page = self.page.clamp(1, self.pages());
        let first = i64::try_from(self.offset() + 1).unwrap_or(i64::MAX);
        let last = (self.offset() + self.per_page).min(self.total);
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let range = ui.f(
            "ui-pages-range",
            &[
                ("first", first.into()),
                ("last", count(last).into()),
                ("total", count(self.total).into()),
            ],
        );
        let view = View {
            ui,
            of,
            range,
            whole: (!whole.is_empty() && self.total <= MOST_AT_ONCE)
                .then(|| ui.here_with(whole, Some("all"))),
            before: (page > 1).then(|| link(page - 1)),
            after: (page < self.pages()).then(|| link(page + 1)),
            numbers: self
                .numbers()
                .into_iter()
                .map(|n| n.map(|n| (ui.n(n), link(n), n == page)))
                .collect(),
        };
        crate::html::put(&view, out);
    }
}

#[derive(Template)]
#[template(path = "pagination.html")]
struct View<'a> {
    ui: &'a Ui,
    of: &'a str,
    range: Text,
    whole: Option<String>,
    before: Option<String>,
    after: Option<String>,
    numbers: Vec<Option<(String, String, bool)>>,
}

impl Component for Pagination {
    fn write(&self, ui: &Ui, out: &mut String) {
        if self.pages() > 1 {
            self.write_for(ui, ("page", ""), "", out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_are_counted() {
        let at = |page, total| Pagination { page, per_page: 50, total };
        assert_eq!(at(1, 0).pages(), 1);
        assert_eq!(at(3, 101).offset(), 100);
        assert_eq!(at(9, 101).offset(), 100);
        assert_eq!(at(0, 101).offset(), 0);
        let shown = |page, total| at(page, total).numbers();
        assert_eq!(shown(1, 120), [Some(1), Some(2), Some(3)]);
        assert_eq!(shown(10, 1000), [Some(1), None, Some(9), Some(10), Some(11), None, Some(20)]);
        assert_eq!(shown(20, 1000), [Some(1), None, Some(19), Some(20)]);
        assert_eq!(shown(1, 1_000_000), [Some(1), Some(2), None, Some(20_000)]);
    }
}
