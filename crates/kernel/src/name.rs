//! Names of persons. Vietnamese lists are sorted by given name, then family, then middle name.

use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};

use crate::text::{fold, squeeze};

static VIETNAMESE: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(icu_locale::locale!("vi").into(), CollatorOptions::default())
        .expect("Vietnamese collation is compiled in")
});

/// Family, middle and given name. A single word is a given name.
pub fn parts(full_name: &str) -> (&str, &str, &str) {
    let name = full_name.trim();
    let Some((rest, given)) = name.rsplit_once(' ') else {
        return ("", "", name);
    };
    let (family, middle) = rest.split_once(' ').unwrap_or((rest, ""));
    (family, middle, given)
}

/// A key that sorts names as Vietnamese readers expect, as hexadecimal text, so that every
/// database sorts it the same. Thuý and Thúy are one name: the tone stands behind its word.
pub fn sort_key(full_name: &str) -> String {
    use std::fmt::Write as _;
    let name = squeeze(full_name);
    let (family, middle, given) = parts(&name);
    let mut key = String::new();
    for part in [given, family, middle] {
        let mut bytes: Vec<u8> = Vec::new();
        // Writing into memory does not fail.
        let _ = VIETNAMESE.write_sort_key_to(&fold(part), &mut bytes);
        for byte in bytes {
            let _ = write!(key, "{byte:02x}");
        }
        key.push_str("00");
    }
    key
}

/// `NGUYỄN VĂN AN` → `Nguyễn Văn An`. A name that has a lower-case letter is left as it is.
pub fn title_case(name: &str) -> String {
    let name = squeeze(name);
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_by_given_name_then_family_then_middle() {
        let mut names =
            ["Trần Văn Đức", "Lê Anh", "Nguyễn Thị Anh", "Đỗ Mai Ánh", "Lê Văn Dũng", "Bùi Ân"];
        names.sort_by_key(|n| sort_key(n));
        assert_eq!(
            names,
            ["Lê Anh", "Nguyễn Thị Anh", "Đỗ Mai Ánh", "Bùi Ân", "Lê Văn Dũng", "Trần Văn Đức"]
        );
    }

    #[test]
    fn names_spelt_two_ways_stand_together() {
        assert_eq!(sort_key("Trần Ngọc Thuý"), sort_key("Trần Ngọc Thúy"));
        let mut tones = ["Hoạ", "Hoa", "Hóa", "Hoà", "Hoã", "Hỏa"];
        tones.sort_by_key(|n| sort_key(n));
        assert_eq!(tones, ["Hoa", "Hoà", "Hỏa", "Hoã", "Hóa", "Hoạ"]);
    }

    #[test]
    fn capitals_become_title_case_and_nothing_else_changes() {
        assert_eq!(title_case("NGUYỄN  VĂN AN"), "Nguyễn Văn An");
        assert_eq!(title_case("H'HEN NIÊ"), "H'Hen Niê");
        assert_eq!(title_case("Lê thị Hoa"), "Lê thị Hoa");
    }
}
