//! Language tags (RFC 5646) and the choice among languages (RFC 2616, section 14.4).

/// Tags that were registered before the grammar and don't fit it.
const IRREGULAR: [&str; 17] = [
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// Whether a text is a language tag.
pub fn is_language_tag(tag: &str) -> bool {
    if tag.is_empty() || tag.len() > 255 || !tag.is_ascii() {
        return false;
    }
    let lower = tag.to_ascii_lowercase();
    if IRREGULAR.contains(&lower.as_str()) {
        return true;
    }
    let parts: Vec<&[u8]> = lower.split('-').map(str::as_bytes).collect();
    if parts.iter().any(|p| p.is_empty() || !p.iter().all(u8::is_ascii_alphanumeric)) {
        return false;
    }
    if parts[0] == b"x" {
        return private_use(&parts);
    }
    langtag(&parts)
}

fn alpha(part: &[u8], lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&part.len()) && part.iter().all(u8::is_ascii_alphabetic)
}

fn private_use(parts: &[&[u8]]) -> bool {
    parts.len() > 1 && parts[1..].iter().all(|p| p.len() <= 8)
}

fn langtag(parts: &[&[u8]]) -> bool {
    let mut rest = &parts[1..];
    let mut take = |fits: &dyn Fn(&[u8]) -> bool| match rest.first() {
        Some(part) if fits(part) => {
            rest = &rest[1..];
            true
        }
        _ => false,
    };
    if alpha(parts[0], 2..=3) {
        // Up to three extended languages.
        let _ =
            take(&|p| alpha(p, 3..=3)) && take(&|p| alpha(p, 3..=3)) && take(&|p| alpha(p, 3..=3));
    } else if !alpha(parts[0], 4..=8) {
        return false;
    }
    take(&|p| alpha(p, 4..=4)); // script
    take(&|p| alpha(p, 2..=2) || (p.len() == 3 && p.iter().all(u8::is_ascii_digit))); // region
    while take(&|p| (5..=8).contains(&p.len()) || (p.len() == 4 && p[0].is_ascii_digit())) {}
    let mut seen = Vec::new();
    while let Some(single) = rest.first().filter(|p| p.len() == 1) {
        if *single == b"x" {
            return private_use(rest);
        }
        let length = rest[1..].iter().take_while(|p| (2..=8).contains(&p.len())).count();
        if length == 0 || seen.contains(single) {
            return false;
        }
        seen.push(*single);
        rest = &rest[1 + length..];
    }
    rest.is_empty()
}

/// What a reader accepts: `Accept-Language`, best first.
#[derive(Clone, Debug, Default)]
pub struct Accepted(Vec<(String, u16)>);

/// More ranges than any reader sends.
const MOST_RANGES: usize = 64;

impl Accepted {
    /// Reads the header; what can't be read in it is passed over.
    pub fn read(header: &str) -> Self {
        let mut ranges: Vec<(String, u16)> = header
            .split(',')
            .take(MOST_RANGES)
            .filter_map(|item| {
                let mut parts = item.split(';').map(str::trim);
                let range = parts.next().filter(|r| !r.is_empty())?.to_ascii_lowercase();
                let quality = parts.find_map(|p| p.strip_prefix("q=")).map_or(1000, thousandths);
                Some((range, quality))
            })
            .collect();
        ranges.sort_by_key(|(_, quality)| std::cmp::Reverse(*quality));
        Self(ranges)
    }

    /// The most relevant of some tags: an exact or prefix match of the best range; else a tag
    /// whose language a range speaks of more narrowly; else the first that is not refused.
    pub fn choose<'a>(&self, tags: &[&'a str]) -> Option<&'a str> {
        let wanted = self.0.iter().filter(|(range, quality)| *quality > 0 && range != "*");
        for (range, _) in wanted.clone() {
            if let Some(tag) = tags.iter().find(|tag| matches(range, tag)) {
                return Some(tag);
            }
        }
        for (range, _) in wanted {
            let language = range.split('-').next().unwrap_or(range);
            if let Some(tag) = tags.iter().find(|tag| matches(language, tag)) {
                return Some(tag);
            }
        }
        let refused =
            |tag: &str| self.0.iter().any(|(r, quality)| *quality == 0 && matches(r, tag));
        tags.iter().find(|tag| !refused(tag)).or_else(|| tags.first()).copied()
    }
}

/// A range matches a tag that is it, or begins with it and a hyphen.
fn matches(range: &str, tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.strip_prefix(range).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn thousandths(text: &str) -> u16 {
    let quality: f32 = text.trim().parse().unwrap_or(0.0);
    // Between 0 and 1000 by the clamp.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let thousandths = (quality.clamp(0.0, 1.0) * 1000.0) as u16;
    thousandths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for good in [
            "en",
            "en-US",
            "vi",
            "vi-VN",
            "zh-Hant-TW",
            "zh-cmn-Hans-CN",
            "sl-rozaj-biske",
            "de-CH-1901",
            "es-419",
            "x-private",
            "en-x-twain",
            "i-klingon",
            "art-lojban",
            "en-a-bbb-x-a",
            "de-1996",
            "EN",
            "sgn-BE-FR",
            "und",
            "hy-Latn-IT-arevela",
            "qaa",
        ] {
            assert!(is_language_tag(good), "{good}");
        }
        for bad in [
            "",
            "a12345",
            "de-419-DE",
            "a-DE",
            "ar-a-aaa-b-bbb-a-ccc",
            "en_US",
            "e",
            "en-",
            "-en",
            "en--US",
            "x",
            "en-a",
            "tiếng",
            "abcdefghi",
            "en-abcdefghi",
            "12",
        ] {
            assert!(!is_language_tag(bad), "{bad}");
        }
    }

    #[test]
    fn the_most_relevant_language_is_chosen_for_each_map() {
        // Communication 2.1.3, language filtering: RFC 2616 applied to each map by itself.
        let tags = ["en-US", "vi", "fr-CA"];
        for (header, chosen) in [
            ("vi", "vi"),
            ("en", "en-US"),
            ("en-GB, vi;q=0.5", "vi"),
            ("en-GB", "en-US"),
            ("fr;q=0.9, vi;q=0.8", "fr-CA"),
            ("de", "en-US"),
            ("*", "en-US"),
            ("", "en-US"),
            ("en;q=0, *", "vi"),
            ("q=;;;,,", "en-US"),
        ] {
            assert_eq!(Accepted::read(header).choose(&tags), Some(chosen), "{header}");
        }
        assert_eq!(Accepted::read("vi").choose(&[]), None);
    }
}
