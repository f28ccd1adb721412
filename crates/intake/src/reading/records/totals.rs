//! Sections and what their totals say against what their rows come to.

use super::Mode;
use super::{
    SheetIssue,
    evidence::SectionOffice,
    label::{Level, TotalLabel},
};

/// An open section.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) level: Level,
    pub(super) office: SectionOffice,
    /// The mode it states for its rows.
    pub(super) mode: Option<Mode>,
    /// Its name as written.
    pub(super) text: String,
    /// Where it stands.
    pub(super) at: (u32, u16),
    stated: Option<u64>,
    count: u64,
    closed: bool,
}

/// A total to be compared.
#[derive(Clone, Debug)]
pub(super) struct Total {
    pub(super) label: TotalLabel,
    pub(super) stated: u64,
    pub(super) at: (u32, u16),
    pub(super) value: String,
    /// Whether records follow.
    pub(super) more: bool,
}

/// Counts of a sheet as its rows go by.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) open: Vec<Section>,
    table: u64,
    subtotals: bool,
    grand_seen: bool,
    /// Totals that stand above the rows they count.
    ahead: Vec<Total>,
    pub(super) issues: Vec<SheetIssue>,
}

impl Section {
    pub(super) fn new(
        level: Level,
        office: SectionOffice,
        mode: Option<Mode>,
        text: &str,
        at: (u32, u16),
        stated: Option<u64>,
    ) -> Self {
        Self { level, office, mode, text: text.into(), at, stated, count: 0, closed: false }
    }
}

impl Tally {
    /// A record went by.
    pub(super) fn record(&mut self) {
        self.table += 1;
        for section in &mut self.open {
            section.count += 1;
        }
    }

    /// A new table begins. Rows after a page break belong to what was open before.
    pub(super) fn table(&mut self) {
        if self.grand_seen {
            self.settle();
            self.table = 0;
            self.subtotals = false;
            self.grand_seen = false;
        }
    }

    /// A section begins; those as deep or deeper end.
    pub(super) fn section(&mut self, section: Section) {
        while self.open.last().is_some_and(|s| s.level >= section.level) {
            self.close_last();
        }
        self.open.push(section);
    }

    fn close_last(&mut self) {
        let Some(section) = self.open.pop() else { return };
        if let Some(stated) = section.stated
            && stated != section.count
        {
            self.issues.push(mismatch(section.at, section.text, stated, section.count));
        }
    }

    /// A total row went by.
    pub(super) fn total(&mut self, total: Total) {
        if self.table == 0 && total.more && self.open.is_empty() {
            self.ahead.push(total);
            return;
        }
        let section = self.section_of(&total);
        let counted = section.map_or(self.table, |at| self.open[at].count);
        if let Some(at) = section {
            for inner in &mut self.open[at..] {
                inner.closed = true;
            }
            self.subtotals = true;
        } else {
            self.grand_seen = true;
        }
        if counted != total.stated {
            self.issues.push(mismatch(total.at, total.value, total.stated, counted));
        }
    }

    /// The section a total speaks of; `None` when of the whole table.
    fn section_of(&self, total: &Total) -> Option<usize> {
        let innermost = self.open.iter().rposition(|s| !s.closed)?;
        let equal = self.open.iter().rposition(|s| !s.closed && s.count == total.stated);
        let whole = self.table == total.stated;
        match (total.more, total.label.grand) {
            // Rows follow: it can't be of everything.
            (true, _) => Some(equal.unwrap_or(innermost)),
            (false, false) if self.subtotals && !(whole && equal.is_none()) => {
                Some(equal.unwrap_or(innermost))
            }
            (false, _) if whole => None,
            (false, _) => equal,
        }
    }

    /// Totals above their rows are compared once the rows have gone by.
    pub(super) fn settle(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
        for total in std::mem::take(&mut self.ahead) {
            if total.stated != self.table {
                self.issues.push(mismatch(total.at, total.value, total.stated, self.table));
            }
        }
    }
}

fn mismatch(at: (u32, u16), value: String, stated: u64, counted: u64) -> SheetIssue {
    SheetIssue {
        code: "total_mismatch",
        row: Some(at.0),
        column: Some(at.1),
        value,
        stated: Some(stated),
        counted: Some(counted),
        note: false,
    }
}
