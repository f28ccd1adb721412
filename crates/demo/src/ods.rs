//! Grids as an Open Document spreadsheet. Small, and enough for what offices keep in it.

use std::{fmt::Write as _, fs::File, io::Write as _, path::Path};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    Error,
    grid::{Cell, Grid, Value},
    legacy::Script,
};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">"#,
    r#"<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>"#,
    r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>"#,
    "</manifest:manifest>"
);
const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">"#,
    r#"<office:automatic-styles><style:style style:name="hidden" style:family="table">"#,
    r#"<style:table-properties table:display="false"/></style:style></office:automatic-styles>"#,
    "<office:body><office:spreadsheet>"
);
const TAIL: &str = "</office:spreadsheet></office:body></office:document-content>";

/// Writes sheets in order. The same grids give the same bytes.
pub(crate) fn write(grids: &[Grid], script: Script, file: &Path) -> Result<(), Error> {
    let mut zip = ZipWriter::new(File::create(file)?);
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let stored = options.compression_method(CompressionMethod::Stored);
    // The kind stands first and plain, so that it can be seen without unpacking.
    for (name, content, options) in [
        ("mimetype", KIND.to_owned(), stored),
        ("content.xml", content(grids, script), options),
        ("META-INF/manifest.xml", MANIFEST.to_owned(), options),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    zip.finish()?;
    Ok(())
}

fn content(grids: &[Grid], script: Script) -> String {
    let mut out = HEAD.to_owned();
    for grid in grids {
        let style = if grid.hidden { r#" table:style-name="hidden""# } else { "" };
        let _ = write!(out, r#"<table:table table:name="{}"{style}>"#, escaped(&grid.name));
        let width = grid.width();
        for row in 0..grid.rows.len() {
            out.push_str("<table:table-row>");
            for column in 0..width {
                cell(grid, row, column, script, &mut out);
            }
            out.push_str("</table:table-row>");
        }
        out.push_str("</table:table>");
    }
    out.push_str(TAIL);
    out
}

fn cell(grid: &Grid, row: usize, column: usize, script: Script, out: &mut String) {
    let merge = grid
        .merges
        .iter()
        .find(|m| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column));
    let span = match merge {
        Some(m) if (m.top, m.left) != (row, column) => {
            out.push_str("<table:covered-table-cell/>");
            return;
        }
        Some(m) => format!(
            r#" table:number-columns-spanned="{}" table:number-rows-spanned="{}""#,
            m.right - m.left + 1,
            m.bottom - m.top + 1
        ),
        None => String::new(),
    };
    let empty = Cell::default();
    let cell = grid.rows[row].get(column).unwrap_or(&empty);
    // Writing into memory does not fail.
    let _ = match &cell.value {
        Value::Empty => write!(out, "<table:table-cell{span}/>"),
        Value::Text(text) => write!(
            out,
            r#"<table:table-cell office:value-type="string"{span}><text:p>{}</text:p></table:table-cell>"#,
            paragraph(&script.encode(text))
        ),
        Value::Number(number) => write!(
            out,
            r#"<table:table-cell office:value-type="float" office:value="{number}"{span}><text:p>{number}</text:p></table:table-cell>"#
        ),
        Value::Day(day, _) => write!(
            out,
            r#"<table:table-cell office:value-type="date" office:date-value="{day}"{span}><text:p>{day}</text:p></table:table-cell>"#
        ),
        Value::Formula(formula, result) => write!(
            out,
            r#"<table:table-cell table:formula="of:{}" office:value-type="float" office:value="{result}"{span}><text:p>{result}</text:p></table:table-cell>"#,
            escaped(&references(formula))
        ),
    };
}

/// `=COUNTA(B7:B19)` → `=COUNTA([.B7:.B19])`
fn references(formula: &str) -> String {
    formula.replace('(', "([.").replace(':', ":.").replace(')', "])")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Runs of spaces collapse in a paragraph unless they are counted; so do those at its ends.
fn paragraph(text: &str) -> String {
    let text = escaped(text).replace("  ", " <text:s/>");
    match text.strip_suffix(' ') {
        Some(start) => format!("{start}<text:s/>"),
        None => text,
    }
}
