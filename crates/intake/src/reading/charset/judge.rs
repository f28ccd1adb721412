//! Which encoding a text is in, judged by how Vietnamese its words would be.

use kernel::folding::compose;

use super::{
    Charset,
    decode::{as_byte, decode, decode_bytes},
    syllable::is_syllable,
};

/// Words with a mark, by whether they are syllables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Validity {
    pub(super) good: u32,
    pub(super) bad: u32,
}

impl Validity {
    const fn add(&mut self, other: Self) {
        self.good += other.good;
        self.bad += other.bad;
    }
}

/// Counts the words that have a letter outside ASCII.
pub(super) fn validity(text: &str) -> Validity {
    let mut out = Validity::default();
    let composed = compose(text);
    for word in composed
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_ascii_digit())
    {
        if word.is_ascii() || matches!(word, "–" | "—" | "…" | "•" | "“" | "”" | "✓" | "✔")
        {
            continue;
        }
        let inner = word.trim_matches(['“', '”', '‘', '’', '…', '–', '«', '»']);
        if is_syllable(inner) { out.good += 1 } else { out.bad += 1 }
    }
    out
}

/// Evidence about a sheet or one of its columns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judge {
    raw: Validity,
    decoded: [Validity; 4],
    /// Texts that hold a character no legacy byte shows as.
    pub genuine: u32,
}

impl Judge {
    /// Takes a text into account.
    pub fn hear(&mut self, text: &str) {
        // One sign alone is a tick, whatever an old encoding would make of it.
        if text.is_ascii() || text.trim().chars().nth(1).is_none() {
            return;
        }
        if text.chars().any(|c| as_byte(c).is_none()) {
            self.genuine += u32::from(validity(text).good > 0);
            return;
        }
        let raw = validity(text);
        self.raw.add(raw);
        // What an encoding has no letters for speaks against it.
        let none = Validity { good: 0, bad: raw.good + raw.bad };
        for (charset, seen) in Charset::ALL.iter().zip(&mut self.decoded) {
            seen.add(decode(*charset, text).map_or(none, |d| validity(&d)));
        }
    }

    /// The encoding the texts are in; `None` when they are Unicode, or too odd to tell.
    pub fn verdict(&self) -> Option<Charset> {
        let share = |v: Validity| f64::from(v.good) / f64::from((v.good + v.bad).max(1));
        let (best, seen) = Charset::ALL
            .iter()
            .zip(self.decoded)
            .max_by(|a, b| share(a.1).total_cmp(&share(b.1)).then(a.1.good.cmp(&b.1.good)))?;
        let convincing =
            seen.good > 0 && share(seen) >= 0.6 && share(seen) > share(self.raw) + 0.25;
        convincing.then_some(*best)
    }
}

/// The encoding of texts whose characters stand for bytes, judged together; `None` for Unicode.
pub fn by_text<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Charset> {
    let mut judge = Judge::default();
    for text in texts {
        judge.hear(text);
    }
    judge.verdict()
}

/// Whether one text reads better in the encoding than as it stands.
pub(in crate::reading) fn reads_better(charset: Charset, text: &str) -> bool {
    let Some(decoded) = decode(charset, text) else { return false };
    let (raw, new) = (validity(text), validity(&decoded));
    new.bad < raw.bad || new.bad == raw.bad && new.good > raw.good
}

/// Whether one text reads worse in the encoding than as it stands.
pub(in crate::reading) fn reads_worse(charset: Charset, text: &str) -> bool {
    let Some(decoded) = decode(charset, text) else { return true };
    validity(&decoded).bad > validity(text).bad
}

/// Text of bytes that are not UTF-8: the encoding that makes the most sense, else Windows 1252.
pub fn of_bytes(bytes: &[u8]) -> (String, Option<Charset>) {
    let sample = &bytes[..bytes.len().min(256 << 10)];
    let plain = encoding_rs::WINDOWS_1252.decode_without_bom_handling(sample).0;
    let share = |v: Validity| f64::from(v.good) / f64::from((v.good + v.bad).max(1));
    let raw = share(validity(&plain));
    let best = Charset::ALL
        .iter()
        .map(|c| (*c, share(validity(&decode_bytes(*c, sample)))))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, best)| *best > raw && *best >= 0.5);
    match best {
        Some((charset, _)) => (compose(&decode_bytes(charset, bytes)), Some(charset)),
        None => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_known_by_its_words() {
        assert_eq!(by_text(["NguyÔn Quang", "Hä ®Öm", "Nam", "N÷"]), Some(Charset::Tcvn3));
        assert_eq!(by_text(["Nguyeãn Vieät", "Ñaïi hoïc"]), Some(Charset::Vni));
        assert_eq!(by_text(["Nguy\u{AD}n Vi®t", "Ð\u{1ea1}i"]), Some(Charset::Viscii));
        assert_eq!(by_text(["Nguyêòn", "Trâòn Thiò Lan", "PhýõÌng"]), Some(Charset::Cp1258));
    }

    #[test]
    fn unicode_is_left_alone() {
        assert_eq!(by_text(["Hà Nội", "Nguyễn Thị Lan", "Tó"]), None);
        assert_eq!(by_text(["Hà", "Tú", "Lân", "Sông Lô"]), None, "only Latin-1 letters");
        assert_eq!(by_text(["José Müller", "Crème brûlée", "naïve café"]), None);
        assert_eq!(by_text(["", "x", "12"]), None);
    }
}
