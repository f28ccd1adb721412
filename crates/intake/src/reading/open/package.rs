//! The parts of an Office Open XML package that say where its worksheets are.

use std::io::{Cursor, Read};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::reading::{Merge, Refusal};

/// A worksheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reading) struct SheetPart {
    /// Its name.
    pub(in crate::reading) name: String,
    /// Its part inside the package.
    pub(in crate::reading) path: String,
}

/// `C7:D9` as a merged range; of a single cell too.
pub(in crate::reading) fn range(text: &str) -> Option<Merge> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (position(from)?, position(to)?);
    (top <= bottom && left <= right).then_some(Merge { top, bottom, left, right })
}

/// `C7` as 1-based row and 0-based column.
fn position(text: &str) -> Option<(u32, u16)> {
    let text = text.replace('$', "");
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let mut column = 0u32;
    for c in letters.chars() {
        let c = c.to_ascii_uppercase();
        if !c.is_ascii_uppercase() || column > 20_000 {
            return None;
        }
        column = column * 26 + (u32::from(c) - u32::from('A') + 1);
    }
    Some((row.parse().ok().filter(|r| *r > 0)?, u16::try_from(column.checked_sub(1)?).ok()?))
}

/// The text of a part; a missing one is empty.
pub(in crate::reading) fn part(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<String, Refusal> {
    let mut out = String::new();
    if let Ok(mut part) = zip.by_name(name) {
        part.read_to_string(&mut out).map_err(|_| Refusal::Corrupt)?;
    }
    Ok(out)
}

/// An attribute by its local name.
pub(in crate::reading) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find_map(|a| {
        let local = a.key.local_name();
        (local.as_ref() == name)
            .then(|| a.normalized_value(XmlVersion::Implicit1_0).ok().map(Into::into))
            .flatten()
    })
}

/// Relationships of a part: id, type, target.
pub(in crate::reading) fn relationships(xml: &str) -> Vec<(String, String, String)> {
    tags(xml, "Relationship")
        .iter()
        .filter_map(|t| Some((attribute(t, "Id")?, attribute(t, "Type")?, attribute(t, "Target")?)))
        .collect()
}

/// Every tag with a local name.
pub(in crate::reading) fn tags(xml: &str, name: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(xml);
    let mut out = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(t) | Event::Empty(t)) if t.local_name().as_ref() == name => {
                out.push(t.into_owned());
            }
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

/// A target as a path inside the package, seen from a part.
pub(in crate::reading) fn resolve(from: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let target = if let Some(rooted) = target.strip_prefix('/') {
        rooted
    } else {
        steps.extend(from.split('/'));
        steps.pop();
        target
    };
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The workbook's part and its worksheets in order.
pub(in crate::reading) fn sheets(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<(String, Vec<SheetPart>), Refusal> {
    let root = relationships(&part(zip, "_rels/.rels")?);
    let workbook = root
        .iter()
        .find(|(_, kind, _)| kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".into(), |(_, _, target)| resolve("", target));
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let rels = relationships(&part(zip, &format!("{folder}/_rels/{file}.rels"))?);
    let xml = part(zip, &workbook)?;
    let sheets = tags(&xml, "sheet")
        .iter()
        .filter_map(|t| {
            let id = attribute(t, "id")?;
            let (_, _, target) = rels.iter().find(|(r, _, _)| *r == id)?;
            Some(SheetPart { name: attribute(t, "name")?, path: resolve(&workbook, target) })
        })
        .collect();
    Ok((workbook, sheets))
}

/// Whether a workbook counts its days from 1904.
pub(super) fn since_1904(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    workbook: &str,
) -> Result<bool, Refusal> {
    let stated = |t: &BytesStart<'_>| attribute(t, "date1904");
    let found = tags(&part(zip, workbook)?, "workbookPr").iter().find_map(stated);
    Ok(matches!(found.as_deref(), Some("1" | "true" | "on")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_paths() {
        assert_eq!(range("C7:D9"), Some(Merge { top: 7, bottom: 9, left: 2, right: 3 }));
        assert_eq!(range("$A$1"), Some(Merge { top: 1, bottom: 1, left: 0, right: 0 }));
        for bad in ["", "7", "C", "C0", "D9:C7", "ĂĂ1", "AAAAAAAAAA1"] {
            assert_eq!(range(bad), None, "{bad}");
        }
        assert_eq!(resolve("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl/workbook.xml", "/xl/a.xml"), "xl/a.xml");
    }
}
