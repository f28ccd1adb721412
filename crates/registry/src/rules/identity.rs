//! Names, numbers and births as a person types them into a form.

use kernel::{Birth, Date, folding};

/// The most letters a name has.
pub const LONGEST_NAME: usize = 120;
/// The first year somebody who is still on record may have been born in.
const OLDEST: i16 = 1900;

/// A full name: two letters at least, no digits.
pub fn full_name(text: &str) -> Option<String> {
    let name = folding::squeeze(text);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let fits = letters >= 2
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '<' | '>' | '@' | '='));
    fits.then_some(name)
}

/// A personal number: twelve digits, whatever parts them.
pub fn personal_number(text: &str) -> Option<String> {
    let digits = bare(text)?;
    (digits.len() == 12).then_some(digits)
}

/// A personal number that is looked for: one that a sheet or a keyboard took the leading zeros of
/// is meant whole.
pub fn number_looked_for(text: &str) -> Option<String> {
    let digits = bare(text)?;
    let lost = (10..12).contains(&digits.len()) && !digits.starts_with('0');
    (lost || digits.len() == 12).then(|| format!("{digits:0>12}"))
}

/// Whether a phone is a landline: an office shares it, so it is nobody's alone.
pub fn is_landline(phone: &str) -> bool {
    phone.starts_with("02")
}

/// A phone: digits with the leading zero; `+84` is read as that zero.
pub fn phone(text: &str) -> Option<String> {
    let text = folding::squeeze(text);
    let (abroad, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let digits = bare(&rest.replace(['(', ')'], ""))?;
    let home = if abroad { format!("0{}", digits.strip_prefix("84")?) } else { digits };
    let fits = (10..=11).contains(&home.len()) && home.starts_with('0') && !home.starts_with("00");
    fits.then_some(home)
}

/// An e-mail address, as far as its shape tells.
pub fn email(text: &str) -> Option<String> {
    let text = folding::squeeze(text);
    let (name, house) = text.split_once('@')?;
    let whole = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_graphic() && !"@<>\"(),:;[]\\".contains(c))
    };
    let dotted = house.contains('.') && house.split('.').all(|part| !part.is_empty());
    (whole(name) && whole(house) && dotted && text.len() <= 200).then_some(text)
}

/// A birth: `28/02/1985`, `1985-02-28`, or the year alone; not in the future.
pub fn birth(text: &str, today: Date) -> Option<Birth> {
    let text = text.trim();
    let birth = if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        Birth::Year(text.parse().ok()?)
    } else {
        Birth::Day(ui::format::parse_date(text)?)
    };
    let past = match birth {
        Birth::Year(year) => year <= today.year(),
        Birth::Day(day) => day <= today,
    };
    (past && birth.year() >= OLDEST).then_some(birth)
}

/// Digits alone, once spaces, dots and dashes between them are gone.
fn bare(text: &str) -> Option<String> {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '–')).collect();
    text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names() {
        assert_eq!(full_name("  Nguyễn  Văn\u{a0}An "), Some("Nguyễn Văn An".to_owned()));
        assert_eq!(full_name("H' Lan Niê"), Some("H' Lan Niê".to_owned()));
        for wrong in ["", "A", "123", "An 2", "a@b", "<b>An</b>", &"an ".repeat(60)] {
            assert_eq!(full_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_and_phones() {
        let number = Some("098085001234".to_owned());
        for text in ["098085001234", "098 085 001 234", "098.085.001.234"] {
            assert_eq!(personal_number(text), number);
        }
        for wrong in ["", "98085001234", "0980850012345", "09808500123a", "٠٩٨٠٨٥٠٠١٢٣٤"]
        {
            assert_eq!(personal_number(wrong), None, "{wrong}");
        }
        for text in ["098085001234", "98085001234", "98 085 001 234"] {
            assert_eq!(number_looked_for(text), number, "{text}");
        }
        assert_eq!(number_looked_for("1085001234"), Some("001085001234".to_owned()));
        for wrong in ["", "09808500123", "0980850012", "980850012", "0980850012345", "an"] {
            assert_eq!(number_looked_for(wrong), None, "{wrong}");
        }
        let mobile = Some("0301234567".to_owned());
        for text in ["0301234567", "030 123 4567", "+84 301 234 567", "+84(301)234-567"] {
            assert_eq!(phone(text), mobile, "{text}");
        }
        assert_eq!(phone("024 3936 1234"), Some("02439361234".to_owned()));
        for wrong in ["", "301234567", "+1 301 234 567", "030123456x", "001234567890", "03012"] {
            assert_eq!(phone(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" an@tinh.gov.vn "), Some("an@tinh.gov.vn".to_owned()));
        for wrong in
            ["", "an", "an@", "@tinh.vn", "an@tinh", "an@tinh..vn", "a n@tinh.vn", "a@b@c.vn"]
        {
            assert_eq!(email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn births() {
        let today = Date::constant(2026, 11, 24);
        assert_eq!(birth("1985", today), Some(Birth::Year(1985)));
        let day = Some(Birth::Day(Date::constant(1985, 2, 28)));
        assert_eq!(birth("28/02/1985", today), day);
        assert_eq!(birth("1985-02-28", today), day);
        for wrong in ["", "85", "31/02/1985", "2027", "25/11/2026", "1899", "hôm qua"] {
            assert_eq!(birth(wrong, today), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_kept_in_another_shape(text in ".{0,40}") {
            let today = Date::constant(2026, 11, 24);
            prop_assert!(personal_number(&text).is_none_or(|n| n.len() == 12));
            prop_assert!(phone(&text).is_none_or(|n| n.bytes().all(|b| b.is_ascii_digit())));
            prop_assert!(birth(&text, today).is_none_or(|b| (1900..=2026).contains(&b.year())));
            prop_assert!(full_name(&text).is_none_or(|n| n == folding::squeeze(&n)));
        }
    }
}
