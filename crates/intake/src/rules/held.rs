//! Which held rows are new, the same, or no longer held.

use std::collections::{HashMap, HashSet};

use kernel::Date;
use ledger::Held;
use registry::model::OrgId;

use crate::model::HeldRow;

/// What becomes of the held rows.
#[derive(Debug, Default)]
pub(crate) struct HeldChanges {
    pub(crate) new: Vec<HeldRow>,
    pub(crate) closed: Vec<Held<HeldRow>>,
}

/// Whom a sheet that was read names: offices, the sender's own among them, and people.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) orgs: HashSet<OrgId>,
    /// Of a list of officers, only where a row of a sheet of this name waits.
    pub(crate) people: HashSet<String>,
    /// What its rows show, where a row of a sheet of this name waits.
    pub(crate) rows: Vec<(u32, Cells)>,
    /// The office it is of as a whole.
    pub(crate) sender: Option<OrgId>,
    /// The day it speaks of, where it is a list of officers.
    pub(crate) on: Option<Date>,
}

/// What a cell shows under its heading or letter.
type Cell = (String, String);
/// What the cells of a row show.
pub(super) type Cells = Vec<Cell>;

/// Sheets that were read, by file and sheet.
pub(crate) type SheetsRead = HashMap<(String, String), Names>;

/// Whether a row that waits came again in a sheet of its name: the same person, or most of the
/// same cells. Many offices send a form under the name it was handed out with, so it must speak of
/// the same office; and who is only gone from it still waits, until somebody says otherwise.
fn came_again(names: &Names, row: &HeldRow, telling: &Telling<'_>) -> bool {
    let there = row.org.is_none_or(|org| names.orgs.contains(&org));
    let named = row.name_key.as_ref().is_some_and(|name| names.people.contains(name));
    there && (named || names.rows.iter().any(|now| resemble(row, now, telling)))
}

/// Cells that tell the people of a sheet apart: names, births and numbers that one row alone
/// shows.
type Telling<'a> = HashSet<&'a Cell>;

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn telling<'a>(now: &'a [(u32, Cells)], waiting: &[&HeldRow]) -> Telling<'a> {
    let tells = |text: &str| digits(text) >= 4 || text.split_whitespace().nth(1).is_some();
    let mut seen: HashMap<&Cell, (usize, usize)> = HashMap::new();
    for cell in now.iter().flat_map(|(_, cells)| cells).filter(|(_, text)| tells(text)) {
        seen.entry(cell).or_default().0 += 1;
    }
    for cell in waiting.iter().flat_map(|row| &row.cells) {
        if let Some(counts) = seen.get_mut(cell) {
            counts.1 += 1;
        }
    }
    let lone = |(_, (now, waiting)): &(&Cell, (usize, usize))| *now == 1 && *waiting <= 1;
    seen.into_iter().filter(lone).map(|(cell, _)| cell).collect()
}

/// Whether two rows show mostly the same: three cells and most of them, and among them what tells
/// people apart: two numbers, or anything in the very row. Colleagues share the rest.
fn resemble(held: &HeldRow, (number, now): &(u32, Cells), telling: &Telling<'_>) -> bool {
    let filled = || held.cells.iter().filter(|(_, text)| text.chars().count() > 1);
    let same = || filled().filter(|cell| now.contains(cell));
    let count = same().count();
    if count < 3 || count * 2 <= filled().count() {
        return false;
    }
    let told = || same().filter(|cell| telling.contains(cell));
    let numbers = told().filter(|(_, text)| digits(text) >= 4).count();
    numbers >= 2 || held.row == i64::from(*number) && told().next().is_some()
}

/// Compares what is held on record with what these files hold. A row stops being held when its
/// sheet comes again without it, or when the same name is accepted or held in the same office by
/// another sheet.
pub(crate) fn compare(
    on_record: Vec<Held<HeldRow>>,
    sheets: &SheetsRead,
    accepted: &HashSet<(String, OrgId)>,
    now: Vec<HeldRow>,
) -> HeldChanges {
    let mut changes = HeldChanges::default();
    let mut kept: HashSet<usize> = HashSet::new();
    let again = again(&on_record, sheets);
    for (at, held) in on_record.into_iter().enumerate() {
        let fact = &held.fact;
        if let Some(at) = now.iter().position(|n| n.same_as(fact)) {
            kept.insert(at);
            continue;
        }
        let named = fact.name_key.clone().zip(fact.org);
        let taken_over = named.as_ref().is_some_and(|named| {
            accepted.contains(named)
                || now.iter().any(|n| n.name_key.clone().zip(n.org).as_ref() == Some(named))
        });
        if again.contains(&at) || taken_over {
            changes.closed.push(held);
        }
    }
    changes.new =
        now.into_iter().enumerate().filter(|(i, _)| !kept.contains(i)).map(|(_, n)| n).collect();
    changes
}

/// Places of the rows that came again.
fn again(on_record: &[Held<HeldRow>], sheets: &SheetsRead) -> HashSet<usize> {
    let mut by_sheet: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, held) in on_record.iter().enumerate() {
        by_sheet.entry((&held.fact.file, &held.fact.sheet)).or_default().push(at);
    }
    let mut out = HashSet::new();
    for ((file, sheet), places) in by_sheet {
        let Some(names) = sheets.get(&(file.to_owned(), sheet.to_owned())) else { continue };
        let rows: Vec<&HeldRow> = places.iter().map(|at| &on_record[*at].fact).collect();
        let telling = telling(&names.rows, &rows);
        let came = places.iter().filter(|at| came_again(names, &on_record[**at].fact, &telling));
        out.extend(came.copied());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HeldId;

    fn org(n: u128) -> OrgId {
        OrgId(kernel::Uuid::from_u128(n))
    }

    fn waits(org: Option<OrgId>, name: Option<&str>) -> Held<HeldRow> {
        let fact = HeldRow {
            id: HeldId(kernel::Uuid::from_u128(9)),
            file: "Bieu.xlsx".into(),
            sheet: "Sheet1".into(),
            row: 5,
            org,
            codes: vec!["date_invalid".into()],
            name_key: name.map(Into::into),
            problems: vec![],
            cells: vec![],
        };
        let id = ledger::FactId(kernel::Uuid::from_u128(10));
        Held { id, valid: kernel::Interval::ALWAYS, fact }
    }

    fn with(mut row: Held<HeldRow>, cells: Cells) -> Held<HeldRow> {
        row.fact.cells = cells;
        row
    }

    fn at(row: i64, mut held: Held<HeldRow>) -> Held<HeldRow> {
        held.fact.row = row;
        held
    }

    #[test]
    fn a_row_waits_until_its_own_sheet_comes_again() {
        let cells = |name: &str| {
            [("Họ và tên", name), ("Ngày sinh", "31/02/1985"), ("Chức vụ", "Chuyên viên")]
                .into_iter()
                .chain([("Số ĐT", "0301234567"), ("Trình độ", "Đại học"), ("Ngành", "Luật")])
                .map(|(h, t)| (h.to_owned(), t.to_owned()))
                .collect::<Cells>()
        };
        let colleague = [("Họ và tên", "Lò Văn Ba"), ("Ngày sinh", "30/02/1986")]
            .into_iter()
            .chain([("Chức vụ", "Chuyên viên"), ("Trình độ", "Đại học"), ("Ngành", "Luật")])
            .map(|(h, t)| (h.to_owned(), t.to_owned()))
            .collect::<Cells>();
        let short =
            [("Họ và tên", "Lò Hai"), ("Ngày sinh", "31/02/1985"), ("Chức vụ", "Chuyên viên")]
                .into_iter()
                .chain([("Trình độ", "Đại học")])
                .map(|(h, t)| (h.to_owned(), t.to_owned()))
                .collect::<Cells>();
        let names = Names {
            orgs: [org(2)].into(),
            people: ["lò văn hai".to_owned()].into(),
            rows: vec![(6, cells("Lò Văn Hai"))],
            sender: None,
            on: None,
        };
        let sheets: SheetsRead = [(("Bieu.xlsx".into(), "Sheet1".into()), names)].into();
        for (row, closed) in [
            (waits(Some(org(2)), Some("lò văn hai")), true),
            // Gone from the new sheet: that says nothing of what was wrong with the old.
            (waits(Some(org(2)), Some("lò văn ba")), false),
            // A colleague of the same post, in the same sheet.
            (with(waits(Some(org(2)), Some("lò văn ba")), colleague), false),
            // The name was mended.
            (with(waits(Some(org(2)), Some("lò v hai")), cells("Lò V Hai")), true),
            // Another office's form under the same name.
            (waits(Some(org(1)), Some("lò văn hai")), false),
            // No office was read: the person tells.
            (waits(None, Some("lò văn hai")), true),
            (waits(None, Some("lò văn ba")), false),
            (waits(None, None), false),
            (with(waits(None, None), cells("")), true),
            // In the very row one number is enough, elsewhere it is not.
            (at(6, with(waits(None, None), short.clone())), true),
            (with(waits(None, None), short), false),
        ] {
            let said = format!("{:?}", row.fact);
            let changes = compare(vec![row], &sheets, &HashSet::new(), vec![]);
            assert_eq!(changes.closed.len(), usize::from(closed), "{said}");
        }
    }
}
