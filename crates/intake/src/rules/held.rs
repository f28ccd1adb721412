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
    pub(crate) people: HashSet<String>,
    /// What its rows show, where a row of a sheet of this name waits.
    pub(crate) rows: Vec<Cells>,
    /// The day it speaks of, where it is a list of officers.
    pub(crate) on: Option<Date>,
}

/// What the cells of a row show: heading or letter, and text.
type Cells = Vec<(String, String)>;

/// Sheets that were read, by file and sheet.
pub(crate) type SheetsRead = HashMap<(String, String), Names>;

/// Whether a row that waits came again in a sheet of its name: the same person, or most of the
/// same cells. Many offices send a form under the name it was handed out with, so it must speak of
/// the same office; and who is only gone from it still waits, until somebody says otherwise.
fn came_again(sheets: &SheetsRead, row: &HeldRow) -> bool {
    let Some(names) = sheets.get(&(row.file.clone(), row.sheet.clone())) else { return false };
    let there = row.org.is_none_or(|org| names.orgs.contains(&org));
    let named = match &row.name_key {
        Some(name) => names.people.contains(name),
        None => names.rows.is_empty(),
    };
    there && (named || names.rows.iter().any(|cells| resemble(&row.cells, cells)))
}

/// Whether two rows show mostly the same: three cells and most of them.
fn resemble(held: &Cells, now: &Cells) -> bool {
    let filled: Vec<_> = held.iter().filter(|(_, text)| text.chars().count() > 1).collect();
    let same = filled.iter().filter(|cell| now.contains(cell)).count();
    same >= 3 && same * 2 > filled.len()
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
    for held in on_record {
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
        if came_again(sheets, fact) || taken_over {
            changes.closed.push(held);
        }
    }
    changes.new =
        now.into_iter().enumerate().filter(|(i, _)| !kept.contains(i)).map(|(_, n)| n).collect();
    changes
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

    #[test]
    fn a_row_waits_until_its_own_sheet_comes_again() {
        let cells = |name: &str| {
            [("Họ và tên", name), ("Ngày sinh", "31/02/1985"), ("Chức vụ", "Chuyên viên")]
                .into_iter()
                .chain([("Số ĐT", "0301234567")])
                .map(|(h, t)| (h.to_owned(), t.to_owned()))
                .collect::<Cells>()
        };
        let names = Names {
            orgs: [org(2)].into(),
            people: ["lò văn hai".to_owned()].into(),
            rows: vec![cells("Lò Văn Hai")],
            on: None,
        };
        let sheets: SheetsRead = [(("Bieu.xlsx".into(), "Sheet1".into()), names)].into();
        for (row, closed) in [
            (waits(Some(org(2)), Some("lò văn hai")), true),
            // Gone from the new sheet: that says nothing of what was wrong with the old.
            (waits(Some(org(2)), Some("lò văn ba")), false),
            // The name was mended.
            (with(waits(Some(org(2)), Some("lò v hai")), cells("Lò V Hai")), true),
            // Another office's form under the same name.
            (waits(Some(org(1)), Some("lò văn hai")), false),
            // No office was read: the person tells.
            (waits(None, Some("lò văn hai")), true),
            (waits(None, Some("lò văn ba")), false),
            (waits(None, None), false),
            (with(waits(None, None), cells("")), true),
        ] {
            let said = format!("{:?}", row.fact);
            let changes = compare(vec![row], &sheets, &HashSet::new(), vec![]);
            assert_eq!(changes.closed.len(), usize::from(closed), "{said}");
        }
    }
}
