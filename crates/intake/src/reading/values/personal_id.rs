use kernel::Birth;

use super::text::without_fraction;
use crate::reading::{Cell, Sex};

/// A personal number as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdFound {
    /// Nothing there.
    Blank,
    /// Twelve digits as written.
    Whole(String),
    /// Twelve digits after a number cell's lost zeros were put back.
    Restored(String),
    /// Not twelve digits.
    Invalid,
}

/// Reads a personal number. Only a number cell can have lost its zeros; text must be twelve
/// digits once spaces and dots are gone.
pub fn personal_id(cell: Option<&Cell>) -> IdFound {
    match cell {
        None => IdFound::Blank,
        Some(Cell::Number(n)) if n.fract() == 0.0 && *n > 0.0 => {
            let digits = format!("{n:.0}");
            match digits.len() {
                12 => IdFound::Whole(digits),
                10 | 11 => IdFound::Restored(format!("{digits:0>12}")),
                _ => IdFound::Invalid,
            }
        }
        Some(Cell::Text(t)) if is_whole(t) => IdFound::Whole(t.to_string()),
        Some(Cell::Text(t)) => {
            if super::text_of(t).is_none() {
                return IdFound::Blank;
            }
            let bare: String =
                t.chars().filter(|c| !c.is_whitespace() && !"'’`".contains(*c)).collect();
            match ungrouped(without_fraction(&bare)) {
                Some(digits) => IdFound::Whole(digits),
                None => before_date(t).map_or(IdFound::Invalid, IdFound::Whole),
            }
        }
        Some(_) => IdFound::Invalid,
    }
}

/// `026086913730; 12/05/2021`: the number before the day and the place it was issued.
fn before_date(text: &str) -> Option<String> {
    let text = text.trim();
    let (number, rest) = (text.get(..12)?, text.get(12..)?);
    let mut runs = rest.split(|c: char| !c.is_ascii_digit());
    let dated = rest.contains('/') && runs.all(|run| run.len() <= 8);
    let apart = rest.starts_with([';', ',', ' ', '(', '\n', '-', '/']);
    (is_whole(number) && dated && apart).then(|| number.to_owned())
}

/// Twelve digits after one or two zeros are put back before a text of digits: where all cells are
/// text, a spreadsheet wrote a number so.
pub fn zeros_restored(cell: Option<&Cell>) -> Option<String> {
    let digits = without_fraction(cell?.text()?.trim());
    let lost = (10..=11).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    lost.then(|| format!("{digits:0>12}"))
}

/// Twelve digits, also in even groups with dots or dashes: `026.179.738.260`.
fn ungrouped(bare: &str) -> Option<String> {
    let groups: Vec<&str> = bare.split(['.', '-', '–']).collect();
    let even = groups.len() == 1 || groups.iter().all(|g| g.len() * groups.len() == 12);
    let digits = groups.concat();
    (even && is_whole(&digits)).then_some(digits)
}

fn is_whole(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the number's fourth to sixth digit (century and sex, year) agree with what is stated.
/// The structure is no longer law, so a mismatch is only worth a warning.
pub fn agrees(id: &str, sex: Option<Sex>, birth: Option<Birth>) -> bool {
    let digit = |at: usize| id.as_bytes().get(at).map_or(0, |b| i16::from(b.wrapping_sub(b'0')));
    let (century, id_sex) = (19 + digit(3) / 2, digit(3) % 2);
    let sex_fits = sex.is_none_or(|s| (s == Sex::Female) == (id_sex == 1));
    let year = century * 100 + digit(4) * 10 + digit(5);
    sex_fits && birth.is_none_or(|b| b.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers() {
        let text = |t: &str| personal_id(Some(&Cell::Text(t.into())));
        let number = |n: f64| personal_id(Some(&Cell::Number(n)));
        let whole = IdFound::Whole("026179738260".into());
        for t in [
            "026179738260",
            "026 179 738 260",
            "026.179.738.260",
            " 026179738260 ",
            "'026179738260",
            "026179738260.0",
        ] {
            assert_eq!(text(t), whole, "{t}");
        }
        for t in [
            "26179738260",
            "0261797382",
            "2.6E+10",
            "26179738260.0",
            "0261797382601",
            "02617973826O",
            "CMND",
        ] {
            assert_eq!(text(t), IdFound::Invalid, "{t}");
        }
        assert_eq!(number(26_179_738_260.0), IdFound::Restored("026179738260".into()));
        assert_eq!(number(1_085_002_356.0), IdFound::Restored("001085002356".into()));
        assert_eq!(number(135_123_456.0), IdFound::Invalid);
        assert_eq!(number(2.6), IdFound::Invalid);
        assert_eq!(text("-"), IdFound::Blank);
        assert_eq!(personal_id(None), IdFound::Blank);
    }

    #[test]
    fn structure_is_compared() {
        let birth = |s: &str| s.parse().ok();
        assert!(agrees("026179738260", Some(Sex::Female), birth("1979-05-18")));
        assert!(agrees("026300184077", Some(Sex::Female), birth("2000")));
        assert!(agrees("026300184077", None, None));
        assert!(!agrees("026179738260", Some(Sex::Male), birth("1979-05-18")));
        assert!(!agrees("026179738260", Some(Sex::Female), birth("1980")));
    }
}
