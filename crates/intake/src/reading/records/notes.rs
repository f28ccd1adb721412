//! What is to be said of a sheet before its rows are read.

use crate::reading::{Confidence, Detected, Grid, Meaning};

use super::{SheetIssue, evidence::SheetOffice};

fn issue(
    code: &'static str,
    row: Option<u32>,
    column: Option<u16>,
    value: &str,
    note: bool,
) -> SheetIssue {
    SheetIssue { code, row, column, value: value.into(), stated: None, counted: None, note }
}

/// The title names somebody the register does not know, below an office it knows.
pub(super) fn of_superior(sheet: &SheetOffice, out: &mut Vec<SheetIssue>) {
    if let Some(line) = &sheet.of_superior {
        out.push(issue("unit_of_superior", None, None, line, false));
    }
}

/// The title names an area the register does not know: whoever is listed waits.
pub(super) fn of_elsewhere(sheet: &SheetOffice, out: &mut Vec<SheetIssue>) {
    if let Some(line) = &sheet.elsewhere {
        out.push(issue("unit_elsewhere", None, None, line, false));
    }
}

pub(super) fn of_sheet(grid: &Grid, detected: &Detected, out: &mut Vec<SheetIssue>) {
    if grid.hidden {
        out.push(issue("hidden_sheet", None, None, &grid.name, true));
    }
    for (charset, _) in &grid.converted {
        out.push(issue("charset_converted", None, None, charset.as_str(), true));
    }
    for (row, headings) in &detected.other_lists {
        out.push(issue("not_officers", Some(*row), None, headings, false));
    }
    if detected.tables.is_empty() {
        if detected.headless > 0 {
            let mut told = issue("no_headings", None, None, &grid.name, false);
            told.counted = Some(detected.headless);
            out.push(told);
        } else if detected.other_lists.is_empty() && !grid.rows.is_empty() {
            out.push(issue("no_table", None, None, &grid.name, false));
        }
        return;
    }
    for table in detected.tables.iter().filter(|t| !t.goes_on()) {
        let row = Some(table.header.1);
        if table.pointed {
            out.push(issue("header_pointed", row, None, "", true));
        }
        for column in &table.columns {
            let at = Some(column.index);
            if table.doubled.contains(&column.index) {
                out.push(issue("column_doubled", row, at, &column.heading, true));
                continue;
            }
            match (column.confidence, &column.meaning) {
                (Confidence::Content, m) => {
                    out.push(issue("column_guessed", row, at, &m.to_string(), true));
                }
                (Confidence::Unknown | Confidence::Heading, Meaning::Other) => {
                    out.push(issue("column_unknown", row, at, &column.heading, true));
                }
                _ => {}
            }
        }
        for beside in table.beside.iter().chain(&table.second) {
            let mut told = issue("list_beside", row, Some(beside.column), &beside.heading, false);
            told.counted = Some(beside.rows(grid, table));
            out.push(told);
        }
        let has_field = table.columns.iter().any(|c| {
            matches!(
                c.meaning,
                Meaning::Field(_)
                    | Meaning::Fields
                    | Meaning::DedicatedTo(_)
                    | Meaning::ConcurrentTo(_)
            )
        });
        if !has_field {
            out.push(issue("no_field_column", row, None, "", true));
        }
    }
}
