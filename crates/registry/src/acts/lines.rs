//! Reading the CSV files of registers, with errors at their line.

use std::path::Path;

use kernel::folding;
use serde::de::DeserializeOwned;

use crate::Error;

/// A register larger than this is not one.
const MOST_BYTES: u64 = 256 << 20;

/// A row with the line it stands on.
pub(crate) struct Numbered<T> {
    pub(crate) line: u64,
    pub(crate) row: T,
}

/// Reads every row of a UTF-8 CSV file (comma or semicolon, with or without byte-order mark).
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<Numbered<T>>, Error> {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let io = |source| Error::Io { file: path.display().to_string(), source };
    if std::fs::metadata(path).map_err(io)?.len() > MOST_BYTES {
        return Err(Error::Line { file, line: 0, what: "file_too_large", value: String::new() });
    }
    let bytes = std::fs::read(path).map_err(io)?;
    let text = String::from_utf8(bytes).map_err(|e| Error::Line {
        line: 1 + line_breaks(&e.as_bytes()[..e.utf8_error().valid_up_to()]),
        file: file.clone(),
        what: "not_utf8",
        value: String::new(),
    })?;
    let text = folding::compose(&text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|e| refuse(&file, &e))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| refuse(&file, &e))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize(Some(&headers)).map_err(|e| {
            let (what, value) = unread(&e, &headers, &record);
            Error::Line { file: file.clone(), line, what, value }
        })?;
        rows.push(Numbered { line, row });
    }
    Ok(rows)
}

fn line_breaks(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.split(|b| *b == b'\n').count() - 1).unwrap_or(0)
}

/// Why a row is not what it should be: the word, and what it is about.
fn unread(
    error: &csv::Error,
    headers: &csv::StringRecord,
    row: &csv::StringRecord,
) -> (&'static str, String) {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else {
        return ("row_unreadable", String::new());
    };
    // The name of a column that is missing stands in no other place than these words.
    let said = err.kind().to_string();
    if let Some(name) = said.strip_prefix("missing field `").and_then(|s| s.split('`').next()) {
        return ("column_missing", name.to_owned());
    }
    let at = err.field().and_then(|at| usize::try_from(at).ok());
    let of = |cells: &csv::StringRecord| at.and_then(|at| cells.get(at)).unwrap_or("").to_owned();
    ("cell_unreadable", format!("{}: {}", of(headers), of(row)))
}

/// A line that can't even be parted into cells.
fn refuse(file: &str, error: &csv::Error) -> Error {
    let line = error.position().map_or(0, csv::Position::line);
    let (what, value) = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            ("row_length", format!("{len} ≠ {expected_len}"))
        }
        _ => ("row_unreadable", String::new()),
    };
    Error::Line { file: file.to_owned(), line, what, value }
}
