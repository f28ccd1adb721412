//! Whom a row that waits speaks of, as far as its own cells tell.

use kernel::{Birth, folding};
use registry::{acts::Identity, model::SheetRow};

use crate::{
    model::{HeldRow, MAYBE_ERASED},
    reading::{
        Cell,
        values::{IdFound, personal_id, phone},
    },
};

/// What the cells of a row say of who it is about. Cells are told by what they look like: a row
/// whose office or duty could not be read still has a number in one of them.
pub(crate) fn whose(row: &HeldRow) -> Identity {
    let mut it = Identity::default();
    it.names.extend(names(row));
    for (heading, text) in &row.cells {
        let cell = Cell::Text(text.as_str().into());
        match personal_id(Some(&cell)) {
            IdFound::Whole(number) | IdFound::Restored(number) => drop(it.numbers.insert(number)),
            _ => it.phones.extend(phone(Some(&cell)).value),
        }
        if text.contains('@') {
            it.emails.insert(text.trim().to_lowercase());
        }
        if folding::plain(heading).contains("sinh") {
            it.births.extend(birth(text));
        }
    }
    it.offices.extend(row.org);
    let (file, sheet) = (row.file.clone(), row.sheet.clone());
    it.sources.push(SheetRow { file, sheet, row: row.row });
    it
}

/// Rows of lists of further kinds are known by more than a name; who was asked about is named where
/// it is said why.
fn names(row: &HeldRow) -> impl Iterator<Item = String> {
    let key = row.name_key.as_deref().filter(|key| !key.contains('\u{1f}'));
    let asked = row.problems.iter().filter(|p| p.code == MAYBE_ERASED).map(|p| &p.value[..]);
    key.into_iter().chain(asked).map(folding::plain).filter(|name| !name.is_empty())
}

fn birth(text: &str) -> Option<Birth> {
    let text = text.trim();
    let year = || (text.len() == 4).then(|| text.parse().ok()).flatten().map(Birth::Year);
    ui::format::parse_date(text).map(Birth::Day).or_else(year)
}

#[cfg(test)]
mod tests {
    use kernel::Uuid;

    use super::*;
    use crate::model::{HeldId, HeldProblem};

    #[test]
    fn a_row_tells_whose_it_is_by_its_cells() {
        let cells = [
            ("STT", "1"),
            ("Họ và tên", "Nguyễn Văn An"),
            ("Ngày sinh", "17/03/1985"),
            ("Số CCCD", "098.085.001.234"),
            ("Điện thoại", "0301 234 567"),
            ("Thư", "AN@tinh.vn"),
            ("Từ ngày", "01/01/2009"),
        ];
        let row = HeldRow {
            id: HeldId(Uuid::nil()),
            file: "A.xlsx".into(),
            sheet: "1".into(),
            row: 5,
            org: None,
            codes: vec![],
            name_key: Some("nguyễn văn an".into()),
            problems: vec![],
            cells: cells.map(|(h, t)| (h.to_owned(), t.to_owned())).into(),
        };
        let it = whose(&row);
        assert_eq!(it.names, ["nguyen van an".to_owned()].into());
        let born = kernel::Date::constant(1985, 3, 17);
        assert_eq!(it.births, [Birth::Day(born)].into(), "no other date of the row");
        assert_eq!(it.numbers, ["098085001234".to_owned()].into());
        assert_eq!(it.phones, ["0301234567".to_owned()].into());
        assert_eq!(it.emails, ["an@tinh.vn".to_owned()].into());
        let problem = HeldProblem {
            column: "B".into(),
            code: MAYBE_ERASED.into(),
            value: "Nguyễn Văn An".into(),
            suggestions: vec![],
        };
        let listed = HeldRow {
            name_key: Some("class_attendance\u{1f}nguyễn văn an\u{1f}sở y tế".into()),
            problems: vec![problem],
            ..row
        };
        assert_eq!(whose(&listed).names, ["nguyen van an".to_owned()].into());
    }
}
