//! What a workbook says beside its cells: who made it, notes on cells, headers and footers of its
//! pages, drawings, names, formulas, links, what was copied from other workbooks, documents within.

use std::io::{Cursor, Read as _};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::unescape;
use zip::ZipArchive;

/// Parts that hold what cells say: they are read as cells are.
const OF_CELLS: [&str; 3] = ["sharedstrings.xml", "calcchain.xml", "[content_types].xml"];

/// The part that is the cells of all sheets; its links and formulas stand in attributes. Of an object
/// within, the part of that name is looked through whole.
const CONTENT: &str = "content.xml";
const IN_ATTRIBUTES: [&str; 2] = ["xlink:href=", "table:formula="];

/// Documents that were put into a workbook are looked through as far as this, in bytes of a part.
const MOST_WITHIN: u64 = 32 << 20;

/// Ends within a text that do not end it: pieces in another type.
const WITHIN: [&str; 5] = ["t", "r", "rPr", "span", "a"];

/// Every text beside the cells of a package of XML; of any other file there is none. What can't be
/// read is passed over: the file was opened before, within its limits.
pub(crate) fn beside_cells(bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    for (name, bytes) in parts(bytes, u64::MAX) {
        if OF_CELLS.iter().any(|cells| name.ends_with(cells)) {
            continue;
        }
        if !is_xml(&name) {
            within(&bytes, &mut out);
            continue;
        }
        let xml = decoded(&bytes);
        if name == CONTENT {
            out.extend(IN_ATTRIBUTES.iter().flat_map(|name| values_of(&xml, name)));
            continue;
        }
        // Cells of a worksheet stand in one element; its pages' headers and footers behind it.
        match (xml.find("<sheetData"), xml.rfind("</sheetData>")) {
            (Some(from), Some(to)) if from < to => {
                out.extend(formulas(&xml[from..to]));
                texts(&format!("{}{}", &xml[..from], &xml[to..]), &mut out);
            }
            _ => texts(&xml, &mut out),
        }
    }
    out
}

/// Parts of a package that may hold words, each with its name in small letters, no longer than that.
fn parts(bytes: &[u8], most: u64) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return out };
    for at in 0..zip.len() {
        let Ok(part) = zip.by_index(at) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_document = name.contains("embeddings/") || name.starts_with("object");
        let mut bytes = Vec::new();
        if (is_xml(&name) || is_document) && part.take(most).read_to_end(&mut bytes).is_ok() {
            out.push((name, bytes));
        }
    }
    out
}

fn is_xml(name: &str) -> bool {
    [".xml", ".vml", ".rels"].iter().any(|end| name.ends_with(end))
}

/// Everything a document says that was put into a workbook; of what is no package, nothing.
fn within(bytes: &[u8], out: &mut Vec<String>) {
    for (_, part) in parts(bytes, MOST_WITHIN).into_iter().filter(|(name, _)| is_xml(name)) {
        texts(&decoded(&part), out);
    }
}

/// XML is UTF-8 unless its first bytes say otherwise.
fn decoded(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(bytes).0.into_owned()
}

/// What formulas say, and links made by one.
fn formulas(xml: &str) -> Vec<String> {
    let mut out = Vec::new();
    for piece in xml.split("<f").skip(1) {
        let Some((tag, behind)) = piece.split_once('>') else { continue };
        let is_formula = tag.is_empty() || tag.starts_with(char::is_whitespace);
        if is_formula && !tag.ends_with('/') {
            out.push(plain(behind.split('<').next().unwrap_or(behind)));
        }
    }
    out
}

/// Values of an attribute, wherever it stands.
fn values_of<'x>(xml: &'x str, name: &'x str) -> impl Iterator<Item = String> + 'x {
    xml.split(name).skip(1).filter_map(|behind| {
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(plain(behind[1..].split(quote).next()?))
    })
}

fn plain(text: &str) -> String {
    unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// Texts between tags, pieces put together, and values of attributes.
fn texts(xml: &str, out: &mut Vec<String>) {
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
    use std::io::Write as _;

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn formulas_links_documents_and_other_encodings_are_looked_through() {
        let letter = package(&[("word/document.xml", "<w:t>Lê Thị Bình</w:t>".as_bytes())]);
        let author = "\u{feff}<dc:creator>Trần Văn Chín</dc:creator>";
        let author: Vec<u8> = author.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let sheet = "<sheetData><c><f>HYPERLINK(&quot;tel:0301234567&quot;)</f><v>Gọi</v></c>\
                     <c t=\"str\"><f t=\"shared\" si=\"0\"/><v>ô</v></c></sheetData>";
        let book = package(&[
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/embeddings/thu.docx", &letter),
            ("docProps/core.xml", &author),
            ("content.xml", b"<text:a xlink:href=\"tel:0309999888\">x</text:a>"),
            ("Object 1/content.xml", "<text:p>Phan Thị Út</text:p>".as_bytes()),
        ]);
        let mut said = beside_cells(&book);
        said.retain(|text| !text.is_empty());
        let asked = [
            "HYPERLINK(\"tel:0301234567\")",
            "Lê Thị Bình",
            "Trần Văn Chín",
            "tel:0309999888",
            "Phan Thị Út",
        ];
        assert_eq!(said, asked);
    }

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
