//! The columns of a table: headings from top to bottom, content, and what both together mean.

use std::collections::HashMap;

use kernel::folding::{fold, squeeze};
use sha2::{Digest, Sha256};

use crate::reading::{
    Grid, Legend, Meaning, Row,
    values::{self, FieldKeys},
};

use super::{
    Beside, Column, Confidence, DetectOptions, Mapping, Table, content, duty,
    header::Header,
    hidden, offices,
    profile::{Eye, Profile},
    studies,
    vocabulary::{Guess, SURE, meaning, says_of_papers, under},
    when,
};

/// Rows looked at to tell what a column holds.
const SAMPLE: usize = 200;

/// A column on the way to its meaning.
pub(super) struct Draft {
    pub(super) index: u16,
    pub(super) path: Vec<String>,
    pub(super) guess: Option<Guess>,
    pub(super) profile: Profile,
    pub(super) confidence: Confidence,
    /// What it meant, had no other column meant it more.
    pub(super) second: Option<Meaning>,
    /// It speaks of a second person in the row.
    pub(super) of_another: bool,
    /// Its sender hid it.
    pub(super) hidden: bool,
}

impl Draft {
    pub(super) fn is(&self, m: &Meaning) -> bool {
        self.guess.as_ref().is_some_and(|(g, _)| g == m)
    }

    /// It is kept as it stands, and means nothing that is asked for.
    pub(super) fn leave(&mut self) {
        self.guess = None;
        self.confidence = Confidence::Unknown;
        self.of_another = true;
    }

    pub(super) fn becomes(&mut self, m: Meaning, confidence: Confidence) {
        self.guess = Some((m, 80));
        self.confidence = confidence;
    }
}

/// The columns under each header down to its last row. A header that comes again at a page break
/// has the same columns: what stands in them is looked at together.
pub(super) fn drafts_of(
    grid: &Grid,
    headers: &[(&Header, u32)],
    fields: &FieldKeys,
) -> Vec<Vec<Draft>> {
    let mut all: Vec<Vec<Draft>> =
        headers.iter().map(|(header, last)| drafts(grid, header, *last, fields)).collect();
    if all.len() < 2 {
        return all;
    }
    let mut seen: HashMap<String, Vec<Profile>> = HashMap::new();
    let keys: Vec<String> = all.iter().map(|drafts| layout_key(drafts)).collect();
    for (key, drafts) in keys.iter().zip(&all) {
        let sums = seen.entry(key.clone()).or_default();
        sums.resize(sums.len().max(drafts.len()), Profile::default());
        for (sum, draft) in sums.iter_mut().zip(drafts) {
            sum.add(&draft.profile);
        }
    }
    for (key, drafts) in keys.iter().zip(&mut all) {
        for (draft, sum) in drafts.iter_mut().zip(&seen[key]) {
            draft.profile = *sum;
        }
    }
    all
}

/// The table under a header, down to `last`, of a sheet that speaks of the year `stated`.
pub(super) fn table(
    mut drafts: Vec<Draft>,
    (header, last): (&Header, u32),
    stated: Option<u16>,
    fields: &FieldKeys,
    options: &DetectOptions<'_>,
) -> Table {
    let doubled = hidden::lose_to_visible(&mut drafts);
    let beside = beside(&mut drafts);
    when::only_present(&mut drafts, stated);
    duty::group_of_all(&mut drafts);
    by_content(&mut drafts);
    split_name(&mut drafts);
    let second = further_people(&mut drafts);
    studies::by_heading(&mut drafts);
    one_each(&mut drafts);
    content::proposed(&mut drafts);
    let layout_key = header.pointed.clone().unwrap_or_else(|| layout_key(&drafts));
    if let Some(mapping) = options.remembered.get(&layout_key) {
        as_remembered(&mut drafts, mapping);
    }
    let unknown_ticks = duty::unknown_ticks(&drafts, fields);
    let offices = offices::further(&drafts, fields);
    let studies = studies::further(&drafts);
    // `Họ và tên` below `Cán bộ tham mưu CĐS`.
    let of_duty = drafts.iter().any(|d| {
        d.is(&Meaning::FullName) && !values::fields(&d.path.join(" "), fields).codes.is_empty()
    });
    let columns: Vec<Column> = drafts
        .into_iter()
        .filter(|d| d.profile.filled > 0 || d.guess.is_some())
        .map(|d| Column {
            index: d.index,
            heading: d.path.join(" / "),
            meaning: d.guess.map_or(Meaning::Other, |(m, _)| m),
            confidence: d.confidence,
        })
        .collect();
    let tells_duty = of_duty
        || columns.iter().any(|c| {
            matches!(
                c.meaning,
                Meaning::Mode
                    | Meaning::Dedicated
                    | Meaning::Concurrent
                    | Meaning::Field(_)
                    | Meaning::Fields
                    | Meaning::DedicatedTo(_)
                    | Meaning::ConcurrentTo(_)
            )
        });
    Table {
        header: (header.top, header.bottom),
        numbering: header.numbering,
        last,
        tells_duty,
        columns,
        unknown_ticks,
        beside,
        second,
        offices,
        studies,
        doubled,
        layout_key,
        pointed: header.pointed.is_some(),
    }
}

/// Cuts off a second list that stands beside the first under the same headings.
fn beside(drafts: &mut Vec<Draft>) -> Option<Beside> {
    let named = |d: &Draft| d.is(&Meaning::FullName) || d.is(&Meaning::FamilyMiddle);
    let first = drafts.iter().position(named)?;
    let same = |drafts: &[Draft], at: usize, apart: usize| {
        let (Some(a), Some(b)) =
            (at.checked_sub(apart).and_then(|n| drafts.get(n)), drafts.get(at))
        else {
            return false;
        };
        !a.path.is_empty() && a.path == b.path
    };
    let second = (first + 1..drafts.len()).find(|at| {
        let apart = at - first;
        named(&drafts[*at])
            && same(drafts, *at, apart)
            && (1..=apart).filter(|n| same(drafts, at + n, apart)).count() >= 2.min(apart - 1)
            && apart >= 3
    })?;
    let apart = second - first;
    let mut start = second;
    while start > first + 1 && same(drafts, start - 1, apart) {
        start -= 1;
    }
    let cut = drafts.split_off(start);
    let headings: Vec<String> = cut.iter().map(|d| d.path.join(" / ")).collect();
    Some(Beside {
        column: cut.first()?.index,
        name: cut.get(second - start)?.index,
        heading: headings.join(" | "),
    })
}

fn drafts(grid: &Grid, header: &Header, until: u32, list: &FieldKeys) -> Vec<Draft> {
    let start = header.numbering.unwrap_or(header.bottom) + 1;
    let data = || grid.rows_between(start, until).iter();
    let width = data()
        .chain(grid.rows_between(header.top, header.bottom))
        .filter_map(|r| r.cells.last())
        .map(|(c, _)| c + 1)
        .max()
        .unwrap_or(0);
    let profiles = profiles(data(), width, list);
    profiles
        .into_iter()
        .enumerate()
        .map(|(index, profile)| {
            let index = u16::try_from(index).expect("counted in u16");
            let path = path(grid, header, index);
            let guess = guess(&path, list);
            let confidence =
                if guess.is_some() { Confidence::Heading } else { Confidence::Unknown };
            let hidden = grid.asides.hides(index);
            let (second, of_another) = (None, false);
            Draft { index, path, guess, profile, confidence, second, of_another, hidden }
        })
        .collect()
}

/// What stands in the columns of rows.
pub(super) fn profiles<'g>(
    rows: impl Iterator<Item = &'g Row>,
    width: u16,
    list: &FieldKeys,
) -> Vec<Profile> {
    let mut profiles = vec![Profile::default(); usize::from(width)];
    let mut eye = Eye::new(list);
    for row in rows.filter(|r| r.cells.len() >= 3).take(SAMPLE) {
        for (column, cell) in &row.cells {
            eye.see(cell, &mut profiles[usize::from(*column)]);
        }
    }
    profiles
}

/// Headings of a column from top to bottom. A merged heading stands over all its columns; where
/// nothing is merged, a heading reaches right over blank cells that have a heading below.
pub(super) fn path(grid: &Grid, header: &Header, column: u16) -> Vec<String> {
    let text = |row: u32, column: u16| {
        grid.cell(row, column).and_then(|c| c.text()).map(squeeze).filter(|t| !t.is_empty())
    };
    if header.broken {
        let parts: Vec<String> =
            (header.top..=header.bottom).filter_map(|r| text(r, column)).collect();
        return Some(parts.join(" ")).filter(|p| !p.is_empty()).into_iter().collect();
    }
    let mut out: Vec<String> = Vec::new();
    for row in header.top..=header.bottom {
        let near = grid.merges_between(header.top, header.bottom);
        let merged = near.iter().find(|m| m.contains(row, column));
        let own = match merged {
            Some(m) => text(m.top, m.left),
            None => text(row, column).or_else(|| {
                let below = (row + 1..=header.bottom).any(|r| text(r, column).is_some());
                let reaches = |left: u16| {
                    text(row, left).is_some()
                        && !near.iter().any(|m| m.contains(row, left))
                        && (row + 1..=header.bottom).any(|r| text(r, left).is_some())
                };
                let left = (0..column).rev().find(|left| text(row, *left).is_some())?;
                (below && reaches(left)).then(|| text(row, left)).flatten()
            }),
        };
        if let Some(own) = own
            && out.last() != Some(&own)
        {
            out.push(own);
        }
    }
    out
}

fn guess(path: &[String], list: &FieldKeys) -> Option<Guess> {
    let found = match path {
        [] => None,
        [only] => {
            meaning(only, list).filter(|(_, s)| *s >= SURE).or_else(|| when::timeless(only, list))
        }
        [above @ .., leaf] if let Some(duty) = duty::of(above, leaf, list) => Some((duty, 95)),
        [.., group, leaf] => under(group, leaf, list).or_else(|| {
            let above = path.len().checked_sub(3).and_then(|at| path.get(at))?;
            under(above, leaf, list)
        }),
    };
    found.filter(|(_, score)| *score >= SURE)
}

/// Corrects a heading's meaning where the cells say more.
fn by_content(drafts: &mut [Draft]) {
    let has_mode = drafts.iter().any(|d| d.is(&Meaning::Mode));
    let year = drafts.iter().any(|d| d.is(&Meaning::BirthDay) || d.is(&Meaning::BirthMonth));
    for draft in drafts.iter_mut() {
        let p = draft.profile;
        let Some((m, score)) = draft.guess.clone() else { continue };
        let heading = Confidence::Heading;
        match m {
            Meaning::BirthMale if year => draft.becomes(Meaning::BirthYear, heading),
            Meaning::SexMale if p.mostly(p.births, 50) => {
                draft.becomes(Meaning::BirthMale, heading);
            }
            Meaning::SexFemale if p.mostly(p.births, 50) => {
                draft.becomes(Meaning::BirthFemale, heading);
            }
            Meaning::BirthMale if p.mostly(p.ticks, 60) => draft.becomes(Meaning::SexMale, heading),
            Meaning::BirthFemale if p.mostly(p.ticks, 60) => {
                draft.becomes(Meaning::SexFemale, heading);
            }
            Meaning::Dedicated | Meaning::Concurrent
                if !has_mode && p.ticks == 0 && p.mostly(p.modes, 50) =>
            {
                draft.becomes(Meaning::Mode, heading);
            }
            Meaning::Title | Meaning::Unit | Meaning::Division | Meaning::FullName
                if p.mostly(p.codes, 60) =>
            {
                draft.guess = None;
                draft.confidence = Confidence::Unknown;
            }
            // `Ông (bà)` over `Ông`, `Bà` beside the name.
            Meaning::FullName if p.mostly(p.sexes, 90) => draft.becomes(Meaning::Sex, heading),
            Meaning::Major if p.mostly(p.degrees, 60) => draft.becomes(Meaning::Degree, heading),
            Meaning::StaffCode if p.filled >= 3 && p.mostly(p.ids, 80) => {
                draft.becomes(Meaning::PersonalId, Confidence::Content);
            }
            Meaning::Phone if score < 100 && p.mostly(p.emails, 60) => {
                draft.becomes(Meaning::Email, Confidence::Content);
            }
            Meaning::Phone
            | Meaning::Email
            | Meaning::Birth
            | Meaning::PersonalId
            | Meaning::Mode => {
                let fits = match m {
                    Meaning::Phone => p.phones,
                    Meaning::Email => p.emails,
                    Meaning::Birth => p.births,
                    Meaning::Mode => p.modes,
                    _ => p.ids,
                };
                // A long heading that only mentions the word, over cells of another kind.
                if score < 96 && p.filled >= 5 && !p.mostly(fits, 20) {
                    draft.guess = None;
                    draft.confidence = Confidence::Unknown;
                }
            }
            _ => {}
        }
    }
    mode_by_short_heading(drafts);
    mode_in_notes(drafts);
    name_by_content(drafts);
    fields_by_content(drafts);
}

/// `Đầu mối phụ trách`: a heading that seems to mean a duty, over the only column of names, or over
/// one of several: `Lãnh đạo phụ trách CĐS | Cán bộ tham mưu CĐS`.
fn name_by_content(drafts: &mut [Draft]) {
    if drafts.iter().any(|d| NAMES.iter().any(|m| d.is(m))) {
        return;
    }
    let names = |d: &Draft| d.profile.mostly(d.profile.names, 80);
    let duty = |d: &Draft| matches!(d.guess, Some((Meaning::Field(_) | Meaning::Fields, _)));
    let several = drafts.iter().filter(|d| names(d)).count() > 1;
    let sure = |d: &Draft| names(d) && d.profile.filled > 1 && (!several || duty(d));
    if !drafts.iter().any(sure) {
        return;
    }
    for draft in drafts.iter_mut().filter(|d| names(d)) {
        draft.becomes(Meaning::FullName, Confidence::Content);
    }
}

/// `Mảng việc`: a heading that seems to name one field to be ticked, over words that name fields.
fn fields_by_content(drafts: &mut [Draft]) {
    if drafts.iter().any(|d| d.is(&Meaning::Fields)) {
        return;
    }
    let of_field = |d: &&mut Draft| matches!(d.guess, Some((Meaning::Field(_), _)));
    let mut found = drafts.iter_mut().filter(of_field);
    if let (Some(only), None) = (found.next(), found.next())
        && only.profile.mostly(only.profile.fields, 60)
        && only.profile.ticks == 0
    {
        only.becomes(Meaning::Fields, Confidence::Content);
    }
}

/// What a column of names, or of their parts, means.
const NAMES: [Meaning; 3] = [Meaning::FullName, Meaning::FamilyMiddle, Meaning::Given];

/// `Loại`, `Diện`, `Hình thức` mean the mode only where the cells do.
fn mode_by_short_heading(drafts: &mut [Draft]) {
    for draft in drafts {
        let p = draft.profile;
        let vague = draft.path.last().is_some_and(|h| {
            Legend::of(h).is_none()
                && !values::key(h).contains("trach")
                && !values::key(h).contains("nhiem")
        });
        if draft.is(&Meaning::Mode) && vague && p.filled > 0 && p.modes == 0 {
            draft.guess = None;
            draft.confidence = Confidence::Unknown;
        }
    }
}

/// `Ghi chú` over a column that says of everybody how the duty is held, where no other does.
fn mode_in_notes(drafts: &mut [Draft]) {
    let of_mode = |d: &Draft| {
        let told = [Meaning::Mode, Meaning::Dedicated, Meaning::Concurrent];
        let in_field =
            matches!(d.guess, Some((Meaning::DedicatedTo(_) | Meaning::ConcurrentTo(_), _)));
        in_field || told.iter().any(|m| d.is(m))
    };
    if drafts.iter().any(of_mode) {
        return;
    }
    let most = drafts.iter().map(|d| d.profile.filled).max().unwrap_or(0);
    let says = |d: &&mut Draft| {
        let p = d.profile;
        d.is(&Meaning::Notes) && p.mostly(p.modes, 90) && p.filled * 10 >= most * 9
    };
    if let Some(notes) = drafts.iter_mut().find(says) {
        notes.becomes(Meaning::Mode, Confidence::Content);
    }
}

/// `Lãnh đạo phụ trách` and `Cán bộ đầu mối` in one row, each with name, phone …: what stands under
/// the headings of the second and those after is said of them, not of the first.
fn further_people(drafts: &mut [Draft]) -> Vec<Beside> {
    let named = |d: &&Draft| {
        d.is(&Meaning::FullName) && d.profile.filled > 0 && d.profile.mostly(d.profile.names, 50)
    };
    let group = |d: &Draft| d.path.first().cloned().filter(|_| d.path.len() > 1);
    let mut names = drafts.iter().filter(named);
    let Some(first) = names.next().map(group) else { return Vec::new() };
    let others: Vec<u16> = names.map(|d| d.index).collect();
    let leave = |name: u16| {
        let other = drafts.iter().find(|d| d.index == name)?;
        let apart = group(other).filter(|g| first.as_ref() != Some(g));
        let heading = other.path.join(" / ");
        let of_other = |d: &&mut Draft| d.index == name || apart.is_some() && group(d) == apart;
        let mut column = name;
        for draft in drafts.iter_mut().filter(of_other) {
            column = column.min(draft.index);
            draft.leave();
        }
        Some(Beside { column, name, heading })
    };
    others.into_iter().filter_map(leave).collect()
}

/// One heading over two columns or three: family and middle name, then the given name.
fn split_name(drafts: &mut [Draft]) {
    let Some(at) = drafts.iter().position(|d| d.is(&Meaning::FullName)) else { return };
    let filled = drafts[at].profile.filled;
    let part = |d: &&Draft| {
        let p = d.profile;
        let merged = !d.path.is_empty() && d.path == drafts[at].path;
        // Words that say something else beside the name are no part of it; under a blank heading
        // a column of `Nam` alone is the sex.
        let other = p.mostly(p.no_names, 20)
            || !merged && [p.sexes, p.fields, p.modes, p.ticks].iter().any(|n| p.mostly(*n, 80));
        (merged || d.path.is_empty()) && p.mostly(p.single_words, 80) && !other
    };
    let found: Vec<&Draft> = drafts[at + 1..].iter().take(2).take_while(part).collect();
    let parts = match found.as_slice() {
        [first, second] if !first.path.is_empty() && first.path == second.path => 2,
        [first, ..] if first.profile.filled * 2 >= filled => 1,
        _ => return,
    };
    for draft in &mut drafts[at..at + parts] {
        draft.becomes(Meaning::FamilyMiddle, Confidence::Heading);
    }
    drafts[at + parts].becomes(Meaning::Given, Confidence::Heading);
}

/// Leaves each meaning to the column that is surest of it.
fn one_each(drafts: &mut [Draft]) {
    let names = drafts.iter().any(|d| d.is(&Meaning::FullName));
    let split = drafts.iter().any(|d| d.is(&Meaning::FamilyMiddle));
    for at in 0..drafts.len() {
        let Some((m, score)) = drafts[at].guess.clone() else { continue };
        // `Họ`, `Tên đệm`, `Tên`: the parts of a name are joined in their order; `Lĩnh vực chính`
        // and `Lĩnh vực phụ` are both read.
        let part = m == Meaning::FamilyMiddle && !names
            || m == Meaning::Fields && duty::shares(drafts, at);
        // `Chứng chỉ tin học` and `Chứng chỉ ATTT`, or several to be ticked below a heading of all.
        let another = matches!(m, Meaning::Certificate | Meaning::Courses)
            && drafts[at].profile.filled > 0
            && drafts[at].path.last().is_some_and(|leaf| !says_of_papers(leaf));
        let part = part || another;
        if m == Meaning::Other || part {
            continue;
        }
        let lone_given = m == Meaning::Given && !split;
        // A whole name stands beside its parts: these say nothing more.
        if names && matches!(m, Meaning::Given | Meaning::FamilyMiddle) {
            drafts[at].guess = None;
            drafts[at].confidence = Confidence::Unknown;
            continue;
        }
        if lone_given {
            drafts[at].becomes(Meaning::FullName, Confidence::Heading);
            continue;
        }
        let better = drafts.iter().enumerate().any(|(other, d)| {
            let Some((om, os)) = &d.guess else { return false };
            let filled = (d.profile.filled > 0, *os, std::cmp::Reverse(other));
            let mine = (drafts[at].profile.filled > 0, score, std::cmp::Reverse(at));
            other != at && *om == m && filled > mine
        });
        if better {
            drafts[at].second = drafts[at].guess.take().map(|(m, _)| m);
            drafts[at].confidence = Confidence::Unknown;
        }
    }
}

/// What a person said of columns stands over what the others seem to mean.
fn as_remembered(drafts: &mut [Draft], mapping: &Mapping) {
    let said: Vec<&Meaning> = mapping.columns.values().filter(|m| !may_come_again(m)).collect();
    let parts = [Meaning::FamilyMiddle, Meaning::Given];
    let whole = said.contains(&&Meaning::FullName);
    for draft in drafts {
        if let Some(m) = mapping.columns.get(&draft.index) {
            draft.becomes(m.clone(), Confidence::Remembered);
        } else if let Some((m, _)) = &draft.guess
            && (said.contains(&m) || whole && parts.contains(m))
        {
            draft.guess = None;
            draft.confidence = Confidence::Unknown;
        }
    }
}

/// Whether several columns of a table may mean it.
pub(super) const fn may_come_again(m: &Meaning) -> bool {
    matches!(
        m,
        Meaning::FamilyMiddle
            | Meaning::Fields
            | Meaning::Certificate
            | Meaning::Courses
            | Meaning::Other
            | Meaning::Ignored
    )
}

/// A stable name of the headings in their order.
fn layout_key(drafts: &[Draft]) -> String {
    key_of(drafts.iter().map(|d| (d.index, &d.path[..])))
}

/// The same of columns and the headings over each.
pub(super) fn key_of<'a>(columns: impl Iterator<Item = (u16, &'a [String])>) -> String {
    let mut hash = Sha256::new();
    for (index, path) in columns.filter(|(_, path)| !path.is_empty()) {
        hash.update(index.to_be_bytes());
        hash.update(fold(&path.join("/")).as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        let _ = write!(out, "{byte:02x}");
        out
    })
}
