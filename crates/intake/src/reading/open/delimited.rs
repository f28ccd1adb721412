//! Text with a delimiter: encoding, delimiter and quoting are told by the content.

use crate::reading::{
    Format, Limits, Refusal, Workbook,
    charset::{Charset, of_bytes},
};

use super::{
    cells::{GridBuilder, Texts},
    markup,
};

const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// Characters looked at to tell the delimiter.
const SNIFFED: usize = 64 << 10;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let (text, charset) = decode(bytes)?;
    if markup::begins(&text) {
        return Ok(counted(markup::read(&text, limits)?, charset));
    }
    let (text, told) = directive(&text);
    let delimiter = told.unwrap_or_else(|| sniff(text));
    let mut texts = Texts::default();
    let mut grid = GridBuilder::new("", false, limits, &mut texts);
    let mut row = 0;
    let mut result = Ok(());
    let most = usize::from(limits.columns);
    records((text, delimiter), most, &mut |fields| {
        for (column, field) in fields.iter().enumerate() {
            if result.is_ok() && !field.trim().is_empty() {
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                result = grid.text((row, column), bare(field), None);
            }
        }
        row += 1;
        result.is_ok()
    });
    result?;
    let mut sheet = grid.finish();
    sheet.untyped = true;
    Ok(counted(Workbook { format: Format::Text, sheets: vec![sheet] }, charset))
}

/// Notes the encoding that the whole file was in.
fn counted(mut book: Workbook, charset: Option<Charset>) -> Workbook {
    for (sheet, charset) in book.sheets.iter_mut().filter_map(|s| Some((s, charset?))) {
        let legacy = sheet.rows.iter().flat_map(|r| &r.cells);
        let count = legacy.filter(|(_, c)| c.text().is_some_and(|t| !t.is_ascii())).count();
        sheet.converted.insert(0, (charset, u32::try_from(count).unwrap_or(u32::MAX)));
    }
    book
}

/// `="0123"`, the way some programs keep a zero, as `0123`.
fn bare(field: &str) -> &str {
    field.strip_prefix("=\"").and_then(|f| f.strip_suffix('"')).unwrap_or(field)
}

fn decode(bytes: &[u8]) -> Result<(String, Option<Charset>), Refusal> {
    let wide = |little: bool, bytes: &[u8]| {
        let encoding = if little { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(true, rest),
        [0xfe, 0xff, rest @ ..] => wide(false, rest),
        _ => match wide_without_mark(bytes) {
            Some(little) => wide(little, bytes),
            None if bytes.contains(&0) => return Err(Refusal::NotASpreadsheet),
            None => {
                if let Ok(text) = std::str::from_utf8(bytes) {
                    text.to_owned()
                } else {
                    let (text, charset) = of_bytes(bytes);
                    return sane(text).map(|t| (t, charset));
                }
            }
        },
    };
    sane(text).map(|t| (t, None))
}

/// Every other byte of UTF-16 is nearly always zero for the digits and delimiters of a table; of
/// the rest hardly any is, but for a mark by itself: U+0300 has a zero too.
fn wide_without_mark(bytes: &[u8]) -> Option<bool> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let half = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        (even, odd) if odd * 4 > half && odd > even * 8 => Some(true),
        (even, odd) if even * 4 > half && even > odd * 8 => Some(false),
        _ => None,
    }
}

/// Text a person could have made: no document of another kind, hardly any control codes.
fn sane(text: String) -> Result<String, Refusal> {
    let head = text.trim_start();
    let document = ["%pdf", "{\\rtf"]
        .iter()
        .any(|m| head.get(..m.len()).is_some_and(|h| h.eq_ignore_ascii_case(m)));
    let control = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
    let sample = text.chars().take(SNIFFED);
    let (odd, all) = sample.fold((0, 0), |(o, n), c| (o + usize::from(control(c)), n + 1));
    if document || odd * 50 > all { Err(Refusal::NotASpreadsheet) } else { Ok(text) }
}

/// A first line `sep=;` names the delimiter and is no row.
fn directive(text: &str) -> (&str, Option<char>) {
    let line = text.lines().next().unwrap_or("");
    match line.strip_prefix("sep=").map(|d| d.chars().collect::<Vec<_>>()) {
        Some(d) if d.len() == 1 => {
            let rest = &text[line.len()..];
            let rest = rest.strip_prefix('\r').unwrap_or(rest);
            (rest.strip_prefix('\n').unwrap_or(rest), d.first().copied())
        }
        _ => (text, None),
    }
}

/// The delimiter that parts most lines into the same number of fields.
fn sniff(text: &str) -> char {
    let end = text.char_indices().nth(SNIFFED).map_or(text.len(), |(at, _)| at);
    let score = |delimiter: char| {
        let mut widths: Vec<usize> = Vec::new();
        records((&text[..end], delimiter), SNIFFED, &mut |fields| {
            widths.push(fields.len());
            true
        });
        widths.retain(|w| *w > 1);
        widths.sort_unstable();
        let runs = widths.chunk_by(|a, b| a == b).map(|r| r.len() * r.len() * (r[0] - 1).min(12));
        runs.max().unwrap_or(0)
    };
    let mut best = (0, ',');
    for delimiter in DELIMITERS {
        let score = score(delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Records of a delimited text, blank lines too, as a spreadsheet would number them. Stops when
/// told to. Blank fields behind the columns a sheet may have are passed over: a file of nothing but
/// delimiters is no work.
fn records((text, delimiter): (&str, char), most: usize, each: &mut dyn FnMut(&[String]) -> bool) {
    let mut fields: Vec<String> = Vec::new();
    let end = |fields: &mut Vec<String>, field: &mut String| {
        if fields.len() < most || !field.trim().is_empty() {
            fields.push(std::mem::take(field));
        } else {
            field.clear();
        }
    };
    let mut field = String::new();
    let mut quoted = false;
    let mut fresh = true;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if quoted {
            match c {
                '"' if chars.peek() == Some(&'"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => quoted = false,
                c => field.push(c),
            }
            continue;
        }
        match c {
            '"' if fresh => quoted = true,
            c if c == delimiter => {
                end(&mut fields, &mut field);
                fresh = true;
                continue;
            }
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\n' | '\r' => {
                end(&mut fields, &mut field);
                if !each(&fields) {
                    return;
                }
                fields.clear();
                fresh = true;
                continue;
            }
            c => field.push(c),
        }
        fresh = false;
    }
    if !field.is_empty() || !fields.is_empty() {
        end(&mut fields, &mut field);
        each(&fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let mut out = Vec::new();
        records((text, delimiter), 3, &mut |f| {
            out.push(f.to_vec());
            true
        });
        out
    }

    #[test]
    fn records_are_numbered_as_a_spreadsheet_does() {
        let got = rows("a;b\r\n\r\n\"c;\"\"d\"\"\ne\";f\r\ng", ';');
        assert_eq!(got, [vec!["a", "b"], vec![""], vec!["c;\"d\"\ne", "f"], vec!["g"]]);
    }

    #[test]
    fn blank_fields_beyond_the_last_column_are_no_work() {
        assert_eq!(rows("a;;;;;;\n;;;;;b;", ';'), [vec!["a", "", ""], vec!["", "", "", "b"]]);
    }

    #[test]
    fn delimiters_are_told_by_their_regularity() {
        assert_eq!(sniff("a;b,c\nd;e\nf;g,h\n"), ';');
        assert_eq!(sniff("a,b\nc,\"d;e;f\"\n"), ',');
        assert_eq!(sniff("a\tb\tc\n1\t2\t3\n"), '\t');
        assert_eq!(sniff("a|b\n1|2\n"), '|');
        assert_eq!(directive("sep=|\r\na|b"), ("a|b", Some('|')));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let limits = Limits::default();
        for bad in ["<html><table>", "%PDF-1.7", "\0\0\0\0abc\u{1}\u{2}", "<?xml version='1.0'?>"] {
            assert_eq!(read(bad.as_bytes(), &limits).unwrap_err(), Refusal::NotASpreadsheet);
        }
    }
}
