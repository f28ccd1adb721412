//! Rooms of an office that the register knows by the office alone.

use kernel::folding::fold;

use super::{
    Resolution, UnitIndex,
    names::{kind_at, tokens, without_committee},
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

impl UnitIndex {
    /// The office whose room a text names: `Phòng Văn hóa và Thông tin huyện Lập Thạch`, `Phòng
    /// CNTT, Sở TT&TT`; also `Văn phòng HĐND và UBND` within the one it was written under. Whoever
    /// serves there is of that office.
    pub fn office_of_room(&self, text: &str, scope: Option<&str>) -> Option<String> {
        let all = tokens(text);
        let begins = |words: &str| {
            let words: Vec<String> = fold(words).split(' ').map(str::to_owned).collect();
            all.starts_with(&words)
        };
        if OTHERS.iter().any(|o| begins(o)) {
            return None;
        }
        let council = begins("văn phòng hđnd") || begins("văn phòng ubnd");
        let of_department = begins("văn phòng sở");
        if !council && !of_department && !ROOMS.iter().any(|r| begins(r)) {
            return None;
        }
        (1..all.len()).find_map(|at| self.named_behind(&all[at..], scope)).or_else(|| {
            let own = self.office(scope?)?;
            let bare = without_committee(all.get(2..)?);
            let alone = begins("văn phòng hđnd") && bare.len() == 1 && bare[0] == "ubnd";
            (alone && matches!(own.kind.as_str(), "district" | "commune")).then(|| own.code.clone())
        })
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
