//! Columns whose heading says nothing, by what stands in them.

use crate::reading::{Meaning, values::key};

use super::{Confidence, columns::Draft, vocabulary::has};

/// Columns whose heading says nothing, by what stands in them. Only what can hardly be anything
/// else, and only what no other column means.
pub(super) fn proposed(drafts: &mut [Draft]) {
    let taken: Vec<Meaning> =
        drafts.iter().filter_map(|d| d.guess.as_ref().map(|(m, _)| m.clone())).collect();
    let free = |m: &[Meaning]| !m.iter().any(|m| taken.contains(m));
    let births = [Meaning::Birth, Meaning::BirthMale, Meaning::BirthYear];
    let fieldless = !taken.iter().any(|m| {
        let of_field = matches!(m, Meaning::DedicatedTo(_) | Meaning::ConcurrentTo(_));
        of_field || matches!(m, Meaning::Fields | Meaning::Field(_))
    });
    let modes = [Meaning::Mode, Meaning::Dedicated, Meaning::Concurrent];
    let named = !free(&[Meaning::FullName]) || !free(&[Meaning::FamilyMiddle]);
    let first_name = drafts
        .iter()
        .find(|d| d.is(&Meaning::FullName) || d.is(&Meaning::FamilyMiddle))
        .map_or(u16::MAX, |d| d.index);
    // Of two columns of names, which is the officer's nobody can tell.
    let persons = drafts.iter().filter(|d| d.profile.mostly(d.profile.names, 70)).count();
    let mut given = Vec::new();
    for draft in drafts.iter_mut().filter(|d| d.guess.is_none() && !d.of_another) {
        let p = draft.profile;
        if p.filled == 0 || p.filled < 3 && named {
            continue;
        }
        let m = if !named && persons == 1 && p.mostly(p.names, 70) {
            Meaning::FullName
        } else if p.mostly(p.ids, 70) && free(&[Meaning::PersonalId]) {
            Meaning::PersonalId
        } else if p.mostly(p.degrees, 80) && free(&[Meaning::Degree]) && may_be_degree(&draft.path)
        {
            Meaning::Degree
        } else if p.mostly(p.fields, 80) && draft.path.is_empty() && fieldless {
            Meaning::Fields
        } else if p.mostly(p.emails, 80) && free(&[Meaning::Email]) {
            Meaning::Email
        } else if p.mostly(p.modes, 80) && free(&modes) {
            Meaning::Mode
        } else if p.mostly(p.sexes, 90)
            && free(&[Meaning::Sex, Meaning::SexMale, Meaning::BirthMale])
        {
            Meaning::Sex
        } else if p.mostly(p.phones, 80)
            && free(&[Meaning::Phone])
            && !speaks(&draft.path, &OTHER_PHONES)
        {
            Meaning::Phone
        } else if p.mostly(p.places, 80)
            && free(&[Meaning::Unit])
            && !speaks(&draft.path, &OTHER_PLACES)
        {
            Meaning::Unit
        } else if p.mostly(p.births, 80) && free(&births) && !speaks(&draft.path, &OTHER_DATES) {
            Meaning::Birth
        } else if draft.index < first_name && p.mostly(p.ordinals, 80) && free(&[Meaning::Ordinal])
        {
            Meaning::Ordinal
        } else {
            continue;
        };
        if !given.contains(&m) {
            given.push(m.clone());
            draft.becomes(m, Confidence::Content);
        }
    }
}

/// Words of headings over phones that are not the person's own.
const OTHER_PHONES: [&str; 9] =
    ["co quan", "ban", "co dinh", "noi bo", "lanh dao", "fax", "nha", "lien he", "nguoi"];
/// Words of headings over places that are not where somebody serves.
pub(super) const OTHER_PLACES: [&str; 23] = [
    "que",
    "dao tao",
    "boi duong",
    "tap huan",
    "phoi hop",
    "tuyen dung",
    "ban hanh",
    "bo nhiem",
    "gioi thieu",
    "sinh",
    "ho khau",
    "thuong tru",
    "tam tru",
    "cu tru",
    "dia chi",
    "noi o",
    "cap",
    "truoc",
    "cu",
    "moi",
    "den",
    "tu",
    "khai sinh",
];
/// Words of headings over days that are no births.
const OTHER_DATES: [&str; 20] = [
    "vao",
    "tuyen",
    "cap",
    "qd",
    "quyet",
    "bat dau",
    "tu",
    "ket thuc",
    "tot nghiep",
    "bo nhiem",
    "dang",
    "nhap",
    "han",
    "ky",
    "den",
    "nang luong",
    "huong",
    "con",
    "vo",
    "chong",
];

fn speaks(path: &[String], words: &[&str]) -> bool {
    let key = key(&path.join(" "));
    words.iter().any(|w| has(&key, w))
}

/// Whether no word of the headings speaks of other studies: politics, languages, computers.
fn may_be_degree(path: &[String]) -> bool {
    const OTHER: [&str; 12] = [
        "tin hoc",
        "ngoai ngu",
        "ly luan",
        "chinh tri",
        "quan ly",
        "qlnn",
        "cntt",
        "tieng",
        "boi duong",
        "pho thong",
        "van hoa",
        "chung chi",
    ];
    !speaks(path, &OTHER)
}
