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

/// Says what went wrong: in the words of the room where it has some, else with its causes, each
/// told once.
pub(crate) fn fail(error: &anyhow::Error) -> ExitCode {
    let words = error.downcast_ref::<registry::Error>().and_then(registry::pages::said);
    let _ =
        writeln!(std::io::stderr().lock(), "nhanluc: {}", words.unwrap_or_else(|| causes(error)));
    ExitCode::from(2)
}

/// The error and what caused it. Some errors tell their cause in their own words already.
fn causes(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

/// Writes rows as CSV. Whoever opens it in a spreadsheet runs nothing that an office wrote.
pub(crate) fn csv(
    out: impl std::io::Write,
    head: &[&str],
    rows: &[Vec<String>],
) -> anyhow::Result<()> {
    let mut out = ::csv::Writer::from_writer(out);
    out.write_record(head)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| ui::export::guard(cell)))?;
    }
    out.flush()?;
    Ok(())
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

#[cfg(test)]
mod tests {
    #[test]
    fn a_cause_is_told_once() {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let inner = missing().to_string();
        let error = anyhow::Error::new(missing()).context(format!("a.csv: {inner}"));
        assert_eq!(super::causes(&error), format!("a.csv: {inner}"));
        let error = anyhow::Error::new(missing()).context("a.csv");
        assert_eq!(super::causes(&error), format!("a.csv: {inner}"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        let row = ["=HYPERLINK(\"http://la.example\",\"An\")", "+84 912"].map(str::to_owned);
        let mut out = Vec::new();
        super::csv(&mut out, &["a", "b"], &[row.into()]).unwrap();
        let mut read = ::csv::Reader::from_reader(&out[..]);
        let cells = read.records().next().unwrap().unwrap();
        assert!(cells[0].starts_with("'=HYPERLINK("), "{cells:?}");
        assert_eq!(&cells[1], "'+84 912");
    }
}
