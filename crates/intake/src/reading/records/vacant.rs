//! Rows that say that nobody is there: `Chưa bố trí` where a name should stand. They are told, and
//! are nobody's.

use crate::reading::{
    Cell, Meaning, Row, UnitIndex,
    units::looks_like_office,
    values::{self, has_middle_of_name, key, looks_like_name, says_nobody, says_none},
};

use super::{
    RowKind, SheetIssue, classify::Look, evidence, layout::Layout, read::Walk, region::Region,
};

/// Whether a row says that nobody is there, and beside it names no more than an office and a post.
pub(super) fn is_vacant(
    row: &Row,
    look: &Look<'_>,
    layout: &Layout<'_>,
    units: &UnitIndex,
) -> bool {
    let others = layout.table.beside.iter().chain(&layout.table.second);
    look.name.as_deref().is_some_and(says_nobody)
        && row.cells.iter().all(|(column, cell)| is_of_nobody(*column, cell, layout, units))
        && !others.map(|other| other.name).any(|c| values::filled(layout.beside(row.number, c)))
}

/// Whether a cell says nothing of a person: what else stands there may be somebody's.
fn is_of_nobody(column: u16, cell: &Cell, layout: &Layout<'_>, units: &UnitIndex) -> bool {
    if !values::filled(Some(cell)) || layout.names.contains(&column) {
        return true;
    }
    let found = layout.table.columns.iter().find(|c| c.index == column).map(|c| &c.meaning);
    let unnamed = matches!(found, None | Some(Meaning::Other));
    let number = super::label::level(&cell.shown()).is_some();
    if found == Some(&Meaning::Ordinal) || unnamed && number && column < layout.first_name_column()
    {
        return true;
    }
    let Some(text) = cell.text() else { return false };
    let ticks = layout.ticks.contains(&column) || matches!(key(text).as_str(), "x" | "v");
    if says_nobody(text) || !ticks && says_none(text) {
        return true;
    }
    let office = units.names_office(text) || looks_like_office(text) || evidence::is_inner(text);
    match found {
        _ if may_name(text) => false,
        Some(Meaning::Unit) => true,
        Some(Meaning::Division | Meaning::Other | Meaning::Notes) => office,
        Some(Meaning::Title) => is_post(text),
        _ => false,
    }
}

/// Whether a text may name somebody, alone or among other words.
fn may_name(text: &str) -> bool {
    const ADDRESS: [&str; 4] = ["d c", "dc", "dong chi", "kiem"];
    let said = format!(" {} ", key(text));
    // Marks count: `Ba` is a place's name too.
    let titled = text.split_whitespace().any(|w| matches!(&w.to_lowercase()[..], "ông" | "bà"));
    if titled || ADDRESS.iter().any(|w| said.contains(&format!(" {w} "))) {
        return true;
    }
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != ' ' && c != '\'');
    parts.map(|p| p.split_whitespace().collect::<Vec<_>>()).any(|words| {
        (2..=4).any(|n| {
            words.windows(n).map(|w| w.join(" ")).any(|t| {
                looks_like_name(&t) && !looks_like_office(&t) || n > 2 && has_middle_of_name(&t)
            })
        })
    })
}

/// Whether a text begins like the name of a post.
fn is_post(text: &str) -> bool {
    const POSTS: [&str; 20] = [
        "cv",
        "cvc",
        "cc",
        "cb",
        "cs",
        "chuyen vien",
        "cong chuc",
        "vien chuc",
        "can bo",
        "can su",
        "nhan vien",
        "truong",
        "pho",
        "chanh",
        "chu tich",
        "giam doc",
        "bi thu",
        "ke toan",
        "lanh dao",
        "van thu",
    ];
    let said = key(text) + " ";
    POSTS.iter().any(|p| said.starts_with(&format!("{p} ")))
}

impl Walk<'_> {
    /// Tells such a row. The office it names counts for the rows below that name none.
    pub(super) fn vacant(
        &mut self,
        (row, look): (&Row, &Look<'_>),
        layout: &Layout<'_>,
        (region, filled_down): (&Region, &mut Option<(u32, String)>),
    ) {
        self.push(row.number, RowKind::Vacant);
        let beside = [Meaning::Unit, Meaning::Division, Meaning::Title];
        let beside = beside.iter().filter_map(|m| values::text(layout.shared(row, m)));
        let said: Vec<String> =
            look.name.as_deref().map(str::to_owned).into_iter().chain(beside).collect();
        let at = (row.number, Some(layout.first_name_column()));
        self.out.issues.push(SheetIssue::at("nobody_there", at, &said.join(" | ")).noted());
        let unit = values::text(layout.shared(row, &Meaning::Unit)).filter(|_| region.fill_down);
        if let Some(unit) = unit {
            *filled_down = Some((row.number, unit));
        }
    }
}
