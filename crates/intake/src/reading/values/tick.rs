use crate::reading::Cell;

use super::{key, text::without_fraction};

/// What a cell of a tick column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Ticked.
    Yes,
    /// Said not to be: a word, or 0.
    No,
    /// Nothing there, or a dash.
    Blank,
    /// Something else.
    Unknown,
}

/// Signs that tick; the last are letters of other alphabets and signs that look like an x.
const YES: [char; 31] = [
    '✓', '✔', '√', '☑', '☒', '🗸', '✅', '●', '•', '∙', '·', '⬤', '■', '▪', '◼', '⬛', '★', '+',
    '*', '#', 'ü', 'þ', '×', '✕', '✖', 'х', 'Х', 'ｘ', 'Ｘ', 'ⅹ', 'Ⅹ',
];

/// Reads a tick. `x`, `X `, `✓`, `v`, `1`, `có` … are yes; a blank and a dash are not ticked.
pub fn tick(cell: Option<&Cell>) -> Tick {
    match cell {
        None => Tick::Blank,
        Some(Cell::Bool(true)) => Tick::Yes,
        Some(Cell::Bool(false)) => Tick::No,
        #[expect(clippy::float_cmp, reason = "one and nought are exact")]
        Some(Cell::Number(n)) if *n == 1.0 => Tick::Yes,
        Some(Cell::Number(n)) if *n == 0.0 => Tick::No,
        Some(Cell::Text(t)) => of_text(t),
        Some(_) => Tick::Unknown,
    }
}

fn of_text(text: &str) -> Tick {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (None, _) => return Tick::Blank,
        (Some('x' | 'X' | 'v' | 'V' | '1'), None) => return Tick::Yes,
        (Some(c), None) if YES.contains(&c) => return Tick::Yes,
        (Some('☐' | '□'), None) => return Tick::No,
        (Some('x' | 'X'), Some('(')) if is_share(text) => return Tick::Yes,
        _ => {}
    }
    match key(without_fraction(text.trim())).as_str() {
        "" if text
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.' | '_' | '/')) =>
        {
            Tick::Blank
        }
        "x" | "v" | "1" | "co" | "yes" | "y" | "true" | "dung" => Tick::Yes,
        "0" | "khong" | "k" | "no" | "n" | "false" => Tick::No,
        _ => Tick::Unknown,
    }
}

/// Whether a tick is followed by a share in brackets: `x (50%)`.
fn is_share(text: &str) -> bool {
    let inside = text.trim().strip_suffix(')').and_then(|t| t.split_once('('));
    let number = |t: &str| t.trim().parse::<u8>().is_ok_and(|n| n <= 100);
    inside.is_some_and(|(_, t)| t.strip_suffix('%').is_some_and(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks() {
        for yes in [
            "x", "X ", " X", "✓", "✔", "√", "v", "V", "1", "có", "Có", "yes", "TRUE", "☑", "ü",
            "(x)", "•", "×", "\u{445}", "1.0", "ⅹ", "X(50%)", "x (30%)",
        ] {
            assert_eq!(tick(Some(&Cell::Text(yes.into()))), Tick::Yes, "{yes}");
        }
        for no in ["0", "0.0", "không", "Khong", "no", "☐"] {
            assert_eq!(tick(Some(&Cell::Text(no.into()))), Tick::No, "{no}");
        }
        for blank in ["-", "–", " ", "\u{a0}", "..."] {
            assert_eq!(tick(Some(&Cell::Text(blank.into()))), Tick::Blank, "{blank}");
        }
        for odd in ["x(CĐS)", "?", "Nguyễn", "2", "x?x", "✗"] {
            assert_eq!(tick(Some(&Cell::Text(odd.into()))), Tick::Unknown, "{odd}");
        }
        assert_eq!(tick(None), Tick::Blank);
        assert_eq!(tick(Some(&Cell::Number(1.0))), Tick::Yes);
        assert_eq!(tick(Some(&Cell::Number(0.0))), Tick::No);
        assert_eq!(tick(Some(&Cell::Number(3.0))), Tick::Unknown);
    }
}
