use kernel::folding::squeeze;

use crate::reading::Cell;

/// Free text of a cell; dashes that stand for "none" are blank.
pub fn text(cell: Option<&Cell>) -> Option<String> {
    let shown = match cell? {
        Cell::Error(_) => return None,
        Cell::Text(t) => squeeze(t),
        other => other.shown(),
    };
    let blank = shown.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '.' | '/' | ' '));
    (!blank).then_some(shown)
}

/// The text of a cell, unless it stands for "none".
pub fn text_of(text: &str) -> Option<&str> {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '_' | '.' | '/') || c.is_whitespace();
    (!text.chars().all(dash)).then_some(text)
}
