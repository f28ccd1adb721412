//! Legacy Vietnamese encodings: told by the font where the file tells it, by the text where not.

mod decode;
mod judge;
mod syllable;
mod tables;

pub use decode::decode;
pub use judge::{Judge, by_text, of_bytes};
pub(super) use judge::{reads_better, reads_worse};
pub use syllable::is_syllable;

use kernel::folding::compose;

/// An encoding older than Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// TCVN 5712:1993 (ABC), the `.Vn*` fonts.
    Tcvn3,
    /// VNI for Windows, the `VNI-*` fonts.
    Vni,
    /// VISCII 1.1.
    Viscii,
    /// Windows code page 1258.
    Cp1258,
}

impl Charset {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tcvn3, Self::Vni, Self::Viscii, Self::Cp1258];

    /// Stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Viscii => "VISCII",
            Self::Cp1258 => "CP1258",
        }
    }
}

/// What a font says of the bytes under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FontKind {
    /// Letters in an encoding; `capitals` where the font draws small letters as capitals.
    Letters {
        /// The encoding.
        charset: Charset,
        /// Whether it draws capitals.
        capitals: bool,
    },
    /// Pictures: a letter stands for a tick.
    Pictures,
}

impl FontKind {
    /// The kind of a font by its name; `None` for any Unicode font.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        if name.starts_with(".vn") {
            return Some(Self::Letters { charset: Charset::Tcvn3, capitals: name.ends_with('h') });
        }
        if name.starts_with("vni-") || name.starts_with("vni ") {
            return Some(Self::Letters { charset: Charset::Vni, capitals: false });
        }
        name.starts_with("wingdings").then_some(Self::Pictures)
    }
}

/// The text of a cell under a font. `None` when the font says nothing of it, or when the text is
/// Unicode whatever the font says.
pub fn by_font(kind: FontKind, text: &str) -> Option<String> {
    match kind {
        FontKind::Letters { charset, capitals } => {
            let decoded = decode(charset, text).filter(|d| {
                let (raw, new) = (judge::validity(text), judge::validity(d));
                new.bad <= raw.bad || new.good > raw.good
            })?;
            let decoded = compose(&decoded);
            Some(if capitals { decoded.to_uppercase() } else { decoded })
        }
        FontKind::Pictures => {
            let picture = match text.trim() {
                "ü" | "P" => "✓",
                "þ" | "R" => "☑",
                "x" | "ý" => "☒",
                "o" | "q" | "¨" => "☐",
                _ => return None,
            };
            Some(picture.into())
        }
    }
}
