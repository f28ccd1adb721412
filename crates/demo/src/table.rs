//! Plain tables: UTF-8, commas, one line a row.

use std::path::Path;

use crate::Error;

/// Writes a head and rows.
pub(crate) fn write(
    file: &Path,
    head: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<(), Error> {
    let mut out = csv::Writer::from_path(file)?;
    out.write_record(head)?;
    for row in rows {
        out.write_record(row)?;
    }
    out.flush()?;
    Ok(())
}
