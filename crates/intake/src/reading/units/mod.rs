//! Names of offices as people write them → the office.

mod initials;
mod names;
mod near;
mod part;
mod stem;
mod text;

pub(super) use names::is_bare_kind;
pub(crate) use text::is_area_office;
pub(super) use text::{looks_like_office, title_parts};

use std::collections::{HashMap, HashSet};

use kernel::folding::fold;

use names::{bare, key, kind_at, needs_province, plain_key, tokens, variants, without_committee};

/// An office of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `province`, `department`, `district`, `commune` …
    pub kind: String,
    /// Code of the office above.
    pub parent: Option<String>,
    /// Code of its administrative area.
    pub area: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// What a text resolves to. Codes are of offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This office, by its name, an alias or an abbreviation.
    One(String),
    /// This office, written without diacritics.
    Unmarked(String),
    /// Several offices bear the name.
    Ambiguous(Vec<String>),
    /// None does; these are written alike.
    Unknown(Vec<String>),
}

impl Resolution {
    /// The office, where there is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::One(code) | Self::Unmarked(code) => Some(code),
            _ => None,
        }
    }
}

/// The register, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct UnitIndex {
    offices: Vec<Office>,
    by_code: HashMap<String, usize>,
    exact: HashMap<String, Vec<usize>>,
    bare: HashMap<String, Vec<usize>>,
    plain: HashMap<String, Vec<usize>>,
    /// Keys that are a name only where the province is understood: `văn phòng ubnd`.
    short: HashSet<(String, usize)>,
    /// Words of each name without diacritics, for abbreviations and near matches.
    words: Vec<Vec<String>>,
    provinces: Vec<Vec<String>>,
    /// Names of offices that are no more, with those that followed.
    former: HashMap<String, Vec<usize>>,
    /// Offices of which rooms are offices of their own, with the word the name of one begins with.
    rooms: HashSet<(String, String)>,
}

impl UnitIndex {
    /// Indexes the register.
    pub fn new(offices: Vec<Office>) -> Self {
        let provinces = offices
            .iter()
            .filter(|o| o.kind == "province")
            .filter_map(|o| bare(without_committee(&tokens(&o.name))).map(<[String]>::to_vec))
            .collect();
        let mut index = Self { provinces, ..Self::default() };
        for (at, office) in offices.iter().enumerate() {
            index.by_code.insert(office.code.clone(), at);
            index.rooms.extend(Self::as_room(office));
            for name in std::iter::once(&office.name).chain(&office.aliases) {
                index.add(at, name);
            }
            let words = tokens(&office.name);
            let words = without_committee(&words).iter().map(|w| plain_key(w)).collect();
            index.words.push(words);
        }
        index.offices = offices;
        index
    }

    /// Knows the names of offices that are no more, each with the code of the one that followed:
    /// it is proposed where somebody still writes the old name.
    #[must_use]
    pub fn with_former(mut self, names: Vec<(String, String)>) -> Self {
        for (name, successor) in names {
            let Some(at) = self.by_code.get(&successor).copied() else { continue };
            let list = self.former.entry(key(without_committee(&tokens(&name)))).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
        self
    }

    fn add(&mut self, at: usize, name: &str) {
        let add = |map: &mut HashMap<String, Vec<usize>>, key: String| {
            let list = map.entry(key).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        };
        let all = tokens(name);
        let words = without_committee(&all);
        for (n, key) in variants(words, &self.provinces).into_iter().enumerate() {
            // With `tỉnh` at its end a name is still the province's; without, anybody's.
            let whole = n == 0 || key.ends_with(&fold("tỉnh")) || !needs_province(words);
            if !whole && !self.exact.get(&key).is_some_and(|list| list.contains(&at)) {
                self.short.insert((key.clone(), at));
                self.short.insert((plain_key(&key), at));
            }
            if whole {
                self.short.remove(&(key.clone(), at));
                self.short.remove(&(plain_key(&key), at));
            }
            add(&mut self.plain, plain_key(&key));
            add(&mut self.exact, key);
        }
        if let Some(bare) = bare(words) {
            add(&mut self.bare, key(bare));
        }
    }

    /// The offices of the register.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// The office with a code.
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.by_code.get(code).map(|at| &self.offices[*at])
    }

    /// Whether an office is another one or stands somewhere under it.
    pub fn is_within(&self, code: &str, above: &str) -> bool {
        let mut seen = HashSet::new();
        let mut next = Some(code);
        while let Some(code) = next {
            if code == above {
                return true;
            }
            if !seen.insert(code) {
                return false;
            }
            next = self.office(code).and_then(|o| o.parent.as_deref());
        }
        false
    }

    /// Whether a text is, letter by letter, the name of an office. Cheap.
    pub fn names_office(&self, text: &str) -> bool {
        let all = tokens(text);
        let words = without_committee(&all);
        !words.is_empty()
            && variants(words, &self.provinces).iter().any(|k| self.exact.contains_key(k))
    }

    /// The office a text names. `scope` is the office it was written under: it settles which of
    /// two communes of one name is meant.
    pub fn resolve(&self, text: &str, scope: Option<&str>) -> Resolution {
        let all = tokens(text);
        let words = without_committee(&all);
        if words.is_empty() {
            return Resolution::Unknown(Vec::new());
        }
        let found = self.named(words, scope);
        if !found.is_empty() {
            return self.settle(found, scope, false);
        }
        if let Some(at) = self.by_code.get(text.trim()) {
            return Resolution::One(self.offices[*at].code.clone());
        }
        if let Some(own) = self.own_committee(&all, scope) {
            return self.settle(vec![own], scope, false);
        }
        if let Some(found) = self.with_place(text, words, scope) {
            return found;
        }
        if let Some(found) = self.bare.get(&key(words)) {
            let fits = self.narrow(found, scope);
            if fits.len() == 1 {
                return self.settle(fits, scope, false);
            }
        }
        if text.is_ascii()
            && let Some(found) = self.plain.get(&key(words))
        {
            let found = self.understood(&key(words), found, scope);
            if !found.is_empty() {
                return self.settle(found, scope, true);
            }
        }
        let mut near = self.near(words, scope);
        let former = self.former.get(&key(words)).into_iter().flatten();
        for at in self.exact.get(&key(words)).into_iter().flatten().chain(former) {
            let code = &self.offices[*at].code;
            near.retain(|c| c != code);
            near.insert(0, code.clone());
        }
        for code in self.mentioned(text, scope) {
            if !near.contains(&code) {
                near.push(code);
            }
        }
        Resolution::Unknown(near)
    }

    /// Of the offices a key is of, those whose province is understood: within an office other
    /// than the province and themselves, a short name is of somebody there.
    fn understood(&self, key: &str, found: &[usize], scope: Option<&str>) -> Vec<usize> {
        let Some(scope) = scope.and_then(|s| self.office(s)) else { return found.to_vec() };
        let own = |at: &usize| {
            scope.kind == "province"
                || self.offices[*at].code == scope.code
                || self.is_within(&self.offices[*at].code, &scope.code)
                || !self.short.contains(&(key.to_owned(), *at))
        };
        found.iter().copied().filter(own).collect()
    }

    /// Whether a text that names no office names an area above the communes which is nobody's here:
    /// a province or a district, and no slip of the pen for one of the register.
    pub(crate) fn is_elsewhere(&self, text: &str, near: &[String]) -> bool {
        let all = tokens(text);
        let words = without_committee(&all);
        let Some(kind) = names::upper_kind(words) else { return false };
        let alike = |code: &String| {
            self.office(code).is_some_and(|o| {
                let name = tokens(&o.name);
                let name = without_committee(&name);
                let (known, said) = (plain_key(&key(name)), plain_key(&key(words)));
                names::upper_kind(name) == Some(kind)
                    && strsim::normalized_damerau_levenshtein(&known, &said) >= 0.88
            })
        };
        // `HUYỆN LẬP THẠCH NĂM 2024`: what follows a name says something else.
        let known = |n: usize| {
            let key = key(&words[..n]);
            self.exact.contains_key(&key) || self.former.contains_key(&key)
        };
        !(2..=words.len()).any(known) && !near.iter().any(alike)
    }

    /// By name or alias alone: no abbreviations, no proposals. Cheap.
    pub fn resolve_exactly(&self, text: &str, scope: Option<&str>) -> Resolution {
        let all = tokens(text);
        let words = without_committee(&all);
        let mut keys = variants(words, &self.provinces).into_iter();
        match keys.find_map(|k| self.exact.get(&k).map(|found| (k, found))) {
            Some((key, found)) if !words.is_empty() => match self.understood(&key, found, scope) {
                fits if fits.is_empty() => Resolution::Unknown(Vec::new()),
                fits => self.settle(fits, scope, false),
            },
            _ => Resolution::Unknown(Vec::new()),
        }
    }

    /// By name or alias, else by an abbreviation.
    fn named(&self, words: &[String], scope: Option<&str>) -> Vec<usize> {
        for key in variants(words, &self.provinces) {
            if let Some(found) = self.exact.get(&key) {
                let found = self.understood(&key, found, scope);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let short: Vec<String> = words.iter().map(|w| plain_key(w)).collect();
        if short.iter().map(String::len).sum::<usize>() < 3 {
            return Vec::new();
        }
        let found: Vec<usize> = (0..self.words.len())
            .filter(|at| initials::abbreviates(&short, &self.words[*at]))
            .filter(|at| !short.eq(&self.words[*at]))
            .collect();
        self.narrow(&found, scope)
    }

    /// `xã Xuân Hòa, huyện Lập Thạch`: the head within what the tail names.
    fn with_place(&self, text: &str, words: &[String], scope: Option<&str>) -> Option<Resolution> {
        let cut = |head: Vec<String>, tail: Vec<String>| {
            let head_words = without_committee(&head);
            let places = self.places(without_committee(&tail));
            let found = self.named(head_words, scope);
            let inside: Vec<usize> =
                found.into_iter().filter(|h| places.iter().any(|p| self.below(*h, *p))).collect();
            (!inside.is_empty()).then(|| self.settle(inside, scope, false))
        };
        for (at, c) in text.char_indices() {
            if matches!(c, ',' | ';' | '(' | '-' | '–' | '/')
                && let Some(found) = cut(tokens(&text[..at]), tokens(&text[at..]))
            {
                return Some(found);
            }
        }
        (1..words.len())
            .filter(|at| kind_at(&words[*at..]))
            .find_map(|at| cut(words[..at].to_vec(), words[at..].to_vec()))
    }

    /// Areas a text names, also without their kind, also several in a row.
    fn places(&self, words: &[String]) -> Vec<usize> {
        let mut out = self.named(words, None);
        out.extend(self.bare.get(&key(words)).into_iter().flatten());
        if out.is_empty()
            && let Some(at) = (1..words.len()).find(|at| kind_at(&words[*at..]))
        {
            out = self.named(&words[..at], None);
            out.extend(self.bare.get(&key(&words[..at])).into_iter().flatten());
        }
        out
    }

    fn below(&self, inner: usize, outer: usize) -> bool {
        inner != outer && self.is_within(&self.offices[inner].code, &self.offices[outer].code)
    }

    /// Those within the scope, where any are.
    fn narrow(&self, found: &[usize], scope: Option<&str>) -> Vec<usize> {
        let inside: Vec<usize> = found
            .iter()
            .copied()
            .filter(|at| scope.is_some_and(|s| self.is_within(&self.offices[*at].code, s)))
            .collect();
        if inside.is_empty() { found.to_vec() } else { inside }
    }

    fn settle(&self, found: Vec<usize>, scope: Option<&str>, unmarked: bool) -> Resolution {
        let fits = if found.len() > 1 { self.narrow(&found, scope) } else { found };
        let code = |at: &usize| self.offices[*at].code.clone();
        match fits.as_slice() {
            [one] if unmarked => Resolution::Unmarked(code(one)),
            [one] => Resolution::One(code(one)),
            several => Resolution::Ambiguous(several.iter().map(code).collect()),
        }
    }
}
