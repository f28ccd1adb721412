//! A zip package looked through before a parser sees it: names, sizes as they really inflate,
//! declarations and depth of its XML. What is cheap to pick up on the way (merged ranges) is.

use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read},
};

use zip::{ZipArchive, result::ZipError};

use crate::reading::{Asides, Format, Limits, Merge, Refusal};

use super::{asides::AsideTags, package::range};

/// A small part may be packed as tightly as it likes.
const RATIO_FROM: u64 = 1 << 20;
/// No tag of a spreadsheet is longer.
const LONGEST_TAG: usize = 1 << 20;

/// More merged ranges than any office's sheet has are not kept.
const MOST_MERGES: usize = 500_000;

/// What was learned on the way.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) format: Option<Format>,
    /// Merged ranges by the name of the worksheet's part.
    pub(super) merges: HashMap<String, Vec<Merge>>,
    /// Cells with a formula whose value the file does not hold, 0-based, by the same name.
    pub(super) hollow: HashMap<String, Vec<(u32, u32)>>,
    /// What is hidden, and notes, by the same name, where there is any.
    pub(super) asides: HashMap<String, Asides>,
}

/// Inflates every part within bounds and reads its tags.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<Checked, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Corrupt)?;
    let mut checked = Checked::default();
    let mut names = HashSet::new();
    let mut left = limits.inflated_bytes;
    let mut chunk = vec![0; 64 << 10];
    let mut worksheets = 0;
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|e| refusal(&e))?;
        if part.encrypted() {
            return Err(Refusal::Encrypted);
        }
        let name = part.name().map_err(|_| Refusal::ZipName)?.into_owned();
        if !honest(&name) || !names.insert(name.to_ascii_lowercase()) {
            return Err(Refusal::ZipName);
        }
        let packed = part.compressed_size();
        let mut tags = is_xml(&name).then(|| Tags::new(limits));
        let mut inflated = 0u64;
        loop {
            let n = part.read(&mut chunk).map_err(|_| Refusal::Corrupt)?;
            if n == 0 {
                break;
            }
            inflated += n as u64;
            if inflated > left {
                return Err(Refusal::InflatedTooLarge { limit: limits.inflated_bytes });
            }
            if inflated > RATIO_FROM && inflated / packed.max(1) > limits.ratio {
                return Err(Refusal::ZipRatio { limit: limits.ratio });
            }
            if let Some(tags) = &mut tags {
                tags.feed(&chunk[..n])?;
            }
        }
        left -= inflated;
        if name == "mimetype" && inflated < 128 {
            checked.format = ods_mimetype(&chunk[..]).or(checked.format);
        }
        if name.starts_with("xl/worksheets/") {
            worksheets += 1;
        }
        if let Some(tags) = tags {
            checked.hollow.insert(name.clone(), tags.cell.hollow);
            let asides = tags.asides.found();
            if asides != Asides::default() {
                checked.asides.insert(name.clone(), asides);
            }
            checked.merges.insert(name, tags.merges);
        }
    }
    if worksheets > limits.sheets {
        return Err(Refusal::TooManySheets { limit: limits.sheets as u64 });
    }
    if checked.format.is_none() && names.contains("[content_types].xml") {
        let workbook = names.iter().any(|n| n.ends_with("workbook.xml"));
        checked.format = workbook.then_some(Format::Xlsx);
    }
    Ok(checked)
}

fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Refusal::Encrypted
        }
        _ => Refusal::Corrupt,
    }
}

fn ods_mimetype(content: &[u8]) -> Option<Format> {
    content.starts_with(b"application/vnd.oasis.opendocument.spreadsheet").then_some(Format::Ods)
}

/// A name that stays inside the package.
fn honest(name: &str) -> bool {
    let rooted = name.starts_with(['/', '\\']) || name.contains(':');
    let climbs = name.split(['/', '\\']).any(|step| step == "..");
    !name.is_empty() && !rooted && !climbs && !name.contains('\0')
}

fn is_xml(name: &str) -> bool {
    let ends = |end: &str| {
        let tail = name.len().checked_sub(end.len()).map(|at| &name.as_bytes()[at..]);
        tail.is_some_and(|t| t.eq_ignore_ascii_case(end.as_bytes()))
    };
    [".xml", ".rels", ".vml"].into_iter().any(ends)
}

/// Reads tags out of chunks.
struct Tags {
    depth: u32,
    deepest: u32,
    carry: Vec<u8>,
    until: Option<&'static [u8]>,
    merges: Vec<Merge>,
    cell: CellTags,
    asides: AsideTags,
}

/// The cell of a worksheet whose tags go by.
#[derive(Default)]
struct CellTags {
    /// Its opening tag.
    tag: Vec<u8>,
    formula: bool,
    hollow: Vec<(u32, u32)>,
}

impl CellTags {
    /// An opening tag; `more` is what follows it.
    fn opened(&mut self, tag: &[u8], more: &[u8]) {
        match tag {
            [b'c'] | [b'c', b' ', ..] => {
                self.tag.clear();
                self.tag.extend_from_slice(tag);
                self.formula = false;
            }
            [b'f'] | [b'f', b' ' | b'/', ..] => self.formula = true,
            [b'v' | b'i', ..] if self.formula && !hollow_value(tag, more) => self.formula = false,
            _ => {}
        }
    }

    /// A formula without a value: whoever wrote the file did not reckon. One that comes to an
    /// empty text is of type `str`.
    fn closed(&mut self) {
        if std::mem::take(&mut self.formula)
            && find(&self.tag, b"t=\"str\"").is_none()
            && self.hollow.len() < MOST_MERGES
        {
            let at = quoted(&self.tag, b" r=").and_then(range);
            self.hollow.extend(at.map(|m| (m.top - 1, u32::from(m.left))));
        }
    }
}

/// `<v/>` or `<v></v>`.
fn hollow_value(tag: &[u8], more: &[u8]) -> bool {
    tag.ends_with(b"/") || more.starts_with(b"</")
}

/// The value of an attribute.
pub(super) fn quoted<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let value = tag.get(find(tag, name)? + name.len() + 1..)?;
    let end = value.iter().position(|b| matches!(b, b'"' | b'\''))?;
    std::str::from_utf8(&value[..end]).ok()
}

/// Where a piece of markup ends, or that more bytes are needed.
enum End {
    At(usize),
    More,
}

impl Tags {
    fn new(limits: &Limits) -> Self {
        Self {
            depth: 0,
            deepest: limits.xml_depth,
            carry: Vec::new(),
            until: None,
            merges: Vec::new(),
            cell: CellTags::default(),
            asides: AsideTags::default(),
        }
    }

    fn feed(&mut self, chunk: &[u8]) -> Result<(), Refusal> {
        if self.carry.is_empty() {
            let used = self.take(chunk)?;
            self.carry.extend_from_slice(&chunk[used..]);
        } else {
            let mut joined = std::mem::take(&mut self.carry);
            joined.extend_from_slice(chunk);
            let used = self.take(&joined)?;
            joined.drain(..used);
            self.carry = joined;
        }
        if self.carry.len() > LONGEST_TAG { Err(Refusal::Corrupt) } else { Ok(()) }
    }

    /// Reads whole tags; returns how many bytes are done with.
    fn take(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let mut at = 0;
        loop {
            if let Some(end) = self.until {
                match find(&bytes[at..], end) {
                    Some(found) => {
                        at += found + end.len();
                        self.until = None;
                    }
                    None => return Ok(at.max(bytes.len().saturating_sub(end.len()))),
                }
            }
            let Some(open) = bytes[at..].iter().position(|b| *b == b'<') else {
                return Ok(bytes.len());
            };
            at += open;
            match self.markup(&bytes[at..])? {
                End::At(len) => at += len,
                End::More => return Ok(at),
            }
        }
    }

    fn markup(&mut self, bytes: &[u8]) -> Result<End, Refusal> {
        match bytes.get(1) {
            None => return Ok(End::More),
            Some(b'!' | b'?') => return self.special(bytes),
            Some(_) => {}
        }
        let Some(close) = tag_end(bytes) else { return Ok(End::More) };
        if bytes[1] == b'/' {
            self.depth = self.depth.saturating_sub(1);
            if bytes.starts_with(b"</c>") {
                self.cell.closed();
            }
        } else {
            self.cell.opened(&bytes[1..close], &bytes[close + 1..]);
            self.opened(&bytes[1..close])?;
        }
        Ok(End::At(close + 1))
    }

    /// Comments, character data and instructions are passed over; anything else is a declaration.
    fn special(&mut self, bytes: &[u8]) -> Result<End, Refusal> {
        for (start, end) in [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")] {
            if bytes.starts_with(start) {
                self.until = Some(end);
                return Ok(End::At(start.len()));
            }
            if start.starts_with(bytes) {
                return Ok(End::More);
            }
        }
        Err(Refusal::XmlEntities)
    }

    fn opened(&mut self, tag: &[u8]) -> Result<(), Refusal> {
        if self.depth >= self.deepest {
            return Err(Refusal::XmlDepth { limit: self.deepest.into() });
        }
        if !tag.ends_with(b"/") {
            self.depth += 1;
        }
        let name = &tag[..tag.iter().position(|b| *b == b' ').unwrap_or(tag.len())];
        let local = name.iter().position(|b| *b == b':').map_or(name, |at| &name[at + 1..]);
        self.asides.opened(local, tag);
        if name.ends_with(b"mergeCell") && matches!(name.len(), 9 | 11..) {
            let merge = quoted(tag, b"ref=").and_then(range);
            if self.merges.len() < MOST_MERGES {
                self.merges.extend(merge);
            }
        }
        Ok(())
    }
}

/// The `>` that ends a tag, not one inside a quoted value.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|b| matches!(b, b'>' | b'"' | b'\''))?;
        let quote = bytes[at];
        if quote == b'>' {
            return Some(at);
        }
        at += 1;
        at += bytes[at..].iter().position(|b| *b == quote)? + 1;
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(xml: &str, size: usize) -> Result<Vec<Merge>, Refusal> {
        let mut tags = Tags::new(&Limits { xml_depth: 4, ..Limits::default() });
        for chunk in xml.as_bytes().chunks(size) {
            tags.feed(chunk)?;
        }
        Ok(tags.merges)
    }

    #[test]
    fn tags_are_read_however_the_bytes_arrive() {
        let xml = r#"<?xml version="1.0"?><!-- <!DOCTYPE --><a x="1>2"><b/><![CDATA[<c><d><e><f>]]>
            <m><mergeCell ref="C7:D7"/><x:mergeCell  ref='A1:B2' /></m></a>"#;
        for size in 1..80 {
            let merges = feed(xml, size).unwrap();
            assert_eq!(merges.len(), 2, "{size}");
            assert_eq!(merges[0], Merge { top: 7, bottom: 7, left: 2, right: 3 });
        }
    }

    #[test]
    fn formulas_nobody_reckoned_are_known() {
        let xml = r#"<row><c r="A1"><f>ROW()</f><v>1</v></c><c r="B1" s="2"><f>B2</f><v></v></c>
            <c t="str" r="C1"><f>IF(1,"")</f><v></v></c><c r="D1"/><c r="E7"><f>NOW()</f></c>
            <c r="F1"><v>2</v></c><c r="G1"><f/><v/></c></row>"#;
        let mut tags = Tags::new(&Limits::default());
        tags.feed(xml.as_bytes()).unwrap();
        assert_eq!(tags.cell.hollow, [(0, 1), (6, 4), (0, 6)]);
    }

    #[test]
    fn declarations_and_depth_are_refused() {
        for size in [1, 3, 1000] {
            assert_eq!(feed("<!DOCTYPE a><a/>", size), Err(Refusal::XmlEntities));
            assert_eq!(feed("<a><!ENTITY x 'y'></a>", size), Err(Refusal::XmlEntities));
            assert_eq!(feed("<a><b><c><d><e>", size), Err(Refusal::XmlDepth { limit: 4 }));
            assert!(feed("<a><b/><b/><b/><b/><b></b><b></b></a>", size).is_ok());
        }
    }

    #[test]
    fn parts_of_markup_are_known_whatever_their_names() {
        for xml in ["xl/a.xml", "_rels/.RELS", "a.vml", "docProps/«.xml", ".xml"] {
            assert!(is_xml(xml), "{xml}");
        }
        for other in ["xl/media/a.png", "docProps/app«xml", "xml", ""] {
            assert!(!is_xml(other), "{other}");
        }
    }

    #[test]
    fn names_stay_inside() {
        for bad in ["../x", "a/../../x", "/etc/x", "C:\\x", "a\\..\\x", ""] {
            assert!(!honest(bad), "{bad}");
        }
        for good in ["xl/workbook.xml", "[Content_Types].xml", "_rels/.rels", "a..b/c"] {
            assert!(honest(good), "{good}");
        }
    }
}
