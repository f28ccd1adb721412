//! Legacy Vietnamese encodings: told by the font where the file tells it, by the text where not.

mod decode;
mod judge;
mod lone;
mod syllable;
mod tables;

pub use decode::decode;
pub use judge::{has_foreign_signs, of_bytes};
pub(super) use lone::{Odd, Plain, Stand, Votes, is_genuine, stand};
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

/// What a text is under a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnderFont {
    /// What the font makes of it.
    Is(String),
    /// The font says nothing of it.
    Unsaid,
    /// Unicode, whatever the font says.
    Unicode,
    /// What the font makes of it; as it stands it is no Vietnamese.
    Legacy(String),
    /// What the font makes of it; as it stands it is Vietnamese as well: `Bùi` or `Bựi`.
    Either(String),
}

/// The text of a cell under a font.
pub fn by_font(kind: FontKind, text: &str) -> UnderFont {
    match kind {
        FontKind::Letters { charset, capitals } => letters(charset, capitals, text),
        FontKind::Pictures => {
            let picture = match text.trim() {
                "ü" | "P" => "✓",
                "þ" | "R" => "☑",
                "x" | "ý" => "☒",
                "o" | "q" | "¨" => "☐",
                _ => return UnderFont::Unsaid,
            };
            UnderFont::Is(picture.into())
        }
    }
}

fn letters(charset: Charset, capitals: bool, text: &str) -> UnderFont {
    let raw = judge::validity(text);
    let Some(decoded) = decode(charset, text) else {
        return if raw.good > 0 { UnderFont::Unicode } else { UnderFont::Unsaid };
    };
    let new = judge::validity(&decoded);
    if new.bad > raw.bad && new.good <= raw.good {
        return UnderFont::Unsaid;
    }
    let decoded = compose(&decoded);
    let decoded = if capitals { decoded.to_uppercase() } else { decoded };
    match (raw.good, raw.bad) {
        (0, 0) => UnderFont::Is(decoded),
        (_, 0) => UnderFont::Either(decoded),
        _ if new.bad < raw.bad => UnderFont::Legacy(decoded),
        _ => UnderFont::Is(decoded),
    }
}
