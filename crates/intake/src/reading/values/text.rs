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
