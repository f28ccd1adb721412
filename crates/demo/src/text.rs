//! A grid as text with separators, in the encoding of its sender.

use std::{fs, path::Path};

use crate::{
    Error,
    grid::{Grid, Value},
    legacy::Script,
};

/// How the text is kept.
pub(crate) struct Form {
    pub(crate) separator: char,
    pub(crate) wide: bool,
    pub(crate) mark: bool,
    pub(crate) script: Script,
}

/// Writes one sheet.
pub(crate) fn write(grid: &Grid, form: &Form, file: &Path) -> Result<(), Error> {
    let width = grid.width();
    let mut text = String::new();
    for row in &grid.rows {
        for column in 0..width {
            if column > 0 {
                text.push(form.separator);
            }
            let value = row.get(column).map_or(&Value::Empty, |c| &c.value);
            text.push_str(&quoted(&plain(value), form.separator));
        }
        text.push_str("\r\n");
    }
    fs::write(file, bytes(&text, form))?;
    Ok(())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) | Value::Formula(_, number) => number.to_string(),
        Value::Day(day, _) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
    }
}

fn quoted(text: &str, separator: char) -> String {
    if text.contains([separator, '"', '\n']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

fn bytes(text: &str, form: &Form) -> Vec<u8> {
    let text = form.script.encode(text);
    if form.script.is_legacy() {
        return text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    }
    if form.wide {
        return std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
    }
    let mark = if form.mark { "\u{feff}" } else { "" };
    format!("{mark}{text}").into_bytes()
}
