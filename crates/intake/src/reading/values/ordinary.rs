//! Names as nearly all are written, told at a glance: a large sheet has one in each row.

use std::{collections::HashSet, sync::LazyLock};

use kernel::{folding::fold, names::title_case};

/// What a sign is in a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Small,
    Capital,
    Other,
}

/// The letters of Vietnamese outside ASCII.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

/// Signs by their number, as far as letters of Vietnamese go.
static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    let small: HashSet<char> = LETTERS.chars().chain('a'..='z').collect();
    let capital: HashSet<char> = small.iter().flat_map(|c| c.to_uppercase()).collect();
    let sign = |n: u32| match char::from_u32(n) {
        Some(c) if small.contains(&c) => Sign::Small,
        Some(c) if capital.contains(&c) => Sign::Capital,
        _ => Sign::Other,
    };
    (0..0x1f00).map(sign).collect()
});

fn sign(c: char) -> Sign {
    SIGNS.get(c as usize).copied().unwrap_or(Sign::Other)
}

/// Usual families, but such as begin words that stand before a name.
static FAMILIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let first = |words: &String| words.split(' ').next().unwrap_or_default().to_owned();
    let before: HashSet<String> = super::name::BEFORE.iter().map(first).collect();
    let families = super::name::FAMILIES.split_whitespace();
    families.filter(|f| !before.contains(&fold(f))).map(|f| title_case(&f.to_uppercase())).collect()
});

/// Whether a text is a usual family with two to six words in all, a space between them, each of
/// two or more letters of which the first alone is a capital. It is a name and nothing else then.
pub(super) fn is_ordinary(text: &str) -> bool {
    let (mut words, mut letters) = (1, 0);
    for c in text.chars() {
        if c == ' ' && letters > 1 {
            (words, letters) = (words + 1, 0);
            continue;
        }
        let due = if letters == 0 { Sign::Capital } else { Sign::Small };
        if sign(c) != due {
            return false;
        }
        letters += 1;
    }
    let family = || text.split(' ').next().is_some_and(|f| FAMILIES.contains(f));
    letters > 1 && (2..=6).contains(&words) && family()
}
