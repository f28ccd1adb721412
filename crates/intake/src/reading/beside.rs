//! What a workbook says beside its cells: who made it, notes on cells, headers and footers of its
//! pages, drawings, names, what was copied from other workbooks.

use std::io::{Cursor, Read as _};

use quick_xml::escape::unescape;
use zip::ZipArchive;

/// Parts that hold what cells say: they are read as cells are.
const OF_CELLS: [&str; 4] =
    ["sharedstrings.xml", "content.xml", "calcchain.xml", "[content_types].xml"];

/// Ends within a text that do not end it: pieces in another type.
const WITHIN: [&str; 5] = ["t", "r", "rPr", "span", "a"];

/// Every text beside the cells of a package of XML; of any other file there is none. What can't be
/// read is passed over: the file was opened before, within its limits.
pub(crate) fn beside_cells(bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return out };
    for at in 0..zip.len() {
        let Ok(mut part) = zip.by_index(at) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_xml = [".xml", ".vml", ".rels"].iter().any(|end| name.ends_with(end));
        if !is_xml || OF_CELLS.iter().any(|cells| name.ends_with(cells)) {
            continue;
        }
        let mut bytes = Vec::new();
        if part.read_to_end(&mut bytes).is_err() {
            continue;
        }
        let xml = String::from_utf8_lossy(&bytes);
        // Cells of a worksheet stand in one element; its pages' headers and footers behind it.
        let xml = match (xml.find("<sheetData"), xml.rfind("</sheetData>")) {
            (Some(from), Some(to)) if from < to => format!("{}{}", &xml[..from], &xml[to..]),
            _ => xml.into_owned(),
        };
        texts(&xml, &mut out);
    }
    out
}

/// Texts between tags, pieces put together, and values of attributes.
fn texts(xml: &str, out: &mut Vec<String>) {
    let plain =
        |text: &str| unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned);
    let mut text = String::new();
    for piece in xml.split('<') {
        let (tag, behind) = piece.split_once('>').unwrap_or(("", piece));
        if let Some(end) = tag.strip_prefix('/') {
            let local = end.rsplit(':').next().unwrap_or(end).trim();
            if !WITHIN.contains(&local) && !text.is_empty() {
                out.push(std::mem::take(&mut text));
            }
        } else {
            let values = tag.split(['"', '\'']).skip(1).step_by(2);
            out.extend(values.filter(|value| value.contains(' ') || value.len() >= 8).map(plain));
        }
        text.push_str(&plain(behind));
    }
    out.push(text);
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn pieces_of_one_text_are_put_together_and_others_are_not() {
        let mut out = Vec::new();
        let xml = "<x:comment ref=\"A1\" by='Lê &amp; Trần'><t>Nguyễn </t></r><r><t>Văn An</t></r></text>\
                   </x:comment><x:comment><t>Bình</t></x:comment>";
        texts(xml, &mut out);
        out.retain(|text| !text.is_empty());
        assert_eq!(out, ["Lê & Trần", "Nguyễn Văn An", "Bình"]);
    }
}
