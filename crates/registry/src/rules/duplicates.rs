//! Which records may be of one person. It is a hint: people look before they join.

use std::collections::BTreeMap;

use kernel::folding;

use super::identity::is_landline;
use crate::model::Person;

/// Why two records may be of one person, beside their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Births agree.
    Birth,
    /// They have one mobile phone.
    Phone,
    /// Both.
    Both,
}

impl Likeness {
    /// A word for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Phone => "phone",
            Self::Both => "birth_and_phone",
        }
    }
}

/// Why two records may be of one person; `None` where nothing says so, or two personal numbers say
/// that they are two.
pub fn likeness(a: &Person, b: &Person) -> Option<Likeness> {
    let two_numbers =
        a.personal_number.as_ref().zip(b.personal_number.as_ref()).is_some_and(|(a, b)| a != b);
    if two_numbers || !same_name(a, b) {
        return None;
    }
    let births = a.birth.zip(b.birth).is_some_and(|(a, b)| a.agrees_with(b));
    // An office shares its landline.
    let mobile = a.phone.as_ref().filter(|phone| !is_landline(phone));
    match (births, mobile.is_some() && mobile == b.phone.as_ref()) {
        (true, true) => Some(Likeness::Both),
        (true, false) => Some(Likeness::Birth),
        (false, true) => Some(Likeness::Phone),
        (false, false) => None,
    }
}

/// Names that are the same, or that lost their diacritics on one side.
fn same_name(a: &Person, b: &Person) -> bool {
    let (Some(a), Some(b)) = (a.full_name.as_deref(), b.full_name.as_deref()) else {
        return false;
    };
    folding::fold(a) == folding::fold(b)
        || (a.is_ascii() || b.is_ascii()) && folding::plain(a) == folding::plain(b)
}

/// The places of records that may be of one person, in the order of the first.
pub fn pairs(people: &[Person]) -> Vec<(usize, usize, Likeness)> {
    let mut namesakes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        if let Some(name) = &person.full_name {
            namesakes.entry(folding::plain(name)).or_default().push(place);
        }
    }
    let mut found = Vec::new();
    for alike in namesakes.values() {
        for (n, a) in alike.iter().enumerate() {
            let others = alike[n + 1..].iter();
            found
                .extend(others.filter_map(|b| Some((*a, *b, likeness(&people[*a], &people[*b])?))));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;

    use super::*;
    use crate::model::PersonId;

    fn somebody([name, birth, number, phone]: [&str; 4]) -> Person {
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        Person {
            id: PersonId(Uuid::from_u128(1)),
            full_name: some(name),
            sex: None,
            birth: birth.parse().ok(),
            personal_number: some(number),
            phone: some(phone),
            email: None,
        }
    }

    #[test]
    fn name_and_birth_or_mobile_make_a_likeness_two_numbers_none() {
        use Likeness::{Birth, Both, Phone};
        let table = [
            (["Lê An", "1985", "", ""], ["LÊ  AN", "1985-03-17", "1", ""], Some(Birth)),
            (["Lê An", "1985", "", "0301"], ["Lê An", "1985", "", "0301"], Some(Both)),
            (["Lê An", "1985", "", "0301"], ["Lê An", "1986", "", "0301"], Some(Phone)),
            (["Lê An", "", "", "0301"], ["Lê An", "1986", "", "0301"], Some(Phone)),
            // Lost diacritics are forgiven, other ones are not.
            (["Lê An", "1985", "", ""], ["Le An", "1985", "", ""], Some(Birth)),
            (["Lê An", "1985", "", ""], ["Lê Ân", "1985", "", ""], None),
            // Two numbers are two people; one number and none may be one.
            (["Lê An", "1985", "1", "0301"], ["Lê An", "1985", "2", "0301"], None),
            (["Lê An", "1985", "1", ""], ["Lê An", "1985", "", ""], Some(Birth)),
            // A name alone, an office's landline, another birth: nothing.
            (["Lê An", "", "", ""], ["Lê An", "1985", "", ""], None),
            (["Lê An", "", "", "0211"], ["Lê An", "", "", "0211"], None),
            (["Lê An", "1985", "", ""], ["Lê An", "1986", "", ""], None),
            (["", "1985", "", "0301"], ["", "1985", "", "0301"], None),
        ];
        for (a, b, expected) in table {
            let (one, other) = (somebody(a), somebody(b));
            assert_eq!(likeness(&one, &other), expected, "{a:?} {b:?}");
            assert_eq!(likeness(&other, &one), expected, "either way round");
        }
    }

    #[test]
    fn every_pair_is_found_once() {
        let people = [
            ["Lê An", "1985", "", ""],
            ["Bùi Dũng", "1985", "", ""],
            ["Le An", "1985", "", ""],
            ["Lê An", "1985-03-17", "", ""],
        ];
        let found = pairs(&people.map(somebody));
        let places: Vec<_> = found.iter().map(|(a, b, _)| (*a, *b)).collect();
        assert_eq!(places, [(0, 2), (0, 3), (2, 3)]);
    }
}
