//! Sections and what their totals say against what their rows come to.

use std::collections::BTreeMap;

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
    /// The fields it states for its rows.
    pub(super) fields: Vec<String>,
    /// Its name as written.
    pub(super) text: String,
    /// Where it stands.
    pub(super) at: (u32, u16),
    /// It ended the section of an office, and names none itself.
    pub(super) astray: bool,
    stated: Option<u64>,
    count: Count,
    closed: bool,
}

/// People, and ticks by column.
#[derive(Clone, Debug, Default)]
struct Count {
    people: u64,
    ticks: BTreeMap<u16, u64>,
}

impl Count {
    fn add(&mut self, ticks: &[u16]) {
        self.people += 1;
        for column in ticks {
            *self.ticks.entry(*column).or_default() += 1;
        }
    }
}

/// A total to be compared.
#[derive(Clone, Debug)]
pub(super) struct Total {
    pub(super) label: TotalLabel,
    /// Of people.
    pub(super) stated: Option<u64>,
    /// Of ticks, by column.
    pub(super) ticks: Vec<(u16, u64)>,
    pub(super) at: (u32, u16),
    pub(super) value: String,
    /// Whether records follow.
    pub(super) more: bool,
    /// Whether no other total follows.
    pub(super) last: bool,
}

/// Counts of a sheet as its rows go by.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) open: Vec<Section>,
    table: Count,
    /// Since the last header alone.
    own: Count,
    /// Since the last total of several sections.
    run: Count,
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
        text: &str,
        at: (u32, u16),
        stated: Option<u64>,
    ) -> Self {
        Self {
            level,
            office,
            mode: None,
            fields: Vec::new(),
            text: text.into(),
            at,
            astray: false,
            stated,
            count: Count::default(),
            closed: false,
        }
    }
}

impl Total {
    /// Of everybody below.
    pub(super) fn above(people: u64, at: (u32, u16), value: &str) -> Self {
        Self {
            label: TotalLabel { grand: true, number: Some(people), carried: false },
            stated: Some(people),
            ticks: Vec::new(),
            at,
            value: value.to_owned(),
            more: true,
            last: false,
        }
    }
}

impl Tally {
    /// A record went by, with a tick in some columns.
    pub(super) fn record(&mut self, ticks: &[u16]) {
        self.table.add(ticks);
        self.own.add(ticks);
        self.run.add(ticks);
        for section in &mut self.open {
            section.count.add(ticks);
        }
    }

    /// A new table begins. Rows after a page break belong to what was open before.
    pub(super) fn table(&mut self) {
        self.own = Count::default();
        if self.grand_seen {
            self.settle();
            self.table = Count::default();
            self.subtotals = false;
            self.grand_seen = false;
        }
    }

    /// A section begins; those as deep or deeper end, but for the first `kept`: it is below them.
    pub(super) fn section(&mut self, section: Section, kept: usize) {
        let ends = self.open.iter().skip(kept).position(|s| s.level >= section.level);
        while ends.is_some_and(|at| self.open.len() > kept + at) {
            self.close_last();
        }
        self.open.push(section);
    }

    fn close_last(&mut self) {
        let Some(section) = self.open.pop() else { return };
        if let Some(stated) = section.stated
            && stated != section.count.people
        {
            self.issues.push(mismatch(section.at, section.text, stated, section.count.people));
        }
    }

    /// A total that stands above the rows it counts.
    pub(super) fn ahead(&mut self, total: Total) {
        self.ahead.push(total);
    }

    /// A total row went by.
    pub(super) fn total(&mut self, total: Total) {
        if self.table.people == 0 && total.more && self.open.is_empty() {
            self.ahead.push(total);
            return;
        }
        // Below a second header: what fits the rows under it alone is right.
        let own = self.own.people > 0 && self.own.people < self.table.people;
        if own && total.stated == Some(self.own.people) && total.ticks.is_empty() {
            self.grand_seen |= !total.more;
            return;
        }
        let section = self.section_of(&total);
        // `Cộng các xã` below several sections, each with its own: others follow.
        let run = (section.is_none() && total.more).then(|| std::mem::take(&mut self.run));
        let of_all = total.stated == Some(self.table.people);
        if run.as_ref().is_some_and(|run| !of_all && total.stated == Some(run.people)) {
            return;
        }
        let counted = match (section, run) {
            (Some(at), _) => self.open[at].count.clone(),
            (None, Some(run)) if !of_all && self.subtotals => run,
            _ => self.table.clone(),
        };
        if let Some(at) = section {
            for inner in &mut self.open[at..] {
                inner.closed = true;
            }
            self.subtotals = true;
        } else {
            self.grand_seen = true;
        }
        self.compare(total, &counted);
    }

    fn compare(&mut self, mut total: Total, counted: &Count) {
        if let (None, [(column, lone)]) = (total.stated, total.ticks.as_slice()) {
            // One number alone may count people or the ticks above it.
            let ticks = counted.ticks.get(column).copied().unwrap_or(0);
            if ticks != *lone {
                total.stated = Some(*lone);
            }
            total.ticks.clear();
        }
        for (column, stated) in &total.ticks {
            let ticks = counted.ticks.get(column).copied().unwrap_or(0);
            if ticks != *stated {
                let at = (total.at.0, *column);
                self.issues.push(mismatch(at, total.value.clone(), *stated, ticks));
            }
        }
        if let Some(stated) = total.stated.filter(|n| *n != counted.people) {
            self.issues.push(mismatch(total.at, total.value, stated, counted.people));
        }
    }

    /// The section a total speaks of; `None` when of the whole table.
    fn section_of(&self, total: &Total) -> Option<usize> {
        let innermost = self.open.iter().rposition(|s| !s.closed)?;
        let equal =
            self.open.iter().rposition(|s| !s.closed && Some(s.count.people) == total.stated);
        let whole = Some(self.table.people) == total.stated;
        if !total.more && total.stated.is_none() {
            return self.section_of_ticks(total, innermost);
        }
        match (total.more, total.label.grand) {
            // Rows follow: it can't be of everything.
            (true, _) => Some(equal.unwrap_or(innermost)),
            (false, false) if self.subtotals && !(whole && equal.is_none()) => {
                Some(equal.unwrap_or(innermost))
            }
            // Another total follows: that one is of everything.
            (false, true) if self.subtotals && !total.last => Some(equal.unwrap_or(innermost)),
            (false, _) if whole => None,
            (false, _) => equal,
        }
    }

    /// Only ticks are stated, below the last record: of whatever they fit, else of everything
    /// when the words say so, or when nothing else will.
    fn section_of_ticks(&self, total: &Total, innermost: usize) -> Option<usize> {
        let fits = |count: &Count| {
            total.ticks.iter().all(|(c, n)| count.ticks.get(c).copied().unwrap_or(0) == *n)
        };
        // What stands below a section after others had theirs is of that section, whatever else it
        // happens to fit.
        let of_section = self.subtotals && !total.label.grand;
        if !of_section && fits(&self.table) {
            return None;
        }
        let section = self.open.iter().rposition(|s| !s.closed && fits(&s.count));
        let inner = self.subtotals && !(total.label.grand && total.last);
        section.or(inner.then_some(innermost))
    }

    /// Totals above their rows are compared once the rows have gone by.
    pub(super) fn settle(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
        let counted = self.table.clone();
        for total in std::mem::take(&mut self.ahead) {
            self.compare(total, &counted);
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
