//! The reader's language and text size.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese, the first.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// `vi` or `en`, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Reads a tag such as `en` or `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak; Vietnamese if none.
    pub fn negotiate(accept: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for item in accept.split(',').take(16) {
            let (tag, quality) = weighted(item);
            if let Some(lang) = Self::from_tag(tag)
                && quality > 0.0
                && best.is_none_or(|(q, _)| quality > q)
            {
                best = Some((quality, lang));
            }
        }
        best.map_or_else(Self::default, |(_, lang)| lang)
    }
}

/// `en;q=0.8` → (`en`, 0.8).
pub(crate) fn weighted(item: &str) -> (&str, f32) {
    let (value, rest) = item.split_once(';').unwrap_or((item, ""));
    let quality = rest.split(';').find_map(|p| p.trim().strip_prefix("q=")?.parse().ok());
    (value.trim(), quality.unwrap_or(1.0))
}

/// One of the three text sizes (A a), kept in a cookie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextSize {
    /// 16 px where the browser's own setting is untouched.
    #[default]
    Normal,
    /// 18 px.
    Large,
    /// 20 px.
    Larger,
}

impl TextSize {
    /// All three, small to large.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Larger];

    /// `1`, `2` or `3`.
    pub const fn step(self) -> &'static str {
        match self {
            Self::Normal => "1",
            Self::Large => "2",
            Self::Larger => "3",
        }
    }

    /// Reads a step.
    pub fn from_step(step: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.step() == step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_chooses_and_vietnamese_is_the_default() {
        for (header, lang) in [
            ("", Lang::Vi),
            ("fr-FR,fr;q=0.9", Lang::Vi),
            ("en-GB,en;q=0.9,vi;q=0.8", Lang::En),
            ("fr, vi;q=0.4, en;q=0.3", Lang::Vi),
            ("en;q=0", Lang::Vi),
            ("*", Lang::Vi),
            ("ế,en", Lang::En),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }
}
