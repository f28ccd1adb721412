//! What a command says: a table for people, JSON or CSV for programs.

use std::{io::Write as _, process::ExitCode};

use serde_json::Value as Json;

/// Writes a line. A reader that closed the pipe has read enough.
pub(crate) fn line(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout().lock(), "{}", text.as_ref());
}

/// Writes JSON, laid out.
pub(crate) fn json(value: &Json) {
    line(serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Writes a line beside the answer, where a program does not read it.
pub(crate) fn note(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.as_ref());
}

/// Says what went wrong, with its causes.
pub(crate) fn fail(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "nhanluc: {error:#}");
    ExitCode::from(2)
}

/// Writes a table whose columns line up.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count());
        cells.chain(head.get(column).map(|h| h.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let put = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, w)| {
                format!("{cell}{}", " ".repeat(w.saturating_sub(cell.chars().count())))
            })
            .collect();
        line(padded.join("  ").trim_end());
    };
    put(head.to_vec());
    line(widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>().join("  "));
    for row in rows {
        put(row.iter().map(String::as_str).collect());
    }
}
