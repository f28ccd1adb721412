use kernel::folding::squeeze;

use super::key;

/// Degrees as they are written in full, each with its other spellings.
const DEGREES: [(&str, &[&str]); 9] = [
    ("Tiến sĩ", &["tien si", "tien sy", "ts", "phd"]),
    ("Thạc sĩ", &["thac si", "thac sy", "ths", "th s", "thac si khoa hoc", "cao hoc", "master"]),
    ("Đại học", &["dai hoc", "dh", "trinh do dai hoc", "bachelor"]),
    ("Cử nhân", &["cu nhan", "cn"]),
    ("Kỹ sư", &["ky su", "ks"]),
    ("Cao đẳng", &["cao dang", "cd"]),
    (
        "Trung cấp",
        &["trung cap", "tc", "tccn", "trung cap chuyen nghiep", "trung hoc chuyen nghiep"],
    ),
    ("Sơ cấp", &["so cap", "sc"]),
    ("Trung học phổ thông", &["thpt", "trung hoc pho thong", "12 12", "pho thong"]),
];

/// The degree's full name when the words are a degree and nothing else.
pub fn degree_name(text: &str) -> Option<&'static str> {
    let key = key(text);
    DEGREES.iter().find(|(_, keys)| keys.contains(&key.as_str())).map(|(name, _)| *name)
}

/// Where a degree stands, the highest first. Words that are none stand last.
pub fn degree_rank(name: &str) -> usize {
    let after = matches!(key(name).as_str(), "sau dai hoc" | "tren dai hoc");
    let name = if after { "Thạc sĩ" } else { name };
    DEGREES.iter().position(|(known, _)| *known == name).unwrap_or(DEGREES.len())
}

/// The highest of several degrees, where the words are nothing but degrees.
fn highest(text: &str) -> Option<&'static str> {
    let parts = text.split([',', ';', '/', '+', '&']).flat_map(|p| p.split(" và "));
    let found: Option<Vec<&str>> = parts.map(degree_name).collect();
    let found = found?;
    DEGREES.iter().map(|(name, _)| *name).find(|name| found.contains(name))
}

/// A degree, and the field of study where one cell states both (`Đại học CNTT`). Words that are
/// no known degree are kept as they are.
pub fn degree(text: &str, may_name_field: bool) -> (String, Option<String>) {
    if let Some((name, _)) = DEGREES.iter().find(|(name, _)| *name == text) {
        return ((*name).into(), None);
    }
    let text = squeeze(text);
    if let Some(name) = degree_name(&text) {
        return (name.into(), None);
    }
    if let Some(name) = highest(&text) {
        return (name.into(), None);
    }
    if may_name_field {
        for (at, c) in text.char_indices().rev() {
            if c.is_alphanumeric() {
                continue;
            }
            if let Some(name) = degree_name(&text[..at]) {
                let rest = text[at..].trim_matches(|c: char| !c.is_alphanumeric());
                let rest = rest.strip_prefix("ngành ").unwrap_or(rest);
                if !rest.is_empty() {
                    return (name.into(), Some(rest.into()));
                }
            }
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees() {
        for (t, want) in [
            ("ĐH", "Đại học"),
            ("đại học", "Đại học"),
            ("Thạc sỹ", "Thạc sĩ"),
            ("ThS.", "Thạc sĩ"),
            ("CĐ", "Cao đẳng"),
            ("Sau đại học", "Sau đại học"),
            ("Cử nhân", "Cử nhân"),
        ] {
            assert_eq!(degree(t, false), (want.into(), None), "{t}");
        }
        let both = |t| degree(t, true);
        assert_eq!(both("Đại học CNTT"), ("Đại học".into(), Some("CNTT".into())));
        assert_eq!(both("ThS - Kế toán"), ("Thạc sĩ".into(), Some("Kế toán".into())));
        assert_eq!(both("Đại học, ngành Luật"), ("Đại học".into(), Some("Luật".into())));
        assert_eq!(both("Đại học, Thạc sĩ"), ("Thạc sĩ".into(), None));
        assert_eq!(both("ĐH; CĐ"), ("Đại học".into(), None));
        assert_eq!(degree("Đại học CNTT", false).0, "Đại học CNTT");
    }
}
