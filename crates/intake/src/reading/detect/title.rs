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

/// The date the block states: as of, else of the sheet itself, else of the letter it goes with.
/// The day of a law or an order it cites, or until which it is to be sent, is none of these.
fn stated_on(lines: &[(u32, String)]) -> Option<Date> {
    let mut best: Option<(u8, Date)> = None;
    // What a line broken in its citation leaves to the next one of its row.
    let mut open = (0, String::new());
    for (row, line) in lines {
        let plain = kernel::folding::plain(line);
        let mut from = 0;
        for (at, date) in in_text(line) {
            let mut before = plain[from..at].to_owned();
            if open.0 == *row && goes_on(&before) {
                before.insert_str(0, &open.1);
            }
            from = at;
            if let Some(rank) = rank(&before)
                && best.is_none_or(|(r, _)| rank > r)
            {
                best = Some((rank, date));
            }
        }
        if open.0 != *row || from > 0 || !goes_on(&plain) {
            open = (*row, String::new());
        }
        open.1 += &plain[from..];
        open.1.push(' ');
    }
    best.map(|(_, date)| date)
}

/// Whether a line begins with no more than a number and its day, as the rest of a citation does.
fn goes_on(before: &str) -> bool {
    let key = key(before);
    key.is_empty() || key == "ngay" || key.starts_with("so ") || key.starts_with("ngay ")
}

/// How near the date behind these words is to the sheet: as of 3, its own 2, its letter's 1.
fn rank(before: &str) -> Option<u8> {
    let words = key(before);
    let near = words.split(' ').rev().take(6).collect::<Vec<_>>();
    let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
    let as_of = ["tinh den", "thoi diem", "den ngay", "den het ngay", "chot"];
    if DEADLINES.iter().any(|w| has(&words, w)) {
        None
    } else if as_of.iter().any(|w| has(&near, w)) {
        Some(3)
    } else if cites(before, &words) {
        let letter = LETTERS.iter().any(|w| has(&words, &format!("kem theo {w}")));
        letter.then_some(1)
    } else {
        Some(2)
    }
}

/// Words of a day until which something is to be done.
const DEADLINES: [&str; 8] = [
    "han gui",
    "han nop",
    "han chot",
    "han bao cao",
    "thoi han",
    "truoc ngay",
    "cham nhat",
    "gui ve",
];

/// Letters a sheet is sent with: theirs is its day where nothing nearer states one.
const LETTERS: [&str; 4] = ["cong van", "bao cao", "to trinh", "cong dien"];

/// Documents that have a day of their own.
const DOCUMENTS: [&str; 9] = [
    "thong tu",
    "nghi dinh",
    "nghi quyet",
    "quyet dinh",
    "chi thi",
    "cong van",
    "to trinh",
    "cong dien",
    "phap lenh",
];

/// Documents whose kind is a word of other names too (`Sở Kế hoạch và Đầu tư`), so that only a
/// number or what is done with them tells.
const PERHAPS_DOCUMENTS: [&str; 9] = [
    "luat",
    "huong dan",
    "ke hoach",
    "van ban",
    "thong bao",
    "bao cao",
    "de an",
    "chuong trinh",
    "ket luan",
];

/// Whether the words before a date cite a document.
fn cites(before: &str, words: &str) -> bool {
    let any = |list: &[&str]| list.iter().any(|w| has(words, w));
    let done = ["kem theo", "ban hanh", "can cu", "theo", "thuc hien", "quy dinh tai"];
    let numbered = |w: &&str| has(words, &format!("{w} so"));
    // `749/QĐ-TTg ngày`; at the beginning of a line such a number is the sheet's own.
    let symbol = before.trim_end().trim_end_matches("ngay").split_whitespace().next_back();
    let symbol = symbol.is_some_and(|s| s.contains('/') && s.chars().any(char::is_alphabetic));
    any(&DOCUMENTS)
        || has(words, "kem theo")
        || words.starts_with("luat ")
        || any(&PERHAPS_DOCUMENTS) && (any(&done) || PERHAPS_DOCUMENTS.iter().any(numbered))
        || symbol && !words.starts_with("so ")
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
    let work = ["phu trach", "chuyen trach", "nhan luc", "lam cong tac", "kiem nhiem", "dau moi"];
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
    fn the_day_of_what_is_cited_or_asked_for_is_not_the_sheets() {
        let on = |lines: &[&str]| {
            let lines: Vec<_> = lines.iter().map(|l| (1, (*l).to_owned())).collect();
            stated_on(&lines).map(|d| d.to_string())
        };
        for line in [
            "Ban hành kèm theo Thông tư số 09/2019/TT-BTTTT ngày 15/7/2019",
            "(Kèm theo Chỉ thị số 02/CT-TTg ngày 26/4/2022)",
            "Theo Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ",
            "Thực hiện Nghị quyết 57-NQ/TW ngày 22/12/2024",
            "Luật An toàn thông tin mạng ngày 19/11/2015",
            "Hướng dẫn số 12/HD-STTTT ngày 5/9/2024",
            "Biểu theo Quyết định 749/QĐ-TTg ngày 03 tháng 6 năm 2020",
            "Mẫu theo 749/QĐ-TTg ngày 03/6/2020",
            "Thực hiện Kế hoạch của tỉnh ngày 5/9/2024",
            "Theo Công văn số 123/STTTT-CNTT ngày 15/9/2024",
            "Theo văn bản ngày 15/9/2024 của Sở",
            "Hạn gửi: trước ngày 20/10/2024",
            "Hạn chót 20/10/2024",
            "Gửi về Sở chậm nhất đến ngày 20/10/2024",
        ] {
            assert_eq!(on(&[line]), None, "{line}");
            let own = ["Vĩnh Yên, ngày 25/10/2024", line];
            assert_eq!(on(&own).as_deref(), Some("2024-10-25"), "{line}");
        }
        // One citation over two lines of a cell.
        assert_eq!(
            on(&["Ban hành kèm theo Thông tư", "số 09/2019/TT-BTTTT", "ngày 15/7/2019"]),
            None
        );
        for line in [
            "Số: 12/BC-SNV, Vĩnh Yên, ngày 25/10/2024",
            "Số: 12/BC-SNV ngày 25/10/2024",
            "Sở Kế hoạch và Đầu tư, ngày 25/10/2024",
            "Báo cáo ngày 25/10/2024",
            "(Theo Kế hoạch số 5 ngày 1/2/2024, tính đến 25/10/2024)",
        ] {
            assert_eq!(on(&[line]).as_deref(), Some("2024-10-25"), "{line}");
        }
    }

    #[test]
    fn lists_of_others_are_told_by_their_title() {
        let is = |l: &str| speaks_of_officers(&[(1, l.to_owned())]);
        assert!(is("Danh sách cán bộ phụ trách công nghệ thông tin"));
        assert!(is("DANH SÁCH CÁN BỘ ĐẦU MỐI CHUYỂN ĐỔI SỐ"));
        assert!(!is("DANH SÁCH HỌC VIÊN LỚP QUẢN TRỊ MẠNG NÂNG CAO CHO CÁN BỘ PHỤ TRÁCH CNTT"));
        assert!(!is("DANH SÁCH TỔ CÔNG NGHỆ CỘNG ĐỒNG"));
    }
}
