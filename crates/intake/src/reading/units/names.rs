//! The key under which different spellings of one office's name meet.

use std::sync::LazyLock;

use kernel::folding::{fold, plain};
use unicode_normalization::char::is_combining_mark;

/// Words that are written short. Where `first`, only in front of a proper name.
struct Short {
    written: &'static str,
    full: &'static str,
    first: bool,
}

const SHORTS: [Short; 13] = [
    Short { written: "tt", full: "thị trấn", first: true },
    Short { written: "ttr", full: "thị trấn", first: true },
    Short { written: "tp", full: "thành phố", first: false },
    Short { written: "t/p", full: "thành phố", first: false },
    Short { written: "tx", full: "thị xã", first: true },
    Short { written: "p", full: "phường", first: true },
    Short { written: "x", full: "xã", first: true },
    Short { written: "h", full: "huyện", first: true },
    Short { written: "q", full: "quận", first: true },
    Short { written: "vp", full: "văn phòng", first: false },
    Short { written: "bql", full: "ban quản lý", first: false },
    Short { written: "ql", full: "quản lý", first: false },
    Short { written: "kcn", full: "khu công nghiệp", first: false },
];

/// Phrases with one key: `(words, key)`.
static PHRASES: LazyLock<Vec<(Vec<String>, Vec<String>)>> = LazyLock::new(|| {
    let pairs = [("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")];
    let split = |t: &str| fold(t).split(' ').map(str::to_owned).collect::<Vec<_>>();
    pairs.iter().map(|(long, short)| (split(long), split(short))).collect()
});

static FULL: LazyLock<Vec<(String, Vec<String>, bool)>> = LazyLock::new(|| {
    let words = |t: &str| fold(t).split(' ').map(str::to_owned).collect();
    SHORTS.iter().map(|s| (fold(s.written), words(s.full), s.first)).collect()
});

static KINDS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    ["thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã"]
        .iter()
        .map(|k| fold(k).split(' ').map(str::to_owned).collect())
        .collect()
});

/// Words of a name, folded; `&`, `và` and punctuation gone, short words written in full.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    let and = fold("và");
    let raw: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|w| !w.is_empty() && *w != and)
        .map(str::to_owned)
        .collect();
    let mut out: Vec<String> = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        if let Some((long, short)) = PHRASES.iter().find(|(long, _)| rest.starts_with(long)) {
            out.extend(short.iter().cloned());
            at += long.len();
            continue;
        }
        let leads = out.iter().all(|w| w == "ubnd" || w == &fold("hđnd")) && rest.len() > 1;
        // `Sở TP` is the department of justice, not one of a city.
        let initials = out.last().is_some_and(|w| *w == fold("sở"));
        let full = FULL.iter().find(|(short, _, first)| *short == rest[0] && (leads || !first));
        match full.filter(|_| !initials) {
            Some((_, full, _)) => out.extend(full.iter().cloned()),
            None => out.push(rest[0].clone()),
        }
        at += 1;
    }
    out
}

/// The name without a leading `UBND`, `HĐND và UBND`: who speaks for an area is its committee.
pub(super) fn without_committee(tokens: &[String]) -> &[String] {
    let council = fold("hđnd");
    let mut rest = tokens;
    while let [first, more @ ..] = rest
        && (first == "ubnd" || *first == council)
        && !more.is_empty()
    {
        rest = more;
    }
    rest
}

/// The proper name behind the kind of area (`xã Quang Sơn` → `Quang Sơn`).
pub(super) fn bare(tokens: &[String]) -> Option<&[String]> {
    KINDS.iter().find_map(|k| tokens.strip_prefix(k.as_slice())).filter(|rest| !rest.is_empty())
}

/// Whether a word or two name the kind of an area.
pub(super) fn kind_at(tokens: &[String]) -> bool {
    KINDS.iter().any(|k| tokens.starts_with(k))
}

/// The kind of an area above the communes, where words name one: its place in [`KINDS`].
pub(super) fn upper_kind(tokens: &[String]) -> Option<usize> {
    const UPPER: [&str; 5] = ["thành phố", "thị xã", "huyện", "quận", "tỉnh"];
    let upper: Vec<Vec<String>> =
        UPPER.iter().map(|k| fold(k).split(' ').map(str::to_owned).collect()).collect();
    let at = KINDS.iter().position(|k| tokens.len() > k.len() && tokens.starts_with(k))?;
    // `Tỉnh ủy`, `Huyện đoàn` are offices of their own.
    let body = ["ủy", "uỷ", "đoàn", "hội"].map(fold);
    let area = !body.contains(&tokens[KINDS[at].len()]);
    (area && upper.contains(&KINDS[at])).then_some(at)
}

/// Whether words are the kind of an area and nothing else.
pub(super) fn is_kind(tokens: &[String]) -> bool {
    KINDS.iter().any(|k| tokens == k.as_slice())
}

/// Whether a text is the committee of some kind of area, without the area's name.
pub(in crate::reading) fn is_bare_kind(text: &str) -> bool {
    let all = tokens(text);
    let kind = without_committee(&all);
    kind.len() < all.len() && is_kind(kind)
}

/// The key of words.
pub(super) fn key(tokens: &[String]) -> String {
    tokens.join(" ")
}

/// A key without diacritics.
pub(super) fn plain_key(key: &str) -> String {
    plain(key)
}

/// Whether leaving out the province of a name leaves one that every district has too. `Sở` stands
/// for the province by itself.
pub(super) fn needs_province(tokens: &[String]) -> bool {
    tokens.first().is_some_and(|w| *w != fold("sở"))
}

/// The key, and the keys without a trailing province: `sở nội vụ tỉnh vĩnh phúc` is also
/// `sở nội vụ tỉnh` and `sở nội vụ`.
pub(super) fn variants(tokens: &[String], provinces: &[Vec<String>]) -> Vec<String> {
    let mut out = vec![key(tokens)];
    let mut rest = tokens;
    if let Some(shorter) = provinces.iter().find_map(|p| rest.strip_suffix(p.as_slice()))
        && !shorter.is_empty()
    {
        rest = shorter;
        out.push(key(rest));
    }
    if let [shorter @ .., last] = rest
        && *last == fold("tỉnh")
        && !shorter.is_empty()
    {
        out.push(key(shorter));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        let k = |t: &str| key(without_committee(&tokens(t)));
        for (a, b) in [
            ("UBND xã Quang Sơn", "Ủy ban nhân dân xã Quang Sơn"),
            ("Uỷ ban nhân dân xã Xuân Hoà", "xã Xuân Hòa"),
            ("TT. Lập Thạch", "UBND thị trấn Lập Thạch"),
            ("P.Tích Sơn", "UBND Phường Tích Sơn"),
            ("TP Vĩnh Yên", "thành phố Vĩnh Yên"),
            ("HĐND-UBND xã Cao Minh", "Xã Cao Minh"),
            ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
            ("Sở Lao động - Thương binh và Xã hội", "Sở Lao động – Thương binh & Xã hội"),
            ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá Thể thao & Du lịch"),
            ("BQL các KCN", "Ban Quản lý các khu công nghiệp"),
        ] {
            assert_eq!(k(a), k(b), "{a} ~ {b}");
        }
        assert_ne!(k("xã Quang Sơn"), k("xã Quảng Sơn"));
    }
}
