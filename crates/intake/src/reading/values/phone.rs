use kernel::folding::squeeze;

use super::text::without_fraction;
use crate::reading::Cell;

/// A phone as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneFound {
    /// Digits with the leading zero.
    pub value: Option<String>,
    /// `phone_zero_restored`, `phone_several` or `phone_unclear`.
    pub warning: Option<&'static str>,
}

/// Reads a phone. Separators go, +84 becomes 0, a lost zero is restored; what can't be a phone is
/// left blank. Never a reason to hold a row.
pub fn phone(cell: Option<&Cell>) -> PhoneFound {
    if let Some(Cell::Text(t)) = cell
        && t.len() == 10
        && t.starts_with('0')
        && t.bytes().all(|b| b.is_ascii_digit())
        && !t.starts_with("00")
    {
        return PhoneFound { value: Some(t.to_string()), warning: None };
    }
    let Some(text) = super::text(cell) else { return PhoneFound::default() };
    if matches!(cell, Some(Cell::Date(_) | Cell::Bool(_))) {
        return unclear();
    }
    let text = without_fraction(&squeeze(&text)).to_owned();
    let found: Vec<_> = candidates(&text).iter().filter_map(|c| domestic(c)).collect();
    match found.as_slice() {
        [] => unclear(),
        [(value, restored)] => PhoneFound {
            value: Some(value.clone()),
            warning: restored.then_some("phone_zero_restored"),
        },
        [(value, _), ..] => {
            PhoneFound { value: Some(value.clone()), warning: Some("phone_several") }
        }
    }
}

const fn unclear() -> PhoneFound {
    PhoneFound { value: None, warning: Some("phone_unclear") }
}

/// The digits of each number in the cell. Numbers are parted by `/`, `;`, `,`, line ends or
/// words; within one stand dots, dashes, spaces, brackets.
fn candidates(text: &str) -> Vec<String> {
    let whole: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || " .-–+()'/,".contains(c));
    if plain && domestic(&whole).is_some() {
        return vec![whole];
    }
    text.split(|c: char| matches!(c, '/' | ';' | ',' | '|') || c.is_alphabetic())
        .flat_map(|part| {
            let digits: String = part.chars().filter(char::is_ascii_digit).collect();
            if domestic(&digits).is_some() || digits.len() < 16 {
                vec![digits]
            } else {
                part.split_whitespace()
                    .map(|w| w.chars().filter(char::is_ascii_digit).collect())
                    .collect()
            }
        })
        .filter(|digits: &String| digits.len() >= 8)
        .collect()
}

/// The number with its zero, and whether the zero had been lost.
fn domestic(digits: &str) -> Option<(String, bool)> {
    let digits = digits.strip_prefix("00").unwrap_or(digits);
    let bare = digits.trim_start_matches('0');
    if bare.len() < 8 {
        return None;
    }
    let subscriber = |d: &str| d.len() == 9 || d.len() == 10 && d.starts_with('2');
    if let Some(after) = digits.strip_prefix("84").map(|d| d.strip_prefix('0').unwrap_or(d))
        && subscriber(after)
        && digits.len() >= 11
    {
        return Some((format!("0{after}"), false));
    }
    match digits.strip_prefix('0') {
        Some(after) if subscriber(after) && !after.starts_with('0') => Some((digits.into(), false)),
        None if subscriber(digits) => Some((format!("0{digits}"), true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        let text = |t: &str| phone(Some(&Cell::Text(t.into())));
        let got = |t: &str| (text(t).value.unwrap_or_default(), text(t).warning.unwrap_or(""));
        for t in [
            "0864223205",
            "0864.223.205",
            "0864 223 205",
            "+84 864223205",
            "84864223205",
            "+84864223205",
            "(+84) 864 223 205",
            "0864-223-205",
            "'0864223205",
            "ĐT: 0864223205",
            "+84 0864223205",
            "0084864223205",
        ] {
            assert_eq!(got(t), ("0864223205".into(), ""), "{t}");
        }
        for t in ["864223205", "864223205.0"] {
            assert_eq!(got(t), ("0864223205".into(), "phone_zero_restored"), "{t}");
        }
        assert_eq!(got("02113861234"), ("02113861234".into(), ""));
        assert_eq!(got("0211.3861234 / 0864223205"), ("02113861234".into(), "phone_several"));
        assert_eq!(got("0864223205; 0912345678").1, "phone_several");
        for t in ["123", "không có", "0864", "08642232051234", "000000000", "2.6E+10"] {
            assert_eq!(got(t), (String::new(), "phone_unclear"), "{t}");
        }
        assert_eq!(text("-"), PhoneFound::default());
        let number = phone(Some(&Cell::Number(864_223_205.0)));
        assert_eq!(number.value.as_deref(), Some("0864223205"));
        assert_eq!(number.warning, Some("phone_zero_restored"));
        let foreign = phone(Some(&Cell::Number(84_864_223_205.0)));
        assert_eq!((foreign.value.as_deref(), foreign.warning), (Some("0864223205"), None));
    }
}
