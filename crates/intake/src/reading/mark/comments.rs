//! The part that holds the words of notes.

use crate::reading::{Refusal, column_letter, open::package::attribute};

use super::{
    Notes,
    xml::{before_end, elements, escaped, insert, prefix, words},
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Who the notes are by, as spreadsheets show it.
const AUTHOR: &str = "Nhân Lực Số";

/// `C7` of a 1-based row and 0-based column.
pub(super) fn reference((row, column): (u32, u16)) -> String {
    format!("{}{row}", column_letter(column))
}

/// A new part with the notes.
pub(super) fn fresh(notes: &Notes) -> String {
    let list: String =
        notes.iter().map(|(at, text)| comment("", &reference(*at), text, 0)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\">\
         <authors><author>{AUTHOR}</author></authors><commentList>{list}</commentList></comments>"
    )
}

fn comment(prefix: &str, reference: &str, text: &str, author: usize) -> String {
    let p = prefix;
    format!(
        "<{p}comment ref=\"{reference}\" authorId=\"{author}\"><{p}text><{p}r><{p}t xml:space=\"preserve\">\
         {}</{p}t></{p}r></{p}text></{p}comment>",
        escaped(text)
    )
}

/// The notes added to a part that has some. A cell's own note is kept below ours. Also says which
/// cells had none before.
pub(super) fn merged(xml: &str, notes: &Notes) -> Result<(String, Notes), Refusal> {
    let p = prefix(xml).to_owned();
    let mut notes = notes.clone();
    let mut new = notes.clone();
    let found =
        elements(xml, |_, name| matches!(name, "comment" | "author" | "authors" | "commentList"))?;
    let authors = found.iter().filter(|e| e.tag.local_name().as_ref() == "author").count();
    let mut out = xml.to_owned();
    for old in found.iter().rev().filter(|e| e.tag.local_name().as_ref() == "comment") {
        let at = attribute(&old.tag, "ref").unwrap_or_default();
        let ours = notes.iter().find(|(cell, _)| reference(**cell) == at).map(|(cell, _)| *cell);
        if let Some(cell) = ours {
            let kept = words(&xml[old.start..old.end]);
            if let Some(text) = notes.get_mut(&cell).filter(|_| !kept.trim().is_empty()) {
                *text = format!("{text}\n—\n{kept}");
            }
            out.replace_range(old.start..old.end, "");
            new.remove(&cell);
        }
    }
    let list: String =
        notes.iter().map(|(at, text)| comment(&p, &reference(*at), text, authors)).collect();
    out = into(&out, "commentList", &list)?;
    out = into(&out, "authors", &format!("<{p}author>{AUTHOR}</{p}author>"))?;
    Ok((out, new))
}

/// Puts text at the end of an element, which is made where it is missing or empty.
fn into(xml: &str, name: &str, text: &str) -> Result<String, Refusal> {
    let p = prefix(xml).to_owned();
    let found = elements(xml, |_, n| n == name)?;
    let Some(element) = found.first() else {
        return before_end(xml, &format!("<{p}{name}>{text}</{p}{name}>"));
    };
    let whole = &xml[element.start..element.end];
    if let Some(start) = whole.strip_suffix("/>") {
        let opened = format!("{start}>{text}</{p}{name}>");
        let mut out = xml.to_owned();
        out.replace_range(element.start..element.end, &opened);
        return Ok(out);
    }
    let end = element.start + whole.rfind("</").ok_or(Refusal::Corrupt)?;
    Ok(insert(xml, end, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_join_those_that_are_there() {
        let first: Notes = [((7, 2), "một".to_owned()), ((8, 2), "hai".to_owned())].into();
        let xml = fresh(&first);
        let second: Notes = [((7, 2), "ba <b>".to_owned()), ((9, 3), "bốn".to_owned())].into();
        let (xml, new) = merged(&xml, &second).unwrap();
        assert_eq!(new.into_keys().collect::<Vec<_>>(), [(9, 3)]);
        let comments = elements(&xml, |_, n| n == "comment").unwrap();
        let texts: Vec<String> = comments.iter().map(|e| words(&xml[e.start..e.end])).collect();
        assert_eq!(texts, ["hai", "ba <b>\n—\nmột", "bốn"]);
        assert_eq!(elements(&xml, |_, n| n == "author").unwrap().len(), 2);
    }
}
