use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use kernel::folding::{fold, plain};
use unicode_normalization::char::is_combining_mark;

use crate::reading::{Cell, FieldWords};

use super::{Tick, tick};

/// Fields named in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldsFound {
    /// Codes, in the order of the list.
    pub codes: Vec<String>,
    /// Words that name no field.
    pub unread: Vec<String>,
    /// Whether a word denies something: which of the fields, nobody can tell.
    pub denied: bool,
}

/// Words that deny, or say that a duty is over or not begun.
const DENIALS: [&str; 15] = [
    "không",
    "chưa",
    "ko",
    "trừ",
    "thôi",
    "hết",
    "sẽ",
    "đã bàn giao",
    "đã chuyển",
    "đã từng",
    "trước đây",
    "dự kiến",
    "đề nghị",
    "đề xuất",
    "nhu cầu",
];

/// Words that deny only as the first of a text or of a bracket: `nguyên phụ trách …`, but
/// `tài nguyên`; `(dự phòng)`, but `sao lưu dự phòng`.
const LEADING: [&str; 2] = ["nguyên", "dự phòng"];

/// Whether a text denies something. Marks count: `chưa` is not yet, `chữa` is to mend; and
/// `không gian` is space. Without marks only what is nothing else denies.
fn denies(text: &str) -> bool {
    static MARKED: LazyLock<Vec<String>> =
        LazyLock::new(|| DENIALS.iter().map(|d| format!(" {} ", fold(d))).collect());
    static BARE: LazyLock<Vec<String>> = LazyLock::new(|| {
        let other = ["chưa", "trừ", "thôi", "sẽ"];
        let told = DENIALS.iter().filter(|d| !other.contains(d));
        told.map(|d| format!(" {} ", plain(d))).collect()
    });
    static LEADS: LazyLock<Vec<String>> =
        LazyLock::new(|| LEADING.iter().map(|d| format!(" {} ", fold(d))).collect());
    let split = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
        let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
        format!(" {} ", words.join(" "))
    };
    let space = |text: String, space: &str| text.replace(space, " ");
    let bare = space(split(&plain(text)), " khong gian ");
    let folded = fold(text);
    let marked = space(split(&folded), &format!(" {} ", fold("không gian")));
    let leads = folded.split('(').map(split).any(|p| LEADS.iter().any(|l| p.starts_with(l)));
    let said = |list: &[String], text: &str| list.iter().any(|d| text.contains(d.as_str()));
    leads || said(&MARKED, &marked) || said(&BARE, &bare) && text.is_ascii()
}

/// Whether a text says what was before and what comes after: `CĐS → ATTT`, `từ CĐS sang ATTT`.
fn changes(text: &str) -> bool {
    let key = super::key(text);
    let says = |word: &str| format!(" {key} ").contains(&format!(" {word} "));
    text.contains(['→', '⇒', '➔', '➜', '>']) || says("chuyen sang") || says("tu") && says("sang")
}

/// Words that join or introduce and name nothing by themselves.
const AROUND: [&str; 33] = [
    "va", "cong", "tac", "phu", "trach", "linh", "vuc", "nhiem", "vu", "ve", "cac", "can", "bo",
    "dau", "moi", "quan", "ly", "lam", "thuc", "hien", "duoc", "giao", "dam", "nhan", "tham",
    "gia", "muu", "theo", "doi", "viec", "trien", "chuyen", "kiem",
];

/// The same, of two words: each alone may name something.
const AROUND_TOGETHER: [[&str; 2]; 3] = [["quan", "tri"], ["he", "thong"], ["van", "hanh"]];

/// Phrases in which the word of a field means something else.
const ELSEWHERE: [&str; 15] = [
    "mang luoi",
    "mang xa hoi",
    "mang dien",
    "ha tang giao thong",
    "ha tang ky thuat do thi",
    "ha tang do thi",
    "ha tang xa hoi",
    "ha tang kinh te",
    "ha tang nong thon",
    "ha tang dien",
    "ha tang thuong mai",
    "ha tang khu cong nghiep",
    "ha tang cum cong nghiep",
    "bao mat tai lieu",
    "bao mat ho so",
];

/// How many of the next words are a phrase in which the word of a field means something else.
fn elsewhere(rest: &[Word]) -> usize {
    static PHRASES: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| ELSEWHERE.iter().map(|phrase| phrase.split(' ').collect()).collect());
    let fitting = PHRASES.iter().filter(|words| stands_first(words, rest));
    fitting.map(Vec::len).max().unwrap_or(0)
}

/// Whether a text begins with these words, with nothing between that parts items.
fn stands_first(words: &[&str], text: &[Word]) -> bool {
    let fits = |(at, (own, said)): (usize, (&&str, &Word))| {
        **own == *said.text && (at == 0 || said.after <= Gap::Line)
    };
    words.len() <= text.len() && words.iter().zip(text).enumerate().all(fits)
}

/// A list of fields, ready to be looked up word by word.
#[derive(Clone, Debug, Default)]
pub struct FieldKeys {
    codes: Vec<String>,
    /// Each synonym, longest first.
    synonyms: Vec<Synonym>,
}

/// A way to write a field: its words, and the place of the field.
#[derive(Clone, Debug)]
struct Synonym {
    words: Vec<Word>,
    field: usize,
}

/// A word, and what parts it from the word before.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    after: Gap,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// A space, a bracket.
    None,
    /// The end of a line: a new item, or a name too long for its cell.
    Line,
    /// A sign that parts items: `,` `;` `/` `+` `-`.
    Sign,
}

impl Gap {
    const fn of(c: char) -> Self {
        match c {
            '(' | ')' | '[' | ']' | '"' | '\'' | '“' | '”' | '‘' | '’' => Self::None,
            c if c.is_whitespace() => Self::None,
            _ => Self::Sign,
        }
    }
}

/// The words of a text with what parts them.
fn words_of(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    for line in text.lines() {
        let mut words = parted(&spelt(&plain(&without_part(line))));
        if let Some(first) = words.first_mut() {
            first.after = first.after.max(Gap::Line);
        }
        out.append(&mut words);
    }
    out
}

/// The words of a plain line with what parts them.
fn parted(plain: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut after = Gap::None;
    let mut inside = false;
    for c in plain.chars() {
        match out.last_mut() {
            _ if !c.is_alphanumeric() => {
                after = after.max(Gap::of(c));
                inside = false;
                continue;
            }
            Some(word) if inside => word.text.push(c),
            _ => out.push(Word { text: c.into(), after }),
        }
        after = Gap::None;
        inside = true;
    }
    out
}

impl Synonym {
    /// Whether a text begins with it. A gap wider than `most` ends a name, unless the name itself
    /// has a sign there.
    fn begins(&self, text: &[Word], most: Gap) -> bool {
        let fits = |(at, (own, said)): (usize, (&Word, &Word))| {
            own.text == said.text && (at == 0 || said.after <= most.max(own.after))
        };
        self.words.len() <= text.len() && self.words.iter().zip(text).enumerate().all(fits)
    }
}

impl FieldKeys {
    /// Prepares a list.
    pub fn new(list: &[FieldWords]) -> Self {
        let mut synonyms: Vec<Synonym> = Vec::new();
        for (at, field) in list.iter().enumerate() {
            for synonym in &field.synonyms {
                let words = parted(&plain(synonym));
                if !words.is_empty() {
                    synonyms.push(Synonym { words, field: at });
                }
            }
        }
        let bare = |s: &Synonym| (s.words.iter().map(|w| w.text.clone()).collect(), s.field);
        let known: Vec<(Vec<String>, usize)> = synonyms.iter().map(bare).collect();
        let of_words = |words: Vec<String>| {
            words.into_iter().map(|text| Word { text, after: Gap::None }).collect()
        };
        let short = shortened(&known).into_iter();
        synonyms.extend(short.map(|(words, field)| Synonym { words: of_words(words), field }));
        synonyms.sort_by_key(|s| std::cmp::Reverse(s.words.len()));
        Self { codes: list.iter().map(|f| f.code.clone()).collect(), synonyms }
    }
}

/// Initials that stand for something else: security and order.
const OTHERWISE: [&str; 1] = ["antt"];

/// Names of three words and more with a run of words written as initials: `cđ số`, `qt mạng`.
/// What could be of two fields is of none, nor what stands for something else.
fn shortened(synonyms: &[(Vec<String>, usize)]) -> Vec<(Vec<String>, usize)> {
    let mut out: Vec<(Vec<String>, usize)> = Vec::new();
    for (words, at) in synonyms.iter().filter(|(words, _)| words.len() > 2) {
        for from in 0..words.len() {
            for to in from + 2..=words.len() {
                let initials = words[from..to].iter().filter_map(|w| w.chars().next()).collect();
                let rest = words[to..].iter().cloned();
                let short = words[..from].iter().cloned().chain([initials]).chain(rest);
                out.push((short.collect(), *at));
            }
        }
    }
    let known = synonyms.iter().chain(&out);
    let fields = known.fold(HashMap::<&[String], HashSet<usize>>::new(), |mut all, (words, at)| {
        all.entry(words).or_default().insert(*at);
        all
    });
    let doubtful: HashSet<Vec<String>> =
        fields.iter().filter(|(_, of)| of.len() > 1).map(|(words, _)| words.to_vec()).collect();
    let other = |words: &[String]| matches!(words, [only] if OTHERWISE.contains(&&only[..]));
    out.retain(|(words, _)| !doubtful.contains(words) && !other(words));
    out
}

/// Finds the fields in `CĐS, ATTT`, `CĐS và ATTT`, `CDS|ATTT`: the longest words first. No name
/// goes on behind a sign that parts items: `ATTT mạng` is one field, `ATTT, mạng` are two.
pub fn fields(text: &str, list: &FieldKeys) -> FieldsFound {
    text.contains(':').then(|| ticked(text, list)).flatten().unwrap_or_else(|| named(text, list))
}

/// `CĐS: x; ATTT: -`: each field with a tick of its own behind it.
fn ticked(text: &str, list: &FieldKeys) -> Option<FieldsFound> {
    let mut out = FieldsFound::default();
    for part in text.split([';', ',', '\n']).filter(|p| !p.trim().is_empty()) {
        let (name, sign) = part.split_once(':')?;
        let said = named(name, list);
        let sign = tick(Some(&Cell::Text(sign.into())));
        if said.codes.is_empty() || !said.unread.is_empty() || sign == Tick::Unknown {
            return None;
        }
        if sign == Tick::Yes {
            out.codes.extend(said.codes);
        }
    }
    Some(out)
}

fn named(text: &str, list: &FieldKeys) -> FieldsFound {
    let tokens = words_of(text);
    let mut found = vec![false; list.codes.len()];
    let mut unread = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let within = |most| list.synonyms.iter().find(|s| s.begins(rest, most));
        let named = within(Gap::None).or_else(|| within(Gap::Line));
        let other = elsewhere(rest);
        if let Some(named) = named.filter(|named| named.words.len() >= other) {
            found[named.field] = true;
            at += named.words.len();
        } else if other > 0 {
            unread.extend(rest[..other].iter().map(|word| word.text.clone()));
            at += other;
        } else if AROUND_TOGETHER.iter().any(|two| stands_first(two, rest)) {
            at += 2;
        } else {
            let word = tokens[at].text.as_str();
            let number = word.bytes().all(|b| b.is_ascii_digit());
            if !number && !AROUND.contains(&word) {
                unread.push(word.to_owned());
            }
            at += 1;
        }
    }
    let codes =
        list.codes.iter().zip(&found).filter(|(_, f)| **f).map(|(c, _)| c.clone()).collect();
    let denied = !unread.is_empty() && denies(text) || changes(text);
    FieldsFound { codes, unread, denied }
}

/// A text without the word for a part of the work, which without its mark is a network:
/// `phụ trách mảng CĐS`.
fn without_part(text: &str) -> Cow<'_, str> {
    let says = ["mảng", "Mảng", "MẢNG"].iter().any(|w| text.contains(w));
    let part = |w: &&str| fold(w) == fold("mảng");
    let rest = || text.split_inclusive(char::is_whitespace).filter(|w| !part(&w.trim())).collect();
    if says { Cow::Owned(rest()) } else { Cow::Borrowed(text) }
}

/// Initials without their dots: `c.d.s` is `cds`.
fn spelt(plain: &str) -> Cow<'_, str> {
    if !plain.contains('.') {
        return Cow::Borrowed(plain);
    }
    let chars: Vec<char> = plain.chars().collect();
    let alone = |at: usize| {
        chars[at].is_alphabetic()
            && (at == 0 || !chars[at - 1].is_alphanumeric())
            && chars.get(at + 1).is_none_or(|c| !c.is_alphanumeric())
    };
    let joins = |at: usize| {
        chars[at] == '.' && at > 0 && alone(at - 1) && at + 1 < chars.len() && alone(at + 1)
    };
    Cow::Owned((0..chars.len()).filter(|at| !joins(*at)).map(|at| chars[at]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::default_fields;

    #[test]
    fn fields_in_one_cell() {
        let list = FieldKeys::new(&default_fields());
        let codes = |t: &str| fields(t, &list).codes.join("|");
        for t in [
            "CĐS, ATTT",
            "CDS|ATTT",
            "CĐS; ATTT",
            "CĐS và ATTT",
            "CĐS/ATTT",
            "ATTT, CĐS",
            "CĐS + ATTT",
            "CĐS&ATTT",
            "C.Đ.S, A.T.T.T",
            "1. CĐS 2. ATTT",
            "Chuyển đổi số và An toàn thông tin",
            "Phụ trách chuyển đổi số, an toàn, an ninh mạng",
        ] {
            assert_eq!(codes(t), "dx|infosec", "{t}");
            assert!(fields(t, &list).unread.is_empty(), "{t}");
        }
        assert_eq!(codes("Quản trị mạng"), "network");
        assert_eq!(codes("Mạng"), "network");
        assert_eq!(codes("CĐ số, QT mạng"), "dx|network");
        assert_eq!(codes("CS dữ liệu"), "data");
        assert_eq!(codes("An toàn thông tin mạng"), "infosec");
        assert_eq!(codes("ANTT"), "", "security and order");
        assert_eq!(codes("CĐS: x; ATTT: -"), "dx");
        assert_eq!(codes("CĐS: không; ATTT: có"), "infosec");
        assert_eq!(codes("Lĩnh vực: CĐS"), "dx");
        for (text, field) in [("Quản trị CSDL", "data"), ("Quản trị mạng, hệ thống", "network")]
        {
            assert_eq!(codes(text), field, "{text}");
            assert!(fields(text, &list).unread.is_empty(), "{text}");
        }
        for other in ["Mạng lưới điện", "Hạ tầng kỹ thuật đô thị", "Bảo mật tài liệu mật"]
        {
            assert_eq!(codes(other), "", "{other}");
        }
        assert_eq!(codes("CĐS, mạng xã hội"), "dx");
        assert_eq!(codes("Phụ trách mảng CĐS"), "dx", "a part of the work is no network");
        assert_eq!(codes("Chuyển đổi\nsố"), "dx", "a name broken over two lines");
        assert_eq!(codes("E-transactions"), "e_transactions", "a name with a sign of its own");
        let odd = fields("CĐS, văn thư", &list);
        assert_eq!((odd.codes.join("|"), odd.unread.join(" ")), ("dx".into(), "van thu".into()));
        assert_eq!(fields("không ATTT", &list).unread, ["khong"]);
        for one in [
            "ATTT mạng",
            "An toàn thông tin mạng",
            "An toàn - an ninh mạng",
            "an toàn/an ninh thông tin",
        ] {
            let found = fields(one, &list);
            assert_eq!((found.codes.join("|"), found.unread.len()), ("infosec".into(), 0), "{one}");
        }
        for two in ["An toàn thông tin, mạng", "ATTT. Mạng", "mạng, an toàn thông tin"] {
            assert_eq!(codes(two), "infosec|network", "{two}");
        }
        for (text, denied) in [
            ("ATTT (không CĐS)", true),
            ("chưa giao ATTT", true),
            ("ATTT, sửa chữa máy tính", false),
            ("ATTT trên không gian mạng", false),
            ("Đã thôi phụ trách ATTT", true),
            ("Hết CĐS", true),
            ("CĐS (đã bàn giao)", true),
            ("Trước đây làm CĐS", true),
            ("CĐS (dự kiến)", true),
            ("CĐS, ATTT (dự phòng)", true),
            ("Nguyên phụ trách CĐS", true),
            ("CDS (du kien)", true),
            ("CĐS → ATTT", true),
            ("CĐS -> ATTT", true),
            ("CĐS chuyển sang ATTT", true),
            ("Từ CĐS sang ATTT", true),
            ("CĐS, tài nguyên số", false),
            ("ATTT, sao lưu dự phòng", false),
            ("ATTT, sua chua may tinh", false),
        ] {
            assert_eq!(fields(text, &list).denied, denied, "{text}");
        }
    }
    #[test]
    fn neither_order_nor_separator_changes_the_fields() {
        let list = FieldKeys::new(&default_fields());
        let names = ["CĐS", "ATTT", "dữ liệu", "mạng", "GDĐT"];
        let whole = ["Chuyển đổi số", "An toàn thông tin", "CSDL", "Mạng", "Giao dịch điện tử"];
        let signs = [
            ",", ", ", "; ", ";", "/", " / ", "+", " + ", "-", " - ", " – ", "|", " và ", "&",
            "\n", "\r\n", ". ",
        ];
        let mut seen = 0;
        for all in permutations(5) {
            for count in 1..=5 {
                let chosen = &all[..count];
                let mut want: Vec<usize> = chosen.to_vec();
                want.sort_unstable();
                let want: Vec<&str> = want.iter().map(|at| list.codes[*at].as_str()).collect();
                for (names, sign) in [names, whole].iter().flat_map(|n| signs.map(|s| (n, s))) {
                    let text = chosen.iter().map(|at| names[*at]).collect::<Vec<_>>().join(sign);
                    let found = fields(&text, &list);
                    assert_eq!(found.codes, want, "{text}");
                    assert!(found.unread.is_empty(), "{text}: {:?}", found.unread);
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, 120 * 5 * 2 * signs.len());
    }

    /// Every order of the first numbers.
    fn permutations(count: usize) -> Vec<Vec<usize>> {
        if count == 0 {
            return vec![Vec::new()];
        }
        let shorter = permutations(count - 1);
        let insert = |at: usize| {
            move |order: &Vec<usize>| [&order[..at], &[count - 1], &order[at..]].concat()
        };
        (0..count).flat_map(|at| shorter.iter().map(insert(at)).collect::<Vec<_>>()).collect()
    }
}
