//! The block above a table: whose it is, and of what day.

use kernel::{Date, folding::squeeze};

use crate::reading::{
    Grid,
    values::{in_text, key},
};

use super::{TitleBlock, has};

/// Lines kept from the top and from above the header; a title block has no more.
const KEPT: usize = 30;

/// Reads the rows above the first header.
pub(super) fn read(grid: &Grid, header: u32) -> TitleBlock {
    let mut lines = Vec::new();
    for row in grid.rows.iter().take_while(|r| r.number < header) {
        for (_, cell) in &row.cells {
            for line in cell.shown().lines().map(squeeze).filter(|l| !l.is_empty()) {
                lines.push((row.number, line));
            }
        }
    }
    if lines.len() > 2 * KEPT {
        lines.drain(KEPT..lines.len() - KEPT);
    }
    let stated_on = stated_on(&lines);
    TitleBlock { lines, stated_on }
}

/// The date the block states: as of, else of the sheet itself, else of the letter that asked.
fn stated_on(lines: &[(u32, String)]) -> Option<Date> {
    let mut best: Option<(u8, Date)> = None;
    for (_, line) in lines {
        let plain = kernel::folding::plain(line);
        for (at, date) in in_text(line) {
            let before = key(&plain[..at]);
            let near = before.split(' ').rev().take(6).collect::<Vec<_>>();
            let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
            let as_of = ["tinh den", "thoi diem", "den ngay", "den het ngay", "chot"];
            let letter = ["cong van", "quyet dinh", "ke hoach", "van ban", "thong bao", "to trinh"];
            let rank = if as_of.iter().any(|w| has(&near, w)) {
                3
            } else if letter.iter().any(|w| has(&before, w)) {
                1
            } else {
                2
            };
            if best.is_none_or(|(r, _)| rank > r) {
                best = Some((rank, date));
            }
        }
    }
    best.map(|(_, date)| date)
}

/// Whether the title says that those listed do this work, where no column does.
pub(super) fn speaks_of_officers(lines: &[(u32, String)]) -> bool {
    let all = lines.iter().map(|(_, l)| key(l)).collect::<Vec<_>>().join(" ");
    let others = [
        "hoc vien",
        "to cong nghe",
        "tap huan",
        "diem danh",
        "thanh vien",
        "tot nghiep",
        "hoc sinh",
        "sinh vien",
        "to chuyen doi so cong dong",
    ];
    let work = ["phu trach", "chuyen trach", "nhan luc", "lam cong tac", "kiem nhiem"];
    let field =
        ["chuyen doi so", "an toan thong tin", "cong nghe thong tin", "cntt", "cds", "attt"];
    let any = |words: &[&str]| words.iter().any(|w| has(&all, w));
    any(&work) && any(&field) && !any(&others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_a_sheet_states() {
        let on = |lines: &[&str]| {
            let lines: Vec<_> = lines.iter().map(|l| (1, (*l).to_owned())).collect();
            stated_on(&lines).map(|d| d.to_string())
        };
        let letter = "(Kèm theo Công văn số 123/STTTT-CNTT ngày 15/10/2024 của Sở Thông tin và Truyền thông)";
        assert_eq!(on(&[letter]).as_deref(), Some("2024-10-15"));
        assert_eq!(
            on(&[letter, "(Số liệu tính đến ngày 30/6/2025)"]).as_deref(),
            Some("2025-06-30")
        );
        assert_eq!(
            on(&[letter, "Vĩnh Yên, ngày 20 tháng 10 năm 2024"]).as_deref(),
            Some("2024-10-20")
        );
        assert_eq!(
            on(&["Thời điểm báo cáo: 31/12/2024", "ngày 5/1/2025"]).as_deref(),
            Some("2024-12-31")
        );
        assert_eq!(on(&["DANH SÁCH NĂM 2024"]), None);
    }

    #[test]
    fn lists_of_others_are_told_by_their_title() {
        let is = |l: &str| speaks_of_officers(&[(1, l.to_owned())]);
        assert!(is("Danh sách cán bộ phụ trách công nghệ thông tin"));
        assert!(!is("DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ MẠNG NÂNG CAO CHO CÁN BỘ PHỤ TRÁCH CNTT"));
        assert!(!is("DANH SÁCH TỔ CÔNG NGHỆ CỘNG ĐỒNG"));
    }
}
