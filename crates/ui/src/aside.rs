//! A table of a page as a file, without a word from its handler.
//!
//! `?file=ID.csv` names a table and a format. As the page is written the table puts itself aside,
//! and [`Page::respond`](crate::Page::respond) answers with it in place of the page: what may be
//! taken away is what may be seen.

use std::{fmt::Write as _, sync::OnceLock};

use crate::{AsOfBar, Table, Text, Ui, escape, export::Format};

/// The parameter that names table and format.
const FILE: &str = "file";
/// What an address does not say of the rows: which leaf of them, and in which form.
pub(crate) const FORM: [&str; 4] = [FILE, "format", "page", "rows"];

/// What a request puts aside while its page is made.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    table: OnceLock<Table>,
    bar: OnceLock<AsOfBar>,
}

impl Ui {
    /// Whether the answer is for this request alone: a file, or every row of a list at once. Such
    /// an answer is neither taken from what is kept nor kept.
    pub fn is_passing(&self) -> bool {
        self.query().get(FILE).is_some()
            || self.query().pairs().any(|(name, value)| name.ends_with("rows") && value == "all")
    }

    /// Whether a file of rows is asked for in place of the page.
    pub fn asks_for_rows(&self) -> bool {
        self.asks_for_file() || self.query().pairs().any(|(name, _)| name.ends_with("format"))
    }

    /// Says of which dates and map the page's figures are, so that its files can say so too.
    pub fn tell_dates(&self, bar: AsOfBar) {
        // The first word counts: all of a request is read at one moment.
        let _ = self.aside().bar.set(bar);
    }

    /// The dates and the map of the page's figures.
    pub(crate) fn dates(&self) -> Option<&AsOfBar> {
        self.aside().bar.get()
    }

    /// The table the address asks for, and as what.
    fn file_asked(&self) -> Option<(&str, Format)> {
        let (id, format) = self.query().get(FILE)?.rsplit_once('.')?;
        Some((id, Format::from_name(format)?))
    }

    /// Whether the address asks for a file of some table.
    pub(crate) fn asks_for_file(&self) -> bool {
        self.query().get(FILE).is_some()
    }

    /// The table that was put aside, and as what it is asked for.
    pub(crate) fn put_aside(&self) -> Option<(&Table, Format)> {
        let (_, format) = self.file_asked()?;
        Some((self.aside().table.get()?, format))
    }

    /// Puts the table aside where the address asks for it.
    pub(crate) fn offer(&self, id: &str, table: impl FnOnce() -> Table) {
        if self.file_asked().is_some_and(|(asked, _)| asked == id) {
            let _ = self.aside().table.set(table());
        }
    }
}

/// Links to a table as a file. The answer to a form has none: its address can't be asked again.
pub(crate) fn links(id: &str, caption: &Text, ui: &Ui, out: &mut String) {
    let query = ui.query().clone().without(&FORM);
    links_by(caption, ui, out, |format| {
        query.clone().with(FILE, Some(&format!("{id}.{format}"))).behind(ui.path())
    });
}

/// The same where the handler answers.
pub(crate) fn links_by(
    caption: &Text,
    ui: &Ui,
    out: &mut String,
    address: impl Fn(&str) -> String,
) {
    if !ui.can_be_asked_again() {
        return;
    }
    out.push_str("<p class=\"export\"><span>");
    escape(&ui.t("ui-export"), out);
    out.push_str("</span>");
    for (format, label) in [("csv", "CSV"), ("xlsx", "XLSX")] {
        out.push_str(" <a download href=\"");
        escape(&address(format), out);
        let _ = write!(out, "\">{label}<span class=\"vh\">: ");
        escape(caption, out);
        out.push_str("</span></a>");
    }
    out.push_str("</p>");
}
