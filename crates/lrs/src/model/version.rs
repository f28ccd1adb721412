//! Versions of the standard.

/// The version a request speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 1.0.x
    V1,
    /// 2.0.x (IEEE 9274.1.1)
    V2,
}

impl Version {
    /// Reads `X-Experience-API-Version`; `None` for a version not spoken here.
    pub fn read(header: &str) -> Option<Self> {
        match family(header.trim()) {
            Some((1, 0)) => Some(Self::V1),
            Some((2, 0)) => Some(Self::V2),
            _ => None,
        }
    }

    /// Whether a statement may carry this version when it comes in a request of this one.
    pub fn admits(self, property: &str) -> bool {
        match family(property) {
            Some((1, 0)) => true,
            Some((2, 0)) => self == Self::V2,
            _ => false,
        }
    }

    /// What answers carry: the latest patch of the version.
    pub const fn header(self) -> &'static str {
        match self {
            Self::V1 => "1.0.3",
            Self::V2 => "2.0.0",
        }
    }

    /// What `about` tells a reader who speaks a version, or none that is spoken here. Who speaks
    /// 1.0.x is told of those alone: 1.0.3 knows no later one, and conformance tests of it allow
    /// none.
    pub const fn told_to(spoken: Option<Self>) -> &'static [&'static str] {
        match spoken {
            Some(Self::V1) => &["1.0.0", "1.0.1", "1.0.2", "1.0.3"],
            Some(Self::V2) | None => &["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"],
        }
    }

    /// What a statement that came without a version is given.
    pub const fn property(self) -> &'static str {
        match self {
            Self::V1 => "1.0.0",
            Self::V2 => "2.0.0",
        }
    }
}

/// `1.0` of `1.0` and `1.0.7`; `None` for what is no such version.
fn family(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.');
    let number = |part: Option<&str>| -> Option<u32> {
        let part = part?;
        let plain = !part.is_empty() && part.len() < 6 && part.bytes().all(|b| b.is_ascii_digit());
        let plain = plain && (part == "0" || !part.starts_with('0'));
        if plain { part.parse().ok() } else { None }
    };
    let family = (number(parts.next())?, number(parts.next())?);
    let patch = parts.next();
    let whole = patch.is_none() || number(patch).is_some();
    (whole && parts.next().is_none()).then_some(family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        // Communication 3.3: 1.0 is taken as 1.0.0, any 1.0.x is taken, 1.1.0 and before 1.0.0 not.
        for (text, version) in [
            ("1.0", Some(Version::V1)),
            ("1.0.0", Some(Version::V1)),
            ("1.0.3", Some(Version::V1)),
            ("1.0.32", Some(Version::V1)),
            (" 2.0.0 ", Some(Version::V2)),
            ("2.0", Some(Version::V2)),
            ("0.95", None),
            ("0.8", None),
            ("1.1.0", None),
            ("2.1.0", None),
            ("3.0.0", None),
            ("1", None),
            ("1.0.", None),
            ("1.0.x", None),
            ("1.0.0.0", None),
            ("01.0.0", None),
            ("1.0.00", None),
            ("", None),
        ] {
            assert_eq!(Version::read(text), version, "{text:?}");
        }
    }

    #[test]
    fn properties() {
        // Data 2.4.10: a version that begins with 1.0. is taken, another is refused.
        for good in ["1.0", "1.0.0", "1.0.9"] {
            assert!(Version::V1.admits(good) && Version::V2.admits(good), "{good}");
        }
        for bad in ["0.9.9", "1.1.0", "should fail", ""] {
            assert!(!Version::V1.admits(bad) && !Version::V2.admits(bad), "{bad}");
        }
        assert!(Version::V2.admits("2.0.0") && !Version::V1.admits("2.0.0"));
    }
}
