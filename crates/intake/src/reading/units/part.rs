//! Rooms of an office that the register knows by the office alone.

use kernel::folding::fold;

use super::{
    Office, Resolution, UnitIndex,
    names::{is_kind, kind_at, tokens, without_committee},
};

/// What begins the name of a room that every committee or department has.
const ROOMS: [&str; 3] = ["phòng", "bộ phận", "thanh tra"];

/// What begins like a room and is somebody else: a bank's counter, a clinic, a notary.
const OTHERS: [&str; 6] = [
    "phòng giao dịch",
    "phòng khám",
    "phòng công chứng",
    "phòng cháy",
    "phòng thi hành",
    "phòng bảo hiểm",
];

/// What stands between an office and a room of it.
const BETWEEN: [char; 6] = ['(', ',', ';', '-', '–', '/'];

/// Whether words begin like these.
fn begins(all: &[String], words: &str) -> bool {
    let words: Vec<String> = fold(words).split(' ').map(str::to_owned).collect();
    all.starts_with(&words)
}

/// Whether words name a room that every committee or department has, or who leads it.
fn is_room(all: &[String]) -> bool {
    const MORE: [&str; 4] = ["lãnh đạo", "ban giám đốc", "ban lãnh đạo", "cơ quan"];
    // Another `văn phòng` may be an office of its own: that of the land register.
    let secretariat = begins(all, "văn phòng")
        && (all.len() == 2 || ["sở", "hđnd", "ubnd"].iter().any(|w| all[2] == fold(w)));
    let room = secretariat || ROOMS.iter().chain(&MORE).any(|r| begins(all, r));
    room && !OTHERS.iter().any(|o| begins(all, o))
}

impl UnitIndex {
    /// The office whose room a text names: `Phòng Văn hóa và Thông tin huyện Lập Thạch`, `Phòng
    /// CNTT, Sở TT&TT`, `Sở Xây dựng (Văn phòng)`; also `Văn phòng HĐND và UBND huyện` within the
    /// one it was written under. Whoever serves there is of that office.
    pub fn office_of_room(&self, text: &str, scope: Option<&str>) -> Option<String> {
        let code = self.room_of(text, scope)?;
        let known = |word: &String| self.rooms.contains(&(code.clone(), word.clone()));
        // Where the register has rooms of that office, it is one of them or none that is known.
        (self.rooms.is_empty() || !tokens(text).iter().any(known)).then_some(code)
    }

    fn room_of(&self, text: &str, scope: Option<&str>) -> Option<String> {
        let all = tokens(text);
        if !is_room(&all) || begins(&all, "cơ quan") {
            return self.before_room(text, scope);
        }
        let behind = (1..all.len()).find_map(|at| self.named_behind(&all[at..], scope));
        behind
            .or_else(|| {
                let own = (1..all.len()).find_map(|at| self.own_kind(&all[at..], scope));
                Some(self.offices[own?].code.clone())
            })
            .or_else(|| {
                let own = self.office(scope?)?;
                let bare = without_committee(all.get(2..)?);
                let alone = begins(&all, "văn phòng hđnd") && bare.len() == 1 && bare[0] == "ubnd";
                (alone && matches!(own.kind.as_str(), "district" | "commune"))
                    .then(|| own.code.clone())
            })
    }

    /// The office that a room of the register is of, and the word its name begins with.
    pub(super) fn as_room(office: &Office) -> Option<(String, String)> {
        let words = tokens(&office.name);
        let first = words.first()?;
        let named = [fold("phòng"), fold("văn")].contains(first) && is_room(&words);
        Some((office.parent.clone().filter(|_| named)?, first.clone()))
    }

    /// `Sở Xây dựng (Văn phòng)`, `Sở Nội vụ - Phòng CCHC`: the room stands behind its office.
    fn before_room(&self, text: &str, scope: Option<&str>) -> Option<String> {
        let cuts = text.char_indices().filter(|(_, c)| BETWEEN.contains(c));
        cuts.map(|(at, _)| at).find_map(|at| {
            let tail = tokens(&text[at..]);
            let room = is_room(&tail) && self.named(&tail, scope).is_empty();
            room.then(|| self.one_named(&text[..at], scope)).flatten()
        })
    }

    /// The one office that a text names, the province apart.
    fn one_named(&self, text: &str, scope: Option<&str>) -> Option<String> {
        let all = tokens(text);
        let words = without_committee(&all);
        let found = if words.is_empty() { Vec::new() } else { self.named(words, scope) };
        match (!found.is_empty()).then(|| self.settle(found, scope, false))? {
            Resolution::One(code) if self.office(&code)?.kind != "province" => Some(code),
            _ => None,
        }
    }

    /// Offices that parts of a text name, where the whole names none: `TT CNTT - Sở Y tế`.
    pub(super) fn mentioned(&self, text: &str, scope: Option<&str>) -> Vec<String> {
        let parts = text.split(BETWEEN).filter(|p| p.len() < text.len());
        parts.filter_map(|p| self.one_named(p, scope)).collect()
    }

    /// The office a name without its place means within it: `UBND huyện` in a district's sheet.
    pub(super) fn own_committee(&self, all: &[String], scope: Option<&str>) -> Option<usize> {
        let agency = [fold("cơ"), fold("quan")];
        let words = all.strip_prefix(&agency).unwrap_or(all);
        let kind = without_committee(words);
        (kind.len() < words.len()).then(|| self.own_kind(kind, scope)).flatten()
    }

    /// The office of the scope, where words are its kind of area and nothing else.
    fn own_kind(&self, words: &[String], scope: Option<&str>) -> Option<usize> {
        let at = *self.by_code.get(scope?)?;
        let own = &self.offices[at];
        let name = tokens(&own.name);
        let fits = is_kind(words) && without_committee(&name).starts_with(words);
        (fits && matches!(own.kind.as_str(), "district" | "commune")).then_some(at)
    }

    /// The one office that words behind a room name: of an area, or a department.
    fn named_behind(&self, tail: &[String], scope: Option<&str>) -> Option<String> {
        let words = without_committee(tail);
        let area = kind_at(words) && self.exact.contains_key(&super::names::key(words));
        if !area && words.first().is_none_or(|w| *w != fold("sở")) {
            return None;
        }
        let found = self.named(words, scope);
        match (!found.is_empty()).then(|| self.settle(found, scope, false))? {
            Resolution::One(code) => {
                let kind = &self.office(&code)?.kind;
                (kind != "province").then_some(code)
            }
            _ => None,
        }
    }
}
