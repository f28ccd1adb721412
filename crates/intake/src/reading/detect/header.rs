//! Where headers are: rows of headings around one that names the person.

use crate::reading::{
    Cell, Grid, Meaning, Row,
    units::is_area_office,
    values::{FieldKeys, ModeWord, Tick, degree_name, key, looks_like_name, mode, tick},
};

use super::vocabulary::{SURE, has, meaning};

/// A header of one to four rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) numbering: Option<u32>,
    /// Each heading is broken over its two rows: `Họ và` above `tên`.
    pub(super) broken: bool,
    /// The name of its layout, where a person pointed it out.
    pub(super) pointed: Option<String>,
}

const MOST_ROWS: u32 = 4;

/// Cells that are looked at as headings; a sheet of nothing but text has an end to our patience.
const PATIENCE: usize = 60_000;

/// Every header of the sheet, in order.
pub(super) fn find(grid: &Grid, list: &FieldKeys) -> Vec<Header> {
    let mut out: Vec<Header> = Vec::new();
    let mut looked = 0;
    for row in &grid.rows {
        if out.last().is_some_and(|h| row.number <= h.numbering.unwrap_or(h.bottom)) {
            continue;
        }
        if looked > PATIENCE || !may_be_header(row) {
            continue;
        }
        looked += row.cells.len();
        if !out.is_empty() && heads_other_things(grid, row, list) {
            let (top, bottom) = (row.number, row.number);
            out.push(Header { top, bottom, numbering: None, broken: false, pointed: None });
            continue;
        }
        let floor = out.last().map_or(0, |h| h.numbering.unwrap_or(h.bottom));
        let mut header = match (broken(grid, row, list), anchor(row, list)) {
            (Some(header), _) => header,
            (None, Some(name_column)) => {
                let header = extend(grid, row.number, name_column, floor, list);
                if meanings(grid, &header, list) < 3 && !tells_duty_at_least(row, list) {
                    continue;
                }
                header
            }
            (None, None) => continue,
        };
        let below = grid.rows_between(header.bottom + 1, header.bottom + 3).first();
        header.numbering = below.filter(|r| is_numbering(r)).map(|r| r.number);
        out.push(header);
    }
    out
}

/// Several texts, no number and no date.
fn may_be_header(row: &Row) -> bool {
    row.cells.len() >= 2 && row.cells.iter().all(|(_, c)| c.text().is_some() && !is_value(c))
}

/// The column whose heading names the person, when the row can be one of headings.
fn anchor(row: &Row, list: &FieldKeys) -> Option<u16> {
    let mut name = None;
    let mut hits = 0;
    for (column, cell) in &row.cells {
        let Some((m, score)) = cell.text().and_then(|t| meaning(t, list)) else { continue };
        if score < SURE {
            continue;
        }
        hits += 1;
        let sure = matches!(m, Meaning::FullName | Meaning::FamilyMiddle) || m == Meaning::Given;
        if sure && name.is_none() {
            name = Some(*column);
        }
    }
    if name.is_none() {
        // Headings enough without one for the name: the content will tell whose they are.
        let person = row.cells.iter().any(|(_, c)| c.text().is_some_and(looks_like_name));
        let clear = hits >= 4 && hits * 10 >= row.cells.len() * 6 && !person;
        return clear.then_some(NOWHERE);
    }
    name.filter(|_| hits >= 2 || row.cells.len() <= 3)
}

/// `Họ tên | Hình thức`: few headings, each known word by word, one of them the mode.
fn tells_duty_at_least(row: &Row, list: &FieldKeys) -> bool {
    let found: Option<Vec<(Meaning, u8)>> =
        row.cells.iter().map(|(_, c)| c.text().and_then(|t| meaning(t, list))).collect();
    let mode = |m: &Meaning| matches!(m, Meaning::Mode | Meaning::Dedicated | Meaning::Concurrent);
    found.is_some_and(|all| all.iter().all(|(_, s)| *s >= 96) && all.iter().any(|(m, _)| mode(m)))
}

/// `STT | Tên thiết bị | Số lượng` below a list, and number one below it: a list of other things.
fn heads_other_things(grid: &Grid, row: &Row, list: &FieldKeys) -> bool {
    let [(column, first), rest @ ..] = &row.cells[..] else { return false };
    let number = |r: &Row| r.cell(*column).is_some_and(|c| c.shown().trim() == "1");
    let follows = |r: &Row| number(r) && !is_numbering(r);
    if rest.len() < 2 || !grid.row(row.number + 1).is_some_and(follows) {
        return false;
    }
    let person = |c: &Cell| {
        let meant = c.text().and_then(|t| meaning(t, list)).map(|(m, _)| m);
        matches!(meant, Some(Meaning::FullName | Meaning::FamilyMiddle | Meaning::Given))
            || c.text().is_some_and(looks_like_name)
    };
    let ordinal = first.text().and_then(|t| meaning(t, list)) == Some((Meaning::Ordinal, 100));
    ordinal && !rest.iter().any(|(_, c)| person(c))
}

/// No column: the heading of the name is not known.
const NOWHERE: u16 = u16::MAX;

/// A long number is no heading: most rows are told by it at once.
fn is_value(cell: &Cell) -> bool {
    cell.text().is_some_and(|t| t.len() > 4 && t.bytes().all(|b| b.is_ascii_digit()))
}

/// A phone, a personal number, a day: no heading has that many digits.
fn holds_number(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// Two rows whose cells make headings only when joined, as old forms break them.
fn broken(grid: &Grid, row: &Row, list: &FieldKeys) -> Option<Header> {
    let below = grid.row(row.number + 1).filter(|r| row.cells.len() > 3 && may_be_header(r))?;
    let sure = |t: &str| meaning(t, list).filter(|(_, s)| *s >= 90).map(|(m, _)| m);
    let own =
        |row: &Row| row.cells.iter().filter(|(_, c)| c.text().and_then(sure).is_some()).count();
    let joined: Vec<Meaning> = row
        .cells
        .iter()
        .filter_map(|(column, cell)| {
            let rest = below.cell(*column).and_then(Cell::text).unwrap_or("");
            sure(&format!("{} {rest}", cell.text().unwrap_or("")))
        })
        .collect();
    let named = joined.iter().any(|m| matches!(m, Meaning::FullName | Meaning::FamilyMiddle));
    let more = joined.len() >= 4 && joined.len() > own(row) + own(below);
    (named && more).then_some(Header {
        top: row.number,
        bottom: below.number,
        numbering: None,
        broken: true,
        pointed: None,
    })
}

fn extend(grid: &Grid, anchor: u32, name_column: u16, floor: u32, list: &FieldKeys) -> Header {
    let (mut top, mut bottom) = (anchor, anchor);
    loop {
        let merged = grid
            .merges_between(top.saturating_sub(MOST_ROWS), top)
            .iter()
            .filter(|m| m.top < top && m.bottom >= top && m.bottom <= top + MOST_ROWS)
            .map(|m| m.top)
            .min();
        let above = top.checked_sub(1).and_then(|n| grid.row(n));
        let next = merged
            .or_else(|| above.filter(|r| is_group_row(grid, r, anchor, list)).map(|r| r.number));
        match next {
            Some(n) if n > floor && bottom - n < MOST_ROWS => top = n,
            _ => break,
        }
    }
    loop {
        let merged = grid
            .merges_between(top, bottom)
            .iter()
            .filter(|m| m.bottom > bottom)
            .filter(|m| grid.cell(m.top, m.left).is_some())
            .map(|m| m.bottom)
            .max();
        let below = grid.row(bottom + 1);
        let leaf = |r: &&Row| {
            is_leaf_row(r, name_column, list)
                || is_lone_leaf(grid, r, list)
                || is_below_groups(grid, r, name_column)
        };
        let next = merged.or_else(|| below.filter(leaf).map(|r| r.number));
        match next {
            Some(n) if n - top < MOST_ROWS => bottom = n,
            _ => break,
        }
    }
    Header { top, bottom, numbering: None, broken: false, pointed: None }
}

/// A row of group headings above the anchor: several short texts, one of which is a heading or
/// stands over several columns of it.
fn is_group_row(grid: &Grid, row: &Row, anchor: u32, list: &FieldKeys) -> bool {
    let short = row.cells.iter().all(|(_, c)| c.text().is_some_and(|t| t.chars().count() <= 60));
    if row.cells.len() < 2 || !short {
        return false;
    }
    let data = row.cells.iter().any(|(_, c)| {
        c.text().is_some_and(|t| {
            looks_like_name(t) || t.chars().all(|c| c.is_ascii_digit()) || holds_number(t)
        })
    });
    let letterhead = row.cells.iter().any(|(_, c)| {
        let key = key(c.text().unwrap_or(""));
        has(&key, "cong hoa xa hoi")
            || has(&key, "doc lap")
            || has(&key, "mau so")
            || key.starts_with("bieu")
    });
    let hits = row.cells.iter().filter(|(_, c)| is_heading(c, list)).count();
    let spans = row.cells.iter().any(|(column, _)| {
        grid.merges_between(row.number, row.number)
            .iter()
            .any(|m| m.contains(row.number, *column) && m.top == m.bottom && m.right > m.left)
    });
    let width = grid.row(anchor).map_or(0, |r| r.cells.len());
    !letterhead
        && !data
        && (hits >= 2 || hits >= 1 && row.cells.len() >= 3 || spans && row.cells.len() * 4 >= width)
}

/// A row of headings below the anchor: nothing under the name but its parts, headings under the
/// rest.
fn is_leaf_row(row: &Row, name_column: u16, list: &FieldKeys) -> bool {
    let part_of_name = |c: &Cell| {
        let found = c.text().and_then(|t| meaning(t, list));
        found.is_some_and(|(m, _)| matches!(m, Meaning::FamilyMiddle | Meaning::Given))
    };
    if row.cell(name_column).is_some_and(|c| !part_of_name(c)) {
        return false;
    }
    let texts = row.cells.iter().all(|(_, c)| {
        c.text().is_some_and(|t| {
            let short = t.chars().count() <= 60 && !t.chars().all(|c| c.is_ascii_digit());
            let short = short && !holds_number(t);
            short && !is_roman(t) && !is_area_office(t)
        })
    });
    let hits = row.cells.iter().filter(|(_, c)| is_heading(c, list)).count();
    texts && hits * 2 >= row.cells.len() && row.cells.len() >= 2 && !names_a_part(row)
}

/// Names of things nobody knows, each below a heading merged over several: `CCNA | MCSA | CEH`
/// below `Chứng chỉ`.
fn is_below_groups(grid: &Grid, row: &Row, name_column: u16) -> bool {
    let Some(above) = row.number.checked_sub(1) else { return false };
    let merges = grid.merges_between(above, above);
    let grouped = |column: u16| {
        merges.iter().any(|m| m.bottom == above && m.right > m.left && m.contains(above, column))
    };
    let named = |c: &Cell| {
        c.text().is_some_and(|t| {
            (2..=60).contains(&t.chars().count())
                && t.chars().any(char::is_alphabetic)
                && tick(Some(c)) == Tick::Unknown
                && mode(Some(c)) == ModeWord::Unclear
        })
    };
    let below =
        |(column, cell): &(u16, Cell)| *column != name_column && grouped(*column) && named(cell);
    row.cells.len() >= 2 && row.cells.iter().all(below)
}

/// `A | Chuyên trách`: a part of the list, not more of its headings.
fn names_a_part(row: &Row) -> bool {
    let letter = |c: &Cell| c.text().is_some_and(|t| t.trim().trim_end_matches('.').len() == 1);
    matches!(&row.cells[..], [(_, first), _] if letter(first))
}

/// One heading alone in the middle of a header: more of it, or the numbers of the columns, follow.
fn is_lone_leaf(grid: &Grid, row: &Row, list: &FieldKeys) -> bool {
    let [(_, only)] = &row.cells[..] else { return false };
    let follows = |next: &Row| is_numbering(next) || is_leaf_row(next, NOWHERE, list);
    is_heading(only, list) && grid.row(row.number + 1).is_some_and(follows)
}

fn is_heading(cell: &Cell, list: &FieldKeys) -> bool {
    const GROUPS: [&str; 6] =
        ["thong tin", "lien he", "dao tao", "ca nhan", "chuyen mon", "cong tac"];
    const LEAVES: [&str; 5] = ["ngay", "thang", "nam", "ngay cap", "noi cap"];
    let Some(text) = cell.text().filter(|t| !is_area_office(t)) else { return false };
    let key = key(text);
    meaning(text, list).is_some_and(|(_, s)| s >= SURE)
        || LEAVES.contains(&key.as_str())
        || GROUPS.iter().any(|g| has(&key, g))
        || degree_name(text).is_some()
}

/// Distinct meanings in the header.
fn meanings(grid: &Grid, header: &Header, list: &FieldKeys) -> usize {
    let mut found: Vec<Meaning> = Vec::new();
    for row in grid.rows_between(header.top, header.bottom) {
        for (_, cell) in &row.cells {
            if let Some((m, score)) = cell.text().and_then(|t| meaning(t, list))
                && score >= SURE
                && !found.contains(&m)
            {
                found.push(m);
            }
        }
    }
    found.len()
}

/// The value of a Roman numeral up to 30.
fn roman(text: &str) -> Option<usize> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let bare = text.trim().trim_matches(['(', ')', '.']).to_ascii_uppercase();
    let ones = bare.trim_start_matches('X');
    let tens = bare.len() - ones.len();
    let at = ONES.iter().position(|o| *o == ones).filter(|_| tens <= 2 && !bare.is_empty())?;
    Some(10 * tens + at)
}

fn is_roman(text: &str) -> bool {
    roman(text).is_some()
}

/// A row that numbers the columns: `(1) (2) (3)`, `1 2 3` in any order, `A B 1 2 3`, `A a b c`,
/// `a b c d đ e g`, `I II III`, `C1 C2 C3`.
pub(crate) fn is_numbering(row: &Row) -> bool {
    let shown: Vec<String> = row.cells.iter().map(|(_, c)| c.shown()).collect();
    let bracketed = |t: &String| {
        let inner = t.trim().strip_prefix(['(', '[']).and_then(|t| t.strip_suffix([')', ']']));
        inner.is_some_and(|t| t.len() <= 8 && t.starts_with(|c: char| c.is_ascii_alphanumeric()))
            && t.chars().any(|c| c.is_ascii_digit())
    };
    let bare: Vec<&str> =
        shown.iter().map(|t| t.trim().trim_matches(['(', ')', '[', ']', '.'])).collect();
    bare.len() >= 3
        && (shown.iter().all(bracketed)
            || bare.iter().map(|t| roman(t)).eq((1..=bare.len()).map(Some))
            || letters(&bare)
            || numbers(&bare))
}

/// The alphabet people number with: the letters of Vietnamese, and those of English between them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// `A B C`, `A a b c`, `a b c d đ e g h`: letters in the order of the alphabet, each where the one
/// before it is, or one that Vietnamese has between them, is next.
fn letters(bare: &[&str]) -> bool {
    let place = |t: &&str| {
        let mut chars = t.chars().flat_map(char::to_lowercase);
        let place = chars.next().and_then(|c| ALPHABET.chars().position(|a| a == c))?;
        chars.next().is_none().then_some(place)
    };
    let Some(found) = bare.iter().map(place).collect::<Option<Vec<usize>>>() else { return false };
    let seldom = |at: usize| ALPHABET.chars().nth(at).is_some_and(|c| "ăâđêôơưfjwz".contains(c));
    let next = |w: &[usize]| w[0] < w[1] && (w[0] + 1..w[1]).all(seldom);
    let ascending = |l: &[usize]| l.len() >= 3 && l.windows(2).all(next);
    ascending(&found) || ascending(&found[1..])
}

/// Small numbers that are each another, with few gaps; letters may stand before them, formulas
/// behind: `1`, `C2`, `Cột 3`, `4=5+6`.
fn numbers(bare: &[&str]) -> bool {
    let mut found: Vec<usize> = Vec::new();
    for text in bare {
        let plain = key(text);
        let behind = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
        let before = key(&text[..text.len() - behind.len()]);
        let text = if matches!(before.as_str(), "" | "c" | "cot") { behind } else { text };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        let formula = rest.chars().all(|c| "=+-*/x()ab ".contains(c) || c.is_ascii_digit());
        match text[..digits].parse() {
            Ok(n) if formula => found.push(n),
            _ if digits == 0 && plain.len() == 1 => {}
            _ => return false,
        }
    }
    let count = found.len();
    found.sort_unstable();
    found.dedup();
    count >= 3 && found.len() == count && found[0] <= 3 && found[count - 1] <= found[0] + count + 1
}
