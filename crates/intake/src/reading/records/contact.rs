//! Phone and e-mail, also where one cell holds both.

use crate::reading::{
    Cell, Meaning,
    values::{self, looks_like_name, phone},
};

use super::row::{Draft, RowReader, legible};

/// The addresses in a text, and the text without them.
fn apart(text: &str) -> (Vec<&str>, String) {
    let parts = text.split(|c: char| c.is_whitespace() || ";,/|<>():".contains(c));
    let address = |p: &&str| {
        p.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let found: Vec<&str> = parts.map(|p| p.trim_matches(['.', '-', '–'])).filter(address).collect();
    let rest = found.iter().fold(text.to_owned(), |rest, address| rest.replacen(address, " ", 1));
    (found, rest)
}

/// Whether a text holds digits enough for a phone.
fn has_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 8
}

impl RowReader<'_> {
    pub(super) fn contacts(&self, draft: &mut Draft<'_>) {
        if let Some(column) = self.layout.at(&Meaning::Email) {
            self.email(draft, column);
        }
        if let Some(column) = self.layout.at(&Meaning::Phone) {
            phone_of(draft, column);
        }
    }

    fn email(&self, draft: &mut Draft<'_>, column: u16) {
        let Some(text) = legible(draft.row.cell(column)) else { return };
        let (found, rest) = apart(&text);
        let called = has_phone(&rest) && self.layout.at(&Meaning::Phone).is_none();
        match found.as_slice() {
            [] if called => {}
            [] if !text.contains('@') || has_phone(&rest) || looks_like_name(&text) => {
                draft.warn(column, "email_unclear");
            }
            [] => draft.record.email = Some(text),
            all => draft.record.email = Some(all.join("; ")),
        }
        if called {
            call(draft, column, Some(&Cell::Text(rest.into())));
        }
    }
}

/// A phone, with the address that stands beside it.
fn phone_of(draft: &mut Draft<'_>, column: u16) {
    let cell = draft.row.cell(column);
    let Some(text) = cell.and_then(Cell::text).filter(|t| t.contains('@')) else {
        return call(draft, column, cell);
    };
    let (found, rest) = apart(text);
    match found.as_slice() {
        [one] if draft.record.email.is_none() => draft.record.email = Some((*one).to_owned()),
        [one] if draft.record.email.as_deref() == Some(*one) => {}
        _ => draft.warn(column, "email_unclear"),
    }
    if has_phone(&rest) {
        call(draft, column, Some(&Cell::Text(rest.into())));
    }
}

/// Reads a phone from what stands for it.
fn call(draft: &mut Draft<'_>, column: u16, cell: Option<&Cell>) {
    let found = phone(cell);
    draft.record.phone = found.value;
    if let Some(code) = found.warning {
        draft.warn(column, code);
    }
}

/// The text of a cell, unless it says that there is none: `Không có`, `Chưa có`, `0`, `x`.
pub(super) fn said(cell: Option<&Cell>) -> Option<String> {
    legible(cell).filter(|t| !values::says_none(t))
}
