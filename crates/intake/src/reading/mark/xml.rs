//! Small changes to XML that leave the rest of it as it is.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::reading::Refusal;

/// The prefix of the root element with its colon, or nothing.
pub(super) fn prefix(xml: &str) -> &str {
    let Some(end) = xml.rfind("</") else { return "" };
    let name = xml[end + 2..].split(['>', ' ']).next().unwrap_or("");
    name.find(':').map_or("", |at| &name[..=at])
}

/// Puts text in front of the root's end tag.
pub(super) fn before_end(xml: &str, text: &str) -> Result<String, Refusal> {
    let at = xml.rfind("</").ok_or(Refusal::Corrupt)?;
    Ok(insert(xml, at, text))
}

/// Puts text at a byte.
pub(super) fn insert(xml: &str, at: usize, text: &str) -> String {
    let mut out = String::with_capacity(xml.len() + text.len());
    out.push_str(&xml[..at]);
    out.push_str(text);
    out.push_str(&xml[at..]);
    out
}

/// Elements of a document with their depth (the root's is 0) and bytes from `<` to behind `>` of
/// the end tag; in document order of their starts. Only those `wanted`.
pub(super) fn elements(
    xml: &str,
    wanted: impl Fn(u32, &str) -> bool,
) -> Result<Vec<Element>, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| Refusal::Corrupt)?;
        let end = position(&reader);
        match event {
            Event::Start(tag) => {
                let depth = u32::try_from(open.len()).unwrap_or(u32::MAX);
                open.push(wanted(depth, tag.local_name().as_ref()).then(|| {
                    out.push(Element { tag: tag.into_owned(), start, end });
                    out.len() - 1
                }));
            }
            Event::Empty(tag) => {
                let depth = u32::try_from(open.len()).unwrap_or(u32::MAX);
                if wanted(depth, tag.local_name().as_ref()) {
                    out.push(Element { tag: tag.into_owned(), start, end });
                }
            }
            Event::End(_) => {
                if let Some(Some(at)) = open.pop() {
                    out[at].end = end;
                }
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// An element and where it stands.
pub(super) struct Element {
    pub(super) tag: BytesStart<'static>,
    pub(super) start: usize,
    pub(super) end: usize,
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The words inside a piece of XML.
pub(super) fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut out = String::new();
    let mut inside = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(t)) if t.local_name().as_ref() == "t" => inside = true,
            Ok(Event::End(t)) if t.local_name().as_ref() == "t" => inside = false,
            Ok(Event::Text(t)) if inside => out.push_str(&t.xml10_content()),
            Ok(Event::GeneralRef(r)) if inside => {
                let entity = format!("&{};", &*r);
                out.push_str(&quick_xml::escape::unescape(&entity).unwrap_or_default());
            }
            Ok(Event::Eof) | Err(_) => return out,
            _ => {}
        }
    }
}

/// Text as it may stand in XML: escaped, without characters XML does not allow.
pub(super) fn escaped(text: &str) -> String {
    let allowed: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    quick_xml::escape::escape(allowed.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_leave_the_rest() {
        let xml = "<x:a><x:b i='1'/>t<x:c><x:b/></x:c></x:a>\n";
        assert_eq!(prefix(xml), "x:");
        assert_eq!(prefix("<a></a>"), "");
        assert_eq!(before_end(xml, "!").unwrap(), xml.replace("</x:a>", "!</x:a>"));
        let top = elements(xml, |depth, _| depth == 1).unwrap();
        let spans: Vec<&str> = top.iter().map(|e| &xml[e.start..e.end]).collect();
        assert_eq!(spans, ["<x:b i='1'/>", "<x:c><x:b/></x:c>"]);
        assert_eq!(words("<c><t>a &amp; b</t>x<r><t>c</t></r></c>"), "a & bc");
        assert_eq!(escaped("a<b>\u{1}"), "a&lt;b&gt;");
    }
}
